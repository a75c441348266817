"""The guided path of “六个一律、八个凡是”: one says the first half, the bell strikes, all answer; then what is real."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.core.events import Event, HandsCounted, ItemOpened, QuestionAnswered
from kiosk.core.speech import Spoken, Utterance
from kiosk.core.vocabulary import QuestionForm
from kiosk.draw.items import Item, Picture, Sound, Text, find, targets
from kiosk.draw.look import Look
from kiosk.scene import Tap, Visit
from kiosk.timing import EMPTY_MOST, WORDY
from kiosk.zones.six_eight_rules.chant import halves
from kiosk.zones.six_eight_rules.models import NO_RULE, Rules, all_rules
from kiosk.zones.six_eight_rules.pages import ChantPage, GenuinePage, RuleCardPage, SixEightRulesState
from kiosk.zones.six_eight_rules.phrases import in_phrases
from kiosk.zones.six_eight_rules.scene import USUAL, SixEightRulesScene
from tests.real_hall import content
from tests.zones.led_walk import walked

LOOK = Look()
LED = Visit(led=True)


def spoken(line: Utterance) -> Spoken:
    return Spoken(line, f"{line.words}.opus", 3.0)


@pytest.fixture(scope="module")
def zone() -> SixEightRulesScene:
    rules: Rules = content().zones["six_eight_rules"].rules
    return SixEightRulesScene(rules, spoken, (), "stills/six_eight_rules.jpg")


def words(zone: SixEightRulesScene, state: SixEightRulesState, look: Look = LOOK) -> str:
    return "\n".join("".join(i.lines) for i in zone.view(state, look) if isinstance(i, Text))


def play(
    zone: SixEightRulesScene, state: SixEightRulesState, *taps: str
) -> tuple[SixEightRulesState, list[Event], str]:
    events: list[Event] = []
    leave = ""
    for target in taps:
        step = zone.touch(state, Tap(target))
        state, leave = step.state, step.leave
        events += step.events
    return state, events, leave


def sounds(items: list[Item], channel: str) -> list[Sound]:
    return [item for item in items if isinstance(item, Sound) and item.channel == channel]


@pytest.mark.parametrize("mode", ["", "large"])
def test_the_yellow_key_alone_leads_from_the_door_to_the_next_zone(mode: str) -> None:
    stay = walked("six_eight_rules", mode)
    assert stay.ended and len(stay.screens) == 9
    assert stay.characters <= stay.budget and stay.seconds <= stay.minutes * 60
    for screen in stay.screens[1:]:
        assert screen.characters <= WORDY and not screen.folded and screen.empty <= EMPTY_MOST, screen.page


def test_the_second_half_is_not_seen_before_the_bell(zone: SixEightRulesScene) -> None:
    state = zone.start(LED)
    assert "一律挂掉" not in words(zone, state) and "只要一谈到银行卡，" in words(zone, state).replace("\n", "")
    assert not sounds(zone.view(state, LOOK), "effect") and zone.due(state) is None
    struck = play(zone, state, "next")[0]
    assert "一律挂掉" in words(zone, struck) and zone.page(struck) == f"{zone.page(state)}:said"


def test_the_bell_strikes_then_the_rhyme_is_heard_and_a_touch_of_it_strikes_again(zone: SixEightRulesScene) -> None:
    state = zone.start(LED)
    bell = next(i for i in zone.view(state, LOOK) if isinstance(i, Picture))
    assert bell.file.endswith("six_eight_rules.jpg") and bell.clip is not None
    under = find(zone.view(state, LOOK), *bell.clip.centre, "tap")
    assert under is not None and under.target == "bell"
    state = play(zone, state, "bell")[0]
    (stroke,) = sounds(zone.view(state, LOOK), "effect")
    assert stroke.name == "glass" and not sounds(zone.view(state, LOOK), "voice")
    state = zone.tick(state, 0.6).state
    (voice,) = sounds(zone.view(state, LOOK), "voice")
    assert voice.name == "只要一谈到银行卡，一律挂掉.opus"
    again = zone.tick(play(zone, state, "bell")[0], 0.6).state
    assert sounds(zone.view(again, LOOK), "effect")[0].key != stroke.key
    assert sounds(zone.view(again, LOOK), "voice")[0].key != voice.key
    assert zone.due(zone.tick(again, 60.0).state) is None


def test_three_rhymes_then_what_is_real_then_the_next_zone(zone: SixEightRulesScene) -> None:
    state, events, _ = play(zone, zone.start(LED), *["next"] * 7)
    assert [event.item for event in events if isinstance(event, ItemOpened)] == [*USUAL]
    assert isinstance(state.page, GenuinePage) and zone.goal(state)
    assert zone.touch(state, Tap("next")).state == state and "next" not in targets(zone.view(state, LOOK))
    assert "96110" in words(zone, state) and "不要钱" not in words(zone, state)


@pytest.mark.parametrize(("given", "right"), [("genuine", True), ("scam", False)])
def test_a_call_from_96110_is_to_be_taken_and_nobody_is_blamed(
    zone: SixEightRulesScene, given: str, right: bool
) -> None:
    asked = play(zone, zone.start(LED), *["next"] * 7)[0]
    state, (event,), _ = play(zone, asked, f"answer/{given}")
    assert isinstance(event, QuestionAnswered) and event.item == "call-from-96110" and event.form is QuestionForm.JUDGE
    assert (event.genuine, event.option, event.right, event.said_scam) == (True, given, right, not right)
    said = words(zone, state)
    assert "真的" in said and "来电要接" in said.replace("\n", "")
    assert not any(unkind in said for unkind in ("错", "失败", "上当"))
    assert play(zone, state, "answer/scam")[0] == state, "the first answer counts"
    assert play(zone, state, "next")[2] == "onward"


def test_a_group_says_by_hands_whether_to_listen_and_the_yellow_key_leads_on_in_any_case(
    zone: SixEightRulesScene,
) -> None:
    group = replace(LED, people=12)
    asked = play(zone, zone.start(group), *["next"] * 7)[0]
    state, (answer, counted), _ = play(zone, asked, "hands/1/7", "hands/0/3", "next")
    assert isinstance(answer, QuestionAnswered) and (answer.option, answer.right) == ("genuine", True)
    assert isinstance(counted, HandsCounted)
    assert (counted.hands, counted.people, counted.genuine) == ((("scam", 3), ("genuine", 7)), 12, True)
    assert "7 位说接着听" in words(zone, state) and play(zone, state, "next")[2] == "onward"
    state, events, _ = play(zone, asked, "next")
    assert events == [] and "这是真的" in words(zone, state) and "来电要接" in words(zone, state).replace("\n", "")
    _, (tied,), _ = play(zone, asked, "hands/0/6", "hands/1/6", "next")
    assert isinstance(tied, HandsCounted), "a group that is divided has not judged"


def test_where_nothing_is_asked_the_last_rhyme_leads_on(zone: SixEightRulesScene) -> None:
    plain = tuple(replace(s, brief="") for s in zone.rules.situations)
    own = SixEightRulesScene(replace(zone.rules, situations=plain), guided=("gone", "six-3"))
    state = own.start(LED)
    assert state.path == ("six-3",)
    assert play(own, state, "next", "next", "next")[2] == "onward"


def test_any_of_the_fourteen_is_asked_for_by_its_thing_and_said_too(zone: SixEightRulesScene) -> None:
    state = play(zone, zone.start(LED), *["next"] * 6)[0]
    things = [target for target in targets(zone.view(state, LOOK)) if target.startswith("rule/")]
    assert len(things) == 14 and all(rule.word in words(zone, state).replace("\n", "") for rule in zone.rules.eight)
    chant, _, _ = play(zone, state, "rule/eight-5", "next")
    assert "统统不要相信" in words(zone, chant)
    back, (event,), _ = play(zone, chant, "next")
    assert isinstance(event, ItemOpened) and event.item == "eight-5"
    said = [i for i in zone.view(back, LOOK) if i.target.startswith("rule/") and i.on]
    assert {i.target for i in said} == {f"rule/{rule}" for rule in (*USUAL, "eight-5")}
    assert zone.page(play(zone, chant, "back")[0]) == "things"
    assert isinstance(play(zone, back, "next")[0].page, GenuinePage)


def test_why_is_a_touch_away_and_the_path_goes_on_from_there(zone: SixEightRulesScene) -> None:
    state = play(zone, zone.start(LED), "next", "more")[0]
    assert isinstance(state.page, RuleCardPage)
    assert play(zone, state, "back")[0].page == ChantPage("six-1", 1, 0.0)
    assert zone.page(play(zone, state, "more", "next")[0]) == "chant:six-6"
    assert zone.page(play(zone, state, "more", "back")[0]) == "rule:six-1"


def test_back_leads_along_the_path_and_out_at_its_beginning(zone: SixEightRulesScene) -> None:
    state = play(zone, zone.start(LED), *["next"] * 7)[0]
    pages = []
    for _ in range(4):
        state = play(zone, state, "back")[0]
        pages.append(zone.page(state))
    assert pages == ["things", "chant:eight-1", "chant:six-6", "chant:six-1"]
    assert play(zone, state, "back")[2] == "home"


def test_what_decides_is_seen_at_once_in_every_type_size(zone: SixEightRulesScene) -> None:
    for look in (LOOK, Look(large=True)):
        for state in zone.samples():
            if not isinstance(state.page, (ChantPage, GenuinePage, RuleCardPage)):
                continue
            shown = words(zone, state, look).replace("\n", "").replace(" ", "")
            found = targets(zone.view(state, look))
            match state.page:
                case ChantPage(rule, strikes):
                    first, second = halves(zone.by_id[rule])
                    assert first.replace(" ", "") in shown and (not strikes or second in shown) and "next" in found
                case GenuinePage(situation, _, hands, told):
                    assert situation.brief in shown
                    assert ("next" in found) is (told or hands.asked)
                    assert ({"answer/scam", "answer/genuine"} <= {*found}) is not told
                    assert not told or "来电要接" in shown
                case RuleCardPage(rule, _, _, turn) if turn == 1.0 and not state.page.whole:
                    assert zone.by_id[rule].text.replace(" ", "") in shown and "next" in found
                    assert "more" in found or zone.by_id[rule].why[:6] in shown


def test_every_rhyme_of_the_hall_has_a_thing_to_be_remembered_by(zone: SixEightRulesScene) -> None:
    rules = zone.rules
    pictures = [rule.picture for rule in all_rules(rules)]
    assert all(pictures) and len({*pictures}) == len(pictures)
    assert rules.six_picture and rules.eight_picture and rules.updated_picture and rules.genuine_picture
    assert next(s for s in rules.situations if s.brief).rule == NO_RULE


def test_no_line_of_a_rhyme_breaks_a_word(zone: SixEightRulesScene) -> None:
    for rule in all_rules(zone.rules):
        for size in (60.0, 90.0, 129.0):
            lines = in_phrases(rule.text, size, 680.0).split("\n")
            assert "".join(lines) == rule.text
            for whole in ("公检法", "银行卡", "验证码", "安全账户"):
                assert whole not in rule.text or any(whole in line for line in lines) or len(lines) == 1
