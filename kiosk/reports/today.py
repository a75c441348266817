"""What staff want to know of a day without a report: how many came, and what can be said so far of the effect."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kiosk.core.events import VisitStarted
from kiosk.core.logged import SIMULATED, Logged
from kiosk.core.vocabulary import EffectVerdict


@dataclass(frozen=True, slots=True)
class Came:
    """Groups (批次) and people (人次)."""

    groups: int = 0
    people: int = 0


@dataclass(frozen=True, slots=True)
class Today:
    """A `day` and its month so far; the `verdict` on the visits of its quarter, with a `note` ("" for none). `exported`
    is when records were last taken out, as local ISO time, "" for never. `simulated`: nobody came, it was made up.
    `damage` is what became of records that were found damaged, and what is to be done about it; () for none. `unread`:
    why there are no figures, "" where there are."""

    day: date
    came: Came
    month: Came
    verdict: EffectVerdict
    note: str
    exported: str
    simulated: bool = False
    damage: tuple[str, str] | tuple[()] = ()
    unread: str = ""

    @property
    def lines(self) -> tuple[tuple[str, str, str], ...]:
        """What is told: a heading, words, and what is said besides ("" for nothing)."""
        warned = [("注意", *self.damage)] if self.damage else []
        if self.unread:
            return ("今天", "数不出来", self.unread), *warned
        return (
            ("今天", _people(self.came), "模拟数据，不是真的参观" if self.simulated else ""),
            ("本月", _people(self.month), ""),
            ("本季度效果", self.verdict.word, self.note),
            ("上次导出", _moment(self.exported), ""),
            *warned,
        )


def not_counted(day: date, why: str) -> Today:
    """A day of which nothing can be read now."""
    return Today(day, Came(), Came(), EffectVerdict.TOO_FEW, "", "", unread=why)


def quarter_begin(day: date) -> date:
    """The first day of that day's quarter of a year."""
    return date(day.year, day.month - (day.month - 1) % 3, 1)


def today_of(rows: Iterable[Logged], day: date, exported: str = "") -> Today:
    """The figures from `VisitStarted` and `JudgementCounted` of the day's quarter, in the order of logging.

    A visit counts once, by its first record's local day. What of the rows is later than `day` was written by a clock
    that ran ahead, and counts for its own day.
    """
    from kiosk.reports.effect import effect  # numpy is loaded when staff ask, and not before
    from kiosk.reports.judgements import judgements

    kept = list(rows)
    starts = {row.visit: row for row in reversed(kept) if isinstance(row.event, VisitStarted)}.values()
    found = effect(judgements(kept))
    today, month = day.isoformat(), day.isoformat()[:7]
    return Today(
        day,
        _came(row for row in starts if row.day == today),
        _came(row for row in starts if row.day[:7] == month),
        found.verdict,
        found.note,
        exported,
        any(row.hall == SIMULATED for row in kept),
    )


def _came(starts: Iterable[Logged]) -> Came:
    sizes = [row.event.people for row in starts if isinstance(row.event, VisitStarted)]
    return Came(len(sizes), sum(sizes))


def _people(came: Came) -> str:
    return f"{came.groups} 批，{came.people} 人次" if came.groups else "还没有人来"


def _moment(at: str) -> str:
    """11月20日 17:02, from a local ISO time."""
    if not at:
        return "还没有导出过"
    return f"{int(at[5:7])}月{int(at[8:10])}日 {at[11:16]}"
