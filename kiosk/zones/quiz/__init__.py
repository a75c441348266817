"""知识考核区: ten items, half of them genuine. `manifest.py` says what it is to the hall."""
