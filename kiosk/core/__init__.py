"""Values everything stands on: standard library only."""
