"""Opening the hall, walking through it off-screen, looking at one story."""

from __future__ import annotations

import argparse
import gc
import logging
import signal
import sys
from pathlib import Path
from typing import Any

from kiosk.commands.telling import keeping, reading, root, say, size, why

MODES = ("normal", "large", "contrast", "reach")


def add(orders: Any) -> None:
    """Adds run, tour and play to the command line."""
    run = orders.add_parser("run", parents=[reading(), keeping()], help="开馆")
    how = run.add_mutually_exclusive_group()
    how.add_argument("--window", type=size, metavar="宽x高", help="在窗口里运行，例如 1280x720")
    how.add_argument("--fullscreen", action="store_true", help="全屏运行（默认）")
    run.add_argument("--zone", metavar="ID", help="直接打开一个展区看看；这样打开不留记录")
    run.add_argument("--out", type=Path, default=root() / "tour", metavar="DIR", help="没有显示屏时，画面放在哪里")
    run.set_defaults(do=_run)

    tour = orders.add_parser("tour", parents=[reading()], help="走一遍全馆，把每个画面存成图片")
    tour.add_argument("--out", type=Path, default=root() / "tour", metavar="DIR", help="图片放在哪里")
    tour.add_argument("--size", type=size, default=(1920, 1080), metavar="宽x高", help="画面大小，默认 1920x1080")
    tour.add_argument("--mode", choices=MODES, default="normal", help="正常、大字、高对比、低位")
    tour.set_defaults(do=_tour)

    play = orders.add_parser("play", parents=[reading()], help="打开一个情景剧本看看，存盘后自动重读")
    play.add_argument("file", type=Path, metavar="FILE", help="剧本文件，例如 content/vr_experience/scenarios/….yaml")
    play.add_argument("--from", dest="node", default="", metavar="节点", help="从哪个节点开始")
    play.add_argument("--window", type=size, default=(1600, 900), metavar="宽x高", help="窗口大小，默认 1600x900")
    play.set_defaults(do=_play)


def _run(arguments: argparse.Namespace) -> int:
    gc.disable()  # opening makes things to keep; the hall collects once its first picture is shown
    from kiosk.app import open_hall, open_window
    from kiosk.screen.window import NoDisplay
    from kiosk.wiring import Places

    try:
        window = open_window(arguments.window)
    except NoDisplay as trouble:
        logging.getLogger("kiosk").info("%s", trouble)
        if arguments.fullscreen:  # asked for in so many words, by a service that starts it again until there is one
            return say("开不了馆：这里没有显示屏。检查显示器和桌面是否已经启动，再开一次")
        print(f"这里没有显示屏，改为把全馆走一遍，画面存进 {arguments.out}。", file=sys.stderr)
        gc.enable()
        arguments.size, arguments.mode = (1920, 1080), "normal"
        return _tour(arguments)
    from kiosk.session.preview_state import open_zone
    from kiosk.store.database import AlreadyOpenError

    places = Places(arguments.content, arguments.hall, arguments.data)
    try:
        hall = open_hall(window, places, keep=arguments.zone is None)
    except (AlreadyOpenError, OSError) as trouble:
        window.close()
        return say(f"开不了馆：{why(trouble, arguments.data)}")
    if arguments.zone is not None:
        try:
            open_zone(hall.machine, arguments.zone)
        except KeyError:
            hall.close()
            return say(f"没有这个展区，或它没有开放：{arguments.zone}")
    for signal_number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signal_number, lambda *_: hall.stop())
    try:
        hall.run()
    finally:
        hall.close()
    return 0


def _tour(arguments: argparse.Namespace) -> int:
    from kiosk.app import today
    from kiosk.tour import play
    from kiosk.wiring import Places, read_content

    def progress(number: int, page: str) -> None:
        if sys.stderr.isatty():
            print(f"\r第 {number} 个画面  {page:<48.48}", end="", file=sys.stderr, flush=True)

    places = Places(arguments.content, arguments.hall)
    try:
        tour = play(
            read_content(places, today().isoformat()), places, arguments.out, arguments.size, arguments.mode, progress
        )
    except OSError as trouble:
        return say(f"画面存不下来：{why(trouble, arguments.out)}")
    if sys.stderr.isatty():
        print(file=sys.stderr)
    print(f"{tour.line}；请打开 {arguments.out / 'index.html'}")
    return 0


def _play(arguments: argparse.Namespace) -> int:
    from kiosk.app import open_window
    from kiosk.preview import Preview, read_scenario, tell
    from kiosk.screen.window import NoDisplay
    from kiosk.wiring import Places

    scenario, problems = read_scenario(arguments.file)
    tell(problems)
    if scenario is None:
        return 1
    if arguments.node and arguments.node not in {node.id for node in scenario.nodes}:
        return say(f"剧本里没有这个节点：{arguments.node}。有：{'、'.join(node.id for node in scenario.nodes)}")
    try:
        window = open_window(arguments.window)
    except NoDisplay:
        return say("这里没有显示屏，打不开剧本。")
    Preview(window, Places(arguments.content, arguments.hall), arguments.file, scenario, arguments.node).run()
    return 0
