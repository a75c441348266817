"""Reading the log beside a running kiosk: a connection of its own that cannot write."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kiosk.reports.logged import Row
from kiosk.store.database import FILE, is_damage

_COLUMNS = "SELECT id, visit, at, kind, body FROM events"
_MESSAGES = "kind IN ('MessageLeft', 'MessageJudged')"


class UnreadableLogError(RuntimeError):
    """The database is damaged, locked or out of reach; the text says which file and why."""


def rows_between(data_dir: Path, date_from: date | None = None, date_to: date | None = None) -> Iterator[Row]:
    """Events in the order of logging, from local date to local date inclusive; None is open.

    A visit that touches the range comes whole, and so does every judgement on a message: it may be made days later.
    Nothing when nothing was ever logged. Raises UnreadableLogError while iterating.
    """
    if date_from is None and date_to is None:
        return _rows(data_dir, f"{_COLUMNS} ORDER BY id")
    within = "at >= :first AND at < :after"
    sql = (
        f"{_COLUMNS} WHERE ({within}) OR kind = 'MessageJudged'"
        f" OR (visit <> '' AND visit IN (SELECT visit FROM events WHERE {within})) ORDER BY id"
    )
    first = date_from.isoformat() if date_from else ""
    after = (date_to.isoformat() if date_to else "") + "~"  # “~” sorts after every time of that day
    return _rows(data_dir, sql, {"first": first, "after": after})


def message_rows(data_dir: Path) -> Iterator[Row]:
    """Only what concerns messages, oldest first. Raises UnreadableLogError while iterating."""
    return _rows(data_dir, f"{_COLUMNS} WHERE {_MESSAGES} ORDER BY id")


def _rows(data_dir: Path, sql: str, values: dict[str, str] | None = None) -> Iterator[Row]:
    file = (data_dir / FILE).resolve()
    try:
        file.stat()
    except PermissionError as error:
        raise UnreadableLogError(f"记录库 {file} 没有读取的权限：请管理员把文件夹的权限改好，再试一次") from error
    except OSError:
        return
    try:
        connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=10.0)
        try:
            if connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
                return  # the kiosk is making the file this very moment, or was cut off while it did
            for row in connection.execute(sql, values or {}):
                yield Row(*row)
        finally:
            connection.close()
    except sqlite3.Error as error:
        state = "已损坏" if is_damage(error) else "现在读不了"
        raise UnreadableLogError(f"记录库 {file} {state}：{error}") from error
