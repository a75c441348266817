"""The commands. Only this file ends the process, and only it decides which exit status a trouble has."""

from __future__ import annotations

import argparse
import errno
import logging
import re
import signal
import sys
from datetime import date
from io import TextIOWrapper
from pathlib import Path

MODES = ("normal", "large", "contrast", "reach")
_BECAUSE = {
    errno.ENOENT: "没有这个文件夹，先建好它，或换一个地方",
    errno.ENOTDIR: "路径中间有一段是文件，不是文件夹，换一个地方",
    errno.EEXIST: "这里已经有一个同名的文件，换一个名字",
    errno.EISDIR: "这里已经有一个同名的文件夹，换一个名字",
    errno.EACCES: "没有写入的权限，或正被别的程序打开着：关掉那个程序，或换一个地方",
    errno.EPERM: "没有写入的权限，换一个地方",
    errno.EROFS: "这个盘只能读，不能写，换一个地方",
    errno.ENOSPC: "磁盘满了，先腾出空间",
}


def main(argv: list[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 something to mend, 2 wrong use, 130 broken off with Ctrl+C."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a GBK console has no “👵”, and a file's name may be no text at all
    try:
        status = command(sys.argv[1:] if argv is None else argv)
    except BrokenPipeError:  # whoever read our output has seen enough
        sys.stdout = None
        status = 0
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)


def command(argv: list[str]) -> int:
    """The command line's exit status."""
    arguments = _parser().parse_args(argv)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    done: int = arguments.do(arguments)
    return done


def _parser() -> argparse.ArgumentParser:
    root = _root()
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--content", type=Path, default=root / "content", metavar="DIR", help="内容文件夹")
    common.add_argument("--hall", type=Path, default=root / "zones.yaml", metavar="FILE", help="本馆设置 zones.yaml")
    keeping = argparse.ArgumentParser(add_help=False)
    keeping.add_argument("--data", type=Path, default=root / "data", metavar="DIR", help="记录保存的文件夹")
    parser = argparse.ArgumentParser(prog="kiosk", description="反诈科普体验馆：九个展区的触摸屏程序")
    orders = parser.add_subparsers(required=True, metavar="命令")

    run = orders.add_parser("run", parents=[common, keeping], help="开馆")
    how = run.add_mutually_exclusive_group()
    how.add_argument("--window", type=_size, metavar="宽x高", help="在窗口里运行，例如 1280x720")
    how.add_argument("--fullscreen", action="store_true", help="全屏运行（默认）")
    run.add_argument("--zone", metavar="ID", help="直接打开一个展区看看；这样打开不留记录")
    run.add_argument("--out", type=Path, default=root / "tour", metavar="DIR", help="没有显示屏时，画面放在哪里")
    run.set_defaults(do=_run)

    check = orders.add_parser("check", parents=[common], help="检查内容文件，一次列出所有问题")
    check.set_defaults(do=_check)

    check.add_argument("--paths", action="store_true", help="列出每个情景剧本的所有走法")

    play = orders.add_parser("play", parents=[common], help="打开一个情景剧本看看，存盘后自动重读")
    play.add_argument("file", type=Path, metavar="FILE", help="剧本文件，例如 content/vr_experience/scenarios/….yaml")
    play.add_argument("--from", dest="node", default="", metavar="节点", help="从哪个节点开始")
    play.add_argument("--window", type=_size, default=(1600, 900), metavar="宽x高", help="窗口大小，默认 1600x900")
    play.set_defaults(do=_play)

    bake = orders.add_parser("bake", help="（开发）把一个房间烘焙成 360° 全景图，需要 bake 附加包")
    bake.add_argument("room", type=Path, metavar="ROOM", help="房间文件，例如 content/vr_experience/rooms/bank.yaml")
    bake.add_argument("--out", type=Path, metavar="FILE", help="写到哪里，默认在房间文件旁边，.jpg")
    bake.add_argument("--size", type=_size, default=(4096, 2048), metavar="宽x高", help="默认 4096x2048")
    bake.add_argument("--samples", type=int, default=16, help="每个像素的光线数，默认 16")
    bake.add_argument("--seed", type=int, default=1, help="随机种子，默认 1")
    bake.set_defaults(do=_bake)

    tour = orders.add_parser("tour", parents=[common], help="走一遍全馆，把每个画面存成图片")
    tour.add_argument("--out", type=Path, default=root / "tour", metavar="DIR", help="图片放在哪里")
    tour.add_argument("--size", type=_size, default=(1920, 1080), metavar="宽x高", help="画面大小，默认 1920x1080")
    tour.add_argument("--mode", choices=MODES, default="normal", help="正常、大字、高对比、低位")
    tour.set_defaults(do=_tour)

    export = orders.add_parser("export", parents=[common, keeping], help="导出参观和答题记录")
    export.add_argument("--out", type=Path, required=True, metavar="FILE", help="以 .xlsx 或 .csv 结尾")
    export.add_argument("--from", dest="date_from", type=_day, metavar="日期", help="从哪一天起，例如 2026-11-01")
    export.add_argument("--to", dest="date_to", type=_day, metavar="日期", help="到哪一天为止")
    export.set_defaults(do=_export)

    messages = orders.add_parser("messages", help="电子留言：看、通过、不通过")
    what = messages.add_subparsers(required=True, metavar="做什么")
    listed = what.add_parser("list", parents=[keeping], help="列出留言")
    listed.add_argument("--all", action="store_true", help="连已经处理过的一起列出")
    listed.set_defaults(do=_list_messages)
    for word, message in (("approve", "通过，上墙"), ("reject", "不通过，或从墙上取下")):
        judge = what.add_parser(word, parents=[keeping], help=message)
        judge.add_argument("id", type=int, nargs="+", help="留言编号")
        judge.add_argument("--by", default="值班员", help="谁处理的，只写岗位")
        judge.set_defaults(do=_judge, approved=word == "approve")
    return parser


def _root() -> Path:
    """Where zones.yaml lies: the folder one stands in, else the project the program came from."""
    here = Path.cwd()
    return here if (here / "zones.yaml").is_file() else Path(__file__).resolve().parent.parent


def _size(words: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{3,5})[xX×](\d{3,5})", words)
    sides = [int(side) for side in found.groups()] if found else [0]
    if not found or min(sides) < 480 or max(sides) > 8192:
        raise argparse.ArgumentTypeError(f"大小要写成 1920x1080 这样（480 到 8192），而不是 {words}")
    return sides[0], sides[1]


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise argparse.ArgumentTypeError(f"日期要写成 2026-11-01 这样，而不是 {words}") from None


def _say(words: str) -> int:
    print(words, file=sys.stderr)
    return 1


def _why(trouble: Exception, place: Path) -> str:
    """What staff can do about trouble with what was asked for at `place`; the system's own words are English."""
    message = _BECAUSE.get(getattr(trouble, "errno", None) or 0)
    return f"{place}：{message}" if message else str(trouble)


def _run(arguments: argparse.Namespace) -> int:
    from kiosk.app import open_hall, open_window
    from kiosk.screen.window import NoDisplay
    from kiosk.wiring import Places

    try:
        window = open_window(arguments.window)
    except NoDisplay as trouble:
        logging.getLogger("kiosk").info("%s", trouble)
        if arguments.fullscreen:  # asked for in so many words, by a service that starts it again until there is one
            return _say("开不了馆：这里没有显示屏。检查显示器和桌面是否已经启动，再开一次")
        print(f"这里没有显示屏，改为把全馆走一遍，画面存进 {arguments.out}。", file=sys.stderr)
        arguments.size, arguments.mode = (1920, 1080), "normal"
        return _tour(arguments)
    from kiosk.session.preview_state import open_zone
    from kiosk.store.database import AlreadyOpenError

    places = Places(arguments.content, arguments.hall, arguments.data)
    try:
        hall = open_hall(window, places, keep=arguments.zone is None)
    except (AlreadyOpenError, OSError) as trouble:
        window.close()
        return _say(f"开不了馆：{_why(trouble, arguments.data)}")
    if arguments.zone is not None:
        try:
            open_zone(hall.machine, arguments.zone)
        except KeyError:
            hall.close()
            return _say(f"没有这个展区，或它没有开放：{arguments.zone}")
    for signal_number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signal_number, lambda *_: hall.stop())
    try:
        hall.run()
    finally:
        hall.close()
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from kiosk.app import today
    from kiosk.content.check import check

    problems = check(arguments.content, arguments.hall, today())
    for problem in problems:
        print(problem)
    if arguments.paths:
        _print_paths(arguments.content, arguments.hall)
    print(f"共 {len(problems)} 处要改。" if problems else "没有问题。", file=sys.stderr)
    return 1 if problems else 0


