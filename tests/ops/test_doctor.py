"""Each thing that is looked over, well and ill; and a look that never fails, never writes, and says what to do."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections import namedtuple
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.cli import command
from kiosk.content.problems import Problem
from kiosk.core.events import IdleAsked
from kiosk.core.logged import Logged
from kiosk.ops.backup import make_backup
from kiosk.ops.crashes import FOLDER as CRASHES
from kiosk.ops.crashes import RUNNING
from kiosk.ops.doctor import CHECKS, Bedside, Checked, Health, looked_over
from kiosk.screen.devices import Devices
from kiosk.screen.wiping import LONG, SHORT, Wiped
from kiosk.store.database import FILE
from kiosk.store.exported import note_exported
from kiosk.store.log import EventLog

NOW = datetime.fromisoformat("2026-11-28T09:00:00+08:00")
PLUGGED = Devices(((1920, 1080),), "x11", ("触摸屏 1",), ("音箱",))
ROOT = Path(__file__).parents[2]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of a hall that was open today, backed up and exported."""
    folder = tmp_path / "data"
    log = EventLog.open(folder, NOW.isoformat(), "boshan", "screen-1")
    log.append(Logged("v", IdleAsked("quiz"), NOW.isoformat()))
    assert log.flush(30.0) and log.close()
    make_backup(folder, folder / "backups", NOW.isoformat(), tmp_path / "none.yaml")
    note_exported(folder, NOW.isoformat())
    return folder


def bedside(data: Path, **other: object) -> Bedside:
    hall = Bedside(data, "", NOW, PLUGGED, ())
    return hall._replace(**other)  # type: ignore[arg-type]


def found(hall: Bedside, what: str) -> Checked:
    return {one.id: one for one in looked_over(hall)}[what]


def test_a_hall_in_order_is_well_in_every_way_and_nothing_is_written(data: Path) -> None:
    def files() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in data.rglob("*") if path.suffix != ".db-shm"}

    before = files()
    checked = list(looked_over(bedside(data)))
    assert [str(one) for one in checked if one.health is not Health.WELL] == []
    assert len(checked) == len(CHECKS) == len({one.id for one in checked})
    assert files() == before


@pytest.mark.parametrize(
    ("devices", "what", "health"),
    [
        (PLUGGED._replace(sizes=()), "display", Health.SEE_TO),
        (PLUGGED._replace(sizes=((1920, 1080), (800, 600))), "display", Health.SEE_TO),
        (PLUGGED._replace(touch=()), "touch", Health.SEE_TO),
        (PLUGGED._replace(sound=()), "sound", Health.SEE_TO),
        (PLUGGED._replace(fonts_lacking=("serif",)), "fonts", Health.ILL),
    ],
)
def test_what_is_not_plugged_in_is_named(data: Path, devices: Devices, what: str, health: Health) -> None:
    assert (one := found(bedside(data, devices=devices), what)).health is health
    assert one.advice


@pytest.mark.parametrize(
    ("free", "health"),
    [
        (199_000_000, Health.ILL),
        (201_000_000, Health.SEE_TO),
        (999_000_000, Health.SEE_TO),
        (1_001_000_000, Health.WELL),
    ],
)
def test_room_on_the_disk(data: Path, monkeypatch: pytest.MonkeyPatch, free: int, health: Health) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(2 * free, free, free))
    assert found(bedside(data), "disk").health is health


@pytest.mark.parametrize(
    ("now", "health"),
    [
        (NOW - timedelta(minutes=4), Health.WELL),
        (NOW - timedelta(minutes=6), Health.ILL),
        (datetime.fromisoformat("1970-01-01T00:10:00+08:00"), Health.ILL),
    ],
)
def test_a_clock_behind_the_log_is_wrong(data: Path, now: datetime, health: Health) -> None:
    assert found(bedside(data, now=now), "clock").health is health


@pytest.mark.skipif(os.name != "posix", reason="rights are posix")
def test_what_others_can_read_is_named(data: Path) -> None:
    (data / FILE).chmod(0o644)
    assert "kiosk.db" in found(bedside(data), "permissions").words
    (data / FILE).chmod(0o600)
    assert found(bedside(data), "permissions").health is Health.WELL


