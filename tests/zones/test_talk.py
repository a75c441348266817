"""What a sentence does to a person: shame shuts the door for a turn, asking opens it, and endings follow from that."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from kiosk.content.load import load
from kiosk.content.wording_hash import wording_of
from kiosk.core.events import AdviceChosen, AdviceEnded
from kiosk.core.speech import Role
from kiosk.core.vocabulary import AdviceOutcome, Counsel, Openness
from kiosk.zones.register import CATALOGUE
from kiosk.zones.scam_types.dialogue import Advice
from kiosk.zones.scam_types.manifest import ScamTypesContent, with_choice_ids
from kiosk.zones.scam_types.models import ZONE
from kiosk.zones.scam_types.talk import (
    OPENERS,
    OUTCOMES,
    Talk,
    begin,
    chosen,
    chosen_event,
    ended_event,
    lines_of,
    moments,
    openness_after,
    say,
)
from tests.real_hall import ROOT
from tests.zones.talks import talk_about

GOOD, PUSH, SHAME = 0, 1, 2
OPEN, GUARDED, CLOSED = Openness


def talked(advice: Advice, *said: int) -> Talk:
    talk = begin(advice)
    for at in said:
        talk = say(talk, at)
    return talk


@pytest.mark.parametrize("counsel", OPENERS)
def test_asking_and_a_step_open_the_door_and_only_unlatch_a_closed_one(counsel: Counsel) -> None:
    assert [openness_after(door, counsel) for door in (CLOSED, GUARDED, OPEN)] == [GUARDED, OPEN, OPEN]


def test_shame_closes_every_door_and_pushing_leaves_nobody_open() -> None:
    assert {openness_after(door, Counsel.SHAMES) for door in Openness} == {CLOSED}
    pushed = [openness_after(door, Counsel.PUSHES) for door in (CLOSED, GUARDED, OPEN)]
    assert pushed == [CLOSED, GUARDED, GUARDED]


def test_behind_a_closed_door_nothing_is_heard_for_a_turn() -> None:
    shamed = talked(talk_about(), SHAME)
    assert (shamed.openness, shamed.words) == (CLOSED, "回shames0"), "shame itself is answered"
    after = say(shamed, GOOD)
    assert (after.openness, after.words, after.step) == (GUARDED, "不想说了", False), "the step was not taken in"
    assert say(after, GOOD).outcome is AdviceOutcome.HEARD, "a turn later it is"


def test_who_is_open_answers_more_warmly_where_there_is_a_warmer_answer() -> None:
    advice = talk_about()
    first, second, last = advice.turns
    warmed = replace(second, choices=(replace(second.choices[0], warm="好，你帮我"), *second.choices[1:]))
    advice = replace(advice, turns=(first, warmed, last))
    assert talked(advice, GOOD, GOOD).words == "好，你帮我"
    assert talked(advice, PUSH, GOOD).words == "回step1"
    assert talked(advice, GOOD, PUSH).words == "回pushes1"


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ((GOOD, GOOD, GOOD), AdviceOutcome.HEARD),
        ((PUSH, PUSH, GOOD), AdviceOutcome.HEARD),
        ((SHAME, GOOD, GOOD), AdviceOutcome.HEARD),
        ((GOOD, GOOD, PUSH), AdviceOutcome.THINKING),
        ((GOOD, SHAME, GOOD), AdviceOutcome.THINKING),
        ((GOOD, PUSH, PUSH), AdviceOutcome.THINKING),
        ((GOOD, GOOD, SHAME), AdviceOutcome.SHUT),
        ((SHAME, PUSH, PUSH), AdviceOutcome.SHUT),
    ],
)
def test_how_a_talk_about_a_scam_ends(said: tuple[int, ...], outcome: AdviceOutcome) -> None:
    talk = talked(talk_about(), *said)
    assert (talk.outcome, talk.words, talk.turn) == (outcome, f"最后{outcome.value}", None)


@pytest.mark.parametrize(
    ("said", "outcome", "turned_away"),
    [
        ((GOOD, GOOD, GOOD), AdviceOutcome.TAKEN_UP, False),
        ((PUSH, PUSH, GOOD), AdviceOutcome.TAKEN_UP, False),
        ((GOOD, GOOD, PUSH), AdviceOutcome.REFUSED, True),
        ((GOOD, GOOD, SHAME), AdviceOutcome.REFUSED, False),
        ((PUSH, SHAME, GOOD), AdviceOutcome.REFUSED, True),
    ],
)
def test_something_genuine_ends_well_only_when_it_is_taken_up(
    said: tuple[int, ...], outcome: AdviceOutcome, turned_away: bool
) -> None:
    talk = talked(talk_about(genuine=True), *said)
    assert (talk.outcome, talk.turned_away) == (outcome, turned_away)
    assert ended_event(talk) == AdviceEnded(
        ZONE, "granny", "police", True, wording_of(talk.advice), outcome, turned_away
    )


def test_an_open_person_without_anything_to_check_still_has_to_think() -> None:
    advice = talk_about()
    turns = [replace(t, choices=(replace(t.choices[0], counsel=Counsel.ASKS), *t.choices[1:])) for t in advice.turns]
    talk = talked(replace(advice, turns=tuple(turns)), GOOD, GOOD, GOOD)
    assert (talk.openness, talk.outcome) == (OPEN, AdviceOutcome.THINKING)


def test_what_is_logged_of_a_choice_names_the_turn_that_stood_there() -> None:
    before = talked(talk_about(), SHAME)
    turn = before.advice.turns[1]
    event = chosen_event(before, say(before, GOOD))
    expected = AdviceChosen(ZONE, "granny", "police", False, wording_of(turn), "turn1", "step", Counsel.STEP, GUARDED)
    assert event == expected


def test_three_sentences_are_looked_at_again_those_that_shamed_first_in_their_order() -> None:
    advice = talk_about()
    five = replace(advice, turns=(*advice.turns, *(replace(t, id=f"{t.id}b") for t in advice.turns[:2])))
    talk = Talk(five, said=(PUSH, PUSH, SHAME, GOOD, GOOD))
    assert [c.counsel for c in moments(talk)] == [Counsel.SHAMES, Counsel.ASKS, Counsel.STEP]
    assert [c.text for c in moments(talked(advice, GOOD, PUSH, SHAME))] == ["说asks0", "说pushes1", "说shames2"]


def test_every_line_is_spoken_in_the_voice_of_the_person_and_once() -> None:
    lines = list(lines_of([talk_about()]))
    assert {line.role for line in lines} == {Role.OLD_WOMAN}
    words = [line.words for line in lines]
    assert len(words) == len(set(words)) and "" not in words
    heard = {talked(talk_about(), *said[:n]).words for said in product(range(3), repeat=3) for n in range(4)}
    assert heard == set(words)


def test_a_talk_that_is_over_has_nothing_more_to_say() -> None:
    with pytest.raises(IndexError):
        say(talked(talk_about(), GOOD, GOOD, GOOD), GOOD)


def test_choices_without_an_id_are_called_by_their_letters() -> None:
    advice = talk_about()
    bare = replace(
        advice, turns=tuple(replace(t, choices=tuple(replace(c, id="") for c in t.choices)) for t in advice.turns)
    )
    assert [c.id for c in with_choice_ids(bare).turns[1].choices] == ["a", "b", "c"]


@pytest.fixture(scope="module")
def real() -> tuple[Advice, ...]:
    content: ScamTypesContent = load(CATALOGUE, ROOT / "content", ROOT / "zones.yaml").zones["scam_types"]
    return content.talks


def test_of_the_halls_talks_some_are_genuine_and_every_ending_is_come_to(real: tuple[Advice, ...]) -> None:
    assert len(real) >= 6 and sum(advice.genuine for advice in real) >= 2
    assert sum(not advice.genuine for advice in real) >= 4
    for advice in real:
        ways = product(range(3), repeat=len(advice.turns))
        assert {talked(advice, *said).outcome for said in ways} == set(OUTCOMES[advice.genuine]), advice.id


def test_in_the_halls_talks_the_good_words_lead_to_the_good_end_and_nobody_falls_silent(
    real: tuple[Advice, ...],
) -> None:
    for advice in real:
        best = [next(i for i, c in enumerate(t.choices) if c.counsel in OPENERS) for t in advice.turns]
        assert talked(advice, *best).outcome in (AdviceOutcome.HEARD, AdviceOutcome.TAKEN_UP), advice.id
        for said in product(range(3), repeat=len(advice.turns)):
            for n in range(1, len(said) + 1):
                assert talked(advice, *said[:n]).words, (advice.id, said[:n])
        assert len(chosen(talked(advice, *best))) == len(advice.turns)
