"""The pages of 案例警示区 as types: the wall, a filter's choices, a film, and the pages of a case in their order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import assert_never

from kiosk.parts.film import Playing
from kiosk.parts.hands import Hands
from kiosk.parts.question import Asked
from kiosk.parts.scroller import Scroll
from kiosk.zones.case_warnings.filters import FilterKind
from kiosk.zones.case_warnings.models import Case, CaseAsk, CaseStep


@dataclass(frozen=True, slots=True)
class CaseWallPage:
    """The cards the filters let through."""


@dataclass(frozen=True, slots=True)
class CaseFilterPage:
    """One filter's choices."""

    kind: FilterKind
    choices: Scroll = Scroll()


@dataclass(frozen=True, slots=True)
class CaseFilmPage:
    """One of the hall's own films."""

    playing: Playing


@dataclass(frozen=True, slots=True)
class CaseStepPage:
    """A step of the story; `step` is its index. With `more`, all that was published of it."""

    case: Case
    step: int
    reading: Scroll = Scroll()
    more: bool = False


@dataclass(frozen=True, slots=True)
class CaseAskPage:
    """The question asked after the step with the index `step`; a group raises its `hands`."""

    case: Case
    step: int
    ask: CaseAsk
    asked: Asked = Asked()
    hands: Hands = Hands()
    reading: Scroll = Scroll()

    @property
    def counting(self) -> bool:
        """Whether hands are being counted."""
        return self.hands.asked and not self.asked.answered


@dataclass(frozen=True, slots=True)
class CaseSignsPage:
    """The warning signs, in the scammer's own words."""

    case: Case
    reading: Scroll = Scroll()


@dataclass(frozen=True, slots=True)
class CaseEndPage:
    """How it ended, what to remember, the source; with `more`, what stopped it and the rules it goes with."""

    case: Case
    reading: Scroll = Scroll()
    more: bool = False


CasePage = CaseStepPage | CaseAskPage | CaseSignsPage | CaseEndPage
CaseWarningsPage = CaseWallPage | CaseFilterPage | CaseFilmPage | CasePage


def shuffled(case: Case, seed: int) -> Case:
    """The case with the options of its questions in an order of that visit: where the author put the good one says
    nothing. An ask that keeps its order keeps it."""
    chance = Random(f"{seed}/{case.id}")

    def dealt(step: CaseStep) -> CaseStep:
        if step.ask is None or step.ask.keep_order:
            return step
        options = chance.sample(step.ask.options, len(step.ask.options))
        return replace(step, ask=replace(step.ask, options=tuple(options)))

    return replace(case, steps=tuple(map(dealt, case.steps)))


def pages_of(case: Case, led: bool = False) -> tuple[CasePage, ...]:
    """The pages of a case in order, as they are when they are turned to; when `led`, without the list
    of signs."""
    pages: list[CasePage] = []
    for index, step in enumerate(case.steps):
        pages.append(CaseStepPage(case, index))
        if step.ask is not None:
            pages.append(CaseAskPage(case, index, step.ask))
    return (*pages, *(() if led else (CaseSignsPage(case),)), CaseEndPage(case))


def page_name(page: CasePage) -> str:
    """What a page is called among those of its case: step1, ask1, signs, end."""
    match page:
        case CaseStepPage():
            return f"step{page.step + 1}"
        case CaseAskPage():
            return f"ask{page.step + 1}"
        case CaseSignsPage():
            return "signs"
        case CaseEndPage():
            return "end"
        case _:
            assert_never(page)


def position(page: CasePage, led: bool = False) -> int:
    """How many pages of its case come before it."""
    return [page_name(p) for p in pages_of(page.case, led)].index(page_name(page))
