"""Times of the log are compared as instants, whatever offset they were written with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from kiosk.store.moments import BEHIND_SECONDS, LogClock, moment_of, offset_of, with_offset

NOON = "2026-11-26T12:00:00"
CHINA = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("at", "offset"),
    [(NOON, ""), (f"{NOON}+08:00", "+08:00"), (f"{NOON}.250-03:30", "-03:30"), (f"{NOON}Z", "Z"), ("+08:00", "")],
)
def test_the_offset_a_time_ends_in(at: str, offset: str) -> None:
    assert offset_of(at) == offset


@pytest.mark.parametrize(
    ("at", "whole"),
    [(NOON, f"{NOON}+08:00"), (f"{NOON}-01:00", f"{NOON}-01:00"), (f"{NOON}Z", f"{NOON}Z"), ("noon", "noon"), ("", "")],
)
def test_a_time_without_an_offset_is_given_one(at: str, whole: str) -> None:
    assert with_offset(at, "+08:00") == whole


@pytest.mark.parametrize(
    ("at", "offset", "moment"),
    [
        (NOON, "+08:00", datetime(2026, 11, 26, 12, tzinfo=CHINA)),
        (NOON, "", datetime(2026, 11, 26, 12, tzinfo=UTC)),
        (f"{NOON}+08:00", "-05:00", datetime(2026, 11, 26, 4, tzinfo=UTC)),
        ("2026-11-26", "+08:00", None),
        ("soon", "", None),
        (f"{NOON}+99:99", "", None),
    ],
)
def test_the_instant_of_a_time(at: str, offset: str, moment: datetime | None) -> None:
    assert moment_of(at, offset) == moment


def test_a_clock_is_behind_from_more_than_a_second_and_right_again_once_it_has_caught_up() -> None:
    noon = datetime(2026, 11, 26, 12, tzinfo=UTC)
    clock = LogClock().at(noon)
    assert clock == LogClock(noon, 0.0)
    assert clock.at(None) is clock
    assert clock.at(noon - timedelta(seconds=BEHIND_SECONDS)) == LogClock(noon, 0.0)
    behind = clock.at(noon - timedelta(seconds=90))
    assert behind == LogClock(noon, 90.0)
    assert behind.at(noon) == LogClock(noon, 0.0)
    assert behind.at(noon + timedelta(seconds=5)) == LogClock(noon + timedelta(seconds=5), 0.0)
