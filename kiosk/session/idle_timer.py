"""How long nobody has touched the screen, and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from kiosk.content.models.hall import HallSettings
from kiosk.core.vocabulary import AgeBand
from kiosk.draw.items import Item
from kiosk.session import idle
from kiosk.session.table import Outcome, OverlayKind, Place

Silence = Literal[Outcome.IDLE, Outcome.ABANDONED]
"""What a long silence means: the screen has stood for as long as it may, or the question was not answered."""

_WAITED_AT = (OverlayKind.PAUSED, OverlayKind.WAITING, OverlayKind.REMOTE, OverlayKind.BLANK)
"""What lies there because somebody of the hall is about."""


class IdleTimer:
    """Counts the seconds without a touch; any touch, even one that meets nothing, is a sign of life."""

    def __init__(self, limits: HallSettings) -> None:
        self._limits = limits
        self._untouched = 0.0

    def touched(self) -> None:
        self._untouched = 0.0

    def left(
        self, place: Place, overlay: OverlayKind | None, items: Sequence[Item], ages: Sequence[AgeBand]
    ) -> float | None:
        """Seconds until the idle question, or until it counts as unanswered; None where nobody is waited for."""
        if place is Place.ATTRACT or overlay in _WAITED_AT:
            return None
        if overlay is OverlayKind.ASKING:
            return self._limits.still_there_seconds - self._untouched
        longest = idle.limit(items, self._limits.idle_seconds, ages)
        return None if longest is None else longest - self._untouched

    def passed(self, seconds: float) -> None:
        """`seconds` more without a touch. What begins anew after this (a place, an overlay) begins with none."""
        self._untouched += seconds

    def silence(
        self, place: Place, overlay: OverlayKind | None, items: Sequence[Item], ages: Sequence[AgeBand]
    ) -> Silence | None:
        """What the time without a touch means now, if anything; then it begins anew."""
        left = self.left(place, overlay, items, ages)
        if left is not None and left > 1e-6:
            return None
        self._untouched = 0.0
        if left is None:
            return None
        return Outcome.ABANDONED if overlay is OverlayKind.ASKING else Outcome.IDLE
