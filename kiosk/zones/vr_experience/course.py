"""How the words of a moment come: after a ring, or when a call has connected; typed first where they are typed; with a
breath before the sentence that decides. And from when on one may decide.

A visitor who mutes the hall is given the same time: every recording's length is known. Where nothing of a moment is
recorded, all of it stands there at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from kiosk.core.pace import pause_seconds
from kiosk.core.speech import Recording
from kiosk.core.vocabulary import CallKey, Device
from kiosk.parts.speech import Speech, speech
from kiosk.zones.vr_experience.models import FlagKind, PhoneTone, Scenario, Voice
from kiosk.zones.vr_experience.speaking import spoken_line
from kiosk.zones.vr_experience.story import Story
from kiosk.zones.vr_experience.transcript import Heard, Taken

RING_SECONDS, LEAD_SECONDS = 3.0, 0.5
BREATH_SECONDS = 0.8
"""Nobody says anything before the sentence that decides."""
ARRIVES_SECONDS = 0.4
"""From a message's coming to its being read out: its own sound is heard first."""
CONNECTS_SECONDS = 2.4
_TYPES_LEAST, _TYPES_MOST, _TYPES_LETTER = 1.0, 1.9, 0.03
_AGAIN_LEAD = 0.4
_HELD = {
    PhoneTone.KEY: 0.17,
    PhoneTone.RING_BACK: 2.4,
    PhoneTone.VIDEO_CALL: CONNECTS_SECONDS,
    PhoneTone.HANG_UP: 0.75,
    PhoneTone.BUSY: 0.9,
}
"""For how many seconds each of the telephone's tones is heard; that of a key once a digit."""
_DIGITS = 5
_ARRIVING = {Device.SMS: "sms", Device.CHAT: "chat", Device.GROUP: "chat"}
_TYPED = frozenset({Device.CHAT, Device.GROUP})
_LINGERS = 1.2


class Cue(NamedTuple):
    """A sound of the phone, heard from `start` to `end`, in seconds of the moment."""

    name: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Course:
    """What happens in a moment, in seconds from its beginning: `said` is what is said; `comes` when each line stands
    there, `typed` for how long before that it is being written; `opens` when one may decide; the other side is there
    from `connects` until `cut`."""

    said: Speech = Speech()
    comes: tuple[float, ...] = ()
    typed: tuple[float, ...] = ()
    cues: tuple[Cue, ...] = ()
    opens: float = 0.0
    connects: float = 0.0
    cut: float = inf

    def begun(self, heard: float) -> int:
        """How many lines stand there after `heard` seconds."""
        return sum(at <= heard for at in self.comes) if self.said.heard_at_all else len(self.comes)

    def writing(self, heard: float) -> int | None:
        """Which line is being written just now; None when nobody writes."""
        if not self.said.heard_at_all:
            return None
        pairs = enumerate(zip(self.comes, self.typed, strict=True))
        return next((i for i, (at, typed) in pairs if at - typed <= heard < at), None)

    def decided(self, heard: float) -> bool:
        """Whether one may decide."""
        return heard >= self.opens

    def due(self, heard: float) -> float | None:
        """Seconds until something comes, begins or ends; None when nothing does any more."""
        if not self.said.heard_at_all:
            ahead = [at - heard for cue in self.cues for at in cue[1:] if at > heard]
            return min(ahead, default=None)
        moments = (
            *(at - typed for at, typed in zip(self.comes, self.typed, strict=True)),
            *self.comes,
            *(at for cue in self.cues for at in cue[1:]),
            self.opens,
            self.connects,
        )
        waits = [at - heard for at in moments if at > heard]
        said = self.said.due(heard)
        return min([*waits, *([said] if said is not None else [])], default=None)

    def onward(self, heard: float) -> float:
        """The time to which somebody in a hurry jumps: the next line, or after the last one."""
        return min((at for at in self.comes if at > heard), default=max(heard, self.said.seconds, self.opens))

    def again(self) -> float:
        """The time from which it is heard once more: without ringing and writing."""
        return max(0.0, min(self.comes, default=0.0) - _AGAIN_LEAD)

    def cued(self, heard: float) -> list[tuple[int, str]]:
        """What of the phone itself is heard just now, each with its number in the moment."""
        return [(i, cue.name) for i, cue in enumerate(self.cues) if cue.start <= heard < cue.end]


