"""Backups of what the hall keeps: taken while visitors play, looked through before they get their name, put back."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from kiosk.core.events import LogRestored
from kiosk.core.logged import Logged
from kiosk.core.refusals import because
from kiosk.ops.ages import moment_of_backup, outlived
from kiosk.store import exported, forms
from kiosk.store.copies import Erased, clear
from kiosk.store.database import BEFORE_RESTORE, FILE, encoded, insert, is_damage, set_aside, stamp_of
from kiosk.store.locking import take_lock
from kiosk.store.private import FOLDER_MODE, make_file, make_folder, part_of, sync_file, sync_folder
from kiosk.store.reading import UnreadableLogError, connected

FOLDER = "backups"
"""In the data folder."""
BESIDE = (forms.FILE, exported.FILE)
"""What belongs to the log, beside it in the data folder."""
_PAGES, _REST_SECONDS = 256, 0.01
"""So much is copied before the disk is left to others for so long."""
_ROOM_BYTES = 50_000_000
"""What a backup leaves free for the log itself."""


class BackupError(RuntimeError):
    """No backup was made, or none put back; the text says why, for staff."""


class Backup(NamedTuple):
    """A backup that was looked through: its folder, how many events its log holds, and its bytes."""

    folder: Path
    events: int
    size: int


def make_backup(data_dir: Path, into: Path, at: str, hall_file: Path) -> Backup:
    """Takes a backup into a folder of its own in `into`, named by the local ISO time `at`. There is never half of one
    under such a name. Raises BackupError or OSError."""
    log = data_dir / FILE
    if not log.is_file():
        raise BackupError(f"没有备份：{data_dir} 里没有记录库 {FILE}。还没有开过馆，就没有记录")
    with _told(f"没有备份到 {into}"):
        make_folder(into)
        _room_for(log.stat().st_size, into)
        with _begun(into, f"kiosk-{stamp_of(at)}") as part:
            _copy_log(data_dir, part / FILE)
            events = _whole(part / FILE)
            for file in (*(data_dir / name for name in BESIDE), hall_file):
                if file.is_file():
                    _copy_file(file, part / file.name)
            folder = _named(part, into, at)
    return Backup(folder, events, sum(file.stat().st_size for file in folder.iterdir()))


def copy_backup(backup: Path, into: Path) -> Path:
    """The backup once more, in a folder that is there, a stick's for one; looked through there. Raises BackupError,
    or OSError."""
    with _told(f"备份没有存到 {into}"):
        _room_for(sum(file.stat().st_size for file in backup.iterdir()), into)
        with _begun(into, backup.name) as part:
            for file in sorted(backup.iterdir()):
                _copy_file(file, part / file.name)
            _whole(part / FILE)
            part.rename(into / backup.name)
            sync_folder(into)
    return into / backup.name


def backups_in(folder: Path) -> list[Path]:
    """The backups that lie in a folder, the oldest first; none where it cannot be read."""
    try:
        return all_backups(folder)
    except OSError:
        return []


def all_backups(folder: Path) -> list[Path]:
    """The same; none where there is no such folder. Raises OSError where it cannot be read."""
    try:
        found = [path for path in folder.iterdir() if moment_of_backup(path.name) and (path / FILE).is_file()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(found, key=lambda path: path.name)


def backup_folders(data_dir: Path, second: str) -> list[Path]:
    """Where backups lie: in the data folder, and where the hall's owner wants them besides."""
    return [data_dir / FOLDER, *([Path(second)] if second else [])]


def backed_up_on(folder: Path, at: str) -> bool:
    """Whether a backup was made there on the day of that local ISO time."""
    day = datetime.fromisoformat(at).date()
    return any(made.date() == day for path in backups_in(folder) if (made := moment_of_backup(path.name)) is not None)


def prune(folder: Path, at: str) -> list[Path]:
    """Deletes the backups in the folder that have outlived their use at the local ISO time `at`. Raises OSError."""
    now = datetime.fromisoformat(at).replace(tzinfo=None)
    gone = [folder / name for name in outlived((path.name for path in backups_in(folder)), now)]
    for path in gone:
        going = part_of(path)
        path.rename(going)  # half deleted it must not be called a backup
        shutil.rmtree(going)
    return gone


def restore(backup: Path, data_dir: Path, at: str) -> tuple[int, list[Path]]:
    """Puts a backup in the place of what is in the data folder. How many events it holds, and where what was there lies
    now. Nothing that was there is overwritten. What visitors wrote and was erased since stays erased. Raises
    BackupError, OSError, or AlreadyOpenError while a hall is open."""
    if not (backup / FILE).is_file():
        raise BackupError(f"没有恢复：{backup} 不是一份备份，里面没有 {FILE}。备份是 {FOLDER} 里的一个文件夹")
    with closing(take_lock(data_dir)), _told(f"没有恢复到 {data_dir}"):
        _room_for(2 * sum(file.stat().st_size for file in backup.iterdir()), data_dir)
        with _begun(data_dir, "restore") as part:
            for file in sorted(backup.iterdir()):
                if file.name.startswith(FILE) or file.name in BESIDE:
                    _copy_file(file, part / file.name)
            events = _whole(part / FILE)
            _go_on_from(data_dir, part / FILE, Logged("", LogRestored(backup.name), at))
            sync_file(part / FILE)
            aside = _make_way(data_dir, at)
            for file in sorted(part.iterdir(), key=lambda file: file.name == FILE):
                file.rename(data_dir / file.name)
            sync_folder(data_dir)
        _whole(data_dir / FILE)
    return events, aside


