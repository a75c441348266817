"""Scenarios and memoirs that are told aloud: the voice leads, the words follow it, and everything works in silence."""

from __future__ import annotations

import pytest

from kiosk.core.vocabulary import CallKey, Device
from kiosk.draw.items import Icon, Sound, Text, find
from kiosk.scene import Tap
from kiosk.session.machine import Machine
from tests.real_hall import content, machine

ADMITTED = ("start", "people/4", "kind/family", "mode/free", "next")
MEMOIR = (*ADMITTED, "zone/victim_memoirs", "round", "memoir/mother-night-orders")
CALL = (*ADMITTED, "zone/vr_experience", "round", "card/refund_share", "next")


@pytest.fixture
def hall() -> Machine:
    return machine()


def touched(hall: Machine, *words: str) -> Machine:
    for word in words:
        hall.touch(Tap(word))
    return hall


def later(hall: Machine, seconds: float) -> Machine:
    """Time passes as the loop lets it pass: never beyond what is due."""
    while seconds > 1e-6:
        due = hall.due()
        step = min(seconds, max(due, 0.02) if due is not None else seconds)
        hall.tick(step)
        seconds -= step
    return hall


def voices(hall: Machine) -> list[Sound]:
    return [sound for sound in hall.sounds() if sound.channel == "voice"]


def set_off(hall: Machine) -> str:
    """The sentence that is being said, as it stands out."""
    told = [item for item in hall.view() if isinstance(item, Text) and item.face == "serif"]
    return "".join(item.lines[mark.line][mark.start : mark.end] for item in told for mark in item.marks)


def words(hall: Machine) -> str:
    return "".join("".join(item.lines) for item in hall.view() if isinstance(item, Text))


def test_a_memoir_is_told_sentence_by_sentence_and_read_along(hall: Machine) -> None:
    touched(hall, *MEMOIR)
    assert voices(hall) == [] and not set_off(hall)
    heard, read = [], [""]
    for _ in range(80):
        later(hall, 0.5)
        heard += [sound.name for sound in voices(hall) if sound.name not in heard]
        read += [set_off(hall)] if set_off(hall) != read[-1] else []
    assert len(heard) == 4 and len(set(read)) == 5 and read[-1] == ""
    assert "".join(read) in words(hall), "all of it can be read at any time"
    assert voices(hall) == []


def test_what_was_told_can_be_heard_once_more(hall: Machine) -> None:
    later(touched(hall, *MEMOIR), 2.0)
    [first] = voices(hall)
    later(hall, 60.0)
    assert voices(hall) == []
    later(touched(hall, "again"), 2.0)
    [again] = voices(hall)
    assert again.name == first.name and again.key != first.key


def test_under_a_sheet_the_teller_is_silent_and_goes_on_where_he_was(hall: Machine) -> None:
    later(touched(hall, *MEMOIR), 2.3)
    touched(hall, "frame/help")
    later(hall, 30.0)
    assert voices(hall) == []
    touched(hall, "frame/close")
    [on] = voices(hall)
    assert 1.0 < on.start < 2.3


def test_the_teller_answers_what_is_said(hall: Machine) -> None:
    touched(hall, *MEMOIR)
    while not hall.page().endswith("speak"):
        touched(hall, "next")
    later(hall, 3.0)
    assert voices(hall) == []
    answers = []
    for saying in ("say/0", "say/1", "say/0"):
        later(touched(hall, saying), 1.5)
        [voice] = voices(hall)
        answers.append(voice)
    assert answers[0].name == answers[2].name != answers[1].name
    assert len({voice.key for voice in answers}) == 3
    later(hall, 60.0)
    assert voices(hall) == []


def test_turning_the_page_ends_the_voice(hall: Machine) -> None:
    later(touched(hall, *MEMOIR), 2.0)
    [first] = voices(hall)
    touched(hall, "next")
    assert voices(hall) == []
    later(hall, 1.0)
    assert voices(hall)[0].name != first.name


def test_a_phone_rings_before_anybody_speaks_and_softer_under_the_voice(hall: Machine) -> None:
    def ring() -> float:
        [found] = [sound for sound in hall.sounds() if sound.name == "ring"]
        return found.gain

    touched(hall, *CALL)
    assert voices(hall) == [] and ring() == 1.0
    later(hall, 3.2)
    assert len(voices(hall)) == 1 and ring() < 0.5
    later(hall, 30.0)
    assert voices(hall) == [] and ring() == 1.0


def test_the_lines_of_a_call_come_as_they_are_said(hall: Machine) -> None:
    touched(hall, *CALL)
    story = hall.state.inside.page.story
    answer = next(i for i, choice in enumerate(story.now.choices) if choice.id == "answer")
    touched(hall, f"choose/{story.seq}/{answer}")
    node = hall.state.inside.page.story.now
    texts = [say.text for say in node.says]
    assert len(texts) >= 2
    met: list[list[bool]] = []
    for _ in range(100):
        met.append([text.replace("，", "")[:6] in words(hall).replace("，", "") for text in texts])
        later(hall, 0.5)
    first = [next((at for at, row in enumerate(met) if row[i]), None) for i in range(len(texts))]
    assert None not in first and first == sorted(at for at in first if at is not None) and len(set(first)) > 1
    assert met[-1][-1]  # the newest line is in sight


def test_no_timer_runs_while_somebody_speaks_and_a_choice_counts_at_once(hall: Machine) -> None:
    for scenario in hall.scene("vr_experience").zone.scenarios:  # type: ignore[union-attr]
        timed = [node for node in scenario.nodes if node.timer]
        assert all(node.choices for node in timed)
    touched(hall, *CALL)
    seq = hall.state.inside.page.story.seq
    touched(hall, f"choose/{seq}/0")
    assert hall.state.inside.page.story.seq == seq + 1


def test_in_silence_everything_comes_at_the_same_time(hall: Machine) -> None:
    loud = later(touched(hall, *MEMOIR), 5.0)
    silent = later(
        touched(machine(), *MEMOIR[: len(ADMITTED)], "frame/volume", "frame/volume", *MEMOIR[len(ADMITTED) :]), 5.0
    )
    assert not any(sound.gain for sound in silent.sounds())
    assert set_off(silent) == set_off(loud) != ""


@pytest.mark.parametrize(("icon", "leads"), [("phone", "hello"), ("phone_down", "sms")])
def test_a_phone_that_rings_is_answered_on_itself(hall: Machine, icon: str, leads: str) -> None:
    touched(hall, *CALL)
    [face] = [item for item in hall.view() if isinstance(item, Icon) and item.name == icon and item.rect.y > 500]
    found = find(hall.view(), *face.rect.centre, "tap")
    assert found is not None and found.rect.w >= hall.look.target and found.rect.h >= hall.look.target
    touched(hall, found.target)
    assert hall.state.inside.page.story.node == leads


def test_every_call_that_can_be_answered_has_a_green_key() -> None:
    ringing = [
        node
        for scenario in content().zones["vr_experience"].scenarios
        for node in scenario.nodes
        if node.device is Device.RING and node.end is None
    ]
    assert len(ringing) >= 7
    for node in ringing:
        keys = [choice.key for choice in node.choices if choice.key]
        assert CallKey.ANSWER in keys and len(keys) == len(set(keys)), node.id
