"""Logs of several screens and halls can be put together: whose a row is, when it was made, whether the clock was right."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.core.logged import Logged
from kiosk.store.database import FILE
from kiosk.store.log import EventLog
from kiosk.store.query import rows_between
from tests.store.kept import AT, append_once, opened


def kept(data_dir: Path, *rows: tuple[str, str], start: str = AT, hall: str = "hall", screen: str = "screen-1") -> None:
    """Logs items at those times in one run of the kiosk."""
    log = EventLog.open(data_dir, start, hall, screen)
    for item, at in rows:
        log.append(Logged("v", opened(item), at))
    assert log.close()


def places(data_dir: Path) -> list[tuple[int, str, str]]:
    with closing(sqlite3.connect(data_dir / FILE)) as database:
        return database.execute("SELECT since, hall, screen FROM places ORDER BY since").fetchall()


def test_every_row_has_a_number_that_is_its_own_in_the_world(tmp_path: Path) -> None:
    for name in ("east", "west"):
        kept(tmp_path / name, ("a", AT), ("b", AT))
    kept(tmp_path / "east", ("c", AT))
    (tmp_path / "east" / FILE).write_bytes(b"this was a database once\n" * 400)
    for ending in ("-wal", "-shm"):
        (tmp_path / "east" / (FILE + ending)).unlink(missing_ok=True)
    east = [(row.log, row.id) for row in rows_between(tmp_path / "west")]
    kept(tmp_path / "east", ("d", AT))
    aside = next((tmp_path / "east").glob("kiosk-damaged-*.db"))
    assert aside.exists()
    after = [(row.log, row.id) for row in rows_between(tmp_path / "east")]
    assert len(set(east + after)) == 3
    assert all(len(log) == 16 and int(log, 16) >= 0 for log, _ in east + after)


def test_a_log_keeps_its_name_however_often_it_is_opened(tmp_path: Path) -> None:
    for item in ("a", "b", "c"):
        kept(tmp_path, (item, AT))
    assert len({row.log for row in rows_between(tmp_path)}) == 1
    with closing(sqlite3.connect(tmp_path / FILE)) as database, pytest.raises(sqlite3.IntegrityError):
        database.execute("UPDATE log SET id = 'another'")


def test_where_a_row_was_made_is_said_once_and_again_when_the_screen_moves(tmp_path: Path) -> None:
    kept(tmp_path, ("a", AT), ("b", AT), hall="boshan", screen="door")
    kept(tmp_path, ("c", AT), hall="boshan", screen="door")
    kept(tmp_path, ("d", AT), hall="boshan", screen="back")
    kept(tmp_path, hall="zichuan", screen="back")
    kept(tmp_path, ("e", AT), hall="linzi", screen="back")
    assert [(row.hall, row.screen) for row in rows_between(tmp_path)] == [
        *[("boshan", "door")] * 3,
        ("boshan", "back"),
        ("linzi", "back"),
    ]
    assert places(tmp_path) == [(1, "boshan", "door"), (4, "boshan", "back"), (5, "linzi", "back")]


MINUTE_LATER = "2026-07-01T09:31:00.000+08:00"


@pytest.mark.parametrize(
    ("second", "marked"),
    [
        ("2026-07-01T09:30:59.000+08:00", False),
        ("2026-07-01T09:30:58.999+08:00", True),
        ("2026-07-01T01:30:59.500+00:00", False),
        ("2026-07-01T09:31:30.000+09:00", True),
        ("2019-01-01T00:00:00.000+08:00", True),
    ],
)
def test_a_clock_more_than_a_second_behind_the_last_row_marks_what_is_written(
    tmp_path: Path, second: str, marked: bool, caplog: pytest.LogCaptureFixture
) -> None:
    kept(tmp_path, ("a", MINUTE_LATER), ("b", second))
    assert [row.behind for row in rows_between(tmp_path)] == [False, marked]
    assert ("时钟" in caplog.text) == marked


def test_a_clock_set_back_overnight_is_told_once_and_nothing_is_refused(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kept(tmp_path, ("a", "2026-07-02T09:00:00.000+08:00"))
    caplog.clear()
    kept(tmp_path, ("b", AT), ("c", AT), start=AT)
    assert caplog.text.count("时钟") == 1 and "校准" in caplog.text
    assert [(row.event, row.behind) for row in rows_between(tmp_path)] == [
        (opened("a"), False),
        (opened("b"), True),
        (opened("c"), True),
    ]


def test_a_clock_set_right_after_the_start_and_before_anything_was_logged_marks_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kept(tmp_path, ("a", AT), ("b", MINUTE_LATER), start="2026-07-01T12:00:00.000+08:00")
    assert [row.behind for row in rows_between(tmp_path)] == [False, False]
    assert "时钟" not in caplog.text


def test_a_clock_far_behind_is_told_before_anybody_comes(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    kept(tmp_path, ("a", MINUTE_LATER))
    assert "时钟" not in caplog.text
    log = EventLog.open(tmp_path, AT)
    assert log.close()
    assert caplog.text.count("时钟") == 1 and "60 秒" in caplog.text


def test_a_clock_put_right_again_marks_no_more(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    late = "2026-07-02T09:00:00.000+08:00"
    kept(tmp_path, ("a", late), ("b", AT), ("c", late), start=late)
    assert [row.behind for row in rows_between(tmp_path)] == [False, True, False]


def test_a_command_marks_what_it_writes_too(tmp_path: Path) -> None:
    append_once(tmp_path, "v", MINUTE_LATER, opened("a"))
    append_once(tmp_path, "v", AT, opened("b"))
    append_once(tmp_path, "v", MINUTE_LATER, opened("c"))
    assert [row.behind for row in rows_between(tmp_path)] == [False, True, False]


def test_a_log_opened_again_after_a_disk_failure_does_not_take_its_own_start_for_a_slow_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from kiosk.store import log as log_module

    log = EventLog.open(tmp_path, AT)
    log.append(Logged("v", opened("a"), MINUTE_LATER))
    assert log.flush(30.0)
    insert, failed = log_module.insert, []

    def once_refused(*arguments: object) -> int:
        if not failed:
            failed.append(True)
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR
            raise error
        return insert(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(log_module, "insert", once_refused)
    log.append(Logged("v", opened("b"), MINUTE_LATER))
    assert log.flush(30.0) and log.close()
    assert "时钟" not in caplog.text
    assert [row.behind for row in rows_between(tmp_path)] == [False, False]
