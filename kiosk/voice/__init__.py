"""Developer tool: speaks the lines of the content; a hall only plays the Opus files."""
