"""What a content file may say: one dataclass a kind, from which checks and editor schemas are made."""
