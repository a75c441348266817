"""Which rows of the log the figures are reckoned from."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.events import Event, JudgementCounted, QuestionAnswered, QuizFinished, VisitStarted
from kiosk.core.subject import Subject
from kiosk.core.vocabulary import AgeBand, GroupKind, Phase, QuestionForm, QuizWay, VisitMode
from kiosk.reports.judgements import Judgement, judgements, single_answers
from tests.reports.made import STARTED, answer, log, withheld


def counted(phase: Phase, scam: int, genuine: int, people: int = 12, truth: bool | None = False) -> JudgementCounted:
    return JudgementCounted("live", "bank", "police", truth, "0a1b", phase, "2026Q4-A", scam, genuine, people)


def test_a_count_is_what_one_group_said_of_one_wording_in_one_phase() -> None:
    rows = log(
        ("v", "00:00", STARTED),
        ("v", "01:00", counted(Phase.BEFORE, 7, 3)),
        ("w", "02:00", counted(Phase.AFTER, 1, 11)),
    )
    assert judgements(rows) == [
        Judgement("v", "bank", "0a1b", False, Phase.BEFORE, 7, 3, 12),
        Judgement("w", "bank", "0a1b", False, Phase.AFTER, 1, 11, 12),
    ]


def test_hands_that_were_counted_again_count_once_as_they_were_last() -> None:
    again = log(
        *(("v", "01:00", counted(phase, n, 3)) for phase, n in ((Phase.BEFORE, 7), (Phase.BEFORE, 9), (Phase.AFTER, 2)))
    )
    assert [(row.phase, row.said_scam) for row in judgements(again)] == [(Phase.BEFORE, 9), (Phase.AFTER, 2)]


def test_what_is_neither_scam_nor_genuine_is_no_judgement() -> None:
    assert judgements(log(("v", "01:00", counted(Phase.BEFORE, 7, 3, truth=None)))) == []


def asked(item: str, right: bool = True) -> QuestionAnswered:
    return replace(answer("police", False, right), item=item, wording=f"w-{item}")


def run(*events: Event, way: QuizWay = QuizWay.SOLO, begun: VisitStarted | None = STARTED) -> list[str]:
    """The items of which single answers are found in one visit."""
    made: list[Event] = [begun] if begun else []
    made += events
    answers = sum(isinstance(event, QuestionAnswered) for event in events)
    return [
        a.item for a in single_answers(log(*(("v", "01:00", e) for e in [*made, QuizFinished(answers, 1, way, 1)])))
    ]


def test_single_answers_are_those_of_who_answered_alone_to_the_end() -> None:
    assert run(asked("a"), asked("b")) == ["a", "b"]
    assert run(asked("a"), way=QuizWay.GROUP) == []
    assert run(asked("a"), begun=None) == []
    unfinished = log(("v", "00:00", STARTED), ("v", "01:00", asked("a")))
    assert single_answers(unfinished) == []


def test_an_exercise_elsewhere_is_none_of_the_quiz() -> None:
    elsewhere = QuestionAnswered(*Subject("scam_lessons", "x", "", False, "w"), QuestionForm.SPOT, "1", True, True)
    assert run(asked("a"), elsewhere, asked("b"))[-1] == "b" and "x" not in run(elsewhere, asked("a"))


def test_a_run_that_was_broken_off_is_no_part_of_the_next() -> None:
    rows = log(
        ("v", "00:00", STARTED), ("v", "01:00", asked("left")), ("v", "02:00", asked("a")), ("v", "03:00", QuizFinished(1, 1, QuizWay.SOLO, 1)),
    )  # fmt: skip
    assert [found.item for found in single_answers(rows)] == ["a"]


def test_runs_are_different_people_and_what_was_asked_before_in_the_visit_does_not_count_again() -> None:
    first, second = (asked("a"), asked("b")), (asked("b", False), asked("c"))
    rows: list[Event] = [
        STARTED,
        *first,
        QuizFinished(2, 2, QuizWay.SOLO, 1),
        *second,
        QuizFinished(2, 1, QuizWay.SOLO, 2),
    ]
    found = single_answers(log(*(("v", "01:00", event) for event in rows)))
    assert [answer.item for answer in found] == ["a", "b", "c"]
    assert found[0].taker == found[1].taker != found[2].taker


def test_who_would_check_first_what_is_plain_has_neither_got_it_right_nor_wrong() -> None:
    def right(event: QuestionAnswered) -> bool | None:
        return single_answers(
            log(("v", "0:0", STARTED), ("v", "0:1", event), ("v", "0:2", QuizFinished(1, 1, QuizWay.SOLO, 1)))
        )[0].right

    assert right(withheld("police", False)) is right(withheld("police", True)) is None
    assert right(withheld("police", None)) is True
    assert right(answer("police", False, True)) is True and right(answer("police", True, True)) is False


def test_an_age_is_known_where_everybody_has_it_or_nobody() -> None:
    def senior(*ages: AgeBand) -> bool | None:
        begun = VisitStarted(3, GroupKind.VISITOR, ages, VisitMode.FREE)
        rows = log(("v", "0:0", begun), ("v", "0:1", asked("a")), ("v", "0:2", QuizFinished(1, 1, QuizWay.SOLO, 1)))
        return single_answers(rows)[0].senior

    assert senior(AgeBand.SENIOR) is True
    assert senior(AgeBand.YOUNG) is senior(AgeBand.YOUNG, AgeBand.MIDDLE) is False
    assert senior() is senior(AgeBand.SENIOR, AgeBand.MINOR) is senior(AgeBand.UNKNOWN) is None
