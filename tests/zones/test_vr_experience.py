"""What a group goes through in VR互动体验区: a card, a role, choices that count, “喊停”, a debrief without shame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import pytest

from kiosk.content.models.hall import PanelSize
from kiosk.content.wording_hash import wording_of
from kiosk.core.events import (
    ChoiceMade,
    ChoiceTimedOut,
    Event,
    ItemFinished,
    ItemOpened,
    ScenarioEnded,
    SceneStopped,
)
from kiosk.core.geometry import Rect
from kiosk.core.pace import reading_seconds
from kiosk.core.subject import Subject
from kiosk.core.vocabulary import AgeBand, Audience, CallKey, Device, Ending, OptionKind, Silhouette
from kiosk.draw.items import Arc, Icon, Item, Moving, Panel, Panorama, Picture, Text, targets
from kiosk.draw.look import Look
from kiosk.parts.entrance import ONWARD
from kiosk.parts.lookaround import Gaze
from kiosk.scene import Drag, Tap, Visit
from kiosk.session import frame
from kiosk.zones.vr_experience.models import Choice, FormField, Node, Say, Scenario, ScenarioRoom, Voice, changes_at
from kiosk.zones.vr_experience.pages import (
    VrAnswerPage,
    VrDebriefPage,
    VrExperiencePage,
    VrExperienceState,
    VrPlayPage,
    VrStopPage,
)
from kiosk.zones.vr_experience.rooms import backdrop, window
from kiosk.zones.vr_experience.scene import VrExperienceScene
from kiosk.zones.vr_experience.stopping import offered
from kiosk.zones.vr_experience.story import Story, letters_of, snapshot
from tests.tale import SCENARIOS, TALE

LOOK = frame.fitted(
    frame.look_for((1920, 1080), frame.Settings(), PanelSize()), frame.Shown("VR互动体验区"), PanelSize()
)
OTHER = replace(TALE, id="other", order=2, title="另一个场面", room=ScenarioRoom.OFFICE, genuine=True)
ZONE = VrExperienceScene((OTHER, TALE), {"six-1": "只要一谈到银行卡，一律挂掉"})
NODES = {node.id: node for node in TALE.nodes}
WHOLE = Subject("vr_experience", "tale", "refund", False, wording_of(TALE))
P = TypeVar("P", bound=VrExperiencePage)


def at_node(node: str) -> Subject:
    """What an event about that moment of the tale is about."""
    return WHOLE._replace(wording=wording_of(NODES[node]))


def on(state: VrExperienceState, kind: type[P]) -> P:
    """The page in use, which is of that kind."""
    assert isinstance(state.page, kind)
    return state.page


def playing(state: VrExperienceState) -> Story:
    return on(state, VrPlayPage).story


def words(items: list[Item]) -> str:
    return "\n".join("".join(i.lines) for i in items if isinstance(i, Text))


def screen(state: VrExperienceState) -> str:
    """All that can be read there, to the end of the list."""
    items = ZONE.view(state, LOOK)
    read = [words(items)]
    for _ in range(30):
        down = [w for w, i in targets(items).items() if "/to/" in w and i.rect.centre[1] > LOOK.area.centre[1]]
        if not down:
            break
        state = ZONE.touch(state, Tap(down[-1])).state
        items = ZONE.view(state, LOOK)
        read.append(words(items))
    return "\n".join(read)


def go(state: VrExperienceState, *taps: str) -> tuple[VrExperienceState, list[Event]]:
    """The state after those taps, each of which has to be on the screen, and what was reported."""
    events: list[Event] = []
    for word in taps:
        if word != "back":
            assert word in targets(ZONE.view(state, LOOK)), f"{word} is not to be touched on {ZONE.page(state)}"
        step = ZONE.touch(state, Tap(word))
        state = step.state
        events += step.events
    return state, events


def _at_the_beginning(zone: VrExperienceScene) -> VrExperienceState:
    """The tale's first moment, in a zone made for one test."""
    role = zone.touch(zone.start(Visit()), Tap("card/tale")).state
    return zone.touch(role, Tap("next")).state


