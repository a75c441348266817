"""One visit after another through the machine, told as stories."""

from __future__ import annotations

import random

import pytest

from kiosk.core.events import (
    SceneFailed,
    SettingChanged,
    VisitExtended,
    VisitStarted,
    ZoneClosed,
    ZoneLeft,
    ZoneSkipped,
)
from kiosk.core.vocabulary import GroupKind, Setting, VisitMode, ZoneExit
from kiosk.draw.items import Icon, targets
from kiosk.draw.theme import Lighting
from kiosk.manifest import Sign
from kiosk.scene import Gesture, Step, Tap, Visit
from kiosk.session.machine import Machine
from kiosk.session.table import Place
from tests.session.fakes import Broken, Fake, Page, enter, events, hall, machine, named, tap, words_on


def test_a_visit_from_the_first_touch_to_goodbye() -> None:
    m = machine()
    enter(m)
    tap(m, "next", "next", "frame/home", "leave/finish")
    m.tick(1.0)
    assert m.place is Place.FAREWELL
    tap(m, "frame/home")
    assert m.place is Place.ATTRACT
    assert named(m) == ["VisitStarted", "ZoneEntered", "ItemOpened", "ItemOpened", "ZoneLeft", "VisitEnded"]


def test_the_frame_names_the_zone_and_its_number() -> None:
    m = machine()
    enter(m, "quiz")
    assert "第 2 区" in words_on(m) and "96110" in words_on(m)


def test_the_frame_shows_the_icon_the_hall_gave_the_zone() -> None:
    scenes = {n: Fake(n) for n in ("attract", "check_in", "map", "farewell", "sorry", "quiz")}
    m = Machine(
        hall(),
        lambda: scenes,
        (1920, 1080),
        random.Random(1),
        lambda: "v",
        signs={"quiz": Sign("rules", Lighting.PAPER)},
    )
    enter(m, "quiz")
    assert "rules" in [item.name for item in m.view() if isinstance(item, Icon)]


def test_home_text_size_contrast_reach_and_help_are_on_every_screen_of_a_visit() -> None:
    m = machine()
    tap(m, "leave/start")
    for step in ("admit/3", "leave/enter:quiz"):
        assert {"frame/large", "frame/contrast", "frame/reach", "frame/help"} <= set(targets(m.view()))
        tap(m, step)
    assert {"frame/home", "frame/back"} <= set(targets(m.view()))


def test_sixteen_people_are_not_admitted() -> None:
    m = machine()
    tap(m, "leave/start", "admit/16")
    assert m.place is Place.SORRY
    assert m.visit_session.visit is None
    assert "VisitStarted" not in named(m)


def test_a_done_zone_is_marked_in_the_visit() -> None:
    m = machine()
    enter(m)
    tap(m, "next", "next", "frame/home")
    assert m.visit_session.visit is not None and m.visit_session.visit.done == ("case_warnings",)


def test_large_text_stays_from_screen_to_screen_and_goes_with_the_visitors() -> None:
    m = machine()
    enter(m)
    tap(m, "frame/large", "frame/home")
    assert m.look.large
    tap(m, "leave/finish", "frame/home")
    assert not m.look.large


@pytest.mark.parametrize("setting", [Setting.LARGE, Setting.CONTRAST, Setting.REACH])
def test_what_visitors_set_is_logged_with_whether_it_is_on(setting: Setting) -> None:
    m = machine()
    enter(m)
    m.take()
    for on in (True, False):
        tap(m, f"frame/{setting}")
        assert getattr(m.look, setting) is on
        assert [e.event for e in m.take()] == [SettingChanged(setting, on)]


def test_a_film_is_watched_without_being_asked() -> None:
    for mode in ("free", "admit"):
        m = machine({"quiz": Fake("quiz", film=True)}, hall(visit_minutes=60))
        enter(m, "quiz", mode=mode)
        for _ in range(50):
            m.tick(60)
        assert m.overlay is None and m.place is Place.ZONE


