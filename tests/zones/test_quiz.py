"""What visitors notice in 知识考核区: a fair form, a reason after each answer, and both skills told apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.content.load import load
from kiosk.content.models.quiz import Blueprint, QuizItem, QuizOption
from kiosk.core.events import ChoiceMade, Event, QuestionAnswered, QuizFinished
from kiosk.draw.items import Code, Item, Text, targets
from kiosk.draw.look import Look
from kiosk.parts.film import FilmInfo
from kiosk.scene import Drag, Tap, Visit
from kiosk.zones import zone_scenes
from kiosk.zones.quiz import Quiz, State, can_draw, draw_form
from kiosk.zones.quiz.form import options_of
from kiosk.zones.quiz.score import Score, balance_line, praise_line

ROOT = Path(__file__).parents[2]
LOOK = Look()
BLUEPRINT = Blueprint(4, 2, 2, "四道题，有真有假。", ("上等", "中等", "多看几遍"))
ITEMS = (
    QuizItem(
        "a",
        "brushing",
        "judge",
        False,
        "收到一条消息，怎么看？",
        "先垫钱的都是圈套。",
        "点赞返现，先垫付五十元",
        answer="诈骗",
    ),
    QuizItem(
        "b", "genuine", "judge", True, "接到一个电话，怎么看？", "96110是真的。", "我是96110，请您小心", answer="真实"
    ),
    QuizItem(
        "c",
        "refund",
        "multiple",
        False,
        "哪些做法靠得住？",
        "自己查订单。",
        "",
        (QuizOption("查订单", True), QuizOption("打官方电话", True), QuizOption("点链接", False)),
    ),
    QuizItem(
        "d",
        "genuine",
        "which_real",
        True,
        "哪一条是真的？",
        "真短信不要码。",
        "",
        (QuizOption("把码给我", False), QuizOption("请勿告诉他人", True), QuizOption("转到安全账户", False)),
    ),
)
NAMES = {"brushing": "刷单返利", "refund": "冒充客服"}
ZONE = Quiz(ITEMS, BLUEPRINT, NAMES, "不轻信，不转账，多核实。", "某某体验馆")
PEOPLE = Visit(people=12, seed=7)


@cache
def load_quiz() -> Quiz:
    loaded = load(ROOT / "content", ROOT / "zones.yaml")
    assert loaded.quiz is not None
    return Quiz(loaded.quiz.items, loaded.quiz.blueprint, loaded.type_names, "不轻信。", "某馆")


def words(zone: Quiz, state: State, look: Look = LOOK) -> str:
    return said(zone.view(state, look))


def said(items: list[Item]) -> str:
    return "\n".join("".join(i.lines) for i in items if isinstance(i, Text))


def play(state: State, *taps: str) -> tuple[State, list[Event]]:
    events: list[Event] = []
    for target in taps:
        step = ZONE.touch(state, Tap(target))
        state = step.state
        events += step.events
    return state, events


def answer(state: State, right: bool = True) -> tuple[State, list[Event]]:
    """Answers the item in view as a visitor would, and stays on its explanation."""
    options = options_of(state.form[state.index])
    best = [i for i, o in enumerate(options) if o.right]
    chosen = best if right else [next(i for i in range(len(options)) if i not in best)]
    state, events = play(state, *(f"ask/{i}" for i in chosen))
    if state.asked.answered:
        return state, events
    state, more = play(state, "ask/answer")
    return state, events + more


def whole_form(state: State, wrong: tuple[str, ...] = ()) -> tuple[State, list[Event]]:
    events: list[Event] = []
    while state.stage == "item":
        state, first = answer(state, state.form[state.index].id not in wrong)
        state, then = play(state, "next")
        events += [*first, *then]
    return state, events


def at(item: str, way: str = "solo", visit: Visit = PEOPLE) -> State:
    state, _ = play(ZONE.start(visit), f"way/{way}")
    while state.form[state.index].id != item:
        state, _ = answer(state)
        state, _ = play(state, "next")
    return state


@given(st.integers(-(2**40), 2**40))
@settings(max_examples=60, deadline=None)
def test_every_form_of_the_hall_keeps_the_blueprint(seed: int) -> None:
    quiz = load_quiz()
    form = draw_form(quiz.items, quiz.blueprint, seed)
    assert len(form) == len({item.id for item in form}) == quiz.blueprint.items
    assert sum(item.genuine for item in form) == quiz.blueprint.genuine
    assert max(Counter(item.type for item in form).values()) <= quiz.blueprint.max_per_type
    pool = {item.id: item for item in quiz.items}
    for item in form:
        assert sorted(item.options, key=str) == sorted(pool[item.id].options, key=str)
    assert form == draw_form(tuple(reversed(quiz.items)), quiz.blueprint, seed)


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
        QuizItem(str(i), kind, "true_false", real, "对还是错？", "因为。", answer="对")
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


def test_one_answer_and_the_explanation_is_there_with_what_it_was() -> None:
    state = at("a")
    before = words(ZONE, state)
    assert "先垫钱的都是圈套。" not in before
    assert "模拟演示" in before
    assert "“点赞返现，先垫付五十元”" in before
    state, events = answer(state)
    after = words(ZONE, state)
    for shown in ("答对了", "这是诈骗", "先垫钱的都是圈套。", "刷单返利"):
        assert shown in after
    assert events == [QuestionAnswered("quiz", "a", "brushing", "judge", True, False, True, "诈骗")]


def test_taking_something_genuine_for_a_scam_is_recorded_as_that_and_blames_nobody() -> None:
    state, events = answer(at("b"), right=False)
    assert events == [QuestionAnswered("quiz", "b", "genuine", "judge", False, True, True, "诈骗")]
    for shown in ("再看一眼", "这是真实的", "答案是它", "您选的"):
        assert shown in words(ZONE, state)


def test_only_a_judgement_says_scam_or_not() -> None:
    assert [e.said_scam for e in answer(at("d"))[1] if isinstance(e, QuestionAnswered)] == [None]


def test_several_can_be_ticked_and_unticked_before_the_answer() -> None:
    state = at("c")
    right = [i for i, o in enumerate(options_of(state.form[state.index])) if o.right]
    state, events = play(state, "ask/0", "ask/1", "ask/2", "ask/0")
    assert events == []
    assert state.asked.chosen == (1, 2)
    state, _ = play(state, "ask/1", "ask/2", *(f"ask/{i}" for i in right))
    assert "选好了" in words(ZONE, state)
    state, events = play(state, "ask/answer")
    assert isinstance(events[0], QuestionAnswered)
    assert events[0].right
    assert {"查订单", "打官方电话"} == set(events[0].given.split("；"))


def test_some_of_the_right_ones_is_nearly_there() -> None:
    state = at("c")
    one = next(i for i, o in enumerate(options_of(state.form[state.index])) if o.right)
    state, _ = play(state, f"ask/{one}", "ask/answer")
    assert "还差一点" in words(ZONE, state)


def test_a_group_raises_hands_and_may_change_its_mind_before_the_answer_is_shown() -> None:
    state = at("b", "group")
    assert "请大家举手" in words(ZONE, state)
    state, events = play(state, "ask/0", "ask/1")
    assert events == []
    assert "看答案" in words(ZONE, state)
    assert "这是真实的" not in words(ZONE, state)
    state, _ = play(state, "hands/+", "hands/+", "hands/-", "hands/+")
    assert "7 位" in words(ZONE, state)
    state, events = play(state, "ask/answer")
    assert [type(e) for e in events] == [QuestionAnswered, ChoiceMade]
    assert events[1] == ChoiceMade("quiz", "b", "hands", "7", None, "genuine")
    assert "12 位里有 7 位举手选了它" in words(ZONE, state)


def test_hands_need_not_be_counted_and_never_exceed_the_group() -> None:
    state, events = play(at("b", "group"), "ask/0", "ask/answer")
    assert [type(e) for e in events] == [QuestionAnswered]
    state, _ = play(at("b", "group"), "ask/0", *["hands/+"] * 30)
    assert state.hands == 12
    assert play(state, *["hands/-"] * 30)[0].hands == 0
    alone, _ = play(at("b", "group", Visit(people=1)), "ask/0", "hands/+")
    assert alone.hands == -1


def test_the_result_tells_scams_and_genuine_apart() -> None:
    state, events = whole_form(play(ZONE.start(PEOPLE), "way/solo")[0], wrong=("b", "d"))
    assert events[-1] == QuizFinished(4, 2, "solo", 8)
    assert draw_form(ITEMS, BLUEPRINT, 8) == state.form
    shown = words(ZONE, state)
    for line in ("2/4", "认出骗局", "2 / 2", "认出真的", "0 / 2", "中等", "先核实"):
        assert line in shown
    assert sum(t.startswith("look/") for t in targets(ZONE.view(state, LOOK))) == 2


def test_suspecting_everything_does_not_earn_the_best_line() -> None:
    suspicious = Score(5, 10, 5, 5, 5, 0, (1,))
    assert praise_line(BLUEPRINT, suspicious) == "中等"
    assert praise_line(BLUEPRINT, Score(8, 10, 5, 4, 5, 4, ())) == "上等"
    assert praise_line(BLUEPRINT, Score(4, 10, 5, 2, 5, 2, ())) == "多看几遍"
    assert "骗局看得紧" in balance_line(suspicious)
    assert "真的都信得过" in balance_line(Score(5, 10, 5, 0, 5, 5, ()))
    assert balance_line(Score(8, 10, 5, 4, 5, 4, ())) == ""


def test_a_missed_item_can_be_looked_at_again_without_counting() -> None:
    state, _ = whole_form(play(ZONE.start(PEOPLE), "way/solo")[0], wrong=("a",))
    place = next(i for i, item in enumerate(state.form) if item.id == "a")
    again, events = play(state, f"look/{place}")
    assert events == []
    assert ZONE.page(again) == "look:a"
    assert "先垫钱的都是圈套。" in words(ZONE, again)
    assert play(again, "next")[0].stage == play(again, "back")[0].stage == "result"
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
    first = state.form
    done = replace(state, stage="result", finished=1)
    again = quiz.touch(done, Tap("again")).state
    assert again.form != first
    assert (again.stage, again.index, again.answers) == ("item", 0, ())
    assert quiz.goal(again)
    assert not quiz.goal(state)


def test_going_back_keeps_the_answers() -> None:
    state, _ = play(at("a"), "back")
    assert f"接着答第 {state.index + 1} 题" in words(ZONE, state)
    assert play(state, "resume")[0].form[state.index].id == "a"
    assert ZONE.touch(state, Tap("back")).leave == "home"
    finished, _ = whole_form(play(state, "resume")[0])
    start, _ = play(finished, "back")
    assert "看刚才的结果" in words(ZONE, start)
    assert play(start, "resume")[0].stage == "result"


@pytest.mark.parametrize(
    "target",
    ["ask/9", "ask/x", "ask/answer", "next", "hands/+", "way/solo", "look/0", "card", "again", "leave", "gone"],
)
def test_a_stale_target_does_nothing(target: str) -> None:
    state = at("b", "group")
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
        if state.stage == "item" and state.asked.answered:
            item = state.form[state.index]
            assert item.explanation in said(items)
            explained.add(item.id)
    assert explained == {item.id for item in quiz.items}


def test_a_pool_too_small_for_its_blueprint_closes_the_zone_and_no_other() -> None:
    loaded = load(ROOT / "content", ROOT / "zones.yaml")
    assert loaded.quiz is not None
    few = replace(loaded, quiz=replace(loaded.quiz, items=loaded.quiz.items[:3]))
    every, without = (
        {*zone_scenes(content, (), lambda film: FilmInfo(film.title, film.file), {})} for content in (loaded, few)
    )
    assert every - without == {"quiz"}
    assert not can_draw(loaded.quiz.items, replace(loaded.quiz.blueprint, genuine=1_000))
