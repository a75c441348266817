"""A clock that jumps by years leaves a hall its backups, and hides nothing from whoever looks it over."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.content.defaults import SETTINGS
from kiosk.ops.ages import newest
from kiosk.ops.backup import backups_in
from kiosk.ops.doctor import Health
from kiosk.store.database import FILE
from kiosk.store.exported import note_exported
from tests.ops.test_doctor import bedside, found
from tests.ops.test_doctor import data as data
from tests.ops.test_housekeeping import House, until
from tests.ops.test_housekeeping import house as house


def test_a_backup_of_a_day_when_the_clock_ran_ahead_does_not_keep_later_ones_from_the_stick(
    house: House, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    right, house.now = house.now, "2099-01-01T09:00:00.000+08:00"
    house.keep(replace(SETTINGS, backup_to=str(stick)))
    until(lambda: backups_in(stick))
    assert [path.name for path in backups_in(stick)] == ["kiosk-20990101T090000"]
    house.now = right
    until(lambda: len(backups_in(stick)) == 2)
    house.now = "2026-07-09T09:00:00.000+08:00"
    until(lambda: "kiosk-20260709T090000" in [path.name for path in backups_in(stick)])
    assert house.log.close()


def test_a_hall_whose_every_morning_is_the_first_of_1970_makes_a_backup_each_time_and_loses_none(house: House) -> None:
    house.keep()
    until(house.backups)
    for n, house.now in enumerate(("1970-01-01T00:05:00.000+08:00", "1970-01-01T00:04:00.000+08:00"), 2):
        house.keep()  # another opening
        until(lambda n=n: len(house.backups()) == n)
    assert house.backups() == ["kiosk-19700101T000400", "kiosk-19700101T000500", "kiosk-20260708T100000"]
    house.now = "2026-07-09T10:00:00.000+08:00"
    until(lambda: "kiosk-20260709T100000" in house.backups())
    assert house.log.close()


@pytest.mark.parametrize(
    ("now", "name"),
    [
        ("2026-11-28T09:00:00", "kiosk-20261128T090000"),
        ("2026-11-28T08:59:59", "kiosk-20261127T090000"),
        ("2099-06-01T00:00:00", "kiosk-20990101T090000"),
        ("1970-01-01T00:10:00", ""),
    ],
)
def test_the_newest_backup_is_that_before_now(now: str, name: str) -> None:
    names = ["kiosk-20990101T090000", "kiosk-20261128T090000", "kiosk-20261127T090000", "notes"]
    assert newest(names, datetime.fromisoformat(now)) == name


@pytest.mark.parametrize(
    ("names", "health"),
    [
        (("kiosk-20261127T090000", "kiosk-20990101T090000"), Health.WELL),
        (("kiosk-20261101T090000", "kiosk-20990101T090000"), Health.SEE_TO),
        (("kiosk-20990101T090000",), Health.SEE_TO),
    ],
)
def test_a_backup_from_the_future_does_not_stand_for_one_of_today(
    data: Path, names: tuple[str, ...], health: Health
) -> None:
    (made,) = backups_in(data / "backups")
    for name in names:
        (data / "backups" / name).mkdir()
        (data / "backups" / name / FILE).write_bytes((made / FILE).read_bytes())
    (made / FILE).unlink()
    told = found(bedside(data), "backup")
    assert told.health is health and "2099" not in told.words


@pytest.mark.parametrize(("at", "health"), [("2026-11-28T08:59", Health.WELL), ("2099-01-01T09:00", Health.SEE_TO)])
def test_an_export_from_the_future_is_asked_for_again(data: Path, at: str, health: Health) -> None:
    note_exported(data, at)
    assert found(bedside(data), "export").health is health
