"""Messages reach the wall only after somebody said yes, and can be taken down again."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kiosk.core.logged import Logged
from kiosk.core.vocabulary import MessageStatus, StaffRole
from kiosk.store.database import FILE, DamagedError
from kiosk.store.log import EventLog
from kiosk.store.messages import (
    UnknownMessageError,
    all_messages,
    approve,
    erase,
    pending_messages,
    reject,
)
from kiosk.store.reading import UnreadableLogError
from kiosk.store.wall import Wall
from tests.store.kept import AT, append_once, ink, opened, phrase

LATER = "2026-07-01T18:00:00+08:00"


def left(data_dir: Path, words: str) -> int:
    return append_once(data_dir, "v", AT, phrase(words))


def test_a_message_waits_until_it_is_judged(tmp_path: Path) -> None:
    first, second, third = (left(tmp_path, words) for words in ("一", "二", "三"))
    assert [m.id for m in pending_messages(tmp_path)] == [first, second, third]
    assert Wall(tmp_path).newest() == []
    approve(tmp_path, first, StaffRole.DUTY, LATER)
    approve(tmp_path, third, StaffRole.DUTY, LATER)
    reject(tmp_path, second, StaffRole.GUIDE, LATER)
    assert pending_messages(tmp_path) == []
    assert [m.left.phrase for m in Wall(tmp_path).newest()] == ["三", "一"], "newest first"
    assert [(m.status, m.by, m.judged_at) for m in all_messages(tmp_path)] == [
        (MessageStatus.APPROVED, StaffRole.DUTY, LATER),
        (MessageStatus.REJECTED, StaffRole.GUIDE, LATER),
        (MessageStatus.APPROVED, StaffRole.DUTY, LATER),
    ]


def test_the_last_judgement_counts(tmp_path: Path) -> None:
    number = left(tmp_path, "一")
    approve(tmp_path, number, StaffRole.DUTY, LATER)
    reject(tmp_path, number, StaffRole.GUIDE, LATER)
    assert Wall(tmp_path).newest() == []


def test_judging_while_the_kiosk_runs(tmp_path: Path) -> None:
    log = EventLog.open(tmp_path, AT)
    written = ink((1, 2, 3, 4), (9, 9))
    log.append(Logged("v", written, AT))
    assert log.flush(30.0)
    approve(tmp_path, pending_messages(tmp_path)[0].id, StaffRole.DUTY, LATER)
    assert [m.left for m in Wall(tmp_path).newest()] == [written], "the ink comes back stroke by stroke"
    assert log.close()


@pytest.mark.parametrize("number", [0, 2, 99])
def test_a_number_that_is_no_message_is_refused(number: int, tmp_path: Path) -> None:
    left(tmp_path, "一")
    append_once(tmp_path, "v", AT, opened("x"))
    for judge in (approve, reject):
        with pytest.raises(UnknownMessageError) as error:
            judge(tmp_path, number, StaffRole.DUTY, LATER)
        assert str(error.value) == f"没有编号为 {number} 的留言"
    assert [m.status for m in all_messages(tmp_path)] == [MessageStatus.PENDING]


def test_judging_in_an_empty_hall_makes_no_database(tmp_path: Path) -> None:
    with pytest.raises(UnknownMessageError):
        approve(tmp_path, 1, StaffRole.DUTY, LATER)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("trouble", [sqlite3.OperationalError("database is locked"), DamagedError("malformed")])
def test_a_log_that_cannot_be_written_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    number = left(tmp_path, "一")

    def refuse(*_: object) -> int:
        raise trouble

    monkeypatch.setattr("kiosk.store.messages.append_once", refuse)
    with pytest.raises(UnreadableLogError, match="写不进去"):
        approve(tmp_path, number, StaffRole.DUTY, LATER)


def _bytes(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())


def test_what_is_erased_is_in_no_file_any_more_and_the_log_keeps_that_one_was_left(tmp_path: Path) -> None:
    log = EventLog.open(tmp_path, AT)
    for event in (phrase("谢谢姜师傅提醒我妈"), ink((123, 457, 789, 421))):
        log.append(Logged("v", event, AT))
    assert log.flush(30.0)
    assert "谢谢姜师傅提醒我妈".encode() in _bytes(tmp_path) and b"[123,457,789,421]" in _bytes(tmp_path)
    approve(tmp_path, 1, StaffRole.DUTY, LATER)
    erase(tmp_path, [1, 2], StaffRole.DUTY, LATER)
    found = _bytes(tmp_path)
    assert "谢谢姜师傅提醒我妈".encode() not in found and b"123,457" not in found
    assert Wall(tmp_path).newest() == [] and pending_messages(tmp_path) == []
    assert [m.erased for m in all_messages(tmp_path)] == [True, True]
    assert log.close()
    assert (tmp_path / FILE).exists()


def test_only_a_message_can_be_erased(tmp_path: Path) -> None:
    append_once(tmp_path, "v", AT, opened("x"))
    left(tmp_path, "留着")
    with pytest.raises(UnknownMessageError):
        erase(tmp_path, [1], StaffRole.DUTY, LATER)
    assert [m.left.phrase for m in all_messages(tmp_path)] == ["留着"]
