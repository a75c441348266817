"""Backups are whole or not there at all, whatever is going on, and one can be put back without losing anything."""

from __future__ import annotations

import random
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import kiosk
from kiosk import cli
from kiosk.core.events import ItemOpened, LogRestored
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import StaffRole
from kiosk.ops import backup as backup_module
from kiosk.ops.backup import FOLDER, BackupError, backed_up_on, backups_in, copy_backup, make_backup, prune, restore
from kiosk.store.database import FILE
from kiosk.store.forms import FILE as FORMS
from kiosk.store.locking import AlreadyOpenError
from kiosk.store.log import EventLog
from kiosk.store.messages import all_messages, approve, erase
from kiosk.store.query import rows_between
from kiosk.store.visits import all_logs
from tests.real_hall import PLACES
from tests.store.kept import AT, append_once, opened, phrase

LATER = "2026-07-02T09:30:00.000+08:00"
HERE = ["--content", str(PLACES.content), "--hall", str(PLACES.hall)]
BACKING_UP = """
import sys
from pathlib import Path
from kiosk.ops.backup import make_backup
print("begun", flush=True)
for n in range(1000):
    made = make_backup(Path(sys.argv[1]), Path(sys.argv[1]) / "backups", f"2026-07-01T09:{n // 60:02d}:{n % 60:02d}+08:00", Path("zones.yaml"))
    print(made.folder, flush=True)
"""


def filled(data: Path, *items: object, at: str = AT) -> None:
    log = EventLog.open(data, at)
    for item in items:
        log.append(Logged("v", opened(item), at))
    assert log.close()


def made(data: Path, at: str = AT) -> Path:
    return make_backup(data, data / FOLDER, at, PLACES.hall).folder


def items(data: Path) -> list[str]:
    return [row.event.item for row in rows_between(data) if isinstance(row.event, ItemOpened)]


def whole(folder: Path) -> bool:
    with closing(sqlite3.connect(folder / FILE)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_it_holds_the_log_what_belongs_to_it_and_the_settings_and_is_one_file_a_thing(tmp_path: Path) -> None:
    filled(tmp_path, "a", "b")
    (tmp_path / FORMS).write_text("{}")
    (tmp_path / "screen.raw").write_bytes(b"picture")
    folder = made(tmp_path)
    assert folder.name == "kiosk-20260701T093000"
    assert {file.name for file in folder.iterdir()} == {FILE, FORMS, "zones.yaml"}
    assert items(folder) == ["a", "b"] and whole(folder)
    assert {oct(stat.S_IMODE(path.stat().st_mode)) for path in (folder, *folder.iterdir())} <= {"0o700", "0o600"}


def test_it_is_taken_while_visitors_play_and_is_one_moment_of_it(tmp_path: Path) -> None:
    log = EventLog.open(tmp_path, AT)
    log.append(Logged("v", opened(0), AT))
    assert log.flush(30.0)
    stop, written = threading.Event(), [0]

    def play() -> None:
        while not stop.wait(0.001):
            written[0] += 1
            log.append(Logged("v", opened(f"{written[0]}{'x' * 2000}"), AT))

    playing = threading.Thread(target=play)
    playing.start()
    try:
        for n in range(5):
            time.sleep(0.1)
            before = written[0] - 1  # the last may be on its way to the log just now
            assert log.flush(30.0)
            folder = made(tmp_path, f"2026-07-01T09:30:0{n}+08:00")
            found = [int(item.rstrip("x")) for item in items(folder)]
            assert found == list(range(len(found))) and len(found) > before and whole(folder)
    finally:
        stop.set()
        playing.join()
    assert log.close()
    assert len(items(tmp_path)) == written[0] + 1, "and nothing was lost by it"


@pytest.mark.parametrize("seed", range(4))
def test_a_kill_in_the_middle_leaves_whole_backups_only_and_a_log_that_opens(seed: int, tmp_path: Path) -> None:
    filled(tmp_path, *(f"{n}{'x' * 3000}" for n in range(4000)))
    command = [sys.executable, "-c", BACKING_UP, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(kiosk.__file__).parents[1]) as process:
        assert process.stdout is not None and process.stdout.readline() == "begun\n"
        if seed:
            process.stdout.readline()
        time.sleep(random.Random(seed).uniform(0.0, 0.25))
        process.kill()
        said = process.stdout.read().split()
    found = backups_in(tmp_path / FOLDER)
    assert not [path for path in (tmp_path / FOLDER).iterdir() if set(path.name) & set(':*?"<>|')], "a stick's FAT"
    assert len(said) <= len(found) <= len(said) + 2
    assert all(whole(folder) and len(items(folder)) == 4000 for folder in found)
    filled(tmp_path, "after")
    assert len(items(tmp_path)) == 4001
    assert len(items(made(tmp_path, LATER))) == 4001


def test_a_log_that_is_damaged_gives_no_backup_and_those_before_stay(tmp_path: Path) -> None:
    filled(tmp_path, *range(3000))
    before = made(tmp_path)
    with (tmp_path / FILE).open("r+b") as stream:
        stream.seek((tmp_path / FILE).stat().st_size // 2)
        stream.write(b"\xa5" * 9000)
    with pytest.raises(BackupError, match="坏"):
        made(tmp_path, LATER)
    assert list((tmp_path / FOLDER).iterdir()) == [before]


def test_what_does_not_fit_is_said_and_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path, "a")
    size = (tmp_path / FILE).stat().st_size

    def free(bytes_free: int) -> None:
        usage = shutil._ntuple_diskusage(10**12, 0, bytes_free)  # type: ignore[attr-defined]
        monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)

    free(size + backup_module._ROOM_BYTES - 1)
    with pytest.raises(BackupError, match="快满了，再腾出"):
        made(tmp_path)
    assert list((tmp_path / FOLDER).iterdir()) == []
    free(size + backup_module._ROOM_BYTES)
    assert whole(made(tmp_path))


