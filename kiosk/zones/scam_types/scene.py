"""常见诈骗种类区: seventeen kinds of scam to open, and six questions about which of them may come knocking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from kiosk.content.shared import CaseFacts
from kiosk.content.wording_hash import wording_of
from kiosk.core.events import ItemFinished, ItemOpened, LeaningFound, Subject
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.scene import Gesture, Step, Tap, Visit
from kiosk.zones.scam_types import detail, wall, which
from kiosk.zones.scam_types.leaning import Leaning, leanings
from kiosk.zones.scam_types.models import ZONE, Questionnaire, ScamType, TypeTab

GOAL_TYPES = 3
"""Kinds opened that make the zone done."""
_TOP = Scroll()
_TABS = tuple(TypeTab)


@dataclass(frozen=True, slots=True)
class TypeWallPage:
    """The wall of all kinds."""


@dataclass(frozen=True, slots=True)
class WhichIntroPage:
    """What the questionnaire asks, and what it does not."""

    reading: Scroll = _TOP


@dataclass(frozen=True, slots=True)
class HabitPage:
    """One question of the questionnaire, by its place."""

    question: int = 0
    reading: Scroll = _TOP


@dataclass(frozen=True, slots=True)
class LeaningPage:
    """The kinds of scam the answers point at."""

    reading: Scroll = _TOP


@dataclass(frozen=True, slots=True)
class TypePage:
    """One kind of scam at one of its tabs, opened above the wall or above the result of the questionnaire."""

    kind: ScamType
    above: TypeWallPage | LeaningPage
    tab: TypeTab = TypeTab.WAYS
    reading: Scroll = _TOP


@dataclass(frozen=True, slots=True)
class ScamTypesState:
    """The page in use. Kept across pages: where the wall was left, the indices of the answers given so far, the kinds
    `opened`, those `read` to their last tab, and whether the questionnaire was `answered` to its end."""

    page: TypeWallPage | TypePage | WhichIntroPage | HabitPage | LeaningPage = TypeWallPage()
    wall: Scroll = _TOP
    answers: tuple[int, ...] = ()
    opened: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    answered: bool = False


class ScamTypesScene:
    """The scene. `cases` are the published ones a kind may show, `rule_texts` gives a rule's words by its id."""

    def __init__(
        self,
        types: Sequence[ScamType],
        questionnaire: Questionnaire,
        cases: Sequence[CaseFacts],
        rule_texts: Mapping[str, str],
    ) -> None:
        self.types = tuple(sorted(types, key=lambda t: (not t.in_2025_list, t.order)))
        self.by_id = {kind.id: kind for kind in self.types}
        self.questionnaire = questionnaire
        self.cases_of = {kind.id: tuple(case for case in cases if kind.id in case.types) for kind in self.types}
        self.rule_texts = dict(rule_texts)

    def start(self, visit: Visit) -> ScamTypesState:
        return ScamTypesState()

    def touch(self, state: ScamTypesState, gesture: Gesture) -> Step[ScamTypesState]:
        moved = _scrolled(state, gesture)
        if moved is not None:
            return Step(moved)
        if not isinstance(gesture, Tap):
            return Step(state)
        if gesture.target == "back":
            return _back(state)
        word, _, rest = gesture.target.partition("/")
        match state.page:
            case TypeWallPage() as page:
                if word == "which":
                    return Step(replace(state, page=WhichIntroPage(), answers=()))
                return self._opened(state, page, word, rest)
            case LeaningPage():
                if word == "next":
                    return Step(replace(state, page=TypeWallPage()))
                return self._opened(state, LeaningPage(), word, rest)
            case WhichIntroPage():
                return Step(replace(state, page=HabitPage()) if word == "next" else state)
            case HabitPage(at):
                return self._asked(state, at, word, rest)
            case TypePage() as page:
                return _in_type(state, page, word, rest)
            case never:
                assert_never(never)

    def tick(self, state: ScamTypesState, seconds: float) -> Step[ScamTypesState]:
        match state.page:
            case TypeWallPage():
                return Step(replace(state, wall=scroller.tick(state.wall, seconds)))
            case TypePage() | WhichIntroPage() | HabitPage() | LeaningPage() as page:
                return Step(replace(state, page=replace(page, reading=scroller.tick(page.reading, seconds))))
            case never:
                assert_never(never)

    def due(self, state: ScamTypesState) -> float | None:
        return scroller.due(state.wall if isinstance(state.page, TypeWallPage) else state.page.reading)

    def view(self, state: ScamTypesState, look: Look) -> list[Item]:
        asked = self.questionnaire
        match state.page:
            case TypeWallPage():
                return wall.view(look, self.types, state.wall, state.read)
            case TypePage(kind, above, tab, reading):
                last = "回到种类墙" if isinstance(above, TypeWallPage) else "回到我的三种"
                return detail.view(look, kind, tab, reading, self.cases_of[kind.id], self.rule_texts, last)
            case WhichIntroPage(reading):
                return which.view_intro(look, asked, reading)
            case HabitPage(at, reading):
                chosen = state.answers[at] if at < len(state.answers) else None
                return which.view_question(look, asked.questions, at, chosen, reading)
            case LeaningPage(reading):
                return which.view_result(look, self._found(state), self.by_id, asked.closing, reading)
            case never:
                assert_never(never)

    def page(self, state: ScamTypesState) -> str:
        match state.page:
            case TypeWallPage():
                return "wall"
            case TypePage(kind, tab=tab):
                return f"type:{kind.id}:{tab.value}"
            case WhichIntroPage():
                return "which:intro"
            case HabitPage(at):
                return f"which:{at + 1}"
            case LeaningPage():
                return "which:result"
            case never:
                assert_never(never)

    def goal(self, state: ScamTypesState) -> bool:
        return state.answered or len(state.opened) >= GOAL_TYPES

    def samples(self) -> Iterator[ScamTypesState]:
        """A state of every kind there is, for every type and every answer, each reached by touching."""

        def tap(state: ScamTypesState, *targets: str) -> ScamTypesState:
            for target in targets:
                state = self.touch(state, Tap(target)).state
            return state

        first = self.start(Visit())
        yield first
        for kind in self.types:
            for tab in _TABS:
                yield tap(first, f"type/{kind.id}", f"tab/{tab.value}")
        yield tap(first, "which")
        for choice in range(max(len(q.answers) for q in self.questionnaire.questions)):
            state = tap(first, "which", "next")
            for question in self.questionnaire.questions:
                yield state
                state = tap(state, f"answer/{min(choice, len(question.answers) - 1)}")
                yield state
                state = tap(state, "next")
            yield state
            for found in self._found(state):
                yield tap(state, f"type/{found.type}", *["next"] * (len(_TABS) - 1))
        yield tap(first, *(step for t in self.types for step in (f"type/{t.id}", f"tab/{_TABS[-1].value}", "back")))

    def _found(self, state: ScamTypesState) -> tuple[Leaning, ...]:
        return leanings(self.questionnaire.questions, state.answers, list(self.by_id))

    def _opened(
        self, state: ScamTypesState, page: TypeWallPage | LeaningPage, word: str, rest: str
    ) -> Step[ScamTypesState]:
        """A kind, opened above that page."""
        kind = self.by_id.get(rest)
        if word != "type" or kind is None:
            return Step(state)
        known = state.opened if kind.id in state.opened else (*state.opened, kind.id)
        return Step(replace(state, page=TypePage(kind, page), opened=known), (ItemOpened(*_subject(kind)),))

    def _asked(self, state: ScamTypesState, at: int, word: str, rest: str) -> Step[ScamTypesState]:
        questions = self.questionnaire.questions
        if word == "answer" and rest.isdigit() and int(rest) < len(questions[at].answers):
            return Step(replace(state, answers=(*state.answers[:at], int(rest), *state.answers[at + 1 :])))
        if word != "next" or at >= len(state.answers):
            return Step(state)
        if at + 1 < len(questions):
            return Step(replace(state, page=HabitPage(at + 1)))
        leaning = tuple(found.type for found in self._found(state) if found.weight)
        return Step(replace(state, page=LeaningPage(), answered=True), (LeaningFound(leaning),))


