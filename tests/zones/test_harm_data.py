"""What visitors notice in 危害数据分析区: touch a mark and read what it means; figures grow honestly or not at all."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from kiosk.content.catalogue import Catalogue
from kiosk.content.load import load
from kiosk.content.models.base import Source
from kiosk.content.parts import Parts
from kiosk.content.wording_hash import wording_of
from kiosk.core.events import ItemFinished, ItemOpened
from kiosk.core.subject import Subject
from kiosk.draw.charts import runs
from kiosk.draw.items import Item, Lines, Panel, Text, targets
from kiosk.draw.look import Look
from kiosk.scene import Drag, Tap, Visit
from kiosk.zones.harm_data.living import counted
from kiosk.zones.harm_data.manifest import HARM_DATA, HarmDataContent
from kiosk.zones.harm_data.models import (
    Chart,
    ChartArea,
    ChartKind,
    ChartMark,
    Charts,
    Living,
    LocalFigure,
    LocalFigures,
)
from kiosk.zones.harm_data.pages import ChartPage, ChartWallPage, LivingPage, LocalPage
from kiosk.zones.harm_data.scene import HarmDataScene, HarmDataState
from kiosk.zones.harm_data.upright import upright

ROOT = Path(__file__).parents[2]
LOOK = Look()
SOURCE = Source("公安部", "2026-01-08", "全年")
YEARS = Chart(
    "years",
    "每年破案二十万起以上",
    ChartKind.COLUMNS,
    "万起",
    (
        ChartMark("2021年", 40, "平均一天一千多起。", Source("公安部", "2022-01-05")),
        ChartMark("2022年", 20, "只算到十一月。", Source("公安部", "2023-01-05"), exact="20万余起", basis="1至11月"),
        ChartMark("2023年", 30, "平均一天八百多起。", SOURCE),
    ),
    note="口径不同，不连线。",
)
CHARTS = (
    YEARS,
    Chart(
        "ring",
        "六成在四十岁以下的年纪",
        ChartKind.SHARE,
        "%",
        (ChartMark("四十岁以下", 60, "年轻人更常遇到。", SOURCE), ChartMark("其他", 40, "余下的人。", SOURCE)),
    ),
    Chart(
        "cells",
        "一百起里有八十起是这几种",
        ChartKind.WAFFLE,
        "%",
        (ChartMark("这几种", 80, "八十起。", SOURCE), ChartMark("其他", 20, "二十起。", SOURCE)),
    ),
    Chart(
        "lying",
        "两根条说的不是一回事",
        ChartKind.BARS,
        "%",
        (ChartMark("案件", 30, "三成。", SOURCE), ChartMark("钱", 60, "六成。", SOURCE)),
        area=ChartArea.SHANDONG,
    ),
)
LIVING = Living("从您走到这里又拦下多少", 8_640_000, "次", "36亿 ÷ 365天", SOURCE)
ZONE = HarmDataScene(CHARTS, LIVING)


def words(items: list[Item]) -> str:
    return "\n".join("".join(i.lines) for i in items if isinstance(i, Text))


def play(zone: HarmDataScene, state: HarmDataState, *taps: str) -> HarmDataState:
    for target in taps:
        state = zone.touch(state, Tap(target)).state
    return state


def chart_page(state: HarmDataState) -> ChartPage:
    assert isinstance(state.page, ChartPage)
    return state.page


def about(chart: Chart) -> Subject:
    return Subject("harm_data", chart.id, "", None, wording_of(chart))


def test_a_touched_column_says_its_exact_figure_its_meaning_and_its_source() -> None:
    opened = ZONE.touch(ZONE.start(Visit()), Tap("open/years"))
    assert opened.events == (ItemOpened(*about(YEARS)),)
    assert "来源：公安部 2022-01-05 至 2026-01-08" in words(ZONE.view(opened.state, LOOK))
    touched = ZONE.touch(opened.state, Tap("mark/1"))
    assert touched.events == (ItemFinished(*about(YEARS)),)
    said = words(ZONE.view(touched.state, LOOK))
    for shown in ("20万余起", "只算到十一月。", "口径不同", "1至11月", "来源：公安部 2023-01-05", "单位：万起"):
        assert shown in said


def test_the_touched_mark_is_lit_and_the_others_stand_back() -> None:
    state = play(ZONE, ZONE.start(Visit()), "open/years", "mark/2")
    drawn = [ZONE.view(s, LOOK) for s in (play(ZONE, ZONE.start(Visit()), "open/years"), state)]
    before, after = (
        [i for i in items if isinstance(i, Panel) and LOOK.theme.danger_light in (i.fill, i.border)] for items in drawn
    )
    assert (len(before), len(after)) == (3, 1)


def test_a_column_of_another_basis_stands_on_its_own_floor_and_nothing_is_joined_by_a_line() -> None:
    drawn = upright(LOOK, YEARS, None, 900, 500)
    assert drawn is not None
    floors = [i.rect for i in drawn.items if isinstance(i, Panel) and i.rect.h == 3]
    assert len(floors) == 3
    assert all(b.x - a.right >= 40 for a, b in pairwise(floors))
    charts = [s for s in ZONE.samples() if isinstance(s.page, ChartPage)]
    assert charts and not any(isinstance(i, Lines) for s in charts for i in ZONE.view(s, LOOK))


def test_drawn_columns_are_as_high_as_their_values() -> None:
    drawn = upright(LOOK, YEARS, None, 900, 500)
    assert drawn is not None
    floor = next(i.rect.y for i in drawn.items if isinstance(i, Panel) and i.rect.h == 3)
    bars = [
        i.rect
        for i in drawn.items
        if isinstance(i, Panel) and i.rect.bottom == pytest.approx(floor) and not i.target and i.rect.h > 3
    ]
    assert [round(r.h / bars[0].h, 3) for r in bars] == [1, 0.5, 0.75]


def test_every_mark_can_be_touched_with_a_whole_finger_in_every_look() -> None:
    for look in (LOOK, replace(LOOK, large=True), replace(LOOK, units_per_mm=6.0)):
        for chart in CHARTS:
            state = play(ZONE, ZONE.start(Visit()), f"open/{chart.id}")
            found = targets(ZONE.view(state, look))
            missing = [i for i in range(len(chart.marks)) if f"mark/{i}" not in found]
            assert not missing or "plot" in targets(ZONE.view(state, look), "drag")
            assert all(found[t].rect.w >= look.target for t in found if t.startswith("mark/"))


def test_a_finger_on_the_ring_or_in_a_cell_chooses_what_lies_under_it() -> None:
    ring = play(ZONE, ZONE.start(Visit()), "open/ring")
    assert chart_page(ZONE.touch(ring, Tap("ring", 0.9, 0.5)).state).mark == 0
    assert chart_page(ZONE.touch(ring, Tap("ring", 0.1, 0.4)).state).mark == 1
    assert ZONE.touch(ring, Tap("ring", 0.01, 0.01)).state == ring
    cells = play(ZONE, ZONE.start(Visit()), "open/cells")
    assert chart_page(ZONE.touch(cells, Tap("grid", 0.5, 0.75)).state).mark == 0
    assert chart_page(ZONE.touch(cells, Tap("grid", 0.5, 0.95)).state).mark == 1


def test_one_walks_from_the_first_page_to_the_last_and_back_to_the_wall() -> None:
    state = play(ZONE, ZONE.start(Visit()), "next")
    seen = [ZONE.page(state)]
    while not isinstance(state.page, ChartWallPage):
        state = play(ZONE, state, "next")
        seen.append(ZONE.page(state))
    assert seen == ["living", "chart:years", "chart:ring", "chart:cells", "chart:lying", "wall"]
    last = play(ZONE, ZONE.start(Visit()), "open/lying", "prev")
    assert ZONE.page(last) == "chart:cells"


def test_three_charts_touched_reach_the_goal_and_looking_alone_does_not() -> None:
    state = play(ZONE, ZONE.start(Visit()), "open/years", "next", "next", "next")
    assert not ZONE.goal(state)
    state = play(ZONE, ZONE.start(Visit()), "open/years", "mark/0", "mark/1", "next", "mark/0", "next")
    assert not ZONE.goal(state)
    assert ZONE.goal(play(ZONE, state, "mark/0"))
    assert "看过了" in words(ZONE.view(play(ZONE, state, "back"), LOOK))


def test_a_mark_is_counted_once_however_often_it_is_touched() -> None:
    state = play(ZONE, ZONE.start(Visit()), "open/years", "mark/0")
    assert ZONE.touch(state, Tap("mark/1")).events == ()


def test_the_living_figure_starts_with_the_visit_and_grows_each_second() -> None:
    state = play(ZONE, ZONE.start(Visit(seconds=600)), "open/living")
    assert ZONE.due(state) == 1.0
    assert "6万\n" in words(ZONE.view(state, LOOK))
    state = ZONE.tick(state, 10.0).state
    said = words(ZONE.view(state, LOOK))
    for shown in ("6.1万\n", "10分10秒", "100次", "610秒", "36亿 ÷ 365天", "来源：公安部 2026-01-08"):
        assert shown in said
    assert counted(LIVING, 86_400) == LIVING.per_day


def test_nothing_ticks_where_somebody_reads() -> None:
    state = ZONE.start(Visit())
    assert ZONE.due(state) is None
    assert ZONE.due(play(ZONE, state, "open/years", "mark/0")) is None


def test_local_figures_get_their_own_page_and_without_them_visitors_see_nothing() -> None:
    own = LocalFigure("全区见面劝阻", 1234, "人次", "平均每天三次多。", Source("某分局", "2099-01-15"))
    zone = HarmDataScene(CHARTS, LIVING, (own,))
    said = words(zone.view(play(zone, zone.start(Visit()), "open/local"), LOOK))
    for shown in ("博山·淄博", "1,234", "人次", "平均每天三次多。", "来源：某分局 2099-01-15"):
        assert shown in said
    tall = replace(LOOK, area=LOOK.area._replace(h=4000))
    assert "博山·淄博" in words(zone.view(zone.start(Visit()), tall))
    assert "博山·淄博" not in words(ZONE.view(ZONE.start(Visit()), tall))
    assert play(ZONE, ZONE.start(Visit()), "open/local").page == ChartWallPage()


def test_back_goes_up_one_level_then_home() -> None:
    step = ZONE.touch(play(ZONE, ZONE.start(Visit()), "open/years", "mark/0"), Tap("back"))
    assert (step.state.page, step.leave) == (ChartWallPage(), "")
    assert ZONE.touch(step.state, Tap("back")).leave == "home"


@pytest.mark.parametrize("target", ["mark/9", "mark/x", "grid", "ring", "open/years", "open/gone", "prev/next", ""])
def test_a_stale_target_does_nothing(target: str) -> None:
    state = play(ZONE, ZONE.start(Visit()), "open/years")
    step = ZONE.touch(state, Tap(target))
    assert (step.state, step.events, step.leave) == (state, (), "")
    assert ZONE.touch(state, Drag("gone", "move", 0, 9)).state == state


def test_the_wall_can_be_dragged_and_comes_to_rest() -> None:
    state = ZONE.touch(ZONE.start(Visit()), Drag("wall", "end", 0, -50, vy=-800, extent=900)).state
    assert ZONE.due(state) == 0.0
    for _ in range(400):
        state = ZONE.tick(state, 0.016).state
    assert ZONE.due(state) is None
    assert state.wall.offset > 50


@pytest.fixture(scope="module")
def real() -> HarmDataContent:
    """The hall's own charts."""
    loaded = load(Catalogue([HARM_DATA.content]), ROOT / "content", ROOT / "zones.yaml")
    content: HarmDataContent = loaded.zones["harm_data"]
    return content