def start() -> VrExperienceState:
    return ZONE.start(Visit())


def on_the_call() -> VrExperienceState:
    return go(start(), "card/tale", "next", "choose/0/0")[0]


def lost() -> tuple[VrExperienceState, list[Event]]:
    return go(on_the_call(), "choose/1/0", "choose/2/0")


def test_the_cards_stand_in_order_and_do_not_tell_true_from_false() -> None:
    shown = screen(start())
    assert shown.index("门口的电话") < shown.index("另一个场面")
    assert "一通来电" in shown, "what it begins with"
    icons = [i.name for i in ZONE.view(start(), LOOK) if isinstance(i, Icon)]
    assert not {"genuine", "danger", "safe"} & set(icons)
    assert icons.count("phone") == 2 and "refund" not in icons and "refund" not in shown


def test_a_card_opens_the_page_that_says_who_you_are() -> None:
    state, events = go(start(), "card/tale")
    assert events == [ItemOpened(*WHOLE)]
    assert ZONE.page(state) == "role:tale"
    for said in ("你是王阿姨，在家看电视。", "点什么都不会真的转账", "模拟演示", "喊停"):
        assert said in screen(state)


@pytest.mark.parametrize("mode", ["", "large", "contrast"])
@pytest.mark.parametrize("pixels", [(1920, 1080), (1080, 1920)], ids=str)
def test_what_a_scene_begins_with_is_seen_on_its_card_and_where_one_is_told_who_one_is(
    pixels: tuple[int, int], mode: str
) -> None:
    settings = frame.Settings(**({mode: True} if mode else {}))
    look = frame.fitted(frame.look_for(pixels, settings, PanelSize()), frame.Shown("VR互动体验区"), PanelSize())
    zone = VrExperienceScene((replace(TALE, picture="stills/landline.jpg"), OTHER), {})
    state = zone.start(Visit())
    items = zone.view(state, look)
    (picture,) = [i for i in items if isinstance(i, Picture)]
    assert picture.file == "stills/landline.jpg" and targets(items)["card/tale"].rect.covers(picture.rect)
    for word, files in (("card/tale", ["stills/landline.jpg"]), ("card/other", [])):
        role = zone.view(zone.touch(state, Tap(word)).state, look)
        assert [i.file for i in role if isinstance(i, Picture)] == files


def test_play_shows_the_phone_the_place_the_choices_and_stop() -> None:
    state, _ = go(start(), "card/tale", "next")
    assert ZONE.page(state) == "play:tale:ring"
    for said in ("模拟演示", "0000-0000-001", "陌生号码。", "电视开着。", "接起来", "不接"):
        assert said in screen(state)
    assert "喊停" not in screen(state), "nobody has said anything yet"
    assert "喊停" in screen(on_the_call())


def test_on_a_low_panel_phone_and_choices_are_one_list_and_the_mark_stays() -> None:
    low = frame.Settings(reach=True, large=True)
    look = frame.fitted(frame.look_for((1080, 1920), low, PanelSize()), frame.Shown("VR互动体验区"), PanelSize())
    state, met = on_the_call(), set()
    for _ in range(20):
        items = ZONE.view(state, look)
        assert any("模拟演示" in i.lines for i in items if isinstance(i, Text) and not i.clip)
        met |= set(targets(items))
        down = [w for w, i in targets(items).items() if "/to/" in w and i.rect.centre[1] > look.area.centre[1]]
        if not down:
            break
        state = ZONE.touch(state, Tap(down[-1])).state
    assert {"choose/1/0", "choose/1/1", "stop"} <= met


def test_who_speaks_beside_you_is_not_on_the_phone() -> None:
    items = ZONE.view(on_the_call(), LOOK)
    phone_right = next(i.rect.right for i in items if i.finger == "block")
    beside = next(i for i in items if isinstance(i, Text) and "妈，谁的电话？" in i.lines)
    assert beside.rect.x > phone_right and "身旁的人" in words(items)


