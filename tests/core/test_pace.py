"""One reading speed, by the slowest of a group."""

from __future__ import annotations

import pytest

from kiosk.core.pace import CHARACTERS_A_MINUTE, characters_a_minute, reading_seconds
from kiosk.core.vocabulary import AgeBand


def test_every_age_has_a_pace_and_old_people_the_slowest() -> None:
    assert set(CHARACTERS_A_MINUTE) == set(AgeBand)
    assert min(CHARACTERS_A_MINUTE.values()) == CHARACTERS_A_MINUTE[AgeBand.SENIOR] == 180


@pytest.mark.parametrize(
    ("ages", "pace"),
    [
        ((), 180),
        ((AgeBand.YOUNG,), 300),
        ((AgeBand.YOUNG, AgeBand.MINOR), 240),
        ((AgeBand.YOUNG, AgeBand.SENIOR), 180),
        ((AgeBand.UNKNOWN,), 180),
    ],
)
def test_a_group_reads_as_fast_as_its_slowest(ages: tuple[AgeBand, ...], pace: int) -> None:
    assert characters_a_minute(ages) == pace
    assert reading_seconds(pace, ages) == 60.0
