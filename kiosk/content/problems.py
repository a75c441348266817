"""What is wrong with a content file, said so that the person who wrote it can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kiosk.core.findings import Loc
from kiosk.core.outside import visible


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend. `line` and `column` count from 1, as editors do; `path` is as staff know it.

    What it is about is kept off the screen, unless it is a `warning`. `loc` is the place in the file's own data, None
    when the whole file is meant.
    """

    path: str
    line: int
    column: int
    message: str
    warning: bool = False
    loc: Loc | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return visible(f"{self.path}:{self.line}:{self.column}: {'提醒：' if self.warning else ''}{self.message}")


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or "" when none is near."""
    from difflib import get_close_matches  # only where something is wrong

    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return near[0] if near else ""


def meant(word: str, known: Iterable[str]) -> str:
    """The end of a sentence about an unknown word: what was probably meant, else what may be written."""
    choices = sorted(known)
    near = nearest(word, choices)
    if near:
        return f"是不是想写 {near}？"
    if len(choices) > 24:
        choices = [*choices[:24], "…"]
    return f"可以写：{'、'.join(choices)}" if choices else "目前一个可用的也没有"
