"""Opening the hall, walking through it off-screen, looking at one file."""

from __future__ import annotations

import argparse
import faulthandler
import gc
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.commands.signals import Signals
from kiosk.commands.telling import desk, keeping, reading, say, size, why
from kiosk.core.vocabulary import Programme

if TYPE_CHECKING:
    from kiosk.app import Kiosk
    from kiosk.content.loaded import Loaded
    from kiosk.screen.window import Window
    from kiosk.wiring import Places

MODES = ("normal", "large", "contrast", "reach")


def add(orders: Any) -> None:
    """Adds run, tour and look to the command line."""
    run = orders.add_parser("run", parents=[reading(), keeping()], help="开馆")
    how = run.add_mutually_exclusive_group()
    how.add_argument("--window", type=size, metavar="宽x高", help="在窗口里运行，例如 1280x720")
    how.add_argument("--fullscreen", action="store_true", help="全屏运行（默认）")
    run.add_argument(
        "--plan",
        choices=[programme.value for programme in Programme],
        help="签到时先选着哪一种参观："
        + "，".join(f"{programme.value} {programme.word}" for programme in Programme)
        + "；不写，照 zones.yaml",
    )
    run.add_argument("--zone", metavar="ID", help="直接打开一个展区看看；这样打开不留记录")
    run.add_argument("--out", type=Path, default=desk() / "tour", metavar="DIR", help="没有显示屏时，画面放在哪里")
    run.set_defaults(do=_run)

    tour = orders.add_parser("tour", parents=[reading()], help="走一遍全馆，把每个画面存成图片")
    tour.add_argument("--out", type=Path, default=desk() / "tour", metavar="DIR", help="图片放在哪里")
    tour.add_argument("--size", type=size, default=(1920, 1080), metavar="宽x高", help="画面大小，默认 1920x1080")
    tour.add_argument("--mode", choices=MODES, default="normal", help="正常、大字、醒目、放低")
    tour.add_argument("--item", default="", metavar="ID", help="只要一个案例、题目、情景…的全部画面，写它的编号")
    tour.add_argument("--timing", action="store_true", help="不存图片，只算各展区要读多少字、用几分钟")
    tour.set_defaults(do=_tour)

    look = orders.add_parser("look", parents=[reading()], help="看一个内容文件上屏的样子，存盘后自动重读")
    look.add_argument("file", type=Path, metavar="FILE", help="内容文件，例如 content/case_warnings/cases/….yaml")
    look.add_argument("--window", type=size, default=(1600, 900), metavar="宽x高", help="窗口大小，默认 1600x900")
    look.set_defaults(do=_look)


def _run(arguments: argparse.Namespace) -> int:
    signals = Signals()
    gc.disable()  # opening makes things to keep
    from kiosk.screen.window import NoDisplay
    from kiosk.splash import open_window, show

    try:
        window = open_window(arguments.window)
    except NoDisplay as trouble:
        gc.enable()
        signals.let_go()
        return _without_display(arguments, trouble)
    if arguments.zone is None:
        show(window, arguments.data)
    if signals.asked:
        window.close()
        return 0
    return _open(arguments, window, signals)


def _without_display(arguments: argparse.Namespace, trouble: Exception) -> int:
    logging.getLogger("kiosk").info("%s", trouble)
    if arguments.fullscreen:  # asked for in so many words, by a service that starts it again until there is one
        return say("开不了馆：这里没有显示屏。检查显示器和桌面是否已经启动，再开一次")
    if _holds_simulated(arguments.data):
        return _nothing_real(arguments.data)
    print(f"这里没有显示屏，改为把全馆走一遍，画面存进 {arguments.out}。", file=sys.stderr)
    arguments.size, arguments.mode, arguments.item, arguments.timing = (1920, 1080), "normal", "", False
    return _tour(arguments)


