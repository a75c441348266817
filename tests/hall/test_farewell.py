"""道别 as a group reads it, and the code a phone reads."""

from __future__ import annotations

from kiosk.content.models.base import Source
from kiosk.content.models.hall import HallTip, HallWords, Striking, TakeHome
from kiosk.content.models.trials import Reply, Trial
from kiosk.content.shared import TypeFacts
from kiosk.core.events import ItemOpened, QuestionAnswered, QuizFinished, TrialAnswered, ZoneEntered
from kiosk.core.geometry import Rect, Size
from kiosk.core.vocabulary import QuestionForm, QuizWay
from kiosk.draw.items import Code, Panel, Text, targets
from kiosk.draw.look import Look
from kiosk.hall.farewell import Farewell, FarewellState
from kiosk.scene import Tap, Visit
from tests.session.fakes import trial

GENERAL = ("先放一放。", "验证码不给。", "不开共享。", "打原来的号码。")
WORDS = HallWords(
    "一馆。",
    (Striking("1", "一。", Source("公安部", "2026")),),
    ("一。", "二。", "三。"),
    "谢谢大家。讲给家里人听。",
    tuple(map(HallTip, GENERAL)),
)
TYPES = {
    "brushing": TypeFacts("刷单返利", "垫资即停。"),
    "police": TypeFacts("冒充公检法", "公安没有安全账户。"),
    "refund": TypeFacts("冒充客服", "退款不用共享屏幕。"),
}
SCENE = Farewell(TakeHome("拿不准，打96110。"), TYPES, WORDS)
ZONES = ("case_warnings", "harm_data", "quiz")
LOOKS = (Look(), Look(canvas=Size(1080, 1920), area=Rect(48, 192, 984, 1462)))


def answered(kind: str, right: bool, genuine: bool = False) -> QuestionAnswered:
    said_scam = right != genuine
    option = "scam" if said_scam else "genuine"
    return QuestionAnswered("quiz", f"{kind}{right}", kind, genuine, "", QuestionForm.JUDGE, option, right, said_scam)


SCAM, REAL = trial("code", False, called="要验证码的那一页"), trial("floor", True, called="说地面湿的那一页")
TRYING = Farewell(TakeHome("拿不准，打96110。"), TYPES, WORDS, (SCAM, REAL))


def opened(*events: object, seed: int = 5) -> FarewellState:
    return SCENE.start(Visit("v", zones=ZONES, events=events, seed=seed))  # type: ignore[arg-type]


def said(state: FarewellState, look: Look = LOOKS[0], scene: Farewell = SCENE) -> str:
    return "".join("".join(i.lines) for i in scene.view(state, look) if isinstance(i, Text))


def code(state: FarewellState, scene: Farewell = SCENE) -> str:
    return next(i.data for i in scene.view(state, LOOKS[0]) if isinstance(i, Code))


def test_thanks_a_bead_and_96110() -> None:
    state = opened(ZoneEntered("quiz"), ZoneEntered("harm_data"))
    for look in LOOKS:
        words = said(state, look)
        assert "谢谢大家。" in words and "这一组的珠子" in words
    beads = {max(_balls(opened(seed=seed)), key=lambda b: b.rect.w).fill for seed in range(8)}
    assert len(beads) > 3, "not every group has the same"


def _balls(state: FarewellState) -> list[Panel]:
    items = SCENE.view(state, LOOKS[0])
    return [i for i in items if isinstance(i, Panel) and i.rect.w == i.rect.h > 100 and i.radius * 2 >= i.rect.w]


def test_both_sides_of_one_thing_stand_side_by_side() -> None:
    state = opened(
        answered("brushing", True),
        answered("police", False),
        answered("bank", True, genuine=True),
        QuizFinished(10, 8, QuizWay.GROUP, 1),
    )
    words = said(state)
    assert "识破骗局1 / 2" in words and "认得真事1 / 1" in words and "考核" not in words


