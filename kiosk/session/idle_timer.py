"""How long nobody has touched the screen, and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from kiosk.content.models.hall import HallSettings
from kiosk.draw.items import Item
from kiosk.session import idle
from kiosk.session.overlay_sheets import OverlayKind
from kiosk.session.table import Place


class IdleTimer:
    """Counts the seconds without a touch; any touch, even one that meets nothing, is a sign of life."""

    def __init__(self, limits: HallSettings) -> None:
        self._limits = limits
        self._untouched = 0.0

    def touched(self) -> None:
        self._untouched = 0.0

    def left(self, place: Place, overlay: OverlayKind, items: Sequence[Item]) -> float | None:
        """Seconds until the idle question, or until it counts as unanswered; None where nobody is waited for."""
        if place is Place.ATTRACT or overlay == "paused":
            return None
        if overlay == "asking":
            return self._limits.still_there_seconds - self._untouched
        longest = idle.limit(items, self._limits.idle_seconds)
        return None if longest is None else longest - self._untouched

    def tick(
        self, seconds: float, place: Place, overlay: OverlayKind, items: Sequence[Item]
    ) -> Literal["", "ask", "gone"]:
        """`seconds` more without a touch: whether to ask now, or whether nobody has answered."""
        self._untouched += seconds
        left = self.left(place, overlay, items)
        if left is None:
            self._untouched = 0.0
        elif left <= 1e-6:
            self._untouched = 0.0
            return "gone" if overlay == "asking" else "ask"
        return ""