def test_content_that_is_kept_off_is_named_and_advice_is_not(data: Path) -> None:
    wrong, advice = Problem("a.yaml", 3, 1, "坏了"), Problem("a.yaml", 3, 1, "想一想", True)
    assert "a.yaml" in found(bedside(data, problems=(wrong, advice)), "content").words
    assert found(bedside(data, problems=(advice,)), "content").health is Health.WELL


def test_a_damaged_log_is_ill_and_so_said(data: Path) -> None:
    with (data / FILE).open("r+b") as stream:
        stream.seek(0)
        stream.write(b"\0" * 4096)
    checked = list(looked_over(bedside(data)))
    assert len(checked) == len(CHECKS)
    assert any(one.health is Health.ILL and one.advice for one in checked)


def test_backups_that_are_old_or_lack_their_stick_are_to_be_seen_to(data: Path, tmp_path: Path) -> None:
    assert found(bedside(data, now=NOW + timedelta(days=3)), "backup").health is Health.WELL
    assert found(bedside(data, now=NOW + timedelta(days=3, hours=1)), "backup").health is Health.SEE_TO
    assert "优盘" in found(bedside(data, backup_to=str(tmp_path / "stick")), "backup").advice
    shutil.rmtree(data / "backups")
    assert "一份也没有" in found(bedside(data), "backup").words


def test_an_export_that_is_long_ago_is_due(data: Path) -> None:
    assert found(bedside(data, now=NOW + timedelta(days=40)), "export").health is Health.WELL
    assert found(bedside(data, now=NOW + timedelta(days=41)), "export").health is Health.SEE_TO
    (data / "exported.txt").unlink()
    assert "从来没有" in found(bedside(data), "export").words


def test_a_fall_of_late_is_named_with_its_report(data: Path) -> None:
    (data / CRASHES).mkdir(mode=0o700)
    report = data / CRASHES / "crash-20261128T080000-quiz.txt"
    report.write_text("stack")
    os.utime(report, (NOW.timestamp(), NOW.timestamp()))
    assert str(report) in found(bedside(data), "crash").words
    assert found(bedside(data, now=NOW + timedelta(days=8)), "crash").health is Health.WELL


def test_whether_a_hall_is_open_is_told_by_its_note(data: Path) -> None:
    assert found(bedside(data), "open").words == "现在没有开馆"
    (data / CRASHES).mkdir(mode=0o700)
    note = data / CRASHES / RUNNING
    note.write_text(f"pid: {os.getpid()}\nspeaks to: \n")
    assert found(bedside(data), "open").words == "正开着"
    note.write_text("pid: 4194303\nspeaks to: \n")
    assert found(bedside(data), "open").words == "现在没有开馆"


def test_a_hall_that_never_opened_is_looked_over_too(tmp_path: Path) -> None:
    checked = list(looked_over(bedside(tmp_path / "never")))
    assert len(checked) == len(CHECKS) and Health.ILL not in {one.health for one in checked}
    assert not (tmp_path / "never").exists()


def test_the_command_says_it_in_lines_and_for_programs(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    status = command(["doctor", "--data", str(data), "--json"])
    said = json.loads(capsys.readouterr().out)
    assert [one["id"] for one in said["checks"]] == [one.id for one in looked_over(bedside(data))]
    assert status == int(any(one["health"] != "well" for one in said["checks"]))
    assert command(["doctor", "--data", str(data)]) == status
    assert "✓ 记录：" in capsys.readouterr().out


def test_a_panel_that_is_wiped_all_over_is_well_and_a_deaf_cell_is_named() -> None:
    wiped = Wiped((1920, 1080))
    for row in range(SHORT):
        for column in range(LONG):
            if (column, row) != (4, 2):
                wiped.come(column * 120 + 60, row * 120 + 60, not column, time.monotonic() + row)
    assert not wiped.well and any("第3行第5列" in line for line in wiped.lines)
    wiped.come(4 * 120 + 1, 2 * 120 + 1, False, 0.0)
    assert wiped.well and list(wiped.lines)[-1] == "处处都灵。"


def test_a_contact_that_is_reported_twice_is_counted_and_a_second_tap_is_not() -> None:
    wiped = Wiped((1080, 1920))
    assert wiped.grid == (SHORT, LONG)
    wiped.come(500, 500, True, 1.0)
    wiped.come(503, 500, True, 1.02)
    assert wiped.twice == 1
    wiped.come(503, 500, True, 1.5)
    wiped.come(900, 500, True, 1.51)
    wiped.come(-5, 5000, True, 3.0)
    assert wiped.twice == 1
