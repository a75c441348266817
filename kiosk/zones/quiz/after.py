"""What the quiz begins with where the effect of the visit is measured: six things to judge before anything is taught
here, then what they were and by which sentence; after that the quiz itself, or the next zone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kiosk.core.events import MeasuringBegun, MeasuringSkipped
from kiosk.core.live_forms import FormsOfVisit, LiveForm
from kiosk.core.vocabulary import Phase
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.widgets import next_button
from kiosk.parts import measured, scroller
from kiosk.parts.entrance import NEXT_ZONE, ONWARD
from kiosk.parts.measured import SKIP, Bank, Judging
from kiosk.parts.scroller import Scroll
from kiosk.scene import Gesture, Step, Tap, Visit
from kiosk.zones.quiz import truths
from kiosk.zones.quiz.pages import QuizState
from kiosk.zones.quiz.scene import QuizScene

_LIST = "truths"
_TOP = Scroll()
PAGES = 2
"""On which the truth of all six stands."""


@dataclass(frozen=True, slots=True)
class TruthPage:
    """What some of the items were: the page's number, from 0."""

    form: LiveForm
    number: int = 0
    scroll: Scroll = _TOP

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of those on it."""
        each = -(-len(self.form.items) // PAGES)
        return self.form.items[self.number * each : (self.number + 1) * each]


@dataclass(frozen=True, slots=True)
class AfterState:
    """The form that is judged, or what it was; None: the quiz is on. `finished`: it was gone through."""

    quiz: QuizState
    first: Judging | TruthPage | None = None
    finished: bool = False


class AfterScene:
    """The quiz behind the form for afterwards. `bank` holds what can be asked."""

    def __init__(self, quiz: QuizScene, bank: Bank) -> None:
        self.quiz, self.bank = quiz, bank

    def start(self, visit: Visit) -> AfterState:
        first = None if _was_asked(visit) else measured.judging(visit, Phase.AFTER, self.bank)
        return AfterState(self.quiz.start(visit), first)

    def touch(self, state: AfterState, gesture: Gesture) -> Step[AfterState]:
        first = state.first
        if first is None:
            step = self.quiz.touch(state.quiz, gesture)
            return Step(replace(state, quiz=step.state), step.events, step.leave)
        if gesture == Tap("back"):
            return Step(state, leave="home")
        if isinstance(first, TruthPage):
            return self._on_truths(state, first, gesture)
        if gesture == Tap(SKIP) and not first.index:
            return Step(replace(state, first=None), (measured.skipped(first),))
        judging, events = measured.touched(first, gesture, self.bank)
        if judging.item:
            return Step(replace(state, first=judging), events)
        return Step(replace(state, first=TruthPage(judging.form), finished=True), events)

    def _on_truths(self, state: AfterState, page: TruthPage, gesture: Gesture) -> Step[AfterState]:
        moved = scroller.touch(page.scroll, gesture, _LIST)
        if moved is not None:
            return Step(replace(state, first=replace(page, scroll=moved)))
        if gesture != Tap("next"):
            return Step(state)
        if page.number + 1 < PAGES:
            return Step(replace(state, first=TruthPage(page.form, page.number + 1)))
        return Step(state, leave=ONWARD) if state.quiz.led else Step(replace(state, first=None))

    def tick(self, state: AfterState, seconds: float) -> Step[AfterState]:
        match state.first:
            case None:
                step = self.quiz.tick(state.quiz, seconds)
                return Step(replace(state, quiz=step.state), step.events, step.leave)
            case Judging() as judging:
                return Step(replace(state, first=measured.tick(judging, seconds)))
            case TruthPage() as page:
                return Step(replace(state, first=replace(page, scroll=scroller.tick(page.scroll, seconds))))

    def due(self, state: AfterState) -> float | None:
        return self.quiz.due(state.quiz) if state.first is None else scroller.due(state.first.scroll)

    def view(self, state: AfterState, look: Look) -> list[Item]:
        match state.first:
            case None:
                return self.quiz.view(state.quiz, look)
            case Judging() as judging:
                items = measured.view(look, judging, self.bank, "看真假")
                return items + (measured.skip_key(look, items) if not judging.index else [])
            case TruthPage() as page:
                shown = truths.view(look, [self.bank[item] for item in page.items], page.scroll, _LIST)
                last = NEXT_ZONE if state.quiz.led else "再答几题"
                return shown + next_button(look, last if page.number + 1 == PAGES else "看另外三件", "next")

    def page(self, state: AfterState) -> str:
        match state.first:
            case None:
                return self.quiz.page(state.quiz)
            case Judging() as judging:
                return f"live:{judging.item}"
            case TruthPage() as page:
                return f"truths:{page.number}"

    def goal(self, state: AfterState) -> bool:
        return state.finished or self.quiz.goal(state.quiz)

    def samples(self) -> Iterator[AfterState]:
        """The quiz's own; before them the longest items that can stand in a live form, and what each of all was."""
        for quiz in self.quiz.samples():
            yield AfterState(quiz)
        longest = sorted(self.bank, key=lambda item: -len(self.bank[item].stem + self.bank[item].words))
        form = LiveForm("sample", tuple(longest[:6]))
        for people in (15, 1) if longest else ():
            state = self.start(Visit(people=people, measured=FormsOfVisit(form, form)))
            while isinstance(state.first, Judging):
                yield state
                state = self.touch(state, Tap("next")).state
            for number in range(0, len(longest), 3) if people > 1 else ():
                page = TruthPage(LiveForm("sample", (*longest[number : number + 3], *form.items[:3])))
                yield replace(state, first=page)


def _was_asked(visit: Visit) -> bool:
    """Whether this visit has met the form for afterwards already."""
    met = (event for event in visit.events if isinstance(event, MeasuringBegun | MeasuringSkipped))
    return any(event.phase is Phase.AFTER for event in met)
