"""What visitors notice in 知识考核区: a fair form, a reason after each answer, and both skills told apart."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import combinations, permutations
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.content.catalogue import Catalogue
from kiosk.content.load import load
from kiosk.content.loaded import Loaded
from kiosk.content.wording_hash import wording_of
from kiosk.core.events import Event, HandsCounted, QuestionAnswered, QuizFinished
from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import QuestionForm, QuizWay
from kiosk.draw.items import Code, Item, Text, targets
from kiosk.draw.look import Look
from kiosk.scene import Drag, Tap, Visit
from kiosk.strategies import FORM_CEILING
from kiosk.wiring import Files, scene_makers
from kiosk.zones.quiz.form import can_draw, draw_form, ease, led_pool
from kiosk.zones.quiz.manifest import QUIZ, QuizContent
from kiosk.zones.quiz.models import Blueprint, FixedAnswer, QuizItem, QuizOption
from kiosk.zones.quiz.naming import known_by
from kiosk.zones.quiz.options import options_of
from kiosk.zones.quiz.pages import (
    QuizCardPage,
    QuizItemPage,
    QuizLookPage,
    QuizResultPage,
    QuizStartPage,
    QuizState,
)
from kiosk.zones.quiz.run import QuizAnswer, QuizRun
from kiosk.zones.quiz.scene import QuizScene
from kiosk.zones.quiz.score import QuizScore, answered, balance_line, praise_line, tally
from kiosk.zones.register import CATALOGUE, ZONES
from tests.real_hall import PLACES, content, without_rooms

LOOK = Look()
BLUEPRINT = Blueprint(4, 2, 2, "四道题，有真有假。", ("上等", "中等", "多看几遍"))
ITEMS = (
    QuizItem(
        "a",
        "brushing",
        QuestionForm.JUDGE,
        "收到一条消息，怎么看？",
        "先垫钱的都是圈套。",
        False,
        "点赞返现，先垫付五十元",
        answer="诈骗",
    ),
    QuizItem(
        "b",
        "genuine",
        QuestionForm.JUDGE,
        "接到一个电话，怎么看？",
        "96110是真的。",
        True,
        "我是96110，请您小心",
        answer="真实",
    ),
    QuizItem(
        "c",
        "refund",
        QuestionForm.MULTIPLE,
        "哪些做法靠得住？",
        "自己查订单。",
        False,
        "",
        (
            QuizOption("查订单", True, "order"),
            QuizOption("打官方电话", True, "call"),
            QuizOption("点链接", False, "link"),
        ),
    ),
    QuizItem(
        "d",
        "genuine",
        QuestionForm.WHICH_REAL,
        "哪一条是真的？",
        "真短信不要码。",
        True,
        "",
        (
            QuizOption("把码给我", False, "give_code"),
            QuizOption("请勿告诉他人", True, "keep_secret"),
            QuizOption("转到安全账户", False, "safe_account"),
        ),
    ),
)
BY_ID = {item.id: item for item in ITEMS}
NAMES = {"brushing": "刷单返利", "refund": "冒充客服"}
ZONE = QuizScene(ITEMS, BLUEPRINT, NAMES, "不轻信，不转账，多核实。", "某某体验馆")
PEOPLE = Visit(people=12, seed=7)


def judged(item: str, right: bool, said: str) -> QuestionAnswered:
    """The event of a judgement of one of ITEMS."""
    i = BY_ID[item]
    return QuestionAnswered(
        "quiz", item, i.type, i.genuine, wording_of(i), QuestionForm.JUDGE, said, right, said == "scam"
    )


@cache
def load_quiz() -> QuizScene:
    quiz = content().zones["quiz"]
    assert isinstance(quiz, QuizContent)
    return QuizScene(quiz.items, quiz.blueprint, content().shared.type_names, "不轻信。", "某馆")


def words(zone: QuizScene, state: QuizState, look: Look = LOOK) -> str:
    return said(zone.view(state, look))


def said(items: list[Item]) -> str:
    return "\n".join("".join(i.lines) for i in items if isinstance(i, Text))


def run_of(state: QuizState) -> QuizRun:
    """The form that is answered or was."""
    assert state.page.run is not None
    return state.page.run


def play(state: QuizState, *taps: str) -> tuple[QuizState, list[Event]]:
    events: list[Event] = []
    for target in taps:
        step = ZONE.touch(state, Tap(target))
        state = step.state
        events += step.events
    return state, events


def answer(state: QuizState, right: bool = True) -> tuple[QuizState, list[Event]]:
    """Answers the item in view as a visitor would, and stays on its explanation."""
    options = options_of(run_of(state).item)
    best = [i for i, o in enumerate(options) if o.right]
    chosen = best if right else [next(i for i in range(len(options)) if i not in best)]
    state, events = play(state, *(f"ask/{i}" for i in chosen))
    state, more = play(state, "ask/answer")
    return state, events + more


def whole_form(state: QuizState, wrong: tuple[str, ...] = ()) -> tuple[QuizState, list[Event]]:
    events: list[Event] = []
    while isinstance(state.page, QuizItemPage):
        state, first = answer(state, run_of(state).item.id not in wrong)
        state, then = play(state, "next")
        events += [*first, *then]
    return state, events


def at(item: str, way: str = "solo", visit: Visit = PEOPLE) -> QuizState:
    state, _ = play(ZONE.start(visit), f"way/{way}")
    while run_of(state).item.id != item:
        state, _ = answer(state)
        state, _ = play(state, "next")
    return state


@given(st.integers(-(2**40), 2**40))
@settings(max_examples=60, deadline=None)
def test_every_form_of_the_hall_keeps_the_blueprint(seed: int) -> None:
    quiz = load_quiz()
    bank = list(quiz.items.values())
    form = draw_form(bank, quiz.blueprint, seed)
    assert len(form) == len({item.id for item in form}) == quiz.blueprint.items
    kinds = Counter(item.genuine for item in form)
    assert (kinds[True], kinds[None]) == (quiz.blueprint.genuine, quiz.blueprint.verify)
    assert max(Counter(item.type for item in form).values()) <= quiz.blueprint.max_per_type
    for item in form:
        assert sorted(item.options, key=str) == sorted(quiz.items[item.id].options, key=str)
    assert form == draw_form(bank[::-1], quiz.blueprint, seed)


@given(
    st.lists(st.tuples(st.sampled_from("xyz"), st.booleans()), min_size=4, max_size=9),
    st.integers(1, 3),
    st.integers(1, 2),
    st.integers(0, 99),
)
@settings(deadline=None)
def test_a_form_is_found_wherever_there_is_one(
    kinds: list[tuple[str, bool]], genuine: int, most: int, seed: int
) -> None:
    pool = [
        QuizItem(str(i), kind, QuestionForm.TRUE_FALSE, "对还是错？", "因为。", real, answer="对")
        for i, (kind, real) in enumerate(kinds)
    ]
    blueprint = Blueprint(4, genuine, most, "说明", ("一", "二", "三"))

    def allowed(form: tuple[QuizItem, ...]) -> bool:
        counts = Counter(item.type for item in form)
        return sum(item.genuine for item in form) == genuine and max(counts.values()) <= most

    if any(allowed(form) for form in combinations(pool, 4)):
        form = draw_form(pool, blueprint, seed)
        assert len(form) == 4
        assert allowed(form)
    else:
        with pytest.raises(ValueError, match="too few"):
            draw_form(pool, blueprint, seed)


def test_options_come_in_another_order_in_another_form() -> None:
    orders = {
        tuple(o.text for o in item.options)
        for seed in range(30)
        for item in draw_form(ITEMS, BLUEPRINT, seed)
        if item.id == "d"
    }
    assert len(orders) > 2


def graded(levels: list[int]) -> list[QuizItem]:
    return [
        replace(BY_ID["b"], id=f"{i}", type=f"t{i}", genuine=i % 2 == 0, difficulty=level)
        for i, level in enumerate(levels)
    ]


@pytest.mark.parametrize("seed", range(8))
def test_a_form_begins_with_its_easiest_items(seed: int) -> None:
    form = draw_form(graded([3, 1, 2, 1, 3, 2, 1, 3]), replace(BLUEPRINT, items=8, genuine=4), seed)
    assert [item.difficulty for item in form] == [1, 1, 1, 2, 2, 3, 3, 3]


def test_equally_difficult_items_stay_in_the_order_they_were_drawn() -> None:
    plan = replace(BLUEPRINT, items=8, genuine=4)
    drawn = {seed: [item.id for item in draw_form(graded([2] * 8), plan, seed)] for seed in range(8)}
    assert len({tuple(ids) for ids in drawn.values()}) > 4
    for seed, ids in drawn.items():
        mixed = draw_form(graded([1 if i % 2 else 2 for i in range(8)]), plan, seed)
        assert [item.id for item in mixed] == sorted(ids, key=lambda name: int(name) % 2 == 0)


def test_every_form_of_the_hall_grows_more_difficult() -> None:
    quiz = load_quiz()
    form = draw_form(list(quiz.items.values()), quiz.blueprint, 5)
    levels = [item.difficulty for item in form]
    assert levels == sorted(levels) and len(set(levels)) > 1


def test_one_answer_and_the_explanation_is_there_with_what_it_was() -> None:
    state = at("a")
    before = words(ZONE, state)
    assert "先垫钱的都是圈套。" not in before
    assert "模拟演示" in before
    assert "“点赞返现，先垫付五十元”" in before
    state, events = answer(state)
    after = words(ZONE, state)
    for shown in ("答对了", "这是骗局", "先垫钱的都是圈套。"):
        assert shown in after
    assert events == [judged("a", True, "scam")]


def test_taking_something_genuine_for_a_scam_is_recorded_as_that_and_blames_nobody() -> None:
    state, events = answer(at("b"), right=False)
    assert events == [judged("b", False, "scam")]
    for shown in ("再看一眼", "这是真的", "答案是它", "您选的"):
        assert shown in words(ZONE, state)


def test_only_a_judgement_says_scam_or_not() -> None:
    events = [e for e in answer(at("d"))[1] if isinstance(e, QuestionAnswered)]
    assert [(e.said_scam, e.option) for e in events] == [(None, "keep_secret")]


def test_several_can_be_ticked_and_unticked_before_the_answer() -> None:
    state = at("c")
    right = [i for i, o in enumerate(options_of(run_of(state).item)) if o.right]
    state, events = play(state, "ask/0", "ask/1", "ask/2", "ask/0")
    assert events == []
    assert run_of(state).asked.chosen == (1, 2)
    state, _ = play(state, "ask/1", "ask/2", *(f"ask/{i}" for i in right))
    assert "选好了" in words(ZONE, state)
    state, events = play(state, "ask/answer")
    assert isinstance(events[0], QuestionAnswered)
    assert events[0].right
    assert events[0].option == "order+call"


def test_several_answers_have_boxes_and_a_key_that_waits() -> None:
    state = at("c")
    shown = words(ZONE, state)
    assert "可以选几个" in shown and "选好了" in shown
    assert "next" not in targets(ZONE.view(state, LOOK))
    assert not any(letter in shown.split() for letter in "ABC")


@pytest.mark.parametrize("look", [LOOK, replace(LOOK, large=True)], ids=["normal", "large"])
@pytest.mark.parametrize("item", ["a", "b", "c", "d"])
def test_the_whole_explanation_says_what_was_chosen_and_what_was_right(item: str, look: Look) -> None:
    state = at(item)
    options = options_of(run_of(state).item)
    wrong = next(i for i, option in enumerate(options) if not option.right)
    state, _ = play(state, f"ask/{wrong}", "ask/answer")
    assert isinstance(state.page, QuizItemPage)
    shown = said(ZONE.view(replace(state, page=replace(state.page, fuller=True)), look))
    assert any(mine in shown for mine in ("您选的", "选错了"))
    assert any(right in shown for right in ("答案", "正确", "是真的", "您漏了"))


def test_some_of_the_right_ones_is_nearly_there() -> None:
    state = at("c")
    one = next(i for i, o in enumerate(options_of(run_of(state).item)) if o.right)
    state, _ = play(state, f"ask/{one}", "ask/answer")
    shown = words(ZONE, state)
    assert "还差一点" in shown and "您选对了" in shown and "您漏了" in shown and "正确" not in shown


def test_each_row_of_several_says_what_was_right_left_out_and_wrong() -> None:
    state = at("c")
    ids = [o.id for o in options_of(run_of(state).item)]
    state, _ = play(state, *(f"ask/{ids.index(name)}" for name in ("order", "link")), "ask/answer")
    shown = words(ZONE, state).split()
    assert [shown.count(word) for word in ("您选对了", "您漏了", "选错了")] == [1, 1, 1]


@pytest.mark.parametrize("look", [LOOK, replace(LOOK, large=True)], ids=["normal", "large"])
def test_the_list_names_a_scam_by_its_kind_and_something_genuine_as_real(look: Look) -> None:
    state, _ = whole_form(play(ZONE.start(PEOPLE), "way/solo")[0], wrong=("a", "b", "d"))
    shown = words(ZONE, state, look)
    for line in ("刷单返利", "真的：接到一个电话，怎么看", "哪一条是真的", "答错的，点开再看"):
        assert line in shown
    assert "真的：哪一条" not in shown and "先核实的" not in shown


def test_a_genuine_call_is_known_by_its_title_and_what_does_not_decide_by_what_happened() -> None:
    call = replace(BY_ID["b"], type="refund")
    assert known_by(call, NAMES, {"b": "路灯修好了吗"}) == "真的：路灯修好了吗"
    assert known_by(replace(call, genuine=None, answer="先核实"), NAMES, {}) == "要核实：接到一个电话，怎么看"


def hands_of(events: list[Event]) -> list[tuple[tuple[str, int], ...]]:
    return [event.hands for event in events if isinstance(event, HandsCounted)]


def test_a_group_raises_hands_for_both_sides_and_may_change_its_mind_before_the_answer_is_shown() -> None:
    state = at("b", "group")
    assert "请大家举手" in words(ZONE, state)
    state, events = play(state, "hands/0/9", "hands/0/2", "hands/1/7")
    assert events == [] and "看答案" in words(ZONE, state) and "这是真的" not in words(ZONE, state)
    assert run_of(state).hands.rest == 3
    state, events = play(state, "next")
    assert events == [
        judged("b", True, "genuine"),
        HandsCounted("quiz", "b", "genuine", True, wording_of(BY_ID["b"]), (("scam", 2), ("genuine", 7)), 12),
    ]
    shown = words(ZONE, state)
    assert "2 位说是骗局 · 7 位说是真的 · 3 位先核实" in shown and "这是真的" in shown and "答对了" in shown
    assert "7 位说是真的" in words(ZONE, play(state, "more")[0])


def test_two_touches_judge_an_item_one_shows_the_truth_and_one_goes_on() -> None:
    state, events = play(at("b", "group"), "hands/0/4", "hands/1/8", "next", "next")
    assert isinstance(events[0], QuestionAnswered) and run_of(state).index == run_of(at("b")).index + 1


@pytest.mark.parametrize("people", [2, 15])
def test_the_hands_of_the_smallest_and_the_largest_group(people: int) -> None:
    group = Visit(people=people, seed=7)
    _, events = play(at("b", "group", group), f"hands/1/{people}", "hands/0/1", "next")
    assert hands_of(events) == [(("scam", 0), ("genuine", people))], "nobody is counted twice"
    assert judged("b", True, "genuine") in events


@pytest.mark.parametrize(("hands", "said"), [(("hands/0/6", "hands/1/6"), 6), (("hands/1/5",), 7)])
def test_a_group_that_is_divided_or_mostly_not_sure_would_check_first(hands: tuple[str, ...], said: int) -> None:
    state, events = play(at("b", "group"), *hands, "next")
    assert isinstance(events[0], QuestionAnswered)
    assert (events[0].option, events[0].right, events[0].said_scam) == ("verify", False, None)
    assert "先核实也稳妥" in words(ZONE, state)
    kept = play(at("b", "group"), "hands/1/6", "next")[1]
    assert judged("b", True, "genuine") in kept, "six of twelve who are sure are enough"


def test_a_group_that_nobody_counts_sees_the_truth_and_nothing_is_said_of_it() -> None:
    state, events = play(at("b", "group"), "next")
    assert events == []
    shown = words(ZONE, state)
    assert "这是真的" in shown and "96110是真的。" in shown
    assert not any(judgement in shown for judgement in ("答对了", "再看一眼", "您选"))
    assert play(at("b", "group"), "hands/0/1", "hands/0/1", "next")[1] == [], "taken away again"


def test_a_group_may_say_it_without_counting_and_hands_outweigh_what_was_touched() -> None:
    _, events = play(at("b", "group"), "ask/0", "ask/1", "ask/answer")
    assert events == [judged("b", True, "genuine")]
    _, events = play(at("b", "group"), "ask/0", "hands/1/8", "ask/0", "next")
    assert events[0] == judged("b", True, "genuine")


def test_who_judges_alone_raises_no_hand() -> None:
    for way, visit in (("solo", PEOPLE), ("group", Visit(people=1))):
        state = at("b", way, visit)
        assert not any(word.startswith("hands/") for word in targets(ZONE.view(state, LOOK)))
        assert play(state, "hands/0/1", "next", "aside")[0] == state
    assert isinstance(play(at("b"), "ask/0")[1][0], QuestionAnswered), "alone one touch is the answer"


def test_of_several_sentences_each_has_its_own_hands_and_one_person_raises_one() -> None:
    state, _ = play(at("d", "group"), "ask/0", "hands/0/7")
    assert "7 位" in words(ZONE, state)
    state, events = play(state, "ask/2", "hands/2/9", "hands/2/5", "ask/answer")
    option = {o.text: o.id for o in BY_ID["d"].options}
    texts = [o.text for o in options_of(run_of(state).item)]
    assert hands_of(events) == [((option[texts[0]], 7), (option[texts[2]], 5))]
    answer_event = events[0]
    assert isinstance(answer_event, QuestionAnswered) and answer_event.option == option[texts[0]]
    assert {"7 位", "5 位"} <= {*words(ZONE, state).split("\n")}


def test_where_several_are_right_a_hand_may_go_up_for_each_and_more_than_half_tick_it() -> None:
    shown = options_of(run_of(at("c", "group")).item)
    ids = [o.id for o in shown]
    order, call, link = (ids.index(name) for name in ("order", "call", "link"))
    taps = [f"ask/{order}", f"hands/{order}/12", f"ask/{call}", f"hands/{call}/7", f"ask/{link}", f"hands/{link}/6"]
    state, events = play(at("c", "group"), *taps, "next")
    assert isinstance(events[0], QuestionAnswered) and events[0].right and events[0].option == "order+call"
    assert {*hands_of(events)[0]} == {("order", 12), ("call", 7), ("link", 6)}
    assert "答对了" in words(ZONE, state)


def test_a_group_that_walks_to_the_sides_does_so_for_the_rest_of_the_zone() -> None:
    state = play(ZONE.start(PEOPLE), "way/group")[0]
    while run_of(state).item.form is not QuestionForm.JUDGE:
        state = play(state, "next", "next")[0]
    here = {word: item.rect for word, item in targets(ZONE.view(state, LOOK)).items()}
    walked = play(state, "aside")[0]
    halves = {word: item.rect for word, item in targets(ZONE.view(walked, LOOK)).items()}
    assert halves["ask/0"].w > 2 * here["ask/0"].w and halves["ask/0"].right < 960 < halves["ask/1"].x
    there, events = play(walked, "ask/1", "next")
    assert [event.option for event in events if isinstance(event, QuestionAnswered)] == ["genuine"]
    assert there.walked and not play(walked, "aside")[0].walked
    three = at("b", "group", Visit(people=3, seed=7))
    assert play(three, "aside")[0] == three


def test_a_form_nobody_judged_praises_nobody_and_shows_all_of_it_again() -> None:
    state, events = play(ZONE.start(PEOPLE), "way/group")
    while isinstance(state.page, QuizItemPage):
        state, more = play(state, "next", "next")
        events += more
    assert events == [] and ZONE.goal(state)
    shown = words(ZONE, state)
    assert "答案都看过了" in shown and "全对" not in shown and "上等" not in shown and "0/" not in shown
    assert sum(target.startswith("look/") for target in targets(ZONE.view(state, LOOK))) == 4
    assert ZONE.page(play(state, "look/0")[0]).startswith("look:")
    card = play(state, "card")[0]
    code = next(i for i in ZONE.view(card, LOOK) if isinstance(i, Code))
    assert code.data == "某某体验馆：不轻信，不转账，多核实。"


def test_what_was_not_judged_counts_neither_for_nor_against_a_group() -> None:
    state, _ = play(ZONE.start(PEOPLE), "way/group", "next", "next")
    state, rest = whole_form(state)
    assert rest[-1] == QuizFinished(3, 3, QuizWay.GROUP, 8)
    assert "3/3" in words(ZONE, state)


def test_the_result_tells_scams_and_genuine_apart() -> None:
    state, events = whole_form(play(ZONE.start(PEOPLE), "way/solo")[0], wrong=("b", "d"))
    assert events[-1] == QuizFinished(4, 2, QuizWay.SOLO, 8)
    assert draw_form(ITEMS, BLUEPRINT, 8) == run_of(state).form
    shown = words(ZONE, state)
    for line in ("2/4", "认出骗局", "2 / 2", "认出真的", "0 / 2", "中等", "还要打回去核实"):
        assert line in shown
    assert sum(t.startswith("look/") for t in targets(ZONE.view(state, LOOK))) == 2


def score(scams_right: int, genuine_right: int, of: int = 5) -> QuizScore:
    """The score of a form with `of` scams and as many genuine things."""
    return QuizScore(scams_right + genuine_right, 2 * of, of, scams_right, of, genuine_right, ())


def test_suspecting_everything_does_not_earn_the_best_line() -> None:
    assert praise_line(BLUEPRINT, score(5, 0)) == "中等"
    assert praise_line(BLUEPRINT, score(0, 5)) == "中等"


@pytest.mark.parametrize(
    ("scams_right", "genuine_right", "of", "line"),
    [
        (4, 4, 5, "上等"),
        (4, 3, 5, "中等"),
        (3, 4, 5, "中等"),
        (8, 8, 10, "上等"),
        (8, 7, 10, "中等"),
        (28, 28, 35, "上等"),
        (27, 35, 35, "中等"),
        (3, 2, 5, "中等"),
        (2, 2, 5, "多看几遍"),
    ],
)
def test_the_best_line_begins_at_four_fifths_of_both_and_the_middle_one_at_half(
    scams_right: int, genuine_right: int, of: int, line: str
) -> None:
    assert praise_line(BLUEPRINT, score(scams_right, genuine_right, of)) == line


@pytest.mark.parametrize(
    ("scams_right", "genuine_right", "words"),
    [(5, 3, "骗局看得紧"), (5, 4, ""), (4, 4, ""), (4, 5, ""), (3, 5, "真的都信得过"), (2, 0, "骗局看得紧")],
)
def test_a_leaning_is_said_from_a_difference_of_two(scams_right: int, genuine_right: int, words: str) -> None:
    line = balance_line(score(scams_right, genuine_right))
    assert words in line and bool(words) == bool(line)


def test_what_leans_is_said_in_these_words_and_no_others() -> None:
    assert balance_line(score(5, 3)) == "骗局看得紧，真的错过了几样。挂断以后，还要打回去核实。"
    assert balance_line(score(3, 5)) == "真的都信得过，骗局漏了几样。催转钱、要验证码的，停一停。"


def test_the_score_counts_scams_and_genuine_things_apart_and_only_what_was_answered() -> None:
    pool = [i for i in content().zones["quiz"].items if i.form is QuestionForm.JUDGE]
    scams, genuine = [i for i in pool if not i.genuine][:3], [i for i in pool if i.genuine][:1]
    form = [*scams, *genuine]

    def answer_of(item: QuizItem, right: bool) -> QuizAnswer:
        return QuizAnswer(tuple(n for n, o in enumerate(options_of(item)) if o.right is right)[:1])

    given = [answer_of(item, right) for item, right in zip(form, (True, False, True, False), strict=True)]
    assert tally(form, given) == QuizScore(2, 4, 3, 2, 1, 0, (1, 3))
    assert tally(form, given[:1]) == QuizScore(1, 1, 1, 1, 0, 0, ())
    assert tally(form, []) == QuizScore(0, 0, 0, 0, 0, 0, ())


@pytest.mark.parametrize(
    ("ticked", "right"), [("order call", True), ("order", False), ("order call link", False), ("link", False)]
)
def test_several_are_right_only_when_exactly_those_are_ticked(ticked: str, right: bool) -> None:
    state = at("c")
    ids = [o.id for o in options_of(run_of(state).item)]
    state, events = play(state, *(f"ask/{ids.index(name)}" for name in ticked.split()), "ask/answer")
    event = events[0]
    assert isinstance(event, QuestionAnswered)
    assert event.right == right and event.option == "+".join(
        name for name in ("order", "call", "link") if name in ticked
    )
    assert ("答对了" in words(ZONE, state)) == right


def test_a_whole_form_of_several_with_one_tick_too_many_is_wrong_throughout() -> None:
    form = [replace(BY_ID["c"], id=str(i)) for i in range(4)]
    exact, greedy = [QuizAnswer((0, 1))] * 4, [QuizAnswer((0, 1, 2))] * 4
    assert tally(form, exact).right == 4 and tally(form, exact).missed == ()
    assert tally(form, greedy).right == 0 and tally(form, greedy).missed == (0, 1, 2, 3)


def test_the_same_choice_is_logged_the_same_however_the_options_were_shuffled() -> None:
    item = BY_ID["c"]
    events = set()
    for options in permutations(item.options):
        shown = replace(item, options=options)
        chosen = [i for i, o in enumerate(options) if o.id in ("link", "order")]
        events.add(answered(shown, chosen, item))
    (event,) = events
    assert event.option == "order+link" and event.wording == wording_of(item)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_what_counts_as_the_same_item_does_not_hang_on_the_order_of_its_options(item: QuizItem) -> None:
    assert {wording_of(replace(item, options=order)) for order in permutations(item.options)} == {wording_of(item)}
    assert wording_of(replace(item, explanation="换了讲解。")) != wording_of(item)
    assert wording_of(replace(item, difficulty=3, type="law")) == wording_of(item)


def test_a_missed_item_can_be_looked_at_again_without_counting() -> None:
    state, _ = whole_form(play(ZONE.start(PEOPLE), "way/solo")[0], wrong=("a",))
    place = next(i for i, item in enumerate(run_of(state).form) if item.id == "a")
    again, events = play(state, f"look/{place}")
    assert events == []
    assert ZONE.page(again) == "look:a"
    assert "先垫钱的都是圈套。" in words(ZONE, again)
    assert play(again, "next")[0] == play(again, "back")[0] == state
    assert play(state, f"look/{(place + 1) % 4}")[0] == state


def test_the_card_names_nobody_and_its_code_holds_result_and_reminder() -> None:
    state, _ = whole_form(play(ZONE.start(PEOPLE), "way/group")[0])
    state, _ = play(state, "card")
    shown = words(ZONE, state)
    for line in ("某某体验馆", "一行 12 人，答完第 1 套题", "4/4", "上等"):
        assert line in shown
    code = next(i for i in ZONE.view(state, LOOK) if isinstance(i, Code))
    assert code.data == "某某体验馆：4道题答对4道，认出骗局2/2，认出真的2/2。不轻信，不转账，多核实。"
    assert ZONE.touch(state, Tap("leave")).leave == "home"


def test_another_form_is_another_form_and_the_goal_stays() -> None:
    quiz = load_quiz()
    state = quiz.touch(quiz.start(PEOPLE), Tap("way/solo")).state
    done = replace(state, page=QuizResultPage(run_of(state)), finished=True)
    again = quiz.touch(done, Tap("again")).state
    assert isinstance(again.page, QuizItemPage)
    assert run_of(again).form != run_of(state).form
    assert (run_of(again).number, run_of(again).index, run_of(again).answers) == (2, 0, ())
    assert quiz.goal(again)
    assert not quiz.goal(state)


def test_going_back_keeps_the_answers() -> None:
    state, _ = play(at("a"), "back")
    assert f"接着答第 {run_of(state).index + 1} 题" in words(ZONE, state)
    assert run_of(play(state, "resume")[0]).item.id == "a"
    assert ZONE.touch(state, Tap("back")).leave == "home"
    finished, _ = whole_form(play(state, "resume")[0])
    start, _ = play(finished, "back")
    assert "看刚才的结果" in words(ZONE, start)
    assert play(start, "resume")[0] == finished


def test_going_back_from_the_last_explanation_does_not_lose_the_result() -> None:
    state, _ = play(ZONE.start(PEOPLE), "way/solo")
    for _ in range(3):
        state, _ = play(answer(state)[0], "next")
    state, _ = play(answer(state)[0], "back")
    assert "接着答第 4 题" in words(ZONE, state) and not ZONE.goal(state)
    state, events = play(state, "resume", "next")
    assert events == [QuizFinished(4, 4, QuizWay.SOLO, 8)] and ZONE.goal(state)
    state, events = play(state, "back", "resume")
    assert events == [] and ZONE.page(state) == "result"


@pytest.mark.parametrize(
    "target",
    ["ask/9", "ask/x", "ask/answer", "next", "hands/0/1", "way/solo", "look/0", "card", "again", "leave", "gone"],
)
def test_a_stale_target_does_nothing(target: str) -> None:
    state = at("b", "group", Visit(people=1, seed=7))
    step = ZONE.touch(state, Tap(target))
    assert (step.state, step.events, step.leave) == (state, (), "")
    assert ZONE.touch(state, Drag("gone", "move", 0, 9)).state == state


def test_an_answer_cannot_be_changed_once_it_is_given() -> None:
    state, _ = answer(at("b"))
    assert play(state, "ask/0", "ask/answer")[0] == state


def test_the_page_of_a_long_text_can_be_dragged_and_comes_to_rest() -> None:
    state = ZONE.touch(at("a"), Drag("read", "end", 0, -50, vy=-800, extent=900)).state
    assert ZONE.due(state) == 0.0
    for _ in range(400):
        state = ZONE.tick(state, 0.016).state
    assert ZONE.due(state) is None


def test_every_item_of_the_pool_is_walked_to_its_explanation() -> None:
    quiz = load_quiz()
    explained = set()
    for state in quiz.samples():
        items = quiz.view(state, LOOK)
        assert items == quiz.view(state, LOOK)
        if isinstance(state.page, QuizItemPage) and state.page.run.asked.answered:
            item = state.page.run.item
            assert (item.explanation if state.page.fuller else item.why) in said(items)
            explained |= {item.id} if state.page.fuller else set()
    assert explained == set(quiz.items)


def test_every_kind_of_page_is_among_the_samples() -> None:
    kinds = {
        (type(s.page), s.page.run is None, s.page.run is not None and s.page.run.over) for s in load_quiz().samples()
    }
    assert kinds == {
        (QuizStartPage, True, False),
        (QuizStartPage, False, False),
        (QuizStartPage, False, True),
        (QuizItemPage, False, False),
        (QuizResultPage, False, True),
        (QuizCardPage, False, True),
        (QuizLookPage, False, True),
    }


def test_a_pool_too_small_for_its_blueprint_closes_the_zone_and_no_other(tmp_path: Path) -> None:
    few = tmp_path / "content"
    shutil.copytree(PLACES.content, few, ignore=without_rooms)
    shutil.rmtree(few / "quiz" / "items")
    (few / "quiz" / "items").mkdir()
    shutil.copy(PLACES.content / "quiz" / "items" / "genuine.yaml", few / "quiz" / "items")
    assert zone_names(PLACES.content) - zone_names(few) == {"quiz"}
    quiz = content().zones["quiz"]
    assert not can_draw(quiz.items, replace(quiz.blueprint, genuine=1_000))


def zone_names(folder: Path) -> set[str]:
    """The zones that open on that content."""
    loaded = load(CATALOGUE, folder, PLACES.hall)
    assert loaded.hall is not None
    return {*scene_makers(loaded, loaded.hall, Files(PLACES))} & {zone.id for zone in ZONES}


def alone() -> Loaded:
    return load(Catalogue([QUIZ.content]), PLACES.content, PLACES.hall)


def test_reports_name_an_item_by_the_beginning_of_its_stem_and_topics_by_their_words() -> None:
    quiz = alone().zones["quiz"]
    long, exact = "一" * 25, "二" * 24
    names = QUIZ.names(replace(quiz, items=(replace(ITEMS[0], stem=long), replace(ITEMS[1], stem=exact))))
    assert names["a"] == "一" * 24 + "…" and names["b"] == exact
    assert (names["law"], names["general"]) == ("法律知识", "被骗之后怎么办")


def test_every_option_of_the_hall_has_an_id_of_its_own() -> None:
    for item in alone().zones["quiz"].items:
        ids = [option.id for option in options_of(item)]
        assert all(ids) and len(set(ids)) == len(ids), item.id


def test_the_words_of_the_fixed_answers_are_what_content_may_write() -> None:
    written = get_args(get_type_hints(QuizItem)["answer"])
    assert {word for word in written if word} == {answer.word for answer in FixedAnswer}


REASONED = replace(
    BY_ID["a"],
    why="先垫钱就是圈套。",
    decides="先垫付五十元",
    short="先垫付五十元，马上返现",
    quote="点赞返现，先垫付五十元",
)
BRIEF = QuizScene((REASONED, *ITEMS[1:]), BLUEPRINT, NAMES, "不轻信。", "某馆")


def test_one_sentence_first_and_the_whole_reason_behind_a_key_that_leads_back_and_on() -> None:
    state = BRIEF.touch(at("a"), Tap("back")).state
    asked = replace(state, page=QuizItemPage(replace(run_of(state), form=(REASONED,), index=0)))
    state = BRIEF.touch(asked, Tap("ask/0")).state
    assert "先垫钱就是圈套。" in words(BRIEF, state) and "先垫钱的都是圈套。" not in words(BRIEF, state)
    more = BRIEF.touch(state, Tap("more")).state
    for shown in ("先垫钱的都是圈套。", "点赞返现，先垫付五十元", "刷单返利"):
        assert shown in words(BRIEF, more)
    assert BRIEF.touch(more, Tap("back")).state == state
    assert BRIEF.touch(more, Tap("next")).state == BRIEF.touch(state, Tap("next")).state


def test_the_sentence_that_decides_is_marked_only_once_the_answer_is_there() -> None:
    run = replace(run_of(at("a")), form=(REASONED,), index=0)
    asked = replace(at("a"), page=QuizItemPage(run))

    def marked(state: QuizState) -> list[str]:
        texts = [i for i in BRIEF.view(state, LOOK) if isinstance(i, Text)]
        return [i.lines[m.line][m.start : m.end] for i in texts for m in i.marks]

    assert marked(asked) == []
    assert marked(BRIEF.touch(asked, Tap("ask/1")).state) == ["先垫付五十元"]


def test_the_pan_with_the_truth_sinks_whatever_was_chosen() -> None:
    def heights(state: QuizState) -> dict[str, float]:
        found = {"".join(i.lines): i.rect.y for i in ZONE.view(state, LOOK) if isinstance(i, Text)}
        return {word: found[word] for word in ("是骗局", "是真的")}

    level = heights(at("a"))
    assert level["是骗局"] == level["是真的"]
    for right in (True, False):
        told_scam, told_genuine = heights(answer(at("a"), right)[0]), heights(answer(at("b"), right)[0])
        assert told_scam["是骗局"] > told_scam["是真的"]
        assert told_genuine["是骗局"] < told_genuine["是真的"]


LED = Visit(people=12, seed=7, led=True)
SCREEN = Look(area=Rect(96, 120, 1728, 809))
"""As on the panel of the hall."""


@cache
def heard_quiz() -> QuizScene:
    quiz = content().zones["quiz"]
    calls = tuple(content().shared.calls.values())
    return QuizScene(quiz.items, quiz.blueprint, content().shared.type_names, "不轻信。", "某馆", calls)


@pytest.mark.parametrize("people", [1, 12])
def test_the_yellow_key_alone_leads_from_the_door_to_the_next_zone(people: int) -> None:
    """Whoever is alone also touches an answer; of a group nobody has to be counted."""
    quiz = heard_quiz()
    state, seen = quiz.start(replace(LED, people=people)), 0
    while True:
        shown = targets(quiz.view(state, SCREEN))
        assert not any("/to/" in word for word in shown)
        step = quiz.touch(state, Tap("next" if "next" in shown else next(iter(shown))))
        if step.leave:
            break
        state, seen = step.state, seen + 1
        assert seen < 40
    assert step.leave == "onward" and state.finished
    kinds = Counter(item.genuine for item in run_of(state).form)
    assert (kinds[True], kinds[False], kinds[None]) == (2, 3, 1)


@pytest.mark.parametrize("look", [SCREEN, Look(large=True, area=Rect(96, 134, 1728, 766))], ids=["normal", "large"])
def test_what_decides_is_never_below_the_fold(look: Look) -> None:
    quiz = heard_quiz()
    folded = {
        quiz.page(state)
        for state in quiz.samples()
        if isinstance(state.page, QuizItemPage) and not state.page.fuller
        if any("/to/" in word for word in targets(quiz.view(state, look)))
    }
    assert not folded


def test_a_guided_form_asks_judgements_only_half_of_what_is_decided_genuine_or_nearly() -> None:
    quiz = content().zones["quiz"]
    plan = quiz.blueprint.led
    for seed in range(20):
        form = draw_form(led_pool(quiz.items, quiz.blueprint), plan, seed)
        assert {item.form for item in form} == {QuestionForm.JUDGE}
        assert ease(form) <= FORM_CEILING
