"""Nobody passes the hall's questions by a habit: every set visitors can be asked, and every form of the quiz."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.content.wording_hash import wording_of
from kiosk.core.vocabulary import QuestionForm
from kiosk.scene import Tap, Visit
from kiosk.strategies import FORM_CEILING, Bot, most, odds
from kiosk.zones.case_warnings.manifest import CASE_WARNINGS
from kiosk.zones.case_warnings.pages import shuffled
from kiosk.zones.case_warnings.scene import CaseWarningsScene
from kiosk.zones.quiz.fairness import quiz_played
from kiosk.zones.quiz.form import draw_form, ease
from kiosk.zones.quiz.models import Blueprint, QuizItem, QuizOption
from kiosk.zones.quiz.options import options_of
from kiosk.zones.quiz.strategies import posed
from kiosk.zones.register import ZONES
from kiosk.zones.scam_lessons.models import Exercise, ExerciseKind, ExerciseLine, Lesson, LineSide
from kiosk.zones.scam_lessons.strategies import posed as posed_lesson
from kiosk.zones.six_eight_rules.match import dealt, draw
from kiosk.zones.six_eight_rules.models import NO_RULE, Situation, all_rules
from kiosk.zones.six_eight_rules.strategies import posed as posed_situation
from tests.content.small_hall import SmallHall
from tests.real_hall import content

ASKING = ("case_warnings", "scam_lessons", "six_eight_rules", "quiz")


@cache
def quiz() -> Any:
    return content().zones["quiz"]


@pytest.mark.parametrize("zone", [zone for zone in ZONES if zone.id in ASKING], ids=lambda zone: zone.id)
def test_no_bot_is_above_its_ceiling_in_anything_the_hall_asks(zone: Any) -> None:
    sets = tuple(zone.played(content().zones[zone.id]))
    assert sets and all(of.played for of in sets)
    assert [of.warning() for of in sets if of.warning()] == []


@given(st.integers(-(2**40), 2**40))
@settings(max_examples=150, deadline=None)
def test_no_bot_gets_more_than_six_of_ten_in_any_form(seed: int) -> None:
    form = draw_form(quiz().items, quiz().blueprint, seed)
    for bot in Bot:
        assert sum(odds(posed(item, drawn=True))[bot] for item in form) <= 10 * FORM_CEILING + 1e-9, bot


def test_no_bot_gets_more_than_six_of_ten_in_any_matching_game() -> None:
    rules = content().zones["six_eight_rules"].rules
    texts = {rule.id: rule.text for rule in all_rules(rules)}
    asked = [posed_situation(situation, texts) for situation in rules.situations]
    for seed, number in product(range(200), range(3)):
        game = [asked[i] for i in draw(rules.situations, seed, number)]
        assert most(game) <= FORM_CEILING + 1e-9, (seed, number)


def test_where_an_item_stands_in_its_form_says_little_of_what_it_is() -> None:
    first, last = Counter[bool | None](), Counter[bool | None]()
    for seed in range(150):
        kinds = [item.genuine for item in draw_form(quiz().items, quiz().blueprint, seed)]
        first.update(kinds[:5])
        last.update(kinds[5:])
    for kind in (True, False, None):
        assert 0.5 < first[kind] / last[kind] < 2


def judge(number: int, genuine: bool | None, kind: str = "") -> QuizItem:
    answer = {True: "真实", False: "诈骗", None: "先核实"}[genuine]
    return QuizItem(
        f"i{number}", kind or f"t{number}", QuestionForm.JUDGE, "怎么看？", "因为。", genuine, "一条消息", answer=answer
    )


def test_a_form_holds_as_many_undecided_items_as_its_blueprint_says() -> None:
    pool = [judge(n, (True, False, None)[n % 3]) for n in range(30)]
    plan = Blueprint(10, 4, 2, "说明", ("一", "二", "三"), verify=3)
    kinds = Counter(item.genuine for item in draw_form(pool, plan, 5))
    assert (kinds[True], kinds[False], kinds[None]) == (4, 3, 3)
    with pytest.raises(ValueError, match="too few"):
        draw_form([item for item in pool if item.genuine is not None], plan, 5)


def test_kinds_that_share_a_type_must_have_room_together() -> None:
    pool = [judge(n, genuine, "one") for n, genuine in enumerate((True, False, None) * 3)]
    plan = Blueprint(4, 1, 2, "说明", ("一", "二", "三"), verify=1)
    with pytest.raises(ValueError, match="too few"):
        draw_form(pool, plan, 1)
    assert len(draw_form(pool, replace(plan, max_per_type=4), 1)) == 4


def test_a_pool_out_of_balance_still_gives_a_form_and_the_least_easy_of_those_drawn() -> None:
    scams = [judge(n, False) for n in range(20)]
    plan = Blueprint(4, 0, 1, "说明", ("一", "二", "三"))
    form = draw_form(scams, plan, 3)
    assert len(form) == 4 and ease(form) == 1
    assert form == draw_form(scams, plan, 3)


def test_options_are_shuffled_unless_their_order_means_something() -> None:
    options = tuple(QuizOption(word, word == "一", word) for word in ("一", "二", "三", "四"))
    item = QuizItem("o", "t", QuestionForm.SINGLE, "先做哪样？", "因为。", False, options=options)
    plan = Blueprint(4, 0, 9, "说明", ("一", "二", "三"))
    orders = {
        keep: {
            tuple(o.text for o in drawn.options)
            for seed in range(12)
            for drawn in draw_form([replace(item, id=f"o{n}", keep_order=keep) for n in range(4)], plan, seed)
        }
        for keep in (False, True)
    }
    assert len(orders[False]) > 5 and orders[True] == {("一", "二", "三", "四")}


def test_a_case_asks_in_another_order_in_another_visit_and_is_the_same_case() -> None:
    for case in content().zones["case_warnings"].cases:
        visits = [shuffled(case, seed) for seed in range(8)]
        assert visits[0] == shuffled(case, 0)
        assert {wording_of(visit) for visit in visits} == {wording_of(case)}
        for step, *others in zip(case.steps, *(visit.steps for visit in visits), strict=True):
            if step.ask:
                assert len({other.ask.options for other in others}) > 1
                assert all(sorted(o.ask.options, key=str) == sorted(step.ask.options, key=str) for o in others)
    kept = tuple(replace(step, ask=step.ask and replace(step.ask, keep_order=True)) for step in case.steps)
    assert all(shuffled(replace(case, steps=kept), seed).steps == kept for seed in range(8))


def test_a_case_on_the_wall_is_opened_as_the_visit_shuffled_it() -> None:
    loaded = content()
    scene = CaseWarningsScene(loaded.zones["case_warnings"].cases, loaded.shared.type_names, loaded.shared.rules)
    case = scene.cases[0]
    opened = [scene.touch(scene.start(Visit(seed=seed)), Tap(f"case/{case.id}")).state.page for seed in (1, 2)]
    assert [page.case for page in opened] == [shuffled(case, seed) for seed in (1, 2)]


def test_a_situation_offers_its_rules_in_another_order_in_another_visit() -> None:
    situation = Situation("one", "有人来电话说转接", "six-3", ("six-1", "six-3", "eight-4"), "因为")
    orders = {dealt(situation, seed).choices for seed in range(20)}
    assert len(orders) > 3 and {frozenset(order) for order in orders} == {frozenset(situation.choices)}
    assert dealt(situation, 7) == dealt(situation, 7)
    assert wording_of(dealt(situation, 7)) == wording_of(situation)


def test_who_takes_everything_for_a_scam_picks_any_of_the_rules() -> None:
    rules = {name: f"一律{name}" for name in ("six-1", "six-2", "six-3")}
    scam = posed_situation(Situation("one", "有人来电话", "six-2", tuple(rules), "因为"), rules)
    real = posed_situation(Situation("two", "有人来电话", NO_RULE, tuple(rules), "因为"), rules)
    assert (odds(scam)[Bot.SCAM], odds(scam)[Bot.GENUINE]) == (pytest.approx(1 / 3), 0)
    assert (odds(real)[Bot.SCAM], odds(real)[Bot.GENUINE]) == (0, 1)
    assert (odds(scam)[Bot.LAST], odds(real)[Bot.LAST]) == (0, 1)


@pytest.mark.parametrize(("flags", "all_marked"), [("11", 1), ("10", 1), ("100", 0)])
def test_who_marks_every_line_is_right_while_one_at_most_is_accused_wrongly(flags: str, all_marked: int) -> None:
    lines = tuple(ExerciseLine(f"第{n}句", flag="可疑" if flag == "1" else "") for n, flag in enumerate(flags))
    mine = ExerciseLine("我说的", LineSide.ME)
    exercise = Exercise(ExerciseKind.SMS, "某人", "找一找", False, (*lines, mine), "是诈骗。")
    asked = posed_lesson(Lesson("a", 1, "第一课", "flag", "一句话", (), exercise))
    assert len(asked.options) == len(flags) + 1
    assert (odds(asked)[Bot.SCAM], odds(asked)[Bot.GENUINE], odds(asked)[Bot.FIRST]) == (all_marked, 0, 1)
    real = Exercise(ExerciseKind.SMS, "某人", "找一找", True, (*lines, mine), "是真的。")
    asked = posed_lesson(Lesson("a", 1, "第一课", "flag", "一句话", (), replace(real, lines=(lines[0], mine))))
    assert (odds(asked)[Bot.SCAM], odds(asked)[Bot.GENUINE]) == (0, 1)


def test_a_sentence_is_doubted_by_whoever_takes_everything_for_a_scam() -> None:
    item = QuizItem("t", "t", QuestionForm.TRUE_FALSE, "这是真的。", "因为。", True, answer="错")
    assert (odds(posed(item))[Bot.SCAM], odds(posed(item))[Bot.GENUINE]) == (1, 0)
    assert [o.text for o in options_of(item)] == ["对", "错"]


def test_the_quiz_is_not_played_while_no_form_can_be_drawn() -> None:
    plan = Blueprint(10, 5, 2, "说明", ("一", "二", "三"))
    assert quiz_played([judge(1, True)], plan) == ()
    assert quiz_played(quiz().items, replace(plan, genuine=11)) == ()


def test_in_judgements_the_pool_may_hold_more_of_one_kind_than_a_form_asks() -> None:
    plan = Blueprint(4, 2, 4, "说明", ("一", "二", "三"))
    items = [judge(n, n < 4) for n in range(24)]
    asked = next(of for of in quiz_played(items, plan, drawn=1) if of.name.startswith("诈骗还是真实"))
    scam = next(one for one in asked.played if one.bot is Bot.SCAM)
    assert scam.score == pytest.approx(0.5)


ITEMS, RULES, CASE = (
    "content/quiz/items/all.yaml",
    "content/six_eight_rules/rules.yaml",
    "content/case_warnings/cases/first-case.yaml",
)


def test_items_whose_right_option_is_always_the_longest_are_told(hall: SmallHall) -> None:
    data = hall.data(ITEMS)
    for item in data["items"][:8]:
        right, wrong = {"text": "这一个写得长得多", "right": True}, {"text": "短的", "right": False}
        [item.pop(key) for key in ("quote", "answer", "channel", "short", "decides")]
        item.update(form="single", options=[right, wrong, {**wrong, "text": "短些"}])
    hall.write(ITEMS, data)
    found = [problem for problem in hall.check() if "单选题里" in problem.message]
    assert len(found) == 1 and found[0].warning and "“总选最长的”的人能对 100%" in found[0].message
    assert found[0].line == 2 and "refund-0" in found[0].message


def test_questions_of_cases_whose_good_answer_is_the_cautious_one_are_told(hall: SmallHall) -> None:
    case = hall.data(CASE)
    good, bad = {"text": "挂断，打110核实", "reply": "对", "good": True}, {"text": "照办", "reply": "不", "good": False}
    for number in range(4):
        steps = [
            {**step, "ask": {"question": "换作您？", "options": [good, bad, {**bad, "text": "再听听"}]}}
            if n < 2
            else step
            for n, step in enumerate(case["steps"])
        ]
        hall.write(f"content/case_warnings/cases/case{number}.yaml", {**case, "id": f"case{number}", "steps": steps})
    (found,) = [problem for problem in hall.check() if "案例里的提问" in problem.message]
    assert found.warning and "100%（乱猜 33%，上限 58%" in found.message
    assert found.path == "content/case_warnings/cases/case0.yaml" and "case0 第1步" in found.message


def test_lessons_that_are_all_scams_are_told(hall: SmallHall) -> None:
    one = hall.data("content/scam_lessons/modules/one.yaml")
    for order in range(2, 9):
        hall.write(f"content/scam_lessons/modules/m{order}.yaml", {**one, "id": f"m{order}", "order": order})
    (found,) = hall.check()
    assert found.warning and "各课的“找一找”里" in found.message and "“全说是骗局”" in found.message


def test_a_game_in_which_all_is_genuine_but_one_is_told(hall: SmallHall) -> None:
    data = hall.data(RULES)
    for situation in data["situations"][1:]:
        situation["rule"] = NO_RULE
    hall.write(RULES, data)
    (found,) = hall.check()
    assert found.warning and "“全说是真的”的人能对 88%" in found.message


def test_what_is_kept_off_is_not_played(hall: SmallHall) -> None:
    data = hall.data(RULES)
    for situation in data["situations"][1:]:
        situation["rule"] = NO_RULE
    data["situations"][0]["choices"] = ["six-2", "six-3"]
    hall.write(RULES, data)
    assert any("不在 choices 里" in problem.message for problem in hall.check())


# What is shown before an answer, and what the pool is about


def shown_before(item: QuizItem) -> str:
    return "\n".join([item.stem, item.quote, *(option.text for option in item.options)])


def test_visitors_are_addressed_politely_and_an_app_is_called_by_its_chinese_name() -> None:
    for item in quiz().items:
        narrated = item.stem + item.explanation.replace("“你是不是骗子”", "")
        assert "你" not in narrated, item.id
        assert not re.search(r"[Aa][Pp][Pp]", shown_before(item) + item.explanation), item.id


def test_only_the_answer_says_who_is_an_impostor() -> None:
    for item in quiz().items:
        if item.form is QuestionForm.JUDGE:
            assert "自称" not in item.stem and "“" not in item.stem, item.id


def test_a_situation_does_not_say_itself_that_it_asks_for_nothing() -> None:
    for situation in content().zones["six_eight_rules"].rules.situations:
        assert "自称" not in situation.text and not re.match("“", situation.text), situation.id
        assert not re.search("没要|没提|没有链接|没叫", situation.text), situation.id


def test_the_sender_of_an_exercise_does_not_say_what_it_is() -> None:
    lessons = content().zones["scam_lessons"].modules
    unknown = {lesson.exercise.genuine for lesson in lessons if lesson.exercise.sender == "未知号码"}
    assert unknown in (set(), {True, False})
    assert not any("陌生链接" in line.text for lesson in lessons for line in lesson.exercise.lines)


def test_senders_links_deadlines_and_sums_stand_in_genuine_messages_and_in_scams() -> None:
    judged = [item for item in quiz().items if item.form is QuestionForm.JUDGE]
    for signs in (("【",), ("〔链接〕",), ("今晚", "今日", "今天", "逾期", "前交", "到期", "前领", "前将"), ("元",)):
        for genuine in (True, False, None):
            with_sign = [i.id for i in judged if i.genuine is genuine and any(sign in i.quote for sign in signs)]
            without = [i.id for i in judged if i.genuine is genuine and not any(sign in i.quote for sign in signs)]
            assert with_sign and without, (signs, genuine)


def test_messages_of_every_kind_are_equally_long() -> None:
    judged = [item for item in quiz().items if item.form is QuestionForm.JUDGE]
    middle = [sorted(len(i.quote) for i in judged if i.genuine is kind) for kind in (True, False, None)]
    lengths = [each[len(each) // 2] for each in middle]
    assert max(lengths) <= 1.25 * min(lengths)


@pytest.mark.parametrize(
    "topic",
    [
        "NFC",
        "手机口",
        "演唱会",
        "部队采购",
        "购物卡",
        "数字人民币",
        "eSIM",
        "裸聊敲诈",
        "积分清零",
        "境外来电",
        "12381",
        "先断网，别卸",
    ],
)
def test_the_pool_asks_of_what_is_new(topic: str) -> None:
    assert any(topic in shown_before(item) + item.explanation for item in quiz().items)


def test_a_real_warning_names_the_numbers_end_and_neither_link_nor_call_back() -> None:
    item = next(item for item in quiz().items if "12381" in item.stem and item.form is QuestionForm.JUDGE)
    assert item.genuine and "尾号" in item.quote
    assert not re.search(r"链接|回拨|致电|拨打|联系", item.quote)


def test_case_warnings_brings_its_questions() -> None:
    (of,) = CASE_WARNINGS.played(content().zones["case_warnings"])
    asked = sum(step.ask is not None for case in content().zones["case_warnings"].cases for step in case.steps)
    assert of.played[0].count == asked > 40
