"""What the system's signals ask for, heard from the first instant of a command that has something to close."""

from __future__ import annotations

import signal
from collections.abc import Callable
from types import FrameType

_ENDING = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")


class Signals:
    """Hears signals from now on; SDL, which would swallow them, leaves alone what is heard already. Nothing is raised
    in the midst of whatever runs."""

    def __init__(self) -> None:
        self.asked = False
        self._then: Callable[[], None] = lambda: None
        self._before = {number: signal.getsignal(number) for number in _known()}
        for number, before in self._before.items():
            if number != getattr(signal, "SIGHUP", None) or before is not signal.SIG_IGN:  # nohup
                signal.signal(number, self._heard)

    def then(self, stop: Callable[[], None]) -> None:
        """Do that when asked to end, or at once, if that was before."""
        self._then = stop
        if self.asked:
            stop()

    def let_go(self) -> None:
        """Nothing is open: a signal may do what it always did."""
        for number, before in self._before.items():
            signal.signal(number, before)

    def _heard(self, number: int, frame: FrameType | None) -> None:
        self.asked = True
        self._then()


def _known() -> list[int]:
    return [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]
