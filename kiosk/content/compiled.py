"""Checked content as plain data: what the cache keeps and objects are built from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kiosk.content.problems import Problem


@dataclass(frozen=True, slots=True)
class Compiled:
    """Checked plain data: for each pattern of ZONE_FILES the readable files in order of name. JSON-ready."""

    files: dict[str, list[Any]]
    problems: tuple[Problem, ...] = ()
