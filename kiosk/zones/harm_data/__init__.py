"""危害数据分析区: what scams cost, in charts that answer to a finger. `manifest.py` says what it is to the hall."""
