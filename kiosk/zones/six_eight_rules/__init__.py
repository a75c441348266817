"""“六个一律、八个凡是”区: fourteen tiles and a matching game. `manifest.py` says what it is to the hall."""
