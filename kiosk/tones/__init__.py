"""Developer tool: makes the hall's own sounds from numbers; a hall only plays the Opus files."""
