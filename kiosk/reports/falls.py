"""Where people fall in a simulation, moment by moment: who does as the other side wants, who stops, who refuses."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from kiosk.core.events import ChoiceMade, ChoiceTimedOut, Event, ScenarioEnded, SceneStopped
from kiosk.core.vocabulary import Ending, OptionKind
from kiosk.reports.shares import Share

NOTHING_WRONG = "none"
"""The `option` of a stop in which nothing was called wrong."""


class StoryMoment(NamedTuple):
    """A moment of a story as it stood on the screen: another wording is another moment."""

    zone: str
    item: str
    node: str
    wording: str


@dataclass(slots=True)
class MomentFall:
    """What groups did at a moment. Counted are decisions: `chosen` by what the option is, `options` by its id,
    `timed_out` where the time ran out first. `genuine` says whether the story was a scam (False) or real (True)."""

    type: str
    genuine: bool | None
    chosen: Counter[OptionKind] = field(default_factory=Counter)
    options: Counter[str] = field(default_factory=Counter)
    timed_out: int = 0

    @property
    def decided(self) -> int:
        """How often the moment was left, by a choice or by time."""
        return self.chosen.total() + self.timed_out

    @property
    def complied(self) -> Share:
        """Decisions that did what the scammer wants, of all at this moment."""
        return Share(self.chosen[OptionKind.RISKY], self.decided)


@dataclass(slots=True)
class Falls:
    """All stories of a month. Source: ChoiceMade, ChoiceTimedOut, ScenarioEnded, SceneStopped.

    `moments` holds decisions by moment, in every zone that asks for choices. `endings` counts endings by (zone, item)
    and, in `played`, says of each what kind of scam it was and whether it was genuine. `hits` and `false_stops` count,
    by (zone, item, sentence), calls of stop that pointed at a trick and at something else; `cleared` counts, by (zone,
    item) and rightly or not, stops after which nothing was called wrong.
    """

    moments: dict[StoryMoment, MomentFall] = field(default_factory=dict)
    endings: dict[tuple[str, str], Counter[Ending]] = field(default_factory=dict)
    played: dict[tuple[str, str], tuple[str, bool | None]] = field(default_factory=dict)
    hits: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    false_stops: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    cleared: Counter[tuple[str, str, bool]] = field(default_factory=Counter)

    def add(self, event: Event) -> None:
        """Counts one event."""
        match event:
            case ChoiceMade():
                fall = self._at(event, event.node)
                fall.chosen[event.kind] += 1
                fall.options[event.option] += 1
            case ChoiceTimedOut():
                self._at(event, event.node).timed_out += 1
            case ScenarioEnded():
                about = event.zone, event.item
                self.endings.setdefault(about, Counter())[event.ending] += 1
                self.played[about] = event.type, event.genuine
            case SceneStopped(option=option) if option == NOTHING_WRONG:
                self.cleared[event.zone, event.item, event.right] += 1
            case SceneStopped():
                pointed = self.hits if event.right else self.false_stops
                pointed[event.zone, event.item, event.option] += 1
            case _:
                pass

    def by_type(self) -> dict[str, Share]:
        """Compliance in stories that are scams, by kind of scam: decisions that did what the scammer wants, of all
        decisions. Only of items that have an ending, so that questions of other zones stay out."""
        parts: Counter[str] = Counter()
        wholes: Counter[str] = Counter()
        for moment, fall in self.moments.items():
            if fall.genuine is False and (moment.zone, moment.item) in self.endings:
                parts[fall.type] += fall.complied.part
                wholes[fall.type] += fall.decided
        return {kind: Share(parts[kind], whole) for kind, whole in wholes.items()}

    @property
    def stops(self) -> Share:
        """Calls of stop that pointed at a trick, of all that pointed at a sentence."""
        return Share(self.hits.total(), self.hits.total() + self.false_stops.total())

    def _at(self, event: ChoiceMade | ChoiceTimedOut, node: str) -> MomentFall:
        moment = StoryMoment(event.zone, event.item, node, event.wording)
        return self.moments.setdefault(moment, MomentFall(event.type, event.genuine))
