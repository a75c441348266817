"""危害数据分析区: a wall of charts; touch a mark and it says what it means, from whom and since when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, assert_never

from kiosk.content.wording_hash import wording_of
from kiosk.core.events import ItemFinished, ItemOpened, Subject
from kiosk.draw import charts as geometry
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.scene import Gesture, Step, Tap, Visit
from kiosk.zones.harm_data import chart_page, living, overview
from kiosk.zones.harm_data.models import LIVING, LOCAL, ZONE, Chart, ChartKind, Living, LocalFigure

GOAL_CHARTS = 3
"""Charts with a touched mark that make the zone done."""
_TOP = Scroll()


@dataclass(frozen=True, slots=True)
class ChartWallPage:
    """The wall of charts."""


@dataclass(frozen=True, slots=True)
class LivingPage:
    """The figure that grows while people stand here."""

    reading: Scroll = _TOP


@dataclass(frozen=True, slots=True)
class ChartPage:
    """A chart, and which of its marks was touched last."""

    chart: Chart
    mark: int | None = None
    plot: Scroll = _TOP
    reading: Scroll = _TOP


@dataclass(frozen=True, slots=True)
class LocalPage:
    """The bureau's own figures."""

    reading: Scroll = _TOP


FigurePage = LivingPage | ChartPage | LocalPage
"""The pages that stand in a row and are gone through one after the other."""


@dataclass(frozen=True, slots=True)
class HarmDataState:
    """The page in use. `seconds` is how long the visit has lasted, `explored` the charts with a touched mark, `wall`
    where the wall was left."""

    page: ChartWallPage | FigurePage = ChartWallPage()
    seconds: float = 0.0
    explored: tuple[str, ...] = ()
    wall: Scroll = _TOP


