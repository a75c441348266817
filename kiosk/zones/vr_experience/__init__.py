"""VR互动体验区: stories one stands inside. `manifest.py` says what it is to the hall."""