def test_a_choice_is_reported_and_leads_on() -> None:
    state, events = go(on_the_call(), "choose/1/1")
    assert events == [ChoiceMade(*at_node("call"), node="call", option="hang_up", kind=OptionKind.SAFE)]
    assert ZONE.page(state) == "play:tale:look"


def test_a_second_quick_tap_does_not_choose_on_the_next_page() -> None:
    state, _ = go(start(), "card/tale", "next")
    once = ZONE.touch(state, Tap("choose/0/0")).state
    twice = ZONE.touch(once, Tap("choose/0/0"))
    assert twice.state == once and twice.events == ()


@pytest.mark.parametrize(
    "word", ["choose/1/9", "choose/x/1", "choose/1", "card/tale", "point/0", "again", "", "nonsense"]
)
def test_what_is_not_there_does_nothing(word: str) -> None:
    state = on_the_call()
    assert ZONE.touch(state, Tap(word)).state == state
    assert ZONE.touch(start(), Tap("card/unknown")).state == start()


def test_money_sent_is_shown_as_simulated() -> None:
    state, _ = go(on_the_call(), "choose/1/0")
    assert "已经转出" not in screen(state)
    paid = replace(
        TALE,
        nodes=tuple(
            replace(n, choices=(replace(n.choices[0], yuan=200), *n.choices[1:])) if n.id == "call" else n
            for n in TALE.nodes
        ),
    )
    zone = VrExperienceScene((paid,), {})
    begun = zone.touch(zone.touch(zone.start(Visit()), Tap("card/tale")).state, Tap("next")).state
    after = zone.touch(zone.touch(begun, Tap("choose/0/0")).state, Tap("choose/1/0")).state
    assert "已经转出 200元（模拟）" in words(zone.view(after, LOOK))


def test_the_ring_is_whole_while_there_is_reading_to_do_then_shrinks_without_figures() -> None:
    state = on_the_call()
    assert "看完再计时" in screen(state)
    story = playing(state)
    assert ZONE.due(state) == story.reading
    running = ZONE.tick(state, story.reading + 4.0).state
    assert "时间在走" in screen(running) and "看完再计时" not in screen(running)
    sweeps = [[i.sweep for i in ZONE.view(s, LOOK) if isinstance(i, Arc)][-1] for s in (state, running)]
    assert sweeps == [360, pytest.approx(360 * 0.6)]


def test_when_time_runs_out_the_story_goes_on_without_a_choice() -> None:
    step = ZONE.tick(on_the_call(), 1000.0)
    assert ZONE.page(step.state) == "play:tale:code"
    assert step.events == (ChoiceTimedOut(*at_node("call"), node="call"),)
    assert ZONE.touch(step.state, Tap("choose/1/1")).state == step.state


def test_a_reader_who_scrolls_is_not_hurried() -> None:
    look = Look(large=True, area=Rect(96, 144, 1728, 420))
    state = on_the_call()
    for _ in range(30):
        state = ZONE.tick(state, 3.0).state
        page = next(word for word in targets(ZONE.view(state, look), "drag") if word.startswith("phone@"))
        state = ZONE.touch(state, Drag(page, "move", 0, -5, extent=400)).state
    assert ZONE.page(state) == "play:tale:call"


def test_stop_holds_the_time_and_lets_the_group_point() -> None:
    state, events = go(on_the_call(), "stop")
    assert events == [] and ZONE.page(state) == "stop:tale:call"
    assert ZONE.due(state) is None and ZONE.tick(state, 3600).state == state
    shown = screen(state)
    assert "哪一句不对劲" in shown and "您买的棉袄要赔您钱。" in shown and "没有问题，都是平常话" in shown
    pointable = {word for word in targets(ZONE.view(state, LOOK)) if word.startswith("point/")}
    assert pointable == {"point/2", "point/4", "point/5"}  # neither your own words (3) nor a mere remark (0)


