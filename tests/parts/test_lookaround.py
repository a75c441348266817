"""Looking round: how far a drag turns, how it runs on, and where things land."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.geometry import Rect
from kiosk.draw.items import Panorama, targets
from kiosk.draw.look import Look
from kiosk.draw.sphere import direction, project, turn
from kiosk.parts import lookaround
from kiosk.parts.lookaround import FOV, PITCH_MOST, Gaze
from kiosk.scene import Drag, Tap

RECT = Rect(96, 120, 1728, 809)
LOOK = Look()


def drag(gaze: Gaze, dx: float, dy: float = 0.0, **end: float) -> Gaze:
    seen = lookaround.room(LOOK, RECT, "room.jpg", gaze, "room")[0]
    for phase, x, y in (("start", 0.0, 0.0), ("move", dx, dy), ("end", 0.0, 0.0)):
        speeds = end if phase == "end" else {}
        turned = lookaround.touch(gaze, Drag("room", phase, x, y, extent=seen.extent, **speeds), "room")  # type: ignore[arg-type]
        assert turned is not None
        gaze = turned
    return gaze


def test_a_drag_of_960_units_turns_by_its_share_of_the_view() -> None:
    assert drag(Gaze(), -960).yaw == pytest.approx(960 * FOV / RECT.w)
    assert drag(Gaze(), 960).yaw == pytest.approx(-960 * FOV / RECT.w)


def test_one_can_turn_all_the_way_round_but_not_over() -> None:
    gaze = Gaze()
    for _ in range(10):
        gaze = drag(gaze, -900, 900)
    assert -180 <= gaze.yaw <= 180 and gaze.pitch == PITCH_MOST


def test_the_room_runs_on_slows_down_and_stops() -> None:
    gaze = drag(Gaze(), -100, vx=-800.0)
    assert lookaround.due(gaze) == 0.0
    before = gaze.yaw
    for _ in range(300):
        gaze = lookaround.tick(gaze, 1 / 60)
    assert gaze.yaw > before and lookaround.due(gaze) is None and not gaze.moving


def test_an_arrow_points_to_what_is_out_of_sight_and_turns_there() -> None:
    assert not lookaround.in_sight(RECT, Gaze(), 90, 0)
    items = lookaround.sign_post(LOOK, RECT, Gaze(), "room", "门口有人", 90, 0)
    (word,) = targets(items)
    gaze = lookaround.touch(Gaze(), Tap(word), "room")
    assert gaze is not None
    for _ in range(60):
        gaze = lookaround.tick(gaze, 1 / 60)
    assert gaze.yaw == pytest.approx(90) and lookaround.in_sight(RECT, gaze, 90, 0)


def test_the_turn_takes_the_shorter_way() -> None:
    gaze = lookaround.touch(Gaze(yaw=170), Tap("room/to/-170/0"), "room")
    assert gaze is not None
    assert abs(turn(lookaround.tick(gaze, 0.05).yaw)) > 170


def test_while_it_moves_the_picture_may_be_coarser() -> None:
    held = lookaround.touch(Gaze(), Drag("room", "move", 5, 0, extent=0.05), "room")
    assert held is not None
    (moving,), (still,) = (lookaround.room(LOOK, RECT, "r.jpg", g, "room") for g in (held, Gaze()))
    assert isinstance(moving, Panorama) and moving.moving
    assert isinstance(still, Panorama) and not still.moving


@given(
    yaw=st.floats(-180, 180),
    pitch=st.floats(-35, 35),
    x=st.floats(RECT.x, RECT.right),
    y=st.floats(RECT.y, RECT.bottom),
)
def test_a_point_of_the_view_and_its_direction_belong_together(yaw: float, pitch: float, x: float, y: float) -> None:
    seen = direction(RECT, yaw, pitch, FOV, x, y)
    back = project(RECT, yaw, pitch, FOV, *seen)
    assert back is not None and back == pytest.approx((x, y), abs=0.01)


def test_what_lies_behind_is_nowhere() -> None:
    assert project(RECT, 0, 0, FOV, 180, 0) is None


def test_what_lies_ahead_is_in_the_middle() -> None:
    assert project(RECT, 30, 10, FOV, 30, 10) == pytest.approx(RECT.centre)


def test_what_happens_elsewhere_draws_the_gaze_there_no_faster_than_a_head_turns() -> None:
    far = lookaround.drawn_to(Gaze(), 90.0, 5.0)
    seconds = 0.0
    while far.goal is not None:
        before, far = far, lookaround.tick(far, 0.05)
        seconds += 0.05
    assert (far.yaw, far.pitch) == (90.0, 5.0) and 0.6 < seconds < 1.0
    assert lookaround.arrived(before) == Gaze(90.0, 5.0)
    near = lookaround.drawn_to(Gaze(), 15.0, 0.0)
    for _ in range(5):
        near = lookaround.tick(near, 0.05)
    assert near.yaw == 15.0, "a short turn takes a quarter of a second"


def test_who_looks_there_already_or_holds_the_room_is_not_turned() -> None:
    assert lookaround.drawn_to(Gaze(3.0), 5.0, 2.0) == Gaze(3.0)
    held = Gaze(-120.0, held=True)
    assert lookaround.drawn_to(held, 90.0, 0.0) == held
    assert lookaround.arrived(held) == held