def test_what_came_out_badly_is_no_last_word() -> None:
    state = opened(answered("a", False), answered("b", False), answered("bank", False, genuine=True))
    words = said(state)
    assert "0 /" not in words and "拿不准，先挂断再核实" in words and "真的不怕您核实" in words
    half = opened(answered("a", False), answered("b", True))
    assert "1 / 2" in said(half), "half is still said"
    less = opened(answered("a", False), answered("b", True), answered("c", False))
    assert "1 / 3" not in said(less)


def test_nothing_is_claimed_of_a_group_that_judged_nothing() -> None:
    assert "/" not in said(opened()) and "识破" not in said(opened())


def test_a_finger_need_not_meet_a_key_in_its_middle() -> None:
    state = SCENE.start(Visit(seed=1))
    assert SCENE.touch(state, Tap("another", 0.83, 0.1)).state.others == 1
    asked = TRYING.start(Visit(events=(ItemOpened("trial", SCAM.id, "", False, ""),)))
    assert TRYING.page(asked) == "trials"
    assert TRYING.page(TRYING.touch(asked, Tap("next", 0.1, 0.9)).state) == "farewell"


def test_a_family_takes_a_code_word_home_and_may_have_another() -> None:
    state = opened()
    first = SCENE.code_word(state)
    assert f"“{first}”" in said(state) and "全家暗号" in said(state)
    others = set()
    for _ in range(6):
        state = SCENE.touch(state, Tap("another")).state
        others.add(SCENE.code_word(state))
        assert f"“{SCENE.code_word(state)}”" in said(state)
    assert len(others) == 6 and first not in others
    assert all(any(word in pair for word in WORDS.code_words) for pair in others)


def test_in_large_type_the_code_word_is_above_the_fold() -> None:
    state = next(s for i, s in enumerate(SCENE.samples()) if i == 1)
    large = Look(large=True)
    assert SCENE.code_word(state) in said(state, large)
    assert not [i for i in SCENE.view(state, large) if "/to/" in i.target]


def test_tips_are_about_what_slipped_through_most() -> None:
    state = opened(
        answered("police", False), answered("brushing", False), answered("police", False), answered("refund", True)
    )
    assert [t.about for t in state.tips] == ["冒充公检法", "刷单返利"]
    assert TYPES["police"].tip in said(state)


def test_a_faultless_group_takes_general_tips_home_and_not_always_the_same() -> None:
    chosen = {tuple(t.text for t in opened(answered("police", True), seed=seed).tips) for seed in range(20)}
    assert len(chosen) > 3
    assert all(len(set(pair)) == 2 and set(pair) <= set(GENERAL) for pair in chosen)


def test_one_mistake_gives_one_tip_of_its_own_and_one_for_everybody() -> None:
    state = opened(answered("refund", False), answered("something_new", False))
    assert state.tips[0].about == "冒充客服" and state.tips[1].text in GENERAL


def test_the_code_holds_the_words_and_the_tips_and_nothing_of_the_group() -> None:
    state = opened(answered("police", False))
    held = code(state)
    assert held.startswith("拿不准，打96110。") and all(t.text in held for t in state.tips)
    assert len(held) <= 200


def test_long_words_leave_the_tips_out_of_the_code() -> None:
    long = Farewell(TakeHome("字" * 199), TYPES, WORDS)
    assert code(long.start(Visit(zones=ZONES)), long) == "字" * 199


def test_an_address_stands_alone_in_the_code() -> None:
    web = Farewell(TakeHome("https://example.cn/a"), TYPES, WORDS)
    assert code(web.start(Visit(zones=ZONES)), web) == "https://example.cn/a"


def test_the_end_leads_home_and_nothing_else_does() -> None:
    state = opened()
    assert "end" in targets(SCENE.view(state, LOOKS[0]))
    assert SCENE.touch(state, Tap("end")).leave == "home"
    assert SCENE.touch(state, Tap("zone/quiz")).leave == ""


