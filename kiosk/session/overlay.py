"""What lies over the screen just now, if anything, and how far its sheet is scrolled."""

from __future__ import annotations

from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.scene import Gesture
from kiosk.session import overlay_sheets
from kiosk.session.overlay_sheets import OverlayKind


class Overlay:
    """An overlay: "" none, help, guide, paused or asking."""

    def __init__(self) -> None:
        self.kind: OverlayKind = ""
        self.sheet = Scroll()

    def lay(self, kind: OverlayKind) -> None:
        """Lay an overlay on, from its beginning; "" takes it off."""
        self.kind, self.sheet = kind, Scroll()

    def touch(self, gesture: Gesture) -> bool:
        """Scroll the sheet; False when the gesture is about something else."""
        if gesture.target != overlay_sheets.SHEET and not gesture.target.startswith(overlay_sheets.SHEET + "/"):
            return False
        self.sheet = scroller.touch(self.sheet, gesture, overlay_sheets.SHEET) or self.sheet
        return True

    def tick(self, seconds: float) -> bool:
        """Time for a sheet that runs on; whether it moved."""
        before, self.sheet = self.sheet, scroller.tick(self.sheet, seconds)
        return self.sheet != before

    def due(self) -> float | None:
        """Seconds until the sheet next moves by itself."""
        return scroller.due(self.sheet)
