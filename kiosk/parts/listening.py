"""A call that is listened to: it rings, it is answered, its lines are spoken and stand there as they are.

Whoever asks what it was brings the question; until the sentence that decides has been heard there is nothing to ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kiosk.content.models.call import Call
from kiosk.core.speech import ROLE_OF, Recording, Role, Utterance, Way
from kiosk.core.vocabulary import AgeBand, CallKey, Device
from kiosk.draw.items import Sound
from kiosk.parts.phone_lines import PhoneLine, PhoneScreen
from kiosk.parts.speech import ALL, Speech, speech

LEAD_SECONDS = 0.6
"""After a call was answered and before anybody speaks: the line opens."""
CLOSING_LEAD_SECONDS = 0.9
"""After a judgement, so that right or wrong is heard first."""
ANSWER = "call/answer"
AGAIN = "again"
ONWARD = "call/onward"


@dataclass(frozen=True, slots=True)
class Listening:
    """A call and how far it is: `answered` when it no longer rings, `heard` seconds of what is being said, heard for
    the `times` + first time; `judged` when the question about it was answered and its closing words are said.
    `ages`: of those who listen."""

    call: Call
    answered: bool = False
    heard: float = 0.0
    times: int = 0
    judged: bool = False
    ages: tuple[AgeBand, ...] = ()


def utterance(call: Call, index: int) -> Utterance:
    """A line of the script as it is heard: the caller on the telephone, the person called in the room."""
    line = call.script[index]
    if line.me:
        return Utterance(line.text, ROLE_OF[call.me_figure])
    return Utterance(line.text, ROLE_OF[call.figure], Way.PHONE)


def closing(call: Call) -> Utterance:
    """What is said once it was judged."""
    return Utterance(call.closing, Role.NARRATOR)


def lines_of(calls: Iterable[Call]) -> Iterator[Utterance]:
    """Every line of every call."""
    for call in calls:
        yield from (utterance(call, i) for i in range(len(call.script)))
        yield closing(call)


def said(listening: Listening, recording: Recording) -> Speech:
    """What is being said: nothing while it rings, the script, or the closing words."""
    call = listening.call
    if not listening.answered:
        return Speech()
    if listening.judged:
        return speech([recording(closing(call))], [len(call.closing)], CLOSING_LEAD_SECONDS)
    spoken = [recording(utterance(call, i)) for i in range(len(call.script))]
    return speech(spoken, [len(line.text) for line in call.script], LEAD_SECONDS, listening.ages)


def decided(listening: Listening, tale: Speech) -> bool:
    """Whether the sentence that decides has been said, or stands there to be read."""
    if listening.judged or not tale.heard_at_all:
        return listening.answered
    following = listening.call.decisive + 1
    ends = (*tale.begins, tale.seconds)[following] if following < len(tale.lines) else tale.seconds
    return listening.answered and listening.heard >= ends


def touch(listening: Listening, target: str, tale: Speech) -> Listening | None:
    """After a touch of the phone or of what repeats and shortens a call; None when it is about something else."""
    if target == ANSWER and not listening.answered:
        return replace(listening, answered=True, heard=0.0)
    if not listening.answered:
        return None
    if target == AGAIN:
        return replace(listening, heard=0.0, times=listening.times + 1)
    if target == ONWARD:
        ahead = [begin for begin in tale.begins if begin > listening.heard]
        return replace(listening, heard=ahead[0] if ahead else ALL)
    return None


def tick(listening: Listening, seconds: float) -> Listening:
    """Time passes: a call that rings, rings; one that was answered goes on."""
    return replace(listening, heard=listening.heard + seconds)


def begun(listening: Listening, tale: Speech) -> int:
    """How many lines of the script stand there."""
    return len(listening.call.script) if listening.judged else tale.begun(listening.heard)


def screen(listening: Listening, lines: int) -> PhoneScreen:
    """The phone with the first `lines` of the call, or ringing."""
    call = listening.call
    if not listening.answered:
        keys = ((CallKey.ANSWER, ANSWER),)
        return PhoneScreen(Device.RING, call.caller, figure=call.figure, keys=keys)
    shown = tuple(PhoneLine(line.text, "me" if line.me else "them") for line in call.script[:lines])
    return PhoneScreen(Device(call.device.value), call.caller, shown, call.figure, following=not listening.judged)


def sounds(listening: Listening, tale: Speech) -> list[Sound]:
    """What is heard: the ring, the line that is being said."""
    name = f"{listening.call.id}/{listening.times}"
    if not listening.answered:
        return [Sound(name=sound, key=name, loop=True) for sound in ("ring", "vibration")]
    return tale.sounds(listening.heard, f"{name}/closing" if listening.judged else name)
