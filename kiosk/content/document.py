"""One content file as it was read, and what of it can be shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.content.content_file import ContentFile
from kiosk.content.problems import Problem
from kiosk.content.yaml_tree import Tree
from kiosk.core.findings import Loc


@dataclass(slots=True)
class Document:
    """One content file. `value` is an object of its model made of `data`, None when nothing of it can be shown.

    `data` is what was written (`tree.data`) without the places in `gone`, with those in `replaced` and `added` from the
    file's fallback. Places are those of what was written; `written` gives them for a place in `data`.
    """

    kind: ContentFile
    path: Path
    tree: Tree
    data: Any = None
    value: Any = None
    draft: bool = False
    problems: list[Problem] = field(default_factory=list)
    gone: set[Loc] = field(default_factory=set)
    replaced: dict[Loc, Any] = field(default_factory=dict)
    added: dict[Loc, list[Any]] = field(default_factory=dict)

    @property
    def model(self) -> type:
        return self.kind.model

    @property
    def zone(self) -> str:
        """A zone's id, or `hall`."""
        return self.kind.zone

    def problem(self, loc: Loc, message: str, at_key: bool = False, warning: bool = False) -> Problem:
        """A problem with what stands at `loc` of `data`, told where it was written."""
        return self.tree.problem(self.written(loc), message, at_key, warning)

    def written(self, loc: Loc) -> Loc:
        """The place of what is shown at `loc`, in the file as it was written."""
        if not self.gone:
            return loc
        at: Loc = ()
        for step in loc:
            at = (*at, self._index(at, step) if isinstance(step, int) else step)
        return at

    def _index(self, at: Loc, shown: int) -> int:
        index = -1
        for _ in range(shown + 1):
            index += 1
            while (*at, index) in self.gone:
                index += 1
        return index
