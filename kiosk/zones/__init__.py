"""The nine zones: an explicit register. A zone is a file or a folder of its own name."""
