"""诈骗知识学习区: modules on a rail, each with an exercise in spotting. `manifest.py` says what it is to the hall."""
