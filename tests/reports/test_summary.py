"""What the farewell screen may say of a visit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.events import (
    AdviceChosen,
    AdviceEnded,
    ChoiceMade,
    Event,
    QuestionAnswered,
    QuizFinished,
    TrialAnswered,
    ZoneEntered,
    ZoneLeft,
)
from kiosk.core.vocabulary import AdviceOutcome, Counsel, Ending, Openness, OptionKind, QuizWay, ZoneExit
from kiosk.reports.detection import Detection, detection
from kiosk.reports.summary import VisitSummary, visit_summary
from tests.reports.made import answer, choice, ended, subject, withheld


def test_nothing_happened() -> None:
    assert visit_summary([]) == VisitSummary()


def test_zones_in_the_order_seen() -> None:
    events: list[Event] = [
        ZoneEntered("quiz"),
        ZoneLeft("quiz", 60.0, False, ZoneExit.HOME),
        ZoneEntered("harm_data"),
        ZoneEntered("quiz"),
        ZoneEntered("vr_experience"),
    ]
    assert visit_summary(events).zones_seen == ("quiz", "harm_data", "vr_experience")


def test_the_last_finished_form_counts() -> None:
    summary = visit_summary([QuizFinished(10, 4, QuizWay.SOLO, 1), QuizFinished(8, 7, QuizWay.GROUP, 2)])
    assert (summary.quiz_right, summary.quiz_items) == (7, 8)


def test_what_slipped_through_most_often_comes_first() -> None:
    summary = visit_summary(
        [
            answer("refund", False, False),
            answer("police", False, False),
            answer("police", False, True),
            answer("law", False, None, right=False),
            answer("", False, None, right=False),
            choice(OptionKind.RISKY, "police"),
            choice(OptionKind.SAFE, "romance"),
            choice(OptionKind.DOES_NOT_HELP, "romance"),
            choice(OptionKind.HELPS, "romance"),
            ended(Ending.LOSS, "police", missed=("a", "b", "c")),
            ended(Ending.SAFE, "romance"),
        ]
    )
    assert summary.missed_types == (("police", 3), ("refund", 1), ("law", 1))
    assert summary.false_alarms == 0


def test_sending_something_genuine_away_in_somebodys_name_is_a_false_alarm_and_what_shut_a_door_is_none() -> None:
    about = subject(genuine=True)
    away = AdviceEnded(*about, AdviceOutcome.REFUSED, True)
    shut = AdviceEnded(*about, AdviceOutcome.REFUSED, False)
    shamed = AdviceChosen(*subject(), "door", "muddled", Counsel.SHAMES, Openness.CLOSED)
    assert visit_summary([away]).false_alarms == 1
    assert visit_summary([shut, shamed, AdviceEnded(*subject(), AdviceOutcome.SHUT, False)]) == VisitSummary()


def test_signs_nobody_named_on_the_way_to_a_good_ending_are_no_missed_scam() -> None:
    assert visit_summary([ended(Ending.SAFE, "police", missed=("a", "b"))]).missed_types == ()
    assert visit_summary([ended(Ending.NEAR, "police", missed=("a", "b"))]).missed_types == ()
    assert visit_summary([ended(Ending.LOSS, "police")]).missed_types == (("police", 1),)


def test_turning_away_what_is_genuine_is_a_false_alarm_and_no_missed_scam() -> None:
    summary = visit_summary(
        [
            answer("police", True, True),
            answer("police", True, False),
            answer("police", True, None, right=False),
            choice(OptionKind.TURNS_AWAY, "police", genuine=True),
            ended(Ending.MISSED_GENUINE, "police", genuine=True, missed=("a",)),
        ]
    )
    assert summary.false_alarms == 2
    assert summary.judged == Detection(false_alarms=1, correct_rejections=1)
    assert summary.missed_types == ()


def test_who_would_check_first_has_missed_no_scam_and_turned_nothing_away() -> None:
    summary = visit_summary([withheld("police", False), withheld("police", True), withheld("police", None)])
    assert (summary.missed_types, summary.false_alarms) == ((), 0)
    assert summary.judged == Detection(withheld=2)


def test_a_genuine_thing_recognised_names_nothing_missed_whatever_sign_stood_beside_it() -> None:
    summary = visit_summary([ended(Ending.FOUND_GENUINE, "police", genuine=True, missed=("a", "b"))])
    assert (summary.missed_types, summary.false_alarms) == ((), 0)


def test_an_impostor_believed_in_a_genuine_story_is_a_missed_scam_once() -> None:
    events = [choice(OptionKind.RISKY, genuine=True), ended(Ending.LOSS, genuine=True, missed=("a",))]
    assert visit_summary(events).missed_types == (("police", 1),)


@given(st.lists(st.builds(answer, st.just("police"), st.booleans(), st.none() | st.booleans(), st.booleans())))
def test_every_judgement_is_counted_once(answers: list[QuestionAnswered]) -> None:
    counts = detection(answers)
    judgements = [a for a in answers if a.said_scam is not None]
    assert counts.hits + counts.misses == sum(not a.genuine for a in judgements)
    assert counts.false_alarms + counts.correct_rejections == sum(bool(a.genuine) for a in judgements)
    assert counts.hits + counts.false_alarms == sum(bool(a.said_scam) for a in judgements)


@given(st.lists(st.sampled_from([k for k in OptionKind if k is not OptionKind.RISKY]), max_size=8), st.booleans())
def test_choices_that_are_not_risky_never_miss_a_scam(kinds: list[OptionKind], genuine: bool) -> None:
    events: list[ChoiceMade] = [choice(kind, genuine=genuine) for kind in kinds]
    assert visit_summary(events).missed_types == ()


def tried(genuine: bool, kind: OptionKind, of_type: str = "") -> TrialAnswered:
    return TrialAnswered("trial", f"{genuine}", of_type, genuine, "", "take", kind)


def test_what_the_hall_asked_counts_on_its_own_side_and_in_no_figure_of_the_questions() -> None:
    judged = [answer("refund", False, True), answer("bank", True, False)]
    asked = [tried(False, OptionKind.RISKY, "police"), tried(True, OptionKind.TURNS_AWAY)]
    before, after = visit_summary(judged), visit_summary([*judged, *asked])
    assert after.missed_types == (("police", 1),) and after.false_alarms == 1
    assert (before.missed_types, before.false_alarms) == ((), 0)
    assert after.judged == before.judged == detection(judged)
    safe = [tried(False, OptionKind.SAFE, "police"), tried(True, OptionKind.SAFE)]
    assert visit_summary([*judged, *safe]) == before
