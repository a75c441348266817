"""Taking everything that was recorded out into a spreadsheet, and saying what of it could not be read."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.commands.telling import day, keeping, reading, say, why
from kiosk.core.logged import Logged

if TYPE_CHECKING:
    from kiosk.reports.export import Written
    from kiosk.store.salvage import Salvaged

OFTEN = 250
"""Visits between two words of progress."""
_BACK = "\r\033[K"
"""To the beginning of the terminal's line, which is cleared."""


def add(orders: Any) -> None:
    """Adds export to the command line."""
    export = orders.add_parser("export", parents=[reading(), keeping()], help="导出参观和答题记录")
    export.add_argument("--out", type=Path, required=True, metavar="FILE", help="以 .xlsx 或 .csv 结尾")
    export.add_argument("--from", dest="date_from", type=day, metavar="日期", help="从哪一天起，例如 2026-11-01")
    export.add_argument("--to", dest="date_to", type=day, metavar="日期", help="到哪一天为止")
    export.set_defaults(do=_export)


def _export(arguments: argparse.Namespace) -> int:
    from kiosk.store.reading import DamagedLogError, UnreadableLogError

    if arguments.date_from and arguments.date_to and arguments.date_from > arguments.date_to:
        message = f"--from（{arguments.date_from}）比 --to（{arguments.date_to}）还晚，把两个日期对调一下"
        return say(f"没有导出：{message}")
    if not arguments.data.is_dir():
        return say(f"没有导出：没有 {arguments.data} 这个文件夹，也就没有记录库。看看 --data 写得对不对")
    try:
        try:
            return _written(arguments, damaged=False)
        except DamagedLogError:
            return _written(arguments, damaged=True)
    except (UnreadableLogError, ValueError, OSError) as trouble:
        return say(f"没有导出：{why(trouble, arguments.out)}")


def _written(arguments: argparse.Namespace, damaged: bool) -> int:
    """Writes the export and says how it went. Raises as `all_logs` and `write_export` do."""
    from kiosk.content.load import load
    from kiosk.reports.export import write_export
    from kiosk.store.database import FILE
    from kiosk.store.exported import note_exported
    from kiosk.store.visits import all_logs
    from kiosk.wall_time import stamp
    from kiosk.wiring import hall_glossary
    from kiosk.zones.register import CATALOGUE

    data, days = arguments.data, (arguments.date_from, arguments.date_to)
    watch = _Watch()
    with all_logs(data, damaged) as logs:
        if damaged and not any(one.events for one in logs.salvaged):
            return say(f"没有导出：记录库 {data / FILE} 已损坏，一条也读不出来。下次开馆时程序会把它移开，另建新库")
        if not logs.readers:
            return say(f"没有导出：{_nothing_there(data / FILE)}")
        glossary = hall_glossary(load(CATALOGUE, arguments.content, arguments.hall))
        notes = [_of_salvaged(one, FILE) for one in logs.salvaged]
        try:
            written = write_export(watch.over(logs.rows(*days)), arguments.out, *days, glossary, notes)
        finally:
            watch.done()
    if written.counted.visits:
        note_exported(data, stamp())
    return _said(written, watch, notes, damaged)


def _nothing_there(log: Path) -> str:
    if log.exists():
        return f"记录库 {log} 里什么也没有。要是从别的电脑拷来的，把旁边的 {log.name}-wal 也一起拷来"
    return f"{log.parent} 里没有记录库 {log.name}。看看 --data 写得对不对；还没有开过馆，就没有记录"


def _said(written: Written, watch: _Watch, notes: list[str], damaged: bool) -> int:
    for path in written.files:
        print(path)
    for sentence in notes:
        say(sentence)
    empty = not written.counted.visits
    if empty:
        say("表是空的：这段时间没有参观。看看 --from 和 --to 写得对不对")
    elif watch.behind:
        say(f"有 {watch.behind} 条记录是时钟走慢或拨回去以后写的，表里“时钟”一栏有标记；请校准这台电脑的日期和时间")
    print(written.counted.words)
    return 1 if empty or damaged else 0


def _of_salvaged(one: Salvaged, log: str) -> str:
    """What of a damaged log is in the export."""
    found = f"读出 {one.events} 条记录，都在表里" if one.events else "没有读出别处没有的记录"
    lost = "" if one.whole else "；有的地方坏了，读不出来"
    if one.file.name == log:
        return f"记录库 {log} 已损坏：{found}{lost}。下次开馆时程序会把它移开，另建新库"
    return f"移开的旧记录库 {one.file.name}：{found}{lost}"


class _Watch:
    """What goes by on the way into the tables: how many records were made while the clock stood behind, and on a
    terminal how far it is."""

    def __init__(self) -> None:
        self.behind = 0
        self._visits = 0
        self._shown = sys.stderr.isatty()

    def over(self, rows: Iterable[Logged]) -> Iterator[Logged]:
        visit = ""
        for row in rows:
            if row.visit:
                self.behind += row.behind
                if row.visit != visit:
                    visit = row.visit
                    self._next(row.day)
            yield row

    def _next(self, day: str) -> None:
        self._visits += 1
        if self._shown and self._visits % OFTEN == 1:
            sys.stderr.write(f"{_BACK}正在导出：第 {self._visits} 批，{day}")
            sys.stderr.flush()

    def done(self) -> None:
        """Takes the progress away: what follows stands on a line of its own."""
        if self._shown:
            sys.stderr.write(_BACK)
            sys.stderr.flush()
