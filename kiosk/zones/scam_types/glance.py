"""One kind of scam at a glance: its picture, what such a caller says, when to stop, what to do."""

from __future__ import annotations

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, icon, label, place, roomy, stack, text
from kiosk.draw.items import Colour, Item
from kiosk.draw.look import Look
from kiosk.draw.theme import CAPTION, HEADING, TITLE
from kiosk.draw.widgets import next_button
from kiosk.parts import scroller
from kiosk.parts.more import more_button
from kiosk.parts.scroller import Scroll
from kiosk.parts.spread import has_room, picture, words_beside
from kiosk.parts.still_life import pictured
from kiosk.zones.scam_types.models import ScamType

_LOW = 560.0
"""A place for words that is lower has no room to spare, in units."""
_GAP, _MOST_GAP = 30.0, 64.0
"""Between the lines, where there is little room and where there is much."""
_TOP, _BOTTOM = 44.0, 20.0
"""Above the name, so that it stands at the same place for every kind, and below the last line."""
_ASIDE, _SHAPE = 0.3, 3 / 4
"""Where type is large: the picture beside the words, of the width; its height, of its width."""


def view(look: Look, kind: ScamType, scroll: Scroll, onward: str) -> list[Item]:
    """The kind, and the next step, called `onward`; its four sides are behind 再看一点."""
    framed = kind.picture and has_room(look)
    items = picture(look, kind.picture) if framed else []
    where = words_beside(look) if framed else look.area
    top = _TOP if where.h > _LOW else 0.0
    rest = Rect(where.x, where.y + top, where.w, where.h - top)
    low = rest.h - (_BOTTOM if top else 0.0)

    def build(look: Look, w: float) -> Block:
        return stack(_lines(look, kind, w), _GAP, w=w)

    across = rest.w * _ASIDE
    beside_it = rest.w - across - 40
    if not framed and kind.picture and not look.portrait and build(look, beside_it).h <= rest.h:
        shown = pictured(look, kind.picture, across, min(rest.h, across * _SHAPE), kind.icon)
        items += place(shown, rest.right - across, rest.y)
        rest = Rect(rest.x, rest.y, beside_it, rest.h)
    grown = roomy(look, rest.w, low, build)
    lines = _lines(grown, kind, rest.w)
    gap = (low - sum(line.h for line in lines)) / len(lines)
    gap = min(_MOST_GAP, max(_GAP, gap))
    items += scroller.view(look, rest, lambda w: stack(_lines(grown, kind, w), gap, w=w), scroll, "read", edge=24)
    step_on = next_button(look, onward, "next")
    return [*items, *step_on, *more_button(look, step_on)]


def _lines(look: Look, kind: ScamType, w: float) -> list[Block]:
    """The name, and the three sentences."""
    theme = look.theme
    return [
        text(look, kind.name, w, TITLE, theme.on_ground, "serif", balance=True),
        _line(look, "chat", "他会说", kind.phrases[0], w, theme.danger_light),
        _line(look, "danger", "碰上就停", kind.red_flags[0], w, theme.mark),
        _line(look, "safe", "记住", kind.tip, w, theme.safe_light),
    ]


def _line(look: Look, name: str, head: str, words: str, w: float, ink: Colour) -> Block:
    """A word over a sentence, with its sign."""
    size = look.size(HEADING)
    inside = w - size - 24
    said = text(look, words, inside, HEADING, look.theme.on_ground, "serif")
    return beside([icon(name, size, ink), stack([label(look, head, CAPTION, ink), said], 2)], 24, "top")
