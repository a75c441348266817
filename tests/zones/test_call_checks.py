"""What the calls of the ear training must agree about, each with itself and all with each other."""

from __future__ import annotations

from typing import Any

import pytest

from tests.content.small_hall import SmallHall, at

CALL = "content/scam_lessons/calls/{}.yaml"


def made(name: str, genuine: bool, **other: Any) -> dict[str, Any]:
    return {
        "id": name,
        "title": "有人来电",
        "type": "refund",
        "genuine": genuine,
        "caller": "陌生号码",
        "figure": "woman",
        "me_figure": "man",
        "ages": "senior",
        "script": [
            {"text": "您好，请问是王先生吗？这里有一件事要跟您核对一下，不会耽误您太久，您方便吗？"},
            {"text": "是我，您说吧，什么事情呀？", "me": True},
            {"text": f"请您自己到柜台来办，带上身份证就行。{name}", "decides": True},
        ],
        "closing": "凭的是最后那一句，他让您自己去柜台办，什么也不问您要。",
    } | other


def hall_of(hall: SmallHall, **other: Any) -> SmallHall:
    """The small hall with enough calls, one of them changed."""
    for i in range(26):
        hall.write(CALL.format(f"c{i:02}"), made(f"c{i:02}", i % 2 == 0, **(other if i == 0 else {})))
    return hall


def test_calls_in_balance_are_passed(hall: SmallHall) -> None:
    assert hall_of(hall).check() == ()


def test_a_hall_without_calls_is_told_nothing(hall: SmallHall) -> None:
    assert hall.check() == ()


def lines(*texts: str, **last: Any) -> list[dict[str, Any]]:
    script: list[dict[str, Any]] = [{"text": text} for text in texts]
    script[-1].update(last)
    return script


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (lines("一" * 30, "二" * 10, "三" * 19, decides=True), ["有 59 个字", "再写 1 个字"]),
        (lines("一" * 60, "二" * 60, "三" * 31, decides=True), ["有 151 个字", "删去 1 个字"]),
        (lines("一" * 40, "二" * 40, "三" * 9), ["没有一句写着 decides"]),
        (lines("一" * 40, "二" * 40, "三" * 9, decides=True, me=True), ["要由来电人说出来"]),
    ],
)
def test_a_call_at_odds_with_itself_is_told(hall: SmallHall, script: list[dict[str, Any]], said: list[str]) -> None:
    found = hall_of(hall, script=script).only_problem()
    assert found.path == CALL.format("c00")
    at(found, found.line, found.column, *said)


@pytest.mark.parametrize("letters", [60, 150])
def test_the_least_and_the_most_a_call_may_say(hall: SmallHall, letters: int) -> None:
    script = lines(*(sign * (letters // 3) for sign in "一二三"), decides=True)
    assert hall_of(hall, script=script).check() == ()


def test_two_sentences_cannot_both_decide(hall: SmallHall) -> None:
    script = lines("一" * 40, "二" * 40, "三" * 9, decides=True)
    script[0]["decides"] = True
    at(found := hall_of(hall, script=script).only_problem(), found.line, found.column, "只能有一句")


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"figure": "officer"}, ["声音“民警”只出现在真的电话里", "骗局电话也用上"]),
        ({"device": "chat"}, ["打来的方式“语音消息”只出现在真的"]),
        ({"ages": "minor"}, ["年纪“18岁以下”只出现在真的"]),
    ],
)
def test_what_only_ever_goes_with_one_truth_is_told(hall: SmallHall, other: dict[str, Any], said: list[str]) -> None:
    found = hall_of(hall, **other).only_problem()
    at(found, found.line, found.column, *said)
    hall.write(CALL.format("c01"), made("c01", False, **other))
    assert hall.check() == ()


def test_too_few_and_too_many_of_one_truth(hall: SmallHall) -> None:
    hall_of(hall)
    for number in ("c23", "c24", "c25"):
        (hall.content / CALL.format(number).removeprefix("content/")).unlink()
    at(found := hall.only_problem(), found.line, found.column, "一共 23 通", "再补 1 通")
    hall_of(hall)
    for i in (1, 3, 5, 7):
        hall.write(CALL.format(f"c{i:02}"), made(f"c{i:02}", True))
    shares = [problem for problem in hall.check() if "应当在" in str(problem)]
    assert len(shares) == 1 and "17 通是真的" in str(shares[0])
