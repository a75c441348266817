"""Between one list and the next: pages arrive from where they were opened, and what is said to move does.

The painter is given finished lists only, and fingers are looked up in the machine's list, never in what is seen on the
way to it: so a movement can be cut short at any moment by showing what it was going to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kiosk.core.geometry import Rect, canvas_size
from kiosk.draw.items import Item, Moving, Panorama, Video, touchable
from kiosk.parts import motion
from kiosk.parts.between import Scenery, Underway, between
from kiosk.scene import Gesture, Tap
from kiosk.screen.arrival import MOST_PIXELS, Arrival, Opening, around
from kiosk.screen.dirty import merged
from kiosk.screen.grid import Grid
from kiosk.screen.lean import pygame
from kiosk.screen.painter import Painter

FRAME_SECONDS = 1 / 60
_MOST_WAYS = 200
_EDGE = 16.0
"""How far above and below its area a page reaches with its shadows, in units: not as far as to the next step."""
_SPOT = 160.0
"""Units: what is touched on something as large as the screen is a spot under the finger."""


class _Way(NamedTuple):
    """From which page another was opened, and by touching what."""

    page: str
    origin: Rect


class _Ahead(NamedTuple):
    """What was painted and not shown: where, and copies of the screen before and after if it is small enough."""

    rects: list[pygame.Rect]
    before: pygame.Surface | None
    after: pygame.Surface | None


class Stage:
    """Shows scenery through a painter. `now` is the caller's clock in seconds."""

    def __init__(self, painter: Painter, now: Callable[[], float]) -> None:
        self._painter, self._now = painter, now
        self._grid = Grid(painter.surface.get_size())
        self._shown = Scenery((), "", Rect(0, 0, 0, 0))
        self._before: Sequence[Item] = ()
        self._arrival: Arrival | None = None
        self._ahead: _Ahead | None = None
        self._cut = False
        self._going: list[tuple[Moving, float]] = []
        self._ways: dict[str, _Way] = {}
        self._touched: Rect | None = None
        self._tapped, self._lit = "", 0.0

    def rest(self) -> None:
        """A finger comes down: what it meets is what is going to stand there, so that is shown at once."""
        self._going.clear()
        self._cut = self._arrival is not None

    def opened(self, items: Sequence[Item], gesture: Gesture) -> None:
        """What a gesture on `items` touched: pages arrive from there, and it looks touched for a moment."""
        met = [touchable(i) for i in items if i.target == gesture.target and i.finger == "tap"]
        if not isinstance(gesture, Tap) or not met:
            return
        rect, canvas = max(met, key=_area), canvas_size(*self._grid.size)
        if _area(rect) > canvas.w * canvas.h / 2:
            x, y = rect.x + rect.w * gesture.x, rect.y + rect.h * gesture.y
            rect = Rect(x - _SPOT / 2, y - _SPOT / 2, _SPOT, _SPOT)
        self._touched, self._tapped = rect, gesture.target
        self._lit = self._now() + motion.FEEDBACK_SECONDS

    def paint_ahead(self, seen: Scenery) -> None:
        """Paint what a finger that is down will bring, and show nothing of it: when it lifts, that stands there. If it
        does not come to that, the next `paint` covers it with what is there."""
        rooms = [any(isinstance(item, Panorama) for item in items) for items in (self._shown.items, seen.items)]
        films = any(isinstance(item, Video) for item in (*self._shown.items, *seen.items))
        # A film begins and ends with its page, a room is given up with it: neither may happen before its time.
        if self._ahead is None and self.due() is None and not films and rooms[0] == rooms[1]:
            before = self._copy()
            self._ahead = _Ahead([self._painter.surface.get_rect()], before, None)
            try:
                self._ahead = _Ahead(self._painter.paint(seen.items), before, self._copy())
            except BaseException:
                self._painter.forget()
                raise

    def due(self) -> float | None:
        """Seconds until the next frame matters; None when all is still."""
        if self._arrival is not None or self._going:
            return 0.0
        return max(0.0, self._lit - self._now()) if self._tapped else None

    def paint(self, seen: Scenery, pressed: str = "") -> list[pygame.Rect]:
        """The next frame on the way to `seen`, with the look of a finger held on the target `pressed`.

        Returns the pixels to be shown with `Window.present`. While a page arrives it stands as it was opened; what its
        scene does meanwhile is shown when it is there.
        """
        now, landed = self._now(), list[pygame.Rect]()
        ahead, self._ahead = self._ahead, None
        touched, self._touched = self._touched, None
        if self._arrival is not None:
            if seen.page == self._shown.page and not self._cut and not self._arrival.over(now):
                return self._arrival.frame(now)
            landed, self._arrival, self._cut = self._arrival.land(), None, False
        turned = seen.page != self._shown.page
        opening = self._opening(seen, touched) if turned else None
        self._begin(seen, now, turned)
        before = after = None
        if opening is not None:
            before = ahead.before if ahead is not None else self._copy()
        rects = self._painter.paint(self._midway(seen, now), pressed or self._still_lit(now, turned or seen.calm))
        if before is not None:
            after = self._after(ahead, rects)
        if ahead is not None:
            rects = merged([*ahead.rects, *rects], self._painter.surface.get_rect())
        self._shown = seen
        # From one side of the screen to the other: a room to look round in has no margins.
        band = Rect(0, seen.area.y - _EDGE, canvas_size(*self._grid.size).w, seen.area.h + 2 * _EDGE)
        region = rects[0].unionall(rects[1:]).clip(self._grid.box(band)) if rects else None
        if opening is None or not region:
            return landed + rects
        began = self._now() - FRAME_SECONDS  # the first frame already shows whence it comes
        self._arrival = Arrival(self._painter.surface, region, opening, before, after, began)
        self._going = [(moving, began + opening.hold + opening.seconds) for moving, _ in self._going]
        at_once = [part for rect in rects for part in around(rect, region)]
        return landed + at_once + self._arrival.frame(self._now())

    def _after(self, ahead: _Ahead | None, rects: Sequence[pygame.Rect]) -> pygame.Surface | None:
        """A copy of the finished page: what was painted ahead, with what changed in `rects` since."""
        if ahead is None or ahead.after is None:
            return self._copy()
        for rect in rects:
            ahead.after.blit(self._painter.surface, rect, rect)
        return ahead.after

    def _copy(self) -> pygame.Surface | None:
        """The screen as it is, if it has few enough pixels."""
        return self._painter.surface.copy() if self._grid.size[0] * self._grid.size[1] <= MOST_PIXELS else None

    def _begin(self, seen: Scenery, now: float, turned: bool) -> None:
        """Movements that were not said before begin, those that are over or gone end. On a page that was turned to no
        card has an old face."""
        known = {_name(moving) for moving in self._shown.moves}
        come = [m for m in seen.moves if _name(m) not in known and not (turned and m.manner == "turn")]
        if come:
            self._before = self._shown.items
        standing = {_name(moving): moving for moving in seen.moves}
        going = [(standing[_name(m)], began) for m, began in self._going if _name(m) in standing]
        going += [(moving, now) for moving in come]
        self._going = [] if seen.calm else [one for one in going if now - one[1] < motion.length(one[0].manner)]

    def _midway(self, seen: Scenery, now: float) -> Sequence[Item]:
        moments = [Underway(m, max(0.0, now - began) / motion.length(m.manner)) for m, began in self._going]
        return between(seen.items, moments, self._before)

    def _still_lit(self, now: float, over: bool) -> str:
        """What was tapped a moment ago, on the page on which it was."""
        if over or now >= self._lit:
            self._tapped = ""
        return self._tapped

    def _opening(self, seen: Scenery, touched: Rect | None) -> Opening | None:
        """Where the page comes from, or which one goes back; None where it is just there: nobody opened it."""
        if touched is None:
            return None
        was, found = self._shown.page, self._way_back(seen.page)
        if len(self._ways) > _MOST_WAYS:
            self._ways.clear()
        if found is None:
            self._ways[seen.page] = _Way(was, touched)
        if seen.calm or seen.moves_itself:
            return None
        origin = self._grid.box(touched if found is None else found.origin)
        if any(moving.manner == "freeze" for moving in seen.moves):
            return Opening(origin, found is not None, motion.FEEDBACK_SECONDS, motion.BRISK_SECONDS)
        return Opening(origin, found is not None, 0.0, motion.SECONDS)

    def _way_back(self, page: str) -> _Way | None:
        """The way on which the page that is shown was reached from `page`, whatever was opened on it since."""
        passed: set[str] = set()
        at = self._shown.page
        while at not in passed and (way := self._ways.get(at)) is not None:
            if way.page == page:
                return way
            passed.add(at)
            at = way.page
        return None


def _area(rect: Rect) -> float:
    return rect.w * rect.h


def _name(moving: Moving) -> tuple[str, str]:
    """Which occasion of which movement it is."""
    return moving.manner, moving.key
