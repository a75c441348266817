"""Sums and days of a case that contradict each other are told, with the exact text to write; what agrees is not."""

from __future__ import annotations

import pytest

from kiosk.zones.case_warnings.day import earlier, named_day
from tests.content.small_hall import CASE, SmallHall, at

FILE = "content/case_warnings/cases/first-case.yaml"
LAST = (21, 5)
"""Where the small hall's case says what its last step adds up to."""


def changed(*pairs: tuple[str, str]) -> str:
    """The small hall's case (5000 yuan handed over in steps of 0, 3000, 5000; all of it stopped) after changes."""
    text = CASE
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


ALL_STEPS_NOTHING = (("    yuan: 3000", "    yuan: 0"), ("    yuan: 5000", "    yuan: 0"))
LOST = (("outcome: stopped", "outcome: lost"), ("yuan_saved: 5000\n", ""))


@pytest.mark.parametrize(
    ("changes", "place", "words"),
    [
        ([("    yuan: 5000", "    yuan: 50000")], LAST, ["50000", "差 10 倍", "yuan: 5000", "yuan_lost: 50000"]),
        ([("    yuan: 5000", "    yuan: 15000")], LAST, ["15000", "元，对不上"]),
        ([("    yuan: 5000", "    yuan: 50001")], LAST, ["50001", "元，对不上"]),
        ([("    yuan: 5000", "    yuan: 4000")], LAST, ["4000", "对不上", "yuan: 5000"]),
        ([("yuan_lost: 5000", "yuan_lost: 50000000"), *LOST], LAST, ["一万倍", "漏了“万”", "yuan: 50000000"]),
        ([("    yuan: 5000", "    yuan: 50000000"), *LOST], (11, 1), ["漏了“万”", "yuan_lost: 50000000"]),
        ([("yuan_lost: 5000", "yuan_lost: 0"), *LOST], (11, 1), ["yuan_lost: 5000"]),
        ([*ALL_STEPS_NOTHING], LAST, ["yuan: 5000", "money: kept"]),
        ([*ALL_STEPS_NOTHING, *LOST], LAST, ["yuan: 5000", "yuan_saved: 5000"]),
        ([("yuan_saved: 5000", "yuan_saved: 2000"), ("    yuan: 5000", "    yuan: 3000")], LAST, ["money: kept"]),
        ([("yuan_saved: 5000", "yuan_saved: 5000\nmoney: kept")], LAST, ["yuan: 0", "删掉 money: kept"]),
        ([("yuan_saved: 5000", "money: kept")], (26, 1), ["yuan_saved: 5000"]),
        (
            [
                ("yuan_saved: 5000", "yuan_saved: 5000\nmoney: kept"),
                ("yuan_lost: 5000", "yuan_lost: 0"),
                ("    yuan: 5000", "    yuan: 0\n    amount: 三万余元"),
            ],
            (22, 5),
            ["没有离手", "“三万余元”", "删掉 amount"],
        ),
        ([("    yuan: 5000", "    yuan: 5000\n    amount: 很多")], LAST, ["amount", "yuan: 0"]),
        ([("    yuan: 5000", "    yuan: 0\n    amount: 2亿港元")], (11, 1), ["2亿港元", "yuan_lost: 0"]),
        ([("yuan_saved: 5000\n", "")], (10, 1), ["拦住了", "yuan_saved: 5000", "outcome: unknown"]),
        ([("outcome: stopped", "outcome: lost")], (10, 1), ["没有追回", "outcome: recovered"]),
        ([("outcome: stopped", "outcome: unknown")], (10, 1), ["未公布", "outcome: recovered"]),
        (
            [("outcome: stopped", "outcome: lost"), ("yuan_saved: 5000", "yuan_saved: 4999")],
            (10, 1),
            ["outcome: partly"],
        ),
        ([("outcome: stopped", "outcome: partly")], (10, 1), ["outcome: recovered", "stopped"]),
        ([("outcome: stopped", "outcome: recovered"), ("yuan_saved: 5000\n", "")], (10, 1), ["yuan_saved: 5000"]),
        (
            [("outcome: stopped", "outcome: recovered"), ("yuan_saved: 5000", "yuan_saved: 4999")],
            (10, 1),
            ["outcome: partly", "yuan_saved: 5000"],
        ),
    ],
)
def test_sums_that_cannot_all_be_true_keep_a_case_off_the_screen(
    hall: SmallHall, changes: list[tuple[str, str]], place: tuple[int, int], words: list[str]
) -> None:
    hall.write(FILE, changed(*changes))
    at(hall.only_problem(), *place, *words)
    assert "case_warnings" not in hall.load().zones, "it was the only case"