def _print_paths(content: Path, hall: Path) -> None:
    """Every way through every scenario: its nodes, what it costs, how it ends."""
    from kiosk.content.load import load
    from kiosk.content.scenario_lint import paths

    loaded = load(content, hall)
    for scenario in loaded.vr_experience.scenarios if loaded.vr_experience else ():
        nodes = {node.id: node for node in scenario.nodes}
        ways = list(paths(scenario))
        print(f"{scenario.title}（{scenario.id}）：{len(ways)} 条走法")
        for way, yuan in ways:
            end = nodes[way[-1]].end
            print(f"  {' → '.join(way)}　{end.title if end else '（回到走过的节点）'}　{yuan} 元")


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
        return _say(f"剧本里没有这个节点：{arguments.node}。有：{'、'.join(node.id for node in scenario.nodes)}")
    try:
        window = open_window(arguments.window)
    except NoDisplay:
        return _say("这里没有显示屏，打不开剧本。")
    Preview(window, Places(arguments.content, arguments.hall), arguments.file, scenario, arguments.node).run()
    return 0


def _bake(arguments: argparse.Namespace) -> int:
    from kiosk.bake.baking import bake
    from kiosk.bake.reading import RoomError

    out = arguments.out or arguments.room.with_suffix(".jpg")
    try:
        bake(arguments.room, out, arguments.size, arguments.samples, arguments.seed)
    except ImportError:
        return _say("缺少烘焙用的附加包：在虚拟环境里运行 pip install -e '.[bake]'")
    except (RoomError, ValueError, OSError) as trouble:
        return _say(f"没有烘焙成：{trouble}")
    print(out)
    return 0


