"""Dividing a group that is too large into batches the hall can hold."""

from __future__ import annotations


def split(people: int, most: int) -> tuple[int, ...]:
    """As few batches of at most `most` as possible, as even as possible, e.g. 32, 15 -> (11, 11, 10)."""
    if people < 1 or most < 1:
        raise ValueError(f"people and most must be at least 1, not {people} and {most}")
    batches = -(-people // most)
    small, rest = divmod(people, batches)
    return (small + 1,) * rest + (small,) * (batches - rest)
