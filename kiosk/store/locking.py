"""One kiosk at a time writes to a data folder, whatever becomes of the lock file in it meanwhile."""

from __future__ import annotations

import logging
import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from kiosk.core.refusals import refusal
from kiosk.store.private import make_file, make_folder

LOCK_FILE = "kiosk.lock"
_TAKEN = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)

_log = logging.getLogger(__name__)


class AlreadyOpenError(RuntimeError):
    """Another kiosk is writing to the same data folder."""


class FolderLock:
    """Holds a data folder for one kiosk until it is closed or the process dies; either half may be missing."""

    def __init__(self, folder: int | None, file: sqlite3.Connection | None) -> None:
        self._folder, self._file = folder, file

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        if self._folder is not None:
            os.close(self._folder)
        self._folder = self._file = None


def take_lock(data_dir: Path) -> FolderLock:
    """Holds the data folder until what is returned is closed or the process dies. Raises AlreadyOpenError.

    Where the system can, the folder itself is locked: no file in it, deleted or exchanged, makes a difference. A lock
    file is held besides, by SQLite's own lock, which works alike on every system and keeps an older program out. What
    can be locked neither way (disk full or read-only) opens all the same.
    """
    try:
        make_folder(data_dir)
    except OSError as error:
        _log.error("数据目录 %s 无法加锁，照常开馆：%s", data_dir, refusal(error))
        return FolderLock(None, None)
    folder = _lock_folder(data_dir)
    try:
        return FolderLock(folder, _lock_file(data_dir / LOCK_FILE, data_dir))
    except BaseException:
        FolderLock(folder, None).close()
        raise


def _lock_folder(data_dir: Path) -> int | None:
    """The folder's own lock; None where the system has none for folders. Raises AlreadyOpenError."""
    try:
        import fcntl

        number = os.open(data_dir, os.O_RDONLY)
    except (ImportError, OSError):
        return None
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(number)
        raise _taken(data_dir) from error
    except OSError:  # a network's folder, for one
        os.close(number)
        return None
    return number


def _lock_file(file: Path, data_dir: Path) -> sqlite3.Connection | None:
    """None where no lock file can be held. Raises AlreadyOpenError."""
    for again in (True, False):
        lock = None
        try:
            if file.is_symlink():
                file.unlink()  # it would lock whatever it points to
            make_file(file)
            lock = sqlite3.connect(file, isolation_level=None, timeout=0, check_same_thread=False)
            lock.execute("PRAGMA journal_mode=OFF")
            lock.execute("BEGIN EXCLUSIVE")
            return lock
        except (sqlite3.Error, OSError) as error:
            if lock is not None:
                lock.close()
            code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
            if code in _TAKEN:
                raise _taken(data_dir) from error
            if code == sqlite3.SQLITE_NOTADB and again:  # nobody holds what is no lock file
                with suppress(OSError):
                    file.unlink()
                continue
            _log.error("数据目录 %s 的锁文件用不了，照常开馆：%s", data_dir, refusal(error))
            return None
    return None


def _taken(data_dir: Path) -> AlreadyOpenError:
    return AlreadyOpenError(f"数据目录 {data_dir} 正由另一个展馆程序使用，请先退出那个程序")
