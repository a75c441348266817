"""案例警示区: a wall of real cases, told step by step. `manifest.py` says what it is to the hall."""
