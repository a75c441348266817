"""Hands for the answers of an item: a row of beads for each of two, or the beads of one option in a list."""

from __future__ import annotations

from kiosk.core.vocabulary import QuestionForm
from kiosk.draw.block import Block, stack
from kiosk.draw.look import Look
from kiosk.parts import abacus
from kiosk.parts.abacus import NOT_SURE, Side
from kiosk.zones.quiz.asking import Asking
from kiosk.zones.quiz.models import FixedAnswer
from kiosk.zones.quiz.options import fixed_answers, options_of, sign_of

_GAP, _LOW = 20.0, 620.0
"""Units between the rows; height of the area below which they are closer."""


def sides(asking: Asking) -> tuple[Side, ...]:
    """The answers for which hands go up."""
    fixed = fixed_answers(asking.item.form)
    if asking.item.form is QuestionForm.JUDGE:
        return abacus.truths("ask/0", "ask/1")
    if fixed:
        (one, first), (other, second) = map(sign_of, fixed)
        return Side(first, one, "ask/0"), Side(second, other, "ask/1", "other")
    return abacus.listed([option.text for option in options_of(asking.item)])


def unsure(asking: Asking) -> str:
    """What those say who raised no hand."""
    return "先核实" if FixedAnswer.VERIFY in fixed_answers(asking.item.form) else NOT_SURE


def counters(look: Look, asking: Asking, w: float, h: float) -> Block:
    """The answers that are a word each, with their beads, or as the two halves of the room in `h` units."""
    asked, hands, both = asking.asked, asking.hands, sides(asking)
    last = None
    if len(options_of(asking.item)) > len(both):
        sign, words = sign_of(FixedAnswer.VERIFY)
        key = Side(words, sign, f"ask/{len(both)}")
        width = abacus.key_width(look, key)
        last = abacus.answer_key(look, hands, key, len(both), len(both) in asked.chosen, width, look.target)
    below = abacus.rest(look, hands, w, asking.walked, last=last)
    if asking.walked:
        above = abacus.halves(look, hands, both, asked.chosen, w, h - below.h - _GAP)
    else:
        above = abacus.rows(look, hands, both, asked.chosen, w)
    return stack([above, below], 12 if look.area.h < _LOW else _GAP, w=w)
