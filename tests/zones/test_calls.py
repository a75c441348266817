"""Listening to calls: in the ear training of 诈骗知识学习区 and as items of the quiz."""

from __future__ import annotations

from collections import Counter

import pytest

from kiosk.content.models.call import Call, CallLine
from kiosk.core.events import HandsCounted, ItemFinished, ItemOpened, QuestionAnswered
from kiosk.core.vocabulary import AgeBand, QuestionForm, Silhouette, VisitMode
from kiosk.draw.items import Item, Sound, Text, targets
from kiosk.draw.look import Look
from kiosk.scene import Tap, Visit
from kiosk.zones.quiz.calls import call_items
from kiosk.zones.quiz.form import draw_form
from kiosk.zones.quiz.models import QuizItem
from kiosk.zones.quiz.pages import QuizItemPage, QuizState
from kiosk.zones.quiz.scene import QuizScene
from kiosk.zones.scam_lessons import ear
from kiosk.zones.scam_lessons.ear import EarPage, EarResultPage
from kiosk.zones.scam_lessons.pages import ScamLessonsState
from kiosk.zones.scam_lessons.scene import ScamLessonsScene
from tests.real_hall import content
from tests.zones.test_scam_lessons import MODULES

LOOK = Look()
CALLS: tuple[Call, ...] = content().zones["scam_lessons"].calls


def made(number: int, genuine: bool, ages: AgeBand = AgeBand.SENIOR) -> Call:
    script = (CallLine("您好，请问是您本人吗？"), CallLine("是我。", me=True), CallLine("那就好。", decides=True))
    closing = f"第{number}通电话的讲解，凭最后那一句就能知道是真是假，记住就好。"
    return Call(
        f"call{number}",
        f"第{number}通",
        "refund",
        genuine,
        "来电人",
        Silhouette.WOMAN,
        Silhouette.MAN,
        ages,
        script,
        closing,
    )


POOL = tuple(made(i, i % 2 == 0, AgeBand.MINOR if i < 4 else AgeBand.SENIOR) for i in range(12))
ZONE = ScamLessonsScene(MODULES, POOL)


def touched(state: ScamLessonsState, *words: str) -> ScamLessonsState:
    for word in words:
        state = ZONE.touch(state, Tap(word)).state
    return state


def begun(seed: int = 7, ages: tuple[AgeBand, ...] = ()) -> ScamLessonsState:
    """At the first call, which rings."""
    state = touched(ZONE.start(Visit(seed=seed, ages=ages)), "rail/8")
    return touched(ZONE.tick(state, 2.0).state, "next")


def page(state: ScamLessonsState) -> EarPage:
    assert isinstance(state.page, EarPage)
    return state.page


def words(items: list[Item]) -> str:
    return "".join("".join(item.lines) for item in items if isinstance(item, Text))


def test_the_ear_training_is_the_last_station_of_the_rail_and_rings_at_once() -> None:
    state = begun()
    assert {item.name for item in ZONE.view(state, LOOK) if isinstance(item, Sound)} >= {"ring", "vibration"}
    assert "call/answer" in targets(ZONE.view(state, LOOK))
    assert not {"ear/scam", "ear/genuine"} & set(targets(ZONE.view(state, LOOK)))


def test_without_calls_there_is_no_such_station() -> None:
    without = ScamLessonsScene(MODULES)
    assert without.start(Visit()).rail.count == len(MODULES)
    assert ZONE.start(Visit()).rail.count == len(MODULES) + 1


@pytest.mark.parametrize("said_scam", [True, False])
def test_an_answer_is_logged_and_the_sentence_that_decided_is_shown(said_scam: bool) -> None:
    state = touched(begun(), "call/answer")
    call = page(state).listening.call
    step = ZONE.touch(state, Tap("ear/scam" if said_scam else "ear/genuine"))
    asked, finished = step.events
    assert isinstance(asked, QuestionAnswered) and isinstance(finished, ItemFinished)
    assert (asked.item, asked.genuine, asked.form) == (call.id, call.genuine, QuestionForm.JUDGE)
    assert asked.said_scam is said_scam and asked.right is (said_scam is not call.genuine)
    shown = words(ZONE.view(step.state, LOOK))
    assert call.script[call.decisive].text in shown.replace("\n", "") and call.closing in shown
    assert ("这是真的" in shown) is call.genuine and ("听出来了" in shown) is asked.right


def led_group(people: int = 12) -> ScamLessonsState:
    """A group that is led, at the first call, answered."""
    state = touched(ZONE.start(Visit(people=people, mode=VisitMode.GUIDED, seed=7)), "rail/8")
    return touched(ZONE.tick(state, 2.0).state, "next", "call/answer")


