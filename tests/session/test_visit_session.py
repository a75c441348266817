"""What the visit under way notes of its zones and its time, and what it then plans."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from kiosk.content.models.hall import ShorterVisit, ZoneShare
from kiosk.core.events import (
    TimeUp,
    VisitEnded,
    VisitExtended,
    VisitPaused,
    VisitResumed,
    VisitStarted,
    ZoneClosed,
    ZoneEntered,
    ZoneExtended,
    ZoneLeft,
    ZoneSkipped,
)
from kiosk.core.vocabulary import AgeBand, GroupKind, Programme, ResumeCause, VisitExit, VisitMode, ZoneExit
from kiosk.session.visit_session import VisitSession
from tests.session.fakes import hall

FIRST, SECOND = "case_warnings", "quiz"


def started(people: int = 4, mode: VisitMode = VisitMode.GUIDED) -> VisitStarted:
    return VisitStarted(people, next(iter(GroupKind)), (AgeBand.SENIOR,), mode)


def visit(**settings: int) -> VisitSession:
    """A visit of two zones of four minutes each that has just begun; what it wrote down so far is taken."""
    given = hall(**settings)
    zones = [z for z in given.zones if z.id in (FIRST, SECOND)]
    session = VisitSession(replace(given, zones=tuple(zones)), random.Random(1), lambda: "v1")
    session.admit(started())
    session.take()
    return session


def written(session: VisitSession) -> list[object]:
    logged = session.take()
    assert {one.visit for one in logged} <= {"v1"}
    return [one.event for one in logged]


def test_a_visit_is_who_was_admitted() -> None:
    session = visit()
    assert session.visit is not None
    assert (session.visit.id, session.visit.people, session.visit.ages) == ("v1", 4, (AgeBand.SENIOR,))
    assert session.visit.mode is VisitMode.GUIDED and session.ages == (AgeBand.SENIOR,)
    assert session.visit.zones == (FIRST, SECOND) == session.visit.open_zones
    assert session.plan() == ((FIRST, 4.0), (SECOND, 4.0))
    assert (session.left, session.spent, session.up) == (600.0, 0.0, False)


@pytest.mark.parametrize(("people", "fits"), [(0, False), (1, True), (15, True), (16, False)])
def test_only_a_group_the_hall_holds_is_admitted(people: int, fits: bool) -> None:
    session = visit()
    session.forget()
    if fits:
        session.admit(started(people))
        assert written(session) == [started(people)]
    else:
        with pytest.raises(ValueError, match=f"group of {people}"):
            session.admit(started(people))


def test_a_second_group_waits_until_the_first_is_gone() -> None:
    session = visit()
    with pytest.raises(ValueError, match="under way"):
        session.admit(started())


def test_minutes_given_to_a_zone_add_up_and_are_its_own() -> None:
    session = visit()
    for _ in range(2):
        session.lengthen(ZoneExtended(FIRST, 0.5))
    assert session.plan() == ((FIRST, 5.0), (SECOND, 4.0))
    assert written(session) == [ZoneExtended(FIRST, 0.5)] * 2


def test_a_zone_left_out_is_planned_no_more() -> None:
    session = visit()
    session.skip(ZoneSkipped(FIRST))
    assert session.plan() == ((SECOND, 4.0),)
    assert written(session) == [ZoneSkipped(FIRST)]
    session.skip(ZoneSkipped(SECOND))
    assert session.plan() == ()


def test_a_closed_zone_is_closed_once_with_its_reason_and_opens_to_nobody() -> None:
    session = visit()
    session.close_zone(FIRST, "no picture")
    session.close_zone(FIRST, "again")
    assert written(session) == [ZoneClosed(FIRST, "no picture")]
    assert session.failures.closed == ((FIRST, "no picture"),)
    assert not session.is_open(FIRST) and session.is_open(SECOND)
    assert session.visit is not None and session.visit.open_zones == (SECOND,)
    assert session.plan() == ((SECOND, 4.0),)


def test_the_seconds_in_a_zone_are_those_since_it_was_entered() -> None:
    session = visit()
    session.tick(10.0)
    session.enter(SECOND)
    session.tick(25.04)
    session.leave(SECOND, ZoneExit.HOME, done=True)
    assert written(session) == [ZoneEntered(SECOND), ZoneLeft(SECOND, 25.0, done=True, how=ZoneExit.HOME)]
    assert session.plan() == ((FIRST, 4.0),)


def test_the_end_is_written_once_with_the_zones_in_the_order_seen() -> None:
    session = visit()
    for zone in (SECOND, FIRST, SECOND):
        session.enter(zone)
    session.tick(61.0)
    session.take()
    session.end(VisitExit.FINISHED)
    session.end(VisitExit.ABANDONED)
    assert written(session) == [VisitEnded(VisitExit.FINISHED, 61.0, (SECOND, FIRST))]


def test_a_guided_visit_is_led_until_it_ends_and_a_free_one_never() -> None:
    session = visit()
    assert session.led
    session.end(VisitExit.FINISHED)
    assert not session.led
    session.forget()
    session.admit(started(mode=VisitMode.FREE))
    assert not session.led


def test_nothing_of_one_visit_is_seen_by_the_next() -> None:
    session = visit()
    session.skip(ZoneSkipped(SECOND))
    session.lengthen(ZoneExtended(FIRST, 1.0))
    session.tick(600.0)
    session.end(VisitExit.TIME_UP)
    session.forget()
    assert session.visit is None and session.plan() == () and session.ages == ()
    assert (session.spent, session.left, session.pause_left, session.up) == (0.0, 0.0, 0.0, False)
    session.take()
    session.admit(started())
    assert session.plan() == ((FIRST, 4.0), (SECOND, 4.0)) and session.left == 600.0
    session.end(VisitExit.FINISHED)
    assert written(session)[-1] == VisitEnded(VisitExit.FINISHED, 0.0, ())


def test_a_pause_is_written_with_its_seconds() -> None:
    session = visit()
    assert session.pause() and not session.pause()
    session.tick(12.0)
    assert session.spent == 0.0
    session.resume()
    session.resume()
    assert written(session) == [VisitPaused(), VisitResumed(12.0, ResumeCause.TOUCH)]


def test_time_that_is_up_is_told_and_seen() -> None:
    session = visit()
    told = session.tick(600.0)
    assert TimeUp() in told and written(session) == list(told)
    assert session.up and session.left == 0.0 and session.plan() == ()
    assert not session.pause() and session.take() == []


def test_more_time_is_given_as_long_as_there_is_some() -> None:
    session = visit()
    assert session.extendable and session.extend(5.0)
    assert session.left == 900.0 and written(session) == [VisitExtended(5.0)]
    while session.extend(5.0):
        pass
    given = sum(event.minutes for event in written(session) if isinstance(event, VisitExtended))
    assert not session.extendable and session.left == 900.0 + given * 60
    session.forget()
    assert not session.extendable and not session.extend(5.0)


def test_before_admission_scenes_see_the_zones_and_their_names() -> None:
    session = visit()
    session.forget()
    seen = session.seen_by_scenes()
    assert seen.zones == (FIRST, SECOND) and dict(seen.names) == {FIRST: FIRST, SECOND: SECOND}


def test_looking_ahead_leaves_no_trace() -> None:
    session = visit()
    ahead = session.aside()
    ahead.lengthen(ZoneExtended(FIRST, 1.0))
    ahead.forget()
    ahead.admit(started())
    assert session.take() == [] and session.plan() == ((FIRST, 4.0), (SECOND, 4.0))
    session.forget()
    session.admit(started())
    other = visit()
    other.forget()
    other.admit(started())
    assert session.visit is not None and other.visit is not None
    assert session.visit.seed == other.visit.seed, "chance has not noticed"


def test_a_shorter_visit_goes_through_its_own_zones_in_its_own_minutes() -> None:
    given = hall()
    shorter = ShorterVisit(Programme.SHORT, 6, (ZoneShare(SECOND, 3.0), ZoneShare("nowhere", 1.0)))
    session = VisitSession(replace(given, programmes=(shorter,)), random.Random(1), lambda: "v1")
    everything = [zone.id for zone in session.zones]
    session.admit(replace(started(), programme=Programme.SHORT))
    assert [zone.id for zone in session.zones] == [SECOND] and session.left == 360.0
    assert session.plan() == ((SECOND, 3.0),) and session.after("") == SECOND and session.after(SECOND) == ""
    seen = session.seen_by_scenes()
    assert seen.zones == (SECOND,) and seen.programme is Programme.SHORT
    session.forget()
    assert [zone.id for zone in session.zones] == everything, "the next group has the whole hall again"


@pytest.mark.parametrize(("late", "comes"), [(10.0, True), (89.0, True), (91.0, False)])
def test_a_group_that_is_late_in_a_shorter_visit_sees_its_last_zone_for_half_its_time_at_least(
    late: float, comes: bool
) -> None:
    """Two zones of three minutes fill a visit of six: some seconds too many in the first cost nobody the second."""
    shorter = ShorterVisit(Programme.SHORT, 6, (ZoneShare(FIRST, 3.0), ZoneShare(SECOND, 3.0)))
    plans = tuple(replace(zone, minutes=9.0, min_minutes=4.0) for zone in hall().zones)
    session = VisitSession(replace(hall(), zones=plans, programmes=(shorter,)), random.Random(1), lambda: "v")
    session.admit(replace(started(), programme=Programme.SHORT))
    session.enter(FIRST)
    session.tick(180.0 + late)
    session.leave(FIRST, ZoneExit.HOME, True)
    assert [zone for zone, _ in session.plan()] == ([SECOND] if comes else [])


def test_a_programme_the_hall_does_not_have_admits_nobody() -> None:
    session = VisitSession(hall(), random.Random(1), lambda: "v1")
    with pytest.raises(ValueError):
        session.admit(replace(started(), programme=Programme.ROADSHOW))
    assert session.visit is None