def test_pointing_at_the_trick_is_answered_at_once_and_play_goes_on() -> None:
    state, events = go(on_the_call(), "stop", "point/4")
    assert events == [SceneStopped(*at_node("call"), node="call", option="call.3", right=True)]
    for said in ("指对了", "催你，是不让你想", "只要一谈到银行卡，一律挂掉"):
        assert said in screen(state)
    again, _ = go(state, "next")
    assert ZONE.page(again) == "play:tale:call"
    story = playing(again)
    assert story.found == ("knows", "hurry") and not story.paused
    assert snapshot(story).waiting


def test_pointing_at_an_innocent_sentence_is_told_kindly() -> None:
    state, events = go(on_the_call(), "stop", "point/5")
    assert events == [SceneStopped(*at_node("call"), node="call", option="call.4", right=False)]
    assert "不是这一句" in screen(state) and "不对劲的在别处" in screen(state)
    again, _ = go(state, "more")
    assert ZONE.page(again) == "stop:tale:call"


def test_too_early_is_told_apart_from_wrong() -> None:
    says = (Say("今天真热。"), Say("把验证码念给我。", shows=("code",)))
    tale = replace(
        TALE, nodes=(Node("now", Device.CALL, "某人", says=says, choices=TALE.nodes[0].choices), *TALE.nodes)
    )
    zone = VrExperienceScene((tale,), {})
    state = zone.touch(_at_the_beginning(zone), Tap("stop")).state
    early = words(zone.view(zone.touch(state, Tap("point/0")).state, LOOK))
    assert "这一句是平常话" in early and "喊早了不要紧" in early


def test_that_nothing_is_wrong_is_an_answer_that_is_judged_and_counts_once() -> None:
    state, events = go(on_the_call(), "stop", "none/6")
    assert events == [SceneStopped(*at_node("call"), node="call", option="none", right=False)]
    assert "有一句不对劲" in screen(state)
    state, events = go(state, "more", "point/4", "more", "none/6")
    assert "说得对" in screen(state), "both tricks are found"
    assert [event.option for event in events if isinstance(event, SceneStopped)] == ["call.3"]
    story = on(state, VrAnswerPage).behind.story
    assert (story.stopped, story.stopped_rightly) == (2, 1)


@pytest.mark.parametrize(("says", "called"), [((), False), ((Say("请速联系。"),), True)])
def test_stop_is_called_as_soon_as_somebody_has_said_something(says: tuple[Say, ...], called: bool) -> None:
    """One message is enough to judge: it is what is wrong, or 没有问题."""
    node = Node("now", Device.SMS, "航空公司", says=says, choices=TALE.nodes[0].choices)
    zone = VrExperienceScene((replace(TALE, nodes=(node, *TALE.nodes)),), {})
    state = _at_the_beginning(zone)
    assert ("stop" in targets(zone.view(state, LOOK))) is called
    assert (zone.touch(state, Tap("stop")).state != state) is called


def test_stop_is_not_called_once_nothing_can_go_wrong() -> None:
    says = (Say("您好。"), Say("您的航班正常。"))
    safe = Node("safe", Device.CALL, "官方电话", says=says, choices=(Choice("好", "fine", id="a"),))
    tale = replace(TALE, nodes=(safe, *TALE.nodes))
    zone = VrExperienceScene((tale,), {})
    state = _at_the_beginning(zone)
    assert "stop" not in targets(zone.view(state, LOOK)) and zone.touch(state, Tap("stop")).state == state


def test_a_phone_that_rings_has_one_set_of_keys() -> None:
    ring = TALE.nodes[0]
    keyed = (
        replace(ring.choices[0], key=CallKey.ANSWER),
        replace(ring.choices[1], key=CallKey.DECLINE),
        Choice("自己拨官方电话", "look", id="dial"),
    )
    tale = replace(TALE, nodes=(replace(ring, choices=keyed), *TALE.nodes[1:]))
    zone = VrExperienceScene((tale,), {})
    items = zone.view(_at_the_beginning(zone), LOOK)
    read = words(items).split("\n")
    assert {"choose/0/0", "choose/0/1", "choose/0/2"} <= set(targets(items))
    assert "自己拨官方电话" in read and "接起来" not in read and "不接" not in read


