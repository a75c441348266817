"""Looking after what visitors see: checking it, baking rooms, the schemas for editors."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.commands.telling import keeping, reading, root, say, size, why

if TYPE_CHECKING:  # each command imports what it needs
    from kiosk.content.loaded import Loaded


def add(orders: Any) -> None:
    """Adds check, bake, tones, faces, words and schemas to the command line."""
    check = orders.add_parser(
        "check", parents=[reading(), keeping()], help="检查内容文件，一次列出所有问题和会上屏的内容"
    )
    check.add_argument("--paths", action="store_true", help="列出每个情景剧本的所有走法")
    check.add_argument("--reading", action="store_true", help="数一数跟着黄色按钮走要读多少字、用几分钟，超了就点名")
    check.add_argument("--bots", action="store_true", help="列出什么也不懂的人（总选最长的、全说是骗局……）能对多少")
    check.add_argument("--forms", action="store_true", help="列出现在用来比参观前后的两套题，和每一种蒙法能对多少")
    check.set_defaults(do=_check)

    schemas = orders.add_parser("schemas", help="（开发）把内容模型写成编辑器用的 content/schemas")
    schemas.add_argument("--out", type=Path, default=root() / "content" / "schemas", metavar="DIR", help="写到哪里")
    schemas.set_defaults(do=_schemas)

    bake = orders.add_parser("bake", help="（开发）把房间烘焙成 360° 全景图，把静物烘焙成照片，需要 bake 附加包")
    bake.add_argument("file", type=Path, metavar="FILE", help="房间或静物文件，例如 content/stills/quiz.yaml")
    bake.add_argument("--out", type=Path, metavar="FILE", help="写到哪里，默认在文件旁边，.jpg")
    bake.add_argument("--size", type=size, metavar="宽x高", help="房间默认 4096x2048，静物默认按文件里写的")
    bake.add_argument("--samples", type=int, help="每个像素的光线数，房间默认 16，静物默认按文件里写的")
    bake.add_argument("--seed", type=int, default=1, help="随机种子，默认 1")
    step = bake.add_mutually_exclusive_group()
    step.add_argument("--raw", type=Path, metavar="FILE.npz", help="只渲染，写下原始的光，旁边还有一个 .guides.npz")
    step.add_argument("--from-raw", type=Path, metavar="FILE.npz", help="不渲染，把原始的光去噪、冲成照片")
    step.add_argument("--pack", type=Path, metavar="FILE.npz", help="不渲染，把场景打包，拿到别的机器上用 --raw 渲染")
    bake.set_defaults(do=_bake)
    tones = orders.add_parser("tones", help="（开发）重新做出展馆自己的提示音和铃声")
    tones.set_defaults(do=_tones)
    faces = orders.add_parser("faces", help="（开发）从完整的字体里裁出标题和按钮用的粗体字，需要 fonttools")
    faces.add_argument("--serif", type=Path, required=True, metavar="FILE", help="完整的 NotoSerifSC-SemiBold")
    faces.add_argument("--strong", type=Path, required=True, metavar="FILE", help="完整的 NotoSansSC-SemiBold")
    faces.set_defaults(do=_faces)
    words = orders.add_parser("words", help="（开发）列出内容里的词，换行时不拆开它们，需要 voice 附加包里的 jieba")
    words.set_defaults(do=_words)


def _check(arguments: argparse.Namespace) -> int:
    from kiosk.content.cache import last_shown
    from kiosk.content.check import check
    from kiosk.content.shown import table
    from kiosk.wall_time import today
    from kiosk.wiring import CACHE_FOLDER, conditions
    from kiosk.zones.register import CATALOGUE

    report = check(CATALOGUE, arguments.content, arguments.hall, conditions(today().isoformat(), arguments.data))
    for problem in report.problems:
        print(problem)
    if arguments.paths:
        _print_paths(arguments.content, arguments.hall)
    if arguments.bots:
        _print_bots(report.loaded)
    if arguments.forms:
        _print_forms(report.loaded, arguments)
    if arguments.reading and report.loaded.hall is not None:
        _print_reading(report.loaded, arguments.content, arguments.hall)
    if report.problems:
        print()
    for line in table(CATALOGUE, report, last_shown(arguments.data / CACHE_FOLDER)):
        print(line)
    for line in _silent(report.loaded, arguments.content):
        print(line)
    wrong, todo = len(report.wrong), len(report.in_drafts)
    advice = len(report.problems) - wrong - todo
    said = f"共 {wrong} 处要改。" if wrong else "没有问题。" if not todo else "上屏的内容没有问题。"
    said += f"草稿里还有 {todo} 处要改：改好了，再删掉 draft: true 那一行。" if todo else ""
    print(f"{said}另有 {advice} 处提醒，不影响上屏。" if advice else said, file=sys.stderr)
    return 1 if wrong else 0


def _silent(loaded: Loaded, content: Path) -> Iterator[str]:
    """What is to be said of the lines that have no recording."""
    from kiosk.content.readings import VOICES
    from kiosk.content.recordings import recordings
    from kiosk.wiring import recorded_lines

    there = recordings(content / VOICES)
    try:
        silent = len({line.key for line in recorded_lines(loaded, content)} - there.keys())
    except (OSError, ValueError) as trouble:
        yield f"朗读用的固定文字读不了：{why(trouble, content / VOICES)}"
        return
    if silent:
        yield f"还没有录音的话：{silent} 句，照样上屏，只是不出声。"


def _print_bots(loaded: Loaded) -> None:
    """How far bots that know nothing get in each set of questions, beside guessing and the most that is let pass."""
    from kiosk.content.trials_check import trials_played
    from kiosk.strategies import table
    from kiosk.zones.register import ZONES

    for zone in ZONES:
        for line in table(zone.played(loaded.zones[zone.id])) if zone.id in loaded.zones else ():
            print(line)
    for line in table(trials_played(loaded.trials)):
        print(line)


def _print_forms(loaded: Loaded, arguments: argparse.Namespace) -> None:
    """The live forms, and how far bots get with them; nothing is kept of it."""
    from kiosk.wall_time import today
    from kiosk.wiring import Places, live_forms
    from kiosk.zones.quiz.live import described
    from kiosk.zones.quiz.models import ZONE

    places = Places(arguments.content, arguments.hall, arguments.data)
    forms = live_forms(loaded, places, today(), keep=False)
    if forms is None:
        print("现在不测：zones.yaml 里写了 measuring: false，或者题库抽不出两套题（看上面的提醒）")
        return
    for line in described(forms, loaded.zones[ZONE].items):
        print(line)


def _print_reading(loaded: Loaded, content: Path, hall: Path) -> None:
    """What there is to read on the guided path, zone by zone, and what is over: for each audience, which are shown
    other things."""
    from kiosk.timing import GROUPS, followed, report
    from kiosk.wiring import Places

    for audience, group in GROUPS.items():
        print(f"先给{audience.word}看的：")
        print(report(followed(loaded, Places(content, hall), group=group)))


def _print_paths(content: Path, hall: Path) -> None:
    """Every way through every scenario: its nodes, what it costs, how it ends."""
    from kiosk.content.load import load
    from kiosk.zones.register import CATALOGUE
    from kiosk.zones.vr_experience.checks import paths

    loaded = load(CATALOGUE, content, hall)
    for scenario in loaded.zones["vr_experience"].scenarios if "vr_experience" in loaded.zones else ():
        nodes = {node.id: node for node in scenario.nodes}
        ways = list(paths(scenario))
        print(f"{scenario.title}（{scenario.id}）：{len(ways)} 条走法")
        for way, yuan in ways:
            end = nodes[way[-1]].end
            print(f"  {' → '.join(way)}　{end.title if end else '（回到走过的节点）'}　{yuan} 元")


def _schemas(arguments: argparse.Namespace) -> int:
    from kiosk.content.schemas import write
    from kiosk.zones.register import CATALOGUE

    write(CATALOGUE, arguments.out)
    print(arguments.out)
    return 0


def _tones(arguments: argparse.Namespace) -> int:
    from kiosk.screen.speaker import SOUNDS
    from kiosk.tones.making import make

    for file in make(SOUNDS):
        print(file.name)
    return 0


def _faces(arguments: argparse.Namespace) -> int:
    from kiosk.screen.faces import CUT, CUT_FOLDER
    from kiosk.typecase.cutting import cut, frequent, written_in

    sources = {arguments.serif: CUT_FOLDER / CUT["serif"], arguments.strong: CUT_FOLDER / CUT["strong"]}
    try:
        cut(sources, frequent() | written_in((root() / "content", root() / "kiosk")))
    except OSError as trouble:
        return say(f"字体没有裁好：{why(trouble, arguments.serif)}")
    for file in sources.values():
        print(file.name)
    return 0


def _words(arguments: argparse.Namespace) -> int:
    from kiosk.draw.text import WORDS
    from kiosk.typecase.words import texts_in, words_in

    try:
        found = words_in(texts_in((root() / "content", root() / "kiosk")))
        WORDS.write_text("\n".join(found) + "\n", "utf-8")
    except ImportError:
        return say("缺少分词用的 jieba：在虚拟环境里运行 pip install jieba")
    except OSError as trouble:
        return say(f"词表没有写成：{why(trouble, WORDS)}")
    print(f"{len(found)} 个词")
    return 0


def _bake(arguments: argparse.Namespace) -> int:
    from kiosk.bake.baking import Order, bake, develop, expose, pack
    from kiosk.bake.reading import RoomError

    order = Order(arguments.file, arguments.size, arguments.samples, arguments.seed)
    out = arguments.raw or arguments.pack or arguments.out or arguments.file.with_suffix(".jpg")
    try:
        if arguments.raw:
            expose(order, out)
        elif arguments.pack:
            pack(order, out)
        elif arguments.from_raw:
            develop(order, arguments.from_raw, out)
        else:
            bake(order, out)
    except ImportError:
        return say("缺少烘焙用的附加包：在虚拟环境里运行 pip install -e '.[bake]'")
    except (RoomError, ValueError, OSError) as trouble:
        return say(f"没有烘焙成：{trouble}")
    print(out)
    return 0
