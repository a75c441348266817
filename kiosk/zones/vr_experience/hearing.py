"""What is heard in a scenario: the room, the phone that rings, messages that come, money that goes."""

from __future__ import annotations

from typing import assert_never

from kiosk.core.vocabulary import Device
from kiosk.draw.items import Sound
from kiosk.zones.vr_experience.pages import (
    VrAnswerPage,
    VrDebriefPage,
    VrExperiencePage,
    VrPickPage,
    VrPlayPage,
    VrRolePage,
    VrStopPage,
)
from kiosk.zones.vr_experience.story import Story

_COMING = {Device.SMS: "sms", Device.CHAT: "chat", Device.GROUP: "chat"}
_RINGING = {Device.RING: ("ring", "vibration")}


def heard(page: VrExperiencePage) -> list[Sound]:
    """The sounds of a page. Whoever calls stop hears nothing more but what has been heard already."""
    match page:
        case VrPlayPage():
            return [*_lasting(page.story), *_once(page.story)]
        case VrStopPage() | VrAnswerPage():
            return _once(page.behind.story)
        case VrPickPage() | VrRolePage() | VrDebriefPage():
            return []
        case _:
            assert_never(page)


def _lasting(story: Story) -> list[Sound]:
    bed = Sound(name=f"room_{story.scenario.room.value}", channel="ambience", key=story.scenario.room, loop=True)
    ringing = _RINGING.get(story.now.device, ())
    return [bed, *(Sound(name=name, key=str(story.seq), loop=True) for name in ringing)]


def _once(story: Story) -> list[Sound]:
    out = []
    if name := _COMING.get(story.now.device, ""):
        out.append(Sound(name=name, key=str(story.seq)))
    if story.yuan:
        out.append(Sound(name="money_leaving", key=str(story.yuan)))
    return out
