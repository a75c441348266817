"""Installing: everything a hall needs in one file, and that file put in the place of the version before."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from kiosk.commands.telling import root, say, why


def add(orders: Any) -> None:
    """Adds bundle and update to the command line."""
    bundle = orders.add_parser("bundle", help="把程序、内容和要用的组件做成一个安装包，装的时候不用网（做的时候要）")
    bundle.add_argument("--out", type=Path, metavar="FILE", help="写到哪里，默认写在当前文件夹，名字里带版本")
    bundle.add_argument("--wheels", type=Path, metavar="DIR", help="组件（和 setuptools）已经下载在这里，不再去网上取")
    bundle.set_defaults(do=_bundle)

    update = orders.add_parser("update", help="换上安装包里的新版；新版开不了馆，自己退回原来的")
    which = update.add_mutually_exclusive_group(required=True)
    which.add_argument("bundle", type=Path, nargs="?", metavar="安装包", help="kiosk bundle 做的文件")
    which.add_argument("--back", action="store_true", help="退回上一版，馆里改过的内容照样带着")
    update.add_argument("--anyway", action="store_true", help="新版检查内容有问题，也换上（有问题的那几份不上屏）")
    update.add_argument("--restart", metavar="命令", help="怎样重新开馆：开好了以 0 结束；不写，由系统服务来做")
    update.add_argument("--opt", type=Path, default=Path("/opt/kiosk"), metavar="DIR", help="程序装在哪里")
    update.add_argument("--home", type=Path, default=Path("/var/lib/kiosk"), metavar="DIR", help="本馆的文件夹")
    update.set_defaults(do=_update)


def _bundle(arguments: argparse.Namespace) -> int:
    from kiosk import __version__
    from kiosk.ops.bundling import write_bundle
    from kiosk.ops.gathering import GatheringError, gathered

    out = arguments.out or Path(f"kiosk-{__version__}.tar")
    try:
        with gathered(root(), arguments.wheels) as folder:
            digest = write_bundle(folder, out, __version__)
    except GatheringError as trouble:
        return say(f"安装包没有做成：{trouble}")
    except (OSError, ValueError) as trouble:
        return say(f"安装包没有做成：{why(trouble, out)}")
    print(f"{out}（{out.stat().st_size / 1e6:.0f} MB）\nSHA-256 {digest}")
    return 0


def _update(arguments: argparse.Namespace) -> int:
    from kiosk.ops.bundling import BundleError, looked_through
    from kiosk.ops.release_tools import tools_of
    from kiosk.ops.updating import Site, UpdateError, go_back, update

    if not arguments.back and not arguments.bundle.is_file():
        return say(f"没有找到安装包：{arguments.bundle}。看看 U 盘打开了没有（sudo kiosk-stick open），名字写得对不对")
    os.umask(0o022)  # the program is there for whoever the hall runs as
    site = Site(arguments.opt.absolute(), arguments.home.absolute())
    tools = tools_of(site, arguments.restart)
    try:
        if arguments.back:
            go_back(site, tools, print)
        else:
            update(site, looked_through(arguments.bundle), tools, print, arguments.anyway)
    except (BundleError, UpdateError) as trouble:
        return say(str(trouble))
    except OSError as trouble:
        place = Path(str(trouble.filename)) if trouble.filename else site.opt
        return say(f"没有装成，现在用的还是原来的。{why(trouble, place)}")
    return 0
