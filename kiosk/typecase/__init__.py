"""Developer tools for what is set in type: semibold faces cut down to the characters a hall sets in them, and the list
of words in which no line is broken; a hall only reads the files."""
