"""What keeps the hall running: watching over it, backups, health, installing."""
