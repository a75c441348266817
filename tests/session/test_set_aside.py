"""A group that went away without a word may come back for some minutes, and finds everything as it was."""

from __future__ import annotations

import random

import pytest

from kiosk.core.events import VisitEnded, VisitResumed, VisitSetAside, VisitStarted, VisitTakenUp, ZoneLeft
from kiosk.core.vocabulary import ResumeCause, VisitExit, ZoneExit
from kiosk.draw.items import targets
from kiosk.scene import Tap
from kiosk.session import replay
from kiosk.session.flow import KEPT_SECONDS
from kiosk.session.machine import Machine
from kiosk.session.preview_state import look_ahead
from kiosk.session.table import Place
from tests.real_hall import machine as real_hall
from tests.session.fakes import enter, events, machine, tap

UNANSWERED = 200.0
"""More than a screen of these may stand, and the question after it."""


def gone(m: Machine) -> None:
    """Nobody touches anything until the hall waits for visitors again."""
    for _ in range(60):
        if m.place is Place.ATTRACT:
            return
        m.tick(10.0)
    raise AssertionError("the hall waits for somebody who has gone")


def test_who_comes_back_goes_on_with_everything_as_it_was() -> None:
    m = machine()
    enter(m, "quiz", mode="free")
    tap(m, "next", "next", "frame/contrast")
    before, visit = m.state, m.visit_session.visit
    m.take()
    gone(m)
    clock = m.visit_session.clock
    assert visit is not None and clock is None and not m.look.contrast, "the hall is as if nobody had been there"
    m.tick(100.0)
    assert m.visit_session.visit is None and m.keeps
    tap(m, "leave/take_up")
    assert (m.place, m.zone, m.state) == (Place.ZONE, "quiz", before) and m.look.contrast
    assert m.visit_session.visit is not None and m.visit_session.visit.id == visit.id
    assert m.visit_session.spent < 100 + UNANSWERED, "the minutes they were away are not theirs"
    assert [type(e) for e in events(m)][-2:] == [VisitSetAside, VisitTakenUp]
    tap(m, "next")
    assert m.state.number == before.number + 1


def test_the_minutes_away_are_told_and_cost_nothing() -> None:
    m = machine()
    enter(m, mode="free")
    gone(m)
    spent_before = None
    m.take()
    m.tick(321.0)
    tap(m, "leave/take_up")
    (taken_up,) = events(m)
    assert taken_up == VisitTakenUp(321.0)
    spent_before = m.visit_session.spent
    m.tick(1.0)
    assert m.visit_session.spent == pytest.approx(spent_before + 1.0)


@pytest.mark.parametrize(("seconds", "waits"), [(KEPT_SECONDS - 0.2, True), (KEPT_SECONDS + 0.2, False)])
def test_it_waits_for_ten_minutes(seconds: float, waits: bool) -> None:
    m = machine()
    enter(m, mode="free")
    gone(m)
    m.take()
    m.tick(seconds)
    assert m.keeps is waits
    ended = events(m)
    assert bool(ended) is not waits
    if not waits:
        left, end = ended
        assert isinstance(left, ZoneLeft) and left.how is ZoneExit.ABANDONED
        assert isinstance(end, VisitEnded) and end.how is VisitExit.ABANDONED
    tap(m, "leave/take_up")
    assert m.place is (Place.ZONE if waits else Place.ATTRACT)


def test_the_next_group_ends_it_and_starts_clean() -> None:
    m = machine()
    enter(m, mode="free")
    tap(m, "next")
    gone(m)
    m.take()
    tap(m, "leave/start")
    assert m.keeps, "a look at check-in takes nothing from anybody"
    tap(m, "admit/1")
    logged = m.take()
    assert [type(one.event) for one in logged] == [ZoneLeft, VisitEnded, VisitStarted]
    assert [one.visit for one in logged] == ["v1", "v1", "v2"]
    assert not m.keeps and m.visit_session.visit is not None and m.visit_session.visit.people == 1
    assert not [e for e in m.visit_session.visit.events if not isinstance(e, VisitStarted)]


def test_who_only_looked_at_check_in_may_still_go_back() -> None:
    m = machine()
    enter(m, mode="free")
    gone(m)
    tap(m, "leave/start", "leave/home", "leave/take_up")
    assert m.zone == "case_warnings"


def test_the_waiting_screen_of_the_hall_offers_it_and_takes_the_offer_back() -> None:
    m = real_hall()
    for word in ("start", "people/4", "kind/family", "mode/free", "next", "zone/quiz", "round"):
        m.touch(Tap(word))
    before = m.page()
    gone(m)
    offered = targets(m.view())
    assert "take_up" in offered and "start" in offered
    assert look_ahead(m, "take_up").items and m.place is Place.ATTRACT and m.keeps, "looking ahead takes nothing up"
    m.touch(Tap("take_up"))
    assert m.page() == before
    gone(m)
    m.tick(KEPT_SECONDS + 1)
    assert "take_up" not in targets(m.view())


def test_a_visit_that_was_cut_off_is_handed_to_the_hall_that_opens_next() -> None:
    m, entries = real_hall(random.Random(5)), []
    for word in ("start", "people/4", "kind/family", "mode/free", "next", "zone/case_warnings", "next", "next"):
        entries += [Tap(word), replay.tick_record(2.0)]
        m.touch(Tap(word))
        m.tick(2.0)
    start, before = replay.start_record(m), (m.page(), m.state)
    again = real_hall(replay.SameChance(start["seed"]))
    for _ in replay.steps(again, entries):
        pass
    again.take()
    again.set_aside()
    opened = real_hall()
    assert opened.adopt(again, 30.0) and "take_up" in targets(opened.view())
    assert [type(one.event) for one in opened.take()] == [VisitSetAside]
    opened.touch(Tap("take_up"))
    assert (opened.page(), opened.state) == before
    assert [one.event for one in opened.take()] == [VisitTakenUp(30.0)]
    assert opened.visit_session.spent == pytest.approx(m.visit_session.spent)


def test_the_clock_of_a_visit_that_was_cut_off_in_a_pause_runs_when_it_is_taken_up() -> None:
    m = machine()
    enter(m, "quiz")
    tap(m, "frame/guide", "frame/pause")
    m.tick(30.0)
    m.set_aside()
    m.take()
    tap(m, "leave/take_up")
    assert events(m) == [VisitTakenUp(0.0), VisitResumed(30.0, ResumeCause.TOUCH)]
    before = m.visit_session.spent
    m.tick(5.0)
    assert m.overlay is None and m.visit_session.spent == before + 5.0


def test_a_hall_that_has_visitors_takes_nothing_over() -> None:
    before, busy = machine(), machine()
    enter(before)
    before.set_aside()
    tap(busy, "leave/start")
    assert not busy.adopt(before, 1.0) and not busy.keeps
    assert not machine().adopt(machine(), 1.0), "there was none"


def test_a_visit_that_was_cut_off_and_not_taken_up_was_interrupted() -> None:
    before, m = machine(), machine()
    enter(before)
    before.take()
    before.set_aside()
    assert m.adopt(before, KEPT_SECONDS - 10.0)
    m.tick(9.0)
    assert m.keeps
    m.tick(2.0)
    _, left, ended = events(m)
    assert isinstance(left, ZoneLeft) and left.how is ZoneExit.INTERRUPTED
    assert isinstance(ended, VisitEnded) and ended.how is VisitExit.INTERRUPTED
