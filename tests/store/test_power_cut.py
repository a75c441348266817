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
from kiosk.core.logged import Logged
from kiosk.store.database import FILE
from kiosk.store.log import EventLog
from kiosk.store.query import rows_between
from tests.store.kept import AT, opened

ROUNDS = 5
WRITER = """
import sys
from pathlib import Path
from kiosk.core.events import ItemOpened
from kiosk.core.logged import Logged
from kiosk.store.log import EventLog

print(0, flush=True)
AT = "2026-07-01T09:30:00.000+08:00"
log = EventLog.open(Path(sys.argv[1]), AT)
said = n = 0
while True:
    n += 1
    log.append(Logged(sys.argv[2], ItemOpened("quiz", str(n), "", None, "0a1b2c3d"), AT))
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
        found = [row.event for row in rows_between(tmp_path) if row.visit == visit]
        assert len(found) >= last, "read by a command before the next start"
        assert found == [opened(n + 1) for n in range(len(found))]

        log = EventLog.open(tmp_path, AT)
        log.append(Logged("between", opened(visit), AT))
        assert log.close()
        with closing(sqlite3.connect(tmp_path / FILE)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert sum(row.visit == "between" for row in rows_between(tmp_path)) == ROUNDS
    assert not list(tmp_path.glob("kiosk-damaged*"))
    assert caplog.text == ""
