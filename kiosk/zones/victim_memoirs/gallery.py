"""The gallery of stories: the thing each is about, its teller a silhouette by lamplight, never a face."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import Silhouette
from kiosk.draw.block import (
    Block,
    beside,
    boxed,
    column_width,
    columns_for,
    grid,
    icon,
    over,
    padded,
    place,
    stack,
    text,
)
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, GAP, HEADING
from kiosk.draw.widgets import done_mark, heading
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.parts.still_life import pictured
from kiosk.zones.victim_memoirs.models import Memoir

COMPOSED = "根据公开案例整理，人物和细节经过处理，不是某一个人的原话"
_EDGE, _MARGIN = 12.0, 28.0
"""Of a card round its picture; of its words."""
_SHAPE = 0.6
"""Height of a picture above its words, of its width, at least."""
_FLAT_SHARE, _FLAT_STRIP, _FLAT_SHAPE = 0.34, 0.22, 1.25
"""Width of a picture beside its words, of the card's, and in large type; its height, of its width, at most."""


def view(look: Look, memoirs: Sequence[Memoir], scroll: Scroll, finished: Sequence[str]) -> list[Item]:
    """What this is above, the tellers below."""
    area = look.area
    head = _head(look)
    items = place(head, area.x, area.y)
    rest = Rect(area.x, area.y + head.h + 24, area.w, area.h - head.h - 24)
    flat = look.large or rest.h < 560
    least, most = (760.0 if look.large else 500.0, 3) if flat else (380.0, 4)

    free = area.w - look.target - scroller.GUTTER_GAP
    height = _shared(rest.h, _natural(look, memoirs, free, least, most, _flat if flat else _tall), flat)

    def build(w: float) -> Block:
        columns = columns_for(w, least, most)
        each = column_width(w, columns)
        if flat:
            return grid([_flat(look, m, each, m.id in finished, height) for m in memoirs], columns)
        more = max(0.0, height - max(_tall(look, m, each, True).h for m in memoirs))
        return grid([_tall(look, m, each, m.id in finished, height, more) for m in memoirs], columns)

    return items + scroller.view(look, rest, build, scroll, "gallery", whole=height + GAP <= rest.h + 1)


def _natural(
    look: Look, memoirs: Sequence[Memoir], w: float, least: float, most: int, card: Callable[..., Block]
) -> float:
    """The height the fullest card needs when the cards share `w` units."""
    each = column_width(w, columns_for(w, least, most))
    return max((card(look, m, each, True).h for m in memoirs), default=0.0)


def _shared(room: float, natural: float, flat: bool) -> float:
    """The height all cards share: whole rows, each with its gap, fill `room` units as far as that does not stretch
    them too much."""
    rows = max(1, int(room // (natural + GAP)))
    return max(natural, min(room / rows - GAP, natural * (1.2 if flat else 1.35)))


def _head(look: Look) -> Block:
    w = look.area.w
    theme = look.theme
    said = text(look, COMPOSED, w, CAPTION, theme.on_ground_soft)
    if look.area.h < 600:
        return said
    return stack([heading(look, "坐下来，点一个人，听一段往事", w), said], 8)


def portrait(look: Look, figure: Silhouette, size: float) -> Block:
    """A silhouette in warm light on a dark disc of `size` units."""
    theme = look.theme
    return boxed(
        icon(figure, size * 0.68, theme.accent_tint),
        theme.ground_dark if not look.contrast else theme.ground,
        pad=size * 0.16,
        radius=size / 2,
    )


def keepsake(look: Look, memoir: Memoir, w: float, h: float, disc: float, out: float = 0.0) -> Block:
    """The thing the story is about, `w` x `h` units, and small at its lower edge who tells it: at the left, or in the
    middle and `out` units below the edge. Without a picture the teller stands in its place."""
    picture = pictured(look, memoir.picture, w, h, memoir.figure)
    if not memoir.picture or not disc:
        return picture
    figure = portrait(look, memoir.figure, disc)
    x, y = ((w - disc) / 2, h - disc + out) if out else (12.0, h - disc - 12)
    return over(Block(w, h + out, picture.items), figure, x, y)


def _words(look: Look, memoir: Memoir, w: float, seen: bool) -> Block:
    theme = look.theme
    who = look.say("听过了 · {who}", who=memoir.who) if seen else memoir.who
    words = [
        text(look, memoir.title, w, HEADING, theme.on_ground, "serif", balance=True),
        text(look, who, w, CAPTION, theme.mark, balance=True),
        text(look, memoir.teaser, w, BODY, theme.on_ground),
    ]
    return stack(words, 10)


def _tall(look: Look, memoir: Memoir, w: float, seen: bool, h: float = 0.0, more: float = 0.0) -> Block:
    """The picture above its words, `more` units higher than it must be."""
    words = _words(look, memoir, w - 2 * _MARGIN, False)
    across = w - 2 * _EDGE
    picture = keepsake(look, memoir, across, round(across * _SHAPE + more), 108.0)
    if seen:
        heard = done_mark(look, "听过了")
        picture = over(picture, heard, across - heard.w - 12, 12)
    body = stack([picture, padded(words, _MARGIN - _EDGE, 0)], 22)
    low = _MARGIN - _EDGE
    return boxed(
        Block(across, body.h + low, body.items),
        look.theme.ground_light,
        pad=_EDGE,
        w=w,
        h=h,
        target=f"memoir/{memoir.id}",
        shadow=True,
    )


def _flat(look: Look, memoir: Memoir, w: float, seen: bool, h: float = 0.0) -> Block:
    """The picture beside its words, where there is little height."""
    theme = look.theme
    across = round(w * (_FLAT_STRIP if look.large else _FLAT_SHARE))
    words = _words(look, memoir, w - across - 3 * _EDGE - _MARGIN, seen)
    height = min(max(words.h + 2 * _EDGE, h - 2 * _EDGE), round(across * _FLAT_SHAPE))
    picture = keepsake(look, memoir, across, height, 64.0)
    if seen:
        tick = boxed(icon("check", 30, theme.on_safe), theme.safe, pad=9, radius=24)
        picture = over(picture, tick, across - tick.w - 8, 8)
    return boxed(
        beside([picture, padded(words, 0, _EDGE)], 2 * _EDGE, "top"),
        look.theme.ground_light,
        pad=_EDGE,
        w=w,
        h=h,
        target=f"memoir/{memoir.id}",
        shadow=True,
    )
