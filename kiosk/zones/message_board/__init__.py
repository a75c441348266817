"""电子留言区: the wall of messages and a sheet for one's own. `manifest.py` says what it is to the hall."""
