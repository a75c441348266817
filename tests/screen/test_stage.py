"""Pages arrive from where they were touched, and a finger never has to wait for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from kiosk.core.geometry import Rect
from kiosk.draw.items import Colour, Ground, Item, Manner, Moving, Panel, Panorama, Text, Video
from kiosk.parts.between import Scenery
from kiosk.scene import Tap
from kiosk.screen.painter import Painter
from kiosk.screen.pointer import Pointer
from kiosk.screen.stage import FRAME_SECONDS, Stage
from kiosk.screen.touch import Finger

SMALL, LARGE = (640, 360), (2560, 1440)
UNITS = Rect(0, 0, 1920, 1080)
CARD = Rect(96, 96, 240, 240)
NEAR, FAR = (CARD.x + 20, CARD.y + 20), (1800.0, 1000.0)
BLUE: Colour = (0, 0, 200)
RED: Colour = (200, 0, 0)

Make = Callable[..., Painter]


def page(name: str, colour: Colour, *more: Item, calm: bool = False, itself: bool = False) -> Scenery:
    moves = [item for item in more if isinstance(item, Moving)]
    items: list[Item] = [
        Ground(rect=UNITS, top=colour, bottom=colour),
        Panel(rect=CARD, fill=(240, 240, 240), target="card"),
        *(item for item in more if not isinstance(item, Moving)),
    ]
    return Scenery(items, name, UNITS, moves, calm, itself)


def other(name: str = "other", *more: Item, calm: bool = False, itself: bool = False) -> Scenery:
    seen = page(name, RED, *more, calm=calm, itself=itself)
    return seen._replace(items=[i for i in seen.items if i.target != "card"])


FIRST = page("first", BLUE)


@dataclass
class Shown:
    """A stage on a screen of some size, with a clock of its own."""

    painter: Painter
    at: float = 0.0
    stage: Stage = field(init=False)

    def __post_init__(self) -> None:
        self.stage = Stage(self.painter, lambda: self.at)
        self.stage.paint(FIRST)

    def touch(self, seen: Scenery, target: str = "card", before: Scenery = FIRST) -> None:
        """A tap on `before`, which brings `seen`."""
        self.stage.rest()
        self.stage.opened(before.items, Tap(target))
        self.stage.paint(seen)

    def after(self, seconds: float, seen: Scenery, pressed: str = "") -> None:
        self.at += seconds
        self.stage.paint(seen, pressed)

    def still(self, seen: Scenery) -> float:
        """Go on until all is still; how many seconds it took."""
        begun = self.at
        while self.stage.due() is not None:
            self.after(FRAME_SECONDS, seen)
            assert self.at < begun + 2, "it never rests"
        return self.at - begun

    def colour(self, x: float, y: float) -> Colour:
        scale = min(self.painter.surface.get_size()) / 1080
        return tuple(self.painter.surface.get_at((int(x * scale), int(y * scale))))[:3]

    def pixels(self) -> bytes:
        return self.painter.surface.get_buffer().raw


@pytest.fixture
def shown(make: Make) -> Shown:
    return Shown(make(SMALL))


@dataclass
class Glass:
    """What is seen of a stage: only what was said to be shown."""

    shown: Shown

    def __post_init__(self) -> None:
        self.surface = self.shown.painter.surface.copy()

    def paint(self, seen: Scenery, pressed: str = "", after: float = FRAME_SECONDS) -> None:
        self.shown.at += after
        for rect in self.shown.stage.paint(seen, pressed):
            self.surface.blit(self.shown.painter.surface, rect, rect)

    def press(self, seen: Scenery = FIRST) -> bytes:
        """A finger comes down on the card; what is seen then."""
        self.shown.stage.rest()
        self.paint(seen, "card")
        return self.pixels()

    def lift(self, seen: Scenery) -> None:
        self.shown.stage.opened(FIRST.items, Tap("card"))
        self.paint(seen)
        while self.shown.stage.due() is not None:
            self.paint(seen)

    def pixels(self) -> bytes:
        return self.surface.get_buffer().raw


def plain(make: Make, seen: Scenery, size: tuple[int, int] = SMALL) -> bytes:
    painter = make(size)
    painter.paint(seen.items)
    return bytes(painter.surface.get_buffer().raw)


def test_a_page_opens_out_of_what_was_touched(shown: Shown, make: Make) -> None:
    shown.touch(other())
    shown.after(0.03, other())
    assert shown.colour(*NEAR) != (240, 240, 240) and shown.colour(*FAR) == BLUE
    took = shown.still(other())
    assert shown.colour(*FAR) == RED and shown.pixels() == plain(make, other())
    assert took <= 0.24


def test_it_goes_back_the_way_it_came(shown: Shown, make: Make) -> None:
    back = other("other", Panel(rect=Rect(1700, 900, 100, 100), target="back"))
    shown.touch(back)
    shown.still(back)
    shown.touch(FIRST, "back", back)
    shown.after(0.08, FIRST)
    assert shown.colour(*FAR) == BLUE, "what is far from the card is free first"
    assert shown.colour(*NEAR) != (240, 240, 240), "the page is on its way into the card"
    assert shown.still(FIRST) <= 0.24
    assert shown.pixels() == plain(make, FIRST)


def test_home_from_deep_inside_goes_back_into_what_was_opened_first(shown: Shown) -> None:
    button = Panel(rect=Rect(1500, 900, 300, 100), target="next")
    inside, deeper = other("other", button), other("deeper", button)
    shown.touch(inside)
    shown.still(inside)
    shown.touch(deeper, "next", inside)
    shown.still(deeper)
    shown.touch(FIRST, "next", deeper)
    shown.after(0.1, FIRST)
    assert shown.colour(*FAR) == BLUE and shown.colour(*NEAR) != (240, 240, 240)


def test_in_calm_mode_there_is_nothing_in_between(shown: Shown, make: Make) -> None:
    moving = Moving(rect=CARD, manner="light")
    quiet = other("other", moving, calm=True)
    shown.touch(quiet)
    assert shown.pixels() == plain(make, quiet)
    shown.after(0.0, quiet)
    assert shown.stage.due() is None


@pytest.mark.parametrize("itself", [True, False])
def test_what_nobody_opened_or_what_moves_by_itself_is_just_there(shown: Shown, make: Make, itself: bool) -> None:
    seen = other(itself=itself)
    if itself:
        shown.touch(seen)
    else:
        shown.stage.paint(seen)
    assert shown.pixels() == plain(make, seen)


def test_a_touch_that_brought_nothing_opens_no_page_later(shown: Shown, make: Make) -> None:
    shown.touch(FIRST)
    shown.after(1.0, FIRST)
    shown.after(1.0, other())
    assert shown.pixels() == plain(make, other())


def test_a_finger_in_the_midst_meets_the_page_as_it_will_be(shown: Shown, make: Make) -> None:
    """Where the next button comes to stand there is nothing to be seen yet; it is pressed all the same."""
    button = Panel(rect=Rect(1700, 900, 200, 150), fill=(250, 200, 0), target="next")
    seen = other("other", button)
    shown.touch(seen)
    shown.after(0.02, seen)
    assert shown.colour(1800, 1000) == BLUE
    finger = Finger(min(SMALL) / 1080)
    shown.stage.rest()
    finger.feel(Pointer("down", 1, 600, 333), seen.items, shown.at)
    assert finger.pressed == "next"
    shown.stage.paint(seen, finger.pressed)
    painter = make(SMALL)
    painter.paint(seen.items, "next")
    assert shown.pixels() == painter.surface.get_buffer().raw
    lifted = finger.feel(Pointer("up", 1, 600, 333), seen.items, shown.at)
    assert [gesture.target for gesture in lifted] == ["next"]


def test_a_page_left_while_it_arrives_leaves_nothing_behind(shown: Shown, make: Make) -> None:
    third = page("third", (0, 120, 0))
    shown.touch(other())
    shown.after(0.03, other())
    shown.after(0.03, third)
    assert shown.pixels() == plain(make, third)


def test_what_changes_while_a_page_arrives_is_there_when_it_has_arrived(shown: Shown, make: Make) -> None:
    later = other("other", Panel(rect=Rect(900, 500, 100, 100), fill=(255, 255, 255)))
    shown.touch(other())
    shown.after(0.03, later)
    shown.still(later)
    assert shown.pixels() == plain(make, later)


def test_on_a_large_screen_each_frame_shows_a_part_of_the_finished_page(make: Make) -> None:
    shown = Shown(make(LARGE))
    shown.stage.opened(FIRST.items, Tap("card"))
    parts = [shown.stage.paint(other())]
    assert shown.pixels() == plain(make, other(), LARGE)
    while shown.stage.due() is not None:
        shown.at += FRAME_SECONDS
        parts.append(shown.stage.paint(other()))
    whole = LARGE[0] * LARGE[1]
    first, *between, last = [sum(r.w * r.h for r in rects) for rects in parts if rects]
    assert 0 < first < whole * 0.25 and len(between) > 5
    assert whole * 0.9 < first + sum(between) < whole * 1.1, "each pixel once"
    assert last == whole


def test_a_stopped_scene_stands_still_and_dark_before_the_question_comes(shown: Shown, make: Make) -> None:
    seen = other("other", Moving(rect=UNITS, manner="freeze"))
    shown.touch(seen)
    shown.after(0.04, seen)
    dark = shown.colour(*FAR)
    assert 0 < dark[2] < BLUE[2] and dark[:2] == (0, 0)
    assert shown.still(seen) <= 0.24
    assert shown.pixels() == plain(make, seen)


@pytest.mark.parametrize("manner", ["count", "drain", "settle", "shake", "turn", "light", "fill"])
def test_every_movement_ends_in_what_is_shown_without_it(shown: Shown, make: Make, manner: Manner) -> None:
    figure = Text(rect=Rect(110, 110, 200, 60), lines=("986元",), colour=(0, 0, 0), size=40, leading=50)
    seen = page("first", BLUE, figure, Moving(rect=CARD, manner=manner, start="55元"))
    shown.stage.paint(seen)
    different = 0
    while shown.stage.due() is not None:
        different += shown.pixels() != plain(make, seen)
        shown.after(FRAME_SECONDS, seen)
    assert different >= 5 and shown.at <= 0.45
    assert shown.pixels() == plain(make, seen)
    shown.after(1.0, seen)
    assert shown.stage.due() is None, "nothing ticks any more"


def test_a_finger_ends_what_moves(shown: Shown, make: Make) -> None:
    seen = page("first", BLUE, Moving(rect=CARD, manner="shake"))
    shown.stage.paint(seen)
    shown.after(0.1, seen)
    assert shown.pixels() != plain(make, seen)
    shown.stage.rest()
    shown.stage.paint(seen)
    assert shown.pixels() == plain(make, seen) and shown.stage.due() is None


def test_a_movement_is_not_repeated_while_it_stands_in_the_list(shown: Shown) -> None:
    moving = Moving(rect=CARD, manner="shake", key="a")
    seen = page("first", BLUE, moving)
    shown.stage.paint(seen)
    shown.still(seen)
    for again in (page("first", BLUE, moving), page("first:help", BLUE, moving), page("first", BLUE, moving)):
        shown.stage.paint(again)
        assert shown.stage.due() is None
    shown.stage.paint(page("first", BLUE, Moving(rect=CARD, manner="shake", key="b")))
    assert shown.stage.due() == 0.0


def test_what_was_tapped_looks_touched_for_a_moment(shown: Shown, make: Make) -> None:
    pressed = make(SMALL)
    pressed.paint(FIRST.items, "card")
    shown.touch(FIRST)
    shown.after(0.05, FIRST)
    assert shown.pixels() == pressed.surface.get_buffer().raw
    shown.after(0.05, FIRST)
    assert shown.pixels() == plain(make, FIRST) and shown.stage.due() is None


LATER = other("other", Panel(rect=Rect(900, 500, 100, 100), fill=(255, 255, 255)))
SHAKEN = other("other", Moving(rect=Rect(900, 500, 100, 100), manner="shake"))


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("lifts_to", [other(), other(calm=True), LATER, SHAKEN, page("third", (0, 120, 0)), FIRST])
def test_what_is_painted_while_the_finger_is_down_is_seen_when_it_lifts(
    make: Make, size: tuple[int, int], lifts_to: Scenery
) -> None:
    """Whatever it lifts to: what was expected, something that differs a little, another page, or nothing."""
    glass = Glass(Shown(make(size)))
    pressed = glass.press()
    before = glass.shown.pixels()
    glass.shown.stage.paint_ahead(other())
    assert glass.shown.pixels() != before and glass.pixels() == pressed, "it is ready, and nobody sees it"
    glass.lift(lifts_to)
    assert glass.pixels() == plain(make, lifts_to, size) == glass.shown.pixels()


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_a_page_arrives_the_same_way_whether_it_was_painted_ahead_or_not(make: Make, size: tuple[int, int]) -> None:
    ways: list[list[bytes]] = []
    for ahead in (False, True):
        glass = Glass(Shown(make(size)))
        glass.press()
        if ahead:
            glass.shown.stage.paint_ahead(other())
        glass.shown.stage.opened(FIRST.items, Tap("card"))
        ways.append([])
        for _ in range(16):
            glass.paint(other())
            ways[-1].append(glass.pixels())
    assert ways[0] == ways[1] and len(set(ways[0])) > 5


def test_a_finger_that_slides_off_leaves_everything_as_it_was(make: Make) -> None:
    glass = Glass(Shown(make(SMALL)))
    pressed = glass.press()
    glass.shown.stage.paint_ahead(other())
    glass.paint(FIRST, "card")
    assert glass.pixels() == pressed, "something moved while it was down"
    glass.shown.stage.paint_ahead(other())
    glass.paint(FIRST)
    assert glass.pixels() == plain(make, FIRST)


def test_a_page_that_cannot_be_painted_ahead_leaves_nothing_of_itself(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    glass = Glass(Shown(make(SMALL)))
    glass.press()
    fill, filled = Painter._fill, [0]

    def breaks(painter: Painter, rect: object) -> None:
        fill(painter, rect)  # type: ignore[arg-type]
        filled[0] += 1
        raise ValueError("a picture that cannot be painted")

    with monkeypatch.context() as broken, pytest.raises(ValueError, match="cannot be painted"):
        broken.setattr(Painter, "_fill", breaks)
        glass.shown.stage.paint_ahead(other())
    assert filled == [1]
    glass.paint(FIRST)
    assert glass.pixels() == plain(make, FIRST)


@pytest.mark.parametrize("kind", ["film", "room"])
def test_no_film_begins_and_no_room_is_given_up_before_the_finger_lifts(shown: Shown, kind: str) -> None:
    film = Video(rect=CARD, file="a.mp4", position=0.0, playing=True)
    item: Item = film if kind == "film" else Panorama(rect=CARD, file="a.jpg", yaw=0.0, pitch=0.0)
    before = shown.pixels()
    shown.stage.paint_ahead(other("other", item))
    assert shown.pixels() == before


def test_nothing_is_painted_ahead_in_the_midst_of_a_movement(shown: Shown) -> None:
    shown.touch(other())
    before = shown.pixels()
    shown.stage.paint_ahead(page("third", (0, 120, 0)))
    assert shown.pixels() == before


def test_what_is_clear_shows_only_the_line_round_it_however_much_is_painted(shown: Shown) -> None:
    """A screen that is one clear area, and something that passes on it while the finger is down."""
    whole = Panel(rect=UNITS, target="whole")
    still, passing = (
        page("first", BLUE, whole),
        page("first", BLUE, whole, Panel(rect=Rect(900, 500, 99, 99), fill=RED)),
    )
    glass = Glass(shown)
    glass.paint(still)
    glass.paint(still, "whole")
    pressed = glass.pixels()
    shown.stage.paint_ahead(other())
    glass.paint(passing, "whole")
    glass.paint(still, "whole")
    assert glass.pixels() == pressed and shown.colour(*FAR) == BLUE
