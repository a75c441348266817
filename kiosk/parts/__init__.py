"""Behaviour that two or more scenes share."""
