"""A damaged database is kept for whoever can mend it, and the hall opens on a fresh one."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kiosk.core.events import ItemOpened, LogMended
from kiosk.core.logged import Logged
from kiosk.store import database, mending
from kiosk.store import log as log_module
from kiosk.store.database import FILE, set_aside
from kiosk.store.log import EventLog
from kiosk.store.query import rows_between
from kiosk.store.reading import UnreadableLogError
from tests.store.kept import append_once, opened

AT = "2026-07-01T09:30:15.250+08:00"
ASIDE = "kiosk-damaged-20260701T093015.db"


def whole(file: Path) -> bool:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


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


def headless(data_dir: Path) -> None:
    """The bytes that say that it is a database are gone, and all else is there."""
    with filled(data_dir).open("r+b") as stream:
        stream.write(b"\xa5" * 100)


def mangled_tables(data_dir: Path) -> None:
    with filled(data_dir).open("r+b") as stream:
        stream.seek(100)
        stream.write(b"\xa5" * 60)


def no_database(data_dir: Path) -> None:
    (data_dir / FILE).write_bytes(b"this was a database once\n" * 400)


def of_another_program(data_dir: Path) -> None:
    other = sqlite3.connect(data_dir / FILE)
    other.executescript("CREATE TABLE events(name TEXT); INSERT INTO events VALUES ('x');")
    other.close()


@pytest.mark.parametrize(
    ("damage", "least", "most"),
    [
        (overwritten, 1800, 1999),
        (cut_short, 700, 1300),
        (headless, 2000, 2000),
        (mangled_tables, 0, 2000),
        (no_database, 0, 0),
        (of_another_program, 0, 0),
    ],
)
def test_it_is_set_aside_at_the_start_and_what_can_be_read_goes_on(
    damage: Callable[[Path], None], least: int, most: int, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    damage(tmp_path)
    was = (tmp_path / FILE).read_bytes()
    log = EventLog.open(tmp_path, AT)
    log.append(Logged("new", opened("after"), AT))
    assert log.flush(30.0)
    assert log.close()
    assert (tmp_path / ASIDE).stat().st_size >= len(was), "what was there is still there"
    assert ASIDE in caplog.text
    *kept, last = rows_between(tmp_path)
    assert last.event == opened("after")
    assert least <= sum(isinstance(row.event, ItemOpened) for row in kept) <= most
    assert [row.event for row in kept if isinstance(row.event, LogMended)] == (
        [LogMended(len(kept) - 1, len(kept) > 2000)] if kept else []
    )
    assert all(row.event == opened(f"item-{row.id - 1}") for row in kept[:-1]), "under its old number"
    assert whole(tmp_path / FILE)


@pytest.mark.parametrize("made_up", [b"\xbf\x49", b"\x80\x49"])  # far behind the last, and one long read
def test_an_event_whose_number_is_broken_costs_no_other(made_up: bytes, tmp_path: Path) -> None:
    file = filled(tmp_path)
    held = file.read_bytes()
    with file.open("r+b") as stream:
        stream.seek(held.rindex(b"\x81\x49", 0, held.index(b'"item-200"')))  # 201, before its event
        stream.write(made_up)
    log = EventLog.open(tmp_path, AT)
    assert log.flush(30.0) and log.close()
    kept = [row.event for row in rows_between(tmp_path) if isinstance(row.event, ItemOpened)]
    assert kept == [opened(f"item-{n}") for n in range(2000) if n != 200]


@pytest.mark.parametrize("broken", [[1000], [1000, 1002], [1000, 1001], [2000]])
def test_a_record_that_cannot_be_read_costs_no_other(broken: list[int], tmp_path: Path) -> None:
    """Python gives up the record before a broken one as well."""
    file = filled(tmp_path)
    held = bytearray(file.read_bytes())
    for number in broken:
        row = held.rindex(b"v" + AT.encode(), 0, held.index(b'"item-%d"' % (number - 1)))
        assert held[row - 9] == 9, "how long the row's header is"
        held[row - 9] = 0x7F
    file.write_bytes(held)
    log = EventLog.open(tmp_path, AT)
    assert log.close()
    kept = {row.id for row in rows_between(tmp_path) if isinstance(row.event, ItemOpened)}
    assert set(range(1, 2001)) - kept == set(broken)


def test_all_of_a_log_whose_index_is_wrong_stays_where_it_is(tmp_path: Path) -> None:
    """A flipped byte in the middle of a text: nothing is lost by it, and nothing is set aside for it."""
    file = filled(tmp_path)
    held = file.read_bytes()
    at = held.index(b"item-1234")
    visit = held.rindex(b"v2026-07-01T09:30:15.250", 0, at)
    with file.open("r+b") as stream:
        stream.seek(visit)
        stream.write(b"w")
    assert not whole(file)
    log = EventLog.open(tmp_path, AT)
    log.check()
    log.append(Logged("new", opened("after"), AT))
    assert log.flush(30.0)
    for _ in range(200):
        if whole(file):
            break
        time.sleep(0.05)
    assert log.close()
    assert whole(file) and not list(tmp_path.glob("kiosk-damaged-*"))
    assert len(list(rows_between(tmp_path))) == 2001


def test_damage_that_comes_while_the_hall_is_open_is_found_by_looking_through(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    filled(tmp_path)
    log = EventLog.open(tmp_path, AT)
    assert log.flush(30.0)
    log.append(Logged("new", opened("before"), AT))
    assert log.flush(30.0)
    with (tmp_path / FILE).open("r+b") as stream:
        stream.seek((tmp_path / FILE).stat().st_size // 2)
        stream.write(b"\xa5" * 9000)
    log.check()
    for _ in range(200):
        if list(tmp_path.glob("kiosk-damaged-*.db")):
            break
        time.sleep(0.05)
    log.append(Logged("new", opened("after"), AT))
    assert log.flush(30.0)
    assert log.close()
    items = [row.event.item for row in rows_between(tmp_path) if isinstance(row.event, ItemOpened)]
    assert items[-2:] == ["before", "after"] and 1800 < len(items) < 2002
    assert "收回了" in caplog.text and whole(tmp_path / FILE)


def test_looking_through_a_sound_log_changes_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = filled(tmp_path)
    was = file.read_bytes()
    log = EventLog.open(tmp_path, AT)
    log.check()
    assert log.flush(30.0)
    assert log.close()
    assert file.read_bytes() == was and caplog.text == ""


@pytest.mark.parametrize("moment", ["copying", "named", "aside"])
def test_a_cut_while_a_log_is_mended_leaves_the_damaged_or_the_mended_one(
    moment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    overwritten(tmp_path)

    class CutError(BaseException):
        pass

    def cut(*_: object) -> Path:
        if moment == "aside":
            set_aside(tmp_path, AT)
        raise CutError

    monkeypatch.setattr(mending, "_copied" if moment == "copying" else "set_aside", cut)
    with pytest.raises(CutError):
        mending.mend_log(tmp_path, AT)
    monkeypatch.undo()
    log = EventLog.open(tmp_path, AT)
    log.append(Logged("new", opened("after"), AT))
    assert log.flush(30.0)
    assert log.close()
    *kept, last = rows_between(tmp_path)
    assert last.event == opened("after") and len(kept) > 1800
    assert len(list(tmp_path.glob("kiosk-damaged-*.db"))) == 1
    assert not list(tmp_path.glob("kiosk.mend*"))


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

    def once_damaged_seen_again(*_: object) -> bool:
        raise database.DamagedError("malformed")

    append_once(tmp_path, "old", AT, opened("before"))
    monkeypatch.setattr(log_module, "insert", once_damaged)
    monkeypatch.setattr(log_module, "look_through", once_damaged_seen_again)
    log = EventLog.open(tmp_path, AT)
    log.append(Logged("new", opened("after"), "2026-07-02T10:00:00+08:00"))
    assert log.flush(30.0)
    assert log.close()
    assert (tmp_path / "kiosk-damaged-20260702T100000.db").exists()
    assert [row.visit for row in rows_between(tmp_path)] == ["old", "", "new"]


def test_reading_a_damaged_database_says_so(tmp_path: Path) -> None:
    no_database(tmp_path)
    with pytest.raises(UnreadableLogError, match=r"kiosk\.db 已损坏"):
        list(rows_between(tmp_path))
