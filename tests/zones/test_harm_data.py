"""What visitors notice in 危害数据分析区: touch a mark and read what it means; figures grow honestly or not at all."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from kiosk.content.load import load
from kiosk.content.models.base import Source
from kiosk.content.models.chart import Chart, Charts, Living, LocalFigure, LocalFigures, Mark
from kiosk.core.events import ItemFinished, ItemOpened
from kiosk.draw.charts import runs
from kiosk.draw.items import Item, Lines, Panel, Text, targets
from kiosk.draw.look import Look
from kiosk.scene import Drag, Tap, Visit
from kiosk.zones.harm_data import HarmData, State, staff_hint
from kiosk.zones.harm_data.living import counted
from kiosk.zones.harm_data.upright import upright

ROOT = Path(__file__).parents[2]
LOOK = Look()
SOURCE = Source("公安部", "2026-01-08", "全年")
YEARS = Chart(
    "years",
    "每年破案二十万起以上",
    "columns",
    "万起",
    (
        Mark("2021年", 40, "平均一天一千多起。", Source("公安部", "2022-01-05")),
        Mark("2022年", 20, "只算到十一月。", Source("公安部", "2023-01-05"), exact="20万余起", basis="1至11月"),
        Mark("2023年", 30, "平均一天八百多起。", SOURCE),
    ),
    note="口径不同，不连线。",
)
CHARTS = Charts(
    (
        YEARS,
        Chart(
            "ring",
            "六成在四十岁以下的年纪",
            "share",
            "%",
            (Mark("四十岁以下", 60, "年轻人更常遇到。", SOURCE), Mark("其他", 40, "余下的人。", SOURCE)),
        ),
        Chart(
            "cells",
            "一百起里有八十起是这几种",
            "waffle",
            "%",
            (Mark("这几种", 80, "八十起。", SOURCE), Mark("其他", 20, "二十起。", SOURCE)),
        ),
        Chart(
            "lying",
            "两根条说的不是一回事",
            "bars",
            "%",
            (Mark("案件", 30, "三成。", SOURCE), Mark("钱", 60, "六成。", SOURCE)),
            area="shandong",
        ),
    ),
    Living("从您走到这里又拦下多少", 8_640_000, "次", "36亿 ÷ 365天", SOURCE),
)
ZONE = HarmData(CHARTS, LocalFigures())


def words(items: list[Item]) -> str:
    return "\n".join("".join(i.lines) for i in items if isinstance(i, Text))


def play(zone: HarmData, state: State, *taps: str) -> State:
    for target in taps:
        state = zone.touch(state, Tap(target)).state
    return state


def test_a_touched_column_says_its_exact_figure_its_meaning_and_its_source() -> None:
    opened = ZONE.touch(ZONE.start(Visit()), Tap("open/years"))
    assert opened.events == (ItemOpened("harm_data", "years"),)
    assert "来源：公安部 2022-01-05 至 2026-01-08" in words(ZONE.view(opened.state, LOOK))
    touched = ZONE.touch(opened.state, Tap("mark/1"))
    assert touched.events == (ItemFinished("harm_data", "years"),)
    said = words(ZONE.view(touched.state, LOOK))
    for shown in ("20万余起", "只算到十一月。", "口径不同", "1至11月", "来源：公安部 2023-01-05", "单位：万起"):
        assert shown in said


def test_the_touched_mark_is_lit_and_the_others_stand_back() -> None:
    state = play(ZONE, ZONE.start(Visit()), "open/years", "mark/2")
    drawn = [ZONE.view(s, LOOK) for s in (replace(state, mark=-1), state)]
    before, after = (
        [i for i in items if isinstance(i, Panel) and LOOK.theme.accent in (i.fill, i.border) and i.rect.right < 1100]
        for items in drawn
    )
    assert (len(before), len(after)) == (3, 1)


def test_a_column_of_another_basis_stands_on_its_own_floor_and_nothing_is_joined_by_a_line() -> None:
    drawn = upright(LOOK, YEARS, -1, 900, 500)
    assert drawn is not None
    floors = [i.rect for i in drawn.items if isinstance(i, Panel) and i.rect.h == 3]
    assert len(floors) == 3
    assert all(b.x - a.right >= 40 for a, b in pairwise(floors))
    assert not any(isinstance(i, Lines) for s in ZONE.samples() for i in ZONE.view(s, LOOK))


def test_drawn_columns_are_as_high_as_their_values() -> None:
    drawn = upright(LOOK, YEARS, -1, 900, 500)
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
        for chart in CHARTS.charts:
            state = play(ZONE, ZONE.start(Visit()), f"open/{chart.id}")
            found = targets(ZONE.view(state, look))
            missing = [i for i in range(len(chart.marks)) if f"mark/{i}" not in found]
            assert not missing or "plot" in targets(ZONE.view(state, look), "drag")
            assert all(found[t].rect.w >= look.target for t in found if t.startswith("mark/"))


def test_a_finger_on_the_ring_or_in_a_cell_chooses_what_lies_under_it() -> None:
    ring = play(ZONE, ZONE.start(Visit()), "open/ring")
    assert ZONE.touch(ring, Tap("ring", 0.9, 0.5)).state.mark == 0
    assert ZONE.touch(ring, Tap("ring", 0.1, 0.4)).state.mark == 1
    assert ZONE.touch(ring, Tap("ring", 0.01, 0.01)).state == ring
    cells = play(ZONE, ZONE.start(Visit()), "open/cells")
    assert ZONE.touch(cells, Tap("grid", 0.5, 0.75)).state.mark == 0
    assert ZONE.touch(cells, Tap("grid", 0.5, 0.95)).state.mark == 1


def test_one_walks_from_the_first_page_to_the_last_and_back_to_the_wall() -> None:
    state = play(ZONE, ZONE.start(Visit()), "next")
    seen = [ZONE.page(state)]
    while state.page:
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
    assert "60,000" in words(ZONE.view(state, LOOK))
    state = ZONE.tick(state, 1.0).state
    said = words(ZONE.view(state, LOOK))
    for shown in ("60,100", "10分01秒", "100次", "601秒", "36亿 ÷ 365天", "来源：公安部 2026-01-08"):
        assert shown in said
    assert counted(CHARTS.living, 86_400) == CHARTS.living.per_day


def test_nothing_ticks_where_somebody_reads() -> None:
    state = ZONE.start(Visit())
    assert ZONE.due(state) is None
    assert ZONE.due(play(ZONE, state, "open/years", "mark/0")) is None


def test_local_figures_get_their_own_page_and_without_them_visitors_see_nothing() -> None:
    own = LocalFigure("全区见面劝阻", 1234, "人次", "平均每天三次多。", Source("某分局", "2099-01-15"))
    figures = LocalFigures((own,))
    zone = HarmData(CHARTS, figures)
    said = words(zone.view(play(zone, zone.start(Visit()), "open/local"), LOOK))
    for shown in ("博山·淄博", "1,234", "人次", "平均每天三次多。", "来源：某分局 2099-01-15"):
        assert shown in said
    assert staff_hint(figures) == ""
    assert "local.yaml" in staff_hint(LocalFigures())
    tall = replace(LOOK, area=LOOK.area._replace(h=4000))
    assert "博山·淄博" in words(zone.view(zone.start(Visit()), tall))
    assert "博山·淄博" not in words(ZONE.view(ZONE.start(Visit()), tall))
    assert play(ZONE, ZONE.start(Visit()), "open/local").page == ""


def test_back_goes_up_one_level_then_home() -> None:
    step = ZONE.touch(play(ZONE, ZONE.start(Visit()), "open/years", "mark/0"), Tap("back"))
    assert (step.state.page, step.leave) == ("", "")
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


def test_every_chart_of_the_hall_is_told_to_its_last_mark() -> None:
    content = load(ROOT / "content", ROOT / "zones.yaml").harm_data
    assert content is not None
    zone = HarmData(Charts(content.charts, content.living), LocalFigures(content.local))
    told = set()
    for state in zone.samples():
        items = zone.view(state, LOOK)
        assert items == zone.view(state, LOOK)
        chart = zone.by_id.get(state.page)
        if chart and state.mark >= 0:
            told.add((chart.id, state.mark))
            assert chart.marks[state.mark].source.date in words(items)
    assert told == {(c.id, i) for c in content.charts for i in range(len(c.marks))}
    assert len({b for c in content.charts for b in runs([m.basis for m in c.marks])}) > 1