@pytest.mark.parametrize(
    ("hands", "said_scam"), [(("hands/0/8", "hands/1/3"), True), (("hands/0/3", "hands/1/8"), False)]
)
def test_a_group_says_by_hands_what_a_call_was(hands: tuple[str, ...], said_scam: bool) -> None:
    state = touched(led_group(), *hands)
    call = page(state).listening.call
    assert not page(state).listening.judged and "看答案" in words(ZONE.view(state, LOOK))
    step = ZONE.touch(state, Tap("next"))
    asked, counted, finished = step.events
    assert isinstance(asked, QuestionAnswered) and isinstance(finished, ItemFinished)
    assert (asked.said_scam, asked.right) == (said_scam, said_scam is not call.genuine)
    assert asked.option == ("scam" if said_scam else "genuine")
    assert isinstance(counted, HandsCounted) and counted.genuine is call.genuine
    assert (counted.hands, counted.people) == (
        (("scam", 8 if said_scam else 3), ("genuine", 3 if said_scam else 8)),
        12,
    )
    shown = words(ZONE.view(step.state, LOOK))
    assert "1 位拿不准" in shown and ("听出来了" in shown) is asked.right
    assert ("这是真的" in shown) is call.genuine and call.script[call.decisive].text in shown


def test_a_group_that_is_divided_or_not_counted_has_not_judged_and_hears_what_it_was() -> None:
    divided = ZONE.touch(touched(led_group(), "hands/0/6", "hands/1/6"), Tap("next"))
    assert [type(event) for event in divided.events] == [HandsCounted, ItemFinished]
    silent = ZONE.touch(led_group(), Tap("next"))
    assert [type(event) for event in silent.events] == [ItemFinished]
    shown = words(ZONE.view(silent.state, LOOK))
    assert "听出来" not in shown and ("这是真的" in shown or "这是骗局" in shown)


def test_a_round_without_a_judgement_counts_nothing_and_one_with_some_counts_those() -> None:
    state = led_group()
    for _ in range(ear.CALLS):
        state = touched(state, *(["call/answer"] if not page(state).listening.answered else []), "next", "next")
    shown = words(ZONE.view(state, LOOK))
    assert "3 通电话，都听完了" in shown and "听对了" not in shown and "当成了" not in shown
    some = touched(
        led_group(), "ear/scam", "next", "next", "call/answer", "next", "next", "call/answer", "next", "next"
    )
    assert "1 通电话，听对了" in words(ZONE.view(some, LOOK))


def test_what_decides_is_heard_before_any_hand_is_counted_and_alone_one_touch_is_the_answer() -> None:
    ringing = touched(led_group(), "ear/scam", "next", "next")
    assert not page(ringing).listening.answered
    assert touched(ringing, "hands/0/3", "next") == ringing
    assert not any(word.startswith("hands/") for word in targets(ZONE.view(ringing, LOOK)))
    alone = touched(led_group(people=1), "ear/scam")
    assert page(alone).listening.judged


def test_a_group_walks_to_the_sides_for_the_rest_of_the_round() -> None:
    walked = touched(led_group(), "aside")
    found = targets(ZONE.view(walked, LOOK))
    assert found["ear/scam"].rect.right < 960 < found["ear/genuine"].rect.x and found["ear/scam"].rect.h > 300
    following = touched(walked, "ear/scam", "next", "next", "call/answer")
    assert targets(ZONE.view(following, LOOK))["ear/scam"].rect.h > 300
    assert touched(led_group(people=3), "aside") == led_group(people=3)


def test_a_round_has_three_calls_and_its_result_makes_one_of_what_the_zone_wants_done() -> None:
    state = begun()
    opened = 1
    for number in range(1, ear.CALLS + 1):
        state = touched(state, "call/answer", "ear/scam")
        step = ZONE.touch(state, Tap("next"))
        opened += sum(isinstance(event, ItemOpened) for event in step.events)
        state = step.state
        assert isinstance(state.page, EarResultPage) is (number == ear.CALLS)
    assert opened == ear.CALLS
    right = sum(not call.genuine for call in state.page.calls)  # type: ignore[union-attr]
    assert f"3 通电话，听对了 {right} 通" in words(ZONE.view(state, LOOK))
    assert state.finished == (ear.ROUND,)
    assert not ZONE.goal(state)


def test_going_back_from_a_call_leads_to_the_rail_and_silence() -> None:
    state = touched(begun(), "call/answer", "back")
    assert ZONE.page(state) == "rail"
    assert not [item for item in ZONE.view(state, LOOK) if isinstance(item, Sound)]


