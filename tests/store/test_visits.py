"""Everything visit by visit: nothing lost, nothing twice, of the log and of those that were set aside."""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.events import MessageJudged, MessageLeft, VisitStarted
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import GroupKind, StaffRole, VisitMode
from kiosk.store.database import FILE, set_aside
from kiosk.store.log import EventLog
from kiosk.store.reading import DamagedLogError
from kiosk.store.visits import all_logs, together
from tests.store.kept import AT, append_once, opened, phrase

START = VisitStarted(2, GroupKind.OTHER, (), VisitMode.FREE)
OLD = Path(__file__).parents[1] / "data" / "kiosk-v1.db"


def found(data_dir: Path, date_from: date | None = None, date_to: date | None = None) -> list[Logged]:
    with all_logs(data_dir) as logs:
        return list(logs.rows(date_from, date_to))


def kept(data_dir: Path, *rows: tuple[str, object], at: str = AT) -> None:
    """Logs items of visits in one run of the kiosk."""
    log = EventLog.open(data_dir, at)
    for visit, item in rows:
        log.append(Logged(visit, opened(item), at))
    assert log.close()


def aside(data_dir: Path, at: str = AT) -> Path:
    return set_aside(data_dir, at)


def items(rows: list[Logged]) -> list[tuple[str, str]]:
    return [(row.visit, getattr(row.event, "item", "")) for row in rows]


@given(st.lists(st.sampled_from("abcde"), max_size=30), st.sets(st.sampled_from("abcde")))
def test_the_rows_of_a_visit_come_together_in_their_order(visits: list[str], asked: set[str]) -> None:
    rows = [Logged(visit, START, AT, n) for n, visit in enumerate(visits, 1)]
    spans = [(visit, max(r.id for r in rows if r.visit == visit)) for visit in dict.fromkeys(visits) if visit in asked]
    moved = list(together(spans, rows))
    assert Counter(moved) == Counter(row for row in rows if row.visit in asked)
    for visit in asked & set(visits):
        places = [n for n, row in enumerate(moved) if row.visit == visit]
        assert places == list(range(places[0], places[-1] + 1))
        assert [moved[n].id for n in places] == [row.id for row in rows if row.visit == visit]


def test_a_visit_is_given_away_before_the_next_but_one_is_read() -> None:
    read: list[str] = []

    def rows() -> Iterator[Logged]:
        for n in range(1, 1000):
            read.append(str(n))
            yield Logged(str(n), START, AT, n)

    coming = together(((str(n), n) for n in range(1, 1000)), rows())
    assert next(coming).visit == "1" and read == ["1"]


def test_nothing_was_ever_logged(tmp_path: Path) -> None:
    assert found(tmp_path) == []
    assert list(tmp_path.iterdir()) == [], "reading makes no files"


def test_judgements_come_first_then_what_belongs_to_no_visit(tmp_path: Path) -> None:
    number = append_once(tmp_path, "a", AT, phrase("不轻信"))
    append_once(tmp_path, "", AT, opened("between"))
    append_once(tmp_path, "b", AT, START)
    append_once(tmp_path, "a", AT, opened("late"))
    append_once(tmp_path, "", "2026-07-09T10:00:00+08:00", MessageJudged(number, True, StaffRole.DUTY))
    kinds = [(row.visit, type(row.event).__name__) for row in found(tmp_path, date(2026, 7, 1), date(2026, 7, 1))]
    assert kinds == [
        ("", "MessageJudged"),
        ("", "ItemOpened"),
        ("b", "VisitStarted"),
        ("a", "MessageLeft"),
        ("a", "ItemOpened"),
    ]


def test_a_visit_belongs_to_the_day_it_began_and_comes_whole(tmp_path: Path) -> None:
    for visit, at in (("day", "2026-06-30T10:00"), ("night", "2026-06-30T23:50"), ("next", "2026-07-01T10:00")):
        append_once(tmp_path, visit, f"{at}:00+08:00", START)
    append_once(tmp_path, "night", "2026-07-01T00:10:00+08:00", opened("after midnight"))
    june, july = date(2026, 6, 30), date(2026, 7, 1)
    assert [row.visit for row in found(tmp_path, june, june)] == ["day", "night", "night"]
    assert [row.visit for row in found(tmp_path, july, july)] == ["next"]
    assert [row.visit for row in found(tmp_path, None, june)] == ["day", "night", "night"]
    assert [row.visit for row in found(tmp_path, july, None)] == ["next"]


