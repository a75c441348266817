"""What the loop itself tells of its being alive: to who watches over it, and to the note that is left if it falls."""

from __future__ import annotations

from kiosk.ops.crashes import RunNote
from kiosk.ops.notifying import ALIVE, READY, STOPPING, Notifier
from kiosk.ops.weighing import Scales

LONGEST_SLEEP_SECONDS = 60.0
BEATS = 3
"""So many signs of life are due in the time after which a hall counts as dead."""
DUMPED_AT = 0.8
"""The share of that time after which the stack of a hall that stands still is written down, before it is killed."""


class Overgrown(RuntimeError):
    """The hall's memory grows without end; opened anew, it is small again."""


class Lifeline:
    """Beats while somebody listens, and costs nothing while nobody does."""

    def __init__(
        self, notifier: Notifier | None = None, note: RunNote | None = None, scales: Scales | None = None
    ) -> None:
        self._notifier, self._note, self._scales = notifier, note, scales or Scales()
        self._limit = notifier.limit_seconds if notifier is not None else None
        self._every = self._limit / BEATS if self._limit else float("inf")
        self._beaten, self._page = float("-inf"), ""

    @property
    def most_seconds(self) -> float:
        """The loop may sleep so long."""
        return min(self._every, LONGEST_SLEEP_SECONDS)

    def opened(self) -> None:
        """The first picture is shown."""
        if self._notifier is not None:
            self._notifier.say(READY)

    def turn(self, now: float, page: str) -> None:
        """The loop is at work at `now` (seconds of its clock), and shows that page next. Raises Overgrown."""
        if page != self._page:
            self._page = page
            if self._note is not None:
                self._note.page(page)
        if self._limit is None or now - self._beaten < self._every:
            return
        self._beaten = now
        if self._notifier is not None:
            self._notifier.say(ALIVE)
        if self._note is not None:
            self._note.arm(self._limit * DUMPED_AT)
        self._weigh()

    def fallen(self, error: BaseException) -> None:
        """The loop has ended with that."""
        if self._note is not None:
            self._note.fallen(error)

    def closing(self) -> None:
        """The hall ends; writing down what waits may take a while."""
        if self._notifier is not None:
            self._notifier.say(STOPPING)

    def closed(self) -> None:
        """All is written and closed."""
        if self._note is not None:
            self._note.close()
        if self._notifier is not None:
            self._notifier.close()

    def _weigh(self) -> None:
        found = self._scales.too_heavy(self._page.partition(":")[0])
        if found:
            if self._note is not None:
                self._note.add(found)
            raise Overgrown(found.partition("\n")[0].removeprefix("why: "))