def asked(given: Trial, reply: Reply | None) -> list[object]:
    about = ("trial", given.id, given.type, given.genuine, "")
    answer = [] if reply is None else [TrialAnswered("quiz", *about[1:], reply.value, given.kind(reply))]
    return [ItemOpened(*about), *answer]


def after(*events: object) -> FarewellState:
    return TRYING.start(Visit("v", zones=ZONES, events=events))  # type: ignore[arg-type]


def test_what_the_hall_asked_is_said_first_on_a_page_of_its_own_with_what_gave_it_away() -> None:
    state = after(*asked(SCAM, Reply.DECLINE), *asked(REAL, Reply.TAKE))
    for look in LOOKS:
        words = said(state, look, TRYING)
        assert "要验证码的那一页" in words and "说地面湿的那一页" in words and "馆里出的" in words
        assert "大家没有照做" in words and "大家接住了" in words
        assert "像这样的，是假的" in words and "像这样的，是真的" in words and SCAM.sign in words
        assert "暗号" not in words and "谢谢" not in words, "one thing after the other"
    assert [*targets(TRYING.view(state, LOOKS[0]))] == ["next"] and TRYING.page(state) == "trials"
    onward = TRYING.touch(state, Tap("next"))
    assert onward.leave == "" and TRYING.page(onward.state) == "farewell"
    assert "谢谢" in said(onward.state, LOOKS[0], TRYING)
    assert TRYING.touch(state, Tap("back")).leave == "home"


def test_both_seen_through_is_praised_and_asking_back_counts() -> None:
    praise = "大家都看准了"
    both = after(*asked(REAL, Reply.ASK), *asked(SCAM, Reply.ASK))
    assert praise in said(both, LOOKS[0], TRYING)
    for one, other in ((Reply.TAKE, Reply.TAKE), (Reply.DECLINE, Reply.DECLINE), (Reply.TAKE, Reply.DECLINE)):
        state = after(*asked(SCAM, one), *asked(REAL, other))
        assert (praise in said(state, LOOKS[0], TRYING)) is (one is not Reply.TAKE and other is not Reply.DECLINE)
    assert praise not in said(after(*asked(SCAM, Reply.ASK)), LOOKS[0], TRYING), "one of two is half of it"


def test_who_fell_for_it_is_met_kindly_as_everybody() -> None:
    for given, reply in ((SCAM, Reply.TAKE), (REAL, Reply.DECLINE), (SCAM, None), (REAL, None)):
        words = said(after(*asked(given, reply)), LOOKS[0], TRYING)
        assert "路上有一页" in words and "大家" in words and ("不要紧" in words or "小心不算错" in words)
        assert not [blame for blame in ("您", "上当", "错了", "应该", "警惕") if blame in words.replace(given.sign, "")]


def test_a_visit_that_was_asked_nothing_begins_with_the_thanks() -> None:
    assert TRYING.page(after(ZoneEntered("quiz"))) == "farewell"
    gone = trial("gone", True)
    assert TRYING.page(after(*asked(gone, Reply.TAKE))) == "farewell", "it is no longer in the file"


def test_what_the_hall_asked_changes_no_figure_of_the_questions() -> None:
    judged = (answered("brushing", True), answered("bank", True, genuine=True))
    state = after(*judged, *asked(SCAM, Reply.TAKE), *asked(REAL, Reply.DECLINE))
    assert "识破骗局1 / 1" in said(TRYING.touch(state, Tap("next")).state, LOOKS[0], TRYING)
    assert state.summary.false_alarms == 1


def test_samples_show_nothing_seen_mistakes_made_and_none() -> None:
    nothing, mistakes, perfect = SCENE.samples()
    assert nothing.summary.quiz_items == 0 and "识破" not in said(nothing)
    assert [t.about for t in mistakes.tips] == ["刷单返利", "冒充公检法"]
    assert "1 / 1" in said(perfect) and "1 / 1" not in said(mistakes)