def test_a_month_is_looked_up_and_not_looked_for(tmp_path: Path) -> None:
    kept(tmp_path, *((f"v{n}", n) for n in range(50)))
    asked: list[str] = []
    with all_logs(tmp_path) as logs:
        connection = logs.readers[0].connection
        connection.set_trace_callback(asked.append)
        list(logs.rows(date(2026, 7, 1), date(2026, 7, 31)))
        connection.set_trace_callback(None)
        plans = [step[3] for sql in asked for step in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert any("events_at" in step for step in plans) and any("events_visit" in step for step in plans)
    assert [step for step in plans if step.startswith("SCAN events")] == []


def test_a_log_an_older_program_left_is_read_whole(tmp_path: Path) -> None:
    shutil.copy(OLD, tmp_path / FILE)
    rows = found(tmp_path)
    assert len(rows) == len({row.id for row in rows}) == 292
    assert (tmp_path / FILE).read_bytes() == OLD.read_bytes()


# ------------------------------------------------------------ logs that were set aside
def test_a_log_that_was_set_aside_is_read_too_and_a_visit_it_parted_is_one(tmp_path: Path) -> None:
    kept(tmp_path, ("a", 1), ("parted", 2), ("parted", 3))
    aside(tmp_path)
    kept(tmp_path, ("parted", 4), ("b", 5))
    with all_logs(tmp_path) as logs:
        assert [(one.file.name[:14], one.events, one.whole) for one in logs.salvaged] == [("kiosk-damaged-", 3, True)]
        rows = list(logs.rows())
    assert items(rows) == [("a", "1"), ("b", "5"), ("parted", "2"), ("parted", "3"), ("parted", "4")]
    assert len({row.log for row in rows}) == 2


def test_what_stood_only_in_the_journal_of_a_log_set_aside_is_read(tmp_path: Path) -> None:
    log = EventLog.open(tmp_path / "here", AT)
    log.append(Logged("v", opened("newest"), AT))
    assert log.flush(30.0)
    for ending in ("", "-wal"):
        shutil.copy(tmp_path / "here" / (FILE + ending), tmp_path / ("kiosk-damaged-20260701T093000.db" + ending))
    assert log.close()
    assert items(found(tmp_path)) == [("v", "newest")]


def test_a_mended_copy_that_was_put_back_gives_nothing_twice(tmp_path: Path) -> None:
    kept(tmp_path, ("a", 1), ("a", 2))
    put_back = tmp_path / "copy.db"
    with closing(sqlite3.connect(tmp_path / FILE)) as here, closing(sqlite3.connect(put_back)) as there:
        here.backup(there)
    kept(tmp_path, ("b", 3))
    aside(tmp_path)
    put_back.rename(tmp_path / FILE)
    kept(tmp_path, ("c", 4))
    assert sorted(items(found(tmp_path))) == [("a", "1"), ("a", "2"), ("b", "3"), ("c", "4")]


def test_two_logs_of_one_name_that_were_both_set_aside_give_nothing_twice(tmp_path: Path) -> None:
    kept(tmp_path, ("a", 1))
    first = aside(tmp_path)
    shutil.copy(first, tmp_path / "kiosk-damaged-20260702T000000.db")
    assert items(found(tmp_path)) == [("a", "1")]


def test_a_judgement_is_of_a_message_in_its_own_log(tmp_path: Path) -> None:
    number = append_once(tmp_path, "a", AT, phrase("旧的"))
    aside(tmp_path)
    assert append_once(tmp_path, "b", AT, phrase("新的")) == number
    append_once(tmp_path, "", AT, MessageJudged(number, True, StaffRole.DUTY))
    rows = found(tmp_path)
    (judged,) = [row for row in rows if isinstance(row.event, MessageJudged)]
    left = {row.event.phrase: row.log for row in rows if isinstance(row.event, MessageLeft)}
    assert left["新的"] == judged.log != left["旧的"]


def damaged(data_dir: Path) -> None:
    kept(data_dir, *((f"v{n // 10}", n) for n in range(2000)))
    file = data_dir / FILE
    with file.open("r+b") as stream:
        stream.seek(file.stat().st_size // 2)
        stream.write(b"\xa5" * 9000)


def test_what_lies_before_and_behind_a_broken_place_is_read(tmp_path: Path) -> None:
    damaged(tmp_path)
    aside(tmp_path)
    with all_logs(tmp_path) as logs:
        (one,) = logs.salvaged
        rows = list(logs.rows())
    numbers = {int(item) for _, item in items(rows)}
    assert not one.whole and one.events == len(rows) == len(numbers) < 2000
    assert {0, 1999} <= numbers and len(numbers) > 1800, "only what stood on the broken pages is gone"


def test_a_damaged_log_that_is_still_in_its_place_is_read_when_asked(tmp_path: Path) -> None:
    damaged(tmp_path)
    with pytest.raises(DamagedLogError, match=r"kiosk\.db 已损坏"):
        found(tmp_path)
    with all_logs(tmp_path, damaged=True) as logs:
        assert len(list(logs.rows())) == logs.salvaged[0].events > 1800


def no_database(file: Path) -> None:
    file.write_bytes(b"this was a database once\n" * 400)


def of_another_program(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.executescript("CREATE TABLE events(name TEXT); INSERT INTO events VALUES ('x');")


@pytest.mark.parametrize("broken", [no_database, of_another_program])
def test_a_file_of_which_nothing_can_be_read_takes_nothing_from_the_others(
    broken: Callable[[Path], None], tmp_path: Path
) -> None:
    kept(tmp_path, ("a", 1))
    broken(tmp_path / "kiosk-damaged-20260101T000000.db")
    with all_logs(tmp_path) as logs:
        assert [(one.events, one.whole) for one in logs.salvaged] == [(0, False)]
        assert items(list(logs.rows())) == [("a", "1")]


def test_a_broken_index_leaves_no_visit_out_of_the_whole(tmp_path: Path) -> None:
    kept(tmp_path, ("a", "1"), ("b", "2"), ("a", "3"))
    whole = items(found(tmp_path))
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as connection:
        connection.execute("CREATE INDEX empty ON events(visit) WHERE visit = 'nobody'")
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'empty')"
            " WHERE name = 'events_visit'"
        )
        connection.execute("DELETE FROM sqlite_master WHERE name = 'empty'")
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        assert connection.execute("SELECT count(*) FROM events WHERE visit = 'a'").fetchone() == (0,), "it is broken"
    assert items(found(tmp_path)) == whole and len(whole) == 3
