"""A small hall in a temporary folder: complete and without a problem, until a test breaks one file of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from kiosk.content.check import check
from kiosk.content.conditions import Conditions
from kiosk.content.load import load
from kiosk.content.loaded import Loaded
from kiosk.content.problems import Problem
from kiosk.zones.register import CATALOGUE

CASE = """\
id: first-case
title: 一通自称客服的电话
type: refund
teaser: 说要退款，最后反而少了钱。
who: 王女士
band: middle
place: 山东
region: shandong
when: 2025年
outcome: stopped
yuan_lost: 5000
steps:
  - move: 骗子自称客服，说要退款。
    victim: 王女士信了。
    yuan: 0
  - move: 骗子要她共享屏幕。
    victim: 王女士照做了。
    yuan: 3000
  - move: 骗子又要她再转一笔。
    victim: 家人拦住了她。
    yuan: 5000
red_flags:
  - words: 打开共享屏幕
    why: 真客服不看您的屏幕。
  - {words: 马上就过期, why: 催您是怕您想。}
yuan_saved: 5000
ending: 家人报警，钱拦住了。
lesson: 真退款，原路回。
source:
  body: 公安部
  date: '2025-06-16'
rules: [six-1]
"""

SCENARIO = """\
id: story
order: 1
title: 退款电话
type: refund
genuine: false
room: living_room
role: 你在家里，手机响了。
# 这一行是注释，程序不看。
max_yuan: 500
remember: 真退款，原路回。
flags:
  - id: hurry
    text: 催你，是怕你想
    rule: six-1
nodes:
  - id: ring
    device: call
    says:
      - {text: 您好，我是客服。, shows: [hurry]}
    timer: {seconds: 30, goto: pay}
    choices:
      - {text: 挂断, goto: good, kind: safe}
      - {text: 听他说, goto: pay}
  - id: pay
    choices:
      - {text: 转账, goto: bad, yuan: 500}
      - {text: 不转, goto: good}
  - id: good
    end: {kind: near, title: 守住了, text: 挂断就好。}
  - id: bad
    end: {kind: loss, title: 钱没了, text: 马上打110。}
