"""The few drawings of the report as SVG: columns of days, ranges of shares, before and after, one bar of parts.

They are rectangles, lines and words, so they are written here and no plotting library is asked. Colours and type come
from the page's style sheet by class; every drawing says in words what it shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kiosk.monthly.html import Html, joined, tag

_W = 680.0
_NAME_W, _ROW = 190.0, 26.0


class Range(NamedTuple):
    """A share (0-1) with its band, and what stands behind it at the right."""

    name: str
    value: float
    low: float
    top: float
    said: str
    strong: bool = True


def columns(values: Sequence[tuple[str, int]], said: str, unit: str) -> Html:
    """A column for each of the values with its label below; the tallest are numbered. `said` is the alternative."""
    tall, floor = 120.0, 140.0
    most = max((value for _, value in values), default=0) or 1
    step = _W / max(1, len(values))
    drawn: list[Html] = [_line(0, floor, _W, floor, "axis")]
    for place, (label, value) in enumerate(values):
        x, h = place * step, tall * value / most
        if value:
            drawn.append(tag("rect", x=x + step * 0.18, y=floor - h, width=step * 0.64, height=h, class_="ink"))
            drawn.append(_word(x + step / 2, floor - h - 4, f"{value:,}", "tiny middle"))
        drawn.append(_word(x + step / 2, floor + 15, label, "tiny middle soft"))
    return _drawing(floor + 20, said, *drawn, unit=unit)


def ranges(rows: Sequence[Range], said: str) -> Html:
    """Shares as points on a line from 0 to 100 %, each with its band."""
    left, right = _NAME_W, _W - 120.0
    bottom = _ROW * len(rows) + 6
    drawn: list[Html] = []
    for tenth in range(0, 11, 2):
        x = left + (right - left) * tenth / 10
        drawn.append(_line(x, 2, x, bottom, "grid"))
        drawn.append(_word(x, bottom + 14, f"{tenth * 10}%", "tiny middle soft"))
    for place, row in enumerate(rows):
        y = _ROW * place + _ROW / 2 + 4
        kind = "accent" if row.strong else "ink"
        x, low, top = (left + (right - left) * share for share in (row.value, row.low, row.top))
        drawn.append(_word(left - 12, y + 4, row.name, "small end"))
        drawn.append(tag("rect", x=low, y=y - 3, width=max(1.0, top - low), height=6, rx=3, class_=f"{kind} pale"))
        drawn.append(tag("circle", cx=x, cy=y, r=5.5, class_=kind))
        drawn.append(_word(right + 14, y + 4, row.said, "small"))
    return _drawing(bottom + 20, said, *drawn)


def parts(counts: Sequence[int], said: str) -> Html:
    """One bar of the parts of a whole, in the order of emphasis."""
    whole, x, drawn = sum(counts) or 1, 0.0, list[Html]()
    for place, count in enumerate(counts):
        w = 120.0 * count / whole
        if count:
            drawn.append(tag("rect", x=x, y=1, width=w, height=10, class_=f"part{place}"))
        x += w
    return tag("svg", *_titled(said, drawn), class_="parts", role="img", viewBox="0 0 120 12", aria_label=said)


def bar(value: float, said: str, strong: bool) -> Html:
    """One bar of a share, 0-1."""
    filled = tag("rect", x=0, y=1, width=120 * value, height=10, class_="accent" if strong else "ink")
    track = tag("rect", x=0, y=1, width=120, height=10, class_="track")
    return tag(
        "svg", *_titled(said, [track, filled]), class_="parts", role="img", viewBox="0 0 120 12", aria_label=said
    )


def _drawing(h: float, said: str, *drawn: Html, unit: str = "") -> Html:
    note = tag("figcaption", f"单位：{unit}") if unit else ""
    picture = tag("svg", *_titled(said, drawn), role="img", viewBox=f"0 0 {_W:g} {h:g}", aria_label=said)
    return tag("figure", picture, note)


def _titled(said: str, drawn: Sequence[Html]) -> list[Html]:
    return [tag("title", said), joined(*drawn)]


def _line(x: float, y: float, to_x: float, to_y: float, kind: str) -> Html:
    return tag("line", x1=x, y1=y, x2=to_x, y2=to_y, class_=kind)


def _word(x: float, y: float, words: str, kind: str) -> Html:
    return tag("text", words, x=x, y=y, class_=kind)
