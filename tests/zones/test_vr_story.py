"""The story engine: what a choice, the clock or a finger too late does to it, and what it remembers of it all."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.pace import reading_seconds
from kiosk.core.vocabulary import AgeBand, Device, Ending
from kiosk.zones.vr_experience.models import FormField, Node, Permission, Say, Timer, Voice
from kiosk.zones.vr_experience.story import (
    LINGER,
    Story,
    begin,
    choose,
    due,
    letters_of,
    linger,
    pause,
    phone_lines,
    point,
    resume,
    snapshot,
    tick,
)
from kiosk.zones.vr_experience.transcript import Heard, Taken, words_of
from tests.tale import TALE


def on_the_call() -> Story:
    return choose(begin(TALE), 0, 0)


def read(story: Story) -> Story:
    """The story once everything on the screen has been read: the timer starts now."""
    return tick(story, story.reading)


def said(story: Story) -> list[str]:
    return [line.say.text for line in story.lines]


def test_it_begins_at_the_first_node_with_nothing_lost_and_nothing_found() -> None:
    story = begin(TALE)
    assert (story.node, story.seq, story.yuan, story.found) == ("ring", 0, 0, ())
    assert said(story) == ["陌生号码。"]


def test_a_choice_leads_on_and_is_remembered() -> None:
    story = on_the_call()
    assert (story.node, story.seq) == ("call", 1)
    taken = [e for e in story.entries if isinstance(e, Taken)]
    assert [t.choice.text for t in taken if t.choice] == ["接起来"]


def test_a_second_tap_on_the_same_button_is_refused() -> None:
    once = choose(begin(TALE), 0, 0)
    assert choose(once, 0, 0) is once
    assert choose(once, 0, 1) is once


def test_a_tap_that_comes_after_the_timer_fired_is_refused() -> None:
    story = read(on_the_call())
    late = tick(story, 10.0)
    assert late.node == "code"
    assert choose(late, story.seq, 1) is late


@pytest.mark.parametrize("choice", [-1, 2, 99])
def test_a_choice_that_is_not_offered_changes_nothing(choice: int) -> None:
    story = begin(TALE)
    assert choose(story, 0, choice) is story


def test_nothing_can_be_chosen_after_the_end() -> None:
    story = choose(choose(begin(TALE), 0, 1), 1, 0)
    assert story.ending is not None and story.ending.kind is Ending.SAFE
    assert choose(story, story.seq, 0) is story
    assert tick(story, 1e6) is story


def test_the_timer_goes_to_its_node_and_says_that_nobody_chose() -> None:
    late = tick(read(on_the_call()), 10.0)
    assert late.node == "code" and late.seq == 2
    assert isinstance(late.entries[-2], Taken) and late.entries[-2].choice is None


def test_the_timer_waits_until_everything_could_be_read_aloud() -> None:
    story = on_the_call()
    read_out = (
        "他的声音很甜。",
        "您买的棉袄要赔您钱。",
        "真的吗？",
        "请马上办，过了今晚就没有了。",
        "妈，谁的电话？",
        "好，马上办",
        "催什么，挂断",
    )
    words = reading_seconds(sum(map(len, read_out)))
    assert story.reading == pytest.approx(words)
    assert snapshot(story).waiting
    still = tick(story, words + 9.9)
    assert still.node == "call" and not snapshot(still).waiting
    assert tick(still, 0.2).node == "code"


def test_a_group_that_reads_slowly_is_given_longer() -> None:
    waits = {
        ages: choose(begin(TALE, ages=ages), 0, 0).reading
        for ages in ((), (AgeBand.SENIOR,), (AgeBand.YOUNG,), (AgeBand.YOUNG, AgeBand.SENIOR))
    }
    assert waits[AgeBand.YOUNG,] < waits[AgeBand.SENIOR,] == waits[AgeBand.YOUNG, AgeBand.SENIOR] == waits[()]


def test_the_pace_of_the_group_stays_with_the_story() -> None:
    young = choose(choose(begin(TALE, ages=(AgeBand.YOUNG,)), 0, 1), 1, 1)
    assert young.node == "call"
    assert young.reading == reading_seconds(letters_of(young.now), (AgeBand.YOUNG,))


def test_a_longer_text_leaves_more_time_with_the_same_timer() -> None:
    node = next(n for n in TALE.nodes if n.id == "call")
    longer = replace(node, says=(*node.says, Say("啊" * 80)))
    assert letters_of(longer) == letters_of(node) + 80


def test_what_stands_in_a_form_has_to_be_read_too() -> None:
    form = Say("请核对。", Voice.NOTE, fields=(FormField("收款人", "某某"), FormField("金额", yuan=3800)))
    assert words_of(form) == "收款人：某某。金额：3800元。请核对。"
    assert letters_of(Node("pay", Device.BANK, says=(form,))) == len(words_of(form))
    asked = Say(who=Voice.NOTE, permissions=(Permission.SCREEN, Permission.SMS))
    assert words_of(asked) == "请求权限：录制屏幕、读取短信。"
    seen = Say("对方的屏幕上", Voice.NOTE, seen=("你的余额", "验证码"))
    assert words_of(seen) == "对方的屏幕上：你的余额、验证码。"
    assert words_of(replace(seen, text="")) == "他那边看到的：你的余额、验证码。"


def test_scrolling_holds_the_timer() -> None:
    story = tick(read(on_the_call()), 9.5)
    held = linger(story)
    assert tick(held, LINGER).node == "call"
    assert tick(held, LINGER + 0.6).node == "code"
    for _ in range(50):
        held = linger(tick(held, LINGER - 0.5))
    assert held.node == "call"


def test_lingering_never_starts_a_timer_where_there_is_none() -> None:
    story = begin(TALE)
    assert linger(story) == story and due(linger(story)) is None


def test_a_paused_timer_does_not_fire() -> None:
    story = pause(tick(read(on_the_call()), 9.0))
    assert tick(story, 3600.0) == story
    assert due(story) is None


def test_after_a_pause_the_timer_goes_on_where_it_was_and_waits_a_moment_first() -> None:
    story = resume(pause(tick(read(on_the_call()), 9.0)))
    assert story.left == pytest.approx(1.0)
    assert tick(story, LINGER + 0.5).node == "call"
    assert tick(story, LINGER + 1.0).node == "code"


def test_nothing_can_be_chosen_while_paused() -> None:
    story = pause(begin(TALE))
    assert choose(story, 0, 0) is story
    assert choose(resume(story), 0, 0).node == "call"


def test_however_long_the_machine_slept_only_one_timer_fires() -> None:
    node = next(n for n in TALE.nodes if n.id == "code")
    timed = replace(TALE, nodes=tuple(replace(n, timer=Timer(5, "lost")) if n is node else n for n in TALE.nodes))
    late = tick(choose(begin(timed), 0, 0), 1e6)
    assert late.node == "code" and late.left == 5.0 and late.reading > 0


def test_it_asks_to_be_woken_only_when_something_changes() -> None:
    assert due(begin(TALE)) is None
    story = on_the_call()
    assert due(story) == story.reading
    running = tick(read(story), 3.25)
    assert due(running) == pytest.approx(0.75)
    before = snapshot(running).timer
    assert snapshot(tick(running, 0.7)).timer == before
    assert snapshot(tick(running, 0.8)).timer != before


def test_flags_are_shown_in_the_order_they_came_each_once() -> None:
    assert begin(TALE).shown == ()
    assert on_the_call().shown == ("knows", "hurry")
    assert tick(read(on_the_call()), 10).shown == ("knows", "hurry", "code")


def test_a_choice_finds_exactly_its_flags_and_the_rest_is_missed() -> None:
    story = choose(on_the_call(), 1, 1)
    assert story.found == ("hurry",)
    assert story.missed == ("knows",)
    ended = choose(story, story.seq, 0)
    assert ended.found == ("hurry", "plain") and ended.missed == ("knows",)


def test_a_sign_of_something_genuine_is_neither_a_trick_seen_nor_one_missed() -> None:
    passed_by = choose(begin(TALE), 0, 1)
    assert passed_by.shown == ("plain",) and passed_by.missed == () and passed_by.seen == ()
    noticed = choose(passed_by, 1, 0)
    assert noticed.found == ("plain",) and noticed.seen == ()


def test_a_flag_found_twice_counts_once() -> None:
    story = choose(choose(on_the_call(), 1, 0), 2, 1)
    assert story.found == ("code",)


def test_money_adds_up() -> None:
    story = choose(choose(on_the_call(), 1, 0), 2, 0)
    assert story.yuan == 3000
    assert story.ending is not None and story.ending.kind is Ending.LOSS


def test_pointing_at_a_trick_is_right_and_finds_it() -> None:
    story = on_the_call()
    at = next(i for i, e in enumerate(story.entries) if isinstance(e, Heard) and "今晚" in e.say.text)
    after, pointed = point(story, at)
    assert pointed is not None and pointed.right
    assert [f.id for f in pointed.flags] == ["knows", "hurry"]
    assert after.found == ("knows", "hurry") and after.missed == ()
    assert (after.node, after.seq, after.left) == (story.node, story.seq, story.left)


def test_pointing_at_an_ordinary_sentence_is_wrong_and_finds_nothing() -> None:
    story = begin(TALE)
    after, pointed = point(story, 0)
    assert pointed is not None and not pointed.right and pointed.flags == ()
    assert after.found == ()


def test_pointing_at_a_genuine_sign_is_wrong_but_it_is_named() -> None:
    story = choose(begin(TALE), 0, 1)
    after, pointed = point(story, len(story.entries) - 1)
    assert pointed is not None and not pointed.right
    assert [f.id for f in pointed.flags] == ["plain"] and after.found == ()


@pytest.mark.parametrize("entry", [-1, 1, 99])
def test_pointing_at_no_sentence_is_no_answer(entry: int) -> None:
    story = on_the_call()  # entry 1 is what was done, not what was said
    assert point(story, entry) == (story, None)


def test_going_round_in_a_circle_keeps_everything() -> None:
    story = choose(on_the_call(), 1, 1)
    round_again = choose(story, 2, 1)
    assert round_again.node == "call" and round_again.seq == 3
    assert said(round_again).count("您买的棉袄要赔您钱。") == 2
    assert round_again.found == ("hurry",)
    assert round_again.reading == reading_seconds(letters_of(round_again.now)) and round_again.left == 10


def test_the_file_says_whose_sentence_it_is() -> None:
    assert {line.say.text: line.say.who for line in on_the_call().lines} == {
        "陌生号码。": Voice.NOTE,
        "您买的棉袄要赔您钱。": Voice.THEM,
        "真的吗？": Voice.ME,
        "请马上办，过了今晚就没有了。": Voice.THEM,
        "妈，谁的电话？": Voice.BESIDE,
    }


def test_every_sentence_has_its_place_in_its_node() -> None:
    places = [f"{line.node}.{line.number}" for line in on_the_call().lines]
    assert places == ["ring.1", "call.1", "call.2", "call.3", "call.4"]


@pytest.mark.parametrize("who", Voice)
def test_on_the_phone_is_what_goes_through_it(who: Voice) -> None:
    node = Node("son", Device.CALL, "儿子", says=(Say("（手心全是汗）妈：别转。", who),))
    story = begin(replace(TALE, nodes=(node, *TALE.nodes)))
    assert bool(phone_lines(story)) is (who in (Voice.THEM, Voice.ME, Voice.NOTE))


def test_a_call_keeps_what_was_said_since_it_was_picked_up() -> None:
    story = choose(on_the_call(), 1, 0)
    assert [line.say.text for line in phone_lines(story)] == [
        "您买的棉袄要赔您钱。",
        "真的吗？",
        "请马上办，过了今晚就没有了。",
        "把验证码念给我。",
    ]
    assert [line.turn for line in phone_lines(story)] == [1, 1, 1, 2]


def test_a_call_taken_up_again_begins_anew() -> None:
    story = choose(choose(on_the_call(), 1, 1), 2, 1)
    assert {line.turn for line in phone_lines(story)} == {3}


def test_a_chat_keeps_its_history_whatever_came_between() -> None:
    chat = Node("a", Device.CHAT, "小雅", says=(Say("在吗？"),), choices=TALE.nodes[0].choices)
    again = replace(chat, id="call", says=(Say("人呢？"),))
    between = replace(TALE, nodes=(chat, again, *(n for n in TALE.nodes if n.id != "call")))
    story = choose(choose(begin(between), 0, 1), 1, 1)
    assert [line.say.text for line in phone_lines(story)] == ["在吗？", "人呢？"]


def test_the_snapshot_is_plain_enough_to_be_sent_to_a_headset() -> None:
    shown = snapshot(tick(read(on_the_call()), 2.5))
    sent = json.loads(json.dumps(asdict(shown), ensure_ascii=False))
    assert sent["choices"] == ["好，马上办", "催什么，挂断"]
    assert sent["timer"] == pytest.approx(0.8) and not sent["waiting"]
    assert [line["say"]["text"] for line in sent["lines"]] == [s.text for s in TALE.nodes[1].says]
    assert snapshot(begin(TALE)).timer is None


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("choose"), st.integers(-1, 8), st.integers(-1, 3)),
        st.tuples(st.just("tick"), st.floats(0, 60), st.just(0)),
        st.tuples(st.sampled_from(["pause", "resume", "linger"]), st.just(0), st.just(0)),
        st.tuples(st.just("point"), st.integers(-2, 20), st.just(0)),
    ),
    max_size=25,
)


@given(STEPS)
def test_whatever_is_touched_nothing_is_ever_undone(steps: list[tuple[str, float, int]]) -> None:
    story = begin(TALE)
    for word, a, b in steps:
        before = story
        if word == "choose":
            story = choose(story, int(a), b)
        elif word == "tick":
            story = tick(story, a)
        elif word == "point":
            story = point(story, int(a))[0]
        else:
            story = {"pause": pause, "resume": resume, "linger": linger}[word](story)
        assert story.entries[: len(before.entries)] == before.entries
        assert story.found[: len(before.found)] == before.found
        assert story.yuan >= before.yuan and 0 <= story.seq - before.seq <= 1
        red = {flag.id for flag in TALE.flags if flag.id != "plain"}
        assert set(story.missed) == (set(story.shown) - set(story.found)) & red
        assert set(story.seen) == set(story.found) & red
        if before.ending is not None or before.paused:
            assert story.seq == before.seq
        wait = due(story)
        assert wait is None or wait > 0
