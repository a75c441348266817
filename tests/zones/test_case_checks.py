"""What the file of a case must agree with itself about."""

from __future__ import annotations

from typing import Any

import pytest

from tests.content.small_hall import CASE, SmallHall, at

FILE = "content/case_warnings/cases/first-case.yaml"


def asking(*options: str) -> str:
    """The small hall's case, which asks after its second step."""
    ask = "    ask:\n      question: 换作你？\n      options:\n" + "".join(f"        - {{{o}}}\n" for o in options)
    return CASE.replace("    yuan: 3000\n", "    yuan: 3000\n" + ask)


def test_money_already_paid_cannot_become_less(hall: SmallHall) -> None:
    hall.write(FILE, CASE.replace("yuan: 5000\nred_flags", "yuan: 2000\nred_flags"))
    at(hall.only_problem(), 21, 5, "3000", "不能变少")
    hall.write(FILE, CASE.replace("yuan: 3000", "yuan: 5000"))
    assert hall.check() == (), "a step that adds nothing"


def test_more_cannot_come_back_than_was_lost(hall: SmallHall) -> None:
    hall.write(FILE, CASE.replace("yuan_saved: 5000", "yuan_saved: 5001"))
    at(hall.only_problem(), 26, 1, "5001", "5000")
    hall.write(FILE, CASE)
    assert hall.check() == ()


def test_a_question_in_a_case_has_a_good_answer(hall: SmallHall) -> None:
    risky = "text: 转, reply: 别转。, good: false"
    hall.write(FILE, asking(risky, "text: 再转, reply: 别转。, good: false"))
    at(hall.only_problem(), 21, 7, "good: true")
    hall.write(FILE, asking(risky, "text: 不转, reply: 对。, good: true"))
    assert hall.check() == ()


def test_two_answers_to_a_question_cannot_share_an_id(hall: SmallHall) -> None:
    safe = "text: 不转, reply: 对。, good: true"
    hall.write(FILE, asking("id: b, text: 转, reply: 别转。, good: false", safe))  # the letter the second one is given
    at(hall.only_problem(), 23, 11, "编号", "分不开")
    hall.write(FILE, asking("id: pay, text: 转, reply: 别转。, good: false", safe))
    assert hall.check() == ()


def test_what_a_case_names_exists(hall: SmallHall) -> None:
    for key, value, words in (
        ("type: refund", "type: refnud", "是不是想写 refund"),
        ("rules: [six-1]", "rules: [six-11]", "口诀编号"),
        ("rules: [six-1]", "also: [polce]", "是不是想写 police"),
        ("rules: [six-1]", "picture: case_warnings/pictures/gone.jpg", "没有找到"),
    ):
        hall.write(FILE, CASE.replace(key, value))
        assert words in hall.only_problem().message


@pytest.mark.parametrize(
    ("key", "value", "codes"),
    [
        ("outcome: stopped", "outcome: won", ["stopped", "recovered", "unknown", "sentenced"]),
        ("band: middle", "band: old", ["minor", "senior"]),
        ("region: shandong", "region: here", ["local", "overseas"]),
    ],
)
def test_an_unknown_word_of_a_vocabulary_is_answered_with_those_there_are(
    hall: SmallHall, key: str, value: str, codes: list[str]
) -> None:
    hall.write(FILE, CASE.replace(key, value))
    message = hall.only_problem().message
    assert all(code in message for code in codes), message


def test_options_without_ids_are_given_letters_and_keep_their_own(hall: SmallHall) -> None:
    hall.write(FILE, asking("text: 转, reply: 别转。, good: false", "id: stop, text: 不转, reply: 对。, good: true"))
    (case,) = hall.load().zones["case_warnings"].cases
    ask: Any = case.steps[1].ask
    assert [option.id for option in ask.options] == ["a", "stop"]
