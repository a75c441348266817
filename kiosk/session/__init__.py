"""The visit: states and transitions, clock, conductor, idle, and the frame round every screen."""
