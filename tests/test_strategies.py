"""Bots that know nothing: what each reaches, and when it is too much."""

from __future__ import annotations

import pytest

from kiosk.strategies import FORM_CEILING, LEAST_SET, SET_GAIN, Bot, Played, PlayedSet, Posed, forms, most, odds, play
from kiosk.strategies import table as table_of


def won(bot: Bot, posed: Posed) -> float:
    return odds(posed)[bot]


def judged(truth: str, said: str = "您好", name: str = "a") -> Posed:
    """A judgement with the three answers of the quiz."""
    answers = ("scam", "genuine", "verify")
    scam, genuine, verify = (float(truth == answer) for answer in answers)
    return Posed(
        name, ("诈骗", "真实", "先核实"), frozenset({answers.index(truth)}), said, False, scam=scam, genuine=genuine,
        verify=verify,
    )  # fmt: skip


def choice(*options: str, right: int = 0, shuffled: bool = True, **more: bool) -> Posed:
    return Posed("c", options, frozenset({right}), shuffled=shuffled, **more)


@pytest.mark.parametrize(
    ("bot", "truth"), [(Bot.SCAM, "scam"), (Bot.GENUINE, "genuine"), (Bot.VERIFY, "verify"), (Bot.WARY, "verify")]
)
def test_one_answer_to_everything_is_right_where_that_is_the_answer_and_nowhere_else(bot: Bot, truth: str) -> None:
    assert [won(bot, judged(each)) for each in ("scam", "genuine", "verify")] == [
        float(each == truth) for each in ("scam", "genuine", "verify")
    ]


@pytest.mark.parametrize(
    ("bot", "sign"),
    [
        (Bot.LINK, "请点击〔链接〕"),
        (Bot.LINK, "扫码领取"),
        (Bot.NUMBER, "尾号0000"),
        (Bot.HURRY, "今天截止"),
        (Bot.MONEY, "每月800元"),
    ],
)
def test_who_fears_a_sign_says_scam_where_it_stands_and_genuine_where_not(bot: Bot, sign: str) -> None:
    assert won(bot, judged("scam", sign)) == won(bot, judged("genuine", "您好")) == 1
    assert won(bot, judged("genuine", sign)) == won(bot, judged("scam", "您好")) == 0
    assert won(bot, judged("verify", sign)) == won(bot, judged("verify", "您好")) == 0


def test_who_trusts_a_senders_name_believes_it_and_nothing_else() -> None:
    assert won(Bot.SENDER, judged("genuine", "【某行】您好")) == won(Bot.SENDER, judged("scam", "您好")) == 1
    assert won(Bot.SENDER, judged("scam", "【某行】您好")) == won(Bot.SENDER, judged("genuine", "您好")) == 0


def test_a_habit_that_says_nothing_of_a_question_guesses() -> None:
    for bot in (Bot.LINK, Bot.SENDER, Bot.HURRY):
        assert won(bot, choice("一", "二", "三", "四")) == 0.25


def test_places_say_nothing_where_options_are_shuffled() -> None:
    assert won(Bot.FIRST, choice("一", "二", right=0)) == won(Bot.LAST, choice("一", "二", right=0)) == 0.5
    still = choice("一", "二", "三", right=0, shuffled=False)
    assert (won(Bot.FIRST, still), won(Bot.LAST, still)) == (1, 0)
    last = choice("一", "二", "三", right=2, stays_last=True)
    assert (won(Bot.FIRST, last), won(Bot.LAST, last)) == (0, 1)
    before = choice("一", "二", "三", right=0, stays_last=True)
    assert (won(Bot.FIRST, before), won(Bot.LAST, before)) == (0.5, 0)


def test_of_equally_long_options_one_is_taken_by_chance() -> None:
    assert won(Bot.LONGEST, choice("一二三", "一二三", "一二", right=0)) == 0.5
    assert won(Bot.LONGEST, choice("一二三", "一二", "一二", right=1)) == 0
    assert won(Bot.SHORTEST, choice("一二三", "一二", "一二", right=1)) == 0.5


def test_the_most_cautious_words_are_counted_and_whoever_trusts_takes_the_least_cautious() -> None:
    asked = choice("先核实，再报警", "挂断", "转账", right=0)
    assert (won(Bot.WARY, asked), won(Bot.GENUINE, asked)) == (1, 0)
    assert won(Bot.GENUINE, choice("先核实，再报警", "转账", right=1)) == 1