def test_every_chart_of_the_hall_is_told_to_its_last_mark(real: HarmDataContent) -> None:
    zone = HarmDataScene(real.charts, real.living, real.local)
    seen = set()
    for state in zone.samples():
        items = zone.view(state, LOOK)
        assert items == zone.view(state, LOOK)
        if isinstance(state.page, ChartPage) and state.page.mark is not None:
            chart = state.page.chart
            seen.add((chart.id, state.page.mark))
            assert chart.marks[state.page.mark].source.date in words(items)
    assert seen == {(c.id, i) for c in real.charts for i in range(len(c.marks))}
    assert len({b for c in real.charts for b in runs([m.basis for m in c.marks])}) > 1


def test_every_figure_is_logged_as_neither_scam_nor_genuine_under_a_name_reports_can_say(real: HarmDataContent) -> None:
    own = LocalFigure("全区见面劝阻", 1234, "人次", "平均每天三次多。", Source("某分局", "2099-01-15"))
    zone = HarmDataScene(real.charts, real.living, (own,))
    names = HARM_DATA.names(real)
    state = zone.start(Visit())
    opened: list[ItemOpened] = []
    while True:
        step = zone.touch(state, Tap("next"))
        if not step.events:
            break
        opened += [event for event in step.events if isinstance(event, ItemOpened)]
        state = step.state
    assert len(opened) == len(real.charts) + 2
    assert all(event.genuine is None and event.item in names for event in opened)
    assert opened[0] == ItemOpened("harm_data", "living", "", None, wording_of(real.living))
    assert names["living"] == real.living.title
    assert opened[-1] == ItemOpened("harm_data", "local", "", None, wording_of((own,)))
    assert names["local"] == "博山·淄博"


