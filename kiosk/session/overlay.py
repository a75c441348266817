"""What lies over the screen just now, and how far its sheet is scrolled."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.scene import Gesture
from kiosk.session.overlay_sheets import SHEET
from kiosk.session.table import OverlayKind

_TOP = Scroll()


@dataclass(frozen=True, slots=True)
class Overlay:
    """An overlay and its sheet, opened at its beginning."""

    kind: OverlayKind
    scroll: Scroll = _TOP

    def touched(self, gesture: Gesture) -> Overlay | None:
        """The sheet scrolled; None when the gesture is about something else."""
        if gesture.target != SHEET and not gesture.target.startswith(SHEET + "/"):
            return None
        return replace(self, scroll=scroller.touch(self.scroll, gesture, SHEET) or self.scroll)

    def after(self, seconds: float) -> Overlay:
        """A sheet that was flicked runs on."""
        scroll = scroller.tick(self.scroll, seconds)
        return self if scroll is self.scroll else replace(self, scroll=scroll)

    def due(self) -> float | None:
        """Seconds until the sheet next moves by itself."""
        return scroller.due(self.scroll)
