"""The latest visits in which something was counted, kept aside while the log streams by: what models are fitted to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kiosk.core.logged import Logged

MOST = 3_000
"""Visits. More make no band noticeably narrower, and memory stays bounded."""


class Latest:
    """Events of some `kinds`, of the latest visits that have one of those kinds that are `needed`."""

    def __init__(self, kinds: tuple[type, ...], needed: type, most: int = MOST) -> None:
        self._kinds, self._needed, self._most = kinds, needed, most
        self._open: dict[str, list[Logged]] = {}
        self._kept: dict[str, list[Logged]] = {}

    def watch(self, rows: Iterable[Logged]) -> Iterator[Logged]:
        """The rows as they are, noting on the way."""
        for row in rows:
            if type(row.event) in self._kinds and row.visit:
                self._note(row)
            yield row

    def rows(self) -> list[Logged]:
        """What was kept, in the order of logging."""
        return sorted((row for kept in self._kept.values() for row in kept), key=lambda row: row.id)

    def _note(self, row: Logged) -> None:
        if (kept := self._kept.get(row.visit)) is not None:
            kept.append(row)
            return
        waiting = self._open.setdefault(row.visit, [])
        waiting.append(row)
        if type(row.event) is self._needed:
            self._kept[row.visit] = self._open.pop(row.visit)
            if len(self._kept) > self._most:
                del self._kept[next(iter(self._kept))]
        elif len(self._open) > self._most:
            del self._open[next(iter(self._open))]
