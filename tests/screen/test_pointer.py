"""Panels report a finger twice, bounce, name places that are none, and are leant on: one clean contact comes through."""

from __future__ import annotations

from collections.abc import Hashable
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.screen.pointer import TRAIL_MOST, FirstFinger, Input, Key, Kind, Pointer, Source, coalesce, showable

SIZE = (1920, 1080)


class Panel:
    def __init__(self, size: tuple[int, int] = SIZE) -> None:
        self.first = FirstFinger(size)

    def __call__(self, kind: Kind, source: Source, finger: Hashable, x: float, y: float, seconds: float) -> list[str]:
        return [p.kind for p in self.first.sift(kind, source, finger, x, y, seconds)]


def test_only_the_first_finger_counts_until_it_lifts() -> None:
    panel = Panel()
    assert panel("down", "finger", 1, 10, 10, 0.0) == ["down"]
    assert panel("down", "finger", 2, 500, 10, 0.1) == []
    assert panel("move", "finger", 2, 510, 10, 0.2) == []
    assert panel("up", "finger", 2, 510, 10, 0.3) == []
    assert panel("move", "finger", 1, 12, 10, 0.4) == ["move"]
    assert panel("down", "finger", 2, 500, 10, 0.5) == []
    assert panel("up", "finger", 1, 12, 10, 0.6) == ["up"]
    assert panel("move", "finger", 2, 500, 10, 0.7) == [], "it had its chance"
    assert panel("down", "finger", 3, 500, 10, 0.8) == ["down"]


def test_a_finger_that_comes_again_as_a_mouse_is_one_tap() -> None:
    panel = Panel()
    assert panel("down", "finger", 1, 10, 10, 0.0) == ["down"]
    assert panel("down", "mouse", 0, 10, 10, 0.001) == []
    assert panel("up", "finger", 1, 10, 10, 0.1) == ["up"]
    assert panel("up", "mouse", 0, 10, 10, 0.101) == []
    assert panel("down", "mouse", 0, 12, 9, 0.2) == [], "some panels send the mouse afterwards"
    assert panel("up", "mouse", 0, 12, 9, 0.21) == []
    assert panel("down", "mouse", 0, 900, 9, 0.3) == ["down"], "elsewhere it is a real mouse"


def test_a_quick_second_tap_counts_but_a_bounce_does_not() -> None:
    panel = Panel()
    panel("down", "finger", 1, 10, 10, 0.0)
    panel("up", "finger", 1, 10, 10, 0.08)
    assert panel("down", "finger", 2, 11, 10, 0.1) == []
    assert panel("up", "finger", 2, 11, 10, 0.11) == []
    assert panel("down", "finger", 3, 11, 10, 0.2) == ["down"]


def test_a_lift_that_got_lost_does_not_kill_the_panel() -> None:
    panel = Panel()
    panel("down", "finger", 1, 10, 10, 0.0)
    assert panel("down", "finger", 2, 500, 10, 0.7) == []
    assert panel("down", "finger", 3, 500, 10, 0.9) == ["cancel", "down"]
    panel = Panel()
    panel("down", "finger", 1, 10, 10, 0.0)
    assert panel("down", "finger", 1, 300, 10, 0.5) == ["cancel", "down"], "the same finger cannot come down twice"


@pytest.mark.parametrize(("size", "tremble"), [(SIZE, 15), ((3840, 2160), 31), ((480, 480), 7)])
def test_a_hand_laid_on_the_glass_does_not_stop_the_others(size: tuple[int, int], tremble: int) -> None:
    """It trembles by less than a finger may roll and still tap, and on a fine panel that is more pixels."""
    panel = Panel(size)
    panel("down", "finger", 1, 100, 100, 0.0)
    heard = []
    for hundredth in range(1, 3100):
        seconds = hundredth / 100
        panel("move", "finger", 1, 100 + tremble * (hundredth % 2), 100, seconds)
        if hundredth % 100 == 0 and hundredth:
            heard += panel("down", "finger", 2 + hundredth, 300, 400, seconds + 0.001)
            heard += panel("up", "finger", 2 + hundredth, 300, 400, seconds + 0.005)
    assert heard.count("down") == heard.count("up") == 31 - 1


def test_a_hand_that_gave_way_has_no_say_any_more_and_may_be_lifted() -> None:
    panel = Panel()
    panel("down", "finger", 1, 100, 100, 0.0)
    assert panel("down", "finger", 2, 700, 400, 1.0) == ["cancel", "down"]
    assert panel("move", "finger", 1, 900, 100, 1.1) == []
    assert panel("up", "finger", 1, 900, 100, 1.2) == []
    assert panel("up", "finger", 2, 700, 400, 1.3) == ["up"]


def test_two_panels_with_the_same_numbers_are_two() -> None:
    panel = Panel()
    assert panel("down", "finger", (7, 0), 100, 100, 0.0) == ["down"]
    assert panel("move", "finger", (9, 0), 900, 100, 0.1) == []
    assert panel("up", "finger", (9, 0), 900, 100, 0.2) == []
    assert panel("up", "finger", (7, 0), 100, 100, 0.3) == ["up"]
    assert panel("down", "finger", (9, 0), 900, 100, 0.4) == ["down"]


def test_every_contact_has_a_number_of_its_own() -> None:
    first = FirstFinger(SIZE)
    numbers = []
    for second in range(3):
        for kind in ("down", "up"):
            numbers += [p.finger for p in first.sift(kind, "finger", 0, 100 * second, 10, float(second))]
    assert numbers == [1, 1, 2, 2, 3, 3]


