"""The log keeps every event in order, whatever else happens, and only ever adds."""

from __future__ import annotations

import logging
import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

import kiosk
from kiosk.core.events import Event, ItemOpened, VisitEnded, VisitStarted
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import AgeBand, GroupKind, VisitExit, VisitMode
from kiosk.store import database
from kiosk.store import log as log_module
from kiosk.store.database import FILE, open_database
from kiosk.store.locking import AlreadyOpenError
from kiosk.store.log import EventLog
from kiosk.store.query import rows_between
from tests.store.kept import AT, append_once, ink, opened
from tests.store.kept import events as logged

LONG = 30.0


def fail(code: int, text: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(text)
    error.sqlite_errorcode = code
    return error


def test_events_come_back_as_they_were_appended(tmp_path: Path) -> None:
    events: list[Event] = [
        VisitStarted(12, GroupKind.SCHOOL, (AgeBand.MINOR, AgeBand.MIDDLE), VisitMode.GUIDED),
        ink((1, 2, 3, 4), (5, 6)),
        opened("半个字符 \ud83d 与 “引号”\n"),
        VisitEnded(VisitExit.FINISHED, 2381.25, ("quiz",)),
    ]
    log = EventLog.open(tmp_path, AT)
    for event in events:
        log.append(Logged("v1", event, AT))
    assert log.flush(LONG)
    assert log.acknowledged == len(events)
    rows = list(rows_between(tmp_path))
    assert [row.event for row in rows] == events
    assert [(row.id, row.visit, row.at) for row in rows] == [(n, "v1", AT) for n in (1, 2, 3, 4)]
    assert log.close()


def test_closing_writes_what_waits_and_a_later_start_goes_on(tmp_path: Path) -> None:
    for start in range(3):
        log = EventLog.open(tmp_path, AT)
        for n in range(50):
            log.append(Logged("v", opened(start * 50 + n), AT))
        assert log.close()
    assert logged(tmp_path) == [opened(n) for n in range(150)]


def test_opening_and_closing_leaves_no_thread(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    for _ in range(10):
        log = EventLog.open(tmp_path, AT)
        log.append(Logged("v", opened(1), AT))
        assert log.close()
        assert log.close(), "closing twice is harmless"
    assert set(threading.enumerate()) == before


def test_appending_after_closing_is_said_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    log = EventLog.open(tmp_path, AT)
    log.close()
    log.append(Logged("v", opened(7), AT))
    assert "ItemOpened 没有写入" in caplog.text


def test_a_second_kiosk_is_told_so_and_the_first_goes_on(tmp_path: Path) -> None:
    log = EventLog.open(tmp_path, AT)
    with pytest.raises(AlreadyOpenError, match="另一个展馆程序"):
        EventLog.open(tmp_path, AT)
    code = (
        "import sys, pathlib\n"
        "from kiosk.store.log import EventLog\n"
        "from kiosk.store.locking import AlreadyOpenError\n"
        "try: EventLog.open(pathlib.Path(sys.argv[1]), '2026-07-01T09:31:00+08:00')\n"
        "except AlreadyOpenError: sys.exit(7)\n"
    )
    root = Path(kiosk.__file__).parents[1]
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=root, check=False).returncode == 7
    log.append(Logged("v", opened(1), AT))
    assert log.flush(LONG)
    assert log.close()
    again = EventLog.open(tmp_path, AT)
    assert again.close()


def test_a_command_can_append_while_the_kiosk_runs(tmp_path: Path) -> None:
    log = EventLog.open(tmp_path, AT)
    log.append(Logged("v", opened(1), AT))
    assert log.flush(LONG)
    assert append_once(tmp_path, "", AT, opened(2)) == 2
    log.append(Logged("v", opened(3), AT))
    assert log.close()
    assert logged(tmp_path) == [opened(1), opened(2), opened(3)]


def test_nothing_logged_can_be_changed(tmp_path: Path) -> None:
    append_once(tmp_path, "v", AT, opened(1))
    connection = open_database(tmp_path, AT, check=False, wait_seconds=0)
    for statement in (
        "UPDATE events SET body = '{}'",
        "DELETE FROM events",
        "INSERT OR REPLACE INTO events(id, visit, at, kind, body) VALUES (1, '', '', '', '')",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
    connection.close()
    assert logged(tmp_path) == [opened(1)]


def test_a_database_of_a_newer_version_is_still_appended_to(tmp_path: Path) -> None:
    append_once(tmp_path, "v", AT, opened(1))
    newer = sqlite3.connect(tmp_path / FILE)
    newer.executescript("ALTER TABLE events ADD COLUMN panel TEXT; PRAGMA user_version = 9;")
    newer.close()
    log = EventLog.open(tmp_path, AT)
    log.append(Logged("v", opened(2), AT))
    assert log.close()
    assert logged(tmp_path) == [opened(1), opened(2)]
    assert not list(tmp_path.glob("kiosk-damaged*"))


def test_a_locked_database_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_module, "BUSY_SECONDS", 0.02)
    append_once(tmp_path, "v", AT, opened(0))
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    log = EventLog.open(tmp_path, AT)
    for n in range(1, 20):
        log.append(Logged("v", opened(n), AT))
    assert not log.flush(0.3)
    assert log.acknowledged == 0
    assert log.waiting == 19
    assert "别的程序正占着它" in log.trouble
    other.execute("ROLLBACK")
    other.close()
    assert log.flush(LONG)
    assert (log.waiting, log.trouble) == (0, "")
    assert log.close()
    assert logged(tmp_path) == [opened(n) for n in range(20)]


def test_a_full_disk_loses_nothing_once_there_is_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = threading.Event()
    opened_times = 0

    def small_disk(*args: Any) -> sqlite3.Connection:
        nonlocal opened_times
        opened_times += 1
        connection = open_database(*args)
        if opened_times < 3:
            connection.execute("PRAGMA max_page_count = 12")
        else:
            refused.set()
        return connection

    monkeypatch.setattr(log_module, "open_database", small_disk)
    log = EventLog.open(tmp_path, AT)
    events = [opened(f"{n} " + "长" * 500) for n in range(60)]
    for event in events:
        log.append(Logged("v", event, AT))
    assert refused.wait(LONG), "the full disk was never met"
    assert log.flush(LONG)
    assert log.close()
    assert logged(tmp_path) == events
    assert log.lost == 0


def test_appending_does_not_wait_for_a_slow_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = threading.Event()
    insert = database.insert

    def slow(*args: Any) -> int:
        answers.wait(LONG)
        return insert(*args)

    monkeypatch.setattr(log_module, "insert", slow)
    log = EventLog.open(tmp_path, AT)
    for n in range(2000):
        log.append(Logged("v", opened(n), AT))
    assert (log.acknowledged, log.waiting) == (0, 2000), "the disk has not answered yet"
    answers.set()
    assert log.close(LONG)
    assert logged(tmp_path) == [opened(n) for n in range(2000)]


def test_of_what_is_lost_the_oldest_goes_first_and_staff_are_told_once_and_nothing_of_what_visitors_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any) -> sqlite3.Connection:
        raise fail(sqlite3.SQLITE_IOERR, "disk I/O error")

    with monkeypatch.context() as full:
        full.setattr(log_module, "open_database", broken)
        full.setattr(log_module, "WAITING_MAX", 5)
        log = EventLog.open(tmp_path, AT)
        for n in range(9):
            log.append(Logged("v", opened(n), AT))
        assert (log.waiting, log.lost) == (5, 4)
    assert log.flush(LONG) is True
    assert logged(tmp_path) == [opened(n) for n in range(4, 9)]
    assert log.close()
    assert caplog.text.count("丢了记录") == 1 and "超过了 5 条" in caplog.text and "item=" not in caplog.text