def test_a_disk_that_fails_halfway_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path, "a")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup_module, "sync_file", full)
    with pytest.raises(OSError, match="No space"):
        made(tmp_path)
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_it_is_kept_once_more_on_a_stick_and_only_on_one_that_is_there(tmp_path: Path) -> None:
    filled(tmp_path, "a")
    folder, stick = made(tmp_path), tmp_path / "stick"
    with pytest.raises(OSError):
        copy_backup(folder, stick)
    assert not stick.exists(), "an empty mount point is no stick"
    stick.mkdir()
    assert items(copy_backup(folder, stick)) == ["a"]
    assert [path.name for path in stick.iterdir()] == [folder.name]


def test_old_ones_are_deleted_and_nothing_else(tmp_path: Path) -> None:
    filled(tmp_path, "a")
    first = made(tmp_path)
    for day in range(2, 30):
        shutil.copytree(first, first.parent / f"kiosk-202607{day:02d}T093000")
    (first.parent / "mine").mkdir()
    gone = prune(first.parent, "2026-07-29T20:00:00+08:00")
    assert len(gone) == 29 - 7 - 4 + 1 and not any(path.exists() for path in gone)
    left = sorted(path.name for path in first.parent.iterdir())
    assert left[-1] == "mine" and left[-8:-1] == [f"kiosk-202607{day}T093000" for day in range(23, 30)]


def test_one_a_day_is_enough(tmp_path: Path) -> None:
    filled(tmp_path, "a")
    assert not backed_up_on(tmp_path / FOLDER, AT)
    made(tmp_path)
    assert backed_up_on(tmp_path / FOLDER, "2026-07-01T23:59:59+08:00")
    assert not backed_up_on(tmp_path / FOLDER, "2026-07-02T00:00:00+08:00")


# ------------------------------------------------------------ putting one back
def test_it_is_put_back_and_what_was_there_lies_beside_it(tmp_path: Path) -> None:
    filled(tmp_path, "a", "b")
    (tmp_path / FORMS).write_text("first")
    folder = made(tmp_path)
    (tmp_path / FORMS).write_text("second")
    filled(tmp_path, "c", at=LATER)
    events, aside = restore(folder, tmp_path, LATER)
    assert events == 2 and items(tmp_path) == ["a", "b"]
    assert (tmp_path / FORMS).read_text() == "first"
    assert [path.name for path in aside] == [
        "kiosk-before-restore-20260702T093000.db",
        "forms.json.before-restore-20260702T093000",
    ]
    assert aside[1].read_text() == "second"
    filled(tmp_path, "d", at=LATER)
    with all_logs(tmp_path) as logs:
        found = [row.event.item for row in logs.rows() if isinstance(row.event, ItemOpened)]
    assert sorted(found) == ["a", "b", "c", "d"], "an export has what the backup lacked, and nothing twice"
    restore(folder, tmp_path, LATER)
    assert len(list(tmp_path.glob("kiosk-before-restore-*.db"))) == 2, "nothing set aside is overwritten"