def test_when_time_is_up_the_screen_may_be_finished_then_farewell() -> None:
    m = machine()
    enter(m)
    for _ in range(21):
        m.tick(30)
        m.touch(Tap("nothing"))
    assert m.place is Place.ZONE and "时间到" in words_on(m)
    tap(m, "next")
    assert m.place is Place.FAREWELL
    names = named(m)
    assert names.count("TimeWarned") == 2 and names.count("TimeUp") == 1


def test_nobody_stays_beyond_the_overrun() -> None:
    m = machine()
    enter(m)
    for _ in range(13 * 12):
        m.tick(5)
        m.touch(Tap("nothing"))
    assert m.place is Place.FAREWELL


def test_time_up_on_the_way_home_leads_to_farewell_and_no_new_zone_opens() -> None:
    for last in ("frame/home", "leave/enter:quiz"):
        m = machine()
        enter(m)
        if last.startswith("leave"):
            tap(m, "frame/home")
        for _ in range(61):
            m.tick(10)
            m.touch(Tap("nothing"))
        tap(m, last)
        assert m.place is Place.FAREWELL


def test_the_map_shows_the_plan_as_it_is_after_a_skip_and_after_more_time() -> None:
    class Skipping(Fake):
        def touch(self, state: Page, gesture: Gesture) -> Step[Page]:
            if gesture.target == "next":
                return Step(state, (ZoneSkipped("case_warnings"),))
            return super().touch(state, gesture)

    m = machine({"map": Skipping("map")})
    tap(m, "leave/start", "admit/15")
    assert [zone for zone, _ in m.state.visit.plan] == ["case_warnings", "quiz", "message_board"]
    tap(m, "next")
    assert [zone for zone, _ in m.state.visit.plan] == ["quiz", "message_board"]
    left = m.state.visit.seconds_left
    m.extend_visit(5)
    assert m.state.visit.seconds_left == left + 300


def test_staff_extend_the_visit() -> None:
    m = machine()
    enter(m)
    assert m.extend_visit(5)
    assert VisitExtended(5) in [logged.event for logged in m.take()]
    assert not machine().extend_visit(5), "there is nothing to extend before a visit"
    tap(m, "frame/home", "leave/finish")
    assert not m.extend_visit(5), "nor after it"


def test_on_the_map_the_guide_gives_the_whole_visit_more_time_until_half_an_hour_was_given() -> None:
    m = machine()
    enter(m)
    tap(m, "frame/home")
    clock = m.visit_session.clock
    assert clock is not None
    for given in range(1, 7):
        tap(m, "frame/guide", "frame/extend", "frame/close")
        longer = m.visit_session.clock
        assert longer is not None and longer.limit == clock.limit + given * 300
    tap(m, "frame/guide")
    assert "frame/extend" not in targets(m.view()) and "frame/pause" in targets(m.view())
    tap(m, "frame/extend", "frame/close")
    assert [e.minutes for e in events(m) if isinstance(e, VisitExtended)] == [5.0] * 6


def test_the_guide_pauses_extends_and_goes_on() -> None:
    m = machine()
    enter(m)
    tap(m, "frame/guide", "frame/pause")
    left = m.visit_session.clock.left  # type: ignore[union-attr]
    m.tick(120)
    assert m.visit_session.clock.left == left and m.overlay == "paused"  # type: ignore[union-attr]
    tap(m, "frame/resume", "frame/guide", "frame/extend")
    assert named(m)[-3:] == ["VisitPaused", "VisitResumed", "ZoneExtended"]


def test_a_scene_that_raises_gives_way_to_sorry_and_the_map() -> None:
    m = machine()
    enter(m)
    tap(m, "fail")
    assert m.place is Place.SORRY
    tap(m, "leave/go_on")
    assert m.place is Place.MAP
    left = [e.event for e in m.take() if isinstance(e.event, ZoneLeft)]
    assert [e.how for e in left] == ["failed"]


def test_home_on_the_sorry_page_goes_on_with_the_visit() -> None:
    m = machine()
    enter(m)
    tap(m, "fail", "frame/home")
    assert m.place is Place.MAP and m.visit_session.visit is not None


