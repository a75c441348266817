"""The pages of the zone as types: the wall, what stands in its row, and what the guided path leads to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from kiosk.parts.scroller import Scroll
from kiosk.zones.harm_data.models import LIVING, LOCAL, Chart

TOP = Scroll()


@dataclass(frozen=True, slots=True)
class ChartWallPage:
    """The wall of charts."""


@dataclass(frozen=True, slots=True)
class LivingPage:
    """The figure that grows while people stand here."""

    reading: Scroll = TOP


@dataclass(frozen=True, slots=True)
class ChartPage:
    """A chart, and which of its marks was touched last."""

    chart: Chart
    mark: int | None = None
    plot: Scroll = TOP


@dataclass(frozen=True, slots=True)
class LocalPage:
    """The bureau's own figures."""

    reading: Scroll = TOP


@dataclass(frozen=True, slots=True)
class GuessPage:
    """All guess together how many of ten; `guess` 0 before they did, `poured` when the answer stands beside it."""

    chart: Chart
    guess: int = 0
    poured: bool = False


@dataclass(frozen=True, slots=True)
class BeadsPage:
    """One figure in beads; `chart` None is the figure that grows."""

    chart: Chart | None


FigurePage = LivingPage | ChartPage | LocalPage
"""The pages that stand in a row and are gone through one after the other."""
PathPage = GuessPage | BeadsPage
"""The pages of the guided path."""


def item_of(page: FigurePage | PathPage) -> str:
    """The id of what a page shows."""
    match page:
        case LivingPage():
            return LIVING
        case ChartPage(chart) | GuessPage(chart):
            return chart.id
        case BeadsPage(shown):
            return LIVING if shown is None else shown.id
        case LocalPage():
            return LOCAL
        case never:
            assert_never(never)