def test_how_many_of_a_round_are_genuine_is_left_to_chance_but_never_all_or_none() -> None:
    counts = Counter(
        sum(call.genuine for call in ear.drawn(POOL, seed, 1, (), ())) for seed in range(200)
    )  # fmt: skip
    assert set(counts) == {1, 2} and min(counts.values()) > 60


def test_a_round_is_drawn_for_the_ages_that_came_and_not_from_calls_heard_before() -> None:
    minors = ear.drawn(POOL, 3, 1, (AgeBand.MINOR,), ())
    assert {call.ages for call in minors} == {AgeBand.MINOR}
    heard: list[str] = []
    for number in range(1, 5):
        calls = ear.drawn(POOL, 3, number, (), heard)
        heard += [call.id for call in calls]
    assert len(set(heard)) >= 11


# ------------------------------------------------------------ the quiz


QUIZ = content().zones["quiz"]


def quiz_scene() -> QuizScene:
    return QuizScene(QUIZ.items, QUIZ.blueprint, {}, "记住。", "试验馆", POOL)


def test_a_form_holds_as_many_calls_as_the_blueprint_says_and_keeps_its_balance() -> None:
    calls = call_items(POOL)
    for seed in range(60):
        form = draw_form(QUIZ.items, QUIZ.blueprint, seed, calls)
        drawn = [item for item in form if item in calls]
        truths = Counter(item.genuine for item in form)
        assert len(form) == QUIZ.blueprint.items and len({item.id for item in form}) == len(form)
        assert Counter(item.genuine for item in drawn) == {True: 1, False: 1}
        assert truths[True] == QUIZ.blueprint.genuine and truths[None] == QUIZ.blueprint.verify


def test_a_form_without_calls_is_the_form_it_was() -> None:
    assert draw_form(QUIZ.items, QUIZ.blueprint, 5) == draw_form(QUIZ.items, QUIZ.blueprint, 5, ())


def at_a_call(scene: QuizScene) -> QuizState:
    state = scene.touch(scene.start(Visit(seed=3)), Tap("way/solo")).state
    while isinstance(state.page, QuizItemPage) and state.page.heard is None:
        for target in ("ask/0", "ask/1", "ask/answer", "next"):
            state = scene.touch(state, Tap(target)).state
    return state


def item(state: QuizState) -> QuizItem:
    assert isinstance(state.page, QuizItemPage)
    return state.page.run.item


def test_a_call_in_the_quiz_rings_first_and_cannot_be_judged_unheard() -> None:
    scene = quiz_scene()
    state = at_a_call(scene)
    offered = set(targets(scene.view(state, LOOK)))
    assert "call/answer" in offered and not any(word.startswith("ask/") for word in offered)
    assert scene.touch(state, Tap("ask/0")).state == state
    answered = scene.touch(state, Tap("call/answer")).state
    assert {"ask/0", "ask/1", "ask/2"} <= set(targets(scene.view(answered, LOOK)))


def test_a_call_in_the_quiz_is_logged_under_its_own_id_with_its_truth() -> None:
    scene = quiz_scene()
    state = scene.touch(at_a_call(scene), Tap("call/answer")).state
    for target in ("ask/0", "ask/answer"):
        step = scene.touch(state, Tap(target))
        state = step.state
        if step.events:
            break
    (event,) = step.events
    assert isinstance(event, QuestionAnswered)
    call = next(call for call in POOL if call.id == event.item)
    assert (event.genuine, event.said_scam, event.right) == (call.genuine, True, not call.genuine)
    assert call.closing in words(scene.view(state, LOOK)).replace("\n", "")


def test_a_form_that_is_gone_on_with_does_not_speak_again_what_was_judged() -> None:
    scene = quiz_scene()
    state = scene.touch(at_a_call(scene), Tap("call/answer")).state
    for target in ("ask/0", "ask/answer", "back", "resume"):
        state = scene.touch(state, Tap(target)).state
    assert not [sound for sound in scene.view(state, LOOK) if isinstance(sound, Sound)]
    assert item(state).explanation in words(scene.view(state, LOOK)).replace("\n", "")


# ------------------------------------------------------------ the hall's own calls


def test_the_hall_has_calls_for_every_age_on_both_sides() -> None:
    assert len(CALLS) >= 24 and sum(call.genuine for call in CALLS) >= 12
    ages = Counter((call.ages, call.genuine) for call in CALLS)
    for age in (AgeBand.MINOR, AgeBand.YOUNG, AgeBand.MIDDLE, AgeBand.SENIOR):
        assert min(ages[age, True], ages[age, False]) >= 2
