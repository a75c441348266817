"""Opening a log beside a running kiosk, or on a stick: a connection that cannot write, one snapshot, plain words."""

from __future__ import annotations

import logging
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from kiosk.core.refusals import because
from kiosk.core.scratch import scratch_prefix
from kiosk.store.broken_text import BrokenText
from kiosk.store.database import FILE, is_damage

JOURNAL = "-wal"
"""What the file of the newest records is called behind the database's own name, as long as they stand only there."""


_log = logging.getLogger(__name__)


class UnreadableLogError(RuntimeError):
    """The database is damaged, locked or out of reach; the text says which file and why."""


class DamagedLogError(UnreadableLogError):
    """No retry can help: the file itself is broken. What can still be read of it, `store.salvage` reads."""


@contextmanager
def snapshot(data_dir: Path) -> Iterator[sqlite3.Connection | None]:
    """The log in the folder as it is now; None where nothing was ever logged, or the kiosk makes the file just now.

    Raises UnreadableLogError, also for what goes wrong while it is read.
    """
    file = Path(os.path.realpath(data_dir / FILE))  # a link that leads to itself is no error here
    if not _is_there(file):
        yield None
        return
    try:
        with connected(file) as connection:
            connection.execute("BEGIN")  # one snapshot: the kiosk may be bringing the file up to date just now
            made = connection.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,)
            yield connection if made else None
    except sqlite3.Error as error:
        if is_damage(error):
            raise DamagedLogError(f"记录库 {file} 已损坏：{error}") from error
        raise _unreadable(file, error) from error


def _is_there(file: Path) -> bool:
    journal = file.with_name(file.name + JOURNAL)
    try:
        file.stat()
    except PermissionError as error:
        raise UnreadableLogError(f"记录库 {file} 没有读取的权限：请管理员把文件夹的权限改好，再试一次") from error
    except (FileNotFoundError, NotADirectoryError) as error:
        if _holds_something(journal):
            raise UnreadableLogError(
                f"{file.parent} 里只有 {journal.name}，没有 {file.name}：这两个文件要放在一起，把 {file.name} 也拷过来"
            ) from error
        return False
    except OSError as error:
        raise _unreadable(file, error) from error
    return True


def _holds_something(journal: Path) -> bool:
    """Whether the newest records stand in a journal beside the log. Raises UnreadableLogError."""
    try:
        found = journal.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise _unreadable(journal, error) from error
    return stat.S_ISREG(found.st_mode) and found.st_size > 0


def _unreadable(file: Path, error: Exception) -> UnreadableLogError:
    return UnreadableLogError(f"记录库 {file} 现在读不了：{because(error) or error}")


@contextmanager
def connected(file: Path, broken: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection that cannot write; to a `broken` file, one that passes over what it says of itself as a whole.
    Raises sqlite3.Error, or UnreadableLogError where the log has to be copied and cannot be."""
    with ExitStack() as opened:
        connection = opened.enter_context(closing(_connection(file, "mode=ro")))
        if broken:  # else a file that is shorter than it says gives nothing at all
            connection.execute("PRAGMA writable_schema=ON")
        try:
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
                raise
            # A stick that cannot be written: SQLite wants to put its index of the journal there even to read. Nobody
            # else writes there either, so that the file can be read as it lies, or with its journal as a copy.
            journal = file.with_name(file.name + JOURNAL)
            if _holds_something(journal):
                copy = _copied(file, journal, opened)
                connection = opened.enter_context(closing(_connection(copy, "mode=ro")))
                connection.execute("SELECT 1 FROM sqlite_master").fetchone()
            else:
                connection = opened.enter_context(closing(_connection(file, "immutable=1")))
        text = BrokenText(connection)
        opened.callback(_say_broken, file, text)
        yield connection


def _say_broken(file: Path, text: BrokenText) -> None:
    if text.count:
        _log.warning("记录库 %s 里有 %d 处文字坏了，坏的字显示成 �，其余照读", file, text.count)


def _copied(file: Path, journal: Path, opened: ExitStack) -> Path:
    import shutil  # no hall that opens needs them
    from tempfile import TemporaryDirectory, gettempdir

    try:
        folder = Path(opened.enter_context(TemporaryDirectory(prefix=scratch_prefix("copy"))))
        for part in (file, journal):
            shutil.copyfile(part, folder / part.name)
    except OSError as error:
        message = (
            f"{file.parent} 不能写入，要先拷到 {gettempdir()} 再读，没有拷成：先腾出空间，或把整个文件夹拷到硬盘上"
        )
        raise UnreadableLogError(f"{message}（{error.strerror}）") from error
    return folder / file.name


def _connection(file: Path, how: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.as_uri()}?{how}", uri=True, timeout=10.0, isolation_level=None)
