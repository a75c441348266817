"""One case told: page after page under one head line, with the next step at the lower right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, place, roomy, stack
from kiosk.draw.items import Item, Sound
from kiosk.draw.look import Look
from kiosk.draw.widgets import dots, heading, next_button
from kiosk.parts import scroller
from kiosk.parts.entrance import NEXT_ZONE
from kiosk.parts.more import more_button
from kiosk.parts.spread import STORY, has_room, picture, words_beside
from kiosk.zones.case_warnings import asking, ending, moment, step
from kiosk.zones.case_warnings.models import Case, focus_of
from kiosk.zones.case_warnings.pages import (
    CaseAskPage,
    CaseEndPage,
    CasePage,
    CaseSignsPage,
    CaseStepPage,
    pages_of,
    position,
)


def view(look: Look, page: CasePage, rule_texts: Mapping[str, str], ahead: Sequence[str] | None = None) -> list[Item]:
    """One page of the case and its next step. `rule_texts` are the rules' words by id, `ahead` the cases that follow on
    the guided path (None: one looks round)."""
    pages = pages_of(page.case, ahead is not None)
    index = position(page, ahead is not None)
    following = pages[index + 1] if index + 1 < len(pages) else None
    fuller = page.more if isinstance(page, CaseStepPage | CaseEndPage) else isinstance(page, CaseSignsPage)
    items = _in_full(look, page, rule_texts, index, len(pages)) if fuller else _told(look, page, index, len(pages))
    if isinstance(page, CaseAskPage) and page.asked.chosen:
        good = page.ask.options[page.asked.chosen[0]].good
        items.append(Sound(name="right" if good else "wrong", key=f"{page.case.id} {page.step}"))
    if isinstance(page, CaseAskPage) and page.counting:
        items += next_button(look, "看答案", "next", "check")
    elif not isinstance(page, CaseAskPage) or page.asked.answered:
        words = NEXT_ZONE if following is None and ahead is not None and not ahead else _onward(following, ahead)
        step_on = next_button(look, words, "next")
        items += step_on if fuller or isinstance(page, CaseAskPage) else [*step_on, *more_button(look, step_on)]
    return items


def _told(look: Look, page: CasePage, index: int, count: int) -> list[Item]:
    """The moment beside the picture of its case, from edge to edge; alone where the words need the room."""
    area, case = look.area, page.case
    row = dots(look, count, index)
    if isinstance(page, CaseAskPage):
        return asking.view(look, page, row)

    def build(look: Look, w: float) -> Block:
        match page:
            case CaseStepPage():
                return moment.step(look, case, page.step, w)
            case CaseEndPage():
                return moment.end(look, case, w)
            case CaseSignsPage():
                return ending.signs(look, case, w)
            case _:
                assert_never(page)

    spread = asking.THIRD if look.large else STORY
    beside_it = words_beside(look, spread)
    room = has_room(look) or (look.large and not look.portrait)
    seen = case.picture and room and (not look.large or build(look, beside_it.w).h <= beside_it.h - row.h - 24)
    items = picture(look, case.picture, spread, focus=focus_of(case)) if seen else []
    rest = beside_it if seen else area
    items += place(row, rest.x, rest.y)
    rest = Rect(rest.x, rest.y + row.h + 24, rest.w, rest.h - row.h - 24)
    grown = roomy(look, rest.w, rest.h, build)

    def middle(w: float) -> Block:
        whole = build(grown, w)
        spare = max(0.0, rest.h - whole.h) / 2
        return Block(w, whole.h + spare, tuple(place(whole, 0, spare))) if spare else whole

    return items + scroller.view(look, rest, middle, page.reading, "read", edge=24)


def _in_full(look: Look, page: CasePage, rule_texts: Mapping[str, str], index: int, count: int) -> list[Item]:
    """All that was published: a head line, its matter."""
    area = look.area
    alone = isinstance(page, CaseSignsPage)  # it has a heading of its own
    head = dots(look, count, index) if alone else _head(look, page.case, index, count)
    items = place(head, area.x, area.y)
    rest = Rect(area.x, area.y + head.h + 24, area.w, area.h - head.h - 24)
    rules = tuple(rule_texts[rule] for rule in page.case.rules if rule in rule_texts)

    def build(look: Look, w: float, two_columns: bool) -> Block:
        match page:
            case CaseStepPage():
                return step.block(look, page.case, page.step, w, two_columns, rest.h)
            case CaseEndPage():
                return ending.block(look, page.case, rules, w, two_columns)
            case CaseSignsPage() | CaseAskPage():
                return ending.signs(look, page.case, w)
            case _:
                assert_never(page)

    # Two columns only where both fit: a page that scrolls is one column, so that it can be cut between lines.
    two_columns = rest.w > 1300 and not look.large and build(look, rest.w, True).h <= rest.h
    grown = roomy(look, rest.w, rest.h, lambda larger, w: build(larger, w, two_columns))
    return items + scroller.view(look, rest, lambda w: build(grown, w, two_columns), page.reading, "read", edge=24)


def _onward(following: CasePage | None, ahead: Sequence[str] | None) -> str:
    """What the next step is called; None is the next case, or the way back to the wall."""
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
            return "下一个案例" if ahead else "回到案例墙"
        case _:
            assert_never(following)


def _head(look: Look, case: Case, index: int, count: int) -> Block:
    row = dots(look, count, index)
    free = look.area.w - row.w - 32
    if look.portrait or look.large:
        return stack([row, heading(look, case.title, look.area.w)], 16, w=look.area.w)
    return beside([row, heading(look, case.title, free)], 32)
