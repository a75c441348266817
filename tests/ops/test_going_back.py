"""Records made by a newer version outlive going back: this one goes on, what it cannot read stays as it was written."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kiosk.core.codec import SCHEMA
from kiosk.core.events import UnknownEvent
from kiosk.core.logged import Logged
from kiosk.store.database import FILE
from kiosk.store.log import EventLog
from tests.store.kept import AT, append_once, events, opened

NEWER = [
    ("NothingWeKnow", '{"zone":"quiz","mood":"calm"}', SCHEMA + 1),
    ("ItemOpened", '{"zone":"quiz","item":"x","type":"","genuine":null,"wording":"0a1b2c3d","light":7}', SCHEMA + 1),
    ("ItemOpened", '{"thing":"renamed"}', SCHEMA + 1),
]


def rows(folder: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(folder / FILE)
    try:
        return connection.execute("SELECT kind, body, schema FROM events ORDER BY id").fetchall()
    finally:
        connection.close()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A log of this version, then written to by a newer one: other kinds, other fields, another table."""
    append_once(tmp_path, "v", AT, opened(1))
    newer = sqlite3.connect(tmp_path / FILE)
    newer.execute("CREATE TABLE moods(event INTEGER PRIMARY KEY, mood TEXT)")
    newer.execute("ALTER TABLE events ADD COLUMN panel TEXT")
    for kind, body, schema in NEWER:
        newer.execute(
            "INSERT INTO events(visit, at, kind, body, schema) VALUES ('w', ?, ?, ?, ?)", (AT, kind, body, schema)
        )
    newer.execute("PRAGMA user_version = 99")
    newer.commit()
    newer.close()
    return tmp_path


def test_this_version_goes_on_and_changes_nothing_of_what_the_newer_wrote(data: Path) -> None:
    before = rows(data)
    log = EventLog.open(data, AT)
    log.append(Logged("x", opened(2), AT))
    assert log.close()
    assert rows(data)[: len(before)] == before
    assert [type(event) for event in events(data)].count(UnknownEvent) == 2
    assert events(data)[0] == opened(1) and events(data)[-1] == opened(2)
    assert not list(data.glob("kiosk-damaged*"))


def test_the_newer_version_finds_all_of_it_again(data: Path) -> None:
    log = EventLog.open(data, AT)
    log.append(Logged("x", opened(2), AT))
    assert log.close()
    newer = sqlite3.connect(data / FILE)
    try:
        assert newer.execute("PRAGMA user_version").fetchone() == (99,)
        assert newer.execute("SELECT count(*) FROM moods").fetchone() == (0,)
        assert newer.execute("SELECT kind, body FROM events WHERE schema = ?", (SCHEMA + 1,)).fetchall() == [
            (kind, body) for kind, body, _ in NEWER
        ]
    finally:
        newer.close()
