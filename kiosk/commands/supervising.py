"""Watching over the hall, on machines where systemd does not."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from kiosk.commands.signals import Signals
from kiosk.commands.telling import keeping, reading, say, size
from kiosk.core.vocabulary import Programme

PROGRAM = (sys.executable, "-m", "kiosk.cli")
PAGE = (sys.executable, "-m", "kiosk.ops.maintenance")


def add(orders: Any) -> None:
    """Adds supervise and placard to the command line."""
    supervise = orders.add_parser(
        "supervise", parents=[reading(), keeping()], help="开馆并看护：停了、卡住了自动再开，一直不行就显示维护页"
    )
    supervise.add_argument("--window", type=size, metavar="宽x高", help="在窗口里运行，例如 1280x720")
    supervise.add_argument("--plan", choices=[programme.value for programme in Programme], help="同 kiosk run --plan")
    supervise.set_defaults(do=_supervise)

    placard = orders.add_parser("placard", help="（开发）重新画出维护页的图")
    placard.set_defaults(do=_placard)


def _supervise(arguments: argparse.Namespace) -> int:
    signals = Signals()
    from time import monotonic

    from kiosk.ops.supervising import Supervisor
    from kiosk.store.locking import AlreadyOpenError

    supervisor = Supervisor([*PROGRAM, "run", *_options(arguments)], PAGE, arguments.data, monotonic)
    signals.then(supervisor.stop)
    try:
        return supervisor.run()
    except AlreadyOpenError:
        return say(f"已经有一个 kiosk supervise 在看护 {arguments.data}，这里不用再开")


def _placard(arguments: argparse.Namespace) -> int:
    from kiosk.ops.maintenance import PICTURE
    from kiosk.screen.placard import write_placard

    write_placard(PICTURE)
    print(PICTURE)
    return 0


def _options(arguments: argparse.Namespace) -> list[str]:
    """What `kiosk run` is told. Folders in full, as they were meant here."""
    folders = [(f"--{name}", str(Path(getattr(arguments, name)).resolve())) for name in ("content", "hall", "data")]
    window = arguments.window
    how = ["--fullscreen"] if window is None else ["--window", f"{window[0]}x{window[1]}"]
    plan = ["--plan", arguments.plan] if arguments.plan else []
    return [*how, *plan, *(word for pair in folders for word in pair)]
