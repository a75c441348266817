"""The quiz's first page: what it is, and two ways to answer."""

from __future__ import annotations

from typing import NamedTuple, assert_never

from kiosk.core.vocabulary import QuizWay
from kiosk.draw.block import Block, beside, boxed, column_width, icon, sized, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, HEADING
from kiosk.draw.widgets import next_button, title
from kiosk.parts import scroller
from kiosk.parts.glass import glass
from kiosk.parts.scroller import Scroll
from kiosk.zones.quiz.models import Blueprint
from kiosk.zones.quiz.run import QuizRun

_LOW = 620.0
"""Below this height of the area the two ways keep to a line."""
_WORDS = 0.58
"""Share of a wide page that the words have; the rest is the zone's piece of glass."""
_FACE = 360.0
"""Height from which the piece stands above the words in portrait."""


class WayWords(NamedTuple):
    """A way to answer as the visitors meet it: an icon, what it is called, and how it goes."""

    icon: str
    name: str
    how: str


def way_words(way: QuizWay) -> WayWords:
    """What the screens say of a way to answer."""
    match way:
        case QuizWay.SOLO:
            return WayWords("visitor", way.word, "自己读题自己选，选完就看讲解。")
        case QuizWay.GROUP:
            return WayWords("hand_raise", "大家举手答", "一起读题，举手表决，听大家的。")
    assert_never(way)


def view(
    look: Look, blueprint: Blueprint, people: int, run: QuizRun | None, scroll: Scroll, piece: str = ""
) -> list[Item]:
    """Title, a few words, and the two ways; the way that fits `people` is the yellow one, unless a form was begun.

    `run` is that form, which can be gone on with; `piece` the picture of the zone's piece of glass.
    """
    fitting = QuizWay.GROUP if people > 1 else QuizWay.SOLO
    usual = fitting if run is None else None
    order = sorted(QuizWay, key=lambda way: way is not usual)
    low = look.area.h < _LOW

    def ways(w: float, columns: int, room: float) -> Block:
        each = column_width(w, columns)
        height = max(_way(look, way, way is usual, each, 0, low).h for way in QuizWay)
        height = max(height, 0 if columns == 1 else min(320.0, room))
        made = [_way(look, way, way is usual, each, height, low) for way in order]
        return beside(made, 24, "top") if columns == 2 else stack(made, 24)

    def build(w: float) -> Block:
        h = look.area.h
        if piece and w > 1300 and not look.large and not low:
            left = round(w * _WORDS)
            head = _head(look, blueprint, left, False)
            both = stack([head, ways(left, 1, 0)], 48, w=left)
            side = w - left - 56
            return beside([sized(both, left, h), glass(look, piece, side, h - 16, look.theme.ground_light)], 56)
        head = _head(look, blueprint, w, w > 1300 and not look.large, piece)
        rows = ways(w, 1 if look.portrait else 2, h - head.h - 60)
        room = h - head.h - rows.h
        if piece and look.portrait and not look.large and room > _FACE:
            face = glass(look, piece, w, min(w * 0.7, room - 100), look.theme.ground_light)
            head, room = stack([face, head], 36), room - face.h - 36
        whole = stack([head, rows], max(36.0, min(72.0, room / 2)), w=w)
        return sized(whole, w, h) if whole.h < h else whole

    items = scroller.view(look, look.area, build, scroll, "read", edge=24)
    if run is not None:
        words = look.say("看刚才的结果") if run.over else look.say("接着答第 {n} 题", n=run.index + 1)
        items += next_button(look, words, "resume")
    return items


def _head(look: Look, blueprint: Blueprint, w: float, two_columns: bool, piece: str = "") -> Block:
    theme = look.theme
    name = look.say("{n}道题，有真有假", n=blueprint.items)
    if not two_columns:
        return stack([title(look, name, w), text(look, blueprint.intro, w, BODY, theme.on_ground_soft)], 28, w=w)
    side = 208.0 if look.area.h >= _LOW else 132.0
    if piece:
        disc = glass(look, piece, side, side, theme.ground_light)
    else:
        disc = boxed(icon("quiz", side * 0.58, theme.on_accent), theme.accent, pad=side * 0.21, radius=44)
    room = w - side - 56
    intro = text(look, blueprint.intro, min(room, 1100), BODY, theme.on_ground_soft)
    return beside([disc, stack([title(look, name, room), intro], 16)], 56)


def _way(look: Look, way: QuizWay, usual: bool, w: float, h: float, low: bool) -> Block:
    theme = look.theme
    icon_name, name, how = way_words(way)
    fill, ink = (theme.accent, theme.on_accent) if usual else (theme.ground_light, theme.on_ground)
    border = theme.on_ground_soft if look.contrast and not usual else None
    size = 72.0 if low else 120.0
    picture = icon(icon_name, size, ink)
    inside = w - 80 - picture.w - 40
    words = stack([text(look, name, inside, HEADING, ink, "serif"), text(look, how, inside, BODY, ink)], 10)
    return boxed(
        beside([picture, words], 40),
        fill,
        pad=40,
        pad_y=24 if low else 36,
        target=f"way/{way}",
        w=w,
        h=h,
        valign=0.5,
        border=border,
        border_width=2 if border else 0,
        shadow=usual,
    )
