"""Whole visits through the real hall: by the guide's plan, by chance, and played again from their recording."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core.codec import decode, encode
from kiosk.core.events import (
    QuestionAnswered,
    SceneFailed,
    VisitEnded,
    VisitStarted,
    ZoneEntered,
    ZoneLeft,
)
from kiosk.core.logged import Logged
from kiosk.draw.items import Text, targets
from kiosk.scene import Drag, Gesture, Stroke, Tap
from kiosk.session import replay
from kiosk.session.machine import Machine
from kiosk.session.table import Place
from kiosk.store.gestures import entries, to_line, without_ink
from tests.real_hall import content, machine


class Visitor:
    """Taps by chance, a little like a child: mostly what is there, sometimes a drag, sometimes a long wait."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.m = machine(random.Random(seed))
        self.record: list[Any] = []
        self.logged: list[Logged] = []

    def do(self, gesture: Gesture) -> None:
        self.record.append(gesture)
        self.m.touch(gesture)

    def wait(self, seconds: float) -> None:
        self.record.append(replay.tick_record(seconds))
        self.m.tick(seconds)

    def step(self) -> None:
        shown = targets(self.m.view())
        words = [w for w in shown if w != "frame/stay"] or list(shown)
        dice = self.chance.random()
        if dice < 0.06:
            drags = list(targets(self.m.view(), "drag"))
            if drags:
                word = self.chance.choice(drags)
                extent = targets(self.m.view(), "drag")[word].extent
                for phase in ("start", "move", "end"):
                    dy = self.chance.uniform(-300, 300)
                    self.do(Drag(word, phase, dy / 3, dy, vy=dy, extent=extent))  # type: ignore[arg-type]
        elif dice < 0.12 and targets(self.m.view(), "ink"):
            word = next(iter(targets(self.m.view(), "ink")))
            points = tuple(float(self.chance.randrange(10, 500)) for _ in range(12))
            self.do(Stroke(word, points, True))
        elif words:
            weights = [0.15 if w.startswith("frame/") else 3.0 if w in ("next", "start") else 1.0 for w in words]
            self.do(Tap(self.chance.choices(words, weights)[0]))
        self.wait(self.chance.choice([0.3, 0.5, 2.0, 6.0]))
        self.logged += self.m.take()


@pytest.mark.parametrize("seed", range(8))
def test_nothing_a_child_taps_breaks_the_hall(seed: int) -> None:
    visitor = Visitor(seed)
    for _ in range(500):
        visitor.step()
        assert visitor.m.view()
    failed = [e.event for e in visitor.logged if isinstance(e.event, SceneFailed)]
    assert failed == []
    assert any(isinstance(e.event, ZoneEntered) for e in visitor.logged)
    assert all(1 <= e.event.people <= 15 for e in visitor.logged if isinstance(e.event, VisitStarted))


@pytest.mark.parametrize("seed", [3, 11, 42])
def test_a_visit_played_again_from_its_recording_gives_the_same_events(seed: int) -> None:
    visitor = Visitor(seed)
    while not any(isinstance(e.event, VisitStarted) for e in visitor.logged):
        visitor.step()
    start = replay.start_record(visitor.m)
    for _ in range(300):
        visitor.step()
        if visitor.m.visit_session.visit is None:
            break
    lines = [to_line(without_ink(entry)) + "\n" for entry in visitor.record]
    first = next(e.visit for e in visitor.logged if isinstance(e.event, VisitStarted))
    again = machine(replay.SameChance(start["seed"]))
    played = replay.play(again, entries(lines))
    assert _logged(played, first) == _logged(visitor.logged, first)


def _logged(events: list[Logged], visit: str) -> list[tuple[str, str]]:
    """What the log keeps of the visit's events: names and fields, without what visitors wrote."""
    return [encode(e.event)[:2] for e in events if e.visit == visit]  # type: ignore[arg-type]


def test_every_event_survives_the_log() -> None:
    visitor = Visitor(5)
    for _ in range(400):
        visitor.step()
    assert len({type(e.event) for e in visitor.logged}) >= 8
    for logged in visitor.logged:
        assert decode(*encode(logged.event)) == logged.event


def guided(m: Machine, people: int = 12) -> None:
    m.touch(Tap("start"))
    for word in (f"people/{people}", "kind/school", "mode/guided", "next"):
        assert word in targets(m.view()), f"{word} is not on {m.page()}"
        m.touch(Tap(word))


def answer(m: Machine) -> None:
    """What the hall itself asks, if anything, and on to the zone."""
    if m.place is Place.TRIAL:
        m.touch(Tap("reply/ask"))
        m.touch(Tap("next"))


def zones_in_order(m: Machine) -> Iterator[str]:
    """From the zone a guided group was led into, one after the other, by way of the map."""
    if m.place is Place.ZONE:
        yield m.zone
    while m.place is Place.MAP and "next" in targets(m.view()):
        m.touch(Tap("next"))
        answer(m)
        if m.place is not Place.ZONE:
            return
        yield m.zone


