"""A range of days is looked up, not searched for: by kind, by month, and in a log of years."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

from kiosk.core.events import (
    GroupRefused,
    MessageJudged,
    MessageLeft,
    VisitEnded,
    VisitStarted,
    ZoneEntered,
)
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import GroupKind, MessageForm, StaffRole, VisitExit, VisitMode
from kiosk.store import query
from kiosk.store.database import FILE
from kiosk.store.log import EventLog
from kiosk.store.query import months_logged, rows_between

STARTED = VisitStarted(4, GroupKind.FAMILY, (), VisitMode.FREE)


def kept(tmp_path: Path) -> Path:
    log = EventLog.open(tmp_path, "2026-09-01T08:00:00+08:00")
    for visit, event, at in (
        ("a", STARTED, "2026-09-30T23:50:00"),
        ("a", ZoneEntered("quiz"), "2026-10-01T00:10:00"),
        ("a", MessageLeft(MessageForm.PHRASE, "不转账"), "2026-10-01T00:20:00"),
        ("", GroupRefused(20, (10, 10)), "2026-10-02T10:00:00"),
        ("b", STARTED, "2026-11-05T10:00:00"),
        ("b", VisitEnded(VisitExit.FINISHED, 60.0, ()), "2026-11-05T10:30:00"),
        ("", MessageJudged(3, True, StaffRole.DUTY), "2026-12-01T10:00:00"),
    ):
        log.append(Logged(visit, event, f"{at}+08:00"))
    assert log.close()
    return tmp_path


def test_only_the_kinds_that_are_asked_for_come(tmp_path: Path) -> None:
    data = kept(tmp_path)
    every = list(rows_between(data))
    assert len(every) == 7
    for kinds in (("VisitStarted",), ("VisitStarted", "ZoneEntered"), ("MessageLeft",)):
        wanted = [row for row in every if type(row.event).__name__ in kinds]
        assert list(rows_between(data, kinds=kinds)) == wanted
    october = list(rows_between(data, date(2026, 10, 1), date(2026, 10, 31), ("VisitStarted", "GroupRefused")))
    assert [row.id for row in october] == [1, 4], "a visit that touches the range comes with what was before it"
    whole = [row.id for row in rows_between(data, date(2026, 10, 1), date(2026, 10, 31))]
    assert whole == [1, 2, 3, 4, 7], "and a judgement comes whenever it was made"


def test_what_lies_outside_the_range_is_never_searched(tmp_path: Path) -> None:
    data = kept(tmp_path)
    asked = f"{query._COLUMNS} WHERE events.id IN ({query._TOUCHED}) AND kind IN ('VisitStarted') ORDER BY events.id"
    with sqlite3.connect(data / FILE) as database:
        plan = database.execute(
            f"EXPLAIN QUERY PLAN {asked}", {"first": "2026-10-01", "after": "2026-10-31~"}
        ).fetchall()
    database.close()
    steps = [step for *_, step in plan]
    assert not [step for step in steps if step.startswith("SCAN events") and "events_messages" not in step]
    assert any("events_visit" in step for step in steps) and any("events_at" in step for step in steps)


def test_the_months_in_which_somebody_came(tmp_path: Path) -> None:
    assert months_logged(tmp_path) == []
    assert months_logged(kept(tmp_path)) == ["2026-09", "2026-11"]
