"""Whether a change has made something dearer: the ratios of a bench beside those that were kept.

A ratio is to a baseline measured in the same run, so it stands on another machine too. One that is over by more than
`SLACK` is measured once more: only what is over both times counts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from bench.figures import Row

KEPT = Path(__file__).parent / "ratios.json"
SLACK = 1.2
_LEAST = 0.02
"""Of a ratio below this nobody feels a fifth."""

Source = Callable[[], Iterable[Row]]


def kept() -> Mapping[str, float]:
    """The ratios by what was measured."""
    ratios: Mapping[str, float] = json.loads(KEPT.read_text("utf-8"))
    return ratios


def keep(rows: Iterable[Row]) -> None:
    """Make these the ratios that later ones stand beside."""
    ratios = {row.what: round(row.ours / row.naive, 3) for row in rows if row.naive}
    KEPT.write_text(json.dumps(ratios, ensure_ascii=False, indent=1) + "\n", "utf-8")


def over(rows: Iterable[Row], before: Mapping[str, float]) -> dict[str, str]:
    """What became dearer by more than `SLACK`, and a line that says by how much."""
    found = {}
    for row in rows:
        was = before.get(row.what)
        now = row.ours / row.naive if row.naive else 0.0
        if was is not None and now > _LEAST and now > was * SLACK:
            found[row.what] = f"{row.what}: ×{now:.2f}, it was ×{was:.2f}"
    return found


def dearer(sources: Iterable[Source], before: Mapping[str, float]) -> list[str]:
    """A line for everything that is over in two runs."""
    lines: list[str] = []
    for source in sources:
        first = over(source(), before)
        again = over(source(), before) if first else {}
        lines += [line for what, line in again.items() if what in first]
    return lines