class HarmDataScene:
    """The scene. Without `local` figures there is no local page."""

    def __init__(self, charts: Sequence[Chart], living: Living, local: Sequence[LocalFigure] = ()) -> None:
        self.charts = tuple(charts)
        self.living = living
        self.local = tuple(local)
        row = (LivingPage(), *map(ChartPage, self.charts), *((LocalPage(),) if self.local else ()))
        self.row: dict[str, FigurePage] = {_item(page): page for page in row}

    def start(self, visit: Visit) -> HarmDataState:
        return HarmDataState(seconds=visit.seconds)

    def touch(self, state: HarmDataState, gesture: Gesture) -> Step[HarmDataState]:
        page = state.page
        if isinstance(gesture, Tap) and gesture.target == "back":
            wall = isinstance(page, ChartWallPage)
            return Step(state, leave="home") if wall else Step(replace(state, page=ChartWallPage()))
        if isinstance(page, ChartWallPage):
            return self._on_wall(state, gesture)
        moved = _scrolled(page, gesture)
        if moved is not None:
            return Step(replace(state, page=moved))
        if not isinstance(gesture, Tap):
            return Step(state)
        if gesture.target in ("next", "prev"):
            return self._beside(state, page, 1 if gesture.target == "next" else -1)
        return self._choose(state, page, gesture) if isinstance(page, ChartPage) else Step(state)

    def tick(self, state: HarmDataState, seconds: float) -> Step[HarmDataState]:
        later = replace(state, seconds=state.seconds + seconds)
        match state.page:
            case ChartWallPage():
                return Step(replace(later, wall=scroller.tick(state.wall, seconds)))
            case ChartPage(plot=plot, reading=reading) as page:
                plot, reading = scroller.tick(plot, seconds), scroller.tick(reading, seconds)
                return Step(replace(later, page=replace(page, plot=plot, reading=reading)))
            case LivingPage() | LocalPage() as page:
                return Step(replace(later, page=replace(page, reading=scroller.tick(page.reading, seconds))))
            case never:
                assert_never(never)

    def due(self, state: HarmDataState) -> float | None:
        match state.page:
            case ChartWallPage():
                return scroller.due(state.wall)
            case LivingPage(reading):
                return 0.0 if scroller.due(reading) == 0.0 else 1.0
            case ChartPage(plot=plot, reading=reading):
                return 0.0 if 0.0 in (scroller.due(plot), scroller.due(reading)) else None
            case LocalPage(reading):
                return scroller.due(reading)
            case never:
                assert_never(never)

    def view(self, state: HarmDataState, look: Look) -> list[Item]:
        page = state.page
        if isinstance(page, ChartWallPage):
            return overview.view(look, self.charts, self.living, self.local, state.explored, state.wall)
        at = self._place(page)
        where = look.say("第 {n} 张，共 {all} 张", n=at + 1, all=len(self.row))
        match page:
            case LivingPage(reading):
                items = living.view(look, self.living, state.seconds, where, reading)
            case ChartPage(chart, mark, plot, reading):
                items = chart_page.view(look, chart, where, mark, plot, reading)
            case LocalPage(reading):
                items = living.local_view(look, self.local, where, reading)
            case never:
                assert_never(never)
        return items + chart_page.step_buttons(look, at == 0, at == len(self.row) - 1)

    def page(self, state: HarmDataState) -> str:
        match state.page:
            case ChartWallPage():
                return "wall"
            case ChartPage(chart):
                return f"chart:{chart.id}"
            case LivingPage() | LocalPage() as page:
                return _item(page)
            case never:
                assert_never(never)

    def goal(self, state: HarmDataState) -> bool:
        return len(state.explored) >= GOAL_CHARTS

    def samples(self) -> Iterator[HarmDataState]:
        """Every kind of screen, reached by touching: the wall, each page, each chart with each mark chosen."""
        state = self.touch(self.start(Visit(seconds=754.0)), Tap("next")).state
        yield self.start(Visit())
        for page in self.row.values():
            yield state
            for i in range(len(page.chart.marks) if isinstance(page, ChartPage) else 0):
                state = self.touch(state, Tap(f"mark/{i}")).state
                yield state
            state = self.touch(state, Tap("next")).state
        yield state

    def _on_wall(self, state: HarmDataState, gesture: Gesture) -> Step[HarmDataState]:
        moved = scroller.touch(state.wall, gesture, "wall")
        if moved is not None:
            return Step(replace(state, wall=moved))
        if not isinstance(gesture, Tap):
            return Step(state)
        if gesture.target == "next":
            return self._open(state, self._first_unexplored(state))
        word, _, name = gesture.target.partition("/")
        return self._open(state, self.row[name]) if word == "open" and name in self.row else Step(state)

    def _first_unexplored(self, state: HarmDataState) -> FigurePage:
        """The first chart nobody has touched yet; the row begins with the living figure."""
        fresh = (self.row[chart.id] for chart in self.charts if chart.id not in state.explored)
        return next(fresh, self.row[LIVING]) if state.explored else self.row[LIVING]

    def _open(self, state: HarmDataState, page: FigurePage) -> Step[HarmDataState]:
        return Step(replace(state, page=page), (ItemOpened(*self._subject(page)),))

    def _place(self, page: FigurePage) -> int:
        return list(self.row).index(_item(page))

    def _beside(self, state: HarmDataState, page: FigurePage, step: int) -> Step[HarmDataState]:
        row = list(self.row.values())
        at = self._place(page) + step
        if 0 <= at < len(row):
            return self._open(state, row[at])
        return Step(replace(state, page=ChartWallPage())) if at > 0 else Step(state)

    def _choose(self, state: HarmDataState, page: ChartPage, tap: Tap) -> Step[HarmDataState]:
        chart = page.chart
        mark = _touched(chart, tap)
        if mark is None:
            return Step(state)
        chosen = replace(state, page=replace(page, mark=mark, reading=_TOP))
        if chart.id in state.explored:
            return Step(chosen)
        explored = (*state.explored, chart.id)
        return Step(replace(chosen, explored=explored), (ItemFinished(*self._subject(page)),))

    def _subject(self, page: FigurePage) -> Subject:
        """A figure is neither a scam nor something real that could be taken for one."""
        shown: Any
        match page:
            case LivingPage():
                shown = self.living
            case ChartPage(chart):
                shown = chart
            case LocalPage():
                shown = self.local
            case never:
                assert_never(never)
        return Subject(ZONE, _item(page), "", None, wording_of(shown))


def _item(page: FigurePage) -> str:
    """The id of what a page shows."""
    match page:
        case LivingPage():
            return LIVING
        case ChartPage(chart):
            return chart.id
        case LocalPage():
            return LOCAL
        case never:
            assert_never(never)


def _scrolled(page: FigurePage, gesture: Gesture) -> FigurePage | None:
    """The page after a gesture on one of its lists; None for anything else."""
    if isinstance(page, ChartPage):
        plot = scroller.touch(page.plot, gesture, "plot")
        if plot is not None:
            return replace(page, plot=plot)
    reading = scroller.touch(page.reading, gesture, "read")
    return None if reading is None else replace(page, reading=reading)


def _touched(chart: Chart, tap: Tap) -> int | None:
    """The mark under the finger: named by its target, or found by place on a ring or a waffle."""
    values = [mark.value for mark in chart.marks]
    if tap.target == "ring" and chart.kind is ChartKind.SHARE:
        return geometry.sector_at(geometry.share(values), tap.x, tap.y)
    if tap.target == "grid" and chart.kind is ChartKind.WAFFLE:
        return geometry.waffle(values)[geometry.cell_at(tap.x, tap.y)]
    word, _, index = tap.target.partition("/")
    if word != "mark" or not index.isdigit() or int(index) >= len(values):
        return None
    return int(index)
