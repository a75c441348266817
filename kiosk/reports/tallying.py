"""The figures of the day, counted on a thread of its own: a quarter of records takes a moment, and nobody's tap waits
for it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Literal

from kiosk.reports.today import Today

_log = logging.getLogger("kiosk")
AT_ONCE_SECONDS = 0.02
"""Few records are counted in less; then nobody sees that they are counted at all."""

Counting = Literal["counting"]
"""They are being counted: ask again."""


class TodayDesk:
    """Counts when asked. `count` gives the figures, None where there are none to be had; `minute` says what time it
    is: figures that nobody came for are counted anew."""

    def __init__(self, count: Callable[[], Today | None], minute: Callable[[], str]) -> None:
        self._count, self._minute = count, minute
        self._thread: threading.Thread | None = None
        self._found: tuple[str, Today | None] | None = None

    def ask(self) -> Today | Counting | None:
        """What was found, once; until then that it is being counted."""
        if self._thread is None or (self._found is not None and self._found[0] != self._minute()):
            self._found = None
            self._thread = threading.Thread(target=self._run, name="today", daemon=True)
            self._thread.start()
            self._thread.join(AT_ONCE_SECONDS)
        if self._found is None:
            return "counting"
        (_, found), self._found, self._thread = self._found, None, None
        return found

    def _run(self) -> None:
        found: Today | None = None
        try:
            found = self._count()
        except Exception:  # records may be anything
            _log.exception("the figures of the day cannot be counted")
        self._found = self._minute(), found
