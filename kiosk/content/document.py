"""One content file as it was read: its tree with the places, the object it gave, its problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.content.problems import Problem
from kiosk.content.yaml_tree import Tree


@dataclass(slots=True)
class Document:
    """One content file. `value` is an object of `model`, None when it has problems; `zone` a zone's id or hall."""

    model: type
    zone: str
    path: Path
    tree: Tree
    value: Any = None
    problems: list[Problem] = field(default_factory=list)
