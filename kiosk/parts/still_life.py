"""The picture of a story on its card and its first page: a still life of the hall's own, or a photograph of staff's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, label, over, padded, space, stack
from kiosk.draw.items import CENTRE, Colour, Picture
from kiosk.draw.look import Look
from kiosk.draw.theme import CAPTION

CORNER = 16.0
"""Radius of a picture that lies inside a card, with the card's edge round it."""
_ICON_SHARE, _ICON_MOST = 0.5, 132.0
"""Size of the icon that stands in, of the shorter side."""
_SHAPE, _STRIP = 0.47, 0.31
"""Height of a card's picture, of its width; in large type, where the words need the card."""
_LYING, _LYING_SHARE = 640.0, 0.4
"""Width from which a card has its picture at the left; the picture's width, of the card's inside."""
_EDGE, _MARGIN = 12.0, 28.0
"""Of a card round its picture; of its words."""
_PLATE_EDGE = 8.0


@dataclass(frozen=True, slots=True)
class StoryPicture:
    """What a card shows of its story: the picture's file, or the icon in its place; on a plate in its corner an icon
    and a word, which may be empty; `focus` is what stays in sight of the picture."""

    file: str
    stand_in: str
    icon: str = ""
    word: str = ""
    focus: tuple[float, float] = CENTRE


def pictured(
    look: Look,
    file: str,
    w: float,
    h: float,
    stand_in_icon: str,
    radius: float = CORNER,
    focus: tuple[float, float] = CENTRE,
) -> Block:
    """The picture filling `w` x `h` units: what is of another shape is cut off away from its `focus`, never stretched.

    Without a `file` the icon stands in its place on the hall's ground.
    """
    theme = look.theme
    ground = boxed(Block(0, 0), theme.ground, pad=0, w=w, h=h, radius=radius)
    if file:
        shown = Picture(rect=Rect(0, 0, w, h), file=file, fit="cover", radius=radius, focus=focus)
        return over(ground, Block(w, h, (shown,)))
    size = round(min(_ICON_MOST, min(w, h) * _ICON_SHARE))
    return over(ground, icon(stand_in_icon, size, theme.accent_tint), (w - size) / 2, (h - size) / 2)


def plate_fits(look: Look, shown: StoryPicture, w: float, low: bool = False) -> bool:
    """Whether the word stands on the picture of a card `w` units wide; else the card has to say it."""
    return not shown.word or _plate(look, shown).w + 2 * _PLATE_EDGE <= _across(look, w, low)


def story_card(
    look: Look,
    shown: StoryPicture,
    words: Callable[[float, float], Block],
    target: str,
    w: float,
    h: float = 0.0,
    fill: Colour | None = None,
    low: bool = False,
) -> Block:
    """A card `w` units wide: the picture above its words, or at their left where the card is wide. `words` are made for
    a width, and for a height to fill if they need less. A `low` one, for a full wall, has it at their left on every
    wide screen."""
    across, fill = _across(look, w, low), fill or look.theme.card
    plate = _plate(look, shown if plate_fits(look, shown, w, low) else replace(shown, word=""))
    if _lies(look, w, low):
        said = words(w - across - 2 * (_EDGE + _MARGIN), h - 2 * _MARGIN)
        height = max(round(across * _SHAPE), said.h + 2 * (_MARGIN - _EDGE))
        inner = beside([_with(look, shown, plate, across, height), padded(said, _MARGIN, _MARGIN - _EDGE)], 0, "top")
    else:
        height = round(across * (_STRIP if look.large and not low else _SHAPE))
        said = words(w - 2 * _MARGIN, h - _EDGE - height - 20 - _MARGIN)
        parts = [_with(look, shown, plate, across, height), space(20, across), padded(said, _MARGIN - _EDGE, 0)]
        inner = stack([*parts, space(_MARGIN - _EDGE, across)], 0)
    return boxed(inner, fill, pad=_EDGE, target=target, shadow=True, w=w, h=h)


def _lies(look: Look, w: float, low: bool) -> bool:
    return not look.portrait if low else w > _LYING and not look.large


def _across(look: Look, w: float, low: bool) -> float:
    inside = w - 2 * _EDGE
    return round(inside * _LYING_SHARE) if _lies(look, w, low) else inside


def _with(look: Look, shown: StoryPicture, plate: Block, w: float, h: float) -> Block:
    picture = pictured(look, shown.file, w, h, shown.stand_in, focus=shown.focus)
    return over(picture, plate, _PLATE_EDGE, _PLATE_EDGE)


def _plate(look: Look, shown: StoryPicture) -> Block:
    """The icon and the word; without the icon where the same one stands in for the picture."""
    ink = look.theme.on_ground
    size = round(look.size(CAPTION) * 1.25)
    parts = [icon(shown.icon, size, ink)] if shown.icon and (shown.file or shown.icon != shown.stand_in) else []
    parts += [label(look, shown.word, CAPTION, ink)] if shown.word else []
    return boxed(beside(parts, 12), look.theme.ground, pad=12, pad_y=6, radius=12) if parts else Block(0, 0)