def test_of_several_exactly_the_right_ones_must_be_taken() -> None:
    asked = Posed("m", ("先核实", "挂断", "转账"), frozenset({0, 1}), several=True)
    assert asked.chance == pytest.approx(1 / 7)
    assert won(Bot.WARY, asked) == 1
    assert won(Bot.WARY, Posed("m", ("先核实", "挂断", "转账"), frozenset({0, 2}), several=True)) == 0
    same = Posed("m", ("一", "二", "三"), frozenset({0, 1}), several=True)
    assert won(Bot.LONGEST, same) == same.chance
    assert won(Bot.FIRST, Posed("m", ("一", "二"), frozenset({0, 1}), shuffled=False, several=True)) == 0


def test_a_set_is_played_from_eight_questions_on() -> None:
    assert play([judged("scam")] * (LEAST_SET - 1)) == ()
    assert len(play([judged("scam")] * LEAST_SET)) == len(Bot)
    nothing_asked = [Posed("x", ("一", "二"), frozenset({0}), weight=0.0)] * LEAST_SET
    assert play(nothing_asked) == ()


def test_the_ceiling_of_a_set_is_a_quarter_over_guessing_and_may_be_reached() -> None:
    scams, others = (
        [judged("scam", name=f"s{n}") for n in range(7)],
        [judged("genuine", name=f"g{n}") for n in range(5)],
    )
    (scam,) = (one for one in play([*scams, *others]) if one.bot is Bot.SCAM)
    assert scam.chance == pytest.approx(1 / 3) and scam.ceiling == pytest.approx(1 / 3 + SET_GAIN)
    assert scam.score == pytest.approx(7 / 12) == pytest.approx(scam.ceiling) and not scam.above
    (scam,) = (one for one in play([*scams, *others[:4]]) if one.bot is Bot.SCAM)
    assert scam.above and scam.items == ("s0", "s1", "s2")


def test_questions_weigh_as_often_as_they_are_asked() -> None:
    seldom = [Posed("s", ("一", "二"), frozenset({0}), scam=1.0, genuine=0.0, weight=0.5)] * 8
    often = [Posed("g", ("一", "二"), frozenset({1}), scam=0.0, genuine=1.0, weight=1.5)] * 8
    (scam,) = (one for one in play([*seldom, *often]) if one.bot is Bot.SCAM)
    assert scam.score == pytest.approx(0.25)


def test_of_forms_the_easiest_counts_for_each_visitor_sees_but_one() -> None:
    easy, hard = [judged("scam")] * 10, [judged("genuine")] * 10
    (scam,) = (one for one in forms([easy, hard]) if one.bot is Bot.SCAM)
    assert (scam.score, scam.ceiling, scam.count) == (1.0, FORM_CEILING, 2) and scam.above
    six = [judged("scam")] * 6 + [judged("verify")] * 4
    assert most(six) == pytest.approx(0.6)
    assert not any(one.above for one in forms([six]))


def played(bot: Bot, score: float, *items: str) -> Played:
    return Played(bot, 10, score, 0.25, 0.5, items)


def test_one_sentence_tells_of_all_bots_above_and_names_the_items() -> None:
    of = PlayedSet(
        "单选题里", (played(Bot.FIRST, 0.3), played(Bot.WARY, 0.7, "a", "b"), played(Bot.LONGEST, 0.6, "c")), "改短"
    )
    assert of.warning() == (
        "a",
        "单选题里，什么也不懂、只会“总选用词最谨慎的”的人能对 70%（乱猜 25%，上限 50%；还有“总选最长的”）。"
        "最容易这样蒙对的是 a、b：改短",
    )
    assert PlayedSet("单选题里", (played(Bot.WARY, 0.5, "a"),), "改短").warning() is None
    assert PlayedSet("单选题里", (), "改短").warning() is None


def test_the_table_names_score_chance_and_ceiling_and_marks_what_is_above() -> None:
    lines = table_of(
        [PlayedSet("单选题里", (played(Bot.FIRST, 0.3), played(Bot.WARY, 0.7)), ""), PlayedSet("课里", (), "")]
    )
    assert lines == [
        "单选题里：10 道",
        "   30%（乱猜 25%，上限 50%）总选第一个",
        "   70%（乱猜 25%，上限 50%）总选用词最谨慎的　← 高了",
        "课里：不到 8 道，不评",
    ]
