"""Nobody else on the machine reads what the hall keeps, nor what an older program left open."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.core.logged import Logged
from kiosk.store.database import FILE
from kiosk.store.exported import note_exported
from kiosk.store.log import EventLog
from kiosk.store.private import tighten, write_whole
from kiosk.store.recording import GestureLog
from tests.store.kept import AT, opened


@pytest.fixture(autouse=True)
def usual_mask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    """What others may do with each thing in the folder and with itself."""
    return {
        str(path.relative_to(folder)): oct(stat.S_IMODE(path.lstat().st_mode))
        for path in (folder, *folder.rglob("*"))
        if not path.is_symlink()
    }


def test_what_a_log_writes_is_its_own_journal_and_index_too(tmp_path: Path) -> None:
    data = tmp_path / "data"
    log = EventLog.open(data, AT)
    log.append(Logged("v", opened("x"), AT))
    assert log.flush(30.0)
    gestures = GestureLog(data)
    gestures.begin("v")
    gestures.end()
    assert gestures.close()
    note_exported(data, AT)
    found = modes(data)
    assert {FILE, FILE + "-wal", FILE + "-shm", "kiosk.lock", "exported.txt", "recordings/v.jsonl"} <= set(found)
    assert {name: mode for name, mode in found.items() if mode not in ("0o600", "0o700")} == {}
    assert log.close()


def test_a_folder_of_before_is_tightened_and_links_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("x")
    outside.chmod(0o644)
    data = tmp_path / "data"
    (data / "recordings").mkdir(parents=True)
    (data / "recordings" / "v.jsonl").write_text("")
    (data / FILE).write_bytes(b"")
    (data / "link").symlink_to(outside)
    assert modes(data)[FILE] == "0o644"
    tighten(data)
    assert modes(data) == {".": "0o700", "recordings": "0o700", "recordings/v.jsonl": "0o600", FILE: "0o600"}
    assert stat.S_IMODE(outside.stat().st_mode) == 0o644


def test_a_folder_of_everybodys_stays_everybodys(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    tighten(shared)
    assert stat.S_IMODE(shared.stat().st_mode) == 0o1777


def test_what_cannot_be_tightened_is_said_once_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text("")

    def refuse(self: Path, mode: int) -> None:
        raise PermissionError(1, "Operation not permitted", str(self))

    monkeypatch.setattr(Path, "chmod", refuse)
    tighten(tmp_path)
    tighten(tmp_path / "nowhere")
    assert len(caplog.records) == 2 and "权限改不了" in caplog.text


def test_a_file_is_the_old_or_the_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "kept.txt"
    write_whole(file, b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(file, b"new")
    monkeypatch.undo()
    assert file.read_bytes() == b"old" and list(tmp_path.iterdir()) == [file]
    write_whole(file, b"new")
    assert file.read_bytes() == b"new"
