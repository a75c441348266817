"""What hangs on the wall: the newest messages that staff let pass, read without reading those before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.core.events import Event, MessageJudged, MessageLeft
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import MessageForm, StaffRole
from kiosk.store import wall as wall_module
from kiosk.store.database import FILE
from kiosk.store.log import EventLog
from kiosk.store.messages import approve, erase, reject
from kiosk.store.query import LogReader
from kiosk.store.wall import AT_ONCE_MOST, HUNG_MOST, JUDGEMENTS_MOST, Wall

AT = "2026-07-01T10:00:00+08:00"


def left(n: int) -> MessageLeft:
    return MessageLeft(MessageForm.PHRASE, f"第{n}句")


def logged(data: Path, *events: Event) -> None:
    log = EventLog.open(data, AT)
    for event in events:
        log.append(Logged("v", event, AT))
    assert log.close()


def hangs(wall: Wall) -> list[int]:
    """The numbers on the wall, when there was time for all of them."""
    wall.newest()
    wall.settle()
    return [message.id for message in wall.newest()]


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Ten times as many messages as a wall hangs up, all of them let pass, and as many that wait."""
    count = 10 * HUNG_MOST
    judged = [MessageJudged(message=n, approved=True, by=StaffRole.DUTY) for n in range(1, count + 1)]
    logged(tmp_path, *map(left, range(count)), *judged, *map(left, range(count)))
    return tmp_path


def test_the_newest_hang_there_however_many_were_left(many: Path) -> None:
    assert hangs(Wall(many)) == list(range(10 * HUNG_MOST, 9 * HUNG_MOST, -1))


def test_nobody_waits_for_more_than_some_of_them(many: Path) -> None:
    wall = Wall(many)
    assert [message.id for message in wall.newest()] == list(range(600, 600 - AT_ONCE_MOST, -1))


def test_only_what_hangs_there_is_read_and_only_once(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    rows = LogReader.rows

    def counted(self: LogReader, chosen: str, values: dict[str, str] | None = None) -> Iterator[Logged]:
        for row in rows(self, chosen, values):
            read.append(row.id)
            yield row

    monkeypatch.setattr(LogReader, "rows", counted)
    wall = Wall(many)
    hangs(wall)
    messages = [number for number in read if number <= 10 * HUNG_MOST]
    assert sorted(messages) == list(range(9 * HUNG_MOST + 1, 10 * HUNG_MOST + 1))
    read.clear()
    wall.newest()
    assert read == [], "nothing is new"
    approve(many, 20 * HUNG_MOST + 1, StaffRole.DUTY, AT)
    read.clear()
    assert wall.newest()[0].id == 20 * HUNG_MOST + 1
    assert len(read) <= JUDGEMENTS_MOST + 1 and min(read) > 10 * HUNG_MOST


def test_what_staff_decide_while_the_hall_is_open_is_so_at_once(tmp_path: Path) -> None:
    logged(tmp_path, left(1), left(2), left(3))
    wall = Wall(tmp_path)
    assert wall.newest() == []
    for number in (1, 3):
        approve(tmp_path, number, StaffRole.DUTY, AT)
    assert [message.id for message in wall.newest()] == [3, 1]
    reject(tmp_path, 3, StaffRole.DUTY, AT)
    assert [message.id for message in wall.newest()] == [1]
    approve(tmp_path, 3, StaffRole.DUTY, AT)
    erase(tmp_path, [1], StaffRole.DUTY, AT)
    assert [message.left.phrase for message in wall.newest()] == ["第3句"]
    erase(tmp_path, [3], StaffRole.DUTY, AT)
    assert wall.newest() == []


def test_one_that_was_let_pass_again_later_hangs_in_its_old_place(tmp_path: Path) -> None:
    logged(tmp_path, left(1), left(2), left(3), *(MessageJudged(n, True, StaffRole.DUTY) for n in (3, 2, 1)))
    assert [message.id for message in Wall(tmp_path).newest()] == [3, 2, 1]


def test_the_questions_are_answered_by_an_index(many: Path) -> None:
    with closing(sqlite3.connect(many / FILE)) as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN SELECT id FROM events WHERE {wall_module._LATEST}").fetchall()
    assert not [line for *_, line in plan if line.startswith("SCAN") and "INDEX events_messages" not in line], plan


def test_where_nothing_was_ever_left_the_wall_is_empty(tmp_path: Path) -> None:
    assert Wall(tmp_path).newest() == []
    logged(tmp_path)
    assert Wall(tmp_path).newest() == []
