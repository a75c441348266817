"""What staff are told of damage, and that nothing they look at passes it over."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from kiosk import cli
from kiosk.content.models.hall import KeepingSettings
from kiosk.core.events import VisitStarted
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import GroupKind, StaffRole, VisitMode
from kiosk.ops.erasing import follow_everywhere
from kiosk.store.damages import said_of_damage
from kiosk.store.database import FILE
from kiosk.store.log import EventLog
from kiosk.store.messages import erase
from kiosk.store.visits import all_logs
from kiosk.wiring import today_in
from tests.real_hall import PLACES
from tests.store.kept import append_once, opened, phrase

AT = "2026-07-01T09:30:00.000+08:00"
HERE = ["--content", str(PLACES.content), "--hall", str(PLACES.hall)]


def played(data: Path, at: str, visits: int = 400) -> None:
    log = EventLog.open(data, at)
    for n in range(visits):
        log.append(Logged(f"{at[8:10]}-{n}", VisitStarted(3, GroupKind.FAMILY, (), VisitMode.FREE), at))
        log.append(Logged(f"{at[8:10]}-{n}", opened("x" * 50), at))
    assert log.close()


def break_in_the_middle(data: Path) -> None:
    with (data / FILE).open("r+b") as stream:
        stream.seek((data / FILE).stat().st_size // 2)
        stream.write(b"\xa5" * 5000)


def test_of_a_sound_hall_nothing_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    played(tmp_path, AT, 3)
    assert said_of_damage(tmp_path) is None
    assert cli.command(["today", "--data", str(tmp_path)]) == 0
    assert "注意" not in capsys.readouterr().out


def test_what_was_taken_back_counts_everywhere_and_it_is_said_until_the_file_is_moved_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    played(data, AT)
    break_in_the_middle(data)
    played(data, "2026-07-02T09:30:00.000+08:00", 1)
    said = said_of_damage(data)
    assert said is not None and said.words == "记录坏过一次，读得出的都收回了" and "7月2日" in said.note
    found = today_in(data, date(2026, 7, 2))
    assert found.came.groups == 1 and 300 < found.month.groups <= 401
    assert found.lines[-1] == ("注意", *said)
    assert cli.command(["report", "--month", "2026-07", "--out", str(tmp_path), "--data", str(data), *HERE]) == 0
    assert said.words in capsys.readouterr().err
    page = (tmp_path / "月报-2026-07.html").read_text("utf-8")
    assert said.words in page and f"{found.month.groups}" in page
    assert cli.command(["export", "--out", str(tmp_path / "x.csv"), "--data", str(data), *HERE]) == 0
    visits = (tmp_path / "x-visits.csv").read_text("utf-8-sig").splitlines()[1:]
    assert len(visits) >= found.month.groups, "a visit whose beginning was lost is a visit too"
    assert len({line.split(",")[0] for line in visits}) == len(visits), "none twice"
    for file in data.glob("kiosk-damaged-*"):
        file.rename(tmp_path / file.name)
    assert said_of_damage(data) is None


def test_a_log_whose_name_is_broken_is_taken_back_too_and_counts_once(tmp_path: Path) -> None:
    data = tmp_path / "data"
    played(data, AT, 30)
    with closing(sqlite3.connect(data / FILE)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'log'").fetchone()
    with (data / FILE).open("r+b") as stream:
        stream.seek((page - 1) * 4096)
        stream.write(b"\xa5" * 4096)
    played(data, "2026-07-02T09:30:00.000+08:00", 1)
    said = said_of_damage(data)
    assert said is not None and "读得出的都收回了" in said.words
    assert today_in(data, date(2026, 7, 2)).month.groups == 31
    number = append_once(data, "v", AT, phrase("琉璃鲸鱼"))
    with all_logs(data) as logs:
        assert sum(isinstance(row.event, VisitStarted) for row in logs.rows()) == 31, "none twice"
    erase(data, [number], StaffRole.ADMIN, "2026-07-02T10:00:00+08:00")
    follow_everywhere(data, [], KeepingSettings(), "2026-07-02T10:00:00+08:00")
    assert [file.stem[-5:] for file in data.glob("kiosk-damaged-*.db")] == ["-read"]
    with all_logs(data) as logs:
        assert sum(isinstance(row.event, VisitStarted) for row in logs.rows()) == 31
        assert len({reader.connection.execute("SELECT id FROM log").fetchone() for reader in logs.readers}) == 1


def test_what_could_not_be_taken_back_is_said_to_be_missing(tmp_path: Path) -> None:
    played(tmp_path, AT, 3)
    other = tmp_path / "other"
    played(other, AT, 3)
    (other / FILE).rename(tmp_path / "kiosk-damaged-20260630T100000.db")
    said = said_of_damage(tmp_path)
    assert said is not None and "旧记录只在导出里" in said.words and "6月30日" in said.note
    (tmp_path / "kiosk-damaged-20260701T100000.db").write_bytes(b"junk" * 100)
    said = said_of_damage(tmp_path)
    assert said is not None and "2 次" in said.words and "7月1日" in said.note
