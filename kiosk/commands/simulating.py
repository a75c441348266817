"""Playing a hall that nobody came to, to see what the reports will say of one; never mistaken for real records."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.commands.telling import day, reading, say, why

if TYPE_CHECKING:
    from kiosk.reports.effect import BeforeAfter, Effect
    from kiosk.reports.intervals import Estimate
    from kiosk.reports.item_statistics import ItemFigures

MARK = "模拟数据，不是真的参观"
PEOPLE_LEAST, PEOPLE_MOST = 2, 15


def add(orders: Any) -> None:
    """Adds simulate to the command line."""
    simulate = orders.add_parser(
        "simulate", parents=[reading()], help="（开发）模拟许多次参观，看报告会怎么说；记录里标明是模拟的"
    )
    simulate.add_argument("--data", type=Path, required=True, metavar="DIR", help="记录存进哪个文件夹，不能是本馆的")
    simulate.add_argument("--groups", type=_number, default=30, metavar="N", help="有人带的参观多少批，默认 30")
    simulate.add_argument("--people", type=_number, default=12, metavar="N", help="一批多少人，2 到 15，默认 12")
    simulate.add_argument("--alone", type=_number, default=0, metavar="N", help="另有多少人自己来、自己答题，默认 0")
    simulate.add_argument("--effect", type=float, default=0.0, metavar="X", help="参观让每个人的辨别力 d′ 提高多少")
    simulate.add_argument("--shift", type=float, default=0.0, metavar="X", help="参观让每个人更爱说“是骗局”多少")
    simulate.add_argument("--seed", type=int, default=1, metavar="N", help="换一个数，就换一些人")
    simulate.add_argument("--from", dest="first", type=day, metavar="日期", help="从哪一天起，默认今天")
    simulate.set_defaults(do=_simulate)


def _number(words: str) -> int:
    if not words.isascii() or not words.isdecimal():
        raise argparse.ArgumentTypeError(f"要写成 30 这样的数，而不是 {words}")
    return int(words)


def _simulate(arguments: argparse.Namespace) -> int:
    from kiosk.simulate.halls import NothingMeasured, PlayedAlready, PlayedSeason, RealRecords, play
    from kiosk.simulate.people import Learned
    from kiosk.store.database import AlreadyOpenError
    from kiosk.store.reading import UnreadableLogError
    from kiosk.wall_time import today
    from kiosk.wiring import Places, hall_names, read_content

    if not PEOPLE_LEAST <= arguments.people <= PEOPLE_MOST:
        return say(f"没有模拟：一批要 {PEOPLE_LEAST} 到 {PEOPLE_MOST} 人，--people 写的是 {arguments.people}")
    places = Places(arguments.content, arguments.hall, arguments.data)
    loaded = read_content(Places(arguments.content, arguments.hall), today().isoformat())
    season = PlayedSeason(
        arguments.groups,
        arguments.people,
        arguments.alone,
        Learned(arguments.effect, arguments.shift),
        arguments.seed,
        arguments.first or today(),
    )
    try:
        play(loaded, places, season, lambda number: _progress(number, season.groups + season.alone))
        for line in _report(arguments.data, hall_names(loaded)):
            print(line)
    except RealRecords:
        return say(f"没有模拟：{arguments.data} 里有真的参观记录，--data 换一个空文件夹")
    except PlayedAlready:
        return say(f"没有模拟：{arguments.data} 里已经有这一期了，换一个 --seed、--from 或 --data")
    except NothingMeasured:
        return say("没有模拟：抽不出参观前后的两套题，先运行 kiosk check 看看；zones.yaml 里 measuring 要开着")
    except (AlreadyOpenError, UnreadableLogError, OSError) as trouble:
        return say(f"没有模拟完：{why(trouble, arguments.data)}")
    return 0


def _progress(number: int, of: int) -> None:
    if sys.stderr.isatty():
        print(f"\r第 {number} 次参观，共 {of} 次", end="\n" if number == of else "", file=sys.stderr, flush=True)


def _report(data: Path, names: Mapping[str, str]) -> Iterator[str]:
    """What the reports say of all that was played into the folder."""
    from kiosk.reports.effect import effect
    from kiosk.reports.judgements import judgements, single_answers
    from kiosk.reports.live_items import live_items
    from kiosk.reports.quiz_items import quiz_items
    from kiosk.store.query import rows_between

    rows = list(rows_between(data))
    counted = judgements(rows)
    yield MARK
    yield from _effect(effect(counted))
    yield from _items((*live_items(counted), *quiz_items(single_answers(rows))), names)
    yield f"记录在 {data}，馆编号一栏都是“模拟”"


def _effect(found: Effect) -> Iterator[str]:
    yield f"结论：{found.verdict.word}" + (f"（{found.note}）" if found.note else "")
    once = f"，只答了参观前的 {found.only_before} 场，只答了参观后的 {found.only_after} 场"
    yield f"参观前后都答了题的 {found.both} 场{once}；一个人来、前后都答的 {found.alone} 位；一共 {found.answers} 人次"
    if found.measured is not None:
        yield _shares("识破率", found.measured.scams_found)
        yield _shares("真事认得率", found.measured.genuine_known)
        yield f"辨别力 d′ 的变化 {_figure(found.measured.sensitivity_change)}"
        yield f"判断标准 c 的变化 {_figure(found.measured.criterion_change)}，小于 0 是更爱说“是骗局”"
        yield f"题目难易的差别（标准差）{found.measured.item_sd:.2f}"


def _shares(name: str, shares: BeforeAfter) -> str:
    before, after, change = (f"{band.value:.0%}" for band in (shares.before, shares.after, shares.difference))
    moved = f"{shares.difference.lower * 100:+.0f} 到 {shares.difference.upper * 100:+.0f} 个百分点"
    return f"{name} 参观前 {before}，参观后 {after}，相差 {change}（{moved}）"


def _figure(band: Estimate) -> str:
    return f"{band.value:+.2f}（{band.lower:+.2f} 到 {band.upper:+.2f}）"


def _items(items: tuple[ItemFigures, ...], names: Mapping[str, str]) -> Iterator[str]:
    for figures in items:
        for trouble in figures.troubles:
            name = names.get(figures.item, figures.item)
            yield f"{name}（{figures.item}，{figures.answers} 人次，答对 {figures.facility.value:.0%}）：{trouble.word}"
