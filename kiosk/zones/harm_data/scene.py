"""危害数据分析区: a wall of charts; touch a mark and it says what it means, from whom and since when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, assert_never

from kiosk.content.wording_hash import wording_of
from kiosk.core.events import Event, ItemFinished, ItemOpened
from kiosk.core.subject import Subject
from kiosk.core.vocabulary import AgeBand
from kiosk.draw import charts as geometry
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.parts import scroller
from kiosk.parts.entrance import NEXT_ZONE, ONWARD
from kiosk.parts.scroller import Scroll
from kiosk.scene import Gesture, Step, Tap, Visit
from kiosk.zones.harm_data import chart_page, led, living, overview
from kiosk.zones.harm_data.beads import TEN
from kiosk.zones.harm_data.led import tenths
from kiosk.zones.harm_data.marks import PARTS
from kiosk.zones.harm_data.models import LIVING, ZONE, Chart, ChartKind, Living, LocalFigure
from kiosk.zones.harm_data.pages import (
    BeadsPage,
    ChartPage,
    ChartWallPage,
    FigurePage,
    GuessPage,
    LivingPage,
    LocalPage,
    PathPage,
    item_of,
)

GOAL_CHARTS = 3
"""Charts with a touched mark that make the zone done; on the guided path a figure left with the yellow key is one."""
_TOP = Scroll()


@dataclass(frozen=True, slots=True)
class HarmDataState:
    """The page in use. `seconds` is how long the visit has lasted, `explored` the charts with a touched mark, `wall`
    where the wall was left. `path` are the ids that the guided path leads to (empty: nobody is led), `at` where on it
    one is."""

    page: ChartWallPage | FigurePage | PathPage = ChartWallPage()
    seconds: float = 0.0
    explored: tuple[str, ...] = ()
    wall: Scroll = _TOP
    path: tuple[str, ...] = ()
    at: int = 0


class HarmDataScene:
    """The scene. Without `local` figures there is no local page. `guided` are the ids of what the path leads to."""

    def __init__(
        self,
        charts: Sequence[Chart],
        living: Living,
        local: Sequence[LocalFigure] = (),
        guided: Sequence[str] = (),
    ) -> None:
        self.charts = tuple(charts)
        self.living = living
        self.local = tuple(local)
        row = (LivingPage(), *map(ChartPage, self.charts), *((LocalPage(),) if self.local else ()))
        self.row: dict[str, FigurePage] = {item_of(page): page for page in row}
        self.guided = tuple(guided)

    def start(self, visit: Visit) -> HarmDataState:
        """On the wall, or at the first thing of the guided path."""
        state = HarmDataState(seconds=visit.seconds)
        path = way(self.charts, self.guided, visit.ages) if visit.led else ()
        return replace(state, page=self._led(path[0]), path=path) if path else state

    def _led(self, item: str) -> PathPage | ChartPage:
        """What the path shows of it: beads where it is a share of a whole, else the chart."""
        chart = next((chart for chart in self.charts if chart.id == item), None)
        if chart is not None and chart.kind not in PARTS:
            return ChartPage(chart)
        return GuessPage(chart) if chart is not None and chart.ask else BeadsPage(chart)

    def touch(self, state: HarmDataState, gesture: Gesture) -> Step[HarmDataState]:
        page = state.page
        if isinstance(page, (GuessPage, BeadsPage)):
            return self._on_path(state, page, gesture.target) if isinstance(gesture, Tap) else Step(state)
        if isinstance(gesture, Tap) and gesture.target == "back":
            return self._back(state, page)
        if isinstance(page, ChartWallPage):
            return self._on_wall(state, gesture)
        moved = _scrolled(page, gesture)
        if moved is not None:
            return Step(replace(state, page=moved))
        if not isinstance(gesture, Tap):
            return Step(state)
        if state.path and gesture.target == "next":
            return self._onward(state)
        if gesture.target in ("next", "prev"):
            return self._beside(state, page, 1 if gesture.target == "next" else -1)
        return self._choose(state, page, gesture) if isinstance(page, ChartPage) else Step(state)

    def _back(self, state: HarmDataState, page: ChartWallPage | FigurePage) -> Step[HarmDataState]:
        if isinstance(page, ChartWallPage):
            return Step(state, leave="home")
        if not state.path:
            return Step(replace(state, page=ChartWallPage()))
        shown = self._led(state.path[state.at])
        if isinstance(shown, ChartPage):
            return self._before(state)
        return Step(replace(state, page=_poured(shown) if isinstance(shown, GuessPage) else shown))

    def _before(self, state: HarmDataState) -> Step[HarmDataState]:
        """The page before on the path; out of the zone at its beginning."""
        at = state.at - 1
        return Step(state, leave="home") if at < 0 else Step(replace(state, page=self._led(state.path[at]), at=at))

    # ------------------------------------------------------------ the guided path
    def _on_path(self, state: HarmDataState, page: PathPage, word: str) -> Step[HarmDataState]:
        if word == "back":
            return self._before(state)
        if word == "more" and (isinstance(page, BeadsPage) or page.poured):
            return Step(replace(state, page=self.row[item_of(page)]))
        if isinstance(page, GuessPage) and not page.poured:
            guessed = _guessed(page, word)
            if guessed is not None:
                return Step(replace(state, page=replace(page, guess=guessed)))
            if word == "next":
                return Step(replace(state, page=replace(page, poured=True)))
            return Step(state)
        return self._onward(state) if word == "next" else Step(state)

    def _onward(self, state: HarmDataState) -> Step[HarmDataState]:
        """What was shown is finished; the next thing of the path opens, after the last the next zone."""
        shown, at = self.row[state.path[state.at]], state.at + 1
        finished = item_of(shown) not in state.explored
        events: list[Event] = [ItemOpened(*self._subject(shown))] if state.at == 0 and finished else []
        events += [ItemFinished(*self._subject(shown))] if finished else []
        later = replace(state, explored=(*state.explored, item_of(shown))) if finished else state
        if at == len(state.path):
            return Step(later, tuple(events), leave=ONWARD)
        events.append(ItemOpened(*self._subject(self.row[state.path[at]])))
        return Step(replace(later, page=self._led(state.path[at]), at=at), tuple(events))

    def tick(self, state: HarmDataState, seconds: float) -> Step[HarmDataState]:
        later = replace(state, seconds=state.seconds + seconds)
        match state.page:
            case ChartWallPage():
                return Step(replace(later, wall=scroller.tick(state.wall, seconds)))
            case ChartPage(plot=plot) as page:
                return Step(replace(later, page=replace(page, plot=scroller.tick(plot, seconds))))
            case LivingPage() | LocalPage() as page:
                return Step(replace(later, page=replace(page, reading=scroller.tick(page.reading, seconds))))
            case GuessPage() | BeadsPage():
                return Step(later)
            case never:
                assert_never(never)

    def due(self, state: HarmDataState) -> float | None:
        match state.page:
            case ChartWallPage():
                return scroller.due(state.wall)
            case LivingPage(reading):
                return 0.0 if scroller.due(reading) == 0.0 else 1.0
            case ChartPage(plot=plot):
                return scroller.due(plot)
            case LocalPage(reading):
                return scroller.due(reading)
            case BeadsPage(chart):
                return 1.0 if chart is None else None
            case GuessPage():
                return None
            case never:
                assert_never(never)

    def view(self, state: HarmDataState, look: Look) -> list[Item]:
        page = state.page
        if isinstance(page, ChartWallPage):
            return overview.view(look, self.charts, self.living, self.local, state.explored, state.wall)
        if isinstance(page, GuessPage):
            return led.guess_view(look, page)
        if isinstance(page, BeadsPage):
            return led.beads_view(look, page.chart, self.living, state.seconds, state.at + 1 == len(state.path))
        at = self._place(page)
        where = look.say("第 {n} 张，共 {all} 张", n=at + 1, all=len(self.row))
        match page:
            case LivingPage(reading):
                items = living.view(look, self.living, state.seconds, where, reading)
            case ChartPage(chart, mark, plot):
                items = chart_page.view(look, chart, where, mark, plot)
            case LocalPage(reading):
                items = living.local_view(look, self.local, where, reading)
            case never:
                assert_never(never)
        if state.path:
            onward = NEXT_ZONE if state.at + 1 == len(state.path) else "接着看"
            return items + chart_page.step_buttons(look, True, onward)
        return items + chart_page.step_buttons(look, at == 0, "回到总览" if at == len(self.row) - 1 else "下一张")

    def page(self, state: HarmDataState) -> str:
        match state.page:
            case ChartWallPage():
                return "wall"
            case ChartPage(chart):
                return f"chart:{chart.id}"
            case LivingPage() | LocalPage() as page:
                return item_of(page)
            case GuessPage(chart):
                return f"guess:{chart.id}"
            case BeadsPage() as page:
                return f"beads:{item_of(page)}"
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
        yield from self._sample_paths()

    def _sample_paths(self) -> Iterator[HarmDataState]:
        """Every chart as it would be shown on a guided path, and the guesses."""
        for item in (LIVING, *(chart.id for chart in self.charts)):
            state = HarmDataState(self._led(item), 754.0, path=(item, item))
            yield state
            for word in ("bead/7", "further", "next") if isinstance(state.page, GuessPage) else ("more",):
                state = self.touch(state, Tap(word)).state
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
        return list(self.row).index(item_of(page))

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
        chosen = replace(state, page=replace(page, mark=mark))
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
        return Subject(ZONE, item_of(page), "", None, wording_of(shown))


def way(charts: Sequence[Chart], guided: Sequence[str], ages: Sequence[AgeBand]) -> tuple[str, ...]:
    """The ids on the guided path: those of `guided` that exist, else a guess and three figures; one of them is for
    whoever is here: people of fifty and more, or those who are to know a warning when it comes."""
    known = {LIVING, *(chart.id for chart in charts)}
    last = "investment-age" if {AgeBand.SENIOR, AgeBand.MIDDLE} & {*ages} else "sms-12381"
    usual = [chart.id for chart in charts if chart.ask][:1]
    chosen = [item for item in guided if item in known]
    return tuple(chosen or [item for item in (*usual, "ten-types", LIVING, last) if item in known])


def _guessed(page: GuessPage, word: str) -> int | None:
    """How many are guessed after that touch; None for any other."""
    name, _, number = word.partition("/")
    if name == "bead" and number.isdigit() and 1 <= int(number) <= TEN:
        return int(number)
    step = {"further": 1, "fewer": -1}.get(word)
    return None if step is None else min(TEN, max(1, page.guess + step))


def _poured(page: GuessPage) -> GuessPage:
    """The answer as it stands there when one comes back to it."""
    return replace(page, guess=tenths(page.chart), poured=True)


def _scrolled(page: FigurePage, gesture: Gesture) -> FigurePage | None:
    """The page after a gesture on one of its lists; None for anything else."""
    if isinstance(page, ChartPage):
        plot = scroller.touch(page.plot, gesture, "plot")
        return None if plot is None else replace(page, plot=plot)
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
