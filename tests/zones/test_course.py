"""How the words of a moment come, over all scenarios: one decides after having heard, nobody in a hurry is held up, and
eyes alone or ears alone are enough."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.core.vocabulary import CallKey, Device
from kiosk.draw.items import Sound, Text, find, targets
from kiosk.draw.look import Look
from kiosk.parts.lookaround import Gaze
from kiosk.scene import Tap
from kiosk.screen.speaker import SOUNDS
from kiosk.wiring import Files
from kiosk.zones.vr_experience import story as stories
from kiosk.zones.vr_experience.course import BREATH_SECONDS, Course, course_of
from kiosk.zones.vr_experience.hearing import heard
from kiosk.zones.vr_experience.instant import instant_of, next_frame, onward
from kiosk.zones.vr_experience.models import FlagKind, PhoneTone, Scenario, Voice
from kiosk.zones.vr_experience.pages import VrDebriefPage, VrExperienceState, VrPlayPage
from kiosk.zones.vr_experience.scene import VrExperienceScene
from kiosk.zones.vr_experience.story import Story
from kiosk.zones.vr_experience.transcript import words_of
from tests.real_hall import PLACES, content

RECORDED = Files(PLACES).recording
SCENARIOS: tuple[Scenario, ...] = content().zones["vr_experience"].scenarios
ZONE = VrExperienceScene(SCENARIOS, {}, recording=RECORDED)
LOOK = Look()


def ways(scenario: Scenario) -> Iterator[Story]:
    """Every moment of a scenario once, reached by choosing or waiting."""
    waiting, met = [stories.begin(scenario)], set()
    while waiting:
        story = waiting.pop()
        if story.node in met or story.ending is not None:
            continue
        met.add(story.node)
        yield story
        waiting += [stories.choose(story, story.seq, i) for i in range(len(story.now.choices))]
        if story.now.timer is not None:
            waiting.append(stories.tick(story, 1e4))


MOMENTS = {
    f"{story.scenario.id}-{story.node}": story for scenario in SCENARIOS for story in ways(scenario) if story.now.says
}
EACH = pytest.mark.parametrize("story", MOMENTS.values(), ids=MOMENTS)


def opened(story: Story) -> VrPlayPage:
    return VrPlayPage(story, Gaze(story.now.yaw, story.now.pitch))


def at(story: Story, seconds: float) -> VrExperienceState:
    """The moment after so many seconds, as the loop lets them pass."""
    state = VrExperienceState(page=opened(story))
    while seconds > 1e-6:
        due = ZONE.due(state)
        step = min(seconds, max(due, 0.05) if due is not None else seconds)
        state = ZONE.tick(state, step).state
        seconds -= step
    return state


def choices(state: VrExperienceState, look: Look = LOOK) -> set[str]:
    return {word for word in targets(ZONE.view(state, look)) if word.startswith("choose/")}


def read(state: VrExperienceState, look: Look = LOOK) -> str:
    return "".join("".join(item.lines) for item in ZONE.view(state, look) if isinstance(item, Text))


def spoken(state: VrExperienceState) -> list[Sound]:
    return [item for item in ZONE.view(state, LOOK) if isinstance(item, Sound) and item.channel == "voice"]


@EACH
def test_one_decides_when_what_decides_has_been_heard(story: Story) -> None:
    course = course_of(story, RECORDED)
    if story.now.device is Device.RING:
        assert choices(at(story, 0.0)), "a phone that rings can be picked up"
        return
    assert not choices(at(story, 0.0)) and not choices(at(story, course.opens - 0.1))
    assert choices(at(story, course.opens + 0.1))
    telling = {flag.id for flag in story.scenario.flags if flag.kind is not FlagKind.HARMLESS}
    given = [i for i, say in enumerate(story.now.says) if not telling.isdisjoint(say.shows)]
    last = given[-1] if given else len(story.now.says) - 1
    assert course.opens == pytest.approx(course.said.begins[last] + course.said.each[last], abs=0.01)


@EACH
def test_a_touch_anywhere_on_the_conversation_goes_on_and_a_few_open_the_decision(story: Story) -> None:
    state = VrExperienceState(page=opened(story))
    touches = 0
    while word := onward(state.page, course_of(story, RECORDED)):  # type: ignore[arg-type]
        items = ZONE.view(state, LOOK)
        phone = next((item for item in items if item.finger == "block"), None)
        if phone is not None:
            keys = [item for item in items if item.target.startswith("choose/")]
            where = phone.rect.centre if not keys else (phone.rect.centre[0], phone.rect.y + 60)
            assert find(items, *where, "tap") is targets(items)[word] or find(items, *where, "tap").target == word  # type: ignore[union-attr]
        after = ZONE.touch(state, Tap(word)).state
        assert isinstance(after.page, VrPlayPage) and after.page.story.seq == story.seq
        assert ZONE.touch(after, Tap(word)).state == after, "a second quick tap skips nothing unseen"
        state, touches = after, touches + 1
    assert touches <= len(story.now.says) + 1 and choices(state)


@EACH
def test_no_clock_runs_before_the_words_were_heard_and_read(story: Story) -> None:
    if story.now.timer is None:
        return
    course = course_of(story, RECORDED)
    state = at(story, course.said.seconds - 0.1)
    assert isinstance(state.page, VrPlayPage) and state.page.story.left == story.now.timer.seconds
    assert stories.snapshot(state.page.story).waiting
    left = sum(len(choice.text) for choice in story.now.choices) + len(words_of(story.now.says[-1]))
    assert state.page.story.reading >= left / 3.0 - 0.1, "muted, the last sentence and the choices are still to be read"


@EACH
def test_by_ear_alone_every_line_is_heard_whole_and_in_its_order(story: Story) -> None:
    course = course_of(story, RECORDED)
    files = []
    for begin, seconds, say in zip(course.said.begins, course.said.each, story.now.says, strict=True):
        [first] = heard(replace(opened(story), heard=begin + 0.01), course)[-1:]
        [last] = heard(replace(opened(story), heard=begin + seconds - 0.05), course)[-1:]
        assert first.channel == "voice" and first.start < 0.1 and last.name == first.name, words_of(say)
        files.append(first.name)
    spoken_words = [line.line.words for line, _ in course.said.lines if line is not None]
    assert spoken_words == [words_of(say) for say in story.now.says]
    assert len(set(files)) == len(set(spoken_words))


@EACH
def test_by_eye_alone_every_line_stands_there_and_the_newest_in_sight(story: Story) -> None:
    course = course_of(story, RECORDED)
    if story.now.device is Device.NONE:
        return
    begun = instant_of(replace(opened(story), heard=course.said.seconds + 1), course, still=False).begun
    assert begun == len(story.now.says)
    for number, come in enumerate(course.comes, 1):
        shown = instant_of(replace(opened(story), heard=come + 0.01), course, still=False)
        assert shown.begun == number and shown.writing == 0, "what is written and what is said come together"
        assert come <= course.said.begins[number - 1]


@EACH
def test_calm_hurries_nobody_and_hides_nothing(story: Story) -> None:
    calm = replace(LOOK, still=True)
    state = VrExperienceState(page=opened(story))
    assert len(choices(state, calm)) == len(story.now.choices)
    later = ZONE.tick(state, 1.3).state
    without_clock = [[item for item in ZONE.view(s, calm) if not isinstance(item, Sound)] for s in (state, later)]
    assert without_clock[0] == without_clock[1], "nothing moves"


@EACH
def test_frames_are_asked_for_only_while_something_moves(story: Story) -> None:
    course, seconds, frames = course_of(story, RECORDED), 0.0, 0
    while (
        due := next_frame(replace(opened(story), heard=seconds), course)
    ) is not None or seconds < course.said.seconds:
        frames += due is not None
        seconds += max(due or 0.1, 0.02)
    moving = course.said.seconds if story.now.device is Device.VIDEO else sum(course.typed)
    assert frames <= 12 * moving + 15 and (frames > 0) == (moving > 0)


def cued(course: Course) -> list[str]:
    """What the phone itself sounds like, one after the other."""
    return [cue.name for cue in course.cues]


def test_every_tone_of_the_phone_is_one_of_the_set_and_is_used() -> None:
    used = {name for story in MOMENTS.values() for name in cued(course_of(story, RECORDED))}
    assert {tone.value for tone in PhoneTone} | {"sms", "chat"} == used
    assert all((SOUNDS / f"{name}.opus").is_file() for name in used)


@EACH
def test_messages_come_with_their_sound_and_are_written_first_where_people_write(story: Story) -> None:
    course = course_of(story, RECORDED)
    for i, say in enumerate(story.now.says):
        message = say.who is Voice.THEM and story.now.device in (Device.CHAT, Device.GROUP)
        assert (course.typed[i] > 0) == message
        shown = instant_of(replace(opened(story), heard=course.comes[i] - 0.05), course, still=False)
        assert (shown.writing > 0) == message and shown.begun == i
        at_once = [name for _, name in course.cued(course.comes[i] + 0.01)]
        assert ("chat" in at_once) == message


def test_a_message_is_there_and_has_sounded_before_it_is_read_out() -> None:
    course = course_of(MOMENTS["boss_group-press"], RECORDED)
    assert all(0.3 <= begin - come <= 0.6 for begin, come in zip(course.said.begins, course.comes, strict=True))


def test_a_mouth_moves_with_its_own_words_only() -> None:
    story = MOMENTS["face_swap-video"]
    course = course_of(story, RECORDED)
    for begin, lasts, say in zip(course.said.begins, course.said.each, story.now.says, strict=True):
        pages = [replace(opened(story), heard=begin + lasts * share / 20) for share in range(20)]
        mouths = {instant_of(page, course, still=False).pose.mouth for page in pages}
        assert (len(mouths) > 2) == (say.who is Voice.THEM), say.text


def test_somebody_writes_and_says_so() -> None:
    story = MOMENTS["face_swap-hello"]
    course = course_of(story, RECORDED)
    assert "对方正在输入…" in read(at(story, course.comes[0] - 0.2))
    assert "对方正在输入…" not in read(at(story, course.comes[0] + 0.1))
    group = MOMENTS["boss_group-press"]
    who = group.now.says[0].speaker
    assert f"{who}正在输入…" in read(at(group, course_of(group, RECORDED).comes[0] - 0.2))


def test_there_is_a_breath_before_what_decides() -> None:
    story = MOMENTS["police_video-officer"]
    course = course_of(story, RECORDED)
    pauses = [
        begin - (before + lasts)
        for begin, before, lasts in zip(course.said.begins[1:], course.said.begins, course.said.each, strict=False)
    ]
    assert pauses[-1] == pytest.approx(pauses[0] + BREATH_SECONDS, abs=0.01)


def after(name: str, choice: str) -> Story:
    """The story after that choice in the moment called so."""
    story = MOMENTS[name]
    return stories.choose(story, story.seq, next(i for i, c in enumerate(story.now.choices) if c.id == choice))


def test_whoever_calls_out_hears_it_ring_there_before_anybody_speaks() -> None:
    course = course_of(after("real_96110-welcome", "dial_96110"), RECORDED)
    assert cued(course)[:7] == ["hang_up", *["key"] * 5, "ring_back"]
    assert course.connects > 2.5 and course.said.begins[0] > course.connects
    assert "等待接通…" in read(at(after("real_96110-welcome", "dial_96110"), 1.0))


def test_a_video_call_rings_then_somebody_is_there_until_the_line_is_cut() -> None:
    story = after("face_swap-hello", "take_video")
    course = course_of(story, RECORDED)
    assert cued(course)[0] == "video_call"
    assert "等待接通…" in read(at(story, 1.0)) and "等待接通…" not in read(at(story, course.connects + 0.5))
    assert cued(course)[-1] == "busy" and "已经断开" in read(at(story, course.said.seconds))


def test_going_on_in_a_video_call_does_not_ring_again() -> None:
    story = after("police_video-video", "close_door")
    assert story.now.device is Device.VIDEO and cued(course_of(story, RECORDED)) == []


def test_who_hangs_up_hears_it_even_when_that_is_the_end() -> None:
    story = after("police_video-leader", "hang_up")
    assert story.ending is not None
    names = [sound.name for sound in heard(VrDebriefPage(story, story.ending), Course())]
    assert names == ["hang_up"]
    assert heard(VrDebriefPage(story, story.ending, 1), Course()) == []


def test_pressing_red_hangs_up_and_green_does_not() -> None:
    for name, story in MOMENTS.items():
        for i, choice in enumerate(story.now.choices):
            gone = stories.choose(story, story.seq, i)
            if choice.key is not None and gone.ending is None:
                assert ("hang_up" in cued(course_of(gone, RECORDED))) == (choice.key is CallKey.DECLINE), name


def test_genuine_callers_and_false_ones_are_seen_in_video_calls() -> None:
    """No device, and no face, is only ever one truth: a child's father and a mother's son call as the false do."""
    shown = {
        node.actor: (scenario.genuine, node.figure)
        for scenario in SCENARIOS
        for node in scenario.nodes
        if node.device is Device.VIDEO
    }
    assert {"老韩（视频）", "陈警官（视频）", "网络警察", "爸爸", "儿子"} == set(shown)
    assert {shown["儿子"][0], shown["老韩（视频）"][0]} == {True, False}
    assert shown["儿子"][1] is shown["爸爸"][1] is shown["老韩（视频）"][1]


def test_what_is_heard_again_is_heard_at_once_and_does_not_take_the_decision_away() -> None:
    story = MOMENTS["real_96110-call"]
    state = at(story, course_of(story, RECORDED).said.seconds + 1)
    again = ZONE.touch(state, Tap("again")).state
    assert choices(again) and spoken(ZONE.tick(again, 0.6).state)


def test_a_call_that_is_left_alone_is_silent_and_still_when_all_is_said() -> None:
    story = MOMENTS["face_swap-test"]
    course = course_of(story, RECORDED)
    state = at(story, course.said.seconds + 0.2)
    assert spoken(state) == [] and ZONE.due(state) is None
