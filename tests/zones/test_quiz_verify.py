"""The third answer, 先核实: right where what is shown does not decide, kindly answered elsewhere, counted apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kiosk.core.events import QuestionAnswered
from kiosk.core.vocabulary import QuestionForm, Truth, Verdict
from kiosk.draw.items import Item, Text, targets
from kiosk.draw.look import Look
from kiosk.reports.detection import verdict_of
from kiosk.scene import Tap, Visit
from kiosk.zones.quiz.card import take_home_text
from kiosk.zones.quiz.models import Blueprint, QuizItem
from kiosk.zones.quiz.options import options_of
from kiosk.zones.quiz.pages import QuizItemPage, QuizState
from kiosk.zones.quiz.run import QuizAnswer
from kiosk.zones.quiz.scene import QuizScene
from kiosk.zones.quiz.score import QuizScore, balance_line, praise_line, tally
from tests.content.small_hall import SmallHall, at

PLAN = Blueprint(4, 1, 4, "说明", ("上等", "中等", "多看几遍"), verify=2)


def item(name: str, genuine: bool | None) -> QuizItem:
    answer = {True: "真实", False: "诈骗", None: "先核实"}[genuine]
    return QuizItem(
        name, "refund", QuestionForm.JUDGE, "怎么看这条？", "因为如此。", genuine, "一条消息", answer=answer
    )


ITEMS = (item("scam", False), item("real", True), item("open", None), item("either", None))
ZONE = QuizScene(ITEMS, PLAN, {"refund": "冒充客服"}, "不轻信。", "某馆")
ANSWERS = ("诈骗", "真实", "先核实")


def asked(name: str) -> QuizState:
    state = ZONE.touch(ZONE.start(Visit(seed=1)), Tap("way/solo")).state
    while isinstance(state.page, QuizItemPage) and state.page.run.item.id != name:
        state = ZONE.touch(ZONE.touch(state, Tap("ask/0")).state, Tap("next")).state
    return state


def answered(name: str, answer: str) -> tuple[str, QuestionAnswered]:
    """What stands on the screen once the item was answered so, and the event."""
    step = ZONE.touch(asked(name), Tap(f"ask/{ANSWERS.index(answer)}"))
    (event,) = step.events
    assert isinstance(event, QuestionAnswered)
    return words(ZONE.view(step.state, Look())), event


def words(items: list[Item]) -> str:
    return "\n".join("".join(i.lines) for i in items if isinstance(i, Text))


def test_a_judgement_offers_three_answers_and_says_so() -> None:
    shown = words(ZONE.view(asked("scam"), Look()))
    assert all(word in shown for word in ("是骗局", "是真的", "先核实"))
    assert [option.id for option in options_of(ITEMS[0])] == ["scam", "genuine", "verify"]


@pytest.mark.parametrize(("name", "right"), [("scam", "诈骗"), ("real", "真实"), ("open", "先核实")])
def test_one_of_the_three_is_right(name: str, right: str) -> None:
    for answer in ANSWERS:
        shown, event = answered(name, answer)
        assert event.right is (answer == right)
        assert ("答对了" in shown) is (answer == right)


def test_what_it_was_is_said_and_to_check_first_is_never_called_a_mistake() -> None:
    assert "要先核实" in answered("open", "诈骗")[0]
    for name, truth in (("scam", "这是骗局"), ("real", "这是真的")):
        shown, _ = answered(name, "先核实")
        assert "先核实也稳妥" in shown and truth in shown and "再看一眼" not in shown
    assert "再看一眼" in answered("scam", "真实")[0]


@pytest.mark.parametrize(
    ("name", "answer", "said_scam", "verdict"),
    [
        ("scam", "诈骗", True, Verdict.HIT),
        ("scam", "真实", False, Verdict.MISS),
        ("scam", "先核实", None, Verdict.WITHHELD),
        ("real", "诈骗", True, Verdict.FALSE_ALARM),
        ("real", "真实", False, Verdict.CORRECT_REJECTION),
        ("real", "先核实", None, Verdict.WITHHELD),
        ("open", "诈骗", True, None),
        ("open", "真实", False, None),
        ("open", "先核实", None, None),
    ],
)
def test_to_check_first_is_neither_hit_nor_false_alarm(
    name: str, answer: str, said_scam: bool | None, verdict: Verdict | None
) -> None:
    _, event = answered(name, answer)
    assert event.said_scam is said_scam
    assert verdict_of(event) is verdict
    assert Truth.of(event.genuine) is {"scam": Truth.SCAM, "real": Truth.GENUINE, "open": Truth.OPEN}[name]


def test_the_score_counts_what_does_not_decide_apart() -> None:
    given = [QuizAnswer((0,)), QuizAnswer((2,)), QuizAnswer((2,)), QuizAnswer((1,))]
    assert tally(ITEMS, given) == QuizScore(
        2, 4, 1, 1, 1, 0, (3,), unclear=2, unclear_right=1, scams_withheld=0, genuine_withheld=1, checked=(1,)
    )
    assert tally(ITEMS, [QuizAnswer((2,))] * 4).scams_withheld == 1


@pytest.mark.parametrize(
    ("scams", "genuine", "words"),
    [((0, 2), (0, 1), "样样先核实"), ((0, 3), (4, 0), "样样先核实"), ((4, 0), (2, 2), ""), ((4, 0), (2, 0), "骗局看得紧"),
     ((2, 2), (4, 0), ""), ((2, 1), (4, 0), ""), ((2, 0), (4, 0), "真的都信得过")],
)  # fmt: skip
def test_who_would_check_first_is_told_of_no_leaning(
    scams: tuple[int, int], genuine: tuple[int, int], words: str
) -> None:
    (scams_right, scams_withheld), (genuine_right, genuine_withheld) = scams, genuine
    score = QuizScore(
        0, 8, 4, scams_right, 4, genuine_right, (), scams_withheld=scams_withheld, genuine_withheld=genuine_withheld
    )
    line = balance_line(score)
    assert words in line and bool(words) == bool(line)


@pytest.mark.parametrize(("unclear_right", "line"), [(2, "上等"), (1, "上等"), (0, "中等")])
def test_the_best_line_wants_half_of_what_does_not_decide(unclear_right: int, line: str) -> None:
    score = QuizScore(8 + unclear_right, 10, 4, 4, 4, 4, (), unclear=2, unclear_right=unclear_right)
    assert praise_line(PLAN, score) == line


def test_result_and_card_show_it_and_only_where_there_was_any() -> None:
    state = asked("")
    assert "知道先核实" in words(ZONE.view(state, Look()))
    assert "知道先核实" in words(ZONE.view(ZONE.touch(state, Tap("card")).state, Look()))
    without = QuizScene(
        [replace(each, id=f"{each.id}{n}") for n in range(2) for each in ITEMS[:2]],
        replace(PLAN, genuine=2, verify=0), {}, "不轻信。", "某馆",
    )  # fmt: skip
    state = without.touch(without.start(Visit(seed=1)), Tap("way/solo")).state
    while isinstance(state.page, QuizItemPage):
        state = without.touch(without.touch(state, Tap("ask/0")).state, Tap("next")).state
    assert "知道先核实" not in words(without.view(state, Look()))


def test_who_would_check_first_is_listed_apart_from_the_mistakes_and_may_look_again() -> None:
    state = ZONE.start(Visit(seed=1))
    state = ZONE.touch(state, Tap("way/solo")).state
    while isinstance(state.page, QuizItemPage):
        state = ZONE.touch(ZONE.touch(state, Tap("ask/2")).state, Tap("next")).state
    items = ZONE.view(state, Look())
    assert "先核实的，也稳妥" in words(items) and "答错的" not in words(items) and "全对" not in words(items)
    looks = [target for target in targets(items) if target.startswith("look/")]
    assert len(looks) == 2
    again = ZONE.touch(state, Tap(looks[0])).state
    assert ZONE.page(again).startswith("look:")
    assert "先核实也稳妥" in words(ZONE.view(again, Look()))


def test_the_code_to_take_home_holds_it() -> None:
    score = QuizScore(7, 10, 4, 3, 4, 3, (), unclear=2, unclear_right=1)
    assert (
        take_home_text(score, "不轻信。", "某馆")
        == "某馆：10道题答对7道，认出骗局3/4，认出真的3/4，知道先核实1/2。不轻信。"
    )


FILE = "content/quiz/items/all.yaml"


def changed(hall: SmallHall, **keys: Any) -> None:
    data = hall.data(FILE)
    data["items"][0] = {key: value for key, value in (data["items"][0] | keys).items() if value is not None}
    hall.write(FILE, data)


def test_an_item_that_does_not_decide_says_neither_genuine_nor_scam(hall: SmallHall) -> None:
    changed(hall, answer="先核实", genuine=None)
    assert hall.check() == ()
    for genuine in (True, False):
        changed(hall, answer="先核实", genuine=genuine)
        at(hall.only_problem(), 13, 3, "先核实", "删掉 genuine")


def test_every_other_item_says_which(hall: SmallHall) -> None:
    changed(hall, genuine=None)
    at(hall.only_problem(), 2, 3, "没有写 genuine", "genuine: true", "genuine: false")


def test_a_blueprint_asks_no_more_of_them_than_there_are(hall: SmallHall) -> None:
    plan = hall.data("content/quiz/blueprint.yaml")
    hall.write("content/quiz/blueprint.yaml", plan | {"verify": 1})
    at(hall.only_problem(), 3, 15, "先核实题只抽得出 0 道，要 1 道")
    changed(hall, answer="先核实", genuine=None)
    assert hall.check() == ()
    hall.write("content/quiz/blueprint.yaml", plan | {"verify": 6})
    at(hall.only_problem(), 2, 10, "真的题（5 道）加先核实题（6 道）比整套题（10 道）还多")
