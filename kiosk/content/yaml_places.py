"""Where everything in a YAML file stands: worked out only for files that have something to mend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from kiosk.core.findings import Loc


@dataclass(frozen=True, slots=True)
class Spot:
    """Line and column, from 1, of a value and of its key (the value's own in a list).

    `written` is a scalar's text as the author wrote it, None for lists and mappings; `plain` means without quotes.
    """

    line: int
    column: int
    key_line: int
    key_column: int
    written: str | None = None
    plain: bool = False


def places(loader_kind: Any, text: str, depth: int) -> dict[Loc, Spot]:
    """Every place of the first document, as far as it can be read. A key written twice keeps its first place."""
    walk = _Walk(depth)
    loader = loader_kind(text)
    try:
        while (event := loader.get_event()) is not None and not walk.finished:
            walk.step(event)
    except yaml.YAMLError:
        pass  # the places before the fault are still right
    finally:
        loader.dispose()
    return walk.found


class _Walk:
    """For each open container: its way in, and the next list position or the key that waits for a value."""

    def __init__(self, depth: int) -> None:
        self.found: dict[Loc, Spot] = {}
        self.finished = False
        self._depth = depth
        self._locs: list[Loc] = []
        self._next: list[int | None] = []
        self._key: list[tuple[str, int, int] | None] = []

    def step(self, event: Any) -> None:
        kind = event.__class__
        if kind is yaml.ScalarEvent or kind is yaml.AliasEvent:
            written = event.value if kind is yaml.ScalarEvent else None
            if self._next and self._next[-1] is None and self._key[-1] is None:
                self._key[-1] = (written or "", event.start_mark.line + 1, event.start_mark.column + 1)
                return
            self._put(event, written)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self.finished = len(self._locs) >= self._depth
            self._locs.append(self._put(event, None))
            self._next.append(0 if kind is yaml.SequenceStartEvent else None)
            self._key.append(None)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._locs.pop()
            self._next.pop()
            self._key.pop()
        elif kind is yaml.DocumentEndEvent:
            self.finished = True

    def _put(self, event: Any, written: str | None) -> Loc:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        key_line, key_column = line, column
        loc: Loc = ()
        if self._locs:
            position, key = self._next[-1], self._key[-1]
            if position is not None:
                loc = (*self._locs[-1], position)
                self._next[-1] = position + 1
            elif key is not None:
                loc = (*self._locs[-1], key[0])
                key_line, key_column = key[1], key[2]
                self._key[-1] = None
        plain = written is not None and not event.style
        self.found.setdefault(loc, Spot(line, column, key_line, key_column, written, plain))
        return loc
