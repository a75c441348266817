"""kill -9 at any moment: what was acknowledged is there, the file is whole, and the next start is clean."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import kiosk
from kiosk.core.events import ItemOpened
from kiosk.reports.logged import event_of
from kiosk.store.database import FILE
from kiosk.store.log import EventLog
from kiosk.store.query import rows_between

AT = "2026-07-01T09:30:00"
ROUNDS = 5
WRITER = """
import sys
from pathlib import Path
from kiosk.core.events import ItemOpened
from kiosk.store.log import EventLog

print(0, flush=True)
log = EventLog.open(Path(sys.argv[1]), "2026-07-01T09:30:00")
said = n = 0
while True:
    n += 1
    log.append(sys.argv[2], "2026-07-01T09:30:00", ItemOpened(zone="quiz", item=str(n)))
    if n % 7 == 0:
        log.flush(10.0)
    if log.acknowledged > said:
        said = log.acknowledged
        print(said, flush=True)
"""


def killed_after(data_dir: Path, visit: str, lines: int) -> int:
    """Runs the writer, kills it once it has said `lines` numbers, and returns the last number it said."""
    command = [sys.executable, "-c", WRITER, str(data_dir), visit]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(kiosk.__file__).parents[1]) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        said += process.stdout.readlines()
    return int(said[-1])


@pytest.mark.parametrize("seed", range(3))
def test_every_acknowledged_event_survives(seed: int, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    chance = random.Random(seed)
    for turn in range(ROUNDS):
        visit = f"v{turn}"
        last = killed_after(tmp_path, visit, 1 + turn * chance.randrange(60))  # the first while it is made
        found = [event_of(row) for row in rows_between(tmp_path) if row.visit == visit]
        assert len(found) >= last, "read by a command before the next start"
        assert found == [ItemOpened(zone="quiz", item=str(n + 1)) for n in range(len(found))]

        log = EventLog.open(tmp_path, AT)
        log.append("between", AT, ItemOpened(zone="quiz", item=visit))
        assert log.close()
        with closing(sqlite3.connect(tmp_path / FILE)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert sum(row.visit == "between" for row in rows_between(tmp_path)) == ROUNDS
    assert not list(tmp_path.glob("kiosk-damaged*"))
    assert caplog.text == ""
