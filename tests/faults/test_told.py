"""What staff read on the page behind the emblem while the disk refuses, and that it goes once the disk is well."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.app import Kiosk
from kiosk.core.events import IdleAsked
from kiosk.core.logged import Logged
from kiosk.draw.items import Text
from kiosk.hall.knocking import KNOCKS
from kiosk.hall.poster import STAFF
from kiosk.opening import open_hall
from kiosk.scene import Tap
from kiosk.splash import open_window
from kiosk.store.database import FILE
from kiosk.wall_time import stamp
from tests.real_hall import PLACES


@pytest.fixture
def hall(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Kiosk]:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    opened = open_hall(open_window((480, 480)), replace(PLACES, data=tmp_path))
    yield opened
    opened.close()


def told(hall: Kiosk) -> str:
    """What stands on the page after five touches of the emblem; it is closed again."""
    for _ in range(KNOCKS):
        hall.machine.touch(Tap(STAFF))
    shown = "".join("".join(item.lines) for item in hall.machine.view() if isinstance(item, Text))
    hall.machine.touch(Tap("close"))
    return shown


def test_what_cannot_be_written_is_told_until_it_is_written(hall: Kiosk, tmp_path: Path) -> None:
    assert hall.log is not None and hall.log.flush(30.0)
    assert "注意" not in told(hall)
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    hall.log.append(Logged("v", IdleAsked("quiz"), stamp()))
    assert not hall.log.flush(2.5)
    assert "记录现在写不进去，先留在内存里" in told(hall) and "别的程序正占着它" in told(hall)
    other.execute("ROLLBACK")
    other.close()
    assert hall.log.flush(30.0)
    assert "注意" not in told(hall)


def test_what_cannot_be_read_is_told_and_no_number_is_made_up(hall: Kiosk, tmp_path: Path) -> None:
    assert hall.log is not None and hall.log.flush(30.0)
    for ending in ("-shm", "-wal", ""):
        (tmp_path / (FILE + ending)).unlink(missing_ok=True)
    (tmp_path / FILE).write_bytes(b"no database at all" * 400)
    shown = told(hall)
    assert "数不出来" in shown and "已损坏" in shown and "批" not in shown
