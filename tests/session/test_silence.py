"""Nobody touches the screen: a group on its own is asked and given up, an officer who talks is left in peace."""

from __future__ import annotations

import pytest

from kiosk.core.events import (
    IdleAnswered,
    IdleAsked,
    TimeUp,
    TimeWarned,
    VisitEnded,
    VisitSetAside,
    VisitStarted,
    ZoneLeft,
)
from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import AgeBand, GroupKind, VisitExit, VisitMode, ZoneExit
from kiosk.draw.items import Item, Panel, Text, Video, find
from kiosk.draw.theme import contrast
from kiosk.scene import Drag, Stroke, Tap
from kiosk.session import idle
from kiosk.session.flow import KEPT_SECONDS
from kiosk.session.machine import Machine
from kiosk.session.preview_state import look_ahead
from kiosk.session.table import OverlayKind, Place
from tests.session.fakes import Fake, enter, events, hall, machine, named, tap, words_on

AREA = Rect(0, 0, 100, 100)


def written(characters: int) -> list[Item]:
    return [Text(rect=AREA, lines=("字" * characters,), colour=(0, 0, 0), size=30, leading=40)]


def may_stand(m: Machine, ages: tuple[AgeBand, ...] = ()) -> float:
    longest = idle.limit(m.view(), m.limits.idle_seconds, ages)
    assert longest is not None
    return longest


def pass_by(m: Machine, seconds: float, step: float = 5.0) -> None:
    while seconds > 1e-9:
        m.tick(min(step, seconds))
        seconds -= step


# ------------------------------------------------------------ how long a screen may stand
@pytest.mark.parametrize(
    ("ages", "seconds"),
    [
        ((), 160.0),
        ((AgeBand.YOUNG,), 120.0),
        ((AgeBand.MINOR,), 135.0),
        ((AgeBand.YOUNG, AgeBand.SENIOR), 160.0),
    ],
)
def test_three_hundred_characters_are_read_at_the_pace_of_the_slowest(
    ages: tuple[AgeBand, ...], seconds: float
) -> None:
    assert idle.limit(written(300), 60.0, ages) == pytest.approx(seconds)


def test_an_empty_screen_stands_for_the_least_time_and_a_running_film_without_end() -> None:
    film = Video(rect=AREA, file="f.mp4", position=0.0, playing=True)
    stopped = Video(rect=AREA, file="f.mp4", position=0.0, playing=False)
    assert idle.limit([], 60.0) == idle.limit([stopped], 60.0) == 60.0
    assert idle.limit([film], 60.0) is None


@pytest.mark.parametrize(("characters", "seconds"), [(717, 299.0), (720, 300.0), (723, 300.0), (9000, 300.0)])
def test_nobody_is_waited_for_longer_than_five_minutes(characters: int, seconds: float) -> None:
    assert idle.limit(written(characters), 60.0) == pytest.approx(seconds)


def test_however_much_there_is_to_read_the_question_comes_after_five_minutes_and_not_before() -> None:
    m = machine({"quiz": Fake("quiz", "长" * 3000)})
    enter(m, "quiz", mode="free")
    m.tick(299.9)
    assert m.overlay is None
    m.tick(0.2)
    assert m.overlay is OverlayKind.ASKING


def test_old_people_are_asked_later_than_young_ones() -> None:
    overlays = []
    for band in (AgeBand.YOUNG, AgeBand.SENIOR):
        m = machine({"quiz": Fake("quiz", "长" * 300)})
        m.visit_session.admit(VisitStarted(3, GroupKind.FAMILY, (band,), VisitMode.FREE))
        m.put(Place.ZONE, "quiz")
        m.tick(may_stand(m, (AgeBand.YOUNG,)) + 1)
        overlays.append(m.overlay)
    assert overlays == [OverlayKind.ASKING, None]


# ------------------------------------------------------------ a group on its own
def test_a_free_group_is_asked_when_the_screen_has_stood_long_enough_and_not_before() -> None:
    m = machine()
    enter(m, mode="free")
    longest = may_stand(m)
    m.tick(longest - 0.1)
    assert m.overlay is None and events(m, IdleAsked) == []
    m.tick(0.2)
    assert m.overlay is OverlayKind.ASKING and "还在看吗" in words_on(m)
    assert events(m, IdleAsked) == [IdleAsked("case_warnings")]


def test_any_touch_begins_the_time_anew_even_one_that_meets_nothing() -> None:
    m = machine()
    enter(m, mode="free")
    longest = may_stand(m)
    m.tick(longest - 0.1)
    tap(m, "nothing at all")
    m.tick(longest - 0.1)
    assert m.overlay is None


