"""The sliding rail: whatever a finger does, a station ends up in the middle, and every station can be reached."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core.geometry import Rect
from kiosk.draw.items import Panel, targets
from kiosk.draw.look import Look
from kiosk.parts import rail
from kiosk.parts.rail import Rail, Station
from kiosk.scene import Drag, Tap

LOOK = Look()
STATIONS = [Station("flag", f"第{i}站", i == 3) for i in range(8)]


def settled(now: Rail) -> Rail:
    for _ in range(40):
        now = rail.tick(now, 1 / 60)
    return now


def touched(now: Rail, gesture: Tap | Drag) -> Rail:
    after = rail.touch(now, gesture, "rail")
    assert after is not None
    return after


def middle(now: Rail, look: Look = LOOK) -> str:
    """The station whose disc stands in the middle of the rail."""
    items = rail.view(look, look.area, now, STATIONS, "rail")
    centre = look.area.centre[0]
    found = {word: item for word, item in targets(items).items() if word.rpartition("/")[2].isdecimal()}
    return min(found, key=lambda word: abs(found[word].rect.centre[0] - centre))


def test_a_tapped_station_glides_to_the_middle_and_stays() -> None:
    going = touched(Rail(8), Tap("rail/2"))
    assert rail.due(going) == 0.0
    halfway = rail.tick(going, 0.05)
    assert 0 < halfway.position < 2
    there = settled(going)
    assert there.position == 2 and rail.due(there) is None
    assert middle(there) == "rail/2"


def test_the_glide_takes_the_shorter_way_round() -> None:
    assert rail.tick(touched(Rail(8), Tap("rail/7")), 0.05).position > 7


def test_the_arrows_go_one_station_on_and_back_round_the_ring() -> None:
    assert settled(touched(Rail(8), Tap("rail/left"))).front == 7
    assert settled(touched(Rail(8, 7, 7.0), Tap("rail/right"))).front == 0


def test_a_held_rail_follows_the_finger_and_snaps_when_let_go() -> None:
    held = touched(Rail(8), Drag("rail", "start", -60, 0, extent=220))
    held = touched(held, Drag("rail", "move", -70, 0, extent=220))
    assert held.held and abs(held.position - 130 / 220) < 1e-9
    assert rail.due(held) is None
    left = touched(held, Drag("rail", "end", 0, 0, extent=220))
    assert settled(left).position == 1


def test_a_flung_rail_goes_further_but_not_wild() -> None:
    flung = touched(Rail(8), Drag("rail", "end", -40, 0, vx=-4000, extent=220))
    assert settled(flung).front == 2
    wild = touched(Rail(8), Drag("rail", "end", 0, 0, vx=-90000, extent=220))
    assert settled(wild).front == 3


def test_nothing_glides_for_those_who_want_stillness() -> None:
    going = touched(Rail(8), Tap("rail/2"))
    still = replace(LOOK, still=True)
    assert middle(going, still) == "rail/2"
    assert middle(going, LOOK) == "rail/0"


def test_a_finished_station_carries_a_tick() -> None:
    ticked = rail.view(LOOK, LOOK.area, Rail(8, 3, 3.0), STATIONS, "rail")
    plain = rail.view(LOOK, LOOK.area, Rail(8, 3, 3.0), [replace(s, done=False) for s in STATIONS], "rail")
    green = [i for i in ticked if isinstance(i, Panel) and i.fill == LOOK.theme.safe]
    assert len(green) == 1
    assert not any(isinstance(i, Panel) and i.fill == LOOK.theme.safe for i in plain)


def test_gestures_meant_for_something_else_are_left_alone() -> None:
    for gesture in (Tap("next"), Tap("rail/9"), Tap("rail/"), Drag("list", "move", 5, 5, extent=100)):
        assert rail.touch(Rail(8), gesture, "rail") is None
    assert touched(Rail(8), Drag("rail", "move", 5, 0, extent=0)) == Rail(8)


@settings(deadline=None)
@given(
    st.integers(1, 12),
    st.lists(st.tuples(st.sampled_from(["start", "move", "end"]), st.floats(-900, 900), st.floats(-9000, 9000))),
)
def test_however_it_is_dragged_a_station_stands_in_the_middle_in_the_end(
    count: int, moves: list[tuple[str, float, float]]
) -> None:
    now = Rail(count)
    for phase, dx, vx in moves:
        now = touched(now, Drag("rail", phase, dx, 0, vx=vx, extent=180))  # type: ignore[arg-type]
        assert 0 <= now.position < count
        assert 0 <= now.front < count
    now = settled(touched(now, Drag("rail", "end", 0, 0, extent=180)))
    assert now.position == now.front == now.goal


def test_every_station_of_every_ring_is_reachable_by_tapping_alone() -> None:
    for area in (Rect(96, 120, 1728, 800), Rect(48, 190, 984, 1400)):
        for large in (False, True):
            look = replace(LOOK, area=area, large=large)
            for count in range(1, 10):
                seen, now = set(), Rail(count)
                stations = [Station("flag", f"第{i}站的名字") for i in range(count)]
                for _ in range(count):
                    seen.add(now.front)
                    found = targets(rail.view(look, area, now, stations, "rail"))
                    if "rail/right" in found:
                        now = settled(touched(now, Tap("rail/right")))
                assert seen == set(range(count))
