"""What visitors wrote can be taken away for good, down to the bytes, also what an older program kept in its records."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.core.events import MessageErased
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import StaffRole
from kiosk.store import database
from kiosk.store.database import FILE, open_database
from kiosk.store.log import EventLog
from kiosk.store.messages import all_messages, erase
from kiosk.store.query import rows_between
from kiosk.store.reading import UnreadableLogError
from tests.store.kept import AT, opened, phrase

OLD = Path(__file__).parents[1] / "data" / "kiosk-v1.db"


def bytes_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())


@pytest.mark.parametrize("seed", range(6))
def test_no_byte_stays_however_the_messages_lay_in_the_file(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    log = EventLog.open(tmp_path, AT)
    for n in range(40):
        log.append(Logged("v", phrase(f"<{n:03d}>" * chance.choice((1, 40, 900, 3000))), AT))
        log.append(Logged("v", opened("x" * chance.randrange(400)), AT))
        if chance.random() < 0.2:
            assert log.flush(30.0)
    assert log.flush(30.0)
    gone = chance.sample(all_messages(tmp_path), 20)
    erase(tmp_path, [message.id for message in gone], StaffRole.ADMIN, AT)
    found = bytes_of(tmp_path)
    assert [m.left.phrase[:5] for m in gone if m.left.phrase[:5].encode() in found] == []
    kept = [m for m in all_messages(tmp_path) if not m.erased]
    assert len(kept) == 20 and all(m.left.phrase[:5].encode() in found for m in kept)
    assert log.close()


def test_what_an_older_program_kept_in_its_records_is_taken_out_of_them(tmp_path: Path) -> None:
    shutil.copy(OLD, tmp_path / FILE)
    with closing(sqlite3.connect(tmp_path / FILE)) as older:
        bodies = [json.loads(b) for (b,) in older.execute("SELECT body FROM events WHERE kind = 'MessageLeft'")]
    written = [b["phrase"].encode() for b in bodies if b["phrase"]]
    written += [",".join(map(str, stroke[:8])).encode() for b in bodies for stroke in b["strokes"]]
    assert len(written) >= 7 and all(part in bytes_of(tmp_path) for part in written)
    erase(tmp_path, [message.id for message in all_messages(tmp_path)], StaffRole.ADMIN, AT)
    assert [part for part in written if part in bytes_of(tmp_path)] == []
    assert [m.erased for m in all_messages(tmp_path)] == [True] * len(bodies)
    rows = list(rows_between(tmp_path))
    erased = [row.event for row in rows if isinstance(row.event, MessageErased)]
    assert len(rows) - len(erased) == 292, "that there were messages is still known"
    assert erased == [MessageErased(m.id, StaffRole.ADMIN) for m in all_messages(tmp_path)]


def test_while_somebody_reads_on_and_on_it_is_said_that_it_is_not_done_and_can_be_done_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def impatient(data_dir: Path, at: str, check: bool, wait_seconds: float) -> sqlite3.Connection:
        return open_database(data_dir, at, check, min(wait_seconds, 0.05))

    monkeypatch.setattr(database, "open_database", impatient)
    log = EventLog.open(tmp_path, AT)
    log.append(Logged("v", phrase("留给妈妈的话"), AT))
    assert log.flush(30.0)
    reading = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    reading.execute("BEGIN")
    reading.execute("SELECT count(*) FROM events").fetchone()
    with pytest.raises(UnreadableLogError, match="过一会儿再试"):
        erase(tmp_path, [1], StaffRole.ADMIN, AT)
    reading.close()
    erase(tmp_path, [1], StaffRole.ADMIN, AT)
    assert "留给妈妈的话".encode() not in bytes_of(tmp_path)
    assert log.close()
