"""The zones of the hall, a folder each; `register.py` lists them."""
