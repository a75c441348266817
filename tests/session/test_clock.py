"""The visit's clock and the conductor's plan."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.models.hall import HallSettings, ZonePlan
from kiosk.core.events import TimeUp, TimeWarned, VisitResumed
from kiosk.core.vocabulary import ResumeCause
from kiosk.session import clock, conductor

SETTINGS = HallSettings(name="试验馆")
NINE = tuple(ZonePlan(f"z{i}", f"z{i}", 4.0, 2.0) for i in range(9))


def run(seconds: float, timer: clock.VisitClock, step: float = 7.0) -> tuple[clock.VisitClock, list[object]]:
    said: list[object] = []
    while seconds > 0:
        timer, events = clock.tick(timer, min(step, seconds))
        seconds -= step
        said += events
    return timer, said


def test_forty_minutes_warn_at_five_and_one_then_end() -> None:
    timer, said = run(40 * 60 + 1, clock.start(SETTINGS, 40.0))
    assert said == [TimeWarned(5), TimeWarned(1), TimeUp()]
    assert timer.up and not timer.over
    timer, said = run(SETTINGS.overrun_seconds, timer)
    assert timer.over and said == []


def test_one_long_sleep_warns_once_and_ends() -> None:
    timer, events = clock.tick(clock.start(SETTINGS, 40.0), 3600)
    assert events == (TimeUp(),)
    assert timer.over


def test_a_pause_stops_the_clock_and_ends_by_itself() -> None:
    timer = clock.pause(clock.start(SETTINGS, 40.0))
    timer, said = run(SETTINGS.pause_minutes * 60 + 100, timer)
    assert [(type(e), e.how) for e in said] == [(VisitResumed, ResumeCause.LIMIT)]  # type: ignore[attr-defined]
    assert timer.spent <= 100
    assert clock.pause(timer) is timer, "a visit's pauses are limited in all, not each"


def test_a_pause_that_somebody_ends_says_so() -> None:
    timer, _ = clock.tick(clock.pause(clock.start(SETTINGS, 40.0)), 90.0)
    timer, said = clock.resume(timer)
    assert said == (VisitResumed(90.0, ResumeCause.TOUCH),)
    assert timer.pause_left == SETTINGS.pause_minutes * 60 - 90


def test_an_extension_takes_the_warning_back() -> None:
    timer, _ = run(36 * 60, clock.start(SETTINGS, 40.0))
    timer = clock.extend(timer, 10)
    assert timer.left == pytest.approx(14 * 60, abs=8)
    _, said = run(10 * 60, timer)
    assert said == [TimeWarned(5)]


def test_extensions_have_an_end() -> None:
    timer = clock.start(SETTINGS, 40.0)
    for _ in range(100):
        timer = clock.extend(timer, 10)
    assert timer.limit == (SETTINGS.visit_minutes + clock.EXTEND_MINUTES_MOST) * 60


def test_the_plan_gives_everybody_their_minutes_when_there_is_time() -> None:
    assert conductor.plan(NINE, 40 * 60, ()) == tuple((z.id, 4.0) for z in NINE)


def test_a_late_group_gets_less_of_each_and_never_under_the_minimum() -> None:
    plan = conductor.plan(NINE, 27 * 60, ())
    assert {minutes for _, minutes in plan} == {3.0}


def test_the_last_zones_are_left_out_when_even_the_minimums_do_not_fit() -> None:
    plan = conductor.plan(NINE, 7 * 60, ("z0",))
    assert [z for z, _ in plan] == ["z1", "z2", "z3"]


def test_minimums_that_just_fit_leave_nothing_out() -> None:
    assert conductor.plan(NINE, 9 * 2 * 60, ()) == tuple((z.id, 2.0) for z in NINE)
    assert len(conductor.plan(NINE, 9 * 2 * 60 - 1, ())) == 8


def test_more_minutes_for_one_zone_come_from_the_others() -> None:
    plan = dict(conductor.plan(NINE, 36 * 60, (), {"z0": 5.0}))
    assert plan["z0"] > 7 and plan["z1"] < 4


@given(
    left=st.floats(0, 4000),
    gone=st.sets(st.sampled_from([z.id for z in NINE])),
    extra=st.dictionaries(st.sampled_from([z.id for z in NINE]), st.floats(0, 15), max_size=3),
)
def test_a_plan_always_fits_and_respects_the_minimum(left: float, gone: set[str], extra: dict[str, float]) -> None:
    plan = conductor.plan(NINE, left, gone, extra)
    assert sum(m for _, m in plan) <= left / 60 + 0.05 * len(plan) + 1e-6
    assert all(m >= 2.0 for _, m in plan)
    assert not gone & {z for z, _ in plan}


def test_a_clock_tells_when_it_next_has_something_to_say() -> None:
    timer = clock.start(SETTINGS, 40.0)
    limit, over = SETTINGS.visit_minutes * 60, SETTINGS.overrun_seconds
    for spent, deadline in ((0, limit - 300), (limit - 300, 240), (limit - 60, 60), (limit - 1, 1), (limit, over)):
        assert clock.tick(timer, spent)[0].next_deadline() == deadline
    assert clock.tick(timer, limit + over)[0].next_deadline() == 0.0
    paused = clock.tick(clock.pause(timer), 20.0)[0]
    assert paused.next_deadline() == SETTINGS.pause_minutes * 60 - 20.0


def test_pauses_end_when_the_last_second_of_them_is_used() -> None:
    limit = SETTINGS.pause_minutes * 60
    almost = clock.resume(clock.tick(clock.pause(clock.start(SETTINGS, 40.0)), limit - 1.0)[0])[0]
    assert clock.pause(almost).paused == 0.0
    used = clock.tick(clock.pause(almost), 1.0)[0]
    assert used.paused is None and clock.pause(used) is used


def test_the_seconds_of_a_pause_are_told_to_a_tenth() -> None:
    paused = clock.tick(clock.pause(clock.start(SETTINGS, 40.0)), 12.3456)[0]
    assert clock.resume(paused)[1] == (VisitResumed(12.3, ResumeCause.TOUCH),)


def test_more_time_opens_the_visit_again_and_its_warnings_come_again() -> None:
    limit = SETTINGS.visit_minutes * 60
    timer, said = run(limit, clock.start(SETTINGS, 40.0))
    assert timer.up and said[-1] == TimeUp()
    longer = clock.extend(timer, 5.0)
    assert (longer.up, longer.left, longer.extended) == (False, 300.0, 5.0)
    assert longer.warned == (5,), "five minutes left have been told of, one minute is told again"
    assert run(300.0, longer)[1] == [TimeWarned(1), TimeUp()]
    assert clock.extend(timer, 5.1).warned == ()
    assert clock.extend(timer, 1.0).warned == (5, 1)


def test_more_time_than_was_overrun_is_needed_to_go_on() -> None:
    limit = SETTINGS.visit_minutes * 60
    over = clock.tick(clock.start(SETTINGS, 40.0), limit + 60.0)[0]
    assert clock.extend(over, 1.0).up and not clock.extend(over, 1.02).up
    gone = clock.tick(clock.start(SETTINGS, 40.0), limit + SETTINGS.overrun_seconds)[0]
    assert clock.extend(gone, 5.0) is gone


def test_a_visit_is_given_half_an_hour_more_at_the_most() -> None:
    timer = clock.extend(clock.start(SETTINGS, 40.0), 20.0)
    most = clock.extend(timer, 20.0)
    assert most.extended == clock.EXTEND_MINUTES_MOST == 30.0
    assert most.limit == (SETTINGS.visit_minutes + 30) * 60
    assert clock.extend(most, 1.0) is most and clock.extend(timer, 0.0) is timer


@pytest.mark.parametrize(
    ("spent", "shares", "until"), [(0.0, 8, 60.0), (30.0, 8, 30.0), (0.0, 80, 30.0), (59.0, 8, 1.0), (2399.0, 8, 1.0)]
)
def test_the_time_shown_changes_with_each_minute_or_share(spent: float, shares: int, until: float) -> None:
    timer = clock.tick(clock.start(SETTINGS, 40.0), spent)[0]
    assert timer.next_change(shares) == pytest.approx(until, abs=0.02)
    later = clock.tick(clock.start(SETTINGS, 40.0), SETTINGS.visit_minutes * 60)[0]
    assert later.next_change(shares) is None
