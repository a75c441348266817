"""The sheet for a finger: what is drawn stays, what was drawn can be taken back, and it never grows without end."""

from __future__ import annotations

from itertools import pairwise
from math import hypot, sin

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core.geometry import Rect
from kiosk.draw.items import Ink, Panel, Text, targets
from kiosk.draw.look import Look
from kiosk.parts import ink_pad
from kiosk.parts.ink_pad import LINES_MOST, POINTS_MOST, SHEET_H, SHEET_W, Pad
from kiosk.scene import Drag, Stroke, Tap
from kiosk.screen.pointer import Pointer
from kiosk.screen.touch import Finger

LOOK = Look()


def drawn(pad: Pad, *points: float, scale: int = 1000, done: bool = True) -> Pad:
    after = ink_pad.touch(pad, Stroke(f"pad/{scale}", points, done), "pad")
    assert after is not None
    return after


def test_ink_is_seen_while_the_finger_is_still_down() -> None:
    growing = drawn(Pad(), 10, 10, 40, 10, done=False)
    sheet = Rect(0, 0, SHEET_W, SHEET_H)
    shown = [i for i in ink_pad.view(LOOK, sheet, growing, "pad", "写在这里") if isinstance(i, Ink)]
    assert shown[0].strokes == ((10, 10, 40, 10),)
    lifted = drawn(growing, 10, 10, 40, 10, 80, 10)
    assert lifted.strokes == ((10, 10, 40, 10, 80, 10),) and not lifted.growing


def test_an_empty_sheet_says_what_it_is_for() -> None:
    items = ink_pad.view(LOOK, Rect(0, 0, SHEET_W, SHEET_H), Pad(), "pad", "写在这里")
    assert any(isinstance(i, Text) and i.lines == ("写在这里",) for i in items)


def test_the_same_writing_comes_from_a_small_sheet_and_a_large_one() -> None:
    small = ink_pad.view(LOOK, Rect(0, 0, 600, 300), Pad(), "pad", "写")
    assert list(targets(small, "ink")) == ["pad/500"]
    assert drawn(Pad(), 50, 20, 100, 40, scale=500) == drawn(Pad(), 100, 40, 200, 80)


def test_undo_takes_back_one_stroke_and_clear_all() -> None:
    pad = drawn(drawn(Pad(), 1, 1, 50, 50), 9, 9, 90, 90)
    assert ink_pad.touch(pad, Tap("pad/undo"), "pad") == drawn(Pad(), 1, 1, 50, 50)
    assert ink_pad.touch(Pad(), Tap("pad/undo"), "pad") == Pad()
    assert ink_pad.touch(pad, Tap("pad/clear"), "pad") == Pad()


def test_a_single_touch_leaves_a_dot() -> None:
    assert drawn(Pad(), 300, 200).strokes == ((300, 200),)


def test_points_closer_than_the_pen_can_show_are_left_out() -> None:
    assert drawn(Pad(), 0, 0, 1, 0, 2, 0, 3, 0, 4, 0, 10, 0).strokes == ((0, 0, 3, 0, 10, 0),)


def scribbled(pad: Pad, points: int) -> Pad:
    """One line without lifting the finger, as the finger on the panel sends it."""
    sheet = Panel(rect=Rect(0, 0, SHEET_W, SHEET_H), target="pad/1000", finger="ink")
    finger = Finger()
    for i in range(points):
        x, y = 600 + 500 * sin(i / 40), 300 + 250 * sin(i / 31)
        for gesture in finger.feel(Pointer("move" if i else "down", 1, x, y), [sheet], i / 120):
            pad = ink_pad.touch(pad, gesture, "pad") or pad
    for gesture in finger.feel(Pointer("up", 1, x, y), [sheet], points / 120):
        pad = ink_pad.touch(pad, gesture, "pad") or pad
    return pad


def test_a_line_that_goes_on_for_minutes_is_one_to_who_takes_it_back() -> None:
    before = drawn(Pad(), 1, 1, 50, 50)
    pad = scribbled(before, 3000)
    assert len(pad.lines) == 2 and len(pad.strokes) > 10, "what grows stays short"
    ends = [(stroke[-2:], (later[:2], later[2:4])) for stroke, later in pairwise(pad.strokes[1:])]
    near = [min(hypot(end[0] - on[0], end[1] - on[1]) for on in begun) for end, begun in ends]
    assert max(near) < 4, "there is no gap in it"
    assert ink_pad.touch(pad, Tap("pad/undo"), "pad") == before
    twice = scribbled(scribbled(before, 600), 600)
    assert len(twice.lines) == 3, "two that begin alike are two"


def test_a_visitor_who_scribbles_for_a_minute_and_writes_a_letter_never_meets_the_end_of_the_sheet() -> None:
    pad = scribbled(Pad(), 60 * 120)
    for i in range(LINES_MOST - 1):
        pad = drawn(pad, *(v for k in range(20) for v in (5.0 * i + k % 2 * 20, 10.0 + 25 * k)))
    assert not pad.full and len(pad.lines) == LINES_MOST


def test_a_full_sheet_refuses_kindly_and_can_go_on_after_undo() -> None:
    pad = Pad()
    for i in range(LINES_MOST):
        pad = drawn(pad, i * 5, 0, i * 5, 100)
    assert not pad.full
    refused = drawn(pad, 0, 300, 100, 300)
    assert refused.full and len(refused.strokes) == LINES_MOST
    again = ink_pad.touch(refused, Tap("pad/undo"), "pad")
    assert again is not None and not again.full
    assert len(drawn(again, 0, 300, 100, 300).strokes) == LINES_MOST


def test_an_endless_stroke_ends_where_the_sheet_is_full() -> None:
    there_and_back = tuple(v for i in range(POINTS_MOST + 500) for v in (float(i % 2) * 400, float(i % 3) * 100))
    pad = drawn(Pad(), *there_and_back)
    assert pad.points == POINTS_MOST and pad.full
    assert drawn(pad, 1, 1, 99, 99).points == POINTS_MOST


def test_other_gestures_are_left_alone() -> None:
    others = (
        Tap("next"),
        Tap("pad/900"),
        Drag("pad/900", "move", 1, 1),
        Stroke("other/1000", (1, 1), True),
        Stroke("pad/undo", (1, 1), True),
        Stroke("pad/0", (1, 1), True),
        Stroke("pad", (1, 1), True),
    )
    for gesture in others:
        assert ink_pad.touch(Pad(), gesture, "pad") is None


@settings(deadline=None)
@given(st.lists(st.floats(-5000, 5000), max_size=60), st.integers(1, 3000))
def test_ink_stays_on_the_sheet_and_never_changes_behind_the_finger(values: list[float], scale: int) -> None:
    points = tuple(values[: len(values) // 2 * 2])
    line = ink_pad.thinned(points, scale / 1000)
    assert all(0 <= x <= SHEET_W for x in line[::2]) and all(0 <= y <= SHEET_H for y in line[1::2])
    for i in range(0, len(points), 2):
        sooner = ink_pad.thinned(points[:i], scale / 1000)
        assert line[: len(sooner)] == sooner
