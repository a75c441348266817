"""Calm mode: the hall's owner sets it for all, a visitor for the visit; then nothing moves."""

from __future__ import annotations

from kiosk.core.events import SettingChanged
from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import Setting
from kiosk.draw.items import Item, Moving, Text, targets
from kiosk.draw.look import Look
from kiosk.session.machine import Machine
from tests.session.fakes import Fake, Page, enter, events, hall, machine, tap


def said(m: Machine) -> str:
    return "".join(line for item in m.view() if isinstance(item, Text) for line in item.lines)


def over(m: Machine) -> None:
    """The visit ends, and the hall waits for the next."""
    tap(m, "frame/home", "leave/finish")
    m.tick(10_000)


def test_a_visitor_who_wants_nothing_to_move_finds_it_under_help() -> None:
    m = machine()
    enter(m)
    assert not m.scenery().calm
    tap(m, "frame/help")
    assert "画面不动" in said(m) and "frame/still" in targets(m.view())
    events(m)
    tap(m, "frame/still")
    assert m.scenery().calm and m.look.still and "画面会动" in said(m)
    assert events(m) == [SettingChanged(Setting.STILL, True)]
    tap(m, "frame/close")
    assert m.scenery().calm
    over(m)
    assert not m.scenery().calm, "the next group finds the hall as it is"


def test_a_calm_hall_is_calm_for_every_visit_unless_a_visitor_wishes_otherwise() -> None:
    m = machine(given=hall(calm=True))
    assert m.scenery().calm, "nothing moves where nobody is either"
    enter(m)
    tap(m, "frame/help", "frame/still", "frame/close")
    assert not m.scenery().calm
    over(m)
    assert m.scenery().calm


def test_how_things_move_is_beside_the_list_and_not_in_it() -> None:
    class Counting(Fake):
        def view(self, state: Page, look: Look) -> list[Item]:
            return [*super().view(state, look), Moving(rect=Rect(0, 0, 10, 10), manner="count")]

    m = machine({"quiz": Counting("quiz")})
    enter(m, "quiz")
    assert [moving.manner for moving in m.scenery().moves] == ["count"]
    assert not any(isinstance(item, Moving) for item in m.view())
    assert m.scenery().items is m.view() and m.scenery().page == m.page()
    tap(m, "frame/home")
    assert m.scenery().moves == []
