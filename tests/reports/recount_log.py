"""A month's log once more, by plain SQL: what every figure of the report is counted again from."""

from __future__ import annotations

import math
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any, NamedTuple

from kiosk.content.asked import AskedText

Cell = str | int | float | None
"""None stands for whatever of “—” and “略” the report has there; `DASH` and `HELD` where it matters which."""
DASH, HELD = "—", "略"
FEW = 5
"""Below which a count of decisions is held back."""
Z = 1.959963984540054


class Recounted(NamedTuple):
    """The rows of a table counted again, and the numbers in its note."""

    rows: Sequence[tuple[Cell, ...]]
    note: Sequence[float] = ()


@dataclass(frozen=True)
class Words:
    """What the hall calls things: names by id, full texts by zone, item and node, the zones in order, and what of the
    content is past its review date."""

    names: Mapping[str, str]
    texts: Mapping[tuple[str, str, str], AskedText]
    zones: Sequence[str]
    due: Sequence[tuple[str, int]] = ()
    items: set[str] = field(default_factory=set)

    def name(self, id_: str) -> str:
        return self.names.get(id_, id_)

    def said(self, zone: str, item: str, node: str, wording: str) -> str:
        text = self.texts.get((zone, item, node))
        return " / ".join(text.lines) if text is not None and text.wording == wording else self.name(item)


class Log:
    """The views `now` and `before`: all events of the visits that began in the month, or in the one before it, and what
    happened outside any visit then. `f(x)` stands for a field of an event's body."""

    def __init__(self, data: Path, month: str) -> None:
        self.month = month
        year, number = map(int, month.split("-"))
        self.months = [f"{year - (number <= k):04d}-{(number - k - 1) % 12 + 1:02d}" for k in range(4)]
        self._sql = sqlite3.connect(f"file:{data / 'kiosk.db'}?mode=ro", uri=True)
        self._sql.execute(
            "CREATE TEMP TABLE begun AS SELECT visit, substr(at, 1, 10) AS day FROM events"
            " WHERE id IN (SELECT min(id) FROM events WHERE visit <> '' GROUP BY visit)"
        )
        for view, of in (("now", self.months[0]), ("before", self.months[1])):
            self._sql.execute(
                f"CREATE TEMP TABLE {view} AS SELECT e.id, e.visit, coalesce(b.day, substr(e.at, 1, 10)) AS day, e.kind,"
                " e.body, e.behind FROM events e LEFT JOIN begun b ON b.visit = e.visit"
                f" WHERE substr(coalesce(b.day, e.at), 1, 7) = '{of}'"
            )

    def rows(self, query: str, *values: Any) -> list[Any]:
        """The rows; single values where there is one column."""
        written = re.sub(r"\bf\((\w+)\)", r"json_extract(body, '$.\1')", query)
        found = self._sql.execute(written, values).fetchall()
        return [row[0] for row in found] if found and len(found[0]) == 1 else found

    def one(self, query: str, *values: Any) -> Any:
        """The one value there is; 0 for none."""
        found = self.rows(query, *values)
        return found[0] if found and found[0] is not None else 0

    def counts(self, query: str, *values: Any) -> Counter[Any]:
        """What stands in the last column, by the others."""
        found: Counter[Any] = Counter()
        for row in self.rows(query, *values):
            found[row[0] if len(row) == 2 else tuple(row[:-1])] += row[-1]
        return found

    def close(self) -> None:
        self._sql.close()


# ------------------------------------------------------------ rules of the report, written again
def share(part: float, whole: float) -> float | str:
    return part / whole if whole else DASH


def held_back(cells: Sequence[int]) -> list[int | str]:
    """Every count from 1 to 4; where that is one only, the least of the others with it."""
    small = [i for i, count in enumerate(cells) if 1 <= count <= FEW - 1]
    if len(small) == 1:
        rest = sorted((count, i) for i, count in enumerate(cells) if count >= FEW)
        small += [i for _, i in rest[:1]]
    return [HELD if i in small else count for i, count in enumerate(cells)]


def quarters(values: Iterable[float]) -> list[float | str]:
    """The quartiles and the median between them."""
    found = list(values)
    if not found:
        return [DASH] * 3
    return [found[0]] * 3 if len(found) == 1 else quantiles(found, n=4, method="inclusive")


def wilson(part: float, whole: float) -> tuple[float, float]:
    """The shares from which what was counted lies z standard errors off: the roots of (p̂ - p)² = z²·p·(1 - p) ÷ n."""
    if not whole:
        return 0.0, 1.0
    seen, spread = part / whole, Z * Z / whole
    a, b, c = 1 + spread, -(2 * seen + spread), seen * seen
    root = math.sqrt(max(0.0, b * b - 4 * a * c))
    return max(0.0, (-b - root) / (2 * a)), min(1.0, (-b + root) / (2 * a))


def per_cent(value: float) -> str:
    return f"{value * 100:.0f}%"


def band(part: int, whole: int) -> str:
    return "–".join(map(per_cent, wilson(part, whole)))


def numbers(words: str) -> list[float]:
    """The numbers in a sentence of the report; not those in what it quotes, nor in dates of weeks."""
    bare = re.sub(r"“[^“”]*(“[^“”]*”[^“”]*)*”|（编号 [^）]*）", "", words)
    return [float(n.replace(",", "")) for n in re.findall(r"\d[\d,]*(?:\.\d+)?", bare)]