def _tour(arguments: argparse.Namespace) -> int:
    from kiosk.tour import play
    from kiosk.wiring import Places, read_content

    def progress(number: int, page: str) -> None:
        if sys.stderr.isatty():
            print(f"\r第 {number} 个画面  {page:<48.48}", end="", file=sys.stderr, flush=True)

    places = Places(arguments.content, arguments.hall)
    try:
        tour = play(read_content(places), places, arguments.out, arguments.size, arguments.mode, progress)
    except OSError as trouble:
        return _say(f"画面存不下来：{_why(trouble, arguments.out)}")
    if sys.stderr.isatty():
        print(file=sys.stderr)
    print(f"{tour.line}；请打开 {arguments.out / 'index.html'}")
    return 0


def _export(arguments: argparse.Namespace) -> int:
    from kiosk.content.load import load
    from kiosk.content.names import content_names
    from kiosk.reports.export import write_export
    from kiosk.store.query import UnreadableLogError, rows_between

    if arguments.date_from and arguments.date_to and arguments.date_from > arguments.date_to:
        message = f"--from（{arguments.date_from}）比 --to（{arguments.date_to}）还晚，把两个日期对调一下"
        return _say(f"没有导出：{message}")
    loaded = load(arguments.content, arguments.hall)
    names = content_names(loaded)
    try:
        rows = rows_between(arguments.data, arguments.date_from, arguments.date_to)
        written = write_export(rows, arguments.out, arguments.date_from, arguments.date_to, names)
    except (UnreadableLogError, ValueError, OSError) as trouble:
        return _say(f"没有导出：{_why(trouble, arguments.out)}")
    for path in written:
        print(path)
    return 0


def _list_messages(arguments: argparse.Namespace) -> int:
    from kiosk.reports.messages import message_text
    from kiosk.store.messages import all_messages, pending_messages
    from kiosk.store.query import UnreadableLogError

    try:
        found = all_messages(arguments.data) if arguments.all else pending_messages(arguments.data)
    except UnreadableLogError as trouble:
        return _say(str(trouble))
    words = {"pending": "待审", "approved": "已上墙", "rejected": "未通过"}
    for message in found:
        print(f"{message.id}\t{message.at[:16]}\t{words[message.status]}\t{message_text(message.left)}")
    if not found:
        print("没有待审的留言。" if not arguments.all else "还没有留言。", file=sys.stderr)
    return 0


def _judge(arguments: argparse.Namespace) -> int:
    from kiosk.app import stamp
    from kiosk.store.messages import UnknownMessageError, approve, reject
    from kiosk.store.query import UnreadableLogError

    judge = approve if arguments.approved else reject
    for number in arguments.id:
        try:
            judge(arguments.data, number, arguments.by, stamp())
        except (UnknownMessageError, UnreadableLogError, OSError) as trouble:
            return _say(_why(trouble, arguments.data))
        print(f"{number} {'已上墙' if arguments.approved else '未通过'}")
    return 0


if __name__ == "__main__":
    main()
