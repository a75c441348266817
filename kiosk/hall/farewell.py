"""道别: what the hall itself asked on the way; then thanks, the group's bead, what it found out, a code word for the
family, a tip, and a QR code to take home."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from kiosk.content.models.hall import HallWords, TakeHome
from kiosk.content.models.trials import Reply, Trial
from kiosk.content.shared import TypeFacts
from kiosk.core.audience import first_for, first_named
from kiosk.core.events import Event, QuestionAnswered, QuizFinished, ZoneEntered
from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import QuestionForm, QuizWay
from kiosk.draw.block import Block, place
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.widgets import next_button
from kiosk.hall import farewell_parts as parts
from kiosk.hall import farewell_trials
from kiosk.hall.farewell_parts import Tip
from kiosk.hall.farewell_trials import Tried, tried
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.reports.summary import VisitSummary, visit_summary
from kiosk.scene import Gesture, Step, StillScene, Tap, Visit

TIPS = 2
CODE_MOST = 200
"""Characters a code may hold: more is hard to scan from a screen."""

_LOW = 1000.0
"""Height of an upright screen's area, in units, below which large words need the room of the code."""
_TOP = Scroll()
_LIST = "told"


@dataclass(frozen=True, slots=True)
class FarewellState:
    """What the visit came to, and how this group is thanked. `seed` chooses the group's bead and the family's code
    word, `others` how often another word was asked for. `tried` is what the hall itself asked, until that has been
    read."""

    seed: int = 0
    summary: VisitSummary = parts.NOTHING
    tips: tuple[Tip, ...] = ()
    thanks: str = ""
    scroll: Scroll = _TOP
    others: int = 0
    tried: tuple[Tried, ...] = ()


class Farewell(StillScene[FarewellState]):
    """The scene. `types` are the kinds of scam by id, with what to take home about each; `trials` are what the hall may
    have asked itself."""

    def __init__(
        self, take_home: TakeHome, types: Mapping[str, TypeFacts], words: HallWords, trials: Sequence[Trial] = ()
    ) -> None:
        self.take_home, self.types, self.words, self.trials = take_home, types, words, trials

    def start(self, visit: Visit) -> FarewellState:
        summary = visit_summary(visit.events)
        asked = tried(visit.events, self.trials)
        return FarewellState(visit.seed, summary, self._tips(summary, visit), self._thanks(visit), tried=asked)

    def touch(self, state: FarewellState, gesture: Gesture) -> Step[FarewellState]:
        moved = scroller.touch(state.scroll, gesture, _LIST)
        if moved is not None:
            return Step(replace(state, scroll=moved))
        if state.tried and gesture == Tap("next"):
            return Step(replace(state, tried=(), scroll=_TOP))
        if gesture == Tap("another"):
            return Step(replace(state, others=state.others + 1))
        done = isinstance(gesture, Tap) and gesture.target in ("end", "back")
        return Step(state, leave="home" if done else "")

    def tick(self, state: FarewellState, seconds: float) -> Step[FarewellState]:
        return Step(replace(state, scroll=scroller.tick(state.scroll, seconds)))

    def due(self, state: FarewellState) -> float | None:
        return scroller.due(state.scroll)

    def view(self, state: FarewellState, look: Look) -> list[Item]:
        if state.tried:
            return [*farewell_trials.view(look, state.tried, state.scroll, _LIST), *next_button(look, "接着看", "next")]
        area = look.area
        data = self.code(state.tips)
        if look.portrait:
            card = parts.code_card(look, data, area.w, 0) if not look.large or area.h > _LOW else Block(0, 0)
            room = Rect(area.x, area.y, area.w, area.h - card.h - 28)
            at = (area.x, area.bottom - card.h)
        else:
            width = 460.0
            card = parts.code_card(look, data, width, area.h)
            room = Rect(area.x, area.y, area.w - width - 56, area.h)
            at = (area.right - width, area.y)
        taken = parts.TakenHome(state.thanks, state.seed, state.summary, self.code_word(state), state.tips)
        items = parts.findings(look, room, taken, state.scroll, _LIST)
        return [*items, *place(card, *at), *next_button(look, "结束", "end")]

    def page(self, state: FarewellState) -> str:
        return "trials" if state.tried else "farewell"

    def code_word(self, state: FarewellState) -> str:
        """Two everyday words for a family to know each other by: another pair for each time one was asked for."""
        pairs = list(permutations(self.words.code_words, 2))
        first, second = random.Random(state.seed).sample(pairs, len(pairs))[state.others % len(pairs)]
        return f"{first}{second}"

    def code(self, tips: Sequence[Tip]) -> str:
        """What the QR code holds: the hall's address alone, or its words and as many tips as keep it easy to scan."""
        text = self.take_home.text
        if text.startswith("http"):
            return text
        for tip in tips:
            if len(text) + 1 + len(tip.text) <= CODE_MOST:
                text += "\n" + tip.text
        return text

    def samples(self) -> Iterator[FarewellState]:
        """After a visit that saw nothing, one with a quiz and mistakes, and a perfect one; and every request of the
        hall's with everything that can be said of it, one alone and two together."""
        zones = tuple(f"zone{i}" for i in range(1, 10))
        seen = tuple(ZoneEntered(zone) for zone in zones)
        wrong = [_judged(kind, genuine=False, right=False) for kind in [*self.types][:2]]
        turned, right = _judged("genuine", genuine=True, right=False), _judged("right", genuine=False, right=True)
        visits: list[tuple[Event, ...]] = [
            (),
            (*seen[:6], *wrong, turned, right, QuizFinished(10, 7, QuizWay.GROUP, 1)),
            (*seen, right, QuizFinished(10, 10, QuizWay.SOLO, 1)),
        ]
        for i, events in enumerate(visits):
            yield self.start(Visit("sample", zones=zones, events=events, seed=i))
        pairs = list(zip(self.trials, (*self.trials[1:], *self.trials[:1]), strict=True))
        for reply in (None, *Reply):
            for one, other in pairs:
                both = (Tried(one, reply), Tried(other, reply))
                yield from (FarewellState(tried=shown) for shown in (both, both[:1]))

    def _thanks(self, visit: Visit) -> str:
        """In the words for those who came, where there are some."""
        own = first_named(visit.called, self.words.greetings)
        return own.thanks if own else self.words.thanks

    def _tips(self, summary: VisitSummary, visit: Visit) -> tuple[Tip, ...]:
        """Tips on what slipped through most; the rest from the general ones: those for who came first, by chance."""
        missed = [self.types[kind] for kind, _ in summary.missed_types if kind in self.types]
        own = [Tip(facts.name, facts.tip) for facts in missed]
        general = random.Random(visit.seed).sample(self.words.tips, len(self.words.tips))
        return (*own, *(Tip("", tip.text) for tip in first_for(visit.audiences, general)))[:TIPS]


def _judged(kind: str, *, genuine: bool, right: bool) -> QuestionAnswered:
    """A judgement of a question about that kind of scam, or about something genuine."""
    said_scam = right != genuine
    option = "scam" if said_scam else "genuine"
    return QuestionAnswered("quiz", kind, kind, genuine, "", QuestionForm.JUDGE, option, right, said_scam)
