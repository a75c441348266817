"""The one thing nobody may learn wrongly: what sounds like a scam and is real, asked once at the end of the path."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.core.vocabulary import Truth
from kiosk.draw.block import Block, beside, boxed, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, HEADING, TITLE
from kiosk.draw.widgets import answered, button, next_button, sign
from kiosk.parts.entrance import NEXT_ZONE
from kiosk.zones.six_eight_rules.backdrop import beside_it, first_that_fits, thing
from kiosk.zones.six_eight_rules.models import NO_RULE, Situation

CHOICES = ((Truth.SCAM, "挂掉", "phone_down"), (Truth.GENUINE, "接着听", "phone"))
"""What one may do with a call, and what that takes it for."""


def asked_at_the_end(situations: Sequence[Situation]) -> Situation | None:
    """The first genuine situation that is short enough to be asked of all at once."""
    return next((s for s in situations if s.rule == NO_RULE and s.brief), None)


def view(look: Look, situation: Situation, picture: str, given: Truth | None) -> list[Item]:
    """The call and two keys; once answered what it was and why, and the way on."""
    theme, where = look.theme, beside_it(look)

    def build(role: float) -> list[Block]:
        asked = text(look, situation.brief, where.w, role, theme.on_ground, "serif", balance=True)
        if given is None:
            return [asked, _keys(look, where.w)]
        return [asked, _reply(look, situation, given, where.w, role)]

    items = thing(look, picture, "phone")
    items += first_that_fits(map(build, (TITLE, HEADING, BODY)), where, 32)
    return items if given is None else items + next_button(look, NEXT_ZONE, "next")


def _keys(look: Look, w: float) -> Block:
    each = (w - 24) / 2
    h = 132.0 if look.area.h > 600 else 100.0
    return beside(
        [
            button(look, words, f"answer/{truth}", "plain", icon_name=name, w=each, h=h, role=HEADING)
            for truth, words, name in CHOICES
        ],
        24,
    )


def _reply(look: Look, situation: Situation, given: Truth, w: float, role: float) -> Block:
    """What the answer means, without shame, and why."""
    theme, right = look.theme, given is Truth.GENUINE
    head = sign(look, "genuine" if right else "doubt", "对，这是真的" if right else "这回是真的，要听")
    small = role == BODY
    words = text(look, situation.why, w - 64, BODY if look.large or small else HEADING, theme.on_card)
    card = boxed(stack([head, words], 16), theme.safe_tint, pad=32, pad_y=24, w=w)
    return answered(card, right, given)