NO_PLACE = [nan, inf, -inf, 1e12, -1e12, 1e308]


@pytest.mark.parametrize("odd", NO_PLACE)
def test_what_is_no_place_is_no_touch_but_a_lift_is_one_wherever_it_was(odd: float) -> None:
    panel = Panel()
    assert panel("down", "finger", 1, odd, 10, 0.0) == panel("down", "finger", 1, 10, odd, 0.0) == []
    assert panel("down", "finger", 1, 10, 10, 0.1) == ["down"]
    assert panel("move", "finger", 1, odd, 10, 0.2) == []
    assert panel("up", "finger", 2, odd, 10, 0.3) == []
    ended = panel.first.sift("up", "finger", 1, 10, odd, 0.4)
    assert ended == [Pointer("cancel", 1, 10, 10)], "nobody taps nowhere"
    assert panel("down", "finger", 1, 500, 10, 0.5) == ["down"]


def test_a_mouse_held_down_may_leave_the_window() -> None:
    panel = Panel()
    panel("down", "mouse", 0, 10, 10, 0.0)
    assert panel("move", "mouse", 0, -300, 10, 0.1) == ["move"]
    assert panel("up", "mouse", 0, -300, 1200, 0.2) == ["up"]


@pytest.mark.parametrize(
    ("size", "seen"),
    [
        ((1920, 1080), True), ((1080, 1920), True), ((7680, 4320), True), ((320, 180), True), ((800, 100), True),
        ((801, 100), False), ((0, 0), False), ((1, 1), False), ((1920, 0), False), ((63, 64), False),
        ((100000, 3), False), ((20000, 20000), False), ((-1920, -1080), False),
    ],
)  # fmt: skip
def test_a_size_on_which_nothing_can_be_seen_is_none(size: tuple[int, int], seen: bool) -> None:
    assert showable(size) is seen


CONTACTS = st.tuples(
    st.sampled_from(["down", "move", "up", "cancel"]),
    st.sampled_from(["finger", "finger", "finger", "mouse"]),
    st.tuples(st.integers(0, 1), st.integers(0, 14)),
    st.sampled_from([0.0, 1.0, 100.0, 960.0, 1919.0, 1920.0, 5000.0, nan, inf, -1e9]),
    st.sampled_from([0.0, 2.0, 500.0, 1079.0, 1080.0, nan, -inf]),
    st.sampled_from([0.0, 0.001, 0.02, 0.3, 0.9, 3.0]),
)
"""Anything a panel may say: palms, edges, more fingers than hands, numbers used again, lifts without a touch."""


@given(st.lists(CONTACTS, max_size=40), st.integers(0, 9))
def test_whatever_a_panel_says_within_a_second_the_next_tap_counts(story: list[tuple], trembling: int) -> None:  # type: ignore[type-arg]
    panel, seconds = Panel(), 10.0
    down = 0
    for kind, source, contact, x, y, after in story:
        seconds += after
        heard = panel(kind, source, contact, x, y, seconds)
        down += heard.count("down") - heard.count("up") - heard.count("cancel")
        assert down in (0, 1), "one contact at a time, and each of them ends"
    x, y = panel.first._at
    for step in range(trembling):  # what rests goes on trembling
        for contact in {one[2] for one in story}:
            panel("move", "finger", contact, x + step % 2, y, seconds + step / 10)
    seconds += 0.999
    where = (300.0, 300.0)
    assert panel("down", "finger", "visitor", *where, seconds)[-1:] == ["down"]
    assert panel("move", "finger", "visitor", 303.0, 300.0, seconds + 0.05) == ["move"]
    assert panel("up", "finger", "visitor", *where, seconds + 0.08) == ["up"]


def test_whoever_draws_is_not_interrupted_by_a_second_hand() -> None:
    panel = Panel()
    panel("down", "finger", 1, 100, 100, 0.0)
    for tenth in range(1, 100):
        assert panel("move", "finger", 1, 100 + 3 * tenth, 100, tenth / 10) == ["move"]
        assert panel("down", "finger", 2, 700, 400, tenth / 10 + 0.01) == []


def test_moves_in_a_row_become_one_and_keep_their_way() -> None:
    inputs: list[Input] = [
        Pointer("down", 1, 0, 0),
        Pointer("move", 1, 1, 0),
        Pointer("move", 1, 2, 0),
        Pointer("move", 1, 3, 0),
        Key("a"),
        Pointer("move", 1, 4, 0),
        Pointer("up", 1, 4, 0),
    ]
    assert coalesce(inputs) == [
        Pointer("down", 1, 0, 0),
        Pointer("move", 1, 3, 0, ((1, 0), (2, 0))),
        Key("a"),
        Pointer("move", 1, 4, 0),
        Pointer("up", 1, 4, 0),
    ]


def test_of_a_flood_of_moves_the_way_stays_short_and_true() -> None:
    flood: list[Input] = [Pointer("move", 1, n, 2 * n) for n in range(10 * TRAIL_MOST)]
    (move,) = coalesce(flood)
    assert isinstance(move, Pointer) and (move.x, move.y) == (10 * TRAIL_MOST - 1, 20 * TRAIL_MOST - 2)
    assert len(move.trail) <= TRAIL_MOST and move.trail == tuple(sorted(move.trail))
    assert move.trail[0] == (0, 0) and all(y == 2 * x for x, y in move.trail)
