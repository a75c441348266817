"""What is heard in a scenario: the room, the phone that rings, messages that come, money that goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from kiosk.core.speech import Spoken, Utterance
from kiosk.core.vocabulary import Device
from kiosk.draw.items import Sound
from kiosk.parts.speech import Speech, speech
from kiosk.zones.vr_experience.pages import (
    VrAnswerPage,
    VrDebriefPage,
    VrExperiencePage,
    VrPickPage,
    VrPlayPage,
    VrRolePage,
    VrStopPage,
)
from kiosk.zones.vr_experience.speaking import spoken_line
from kiosk.zones.vr_experience.story import Story

Recording = Callable[[Utterance], Spoken | None]
RING_SECONDS, LEAD_SECONDS = 3.0, 0.5
UNDER_A_VOICE = 0.3
"""How loud a phone still rings while somebody speaks."""
_COMING = {Device.SMS: "sms", Device.CHAT: "chat", Device.GROUP: "chat"}
_RINGING = {Device.RING: ("ring", "vibration")}


def heard(page: VrExperiencePage, said: Speech) -> list[Sound]:
    """The sounds of a page on which that is `said`. Whoever calls stop hears nothing more but what has been heard
    already."""
    match page:
        case VrPlayPage():
            story = page.story
            spoken = said.sounds(page.heard, f"{story.scenario.id}/{story.seq}/{page.times}")
            return [*_lasting(story, bool(spoken)), *_once(story), *spoken]
        case VrStopPage() | VrAnswerPage():
            return _once(page.behind.story)
        case VrPickPage() | VrRolePage() | VrDebriefPage():
            return []
        case _:
            assert_never(page)


def said_at(story: Story, recording: Recording) -> Speech:
    """What is said at this moment. A phone rings for a while before anybody speaks."""
    lines = [line for line in story.lines if line.turn == story.seq]
    wanted = [spoken_line(line.say, story.now) for line in lines]
    spoken = [recording(line) if line is not None else None for line in wanted]
    lead = RING_SECONDS if story.now.device in _RINGING else LEAD_SECONDS
    return speech(spoken, [len(line.words) for line in lines], lead)


def _lasting(story: Story, spoken: bool) -> list[Sound]:
    bed = Sound(name=f"room_{story.scenario.room.value}", channel="ambience", key=story.scenario.room, loop=True)
    ringing = _RINGING.get(story.now.device, ())
    gain = UNDER_A_VOICE if spoken else 1.0
    return [bed, *(Sound(name=name, key=str(story.seq), loop=True, gain=gain) for name in ringing)]


def _once(story: Story) -> list[Sound]:
    out = []
    if name := _COMING.get(story.now.device, ""):
        out.append(Sound(name=name, key=str(story.seq)))
    if story.yuan:
        out.append(Sound(name="money_leaving", key=str(story.yuan)))
    return out
