"""What staff are told of logs that were found damaged, for as long as their files lie in the data folder."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import NamedTuple

from kiosk.store.database import DAMAGED, FILE, moment_of_aside, set_aside_logs
from kiosk.store.reading import UnreadableLogError, connected
from kiosk.store.salvage import opened_damaged


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
    left_out = not all(_is_of(file, data_dir / FILE) for file in files)
    became = "旧记录只在导出里" if left_out else "读得出的都收回了"
    return SaidOfDamage(f"记录坏过{times}，{became}", f"{last}坏文件 kiosk-{DAMAGED}-….db 请管理员看看，移走就不再提")


def _is_of(file: Path, log: Path) -> bool:
    try:
        with connected(log.resolve()) as connection, opened_damaged(file.resolve()) as damaged:
            return damaged.is_of(connection)
    except (sqlite3.Error, UnreadableLogError, OSError):
        return False
