"""One kind of scam at a glance: its picture, what such a caller says, when to stop, what to do."""

from __future__ import annotations

from kiosk.draw.block import Block, beside, icon, label, place, roomy, stack, text
from kiosk.draw.items import Colour, Item
from kiosk.draw.look import Look
from kiosk.draw.theme import CAPTION, HEADING, TITLE
from kiosk.draw.widgets import next_button
from kiosk.parts import scroller
from kiosk.parts.more import more_button
from kiosk.parts.scroller import Scroll
from kiosk.parts.spread import has_room, picture, words_beside
from kiosk.zones.scam_types.models import ScamType

_GAP = 30.0


def view(look: Look, kind: ScamType, scroll: Scroll, onward: str) -> list[Item]:
    """The kind, and the next step, called `onward`; its four sides are behind 再看一点."""
    seen = kind.picture and has_room(look)
    items = picture(look, kind.picture) if seen else []
    rest = words_beside(look) if seen else look.area

    def build(look: Look, w: float) -> Block:
        theme = look.theme
        return stack(
            [
                text(look, kind.name, w, TITLE, theme.on_ground, "serif", balance=True),
                _line(look, "chat", "他会说", f"“{kind.phrases[0]}”", w, theme.danger_light),
                _line(look, "flag", "听到就停", kind.red_flags[0], w, theme.mark),
                _line(look, "safe", "记住", kind.tip, w, theme.safe_light),
            ],
            _GAP,
            w=w,
        )

    grown = roomy(look, rest.w, rest.h, build)

    def middle(w: float) -> Block:
        whole = build(grown, w)
        spare = max(0.0, rest.h - whole.h) / 2
        return Block(w, whole.h + spare, tuple(place(whole, 0, spare))) if spare else whole

    items += scroller.view(look, rest, middle, scroll, "read", edge=24)
    step_on = next_button(look, onward, "next")
    return [*items, *step_on, *more_button(look, step_on)]


def _line(look: Look, name: str, head: str, words: str, w: float, ink: Colour) -> Block:
    """A word over a sentence, with its sign."""
    size = look.size(HEADING)
    inside = w - size - 24
    said = text(look, words, inside, HEADING, look.theme.on_ground, "serif")
    return beside([icon(name, size, ink), stack([label(look, head, CAPTION, ink), said], 2)], 24, "top")
