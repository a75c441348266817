"""The frame round every screen, and when the hall must wake to keep it true."""

from __future__ import annotations

import pytest

from kiosk.content.models.hall import PanelSize
from kiosk.core.events import TimeUp, TimeWarned, VisitResumed
from kiosk.core.vocabulary import ResumeCause
from kiosk.draw.items import Arc, targets
from kiosk.draw.widgets import next_button
from kiosk.session.frame import Settings, Shown, fitted, look_for, view
from kiosk.session.machine import Machine
from kiosk.session.table import OverlayKind, Place
from tests.session.fakes import enter, events, hall, machine, tap, words_on


def tools(m: Machine) -> set[str]:
    return {word.removeprefix("frame/") for word in targets(m.view()) if word.startswith("frame/")}


def ring(m: Machine) -> float | None:
    """Degrees of the ring that stand for what is left; None without a ring."""
    arcs = [item for item in m.view() if isinstance(item, Arc)]
    return arcs[-1].sweep if arcs else None


def test_the_attract_loop_has_the_whole_panel_to_itself() -> None:
    m = machine()
    assert tools(m) == set() and words_on(m) == "" and ring(m) is None


def test_every_place_has_its_own_head_and_its_own_ways_out() -> None:
    settings = {"large", "contrast", "reach", "volume", "aloud", "help"}
    m = machine()
    tap(m, "leave/start")
    assert "入馆登记" in words_on(m) and tools(m) == {*settings, "home", "back"} and ring(m) is None
    tap(m, "free/15")
    assert "展区图" in words_on(m) and tools(m) == settings and ring(m) == 360.0
    tap(m, "leave/enter:quiz")
    assert "第 2 区 · 共 3 区" in words_on(m) and tools(m) == {*settings, "home", "back"}
    tap(m, "fail")
    assert "抱歉" in words_on(m) and tools(m) == {*settings, "home"}
    tap(m, "leave/go_on", "leave/finish")
    assert "慢走" in words_on(m) and tools(m) == {*settings, "home"} and ring(m) is None


def test_only_an_officer_has_the_guides_tool() -> None:
    for mode, has in (("admit", True), ("free", False)):
        m = machine()
        enter(m, mode=mode)
        assert ("guide" in tools(m)) is has


def test_a_hall_that_sleeps_as_long_as_it_is_told_misses_nothing_and_wakes_seldom() -> None:
    m = machine(None, hall(visit_minutes=10, overrun_seconds=120))
    enter(m)
    m.take()
    now, wakes, logged = 0.0, 0, []
    while m.place is not Place.FAREWELL:
        due = m.due()
        assert due is not None and due > 0
        m.tick(due)
        now, wakes = now + due, wakes + 1
        logged += [(round(now, 1), event) for event in events(m, TimeWarned, TimeUp)]
    assert logged == [(300.0, TimeWarned(5)), (540.0, TimeWarned(1)), (600.0, TimeUp())]
    assert now == pytest.approx(720.0, abs=0.1)
    assert wakes < 150, "once for each sixtieth and each minute, not all the time"


def test_the_ring_shows_each_sixtieth_as_soon_as_it_is_gone() -> None:
    m = machine(None, hall(visit_minutes=10))
    enter(m)
    m.tick(5.0)
    due = m.due()
    assert due == pytest.approx(5.0, abs=0.05) and ring(m) == 360.0
    m.tick(due)
    assert ring(m) == pytest.approx(354.0)


def test_the_minutes_of_a_pause_are_shown_as_soon_as_they_change() -> None:
    m = machine(None, hall(pause_minutes=3))
    enter(m)
    m.tick(12.0)
    tap(m, "frame/guide", "frame/pause")
    m.take()
    for minutes in (3, 2, 1):
        assert f"最多还能停 {minutes} 分钟" in words_on(m)
        due = m.due()
        assert due == pytest.approx(60.0, abs=0.05)
        m.tick(due)
    assert m.overlay is not OverlayKind.PAUSED
    assert events(m, VisitResumed) == [VisitResumed(pytest.approx(180.0, abs=0.1), ResumeCause.LIMIT)]


@pytest.mark.parametrize("settings", [Settings(), Settings(large=True)])
@pytest.mark.parametrize("pixels", [(1920, 1080), (1366, 768), (1280, 800), (1024, 768), (1280, 1024), (1080, 1920)])
def test_the_next_step_has_room_for_its_words_on_every_panel(pixels: tuple[int, int], settings: Settings) -> None:
    shown, panel = Shown("试验区", guide=True), PanelSize()
    look = fitted(look_for(pixels, settings, panel), shown, panel)
    tools_at = [item.rect for item in view(look, shown) if item.target]
    step = next(item.rect for item in next_button(look, "看看破绽在哪", "next") if item.target)
    assert step.h < 1.2 * max(rect.h for rect in tools_at), "its words stand on one line"
    assert step.bottom < look.canvas.h and not [rect for rect in tools_at if not rect.meet(step).empty]
