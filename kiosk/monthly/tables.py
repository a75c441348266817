"""A table as it stands on the page and in the workbook alike: what one shows, the other holds."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.reports.shares import Share

NOTHING = "—"
"""Where there is nothing to tell."""
HELD_BACK = "略"
"""Where a number is so small that it would say something about single people, or such a one could be worked out."""


@dataclass(frozen=True, slots=True)
class Held:
    """A number that is held back."""


HELD = Held()
Figure = str | int | float | Share | Held | None
"""What a cell may hold: text, a count, a measure with one decimal, a share of something counted, nothing."""


@dataclass(frozen=True, slots=True)
class Table:
    """`sheet` is its name in the workbook, `title` its heading on the page; `note` stands below it.

    With `grouped` the first column is the heading of a group of rows on the page. `bars` are the columns whose counts
    are drawn as one bar at the end of each row: first what should not happen.
    """

    sheet: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Figure, ...], ...]
    note: str = ""
    grouped: bool = False
    bars: tuple[int, ...] = ()


def held(count: int | None) -> Figure:
    """A count of `shares.shown`."""
    return HELD if count is None else count


def written(figure: Figure) -> str:
    """The figure as people read it: thousands apart, shares in whole per cents."""
    match figure:
        case None:
            return NOTHING
        case Held():
            return HELD_BACK
        case Share(value=None):
            return NOTHING
        case Share():
            return percent(figure)
        case float():
            return f"{figure:,.1f}"
        case int():
            return f"{figure:,}"
        case _:
            return figure


def percent(share: Share) -> str:
    """A share in whole per cents; — of nothing."""
    return NOTHING if share.value is None else f"{share.value * 100:.0f}%"


def banded(share: Share) -> str:
    """The share's band in whole per cents."""
    low, top = share.band
    return f"{low * 100:.0f}%–{top * 100:.0f}%" if share.whole else NOTHING
