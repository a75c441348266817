"""What visitors left goes when its time is over, or when staff say so, and then it is nowhere any more."""

from __future__ import annotations

import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest

import kiosk
from kiosk import cli
from kiosk.content.models.hall import KeepingSettings
from kiosk.core.events import MessageErased, MessageLeft
from kiosk.core.logged import Logged
from kiosk.core.messages import Message
from kiosk.core.vocabulary import MessageForm, MessageStatus, StaffRole
from kiosk.ops.backup import FOLDER, copy_backup, make_backup, restore
from kiosk.ops.erasing import follow_everywhere, let_go, over
from kiosk.store.database import FILE, set_aside
from kiosk.store.log import EventLog
from kiosk.store.messages import all_messages, approve, erase, reject
from kiosk.store.query import rows_between
from kiosk.store.visits import all_logs
from kiosk.store.wall import Wall
from tests.real_hall import PLACES
from tests.store.kept import AT, append_once, ink, opened, phrase

KEEP = KeepingSettings()
WORDS = "琉璃鲸鱼在雪地里唱歌"
INK = (31_337, 27_183, 16_180, 14_142)
MARKS = (WORDS.encode(), b"31337,27183", WORDS.encode("utf-16-le"))
HERE = ["--content", str(PLACES.content), "--hall", str(PLACES.hall)]
LATER = "2026-07-09T18:00:00.000+08:00"
ERASING = """
import sys
from pathlib import Path
from kiosk.content.models.hall import KeepingSettings
from kiosk.core.vocabulary import StaffRole
from kiosk.ops.erasing import follow_everywhere
from kiosk.store.messages import erase
data, at = Path(sys.argv[1]), "2026-07-02T09:30:00.000+08:00"
print("begun", flush=True)
erase(data, list(range(1, 2001, 2)), StaffRole.ADMIN, at)
print("log", flush=True)
follow_everywhere(data, [data / "backups"], KeepingSettings(), at)
print("copies", flush=True)
"""


def bytes_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def traces(folder: Path) -> list[str]:
    """In which files something of the message still stands."""
    return [
        f"{file.relative_to(folder)}: {mark!r}"
        for file in folder.rglob("*")
        if file.is_file()
        for mark in MARKS
        if mark in file.read_bytes()
    ]


def backed_up(data: Path, at: str = AT) -> Path:
    return make_backup(data, data / FOLDER, at, PLACES.hall).folder


def everywhere(data: Path, *folders: Path, at: str = LATER) -> int:
    return follow_everywhere(data, [data / FOLDER, *folders], KEEP, at).gone


# ------------------------------------------------------------ how long
def message(status: MessageStatus, at: str, judged: str = "", words: str = "一") -> Message:
    return Message(1, "v", at, MessageLeft(MessageForm.PHRASE, words), status, None, judged)


@pytest.mark.parametrize(
    ("status", "days"),
    [(MessageStatus.REJECTED, 7), (MessageStatus.PENDING, 90), (MessageStatus.APPROVED, 365)],
)
def test_each_kind_has_its_days_and_not_one_less(status: MessageStatus, days: int) -> None:
    judged = "2026-01-01T23:59:00+08:00"
    left = message(status, "2020-01-01T09:00:00+08:00", judged)
    if status is MessageStatus.PENDING:
        left = message(status, judged)
    last = date.fromordinal(date(2026, 1, 1).toordinal() + days)
    assert over([left], date.fromordinal(last.toordinal() - 1), KEEP) == []
    assert over([left], last, KEEP) == [1]


def test_what_is_erased_and_what_has_no_time_is_left_alone() -> None:
    assert over([message(MessageStatus.REJECTED, "2020-01-01T09:00:00+08:00", words="")], date(2026, 1, 1), KEEP) == []
    assert over([message(MessageStatus.REJECTED, "no time at all")], date(2026, 1, 1), KEEP) == []
    ahead = message(MessageStatus.REJECTED, "2099-01-01T09:00:00+08:00")
    assert over([ahead], date(1970, 1, 1), KEEP) == []


def played(data: Path, *days: str) -> None:
    for day in days:
        append_once(data, "v", f"{day}T09:30:00+08:00", opened("x"))


