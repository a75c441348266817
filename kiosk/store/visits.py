"""Everything that was recorded, visit by visit: of the log and of those that were set aside, one visit at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from kiosk.core.logged import Logged
from kiosk.core.scratch import scratch_prefix
from kiosk.store.database import FILE, set_aside_logs
from kiosk.store.query import JUDGEMENTS, LogReader, days
from kiosk.store.reading import snapshot
from kiosk.store.salvage import Salvaged, salvage

_ANY = "visit <> ''"
_WITHIN = "at >= :first AND at < :after"
_TOUCHED = f"SELECT visit FROM events WHERE {_WITHIN} AND visit <> ''"
_SPANS = "SELECT visit, min(id) AS since, max(id) AS until FROM {} WHERE {} GROUP BY visit"
_ALL = _SPANS.format("events NOT INDEXED", _ANY)
"""By the rows themselves: a broken index would leave visits out, and all of them are read anyway."""


class Logs(NamedTuple):
    """All logs of a data folder, oldest first; `salvaged` are the damaged ones among them."""

    readers: tuple[LogReader, ...]
    salvaged: tuple[Salvaged, ...]

    def rows(self, date_from: date | None = None, date_to: date | None = None) -> Iterator[Logged]:
        """All judgements on messages (one may be made days later), then what happened outside any visit, then the
        visits in the order in which they began, each whole and together: those that began from local date to local date
        inclusive (None is open). Raises UnreadableLogError while iterating.
        """
        parted = _parted(self.readers)
        for reader in self.readers:
            yield from reader.rows(f"{JUDGEMENTS} AND visit = ''")
        for reader in self.readers:
            outside = f"visit = '' AND kind <> 'MessageJudged' AND {_WITHIN}"
            yield from reader.rows(outside, days(date_from, date_to))
        for reader in self.readers:
            yield from _visits(reader, date_from, date_to, parted)
        for visit in sorted(parted):  # whether it began on one of the days, only all its parts together say
            for reader in self.readers:
                yield from reader.rows("visit = :visit", {"visit": visit})


@contextmanager
def all_logs(data_dir: Path, damaged: bool = False) -> Iterator[Logs]:
    """The logs in the folder while they are read; where the log itself is `damaged`, it is read as those that were set
    aside. Raises UnreadableLogError, also for what goes wrong while they are read, and OSError.
    """
    files = set_aside_logs(data_dir)
    if damaged:
        files.append(data_dir / FILE)
    with ExitStack() as opened:
        healthy = None if damaged else opened.enter_context(snapshot(data_dir))
        readers = [] if healthy is None else [LogReader.of(healthy)]
        salvaged: list[Salvaged] = []
        folder = Path(opened.enter_context(TemporaryDirectory(prefix=scratch_prefix("salvage")))) if files else data_dir
        for n, file in enumerate(reversed(files)):  # the youngest first: what two logs have, the older one gives up
            scratch = sqlite3.connect(folder / f"{n}.db", isolation_level=None)
            opened.callback(scratch.close)
            salvaged.insert(0, salvage(file, scratch, readers))
            readers.insert(0, LogReader.of(scratch))
        yield Logs(tuple(readers), tuple(salvaged))


def _visits(reader: LogReader, date_from: date | None, date_to: date | None, parted: set[str]) -> Iterator[Logged]:
    """The visits that began on those days and are in this log alone, each together."""
    if date_from is None and date_to is None:
        spans = reader.connection.execute(f"SELECT visit, until FROM ({_ALL}) ORDER BY since")
        return together(spans, reader.rows(_ANY), parted)
    within = days(date_from, date_to)
    chosen = f"""SELECT spans.visit, until FROM ({_SPANS.format("events", f"visit IN ({_TOUCHED})")}) AS spans
        JOIN events ON events.id = since WHERE {_WITHIN} ORDER BY since"""
    spans = reader.connection.execute(chosen, within)
    return together(spans, reader.rows(f"visit IN ({_TOUCHED})", within), parted)


def together(
    spans: Iterable[tuple[str, int]], rows: Iterable[Logged], left_out: Container[str] = ()
) -> Iterator[Logged]:
    """The rows, in the order of logging, with those of a visit moved together. `spans` are the visits that are asked
    for, in the order in which they began, with the number of their last event: so a visit is known to be whole, and no
    more is held than those that go on at the same time."""
    coming = iter(spans)
    following = next(coming, None)
    going: dict[str, tuple[int, list[Logged]]] = {}
    visit, last, found = "", 0, list[Logged]()
    for row in rows:
        if row.visit != visit:
            visit = row.visit
            if following is not None and visit == following[0]:
                going[visit] = following[1], []
                following = next(coming, None)
            last, found = going.get(visit, (0, []))
        if not last:
            continue
        found.append(row)
        if row.id == last:
            del going[visit]
            if visit not in left_out:
                yield from found
            last = 0


def _parted(readers: Sequence[LogReader]) -> set[str]:
    """The visits that are in more than one log: damage met while they went on parted them."""
    found: set[str] = set()
    for n, reader in enumerate(readers[1:], 1):
        for (visit,) in reader.connection.execute(f"SELECT DISTINCT visit FROM events WHERE {_ANY}"):
            if any(_has(earlier, visit) for earlier in readers[:n]):
                found.add(visit)
    return found


def _has(reader: LogReader, visit: str) -> bool:
    return bool(reader.connection.execute("SELECT 1 FROM events WHERE visit = ? LIMIT 1", (visit,)).fetchone())