def course_of(story: Story, recording: Recording) -> Course:
    """The course of a story's present moment."""
    lines = [line for line in story.lines if line.turn == story.seq]
    device = story.now.device
    cues, at = _before(story)
    connects = at
    at += RING_SECONDS if device is Device.RING else LEAD_SECONDS
    spoken = [recording(spoken_line(line.say, story.now)) for line in lines]
    deciding = _deciding(story.scenario, lines)
    silent = speech(spoken, [len(line.words) for line in lines])
    comes, begins, typed = [], [], []
    for i, (line, seconds) in enumerate(zip(lines, silent.each, strict=True)):
        at += pause_seconds(story.ages) if i else 0.0
        writes = _writes(line)
        breath = BREATH_SECONDS if i == deciding and (i or writes) else 0.0
        at += breath + writes
        typed.append(writes + breath if writes else 0.0)
        comes.append(round(at, 3))
        if (tone := _arrival(line)) and silent.heard_at_all:
            cues.append(Cue(tone, at, at + _LINGERS))
            at += ARRIVES_SECONDS
        for tone in line.say.tones if silent.heard_at_all else ():
            cues.append(Cue(tone.value, at, at + _HELD[tone]))
            at += _HELD[tone]
        begins.append(round(at, 3))
        at += seconds
    said = Speech(silent.lines, begins=tuple(begins))
    if not said.heard_at_all:
        return Course(said, tuple(comes), tuple(typed), tuple(cues))
    opens = 0.0 if device is Device.RING else round(begins[deciding] + silent.each[deciding], 3)
    cut = min((cue.start for cue in cues if cue.name == PhoneTone.BUSY), default=inf)
    return Course(said, tuple(comes), tuple(typed), tuple(cues), opens, connects, cut)


def parting(story: Story) -> list[str]:
    """What is heard when the last moment of a story is left: whoever hangs up hears it."""
    taken = _taken(story)
    hung = taken is not None and PhoneTone.HANG_UP in _tones(taken)
    return [PhoneTone.HANG_UP.value] if hung else []


def _before(story: Story) -> tuple[list[Cue], float]:
    """What the phone sounds like between the choice and this moment, and how long it takes."""
    taken, node = _taken(story), story.now
    tones = _tones(taken) if taken is not None else ()
    came = (taken.device, taken.actor) if taken is not None else None
    if node.device is Device.VIDEO and came != (node.device, node.actor) and PhoneTone.VIDEO_CALL not in tones:
        tones = (*tones, PhoneTone.VIDEO_CALL)
    cues, at = [], 0.0
    for tone in tones:
        for _ in range(_DIGITS if tone is PhoneTone.KEY else 1):
            cues.append(Cue(tone.value, at, at + _HELD[tone]))
            at += _HELD[tone]
    return cues, at


def _taken(story: Story) -> Taken | None:
    """How the moment before this one was left; None at the beginning, and where somebody came in."""
    before = (e for e in reversed(story.entries) if isinstance(e, Taken) and e.turn == story.seq - 1)
    return next(before, None)


def _tones(taken: Taken) -> tuple[PhoneTone, ...]:
    choice = taken.choice
    if choice is None:
        return ()
    return (PhoneTone.HANG_UP, *choice.tones) if choice.key is CallKey.DECLINE else choice.tones


def _writes(line: Heard) -> float:
    """For how many seconds the other side is seen writing a line."""
    if line.device not in _TYPED or line.say.who is not Voice.THEM:
        return 0.0
    return min(_TYPES_MOST, _TYPES_LEAST + _TYPES_LETTER * len(line.words))


def _arrival(line: Heard) -> str:
    """The sound with which a line comes; "" where it is said. A voice on the line is no message."""
    if line.say.who is not Voice.THEM or (line.device is Device.SMS and line.say.speaker):
        return ""
    return _ARRIVING.get(line.device, "")


def _deciding(scenario: Scenario, lines: list[Heard]) -> int:
    """The sentence after which one can decide: the last one that gives something away, else the last one."""
    telling = {flag.id for flag in scenario.flags if flag.kind is not FlagKind.HARMLESS}
    given = [i for i, line in enumerate(lines) if not telling.isdisjoint(line.say.shows)]
    return given[-1] if given else max(0, len(lines) - 1)
