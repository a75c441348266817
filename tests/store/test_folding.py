"""Once a visit is over, the log's file alone holds it: whoever copies only that has all."""

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.core.events import VisitEnded
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import VisitExit
from kiosk.store.database import FILE
from kiosk.store.log import EventLog
from kiosk.store.query import rows_between
from tests.store.kept import AT, opened

OVER = VisitEnded(VisitExit.FINISHED, 60.0, ("quiz",))


def visit(log: EventLog, name: str, ends: bool = True) -> None:
    for n in range(30):
        log.append(Logged(name, opened(n), AT))
        if n % 10 == 0:
            assert log.flush(30.0)
    if ends:
        log.append(Logged(name, OVER, AT))
    assert log.flush(30.0)


def copied(data: Path, to: Path) -> list[str]:
    """The visits in a copy of the file without what lies beside it, as often as they have events."""
    to.mkdir()
    subprocess.run(["cp", data / FILE, to], check=True)  # closing the file in this process would drop its locks
    return [row.visit for row in rows_between(to)]


def folded(log: EventLog, data: Path) -> None:
    """Acknowledged is what is on disk; that it is in the one file follows a moment later."""
    journal = data / f"{FILE}-wal"
    log.check()  # the writer takes it up behind what it is doing
    for _ in range(200):
        if journal.stat().st_size == 0:
            return
        log.closes_within(0.05)
    raise AssertionError("the journal is not empty")


def test_what_ended_is_in_the_file_alone_while_the_hall_goes_on(tmp_path: Path) -> None:
    data = tmp_path / "data"
    log = EventLog.open(data, AT)
    visit(log, "first")
    folded(log, data)
    assert copied(data, tmp_path / "a") == ["first"] * 31
    visit(log, "second", ends=False)
    assert set(copied(data, tmp_path / "b")) == {"first"}, "what goes on is still in the journal"
    log.append(Logged("second", OVER, AT))
    assert log.flush(30.0)
    folded(log, data)
    assert copied(data, tmp_path / "c").count("second") == 31
    assert log.close()


def test_somebody_who_reads_is_no_trouble_and_it_is_done_when_he_has_gone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    data = tmp_path / "data"
    log = EventLog.open(data, AT)
    visit(log, "first")
    folded(log, data)
    with closing(sqlite3.connect(data / FILE, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM events").fetchone()
        visit(log, "second")
        assert log.trouble == "" and log.lost == 0
        assert set(copied(data, tmp_path / "a")) == {"first"}
        reader.execute("COMMIT")
    log.append(Logged("", opened("whatever comes next"), AT))
    assert log.flush(30.0)
    folded(log, data)
    assert copied(data, tmp_path / "b").count("second") == 31
    assert log.close() and caplog.text == ""
