"""The live forms beside the log: written in one step, read back, and set aside where they are damaged."""

from __future__ import annotations

import json
import logging
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.core.live_forms import KeptForm, KeptForms, KeptItem
from kiosk.store.database import FILE as FILE_OF_LOG
from kiosk.store.forms import FILE, read_forms, were_lost, write_forms
from kiosk.store.log import EventLog
from kiosk.store.schema import MEASURED


def form(name: str) -> KeptForm:
    items = (
        KeptItem(f"{name}-1", "0a1b2c3d", "2026Q4", "sms", True),
        KeptItem(f"{name}-2", "ffffffff", "2026Q3", "call", False),
    )
    return KeptForm(f"2026Q4-{name}", items)


FORMS = KeptForms("2026Q4", form("A"), form("B"))


def test_what_is_kept_is_read_back(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert read_forms(data) is None and not were_lost(data)
    write_forms(data, FORMS)
    assert read_forms(data) == FORMS
    later = replace(FORMS, quarter="2027Q1")
    write_forms(data, later)
    assert read_forms(data) == later
    assert [path.name for path in data.iterdir()] == [FILE], "nothing else is left lying about"


def written(**changed: object) -> bytes:
    return json.dumps(changed).encode()


@pytest.mark.parametrize(
    "damage",
    [
        lambda good: b"",
        lambda good: good[: len(good) // 2],
        lambda good: good.replace(b"0a1b2c3d", b"0a1b2c3e"),
        lambda good: good.replace(b"2026Q4-A", b"2026Q4-C"),
        lambda good: b"\xff\xfe\x00",
        lambda good: b"[]",
        lambda good: written(forms=None, sum=""),
        lambda good: b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_set_aside_with_one_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: object
) -> None:
    write_forms(tmp_path, FORMS)
    file = tmp_path / FILE
    broken = damage(file.read_bytes())  # type: ignore[operator]
    file.write_bytes(broken)
    with caplog.at_level(logging.ERROR):
        assert read_forms(tmp_path) is None
    assert len(caplog.records) == 1 and "已损坏" in caplog.text
    assert were_lost(tmp_path) and (tmp_path / f"{FILE}.damaged-1").read_bytes() == broken
    assert read_forms(tmp_path) is None and len(caplog.records) == 1, "it is told once"
    write_forms(tmp_path, FORMS)
    file.write_bytes(broken)
    assert read_forms(tmp_path) is None and (tmp_path / f"{FILE}.damaged-2").exists()


def test_a_disk_that_refuses_leaves_the_old_forms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_forms(tmp_path, FORMS)

    def refuse(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("kiosk.store.forms.os.fsync", refuse)
    with pytest.raises(OSError, match="no space"):
        write_forms(tmp_path, replace(FORMS, quarter="2027Q1"))
    assert read_forms(tmp_path) == FORMS and [path.name for path in tmp_path.iterdir()] == [FILE]


def test_whose_turn_it_is_is_known_without_reading_the_log(tmp_path: Path) -> None:
    """A hall counts its measured visits when it opens, and its log holds years."""
    EventLog.open(tmp_path, "2026-11-28T09:00:00.000+08:00").close()
    with closing(sqlite3.connect(tmp_path / FILE_OF_LOG)) as log:
        question = f"EXPLAIN QUERY PLAN SELECT count(DISTINCT visit) FROM events WHERE {MEASURED}"
        plan = " ".join(row[3] for row in log.execute(question))
    assert "USING INDEX events_measured" in plan
