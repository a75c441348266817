"""Two kiosks never write to one folder, whatever becomes of the lock file while the first is open."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import kiosk
from kiosk.store.database import FILE
from kiosk.store.locking import LOCK_FILE, AlreadyOpenError, take_lock
from kiosk.store.log import EventLog
from tests.store.kept import AT, append_once, opened

HOLDER = """
import sys
from pathlib import Path
from kiosk.store.log import EventLog
log = EventLog.open(Path(sys.argv[1]), "2026-07-01T09:30:00.000+08:00")
assert log.flush(10.0)
print("open", flush=True)
sys.stdin.read()
log.close()
"""


@pytest.fixture
def first(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the folder open."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(kiosk.__file__).parents[1]
    ) as process:
        assert process.stdout is not None and process.stdout.readline() == "open\n"
        yield process
        process.kill()


def untouched(lock: Path) -> None:
    assert lock.exists()


def deleted(lock: Path) -> None:
    lock.unlink()


def junk(lock: Path) -> None:
    lock.unlink()
    lock.write_bytes(b"\xa5 no database at all \x00" * 300)


def junk_in_place(lock: Path) -> None:
    lock.write_bytes(b"\xa5 no database at all \x00" * 300)


def a_folder(lock: Path) -> None:
    lock.unlink()
    lock.mkdir()


def a_link_to_the_log(lock: Path) -> None:
    lock.unlink()
    lock.symlink_to(FILE)


def a_link_to_nothing(lock: Path) -> None:
    lock.unlink()
    lock.symlink_to("nowhere/at/all")


CHANGES = [untouched, deleted, junk, junk_in_place, a_folder, a_link_to_the_log, a_link_to_nothing]


@pytest.mark.parametrize("change", CHANGES)
def test_the_second_is_refused_while_the_first_is_open_and_let_in_when_it_has_gone(
    change: Callable[[Path], None], first: subprocess.Popen[str], tmp_path: Path
) -> None:
    append_once(tmp_path, "v", AT, opened("kept"))
    change(tmp_path / LOCK_FILE)
    for _ in range(2):
        with pytest.raises(AlreadyOpenError, match="另一个展馆程序"):
            take_lock(tmp_path)
    first.kill()
    first.wait()
    log = EventLog.open(tmp_path, AT)
    with pytest.raises(AlreadyOpenError):
        take_lock(tmp_path)
    assert log.close()
    take_lock(tmp_path).close()
    append_once(tmp_path, "v", AT, opened("kept too"))


def test_a_lock_that_was_junk_is_a_lock_again(tmp_path: Path) -> None:
    junk_in_place(tmp_path / LOCK_FILE)
    take_lock(tmp_path).close()
    assert (tmp_path / LOCK_FILE).read_bytes() == b""


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    held = tmp_path / "elsewhere"
    held.write_bytes(b"important")
    data = tmp_path / "data"
    data.mkdir()
    (data / LOCK_FILE).symlink_to(held)
    take_lock(data).close()
    assert held.read_bytes() == b"important" and not (data / LOCK_FILE).is_symlink()
