"""What the farewell screen may say of a visit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.events import (
    ChoiceMade,
    Event,
    QuestionAnswered,
    QuizFinished,
    ScenarioEnded,
    ZoneEntered,
    ZoneLeft,
)
from kiosk.reports.detection import Detection, detection
from kiosk.reports.summary import VisitSummary, visit_summary


def judged(kind: str, genuine: bool, said_scam: bool | None, right: bool | None = None) -> QuestionAnswered:
    if right is None:
        right = genuine != said_scam
    return QuestionAnswered("quiz", "q", kind, "judge", right, genuine, said_scam, "")


def test_nothing_happened() -> None:
    assert visit_summary([]) == VisitSummary()


def test_zones_in_the_order_seen() -> None:
    events: list[Event] = [
        ZoneEntered("quiz"),
        ZoneLeft("quiz", 60.0, False, "home"),
        ZoneEntered("harm_data"),
        ZoneLeft("harm_data", 60.0, True, "home"),
        ZoneEntered("quiz"),
        ZoneLeft("quiz", 60.0, True, "home"),
        ZoneEntered("vr_experience"),
    ]
    summary = visit_summary(events)
    assert summary.zones_seen == ("quiz", "harm_data", "vr_experience")
    assert summary.zones_done == ("harm_data", "quiz")


def test_the_last_finished_form_counts() -> None:
    summary = visit_summary([QuizFinished(10, 4, "solo", 1), QuizFinished(8, 7, "group", 2)])
    assert (summary.quiz_right, summary.quiz_items) == (7, 8)


def test_what_slipped_through_most_often_comes_first() -> None:
    summary = visit_summary(
        [
            judged("refund", False, False),
            judged("police", False, False),
            judged("police", False, True),
            judged("law", False, None, right=False),
            ChoiceMade("vr_experience", "s", "n", "c", False, "police"),
            ChoiceMade("case_warnings", "k", "n", "c", None, "romance"),
            ChoiceMade("case_warnings", "k", "n", "c", True, "romance"),
            ChoiceMade("case_warnings", "k", "n", "c", False),
            ScenarioEnded("vr_experience", "s", "loss", 9000, (), ("a", "b", "c")),
            ScenarioEnded("vr_experience", "unknown", "loss", 9000, (), ("a",)),
            ScenarioEnded("vr_experience", "s", "safe", 0, ("a", "b", "c"), ()),
        ]
    )
    assert summary.missed_types == (("police", 3), ("refund", 1), ("law", 1))
    assert summary.false_alarms == 0


def test_turning_away_what_is_genuine_is_a_false_alarm_and_no_missed_scam() -> None:
    summary = visit_summary(
        [
            judged("police", True, True),
            judged("police", True, False),
            judged("police", True, None, right=False),
            ScenarioEnded("vr_experience", "s", "missed", 0, (), ("a",)),
        ]
    )
    assert summary.false_alarms == 2
    assert summary.judged == Detection(false_alarms=1, correct_rejections=1)
    assert summary.missed_types == ()


@given(st.lists(st.builds(judged, st.just("police"), st.booleans(), st.none() | st.booleans(), st.booleans())))
def test_every_judgement_is_counted_once(answers: list[QuestionAnswered]) -> None:
    counts = detection(answers)
    judgements = [a for a in answers if a.said_scam is not None]
    assert counts.hits + counts.misses == sum(not a.genuine for a in judgements)
    assert counts.false_alarms + counts.correct_rejections == sum(a.genuine for a in judgements)
    assert counts.hits + counts.false_alarms == sum(bool(a.said_scam) for a in judgements)
