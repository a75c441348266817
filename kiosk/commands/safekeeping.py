"""Backups made by hand, and one put back."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kiosk.commands.telling import keeping, reading, say, why
from kiosk.content.models.hall import HallSettings


def add(orders: Any) -> None:
    """Adds backup and restore to the command line."""
    made = orders.add_parser("backup", parents=[reading(), keeping()], help="现在就备份一次记录，开着馆也可以")
    made.add_argument("--to", type=Path, metavar="DIR", help="存到这个文件夹，例如优盘；不写，就存到 data/backups")
    made.set_defaults(do=_backup)

    put_back = orders.add_parser("restore", parents=[keeping()], help="用一份备份恢复记录；先退出展馆程序")
    put_back.add_argument(
        "backup", type=Path, metavar="备份", help="备份文件夹，例如 data/backups/kiosk-20261128T090000"
    )
    put_back.set_defaults(do=_restore)


def hall_settings(arguments: argparse.Namespace) -> HallSettings:
    """What zones.yaml says of the hall; the defaults where it says nothing that can be read."""
    from kiosk.content.defaults import SETTINGS
    from kiosk.content.load import load
    from kiosk.zones.register import CATALOGUE

    loaded = load(CATALOGUE, arguments.content, arguments.hall)
    return loaded.hall.hall if loaded.hall else SETTINGS


def _backup(arguments: argparse.Namespace) -> int:
    from kiosk.ops.backup import BackupError, backup_folders, copy_backup, make_backup, prune
    from kiosk.wall_time import stamp

    at = stamp()
    own, *second = backup_folders(arguments.data, "" if arguments.to else hall_settings(arguments).backup_to)
    into = arguments.to or own
    try:
        made = make_backup(arguments.data, into, at, arguments.hall)
        print(f"{made.folder}（{made.events} 条记录，{made.size / 1e6:.1f} MB，查过，是好的）")
        if arguments.to:
            return 0
        prune(own, at)
        for folder in second:
            if not folder.is_dir():
                return say(f"没有再存一份：没有 {folder} 这个文件夹（优盘没插？）")
            into = folder
            print(copy_backup(made.folder, folder))
            prune(folder, at)
    except BackupError as trouble:
        return say(str(trouble))
    except OSError as trouble:
        return say(f"没有备份：{why(trouble, into)}")
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    from kiosk.ops.backup import BackupError, restore
    from kiosk.store.locking import AlreadyOpenError
    from kiosk.wall_time import stamp

    try:
        events, aside = restore(arguments.backup, arguments.data, stamp())
    except (AlreadyOpenError, BackupError) as trouble:
        return say(f"没有恢复：{trouble}" if isinstance(trouble, AlreadyOpenError) else str(trouble))
    except OSError as trouble:
        return say(f"没有恢复：{why(trouble, arguments.data)}")
    print(f"恢复好了：{arguments.backup} 里的 {events} 条记录，查过，是好的")
    for file in aside:
        print(f"原来的还在：{file}")
    print("备份里的 zones.yaml 没有动，要用就自己拷过去。")
    return 0
