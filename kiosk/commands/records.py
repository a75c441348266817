"""Reading and judging what the hall kept: the export, the messages visitors left, a visit played again."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kiosk.commands.telling import day, keeping, reading, say, why
from kiosk.core.logged import Logged


def add(orders: Any) -> None:
    """Adds export, messages and replay to the command line."""
    export = orders.add_parser("export", parents=[reading(), keeping()], help="导出参观和答题记录")
    export.add_argument("--out", type=Path, required=True, metavar="FILE", help="以 .xlsx 或 .csv 结尾")
    export.add_argument("--from", dest="date_from", type=day, metavar="日期", help="从哪一天起，例如 2026-11-01")
    export.add_argument("--to", dest="date_to", type=day, metavar="日期", help="到哪一天为止")
    export.set_defaults(do=_export)

    messages = orders.add_parser("messages", help="电子留言：看、通过、不通过")
    what = messages.add_subparsers(required=True, metavar="做什么")
    listed = what.add_parser("list", parents=[keeping()], help="列出留言")
    listed.add_argument("--all", action="store_true", help="连已经处理过的一起列出")
    listed.set_defaults(do=_list_messages)
    for word, meaning in (("approve", "通过，上墙"), ("reject", "不通过，或从墙上取下")):
        judge = what.add_parser(word, parents=[keeping()], help=meaning)
        judge.add_argument("id", type=int, nargs="+", help="留言编号")
        judge.add_argument("--by", default="值班员", help="谁处理的，只写岗位")
        judge.set_defaults(do=_judge, approved=word == "approve")

    erase = what.add_parser("erase", parents=[keeping()], help="删去留言的内容，只留下有过一条的记录；删了找不回来")
    erase.add_argument("id", type=int, nargs="+", help="留言编号")
    erase.set_defaults(do=_erase)

    replay = orders.add_parser("replay", parents=[reading()], help="（开发）把一次参观的触摸记录重放一遍，列出事件")
    replay.add_argument("file", type=Path, metavar="FILE", help="记录文件，例如 data/recordings/….jsonl")
    replay.set_defaults(do=_replay)


def _export(arguments: argparse.Namespace) -> int:
    from kiosk.content.load import load
    from kiosk.reports.export import write_export
    from kiosk.store.database import FILE
    from kiosk.store.exported import note_exported
    from kiosk.store.query import UnreadableLogError, rows_between
    from kiosk.wall_time import stamp
    from kiosk.wiring import hall_names
    from kiosk.zones.register import CATALOGUE

    if arguments.date_from and arguments.date_to and arguments.date_from > arguments.date_to:
        message = f"--from（{arguments.date_from}）比 --to（{arguments.date_to}）还晚，把两个日期对调一下"
        return say(f"没有导出：{message}")
    if not (arguments.data / FILE).exists():
        return say(f"没有导出：{arguments.data} 里没有记录库 {FILE}。看看 --data 写得对不对；还没有开过馆，就没有记录")
    behind: list[int] = []
    seen: list[int] = []
    names = hall_names(load(CATALOGUE, arguments.content, arguments.hall))
    try:
        rows = _counted(rows_between(arguments.data, arguments.date_from, arguments.date_to), behind, seen)
        written = write_export(rows, arguments.out, arguments.date_from, arguments.date_to, names)
    except (UnreadableLogError, ValueError, OSError) as trouble:
        return say(f"没有导出：{why(trouble, arguments.out)}")
    for path in written:
        print(path)
    if not seen:
        return say("表是空的：这段时间没有参观。看看 --from 和 --to 写得对不对")
    note_exported(arguments.data, stamp())
    if behind:
        say(f"有 {len(behind)} 条记录是时钟走慢或拨回去以后写的，表里“时钟”一栏有标记；请校准这台电脑的日期和时间")
    return 0


def _counted(rows: Iterable[Logged], behind: list[int], seen: list[int]) -> Iterator[Logged]:
    """The rows, noting on the way the numbers of those written while the clock stood behind, and of the first visit
    met."""
    for row in rows:
        if row.visit and not seen:
            seen.append(row.id)
        if row.behind:
            behind.append(row.id)
        yield row


def _list_messages(arguments: argparse.Namespace) -> int:
    from kiosk.core.messages import message_text
    from kiosk.store.messages import all_messages, pending_messages
    from kiosk.store.query import UnreadableLogError

    try:
        found = all_messages(arguments.data) if arguments.all else pending_messages(arguments.data)
    except UnreadableLogError as trouble:
        return say(str(trouble))
    for message in found:
        print(f"{message.id}\t{message.at[:16]}\t{message.status.word}\t{message_text(message.left)}")
    if not found:
        print("没有待审的留言。" if not arguments.all else "还没有留言。", file=sys.stderr)
    return 0


def _judge(arguments: argparse.Namespace) -> int:
    from kiosk.core.vocabulary import MessageStatus
    from kiosk.store.messages import UnknownMessageError, approve, reject
    from kiosk.store.query import UnreadableLogError
    from kiosk.wall_time import stamp

    judge = approve if arguments.approved else reject
    status = MessageStatus.APPROVED if arguments.approved else MessageStatus.REJECTED
    for number in arguments.id:
        try:
            judge(arguments.data, number, arguments.by, stamp())
        except (UnknownMessageError, UnreadableLogError, OSError) as trouble:
            return say(why(trouble, arguments.data))
        print(f"{number} {status.word}")
    return 0


def _erase(arguments: argparse.Namespace) -> int:
    from kiosk.store.messages import UnknownMessageError, erase
    from kiosk.store.query import UnreadableLogError
    from kiosk.wall_time import stamp

    for number in arguments.id:
        try:
            erase(arguments.data, number, stamp())
        except (UnknownMessageError, UnreadableLogError, OSError) as trouble:
            return say(why(trouble, arguments.data))
        print(f"{number} 已删去")
    return 0


def _replay(arguments: argparse.Namespace) -> int:
    from itertools import count

    from kiosk.core.codec import encode
    from kiosk.core.events import UnknownEvent
    from kiosk.recorder import machine_of
    from kiosk.session.replay import play
    from kiosk.store.recording import read_recording
    from kiosk.wiring import Places, read_content

    try:
        entries = list(read_recording(arguments.file))
    except (OSError, ValueError) as trouble:
        return say(f"这份记录读不了：{why(trouble, arguments.file)}")
    start = next((entry for entry in entries if isinstance(entry, Mapping) and entry["kind"] == "start"), None)
    if start is None:
        return say(f"{arguments.file}：没有开头，不是一次参观的记录，或者文件头坏了")
    places, number = Places(arguments.content, arguments.hall), count(1)
    try:
        machine = machine_of(start, read_content(places), places, lambda: f"replay-{next(number)}")
    except (KeyError, TypeError, ValueError):
        return say(f"{arguments.file}：开头不全，不知道那块屏是什么样，这次参观放不了")
    for logged in play(machine, entries):
        if isinstance(logged.event, UnknownEvent):
            continue
        kind, body, _ = encode(logged.event)
        print(f"{logged.visit}\t{kind}\t{body}")
    return 0
