"""One case told: page after page under one head line, with the next step at the lower right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, place, roomy, stack
from kiosk.draw.items import Item, Sound
from kiosk.draw.look import Look
from kiosk.draw.widgets import dots, heading, next_button
from kiosk.parts import scroller
from kiosk.zones.case_warnings import asking, ending, step
from kiosk.zones.case_warnings.models import Case
from kiosk.zones.case_warnings.pages import (
    CaseAskPage,
    CaseEndPage,
    CasePage,
    CaseSignsPage,
    CaseStepPage,
    pages_of,
    position,
)


def view(look: Look, page: CasePage, rule_texts: Mapping[str, str]) -> list[Item]:
    """One page of the case: a head line, its matter, the next step. `rule_texts` are the rules' words by id."""
    area = look.area
    pages = pages_of(page.case)
    index = position(page)
    head = _head(look, page.case, index, len(pages))
    items = place(head, area.x, area.y)
    rest = Rect(area.x, area.y + head.h + 24, area.w, area.h - head.h - 24)
    rules = tuple(rule_texts[rule] for rule in page.case.rules if rule in rule_texts)

    def build(look: Look, page: CasePage, w: float, two_columns: bool) -> Block:
        match page:
            case CaseStepPage():
                return step.block(look, page.case, page.step, w, two_columns, rest.h)
            case CaseAskPage():
                return asking.block(look, page.ask, page.asked, w, two_columns)
            case CaseSignsPage():
                return ending.signs(look, page.case, w)
            case CaseEndPage():
                return ending.block(look, page.case, rules, w, two_columns)
            case _:
                assert_never(page)

    # A question is set at the size that still fits with its longest reply: nothing jumps when it is answered.
    full = asking.fullest(look, page, rest.w) if isinstance(page, CaseAskPage) else page
    # Two columns only where both fit: a page that scrolls is one column, so that it can be cut between lines.
    two_columns = rest.w > 1300 and not look.large and build(look, full, rest.w, True).h <= rest.h
    grown = roomy(look, rest.w, rest.h, lambda larger, w: build(larger, full, w, two_columns))
    items += scroller.view(look, rest, lambda w: build(grown, page, w, two_columns), page.reading, "read", edge=24)
    if isinstance(page, CaseAskPage) and page.asked.answered:
        good = page.ask.options[page.asked.chosen[0]].good
        items.append(Sound(name="right" if good else "wrong", key=f"{page.case.id} {page.step}"))
    if not isinstance(page, CaseAskPage) or page.asked.answered:
        following = pages[index + 1] if index + 1 < len(pages) else None
        items += next_button(look, _onward(following), "next")
    return items


def _onward(following: CasePage | None) -> str:
    """What the next step is called; None is the way back to the wall."""
    match following:
        case CaseStepPage():
            return "接着看"
        case CaseAskPage():
            return "换作是我"
        case CaseSignsPage():
            return "看破绽"
        case CaseEndPage():
            return "看结局"
        case None:
            return "回到案例墙"
        case _:
            assert_never(following)


def _head(look: Look, case: Case, index: int, count: int) -> Block:
    row = dots(look, count, index)
    free = look.area.w - row.w - 32
    if look.portrait or look.large:
        return stack([heading(look, case.title, look.area.w), row], 16, w=look.area.w)
    name = heading(look, case.title, free)
    return beside([name, Block(free - name.w - 32, 0), row], 32)
