"""Faults against the models, told where the mending is done, with what to write instead."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.content.sentences import model_problems
from kiosk.content.yaml_tree import parse
from tests.content.small_hall import CASE, SmallHall, at

CASE_FILE = "content/case_warnings/cases/first-case.yaml"


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("who: 王女士\n", "", (1, 1), ["缺少“who”", "称呼", "who: …"]),
        ("    victim: 王女士信了。\n", "", (13, 5), ["“steps”第 1 条", "缺少“victim”"]),
        ("band: middle\n", "", (1, 1), ["缺少“band”", "senior（60岁以上）"]),
        ("teaser:", "teasr:", (4, 1), ["“teasr”", "是不是想写 teaser"]),
        ("yuan_lost: 5000", "yuan_lost: 5000\ncolour: 红", (12, 1), ["“colour”", "review_by"]),
        ("when: 2025年", "when: 2025", (9, 7), ["文字", "数字", "'2025'"]),
        ("who: 王女士", "who: yes", (5, 6), ["文字", "真假值", "'yes'"]),
        ("who: 王女士", "who:", (5, 5), ["空着"]),
        ("who: 王女士", "who: [甲, 乙]", (5, 6), ["一句文字"]),
        ("yuan_lost: 5000", "yuan_lost: 3.5万", (11, 12), ["整数", "35000"]),
        ("yuan_lost: 5000", "yuan_lost: '5,000元'", (11, 12), ["整数", "写成 5000"]),
        ("yuan_lost: 5000", "yuan_lost: 很多", (11, 12), ["整数"]),
        ("yuan_lost: 5000", "yuan_lost: -1", (11, 12), ["-1", "最小要写 0"]),
        ("band: middle", "band: old", (6, 7), ["“old”", "senior（60岁以上）"]),
        ("outcome: stopped", "outcome: stop", (10, 10), ["stopped（拦住了）"]),
        ("title: 一通自称客服的电话", "title: 短", (2, 8), ["只有 1 个字", "至少 4"]),
        ("title: 一通自称客服的电话", f"title: {'长' * 30}", (2, 8), ["30 个字", "最多 24", "超出 6"]),
        ("source:\n  body: 公安部\n  date: '2025-06-16'", "source: 公安部", (29, 9), ["分几行", "body、date"]),
        ("rules: [six-1]", "rules: six-1", (32, 8), ["一条一条", "rules: [six-1]"]),
        ("rules: [six-1]", "amount: 三万余元", (32, 1), ["“amount”不写在这里", "“steps”的那一条里"]),
        ("date: '2025-06-16'", "date: ‘2025-06-16’", (31, 9), ["中文引号", "写成 '2025-06-16'"]),
        ("rules: [six-1]", "rules:", (32, 7), ["空着", "[]"]),
        ("rules: [six-1]", "rules: [six-1, 6]", (32, 16), ["“rules”第 2 条", "文字"]),
    ],
)
def test_a_fault_in_a_case(hall: SmallHall, old: str, new: str, place: tuple[int, int], words: list[str]) -> None:
    assert old in CASE
    hall.write(CASE_FILE, CASE.replace(old, new))
    problems = [problem for problem in hall.check() if problem.path == CASE_FILE]
    assert len(problems) == 1, [str(problem) for problem in problems]
    at(problems[0], *place, *words)


def test_too_few_steps_are_counted(hall: SmallHall) -> None:
    step = "  - move: 骗子又要她再转一笔。\n    victim: 家人拦住了她。\n    yuan: 5000\n"
    hall.write(CASE_FILE, CASE.replace(step, ""))
    found = next(problem for problem in hall.check() if problem.path == CASE_FILE)
    at(found, 13, 3, "“steps”只有 2 条", "再补 1 条")


def test_a_wrong_item_does_not_also_count_as_one_too_few(hall: SmallHall) -> None:
    hall.write(CASE_FILE, CASE.replace("yuan: 3000", "yuan: 三千"))
    assert [problem.line for problem in hall.check() if problem.path == CASE_FILE] == [18]


def test_true_and_false(hall: SmallHall) -> None:
    path = "content/vr_experience/scenarios/story.yaml"
    text = (hall.root / path).read_text(encoding="utf-8")
    hall.write(path, text.replace("genuine: false", "genuine: '否'"))
    at(hall.only_problem(), 5, 10, "true（是）", "false（否）")


def test_limits_of_numbers_in_the_hall_file(hall: SmallHall) -> None:
    text = (hall.root / "zones.yaml").read_text(encoding="utf-8")
    hall.write("zones.yaml", text.replace("name: 小馆", "name: 小馆\n  group_max: 16"))
    at(hall.only_problem(), 3, 14, "16", "最大只能写 15")
    hall.write("zones.yaml", text.replace("minutes: 4", "minutes: 0", 1))
    at(hall.check()[0], 6, 12, "必须大于 0")
    hall.write("zones.yaml", text.replace("minutes: 4", "minutes: 四", 1))
    at(hall.check()[0], 6, 12, "数字", "写成阿拉伯数字：4")
    hall.write("zones.yaml", text.replace("minutes: 4", "minutes: 几", 1))
    at(hall.check()[0], 6, 12, "数字", "4.5")


def test_a_number_that_is_one_of_a_few(hall: SmallHall) -> None:
    data = hall.data("content/quiz/items/all.yaml")
    data["items"][0]["difficulty"] = 4
    hall.write("content/quiz/items/all.yaml", data)
    found = next(problem for problem in hall.check() if problem.path.endswith("all.yaml"))
    at(found, found.line, 15, "“4”", "1，2，3")


def test_a_file_that_is_a_list_or_a_sentence(hall: SmallHall) -> None:
    for text in ("- a\n- b\n", "只是一句话\n"):
        hall.write("content/message_board/phrases.yaml", text)
        at(hall.only_problem(), 1, 1, "整个文件", "invitation")


def test_an_english_comma_in_a_sentence_inside_braces(hall: SmallHall) -> None:
    path = "content/vr_experience/scenarios/story.yaml"
    text = (hall.root / path).read_text(encoding="utf-8")
    hall.write(path, text.replace("您好，我是客服。", "您好, 我是客服。"))
    at(hall.only_problem(), 19, 20, "加单引号", "中文逗号")


def test_dashes_without_a_space(hall: SmallHall) -> None:
    hall.write(CASE_FILE, CASE.replace("rules: [six-1]", "rules:\n  -six-1\n  -six-2"))
    found = next(problem for problem in hall.check() if problem.path == CASE_FILE)
    at(found, 33, 3, "减号后面空一格")


def test_an_error_nobody_foresaw_still_has_a_place() -> None:
    tree = parse("a.yaml", b"a: 1\n")
    error: dict[str, Any] = {"type": "brand_new", "loc": ("a",), "input": 1, "ctx": {}}
    at(model_problems(tree, dict, [error])[0], 1, 4, "brand_new")