def test_what_the_disk_refuses_until_the_hall_is_closed_is_counted_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any) -> sqlite3.Connection:
        raise fail(sqlite3.SQLITE_FULL, "database or disk is full")

    monkeypatch.setattr(log_module, "open_database", broken)
    log = EventLog.open(tmp_path, AT)
    for n in range(9):
        log.append(Logged("v", opened(n), AT))
    assert log.close()
    assert (log.lost, log.acknowledged) == (9, 0)
    lost = [record.message for record in caplog.records if "丢了记录" in record.message]
    assert lost == ["丢了记录：关馆时还有 9 条写不进去，磁盘满了，先腾出空间"]


def test_an_event_that_cannot_be_written_does_not_hold_up_the_others(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    log = EventLog.open(tmp_path, AT)
    log.append(Logged("v", opened(1), AT))
    log.append(Logged("v", ItemOpened("quiz", {1, 2}, "", None, ""), AT))  # type: ignore[arg-type]
    log.append(Logged("v", opened(3), AT))
    assert log.close()
    assert logged(tmp_path) == [opened(1), opened(3)]
    assert log.lost == 1
    assert "ItemOpened 存不了" in caplog.text


def test_a_folder_that_cannot_be_made_does_not_stop_the_hall(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("in the way")
    with caplog.at_level(logging.ERROR):
        log = EventLog.open(tmp_path / "file" / "data", AT)
        log.append(Logged("v", opened(1), AT))
        assert log.close()
    assert "关馆时还有 1 条写不进去" in caplog.text


@pytest.mark.parametrize("moved", [False, True])
def test_a_folder_taken_away_while_the_hall_is_open_is_made_again(tmp_path: Path, moved: bool) -> None:
    data, elsewhere = tmp_path / "data", tmp_path / "elsewhere"
    log = EventLog.open(data, AT)
    log.append(Logged("v", opened(1), AT))
    assert log.flush(LONG)
    data.rename(elsewhere)
    if not moved:
        shutil.rmtree(elsewhere)
    log.append(Logged("v", opened(2), AT))
    log.append(Logged("v", opened(3), AT))
    assert log.flush(LONG)
    assert log.close()
    assert logged(data) == [opened(2), opened(3)], "SQLite would have gone on writing into what is gone"
    assert not moved or logged(elsewhere) == [opened(1)]
