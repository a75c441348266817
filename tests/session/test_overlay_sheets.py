"""The sheets over a screen, as a guide reads them."""

from __future__ import annotations

from kiosk.draw.items import Panel, Text, targets
from kiosk.session.machine import Machine
from tests.session.fakes import enter, machine, tap


def lines_on(m: Machine) -> list[str]:
    return [line for item in m.view() if isinstance(item, Text) for line in item.lines]


def test_the_pause_says_what_is_left_of_it_and_not_what_was() -> None:
    m = machine()
    enter(m)
    tap(m, "frame/guide", "frame/pause")
    total = round(m.limits.pause_minutes)
    assert f"时间停住了，最多还能停 {total} 分钟。" in lines_on(m)
    m.tick(121)
    assert f"时间停住了，最多还能停 {total - 2} 分钟。" in lines_on(m)


def test_the_plan_numbers_the_zones_as_the_map_does() -> None:
    m = machine()
    enter(m)
    tap(m, "frame/home", "frame/guide")
    shown = lines_on(m)
    first = next(i for i, line in enumerate(shown) if "　" in line)
    assert shown[first - 1] == "2", "the first zone was seen; the second keeps its number"


def test_the_yellow_way_on_is_at_the_lower_right_of_every_sheet() -> None:
    m = machine()
    enter(m)
    for word, onward in (("frame/help", "frame/close"), ("frame/guide", "frame/close")):
        tap(m, word)
        sheet = [i for i in m.view() if isinstance(i, Panel) and i.finger == "block"][-1].rect
        button = targets(m.view())[onward].rect
        assert sheet.right - button.right < 60 and sheet.bottom - button.bottom < 60
        tap(m, onward)
