"""A log that is whole is not set aside because the disk once failed to read a page of it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from kiosk.core.logged import Logged
from kiosk.store import log as log_module
from kiosk.store.database import FILE, DamagedError, open_database
from kiosk.store.log import EventLog
from kiosk.store.query import rows_between
from tests.store.kept import AT, append_once, opened


@pytest.mark.parametrize(("times", "aside"), [(1, 0), (2, 1)])
def test_damage_is_believed_when_it_is_seen_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int, aside: int
) -> None:
    append_once(tmp_path, "v", AT, opened(1))
    left = times

    def sometimes(*given: Any) -> sqlite3.Connection:
        nonlocal left
        left -= 1
        if left >= 0:
            raise DamagedError("Page 7: unable to get the page. error code=8458")
        return open_database(*given)

    monkeypatch.setattr(log_module, "open_database", sometimes)
    log = EventLog.open(tmp_path, AT)
    log.append(Logged("v", opened(2), AT))
    assert log.flush(30.0) and log.close()
    assert len(list(tmp_path.glob("kiosk-damaged-*.db"))) == aside
    kept = [row.event for row in rows_between(tmp_path) if row.visit == "v"]
    assert kept == [opened(1), opened(2)]
    assert (tmp_path / FILE).exists()
