"""A hall looked over: what is well, what staff should see to, and what to do about it. Reads, and writes nothing.

Each check gives one `Checked`; what a check needs is handed in, so that each can be provoked. What stands in its way is
a finding too: a look at a sick hall must not fall ill itself.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from kiosk.content.problems import Problem
from kiosk.ops.ages import moment_of_backup
from kiosk.ops.backup import backup_folders, backups_in
from kiosk.ops.crashes import FOLDER as CRASHES
from kiosk.ops.crashes import running
from kiosk.screen.devices import Devices
from kiosk.store.damages import said_of_damage
from kiosk.store.database import FILE
from kiosk.store.exported import last_exported
from kiosk.store.private import inside
from kiosk.store.reading import UnreadableLogError, connected

FULL_BYTES, NEARLY_FULL_BYTES = 200_000_000, 1_000_000_000
"""Less room than the first stops a hall before long; less than the second is worth saying."""
AHEAD = timedelta(minutes=5)
"""The log may be so much ahead of the clock: clocks are corrected."""
FIRST_YEAR = 2026
"""No clock that is right says less."""
BACKUP_DAYS, EXPORT_DAYS, CRASH_DAYS = 3, 40, 7


class Health(Enum):
    """How something is, by the sign that stands before it."""

    WELL = "✓"
    SEE_TO = "!"
    ILL = "✗"


class Checked(NamedTuple):
    """One thing that was looked at: an id that stays the same, its name, how it is, in words, and what to do."""

    id: str
    name: str
    health: Health
    words: str
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.health.value} {self.name}：{self.words}" + (f"\n    → {self.advice}" if self.advice else "")


class Bedside(NamedTuple):
    """What is looked over: the folder of records, the other place of backups ("": none), the local time now, what is
    plugged in, and what is wrong with the content."""

    data: Path
    backup_to: str
    now: datetime
    devices: Devices
    problems: Sequence[Problem]


Check = Callable[[Bedside], Checked]


def looked_over(hall: Bedside) -> Iterator[Checked]:
    """Every finding, in an order in which staff would look."""
    for check in CHECKS:
        try:
            yield check(hall)
        except (OSError, sqlite3.Error, UnreadableLogError, ValueError) as error:
            yield Checked(check.__name__.lstrip("_"), "查不下去", Health.ILL, str(error), "请管理员看看上面这句话")


def _display(hall: Bedside) -> Checked:
    sizes, driver = hall.devices.sizes, hall.devices.driver
    if not sizes:
        advice = "在展馆那台电脑的桌面里运行；开机后屏幕一直是黑的，就查电源和信号线"
        return Checked("display", "显示屏", Health.SEE_TO, "这里看不到显示屏", advice)
    shown = "、".join(f"{w}×{h}" for w, h in sizes)
    if len(sizes) > 1:
        return Checked("display", "显示屏", Health.SEE_TO, f"{len(sizes)} 块：{shown}", "展馆只用第一块，多的拔掉")
    return Checked("display", "显示屏", Health.WELL, f"{shown}（{driver}）")


def _touch(hall: Bedside) -> Checked:
    if not hall.devices.sizes:
        return Checked("touch", "触摸", Health.SEE_TO, "没有显示屏，没有查")
    names = hall.devices.touch
    if not names:
        advice = "触摸屏的 USB 线插紧；只用鼠标试的时候不用管"
        return Checked("touch", "触摸", Health.SEE_TO, "没有找到触摸屏", advice)
    return Checked("touch", "触摸", Health.WELL, f"{'、'.join(names)}；哪里不灵，运行 kiosk doctor --touch")


def _sound(hall: Bedside) -> Checked:
    if not hall.devices.sound:
        advice = "音箱插好、打开，再开馆；没有声音，字幕照样走"
        return Checked("sound", "声音", Health.SEE_TO, "没有找到放声音的设备", advice)
    return Checked("sound", "声音", Health.WELL, "、".join(hall.devices.sound))


def _fonts(hall: Bedside) -> Checked:
    if hall.devices.fonts_lacking:
        lacking = "、".join(hall.devices.fonts_lacking)
        return Checked("fonts", "字体", Health.ILL, f"打不开：{lacking}", "重新装一遍程序（kiosk update 安装包）")
    return Checked("fonts", "字体", Health.WELL, "齐全")


def _disk(hall: Bedside) -> Checked:
    folder = next(path for path in (hall.data, *hall.data.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    words = f"还空 {free / 1e9:.1f} GB"
    if free < FULL_BYTES:
        return Checked("disk", "磁盘", Health.ILL, words, "快写不下记录了：删掉或移走不用的文件，不要动数据文件夹")
    if free < NEARLY_FULL_BYTES:
        return Checked("disk", "磁盘", Health.SEE_TO, words, "这几天腾出些空间")
    return Checked("disk", "磁盘", Health.WELL, words)


def _clock(hall: Bedside) -> Checked:
    now, last = hall.now, _last_event(hall.data)
    advice = "在系统设置里对好日期、时间和时区，接上网让它自己对；总是慢，换主板电池"
    if now.year < FIRST_YEAR:
        return Checked("clock", "时钟", Health.ILL, f"现在是 {now:%Y-%m-%d %H:%M}，不对", advice)
    if last is not None and last - now > AHEAD:
        words = f"现在是 {now:%Y-%m-%d %H:%M}，比最后一条记录（{last:%Y-%m-%d %H:%M}）还早"
        return Checked("clock", "时钟", Health.ILL, words, advice)
    return Checked("clock", "时钟", Health.WELL, f"{now:%Y-%m-%d %H:%M}")


def _permissions(hall: Bedside) -> Checked:
    if not hall.data.is_dir():
        return Checked("permissions", "权限", Health.SEE_TO, f"还没有 {hall.data}", "开一次馆，它就有了")
    if not os.access(hall.data, os.W_OK):
        return Checked("permissions", "权限", Health.ILL, f"{hall.data} 写不进去", "请管理员把它交给开馆的那个用户")
    open_to_others = [path for path in inside(hall.data) if stat.S_IMODE(path.lstat().st_mode) & 0o077]
    if open_to_others and os.name == "posix":
        words = f"{len(open_to_others)} 个文件别的用户也能读，例如 {open_to_others[0].name}"
        return Checked("permissions", "权限", Health.SEE_TO, words, "下次开馆会自己收紧；收不紧，请管理员看看")
    return Checked("permissions", "权限", Health.WELL, "只有开馆的用户能读能写")


def _content(hall: Bedside) -> Checked:
    wrong = [problem for problem in hall.problems if not problem.warning]
    if wrong:
        words = f"{len(wrong)} 处有错，没有上屏；第一处：{wrong[0]}"
        return Checked("content", "内容", Health.SEE_TO, words, "运行 kiosk check，照着改")
    return Checked("content", "内容", Health.WELL, "都能上屏")


def _log(hall: Bedside) -> Checked:
    if not (hall.data / FILE).is_file():
        return Checked("log", "记录", Health.SEE_TO, "还没有记录", "开一次馆，走一遍")
    with connected((hall.data / FILE).resolve()) as connection:
        found = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
        count = connection.execute("SELECT count(*) FROM events").fetchone()[0]
    if found != "ok":
        return Checked("log", "记录", Health.ILL, f"记录库坏了（{found}）", "重新开馆，程序自己会收拾")
    said = said_of_damage(hall.data)
    if said is not None:
        return Checked("log", "记录", Health.SEE_TO, f"{count} 条；{said.words}", said.note)
    return Checked("log", "记录", Health.WELL, f"{count} 条，好的")


def _open(hall: Bedside) -> Checked:
    """By the note a hall keeps while it is open: a look at its lock could be in the way of one that is just opening."""
    pid, _ = running(hall.data)
    return Checked("open", "开馆", Health.WELL, "正开着" if pid and _lives(pid) else "现在没有开馆")


def _backup(hall: Bedside) -> Checked:
    if not (hall.data / FILE).is_file():
        return Checked("backup", "备份", Health.WELL, "还没有记录，不用备份")
    folders = backup_folders(hall.data, hall.backup_to)
    made = [moment for folder in folders for path in backups_in(folder) if (moment := moment_of_backup(path.name))]
    if not made:
        return Checked("backup", "备份", Health.SEE_TO, "一份也没有", "运行 kiosk backup；开着馆，每天也会自己做一份")
    now = hall.now.replace(tzinfo=None)
    last = max((moment for moment in made if moment <= now + AHEAD), default=None)
    if last is None:
        return Checked(
            "backup", "备份", Health.SEE_TO, f"{len(made)} 份，都比现在还晚", "校准日期，再运行 kiosk backup"
        )
    words = f"最近一份是 {last:%Y-%m-%d %H:%M}，共 {len(made)} 份"
    if now - last > timedelta(days=BACKUP_DAYS):
        return Checked("backup", "备份", Health.SEE_TO, words, "运行 kiosk backup，看它说什么")
    if hall.backup_to and not Path(hall.backup_to).is_dir():
        return Checked("backup", "备份", Health.SEE_TO, f"{words}；没有 {hall.backup_to}", "插上存备份的优盘")
    return Checked("backup", "备份", Health.WELL, words)


def _export(hall: Bedside) -> Checked:
    at = last_exported(hall.data)
    if not at:
        return Checked("export", "导出", Health.SEE_TO, "从来没有全部导出过", "运行 kiosk export --out 文件.xlsx")
    age = hall.now.replace(tzinfo=None) - datetime.fromisoformat(at).replace(tzinfo=None)
    if age < -AHEAD:
        return Checked("export", "导出", Health.SEE_TO, f"记着 {at}，比现在还晚", "校准日期，再导出一次")
    if age > timedelta(days=EXPORT_DAYS):
        return Checked("export", "导出", Health.SEE_TO, f"上次是 {at}", "该导出了：kiosk export --out 文件.xlsx")
    return Checked("export", "导出", Health.WELL, f"上次是 {at}")


def _crash(hall: Bedside) -> Checked:
    reports = sorted((hall.data / CRASHES).glob("*-*T*.txt")) if (hall.data / CRASHES).is_dir() else []
    since = hall.now.timestamp() - CRASH_DAYS * 86400
    late = [path for path in reports if path.stat().st_mtime >= since]
    if late:
        newest = max(late, key=lambda path: path.stat().st_mtime)
        words = f"这 {CRASH_DAYS} 天停过、或有一页出过错 {len(late)} 次，最近一次记在 {newest}"
        return Checked("crash", "停馆", Health.SEE_TO, words, "把这个文件交给做程序的人；里面没有观众的话")
    return Checked("crash", "停馆", Health.WELL, f"这 {CRASH_DAYS} 天没有停过")


CHECKS: tuple[Check, ...] = (
    _display, _touch, _sound, _fonts, _open, _disk, _clock, _permissions, _content, _log, _backup, _export, _crash,
)  # fmt: skip


def _last_event(data: Path) -> datetime | None:
    """The local time of the newest event, with its offset; None where there is none, or it cannot be read."""
    if not (data / FILE).is_file():
        return None
    with connected((data / FILE).resolve()) as connection:
        row = connection.execute("SELECT at FROM events ORDER BY id DESC LIMIT 1").fetchone()
    try:
        return datetime.fromisoformat(row[0]).astimezone() if row else None
    except (TypeError, ValueError):
        return None


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True
