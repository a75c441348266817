"""Looking a hall over."""

from __future__ import annotations

import argparse
import json
from typing import Any

from kiosk.commands.telling import keeping, reading, say


def add(orders: Any) -> None:
    """Adds doctor to the command line."""
    doctor = orders.add_parser(
        "doctor", parents=[reading(), keeping()], help="体检：屏幕、触摸、声音、磁盘、时钟、记录、备份……各样好不好"
    )
    doctor.add_argument("--json", action="store_true", help="同样的结果，给别的程序看")
    doctor.add_argument("--touch", action="store_true", help="在屏幕上打开一页格子，用手指抹遍，看哪里不灵")
    doctor.set_defaults(do=_doctor)


def _doctor(arguments: argparse.Namespace) -> int:
    if arguments.touch:
        return _wipe()
    from datetime import datetime

    from kiosk import __version__
    from kiosk.content.defaults import SETTINGS
    from kiosk.ops.doctor import Bedside, Health, looked_over
    from kiosk.screen.devices import found
    from kiosk.wall_time import stamp, today
    from kiosk.wiring import Places, read_content

    loaded = read_content(Places(arguments.content, arguments.hall), today().isoformat())
    settings = loaded.hall.hall if loaded.hall else SETTINGS
    now = datetime.fromisoformat(stamp())
    bedside = Bedside(arguments.data, settings.backup_to, now, found(), loaded.problems)
    checked = list(looked_over(bedside))
    if arguments.json:
        findings = [{**one._asdict(), "health": one.health.name.lower()} for one in checked]
        print(json.dumps({"version": __version__, "at": stamp(), "checks": findings}, ensure_ascii=False, indent=1))
    else:
        print(*checked, f"程序 {__version__}", sep="\n")
    return 0 if all(one.health is Health.WELL for one in checked) else 1


def _wipe() -> int:
    from kiosk.screen.window import NoDisplay
    from kiosk.screen.wiping import wiped
    from kiosk.splash import open_window

    try:
        window = open_window(None)
    except NoDisplay:
        return say("这里没有显示屏：在展馆那台电脑的桌面里运行，先退出展馆程序")
    try:
        result = wiped(window)
    finally:
        window.close()
    for line in result.lines:
        print(line)
    return 0 if result.well else 1