def _make_way(data_dir: Path, at: str) -> list[Path]:
    aside = [set_aside(data_dir, at, BEFORE_RESTORE)] if (data_dir / FILE).exists() else []
    for name in BESIDE:
        file, n = data_dir / name, 1
        while (free := data_dir / f"{name}.{BEFORE_RESTORE}-{stamp_of(at)}{'' if n == 1 else f'-{n}'}").exists():
            n += 1
        if file.exists():
            file.rename(free)
            aside.append(free)
    return aside


def _go_on_from(data_dir: Path, copy: Path, restored: Logged) -> None:
    """Says in the copy that it was put back, under a number beyond all that the present log gave: no number of one log
    is given twice. What was erased in the present log is erased in it."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as into:
        into.execute("PRAGMA secure_delete=ON")
        (last,) = into.execute("SELECT coalesce(max(id), 0) FROM events").fetchone()
        try:
            with connected((data_dir / FILE).resolve()) as present:
                last = max(last, present.execute("SELECT coalesce(max(id), 0) FROM events").fetchone()[0])
                clear(into, Erased.of(present).still_in(into))
        except (sqlite3.Error, UnreadableLogError):  # there is none, or it is damaged: that may be why
            last += 1_000_000
        insert(into, [(restored._replace(id=last + 1), encoded(restored.event))])


def _copy_log(data_dir: Path, target: Path) -> None:
    """The log as it is at this moment, in one file. Raises sqlite3.Error, OSError or UnreadableLogError."""
    make_file(target)
    with (
        connected((data_dir / FILE).resolve()) as source,
        closing(sqlite3.connect(target, isolation_level=None)) as copy,
    ):
        source.execute("BEGIN")  # one moment, and the writer need not wait for it
        source.execute("SELECT 1 FROM sqlite_master").fetchone()
        source.backup(copy, pages=_PAGES, sleep=_REST_SECONDS)
        copy.execute("PRAGMA journal_mode=DELETE")
        copy.execute("PRAGMA secure_delete=ON")
        if copy.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            copy.execute("REINDEX")  # an index that says something else than the records say is no loss
        clear(copy, Erased.of(source).still_in(copy))
    with connected((data_dir / FILE).resolve()) as now, closing(sqlite3.connect(target, isolation_level=None)) as copy:
        clear(copy, Erased.of(now).still_in(copy))  # erased while the copy was being made
    sync_file(target)


def _whole(log: Path) -> int:
    """How many events a log holds that was looked through. Raises sqlite3.Error or BackupError."""
    with closing(sqlite3.connect(log, isolation_level=None, timeout=10.0)) as connection:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if found != "ok":
            raise BackupError(f"{log.parent} 里的记录库是坏的（{found}），没有用它")
        count: int = connection.execute("SELECT count(*) FROM events").fetchone()[0]
        return count


@contextmanager
def _begun(into: Path, name: str) -> Iterator[Path]:
    """An empty folder for what is not whole yet; gone afterwards, whatever became of it."""
    part = part_of(into / name)
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(FOLDER_MODE)
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _named(part: Path, into: Path, at: str) -> Path:
    folder, n = into / f"kiosk-{stamp_of(at)}", 1
    while folder.exists():
        n += 1
        folder = into / f"kiosk-{stamp_of(at)}-{n}"
    sync_folder(part)
    part.rename(folder)
    sync_folder(into)
    return folder


def _copy_file(file: Path, target: Path) -> None:
    make_file(target)
    shutil.copyfile(file, target)
    sync_file(target)


def _room_for(size: int, folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < size + _ROOM_BYTES:
        needed = (size + _ROOM_BYTES - free) / 1e6
        raise BackupError(f"{folder} 所在的盘快满了，再腾出 {needed:.0f} MB 才放得下")


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Says in a sentence what went wrong with a log. Raises BackupError, or OSError as it is."""
    try:
        yield
    except BackupError as error:
        raise BackupError(f"{what}：{error}") from error
    except sqlite3.Error as error:
        unknown = because(error) or f"读不出来，或写不进去：{error}"
        why = "记录库坏了，开馆时程序会把它移开" if is_damage(error) else unknown
        raise BackupError(f"{what}：{why}") from error
    except UnreadableLogError as error:
        raise BackupError(f"{what}：{error}") from error
