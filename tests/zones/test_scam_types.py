"""常见诈骗种类区 as visitors go through it: the wall, a kind in its tabs, and the six questions."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.catalogue import Catalogue
from kiosk.content.load import load
from kiosk.content.models.base import Source
from kiosk.content.parts import Parts
from kiosk.content.shared import CaseFacts, Shared, TypeFacts
from kiosk.content.wording_hash import wording_of
from kiosk.core.events import Event, ItemFinished, ItemOpened, LeaningFound
from kiosk.core.geometry import Rect
from kiosk.core.subject import Subject
from kiosk.core.vocabulary import AgeBand, Audience
from kiosk.draw.items import Text, targets
from kiosk.draw.look import Look
from kiosk.parts.entrance import ONWARD
from kiosk.scene import Drag, Tap, Visit
from kiosk.zones.scam_types.dialogue import Advice
from kiosk.zones.scam_types.leaning import SHOWN, leanings
from kiosk.zones.scam_types.manifest import SCAM_TYPES, ScamTypesContent
from kiosk.zones.scam_types.models import HabitAnswer, HabitQuestion, Lean, Questionnaire, ScamStep, ScamType, TypeTab
from kiosk.zones.scam_types.scene import ScamTypesScene
from kiosk.zones.scam_types.state import ScamTypesState, TypePage

ROOT = Path(__file__).parents[2]
LOOK = Look()


def kind(name: str, words: str, order: int, listed: bool = True) -> ScamType:
    return ScamType(
        id=name,
        order=order,
        name=words,
        in_2025_list=listed,
        icon="police",
        slogan=f"{words}的一句提醒",
        steps=(ScamStep("先打个电话"), ScamStep("说您涉案", "吓住"), ScamStep("转进安全账户", "拿走")),
        phrases=("案情保密", "配合清查"),
        targets="谁都可能接到。",
        red_flags=("要保密", "要转账"),
        do=("挂断", "打110"),
        genuine="真民警不怕您核实。",
        tip=f"{words}带回家",
        source=Source("公安部", "2025-06-18"),
        rules=("six-3", "gone-9"),
    )


TYPES = (
    kind("new", "新招", 1, listed=False),
    kind("police", "冒充公检法", 7),
    kind("brushing", "刷单返利", 1),
    kind("romance", "婚恋交友", 8),
)
CALM = HabitAnswer("挂了自己打官方电话")
QUESTIONS = tuple(
    HabitQuestion(
        f"第{i}个习惯",
        (
            HabitAnswer(f"容易紧张{i}", (Lean("police", 2), Lean("gone", 3))),
            HabitAnswer(f"想挣零花{i}", (Lean("brushing", 1), Lean("new", 1))),
            CALM,
        ),
    )
    for i in range(6)
)
ASKED = Questionnaire("没有对错，不记名字。", QUESTIONS, "每样记一句就够了。")
CASES = (
    CaseFacts("没人上墙的案例", "这一条不该出现", ("refund",), "来源：公安部 2025-06-16"),
    CaseFacts("装进纸箱的钱", "公安不收现金", ("police",), "来源：公安部 2025-06-16", place="河北泊头", yuan=200_000),
    CaseFacts(
        "替人跑腿的下午", "先垫钱的单不做", ("brushing", "police"), "来源：公安部 2025-06-16", place="地点未注明"
    ),
)
ZONE = ScamTypesScene(TYPES, ASKED, CASES, {"six-3": "转接公检法一律挂掉"})


def about(name: str) -> Subject:
    """What the log knows of a kind when it is opened."""
    kind = ZONE.by_id[name]
    return Subject("scam_types", name, name, False, wording_of(kind))


def words(state: ScamTypesState, zone: ScamTypesScene = ZONE, look: Look = LOOK) -> str:
    return "\n".join("".join(i.lines) for i in zone.view(state, look) if isinstance(i, Text))


def taps(
    *path: str, state: ScamTypesState | None = None, zone: ScamTypesScene = ZONE
) -> tuple[ScamTypesState, list[Event]]:
    now = state or zone.start(Visit())
    events: list[Event] = []
    for target in path:
        step = zone.touch(now, Tap(target))
        now, events = step.state, [*events, *step.events]
    return now, events


def answered(*choices: int) -> tuple[ScamTypesState, list[Event]]:
    state, events = taps("which", "next")
    for choice in choices:
        state, more = taps(f"answer/{choice}", "next", state=state)
        events += more
    return state, events


def test_the_wall_shows_the_handbooks_kinds_first_then_the_newer() -> None:
    shown = words(ZONE.start(Visit()))
    order = [shown.index(w) for w in ("最常见的十种骗局", "刷单返利", "冒充公检法", "婚恋交友", "新花样", "新招")]
    assert order == sorted(order)
    assert "一句提醒" not in shown, "the cabinet reads from the back row"
    assert "冒充公检法的一句提醒" in words(taps("type/police", "more")[0])


def test_a_kind_is_gone_through_from_the_steps_to_the_cases() -> None:
    state, events = taps("type/police")
    assert events == [ItemOpened(*about("police"))]
    seen = words(state)
    assert "案情保密" in seen and "要保密" in seen and "冒充公检法带回家" in seen and "吓住" not in seen
    state, _ = taps("more", state=state)
    seen = words(state)
    assert "吓住" in seen and "说您涉案" in seen and "谁都可能接到。" in seen
    state, _ = taps("next", state=state)
    assert "案情保密" in words(state) and "要转账" in words(state)
    state, _ = taps("next", state=state)
    assert "打110" in words(state) and "真民警不怕您核实。" in words(state)
    state, events = taps("next", state=state)
    seen = words(state)
    assert events == [ItemFinished(*about("police"))]
    assert all(w in seen for w in ("装进纸箱的钱", "替人跑腿的下午", "冒充公检法带回家"))
    seen = words(taps("more", state=state)[0])
    assert "转接公检法一律挂掉" in seen and "来源：公安部 2025-06-18" in seen
    state, events = taps("next", state=state)
    assert events == [ItemOpened(*about("romance"))] and ZONE.page(state) == "type:romance"
    state, _ = taps("back", state=state)
    assert ZONE.page(state) == "wall" and "看过了" in words(state)


def test_the_next_step_is_called_the_same_on_every_kind_and_leads_to_the_following_one() -> None:
    state, seen = taps("type/brushing")[0], list[str]()
    while ZONE.page(state) != "wall":
        last = ZONE.page(state) == "type:new"
        assert ("回到种类墙" if last else "下一种") in words(state)
        seen.append(ZONE.page(state))
        state, _ = taps("next", state=state)
    assert seen == ["type:brushing", "type:police", "type:romance", "type:new"]


def test_what_a_tab_only_touches_upon_stands_behind_more() -> None:
    state, _ = taps("type/police", "more", "tab/do", "more")
    assert ZONE.page(state) == "type:police:do:more" and "真民警不怕您核实。" in words(state)
    assert ZONE.page(taps("back", state=state)[0]) == "type:police:do"
    assert ZONE.page(taps("next", state=state)[0]) == "type:police:cases"
    assert ZONE.page(taps("back", "tab/words", "more", state=state)[0]) == "type:police:words", "nothing is left out"


def test_a_case_is_opened_and_leads_to_the_next_one() -> None:
    state, _ = taps("type/police", "more", "tab/cases", "case/0")
    assert ZONE.page(state) == "type:police:cases:0"
    seen = words(state)
    assert "公安不收现金" in seen and "河北泊头 · 20万元" in seen and "来源：公安部 2025-06-16" in seen
    state, _ = taps("next", state=state)
    assert ZONE.page(state) == "type:police:cases:1" and "先垫钱的单不做" in words(state)
    assert ZONE.page(taps("back", state=state)[0]) == "type:police:cases"
    assert ZONE.page(taps("next", state=state)[0]) == "type:romance"
    assert ZONE.touch(state, Tap("case/0")).state == state


def test_tabs_can_be_chosen_freely_and_each_is_a_new_screen() -> None:
    state, _ = taps("type/brushing", "more")
    pages = {ZONE.page(taps(f"tab/{tab.value}", state=state)[0]) for tab in TypeTab}
    assert len(pages) == len(TypeTab)


def test_a_kind_without_cases_says_so_without_calming_anybody() -> None:
    state, _ = taps("type/romance", "more", "tab/cases")
    assert "不等于没有发生" in words(state)


def test_back_leads_up_one_level_at_a_time() -> None:
    state, _ = taps("type/police", "more", "tab/do", "back")
    assert ZONE.page(state) == "type:police"
    state, _ = taps("back", state=state)
    assert ZONE.page(state) == "wall"
    assert ZONE.touch(state, Tap("back")).leave == "home"
    state, _ = answered(0, 1)
    assert ZONE.page(state) == "which:3"
    state, _ = taps("back", "back", "back", state=state)
    assert ZONE.page(state) == "which:intro"
    assert ZONE.page(taps("back", state=state)[0]) == "wall"


def test_nobody_passes_a_question_without_an_answer_and_an_answer_can_be_changed() -> None:
    state, _ = taps("which", "next", "next")
    assert ZONE.page(state) == "which:1" and "next" not in targets(ZONE.view(state, LOOK))
    state, _ = taps("answer/0", "answer/1", "next", "answer/2", "next", "back", "back", state=state)
    assert ZONE.page(state) == "which:1" and state.answers == (1, 2)
    state, _ = taps("answer/0", state=state)
    assert state.answers == (0, 2), "the later answer stays"


def test_the_result_reminds_with_the_visitors_own_words_and_opens_the_kind() -> None:
    state, events = answered(0, 0, 1, 2, 2, 2)
    assert events == [LeaningFound(("police", "brushing", "new"))]
    seen = words(state)
    assert "不是打分，是提醒" in seen and "容易紧张0" in seen and "冒充公检法带回家" in seen and ASKED.closing in seen
    assert "分数" not in seen
    state, events = taps("type/brushing", state=state)
    assert events == [ItemOpened(*about("brushing"))]
    state, _ = taps("next", "next", state=state)
    assert ZONE.page(state) == "which:result", "on through one's own three, and back among them"
    assert ZONE.page(taps("next", state=state)[0]) == "wall"


def test_a_visitor_without_a_leaning_gets_a_kind_word_and_the_commonest() -> None:
    state, events = answered(2, 2, 2, 2, 2, 2)
    assert events == [LeaningFound(())]
    seen = words(state)
    assert "您的习惯挺稳当" in seen and "谁都可能遇到" in seen and "刷单返利" in seen


def test_the_questionnaire_begins_anew_for_the_next_visitor() -> None:
    state, _ = answered(0, 0, 0, 0, 0, 0)
    state, _ = taps("next", "which", "next", state=state)
    assert state.answers == () and ZONE.goal(state)


def test_three_kinds_or_the_questionnaire_make_the_zone_done() -> None:
    state, _ = taps("type/police", "back", "type/police", "back", "type/new", "back")
    assert not ZONE.goal(state)
    state, _ = taps("type/romance", state=state)
    assert len(state.opened) == 3 and ZONE.goal(state)
    assert not ZONE.goal(answered(0, 0, 0, 0, 0)[0])
    assert ZONE.goal(answered(0, 0, 0, 0, 0, 0)[0])


@pytest.mark.parametrize("path", [(), ("type/police",), ("which",), ("which", "next"), ("which", "next", "answer/0")])
def test_a_stale_or_unknown_target_changes_nothing(path: tuple[str, ...]) -> None:
    state, _ = taps(*path)
    for target in ("type/gone", "tab/gone", "answer/9", "answer/x", "gone", ""):
        assert ZONE.touch(state, Tap(target)).state == state


def test_ties_stand_in_the_order_of_the_kinds() -> None:
    questions = (HabitQuestion("一问", (HabitAnswer("都有", (Lean("c", 1), Lean("a", 1), Lean("b", 1))), CALM)),)
    assert [f.type for f in leanings(questions, (0,), ("b", "c", "a"))] == ["b", "c", "a"]


def test_weights_add_up_over_questions_and_every_answer_is_given_as_a_reason() -> None:
    one = HabitQuestion("一问", (HabitAnswer("甲", (Lean("a", 2),)), CALM))
    two = HabitQuestion("二问", (HabitAnswer("乙", (Lean("a", 1), Lean("b", 3))), CALM))
    found = leanings((one, two), (0, 0), ("b", "a", "c"))
    assert [(f.type, f.weight, f.because) for f in found] == [("b", 3, ("乙",)), ("a", 3, ("甲", "乙")), ("c", 0, ())]


@given(st.lists(st.integers(-1, 4), max_size=8))
def test_a_result_always_names_as_many_kinds_heaviest_first(answers: list[int]) -> None:
    order = [t.id for t in TYPES]
    found = leanings(QUESTIONS, answers, order)
    assert len({f.type for f in found}) == SHOWN
    assert [f.weight for f in found] == sorted((f.weight for f in found), reverse=True)
    assert found == leanings(QUESTIONS, tuple(answers), order)


@pytest.fixture(scope="module")
def real() -> ScamTypesScene:
    """The hall's own kinds, with a text for every rule they name."""
    loaded = load(Catalogue([SCAM_TYPES.content]), ROOT / "content", ROOT / "zones.yaml")
    content: ScamTypesContent = loaded.zones["scam_types"]
    rules = {rule: f"口诀{rule}" for kind in content.types for rule in kind.rules}
    return ScamTypesScene(content.types, content.questionnaire, (), rules)


