"""A page with a picture from edge to edge: at the right, or above on an upright screen, and the words in the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.core.geometry import Rect
from kiosk.draw.items import CENTRE, Item, Panel, Picture
from kiosk.draw.look import Look
from kiosk.draw.theme import GAP

_AIR = 0.02
"""Between the words and the picture, of the width."""
_BELOW_HEAD = 8.0
"""Units by which the picture reaches above the place for words, up to the head of the screen."""
_LOW = 520.0
"""A place for words that is lower than this has no picture beside it."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How a picture fills its part: `words` is the share of the width, or on an upright screen `upright` that of the
    height which is not the picture's; `shape` its height, of its width; `centre` where in it, from the left, the thing
    stands that must be seen."""

    words: float = 0.46
    upright: float = 0.6
    shape: float = 3 / 4
    centre: float = 0.5


STORY = Spread()
"""A still life of a story, beside what is told."""


def words_beside(look: Look, spread: Spread = STORY) -> Rect:
    """Where the words stand when there is a picture."""
    area = look.area
    if look.portrait:
        top = max(area.y + GAP, look.canvas.h * (1 - spread.upright) + GAP)
        return Rect(area.x, top, area.w, area.bottom - top)
    return Rect(area.x, area.y, look.canvas.w * spread.words - area.x, area.h)


def has_room(look: Look, spread: Spread = STORY) -> bool:
    """Whether a picture leaves the words their room: not where they are large, or the place is low."""
    return not look.large and words_beside(look, spread).h >= _LOW


def picture(
    look: Look, file: str, spread: Spread = STORY, veil: int = 0, focus: tuple[float, float] = CENTRE
) -> list[Item]:
    """The picture as part of the ground, from edge to edge, under a veil of the ground's colour (0-255). One with a
    `focus` of its own is cut to the place it has; a still life lies in it as its spread says."""

    def whole(seen: Rect) -> Item:
        if focus != CENTRE:
            return Picture(rect=seen, file=file, focus=focus, behind=True)
        across = max(seen.w, seen.h / spread.shape)
        x = min(seen.x, max(seen.right - across, seen.x + seen.w / 2 - across * spread.centre))
        down = across * spread.shape
        return Picture(rect=Rect(x, seen.y + (seen.h - down) / 2, across, down), file=file, clip=seen, behind=True)

    return filled(look, whole, spread, veil)


def filled(look: Look, shown: Callable[[Rect], Item], spread: Spread = STORY, veil: int = 0) -> list[Item]:
    """Whatever is `shown` in the picture's part of the screen, under a veil; on an upright screen below its head."""
    canvas = Rect(0, 0, *look.canvas)
    if look.portrait:
        head = look.area.y - _BELOW_HEAD
        seen = Rect(0, head, canvas.w, canvas.h * (1 - spread.upright) - head)
    else:
        left = canvas.w * (spread.words + _AIR)
        seen = Rect(left, 0, canvas.w - left, canvas.h)
    items = [shown(seen)]
    if veil:
        items.append(Panel(rect=seen, fill=look.theme.ground_dark, alpha=veil, behind=True))
    return items
