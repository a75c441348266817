"""常见诈骗种类区: seventeen kinds of scam to open, and six questions about which of them may come knocking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kiosk.content.models.scam_type import Questionnaire, ScamType
from kiosk.core.events import ItemFinished, ItemOpened, LeaningFound
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.scene import Gesture, Step, Tap, Visit
from kiosk.zones.scam_types import detail, wall, which
from kiosk.zones.scam_types.detail import TABS
from kiosk.zones.scam_types.leaning import Leaning, leanings

ZONE = "scam_types"
GOAL_TYPES = 3
"""Kinds opened that make the zone done."""
_TOP = Scroll()
Place = Literal["wall", "intro", "asking", "result"]


@dataclass(frozen=True, slots=True)
class State:
    """Where one stands: the wall or the questionnaire at one of its questions; a kind (its id, "" = none) opens above
    the wall or the result, at one of its tabs. `answers` are indices, one a question answered so far; `read`
    are the kinds whose last tab was seen."""

    place: Place = "wall"
    question: int = 0
    answers: tuple[int, ...] = ()
    type: str = ""
    tab: int = 0
    wall: Scroll = _TOP
    reading: Scroll = _TOP
    opened: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    finished: bool = False


class ScamTypes:
    """The scene. `cases_of` gives a type's cases as (title, lesson), `rule_texts` a rule's words by its id."""

    def __init__(
        self,
        types: Sequence[ScamType],
        questionnaire: Questionnaire | None,
        cases_of: Mapping[str, tuple[tuple[str, str], ...]],
        rule_texts: Mapping[str, str],
    ) -> None:
        self.types = tuple(sorted(types, key=lambda t: (not t.in_2025_list, t.order)))
        self.by_id = {kind.id: kind for kind in self.types}
        self.questionnaire = questionnaire
        self.cases_of = dict(cases_of)
        self.rule_texts = dict(rule_texts)

    def start(self, visit: Visit) -> State:
        return State()

    def touch(self, state: State, gesture: Gesture) -> Step[State]:
        moved = self._scrolled(state, gesture)
        if moved is not None:
            return Step(moved)
        if not isinstance(gesture, Tap):
            return Step(state)
        if gesture.target == "back":
            return self._back(state)
        if state.type:
            return self._in_type(state, gesture.target)
        word, _, rest = gesture.target.partition("/")
        if word == "type" and rest in self.by_id and state.place in ("wall", "result"):
            known = state.opened if rest in state.opened else (*state.opened, rest)
            opened = replace(state, type=rest, tab=0, reading=_TOP, opened=known)
            return Step(opened, (ItemOpened(ZONE, rest),))
        if state.place == "wall" or self.questionnaire is None:
            asks = word == "which" and self.questionnaire is not None
            return Step(replace(state, place="intro", answers=(), reading=_TOP) if asks else state)
        if word == "next" and state.place in ("intro", "result"):
            onward: Place = "asking" if state.place == "intro" else "wall"
            return Step(replace(state, place=onward, question=0, reading=_TOP))
        return self._asking(state, word, rest, self.questionnaire) if state.place == "asking" else Step(state)

    def tick(self, state: State, seconds: float) -> Step[State]:
        if self._on_wall(state):
            return Step(replace(state, wall=scroller.tick(state.wall, seconds)))
        return Step(replace(state, reading=scroller.tick(state.reading, seconds)))

    def due(self, state: State) -> float | None:
        return scroller.due(state.wall if self._on_wall(state) else state.reading)

    def view(self, state: State, look: Look) -> list[Item]:
        if state.type:
            kind = self.by_id[state.type]
            last = "回到种类墙" if state.place == "wall" else "回到我的三种"
            cases = self.cases_of.get(kind.id, ())
            return detail.view(look, kind, state.tab, state.reading, cases, self.rule_texts, last)
        asked = self.questionnaire
        if state.place == "wall" or asked is None:
            return wall.view(look, self.types, state.wall, state.read, asked is not None)
        if state.place == "intro":
            return which.view_intro(look, asked, state.reading)
        if state.place == "asking":
            chosen = state.answers[state.question] if state.question < len(state.answers) else -1
            return which.view_question(look, asked.questions, state.question, chosen, state.reading)
        return which.view_result(look, self._found(state), self.by_id, asked.closing, state.reading)

    def page(self, state: State) -> str:
        if state.type:
            return f"type:{state.type}:{TABS[state.tab].name}"
        if state.place == "asking":
            return f"which:{state.question + 1}"
        return state.place if state.place == "wall" else f"which:{state.place}"

    def goal(self, state: State) -> bool:
        return state.finished or len(state.opened) >= GOAL_TYPES

    def _on_wall(self, state: State) -> bool:
        return state.place == "wall" and not state.type

    def _found(self, state: State) -> tuple[Leaning, ...]:
        questions = self.questionnaire.questions if self.questionnaire else ()
        return leanings(questions, state.answers, [t.id for t in self.types])

    def _scrolled(self, state: State, gesture: Gesture) -> State | None:
        if self._on_wall(state):
            moved = scroller.touch(state.wall, gesture, "wall")
            return replace(state, wall=moved) if moved is not None else None
        moved = scroller.touch(state.reading, gesture, "read")
        return replace(state, reading=moved) if moved is not None else None

    def _back(self, state: State) -> Step[State]:
        fresh = replace(state, reading=_TOP)
        if state.type:
            return Step(replace(fresh, type="", tab=0))
        if state.place == "wall":
            return Step(state, leave="home")
        if state.place == "asking":
            before = replace(fresh, question=state.question - 1)
            return Step(before if state.question else replace(fresh, place="intro"))
        return Step(replace(fresh, place="wall"))

    def _in_type(self, state: State, target: str) -> Step[State]:
        word, _, rest = target.partition("/")
        names = [t.name for t in TABS]
        if word == "tab" and rest in names:
            return self._at_tab(state, names.index(rest))
        if target != "next":
            return Step(state)
        if state.tab + 1 < len(TABS):
            return self._at_tab(state, state.tab + 1)
        return Step(replace(state, type="", tab=0, reading=_TOP))

    def _at_tab(self, state: State, tab: int) -> Step[State]:
        """Another tab; who has come to the last one has gone through the kind."""
        turned = replace(state, tab=tab, reading=_TOP)
        if tab + 1 < len(TABS) or state.type in state.read:
            return Step(turned)
        return Step(replace(turned, read=(*state.read, state.type)), (ItemFinished(ZONE, state.type),))

    def _asking(self, state: State, word: str, rest: str, asked: Questionnaire) -> Step[State]:
        at = state.question
        if word == "answer" and rest.isdigit() and int(rest) < len(asked.questions[at].answers):
            return Step(replace(state, answers=(*state.answers[:at], int(rest), *state.answers[at + 1 :])))
        if word != "next" or at >= len(state.answers):
            return Step(state)
        if at + 1 < len(asked.questions):
            return Step(replace(state, question=at + 1, reading=_TOP))
        leaning = tuple(f.type for f in self._found(state) if f.weight)
        done = replace(state, place="result", reading=_TOP, finished=True)
        return Step(done, (LeaningFound(leaning),))

    def samples(self) -> Iterator[State]:
        """A state of every kind there is, for every type and every answer, each reached by touching."""

        def tap(state: State, *targets: str) -> State:
            for target in targets:
                state = self.touch(state, Tap(target)).state
            return state

        first = self.start(Visit())
        yield first
        for kind in self.types:
            for tab in TABS:
                yield tap(first, f"type/{kind.id}", f"tab/{tab.name}")
        if self.questionnaire is None:
            return
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
                yield tap(state, f"type/{found.type}", *["next"] * (len(TABS) - 1))
        yield tap(first, *(step for t in self.types for step in (f"type/{t.id}", f"tab/{TABS[-1].name}", "back")))