def test_every_real_kind_is_walked_to_its_end(real: ScamTypesScene) -> None:
    state = real.start(Visit())
    finished: list[str] = []
    for shown in real.types:
        state, events = taps(
            f"type/{shown.id}", "more", *["next"] * (len(TypeTab) - 1), "back", "back", state=state, zone=real
        )
        finished += [e.item for e in events if isinstance(e, ItemFinished)]
    assert finished == [t.id for t in real.types] and real.goal(state)


def test_nothing_of_a_real_kind_is_lost_on_the_way(real: ScamTypesScene) -> None:
    tall = Look(area=Rect(96, 120, 1728, 4000))
    for shown in real.types:
        opened, _ = taps(f"type/{shown.id}", "more", zone=real)
        seen = "".join(
            words(taps(f"tab/{tab.value}", *more, state=opened, zone=real)[0], real, tall)
            for tab in TypeTab
            for more in ((), ("more",))
        )
        whole = [
            shown.name,
            shown.slogan,
            *shown.real,
            shown.targets,
            *shown.phrases,
            *shown.red_flags,
            *shown.do,
            shown.genuine,
            shown.tip,
            *(real.rule_texts[r] for r in shown.rules),
        ]
        whole += [words for step in shown.steps for words in (step.name, step.text)]
        bare = seen.replace(" ", "").replace("\n", "")  # a space at a line's end is not set
        assert [w for w in whole if w.replace(" ", "") not in bare] == []


