"""当场劝阻: for somebody who is being defrauded at this moment. Three touches, and they see their own story, the one
sentence about it, and whom to call. It is no visit; nothing is asked that says who they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from kiosk.content.models.dissuasion import Dissuasion, Fact
from kiosk.content.shared import CaseFacts
from kiosk.core.events import DissuasionShown
from kiosk.draw.items import Item, targets
from kiosk.draw.look import Look
from kiosk.hall import dissuading_pages as pages
from kiosk.hall.dissuading_pages import Money
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.scene import Gesture, Step, StillScene, Tap, Visit

CASES = 2
_TOP = Scroll()


class DissuasionStage(IntEnum):
    """The pages, in their order."""

    WHO = 0
    ASKS = 1
    MONEY = 2
    NEAREST = 3
    CALL = 4


@dataclass(frozen=True, slots=True)
class DissuasionState:
    """The page, and the ids of what was touched so far."""

    stage: DissuasionStage = DissuasionStage.WHO
    facts: tuple[str, ...] = ()
    scroll: Scroll = _TOP


class Dissuading(StillScene[DissuasionState]):
    """The scene. `words` is what is asked and said, `cases` are the published ones by id, `icons` gives each kind of
    scam's by its id."""

    def __init__(self, words: Dissuasion, cases: Mapping[str, CaseFacts], icons: Mapping[str, str]) -> None:
        self.words, self.cases, self.icons = words, cases, icons

    def start(self, visit: Visit) -> DissuasionState:
        return DissuasionState()

    def touch(self, state: DissuasionState, gesture: Gesture) -> Step[DissuasionState]:
        moved = scroller.touch(state.scroll, gesture, pages.LIST)
        if moved is not None:
            return Step(replace(state, scroll=moved))
        match gesture:
            case Tap("back") if state.stage is DissuasionStage.WHO:
                return Step(state, leave="home")
            case Tap("back"):
                earlier = DissuasionStage(state.stage - 1)
                return Step(DissuasionState(earlier, state.facts[: min(earlier, len(state.facts))]))
            case Tap("next") if state.stage is DissuasionStage.NEAREST:
                return Step(replace(state, stage=DissuasionStage.CALL, scroll=_TOP))
            case Tap("next") if state.stage is DissuasionStage.CALL:
                return Step(state, leave="home")
            case Tap(word) if state.stage < DissuasionStage.NEAREST and word in self._answers(state):
                return self._answered(state, word.partition("/")[2])
            case _:
                return Step(state)

    def _answers(self, state: DissuasionState) -> list[str]:
        answers: dict[DissuasionStage, Sequence[Fact | Money]] = {
            DissuasionStage.WHO: self.words.who,
            DissuasionStage.ASKS: self.words.asks,
            DissuasionStage.MONEY: tuple(Money),
        }
        return [f"fact/{one.id if isinstance(one, Fact) else one.value}" for one in answers[state.stage]]

    def _answered(self, state: DissuasionState, fact: str) -> Step[DissuasionState]:
        """The next page; after the last question it is noted what it came to."""
        after = DissuasionState(DissuasionStage(state.stage + 1), (*state.facts, fact))
        if after.stage is not DissuasionStage.NEAREST:
            return Step(after)
        kind = self.kind(after)
        return Step(after, (DissuasionShown(after.facts, kind, tuple(self.nearest(after))),))

    def kind(self, state: DissuasionState) -> str:
        """The kind of scam that it is most like: the first of those that say so of themselves which asks for that, too;
        else the first of those. "" where nothing was said."""
        who, asks = (
            next((fact.types for fact in facts if fact.id == said), ())
            for facts, said in zip((self.words.who, self.words.asks), (*state.facts, "", ""), strict=False)
        )
        return next((kind for kind in who if kind in asks), who[0] if who else "")

    def nearest(self, state: DissuasionState) -> list[str]:
        """The ids of the two cases nearest to theirs: those named for the kind, those of it, those of the other kinds
        that the answers point at, any."""
        kind = self.kind(state)
        named = [case for said in self.words.kinds if said.type == kind for case in said.cases]
        touched = [fact for fact in (*self.words.who, *self.words.asks) if fact.id in state.facts[:2]]
        kinds = dict.fromkeys([kind, *(other for fact in touched for other in fact.types)])
        alike = [name for other in kinds for name, case in self.cases.items() if other in case.types]
        every = dict.fromkeys([*named, *alike, *self.cases])
        return [name for name in every if name in self.cases][:CASES]

    def sentence(self, state: DissuasionState) -> str:
        """The one sentence about it."""
        kind = self.kind(state)
        return next((said.sentence for said in self.words.kinds if said.type == kind), self.words.otherwise)

    def tick(self, state: DissuasionState, seconds: float) -> Step[DissuasionState]:
        return Step(replace(state, scroll=scroller.tick(state.scroll, seconds)))

    def due(self, state: DissuasionState) -> float | None:
        return scroller.due(state.scroll)

    def view(self, state: DissuasionState, look: Look) -> list[Item]:
        scroll = state.scroll
        match state.stage:
            case DissuasionStage.WHO:
                keys = [(f"fact/{fact.id}", fact.text, self.icons.get(fact.types[0], "")) for fact in self.words.who]
                return pages.asking(look, 0, "先别动钱。对方说自己是谁？", keys, scroll)
            case DissuasionStage.ASKS:
                keys = [(f"fact/{fact.id}", fact.text, "") for fact in self.words.asks]
                return pages.asking(look, 1, "他叫您做什么？", keys, scroll)
            case DissuasionStage.MONEY:
                keys = [(f"fact/{money}", money.word, pages.money_icon(money)) for money in Money]
                return pages.asking(look, 2, "钱转出去了吗？", keys, scroll)
            case DissuasionStage.NEAREST:
                shown = [self.cases[name] for name in self.nearest(state)]
                return pages.nearest(look, self.sentence(state), shown, self._gone(state), scroll)
            case DissuasionStage.CALL:
                return pages.call(look, self.words.say, self._gone(state), scroll)

    def _gone(self, state: DissuasionState) -> bool:
        return Money.GONE in state.facts

    def page(self, state: DissuasionState) -> str:
        return state.stage.name.lower()

    def samples(self) -> Iterator[DissuasionState]:
        """Every question, and each kind of end: with the money still there, and with it gone."""
        start = self.start(Visit())
        yield start
        for who in self.words.who:
            asked = self.touch(start, Tap(f"fact/{who.id}")).state
            yield asked
            for asks in self.words.asks:
                money = self.touch(asked, Tap(f"fact/{asks.id}")).state
                yield money
                for word in [t for t in targets(self.view(money, Look())) if t.startswith("fact/")]:
                    near = self.touch(money, Tap(word)).state
                    yield near
                    yield self.touch(near, Tap("next")).state
