"""How many hands went up: one line with minus and plus, and nothing that has to be filled in."""

from __future__ import annotations

from kiosk.draw.block import Block, beside, boxed, icon, label, stack, text
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, HEADING


def hands_block(look: Look, hands: int | None, w: float) -> Block:
    """“几位举手？” with a count that may stay empty."""
    theme = look.theme
    size = look.size(HEADING)
    figure = "可不记" if hands is None else look.say("{n} 位", n=hands)
    value = text(look, figure, look.size(BODY) * 3.6, BODY, theme.mark, align="centre")
    stepper = beside([_knob(look, "minus", "hands/-"), value, _knob(look, "plus", "hands/+")], 12)
    asked = beside([icon("hand_raise", size, theme.mark), label(look, "几位举手？", BODY, theme.on_ground)], 18)
    return beside([asked, stepper], 48) if asked.w + stepper.w + 48 <= w else stack([asked, stepper], 14)


def _knob(look: Look, name: str, target: str) -> Block:
    theme = look.theme
    side = look.target
    return boxed(
        icon(name, side * 0.5, theme.on_card),
        theme.card,
        pad=0,
        target=target,
        w=side,
        h=side,
        radius=side / 2,
        align="centre",
        valign=0.5,
        alt=look.say("少一位" if name == "minus" else "多一位"),
    )