def test_pointing_at_a_genuine_sign_names_it_as_genuine() -> None:
    looked = replace(NODES["look"], says=(*NODES["look"].says, Say("还看点别的吗？", Voice.BESIDE)))
    tale = replace(TALE, nodes=tuple(looked if node.id == "look" else node for node in TALE.nodes))
    zone = VrExperienceScene((tale,), {})
    state = _at_the_beginning(zone)
    for word in ("choose/0/1", "stop", "point/2"):
        step = zone.touch(state, Tap(word))
        state = step.state
    assert isinstance(step.events[-1], SceneStopped) and not step.events[-1].right
    shown = words(zone.view(state, LOOK))
    assert "这恰恰是真实的迹象" in shown and "官方应用里没有退款通知" in shown


def test_one_pointing_is_answered_once() -> None:
    state, _ = go(on_the_call(), "stop", "point/4")
    assert ZONE.touch(state, Tap("point/2")).events == ()
    assert ZONE.touch(state, Tap("point/2")).state == state


def test_back_from_stop_goes_on_with_the_play() -> None:
    state, _ = go(on_the_call(), "stop", "back")
    assert ZONE.page(state) == "play:tale:call" and not playing(state).paused


def test_an_ending_reports_money_and_exactly_what_was_seen_and_missed() -> None:
    state, events = lost()
    assert events[-1] == ScenarioEnded(
        *WHOLE, option="lost", ending=Ending.LOSS, yuan=3000, seen=(), missed=("knows", "hurry", "code")
    )
    assert events[-2] == ChoiceMade(*at_node("code"), node="code", option="read_code", kind=OptionKind.RISKY)
    assert ZONE.page(state) == "debrief:tale:0"


def test_a_timer_may_end_it_too() -> None:
    quick = replace(
        TALE, nodes=tuple(replace(n, timer=replace(n.timer, goto="fine")) if n.timer else n for n in TALE.nodes)
    )
    zone = VrExperienceScene((quick,), {})
    state = zone.touch(zone.touch(zone.start(Visit()), Tap("card/tale")).state, Tap("next")).state
    step = zone.tick(zone.touch(state, Tap("choose/0/0")).state, 1000)
    assert zone.page(step.state) == "debrief:tale:0"
    whole, called = WHOLE._replace(wording=wording_of(quick)), next(n for n in quick.nodes if n.id == "call")
    assert step.events == (
        ChoiceTimedOut(*whole._replace(wording=wording_of(called)), node="call"),
        ScenarioEnded(*whole, option="fine", ending=Ending.SAFE, yuan=0, seen=(), missed=("knows", "hurry")),
    )


def test_something_genuine_is_reported_as_genuine() -> None:
    state, events = go(start(), "card/other", "next", "choose/0/1", "choose/1/0")
    assert ZONE.page(state) == "debrief:other:0"
    assert [event.genuine for event in events if not isinstance(event, ItemFinished)] == [True] * len(events)
    ended = events[-1]
    assert isinstance(ended, ScenarioEnded) and ended.seen == () and ended.missed == ()


def test_an_edited_moment_begins_its_statistics_anew_and_the_others_go_on() -> None:
    edited = replace(TALE, nodes=tuple(replace(n, place="电视关着。") if n.id == "ring" else n for n in TALE.nodes))
    events = []
    for tale in (TALE, edited):
        zone = VrExperienceScene((tale,), {})
        state = zone.touch(zone.touch(zone.start(Visit()), Tap("card/tale")).state, Tap("next")).state
        first = zone.touch(state, Tap("choose/0/0"))
        events.append((*first.events, *zone.touch(first.state, Tap("choose/1/1")).events))
    (ring, call), (ring_edited, call_edited) = events
    assert ring != ring_edited and call == call_edited


def test_the_group_is_given_the_time_its_ages_need() -> None:
    waits = {}
    for age in ("young", "senior"):
        begun = go(ZONE.start(Visit(ages=(age,))), "card/tale", "next", "choose/0/0")[0]
        again = go(begun, "back", "again", "choose/0/0")[0]
        assert playing(again).reading == playing(begun).reading
        waits[age] = playing(begun).reading
    assert waits["young"] < waits["senior"] == playing(on_the_call()).reading


