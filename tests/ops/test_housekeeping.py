"""What the open hall does by itself, when nobody visits, and what visitors never notice of it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.content.defaults import SETTINGS
from kiosk.content.models.hall import HallSettings
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import StaffRole
from kiosk.ops import backup, housekeeping
from kiosk.ops.backup import FOLDER, BackupError, backups_in
from kiosk.ops.housekeeping import Housekeeping
from kiosk.store.database import FILE
from kiosk.store.log import EventLog
from kiosk.store.messages import all_messages, reject
from tests.real_hall import PLACES
from tests.store.kept import append_once, opened, phrase

NOW = "2026-07-08T10:00:00.000+08:00"


class House:
    """A hall that is open, without a window: its log, its clock, and whether somebody visits."""

    def __init__(self, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.data, self.now, self.quiet = data, NOW, True
        monkeypatch.setattr(housekeeping, "stamp", lambda: self.now)
        monkeypatch.setattr(housekeeping, "EVERY_SECONDS", 0.02)
        self.log = EventLog.open(data, NOW)
        self.log.append(Logged("v", opened("x"), NOW))
        assert self.log.flush(30.0)

    def keep(self, settings: HallSettings = SETTINGS) -> None:
        Housekeeping(self.data, PLACES.hall, settings, self.log, lambda: self.quiet).start(0.0)

    def backups(self) -> list[str]:
        return [path.name for path in backups_in(self.data / FOLDER)]


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    return House(tmp_path / "data", monkeypatch)


def until(what: Callable[[], object]) -> None:
    for _ in range(400):
        if what():
            return
        time.sleep(0.02)
    raise AssertionError("it did not come")


def some_turns() -> None:
    time.sleep(0.4)


def test_a_backup_a_day_and_one_only(house: House) -> None:
    house.keep()
    until(house.backups)
    some_turns()
    assert house.backups() == ["kiosk-20260708T100000"]
    house.now = "2026-07-09T09:00:00.000+08:00"
    until(lambda: len(house.backups()) == 2)
    assert house.log.close()


def test_nothing_is_begun_while_somebody_visits_but_the_folder_is_tidied(house: House) -> None:
    stray = house.data / "screen.new"
    stray.write_text("half")
    house.quiet = False
    (house.data / FILE).chmod(0o644)
    old = time.time() - 10**8
    os.utime(stray, (old, old))
    house.keep()
    until(lambda: not stray.exists())
    until(lambda: (house.data / FILE).stat().st_mode & 0o077 == 0)
    some_turns()
    assert house.backups() == []
    house.quiet = True
    until(house.backups)
    assert house.log.close()


def test_it_ends_with_the_hall(house: House) -> None:
    house.quiet = False
    house.keep()
    some_turns()
    assert house.log.close()
    house.quiet = True
    some_turns()
    assert house.backups() == []


def test_messages_go_when_their_days_are_over_and_from_the_backups_too(house: House) -> None:
    for day in ("2026-06-28", "2026-06-29", "2026-06-30"):
        append_once(house.data, "v", f"{day}T09:30:00+08:00", opened("x"))
    number = append_once(house.data, "v", "2026-06-30T10:00:00+08:00", phrase("琉璃鲸鱼"))
    reject(house.data, number, StaffRole.DUTY, "2026-07-02T10:00:00+08:00")
    house.keep()
    until(house.backups)
    assert not all_messages(house.data)[0].erased
    house.now = "2026-07-09T10:00:00.000+08:00"
    until(lambda: all_messages(house.data)[0].erased)
    until(lambda: len(house.backups()) == 2)
    assert house.log.close()
    held = b"".join(file.read_bytes() for file in house.data.rglob("*") if file.is_file())
    assert "琉璃鲸鱼".encode() not in held


def test_a_second_place_gets_it_as_soon_as_it_is_there_and_its_absence_is_said_once(
    house: House, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stick = tmp_path / "stick"
    house.keep(replace(SETTINGS, backup_to=str(stick)))
    until(house.backups)
    some_turns()
    assert not stick.exists() and caplog.text.count("优盘没插") == 1
    stick.mkdir()
    until(lambda: backups_in(stick))
    assert [path.name for path in backups_in(stick)] == house.backups()
    assert house.log.close()


def test_what_cannot_be_done_is_said_once_an_hour_and_the_rest_goes_on(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise BackupError("盘快满了")

    monkeypatch.setattr(backup, "make_backup", full)
    house.keep()
    until(lambda: "盘快满了" in caplog.text)
    some_turns()
    assert caplog.text.count("盘快满了") == 1
    house.log.append(Logged("v", opened("y"), NOW))
    assert house.log.flush(30.0) and house.log.close()


def test_the_log_is_looked_through_once_an_hour(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(house.log, "check", lambda: asked.append(1))
    monkeypatch.setattr(housekeeping, "EVERY_SECONDS", 0.001)
    house.keep()
    until(lambda: len(asked) >= 2)
    assert house.log.close()
