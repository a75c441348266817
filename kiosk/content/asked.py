"""What is asked of a group in full words, by the ids the log keeps: what a report quotes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AskedOption:
    """One of the answers: its id, its words, and whether it should be chosen."""

    id: str
    words: str
    good: bool


@dataclass(frozen=True, slots=True)
class AskedText:
    """Something with answers: an item, or a moment of one (`node`), in one `wording`.

    `lines` is what stood on the screen or was heard, in order; `place` says where in the item that is, "" where
    the item has nothing else.
    """

    item: str
    node: str
    wording: str
    lines: tuple[str, ...]
    options: tuple[AskedOption, ...]
    place: str = ""