def test_no_number_of_a_log_is_given_twice(tmp_path: Path) -> None:
    filled(tmp_path, "a")
    folder = made(tmp_path)
    message = append_once(tmp_path, "v", AT, phrase("先问家里人"))
    approve(tmp_path, message, StaffRole.DUTY, AT)
    restore(folder, tmp_path, LATER)
    assert append_once(tmp_path, "v", LATER, phrase("谁批准过我")) > message + 1
    assert [row.event for row in rows_between(tmp_path) if isinstance(row.event, LogRestored)] == [
        LogRestored(folder.name)
    ]
    with all_logs(tmp_path) as logs:
        numbers = [(row.log, row.id) for row in logs.rows()]
    assert len(numbers) == len(set(numbers))


def test_a_hall_whose_disk_is_new_gets_all_of_it(tmp_path: Path) -> None:
    filled(tmp_path / "old", "a", "b")
    folder = made(tmp_path / "old")
    assert restore(folder, tmp_path / "new", LATER) == (2, [])
    filled(tmp_path / "new", "c")
    assert items(tmp_path / "new") == ["a", "b", "c"]


def test_one_is_put_back_over_a_log_that_is_damaged(tmp_path: Path) -> None:
    filled(tmp_path, "a")
    folder = made(tmp_path)
    (tmp_path / FILE).write_bytes(b"no database" * 999)
    _, aside = restore(folder, tmp_path, LATER)
    assert items(tmp_path) == ["a"] and aside[0].read_bytes() == b"no database" * 999


def test_a_damaged_backup_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    filled(tmp_path, *range(3000))
    folder = made(tmp_path)
    with (folder / FILE).open("r+b") as stream:
        stream.seek((folder / FILE).stat().st_size // 2)
        stream.write(b"\xa5" * 9000)
    filled(tmp_path, "after")
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(BackupError, match="坏"):
        restore(folder, tmp_path, LATER)
    assert sorted(path.name for path in tmp_path.iterdir()) == before and len(items(tmp_path)) == 3001
    with pytest.raises(BackupError, match="不是一份备份"):
        restore(tmp_path / "nowhere", tmp_path, LATER)


def test_nothing_is_put_back_while_a_hall_is_open(tmp_path: Path) -> None:
    filled(tmp_path, "a")
    folder = made(tmp_path)
    log = EventLog.open(tmp_path, AT)
    with pytest.raises(AlreadyOpenError):
        restore(folder, tmp_path, LATER)
    assert log.close()
    restore(folder, tmp_path, LATER)


def test_what_was_erased_since_does_not_come_back(tmp_path: Path) -> None:
    number = append_once(tmp_path, "v", AT, phrase("独一无二的一句话"))
    kept = append_once(tmp_path, "v", AT, phrase("留着的一句话"))
    stick = tmp_path / "stick"
    stick.mkdir()
    folder = copy_backup(made(tmp_path), stick)
    erase(tmp_path, [number], StaffRole.ADMIN, LATER)
    restore(folder, tmp_path, LATER)
    assert {m.id: m.left.phrase for m in all_messages(tmp_path)} == {number: "", kept: "留着的一句话"}
    assert "独一无二的一句话".encode() not in (tmp_path / FILE).read_bytes()


# ------------------------------------------------------------ the commands
@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    filled(tmp_path / "data", "a")
    yield tmp_path / "data"


def test_staff_make_one_and_put_it_back(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.command(["backup", "--data", str(data), *HERE]) == 0
    (folder,) = backups_in(data / FOLDER)
    assert str(folder) in (said := capsys.readouterr().out) and "1 条记录" in said
    assert cli.command(["restore", str(folder), "--data", str(data)]) == 0
    said = capsys.readouterr().out
    assert "恢复好了" in said and "kiosk-before-restore-" in said
    stick = tmp_path / "stick"
    stick.mkdir()
    assert cli.command(["backup", "--data", str(data), "--to", str(stick), *HERE]) == 0
    assert len(backups_in(stick)) == 1 and len(backups_in(data / FOLDER)) == 1


def test_what_staff_are_told_when_it_cannot_be_done(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    for orders, words in (
        (
            ["backup", "--data", str(tmp_path / "none"), *HERE],
            "没有备份：",
        ),
        (["backup", "--data", str(data), "--to", str(tmp_path / "file"), *HERE], "没有备份："),
        (
            ["restore", str(tmp_path), "--data", str(data)],
            "没有恢复：",
        ),
    ):
        assert cli.command(orders) == 1
        assert words in capsys.readouterr().err
    log = EventLog.open(data, AT)
    cli.command(["backup", "--data", str(data), *HERE])
    (folder,) = backups_in(data / FOLDER)
    assert cli.command(["restore", str(folder), "--data", str(data)]) == 1
    assert "正由另一个展馆程序使用" in capsys.readouterr().err
    assert log.close()
