"""Checked content as plain data: what the cache keeps and objects are built from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kiosk.content.problems import Problem


@dataclass(frozen=True, slots=True)
class Compiled:
    """Checked plain data: for each pattern of the catalogue what may be shown, in order of file names. JSON-ready.

    `dated`: something is kept off because of the day; on another day it may not be. `media` are the pictures, films and
    captions that were opened: when one changes, so may the verdict.
    """

    files: dict[str, list[Any]]
    problems: tuple[Problem, ...] = ()
    dated: bool = False
    media: tuple[str, ...] = ()
