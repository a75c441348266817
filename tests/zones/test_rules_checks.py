"""What the rules of “六个一律、八个凡是” must agree with themselves about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.content.small_hall import SmallHall, at

RULES = "content/six_eight_rules/rules.yaml"


def _change(hall: SmallHall, change: Callable[[Any], Any]) -> None:
    data = hall.data(RULES)
    change(data)
    hall.write(RULES, data)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d["situations"][0].update(rule="six-3"), ["“six-3”不在 choices 里"]),
        (lambda d: d["situations"][0].update(choices=["six-1", "six-1"]), ["列了两次"]),
        (lambda d: d["situations"].pop(), ["没有一个真实的情形"]),
        (lambda d: d["situations"][0].update(choices=["six-1", "none"]), ["“none”的口诀编号"]),
    ],
)
def test_a_contradiction_is_told(hall: SmallHall, change: Callable[[Any], Any], words: list[str]) -> None:
    _change(hall, change)
    found = hall.only_problem()
    assert found.path == RULES
    at(found, found.line, found.column, *words)
    assert found.line > 1


def test_a_genuine_situation_names_none_and_need_not_offer_it(hall: SmallHall) -> None:
    _change(hall, lambda d: d["situations"][0].update(rule="none"))
    assert hall.check() == ()


def test_an_id_used_for_two_situations_is_told_once(hall: SmallHall) -> None:
    _change(hall, lambda d: [d["situations"][i].update(id="parcel") for i in (2, 4)])
    found = hall.only_problem()
    at(found, found.line, found.column, "“parcel”已经用在", "第")


def test_a_situation_without_an_id_is_kept_off_and_told(hall: SmallHall) -> None:
    _change(hall, lambda d: d["situations"][1].pop("id"))
    at(hall.only_problem(), 129, 3, "缺少“id”", "在这里补一行 id:")
    ids = [situation.id for situation in hall.load().zones["six_eight_rules"].rules.situations]
    assert ids == ["s1", "s3", "s4", "s5", "s6", "s7", "s8", "s9"]


def test_other_zones_know_the_words_of_every_rule(hall: SmallHall) -> None:
    _change(hall, lambda d: d["updated"][7].update(text="最后一条"))
    rules = hall.load().shared.rules
    assert len(rules) == 22 and rules["new-8"] == "最后一条" and rules["six-1"] == "口诀"
    hall.write(RULES, "six: [")
    assert hall.load().shared.rules == {} and "six_eight_rules" not in hall.load().zones
