"""常见诈骗种类区: kinds of scam to open, six questions about which may come knocking, and people to talk to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from kiosk.content.shared import CaseFacts
from kiosk.content.wording_hash import wording_of
from kiosk.core.audience import first_for
from kiosk.core.events import ItemFinished, ItemOpened, LeaningFound
from kiosk.core.subject import Subject
from kiosk.core.vocabulary import AgeBand
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.parts import scroller
from kiosk.parts.entrance import NEXT_ZONE, ONWARD
from kiosk.parts.more import MORE
from kiosk.parts.scroller import Scroll
from kiosk.scene import Gesture, Step, Tap, Visit
from kiosk.zones.scam_types import advising_view, detail, glance, told_case, wall, which
from kiosk.zones.scam_types.advising import (
    Advised,
    Advising,
    HelpWallPage,
    MeetPage,
    MomentsPage,
    PartingPage,
    TalkPage,
    page_name,
    up_from,
)
from kiosk.zones.scam_types.leaning import Leaning, leanings
from kiosk.zones.scam_types.models import ZONE, Questionnaire, ScamType, TypeTab
from kiosk.zones.scam_types.path import path_of
from kiosk.zones.scam_types.state import (
    HabitPage,
    LeaningPage,
    ScamTypesState,
    TypePage,
    TypeWallPage,
    WhichIntroPage,
)

GOAL_TYPES = 3
"""Kinds opened that make the zone done."""
NO_TALKS = Advising()
_TOP = Scroll()
_TABS = tuple(TypeTab)


class ScamTypesScene:
    """The scene. `cases` are the published ones a kind may show, `rule_texts` gives a rule's words by its id,
    `guided` the ids on the guided path (empty: kinds that seek out people like the group, and a talk that closes it
    where there is one for them)."""

    def __init__(
        self,
        types: Sequence[ScamType],
        questionnaire: Questionnaire,
        cases: Sequence[CaseFacts],
        rule_texts: Mapping[str, str],
        guided: Sequence[str] = (),
        advising: Advising = NO_TALKS,
    ) -> None:
        self.types = tuple(sorted(types, key=lambda t: (not t.in_2025_list, t.order)))
        self.by_id = {kind.id: kind for kind in self.types}
        self.questionnaire = questionnaire
        self.cases_of = {kind.id: tuple(case for case in cases if kind.id in case.types) for kind in self.types}
        self.rule_texts = dict(rule_texts)
        self.advising = advising
        self._guided = tuple(name for name in guided if name in self.by_id or name in advising.by_id)

    def start(self, visit: Visit) -> ScamTypesState:
        state = ScamTypesState(audiences=visit.audiences)
        if not visit.led:
            return state
        path = self._guided or path_of(visit, self.types, self.advising.talks)
        return self._ahead(replace(state, ahead=path), path, TypeWallPage()).state

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
                if word == "advice" and self.advising.talks:
                    return Step(replace(state, page=HelpWallPage()))
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
                return self._in_type(state, page, word, rest)
            case HelpWallPage() | MeetPage() | TalkPage() | PartingPage() | MomentsPage() as page:
                return self._advised(state, self.advising.touch(page, gesture))
            case never:
                assert_never(never)

    def tick(self, state: ScamTypesState, seconds: float) -> Step[ScamTypesState]:
        match state.page:
            case TypeWallPage():
                return Step(replace(state, wall=scroller.tick(state.wall, seconds)))
            case TypePage() | WhichIntroPage() | HabitPage() | LeaningPage() as page:
                return Step(replace(state, page=replace(page, reading=scroller.tick(page.reading, seconds))))
            case HelpWallPage() | MeetPage() | TalkPage() | PartingPage() | MomentsPage() as page:
                return Step(replace(state, page=self.advising.tick(page, seconds)))
            case never:
                assert_never(never)

    def due(self, state: ScamTypesState) -> float | None:
        match state.page:
            case TypeWallPage():
                return scroller.due(state.wall)
            case TypePage() | WhichIntroPage() | HabitPage() | LeaningPage() as page:
                return scroller.due(page.reading)
            case HelpWallPage() | MeetPage() | TalkPage() | PartingPage() | MomentsPage() as page:
                return self.advising.due(page)
            case never:
                assert_never(never)

    def view(self, state: ScamTypesState, look: Look) -> list[Item]:
        asked = self.questionnaire
        match state.page:
            case TypeWallPage():
                return wall.view(look, self._for(state), state.wall, state.read, len(self.advising.talks))
            case TypePage() as page:
                return self._view_type(look, page, self._onward(state, page))
            case WhichIntroPage(reading):
                return which.view_intro(look, asked, [kind.picture for kind in self.types], reading)
            case HabitPage(at, reading):
                chosen = state.answers[at] if at < len(state.answers) else None
                return which.view_question(look, asked.questions, at, chosen, reading)
            case LeaningPage(reading):
                return which.view_result(look, self._found(state), self.by_id, asked.closing, reading)
            case HelpWallPage() | MeetPage() | TalkPage() | PartingPage() | MomentsPage() as page:
                advising = self.advising.ordered(state.audiences)
                return advising_view.view(look, advising, page, state.helped, self._led(state, "再劝一位"))
            case never:
                assert_never(never)

    def _view_type(self, look: Look, page: TypePage, last: str) -> list[Item]:
        """A kind; `last` names the step that leads away from it."""
        kind, cases = page.kind, self.cases_of[page.kind.id]
        if page.tab is None:
            return glance.view(look, kind, page.reading, last)
        if page.behind.isdigit():
            at = int(page.behind)
            return told_case.view(look, cases[at], page.reading, "下一件" if at + 1 < len(cases) else last)
        return detail.view(look, kind, page.tab, bool(page.behind), page.reading, cases, self.rule_texts, last)

    def page(self, state: ScamTypesState) -> str:
        match state.page:
            case TypeWallPage():
                return "wall"
            case TypePage(kind, tab=tab, behind=behind):
                return ":".join(part for part in ("type", kind.id, tab.value if tab else "", behind) if part)
            case WhichIntroPage():
                return "which:intro"
            case HabitPage(at):
                return f"which:{at + 1}"
            case LeaningPage():
                return "which:result"
            case HelpWallPage() | MeetPage() | TalkPage() | PartingPage() | MomentsPage() as page:
                return page_name(page)
            case never:
                assert_never(never)

    def goal(self, state: ScamTypesState) -> bool:
        return state.answered or bool(state.helped) or len(state.opened) >= GOAL_TYPES

    def samples(self) -> Iterator[ScamTypesState]:
        """A state of every kind there is, for every type and every answer, each reached by touching."""

        def tap(state: ScamTypesState, *targets: str) -> ScamTypesState:
            for target in targets:
                state = self.touch(state, Tap(target)).state
            return state

        yield self.start(Visit(led=True, ages=(AgeBand.SENIOR,)))
        first = self.start(Visit())
        yield first
        for kind in self.types:
            opened = tap(first, f"type/{kind.id}")
            yield opened
            for tab in _TABS:
                shown = tap(opened, "more", f"tab/{tab.value}")
                yield shown
                if tab in detail.WHOLE:
                    yield tap(shown, MORE)
            yield from (tap(shown, f"case/{at}") for at in range(len(self.cases_of[kind.id])))
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
                yield tap(state, f"type/{found.type}", MORE, *["next"] * len(_TABS))
        last = ("more", f"tab/{_TABS[-1].value}", "back", "back")
        yield tap(first, *(step for t in self.types for step in (f"type/{t.id}", *last)))
        helped = tuple(self.advising.by_id)[:1]
        yield from (replace(first, page=page, helped=helped) for page in self.advising.samples())

    def _found(self, state: ScamTypesState) -> tuple[Leaning, ...]:
        return leanings(self.questionnaire.questions, state.answers, [kind.id for kind in self._for(state)])

    def _for(self, state: ScamTypesState) -> tuple[ScamType, ...]:
        """The kinds as they stand on the wall: of each of its parts those first that seek out who came."""
        return tuple(sorted(first_for(state.audiences, self.types), key=lambda kind: not kind.in_2025_list))

    def _in_type(self, state: ScamTypesState, page: TypePage, word: str, rest: str) -> Step[ScamTypesState]:
        chosen = next((tab for tab in _TABS if word == "tab" and tab.value == rest), None)
        if chosen is not None and page.tab is not None:
            return _at_tab(state, page, chosen)
        if word == MORE and page.tab is None:
            return _at_tab(state, page, _TABS[0])
        if page.tab is not None and not page.behind and self._opens(page, page.tab, word, rest):
            behind = rest if word == "case" else MORE
            return Step(replace(state, page=replace(page, behind=behind, reading=_TOP)))
        if word != "next":
            return Step(state)
        if page.behind.isdigit() and int(page.behind) + 1 < len(self.cases_of[page.kind.id]):
            return Step(replace(state, page=replace(page, behind=str(int(page.behind) + 1), reading=_TOP)))
        following = _TABS.index(page.tab) + 1 if page.tab is not None else len(_TABS)
        return _at_tab(state, page, _TABS[following]) if following < len(_TABS) else self._along(state, page)

    def _opens(self, page: TypePage, tab: TypeTab, word: str, rest: str) -> bool:
        """Whether that touch of a tab opens something: the rest of it, or a case."""
        if word == MORE:
            return tab in detail.WHOLE
        cases = range(len(self.cases_of[page.kind.id]))
        return tab is TypeTab.CASES and word == "case" and rest in map(str, cases)

    def _following(self, state: ScamTypesState, page: TypePage) -> tuple[str, ...]:
        """What comes after the kind that is open: on the guided path (a talk may end it), on the wall, or among one's
        own three."""
        if state.ahead is not None:
            return state.ahead
        above = isinstance(page.above, TypeWallPage)
        row = [kind.id for kind in self._for(state)] if above else [found.type for found in self._found(state)]
        return tuple(row[row.index(page.kind.id) + 1 :])

    def _onward(self, state: ScamTypesState, page: TypePage) -> str:
        """What the step from that kind is called."""
        if state.ahead is None and not self._following(state, page):
            return "回到种类墙" if isinstance(page.above, TypeWallPage) else "回到我的三种"
        return self._led(state, "下一种")

    def _led(self, state: ScamTypesState, looking_round: str) -> str:
        """What the next step is called along the guided path; or else, for who is `looking_round`."""
        if state.ahead is None:
            return looking_round
        if not state.ahead:
            return NEXT_ZONE
        return "下一种" if state.ahead[0] in self.by_id else "帮人劝一劝"

    def _along(self, state: ScamTypesState, page: TypePage) -> Step[ScamTypesState]:
        """The next kind; after the last one level up, or on along the guided path."""
        if state.ahead is not None:
            return self._ahead(state, state.ahead, page.above)
        following = self._following(state, page)
        if following:
            return self._opened(state, page.above, "type", following[0])
        return Step(replace(state, page=page.above))

    def _ahead(
        self, state: ScamTypesState, ahead: tuple[str, ...], above: TypeWallPage | LeaningPage
    ) -> Step[ScamTypesState]:
        """The next kind or talk on the guided path; after the last, the next zone."""
        if not ahead:
            return Step(state, leave=ONWARD)
        state = replace(state, ahead=ahead[1:])
        if ahead[0] in self.by_id:
            return self._opened(state, above, "type", ahead[0])
        return self._advised(state, self.advising.meet(self.advising.by_id[ahead[0]]))

    def _advised(self, state: ScamTypesState, advised: Advised) -> Step[ScamTypesState]:
        """The state after something in a talk."""
        if advised.over and state.ahead is not None:
            return self._ahead(state, state.ahead, TypeWallPage())
        if advised.over:
            return Step(replace(state, page=HelpWallPage()))
        helped = tuple(dict.fromkeys([*state.helped, *([advised.finished] if advised.finished else [])]))
        return Step(replace(state, page=advised.page, helped=helped), advised.events)

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
        case TypePage(tab=None) if state.ahead is not None:
            return Step(state, leave="home")
        case TypePage(above=above, tab=None):
            return Step(replace(state, page=above))
        case TypePage(behind="") as page:
            return Step(replace(state, page=replace(page, tab=None, reading=_TOP)))
        case TypePage() as page:
            return Step(replace(state, page=replace(page, behind="", reading=_TOP)))
        case MeetPage() | TalkPage() | PartingPage() if state.ahead is not None:  # what was said is not said again
            return Step(state, leave="home")
        case HelpWallPage() | MeetPage() | TalkPage() | PartingPage() | MomentsPage() as page:
            return Step(replace(state, page=up_from(page) or TypeWallPage()))
        case WhichIntroPage() | LeaningPage():
            return Step(replace(state, page=TypeWallPage()))
        case HabitPage(at):
            return Step(replace(state, page=HabitPage(at - 1) if at else WhichIntroPage()))
        case never:
            assert_never(never)


def _at_tab(state: ScamTypesState, page: TypePage, tab: TypeTab) -> Step[ScamTypesState]:
    """Another tab; who has come to the last one has gone through the kind."""
    turned = replace(state, page=replace(page, tab=tab, behind="", reading=_TOP))
    if tab is not _TABS[-1] or page.kind.id in state.read:
        return Step(turned)
    return Step(replace(turned, read=(*state.read, page.kind.id)), (ItemFinished(*_subject(page.kind)),))
