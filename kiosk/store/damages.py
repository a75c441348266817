"""What staff are told of logs that were found damaged, for as long as their files lie in the data folder."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from kiosk.store.database import DAMAGED, FILE, moment_of_aside, set_aside_logs
from kiosk.store.reading import UnreadableLogError, connected


class SaidOfDamage(NamedTuple):
    """In a sentence, and what is to be done about it."""

    words: str
    note: str


def said_of_damage(data_dir: Path) -> SaidOfDamage | None:
    """What staff have to know; None where no damaged log lies in the folder."""
    files = [file for file in set_aside_logs(data_dir) if file.name.startswith(f"kiosk-{DAMAGED}-")]
    if not files:
        return None
    moments = [moment for file in files if (moment := moment_of_aside(file)) is not None]
    last = f"最近是{moments[-1].month}月{moments[-1].day}日。" if moments else ""
    times = "一次" if len(files) == 1 else f" {len(files)} 次"
    name = _name_of(data_dir / FILE)
    left_out = [file for file in files if not name or _name_of(file) != name]
    became = "旧记录只在导出里" if left_out else "读得出的都收回了"
    return SaidOfDamage(f"记录坏过{times}，{became}", f"{last}坏文件 kiosk-{DAMAGED}-….db 请管理员看看，移走就不再提")


def _name_of(log: Path) -> str:
    """The id of a log; "" where it cannot be read."""
    with suppress(sqlite3.Error, UnreadableLogError, OSError), connected(log.resolve()) as connection:
        found = connection.execute("SELECT id FROM log").fetchone()
        return str(found[0]) if found else ""
    return ""
