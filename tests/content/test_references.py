"""What files say about each other."""

from __future__ import annotations

from typing import Any

import pytest

from tests.content.small_hall import CASE, SCENARIO, SmallHall, at

CASE_FILE = "content/case_warnings/cases/first-case.yaml"
STORY = "content/vr_experience/scenarios/story.yaml"


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("type: refund", "type: refnd", (3, 7), ["“refnd”", "骗局种类", "是不是想写 refund"]),
        ("rules: [six-1]", "rules: [six-1, six-9]", (32, 16), ["“six-9”", "口诀编号"]),
        ("rules: [six-1]", "rules: [six-1，six-2]", (32, 9), ["英文逗号"]),
        ("rules: [six-1]", "also: [police, xx]", (32, 16), ["“xx”", "refund"]),
    ],
)
def test_a_case_names_what_is_not_there(
    hall: SmallHall, old: str, new: str, place: tuple[int, int], words: list[str]
) -> None:
    hall.write(CASE_FILE, CASE.replace(old, new))
    at(hall.only_problem(), *place, *words)


def test_a_scenario_names_what_is_not_there(hall: SmallHall) -> None:
    hall.write(STORY, SCENARIO.replace("rule: six-1", "rule: six1").replace("type: refund", "type: money"))
    kind, rule = hall.check()
    at(kind, 4, 7, "“money”")
    at(rule, 14, 11, "是不是想写 six-1")


def _change(hall: SmallHall, path: str, change: Any) -> None:
    data = hall.data(path)
    change(data)
    hall.write(path, data)


def test_a_memoir_is_based_on_a_case_that_is_there(hall: SmallHall) -> None:
    _change(hall, "content/victim_memoirs/memoirs/memoir.yaml", lambda d: d.update(based_on=["first_case"]))
    found = hall.only_problem()
    at(found, found.line, 3, "案例", "是不是想写 first-case")


def test_quiz_items_may_also_be_general_law_or_genuine(hall: SmallHall) -> None:
    path = "content/quiz/items/all.yaml"
    _change(hall, path, lambda d: d["items"][0].update(type="law"))
    assert hall.check() == ()
    _change(hall, path, lambda d: d["items"][0].update(type="laws"))
    at(hall.only_problem(), 3, 9, "是不是想写 law")


def test_the_games_rules_are_there(hall: SmallHall) -> None:
    path = "content/six_eight_rules/rules.yaml"
    _change(hall, path, lambda d: d["situations"][0].update(rule="six-0", choices=["six-0", "six-1"]))
    rule, choice = hall.check()
    at(rule, rule.line, 9, "“six-0”")
    at(choice, choice.line, 5, "“six-0”")


def test_an_id_used_twice_is_told_with_the_other_place(hall: SmallHall) -> None:
    hall.write("content/case_warnings/cases/second.yaml", CASE)
    at(hall.only_problem(), 1, 5, "first-case.yaml 第 1 行", "换一个")


def test_a_quiz_id_used_twice_in_two_files(hall: SmallHall) -> None:
    item = hall.data("content/quiz/items/all.yaml")["items"][3]
    hall.write("content/quiz/items/more.yaml", {"items": [item]})
    found = hall.only_problem()
    assert found.path == "content/quiz/items/more.yaml"
    at(found, 2, 7, "all.yaml 第")


def test_an_id_is_a_plain_word(hall: SmallHall) -> None:
    hall.write("content/case_warnings/cases/second.yaml", CASE.replace("first-case", "案例/二"))
    at(hall.only_problem(), 1, 5, "“案例/二”", "小写英文")
