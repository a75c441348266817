"""Reading and judging what the hall kept: the messages visitors left, a visit played again."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kiosk.commands.safekeeping import hall_settings
from kiosk.commands.telling import keeping, reading, say, why
from kiosk.core.vocabulary import StaffRole


def add(orders: Any) -> None:
    """Adds messages and replay to the command line."""
    messages = orders.add_parser("messages", help="电子留言：看、通过、不通过")
    what = messages.add_subparsers(required=True, metavar="做什么")
    listed = what.add_parser("list", parents=[keeping()], help="列出留言")
    listed.add_argument("--all", action="store_true", help="连已经处理过的一起列出")
    listed.set_defaults(do=_list_messages)
    for word, meaning in (("approve", "通过，上墙"), ("reject", "不通过，或从墙上取下")):
        judge = what.add_parser(word, parents=[keeping()], help=meaning)
        judge.add_argument("id", type=int, nargs="+", help="留言编号")
        _by(judge)
        judge.set_defaults(do=_judge, approved=word == "approve")

    erase = what.add_parser(
        "erase", parents=[reading(), keeping()], help="删去留言的内容，只留下有过一条的记录；删了找不回来"
    )
    erase.add_argument("id", type=int, nargs="+", help="留言编号")
    erase.add_argument("--yes", action="store_true", help="不再问一遍")
    _by(erase)
    erase.set_defaults(do=_erase)

    replay = orders.add_parser("replay", parents=[reading()], help="（开发）把一次参观的触摸记录重放一遍，列出事件")
    replay.add_argument("file", type=Path, metavar="FILE", help="记录文件，例如 data/recordings/….jsonl")
    replay.set_defaults(do=_replay)


def _by(order: argparse.ArgumentParser) -> None:
    roles = [role for role in StaffRole if role is not StaffRole.PROGRAM]
    order.add_argument(
        "--by",
        choices=[role.value for role in roles],
        default=StaffRole.DUTY.value,
        help="谁处理的，只记岗位：" + "，".join(f"{role.value} {role.word}" for role in roles),
    )


def _list_messages(arguments: argparse.Namespace) -> int:
    from kiosk.core.messages import message_text
    from kiosk.store.messages import all_messages, pending_messages
    from kiosk.store.reading import UnreadableLogError

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
    from kiosk.store.reading import UnreadableLogError
    from kiosk.wall_time import stamp

    judge = approve if arguments.approved else reject
    status = MessageStatus.APPROVED if arguments.approved else MessageStatus.REJECTED
    for number in arguments.id:
        try:
            judge(arguments.data, number, StaffRole(arguments.by), stamp())
        except (UnknownMessageError, UnreadableLogError, OSError) as trouble:
            return say(why(trouble, arguments.data))
        print(f"{number} {status.word}")
    return 0


def _sure(arguments: argparse.Namespace) -> bool:
    """Whether somebody said yes; what is erased never comes back."""
    if arguments.yes:
        return True
    if not sys.stdin.isatty():
        say("没有删：删了找不回来。要删，在后面加上 --yes")
        return False
    numbers = "、".join(map(str, arguments.id))
    return input(f"把 {numbers} 号留言的内容删掉？删了找不回来，备份里的一起删。删就打 y：").strip().lower() == "y"


def _erase(arguments: argparse.Namespace) -> int:
    from kiosk.ops.backup import backup_folders
    from kiosk.ops.erasing import follow_everywhere
    from kiosk.store.messages import UnknownMessageError, erase
    from kiosk.store.reading import UnreadableLogError
    from kiosk.wall_time import stamp

    if not _sure(arguments):
        return 1
    try:
        erase(arguments.data, arguments.id, StaffRole(arguments.by), stamp())
    except (UnknownMessageError, UnreadableLogError, OSError) as trouble:
        return say(why(trouble, arguments.data))
    for number in arguments.id:
        print(f"{number} 已删去")
    settings = hall_settings(arguments)
    folders = backup_folders(arguments.data, settings.backup_to)
    try:
        copies = follow_everywhere(arguments.data, folders, settings.keep, stamp())
    except (UnreadableLogError, OSError) as trouble:
        return say(f"备份和移开的旧记录库里还没有删，再运行一次：{why(trouble, arguments.data)}")
    print(f"备份和移开的旧记录库里也删了：{copies.gone} 份")
    if copies.left:
        return say(f"还有 {copies.left} 份没有删成，开馆时程序每天再试，也可以再运行一次")
    if settings.backup_to and not folders[-1].is_dir():
        say(f"{folders[-1]} 不在（优盘没插？），那里的备份没有动：插上优盘，开馆后第二天以前会自己删，再运行一次也行")
    print("导出的表格、拷走的文件不归程序管：里面要是有，请自己删。")
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
