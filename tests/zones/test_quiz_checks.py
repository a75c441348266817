"""Quiz items can be answered as their form asks, and forms can be drawn."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.content.problems import Problem
from tests.content.small_hall import SmallHall, at

ITEMS = "content/quiz/items/all.yaml"
PLAN = "content/quiz/blueprint.yaml"
NO_ANSWER = {"answer": "", "quote": "", "channel": None, "short": "", "decides": ""}


def _options(*right: bool) -> list[dict[str, Any]]:
    return [{"text": f"选项{n}", "right": r} for n, r in enumerate(right)]


def _named(*ids: str) -> list[dict[str, Any]]:
    """Options of a good single choice with these ids, "" for none."""
    return [
        {**option, **({"id": name} if name else {})} for option, name in zip(_options(True, False), ids, strict=True)
    ]


def _of_plan(hall: SmallHall) -> list[Problem]:
    """What is said of the bank as a whole; that its kinds of scam are out of balance too is told at their items."""
    return [problem for problem in hall.check() if problem.path == PLAN]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"form": "single", "options": _options(True, True, False), **NO_ANSWER}, ["只能有一个", "2 个"]),
        ({"form": "single", "options": _options(False, False), **NO_ANSWER}, ["只能有一个", "0 个"]),
        ({"form": "single", **NO_ANSWER}, ["options"]),
        ({"form": "single", "options": _options(True, False), "channel": None}, ["不写 answer"]),
        ({"form": "which_real", "options": _options(True, True), **NO_ANSWER}, ["只能有一个"]),
        ({"form": "multiple", "options": _options(True, True), **NO_ANSWER}, ["2 对 0 错"]),
        ({"form": "multiple", "options": _options(True, False), **NO_ANSWER}, ["1 对 1 错"]),
        ({"form": "true_false", "channel": None}, ["对 或 错"]),
        ({"form": "true_false", "channel": None, "answer": "对", "options": _options(True, False)}, ["不写选项"]),
        ({"answer": "对"}, ["诈骗、真实 或 先核实"]),
        ({"quote": "", "decides": ""}, ["quote"]),
        ({"genuine": False}, ["genuine 应当写 true"]),
        ({"answer": "诈骗"}, ["genuine 应当写 false"]),
        ({"form": "single", "options": [{"text": "同", "right": True}, {"text": "同", "right": False}], **NO_ANSWER},
         ["一样"]),
        ({"form": "single", "options": [{"text": "一", "right": True}], **NO_ANSWER}, ["写 2–5 个"]),
        ({"form": "multiple", **NO_ANSWER}, ["0 对 0 错"]),
        ({"form": "spot", **NO_ANSWER}, ["spot（找破绽）", "single（单选）", "which_real（挑出真的）"]),
        ({"form": "match", **NO_ANSWER}, ["match（情景配口诀）", "judge（诈骗还是真实）"]),
        ({"form": "single", "options": _named("hang_up", "hang_up"), **NO_ANSWER}, ["编号是“hang_up”"]),
        ({"form": "single", "options": _named("b", ""), **NO_ANSWER}, ["编号是“b”"]),
        ({"form": "single", "options": _named("a+b", "c"), **NO_ANSWER}, ["“a+b”", "小写英文"]),
    ],
)  # fmt: skip
def test_an_item_that_cannot_be_answered_is_told(hall: SmallHall, changes: dict[str, Any], words: list[str]) -> None:
    data = hall.data(ITEMS)
    data["items"][0].update(changes)
    hall.write(ITEMS, data)
    found = hall.only_problem()
    at(found, found.line, found.column, *words)
    assert 2 <= found.line <= 20


def test_good_items_of_every_form(hall: SmallHall) -> None:
    data = hall.data(ITEMS)
    forms = [
        {"form": "single", "options": _options(True, False), **NO_ANSWER},
        {"form": "multiple", "options": _options(True, True, False), **NO_ANSWER},
        {"form": "which_real", "options": _options(False, True), **NO_ANSWER},
        {"form": "true_false", **NO_ANSWER, "answer": "错"},
    ]
    for number, form in enumerate(forms):
        data["items"][number].update(form)
    hall.write(ITEMS, data)
    assert hall.check() == ()


@pytest.mark.parametrize(
    "form",
    [
        {"form": "spot", **NO_ANSWER},
        {"form": "single", **NO_ANSWER},
        {"form": "single", "options": _options(False, False), **NO_ANSWER},
        {"form": "single", "options": _options(True, True), **NO_ANSWER},
        {"answer": ""},
        {"answer": "对"},
        {"quote": "", "decides": ""},
    ],
)
def test_an_item_with_a_fault_stays_off_the_screen_and_those_beside_it_do_not(
    hall: SmallHall, form: dict[str, Any]
) -> None:
    good = hall.data(ITEMS)["items"][0]
    hall.write("content/quiz/items/more.yaml", {"items": [good | {"id": "bad-one"} | form, good | {"id": "good-one"}]})
    shown = [item.id for item in hall.load().zones["quiz"].items]
    assert "bad-one" not in shown and "good-one" in shown
    assert len(hall.check()) == 1


def test_while_a_file_of_items_is_wrong_nothing_is_said_of_the_number_of_items(hall: SmallHall) -> None:
    data = hall.data(ITEMS)
    hall.write(ITEMS, {"items": data["items"][:58]})
    hall.write("content/quiz/items/more.yaml", {"items": [data["items"][59] | {"form": "match"}]})
    assert "match" in hall.only_problem().message
    hall.write("content/quiz/items/more.yaml", {"items": [data["items"][59]]})
    assert "59 道" in hall.only_problem().message


def test_options_without_an_id_get_the_letter_of_their_place(hall: SmallHall) -> None:
    data = hall.data(ITEMS)
    data["items"][0].update({"form": "single", "options": _named("", "ask_family"), **NO_ANSWER})
    hall.write(ITEMS, data)
    assert hall.check() == ()
    first = next(i for i in hall.load().zones["quiz"].items if i.id == data["items"][0]["id"])
    assert [option.id for option in first.options] == ["a", "ask_family"]


def test_the_hall_holds_sixty_items_or_more(hall: SmallHall) -> None:
    data = hall.data(ITEMS)
    hall.write(ITEMS, {"items": data["items"][:59]})
    at(hall.only_problem(), 1, 8, "59 道", "再补 1 道")
    hall.write(ITEMS, data)
    assert hall.check() == ()


def test_a_small_bank_is_told(hall: SmallHall) -> None:
    data = hall.data(ITEMS)
    hall.write(ITEMS, {"items": data["items"][:58]})
    at(hall.only_problem(), 1, 8, "58 道", "再补 2 道")


def test_about_half_of_the_bank_is_genuine(hall: SmallHall) -> None:
    data = hall.data(ITEMS)
    for item in data["items"][:20]:
        item.update(genuine=False, answer="诈骗")
    hall.write(ITEMS, data)
    (found,) = _of_plan(hall)
    at(found, 2, 10, "33%", "补一些真的题")


@pytest.mark.parametrize(
    ("changes", "place", "words"),
    [
        ({"genuine": 11}, (2, 10), ["比整套题"]),
        ({"max_per_type": 1}, (3, 15), ["只抽得出", "要 10 道"]),
        ({"genuine": 10, "max_per_type": 1}, (3, 15), ["真的题只抽得出 5 道，要 10 道"]),
        ({"items": 20, "genuine": 4, "max_per_type": 3}, (3, 15), ["诈骗题", "15 道，要 16 道"]),
    ],
)
def test_a_form_that_cannot_be_drawn_is_told(
    hall: SmallHall, changes: dict[str, int], place: tuple[int, int], words: list[str]
) -> None:
    hall.write(PLAN, hall.data(PLAN) | changes)
    at(hall.only_problem(), *place, *words)


@pytest.mark.parametrize(("genuine", "words"), [(24, []), (23, ["38%", "真的题"]), (36, []), (37, ["62%", "诈骗的题"])])
def test_two_to_three_fifths_of_the_bank_are_genuine(hall: SmallHall, genuine: int, words: list[str]) -> None:
    data = hall.data(ITEMS)
    for number, item in enumerate(data["items"]):
        real = (number // 2 < genuine and number % 2 == 0) or (number // 2 + 30 < genuine and number % 2 == 1)
        item.update(genuine=real, answer="真实" if real else "诈骗")
    hall.write(ITEMS, data)
    found = _of_plan(hall)
    assert len(found) == bool(words)
    if words:
        at(found[0], 2, 10, *words)


def test_a_form_may_be_all_genuine_and_whoever_trusts_everything_is_told(hall: SmallHall) -> None:
    hall.write(PLAN, hall.data(PLAN) | {"genuine": 10})
    problems = hall.check()
    assert problems and all(problem.warning for problem in problems)
    assert "“全说是真的”的人能对 100%" in problems[-1].message


def test_of_several_ids_that_are_none_each_is_shown_by_its_first_thirty_letters(hall: SmallHall) -> None:
    data = hall.data(ITEMS)
    data["items"][0].update({"form": "single", "options": _named("A" * 31, "b"), **NO_ANSWER})
    hall.write(ITEMS, data)
    assert f"“{'A' * 30}”" in hall.only_problem().message