def test_the_guided_path_shows_kinds_that_seek_out_people_like_the_group_and_leads_on(real: ScamTypesScene) -> None:
    state, seen = real.start(Visit(led=True, ages=(AgeBand.SENIOR,))), list[str]()
    assert real.touch(state, Tap("back")).leave == "home"
    for _ in range(20):
        seen.append(real.page(state))
        step = real.touch(state, Tap("next"))
        state = step.state
        if step.leave:
            break
    assert step.leave == ONWARD and len(seen) == len(set(seen)) >= 3 and real.goal(state)
    assert all(Audience.SENIOR in real.by_id[page.split(":")[1]].audiences for page in seen[:3])


def test_the_hall_may_say_which_kinds_the_path_leads_to(real: ScamTypesScene) -> None:
    scene = ScamTypesScene(real.types, real.questionnaire, (), {}, ("gone", "ticket", "game"))
    state = scene.start(Visit(led=True))
    assert scene.page(state) == "type:ticket"
    step = scene.touch(state, Tap("next"))
    assert scene.page(step.state) == "type:game" and isinstance(step.events[0], ItemOpened)
    assert scene.touch(step.state, Tap("next")).leave == ONWARD


def test_every_real_kind_can_be_pointed_at(real: ScamTypesScene) -> None:
    leaning = {lean.type for q in real.questionnaire.questions for a in q.answers for lean in a.leans}
    assert leaning == set(real.by_id)