def _open(arguments: argparse.Namespace, window: Window, signals: Signals) -> int:
    """Everything of the hall is imported here, behind the screen of last time."""
    os.umask(0o077)  # whatever the hall keeps is its own
    from kiosk.opening import open_hall
    from kiosk.ops.notifying import Notifier
    from kiosk.ops.weighing import set_ceilings
    from kiosk.session.preview_state import open_zone
    from kiosk.store.locking import AlreadyOpenError
    from kiosk.wiring import Places

    places = Places(arguments.content, arguments.hall, arguments.data)
    if _holds_simulated(arguments.data):
        window.close()
        return _nothing_real(arguments.data)
    set_ceilings()
    if sys.stderr is not None:
        faulthandler.enable()  # of a start that hangs and is aborted, too, one learns where; the hall has a file for it
    plan = Programme(arguments.plan) if arguments.plan else None
    try:
        hall = open_hall(window, places, arguments.zone is None, plan, Notifier(os.environ))
    except (AlreadyOpenError, OSError) as trouble:
        window.close()
        return say(f"开不了馆：{why(trouble, arguments.data)}")
    if arguments.zone is not None:
        try:
            open_zone(hall.machine, arguments.zone)
        except KeyError:
            hall.close()
            return say(f"没有这个展区，或它没有开放：{arguments.zone}")
    signals.then(hall.stop)
    return _watched(hall)


def _watched(hall: Kiosk) -> int:
    """The hall until it is closed; what it falls over is written down."""
    from kiosk.ops.lifeline import Overgrown

    try:
        hall.run()
    except Overgrown as trouble:
        return say(f"展馆占的内存太多，要重新开馆：{trouble}")
    except BaseException as trouble:
        hall.lifeline.fallen(trouble)
        raise
    finally:
        hall.close()
    return 0


def _nothing_real(data: Path) -> int:
    return say(f"开不了馆：{data} 里是模拟的参观记录（kiosk simulate）。--data 换一个文件夹")


def _holds_simulated(data: Path) -> bool:
    """Whether a data folder holds what nobody did; one that cannot be read holds whatever the log makes of it."""
    from kiosk.core.logged import SIMULATED
    from kiosk.store.query import halls_noted
    from kiosk.store.reading import UnreadableLogError

    try:
        return SIMULATED in halls_noted(data)
    except UnreadableLogError:
        return False


def _tour(arguments: argparse.Namespace) -> int:
    from kiosk.content.problems import nearest
    from kiosk.tour import play, play_item
    from kiosk.wall_time import today
    from kiosk.wiring import Places, hall_names, read_content

    def progress(number: int, page: str) -> None:
        if sys.stderr.isatty():
            print(f"\r第 {number} 个画面  {page:<48.48}", end="", file=sys.stderr, flush=True)

    places = Places(arguments.content, arguments.hall)
    loaded = read_content(places, today().isoformat())
    if arguments.timing:
        return _timing(loaded, places, arguments.size, arguments.mode)
    shown = (loaded, places, arguments.out, arguments.size, arguments.mode)
    try:
        tour = play_item(*shown, arguments.item, progress) if arguments.item else play(*shown, progress)
    except KeyError:
        near = nearest(arguments.item, hall_names(loaded))
        return say(
            f"没有编号是“{arguments.item}”的内容上屏{f'：是不是想写 {near}？' if near else '，先运行 kiosk check 看看'}"
        )
    except OSError as trouble:
        return say(f"画面存不下来：{why(trouble, arguments.out)}")
    if sys.stderr.isatty():
        print(file=sys.stderr)
    print(f"{f'{len(tour.screens)} 个画面' if arguments.item else tour.line}；请打开 {arguments.out / 'index.html'}")
    return 0


def _timing(loaded: Loaded, places: Places, pixels: tuple[int, int], mode: str) -> int:
    from kiosk.timing import followed, report

    print(report(followed(loaded, places, pixels, mode)))
    return 0


def _look(arguments: argparse.Namespace) -> int:
    signals = Signals()
    from kiosk.preview import KEYS, Preview, found_file, problems_of, read_all
    from kiosk.screen.window import NoDisplay
    from kiosk.splash import open_window
    from kiosk.wiring import Places

    places = Places(arguments.content, arguments.hall)
    found = found_file(places, arguments.file)
    if found is None:
        return say(_not_read(arguments.file, places.content))
    for problem in problems_of(read_all(places), found):
        print(problem, file=sys.stderr)
    try:
        window = open_window(arguments.window)
    except NoDisplay:
        return say("这里没有显示屏，看不了画面；有错的地方写在上面。")
    print(KEYS)
    preview = Preview(window, places, found)
    signals.then(preview.stop)
    try:
        preview.run()
    finally:
        preview.close()
    return 0


def _not_read(file: Path, content: Path) -> str:
    if not file.exists():
        return f"没有找到这个文件：{file}。检查文件名和文件夹"
    return (
        f"展馆不读这个文件：{file}。先运行 kiosk check，看它为什么没有被读到（文件名、文件夹；内容都在 {content} 里）"
    )