"""

SOURCE = {"body": "公安部", "date": "2025-06-16"}


def _rule(number: str) -> dict[str, str]:
    return {"id": number, "short": "短名", "text": "口诀", "why": "原因", "story": "例子"}


def _quiz_item(number: int, kind: str) -> dict[str, Any]:
    real = number % 2 == 0
    answer = "真实" if real else "诈骗"
    channel = ("call", "chat", "sms", "face")[number // 2 % 4]
    return {
        "id": f"{kind}-{number}", "type": kind, "form": "judge", "genuine": real, "stem": "这条消息是真是假？",
        "quote": "一条消息", "answer": answer, "explanation": "因为如此。", "channel": channel, "short": "一条消息",
        "decides": "消息", "why": "因为如此。",
    }  # fmt: skip


def _lesson() -> dict[str, Any]:
    lines = [{"text": "您的包裹丢了"}, {"text": "请共享屏幕", "flag": "真客服不看屏幕"}]
    exercise = {
        "kind": "sms", "sender": "客服", "prompt": "找一找", "genuine": False, "lines": lines, "verdict": "是诈骗。",
    }  # fmt: skip
    cards = [{"title": "第一张", "text": "一段话"}] * 3
    return {
        "id": "one", "order": 1, "title": "第一课", "icon": "flag", "summary": "一句话", "cards": cards,
        "exercise": exercise,
    }  # fmt: skip


def _memoir() -> dict[str, Any]:
    stage = {"heading": "开头", "text": "那天我在家里，接到一个电话，说要给我退款，我信了。", "mood": "calm"}
    said = {"text": "不怪您", "reply": "谢谢", "helps": True}
    return {
        "id": "memoir", "title": "我的退款", "who": "王女士", "figure": "woman", "type": "refund", "teaser": "一句话",
        "based_on": ["first-case"], "stages": [stage] * 4, "speak_after": 2, "speak_prompt": "说点什么",
        "sayings": [said] * 3, "ending": "结尾", "take_away": "带走一句",
    }  # fmt: skip


def _scam_type(kind: str, order: int) -> dict[str, Any]:
    return {
        "id": kind, "order": order, "name": f"骗局{order}", "in_2025_list": True, "icon": "refund", "slogan": "一句话",
        "steps": [{"text": "一"}, {"text": "二"}, {"text": "三"}], "phrases": ["话一", "话二"], "targets": "谁都可能", "red_flags": ["红一", "红二"],
        "do": ["先停", "再问"], "genuine": "真的这样", "tip": "带走", "source": SOURCE, "rules": ["six-1"],
    }  # fmt: skip


def _files() -> dict[str, Any]:
    situation = {
        "text": "有人说您中奖了要交钱",
        "rule": "six-1",
        "choices": ["six-1", "six-2"],
        "why": "先要钱的是骗子",
    }
    real = {**situation, "rule": "none", "text": "快递员说包裹在驿站"}
    question = {"text": "平时网购吗？", "answers": [{"text": "常买", "leans": [{"type": "refund", "weight": 2}]}] * 2}
    mark = {"label": "一年", "value": 2, "means": "很多", "source": SOURCE}
    living = {"title": "此刻", "per_day": 100, "unit": "次", "arithmetic": "除一除", "source": SOURCE}
    kinds = ["refund", "police", "romance", "game", "ticket"]
    zones = [{"id": zone, "name": "某展区", "minutes": 4, "min_minutes": 2} for zone in CATALOGUE.zone_ids]
    figure = {"figure": "36亿次", "text": "拦下的电话", "source": SOURCE}
    return {
        "zones.yaml": {"hall": {"name": "小馆"}, "zones": zones},
        "content/hall/hall.yaml": {
            "what": "开场", "figures": [figure], "privacy": ["一", "二", "三"], "thanks": "谢谢", "tips": [{"text": "甲"}, {"text": "乙"}],
        },
        "content/case_warnings/cases/first-case.yaml": CASE,
        "content/case_warnings/films.yaml": {"films": []},
        "content/harm_data/charts.yaml": {
            "charts": [{"id": "a", "title": "一年比一年少", "kind": "bars", "unit": "万起", "marks": [mark]}],
            "living": living,
        },
        "content/harm_data/local.yaml": {"figures": []},
        "content/scam_lessons/modules/one.yaml": _lesson(),
        "content/victim_memoirs/memoirs/memoir.yaml": _memoir(),
        "content/vr_experience/scenarios/story.yaml": SCENARIO,
        **{f"content/scam_types/types/{k}.yaml": _scam_type(k, n) for n, k in enumerate(kinds, 1)},
        "content/scam_types/which.yaml": {"intro": "开头", "questions": [question] * 6, "closing": "结尾"},
        "content/six_eight_rules/rules.yaml": {
            "six": [_rule(f"six-{n}") for n in range(1, 7)], "eight": [_rule(f"eight-{n}") for n in range(1, 9)],
            "updated": [_rule(f"new-{n}") for n in range(1, 9)], "caution": "别用过头", "source": SOURCE,
            "updated_source": SOURCE, "situations": [{"id": f"s{n}"} | one for n, one in enumerate([situation] * 8 + [real], 1)],
        },
        "content/quiz/items/all.yaml": {"items": [_quiz_item(n, k) for k in kinds for n in range(12)]},
        "content/quiz/blueprint.yaml": {
            "items": 10, "genuine": 5, "max_per_type": 2, "intro": "十道题", "praise": ["高", "中", "低"],
        },
        "content/message_board/phrases.yaml": {
            "invitation": "留句话吧", "groups": [{"heading": "家人", "phrases": ["多问一句", "先停一停"]}],
        },
    }  # fmt: skip


class _NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


class SmallHall:
    """The files of a small hall, and what the program says about them."""

    conditions = Conditions("2026-11-21")

    def __init__(self, root: Path) -> None:
        self.root, self.content, self.zones = root, root / "content", root / "zones.yaml"
        self.said: list[str] = []  # everything that was told, in the order it was asked
        for path, data in _files().items():
            self.write(path, data)

    def write(self, path: str, data: Any) -> None:
        """Text and bytes as they are, anything else as YAML."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if not isinstance(data, bytes):
            text = (
                data
                if isinstance(data, str)
                else yaml.dump(data, Dumper=_NoAliases, allow_unicode=True, sort_keys=False)
            )
            data = text.encode()
        file.write_bytes(data)

    def data(self, path: str) -> Any:
        """A file's plain data, for a test to change and write back."""
        return yaml.safe_load((self.root / path).read_text(encoding="utf-8"))

    def load(self) -> Loaded:
        loaded = load(CATALOGUE, self.content, self.zones, self.conditions)
        self.said += [str(problem) for problem in loaded.problems]
        return loaded

    def check(self) -> tuple[Problem, ...]:
        problems = check(CATALOGUE, self.content, self.zones, self.conditions).problems
        self.said += [str(problem) for problem in problems]
        return problems

    def only_problem(self) -> Problem:
        """The one problem the check finds."""
        problems = self.check()
        assert len(problems) == 1, [str(problem) for problem in problems]
        return problems[0]


def at(problem: Problem, line: int, column: int, *words: str) -> None:
    """The problem stands there, is a Chinese sentence, and holds those words."""
    assert (problem.line, problem.column) == (line, column), str(problem)
    assert len(re.findall(r"[\u4e00-\u9fff]", problem.message)) >= 8, problem.message
    for word in words:
        assert word in problem.message, problem.message
