"""What decides is in sight: at every moment of every story, in usual and in large type, on a panel lying or upright."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest

from kiosk.content.models.hall import PanelSize
from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import Device
from kiosk.draw.items import Item, Panel, Panorama, Text, targets
from kiosk.draw.look import Look
from kiosk.draw.sphere import project
from kiosk.scene import Tap, Visit
from kiosk.session import frame
from kiosk.zones.vr_experience import play
from kiosk.zones.vr_experience import story as stories
from kiosk.zones.vr_experience.handset import deciding
from kiosk.zones.vr_experience.instant import Instant
from kiosk.zones.vr_experience.models import Choice, Node, Say, Scenario, ScenarioRoom, Voice
from kiosk.zones.vr_experience.pages import VrPlayPage
from kiosk.zones.vr_experience.scene import VrExperienceScene
from kiosk.zones.vr_experience.story import Story
from kiosk.zones.vr_experience.transcript import Heard, permissions_head, seen_head, value_of
from tests.tale import SCENARIOS, TALE

ROOMS = {room.value: f"rooms/{room}.jpg" for room in ScenarioRoom}
FACE = 70.0
"""Units round the point that is looked at: a face."""


def look_at(pixels: tuple[int, int], large: bool, reach: bool = False) -> Look:
    settings = frame.Settings(large=large, reach=reach)
    return frame.fitted(frame.look_for(pixels, settings, PanelSize()), frame.Shown("VR互动体验区"), PanelSize())


LOOKS = {
    "usual-lying": look_at((1920, 1080), False),
    "usual-upright": look_at((1080, 1920), False),
    "large-lying": look_at((1920, 1080), True),
    "large-upright": look_at((1080, 1920), True),
    "lowered-lying": look_at((1920, 1080), False, True),
    "lowered-upright": look_at((1080, 1920), False, True),
    "lowered-large-lying": look_at((1920, 1080), True, True),
    "lowered-large-upright": look_at((1080, 1920), True, True),
}
LOWERED = {name: look for name, look in LOOKS.items() if look.reach}
WITHIN = 45.0
"""Units of a key that are within the reach of somebody seated: 10 mm and more."""


@cache
def moments(scenario: Scenario) -> list[VrPlayPage]:
    """Every moment of a story, all said, of visitors alone and of a group that is shown clues."""
    states = VrExperienceScene((scenario,), {}).samples()
    return [state.page for state in states if isinstance(state.page, VrPlayPage)]


def in_sight(items: Sequence[Item]) -> list[str]:
    """The texts on the screen, as far as their lines are wholly seen."""
    texts = (item for item in items if isinstance(item, Text))
    return ["".join(line for i, line in enumerate(item.lines) if _whole(item, i)) for item in texts]


def _whole(item: Text, line: int) -> bool:
    air = (item.leading - item.size) / 2
    top = item.rect.y + line * item.leading + air
    return item.clip is None or (top >= item.clip.y - 1 and top + item.size <= item.clip.bottom + 1)


def parts_of(line: Heard) -> list[str]:
    """What of a sentence stands there: its words, or those of the form it is."""
    say = line.say
    if say.seen:
        return [seen_head(say), *say.seen]
    if say.permissions:
        return [permissions_head(say), *(permission.word for permission in say.permissions)]
    return [word for row in say.fields for word in (row.label, value_of(row))] + ([say.text] if say.text else [])


def hidden(items: Sequence[Item], lines: Sequence[Heard]) -> list[str]:
    shown = in_sight(items)
    return [part for line in lines for part in parts_of(line) if not any(part in text for text in shown)]


def needed(story: Story) -> list[Heard]:
    """What has to be in sight of a moment: on the phone, or in a room without one, what decides and the newest; beside
    the phone what somebody says, and the latest thought."""
    new = [line for line in story.lines if line.turn == story.seq]
    if not new:
        return []
    if story.now.device is Device.NONE:
        return [new[deciding(story, new)], new[-1]]
    on_phone = [line for line in stories.phone_lines(story) if line.turn == story.seq]
    thoughts = [line for line in new if line.say.who is Voice.THOUGHT]
    beside = [line for line in new if line.say.who is Voice.BESIDE]
    return [*beside, *thoughts[-1:], *([on_phone[deciding(story, on_phone)], on_phone[-1]] if on_phone else [])]


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.id)
def test_what_decides_and_what_was_said_last_are_whole_beside_every_choice(scenario: Scenario, look: Look) -> None:
    canvas, met = Rect(0, 0, *look.canvas), 0
    for page in moments(scenario):
        story, items = page.story, play.view(look, page, {})
        where = f"{scenario.id}, {story.node}"
        assert not hidden(items, needed(story)), where
        if story.now.device is Device.RING:
            assert any(story.now.actor in text for text in in_sight(items)), f"{where}: who calls"
        lists = [word for word in targets(items, "drag") if word.startswith(("phone@", "read"))]
        assert len(lists) <= 1, f"{where}: two lists to scroll side by side"
        touchable = targets(items)
        for i in range(len(story.now.choices)):
            key = touchable[f"choose/{story.seq}/{i}"]
            assert canvas.covers(key.rect) and (key.clip is None or key.clip.covers(key.rect)), where
        met += 1
    assert met >= len([node for node in scenario.nodes if node.end is None])


@pytest.mark.parametrize("look", LOWERED.values(), ids=LOWERED)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.id)
def test_what_is_touched_is_within_the_reach_of_somebody_seated(scenario: Scenario, look: Look) -> None:
    above = 0
    for page in moments(scenario):
        items = play.view(look, page, {})
        for word, key in targets(items).items():
            seen = key.rect.meet(key.clip) if key.clip else key.rect
            assert seen.bottom - max(seen.y, look.area.y) >= min(seen.h, WITHIN), f"{page.story.node}, {word}"
        above += any(isinstance(item, Text) and item.rect.bottom < look.area.y for item in items)
    assert above, "what is only read may stand above"


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.id)
def test_every_sentence_is_whole_while_it_is_said(scenario: Scenario, look: Look) -> None:
    for page in moments(scenario):
        story = page.story
        new = [line for line in story.lines if line.turn == story.seq]
        for begun, line in enumerate(new, 1):
            now = Instant(begun=begun, open=False, onward="on", over=False)
            assert not hidden(play.view(look, page, {}, now), [line]), f"{scenario.id}, {story.node}, {begun}"


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.id)
def test_nothing_lies_over_the_face_of_whoever_is_spoken_with(scenario: Scenario, look: Look) -> None:
    for page in moments(scenario):
        node = page.story.now
        if node.device is not Device.NONE:
            continue
        items = play.view(look, page, ROOMS)
        (room,) = [item for item in items if isinstance(item, Panorama)]
        at = project(room.rect, room.yaw, room.pitch, room.fov, node.yaw, node.pitch)
        assert at is not None
        face = Rect(at[0] - FACE, at[1] - FACE, 2 * FACE, 2 * FACE)
        over = [item for item in items if isinstance(item, Panel) and item.fill is not None and _over(item, face)]
        assert not over, f"{scenario.id}, {node.id}"


def _over(item: Panel, face: Rect) -> bool:
    seen = item.rect.meet(item.clip) if item.clip else item.rect
    return not seen.meet(face).empty


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_who_is_in_the_room_is_set_as_large_as_who_is_on_the_phone(look: Look) -> None:
    says = (Say("先别动，让我看看。", Voice.THEM, speaker="孙女"),)
    choices = (Choice("给她看", "fine", id="show"), Choice("说没事", "fine", id="hide"))
    sizes = []
    for device in (Device.NONE, Device.CALL):
        tale = replace(TALE, nodes=(Node("now", device, "孙女", says=says, choices=choices), *TALE.nodes))
        zone = VrExperienceScene((tale,), {})
        begun = zone.touch(zone.touch(zone.start(Visit()), Tap("card/tale")).state, Tap("next")).state
        said = [i for i in zone.view(begun, look) if isinstance(i, Text) and "先别动" in "".join(i.lines)]
        sizes.append(said[0].size)
    assert sizes[0] == sizes[1]
