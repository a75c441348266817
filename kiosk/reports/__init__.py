"""Events to numbers: everything a report says is computed here from the log, and can be computed again."""