def test_the_debrief_tells_the_end_the_cost_every_trick_and_one_sentence() -> None:
    state, _ = go(on_the_call(), "choose/1/1", "choose/2/0")
    first = screen(state)
    for said in ("没有上当", "回到官方去看。", "没有转出去的钱", "5000元"):
        assert said in first
    assert "1 / 2" in screen(go(state, "more")[0]) and go(state, "more", "back")[0] == state
    state, events = go(state, "next")
    assert "催你，是不让你想" in screen(state) and "你选了：" not in screen(state)
    second = screen(go(state, "more")[0])
    assert events == []
    for said in (
        "看出来了",
        "没留意",
        "知道订单，只说明信息泄露",
        "催你，是不让你想",
        "你选了：催什么，挂断",
        "看准了",
    ):
        assert said in second
    state, events = go(state, "next")
    assert events == [ItemFinished(*WHOLE)]
    assert "先挂断，自己打官方电话。" in screen(state) and "一律挂掉" not in screen(state)
    third = screen(go(state, "more")[0])
    for said in (
        "先挂断，自己打官方电话。",
        "只要一谈到银行卡，一律挂掉",
        "官方应用里没有退款通知",
        "再走一遍",
        "换一个",
    ):
        assert said in third
    assert ZONE.goal(state)


def test_the_trick_is_marked_at_the_very_sentence() -> None:
    state, _ = go(on_the_call(), "choose/1/1", "choose/2/0", "next", "more")
    shown = screen(state)
    sentence, sign = shown.index("请马上办，过了今晚就没有了。"), shown.index("催你，是不让你想")
    assert sentence < sign < shown.index("妈，谁的电话？")


def test_losing_everything_and_keeping_it_do_not_look_alike() -> None:
    pictured = replace(TALE, picture="stills/cash_delivery.jpg")
    zone = VrExperienceScene((pictured,), {})

    def shown(*words: str) -> list[Item]:
        state = zone.start(Visit())
        for word in ("card/tale", "next", *words):
            state = zone.touch(state, Tap(word)).state
        assert zone.page(state) == "debrief:tale:0"
        return zone.view(state, LOOK)

    def night(items: Sequence[Item]) -> int:
        return max((i.alpha for i in items if isinstance(i, Panel) and i.behind), default=0)

    lost = shown("choose/0/0", "choose/1/0", "choose/2/0")
    kept = shown("choose/0/0", "choose/1/1", "choose/2/0")
    assert night(lost) > 150 > night(kept) == 0
    assert [m.manner for m in lost if isinstance(m, Moving)] == ["drain"]
    assert [m.manner for m in kept if isinstance(m, Moving)] == ["fill"]


def test_the_guided_path_leads_through_a_scenario_for_the_group_and_on() -> None:
    young = replace(OTHER, audiences=(Audience.COMPANY,), nodes=TALE.nodes, genuine=False)
    zone = VrExperienceScene((TALE, young), {})
    assert zone.page(zone.start(Visit(led=True, ages=(AgeBand.YOUNG,)))) == "role:other"
    state = zone.start(Visit(led=True))
    assert zone.page(state) == "role:tale" and zone.touch(state, Tap("back")).leave == "home"
    for word in ("next", "choose/0/0", "choose/1/0", "choose/2/0", "next", "next"):
        step = zone.touch(state, Tap(word))
        state = step.state
    assert zone.page(state) == "debrief:tale:2" and zone.touch(state, Tap("next")).leave == ONWARD
    chosen = VrExperienceScene((TALE, young), {}, guided=("gone", "other", "tale"))
    assert chosen.page(chosen.start(Visit(led=True))) == "role:other"


def test_walking_it_again_begins_anew_and_another_one_goes_to_the_cards() -> None:
    end, _ = go(lost()[0], "next", "next")
    again, events = go(end, "again")
    assert ZONE.page(again) == "play:tale:ring"
    story = playing(again)
    assert (story.yuan, story.found, story.seq, events) == (0, (), 0, [])
    other, _ = go(end, "next")
    assert ZONE.page(other) == "pick" and "走过了" in screen(other)
    assert ZONE.goal(other) and not ZONE.goal(start())


