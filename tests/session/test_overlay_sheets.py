"""The sheets over a screen, as a guide reads them."""

from __future__ import annotations

import pytest

from kiosk.content.models.hall import PanelSize
from kiosk.core.geometry import Rect
from kiosk.draw.items import Panel, Text, targets
from kiosk.parts.scroller import Scroll
from kiosk.scene import Drag
from kiosk.session import frame, overlay_sheets
from kiosk.session.frame import Settings, Shown
from kiosk.session.handset import Access
from kiosk.session.machine import Machine
from kiosk.session.overlay_sheets import (
    AskingSheet,
    BlankPage,
    GuideSheet,
    HelpSheet,
    PausedSheet,
    RemoteSheet,
    Sheet,
    WaitingLine,
)
from kiosk.session.table import OverlayKind, Place
from tests.geometry import problems
from tests.session.fakes import enter, machine, tap

NINE = tuple((n, f"第{n}个有名字的展区", 4.5) for n in range(1, 10))
FINGERPRINT = " ".join(["A1B2"] * 16)
SHEETS = (
    HelpSheet(),
    AskingSheet(),
    PausedSheet(10),
    GuideSheet(NINE, 40, Place.ZONE, True),
    GuideSheet(NINE[:3], 12, Place.MAP, True),
    GuideSheet(NINE[:3], 12, Place.TRIAL, True),
    GuideSheet(NINE, 40, Place.MAP, False),
    GuideSheet((), 1, Place.ZONE, True),
    GuideSheet(NINE, 40, Place.ZONE, True, remote=True),
    WaitingLine(),
    RemoteSheet(None),
    RemoteSheet(Access("open", "https://192.168.100.200:58443/", "407193", FINGERPRINT)),
    RemoteSheet(Access("locked")),
    RemoteSheet(Access("taken")),
    RemoteSheet(Access("failed", why="这台电脑没有连上馆里的网络：接好网线或无线网，再点“重新打开”。")),
    BlankPage(),
)
MODES = (Settings(), Settings(large=True), Settings(contrast=True), Settings(reach=True), Settings(True, True, True))


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


def test_a_sheet_that_is_flicked_runs_on_and_comes_to_rest() -> None:
    m = machine()
    m.resize((1366, 768))
    enter(m)
    tap(m, "frame/large", "frame/reach", "frame/help")
    sheet = next(i for i in m.view() if i.finger == "drag" and i.target == "frame/sheet")
    for phase, vy in (("start", 0.0), ("move", 0.0), ("end", -600.0)):
        m.touch(Drag("frame/sheet", phase, 0.0, -10.0, vy=vy, extent=sheet.extent))  # type: ignore[arg-type]
    assert m.due() == 0.0
    before = m.view()
    m.tick(0.05)
    assert m.view() is not before
    for _ in range(200):
        m.tick(0.05)
    assert m.due() != 0.0 and m.overlay is OverlayKind.HELP


@pytest.mark.parametrize("pixels", [(1920, 1080), (1080, 1920), (1366, 768)])
@pytest.mark.parametrize(
    "shown", SHEETS, ids=lambda shown: f"{type(shown).__name__}-{len(getattr(shown, 'ahead', ()))}"
)
def test_nothing_on_a_sheet_is_cut_off_small_or_faint_on_any_panel_in_any_mode(
    shown: Sheet, pixels: tuple[int, int]
) -> None:
    around = Shown("六个一律、八个凡是区", "rules", 7, 9, 0.1, "还剩 5 分钟", guide=True)
    found = []
    for settings in MODES:
        look = frame.fitted(frame.look_for(pixels, settings, PanelSize()), around, PanelSize())
        items = overlay_sheets.view(look, shown, Scroll())
        found += [(settings, problem) for problem in problems(look, items)]
        block = next(i for i in items if i.finger == "block")
        assert block.rect.covers(Rect(0, 0, *look.canvas)), "nothing beneath can be touched"
    assert found == []
