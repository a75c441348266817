"""What the file of a memoir must agree with itself about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.content.small_hall import SmallHall, at

FILE = "content/victim_memoirs/memoirs/memoir.yaml"


def changed(hall: SmallHall, change: Callable[[Any], Any]) -> None:
    data = hall.data(FILE)
    change(data)
    hall.write(FILE, data)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d.update(speak_after=0), ["只有 4 段", "写 1 到 4"]),
        (lambda d: d.update(speak_after=5), ["只有 4 段", "写 1 到 4"]),
        (lambda d: [saying.update(helps=False) for saying in d["sayings"]], ["helps: true"]),
        (lambda d: [saying.update(id="again") for saying in d["sayings"][:2]], ["编号", "分不开"]),
        (lambda d: d["sayings"][0].update(id="c"), ["编号", "分不开"]),
        (lambda d: d.update(figure="phone"), ["一个号码", "old_woman"]),
        (lambda d: d.update(based_on=["frist-case"]), ["是不是想写 first-case"]),
        (lambda d: d["stages"][0].update(mood="gloomy"), ["calm", "after"]),
    ],
)
def test_a_contradiction_in_a_memoir_is_told_where_it_stands(
    hall: SmallHall, change: Callable[[Any], Any], words: list[str]
) -> None:
    changed(hall, change)
    found = hall.only_problem()
    assert found.path == FILE and found.line > 1
    at(found, found.line, found.column, *words)


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.update(speak_after=1),
        lambda d: d.update(speak_after=4),
        lambda d: [saying.update(helps=False) for saying in d["sayings"][1:]],
        lambda d: d["sayings"][0].update(id="first"),
        lambda d: d.update(figure="bank"),
    ],
)
def test_what_a_memoir_may_say_is_no_problem(hall: SmallHall, change: Callable[[Any], Any]) -> None:
    changed(hall, change)
    assert hall.check() == ()


def test_sayings_without_ids_are_given_letters_and_keep_their_own(hall: SmallHall) -> None:
    changed(hall, lambda d: d["sayings"][1].update(id="comfort"))
    (memoir,) = hall.load().zones["victim_memoirs"].memoirs
    assert [saying.id for saying in memoir.sayings] == ["a", "comfort", "c"]
