"""Which backups stay and which go, on both sides of every boundary, whatever the clock says."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.ops.ages import moment_of_backup, outlived

NOW = datetime(2026, 11, 28, 20)


def names(*moments: datetime) -> list[str]:
    return [f"kiosk-{moment:%Y%m%dT%H%M%S}" for moment in moments]


def kept_of(moments: list[datetime], now: datetime = NOW) -> list[str]:
    gone = outlived(names(*moments), now)
    return [name for name in names(*moments) if name not in gone]


def test_the_newest_of_each_of_seven_days_stays() -> None:
    days = [NOW - timedelta(days=n) for n in range(8)]
    assert kept_of(days[:7]) == names(*days[:7])
    twice = [NOW - timedelta(hours=1), NOW - timedelta(hours=2)]
    assert kept_of(twice) == names(twice[0]), "of one day the newest"


def test_five_weeks_and_twelve_months_stay_and_a_thirteenth_goes() -> None:
    every_day = [NOW - timedelta(days=n) for n in range(800)]
    kept = [moment for name in kept_of(every_day) if (moment := moment_of_backup(name))]
    assert kept[:7] == every_day[:7]
    assert len({moment.isocalendar()[:2] for moment in kept[:10]}) >= 5
    months = {(moment.year, moment.month) for moment in kept}
    assert len(months) == 12 and min(months) == (2025, 12)
    assert len(kept) <= 7 + 5 + 12


def test_a_hall_that_opens_once_a_month_keeps_a_year_of_it() -> None:
    rare = [datetime(2026, 11, 15) - timedelta(days=30 * n) for n in range(14)]
    assert len(kept_of(rare)) == 12


def test_what_is_later_than_now_stays_and_takes_nobodys_place() -> None:
    ahead = [NOW + timedelta(days=400 + n) for n in range(20)]
    before = [NOW - timedelta(days=n) for n in range(7)]
    assert kept_of(ahead + before) == names(*ahead, *before)
    assert outlived(names(*before), datetime(1970, 1, 1)) == [], "a clock without a battery deletes nothing"


def test_what_is_no_backup_is_left_alone() -> None:
    other = ["kiosk-20261128T093000.123.part", "notes", "kiosk-20269928T093000", "kiosk-20261128T093000.zip"]
    assert [moment_of_backup(name) for name in other] == [None] * 4
    assert outlived(other, NOW) == []
    assert moment_of_backup("kiosk-20261128T093000-2") == datetime(2026, 11, 28, 9, 30)


@given(st.lists(st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1)), max_size=60, unique=True))
def test_the_newest_never_goes_and_what_stayed_once_is_enough(moments: list[datetime]) -> None:
    moments = sorted({moment.replace(microsecond=0) for moment in moments})
    past = [moment for moment in moments if moment <= NOW]
    kept = kept_of(moments)
    assert not past or names(past[-1])[0] in kept
    assert outlived(kept, NOW) == [], "doing it twice takes nothing more"
    assert len(kept) - (len(moments) - len(past)) <= 24