def test_what_lies_under_the_question_cannot_be_touched_and_an_answer_resumes_exactly_there() -> None:
    m = machine()
    enter(m, mode="free")
    tap(m, "next")
    m.tick(may_stand(m))
    before = m.state
    tap(m, "next")
    assert m.state == before and m.overlay is OverlayKind.ASKING
    tap(m, "frame/stay")
    assert m.overlay is None and m.state == before
    assert events(m, IdleAnswered) == [IdleAnswered("case_warnings")]


def test_a_free_group_that_does_not_answer_for_half_a_minute_has_gone() -> None:
    m = machine()
    enter(m, mode="free")
    tap(m, "frame/contrast")
    m.tick(may_stand(m))
    m.take()
    m.tick(29.9)
    assert m.overlay is OverlayKind.ASKING and m.visit_session.visit is not None
    m.tick(0.2)
    assert m.place is Place.ATTRACT and not m.look.contrast
    assert events(m) == [VisitSetAside("case_warnings")], "they may come back for a while"
    m.tick(KEPT_SECONDS)
    left, ended = events(m)
    assert isinstance(left, ZoneLeft) and left.how is ZoneExit.ABANDONED
    assert isinstance(ended, VisitEnded) and ended.how is VisitExit.ABANDONED


def test_the_farewell_stands_for_its_own_time_when_the_end_comes_in_the_middle_of_the_question() -> None:
    m = machine(None, hall(visit_minutes=10, overrun_seconds=0))
    enter(m, mode="free")
    while m.visit_session.clock is not None and m.visit_session.clock.left > may_stand(m) + 20:
        m.tick(1.0)
        tap(m, "nothing")
    pass_by(m, may_stand(m), 1.0)
    assert m.overlay is OverlayKind.ASKING
    while m.place is Place.ZONE:
        m.tick(1.0)
    assert m.place is Place.FAREWELL
    m.tick(may_stand(m) - 2.0)
    assert m.place is Place.FAREWELL
    m.tick(2.0)
    assert m.place is Place.ATTRACT


def test_the_hall_wakes_when_the_question_is_due_for_these_people() -> None:
    m = machine({"quiz": Fake("quiz", "长" * 30)}, hall(visit_minutes=120))
    m.visit_session.admit(VisitStarted(3, GroupKind.FAMILY, (AgeBand.YOUNG,), VisitMode.FREE))
    m.put(Place.ZONE, "quiz")
    m.tick(may_stand(m, (AgeBand.YOUNG,)) - 0.5)
    due = m.due()
    assert due is not None and due == pytest.approx(0.5)


def test_looking_ahead_is_no_sign_of_life() -> None:
    m = machine()
    enter(m, mode="free")
    longest = may_stand(m)
    m.tick(longest - 0.1)
    look_ahead(m, "next")
    m.tick(0.2)
    assert m.overlay is OverlayKind.ASKING


def test_who_is_asked_at_check_in_and_says_nothing_leaves_no_trace_but_the_question() -> None:
    m = machine()
    tap(m, "leave/start")
    m.tick(may_stand(m))
    m.tick(30.0)
    assert m.place is Place.ATTRACT and events(m) == [IdleAsked("check_in")]


# ------------------------------------------------------------ an officer who talks
def test_the_screen_of_a_guided_group_is_dimmed_when_a_free_one_would_be_asked_and_not_before() -> None:
    m = machine()
    enter(m)
    longest = may_stand(m)
    m.tick(longest - 0.1)
    assert m.overlay is None
    m.tick(0.2)
    assert m.overlay is OverlayKind.WAITING and m.page().endswith(":waiting")
    assert "讲解中 · 点一下继续" in words_on(m) and "还在看吗" not in words_on(m)


def test_an_officer_talks_for_ten_minutes_and_nothing_is_lost() -> None:
    m = machine(None, hall(visit_minutes=40))
    enter(m)
    tap(m, "next", "next")
    before = m.state
    m.take()
    pass_by(m, 600.0)
    assert (m.place, m.overlay, m.state) == (Place.ZONE, OverlayKind.WAITING, before)
    assert events(m) == [], "nobody was asked, nobody has gone"
    clock = m.visit_session.clock
    assert clock is not None and clock.spent == pytest.approx(600.0), "the visit's clock runs on"
    tap(m, "next")
    assert (m.overlay, m.state) == (None, before), "the first touch only wakes the screen"
    assert events(m) == []
    tap(m, "next")
    assert m.state.number == before.number + 1
    tap(m, "frame/home", "leave/enter:quiz", "frame/home", "leave/finish")
    assert [e.how for e in events(m, VisitEnded)] == [VisitExit.FINISHED]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "gesture",
    [Tap("frame/stay"), Tap("next"), Tap(""), Drag("list", "move", 0.0, -40.0), Stroke("sheet", (1.0, 2.0), False)],
)
def test_any_touch_takes_the_line_off_and_counts_as_nothing_else(gesture: Tap | Drag | Stroke) -> None:
    m = machine()
    enter(m)
    m.tick(may_stand(m))
    before = m.state
    m.take()
    m.touch(gesture)
    assert (m.overlay, m.state, events(m)) == (None, before, [])
    longest = may_stand(m)
    m.tick(longest - 0.1)
    assert m.overlay is None, "the time begins anew"
    m.tick(0.2)
    assert m.overlay is OverlayKind.WAITING


