"""Reading beside the kiosk: whole visits of the days asked for, and never a write."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from kiosk.core.events import MessageJudged, MessageLeft, VisitEnded, VisitStarted
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import GroupKind, StaffRole, VisitExit, VisitMode
from kiosk.store.database import FILE
from kiosk.store.log import EventLog
from kiosk.store.query import message_rows, rows_between
from tests.store.kept import AT, append_once, opened, phrase

START = VisitStarted(2, GroupKind.OTHER, (), VisitMode.FREE)
END = VisitEnded(VisitExit.FINISHED, 600.0, ())
MESSAGE = phrase("不轻信")


def visit(data_dir: Path, name: str, start: str, end: str) -> None:
    append_once(data_dir, name, start, START)
    append_once(data_dir, name, end, END)


def visits(data_dir: Path, date_from: date | None, date_to: date | None) -> list[str]:
    return [row.visit for row in rows_between(data_dir, date_from, date_to)]


def test_nothing_was_ever_logged(tmp_path: Path) -> None:
    assert list(rows_between(tmp_path)) == []
    assert list(message_rows(tmp_path)) == []
    assert list(tmp_path.iterdir()) == [], "reading makes no files"


def test_a_database_cut_off_while_it_was_made_holds_nothing_yet(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE)) as cut_off:
        cut_off.execute("PRAGMA journal_mode=WAL")
    assert list(rows_between(tmp_path)) == []


def test_days_are_inclusive_and_visits_come_whole(tmp_path: Path) -> None:
    visit(tmp_path, "first", "2026-06-30T10:00:00+08:00", "2026-06-30T10:40:00+08:00")
    visit(tmp_path, "night", "2026-06-30T23:50:00+08:00", "2026-07-01T00:10:00+08:00")
    visit(tmp_path, "last", "2026-07-02T23:59:59.900+08:00", "2026-07-02T23:59:59.999+08:00")
    june, july = date(2026, 6, 30), date(2026, 7, 2)
    assert visits(tmp_path, None, june) == ["first", "first", "night", "night"]
    assert visits(tmp_path, date(2026, 7, 1), None) == ["night", "night", "last", "last"]
    assert visits(tmp_path, july, july) == ["last", "last"]
    assert len(visits(tmp_path, None, None)) == 6


def test_a_judgement_comes_with_its_message_however_late(tmp_path: Path) -> None:
    number = append_once(tmp_path, "v", "2026-07-01T10:00:00+08:00", MESSAGE)
    append_once(
        tmp_path, "", "2026-07-09T10:00:00+08:00", MessageJudged(message=number, approved=True, by=StaffRole.DUTY)
    )
    day = date(2026, 7, 1)
    assert [type(row.event) for row in rows_between(tmp_path, day, day)] == [MessageLeft, MessageJudged]


def test_a_long_read_and_the_kiosk_do_not_disturb_each_other(tmp_path: Path) -> None:
    with_kiosk = EventLog.open(tmp_path, AT)
    for n in range(500):
        with_kiosk.append(Logged("v", opened(n), AT))
    assert with_kiosk.flush(30.0)
    reading = rows_between(tmp_path)
    first = next(reading)
    with_kiosk.append(Logged("v", opened("during"), AT))
    assert with_kiosk.flush(30.0)
    assert first.id == 1
    assert len(list(reading)) == 499, "what was there when the reading began"
    assert with_kiosk.close()


def test_a_folder_with_blanks_and_chinese_and_signs(tmp_path: Path) -> None:
    folder = tmp_path / "数据 100%?#"
    append_once(folder, "v", "2026-07-01T09:00:00+08:00", MESSAGE)
    assert [type(row.event) for row in message_rows(folder)] == [MessageLeft]
