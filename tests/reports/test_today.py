"""The figures of a day, beside those of a plain count of the database."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from kiosk.cli import command
from kiosk.core.events import Event, JudgementCounted, VisitStarted
from kiosk.core.logged import SIMULATED, Logged
from kiosk.core.vocabulary import EffectVerdict, GroupKind, Phase, VisitMode
from kiosk.reports.today import quarter_begin
from kiosk.store.database import FILE
from kiosk.store.exported import last_exported, note_exported
from kiosk.store.log import EventLog
from kiosk.wiring import today_in

DAY = date(2026, 11, 28)


def start(people: int) -> VisitStarted:
    return VisitStarted(people, GroupKind.COMMUNITY, (), VisitMode.GUIDED)


def counted(number: int, phase: Phase, right: int) -> Event:
    genuine = number % 2 == 0
    said = (12 - right, right) if genuine else (right, 12 - right)
    return JudgementCounted("quiz", f"item-{number}", "police", genuine, f"w{number}", phase, "2026Q4-A", *said, 12)


def written(folder: Path, *rows: Logged, hall: str = "boshan") -> Path:
    log = EventLog.open(folder, "2026-11-28T20:00:00.000+08:00", hall, "1")
    for row in rows:
        log.append(row)
    log.close()
    return folder


def visits(day: str, *sizes: int, events: tuple[Event, ...] = ()) -> list[Logged]:
    rows = []
    for n, size in enumerate(sizes):
        rows += [Logged(f"{day}-{n}", e, f"{day}T{9 + n:02d}:00:00.000+08:00") for e in (start(size), *events)]
    return rows


def plain(folder: Path, begin: str, end: str) -> tuple[int, int]:
    """Groups and people of the days from begin to end, as SQL counts them."""
    rows = sqlite3.connect(folder / FILE).execute(
        "SELECT count(*), sum(json_extract(body, '$.people')) FROM events WHERE kind = 'VisitStarted'"
        " AND substr(at, 1, 10) BETWEEN ? AND ?",
        (begin, end),
    )
    groups, people = rows.fetchone()
    return groups, people or 0


def test_today_and_the_month_are_counted_and_nothing_of_another_month_is(tmp_path: Path) -> None:
    rows = [
        *visits("2026-10-31", 9, 9),
        *visits("2026-11-01", 15),
        *visits("2026-11-27", 4),
        *visits("2026-11-28", 12, 1),
    ]
    found = today_in(written(tmp_path, *rows), DAY)
    assert (found.came.groups, found.came.people) == plain(tmp_path, "2026-11-28", "2026-11-28") == (2, 13)
    assert (found.month.groups, found.month.people) == plain(tmp_path, "2026-11-01", "2026-11-30") == (4, 32)
    assert found.verdict is EffectVerdict.TOO_FEW and "0 场" in found.note
    tomorrow = today_in(tmp_path, date(2026, 11, 29))
    assert tomorrow.lines[0][1] == "还没有人来"


def test_the_verdict_is_on_the_visits_of_this_quarter(tmp_path: Path) -> None:
    first, last = tuple(range(6)), tuple(range(6, 12))
    rows: list[Logged] = []
    for n in range(24):
        before, after = (first, last) if n % 2 else (last, first)
        events = (
            *(counted(i, Phase.BEFORE, 5 + (n + i) % 3) for i in before),
            *(counted(i, Phase.AFTER, 9 + (n + i) % 3) for i in after),
        )
        rows += visits(f"2026-{'11' if n < 12 else '09'}-{1 + n % 12:02d}", 12, events=events)
    written(tmp_path, *rows)
    assert today_in(tmp_path, DAY).verdict is EffectVerdict.BETTER
    assert today_in(tmp_path, date(2027, 1, 1)).verdict is EffectVerdict.TOO_FEW


@pytest.mark.parametrize(("hall", "made_up"), [("boshan", False), (SIMULATED, True)])
def test_visits_that_were_made_up_are_never_taken_for_real_ones(tmp_path: Path, hall: str, made_up: bool) -> None:
    found = today_in(written(tmp_path, *visits("2026-11-28", 12), hall=hall), DAY)
    assert ("模拟数据" in "".join(map(str, found.lines))) is made_up


@pytest.mark.parametrize("day", [date(2026, 10, 1), date(2026, 11, 15), date(2026, 12, 31)])
def test_a_quarter_begins(day: date) -> None:
    assert quarter_begin(day) == date(2026, 10, 1)


def test_the_command_says_it_in_four_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(["today", "--data", str(tmp_path)]) == 1
    assert "没有记录库" in capsys.readouterr().err
    written(tmp_path, *visits("2026-01-02", 3))
    assert command(["today", "--data", str(tmp_path)]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert [line.split("：")[0] for line in shown] == ["今天", "本月", "本季度效果", "上次导出"]
    assert "还没有人来" in shown[0] and shown[3].endswith("还没有导出过")


def test_an_export_is_noted_for_staff(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path, *visits("2026-11-28", 3))
    assert last_exported(tmp_path) == ""
    assert command(["export", "--data", str(tmp_path), "--out", str(tmp_path / "a.xlsx")]) == 0
    capsys.readouterr()
    command(["today", "--data", str(tmp_path)])
    assert "还没有导出过" not in capsys.readouterr().out


@pytest.mark.parametrize("junk", [b"", b"\xff\xfe", b"gestern", b"2026-13-40T99:99", b"2026-11-20T17:02" * 9])
def test_a_note_nobody_can_read_is_none(tmp_path: Path, junk: bytes) -> None:
    note_exported(tmp_path, "2026-11-20T17:02:31.123+08:00")
    assert last_exported(tmp_path) == "2026-11-20T17:02"
    (tmp_path / "exported.txt").write_bytes(junk)
    assert last_exported(tmp_path) == ""
