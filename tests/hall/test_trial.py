"""馆里试一试 as a group meets it: a page like any other, three equal keys, and not a word of what came of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.content.models.trials import Asker, Reply, Trial, TrialReplies
from kiosk.core.events import TrialAnswered
from kiosk.core.geometry import Rect
from kiosk.core.subject import Subject
from kiosk.core.vocabulary import OptionKind
from kiosk.draw.items import Panel, Sound, Text, targets
from kiosk.draw.look import Look
from kiosk.hall.trial import TrialScene, TrialState
from kiosk.scene import Drag, Stroke, Tap, Visit
from tests.real_hall import content
from tests.session.fakes import trial

REPLIES = TrialReplies("填好了", "不填了", "先问讲解员")
SCAM = replace(trial("code", False, type="police"), title="证书还差一步", blank="验证码", replies=REPLIES)
REAL = replace(trial("floor", True), title="前面刚拖过地", asker=Asker.DESK)
SCENE = TrialScene((SCAM, REAL))
WORDS_THAT_REVEAL = ("真的", "假的", "骗", "对了", "错", "稳", "答对", "正确", "题")


def about(given: Trial) -> Subject:
    return Subject("trial", given.id, given.type, given.genuine, "0a1b2c3d")


def opened(given: Trial = SCAM, seed: int = 5) -> TrialState:
    return SCENE.start(Visit(seed=seed, trial=(about(given), "quiz")))


def answered(given: Trial, reply: Reply) -> TrialState:
    return SCENE.touch(opened(given), Tap(f"reply/{reply}")).state


def said(state: TrialState, scene: TrialScene = SCENE) -> str:
    return "".join("".join(i.lines) for i in scene.view(state, Look()) if isinstance(i, Text))


def test_it_says_who_asks_for_what_and_offers_three_keys_that_look_alike() -> None:
    items = SCENE.view(opened(), Look())
    assert all(
        words in said(opened()) for words in ("系统提示", "证书还差一步", SCAM.words, "验证码", "填好了", "先问讲解员")
    )
    keys = [i for i in items if isinstance(i, Panel) and i.target]
    assert {key.target for key in keys} == {f"reply/{reply}" for reply in Reply}
    assert len({(key.fill, key.rect.w, key.rect.h, key.border) for key in keys}) == 1, "none is the yellow one"


def test_where_a_key_stands_says_nothing() -> None:
    places = {seed: opened(seed=seed).order for seed in range(40)}
    assert len({*places.values()}) == 6 and opened(seed=3) == opened(seed=3)
    shown = [w for w in targets(SCENE.view(opened(seed=3), Look())) if w.startswith("reply/")]
    assert shown == [f"reply/{reply}" for reply in places[3]]


@pytest.mark.parametrize(
    ("given", "reply", "kind"),
    [
        (SCAM, Reply.TAKE, OptionKind.RISKY),
        (SCAM, Reply.DECLINE, OptionKind.SAFE),
        (SCAM, Reply.ASK, OptionKind.SAFE),
        (REAL, Reply.TAKE, OptionKind.SAFE),
        (REAL, Reply.DECLINE, OptionKind.TURNS_AWAY),
        (REAL, Reply.ASK, OptionKind.SAFE),
    ],
)
def test_an_answer_is_written_down_as_what_it_is_and_only_once(given: Trial, reply: Reply, kind: OptionKind) -> None:
    step = SCENE.touch(opened(given), Tap(f"reply/{reply}"))
    logged = TrialAnswered(*about(given)._replace(zone="quiz"), reply.value, kind)
    assert step.events == (logged,) and step.leave == "", "it stood in the way of the quiz"
    again = SCENE.touch(step.state, Tap("reply/decline"))
    assert again.events == () and again.state == step.state


@pytest.mark.parametrize("reply", Reply)
def test_afterwards_it_only_says_to_go_on_and_then_the_zone_opens(reply: Reply) -> None:
    for given in (SCAM, REAL):
        state = answered(given, reply)
        assert "好的，继续" in said(state)
        assert not [w for w in WORDS_THAT_REVEAL if w in said(state)]
        assert [*targets(SCENE.view(state, Look()))] == ["next"]
        assert not [i for i in SCENE.view(state, Look()) if isinstance(i, Sound)]
        assert SCENE.touch(state, Tap("next")).leave == "enter:quiz"


def test_no_way_leads_on_but_a_key_and_whoever_leads_the_group() -> None:
    state = opened()
    for gesture in (Tap("next"), Tap("reply/nonsense"), Tap("elsewhere"), Stroke("reply/take", (1.0, 2.0), True)):
        assert SCENE.touch(state, gesture).leave == "" and SCENE.touch(state, gesture).state == state
    put_away = SCENE.touch(state, Tap("back"))
    assert (put_away.leave, put_away.events) == ("enter:quiz", ())


def test_nothing_can_be_written_and_a_touch_fills_the_blank_with_dots() -> None:
    def dots(state: TrialState) -> int:
        shown = [i for i in SCENE.view(state, Look()) if isinstance(i, Panel)]
        return sum(i.rect.w == i.rect.h and i.rect.w < 40 for i in shown)

    assert dots(opened()) == 0 and dots(answered(SCAM, Reply.TAKE)) == 6
    assert dots(answered(SCAM, Reply.DECLINE)) == 0
    assert not targets(SCENE.view(opened(), Look()), "ink")


def test_the_card_stays_where_it_is_when_a_key_was_touched() -> None:
    def card(state: TrialState) -> object:
        return max((i for i in SCENE.view(state, Look()) if isinstance(i, Panel)), key=lambda i: i.rect.w).rect

    assert card(opened(REAL)) == card(answered(REAL, Reply.ASK))


def test_a_low_screen_keeps_the_keys_and_what_is_asked_in_sight() -> None:
    for look in (Look(large=True, reach=True), Look(large=True)):
        low = look.within(Rect(96, 500, 1728, 420))
        for given in content().trials:
            scene = TrialScene((given,))
            state = TrialState(about(given), "quiz")
            words = "".join("".join(i.lines) for i in scene.view(state, low) if isinstance(i, Text))
            assert given.words in words and len([*targets(scene.view(state, low))]) == 3


def test_what_is_longer_than_its_place_is_scrolled() -> None:
    tiny = Look(large=True).within(Rect(96, 700, 1728, 250))
    state, items = opened(), SCENE.view(opened(), tiny)
    drag = next(word for word in targets(items, "drag"))
    moved = SCENE.touch(state, Drag(drag, "move", 0.0, -60.0, extent=200.0)).state
    assert moved != state and SCENE.view(moved, tiny) != items


def test_without_anything_to_ask_it_fails_aloud() -> None:
    with pytest.raises(ValueError, match="asks nothing"):
        SCENE.start(Visit())


def test_samples_show_every_request_asked_and_answered_each_way() -> None:
    shown = list(SCENE.samples())
    assert len(shown) == 8 and [SCENE.goal(s) for s in shown] == [False, True, True, True] * 2
    assert {SCENE.page(s) for s in shown} == {"code", "code:done", "floor", "floor:done"}