def test_a_zone_that_cannot_even_begin_gives_way_to_the_usual_sorry_page() -> None:
    class Unwilling(Fake):
        def start(self, visit: Visit) -> Page:
            raise RuntimeError("not today")

    m = machine({"quiz": Unwilling("quiz")})
    enter(m, "quiz")
    assert m.place is Place.SORRY and "leave/go_on" in targets(m.view())


def test_a_scene_that_cannot_even_be_made_gives_way_too_and_is_closed_after_the_third_time() -> None:
    class Unmade(dict[str, Fake]):
        def get(self, name: str, *otherwise: object) -> Fake:  # type: ignore[override]
            if name == "quiz":
                raise ImportError("half a program")
            return self[name]

    scenes = Unmade((name, Fake(name)) for name in (*machine().scenes,))
    m = Machine(hall(), lambda: scenes, (1920, 1080), random.Random(1), lambda: "v")
    tap(m, "leave/start", "admit/15")
    for _ in range(3):
        tap(m, "leave/enter:quiz")
        assert m.place is Place.SORRY and "leave/go_on" in targets(m.view())
        tap(m, "leave/go_on")
    assert [e.error for e in events(m, SceneFailed)] == ["ImportError: half a program"] * 3  # type: ignore[union-attr]
    assert not m.visit_session.is_open("quiz")


def test_a_zone_that_cannot_say_whether_it_is_done_is_left_once_and_as_failed() -> None:
    class Unsure(Fake):
        def goal(self, state: Page) -> bool:
            raise RuntimeError("who knows")

    m = machine({"quiz": Unsure("quiz")})
    enter(m, "quiz")
    tap(m, "frame/home")
    assert m.place is Place.SORRY
    assert [e.how for e in events(m, ZoneLeft)] == [ZoneExit.FAILED]  # type: ignore[union-attr]


def test_the_map_counts_on_under_a_sheet_but_not_through_a_pause_and_zones_wait() -> None:
    class Counting(Fake):
        def tick(self, state: Page, seconds: float) -> Step[Page]:
            return Step(Page(state.visit, state.number + 1))

    m = machine({"map": Counting("map"), "quiz": Counting("quiz")})
    tap(m, "leave/start", "admit/15", "frame/help")
    m.tick(1.0)
    assert m.state.number == 1
    tap(m, "frame/close", "frame/guide", "frame/pause")
    m.tick(1.0)
    assert m.state.number == 1
    tap(m, "frame/resume", "leave/enter:quiz", "frame/help")
    m.tick(1.0)
    assert m.state.number == 0


def test_a_page_that_cannot_be_drawn_is_sorry_too() -> None:
    m = machine()
    enter(m)
    tap(m, *["next"] * 7)
    m.view()
    assert m.place is Place.SORRY


def test_even_a_broken_attract_and_a_broken_sorry_page_do_not_end_the_hall() -> None:
    m = machine({"attract": Broken("attract"), "sorry": Broken("sorry")})
    assert "请点一下" in words_on(m)
    tap(m, "go_on")
    m.tick(100)
    assert m.view()


def test_a_stale_tap_does_nothing() -> None:
    m = machine()
    enter(m)
    before = (m.place, m.state)
    tap(m, "admit/3", "case/unknown", "")
    assert (m.place, m.state) == before


def test_a_zone_without_content_is_closed_and_the_others_open() -> None:
    scenes = {n: Fake(n) for n in ("attract", "check_in", "map", "farewell", "sorry", "quiz", "message_board")}
    broken = {"case_warnings": "cases/a.yaml 第 3 行"}
    m = Machine(hall(), lambda: scenes, (1920, 1080), random.Random(1), lambda: "v", broken)
    assert ZoneClosed("case_warnings", "cases/a.yaml 第 3 行") in [e.event for e in m.take()]
    tap(m, "leave/start", "admit/1")
    assert m.visit_session.visit is not None and m.visit_session.visit.open_zones == ("quiz", "message_board")


def test_a_scene_made_visit_carries_the_number_of_people() -> None:
    m = machine()
    enter(m, people=15)
    assert next(e.event for e in m.take()) == VisitStarted(15, GroupKind.SCHOOL, (), VisitMode.GUIDED)
