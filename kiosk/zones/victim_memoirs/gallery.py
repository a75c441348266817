"""The gallery of tellers: silhouettes by lamplight, never a face."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import Silhouette
from kiosk.draw.block import Block, beside, boxed, column_width, columns_for, grid, icon, over, place, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, GAP, HEADING
from kiosk.draw.widgets import done_mark, heading
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.zones.victim_memoirs.models import Memoir

COMPOSED = "根据公开案例整理，人物和细节经过处理，不是某一个人的原话"


def view(look: Look, memoirs: Sequence[Memoir], scroll: Scroll, finished: Sequence[str]) -> list[Item]:
    """What this is above, the tellers below."""
    area = look.area
    head = _head(look)
    items = place(head, area.x, area.y)
    rest = Rect(area.x, area.y + head.h + 24, area.w, area.h - head.h - 24)
    flat = look.large or rest.h < 560
    card = _flat if flat else _tall
    least, most = (760.0 if look.large else 500.0, 3) if flat else (380.0, 4)

    free = area.w - look.target - scroller.GUTTER_GAP
    height = _shared(rest.h, _natural(look, memoirs, free, least, most, card), flat)

    def build(w: float) -> Block:
        columns = columns_for(w, least, most)
        each = column_width(w, columns)
        return grid([card(look, m, each, m.id in finished, height) for m in memoirs], columns)

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


def _words(look: Look, memoir: Memoir, w: float, seen: bool) -> Block:
    theme = look.theme
    who = look.say("听过了 · {who}", who=memoir.who) if seen else memoir.who
    words = [
        text(look, memoir.title, w, HEADING, theme.on_ground, "serif", balance=True),
        text(look, who, w, CAPTION, theme.accent, balance=True),
        text(look, memoir.teaser, w, BODY, theme.on_ground),
    ]
    return stack(words, 10)


def _tall(look: Look, memoir: Memoir, w: float, seen: bool, h: float = 0.0) -> Block:
    """A portrait above its words."""
    figure = portrait(look, memoir.figure, 196.0)
    if seen:
        heard = done_mark(look, "听过了")
        figure = over(figure, heard, min(150.0, w - 56 - heard.w), figure.h - heard.h)
    body = stack([figure, _words(look, memoir, w - 56, False)], 28)
    return boxed(body, look.theme.ground_light, pad=28, pad_y=28, w=w, h=h, target=f"memoir/{memoir.id}", shadow=True)


def _flat(look: Look, memoir: Memoir, w: float, seen: bool, h: float = 0.0) -> Block:
    """A portrait beside its words, where there is little height."""
    theme = look.theme
    figure = portrait(look, memoir.figure, 140.0)
    if seen:
        tick = boxed(icon("check", 30, theme.on_safe), theme.safe, pad=9, radius=24)
        figure = over(figure, tick, figure.w - tick.w, figure.h - tick.h)
    words = _words(look, memoir, w - 56 - figure.w - 24, seen)
    return boxed(
        beside([figure, words], 24, "top"),
        look.theme.ground_light,
        pad=28,
        pad_y=24,
        w=w,
        h=h,
        target=f"memoir/{memoir.id}",
        shadow=True,
    )
