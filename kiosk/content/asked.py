"""What is asked of a group in full words, by the ids the log keeps: what a report quotes."""

from __future__ import annotations

from collections.abc import Iterator
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

    def by_id(self) -> Iterator[tuple[tuple[str, str, str], str]]:
        """The words by the ids that name them: item, place in it, and option or line ("" for what was asked). The place
        is the node; or the wording, by which hands that were counted name it."""
        for place in (self.node, self.wording):
            yield (self.item, place, ""), "".join(map(_closed, self.lines[:-1])) + "".join(self.lines[-1:])
            for option in self.options:
                yield (self.item, place, option.id), option.words
        for number, line in enumerate(self.lines, 1):
            yield (self.item, self.node, f"{self.node}.{number}"), line


def _closed(line: str) -> str:
    """The line as others come after it: a heading has no mark of its own at its end."""
    return line if line[-1:] in "，。！？：；…”" else f"{line}："