def test_a_mended_sentence_gives_a_chart_another_wording() -> None:
    mended = replace(YEARS, note="口径不同，不能连线。")
    (before,), (after,) = (
        HarmDataScene((chart,), LIVING).touch(HarmDataState(), Tap("open/years")).events for chart in (YEARS, mended)
    )
    assert isinstance(before, ItemOpened) and isinstance(after, ItemOpened)
    assert before.wording != after.wording and before.item == after.item


def test_the_bureaus_own_page_lets_its_list_be_dragged_and_keeps_still_otherwise() -> None:
    own = tuple(
        LocalFigure(f"第{i}项", 1234, "人次", "平均每天三次多。", Source("某分局", "2099-01-15")) for i in range(30)
    )
    zone = HarmDataScene(CHARTS, LIVING, own)
    state = play(zone, zone.start(Visit()), "open/local")
    assert isinstance(state.page, LocalPage) and zone.due(state) is None
    state = zone.touch(state, Drag("read", "end", 0, -50, vy=-800, extent=900)).state
    assert zone.due(state) == 0.0
    for _ in range(400):
        state = zone.tick(state, 0.016).state
    assert zone.due(state) is None and isinstance(state.page, LocalPage) and state.page.reading.offset > 50


def test_a_flung_chart_runs_on_and_comes_to_rest() -> None:
    state = ZONE.touch(
        play(ZONE, ZONE.start(Visit()), "open/years"), Drag("plot", "end", 0, -50, vy=-800, extent=900)
    ).state
    assert ZONE.due(state) == 0.0
    for _ in range(400):
        state = ZONE.tick(state, 0.016).state
    assert ZONE.due(state) is None
    assert chart_page(state).plot.offset > 50