def test_the_program_lets_go_by_itself_and_says_so_in_the_log(tmp_path: Path) -> None:
    played(tmp_path, "2026-06-28", "2026-06-29", "2026-06-30")
    rejected, approved, waiting = (append_once(tmp_path, "v", AT, phrase(words)) for words in ("坏", "好", "等"))
    reject(tmp_path, rejected, StaffRole.DUTY, AT)
    approve(tmp_path, approved, StaffRole.DUTY, AT)
    assert let_go(tmp_path, KEEP, "2026-07-07T23:00:00+08:00") == 0
    assert let_go(tmp_path, KEEP, "2026-07-08T00:10:00+08:00") == 1
    assert let_go(tmp_path, KEEP, "2026-07-08T00:20:00+08:00") == 0
    assert {m.id: m.erased for m in all_messages(tmp_path)} == {rejected: True, approved: False, waiting: False}
    erased = [row.event for row in rows_between(tmp_path) if isinstance(row.event, MessageErased)]
    assert erased == [MessageErased(rejected, StaffRole.PROGRAM)]
    assert [m.left.phrase for m in Wall(tmp_path).newest()] == ["好"]


def test_a_clock_that_was_set_ahead_erases_nothing_before_three_days_of_it(tmp_path: Path) -> None:
    played(tmp_path, "2026-06-28", "2026-06-29", "2026-06-30")
    number = append_once(tmp_path, "v", AT, phrase("坏"))
    reject(tmp_path, number, StaffRole.DUTY, AT)
    assert let_go(tmp_path, KEEP, "2031-03-03T09:00:00+08:00") == 0
    played(tmp_path, "2031-03-03", "2031-03-04")
    assert let_go(tmp_path, KEEP, "2031-03-05T09:00:00+08:00") == 0
    played(tmp_path, "2031-03-05")
    assert let_go(tmp_path, KEEP, "2031-03-05T23:00:00+08:00") == 0, "today is not over"
    assert let_go(tmp_path, KEEP, "2031-03-06T09:00:00+08:00") == 1


def test_recordings_go_after_their_days(tmp_path: Path) -> None:
    played(tmp_path, "2026-06-28", "2026-06-29", "2026-06-30")
    folder = tmp_path / "recordings"
    folder.mkdir()
    now = datetime.fromisoformat(LATER).timestamp()
    for name, days in (("young", 29.9), ("old", 30.1)):
        file = folder / f"{name}.jsonl"
        file.write_text("")
        os.utime(file, (now - days * 86_400,) * 2)
    let_go(tmp_path, KEEP, LATER)
    assert [file.stem for file in folder.iterdir()] == ["young"]


