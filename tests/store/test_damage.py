"""A damaged database is kept for whoever can mend it, and the hall opens on a fresh one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.core.logged import Logged
from kiosk.store import database
from kiosk.store import log as log_module
from kiosk.store.database import FILE
from kiosk.store.log import EventLog
from kiosk.store.query import rows_between
from kiosk.store.reading import UnreadableLogError
from tests.store.kept import append_once, opened

AT = "2026-07-01T09:30:15.250+08:00"
ASIDE = "kiosk-damaged-20260701T093015.db"


def filled(data_dir: Path) -> Path:
    log = EventLog.open(data_dir, AT)
    for n in range(2000):
        log.append(Logged("v", opened(f"item-{n}"), AT))
    assert log.close()
    return data_dir / FILE


def overwritten(data_dir: Path) -> None:
    file = filled(data_dir)
    with file.open("r+b") as stream:
        stream.seek(file.stat().st_size // 2)
        stream.write(b"\xa5" * 9000)


def cut_short(data_dir: Path) -> None:
    file = filled(data_dir)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def no_database(data_dir: Path) -> None:
    (data_dir / FILE).write_bytes(b"this was a database once\n" * 400)


def of_another_program(data_dir: Path) -> None:
    other = sqlite3.connect(data_dir / FILE)
    other.executescript("CREATE TABLE events(name TEXT); INSERT INTO events VALUES ('x');")
    other.close()


@pytest.mark.parametrize("damage", [overwritten, cut_short, no_database, of_another_program])
def test_it_is_set_aside_at_the_start(
    damage: Callable[[Path], None], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    damage(tmp_path)
    was = (tmp_path / FILE).read_bytes()
    log = EventLog.open(tmp_path, AT)
    log.append(Logged("new", opened("after"), AT))
    assert log.flush(30.0)
    assert log.close()
    assert (tmp_path / ASIDE).stat().st_size >= len(was), "what was there is still there"
    assert ASIDE in caplog.text
    assert [row.event for row in rows_between(tmp_path)] == [opened("after")]


def test_two_in_one_second_do_not_overwrite_each_other(tmp_path: Path) -> None:
    for _ in range(2):
        no_database(tmp_path)
        EventLog.open(tmp_path, AT).close()
    assert len(list(tmp_path.glob("kiosk-damaged-*.db"))) == 2


def test_damage_met_while_running_keeps_what_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    insert = database.insert
    met: list[bool] = []

    def once_damaged(*args: Any) -> int:
        if not met:
            met.append(True)
            error = sqlite3.DatabaseError("database disk image is malformed")
            error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise error
        return insert(*args)

    append_once(tmp_path, "old", AT, opened("before"))
    monkeypatch.setattr(log_module, "insert", once_damaged)
    log = EventLog.open(tmp_path, AT)
    log.append(Logged("new", opened("after"), "2026-07-02T10:00:00+08:00"))
    assert log.flush(30.0)
    assert log.close()
    assert (tmp_path / "kiosk-damaged-20260702T100000.db").exists()
    assert [row.visit for row in rows_between(tmp_path)] == ["new"]


def test_reading_a_damaged_database_says_so(tmp_path: Path) -> None:
    no_database(tmp_path)
    with pytest.raises(UnreadableLogError, match=r"kiosk\.db 已损坏"):
        list(rows_between(tmp_path))
