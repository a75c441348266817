"""A rhyme said aloud: one says the first half, the bell strikes, and all answer with the second."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, boxed, label, moving, text
from kiosk.draw.items import Arc, Item, Panel, Picture, Sound
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, TITLE
from kiosk.draw.widgets import button, next_button
from kiosk.zones.six_eight_rules.backdrop import beside_it, first_that_fits, seen
from kiosk.zones.six_eight_rules.models import Rule
from kiosk.zones.six_eight_rules.phrases import in_phrases, torn

_SHAPE = 9 / 16
_CENTRE, _MIDDLE = 0.655, 0.56
"""Where the bell stands in its picture, from the left and from the top."""
_SIZES = (1.9, 1.7, 1.5, 1.3, 1.15, 1.0, 0.88, 0.76, 0.64, 0.52, 0.45)
"""How much larger than a title the rhyme is set: the largest that fits, with its second half."""
_RINGS = ((0.7, 11.0), (0.82, 8.0), (0.94, 5.0))
"""Of what is seen of a stroke: radii, of what room there is beside the bell, and how thick."""


def halves(rule: Rule) -> tuple[str, str]:
    """What one says, and what all answer: after the last pause. A rhyme without one is answered as a whole."""
    first, _, second = rule.text.rpartition("，")
    return (f"{first}，", second) if first else (second, second)


def view(look: Look, rule: Rule, piece: str, strikes: int, onward: str) -> list[Item]:
    """The rhyme beside the bell; `strikes` says how often it was struck: before that the second half is not seen."""
    items = _bell(look, piece, strikes)
    first, second = halves(rule)
    where = beside_it(look)
    more = button(look, "为什么", "more", "quiet", icon_name="question")

    def build(size: float) -> list[Block]:
        grown = replace(look, zoom=size)
        said = text(grown, in_phrases(first, grown.size(TITLE), where.w), where.w, TITLE, look.theme.on_ground, "serif")
        return [said, _answer(look, grown, second, where.w, strikes), more]

    whole = [
        size for size in _SIZES if not any(torn(half, size * look.size(TITLE), where.w) for half in (first, second))
    ]
    items += first_that_fits(map(build, whole or _SIZES), where, 36)
    if strikes:
        items.append(Sound(name="glass", key=f"bell/{rule.id}/{strikes}"))
    return items + next_button(look, onward if strikes else "敲钟，一起念", "next")


def _answer(look: Look, grown: Look, second: str, w: float, strikes: int) -> Block:
    """The second half, or a plate that keeps its place."""
    theme = look.theme
    words = text(grown, in_phrases(second, grown.size(TITLE), w), w, TITLE, theme.mark, "serif")
    if strikes:
        return moving(words, "settle", f"answer/{strikes}")
    asked = label(look, "大家一起念", BODY, theme.on_ground_soft)
    return boxed(asked, theme.ground_dark, pad=24, pad_y=8, w=w, h=words.h, valign=0.5, align="centre")


def _bell(look: Look, piece: str, strikes: int) -> list[Item]:
    """The bell in its half; a touch of it strikes, and while it sounds, rings stand round it."""
    half = seen(look)
    items: list[Item] = []
    if piece:
        across = max(half.w, half.h / _SHAPE)
        down = across * _SHAPE
        x = min(half.x, max(half.right - across, half.x + half.w / 2 - across * _CENTRE))
        whole = Rect(x, half.y + (half.h - down) / 2, across, down)
        items.append(Picture(rect=whole, file=piece, clip=half, behind=True))
        if strikes:
            items += _rings(look, Rect(whole.x + whole.w * _CENTRE, whole.y + down * _MIDDLE, 0, 0), half)
    lowest = min(half.bottom, look.next_slot.y - 16)
    touched = Rect(half.x, look.area.y, half.w, lowest - look.area.y)
    if touched.h > look.target:
        items.append(Panel(rect=touched, target="bell", alt=look.say("钟")))
    return items


def _rings(look: Look, at: Rect, half: Rect) -> list[Item]:
    """What is seen of a stroke: rings that go out to both sides, no further than the half."""
    rings: list[Item] = []
    room = min(at.x - half.x, half.right - at.x)
    for share, width in _RINGS:
        r = room * share
        box = Rect(at.x - r, at.y - r, 2 * r, 2 * r)
        for start in (52.0, 274.0):
            rings.append(
                Arc(rect=box, start=start, sweep=34.0, width=width, colour=look.theme.on_ground, clip=half, behind=True)
            )
    return rings
