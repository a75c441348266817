"""Scenes that raise: the hall says sorry and goes on, and what fails again and again is closed for a while."""

from __future__ import annotations

import weakref

import pytest

from kiosk.core.events import SceneFailed, ZoneClosed
from kiosk.session import failures
from kiosk.session.failures import Failures
from kiosk.session.machine import Machine
from kiosk.session.table import Place
from tests.session.fakes import OUTCOMES, enter, events, hall, machine, tap

WHY = "一小时内出错三次"


def fail_in_the_quiz(m: Machine, seconds: float) -> None:
    """From the map into the quiz, which fails `seconds` later; back to the map."""
    tap(m, "leave/enter:quiz")
    assert m.place is Place.ZONE
    while seconds > 0:
        m.tick(min(30.0, seconds))
        tap(m, "nothing")
        seconds -= 30.0
    tap(m, "fail", "leave/go_on")
    assert m.place is Place.MAP


def test_two_failures_close_nothing_and_the_third_closes_that_zone_alone() -> None:
    m = machine(None, hall(visit_minutes=60))
    tap(m, "leave/start", "admit/15")
    fail_in_the_quiz(m, 0.0)
    fail_in_the_quiz(m, 0.0)
    assert events(m, ZoneClosed) == []
    fail_in_the_quiz(m, 0.0)
    assert events(m, ZoneClosed) == [ZoneClosed("quiz", WHY)]
    tap(m, "leave/enter:quiz")
    assert m.place is Place.MAP
    tap(m, "leave/enter:case_warnings")
    assert m.place is Place.ZONE


@pytest.mark.parametrize(("third", "closed"), [(3599.0, True), (3600.0, False)])
def test_the_third_failure_counts_when_it_comes_within_the_hour_of_the_first(third: float, closed: bool) -> None:
    m = machine(None, hall(visit_minutes=120))
    tap(m, "leave/start", "admit/15")
    fail_in_the_quiz(m, 0.0)
    fail_in_the_quiz(m, 0.0)
    fail_in_the_quiz(m, third)
    assert (events(m, ZoneClosed) == [ZoneClosed("quiz", WHY)]) is closed


@pytest.mark.parametrize(
    "raised", [SystemExit(3), KeyboardInterrupt(), GeneratorExit(), RecursionError(), MemoryError()]
)
@pytest.mark.parametrize("method", ["start", "touch", "view", "page", "due"])
def test_whatever_a_scene_raises_is_its_failure_and_the_hall_goes_on(raised: BaseException, method: str) -> None:
    m = machine(None, hall(visit_minutes=60))
    tap(m, "leave/start", "admit/15")
    quiz = m.scene("quiz")

    def end(*_: object) -> None:
        raise raised

    setattr(quiz, method, end)
    tap(m, "leave/enter:quiz", "next")
    assert m.place is Place.SORRY
    (failure,) = events(m, SceneFailed)
    assert failure.scene == "quiz" and failure.error.startswith(type(raised).__name__)
    tap(m, "leave/go_on")
    assert m.place is Place.MAP


def test_a_scene_that_cannot_even_be_made_because_it_ends_the_program() -> None:
    class Ending(dict[str, object]):
        def get(self, name: str, otherwise: object = None) -> object:
            if name == "quiz":
                raise SystemExit(3)
            return super().get(name, otherwise)

    m = machine(None, hall(visit_minutes=60))
    tap(m, "leave/start", "admit/15")
    m._flow.runner.scenes = Ending(m._flow.runner.scenes)
    tap(m, "leave/enter:quiz")
    assert m.place is Place.SORRY and [e.scene for e in events(m, SceneFailed)] == ["quiz"]


def test_a_scene_that_takes_all_memory_is_closed_at_once() -> None:
    m = machine(None, hall(visit_minutes=60))
    tap(m, "leave/start", "admit/15")
    m.scene("quiz").touch = lambda *_: (_ for _ in ()).throw(MemoryError())  # type: ignore[method-assign,union-attr]
    tap(m, "leave/enter:quiz", "next", "leave/go_on")
    assert [closed.zone for closed in events(m, ZoneClosed)] == ["quiz"]
    tap(m, "leave/enter:quiz")
    assert m.place is Place.MAP


def test_what_a_scene_held_when_it_failed_is_let_go() -> None:
    """It may be all the memory there is."""
    kept: list[weakref.ref[object]] = []

    class Large:
        pass

    def end(*_: object) -> None:
        held = Large()
        kept.append(weakref.ref(held))
        raise SystemExit

    m = machine(None, hall(visit_minutes=60))
    tap(m, "leave/start", "admit/15")
    fails, m._flow.runner._failed = (
        m._flow.runner._failed,
        lambda error: (kept[0]() is None or kept.append(kept[0]), fails(error)),
    )  # type: ignore[assignment,func-returns-value]
    m.scene("quiz").touch = end  # type: ignore[method-assign,union-attr,assignment]
    tap(m, "leave/enter:quiz", "next")
    assert len(kept) == 1 and kept[0]() is None, "already before anything is made of it"


def test_failures_of_one_zone_do_not_count_against_another() -> None:
    m = machine(None, hall(visit_minutes=60))
    tap(m, "leave/start", "admit/15")
    for zone in ("quiz", "case_warnings", "quiz", "message_board", "case_warnings"):
        tap(m, f"leave/enter:{zone}", "fail", "leave/go_on")
    assert events(m, ZoneClosed) == []


def test_a_closed_zone_is_closed_once() -> None:
    shown = failures.close(Failures(), "quiz", "x")
    for at in (1.0, 2.0, 3.0, 4.0):
        shown, enough = failures.failed(shown, "quiz", at)
        assert not enough


def test_after_a_farewell_that_failed_the_hall_waits_for_the_next_group() -> None:
    m = machine(None, hall(visit_minutes=40))
    tap(m, "leave/start", "admit/15", "leave/enter:quiz", "frame/home", "leave/finish")
    assert m.place is Place.FAREWELL
    m.take()
    tap(m, "fail", "leave/go_on")
    assert m.place is Place.ATTRACT, "the visit has ended: there is nothing to go on with"
    assert events(m) == [SceneFailed("farewell", "RuntimeError: broken on purpose")]


def test_what_cannot_be_painted_gives_way_as_what_raises_does() -> None:
    m = machine()
    enter(m, "quiz")
    m.take()
    m.fail(ValueError("no such picture"))
    assert m.place is Place.SORRY and events(m, SceneFailed) == [SceneFailed("quiz", "ValueError: no such picture")]


@pytest.mark.parametrize("outcome", ["nowhere", "admitted"])
def test_a_way_out_that_there_is_not_is_a_failure(outcome: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(OUTCOMES, "quiz", (outcome,))
    m = machine()
    enter(m, "quiz")
    tap(m, f"leave/{outcome}")
    assert m.place is Place.SORRY
    assert [e.scene for e in events(m, SceneFailed)] == ["quiz"]  # type: ignore[union-attr]
