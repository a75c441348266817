"""常见诈骗种类区: the kinds of scam, and which may come knocking. `manifest.py` says what it is to the hall."""