def _subject(kind: ScamType) -> Subject:
    return Subject(ZONE, kind.id, kind.id, False, wording_of(kind))


def _scrolled(state: ScamTypesState, gesture: Gesture) -> ScamTypesState | None:
    """The state after a gesture on the page's list; None for anything else."""
    page = state.page
    if isinstance(page, TypeWallPage):
        moved = scroller.touch(state.wall, gesture, "wall")
        return None if moved is None else replace(state, wall=moved)
    moved = scroller.touch(page.reading, gesture, "read")
    return None if moved is None else replace(state, page=replace(page, reading=moved))


def _back(state: ScamTypesState) -> Step[ScamTypesState]:
    match state.page:
        case TypeWallPage():
            return Step(state, leave="home")
        case TypePage(above=above):
            return Step(replace(state, page=above))
        case WhichIntroPage() | LeaningPage():
            return Step(replace(state, page=TypeWallPage()))
        case HabitPage(at):
            return Step(replace(state, page=HabitPage(at - 1) if at else WhichIntroPage()))
        case never:
            assert_never(never)


def _in_type(state: ScamTypesState, page: TypePage, word: str, rest: str) -> Step[ScamTypesState]:
    chosen = next((tab for tab in _TABS if word == "tab" and tab.value == rest), None)
    if chosen is not None:
        return _at_tab(state, page, chosen)
    if word != "next":
        return Step(state)
    following = _TABS.index(page.tab) + 1
    if following < len(_TABS):
        return _at_tab(state, page, _TABS[following])
    return Step(replace(state, page=page.above))


def _at_tab(state: ScamTypesState, page: TypePage, tab: TypeTab) -> Step[ScamTypesState]:
    """Another tab; who has come to the last one has gone through the kind."""
    turned = replace(state, page=replace(page, tab=tab, reading=_TOP))
    if tab is not _TABS[-1] or page.kind.id in state.read:
        return Step(turned)
    return Step(replace(turned, read=(*state.read, page.kind.id)), (ItemFinished(*_subject(page.kind)),))
