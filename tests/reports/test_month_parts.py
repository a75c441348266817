"""What the figures of a month stand on: months, whole visits, shares and what is held back, the latest visits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from kiosk.core.events import (
    Event,
    GroupRefused,
    JudgementCounted,
    QuizFinished,
    UnknownEvent,
    VisitEnded,
    VisitStarted,
    ZoneEntered,
    ZoneLeft,
)
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import AgeBand, GroupKind, Phase, QuizWay, VisitExit, VisitMode, ZoneExit
from kiosk.reports import whole_visits as wholes
from kiosk.reports.latest import Latest
from kiosk.reports.months import Month
from kiosk.reports.shares import Share, shown
from kiosk.reports.stays import Stays
from kiosk.reports.whole_visits import WholeVisit, whole_visits

STARTED = VisitStarted(3, GroupKind.FAMILY, (AgeBand.SENIOR,), VisitMode.FREE)
ENDED = VisitEnded(VisitExit.FINISHED, 60.0, ())


def logged(*entries: tuple[str, Event | UnknownEvent]) -> Iterator[Logged]:
    for n, (visit, event) in enumerate(entries, 1):
        yield Logged(visit, event, f"2026-11-03T10:00:{n % 60:02d}+08:00", n, hall="boshan")


def test_a_month_knows_its_days_and_the_one_before() -> None:
    for written, days in (("2026-11", 30), ("2026-12", 31), ("2027-02", 28), ("2028-02", 29)):
        month = Month.of(written)
        assert str(month) == written
        assert len(month.days()) == days
        assert month.days()[0] == month.first and month.days()[-1] == month.last == date(month.year, month.number, days)
    assert str(Month.of("2027-01").before) == "2026-12" and str(Month.of("2026-12").before) == "2026-11"
    assert Month.of("2026-11").word == "2026年11月"


@pytest.mark.parametrize("written", ["2026-00", "2026-13", "1999-11", "2026-1", "2026/11", "", "2026-11 "])
def test_what_is_no_month(written: str) -> None:
    with pytest.raises(ValueError):
        Month.of(written)


def test_visits_come_whole_though_they_are_mixed_and_what_is_outside_comes_alone() -> None:
    rows = logged(
        ("a", STARTED), ("", GroupRefused(20, (10, 10))), ("b", STARTED), ("a", ZoneEntered("quiz")),
        ("b", UnknownEvent("Later")), ("a", ENDED), ("b", ZoneEntered("quiz")),
    )  # fmt: skip
    found = list(whole_visits(rows))
    assert [set(visit.events) for visit in found] == [
        {GroupRefused},
        {VisitStarted, ZoneEntered, VisitEnded},
        {VisitStarted, ZoneEntered},
    ]
    assert {visit.hall for visit in found} == {"boshan"} and {visit.day for visit in found} == {"2026-11-03"}


def test_few_visits_wait_at_a_time_and_the_one_silent_longest_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wholes, "OPEN_MOST", 2)
    came = []

    def noting() -> Iterator[Logged]:
        for row in logged(("a", STARTED), ("b", STARTED), ("a", ZoneEntered("quiz")), ("c", STARTED), ("d", STARTED)):
            came.append(row.visit)
            yield row

    found = whole_visits(noting())
    first = next(found)
    assert first.of(ZoneEntered) == [] and came[-1] == "c", "b was silent longest, and went when c came"
    assert next(found).of(ZoneEntered), "then a"


def test_what_a_disk_gave_twice_is_one_visit_and_a_goal_without_entering_is_none() -> None:
    stays = Stays()
    visit = WholeVisit("2026-11-03", "boshan")
    for event in (STARTED, STARTED, ZoneLeft("quiz", 30.0, True, ZoneExit.HOME), ENDED, ENDED):
        visit.take(event)
    stays.add(visit)
    assert stays.full == 1 and stays.depth == {0: 1}
    assert stays.zones["quiz"].cut_short == Share(0, 0) and stays.zones["quiz"].seconds == {30: 1}


@pytest.mark.parametrize(
    ("cells", "left"),
    [
        ((5, 6), [5, 6]),
        ((4, 6), [None, None]),
        ((4, 0, 6), [None, 0, None]),
        ((4, 9, 6), [None, 9, None]),
        ((1, 4, 20), [None, None, 20]),
        ((0, 0, 20), [0, 0, 20]),
        ((3,), [None]),
        ((0,), [0]),
        ((5,), [5]),
        ((2, 0), [None, 0]),
    ],
)
def test_small_cells_are_held_back_and_cannot_be_worked_out(cells: tuple[int, ...], left: list[int | None]) -> None:
    assert shown(cells) == left


def test_a_share_of_nothing_is_none_and_its_band_is_everything() -> None:
    assert Share(0, 0).value is None and Share(0, 0).band == (0.0, 1.0)
    low, top = Share(8, 10).band
    assert Share(8, 10).value == 0.8 and (round(low, 3), round(top, 3)) == (0.490, 0.943)  # Newcombe 1998's formula


def judged(visit: str) -> tuple[str, Event]:
    about = ("quiz", "a", "police", False, "0a")
    return visit, JudgementCounted(*about, Phase.BEFORE, "2026Q4-A", 3, 1, 5)


def test_of_the_latest_visits_no_more_than_so_many_are_kept() -> None:
    rows = list(logged(*(judged(visit) for visit in "abbcad")))
    latest = Latest((JudgementCounted,), JudgementCounted, most=2)
    assert list(latest.watch(rows)) == rows, "the stream goes on as it is"
    assert [row.visit for row in latest.rows()] == ["a", "d"], "a came back after c had pushed it out"
    kept = Latest((JudgementCounted,), JudgementCounted, most=9)
    assert len(list(kept.watch(rows))) == len(kept.rows()) == 6


def test_visits_without_what_is_needed_are_not_kept() -> None:
    finished = QuizFinished(1, 1, QuizWay.SOLO, 1)
    rows = logged(("a", STARTED), ("b", STARTED), ("b", finished), ("a", ENDED), ("", GroupRefused(20, (10, 10))))
    latest = Latest((VisitStarted, QuizFinished), QuizFinished)
    assert len(list(latest.watch(rows))) == 5
    assert [(row.visit, type(row.event)) for row in latest.rows()] == [("b", VisitStarted), ("b", QuizFinished)]
