"""What a cut left behind is cleared after the next start, and what somebody is at work on is not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.core.scratch import owner_of, scratch_prefix
from kiosk.ops.backup import FOLDER
from kiosk.ops.leftovers import clear_leftovers

OPENED = 1_800_000_000.0


@pytest.fixture
def gone() -> int:
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
        return process.pid


def put(path: Path, seconds: float = -1.0, folder: bool = False) -> Path:
    """Something that was last written so many seconds after the opening."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if folder:
        path.mkdir()
        (path / "half").write_text("x")
    else:
        path.write_text("x")
    os.utime(path, (OPENED + seconds,) * 2)
    return path


def test_half_written_things_and_forgotten_sounds_go(gone: int, tmp_path: Path) -> None:
    data, temp = tmp_path / "data", tmp_path / "temp"
    strays = [
        put(data / f"forms.{gone}.part"), put(data / "screen.new"), put(data / "cache" / f"pictures.{gone}.part"),
        put(data / "a.wav"), put(data / "b.tmp"), put(data / "kiosk.mending.db"), put(data / "kiosk.mending.db-journal"),
        put(data / FOLDER / f"kiosk-20260701T093000.{gone}.part", folder=True),
        put(temp / f"kiosk-film-{gone}-abc.wav"), put(temp / f"kiosk-salvage-{gone}-abc", folder=True),
        put(data / f"other.{os.getpid()}.part"),
    ]  # fmt: skip
    kept = [
        put(data / "kiosk.db"), put(data / "kiosk.db-wal"), put(data / "screen.raw"), put(data / "recordings" / "v.jsonl"),
        put(data / FOLDER / "kiosk-20260701T093000" / "kiosk.db"), put(temp / "somebody-elses.wav"),
        put(temp / "kiosk-notes.txt"), put(data / "recordings" / "x.part"),
    ]  # fmt: skip
    assert clear_leftovers(data, temp, OPENED) == len(strays)
    assert [path for path in strays if path.exists()] == [] and all(path.exists() for path in kept)
    assert clear_leftovers(data, temp, OPENED) == 0


def test_what_was_begun_since_the_opening_stays_to_the_very_second(gone: int, tmp_path: Path) -> None:
    young, old = put(tmp_path / f"a.{gone}.part", 0.0), put(tmp_path / f"b.{gone}.part", -0.5)
    clear_leftovers(tmp_path, tmp_path / "nowhere", OPENED)
    assert young.exists() and not old.exists()


def test_what_a_running_process_is_at_work_on_stays(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        at_work = put(tmp_path / f"kiosk-20260701T093000.{process.pid}.part", folder=True)
        clear_leftovers(tmp_path, tmp_path, OPENED)
        assert at_work.exists()
        process.kill()
        process.wait()
    clear_leftovers(tmp_path, tmp_path, OPENED)
    assert not at_work.exists()


def test_a_link_goes_and_what_it_points_to_stays(gone: int, tmp_path: Path) -> None:
    target = put(tmp_path / "outside" / "kept", folder=True)
    link = tmp_path / "data" / f"x.{gone}.part"
    link.parent.mkdir()
    link.symlink_to(target)
    os.utime(link, (OPENED - 1,) * 2, follow_symlinks=False)
    clear_leftovers(tmp_path / "data", tmp_path / "nowhere", OPENED)
    assert not link.is_symlink() and (target / "half").exists()


def test_names_say_whose_they_are() -> None:
    assert owner_of(scratch_prefix("film") + "x.wav") == os.getpid()
    assert owner_of("forms.77.part") == 77
    assert [owner_of(name) for name in ("screen.new", "kiosk-film.wav", "a.part", "kiosk-1.db")] == [None] * 4
