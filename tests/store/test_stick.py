"""Records on a stick that cannot be written, and records read while the kiosk brings them up to date."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kiosk.core.events import UnknownEvent
from kiosk.core.logged import Logged
from kiosk.store.database import FILE
from kiosk.store.log import EventLog
from kiosk.store.query import message_rows, rows_between
from kiosk.store.reading import UnreadableLogError
from kiosk.store.schema import STEPS
from tests.store.kept import AT, append_once, events, opened

OLD = Path(__file__).parents[1] / "data" / "kiosk-v1.db"


def unwritable(data_dir: Path) -> None:
    """As on a stick: SQLite cannot make the journal it wants even to read. (Tests run as root, who may write all.)"""
    for ending in ("-wal", "-shm"):
        (data_dir / (FILE + ending)).unlink(missing_ok=True)
    (data_dir / (FILE + "-wal")).mkdir()


def test_a_file_of_the_program_before_can_be_read_where_nothing_can_be_written(tmp_path: Path) -> None:
    shutil.copy(OLD, tmp_path / FILE)
    before = (tmp_path / FILE).read_bytes()
    unwritable(tmp_path)
    found = events(tmp_path)
    assert len(found) == 292 and not [e for e in found if isinstance(e, UnknownEvent)]
    assert len(list(message_rows(tmp_path))) == 8
    assert (tmp_path / FILE).read_bytes() == before


def test_a_file_of_today_can_be_read_there_too(tmp_path: Path) -> None:
    append_once(tmp_path, "v", AT, opened(1))
    unwritable(tmp_path)
    assert events(tmp_path) == [opened(1)]


@pytest.fixture
def copied_with_its_journal(tmp_path: Path) -> Path:
    """A folder copied while the kiosk ran: the newest record is in the journal alone."""
    log = EventLog.open(tmp_path / "here", AT)
    log.append(Logged("v", opened("newest"), AT))
    assert log.flush(30.0)
    stick = tmp_path / "stick"
    stick.mkdir()
    for ending in ("", "-wal"):
        shutil.copy(tmp_path / "here" / (FILE + ending), stick)
    assert log.close()
    return stick


def test_what_only_the_journal_holds_is_read(copied_with_its_journal: Path) -> None:
    assert events(copied_with_its_journal) == [opened("newest")]


def test_a_journal_that_cannot_be_read_is_not_passed_over(
    copied_with_its_journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    class Refused(sqlite3.Connection):
        def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
            error = sqlite3.OperationalError("unable to open database file")
            error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
            raise error

    def refused(database: str, **named: Any) -> sqlite3.Connection:
        return connect(database, factory=Refused if "mode=ro" in database else sqlite3.Connection, **named)

    monkeypatch.setattr(sqlite3, "connect", refused)
    with pytest.raises(UnreadableLogError, match="读不了"):
        events(copied_with_its_journal)


@pytest.mark.parametrize("moment", ["sqlite_master", "user_version"])
def test_a_file_brought_up_to_date_while_it_is_read_is_read_as_one_or_the_other(
    moment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(OLD, tmp_path / FILE)
    expected = events(tmp_path)
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect
    done: list[str] = []

    class Interrupted(sqlite3.Connection):
        def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
            answer = super().execute(sql, *parameters)
            if moment in sql and not done and self.in_transaction:
                done.append(sql)
                assert EventLog.open(tmp_path, AT).close()
            return answer

    def interrupted(*arguments: Any, **named: Any) -> sqlite3.Connection:
        return connect(*arguments, factory=Interrupted if named.get("uri") else sqlite3.Connection, **named)

    monkeypatch.setattr(sqlite3, "connect", interrupted)
    assert [row.event for row in rows_between(tmp_path)] == expected
    monkeypatch.undo()
    assert done, "the migration came in between"
    with closing(sqlite3.connect(tmp_path / FILE)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
    assert events(tmp_path) == expected
