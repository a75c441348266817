"""A flipped byte in a text of the log stops nothing: every command reads on and says one sentence."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kiosk import cli
from kiosk.core.events import VisitEnded, VisitStarted
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import GroupKind, StaffRole, VisitExit, VisitMode
from kiosk.store.database import FILE
from kiosk.store.log import EventLog
from kiosk.store.messages import all_messages, approve
from kiosk.store.wall import Wall
from tests.real_hall import PLACES
from tests.reports.made import ONE_OF_EACH
from tests.store.kept import AT, append_once, opened, phrase

HERE = ["--content", str(PLACES.content), "--hall", str(PLACES.hall)]
PLACES_OF_TEXT = [
    ("events", "visit", "id = 3"), ("events", "visit", "id = 1"), ("events", "at", "id = 3"), ("events", "at", "id = 1"),
    ("events", "at", "id = (SELECT max(id) FROM events)"), ("events", "kind", "id = 3"), ("events", "kind", "id = 1"),
    ("events", "body", "id = 3"), ("events", "body", "kind = 'MessageJudged'"), ("events", "body", "kind = 'VisitStarted'"),
    ("bodies", "body", "1"), ("places", "hall", "1"), ("places", "screen", "1"), ("log", "made", "1"), ("log", "id", "1"),
]  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    log = EventLog.open(data, AT, "boshan", "screen-1")
    start = VisitStarted(3, GroupKind.FAMILY, (), VisitMode.FREE)
    for event in (start, *ONE_OF_EACH[1:], VisitEnded(VisitExit.FINISHED, 60.0, ())):
        log.append(Logged("v", event, AT))
    log.append(Logged("w", start, AT))
    log.append(Logged("w", phrase("留给妈妈"), AT))
    assert log.close()
    approve(data, all_messages(data)[-1].id, StaffRole.DUTY, AT)
    return data


def flip(data: Path, table: str, column: str, where: str, at: int) -> None:
    """Puts a byte that is no UTF-8 into the first such text, at that place of it."""
    with closing(sqlite3.connect(data / FILE, isolation_level=None)) as connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        rowid, text = connection.execute(
            f"SELECT rowid, CAST({column} AS BLOB) FROM {table} WHERE {where} ORDER BY rowid LIMIT 1"
        ).fetchone()
        broken = bytearray(text)
        broken[min(at, len(broken) - 1)] = 0xFF
        connection.execute(f"UPDATE {table} SET {column} = CAST(? AS TEXT) WHERE rowid = ?", (bytes(broken), rowid))


@pytest.mark.parametrize(
    ("table", "column", "where", "at"),
    [
        *((*place, 6) for place in PLACES_OF_TEXT),
        *((*place, 0) for place in PLACES_OF_TEXT[2:3] + PLACES_OF_TEXT[10:11]),
    ],
)
def test_every_command_reads_on_and_says_so(
    table: str, column: str, where: str, at: int, data: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    flip(data, table, column, where, at)
    out = ["--data", str(data), *HERE]
    said = set()
    for order, status in (
        (["export", "--out", str(tmp_path / "x.xlsx"), *out], (0,)),
        (["today", "--data", str(data)], (0,)),
        (["messages", "list", "--all", "--data", str(data)], (0,)),
    ):
        caplog.clear()
        assert cli.command(order) in status, order
        said |= {order[0]} if "处文字坏了，坏的字显示成 �，其余照读" in caplog.text else set()
    assert "export" in said or (table, column) == ("log", "made"), "who reads it says it"
    log = EventLog.open(data, "2026-07-02T09:30:00.000+08:00")
    log.append(Logged("after", opened("after"), "2026-07-02T09:30:00.000+08:00"))
    assert log.flush(30.0) and log.trouble == ""
    assert log.close()
    assert not list(data.glob("kiosk-damaged*"))
    append_once(data, "after", "2026-07-02T09:30:01.000+08:00", opened("again"))


@pytest.mark.parametrize(("table", "column", "where"), PLACES_OF_TEXT[1:10:2])
def test_the_report_of_the_month_is_made_all_the_same(
    table: str, column: str, where: str, data: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    flip(data, table, column, where, 6)
    caplog.clear()
    assert cli.command(["report", "--month", "2026-07", "--out", str(tmp_path), "--data", str(data), *HERE]) == 0
    assert (tmp_path / "月报-2026-07.html").exists()


def test_a_message_with_a_broken_character_shows_it_as_such(data: Path) -> None:
    flip(data, "bodies", "body", "event = (SELECT max(event) FROM bodies)", 14)
    newest = Wall(data).newest()[0]
    assert "�" in newest.left.phrase and "妈妈" in newest.left.phrase


def test_a_sound_log_is_read_without_a_word(data: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert cli.command(["messages", "list", "--all", "--data", str(data)]) == 0
    assert caplog.text == ""
