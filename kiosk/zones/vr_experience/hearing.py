"""What is heard in a scenario: the room, the phone that rings, messages that come, money that goes."""

from __future__ import annotations

from typing import assert_never

from kiosk.core.speech import Recording
from kiosk.core.vocabulary import Device
from kiosk.draw.items import Sound
from kiosk.parts.speech import Speech, speech
from kiosk.zones.vr_experience.course import Course, parting
from kiosk.zones.vr_experience.models import ScenarioRoom, room_at
from kiosk.zones.vr_experience.pages import (
    VrAnswerPage,
    VrCluePage,
    VrDebriefPage,
    VrExperiencePage,
    VrPickPage,
    VrPlayPage,
    VrRolePage,
    VrStopPage,
)
from kiosk.zones.vr_experience.speaking import interjection
from kiosk.zones.vr_experience.story import Story
from kiosk.zones.vr_experience.transcript import CameIn

UNDER_A_VOICE = 0.3
"""How loud a phone still rings while somebody speaks."""
INTERJECTS_SECONDS = 0.6
"""After the answer, somebody comes in."""
_RINGING = {Device.RING: ("ring", "vibration")}


def heard(page: VrExperiencePage, course: Course) -> list[Sound]:
    """The sounds of a page, whose moment (or the one behind it) takes that `course`. Whoever calls stop hears nothing
    more but what has been heard already."""
    match page:
        case VrPlayPage():
            story = page.story
            spoken = course.said.sounds(page.heard, f"{story.scenario.id}/{story.seq}/{page.times}")
            return [*_lasting(story, bool(spoken)), *_once(page, course), *spoken]
        case VrStopPage() | VrAnswerPage() | VrCluePage():
            return _once(page.behind, course)
        case VrDebriefPage() if page.part == 0:
            return [Sound(name=name, key=f"parting {page.story.seq}") for name in parting(page.story)]
        case VrPickPage() | VrRolePage() | VrDebriefPage():
            return []
        case _:
            assert_never(page)


def answered(page: VrExperiencePage, recording: Recording) -> list[Sound]:
    """Whoever comes in when stop was rightly called is heard."""
    if not isinstance(page, VrAnswerPage):
        return []
    return interjected(page.came, recording).sounds(page.heard, f"came in {page.behind.story.seq}")


def interjected(came: CameIn | None, recording: Recording) -> Speech:
    """What whoever came in says, as it is heard."""
    if came is None:
        return Speech()
    return speech([recording(interjection(came.say))], [len(came.say.text)], INTERJECTS_SECONDS)


_BEDS = {
    ScenarioRoom.LIVING_ROOM: "room_living_room",
    ScenarioRoom.BANK: "room_bank",
    ScenarioRoom.OFFICE: "room_office",
    ScenarioRoom.POLICE_STATION: "room_office",
    ScenarioRoom.BEDROOM: "room_living_room",
    ScenarioRoom.RENTED_FLAT: "room_living_room",
    ScenarioRoom.PARCEL_STATION: "room_bank",
    ScenarioRoom.DORMITORY: "room_living_room",
}
"""What a room sounds like: a home with its clock, an office, a hall with people in it."""


def _lasting(story: Story, spoken: bool) -> list[Sound]:
    room = room_at(story.scenario, story.now)
    bed = Sound(name=_BEDS[room], channel="ambience", key=room, loop=True)
    ringing = _RINGING.get(story.now.device, ())
    gain = UNDER_A_VOICE if spoken else 1.0
    return [bed, *(Sound(name=name, key=str(story.seq), loop=True, gain=gain) for name in ringing)]


def _once(page: VrPlayPage, course: Course) -> list[Sound]:
    story = page.story
    out = [Sound(name=name, key=f"{story.seq}/{number}") for number, name in course.cued(page.heard)]
    if story.yuan:
        out.append(Sound(name="money_leaving", key=str(story.yuan)))
    return out
