"""What a file must agree with itself about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.content.small_hall import CASE, SmallHall, at

CASE_FILE = "content/case_warnings/cases/first-case.yaml"
LESSON = "content/scam_lessons/modules/one.yaml"
MEMOIR = "content/victim_memoirs/memoirs/memoir.yaml"
RULES = "content/six_eight_rules/rules.yaml"


def test_money_already_paid_cannot_become_less(hall: SmallHall) -> None:
    hall.write(CASE_FILE, CASE.replace("yuan: 5000\nred_flags", "yuan: 2000\nred_flags"))
    at(hall.only_problem(), 21, 11, "3000", "不能变少")


def test_more_cannot_come_back_than_was_lost(hall: SmallHall) -> None:
    hall.write(CASE_FILE, CASE + "yuan_saved: 6000\n")
    at(hall.only_problem(), 33, 13, "6000", "5000")


def test_a_question_in_a_case_has_a_good_answer(hall: SmallHall) -> None:
    ask = (
        "    ask:\n      question: 换作你？\n      options:\n"
        "        - {text: 转, reply: 别转。, good: false}\n        - {text: 再转, reply: 别转。, good: false}\n"
    )
    hall.write(CASE_FILE, CASE.replace("    yuan: 3000\n", "    yuan: 3000\n" + ask))
    at(hall.only_problem(), 22, 9, "good: true")


@pytest.mark.parametrize(
    ("path", "change", "words"),
    [
        (LESSON, lambda d: d["exercise"].update(genuine=True), ["genuine: true", "删掉 flag"]),
        (LESSON, lambda d: d["exercise"]["lines"][1].pop("flag"), ["没有一句可疑"]),
        (LESSON, lambda d: d["exercise"]["lines"][1].update(fine="没问题"), ["不能既可疑"]),
        (MEMOIR, lambda d: d.update(speak_after=5), ["只有 4 段", "写 1 到 4"]),
        (MEMOIR, lambda d: [said.update(helps=False) for said in d["sayings"]], ["helps: true"]),
        (RULES, lambda d: d["situations"][0].update(rule="six-3"), ["“six-3”不在 choices 里"]),
        (RULES, lambda d: d["situations"][0].update(choices=["six-1", "six-1"]), ["列了两次"]),
        (RULES, lambda d: d["situations"].__setitem__(7, d["situations"][0]), ["没有一个真实的情形"]),
        (
            "content/scam_types/which.yaml",
            lambda d: d["questions"][0]["answers"][0]["leans"][0].update(weight=9),
            ["1、2 或 3"],
        ),
    ],
)
def test_a_contradiction_is_told(hall: SmallHall, path: str, change: Callable[[Any], Any], words: list[str]) -> None:
    data = hall.data(path)
    change(data)
    hall.write(path, data)
    found = hall.only_problem()
    assert found.path == path
    at(found, found.line, found.column, *words)
    assert found.line > 1
