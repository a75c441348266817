"""The door of a zone: two ways in, one way back to it, and inside it is as if there were none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

import pytest

from kiosk.core.events import Event, ItemOpened
from kiosk.core.geometry import Rect, Size
from kiosk.draw.items import Item, Panel, Picture, Text, targets
from kiosk.draw.look import Look
from kiosk.draw.theme import Lighting
from kiosk.parts.entrance import ALONG, ONWARD, PAGE, ROUND, Door, Entrance
from kiosk.scene import Gesture, Step, StillScene, Tap, Visit

DOOR = Door("stills/quiz.jpg", "是骗局，还是真的", 4.5)
OPENED: Event = ItemOpened("quiz", "x", "", None, "")


@dataclass(frozen=True, slots=True)
class Room:
    """What the scene behind the door was given, and how long it has been open."""

    led: bool
    seconds: float = 0.0


class Behind(StillScene[Room]):
    def start(self, visit: Visit) -> Room:
        return Room(visit.led)

    def touch(self, state: Room, gesture: Gesture) -> Step[Room]:
        match gesture.target:
            case "back":
                return Step(state, leave="home")
            case "on":
                return Step(state, leave=ONWARD)
            case _:
                return Step(state, (OPENED,))

    def tick(self, state: Room, seconds: float) -> Step[Room]:
        return Step(replace(state, seconds=state.seconds + seconds))

    def due(self, state: Room) -> float | None:
        return 7.0

    def view(self, state: Room, look: Look) -> list[Item]:
        return [Panel(rect=Rect(0, 0, 90, 90), target="thing")]

    def page(self, state: Room) -> str:
        return "room"

    def goal(self, state: Room) -> bool:
        return state.seconds > 3

    def samples(self) -> Iterator[Room]:
        yield Room(False)


SCENE = Entrance(Behind(), DOOR)


def walked(*words: str) -> Step[object]:
    state, step = SCENE.start(Visit()), None
    for word in words:
        step = SCENE.touch(state, Tap(word))
        state = step.state
    assert step is not None
    return step  # type: ignore[return-value]


@pytest.mark.parametrize(("key", "led"), [(ALONG, True), (ROUND, False)])
def test_the_yellow_key_leads_along_the_path_and_the_other_lets_one_look_round(key: str, led: bool) -> None:
    state = walked(key).state
    assert state.inside == Room(led) and SCENE.page(state) == "room"  # type: ignore[attr-defined, arg-type]


def test_at_the_door_nothing_else_does_anything_and_back_leads_home() -> None:
    state = SCENE.start(Visit())
    assert SCENE.page(state) == PAGE and SCENE.due(state) is None and not SCENE.goal(state)
    assert SCENE.touch(state, Tap("thing")) == Step(state)
    assert SCENE.tick(state, 5.0) == Step(state)
    assert walked("back").leave == "home"


def test_inside_everything_is_handed_on_and_back_leads_to_the_door() -> None:
    assert walked(ROUND, "thing").events == (OPENED,)
    assert walked(ALONG, "on").leave == ONWARD
    step = walked(ROUND, "back")
    assert step.leave == "" and SCENE.page(step.state) == PAGE  # type: ignore[arg-type]
    inside = SCENE.tick(walked(ROUND).state, 4.0).state  # type: ignore[arg-type]
    assert SCENE.goal(inside) and SCENE.due(inside) == 7.0
    assert [*targets(SCENE.view(inside, Look()))] == ["thing"]


def test_samples_are_the_door_and_what_is_behind_it() -> None:
    assert [SCENE.page(state) for state in SCENE.samples()] == [PAGE, "room"]


@pytest.mark.parametrize(("upright", "large"), [*product([False, True], repeat=2)])
def test_the_door_says_what_is_done_here_beside_its_picture_and_nothing_covers_the_words(
    upright: bool, large: bool
) -> None:
    w, h = (1080, 1920) if upright else (1920, 1080)
    area, slot = Rect(48, 144, w - 96, h - 400), Rect(w - 560, h - 140, 480, 104)
    look = Look(Size(w, h), area, slot, large=large, lighting=Lighting.PAPER)
    items = SCENE.view(SCENE.start(Visit()), look)
    said = "".join(line for i in items if isinstance(i, Text) for line in i.lines)
    assert "是骗局，还是真的" in said and "约 4 分钟" in said
    (picture,) = [i for i in items if isinstance(i, Picture)]
    assert picture.behind and picture.clip is not None and picture.rect.covers(picture.clip)
    words = [i.rect for i in items if isinstance(i, Text) and i.lines[0] not in ("开始",)]
    assert all(picture.clip.meet(place).empty for place in words)
    assert {*targets(items)} == {ALONG, ROUND}


def test_without_a_picture_the_door_still_opens() -> None:
    plain = Entrance(Behind(), replace(DOOR, piece=""))
    items = plain.view(plain.start(Visit()), Look())
    assert not [i for i in items if isinstance(i, Picture)] and {*targets(items)} == {ALONG, ROUND}


def test_where_the_words_need_the_room_there_is_no_picture() -> None:
    low = Look(area=Rect(96, 500, 1728, 400), large=True)
    items = SCENE.view(SCENE.start(Visit()), low)
    assert not [i for i in items if isinstance(i, Picture)] and {*targets(items)} == {ALONG, ROUND}
    assert all(low.area.covers(i.rect) for i in items if i.target == ROUND)
