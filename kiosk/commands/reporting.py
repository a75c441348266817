"""The report of a month, from the log to a page to read and a workbook to reckon with."""

from __future__ import annotations

import argparse
import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from kiosk.commands.telling import keeping, reading, say, why


def add(orders: Any) -> None:
    """Adds report and today to the command line."""
    made = orders.add_parser("report", parents=[reading(), keeping()], help="做一个月的月报：网页和 .xlsx 各一份")
    made.add_argument("--month", required=True, metavar="月份", help="例如 2026-11")
    made.add_argument("--out", type=Path, default=Path(), metavar="DIR", help="放在哪个文件夹，不写就放在当前文件夹")
    made.set_defaults(do=_report)

    shown = orders.add_parser(
        "today", parents=[keeping()], help="今天、本月来了多少人，本季度效果如何，上次什么时候导出"
    )
    shown.set_defaults(do=_today)


def _report(arguments: argparse.Namespace) -> int:
    from kiosk.reports.months import Month
    from kiosk.store.database import FILE
    from kiosk.store.query import months_logged
    from kiosk.store.reading import UnreadableLogError

    try:
        month = Month.of(arguments.month)
    except ValueError:
        return say(f"没有做成月报：月份要写成 2026-11 这样，而不是 {arguments.month}")
    if not arguments.data.is_dir():
        return say(f"没有做成月报：没有 {arguments.data} 这个文件夹。看看 --data 写得对不对")
    if not (arguments.data / FILE).exists():
        return say(
            f"没有做成月报：{arguments.data} 里没有记录库 {FILE}。看看 --data 写得对不对；还没有开过馆，就没有记录"
        )
    if arguments.out.exists() and not arguments.out.is_dir():
        return say(f"没有做成月报：{arguments.out} 是一个文件，不是文件夹。给 --out 换一个地方")
    try:
        made = _made(arguments, month)
        months = months_logged(arguments.data) if made is None else []
    except UnreadableLogError as trouble:
        return say(f"没有做成月报：{trouble}")
    if made is None:
        has = f"有记录的月份：{'、'.join(months)}" if months else "记录库里还没有一次参观"
        return say(f"没有做成月报：{month.word}没有参观记录。{has}")
    try:
        arguments.out.mkdir(exist_ok=True)
        for name, content in made.items():
            _written(arguments.out / name, content)
    except OSError as trouble:
        return say(f"没有存下来：{why(trouble, arguments.out)}")
    for name, content in made.items():
        print(f"{arguments.out / name}（{len(content) / 1000:.0f} KB）")
    return 0


def _today(arguments: argparse.Namespace) -> int:
    from kiosk.store.database import FILE
    from kiosk.store.reading import UnreadableLogError
    from kiosk.wall_time import today
    from kiosk.wiring import today_in

    if not (arguments.data / FILE).exists():
        return say(f"{arguments.data} 里没有记录库 {FILE}。看看 --data 写得对不对；还没有开过馆，就没有记录")
    try:
        found = today_in(arguments.data, today())
    except UnreadableLogError as trouble:
        return say(str(trouble))
    for heading, words, besides in found.lines:
        print(f"{heading}：{words}{f'（{besides}）' if besides else ''}")
    return 0


def _made(arguments: argparse.Namespace, month: Any) -> dict[str, bytes] | None:
    """The files by name; None where there was no visit in that month. Raises UnreadableLogError."""
    from kiosk.content.conditions import Conditions
    from kiosk.content.load import load
    from kiosk.monthly.gathering import KINDS_ASKED_FOR, first_day, gather
    from kiosk.monthly.naming import Naming
    from kiosk.monthly.page import about, page, title
    from kiosk.monthly.sections import tables_of_book
    from kiosk.monthly.sheets import workbook
    from kiosk.store.damages import said_of_damage
    from kiosk.store.query import rows_between
    from kiosk.wall_time import today
    from kiosk.wiring import asked_texts, hall_names
    from kiosk.zones.register import CATALOGUE, PLANS

    loaded = load(CATALOGUE, arguments.content, arguments.hall, Conditions(today().isoformat()))
    zones = tuple(plan.id for plan in (loaded.hall.zones if loaded.hall else PLANS))
    rows = rows_between(arguments.data, first_day(month), month.last, KINDS_ASKED_FOR)
    naming = Naming(hall_names(loaded), asked_texts(loaded))
    name = loaded.hall.hall.name if loaded.hall else "反诈科普体验馆"
    gathered = gather(rows, month, name, today(), naming, zones, loaded.problems)
    if damage := said_of_damage(arguments.data):
        say("：".join(damage))
        gathered = replace(gathered, damage=damage.words)
    if not gathered.now.attendance.groups:
        return None
    return {
        f"月报-{month}.html": page(gathered).encode("utf-8", "replace"),
        f"月报-{month}.xlsx": workbook(title(gathered), about(gathered), tables_of_book(gathered)),
    }


def _written(target: Path, content: bytes) -> None:
    """The file beside its place and then moved there, so that there is never half of one. Raises OSError."""
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(content)
        os.replace(part, target)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
