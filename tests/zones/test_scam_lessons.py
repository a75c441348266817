"""What visitors notice in 诈骗知识学习区: the rail obeys the finger, a genuine message is not to be accused."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from kiosk.content.catalogue import Catalogue
from kiosk.content.load import load
from kiosk.content.models.call import Call
from kiosk.content.option_ids import with_option_ids
from kiosk.content.parts import Parts
from kiosk.content.wording_hash import wording_of
from kiosk.core.events import Event, ItemFinished, ItemOpened, QuestionAnswered
from kiosk.core.geometry import Rect, Size
from kiosk.core.subject import Subject
from kiosk.core.vocabulary import AgeBand, QuestionForm
from kiosk.draw.items import Item, Text, targets
from kiosk.draw.look import Look
from kiosk.scene import Drag, Stroke, Tap, Visit
from kiosk.zones.scam_lessons.manifest import SCAM_LESSONS, ScamLessonsContent
from kiosk.zones.scam_lessons.models import Exercise, ExerciseKind, ExerciseLine, Lesson, LessonCard, LineSide
from kiosk.zones.scam_lessons.pages import ExercisePage, ScamLessonsState
from kiosk.zones.scam_lessons.scene import ScamLessonsScene
from tests.real_hall import content

ROOT = Path(__file__).parents[2]
LOOK = Look()
CARDS = (
    LessonCard("第一张", "先看清楚。", ("一点",)),
    LessonCard("第二张", "再问一问。"),
    LessonCard("第三张", "最后再决定。", ("甲", "乙")),
)
SCAM = Exercise(
    ExerciseKind.CHAT,
    "陌生人",
    "有没有可疑的话？",
    False,
    with_option_ids(
        (
            ExerciseLine("您好。", fine="打招呼谁都会。"),
            ExerciseLine("先交保证金。", flag="先交钱的事都要停。"),
            ExerciseLine("真的吗？", side=LineSide.ME),
            ExerciseLine("别告诉家里人。", flag="要保密就有鬼。"),
            ExerciseLine("祝您愉快。", id="bye"),
        )
    ),
    "这是骗局，停下来就好。",
)
TRUE = Exercise(
    ExerciseKind.CALL,
    "96110",
    "来电要不要接？",
    True,
    with_option_ids((ExerciseLine("您好，我是反诈专线。", fine="来电要接。"), ExerciseLine("请先不要转账。"))),
    "这是真的来电。",
)
MODULES = tuple(
    Lesson(f"m{i}", i, f"第{i}课题", "flag", f"第{i}课讲什么。", CARDS, TRUE if i % 2 else SCAM) for i in range(1, 9)
)
ZONE = ScamLessonsScene(MODULES)


def about(index: int, genuine: bool | None = None) -> Subject:
    """What the log knows of module `index`; `genuine` where it is about the message in its exercise."""
    return Subject("scam_lessons", f"m{index + 1}", "", genuine, wording_of(MODULES[index]))


def words(state: ScamLessonsState, look: Look = LOOK, zone: ScamLessonsScene = ZONE) -> str:
    return "\n".join("".join(i.lines) for i in zone.view(state, look) if isinstance(i, Text))


def play(state: ScamLessonsState, *taps: str, zone: ScamLessonsScene = ZONE) -> ScamLessonsState:
    for target in taps:
        state = zone.touch(state, Tap(target)).state
    return state


def rest(state: ScamLessonsState) -> ScamLessonsState:
    return ZONE.tick(state, 1.0).state


def exercise(index: int) -> ScamLessonsState:
    """The exercise of module `index`, not yet touched."""
    state = play(rest(play(ZONE.start(Visit()), f"rail/{index}")), "next", "next", "next", "next")
    assert ZONE.page(state).endswith("exercise")
    return state


def answer(index: int, *taps: str) -> tuple[ScamLessonsState, QuestionAnswered]:
    step = ZONE.touch(play(exercise(index), *taps), Tap("next"))
    found = [e for e in step.events if isinstance(e, QuestionAnswered)]
    assert len(found) == 1
    return step.state, found[0]


def test_a_tapped_station_comes_to_the_front_and_tells_what_it_is_about() -> None:
    state = play(ZONE.start(Visit()), "rail/2")
    assert ZONE.due(state) == 0.0
    state = rest(state)
    assert ZONE.due(state) is None
    assert "第3课讲什么。" in words(state)
    assert "学这一课" in words(state)


def test_dragging_the_rail_chooses_a_neighbour() -> None:
    start = ZONE.start(Visit())
    grip = targets(ZONE.view(start, LOOK), "drag")["rail"]
    state = ZONE.touch(start, Drag("rail", "start", 0, 0, extent=grip.extent)).state
    state = ZONE.touch(state, Drag("rail", "move", -grip.extent * 0.8, 0, extent=grip.extent)).state
    state = rest(ZONE.touch(state, Drag("rail", "end", 0, 0, extent=grip.extent)).state)
    assert "第2课讲什么。" in words(state)


def test_opening_a_module_is_logged_and_its_cards_come_one_by_one() -> None:
    step = ZONE.touch(ZONE.start(Visit()), Tap("next"))
    assert step.events == (ItemOpened(*about(0)),)
    state = step.state
    for card in CARDS:
        assert card.title in words(state) and card.text not in words(state)
        more = play(state, "more")
        for shown in (card.text, *card.points):
            assert shown in words(more)
        assert play(more, "back") == state
        assert play(more, "next") == play(state, "next")
        state = play(state, "next")
    assert "有没有可疑" in words(exercise(1)) and "模拟练习" in words(exercise(1))


def test_marks_are_set_and_taken_back_and_the_clear_button_excludes_them() -> None:
    state = exercise(1)
    assert "看答案" not in words(state)
    marked = play(state, "mark/1")
    assert "可疑" in words(marked) and "已经标出 1 句" in words(marked) and "看答案" in words(marked)
    assert play(marked, "mark/1") == state
    assert play(marked, "clear").marked.lines == ()
    assert not play(state, "clear", "mark/3").marked.clear


def test_ones_own_words_cannot_be_accused() -> None:
    state = exercise(1)
    assert "mark/2" not in targets(ZONE.view(state, LOOK))
    assert play(state, "mark/2") == state


def test_nothing_is_answered_before_something_was_judged() -> None:
    state = exercise(0)
    assert ZONE.touch(state, Tap("next")) == ZONE.touch(state, Tap("nothing"))
    assert ZONE.touch(state, Tap("next")).events == ()


@pytest.mark.parametrize(
    ("index", "taps", "option", "right", "said_scam"),
    [
        (1, ("mark/1",), "b", True, True),
        (1, ("mark/3", "mark/1"), "b+d", True, True),
        (1, ("mark/0", "mark/1"), "a+b", True, True),
        (1, ("mark/0", "mark/1", "mark/4"), "a+b+bye", False, True),
        (1, ("mark/0",), "a", False, True),
        (1, ("clear",), "clear", False, False),
        (0, ("clear",), "clear", True, False),
        (0, ("mark/0",), "a", False, True),
    ],
)
def test_the_judgement_in_the_log(index: int, taps: tuple[str, ...], option: str, right: bool, said_scam: bool) -> None:
    _, event = answer(index, *taps)
    genuine = index % 2 == 0
    assert event == QuestionAnswered(*about(index, genuine), QuestionForm.SPOT, option, right, said_scam)


def test_the_answer_explains_every_sign_found_missed_and_made_up() -> None:
    state, _ = answer(1, "mark/0", "mark/1")
    said = words(state, replace(LOOK, area=LOOK.area._replace(h=4000))).replace(" ", "")
    for shown in (
        "找到了",
        "先交钱的事都要停。",
        "漏掉了",
        "要保密就有鬼。",
        "这句本身看不出",
        "打招呼谁都会。",
        "这是骗局，停下来就好。",
        "可疑的话找到1句，漏掉1句，错怪1句。",
        "找到1处，还有1处",
    ):
        assert shown in said


def test_a_wrongly_accused_line_without_its_own_words_is_still_explained() -> None:
    state, _ = answer(0, "mark/1")
    said = words(state)
    assert "单看这一句，没有什么不对。" in said and "这是真的" in said and "错怪了 1 句真话。" in said


def test_two_modules_make_the_zone_done_and_the_rail_goes_on_to_what_is_new() -> None:
    state, _ = answer(0, "clear")
    assert not ZONE.goal(state)
    state = rest(play(state, "next"))
    assert ZONE.page(state) == "rail" and "第2课讲什么。" in words(state) and "您已经学过 1 课" in words(state)
    state = play(state, "open", "next", "next", "next", "mark/1")
    step = ZONE.touch(state, Tap("next"))
    assert ItemFinished(*about(1)) in step.events
    assert ZONE.goal(step.state)


def test_a_module_gone_through_twice_is_finished_once() -> None:
    state, _ = answer(0, "clear")
    state = rest(play(state, "next", "rail/0"))
    assert "再学一遍" in words(state) and "学过了" in words(state)
    again = ZONE.touch(play(state, "next", "next", "next", "next", "mark/0"), Tap("next"))
    assert [type(e) for e in again.events] == [QuestionAnswered]


def test_back_goes_one_screen_up_and_from_the_rail_home() -> None:
    state, _ = answer(0, "clear")
    answered = ZONE.page(state)
    card = ZONE.touch(state, Tap("back")).state
    assert ZONE.page(card) == "lesson:m1:card3"
    assert ZONE.page(play(card, "next")) == answered
    assert ZONE.page(play(card, "back", "back", "back")) == "rail"
    assert ZONE.touch(ZONE.start(Visit()), Tap("back")).leave == "home"


def test_stale_and_unknown_gestures_change_nothing() -> None:
    strange = (Tap("mark/99"), Tap("mark/x"), Tap("rail/99"), Tap("gone"), Stroke("pad/1000", (1.0, 1.0), True))
    for state in ZONE.samples():
        for gesture in strange:
            step = ZONE.touch(state, gesture)
            assert (step.state, step.events, step.leave) == (state, (), "")


def test_marks_stay_while_somebody_leafs_back_to_the_cards_and_are_gone_in_the_next_module() -> None:
    state = play(exercise(1), "mark/1", "back", "back")
    assert ZONE.page(state) == "lesson:m2:card2"
    assert "已经标出 1 句" in words(play(state, "next", "next"))
    left = play(state, "back", "back", "rail/3", "open", "next", "next", "next")
    assert ZONE.page(left) == "lesson:m4:exercise" and "已经标出" not in words(left)


def test_a_scrolled_page_is_read_from_its_top_when_one_comes_to_another() -> None:
    state = play(ZONE.start(Visit()), "open")
    scrolled = ZONE.touch(state, Drag("read", "end", 0, -40, vy=-900, extent=700)).state
    assert ZONE.due(scrolled) == 0.0
    assert play(scrolled, "next") == play(state, "next")
    for _ in range(400):
        scrolled = ZONE.tick(scrolled, 0.016).state
    assert ZONE.due(scrolled) is None and scrolled.page.reading.offset > 40


def test_a_gliding_rail_keeps_nobody_waiting_inside_a_module() -> None:
    state = play(ZONE.start(Visit()), "rail/2", "open")
    assert ZONE.page(state) == "lesson:m3:card1" and ZONE.due(state) is None


def test_lines_without_an_id_are_named_by_their_place_before_anything_is_logged() -> None:
    lines = [{"text": "您的包裹丢了"}, {"text": "请共享屏幕", "flag": "真客服不看屏幕"}, {"text": "再见", "id": "bye"}]
    raw = {
        "id": "one", "order": 1, "title": "第一课", "icon": "flag", "summary": "一句话",
        "cards": [{"title": "第一张", "text": "一段话"}] * 3,
        "exercise": {
            "kind": "sms", "sender": "客服", "prompt": "找一找", "genuine": False, "lines": lines, "verdict": "是诈骗。",
        },
    }  # fmt: skip
    content = SCAM_LESSONS.content.assemble(Parts([(Lesson, [raw]), (Call, [])]))
    assert [line.id for line in content.modules[0].exercise.lines] == ["a", "b", "bye"]
    zone = ScamLessonsScene(content.modules)
    state = play(zone.start(Visit()), "open", "next", "next", "next", "mark/1", "mark/2", zone=zone)
    (found,) = (e for e in zone.touch(state, Tap("next")).events if isinstance(e, QuestionAnswered))
    assert found.option == "b+bye"


def test_without_a_readable_module_the_zone_stays_closed() -> None:
    assert SCAM_LESSONS.content.assemble(Parts([(Lesson, []), (Call, [])])) is None


def test_every_module_of_the_hall_leads_to_its_answer() -> None:
    loaded = load(Catalogue([SCAM_LESSONS.content]), ROOT / "content", ROOT / "zones.yaml")
    content: ScamLessonsContent = loaded.zones["scam_lessons"]
    zone = ScamLessonsScene(content.modules)
    finished: set[str] = set()
    for state in zone.samples():
        items: list[Item] = zone.view(state, LOOK)
        assert items == zone.view(state, LOOK)
        if isinstance(state.page, ExercisePage) and state.marked.answered:
            finished.add(state.page.lesson.id)
    assert finished == {m.id for m in content.modules}
    assert set(SCAM_LESSONS.names(content)) == finished | {call.id for call in content.calls}


SHORT = replace(
    SCAM,
    lines=tuple(
        replace(line, short=short)
        for line, short in zip(SCAM.lines, ("您好。", "先交保证金。", "", "", ""), strict=True)
    ),
    why="先交钱的，停。",
)
BRIEF = ScamLessonsScene([replace(MODULES[0], exercise=SHORT)])


def test_an_exercise_in_short_shows_few_lines_and_one_reason_and_keeps_the_rest_behind_a_key() -> None:
    state = play(BRIEF.start(Visit()), "open", "next", "next", "next", zone=BRIEF)
    assert "别告诉家里人。" not in words(state, zone=BRIEF)
    assert play(state, "mark/3", zone=BRIEF) == state
    step = BRIEF.touch(play(state, "mark/1", zone=BRIEF), Tap("next"))
    (event,) = (e for e in step.events if isinstance(e, QuestionAnswered))
    assert event.right and event.option == "b"
    said = words(step.state, zone=BRIEF)
    assert "先交钱的，停。" in said and "先交钱的事都要停。" not in said
    more = words(play(step.state, "more", zone=BRIEF), zone=BRIEF)
    for shown in ("别告诉家里人。", "先交钱的事都要停。", "要保密就有鬼。", "这是骗局，停下来就好。"):
        assert shown in more


SCREEN = Look(area=Rect(96, 120, 1728, 809))
"""As on the panel of the hall."""


@cache
def hall() -> ScamLessonsScene:
    found: ScamLessonsContent = content().zones["scam_lessons"]
    return ScamLessonsScene(found.modules, found.calls)


def led(zone: ScamLessonsScene, visit: Visit) -> tuple[list[str], list[Event]]:
    """The pages that the yellow key leads through to the next zone, and what was logged; asked, the first thing."""
    state = zone.start(replace(visit, led=True))
    pages: list[str] = []
    events: list[Event] = []
    touched: set[str] = set()
    for _ in range(60):
        pages.append(zone.page(state))
        state = zone.tick(state, 200.0).state
        shown = targets(zone.view(state, SCREEN))
        assert not any("/to/" in word for word in shown), zone.page(state)
        fresh = (
            word for word in shown if f"{zone.page(state)} {word}" not in touched and word not in ("again", "more")
        )
        word = "next" if "next" in shown else next(fresh)
        touched.add(f"{zone.page(state)} {word}")
        step = zone.touch(state, Tap(word))
        state, events = step.state, [*events, *step.events]
        if step.leave:
            assert step.leave == "onward" and (zone.goal(state) or not zone.calls)
            return pages, events
    raise AssertionError("no end")


def test_the_yellow_key_alone_leads_through_a_lesson_and_two_calls_to_the_next_zone() -> None:
    pages, events = led(hall(), Visit(seed=5))
    assert [page for page in pages if page.startswith("lesson")] == [
        "lesson:ladder:card2",
        "lesson:ladder:card3",
        "lesson:ladder:card4",
        *["lesson:ladder:exercise"] * 2,
        "lesson:ladder:answer",
    ]
    assert sum(page.endswith(":ring") for page in pages) == 2 and pages[-1].endswith(":answer")
    opened = [e for e in events if isinstance(e, ItemOpened)]
    assert opened[0].item == "ladder" and [e.genuine for e in opened[1:]].count(True) == 1 and len(opened) == 3


def test_the_path_fits_the_ages_of_the_group_and_what_the_hall_wrote_down() -> None:
    assert led(hall(), Visit(ages=(AgeBand.MINOR,)))[0][0] == "lesson:personal_info:card1"
    assert led(hall(), Visit(ages=(AgeBand.SENIOR,)))[0][0] == "lesson:red_flags:card1"
    found: ScamLessonsContent = content().zones["scam_lessons"]
    zone = ScamLessonsScene(found.modules, (), guided=("gone", "law", "two_cards"))
    pages, _ = led(zone, Visit())
    assert (pages[0], pages[-1]) == ("lesson:law:card1", "lesson:two_cards:answer")
    assert zone.touch(zone.start(Visit(led=True)), Tap("back")).leave == "home"


@pytest.mark.parametrize(
    "look",
    [
        SCREEN,
        Look(large=True, area=Rect(96, 134, 1728, 766)),
        Look(large=True, canvas=Size(1080, 1920), area=Rect(48, 231, 984, 1364)),
    ],
    ids=["normal", "large", "large upright"],
)
def test_what_decides_is_never_below_the_fold(look: Look) -> None:
    folded = {
        hall().page(state)
        for state in hall().samples()
        if any("/to/" in word for word in targets(hall().view(state, look)))
    }
    assert not {page for page in folded if not page.endswith(":more")}
