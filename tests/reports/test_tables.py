"""The export's rows, computed from logs that ended well and from logs a power cut left."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Any, TypeVar, get_type_hints

from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.events import (
    KINDS,
    ChoiceMade,
    Event,
    ItemOpened,
    MessageJudged,
    MessageLeft,
    QuestionAnswered,
    ScenarioEnded,
    VisitEnded,
    VisitResumed,
    VisitStarted,
    ZoneEntered,
    ZoneLeft,
    to_record,
)
from kiosk.reports.logged import Row, event_of
from kiosk.reports.messages import approved_wall, message_text, pending_messages
from kiosk.reports.rows import (
    INTERRUPTED,
    AnswerRow,
    ChoiceRow,
    EndingRow,
    MessageRow,
    TableRow,
    VisitRow,
    ZoneRow,
)
from kiosk.reports.tables import table_rows

DAY = "2026-07-01"
STARTED = VisitStarted(people=12, kind="school", ages=("minor", "middle"), mode="guided")


def row(number: int, visit: str, at: str, event: Event) -> Row:
    return Row(number, visit, at, type(event).__name__, json.dumps(to_record(event), ensure_ascii=False))


def log(*entries: tuple[str, str, Event]) -> list[Row]:
    """Rows numbered from 1, of (visit, minute:second of ten o'clock, event)."""
    return [row(n, visit, f"{DAY}T10:{at}", event) for n, (visit, at, event) in enumerate(entries, 1)]


T = TypeVar("T")


def of(kind: type[T], rows: Sequence[Row]) -> list[T]:
    return [r for r in table_rows(rows) if isinstance(r, kind)]


WHOLE = log(
    ("v1", "00:00", STARTED),
    ("v1", "01:00", ZoneEntered("quiz")),
    ("v1", "02:00", QuestionAnswered("quiz", "q1", "police", "judge", False, False, False, "真实")),
    ("v1", "03:00", ZoneLeft("quiz", 120.0, True, "home")),
    ("v1", "04:00", VisitResumed(30.0, "touch")),
    ("v1", "05:00", ZoneEntered("vr_experience")),
    ("v1", "06:00", ChoiceMade("vr_experience", "s1", "n1", "c2", None, "police")),
    ("v1", "07:00", ScenarioEnded("vr_experience", "s1", "loss", 18000, ("a",), ("b", "c"))),
    ("v1", "08:00", ZoneLeft("vr_experience", 180.0, False, "time_up")),
    ("v1", "09:00", MessageLeft("", ((1, 2), (3, 4)), 800, 400)),
    ("v1", "10:00", VisitEnded("finished", 570.0, ("quiz", "vr_experience"))),
    ("", "11:00", MessageJudged(10, True, "值班")),
)


def test_a_visit_that_ended_well() -> None:
    zones = ("quiz", "vr_experience")
    assert of(VisitRow, WHOLE) == [
        VisitRow(
            "v1",
            f"{DAY}T10:00:00",
            f"{DAY}T10:10:00",
            "finished",
            12,
            "school",
            ("minor", "middle"),
            "guided",
            570.0,
            zones,
        )
    ]
    assert of(ZoneRow, WHOLE) == [
        ZoneRow("v1", "quiz", f"{DAY}T10:01:00", 120.0, True, "home"),
        ZoneRow("v1", "vr_experience", f"{DAY}T10:05:00", 180.0, False, "time_up"),
    ]
    assert of(AnswerRow, WHOLE)[0].outcome == "miss"
    assert of(ChoiceRow, WHOLE) == [
        ChoiceRow("v1", f"{DAY}T10:06:00", "vr_experience", "s1", "n1", "c2", None, "police")
    ]
    assert of(EndingRow, WHOLE)[0].missed == ("b", "c")
    assert of(MessageRow, WHOLE) == [
        MessageRow(10, "v1", f"{DAY}T10:09:00", "手写 2 笔", "approved", "值班", f"{DAY}T10:11:00")
    ]


def test_a_power_cut_in_the_middle_of_a_zone() -> None:
    rows = WHOLE[:7]
    (visit,) = of(VisitRow, rows)
    assert (visit.how, visit.end, visit.seconds) == (INTERRUPTED, f"{DAY}T10:06:00", 330.0), "30 s of pause not counted"
    assert of(ZoneRow, rows)[-1] == ZoneRow("v1", "vr_experience", f"{DAY}T10:05:00", 60.0, False, INTERRUPTED)


def test_two_visits_do_not_mix() -> None:
    rows = log(
        ("a", "00:00", STARTED),
        ("a", "01:00", ZoneEntered("quiz")),
        ("b", "30:00", STARTED),
        ("b", "31:00", ZoneEntered("harm_data")),
        ("b", "33:00", ZoneLeft("harm_data", 120.0, True, "home")),
        ("b", "40:00", VisitEnded("finished", 600.0, ("harm_data",))),
    )
    assert [(v.visit, v.how, v.end[-5:], v.zones) for v in of(VisitRow, rows)] == [
        ("a", INTERRUPTED, "01:00", ("quiz",)),
        ("b", "finished", "40:00", ("harm_data",)),
    ]


def test_events_of_another_version_are_passed_over() -> None:
    rows = [
        *WHOLE[:2],
        Row(3, "v1", f"{DAY}T10:01:30", "PulseTaken", '{"beats": 80}'),
        Row(4, "v1", f"{DAY}T10:01:40", "ZoneLeft", '{"zone": "quiz"}'),
        Row(5, "v1", f"{DAY}T10:01:50", "ZoneLeft", "not json"),
        Row(6, "v1", f"{DAY}T10:02:00", "ItemOpened", '{"zone": "quiz", "item": "x", "since": "v9"}'),
    ]
    assert event_of(rows[-1]) == ItemOpened("quiz", "x")
    (visit,) = of(VisitRow, rows)
    assert visit.end == f"{DAY}T10:02:00"


def test_a_clock_set_back_gives_no_negative_times() -> None:
    rows = log(("v", "30:00", STARTED), ("v", "31:00", ZoneEntered("quiz")), ("v", "05:00", ItemOpened("quiz", "x")))
    assert of(VisitRow, rows)[0].seconds == 0.0
    assert of(ZoneRow, rows)[0].seconds == 0.0


def test_a_message_judged_twice_and_one_nobody_judged() -> None:
    rows = log(
        ("v", "00:00", MessageLeft("不轻信", (), 800, 400)),
        ("v", "01:00", MessageLeft("多核实", ((1, 2),), 800, 400)),
        ("", "02:00", MessageJudged(1, True, "甲")),
        ("", "03:00", MessageJudged(1, False, "乙")),
        ("", "04:00", MessageJudged(77, True, "甲")),
    )
    assert [(m.text, m.status, m.by) for m in of(MessageRow, rows)] == [
        ("不轻信", "rejected", "乙"),
        ("多核实 手写 1 笔", "pending", ""),
    ]
    assert approved_wall(rows) == []
    assert approved_wall(rows[:3])[0].left.phrase == "不轻信"
    assert [m.id for m in pending_messages(rows)] == [2]
    assert message_text(MessageLeft("", (), 1, 1)) == "手写 0 笔"


def values(hint: Any) -> st.SearchStrategy[Any]:
    """What a field of an event may hold; few words, so that visits and zones meet."""
    words = st.sampled_from(("quiz", "vr_experience", "harm_data", "", "=1+1"))
    known: dict[Any, st.SearchStrategy[Any]] = {
        str: words,
        int: st.integers(0, 40),
        float: st.floats(0, 5000),
        bool: st.booleans(),
        bool | None: st.none() | st.booleans(),
        tuple[str, ...]: st.lists(words, max_size=3).map(tuple),
        tuple[int, ...]: st.lists(st.integers(0, 9), max_size=3).map(tuple),
        tuple[tuple[int, ...], ...]: st.lists(st.just((1, 2)), max_size=3).map(tuple),
    }
    return known[hint]


EVENTS = st.one_of(
    *(
        st.builds(kind, **{f.name: values(get_type_hints(kind)[f.name]) for f in fields(kind)})
        for kind in KINDS.values()
    )
)


@st.composite
def logs(draw: st.DrawFn) -> list[Row]:
    """Any events of a few visits, in any order, over some days."""
    at = datetime(2026, 6, 30, 23, 0)
    rows = []
    for number in range(1, draw(st.integers(0, 30)) + 1):
        at += timedelta(seconds=draw(st.sampled_from((0, 1, 600, 40_000))))
        rows.append(row(number, draw(st.sampled_from(("", "a", "b", "c"))), at.isoformat(), draw(EVENTS)))
    return rows


@given(logs())
def test_nothing_is_counted_twice_or_left_out(rows: list[Row]) -> None:
    counted = Counter(type(r) for r in table_rows(rows))
    kinds = Counter(r.kind for r in rows)
    assert counted[VisitRow] == len({r.visit for r in rows if r.visit})
    assert counted[AnswerRow] == kinds["QuestionAnswered"]
    assert counted[ChoiceRow] == kinds["ChoiceMade"]
    assert counted[EndingRow] == kinds["ScenarioEnded"]
    assert counted[MessageRow] == kinds["MessageLeft"]
    entered = [r for r in rows if r.visit and r.kind == "ZoneEntered"]
    assert sum(bool(z.entered) for z in of(ZoneRow, rows)) == len(entered), "every stay once"


@given(logs())
def test_every_visit_makes_sense(rows: list[Row]) -> None:
    for visit in of(VisitRow, rows):
        own = [r for r in rows if r.visit == visit.visit]
        assert own[0].at <= visit.start <= own[-1].at
        assert visit.seconds >= 0
        assert len(set(visit.zones)) == len(visit.zones)
        assert {e.zone for e in map(event_of, own) if isinstance(e, ZoneEntered)} <= set(visit.zones)
        assert (visit.how == INTERRUPTED) == all(r.kind != "VisitEnded" for r in own)
    assert all(zone.seconds >= 0 for zone in of(ZoneRow, rows))


@given(logs(), st.integers(0, 30))
def test_a_cut_log_tells_of_the_same_answers_up_to_the_cut(rows: list[Row], cut: int) -> None:
    assert of(AnswerRow, rows[:cut]) == of(AnswerRow, rows)[: len(of(AnswerRow, rows[:cut]))]


@given(logs())
def test_the_days_add_up(rows: list[Row]) -> None:
    def words(found: Sequence[TableRow]) -> Counter[str]:
        return Counter(map(repr, found))

    days = sorted({date.fromisoformat(r.day) for r in rows})
    together = [r for day in days for r in table_rows(rows, day, day)]
    assert words(together) == words(list(table_rows(rows)))
    if days:
        assert words(list(table_rows(rows, days[0], days[-1]))) == words(together)
        assert list(table_rows(rows, None, days[0] - timedelta(days=1))) == []
        assert list(table_rows(rows, days[-1] + timedelta(days=1), None)) == []
