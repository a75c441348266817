"""A page that arrives out of what was touched, or goes back into it: a window that opens over the page before.

Each frame shows more of a page that is finished already, so that a movement costs less than the page itself. On a
screen of few enough pixels the page also slides a short way; on a larger one only the window's new edges are shown.
"""

from __future__ import annotations

from typing import NamedTuple

from kiosk.parts.motion import ease_out
from kiosk.screen.lean import pygame

MOST_PIXELS = 2_400_000
"""Of a screen whose page slides: 1920 x 1200. Copying more of them takes longer than a frame on a small computer."""
_SLIDE = 0.12
"""The way a page slides, as a share of the way from what was touched to its own middle."""
_FAINT = 0.4
"""How much of a page is seen where its window opens; it comes out of the page before."""
_STOPPED_ALPHA = 120
"""How dark a scene grows that was stopped."""


class Opening(NamedTuple):
    """What a page comes from, in pixels, and whether this is the way back into it; `hold` seconds the page before
    stands still first."""

    origin: pygame.Rect
    back: bool
    hold: float
    seconds: float


class Arrival:
    """The movement of one page. `surface` shows the new page, painted within `region`; `before` and `after` are copies
    of it with the page before and this one, None where there are too many pixels to copy. `began` is the caller's time
    in seconds."""

    def __init__(
        self,
        surface: pygame.Surface,
        region: pygame.Rect,
        opening: Opening,
        before: pygame.Surface | None,
        after: pygame.Surface | None,
        began: float,
    ) -> None:
        self._surface, self._region, self._opening, self._began = surface, region, opening, began
        self._window = self._at(0.0)
        self._before = self._after = None
        self._held = bool(opening.hold)
        if before is not None and after is not None:
            self._before, self._after = before.subsurface(region), after.subsurface(region)
            surface.blit(self._before, region)

    def over(self, now: float) -> bool:
        """Whether the page has arrived."""
        return now - self._began >= self._opening.hold + self._opening.seconds

    def frame(self, now: float) -> list[pygame.Rect]:
        """Bring the surface to this moment; the pixels that are to be shown."""
        gone = now - self._began - self._opening.hold
        if gone < 0:
            return self._stopped()
        share = ease_out(gone / self._opening.seconds)
        was, self._window = self._window, self._at(share)
        larger, smaller = (was, self._window) if self._opening.back else (self._window, was)
        if self._before is None or self._after is None:
            return around(larger.clip(self._region), smaller)
        # What slides is cut from the page in the middle of its movement, so that it comes from what was touched.
        here, there = self._window.center, self._region.center
        slid = self._region.move((here[0] - there[0]) * _SLIDE, (here[1] - there[1]) * _SLIDE)
        page = self._after
        if self._opening.back:
            self._surface.set_clip(larger.clip(self._region))
            self._surface.blit(self._after, self._region)
            page, share = self._before, 1.0 - share
        page.set_alpha(round(254 * (_FAINT + (1.0 - _FAINT) * share)))  # SDL takes ten times as long for 255
        self._surface.set_clip(self._window.clip(self._region))
        self._surface.blit(page, slid)
        self._surface.set_clip(None)
        return [larger.clip(self._region)]

    def land(self) -> list[pygame.Rect]:
        """The page is there, now; the pixels that are to be shown."""
        if self._after is not None:
            self._after.set_alpha(None)  # as it was painted
            self._surface.blit(self._after, self._region)
        return [self._region]

    def _at(self, share: float) -> pygame.Rect:
        """The window after that share of its way."""
        first, last = self._opening.origin, self._region
        if self._opening.back:
            first, last = last, first
        left, top, right, bottom = (
            round(a + (b - a) * share)
            for a, b in zip(
                (first.left, first.top, first.right, first.bottom),
                (last.left, last.top, last.right, last.bottom),
                strict=True,
            )
        )
        return pygame.Rect(left, top, right - left, bottom - top)

    def _stopped(self) -> list[pygame.Rect]:
        """The page before, dimmed once while it stands still."""
        if not self._held or self._before is None:
            return []
        self._held = False
        veil = pygame.Surface(self._region.size)
        veil.set_alpha(_STOPPED_ALPHA)
        self._surface.blit(veil, self._region)
        return [self._region]


def around(larger: pygame.Rect, smaller: pygame.Rect) -> list[pygame.Rect]:
    """What of `larger` lies round `smaller`."""
    a, b = larger, smaller.clip(larger)
    if not b.w or not b.h:
        return [a] if a.w and a.h else []
    parts = (
        pygame.Rect(a.left, a.top, a.w, b.top - a.top),
        pygame.Rect(a.left, b.bottom, a.w, a.bottom - b.bottom),
        pygame.Rect(a.left, b.top, b.left - a.left, b.h),
        pygame.Rect(b.right, b.top, a.right - b.right, b.h),
    )
    return [part for part in parts if part.w > 0 and part.h > 0]
