"""What a finger means: presses, slides, drags and ink, on the list that was painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.geometry import Rect
from kiosk.draw.items import Item, Panel, move, targets
from kiosk.scene import Drag, Gesture, Stroke, Tap
from kiosk.screen.pointer import FirstFinger, Kind, Pointer
from kiosk.screen.touch import Finger

CARD = Panel(rect=Rect(100, 100, 400, 200), target="card")
OTHER = Panel(rect=Rect(100, 320, 400, 200), target="other")
LIST = Panel(rect=Rect(80, 80, 500, 800), target="list", finger="drag", extent=640.0)
SHEET = Panel(rect=Rect(1000, 100, 600, 600), target="sheet", finger="ink")
SCREEN: list[Item] = [LIST, CARD, OTHER, SHEET]


class Hand:
    """One hand on one panel; says in units where the finger goes, a hundredth of a second a step."""

    def __init__(self, items: Sequence[Item], scale: float = 1.0, units_per_mm: float = 0.0) -> None:
        self.items: Sequence[Item] = items
        self.finger = Finger(scale, units_per_mm)
        self.scale = scale
        self.seconds = 10.0
        self.page = "first"

    def do(
        self, kind: Kind, x: float, y: float, finger: int = 1, trail: tuple[tuple[float, float], ...] = ()
    ) -> list[Gesture]:
        self.seconds += 0.01
        far = tuple((a * self.scale, b * self.scale) for a, b in trail)
        return self.finger.feel(
            Pointer(kind, finger, x * self.scale, y * self.scale, far), self.items, self.seconds, self.page
        )


@pytest.mark.parametrize("scale", [1.0, 2.0, 768 / 1080])
def test_a_tap_names_its_target_and_where(scale: float) -> None:
    hand = Hand([CARD], scale)
    assert hand.do("down", 200, 150) == [] and hand.finger.pressed == "card"
    (tap,) = hand.do("up", 203, 152)
    assert isinstance(tap, Tap) and tap.target == "card"
    assert tap.x == pytest.approx(0.2575) and tap.y == pytest.approx(0.26)
    assert hand.finger.pressed == "" and not hand.finger.down


def test_a_rolling_finger_still_taps() -> None:
    hand = Hand(SCREEN)
    hand.do("down", 200, 150)
    hand.do("move", 210, 158)
    assert hand.finger.pressed == "card"
    assert [type(g) for g in hand.do("up", 210, 158)] == [Tap]


def test_on_a_known_panel_the_slop_is_four_millimetres() -> None:
    hand = Hand(SCREEN, units_per_mm=10)
    hand.do("down", 200, 150)
    assert hand.do("move", 235, 150) == [] and hand.finger.pressed == "card"
    assert hand.do("move", 245, 150) != []


def test_a_drag_begun_on_a_button_never_presses_it() -> None:
    hand = Hand(SCREEN)
    hand.do("down", 200, 150)
    start, move = hand.do("move", 200, 110)
    assert start == Drag("list", "start", 0, 0, 200, 134, extent=640.0)
    assert move == Drag("list", "move", 0, -24, 200, 110, extent=640.0)
    assert hand.finger.pressed == ""
    assert hand.do("move", 200, 150) == [Drag("list", "move", 0, 40, 200, 150, extent=640.0)]
    (end,) = hand.do("up", 200, 150)
    assert isinstance(end, Drag) and end.phase == "end" and end.extent == 640.0


def test_the_list_follows_the_finger_without_a_jump_or_a_loss() -> None:
    hand = Hand(SCREEN)
    hand.do("down", 200, 150)
    went = [g for y in range(150, 400, 7) for g in hand.do("move", 200, y)]
    assert sum(g.dy for g in went if isinstance(g, Drag)) == pytest.approx(395 - 150 - 16)


def test_a_flick_is_as_fast_as_the_finger_was() -> None:
    hand = Hand(SCREEN)
    hand.do("down", 200, 600)
    for step in range(1, 21):
        hand.do("move", 200 + step, 600 - 12 * step)
    (end,) = hand.do("up", 220, 360)
    assert isinstance(end, Drag) and end.vy == pytest.approx(-1200, rel=0.2) and end.vx == pytest.approx(100, rel=0.2)


def test_a_finger_that_rested_before_it_lifted_was_not_fast() -> None:
    hand = Hand(SCREEN)
    hand.do("down", 200, 600)
    for step in range(1, 21):
        hand.do("move", 200, 600 - 12 * step)
    hand.seconds += 0.3
    (end,) = hand.do("up", 200, 360)
    assert isinstance(end, Drag) and (end.vx, end.vy) == (0, 0)


def test_sliding_off_cancels_and_sliding_back_presses_again() -> None:
    hand = Hand([CARD, OTHER])
    hand.do("down", 200, 150)
    assert hand.do("move", 200, 90) == [] and hand.finger.pressed == ""
    assert hand.do("up", 200, 90) == []
    hand.do("down", 200, 150)
    hand.do("move", 200, 90)
    hand.do("move", 200, 110)
    assert hand.finger.pressed == "card"
    assert [type(g) for g in hand.do("up", 200, 110)] == [Tap]


def test_a_double_tap_does_not_fall_through_onto_the_screen_it_opened() -> None:
    hand, there = Hand([CARD]), Panel(rect=Rect(120, 110, 300, 100), target="there")
    hand.do("down", 200, 150)
    assert [g.target for g in hand.do("up", 200, 150)] == ["card"]
    hand.items = [there]
    hand.seconds += 0.15
    assert hand.do("down", 204, 149) == [] and hand.finger.pressed == ""
    assert hand.do("up", 204, 149) == []
    hand.seconds += 0.3
    hand.do("down", 204, 149)
    assert [g.target for g in hand.do("up", 204, 149)] == ["there"], "later, it is meant"


@pytest.mark.parametrize(("after", "turned"), [(0.15, 1), (0.35, 2)])
def test_a_double_tap_on_what_leads_on_turns_one_page(after: float, turned: int) -> None:
    """The next page has the same key at the same place."""
    hand = Hand([CARD])
    hand.do("down", 200, 150)
    heard = hand.do("up", 200, 150)
    hand.page = "second"
    hand.seconds += after
    hand.do("down", 204, 149)
    assert len([*heard, *hand.do("up", 204, 149)]) == turned


def test_quick_taps_on_one_button_and_on_another_place_all_count() -> None:
    hand, heard = Hand(SCREEN), []
    for y in (150, 150, 150, 400):
        hand.seconds += 0.05
        hand.do("down", 200, y)
        heard += [g.target for g in hand.do("up", 200, y)]
    assert heard == ["card", "card", "card", "other"]


def test_another_target_is_not_pressed_by_sliding_onto_it() -> None:
    hand = Hand([CARD, OTHER])
    hand.do("down", 200, 290)
    hand.do("move", 200, 330)
    assert hand.finger.pressed == ""
    assert hand.do("up", 200, 330) == []


@pytest.mark.parametrize(
    "then",
    [
        [OTHER],
        move([CARD, OTHER], 0, 30),
        [CARD, OTHER, Panel(rect=Rect(0, 0, 1920, 1080), finger="block")],
        [CARD, Panel(rect=CARD.rect, target="new")],
        [Panel(rect=CARD.rect, target="card", clip=Rect(0, 0, 50, 50))],
    ],
    ids=["gone", "moved", "blocked", "covered", "clipped"],
)
def test_a_target_that_is_not_what_it_was_is_not_tapped(then: list[Item]) -> None:
    hand = Hand([CARD, OTHER])
    hand.do("down", 200, 150)
    hand.items = then
    assert hand.do("up", 200, 150) == []


def test_a_target_that_only_changed_its_looks_is_tapped() -> None:
    hand = Hand([CARD])
    hand.do("down", 200, 150)
    hand.items = [Panel(rect=CARD.rect, target="card", fill=(1, 2, 3))]
    assert hand.do("up", 200, 150) == [Tap("card", 0.25, 0.25)]


def test_a_list_that_vanished_hears_nothing_more() -> None:
    hand = Hand(SCREEN)
    hand.do("down", 200, 150)
    hand.do("move", 200, 200)
    hand.items = [CARD]
    assert hand.do("move", 200, 250) == [] and hand.do("up", 200, 250) == []


def test_nothing_goes_through_a_block() -> None:
    hand = Hand([*SCREEN, Panel(rect=Rect(0, 0, 1920, 1080), finger="block")])
    assert hand.do("down", 200, 150) == [] and hand.finger.pressed == ""
    assert hand.do("move", 200, 300) == [] and hand.do("up", 200, 300) == []


def test_a_second_finger_is_ignored() -> None:
    hand = Hand(SCREEN)
    hand.do("down", 200, 150)
    assert hand.do("move", 900, 900, finger=2) == [] and hand.do("up", 900, 900, finger=2) == []
    assert hand.finger.pressed == "card"
    assert [type(g) for g in hand.do("up", 200, 150)] == [Tap]


def test_a_contact_that_is_cancelled_taps_nothing() -> None:
    hand = Hand([CARD])
    hand.do("down", 200, 150)
    assert hand.do("cancel", 200, 150) == [] and hand.finger.pressed == ""
    assert hand.do("up", 200, 150) == []


def test_ink_grows_from_the_first_touch_and_is_done_at_the_lift() -> None:
    hand = Hand(SCREEN)
    assert hand.do("down", 1010, 120) == [Stroke("sheet", (10, 20), False)]
    assert hand.do("move", 1030, 140, trail=((1020, 130),)) == [Stroke("sheet", (10, 20, 20, 30, 30, 40), False)]
    assert hand.do("move", 1030.5, 140) == []
    assert hand.do("up", 1040, 150) == [
        Stroke("sheet", (10, 20, 20, 30, 30, 40, 40, 50), False),
        Stroke("sheet", (10, 20, 20, 30, 30, 40, 40, 50), True),
    ]


def test_a_button_on_the_sheet_is_a_button() -> None:
    button = Panel(rect=Rect(1400, 600, 150, 80), target="wipe")
    hand = Hand([*SCREEN, button])
    hand.do("down", 1420, 620)
    assert hand.finger.pressed == "wipe"
    assert [type(g) for g in hand.do("up", 1420, 620)] == [Tap]


paths = st.lists(st.tuples(st.integers(-50, 1970), st.integers(-50, 1130)), min_size=1, max_size=12)


@given(paths)
def test_every_gesture_names_a_target_there_is_and_every_drag_and_stroke_ends(path: list[tuple[int, int]]) -> None:
    hand = Hand(SCREEN)
    heard = hand.do("down", *path[0])
    for x, y in path[1:]:
        heard += hand.do("move", x, y)
    heard += hand.do("up", *path[-1])
    assert not hand.finger.down and hand.finger.pressed == ""
    known = {kind: set(targets(SCREEN, kind)) for kind in ("tap", "drag", "ink")}
    for gesture in heard:
        kind = {Tap: "tap", Drag: "drag", Stroke: "ink"}[type(gesture)]
        assert gesture.target in known[kind]
    drags = [g.phase for g in heard if isinstance(g, Drag)]
    assert not drags or (drags[0] == "start" and drags[-1] == "end" and drags.count("end") == 1)
    strokes = [g for g in heard if isinstance(g, Stroke)]
    assert not strokes or (strokes[-1].done and all(0 <= p <= 600 for p in strokes[-1].points))
    assert len({type(g) for g in heard}) <= 1


def test_a_line_without_end_goes_on_as_one_stroke_after_the_other_and_none_of_it_is_lost() -> None:
    hand = Hand([SHEET])
    strokes: list[Stroke] = [g for g in hand.do("down", 1010, 110) if isinstance(g, Stroke)]
    for i in range(2000):
        strokes += [g for g in hand.do("move", 1010 + i % 500, 110 + i * 37 % 500) if isinstance(g, Stroke)]
    assert max(len(stroke.points) for stroke in strokes) <= 400
    done = [stroke for stroke in strokes if stroke.done]
    begun = [stroke for stroke in strokes if not stroke.done and len(stroke.points) <= 4][1:]
    assert len(done) > 5 and all(a.points[-4:] in {b.points for b in begun} for a in done)
    last = hand.do("up", 1010, 110)[-1]
    assert isinstance(last, Stroke) and last.done


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["down", "move", "move", "up"]),
        st.integers(0, 2),
        st.floats(allow_nan=True, allow_infinity=True),
        st.one_of(st.floats(0, 1080), st.floats(allow_nan=True, allow_infinity=True)),
    ),
    max_size=30,
)


@given(EVENTS)
def test_whatever_a_device_says_only_numbers_reach_a_scene(events: list[tuple[Kind, int, float, float]]) -> None:
    first, finger = FirstFinger((1920, 1080)), Finger()
    for step, (kind, contact, x, y) in enumerate(events):
        for pointer in first.sift(kind, "finger", contact, x, y, step / 50):
            for gesture in finger.feel(pointer, SCREEN, step / 50):
                assert all(isfinite(number) and abs(number) < 1e6 for number in numbers_of(gesture))


def numbers_of(gesture: Gesture) -> list[float]:
    values = [getattr(gesture, f.name) for f in fields(gesture)]
    flat = [one for value in values for one in (value if isinstance(value, tuple) else (value,))]
    return [one for one in flat if isinstance(one, int | float)]
