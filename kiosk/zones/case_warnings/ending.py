"""The last pages of a case: the warning signs, then the outcome, what to remember, the rules, the source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from kiosk.content.models.base import source_line
from kiosk.draw.block import Block, beside, boxed, icon, label, stack, text
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING
from kiosk.draw.widgets import callout, heading, note, point, quote, sign, stat
from kiosk.zones.case_warnings.models import Case, CaseOutcome
from kiosk.zones.case_warnings.outcome import meaning_of
from kiosk.zones.case_warnings.purse import said_sum, saved_label, sum_label, whole_sum


def signs(look: Look, case: Case, w: float) -> Block:
    """Every warning sign: words such scammers use, and why they are one."""
    theme = look.theme
    rows = [heading(look, "破绽就在这样的话里", w)]
    for flag in case.red_flags:
        inside = w - 64
        body = stack(
            [
                quote(look, flag.words, inside),
                beside(
                    [
                        icon("danger", look.size(BODY), theme.danger),
                        text(look, flag.why, inside - look.size(BODY) - 16, BODY),
                    ],
                    16,
                    "top",
                ),
            ],
            10,
        )
        rows.append(boxed(body, theme.card, pad=32, pad_y=22, w=w))
    return stack(rows, 18)


def block(look: Look, case: Case, rules: Sequence[str], w: float, two_columns: bool) -> Block:
    """How it ended. `rules` are the words of the rules the case goes with."""
    left = w * 0.62 if two_columns else w
    side = w - left - 32 if two_columns else w
    outcome = callout(look, meaning_of(case.outcome), _head(case.outcome), case.ending, left)
    cards = stack([outcome, _rules(look, rules, left)] if rules else [outcome], 20)
    source = note(look, source_line(case.source), left, on_dark=True)
    lesson = _lesson(look, case, side, cards.h if two_columns else 0)
    story = stack([cards, source], 16)
    return beside([story, lesson], 32, "top") if two_columns else stack([lesson, story], 20)


def _head(outcome: CaseOutcome) -> str:
    """What stands over the outcome."""
    match outcome:
        case CaseOutcome.STOPPED:
            return "怎样拦住的"
        case CaseOutcome.RECOVERED:
            return "钱追回来了"
        case CaseOutcome.PARTLY:
            return "追回了一部分"
        case CaseOutcome.LOST | CaseOutcome.UNKNOWN:
            return "本可以这样拦住"
        case CaseOutcome.SENTENCED:
            return "法律的回答"
        case _:
            assert_never(outcome)


def _rules(look: Look, rules: Sequence[str], w: float) -> Block:
    """The rules of the hall that would have stopped it."""
    theme = look.theme
    head = beside(
        [icon("rules", look.size(BODY), theme.on_card_soft), label(look, "对照口诀", CAPTION, theme.on_card_soft)], 16
    )
    rows = [point(look, words, w - 64, "shield", theme.safe) for words in rules]
    return boxed(stack([head, *rows], 12), theme.card, pad=32, pad_y=22, w=w)


def _lesson(look: Look, case: Case, w: float, h: float) -> Block:
    """The one line to remember, and the money it was about."""
    theme = look.theme
    inside = w - 64
    rows = [
        sign(look, "note", "一句话记住"),
        text(look, case.lesson, inside, HEADING, theme.on_ground, "serif", balance=True),
    ]
    if whole_sum(case):
        rows.append(stat(look, whole_sum(case), sum_label(case), inside, theme.danger_light))
    if case.yuan_saved:
        rows.append(stat(look, said_sum(case, case.yuan_saved), saved_label(case), inside, theme.safe_light))
    return boxed(stack(rows, 18), theme.ground_light, pad=32, pad_y=28, w=w, h=h)
