"""Developer tool: cuts the semibold faces down to the characters a hall sets in them; a hall only reads the files."""
