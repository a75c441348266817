"""The export's rows, computed from logs that ended well and from logs a power cut left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.codec import decode
from kiosk.core.events import (
    AdviceChosen,
    AdviceEnded,
    ChoiceMade,
    ChoiceTimedOut,
    HandsCounted,
    ItemFinished,
    ItemOpened,
    JudgementCounted,
    JudgementUncounted,
    MeasuringBegun,
    MeasuringSkipped,
    MessageJudged,
    MessageLeft,
    QuestionAnswered,
    ScenarioEnded,
    SceneStopped,
    UnknownEvent,
    VisitEnded,
    VisitResumed,
    ZoneEntered,
    ZoneLeft,
)
from kiosk.core.logged import Logged
from kiosk.core.messages import approved_messages, message_text, pending_messages
from kiosk.core.vocabulary import (
    AgeBand,
    Ending,
    GroupKind,
    MessageForm,
    MessageStatus,
    OptionKind,
    Phase,
    Programme,
    ResumeCause,
    Truth,
    Verdict,
    VisitExit,
    VisitMode,
    ZoneExit,
)
from kiosk.reports.rows import (
    AdviceEndRow,
    AdviceRow,
    AnswerRow,
    ChoiceRow,
    CourseRow,
    EndingRow,
    HandsRow,
    ItemRow,
    JudgementRow,
    MessageRow,
    StopRow,
    TableRow,
    VisitRow,
    ZoneRow,
)
from kiosk.reports.tables import table_rows
from tests.reports.made import DAY, OFFSET, STARTED, answer, arranged, choice, ink, log, logs, phrase, subject, withheld

T = TypeVar("T")


def of(kind: type[T], rows: Sequence[Logged]) -> list[T]:
    return [r for r in table_rows(arranged(rows)) if isinstance(r, kind)]


WHOLE = log(
    ("v1", "00:00", STARTED),
    ("v1", "01:00", ZoneEntered("quiz")),
    ("v1", "02:00", answer("police", False, False)),
    ("v1", "03:00", ZoneLeft("quiz", 120.0, True, ZoneExit.HOME)),
    ("v1", "04:00", VisitResumed(30.0, ResumeCause.TOUCH)),
    ("v1", "05:00", ZoneEntered("vr_experience")),
    ("v1", "06:00", choice(OptionKind.RISKY)),
    ("v1", "07:00", ScenarioEnded(*subject(), "lost", Ending.LOSS, 18000, ("a",), ("b", "c"))),
    ("v1", "08:00", ZoneLeft("vr_experience", 180.0, False, ZoneExit.TIME_UP)),
    ("v1", "09:00", ink((1, 2), (3, 4))),
    ("v1", "10:00", VisitEnded(VisitExit.FINISHED, 570.0, ("quiz", "vr_experience"))),
    ("", "11:00", MessageJudged(10, True, "值班")),
)


def at(minute: str) -> str:
    return f"{DAY}T10:{minute}{OFFSET}"


def test_the_export_says_that_somebody_would_check_first() -> None:
    rows = of(AnswerRow, log(("v1", "01:00", withheld("police", False)), ("v1", "01:10", withheld("police", None))))
    assert [(row.option, row.right, row.said_scam, row.verdict) for row in rows] == [
        ("verify", False, None, Verdict.WITHHELD),
        ("verify", True, None, None),
    ]
    assert Verdict.WITHHELD.word == "先核实，没有下判断"


def test_a_visit_that_ended_well() -> None:
    assert of(VisitRow, WHOLE) == [
        VisitRow(
            "v1", at("00:00"), at("10:00"), VisitExit.FINISHED, 12, GroupKind.SCHOOL,
            (AgeBand.MINOR, AgeBand.MIDDLE), VisitMode.GUIDED, Programme.FULL, 570.0, ("quiz", "vr_experience"), "", "", "",
        )
    ]  # fmt: skip
    assert of(ZoneRow, WHOLE) == [
        ZoneRow("v1", "quiz", at("01:00"), 120.0, True, ZoneExit.HOME),
        ZoneRow("v1", "vr_experience", at("05:00"), 180.0, False, ZoneExit.TIME_UP),
    ]
    assert of(AnswerRow, WHOLE)[0].verdict is Verdict.MISS
    assert [(c.truth, c.node, c.option, c.kind, c.note) for c in of(ChoiceRow, WHOLE)] == [
        (Truth.SCAM, "ring", "hang_up", OptionKind.RISKY, "")
    ]
    (ending,) = of(EndingRow, WHOLE)
    assert (ending.ending, ending.yuan, ending.seen, ending.missed) == (Ending.LOSS, 18000, 1, 2)
    assert ending.missed_ids == ("b", "c")
    assert of(MessageRow, WHOLE) == [
        MessageRow(10, "v1", at("09:00"), "手写 2 笔", MessageStatus.APPROVED, "值班", at("11:00"))
    ]


def test_what_was_opened_timed_out_counted_and_stopped_has_a_row_each() -> None:
    rows = log(
        ("v", "00:00", ItemOpened(*subject(genuine=None))),
        ("v", "00:10", ItemFinished(*subject(genuine=True))),
        ("v", "00:20", ChoiceTimedOut(*subject(), "ring")),
        ("v", "00:30", HandsCounted(*subject("quiz", "q1"), (("scam", 7), ("genuine", 3)), 12)),
        ("v", "00:40", SceneStopped(*subject(), "ring", "ring.2", False)),
    )
    assert [(i.truth, i.finished) for i in of(ItemRow, rows)] == [(Truth.OPEN, False), (Truth.GENUINE, True)]
    assert [(c.option, c.kind, c.note) for c in of(ChoiceRow, rows)] == [("", None, "没有选，时间到")]
    details = [row for row in table_rows(arranged(rows)) if not isinstance(row, VisitRow)]
    minutes = ["00:00", "00:10", "00:20", "00:30", "00:30", "00:40"]
    assert [(row.visit, row.at) for row in details] == [("v", at(minute)) for minute in minutes]  # type: ignore[union-attr]
    assert [(h.option, h.hands, h.people) for h in of(HandsRow, rows)] == [("scam", 7, 12), ("genuine", 3, 12)]
    assert [(s.option, s.right) for s in of(StopRow, rows)] == [("ring.2", False)]


def test_what_was_said_of_a_live_form_has_a_row_an_item_and_its_beginning_and_skipping_stand_in_the_course() -> None:
    rows = log(
        ("v", "00:00", MeasuringBegun(Phase.BEFORE, "2026Q4-A", ("q1", "q2"))),
        ("v", "00:10", JudgementCounted(*subject("quiz", "q1"), Phase.BEFORE, "2026Q4-A", 7, 3, 12)),
        ("v", "00:20", JudgementUncounted(*subject("quiz", "q2"), Phase.BEFORE, "2026Q4-A", 12)),
        ("v", "20:00", MeasuringSkipped(Phase.AFTER, "2026Q4-B")),
    )
    counted = JudgementRow(
        "v", at("00:10"), Phase.BEFORE, "2026Q4-A", "quiz", "q1", "police", Truth.SCAM, 7, 3, 12, "0a1b2c3d"
    )
    nobody = replace(counted, at=at("00:20"), item="q2", said_scam=None, said_genuine=None)
    assert of(JudgementRow, rows) == [counted, nobody], "two empty cells say that nobody was counted"
    assert [(row.what, row.names, row.technical) for row in of(CourseRow, rows)] == [
        ("参观前看六件事", ("q1", "q2"), "2026Q4-A"),
        ("参观后的六件事跳过了", (), "2026Q4-B"),
    ]


def test_a_visit_written_while_the_clock_stood_behind_is_marked() -> None:
    rows = [WHOLE[0], WHOLE[1]._replace(behind=True), *WHOLE[2:]]
    assert of(VisitRow, rows)[0].clock == "曾倒退"
    assert of(VisitRow, WHOLE)[0].clock == ""


def test_a_power_cut_in_the_middle_of_a_zone() -> None:
    rows = WHOLE[:7]
    (visit,) = of(VisitRow, rows)
    assert (visit.how, visit.end, visit.seconds) == (VisitExit.INTERRUPTED, at("06:00"), 330.0), (
        "30 s of pause not counted"
    )
    assert of(ZoneRow, rows)[-1] == ZoneRow("v1", "vr_experience", at("05:00"), 60.0, False, ZoneExit.INTERRUPTED)


def test_a_visit_of_whose_beginning_and_end_nothing_is_left() -> None:
    rows = log(
        ("v", "01:00", ZoneEntered("quiz")),
        ("v", "02:00", VisitResumed(10.0, ResumeCause.TOUCH)),
        ("v", "03:00", VisitResumed(20.0, ResumeCause.TOUCH)),
        ("v", "04:00", ZoneEntered("harm_data")),
        ("v", "04:30", ZoneEntered("quiz")),
        ("v", "05:00", ItemOpened(*subject(genuine=None))),
    )
    assert of(VisitRow, rows) == [
        VisitRow(
            "v", at("01:00"), at("05:00"), VisitExit.INTERRUPTED, 0, None, (), None, None, 210.0, ("quiz", "harm_data"),
            "", "", "",
        )
    ]  # fmt: skip
    assert of(ZoneRow, rows) == [
        ZoneRow("v", "quiz", at("01:00"), 180.0, False, ZoneExit.INTERRUPTED),
        ZoneRow("v", "harm_data", at("04:00"), 30.0, False, ZoneExit.INTERRUPTED),
        ZoneRow("v", "quiz", at("04:30"), 30.0, False, ZoneExit.INTERRUPTED),
    ]


def test_a_stay_ends_with_the_visit_or_with_the_leaving_of_another_zone() -> None:
    rows = log(
        ("v", "00:00", STARTED),
        ("v", "01:00", ZoneEntered("quiz")),
        ("v", "02:00", ZoneLeft("harm_data", 9.0, True, ZoneExit.HOME)),
        ("v", "03:00", ZoneEntered("quiz")),
        ("v", "05:00", VisitEnded(VisitExit.TIME_UP, 300.0, ("quiz", "scam_types"))),
        ("v", "06:00", VisitEnded(VisitExit.FINISHED, 360.0, ())),
    )
    assert of(ZoneRow, rows) == [
        ZoneRow("v", "quiz", at("01:00"), 60.0, False, ZoneExit.INTERRUPTED),
        ZoneRow("v", "harm_data", "", 9.0, True, ZoneExit.HOME),
        ZoneRow("v", "quiz", at("03:00"), 120.0, False, ZoneExit.INTERRUPTED),
    ]
    (visit,) = of(VisitRow, rows)
    assert (visit.end, visit.how, visit.zones) == (at("05:00"), VisitExit.TIME_UP, ("quiz", "scam_types"))


def test_times_nobody_can_read_have_no_length() -> None:
    rows = [row._replace(at="soon") for row in WHOLE[:2]]
    assert [visit.seconds for visit in of(VisitRow, rows)] == [0.0]


def test_two_visits_do_not_mix() -> None:
    rows = log(
        ("a", "00:00", STARTED),
        ("a", "01:00", ZoneEntered("quiz")),
        ("b", "30:00", STARTED),
        ("b", "31:00", ZoneEntered("harm_data")),
        ("b", "33:00", ZoneLeft("harm_data", 120.0, True, ZoneExit.HOME)),
        ("b", "40:00", VisitEnded(VisitExit.FINISHED, 600.0, ("harm_data",))),
    )
    assert [(v.visit, v.how, v.end[14:19], v.zones) for v in of(VisitRow, rows)] == [
        ("a", VisitExit.INTERRUPTED, "01:00", ("quiz",)),
        ("b", VisitExit.FINISHED, "40:00", ("harm_data",)),
    ]


def test_events_of_another_version_are_passed_over() -> None:
    more = '{"zone":"quiz","item":"x","type":"","genuine":null,"wording":"","since":"v9"}'
    events = [
        decode("PulseTaken", '{"beats": 80}'),
        decode("ZoneLeft", '{"zone": "quiz"}'),
        decode("ZoneLeft", "not json"),
        decode("ItemOpened", more),
    ]
    assert events[:3] == [UnknownEvent("PulseTaken"), UnknownEvent("ZoneLeft"), UnknownEvent("ZoneLeft")]
    assert events[3] == ItemOpened("quiz", "x", "", None, "")
    rows = [*WHOLE[:2], *(Logged("v1", e, at(f"02:0{n}"), 3 + n) for n, e in enumerate(events))]
    (visit,) = of(VisitRow, rows)
    assert visit.end == at("02:03")
    assert len(of(ItemRow, rows)) == 1


def test_a_clock_set_back_gives_no_negative_times() -> None:
    rows = log(("v", "30:00", STARTED), ("v", "31:00", ZoneEntered("quiz")), ("v", "05:00", ItemOpened(*subject())))
    assert of(VisitRow, rows)[0].seconds == 0.0
    assert of(ZoneRow, rows)[0].seconds == 0.0


def test_a_message_judged_twice_and_one_nobody_judged() -> None:
    rows = log(
        ("v", "00:00", phrase("不轻信")),
        ("v", "01:00", ink((1, 2))),
        ("", "02:00", MessageJudged(1, True, "甲")),
        ("", "03:00", MessageJudged(1, False, "乙")),
        ("", "04:00", MessageJudged(77, True, "甲")),
    )
    assert [(m.text, m.status, m.by) for m in of(MessageRow, rows)] == [
        ("不轻信", MessageStatus.REJECTED, "乙"),
        ("手写 1 笔", MessageStatus.PENDING, ""),
    ]
    assert approved_messages(rows) == []
    assert approved_messages(rows[:3])[0].left.phrase == "不轻信"
    assert [m.id for m in pending_messages(rows)] == [2]


def test_an_erased_message_says_so_and_nothing_else() -> None:
    assert message_text(MessageLeft(MessageForm.INK)) == message_text(MessageLeft(MessageForm.PHRASE)) == "（已删除）"


@given(logs())
def test_nothing_is_counted_twice_or_left_out(rows: list[Logged]) -> None:
    counted = Counter(type(r) for r in table_rows(arranged(rows)))
    kinds = Counter(type(r.event) for r in rows)
    assert counted[VisitRow] == len({r.visit for r in rows if r.visit})
    assert counted[AnswerRow] == kinds[QuestionAnswered]
    assert counted[ChoiceRow] == kinds[ChoiceMade] + kinds[ChoiceTimedOut]
    assert counted[EndingRow] == kinds[ScenarioEnded]
    assert counted[AdviceRow] == kinds[AdviceChosen] and counted[AdviceEndRow] == kinds[AdviceEnded]
    assert counted[MessageRow] == kinds[MessageLeft]
    entered = [r for r in rows if r.visit and isinstance(r.event, ZoneEntered)]
    assert sum(bool(z.entered) for z in of(ZoneRow, rows)) == len(entered), "every stay once"


@given(logs())
def test_every_visit_makes_sense(rows: list[Logged]) -> None:
    for visit in of(VisitRow, rows):
        own = [r for r in rows if r.visit == visit.visit]
        assert own[0].at <= visit.start <= own[-1].at
        assert visit.seconds >= 0
        assert len(set(visit.zones)) == len(visit.zones)
        assert {r.event.zone for r in own if isinstance(r.event, ZoneEntered)} <= set(visit.zones)
        ends = [r.event.how for r in own if isinstance(r.event, VisitEnded)]
        assert visit.how is (ends[0] if ends else VisitExit.INTERRUPTED)
    assert all(zone.seconds >= 0 for zone in of(ZoneRow, rows))


@given(logs(), st.integers(0, 30))
def test_a_cut_log_tells_of_the_same_answers_up_to_the_cut(rows: list[Logged], cut: int) -> None:
    cut_off, whole = of(AnswerRow, rows[:cut]), of(AnswerRow, rows)
    for visit in {row.visit for row in rows}:
        left = [answer for answer in cut_off if answer.visit == visit]
        assert left == [answer for answer in whole if answer.visit == visit][: len(left)]


@given(logs())
def test_the_days_add_up(rows: list[Logged]) -> None:
    def words(found: Sequence[TableRow]) -> Counter[str]:
        return Counter(map(repr, found))

    days = sorted({date.fromisoformat(r.day) for r in rows})
    together = [r for day in days for r in table_rows(arranged(rows), day, day)]
    assert words(together) == words(list(table_rows(arranged(rows))))
    if days:
        assert words(list(table_rows(arranged(rows), days[0], days[-1]))) == words(together)
        assert list(table_rows(arranged(rows), None, days[0] - timedelta(days=1))) == []
        assert list(table_rows(arranged(rows), days[-1] + timedelta(days=1), None)) == []
