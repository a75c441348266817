"""The money of a case in words: at a step, on its card, at its end. What the money is decides what is said of it."""

from __future__ import annotations

from typing import assert_never

from kiosk.draw.block import Block, boxed, stack, text
from kiosk.draw.look import Look
from kiosk.draw.theme import CAPTION, HEADING, TITLE
from kiosk.draw.widgets import money
from kiosk.zones.case_warnings.models import Case, CaseMoney, CaseOutcome


def purse(look: Look, case: Case, index: int, w: float, h: float = 0.0) -> Block:
    """The money at the step with that index, what the step added, and at the last step what came back; `w` units wide
    and at least `h` high."""
    theme = look.theme
    step = case.steps[index]
    inside = w - 64
    parts = []
    if step.amount or step.yuan:
        parts.append(text(look, _so_far(case.money), inside, CAPTION, theme.on_ground_soft))
        parts.append(text(look, step.amount or said_sum(case, step.yuan), inside, TITLE, theme.mark, "serif"))
        added = step.yuan - (case.steps[index - 1].yuan if index else 0)
        if 0 < added < step.yuan:
            parts.append(text(look, look.say("这一步又多了 {sum}", sum=money(added)), inside, CAPTION, theme.on_ground))
    else:
        head, way_out = _nothing_yet(case.money, index + 1 == len(case.steps))
        parts.append(text(look, head, inside, HEADING, theme.safe_light, "serif"))
        if way_out:
            parts.append(text(look, way_out, inside, CAPTION, theme.on_ground))
    if index + 1 == len(case.steps) and case.yuan_saved:
        said = look.say(f"{saved_label(case)} {{sum}}", sum=said_sum(case, case.yuan_saved))
        parts.append(text(look, said, inside, HEADING, theme.safe_light, "serif"))
    parts.append(text(look, f"{case.place} · {case.when}", inside, CAPTION, theme.on_ground_soft))
    return boxed(stack(parts, 12), theme.ground_light, pad=32, pad_y=28, w=w, h=h, valign=0.5)


def standing(case: Case, index: int) -> tuple[str, str]:
    """How the money stands at the step with that index: (what is said of it, the sum so far or "")."""
    step = case.steps[index]
    if step.amount or step.yuan:
        return _so_far(case.money), step.amount or said_sum(case, step.yuan)
    return _nothing_yet(case.money, index + 1 == len(case.steps))[0], ""


def whole_sum(case: Case) -> str:
    """What the case was about: `3万元`, `2亿港元`; "" where no sum is known."""
    return said_sum(case, case.yuan_lost) if case.yuan_lost else case.steps[-1].amount


def said_sum(case: Case, yuan: int) -> str:
    """So many yuan of the case; the whole of it as it was published, the same wherever it stands."""
    return case.sum_words if case.sum_words and yuan == case.yuan_lost else money(yuan)


def sum_label(case: Case) -> str:
    """What stands under the whole sum."""
    match case.money:
        case CaseMoney.HANDED | CaseMoney.KEPT:
            return "涉及金额"
        case CaseMoney.GOODS:
            return "交出的东西，约值"
        case CaseMoney.PASSED:
            return "从借出的卡里走过的钱"
        case _:
            assert_never(case.money)


def _so_far(kind: CaseMoney) -> str:
    match kind:
        case CaseMoney.HANDED | CaseMoney.KEPT:
            return "到这一步，已交出"
        case CaseMoney.GOODS:
            return "到这一步，交出的东西约值"
        case CaseMoney.PASSED:
            return "到这一步，卡里走过别人的钱"
        case _:
            assert_never(kind)


def _nothing_yet(kind: CaseMoney, last: bool) -> tuple[str, str]:
    """What is said while no money has gone, and what is still in time."""
    match kind:
        case CaseMoney.KEPT if last:
            return "钱没有交出去", ""
        case CaseMoney.HANDED | CaseMoney.KEPT:
            return "还没有交出钱", "现在停下，一分钱也不会少。"
        case CaseMoney.GOODS:
            return "东西还在自己手里", "现在停下，什么也不会少。"
        case CaseMoney.PASSED:
            return "卡里还没有走过别人的钱", "现在把卡要回来、挂失，还来得及。"
        case _:
            assert_never(kind)


def saved_label(case: Case) -> str:
    """What is said of what was saved: it was stopped, got back, or what of both was not published."""
    match case.outcome:
        case CaseOutcome.STOPPED:
            return "拦住了"
        case CaseOutcome.RECOVERED:
            return "后来追回"
        case CaseOutcome.PARTLY | CaseOutcome.LOST | CaseOutcome.UNKNOWN | CaseOutcome.SENTENCED:
            return "拦住或追回"
        case _:
            assert_never(case.outcome)
