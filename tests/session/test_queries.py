"""What only looks changes nothing: asked once or a hundred times, `view`, `due` and `page` give the same and leave no
trace; and nothing is composed anew where nothing has changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.core.events import SceneFailed
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.scene import Gesture, Step
from kiosk.session.machine import Machine
from kiosk.session.preview_state import look_ahead
from kiosk.session.table import OverlayKind, Place
from tests.session.fakes import Broken, Fake, Page, enter, events, hall, machine, tap


class BrokenDue(Fake):
    def due(self, state: Page) -> float | None:
        raise RuntimeError("no idea when")


class BrokenPage(Fake):
    def page(self, state: Page) -> str:
        raise RuntimeError("no idea where")


class Counted(Fake):
    """Counts how often it is drawn, and what else it is asked."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.drawn = 0

    def view(self, state: Page, look: Look) -> list[Item]:
        self.drawn += 1
        return super().view(state, look)


class Growing(Counted):
    """Changes with every second."""

    def tick(self, state: Page, seconds: float) -> Step[Page]:
        return Step(Page(state.visit, min(6, state.number + 1)))


class Deaf(Counted):
    """Changes with nothing."""

    def touch(self, state: Page, gesture: Gesture) -> Step[Page]:
        return Step(state)


def in_the_quiz(scene: Fake) -> Machine:
    m = machine({"quiz": scene})
    enter(m, "quiz")
    return m


SITUATIONS: dict[str, Callable[[], Machine]] = {
    "at the beginning": machine,
    "in a zone": lambda: in_the_quiz(Fake("quiz")),
    "on a page that cannot be drawn": lambda: _seventh_page(),
    "a scene that cannot be drawn": lambda: in_the_quiz(Broken("quiz")),
    "a scene that cannot say when": lambda: in_the_quiz(BrokenDue("quiz")),
    "a scene that cannot say where": lambda: in_the_quiz(BrokenPage("quiz")),
    "a broken attract loop and sorry page": lambda: machine({n: Broken(n) for n in ("attract", "sorry")}),
    "asked": lambda: _silent("free"),
    "waiting": lambda: _silent("admit"),
}


def _seventh_page() -> Machine:
    m = in_the_quiz(Fake("quiz"))
    tap(m, *["next"] * 7)
    return m


def _silent(mode: str) -> Machine:
    m = machine()
    enter(m, mode=mode)
    m.tick(200.0)
    return m


@pytest.mark.parametrize("situation", SITUATIONS)
def test_looking_changes_nothing(situation: str) -> None:
    m = SITUATIONS[situation]()
    m.take()

    def seen() -> object:
        return (m.place, m.zone, m.overlay, m.state, m.visit_session.visit, m.visit_session.failures, m.look)

    before, items, page, due = seen(), m.view(), m.page(), m.due()
    for _ in range(5):
        assert m.view() is items and m.page() == page and m.due() == due
    assert seen() == before
    assert m.take() == []


@pytest.mark.parametrize("scene", [Broken, BrokenDue, BrokenPage])
def test_a_scene_that_cannot_be_shown_gives_way_when_it_is_entered_and_not_when_it_is_looked_at(
    scene: type[Fake],
) -> None:
    m = in_the_quiz(scene("quiz"))
    assert [e.scene for e in events(m, SceneFailed)] == ["quiz"]  # type: ignore[union-attr]
    assert m.place is Place.SORRY and m.view()


def test_a_scene_that_can_be_shown_on_one_panel_but_not_on_another_gives_way_when_the_panel_is_turned() -> None:
    class Upright(Fake):
        def view(self, state: Page, look: Look) -> list[Item]:
            return super().view(state, look) if not look.portrait else [][1]

    m = in_the_quiz(Upright("quiz"))
    assert m.place is Place.ZONE
    m.resize((1080, 1920))
    assert m.place is Place.SORRY and m.look.portrait


def test_a_touch_composes_the_list_once_and_one_that_changes_nothing_not_at_all() -> None:
    quiz = Counted("quiz")
    m = in_the_quiz(quiz)
    drawn, items = quiz.drawn, m.view()
    for _ in range(3):
        m.view(), m.due(), m.page(), m.look
    assert quiz.drawn == drawn and m.view() is items
    tap(m, "next")
    assert quiz.drawn == drawn + 1 and m.view() is not items
    tap(m, "nothing")
    assert quiz.drawn == drawn + 1
    deaf = Deaf("quiz")
    m = in_the_quiz(deaf)
    drawn, items = deaf.drawn, m.view()
    tap(m, "next")
    assert deaf.drawn == drawn and m.view() is items


def test_a_tick_that_changes_nothing_composes_nothing_and_one_that_moves_something_composes_once() -> None:
    quiz = Counted("quiz")
    m = in_the_quiz(quiz)
    drawn, items = quiz.drawn, m.view()
    for _ in range(20):
        m.tick(0.05)
    assert quiz.drawn == drawn and m.view() is items
    growing = Growing("quiz")
    m = in_the_quiz(growing)
    drawn = growing.drawn
    for _ in range(4):
        m.tick(0.05)
    assert growing.drawn == drawn + 4


def test_the_ring_moves_on_and_the_list_with_it() -> None:
    m = machine(None, hall(visit_minutes=10))
    enter(m)
    items = m.view()
    m.tick(9.0)
    assert m.view() is items
    m.tick(2.0)
    assert m.view() is not items, "a sixtieth of the visit is gone"


def test_a_sheet_that_counts_is_composed_anew_with_each_minute_only() -> None:
    m = machine()
    enter(m)
    tap(m, "frame/guide", "frame/pause")
    items = m.view()
    m.tick(30.0)
    assert m.view() is items
    m.tick(31.0)
    assert m.view() is not items


def test_looking_ahead_changes_nothing_and_shows_what_a_tap_will_bring() -> None:
    m = machine()
    enter(m)
    m.take()
    items = m.view()
    before = (m.place, m.state, m.visit_session.visit, m.overlay)
    ahead = {word: look_ahead(m, word).items for word in ("next", "frame/help", "frame/home", "fail")}
    assert (m.place, m.state, m.visit_session.visit, m.overlay) == before and m.take() == []
    assert m.view() is items
    for word, shown in ahead.items():
        again = machine()
        enter(again)
        tap(again, word)
        assert list(shown) == list(again.view()), word


def test_looking_ahead_from_a_dimmed_screen_shows_it_awake() -> None:
    m = _silent("admit")
    assert m.overlay is OverlayKind.WAITING
    awake = look_ahead(m, "frame/stay").items
    assert m.overlay is OverlayKind.WAITING
    tap(m, "frame/stay")
    assert list(awake) == list(m.view())