def test_a_guided_class_sees_nine_zones_in_forty_minutes() -> None:
    m = machine()
    guided(m)
    plan = {z.id: z.minutes for z in m.visit_session.zones}
    seen = []
    for zone in zones_in_order(m):
        seen.append(zone)
        for _ in range(int(plan[zone] * 60 / 20)):
            m.tick(20.0)
            m.touch(Tap("nobody"))
        m.touch(Tap("frame/home"))
    assert seen == list(plan)
    left = m.visit_session.clock.left  # type: ignore[union-attr]
    assert 0 < left < 5 * 60


def test_a_late_class_is_given_less_of_what_is_left() -> None:
    m = machine()
    guided(m)
    planned = dict(m.visit_session.plan())
    first = next(zones_in_order(m))
    for _ in range(50):
        m.tick(20.0)
        m.touch(Tap("nobody"))
    m.touch(Tap("frame/home"))
    now = dict(m.visit_session.plan())
    assert first not in now
    least = {z.id: z.min_minutes for z in m.visit_session.zones}
    assert all(least[z] <= now[z] <= planned[z] for z in now) and sum(now.values()) < sum(planned.values()) - 5


def test_more_than_fifteen_are_refused_kindly_with_a_plan() -> None:
    m = machine()
    m.touch(Tap("start"))
    m.touch(Tap("people/more"))
    for word in ("many/+10", "many/+1"):
        if word in targets(m.view()):
            m.touch(Tap(word))
    for _ in range(4):
        words = "".join("".join(i.lines) for i in m.view() if isinstance(i, Text))
        if "+" in words and "批" in words:
            break
        m.touch(Tap("next"))
    assert "批" in words and m.visit_session.visit is None


def test_a_broken_zone_is_closed_and_the_visit_goes_on() -> None:
    from kiosk.wiring import make_machine
    from tests.real_hall import PLACES

    zones = {zone: found for zone, found in content().zones.items() if zone != "quiz"}
    loaded = replace(content(), zones=zones)
    m = make_machine(loaded, PLACES, (1920, 1080), random.Random(1), lambda: "v")
    guided(m)
    m.touch(Tap("frame/home"))
    assert m.visit_session.visit is not None and "quiz" not in m.visit_session.visit.open_zones
    words = "".join("".join(i.lines) for i in m.view() if isinstance(i, Text))
    assert "暂停开放" in words
    assert len(m.visit_session.visit.open_zones) == 8


def test_a_free_visit_that_is_left_ends_as_abandoned() -> None:
    m = machine()
    for word in ("start", "people/12", "kind/school", "mode/free", "next", "zone/quiz", "round"):
        m.touch(Tap(word))
    for _ in range(40):
        m.tick(30.0)
    assert m.place is Place.ATTRACT
    ended = [e.event for e in m.take() if isinstance(e.event, VisitEnded | ZoneLeft)]
    assert [getattr(e, "how", "") for e in ended] == ["abandoned", "abandoned"]


def test_the_farewell_shows_what_the_visit_saw() -> None:
    m = machine()
    guided(m)
    for _ in islice(zones_in_order(m), 3):
        m.tick(61.0)
        m.touch(Tap("frame/home"))
    assert m.place is Place.MAP
    m.touch(Tap("finish"))
    assert m.place is Place.MAP, "with zones still to come, goodbye is asked for twice"
    m.touch(Tap("finish"))
    assert m.place is Place.FAREWELL, targets(m.view()).keys()
    assert m.page() == "farewell:trials", "what the hall asked on the way comes first"
    m.touch(Tap("next"))
    words = "".join("".join(i.lines) for i in m.view() if isinstance(i, Text))
    assert "9" in words and "96110" in words


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "people/15",
                "people/more",
                "many/+10",
                "many/+1",
                "next",
                "first",
                "back",
                "split",
                "kind/company",
                "mode/free",
                "frame/back",
                "people/1",
            ]
        ),
        max_size=30,
    )
)
def test_no_way_through_check_in_admits_sixteen(words: list[str]) -> None:
    m = machine()
    m.touch(Tap("start"))
    for word in words:
        m.touch(Tap(word))
        shown = [w for w in targets(m.view()) if not w.startswith("frame/")]
        if shown and m.place is Place.CHECK_IN:
            m.touch(Tap(shown[-1]))
    started = [e.event.people for e in m.take() if isinstance(e.event, VisitStarted)]
    assert all(1 <= people <= 15 for people in started)


def test_answers_say_what_was_real_and_what_was_called_a_scam() -> None:
    m = machine()
    guided(m, 5)
    for word in ("frame/home", "zone/quiz", "round", "way/solo"):
        m.touch(Tap(word))
    for _ in range(80):
        shown = targets(m.view())
        m.touch(Tap(next(w for w in ("next", "call/answer", "ask/answer", "ask/0") if w in shown)))
        if "result" in m.page():
            break
    answers = [e.event for e in m.take() if isinstance(e.event, QuestionAnswered)]
    kinds = [a.genuine for a in answers]
    assert [kinds.count(kind) for kind in (True, False, None)] == [4, 4, 2]


def test_who_turns_round_at_a_door_is_led_to_that_zone_again() -> None:
    m = machine()
    guided(m)
    first = m.zone
    m.touch(Tap("frame/home"))
    m.touch(Tap("next"))
    assert m.zone == first, "the map was only a look"
    m.touch(Tap("next"))
    m.touch(Tap("frame/home"))
    m.touch(Tap("next"))
    assert m.zone not in ("", first), "whoever was inside has been there"
