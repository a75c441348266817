"""Made-up visits of some months, with the ids and wordings of the hall's own content, written into a real log."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from kiosk.content.asked import AskedText
from kiosk.core.events import (
    AdviceChosen,
    AdviceEnded,
    ChoiceMade,
    ChoiceTimedOut,
    DissuasionShown,
    Event,
    GroupRefused,
    HandsCounted,
    JudgementCounted,
    JudgementUncounted,
    MeasuringBegun,
    QuestionAnswered,
    ScenarioEnded,
    SceneStopped,
    TrialAnswered,
    VisitEnded,
    VisitStarted,
    ZoneEntered,
    ZoneLeft,
    ZoneSkipped,
)
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import (
    AdviceOutcome,
    AgeBand,
    Counsel,
    Ending,
    GroupKind,
    Openness,
    OptionKind,
    Phase,
    Programme,
    QuestionForm,
    VisitExit,
    VisitMode,
    ZoneExit,
)
from kiosk.store.log import EventLog
from kiosk.wiring import asked_texts
from kiosk.zones.register import ZONES
from tests.real_hall import content

_ORDER = [zone.id for zone in ZONES]
_FORMS = [[(f"{form}{n}", n % 2 == 0) for n in range(6)] for form in "ab"]


class Season:
    """Visits by chance, the same for the same seed; `better` is by how much people tell apart better afterwards."""

    def __init__(self, seed: int = 1, better: float = 0.15, measures: bool = True) -> None:
        self._chance = random.Random(seed)
        self._better, self._measures = better, measures
        self._number = 0
        self._texts: dict[str, list[AskedText]] = {}
        for zone, text in asked_texts(content()):
            self._texts.setdefault(zone, []).append(text)

    def days(self, first: str, days: int, groups: int) -> Iterator[Logged]:
        """So many groups a day, more or less, Mondays closed."""
        day = datetime.fromisoformat(first)
        for n in range(days):
            begins = day + timedelta(days=n, hours=9)
            if begins.weekday() == 0:
                continue
            for place in range(self._chance.randint(max(0, groups - 2), groups + 2)):
                yield from self.visit(begins + timedelta(minutes=50 * place))

    def visit(self, begins: datetime) -> Iterator[Logged]:
        """One visit, from the door to its end."""
        self._number += 1
        at, name = begins, f"{begins:%Y%m%d}-{self._number:05d}"
        for visit, event, seconds in self._events(name):
            at += timedelta(seconds=seconds)
            yield Logged(visit, event, at.isoformat(timespec="milliseconds") + "+08:00")

    def _events(self, name: str) -> Iterator[tuple[str, Event, float]]:
        chance, people = self._chance, self._chance.randint(1, 15)
        if chance.random() < 0.04:
            yield "", GroupRefused(chance.randint(16, 40), (10, 10)), 5
        if chance.random() < 0.05:
            yield "", DissuasionShown(("paid",), chance.choice(("refund", "police")), ()), 5
        kind = chance.choices(list(GroupKind), (4, 9, 5, 3, 6, 1))[0]
        ages = (AgeBand.MINOR,) if kind is GroupKind.SCHOOL else (AgeBand.SENIOR, AgeBand.MIDDLE)
        plan = Programme.FULL if chance.random() < 0.8 else Programme.SHORT
        yield name, VisitStarted(people, kind, ages, VisitMode.GUIDED, plan), 10
        if self._measures:
            yield from self._measured(name, Phase.BEFORE, people)
        zones = _ORDER if plan is Programme.FULL else [_ORDER[i] for i in (0, 4, 5, 7)]
        breaks = chance.random() < 0.15
        seconds, entered = 0.0, list[str]()
        for zone in zones:
            if chance.random() < 0.08:
                yield name, ZoneSkipped(zone), 2
                continue
            if breaks and chance.random() < 0.2:
                break
            stay = chance.uniform(60, 420)
            yield name, ZoneEntered(zone), 3
            entered.append(zone)
            for event in self._inside(zone, people):
                yield name, event, 8
            seconds += stay
            if not (breaks and chance.random() < 0.1):
                yield name, ZoneLeft(zone, stay, chance.random() < 0.85, ZoneExit.HOME), 10
        if self._measures and chance.random() < 0.9:
            yield from self._measured(name, Phase.AFTER, people)
        if breaks and chance.random() < 0.4:
            return
        how = chance.choice((VisitExit.ABANDONED, VisitExit.TIME_UP)) if breaks else VisitExit.FINISHED
        yield name, VisitEnded(how, seconds, tuple(entered)), 10

    def _measured(self, name: str, phase: Phase, people: int) -> Iterator[tuple[str, Event, float]]:
        which = (self._number + (phase is Phase.AFTER)) % 2
        form = "2026Q4-" + "AB"[which]
        yield name, MeasuringBegun(phase, form, tuple(item for item, _ in _FORMS[which])), 2
        known = 0.6 + (self._better if phase is Phase.AFTER else 0.0)
        for place, (item, genuine) in enumerate(_FORMS[which]):
            right = sum(self._chance.random() < known for _ in range(people))
            wrong = sum(self._chance.random() < 0.7 for _ in range(people - right))
            scam, real = (wrong, right) if genuine else (right, wrong)
            about = ("quiz", item, "police", genuine, f"{item}0000")
            if (self._number + place) % 23:
                yield name, JudgementCounted(*about, phase, form, scam, real, people), 9
            else:
                yield name, JudgementUncounted(*about, phase, form, people), 9

    def _inside(self, zone: str, people: int) -> Iterator[Event]:
        chance = self._chance
        if zone == "vr_experience":
            yield from self._story(chance.choice(content().zones[zone].scenarios[:5]))
        elif zone == "scam_types":
            yield AdviceChosen(
                "scam_types", "liu-gold", "police", False, "0a", "one", "a", chance.choice(list(Counsel)), Openness.OPEN
            )
            yield AdviceEnded(
                "scam_types",
                "liu-gold",
                "police",
                False,
                "0b",
                chance.choice((AdviceOutcome.HEARD, AdviceOutcome.SHUT)),
                False,
            )
        for text in chance.sample(self._texts.get(zone, [])[:24], min(4, len(self._texts.get(zone, [])))):
            if zone == "vr_experience":
                break
            yield from self._asked(zone, text, people)
        if zone in ("scam_lessons", "quiz"):
            yield self._trial(zone)

    def _asked(self, zone: str, text: AskedText, people: int) -> Iterator[Event]:
        option = self._chosen(text)
        genuine = len(text.item) % 2 == 0
        about = (zone, text.item, "police", genuine, text.wording)
        if text.node:
            kind = OptionKind.SAFE if option.good else OptionKind.RISKY
            yield ChoiceMade(*about, text.node, option.id, kind)
            return
        said = {"scam": True, "genuine": False}.get(option.id)
        form = QuestionForm.JUDGE if said is not None or option.id == "verify" else QuestionForm.SINGLE
        yield QuestionAnswered(*about, form, option.id, option.good, said)
        yield HandsCounted(*about, ((option.id, people // 2),), people)

    def _chosen(self, text: AskedText) -> Any:
        """The right one more often, in hard questions less often."""
        easy = 0.85 - (sum(map(ord, text.item)) % 7) / 10
        good = [option for option in text.options if option.good]
        bad = [option for option in text.options if not option.good]
        return self._chance.choice(good if good and (not bad or self._chance.random() < easy) else bad)

    def _trial(self, zone: str) -> Event:
        trial = self._chance.choice(content().trials)
        text = next(t for t in self._texts[""] if t.item == trial.id)
        reply = self._chance.choice(("take", "decline", "ask"))
        kind = OptionKind.SAFE if reply == "ask" or (reply == "take") is trial.genuine else OptionKind.RISKY
        if kind is OptionKind.RISKY and trial.genuine:
            kind = OptionKind.TURNS_AWAY
        return TrialAnswered(zone, trial.id, trial.type, trial.genuine, text.wording, reply, kind)

    def _story(self, scenario: Any) -> Iterator[Event]:
        chance, nodes = self._chance, {node.id: node for node in scenario.nodes}
        wordings = {text.node: text.wording for text in self._texts["vr_experience"] if text.item == scenario.id}
        node = scenario.nodes[0]
        for _ in range(30):
            about = ("vr_experience", scenario.id, scenario.type, scenario.genuine, wordings[node.id])
            if node.end is not None:
                yield ScenarioEnded(*about, node.id, node.end.kind, 0, (), ())
                return
            if node.says and chance.random() < 0.25:
                line = chance.randint(1, len(node.says))
                yield SceneStopped(*about, node.id, f"{node.id}.{line}", chance.random() < 0.7)
            if node.timer is not None and chance.random() < 0.1:
                yield ChoiceTimedOut(*about, node.id)
                node = nodes[node.timer.goto]
                continue
            choice = chance.choice(node.choices)
            yield ChoiceMade(*about, node.id, choice.id, choice.kind)
            node = nodes[choice.goto]
        yield ScenarioEnded(*about, node.id, Ending.NEAR, 0, (), ())


def write(rows: Iterator[Logged], data: Path, hall: str = "模拟") -> Path:
    """The rows in a real log in that folder."""
    log = EventLog.open(data, "2026-07-01T08:00:00+08:00", hall, "door")
    for row in rows:
        log.append(row)
    assert log.close(60.0)
    return data
