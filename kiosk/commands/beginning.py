"""Beginning a content file: a few questions, then a draft to go on with."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.commands.telling import reading, say, why

if TYPE_CHECKING:  # each command imports what it needs
    from kiosk.content.check import Report
    from kiosk.content.drafts import Begun


def add(orders: Any) -> None:
    """Adds new to the command line."""
    new = orders.add_parser(
        "new", parents=[reading()], help="问几个问题，新写一个案例、往事、题目、情景、骗局、电话或劝人的草稿"
    )
    new.add_argument(
        "what",
        metavar="什么",
        help="case 案例、memoir 往事、item 题目、scenario 情景、type 骗局、call 电话、advice 劝人",
    )
    new.set_defaults(do=_new)


def _new(arguments: argparse.Namespace) -> int:
    from kiosk.content.check import check
    from kiosk.content.drafts import beginnings, filled
    from kiosk.wall_time import today
    from kiosk.wiring import conditions
    from kiosk.zones import register

    known = beginnings(register.CATALOGUE, Path(register.__file__).parent)
    begun = known.get(arguments.what) or next((b for b in known.values() if b.kind.item == arguments.what), None)
    if begun is None:
        listed = "、".join(f"{word}（{one.kind.item}）" for word, one in known.items())
        return say(f"不会新写“{arguments.what}”：可以写 {listed}")
    report = check(register.CATALOGUE, arguments.content, arguments.hall, conditions(today().isoformat()))
    try:
        answers = _asked(begun, arguments.content, _choices(report))
    except EOFError:
        return say("没有写完，什么也没有留下。")
    answers["number"] = str(_next_number(report, begun))
    file = arguments.content / begun.kind.folder / f"{answers['id']}.yaml"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as stream:
            stream.write(filled(begun, answers))
    except OSError as trouble:
        return say(f"草稿存不下来：{why(trouble, file)}")
    print(f"草稿写好了：{file}\n用记事本打开它，把〔 〕里的话换成内容。边写边看：kiosk look {file}")
    print("写好了运行 kiosk check；没有问题就删掉 draft: true 那一行，重新开馆它就上屏。")
    return 0


def _asked(begun: Begun, content: Path, choices: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The answers, each asked until it can stand. Raises EOFError when nobody answers any more."""
    from kiosk.content.drafts import about_title, refused

    answers: dict[str, str] = {}
    questions = {
        "id": "编号（小写英文、数字和连字符，也是文件名，例如 refund-call-2）",
        "title": about_title(begun),
        "type": "哪一种骗局，写前面的号",
        "case": "依据哪个案例，写前面的号",
    }
    with tempfile.TemporaryDirectory() as folder:
        for key in (key for key in begun.asks if key in questions):
            for number, name in enumerate(choices.get(key, {}).values(), 1):
                print(f"  {number} {name}")
            while True:
                given = _line(f"{questions[key]}：")
                answers[key] = _chosen(given, choices[key]) if key in choices else given
                fault = refused(begun, answers, key, Path(folder)) if answers[key] else "这里要写一个答案"
                if key in choices and answers[key] not in choices[key]:
                    fault = f"没有这一个：写前面的号，1 到 {len(choices[key])}"
                if key == "id" and (content / begun.kind.folder / f"{given}.yaml").exists():
                    fault = f"已经有一个叫 {given} 的：换一个编号"
                if not fault:
                    break
                print(f"不行：{fault}", file=sys.stderr)
    return answers


def _line(question: str) -> str:
    print(question, end="", flush=True)
    given = sys.stdin.readline()
    if not given:
        raise EOFError
    return given.strip()


def _chosen(given: str, among: Mapping[str, str]) -> str:
    """The id that was meant by its number in the list, by itself or by its name; what was typed when none was."""
    ids = list(among)
    if given.isdecimal() and 1 <= int(given) <= len(ids):
        return ids[int(given) - 1]
    return next((word for word, name in among.items() if given in (word, name)), given)


def _choices(report: Report) -> dict[str, dict[str, str]]:
    """What can be chosen from: kinds of scam and cases, by id."""
    cases = report.loaded.zones.get("case_warnings")
    return {
        "type": dict(report.loaded.shared.type_names),
        "case": {case.id: case.title for case in cases.cases} if cases else {},
    }


def _next_number(report: Report, begun: Begun) -> int:
    """The place after the last of its kind."""
    kinds = (d.tree.data for d in report.documents if d.kind is begun.kind and isinstance(d.tree.data, dict))
    given = (data.get("order") for data in kinds)
    return max((number for number in given if isinstance(number, int)), default=0) + 1