@pytest.mark.parametrize(
    "changes",
    [
        [],
        [*LOST],
        [("outcome: stopped", "outcome: recovered")],
        [("outcome: stopped", "outcome: partly"), ("yuan_saved: 5000", "yuan_saved: 4999")],
        [("outcome: stopped", "outcome: sentenced")],
        [("outcome: stopped", "outcome: sentenced"), ("yuan_saved: 5000\n", "")],
        [*ALL_STEPS_NOTHING, ("yuan_saved: 5000", "yuan_saved: 5000\nmoney: kept")],
        [("    yuan: 5000", "    yuan: 3000"), ("yuan_saved: 5000", "yuan_saved: 2000\nmoney: kept"),
         ("outcome: stopped", "outcome: partly")],
        [("yuan_saved: 5000", "yuan_saved: 5000\nmoney: goods")],
        [("yuan_saved: 5000", "money: passed"), ("outcome: stopped", "outcome: sentenced")],
        [("yuan_lost: 5000", "yuan_lost: 0"), ("    yuan: 3000", "    yuan: 0"), *LOST,
         ("    yuan: 5000", "    yuan: 0\n    amount: 2亿港元")],
        [("yuan_lost: 5000", "yuan_lost: 0"), *ALL_STEPS_NOTHING, *LOST],
        [("yuan_lost: 5000", "yuan_lost: 0"), *ALL_STEPS_NOTHING, ("yuan_saved: 5000\n", ""),
         ("outcome: stopped", "outcome: partly")],
        [("yuan_lost: 5000", "yuan_lost: 0"), *ALL_STEPS_NOTHING, *LOST, ("家人拦住了她。", "损失0万元。")],
    ],
)  # fmt: skip
def test_sums_that_agree_are_shown(hall: SmallHall, changes: list[tuple[str, str]]) -> None:
    hall.write(FILE, changed(*changes))
    assert hall.check() == ()


def test_a_sum_the_words_give_in_ten_thousands_is_written_with_them(hall: SmallHall) -> None:
    small = changed(("yuan_lost: 5000", "yuan_lost: 365"), ("    yuan: 3000", "    yuan: 0"), *LOST)
    small = small.replace("    yuan: 5000", "    yuan: 365")
    for words in ("她把365万元转了出去。", "365万元转了出去。", "先是1365万元，又是365万元。"):
        hall.write(FILE, small.replace("家人拦住了她。", words))
        at(hall.only_problem(), 11, 1, "365万", "yuan_lost: 3650000")
    for words in ("她转了1365万元。", "她转了0.365万元。", "她转了365元。"):
        hall.write(FILE, small.replace("家人拦住了她。", words))
        (advice,) = hall.check()
        assert advice.warning and "3650000" in advice.message, "another sum is no proof"


@pytest.mark.parametrize(("yuan", "told"), [(999, 1), (1000, 0)])
def test_a_very_small_sum_is_advised_on_and_shown(hall: SmallHall, yuan: int, told: int) -> None:
    few = changed(("yuan_lost: 5000", f"yuan_lost: {yuan}"), ("    yuan: 3000", "    yuan: 0"), *LOST)
    hall.write(FILE, few.replace("    yuan: 5000", f"    yuan: {yuan}"))
    problems = hall.check()
    assert len(problems) == told and all(problem.warning for problem in problems)
    assert len(hall.load().zones["case_warnings"].cases) == 1


def test_what_is_seldom_so_is_advised_on_and_shown(hall: SmallHall) -> None:
    both_good = (
        "    ask:\n      question: 换作您？\n      options:\n" + "        - {text: 不转, reply: 对。, good: true}\n" * 2
    )
    for changes, place, words in (
        ([("outcome: stopped", "outcome: partly"), ("yuan_saved: 5000\n", "")], (10, 1), ["yuan_saved: "]),
        ([("yuan_saved: 5000", "yuan_saved: 4000")], (10, 1), ["1000", "outcome: partly"]),
        ([("    yuan: 3000\n", "    yuan: 3000\n" + both_good)], (21, 7), ["good: false"]),
    ):
        hall.write(FILE, changed(*changes))
        problem = hall.only_problem()
        at(problem, *place, *words)
        assert problem.warning and len(hall.load().zones["case_warnings"].cases) == 1


