"""The door of a zone: two ways in, one way back to it, and inside it is as if there were none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

import pytest

from kiosk.content.models.duties import DutyTask
from kiosk.core.events import DutiesDealt, Event, ItemOpened, VisitStarted
from kiosk.core.geometry import Rect, Size
from kiosk.core.vocabulary import Duty, GroupKind, Programme, VisitMode
from kiosk.draw.items import Icon, Item, Panel, Picture, Text, targets
from kiosk.draw.look import Look
from kiosk.draw.reading_order import reading
from kiosk.draw.theme import Lighting
from kiosk.parts.duties import deal
from kiosk.parts.entrance import ALONG, ONWARD, PAGE, ROUND, Door, Entrance
from kiosk.scene import Gesture, Step, StillScene, Tap, Visit
from tests.geometry import problems

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


def words_on(state: object) -> str:
    return "".join(line for i in SCENE.view(state, Look()) if isinstance(i, Text) for line in i.lines)  # type: ignore[arg-type]


def test_the_path_goes_on_where_it_was_left_for_the_door_and_looking_round_begins_anew() -> None:
    on_the_way = SCENE.tick(walked(ALONG).state, 4.0).state  # type: ignore[arg-type]
    door = SCENE.touch(on_the_way, Tap("back")).state
    assert "接着看" in words_on(door) and "开始" in words_on(SCENE.start(Visit()))
    assert SCENE.touch(door, Tap(ALONG)).state.inside == on_the_way.inside
    round_it = SCENE.touch(door, Tap(ROUND)).state
    assert round_it.inside == Room(False)
    again = SCENE.touch(SCENE.touch(round_it, Tap("back")).state, Tap(ALONG)).state
    assert again.inside == on_the_way.inside, "also after a look round"


@pytest.mark.parametrize("way", [ALONG, ROUND])
def test_what_was_reached_inside_stays_reached_at_the_door(way: str) -> None:
    for seconds, reached in ((2.0, False), (4.0, True)):
        inside = SCENE.tick(walked(way).state, seconds).state  # type: ignore[arg-type]
        door = SCENE.touch(inside, Tap("back")).state
        assert SCENE.page(door) == PAGE and SCENE.goal(door) is reached


def test_samples_are_the_door_and_what_is_behind_it() -> None:
    assert [SCENE.page(state) for state in SCENE.samples()] == [PAGE, "room", PAGE]


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


TASKS = (
    DutyTask("拿主意", (Duty.PERSON,)),
    DutyTask("念给大家听", (Duty.RELATIVE,)),
    DutyTask("找破绽", (Duty.OBSERVER,)),
    DutyTask("问清楚", (Duty.OFFICER, Duty.CLERK)),
)
ASKED = Entrance(Behind(), replace(DOOR, tasks=TASKS))
LED = Visit(people=12, mode=VisitMode.GUIDED)
STAND = "从左到右，对着颜色站"
ROW = ("visitor", "family", "eye", "officer", "bank")


def seen(visit: Visit, look: Look | None = None) -> tuple[list[str], list[str]]:
    """What a door says to that visit, and the signs of its beads from the left."""
    items = ASKED.view(ASKED.start(visit), look or Look())
    lines = [line for item in items if isinstance(item, Text) for line in item.lines]
    beads = sorted((i for i in items if isinstance(i, Icon) and i.name in ROW), key=lambda i: (i.rect.y, i.rect.x))
    return lines, [bead.name for bead in beads]


@pytest.mark.parametrize("people", range(2, 16))
def test_on_the_first_door_there_is_a_bead_for_everybody_from_left_to_right(people: int) -> None:
    lines, beads = seen(replace(LED, people=people))
    assert STAND in lines and len(beads) == people
    wanted = [sign for sign, (_, count) in zip(ROW, deal(people), strict=False) for _ in range(count)]
    assert beads == wanted, "as they stand"
    assert all(duty.word in lines for duty, _ in deal(people))
    assert ("问清楚" in lines) is (people > 3), "nobody is asked to do what nobody is there for"


def test_whoever_comes_alone_or_without_a_guide_or_is_being_defrauded_sees_none_of_it() -> None:
    now = VisitStarted(12, GroupKind.OTHER, (), VisitMode.GUIDED, Programme.DISSUASION)
    for visit in (Visit(people=1, mode=VisitMode.GUIDED), Visit(people=12), replace(LED, events=(now,))):
        state = ASKED.start(visit)
        assert ASKED.view(state, Look()) == SCENE.view(SCENE.start(Visit()), Look())
        assert ASKED.touch(state, Tap(ALONG)).events == ()


@pytest.mark.parametrize("key", [ALONG, ROUND])
def test_the_duties_are_dealt_when_the_first_door_is_left_and_its_further_ones_say_what_to_do(key: str) -> None:
    step = ASKED.touch(ASKED.start(LED), Tap(key))
    assert step.events == (DutiesDealt(deal(12)),)
    back = ASKED.touch(step.state, Tap("back")).state
    assert ASKED.touch(back, Tap(key)).events == ()
    lines, beads = seen(replace(LED, events=step.events))
    assert STAND not in lines and {"拿主意", "念给大家听", "找破绽", "问清楚"} <= {*lines}
    assert beads == [*ROW], "one bead for each duty, those that do the same side by side"


def test_who_is_to_do_it_is_read_with_it() -> None:
    visit = replace(LED, events=(DutiesDealt(deal(12)),))
    items = ASKED.view(ASKED.start(visit), Look())
    read = [passage.pieces for passage in reading(Look(), [], items, [])]
    said = [piece for pieces in read for piece in pieces]
    at = said.index("问清楚")
    assert said[at - 2 : at + 1] == ["民警", "银行柜员", "问清楚"]


def test_what_all_do_is_said_once() -> None:
    every = Entrance(Behind(), replace(DOOR, tasks=(DutyTask("念一遍"),)))
    for events in ((), (DutiesDealt(deal(12)),)):
        items = every.view(every.start(replace(LED, events=events)), Look())
        lines = [line for item in items if isinstance(item, Text) for line in item.lines]
        assert lines.count("念一遍") == lines.count("大家") == 1


@pytest.mark.parametrize("people", [2, 3, 9, 15])
@pytest.mark.parametrize("dealt", [False, True])
@pytest.mark.parametrize(
    ("canvas", "low"), [(Size(1920, 1080), 144.0), (Size(1920, 1080), 500.0), (Size(1080, 1920), 200.0)]
)
@pytest.mark.parametrize("large", [False, True])
def test_the_beads_stand_below_the_words_and_nothing_is_cut(
    people: int, dealt: bool, canvas: Size, low: float, large: bool
) -> None:
    area = Rect(48, low, canvas.w - 96, canvas.h - low - 180)
    look = Look(canvas, area, Rect(canvas.w - 560, canvas.h - 140, 480, 104), large=large, units_per_mm=2.04)
    visit = replace(LED, people=people, events=(DutiesDealt(deal(people)),) if dealt else ())
    items = ASKED.view(ASKED.start(visit), look)
    assert not [*problems(look, items)]
    beads = [item for item in items if isinstance(item, Icon) and item.name in ROW]
    assert len(beads) == (min(people, 5) if dealt else people)
    round_key = targets(items)[ROUND].rect
    assert all(area.covers(bead.rect) and bead.rect.y >= round_key.bottom for bead in beads)
    assert {*targets(items)} == {ALONG, ROUND}