def test_a_finger_anywhere_on_the_dimmed_screen_meets_the_line() -> None:
    m = machine()
    enter(m)
    m.tick(may_stand(m))
    for x, y in ((2, 2), (960, 540), (1900, 1070), (150, 1000)):
        met = find(m.view(), x, y, "tap")
        assert met is not None and met.target == "frame/stay"
        assert find(m.view(), x, y, "drag") is None and find(m.view(), x, y, "ink") is None


def test_what_the_officer_talks_about_can_still_be_seen_and_the_line_be_read() -> None:
    m = machine()
    enter(m)
    m.tick(may_stand(m))
    dim = next(i for i in m.view() if isinstance(i, Panel) and i.finger == "block")
    line = next(i for i in m.view() if isinstance(i, Text) and "讲解中" in i.lines[0])
    foot = [i for i in m.view() if isinstance(i, Panel) and i.fill and i.rect.covers(line.rect)][-1]
    assert 0 < dim.alpha <= 128
    assert foot.fill is not None and foot.alpha == 255 and contrast(line.colour, foot.fill) >= 7
    assert foot.rect.y >= m.look.area.bottom, "below what is talked about"


def test_an_officer_talks_past_the_end_and_the_visit_ends_by_the_clock() -> None:
    m = machine(None, hall(visit_minutes=10, overrun_seconds=120))
    enter(m)
    m.take()
    pass_by(m, 600.0 + 119.0)
    assert (m.place, m.overlay) == (Place.ZONE, OverlayKind.WAITING)
    assert "时间到" in words_on(m)
    assert events(m) == [TimeWarned(5), TimeWarned(1), TimeUp()]
    pass_by(m, 1.0)
    assert m.place is Place.FAREWELL and m.overlay is None
    left, ended = events(m)
    assert isinstance(left, ZoneLeft) and left.how is ZoneExit.TIME_UP
    assert isinstance(ended, VisitEnded) and ended.how is VisitExit.TIME_UP
    m.tick(may_stand(m))
    assert m.place is Place.ATTRACT and named(m) == [], "nobody stands before the farewell for ever"


def test_a_pause_moves_the_end_of_a_guided_visit() -> None:
    m = machine(None, hall(visit_minutes=10, overrun_seconds=120, pause_minutes=5))
    enter(m)
    tap(m, "frame/guide", "frame/pause")
    pass_by(m, 300.0)
    assert m.overlay is None
    pass_by(m, 719.0)
    assert (m.place, m.overlay) == (Place.ZONE, OverlayKind.WAITING)
    pass_by(m, 1.0)
    assert m.place is Place.FAREWELL


def test_more_time_given_while_the_officer_talks_is_talked_through_too() -> None:
    m = machine(None, hall(visit_minutes=10, overrun_seconds=0))
    enter(m)
    pass_by(m, 590.0)
    assert m.extend_visit(5) and m.overlay is OverlayKind.WAITING
    pass_by(m, 309.0)
    assert m.place is Place.ZONE
    pass_by(m, 1.0)
    assert m.place is Place.FAREWELL


def test_the_map_goes_on_counting_under_the_line() -> None:
    m = machine()
    tap(m, "leave/start", "admit/15")
    m.tick(may_stand(m))
    assert (m.place, m.overlay) == (Place.MAP, OverlayKind.WAITING)
    due = m.due()
    assert due is not None and due > 0


def test_a_guided_group_that_has_said_goodbye_holds_nobody_up() -> None:
    m = machine()
    enter(m)
    tap(m, "leave/home", "leave/finish")
    m.tick(may_stand(m))
    assert m.place is Place.ATTRACT


# ------------------------------------------------------------ the last minutes
@pytest.mark.parametrize(("left", "notice"), [(601.0, ""), (301.0, ""), (299.0, "还剩 5 分钟"), (59.0, "还剩 1 分钟")])
def test_the_last_five_minutes_are_told_and_none_before(left: float, notice: str) -> None:
    m = machine(None, hall(visit_minutes=30))
    enter(m)
    pass_by(m, 1800.0 - left)
    tap(m, "nothing")
    assert (notice in words_on(m)) if notice else ("还剩" not in words_on(m))


def test_warnings_are_logged_at_five_minutes_and_at_one_to_the_second() -> None:
    m = machine(None, hall(visit_minutes=30))
    enter(m)
    logged = []
    for second in range(1, 1801):
        m.tick(1.0)
        logged += [(second, e) for e in events(m, TimeWarned, TimeUp)]
    assert logged == [(1500, TimeWarned(5)), (1740, TimeWarned(1)), (1800, TimeUp())]
