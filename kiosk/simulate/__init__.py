"""Played halls: people made up by chance go through the real scenes and the real machine into a real log."""
