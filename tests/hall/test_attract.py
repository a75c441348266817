"""待机画面 as people see it from across the hall."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.content.models.base import Source
from kiosk.content.models.hall import HallTip, HallWords, Ring, Striking
from kiosk.core.events import MessageForm, MessageLeft
from kiosk.core.geometry import Rect, Size
from kiosk.core.speech import Spoken, Utterance
from kiosk.core.vocabulary import Silhouette
from kiosk.draw.items import Ink, Item, Panel, Sound, Text, find, targets
from kiosk.draw.look import Look
from kiosk.hall.attract import FIGURE_SECONDS, MESSAGES_MOST, RUN_SECONDS, Attract, AttractState
from kiosk.scene import Drag, Tap, Visit

FIGURES = (
    Striking("36亿次", "全国拦下的诈骗电话。一秒钟一百多次。", Source("公安部", "2026-01-08")),
    Striking("62.1%", "被骗的人里，十八岁到四十岁的占六成多。", Source("公安部", "2024-06-25", "平均年龄37岁")),
    Striking("3万余元", "送钱的路上拦住，一分没少。", Source("警方通报", "2025-08-25")),
)
WORDS = HallWords(
    "九个展区，一圈四十分钟。", FIGURES, ("一。", "二。", "三。"), "谢谢。", (HallTip("记住甲。"), HallTip("记住乙。"))
)
SCENE = Attract(WORDS, "博山区反诈科普体验馆")
WIDE = Look(area=Rect(0, 0, 1920, 1080))
TALL = Look(canvas=Size(1080, 1920), area=Rect(0, 0, 1080, 1920))


def said(state: AttractState, look: Look = WIDE) -> str:
    return "".join("".join(i.lines) for i in SCENE.view(state, look) if isinstance(i, Text))


def after(state: AttractState, *waits: float) -> AttractState:
    for seconds in waits:
        state = SCENE.tick(state, seconds).state
    return state


def figure(state: AttractState, look: Look = WIDE) -> Text:
    return max(
        (i for i in SCENE.view(state, look) if isinstance(i, Text) and "博" not in "".join(i.lines)),
        key=lambda i: i.size,
    )


def test_the_hall_says_its_name_what_it_is_and_whom_to_call_in_both_directions_of_the_panel() -> None:
    for look in (WIDE, TALL):
        words = said(SCENE.start(Visit()), look)
        for part in ("博山区反诈科普体验馆", WORDS.what, "点一下开始", "96110", "36亿次", "来源：公安部 2026-01-08"):
            assert part in words.replace("\n", "")


def test_a_touch_anywhere_starts() -> None:
    items: list[Item] = SCENE.view(SCENE.start(Visit()), WIDE)
    for x, y in ((3, 3), (1917, 3), (960, 540), (3, 1077), (1700, 950)):
        met = find(items, x, y, "tap")
        assert met is not None
        assert SCENE.touch(SCENE.start(Visit()), Tap(met.target)).leave == "start"


def test_nothing_else_starts() -> None:
    start = SCENE.start(Visit())
    assert SCENE.touch(start, Tap("case/1")).leave == ""
    assert SCENE.touch(start, Drag("start", "end", 40, 0)).leave == ""


def test_figures_change_one_after_the_other_and_begin_again() -> None:
    state = SCENE.start(Visit())
    shown = []
    for _ in range(4):
        shown.append(figure(state).lines[0])
        state = after(state, FIGURE_SECONDS)
    assert shown == ["36亿次", "62.1%", "3万余元", "36亿次"]


def test_a_figure_stands_still_while_it_is_read() -> None:
    state = after(SCENE.start(Visit()), 0.5)
    wait = SCENE.due(state)
    assert wait is not None and wait > 5
    assert SCENE.view(after(state, wait - 0.1), WIDE) == SCENE.view(state, WIDE)


def test_a_new_figure_glides_in_briefly_and_then_nothing_moves() -> None:
    came = after(SCENE.start(Visit()), FIGURE_SECONDS - 0.19)
    assert SCENE.due(came) == 0.0
    rests = after(came, 0.25)
    assert figure(came).rect.x > figure(rests).rect.x
    assert SCENE.due(rests) is not None and SCENE.due(rests) != 0.0


def test_it_does_not_glide_where_stillness_is_asked_for() -> None:
    still = Look(area=Rect(0, 0, 1920, 1080), still=True)
    came = after(SCENE.start(Visit()), FIGURE_SECONDS - 0.19)
    assert SCENE.view(came, still) == SCENE.view(after(came, 0.25), still)


def test_a_night_without_anybody_leaves_it_where_it_would_be() -> None:
    slept = after(SCENE.start(Visit()), 3 * 3600.0 * FIGURE_SECONDS + FIGURE_SECONDS)
    assert figure(slept).lines[0] == "62.1%"


def test_one_figure_alone_never_wakes_the_screen() -> None:
    alone = Attract(
        HallWords("一馆。", FIGURES[:1], ("一。", "二。", "三。"), "谢谢。", (HallTip("甲。"), HallTip("乙。"))),
        "试验馆",
    )
    assert alone.due(alone.start(Visit())) is None


def test_names_and_figures_of_every_allowed_length_keep_to_the_screen() -> None:
    long = Striking("123456.78亿万元", "这句话写满六十个字" * 6 + "，到此为止。", Source("公安部", "2026"))
    scene = Attract(
        HallWords(
            "开场白写得很长。" * 12,
            (*FIGURES, long),
            ("一。", "二。", "三。"),
            "谢谢。",
            (HallTip("甲。"), HallTip("乙。")),
        ),
        "二十个字的馆名也要能在一块屏幕上写得下",
    )
    for look in (WIDE, TALL):
        canvas = Rect(0, 0, *look.canvas)
        for state in scene.samples():
            assert all(canvas.covers(i.rect, 2) for i in scene.view(state, look) if isinstance(i, Text))


# ------------------------------------------------------------ the phone that rings

RINGS = (
    Ring("one", "陌生号码", Silhouette.OTHER, False, "把钱转到安全账户。", "这是骗局，别转。", "挂得好，别转。"),
    Ring("two", "社区", Silhouette.WOMAN, True, "请到窗口来办一下。", "这是真的通知。", "挂了也没关系，去问问。"),
)


def recorded(line: Utterance) -> Spoken:
    return Spoken(line, f"voice/{line.words}.opus", 2.0)


CALLING = Attract(replace(WORDS, rings=RINGS), "博山区反诈科普体验馆", 40.0, recorded)


def waited(seconds: float) -> AttractState:
    return CALLING.tick(CALLING.start(Visit()), seconds).state


def sounding(state: AttractState) -> list[str]:
    return [item.name for item in CALLING.view(state, WIDE) if isinstance(item, Sound)]


def words_of(state: AttractState, look: Look = WIDE) -> str:
    return "".join("".join(i.lines) for i in CALLING.view(state, look) if isinstance(i, Text)).replace("\n", "")


def test_the_question_stands_there_beside_a_phone_with_two_keys_in_both_directions_of_the_panel() -> None:
    for look in (WIDE, TALL):
        assert "接，还是不接？" in words_of(waited(0), look) and "陌生号码" in words_of(waited(0), look)
        reached = targets(CALLING.view(waited(0), look))
        assert {"ring/answer", "ring/decline", "start"} <= set(reached)


def test_it_rings_softly_every_forty_seconds_and_each_time_somebody_else() -> None:
    assert sounding(waited(39.9)) == [] and sounding(waited(40.1)) == ["ring"] and sounding(waited(43.1)) == []
    assert "陌生号码" in words_of(waited(39.9)) and "社区" in words_of(waited(40.1))
    assert "陌生号码" in words_of(waited(80.1))


def test_a_silent_hall_asks_without_ringing() -> None:
    silent = Attract(replace(WORDS, rings=RINGS), "试验馆")
    for seconds in (0.0, 40.1, 81.0):
        state = silent.tick(silent.start(Visit()), seconds).state
        assert not [item for item in silent.view(state, WIDE) if isinstance(item, Sound)]
        assert "ring/answer" in targets(silent.view(state, WIDE))


@pytest.mark.parametrize(("key", "answered"), [("ring/answer", True), ("ring/decline", False)])
@pytest.mark.parametrize("number", [0, 1])
def test_whoever_answers_or_declines_hears_the_caller_and_then_the_truth(number: int, key: str, answered: bool) -> None:
    ring = RINGS[number]
    step = CALLING.touch(waited(40.0 * number + 5), Tap(key))
    assert step.leave == ""
    said = ring.answered if answered else ring.declined
    at_once, after_caller = CALLING.tick(step.state, 1.0).state, CALLING.tick(step.state, 4.0).state
    assert f"voice/{ring.words}.opus" in sounding(at_once) and f"voice/{said}.opus" in sounding(after_caller)
    assert ("hang_up" in sounding(at_once)) is not answered
    assert said not in words_of(at_once) and said in words_of(after_caller) and ring.words in words_of(after_caller)
    assert ("这是真的" in words_of(after_caller)) is ring.genuine
    assert CALLING.touch(after_caller, Tap("start")).leave == "start"


def test_where_nobody_goes_on_the_next_call_waits_for_its_time() -> None:
    state = CALLING.touch(waited(5), Tap("ring/answer")).state
    for _ in range(40):
        state = CALLING.tick(state, 1.0).state
    assert "接，还是不接？" in words_of(state) and "社区" in words_of(state)
    assert sounding(state) == []


def test_the_told_page_needs_no_screen_to_wake_once_all_is_said_but_for_its_end() -> None:
    state = CALLING.tick(CALLING.touch(waited(5), Tap("ring/answer")).state, 10.0).state
    assert CALLING.due(state) == pytest.approx(20.0)


LEFT = (
    MessageLeft(MessageForm.PHRASE, "先问家里人"),
    MessageLeft(MessageForm.INK, strokes=((10, 10, 200, 90),), width=400, height=200),
)


def every_word(scene: Attract, state: AttractState, look: Look = WIDE) -> str:
    return "".join("".join(i.lines) for i in scene.view(state, look) if isinstance(i, Text))


@pytest.mark.parametrize("look", [WIDE, TALL])
def test_what_visitors_left_behind_comes_by_between_the_figures(look: Look) -> None:
    scene = Attract(WORDS, "试验馆", messages=lambda: LEFT)
    state = scene.start(Visit())
    seen = []
    for _ in range(5):
        inked = any(isinstance(i, Ink) for i in scene.view(state, look))
        seen.append("手写" if inked else every_word(scene, state, look).replace("\n", ""))
        state = scene.tick(state, FIGURE_SECONDS).state
    assert ["36亿次" in seen[0], "先问家里人" in seen[1], "62.1%" in seen[2], "3万余元" in seen[4]] == [True] * 4
    assert seen[3] == "手写"


def test_a_message_taken_down_is_gone_when_the_hall_waits_again_and_an_erased_one_never_comes() -> None:
    hung = list(LEFT)
    scene = Attract(WORDS, "试验馆", messages=lambda: hung)
    assert len(scene.start(Visit()).messages) == 2
    hung[:] = [MessageLeft(MessageForm.PHRASE)]
    assert scene.start(Visit()).messages == ()
    hung[:] = [MessageLeft(MessageForm.PHRASE, f"第{n}句") for n in range(40)]
    assert len(scene.start(Visit()).messages) == MESSAGES_MOST


def test_a_message_that_is_erased_while_the_hall_waits_does_not_come_by_again() -> None:
    hung = list(LEFT)
    scene = Attract(WORDS, "试验馆", messages=lambda: hung)
    state = scene.tick(scene.start(Visit()), FIGURE_SECONDS).state
    assert "先问家里人" in every_word(scene, state)
    hung.remove(LEFT[0])
    for _ in range(8):
        state = scene.tick(state, FIGURE_SECONDS).state
        assert "先问家里人" not in every_word(scene, state)
        assert scene.tick(state, 0.1).state.messages == (LEFT[1],)


def bead_at(scene: Attract, state: AttractState, look: Look = WIDE) -> float:
    """How far right the bead on the thread is."""
    return max(i.rect.right for i in scene.view(state, look) if isinstance(i, Panel) and 30 < i.rect.w == i.rect.h < 60)


def test_before_the_next_comes_a_bead_runs_along_the_thread_and_rests_otherwise() -> None:
    start = SCENE.start(Visit())
    rests = bead_at(SCENE, after(start, 1.0))
    assert bead_at(SCENE, after(start, FIGURE_SECONDS - RUN_SECONDS - 0.5)) == rests
    ran = [bead_at(SCENE, after(start, FIGURE_SECONDS - 0.2 - left)) for left in (1.2, 0.8, 0.4, 0.05)]
    assert rests < ran[0] < ran[1] < ran[2] < ran[3]
    assert 0 < (SCENE.due(after(start, FIGURE_SECONDS - 1.0)) or 0) < 0.1
    still = replace(WIDE, still=True)
    assert SCENE.view(after(start, FIGURE_SECONDS - 1.0), still) == SCENE.view(start, still)


def test_a_single_figure_needs_no_bead() -> None:
    alone = Attract(
        HallWords("一馆。", FIGURES[:1], ("一。", "二。", "三。"), "谢谢。", (HallTip("甲。"), HallTip("乙。"))),
        "试验馆",
    )
    assert not [
        i for i in alone.view(alone.start(Visit()), WIDE) if isinstance(i, Panel) and 30 < i.rect.w == i.rect.h < 60
    ]
