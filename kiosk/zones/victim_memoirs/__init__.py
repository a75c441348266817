"""受害回忆录区: first-person memoirs, told in stages. `manifest.py` says what it is to the hall."""