def test_finishing_twice_is_reported_once() -> None:
    end, first = go(lost()[0], "next", "next")
    again, events = go(end, "back", "next")
    assert [type(e) for e in first].count(ItemFinished) == 1 and events == []
    assert again.finished == ("tale",)


def test_stepping_back_never_undoes_what_was_done() -> None:
    state = on_the_call()
    role, _ = go(state, "back")
    assert ZONE.page(role) == "role:tale" and ZONE.tick(role, 3600).state == role
    assert ZONE.due(role) is None
    resumed, _ = go(role, "next")
    assert ZONE.page(resumed) == "play:tale:call"
    assert playing(resumed).entries == playing(state).entries
    cards, _ = go(role, "back")
    kept, _ = go(cards, "card/tale")
    assert "接着走" in screen(kept)
    fresh, _ = go(kept, "again")
    assert ZONE.page(fresh) == "play:tale:ring"


def test_another_card_begins_its_own_story() -> None:
    role, _ = go(on_the_call(), "back", "back", "card/other")
    assert "接着走" not in screen(role)
    state, _ = go(role, "next")
    assert ZONE.page(state) == "play:other:ring"


def test_back_at_the_cards_goes_home_and_from_the_end_to_the_cards() -> None:
    assert ZONE.touch(start(), Tap("back")).leave == "home"
    state, _ = go(lost()[0], "next", "back")
    assert ZONE.page(state) == "debrief:tale:0"
    assert ZONE.page(go(state, "back")[0]) == "pick"


@pytest.mark.parametrize("room", ScenarioRoom)
def test_a_room_turns_with_the_gaze_and_is_dimmed_in_high_contrast(room: ScenarioRoom) -> None:
    rooms = {room.value: "rooms/a.jpg", f"{room}.fine": "rooms/a.fine.jpg"}
    (seen,) = backdrop(LOOK, rooms, room, Gaze(), ("rooms/a/clerk.jpg",))
    assert isinstance(seen, Panorama) and (seen.fine, seen.changes) == ("rooms/a.fine.jpg", ("rooms/a/clerk.jpg",))
    assert backdrop(LOOK, rooms, room, Gaze(yaw=60)) != [seen]
    room_there, veil = backdrop(Look(contrast=True), rooms, room, Gaze())
    assert isinstance(room_there, Panorama) and isinstance(veil, Panel) and veil.fill == (0, 0, 0) and veil.alpha > 127


def test_without_its_picture_a_room_is_a_wall_and_a_floor() -> None:
    items = backdrop(LOOK, {}, ScenarioRoom.BANK, Gaze())
    assert items and not any(isinstance(item, Panorama) for item in items)
    assert all(window(LOOK).covers(item.rect) for item in items)


def test_a_moment_may_be_in_another_room_and_bring_somebody_in() -> None:
    inside = "vr_experience/rooms/bank/clerk.jpg"
    first = replace(TALE.nodes[0], room=ScenarioRoom.BANK, changes=(inside,))
    clock = "vr_experience/rooms/living_room/clock_1810.jpg"
    tale = replace(TALE, changes=(clock,), nodes=(first, *TALE.nodes[1:]))
    assert changes_at(tale, first) == (inside,), "what the story brings stays in its own room"
    assert changes_at(tale, TALE.nodes[0]) == (clock,)
    rooms = {room.value: f"rooms/{room}.jpg" for room in ScenarioRoom}
    zone = VrExperienceScene((tale,), {}, rooms)
    (seen,) = [i for i in zone.view(_at_the_beginning(zone), LOOK) if isinstance(i, Panorama)]
    assert (seen.file, seen.changes) == ("rooms/bank.jpg", (inside,))


