"""What is made ready while nobody needs the processor: scenes, a visit that was cut off, what likely taps will show."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence

from kiosk.core.refusals import refusal
from kiosk.draw.items import Item, targets
from kiosk.parts.between import Scenery
from kiosk.session.frame import PREFIX
from kiosk.session.machine import Machine
from kiosk.session.preview_state import look_ahead, make_scenes

_log = logging.getLogger("kiosk")
LIKELY_MOST = 8
SLICE_SECONDS = 0.004
STILL_SECONDS = 0.4
"""So long nobody touches and nothing moves before the likely next screens are prepared."""


class Preparation:
    """What is still to be made ready, a few milliseconds at a time by the caller's clock `now`. `warm` prepares what a
    screen needs to be painted, `cut_short` plays a visit again that was cut off; both say after each step. What a
    finger that is down will bring, once prepared, is for `paint_ahead`."""

    def __init__(
        self,
        machine: Machine,
        warm: Callable[[Sequence[Item]], Iterator[None]],
        paint_ahead: Callable[[Scenery], None],
        cut_short: Iterator[None],
        now: Callable[[], float],
    ) -> None:
        self._machine, self._now, self._warm, self._paint_ahead = machine, now, warm, paint_ahead
        self._steps: Iterator[None] | None = None
        self._cut_short: Iterator[None] | None = cut_short
        self._pressed = ""
        self.likely: list[str] = []
        """What is touched next in all likelihood."""

    def begin(self) -> None:
        """The first picture is shown: the scenes nobody has asked for yet are made."""
        self._steps = make_scenes(self._machine)

    def forget_cut_short(self) -> None:
        """Playing that visit again would only lead to where it was cut off."""
        self._cut_short = None

    def touched(self, pressed: str) -> None:
        """Somebody has touched the screen: nothing of what was guessed holds, unless the finger still rests on what it
        `pressed`: nothing is likelier than that."""
        if not pressed or pressed != self._pressed:
            self._steps, self.likely = None, [pressed] if pressed else []
        self._pressed = pressed

    def another_page(self, items: Sequence[Item]) -> None:
        """Those are on the screen now."""
        self._steps = None
        self.likely = [t for t in targets(items) if not t.startswith(PREFIX)][:LIKELY_MOST]

    def wanted(self, still: float) -> bool:
        """Whether there is something to do, when nobody has touched for `still` seconds."""
        waits = self._steps is not None or self._cut_short is not None
        return waits or self._guesses(still)

    def go_on(self, still: float) -> None:
        """A slice of it: first a visit that was cut off, then what the likely next taps will show."""
        until = self._now() + SLICE_SECONDS
        if self._steps is None and self._cut_short is not None:
            steps, self._cut_short = self._cut_short, None
            try:
                self._cut_short = self._some(steps, until)
            except Exception as error:  # a recording may be anything; the hall is open without it
                _log.warning("断电以前的那次参观接不上了：%s", refusal(error))
            return
        if self._steps is None and not self._guesses(still):
            return
        steps_now, self._steps = self._steps, None
        try:
            if steps_now is None:
                steps_now = self._ready(self.likely.pop(0))
            self._steps = self._some(steps_now, until)
        except BaseException as error:  # a scene that ends the program while it is made: whoever opens it is told
            _log.warning("cannot prepare a screen: %s", error)

    def _guesses(self, still: float) -> bool:
        return bool(self.likely) and (bool(self._pressed) or still > STILL_SECONDS)

    def _ready(self, target: str) -> Iterator[None]:
        seen = look_ahead(self._machine, target)
        yield from self._warm(seen.items)
        if target == self._pressed:
            self._paint_ahead(seen)

    def _some(self, steps: Iterator[None], until: float) -> Iterator[None] | None:
        """Steps until that moment, and what is left of them; None when they are done."""
        while self._now() < until:
            if next(steps, steps) is steps:
                return None
        return steps
