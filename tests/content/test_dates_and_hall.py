"""Dates of sources, days of review, and the plan of a visit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.content.check import check
from kiosk.content.conditions import Conditions
from kiosk.content.dates import date_fault
from kiosk.zones.register import CATALOGUE
from tests.content.small_hall import CASE, SmallHall, at

CASE_FILE = "content/case_warnings/cases/first-case.yaml"


@pytest.mark.parametrize("written", ["2025", "2025-06", "2025-06-16", "2024-02-29", "不详", "2026-11-21", "2026-11"])
def test_dates_that_are_fine(written: str) -> None:
    assert date_fault(written, "2026-11-21") == ""


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("2025年6月", "写法不对"),
        ("2025-6-1", "写法不对"),
        ("25-06-16", "写法不对"),
        ("2025-02-30", "没有"),
        ("2025-13", "没有"),
        ("0025", "没有"),
        ("2026-11-22", "还没有到"),
        ("2027", "还没有到"),
    ],
)
def test_dates_that_are_not(hall: SmallHall, written: str, word: str) -> None:
    hall.write(CASE_FILE, CASE.replace("2025-06-16", written))
    at(hall.only_problem(), 31, 9, word, written)


def test_the_day_may_be_given_as_a_date(hall: SmallHall) -> None:
    hall.write(CASE_FILE, CASE.replace("2025-06-16", "2026-11-22"))
    assert len(check(CATALOGUE, hall.content, hall.zones, Conditions("2026-11-21")).problems) == 1
    assert check(CATALOGUE, hall.content, hall.zones, Conditions("2026-11-22")).problems == ()


def test_without_a_day_given_nothing_is_in_the_future(hall: SmallHall) -> None:
    hall.write(CASE_FILE, CASE.replace("2025-06-16", "2099"))
    assert check(CATALOGUE, hall.content, hall.zones, Conditions()).problems == ()


def test_a_day_of_review_that_has_come_is_told(hall: SmallHall) -> None:
    hall.write(CASE_FILE, CASE + "review_by: '2026-11-21'\n")
    at(hall.only_problem(), 33, 12, "复核", "2026-11-21")
    hall.write(CASE_FILE, CASE + "review_by: '2026-11-22'\n")
    assert hall.check() == ()
    hall.write(CASE_FILE, CASE + "review_by: 明年\n")
    at(hall.only_problem(), 33, 12, "写法不对")


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        (lambda d: d["zones"].pop(), (4, 1), ["少了展区 message_board"]),
        (lambda d: d["zones"][8].update(id="massage_board"), None, ["是不是想写 message_board"]),
        (lambda d: d["zones"][8].update(id="quiz"), None, ["写了两次"]),
        (lambda d: d["zones"][0].update(min_minutes=5), (7, 16), ["5 分钟", "改成 4"]),
        (
            lambda d: d["zones"][0].update(minutes=90, min_minutes=41),
            (7, 16),
            ["41 分钟", "整个参观的 40 分钟", "改成 40"],
        ),
        (lambda d: d["zones"][0].update(minutes=9.5), None, ["41.5 分钟", "减掉 1.5"]),
    ],
)
def test_the_plan_of_a_visit(
    hall: SmallHall, change: Callable[[Any], Any], place: tuple[int, int] | None, words: list[str]
) -> None:
    data = hall.data("zones.yaml")
    change(data)
    hall.write("zones.yaml", data)
    told = [problem for problem in hall.check() if words[0] in problem.message]
    assert len(told) == 1
    at(told[0], *(place or (told[0].line, told[0].column)), *words)


def test_a_panel_measured_in_centimetres_is_told(hall: SmallHall) -> None:
    plan = hall.data("zones.yaml")
    plan["hall"]["panel"] = {"width_mm": 94, "height_mm": 53}
    hall.write("zones.yaml", plan)
    width, height = hall.check()
    at(width, 4, 15, "94", "毫米")
    at(height, 5, 16, "53", "毫米")


@pytest.mark.parametrize(
    ("address", "fine"), [("", True), ("192.168.1.20", True), ("馆里", False), ("192.168.1", False)]
)
def test_the_address_for_the_officers_phone_is_one(hall: SmallHall, address: str, fine: bool) -> None:
    plan = hall.data("zones.yaml")
    plan["hall"]["remote"] = {"on": True, "address": address}
    hall.write("zones.yaml", plan)
    assert [address in problem.message and "网络地址" in problem.message for problem in hall.check()] == [True] * (
        not fine
    )


@pytest.mark.parametrize(("port", "fine"), [(1023, False), (1024, True), (65535, True), (65536, False)])
def test_the_port_for_the_officers_phone_is_one(hall: SmallHall, port: int, fine: bool) -> None:
    plan = hall.data("zones.yaml")
    plan["hall"]["remote"] = {"on": False, "port": port}
    hall.write("zones.yaml", plan)
    assert (hall.check() == ()) is fine


@pytest.mark.parametrize(
    ("touch", "fine"), [([], True), ([1.0, 0, 0, 0, 1.0, 0], True), ([1.0] * 5, False), ([1.0] * 7, False)]
)
def test_touch_is_calibrated_by_six_numbers_or_not_at_all(hall: SmallHall, touch: list[float], fine: bool) -> None:
    plan = hall.data("zones.yaml")
    plan["hall"]["screen"] = {"rotation": 90, "touch": touch}
    hall.write("zones.yaml", plan)
    assert ["六个数" in problem.message for problem in hall.check()] == [True] * (not fine)


@pytest.mark.parametrize(("rotation", "fine"), [(0, True), (270, True), (45, False), (360, False), (-90, False)])
def test_the_picture_is_turned_by_quarters(hall: SmallHall, rotation: int, fine: bool) -> None:
    plan = hall.data("zones.yaml")
    plan["hall"]["screen"] = {"rotation": rotation}
    hall.write("zones.yaml", plan)
    assert (hall.check() == ()) is fine


def test_what_an_officer_says_is_said_of_pages_there_can_be(hall: SmallHall) -> None:
    pages = [{"page": page, "name": "名字", "say": ["大家看一看。"]} for page in ("map", "quiz", "quiz:item")]
    hall.write("content/hall/guide.yaml", {"pages": pages})
    assert hall.check() == ()
    hall.write("content/hall/guide.yaml", {"pages": [*pages, pages[1], {**pages[0], "page": "quizz:item"}]})
    twice, unknown = hall.check()
    assert "quiz" in twice.message and "写了两次" in twice.message
    assert "quizz:item" in unknown.message and "是不是想写 quiz" in unknown.message


def _duties(*tasks: dict[str, object], zone: str = "quiz", turns: tuple[str, ...] = ()) -> dict[str, object]:
    return {"zones": [{"zone": zone, "tasks": [*tasks]}], "turns": [{"page": page, "do": "举手"} for page in turns]}


ALL = {"do": "举手"}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (_duties(ALL, turns=("quiz", "quiz:item")), ()),
        (_duties({"do": "举手", "who": ["person", "relative"]}, {"do": "喊停", "who": ["clerk", "officer", "observer"]}), ()),
        (_duties(ALL, zone="quizz"), ("是不是想写 quiz",)),
        (_duties(ALL, turns=("quiz:item", "quiz:item")), ("写了两次",)),
        (_duties(ALL, turns=("map",)), ("“map”的开头不是展区的编号",)),
        (_duties({"do": "举手", "who": ["person", "relative", "clerk", "officer"]}), ("观察员（observer）没有事做",)),
        (_duties(ALL, {"do": "喊停", "who": ["officer"]}), ("民警（officer）有两件事",)),
        (_duties({"do": "举手回答问题"}), ()),
        (_duties({"do": "举手回答问题呀"}), ("7",)),
        (_duties({"do": "举手", "who": ["polise"]}), ("polise",)),
    ],
)  # fmt: skip
def test_everybody_has_one_thing_to_do_on_a_door_and_turns_are_of_pages_there_can_be(
    hall: SmallHall, written: dict[str, object], said: tuple[str, ...]
) -> None:
    hall.write("content/hall/duties.yaml", written)
    problems = hall.check()
    assert len(problems) == len(said), [str(problem) for problem in problems]
    assert all(words in problem.message for words, problem in zip(said, problems, strict=True))


def test_a_zone_stands_in_the_duties_once(hall: SmallHall) -> None:
    door = _duties(ALL)["zones"]
    assert isinstance(door, list)
    hall.write("content/hall/duties.yaml", {"zones": door * 2, "turns": []})
    (problem,) = hall.check()
    assert "“quiz”写了两次" in problem.message
