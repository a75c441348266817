"""The one thing nobody may learn wrongly: what sounds like a scam and is real, asked once at the end of the path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kiosk.content.wording_hash import wording_of
from kiosk.core.events import Event, HandsCounted, QuestionAnswered
from kiosk.core.subject import Subject
from kiosk.core.vocabulary import QuestionForm, Truth
from kiosk.draw.block import Block, beside, boxed, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, HEADING, TITLE
from kiosk.draw.widgets import answered, button, next_button, sign
from kiosk.parts import abacus
from kiosk.parts.abacus import Side, Tint
from kiosk.parts.entrance import NEXT_ZONE
from kiosk.scene import Step
from kiosk.zones.six_eight_rules.backdrop import beside_it, first_that_fits, thing
from kiosk.zones.six_eight_rules.models import NO_RULE, ZONE, Situation
from kiosk.zones.six_eight_rules.pages import GenuinePage

CHOICES = ((Truth.SCAM, "挂掉", "phone_down"), (Truth.GENUINE, "接着听", "phone"))
"""What one may do with a call, and what that takes it for."""
_TINTS: tuple[Tint, ...] = ("one", "other")
_SIDES = tuple(
    Side(words, picture, f"answer/{truth}", tint) for (truth, words, picture), tint in zip(CHOICES, _TINTS, strict=True)
)


def asked_at_the_end(situations: Sequence[Situation]) -> Situation | None:
    """The first genuine situation that is short enough to be asked of all at once."""
    return next((s for s in situations if s.rule == NO_RULE and s.brief), None)


def after(page: GenuinePage, target: str) -> Step[GenuinePage]:
    """After a touch before the answer is there: of an answer, of a bead, or of the yellow key that shows it to a group
    in any case."""
    hands = page.hands
    touched = next((i for i, side in enumerate(_SIDES) if side.target == target), None)
    if touched is not None and not hands.asked:
        return _shown(page, touched)
    if touched is not None:
        return Step(replace(page, hands=hands.saying(touched)))
    if target == "next" and hands.asked:
        return _shown(page, hands.answer)
    counted = hands.after(target)
    return Step(page if counted is None else replace(page, hands=counted))


def _shown(page: GenuinePage, answer: int | None) -> Step[GenuinePage]:
    """The answer is there; where somebody gave one, or hands were counted, that is logged."""
    given, events = None, list[Event]()
    if answer is not None:
        given = CHOICES[answer][0]
        right, said_scam = given is Truth.GENUINE, given is Truth.SCAM
        events.append(QuestionAnswered(*subject(page.situation), QuestionForm.JUDGE, given, right, said_scam))
    if page.hands.counted:
        counted = zip(CHOICES, page.hands.counts, strict=True)
        hands = tuple((truth.value, count) for (truth, _, _), count in counted)
        events.append(HandsCounted(*subject(page.situation), hands, page.hands.people))
    return Step(replace(page, given=given, shown=True), tuple(events))


def subject(situation: Situation) -> Subject:
    """What an event about a situation is about."""
    return Subject(ZONE, situation.id, "", situation.rule == NO_RULE, wording_of(situation))


def view(look: Look, page: GenuinePage, picture: str) -> list[Item]:
    """The call and two keys; once answered what it was and why, and the way on."""
    theme, where = look.theme, beside_it(look)

    def build(role: float, each: bool) -> list[Block]:
        asked = text(look, page.situation.brief, where.w, role, theme.on_ground, "serif", balance=True)
        if page.shown:
            return [asked, *_split(look, page, where.w), _reply(look, page, where.w, role)]
        if page.hands.asked:
            return [asked, abacus.sentences(look, page.hands, _SIDES, where.w, each)]
        return [asked, _keys(look, where.w)]

    roles = (TITLE, HEADING, BODY)
    items = thing(look, picture, "phone")
    items += first_that_fits((build(role, each) for each in (True, False) for role in roles), where, 32)
    if page.hands.asked and not page.shown:
        return items + next_button(look, "看答案", "next", "check")
    return items + next_button(look, NEXT_ZONE, "next") if page.shown else items


def _split(look: Look, page: GenuinePage, w: float) -> list[Block]:
    return [abacus.split(look, page.hands, _SIDES, w)] if page.hands.counted else []


def _keys(look: Look, w: float) -> Block:
    each = (w - 24) / 2
    h = 132.0 if look.area.h > 600 else 100.0
    keys = [button(look, s.words, s.target, "plain", icon_name=s.sign, w=each, h=h, role=HEADING) for s in _SIDES]
    return beside(keys, 24)


def _reply(look: Look, page: GenuinePage, w: float, role: float) -> Block:
    """What the answer means, without shame, and why; where a group gave none, what it was."""
    theme, right = look.theme, page.given is Truth.GENUINE
    head = sign(look, "genuine" if right else "doubt", "对，这是真的" if right else "这回是真的，要听")
    if page.given is None:
        head = sign(look, "genuine", "这是真的")
    small = role == BODY
    words = text(look, page.situation.why, w - 64, BODY if look.large or small else HEADING, theme.on_card)
    card = boxed(stack([head, words], 16), theme.safe_tint, pad=32, pad_y=24, w=w)
    return answered(card, right, page.given) if page.given is not None else card