def test_the_living_figures_arithmetic_can_be_scrolled_while_it_grows() -> None:
    state = play(ZONE, ZONE.start(Visit()), "open/living")
    state = ZONE.touch(state, Drag("read", "end", 0, -50, vy=-800, extent=900)).state
    assert ZONE.due(state) == 0.0
    for _ in range(400):
        state = ZONE.tick(state, 0.016).state
    assert ZONE.due(state) == 1.0 and isinstance(state.page, LivingPage) and state.seconds > 6


def test_of_two_charts_with_one_id_the_first_stands_on_the_wall() -> None:
    twice = {"charts": [_raw("a", "第一张图说了什么"), _raw("a", "第二张图说了什么")], "living": _living()}
    content = HARM_DATA.content.assemble(Parts([(Charts, [twice]), (LocalFigures, [])]))
    assert [chart.title for chart in content.charts] == ["第一张图说了什么"]
    assert content.local == ()


def test_without_readable_charts_the_zone_stays_closed() -> None:
    assert HARM_DATA.content.assemble(Parts([(Charts, []), (LocalFigures, [{"figures": []}])])) is None


_SOURCE = {"body": "公安部", "date": "2025-06-16"}


def _raw(id_: str, title: str) -> dict[str, object]:
    mark = {"label": "一年", "value": 2, "means": "很多", "source": _SOURCE}
    return {"id": id_, "title": title, "kind": "bars", "unit": "万起", "marks": [mark]}


def _living() -> dict[str, object]:
    return {"title": "此刻", "per_day": 100, "unit": "次", "arithmetic": "除一除", "source": _SOURCE}
