"""The room round a story and the words of the story say the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.zones.vr_experience.models import ScenarioRoom
from kiosk.zones.vr_experience.surroundings import elsewhere, other_times
from tests.tale import TALE

ROOMS = "vr_experience/rooms"


def told(place: str, *changes: str, room: ScenarioRoom = ScenarioRoom.OFFICE) -> list[str]:
    """What is wrong when these words are said among these changes."""
    files = tuple(f"{ROOMS}/{room}/{name}.jpg" for name in changes)
    first = replace(TALE.nodes[0], place=place, changes=files)
    tale = replace(TALE, room=room, nodes=(first, *TALE.nodes[1:]))
    return [message for _, message in (*elsewhere(tale), *other_times(tale))]


@pytest.mark.parametrize(
    ("place", "clock"),
    [
        ("墙上的钟指着两点三十八分。", "clock_1438"),
        ("墙上的钟指着两点三十八分。", "clock_0238"),
        ("十二点十分，同事都吃饭去了。", "clock_1210"),
        ("三点一刻，厂长推门进来。", "clock_1515"),
        ("下午两点半。", "clock_1430"),
        ("六点零五分，天黑了。", "clock_1805"),
        ("快十一点了。", "clock_1055"),
        ("屋里很静。", "clock_1055"),
        ("十一点四十分。消息没停过。", "cashier"),
    ],
)
def test_a_clock_that_agrees_or_is_not_spoken_of_is_fine(place: str, clock: str) -> None:
    assert told(place, clock) == []


@pytest.mark.parametrize(
    ("place", "clock", "said"),
    [
        ("墙上的钟指着两点三十八分。", "clock_1439", "2:38"),
        ("十二点十分，同事都吃饭去了。", "clock_1110", "0:10"),
        ("下午两点半。", "clock_1400", "2:30"),
    ],
)
def test_a_clock_that_contradicts_the_words_is_told(place: str, clock: str, said: str) -> None:
    (message,) = told(place, clock)
    assert said in message and "两处写成一样" in message


def test_of_two_clocks_the_upper_one_counts() -> None:
    assert told("下午两点半。", "clock_1055", "clock_1430") == []
    assert len(told("下午两点半。", "clock_1430", "clock_1055")) == 1


def test_the_display_that_calls_numbers_shows_the_one_that_is_spoken_of() -> None:
    assert told("叫号屏上是A023，您是A025。", "queue_A023", room=ScenarioRoom.BANK) == []
    (message,) = told("叫号屏上是A024，您是A025。", "queue_A023", room=ScenarioRoom.BANK)
    assert "A024" in message and "A023" in message


def test_somebody_from_another_room_is_told_with_the_folder_to_take_from() -> None:
    first = replace(TALE.nodes[0], room=ScenarioRoom.BANK, changes=(f"{ROOMS}/office/xiaoli.jpg",))
    ((loc, message),) = elsewhere(replace(TALE, nodes=(first, *TALE.nodes[1:])))
    assert loc == ("nodes", 0, "changes", 0) and f"{ROOMS}/bank/" in message
    ((loc, _),) = elsewhere(replace(TALE, changes=(f"{ROOMS}/bank/clerk.jpg",)))
    assert loc == ("changes", 0)
