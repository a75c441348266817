"""What the things of a live form were: each with its truth, the sentence that decides it, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kiosk.draw.block import Block, beside, boxed, sized, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, HEADING
from kiosk.draw.widgets import sign
from kiosk.parts import paper, scroller
from kiosk.parts.measured import MeasuredItem
from kiosk.parts.scroller import Scroll

_GAP, _PAD, _BETWEEN = 24.0, 32.0, 32.0
_SIGN = 1.3
"""How much larger than other signs the truth is set."""


def view(look: Look, items: Sequence[MeasuredItem], scroll: Scroll, name: str) -> list[Item]:
    """A card for each, with all of the message where there is room for it, else only with the sentence that decides."""
    area = look.area

    def build(w: float) -> Block:
        for whole, role in ((True, 60.0), (True, 54.0), (True, HEADING), (True, BODY), (False, HEADING), (False, BODY)):
            made = stack([_card(look, item, w, role, whole) for item in items], _GAP, w=w)
            if made.h <= area.h:
                break
        return sized(made, w, area.h) if made.h < area.h else made

    return scroller.view(look, area, build, scroll, name, edge=16)


def _card(look: Look, item: MeasuredItem, w: float, role: float, whole: bool) -> Block:
    theme, genuine = look.theme, item.about.genuine
    truth = sign(
        replace(look, zoom=1.0 if look.large else _SIGN),
        "genuine" if genuine else "danger",
        "是真的" if genuine else "是骗局",
    )
    upright = look.portrait
    inside = w - 2 * _PAD if upright else w - 2 * _PAD - truth.w - _BETWEEN
    ink = paper.pen_ink(theme, genuine)
    words = item.words if whole else item.decides
    body = text(look, f"“{words.strip('“”')}”", inside, role, theme.on_card, marks=((item.decides, ink),))
    said = stack([paper.penned(theme, body, genuine), text(look, item.why, inside, BODY, theme.on_card)], 8, w=inside)
    both = stack([truth, said], 12) if upright else beside([truth, said], _BETWEEN)
    return boxed(both, theme.card, pad=_PAD, pad_y=20, w=w)
