"""What the kinds of scam and the questionnaire must agree about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.content.small_hall import SmallHall, at

TYPE = "content/scam_types/types/refund.yaml"
WHICH = "content/scam_types/which.yaml"


def _change(hall: SmallHall, path: str, change: Callable[[Any], Any]) -> None:
    data = hall.data(path)
    change(data)
    hall.write(path, data)


def _weight(weight: int) -> Callable[[Any], Any]:
    return lambda d: d["questions"][3]["answers"][1]["leans"][0].update(weight=weight)


@pytest.mark.parametrize("weight", [0, 4])
def test_a_weight_that_is_none_of_the_three_is_told(hall: SmallHall, weight: int) -> None:
    _change(hall, WHICH, _weight(weight))
    found = hall.only_problem()
    assert found.path == WHICH and found.line > 1
    at(found, found.line, found.column, f"weight 是 {weight}", "1、2 或 3")


@pytest.mark.parametrize("weight", [1, 3])
def test_an_answer_may_point_a_little_or_much(hall: SmallHall, weight: int) -> None:
    _change(hall, WHICH, _weight(weight))
    assert hall.check() == ()


def test_the_questionnaire_points_at_types_that_are_there(hall: SmallHall) -> None:
    text = (hall.root / WHICH).read_text(encoding="utf-8")
    hall.write(WHICH, text.replace("type: refund", "type: reffund", 1))
    at(hall.only_problem(), 7, 13, "refund")


def test_a_kind_names_rules_that_are_there(hall: SmallHall) -> None:
    _change(hall, TYPE, lambda d: d.update(rules=["six-1", "six-11"]))
    found = hall.only_problem()
    assert found.path == TYPE
    at(found, found.line, 3, "“six-11”", "口诀编号")


def test_an_icon_there_is_none_of_is_told_with_the_nearest(hall: SmallHall) -> None:
    for written, meant in (("refnd", "refund"), ("xyzzy", "danger")):
        _change(hall, TYPE, lambda d, written=written: d.update(icon=written))
        found = hall.only_problem()
        assert found.path == TYPE
        at(found, found.line, 1, f"“{written}”", f"写成 {meant}")