# ------------------------------------------------------------ no trace left
def test_what_staff_erase_is_in_no_byte_of_the_data_folder_and_other_words_stay(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    log = EventLog.open(data, AT)
    for event in (phrase(WORDS), ink(INK, INK * 300), phrase("留在墙上的话"), phrase("没人看过的")):
        log.append(Logged("v", event, AT))
    assert log.flush(30.0)
    approve(data, 1, StaffRole.DUTY, AT)
    approve(data, 3, StaffRole.DUTY, AT)
    backed_up(data)
    aside = data / "kiosk-damaged-20260701T093000.db"
    shutil.copy(data / FOLDER / "kiosk-20260701T093000" / FILE, aside)
    with aside.open("r+b") as stream:  # its table of the tables' names is broken, and its words stand there still
        stream.seek(40)
        stream.write(b"\xa5" * 20)
    (data / "recordings").mkdir(mode=0o700)
    for visit in ("v", "w"):
        (data / "recordings" / f"{visit}.jsonl").write_text('{"kind":"tap","target":"phrase/3","x":0.5,"y":0.5}\n')
    assert len(traces(data)) >= 6
    assert [m.id for m in Wall(data).newest()] == [3, 1]
    assert cli.command(["messages", "erase", "1", "2", "--yes", "--by", "guide", "--data", str(data), *HERE]) == 0
    said = capsys.readouterr().out
    assert "1 已删去\n2 已删去" in said and "导出的表格" in said
    assert traces(data) == []
    assert [m.left.phrase for m in Wall(data).newest()] == ["留在墙上的话"], "the wall reads it so at once"
    assert "没人看过的".encode() in bytes_of(data / FOLDER)
    assert [file.stem for file in (data / "recordings").iterdir()] == ["w"], (
        "which phrase was touched is not known either"
    )
    log.append(Logged("v", opened("the hall is open all the time"), AT))
    assert log.close()
    backed_up(data, LATER)
    assert traces(data) == []
    events = [row.event for row in rows_between(data)]
    assert sum(isinstance(event, MessageLeft) for event in events) == 4, "that there were four is still known"
    assert [event for event in events if isinstance(event, MessageErased)] == [
        MessageErased(1, StaffRole.GUIDE), MessageErased(2, StaffRole.GUIDE),
    ]  # fmt: skip


def test_without_a_yes_nothing_is_erased(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    append_once(tmp_path, "v", AT, phrase(WORDS))
    order = ["messages", "erase", "1", "--data", str(tmp_path), *HERE]
    assert cli.command(order) == 1 and "--yes" in capsys.readouterr().err
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    for answer, status in (("", 1), ("n", 1), ("y", 0)):
        assert traces(tmp_path) != []
        monkeypatch.setattr("builtins.input", lambda question, answer=answer: answer)
        assert cli.command(order) == status
    assert traces(tmp_path) == []


def test_one_wrong_number_among_several_erases_none(tmp_path: Path) -> None:
    append_once(tmp_path, "v", AT, phrase(WORDS))
    assert cli.command(["messages", "erase", "1", "7", "--yes", "--data", str(tmp_path), *HERE]) == 1
    assert traces(tmp_path) != []


def test_a_name_is_no_role(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    append_once(tmp_path, "v", AT, phrase("一"))
    for signed in ("张三", "13800000000", "program"):
        with pytest.raises(SystemExit):
            cli.command(["messages", "approve", "1", "--by", signed, "--data", str(tmp_path)])
    assert "'admin'" in capsys.readouterr().err
    assert all_messages(tmp_path)[0].by is None


def test_a_stick_that_was_away_follows_when_it_is_back(tmp_path: Path) -> None:
    data, stick, drawer = tmp_path / "data", tmp_path / "stick", tmp_path / "drawer"
    number = append_once(data, "v", AT, phrase(WORDS))
    stick.mkdir()
    copy_backup(backed_up(data), stick)
    stick.rename(drawer)
    erase(data, [number], StaffRole.ADMIN, LATER)
    assert everywhere(data, stick) == 1 and traces(data) == [] and traces(drawer) != []
    drawer.rename(stick)
    assert everywhere(data, stick) == 1 and traces(stick) == []
    assert everywhere(data, stick) == 0


def test_a_log_that_was_set_aside_by_a_restore_follows_too(tmp_path: Path) -> None:
    append_once(tmp_path, "v", AT, opened("x"))
    folder = backed_up(tmp_path)
    played(tmp_path, "2026-06-28", "2026-06-29", "2026-06-30")
    number = append_once(tmp_path, "v", AT, phrase(WORDS))
    reject(tmp_path, number, StaffRole.DUTY, AT)
    restore(folder, tmp_path, AT)
    assert everywhere(tmp_path, at="2026-07-07T20:00:00+08:00") == 0 and traces(tmp_path) != []
    played(tmp_path, "2026-07-04", "2026-07-05", "2026-07-06")
    assert everywhere(tmp_path, at="2026-07-08T20:00:00+08:00") == 1, "nobody else knows of it: its own days count"
    assert traces(tmp_path) == []
    with all_logs(tmp_path) as logs:
        assert sum(isinstance(row.event, MessageLeft) for row in logs.rows()) == 1


def test_a_damaged_log_is_left_to_whoever_can_mend_it_for_a_week_and_then_only_what_is_readable(tmp_path: Path) -> None:
    append_once(tmp_path, "v", AT, phrase("还在墙上"))
    aside = set_aside(tmp_path, AT)
    held = bytearray(aside.read_bytes())
    held[40:60] = b"\xa5" * 20
    aside.write_bytes(held)
    append_once(tmp_path, "v", AT, opened("new"))
    everywhere(tmp_path, at="2026-07-08T09:00:00+08:00")
    assert aside.read_bytes() == held
    everywhere(tmp_path, at="2026-07-09T09:30:01+08:00")
    assert not aside.exists()


def test_a_damaged_log_that_can_be_read_goes_on_being_exported(tmp_path: Path) -> None:
    for n in range(3000):
        append_once(tmp_path, "v", AT, opened(n)) if n < 3 else None
    log = EventLog.open(tmp_path, AT)
    for n in range(3, 3000):
        log.append(Logged("v", opened(n), AT))
    assert log.close()
    number = append_once(tmp_path, "v", AT, phrase(WORDS))
    shutil.copy(tmp_path / FILE, tmp_path / "other.db")
    with (tmp_path / "other.db").open("r+b") as stream:
        stream.seek((tmp_path / "other.db").stat().st_size // 2)
        stream.write(b"\xa5" * 9000)
    (tmp_path / "other.db").rename(tmp_path / "kiosk-damaged-20260701T093000.db")
    with all_logs(tmp_path) as logs:
        before = sorted((row.log, row.id) for row in logs.rows())
    erase(tmp_path, [number], StaffRole.ADMIN, LATER)
    everywhere(tmp_path)
    assert traces(tmp_path) == []
    assert [file.name for file in tmp_path.glob("kiosk-damaged-*")] == ["kiosk-damaged-20260701T093000-read.db"]
    with all_logs(tmp_path) as logs:
        assert sorted((row.log, row.id) for row in logs.rows())[: len(before)] == before


def test_a_damaged_log_that_a_restore_set_aside_is_no_hiding_place(tmp_path: Path) -> None:
    number = append_once(tmp_path, "v", AT, phrase(WORDS))
    folder = backed_up(tmp_path)
    held = bytearray((tmp_path / FILE).read_bytes())
    held[40:60] = b"\xa5" * 20
    (tmp_path / FILE).write_bytes(held)
    restore(folder, tmp_path, AT)
    erase(tmp_path, [number], StaffRole.ADMIN, AT)
    everywhere(tmp_path, at=AT)
    assert traces(tmp_path) == []


def test_a_damaged_backup_goes_once_something_was_erased_and_not_before(tmp_path: Path) -> None:
    number = append_once(tmp_path, "v", AT, phrase(WORDS))
    folder = backed_up(tmp_path)
    held = bytearray((folder / FILE).read_bytes())
    held[40:60] = b"\xa5" * 20
    (folder / FILE).write_bytes(held)
    everywhere(tmp_path)
    assert folder.exists()
    erase(tmp_path, [number], StaffRole.ADMIN, AT)
    everywhere(tmp_path)
    assert not folder.exists() and traces(tmp_path) == []


def test_numbers_of_another_log_mean_nothing(tmp_path: Path) -> None:
    """A log of before the hall moved: its own days count, and that the new log has a message of that number does not."""
    number = append_once(tmp_path, "v", AT, phrase(WORDS))
    reject(tmp_path, number, StaffRole.DUTY, AT)
    folder = backed_up(tmp_path)
    (tmp_path / FILE).rename(tmp_path / "moved away")
    played(tmp_path, "2026-07-05", "2026-07-06")
    append_once(tmp_path, "v", "2026-07-07T09:30:00+08:00", phrase("另一条"))
    assert append_once(tmp_path, "v", LATER, phrase("又一条")) > number
    erase(tmp_path, [3], StaffRole.ADMIN, "2026-07-07T09:30:00+08:00")
    everywhere(tmp_path, at="2026-07-07T23:00:00+08:00")
    assert WORDS.encode() in (folder / FILE).read_bytes()
    everywhere(tmp_path, at="2026-07-08T23:00:00+08:00")
    assert WORDS.encode() not in (folder / FILE).read_bytes()


# ------------------------------------------------------------ cut off
@pytest.mark.parametrize("seed", range(5))
def test_a_kill_in_the_middle_leaves_all_or_nothing_erased_and_the_next_round_finishes_it(
    seed: int, tmp_path: Path
) -> None:
    log = EventLog.open(tmp_path, AT)
    for n in range(2000):
        log.append(Logged("v", phrase(f"<{n + 1:04d}>{'话' * 400}"), AT))
    assert log.close()
    for day in range(1, 5):
        backed_up(tmp_path, f"2026-07-0{day}T09:30:00+08:00")
    command = [sys.executable, "-c", ERASING, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(kiosk.__file__).parents[1]) as process:
        assert process.stdout is not None and process.stdout.readline() == "begun\n"
        if seed > 2:
            process.stdout.readline()
        time.sleep(random.Random(seed).uniform(0.0, 0.12))
        process.kill()
    erased = [m.id for m in all_messages(tmp_path) if m.erased]
    assert erased in ([], list(range(1, 2001, 2)))
    log = EventLog.open(tmp_path, AT)
    log.append(Logged("v", opened("after"), AT))
    assert log.flush(30.0)
    erase(tmp_path, list(range(1, 2001, 2)), StaffRole.ADMIN, LATER)
    everywhere(tmp_path)
    assert log.close()
    held = set(re.findall(rb"<(\d{4})>", bytes_of(tmp_path)))
    assert held == {b"%04d" % n for n in range(2, 2001, 2)}
    for file in (tmp_path / FILE, *(tmp_path / FOLDER).glob(f"*/{FILE}")):
        with closing(sqlite3.connect(file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert sum(isinstance(row.event, MessageErased) for row in rows_between(tmp_path)) == 1000, "each is said once"
