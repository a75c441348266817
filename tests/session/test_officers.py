"""Officers as they are: slow, hurried, interrupted, early, relieved by the next group, cut off. Nothing is lost, and
the next group starts clean."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core.events import (
    QuestionAnswered,
    QuizFinished,
    SceneFailed,
    SettingChanged,
    VisitEnded,
    VisitSetAside,
    VisitStarted,
    VisitTakenUp,
    ZoneEntered,
    ZoneLeft,
)
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import VisitExit, ZoneExit
from kiosk.draw.items import targets
from kiosk.hall.trial import STANDS_SECONDS
from kiosk.parts.entrance import PAGE as DOOR
from kiosk.scene import Tap
from kiosk.session import replay
from kiosk.session.conducting import yellow_key
from kiosk.session.machine import Machine
from kiosk.session.table import OverlayKind, Place
from tests.real_hall import machine as real_hall
from tests.session.fakes import hall, machine

ADMITTED = ("start", "people/12", "kind/community", "mode/guided", "next")
HOUR = 3600.0
ASIDE = ("stop", "again", "round", "film", "back", "more", "pen", "group")
"""What an officer who goes on does not touch."""


class Officer:
    """Leads a group by the yellow key; where the screen asks, touches the first answer."""

    def __init__(self, m: Machine) -> None:
        self.m = m
        self.logged: list[Logged] = []
        self.entries: list[Any] = []
        self._touched: set[tuple[str, str]] = set()

    def tap(self, *words: str) -> None:
        for word in words:
            self.entries.append(Tap(word))
            self.m.touch(Tap(word))
            self.logged += self.m.take()

    def wait(self, seconds: float, step: float = 20.0) -> None:
        while seconds > 1e-9:
            part = min(step, seconds)
            self.entries.append(replay.tick_record(part))
            self.m.tick(part)
            self.logged += self.m.take()
            seconds -= part

    def on(self) -> str:
        """One touch further; the word that was touched, "" where there is none."""
        items, page = self.m.view(), self.m.page()
        word = yellow_key(items, self.m.look)
        if not word:
            fresh = (
                w
                for w in targets(items)
                if not w.startswith("frame/") and w.partition("/")[0] not in ASIDE and (page, w) not in self._touched
            )
            word = next(fresh, "")
            self._touched.add((page, word))
        if word:
            self.tap(word)
        return word

    def events(self, *kinds: type) -> list[Any]:
        return [entry.event for entry in self.logged if isinstance(entry.event, kinds)]


def real(seed: int = 1) -> Officer:
    officer = Officer(real_hall(random.Random(seed)))
    officer.tap(*ADMITTED)
    assert officer.m.place is Place.ZONE
    return officer


def test_a_slow_talker_finds_every_question_as_it_was_after_ten_minutes_of_talk() -> None:
    officer = real()
    for touches in (3, 4):
        for _ in range(touches):
            officer.on()
        officer.wait(600.0)
        assert officer.m.overlay is OverlayKind.WAITING
        officer.tap("nowhere")
        page, state = officer.m.page(), officer.m.state
        assert not officer.m.overlay
        officer.wait(300.0)
        officer.tap("nowhere")
        assert (officer.m.page(), officer.m.state) == (page, state)
    assert not officer.events(VisitEnded, VisitSetAside)
    officer.wait(HOUR)
    assert officer.m.place is Place.ATTRACT
    assert [event.how for event in officer.events(VisitEnded)] == [VisitExit.TIME_UP], "only the clock ends it"


def test_a_hurried_officer_comes_through_all_nine_zones_and_to_the_farewell() -> None:
    officer = real()
    for _ in range(400):
        if officer.m.place is Place.FAREWELL or not officer.on():
            break
        officer.wait(0.25)
        if officer.m.place is Place.MAP:
            officer.tap("finish")
    assert officer.m.place is Place.FAREWELL
    zones = [zone.id for zone in officer.m.visit_session.zones]
    assert [event.zone for event in officer.events(ZoneEntered)] == zones
    assert all(event.done for event in officer.events(ZoneLeft)), "every zone was gone through"
    for _ in range(4):
        officer.on()
        if officer.m.place is Place.ATTRACT:
            return
    raise AssertionError("nobody can leave")


def test_one_who_is_interrupted_goes_on_where_it_was() -> None:
    officer = real()
    for _ in range(4):
        officer.on()
    officer.wait(0.25)
    page, state = officer.m.page(), officer.m.state
    interruptions = (
        ("frame/help", "frame/close"), ("frame/guide", "frame/pause", "frame/resume"), ("remote/blank", "x"),
        ("frame/large", "frame/large"), ("frame/contrast", "frame/contrast"),
    )  # fmt: skip
    for words in interruptions:
        officer.tap(words[0])
        if officer.m.overlay is not None:  # the page waits beneath
            officer.wait(120.0)
        officer.tap(*words[1:])
        assert (officer.m.page(), officer.m.state) == (page, state), words
    officer.tap("frame/home")
    assert officer.m.place is Place.MAP
    officer.tap("next")
    assert officer.m.place is Place.ZONE and not officer.events(VisitEnded)


@pytest.mark.parametrize("away", [("frame/home",), ("remote/skip",), ("remote/zone/message_board",)])
def test_a_zone_that_was_left_on_the_way_goes_on_where_it_was(away: tuple[str, ...]) -> None:
    """展区图 touched at the third question of the quiz, or another zone ordered, and back: two answers are not asked,
    and not written down, again. A zone that was gone through to its end begins anew."""
    officer = Officer(real_hall(random.Random(4)))

    def on() -> None:
        officer.tap(*(f"remote/{one.name}/+" for one in officer.m.hands()[:1]))
        assert officer.on()
        officer.wait(0.25)

    officer.tap(*ADMITTED, "remote/zone/quiz", "next")
    while len(officer.events(QuestionAnswered)) < 2:
        on()
    page, before = officer.m.page(), officer.m.hands()
    officer.tap(*away, "remote/zone/quiz")
    assert officer.m.page() == "quiz:opening"
    officer.tap("next")
    assert (officer.m.page(), officer.m.hands()) == (page, before)
    while officer.m.zone == "quiz":
        on()
    answered = [event.item for event in officer.events(QuestionAnswered) if event.zone == "quiz"]
    assert len(answered) == len(set(answered)) and len(officer.events(QuizFinished)) == 1
    officer.tap("remote/zone/quiz", "next")
    assert officer.m.page() != page and len(officer.events(QuizFinished)) == 1


def test_a_group_that_leaves_early_is_said_goodbye_to_and_its_zones_are_known() -> None:
    officer = real()
    while officer.m.zone != "scam_lessons":
        assert officer.on()
        officer.wait(0.25)
    officer.tap("frame/home", "finish")
    if officer.m.place is Place.MAP:  # asked whether they mean it
        officer.tap("finish")
    assert officer.m.place is Place.FAREWELL
    (ended,) = officer.events(VisitEnded)
    assert ended.how is VisitExit.FINISHED and ended.zones == ("case_warnings", "harm_data", "scam_lessons")
    assert [event.how for event in officer.events(ZoneLeft)] == [ZoneExit.HOME] * 3


def test_a_second_group_arrives_and_nothing_of_the_first_is_left() -> None:
    officer = Officer(real_hall())
    officer.tap("start", "people/3", "kind/family", "mode/free", "next", "zone/quiz", "round", "frame/large")
    while officer.m.place is not Place.ATTRACT:
        officer.wait(20.0)
    first = officer.events(VisitStarted)
    officer.tap(*ADMITTED)
    assert not officer.m.look.large and officer.m.zone == "case_warnings"
    kinds = [type(entry.event) for entry in officer.logged if isinstance(entry.event, VisitStarted | VisitEnded)]
    assert kinds == [VisitStarted, VisitEnded, VisitStarted], "the first has ended before the second begins"
    assert officer.events(VisitEnded)[0].how is VisitExit.ABANDONED
    assert first[0].people == 3 and officer.m.visit_session.seen_by_scenes().people == 12
    seen = officer.m.visit_session.seen_by_scenes().events
    assert isinstance(seen[0], VisitStarted) and seen[0].people == 12


@pytest.mark.parametrize("touches", [2, 7, 19, 40])
def test_killed_in_the_middle_it_comes_back_to_the_same_page(touches: int) -> None:
    officer = real(seed=9)
    start = replay.start_record(officer.m)
    for _ in range(touches):
        officer.on()
        officer.wait(1.0)
    again = real_hall(replay.SameChance(start["seed"]))
    replay.play(again, officer.entries)
    again.set_aside()
    assert again.place is Place.ATTRACT
    again.touch(Tap("take_up"))
    assert (again.page(), again.state) == (officer.m.page(), officer.m.state)
    assert again.visit_session.spent == pytest.approx(officer.m.visit_session.spent)


def tried() -> Officer:
    """An officer whose group was asked something by the hall, and has answered."""
    officer = real()
    while officer.m.place is not Place.TRIAL:
        assert officer.on()
        officer.wait(0.25)
    officer.tap(next(word for word in targets(officer.m.view()) if word.startswith("reply/")))
    return officer


@pytest.mark.parametrize(("late", "counts"), [(0.0, False), (0.75, False), (1.25, True)])
@pytest.mark.parametrize("order", ["next", "remote/next"], ids=["finger", "phone"])
def test_who_touches_what_just_goes_by_itself_passes_no_door(order: str, late: float, counts: bool) -> None:
    """好的，继续 stands for three seconds; who touches it then finds a door there, and its 开始 at the same place."""
    officer = tried()
    officer.wait(STANDS_SECONDS - 0.25, 0.25)
    assert officer.m.place is Place.TRIAL
    officer.wait(0.25 + late, 0.25)
    assert officer.m.place is Place.ZONE
    officer.tap(order)
    assert (not officer.m.page().endswith(DOOR)) is counts
    officer.wait(1.25, 0.25)
    officer.tap("next")
    assert not officer.m.page().endswith(DOOR)


def test_what_the_hall_tried_is_told_to_who_touches_the_screen_as_the_time_ends() -> None:
    officer = tried()
    officer.tap("next", "next")
    while officer.m.place is not Place.FAREWELL:
        officer.wait(1.0)
    officer.tap("nowhere", "next")
    assert officer.m.page() == "farewell:trials"
    officer.wait(1.25)
    officer.tap("next")
    assert officer.m.page() == "farewell:farewell"


# ------------------------------------------------------------ any officer
DONE = ("next", "leave/home", "leave/onward", "leave/enter:quiz", "leave/finish", "leave/start", "lead/4", "free/2",
        "frame/home", "frame/guide", "frame/pause", "frame/resume", "frame/extend", "remote/blank", "remote/skip",
        "leave/take_up", "fail", "nothing", "cut")  # fmt: skip
"""What may be done; `cut`: the power goes, and the hall opens again."""
ACTS = st.lists(st.tuples(st.sampled_from(DONE), st.floats(0, HOUR)), max_size=40)


def played(acts: list[tuple[str, float]]) -> Iterator[tuple[Machine, list[Logged]]]:
    """The hall after each of these, and what it wrote down so far."""
    m, log = machine(given=hall(visit_minutes=40)), list[Logged]()
    for word, delay in acts:
        m.set_aside() if word == "cut" else m.touch(Tap(word))
        log += m.take()
        left = delay
        while left > 0:
            m.tick(min(50.0, left))
            left -= 50.0
        log += m.take()
        yield m, log


@given(ACTS)
@settings(max_examples=150, deadline=None)
def test_whatever_an_officer_does_and_however_long_it_takes_nothing_is_lost(acts: list[tuple[str, float]]) -> None:
    for m, log in played(acts):
        begun = [entry.visit for entry in log if isinstance(entry.event, VisitStarted)]
        ended = Counter(entry.visit for entry in log if isinstance(entry.event, VisitEnded))
        assert len(set(begun)) == len(begun) and all(ended[visit] <= 1 for visit in begun) and set(ended) <= {*begun}
        led = {entry.visit for entry in log if isinstance(entry.event, VisitStarted) and entry.event.mode == "guided"}
        for entry in log:
            if entry.visit in led and isinstance(entry.event, VisitEnded):
                assert entry.event.how in (VisitExit.FINISHED, VisitExit.TIME_UP, VisitExit.INTERRUPTED)
        for visit in begun:
            entered = [e.event.zone for e in log if e.visit == visit and isinstance(e.event, ZoneEntered)]
            gone = [e.event.zone for e in log if e.visit == visit and isinstance(e.event, ZoneLeft)]
            assert gone == entered[: len(gone)] and len(entered) - len(gone) <= 1, "in one zone at a time"
            last = next(
                (i for i, e in enumerate(log) if e.visit == visit and isinstance(e.event, VisitEnded)), len(log)
            )
            after = [e.event for e in log[last + 1 :] if e.visit == visit]
            assert all(isinstance(event, SettingChanged | SceneFailed) for event in after), "it has ended"
        open_now = [visit for visit in begun if not ended[visit]]
        assert len(open_now) <= 1 + m.keeps, "one visit, and at most one that waits to be taken up"
        if m.place is Place.ATTRACT:
            assert m.visit_session.visit is None and not m.look.large
        aside = Counter(type(e.event) for e in log if isinstance(e.event, VisitSetAside | VisitTakenUp))
        assert aside[VisitTakenUp] <= aside[VisitSetAside]
