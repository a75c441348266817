"""道别: thanks, what this group saw and found out, two tips for just these people, and a QR code to take home."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kiosk.content.models.hall import HallWords, TakeHome
from kiosk.core.events import Event, QuestionAnswered, QuizFinished, ZoneEntered
from kiosk.core.geometry import Rect
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.widgets import next_button
from kiosk.hall import farewell_parts as parts
from kiosk.hall.farewell_parts import Tip
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.reports.summary import VisitSummary, visit_summary
from kiosk.scene import Gesture, Step, StillScene, Tap, Visit

TIPS = 2
CODE_MOST = 200
"""Characters a code may hold: more is hard to scan from a screen."""

_TOP = Scroll()
_LIST = "told"


@dataclass(frozen=True, slots=True)
class State:
    """What the visit came to; `seen` says of each of the hall's zones whether the group was in it."""

    seen: tuple[bool, ...] = ()
    summary: VisitSummary = parts.NOTHING
    tips: tuple[Tip, ...] = ()
    scroll: Scroll = _TOP


class Farewell(StillScene[State]):
    """The scene. `tips_of` and `names_of` give each kind of scam its tip and its Chinese name."""

    def __init__(
        self, take_home: TakeHome, tips_of: Mapping[str, str], names_of: Mapping[str, str], words: HallWords
    ) -> None:
        self.take_home, self.words = take_home, words
        self.tips_of, self.names_of = dict(tips_of), dict(names_of)

    def start(self, visit: Visit) -> State:
        summary = visit_summary(visit.events)
        seen = tuple(zone in summary.zones_seen for zone in visit.zones)
        return State(seen, summary, self._tips(summary, visit.seed))

    def touch(self, state: State, gesture: Gesture) -> Step[State]:
        moved = scroller.touch(state.scroll, gesture, _LIST)
        if moved is not None:
            return Step(replace(state, scroll=moved))
        done = isinstance(gesture, Tap) and gesture.target in ("end", "back")
        return Step(state, leave="home" if done else "")

    def tick(self, state: State, seconds: float) -> Step[State]:
        return Step(replace(state, scroll=scroller.tick(state.scroll, seconds)))

    def due(self, state: State) -> float | None:
        return scroller.due(state.scroll)

    def view(self, state: State, look: Look) -> list[Item]:
        area = look.area
        data = self.code(state.tips)
        if look.portrait:
            card = parts.code_card(look, data, area.w, 0)
            told = Rect(area.x, area.y, area.w, area.h - card.h - 28)
            at = (area.x, area.bottom - card.h)
        else:
            width = 480.0
            card = parts.code_card(look, data, width, area.h)
            told = Rect(area.x, area.y, area.w - width - 56, area.h)
            at = (area.right - width, area.y)
        items = parts.told(look, told, self.words.thanks, state.seen, state.summary, state.tips, state.scroll, _LIST)
        return [*items, *parts.placed(card, at), *next_button(look, "结束", "end")]

    def page(self, state: State) -> str:
        return "farewell"

    def code(self, tips: Sequence[Tip]) -> str:
        """What the QR code holds: the hall's address alone, or its words and as many tips as keep it easy to scan."""
        text = self.take_home.text
        if text.startswith("http"):
            return text
        for tip in tips:
            if len(text) + 1 + len(tip.text) <= CODE_MOST:
                text += "\n" + tip.text
        return text

    def samples(self) -> Iterator[State]:
        """After a visit that saw nothing, one with a quiz and mistakes, and a perfect one."""
        zones = tuple(f"zone{i}" for i in range(1, 10))
        types = [*self.tips_of][:2]
        seen = tuple(ZoneEntered(zone) for zone in zones)
        wrong = [QuestionAnswered("quiz", t, t, "judge", False, False, False, "") for t in types]
        turned = QuestionAnswered("quiz", "real", "genuine", "judge", False, True, True, "")
        right = QuestionAnswered("quiz", "right", "brushing", "judge", True, False, True, "")
        visits: list[tuple[Event, ...]] = [
            (),
            (*seen[:6], *wrong, turned, right, QuizFinished(10, 7, "group", 1)),
            (*seen, right, QuizFinished(10, 10, "solo", 1)),
        ]
        for i, events in enumerate(visits):
            yield self.start(Visit("sample", zones=zones, events=events, seed=i))

    def _tips(self, summary: VisitSummary, seed: int) -> tuple[Tip, ...]:
        """Tips on what slipped through most; the rest by chance from the general ones."""
        own = [Tip(self.names_of.get(t, ""), self.tips_of[t]) for t, _ in summary.missed_types if t in self.tips_of]
        general = random.Random(seed).sample(self.words.tips, len(self.words.tips))
        return (*own, *(Tip("", words) for words in general))[:TIPS]