@pytest.mark.parametrize(
    ("when", "happened", "suggested"),
    [
        ("2025年8月", "2025-09", "'2025-08'"),
        ("2025年8月", "2024-08", "'2025-08'"),
        ("2025年8月5日", "2025-08-06", "'2025-08-05'"),
        ("2018—2019年", "2020", "'2018'"),
        ("2018—2019年", "2017", "'2018'"),
    ],
)
def test_the_day_in_words_and_the_day_in_figures_agree(
    hall: SmallHall, when: str, happened: str, suggested: str
) -> None:
    hall.write(FILE, changed(("when: 2025年", f"when: {when}\nhappened: '{happened}'"), ("2025-06-16", "2026-01-01")))
    at(hall.only_problem(), 10, 1, when, happened, f"happened: {suggested}")


@pytest.mark.parametrize(
    ("when", "happened"),
    [
        ("2025年8月报道", "2025-08-25"),
        ("2025年8月", "2025"),
        ("2025年春天", "2025-04"),
        ("2018年起", "2018"),
        ("2018—2019年", "2018"),
        ("2018—2019年", "2019-12"),
        ("去年冬天", "2025-12"),
    ],
)
def test_a_day_that_agrees_as_far_as_both_say_it_is_no_fault(hall: SmallHall, when: str, happened: str) -> None:
    hall.write(FILE, changed(("when: 2025年", f"when: {when}\nhappened: '{happened}'"), ("2025-06-16", "2026-01-01")))
    assert hall.check() == ()


def test_a_source_is_not_older_than_what_it_tells_of(hall: SmallHall) -> None:
    hall.write(FILE, changed(("when: 2025年", "when: 2025年6月"), ("2025-06-16", "2025-05")))
    at(hall.only_problem(), 31, 3, "2025-05", "when 写的是“2025年6月”", "date: '2025-06'")
    hall.write(FILE, changed(("when: 2025年", "when: 2025年6月\nhappened: '2025-06-17'")))
    at(hall.only_problem(), 32, 3, "happened 是 2025-06-17", "date: '2025-06-17'")
    for day in ("2025-06-16", "2025-06", "2025"):
        hall.write(FILE, changed(("when: 2025年", f"when: 2025年\nhappened: '{day}'")))
        assert hall.check() == ()
    hall.write(FILE, changed(("when: 2025年", "when: 2025年6月"), ("'2025-06-16'", "不详")))
    assert hall.check() == (), "nobody knows when it was published"


def test_the_day_of_a_case_is_a_day_that_has_come(hall: SmallHall) -> None:
    for written, words in (("2025-13", "没有“2025-13”"), ("2025年6月", "写法不对"), ("2026-11-22", "还没有到")):
        hall.write(FILE, changed(("when: 2025年", f"when: 不久以前\nhappened: '{written}'"), ("'2025-06-16'", "不详")))
        at(hall.only_problem(), 10, 11, words)
    hall.write(FILE, changed(("when: 2025年", "when: 2025年6月\nhappened: '2025-13'")))
    at(hall.only_problem(), 10, 11, "没有“2025-13”")
    hall.write(FILE, changed(("when: 2025年", "when: 不久以前\nhappened: '2026-11-21'"), ("'2025-06-16'", "不详")))
    assert hall.check() == (), "today"


def test_a_day_in_words_is_read_by_its_numbers() -> None:
    assert named_day("2025年8月报道") == "2025-08" and named_day("2023年4月20日") == "2023-04-20"
    assert named_day("2018—2019年") == "2018" and named_day("2025年11月2号") == "2025-11-02"
    assert named_day("2025年1月1日") == "2025-01-01" and named_day("2023年4月20日10时") == "2023-04-20"
    assert named_day("8月") == named_day("") == named_day("去年") == ""
    assert named_day("2025年13月") == named_day("2025年0月") == "2025" and named_day("2025年12月32日") == "2025-12"
    assert named_day("2025年8") == "2025" and named_day("2025年12月31") == "2025-12"


def test_a_month_does_not_lie_before_its_own_days() -> None:
    assert earlier("2025-02", "2025-11") and not earlier("2025-11", "2025-02")
    assert not earlier("2025-06", "2025-06-16") and not earlier("2025-06-16", "2025-06") and earlier("2024", "2025-01")
