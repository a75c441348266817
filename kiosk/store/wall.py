"""What hangs on the wall: the newest messages that staff let pass, however many were ever left.

The hall asks often, and two looks at indexes say whether anything is new. The latest judgements are found by the index
of messages; only what is shown is read, and decoded once; what would keep a finger waiting is decoded by a thread for
the next time.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

from kiosk.core.events import MessageJudged
from kiosk.core.logged import Logged
from kiosk.core.messages import Message, approved_messages
from kiosk.store.query import JUDGEMENTS, LogReader
from kiosk.store.reading import UnreadableLogError, snapshot

HUNG_MOST = 60
"""More than any wall hangs up."""
JUDGEMENTS_MOST = 600
"""Of so many judgements that were made last: who lets an older message pass again brings it back among them."""
AT_ONCE_MOST = 12
"""Messages decoded while the caller waits; large handwriting takes some milliseconds each."""
_LATEST = f"events.id IN (SELECT id FROM events WHERE {JUDGEMENTS} ORDER BY id DESC LIMIT {JUDGEMENTS_MOST})"

_log = logging.getLogger(__name__)


class Wall:
    """The wall of one log. May be asked from any thread."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._lock = threading.Lock()
        self._read: dict[int, Logged] = {}
        """Messages that hang there, by their number; none that was erased since."""
        self._thread: threading.Thread | None = None
        self._seen: tuple[tuple[int, int], list[Message]] | None = None
        """What hangs there, and at which mark of the log; None while some of it is still to be decoded."""
        self._hangs: list[Message] = []

    def newest(self) -> list[Message]:
        """The messages, newest first. Those it has no time for now hang there the next time; while they are being
        decoded, what hung there last does. Raises UnreadableLogError."""
        if not self._lock.acquire(blocking=False):
            return self._hangs
        try:
            self._hangs = self._look(AT_ONCE_MOST)
        finally:
            self._lock.release()
        return self._hangs

    def settle(self) -> None:
        """Wait until what there was no time for is there."""
        if self._thread is not None:
            self._thread.join()

    def _look(self, most: int) -> list[Message]:
        """For whoever holds the lock."""
        with snapshot(self._data_dir) as connection:
            if connection is None:
                return []
            reader = LogReader.of(connection)
            mark = reader.messages_mark()
            if self._seen is not None and self._seen[0] == mark:
                return self._seen[1]
            judged = list(reader.rows(_LATEST))
            hung = _hung(judged)
            kept = _with_words(reader, hung)
            known = {number: row for number, row in self._read.items() if number in kept}
            new = [number for number in hung if number not in known]
            found = {row.id: row for row in reader.rows(f"events.id IN ({_listed(new[:most])})")}
            self._read = {number: row for number, row in {**known, **found}.items() if number in kept}
            hangs = approved_messages([*(row for _, row in sorted({**known, **found}.items())), *judged])
            self._seen = None if new[most:] else (mark, hangs)
        if new[most:] and (self._thread is None or not self._thread.is_alive()):
            self._thread = threading.Thread(target=self._read_on, name="wall", daemon=True)
            self._thread.start()
        return hangs

    def _read_on(self) -> None:
        try:
            with self._lock:
                self._hangs = self._look(HUNG_MOST)
        except UnreadableLogError as error:
            _log.warning("留言墙的其余留言现在读不了：%s", error)


def _hung(judged: Iterable[Logged]) -> list[int]:
    """The numbers of the newest messages whose last judgement let them pass, newest first."""
    last = {row.event.message: row.event.approved for row in judged if isinstance(row.event, MessageJudged)}
    return sorted((message for message, approved in last.items() if approved), reverse=True)[:HUNG_MOST]


def _with_words(reader: LogReader, messages: Sequence[int]) -> set[int]:
    """Those of which something is kept that can be erased; none in a log of before."""
    if not reader.erasable:
        return set()
    asked = f"SELECT event FROM bodies WHERE event IN ({_listed(messages)})"
    return {number for (number,) in reader.connection.execute(asked)}


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))