def test_how_it_came_out_is_seen_in_the_room_where_it_did() -> None:
    rooms = {room.value: f"rooms/{room}.jpg" for room in ScenarioRoom}
    state, _ = lost()
    zone = VrExperienceScene(ZONE.scenarios, {}, rooms)
    seen = [i for i in zone.view(state, LOOK) if isinstance(i, Panorama)]
    assert [i.file for i in seen] == [f"rooms/{TALE.room}.jpg"] and seen[0].behind and not seen[0].target
    veils = [i for i in zone.view(state, LOOK) if isinstance(i, Panel) and i.behind and i.alpha > 127]
    assert veils, "the room goes dark when the money is gone"


def drawn(*says: Say, device: Device = Device.CALL) -> list[Item]:
    """The screen of a moment at which those things are said."""
    node = Node("now", device, "示例来电", "在家里。", says=says, choices=TALE.nodes[0].choices)
    zone = VrExperienceScene((replace(TALE, nodes=(node, *TALE.nodes)),), {})
    return zone.view(_at_the_beginning(zone), LOOK)


def test_a_name_before_a_colon_is_only_a_name_where_the_file_says_so() -> None:
    named = Say("把群退了。", speaker="冯厂长", figure=Silhouette.MAN)
    items = drawn(named, Say("请留意：我们不会发链接。"), device=Device.GROUP)
    lines = words(items).split("\n")
    assert "冯厂长" in lines and "把群退了。" in lines
    assert "请留意：我们不会发链接。" in lines
    assert "man" in [i.name for i in items if isinstance(i, Icon)]


def test_what_looks_like_a_form_is_one_only_where_the_file_says_so() -> None:
    plain = drawn(Say("收款人：某某。金额：5元。", Voice.NOTE), device=Device.BANK)
    assert "收款人：某某。金额：5元。" in words(plain)
    form = Say("请核对。", Voice.NOTE, fields=(FormField("收款人", "某某"), FormField("金额", yuan=5)))
    assert {"收款人", "某某", "金额", "5元", "请核对。"} <= set(words(drawn(form, device=Device.BANK)).split("\n"))


def test_somebody_beside_you_may_have_a_name() -> None:
    assert "身旁的人" in words(drawn(Say("谁的电话？", Voice.BESIDE)))
    shown = words(drawn(Say("谁的电话？", Voice.BESIDE, speaker="孙女")))
    assert "孙女" in shown and "身旁的人" not in shown


def test_the_bank_does_not_say_what_the_scammer_says() -> None:
    node = Node("now", Device.BANK, "示例银行", says=(Say("在吗？"), Say("快转。")), choices=TALE.nodes[0].choices)
    zone = VrExperienceScene((replace(TALE, nodes=(node, *TALE.nodes)),), {})
    stopped = zone.touch(_at_the_beginning(zone), Tap("stop")).state
    assert isinstance(stopped.page, VrStopPage)
    shown = words(zone.view(stopped, LOOK))
    assert "对方" in shown and "示例银行" not in shown


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.id)
def test_every_scenario_is_walked_to_every_node_and_ending(scenario: Scenario) -> None:
    zone = VrExperienceScene((scenario,), {})
    states = list(zone.samples())
    met = {s.page.story.node for s in states if isinstance(s.page, VrPlayPage | VrDebriefPage)}
    assert met == {node.id for node in scenario.nodes}
    assert {type(s.page) for s in states} >= {VrStopPage, VrAnswerPage}
    for state in states:
        if isinstance(state.page, VrPlayPage):
            story, shown = state.page.story, zone.view(state, LOOK)
            choices = {f"choose/{story.seq}/{i}" for i in range(len(story.now.choices))}
            assert set(targets(shown)) >= choices | ({"stop"} if offered(story) else set())
            assert story.now.device is Device.NONE or "模拟演示" in words(shown)
    assert zone.page(states[-1]) == "pick" and zone.goal(states[-1])


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.id)
def test_nobody_has_to_read_for_minutes_before_a_timer_starts(scenario: Scenario) -> None:
    for node in scenario.nodes:
        if node.timer is not None:
            slowest = reading_seconds(letters_of(node))
            assert slowest < 80, f"{scenario.id}, {node.id}: too much to read under a timer"
