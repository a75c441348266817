"""危害数据分析区: a wall of charts; touch a mark and it says what it means, from whom and since when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kiosk.content.models.chart import Chart, Charts, LocalFigures
from kiosk.core.events import ItemFinished, ItemOpened
from kiosk.draw import charts as geometry
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.scene import Gesture, Step, Tap, Visit
from kiosk.zones.harm_data import living, overview, page

ZONE = "harm_data"
GOAL_CHARTS = 3
"""Charts with a touched mark that make the zone done."""
LIVING, LOCAL = "living", "local"


def staff_hint(local: LocalFigures) -> str:
    """What staff should know about the bureau's own figures; "" when there are some. Never shown to visitors."""
    if local.figures:
        return ""
    return "本地数据还空着：把博山、淄博已公布的数字填进 content/harm_data/local.yaml，展区会多出“博山·淄博”一页。"


@dataclass(frozen=True, slots=True)
class State:
    """The wall ("" page) or one page: `living`, a chart's id, or `local`. `mark` is the touched mark, -1 before.

    `seconds` is how long the visit has lasted.
    """

    page: str = ""
    mark: int = -1
    seconds: float = 0.0
    explored: tuple[str, ...] = ()
    wall: Scroll = Scroll()
    plot: Scroll = Scroll()
    reading: Scroll = Scroll()


class HarmData:
    """The scene. Without local figures there is no local page."""

    def __init__(self, charts: Charts, local: LocalFigures) -> None:
        self.charts = charts
        self.local = local
        self.by_id: dict[str, Chart] = {chart.id: chart for chart in charts.charts}
        self.pages: tuple[str, ...] = (LIVING, *self.by_id, *((LOCAL,) if local.figures else ()))

    def start(self, visit: Visit) -> State:
        return State(seconds=visit.seconds)

    def touch(self, state: State, gesture: Gesture) -> Step[State]:
        if isinstance(gesture, Tap) and gesture.target == "back":
            return Step(replace(state, page="", mark=-1)) if state.page else Step(state, leave="home")
        if not state.page:
            return self._on_wall(state, gesture)
        drawn = scroller.touch(state.plot, gesture, "plot")
        if drawn is not None:
            return Step(replace(state, plot=drawn))
        read = scroller.touch(state.reading, gesture, "read")
        if read is not None:
            return Step(replace(state, reading=read))
        if not isinstance(gesture, Tap):
            return Step(state)
        if gesture.target in ("next", "prev"):
            return self._beside(state, 1 if gesture.target == "next" else -1)
        return self._choose(state, gesture)

    def tick(self, state: State, seconds: float) -> Step[State]:
        moved = replace(
            state,
            seconds=state.seconds + seconds,
            wall=scroller.tick(state.wall, seconds),
            plot=scroller.tick(state.plot, seconds),
            reading=scroller.tick(state.reading, seconds),
        )
        return Step(moved)

    def due(self, state: State) -> float | None:
        if not state.page:
            return scroller.due(state.wall)
        running = (scroller.due(state.plot), scroller.due(state.reading))
        if 0.0 in running:
            return 0.0
        return 1.0 if state.page == LIVING else None

    def view(self, state: State, look: Look) -> list[Item]:
        shown, figures = self.charts, self.local.figures
        if not state.page:
            return overview.view(look, shown.charts, shown.living, figures, state.explored, state.wall)
        at = self.pages.index(state.page)
        steps = page.step_buttons(look, at == 0, at == len(self.pages) - 1)
        where = look.say("第 {n} 张，共 {all} 张", n=at + 1, all=len(self.pages))
        if state.page == LIVING:
            return living.view(look, shown.living, state.seconds, where, state.reading) + steps
        if state.page == LOCAL:
            return living.local_view(look, figures, where, state.reading) + steps
        chart = self.by_id[state.page]
        return page.view(look, chart, where, state.mark, state.plot, state.reading) + steps

    def page(self, state: State) -> str:
        return f"chart:{state.page}" if state.page in self.by_id else state.page or "wall"

    def goal(self, state: State) -> bool:
        return len(state.explored) >= GOAL_CHARTS

    def samples(self) -> Iterator[State]:
        """Every kind of screen, reached by touching: the wall, each page, each chart with each mark chosen."""
        state = self.touch(self.start(Visit(seconds=754.0)), Tap("next")).state
        yield self.start(Visit())
        for name in self.pages:
            yield state
            chart = self.by_id.get(name)
            for i in range(len(chart.marks) if chart else 0):
                state = self.touch(state, Tap(f"mark/{i}")).state
                yield state
            state = self.touch(state, Tap("next")).state
        yield state

    def _on_wall(self, state: State, gesture: Gesture) -> Step[State]:
        moved = scroller.touch(state.wall, gesture, "wall")
        if moved is not None:
            return Step(replace(state, wall=moved))
        if not isinstance(gesture, Tap):
            return Step(state)
        if gesture.target == "next":
            return self._open(state, self._first_unexplored(state))
        word, _, name = gesture.target.partition("/")
        return self._open(state, name) if word == "open" and name in self.pages else Step(state)

    def _first_unexplored(self, state: State) -> str:
        if not state.explored:
            return self.pages[0]
        return next((name for name in self.by_id if name not in state.explored), self.pages[0])

    def _open(self, state: State, name: str) -> Step[State]:
        return Step(replace(state, page=name, mark=-1, plot=Scroll(), reading=Scroll()), (ItemOpened(ZONE, name),))

    def _beside(self, state: State, step: int) -> Step[State]:
        at = self.pages.index(state.page) + step
        if 0 <= at < len(self.pages):
            return self._open(state, self.pages[at])
        return Step(replace(state, page="", mark=-1)) if at > 0 else Step(state)

    def _choose(self, state: State, tap: Tap) -> Step[State]:
        chart = self.by_id.get(state.page)
        mark = _touched(chart, tap) if chart else None
        if chart is None or mark is None:
            return Step(state)
        chosen = replace(state, mark=mark, reading=Scroll())
        if chart.id in state.explored:
            return Step(chosen)
        return Step(replace(chosen, explored=(*state.explored, chart.id)), (ItemFinished(ZONE, chart.id),))


def _touched(chart: Chart, tap: Tap) -> int | None:
    """The mark under the finger: named by its target, or found by place on a ring or a waffle."""
    values = [mark.value for mark in chart.marks]
    if tap.target == "ring" and chart.kind == "share":
        return geometry.sector_at(geometry.share(values), tap.x, tap.y)
    if tap.target == "grid" and chart.kind == "waffle":
        return geometry.waffle(values)[geometry.cell_at(tap.x, tap.y)]
    word, _, index = tap.target.partition("/")
    if word != "mark" or not index.isdigit() or int(index) >= len(values):
        return None
    return int(index)
