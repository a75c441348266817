"""One visit after another through the machine, told as stories."""

from __future__ import annotations

from kiosk.core.events import VisitEnded, VisitExtended, VisitStarted, ZoneClosed, ZoneLeft
from kiosk.draw.items import Text, targets
from kiosk.scene import Tap
from kiosk.session.preview_state import look_ahead
from kiosk.session.table import Place, mermaid
from tests.session.fakes import Fake, enter, hall, machine, named, tap


def words_on(m: object) -> str:
    return "".join(line for item in m.view() if isinstance(item, Text) for line in item.lines)  # type: ignore[attr-defined]


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


def test_still_there_is_asked_and_touching_resumes_exactly_there() -> None:
    m = machine()
    enter(m)
    tap(m, "next")
    m.tick(299)
    m.tick(10)
    assert m.overlay == "asking" and "还在看吗" in words_on(m)
    before = m.state
    tap(m, "next")
    assert m.state == before, "what lies under the question cannot be touched"
    tap(m, "frame/stay")
    assert m.overlay == "" and m.state == before


def test_nobody_answers_and_the_hall_starts_over() -> None:
    m = machine()
    enter(m)
    tap(m, "frame/contrast")
    m.tick(300)
    m.tick(29)
    assert m.overlay == "asking", "there are at least twenty seconds to answer"
    m.tick(2)
    assert m.place is Place.ATTRACT and not m.look.contrast
    ended = [logged.event for logged in m.take() if isinstance(logged.event, VisitEnded)]
    assert [e.how for e in ended] == ["abandoned"]


def test_a_long_text_may_be_read_for_longer() -> None:
    short, long = machine({"quiz": Fake("quiz", "短")}), machine({"quiz": Fake("quiz", "长" * 300)})
    for m in (short, long):
        enter(m, "quiz")
        m.tick(100)
    assert (short.overlay, long.overlay) == ("asking", "")


def test_a_film_is_watched_without_being_asked() -> None:
    m = machine({"quiz": Fake("quiz", film=True)}, hall(visit_minutes=60))
    enter(m, "quiz")
    for _ in range(50):
        m.tick(60)
    assert m.overlay == "" and m.place is Place.ZONE


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


def test_staff_extend_the_visit() -> None:
    m = machine()
    enter(m)
    assert m.extend_visit(5)
    assert VisitExtended(5) in [logged.event for logged in m.take()]
    assert not machine().extend_visit(5), "there is nothing to extend before a visit"


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


def test_a_page_that_cannot_be_drawn_is_sorry_too() -> None:
    m = machine()
    enter(m)
    tap(m, *["next"] * 7)
    m.view()
    assert m.place is Place.SORRY


def test_three_failures_in_an_hour_close_the_zone_and_only_it() -> None:
    m = machine(None, hall(visit_minutes=60))
    tap(m, "leave/start", "admit/15")
    for _ in range(3):
        tap(m, "leave/enter:quiz", "fail", "leave/go_on")
    assert ZoneClosed("quiz", "一小时内出错三次") in [e.event for e in m.take()]
    tap(m, "leave/enter:quiz")
    assert m.place is Place.MAP
    tap(m, "leave/enter:case_warnings")
    assert m.place is Place.ZONE


def test_failures_far_apart_close_nothing() -> None:
    m = machine()
    for _ in range(4):
        tap(m, "leave/start", "admit/15", "leave/enter:quiz", "fail", "leave/go_on", "leave/finish", "frame/home")
        m.tick(3600)
    assert not m.visit_session.failures.closed


def test_even_a_broken_attract_and_a_broken_sorry_page_do_not_end_the_hall() -> None:
    class Broken(Fake):
        def view(self, state: object, look: object) -> list[object]:  # type: ignore[override]
            raise RuntimeError("nothing works")

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


def test_looking_ahead_changes_nothing() -> None:
    m = machine()
    enter(m)
    m.take()
    before = (m.place, m.state, m.visit_session.visit)
    shown = look_ahead(m, "next")
    assert (m.place, m.state, m.visit_session.visit) == before and m.take() == []
    tap(m, "next")
    assert list(shown) == list(m.view())


def test_a_zone_without_content_is_closed_and_the_others_open() -> None:
    import random

    from kiosk.session.machine import Machine

    scenes = {n: Fake(n) for n in ("attract", "check_in", "map", "farewell", "sorry", "quiz", "message_board")}
    broken = {"case_warnings": "cases/a.yaml 第 3 行"}
    m = Machine(hall(), lambda: scenes, (1920, 1080), random.Random(1), lambda: "v", broken)
    assert ZoneClosed("case_warnings", "cases/a.yaml 第 3 行") in [e.event for e in m.take()]
    tap(m, "leave/start", "admit/1")
    assert m.visit_session.visit is not None and m.visit_session.visit.open_zones == ("quiz", "message_board")


def test_a_scene_made_visit_carries_the_number_of_people() -> None:
    m = machine()
    enter(m, people=15)
    assert next(e.event for e in m.take()) == VisitStarted(15, "school", (), "guided")


def test_the_diagram_in_the_docs_is_the_table() -> None:
    from pathlib import Path

    shown = (Path(__file__).parents[2] / "docs" / "states.md").read_text("utf-8")
    assert mermaid() in shown