def test_samples_are_reached_and_drawn_the_same_twice(real: ScamTypesScene) -> None:
    states = list(real.samples())
    assert {real.page(s).split(":")[1] for s in states if isinstance(s.page, TypePage)} == set(real.by_id)
    for state in states:
        assert real.view(state, LOOK) == real.view(state, LOOK)
        assert real.due(state) is None


def test_a_flung_wall_runs_on_and_comes_to_rest() -> None:
    state = ZONE.start(Visit())
    state = ZONE.touch(state, Drag("wall", "end", 0, -40, vy=-900, extent=700)).state
    assert ZONE.due(state) == 0.0
    for _ in range(200):
        state = ZONE.tick(state, 0.05).state
    assert ZONE.due(state) is None and 0 < state.wall.offset <= 700


def test_a_case_is_told_under_each_of_its_kinds_in_the_order_of_the_cases() -> None:
    police = words(taps("type/police", "more", "tab/cases")[0])
    assert police.index("装进纸箱的钱") < police.index("替人跑腿的下午")
    brushing = words(taps("type/brushing", "more", "tab/cases")[0])
    assert "替人跑腿的下午" in brushing and "装进纸箱的钱" not in brushing
    assert not any("没人上墙的案例" in words(state) for state in ZONE.samples())


def test_a_page_scrolled_on_the_way_is_read_from_its_top_again() -> None:
    state, _ = taps("type/police")
    scrolled = ZONE.touch(state, Drag("read", "end", 0, -40, vy=-900, extent=700)).state
    assert scrolled != state and ZONE.due(scrolled) == 0.0
    assert taps("next", state=scrolled)[0] == taps("next", state=state)[0]
    assert taps("back", state=scrolled)[0] == taps("back", state=state)[0]
    for _ in range(200):
        scrolled = ZONE.tick(scrolled, 0.05).state
    assert ZONE.due(scrolled) is None and scrolled != state


def parts(*types: ScamType, which: bool = True) -> Parts:
    """The readable files: those kinds, and the questionnaire where it can be read."""
    question = {"text": "平时网购吗？", "answers": [{"text": "买"}] * 2}
    asked = {"intro": "开头", "questions": [question] * 6, "closing": "完"}
    return Parts([(ScamType, map(asdict, types)), (Questionnaire, [asked] if which else []), (Advice, [])])


def test_other_zones_know_the_kinds_although_the_questionnaire_cannot_be_read() -> None:
    broken = parts(*TYPES, which=False)
    assert SCAM_TYPES.content.assemble(broken) is None
    shared = SCAM_TYPES.content.share(broken)
    assert list(shared.types) == ["new", "brushing", "police", "romance"], "by their order"
    assert shared == Shared(types={kind.id: TypeFacts(kind.name, kind.tip, kind.icon) for kind in TYPES})


def test_the_zone_opens_with_the_kinds_that_can_be_read_and_not_without_any() -> None:
    content = SCAM_TYPES.content.assemble(parts(TYPES[0]))
    assert [kind.id for kind in content.types] == ["new"]
    assert SCAM_TYPES.names(content) == {"new": "新招"}
    assert SCAM_TYPES.content.assemble(parts()) is None
