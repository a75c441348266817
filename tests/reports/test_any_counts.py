"""Whatever was counted, the figures come through: no exception, no warning, nothing that is no number."""

from __future__ import annotations

import math
from dataclasses import astuple

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core.vocabulary import EffectVerdict, Phase, QuestionForm
from kiosk.reports.effect import effect
from kiosk.reports.judgements import Judgement, SingleAnswer
from kiosk.reports.live_items import live_items
from kiosk.reports.quiz_items import quiz_items

ITEMS = st.integers(0, 5)


@st.composite
def counts(draw: st.DrawFn) -> list[Judgement]:
    """A few groups and items; often everybody says the same."""
    rows = []
    for group in range(draw(st.integers(0, 14) | st.integers(10, 14))):
        people = draw(st.integers(0, 15))
        for phase in draw(st.sampled_from((tuple(Phase), tuple(Phase), (Phase.BEFORE,), (Phase.AFTER,)))):
            for item in draw(st.sets(ITEMS, max_size=6)):
                scam = draw(st.one_of(st.just(0), st.just(people), st.integers(0, people)))
                genuine = draw(st.one_of(st.just(people - scam), st.integers(0, people - scam)))
                rows.append(Judgement(f"g{group}", f"i{item}", f"w{item}", item % 2 == 0, phase, scam, genuine, people))
    return rows


@st.composite
def answers(draw: st.DrawFn) -> list[SingleAnswer]:
    """Up to three hundred people; what one of them answers is often what all do."""
    rows = []
    alike = draw(st.lists(st.sampled_from((True, False, None)), min_size=6, max_size=6))
    chance = draw(st.randoms(use_true_random=False))
    share = draw(st.sampled_from((0.0, 0.02, 0.5)))
    for taker in range(draw(st.sampled_from((0, 1, 40, 61, 260)))):
        for item in range(6):
            right = chance.choice((True, False, None)) if chance.random() < share else alike[item]
            form = QuestionForm.JUDGE if item % 2 else QuestionForm.SINGLE
            if chance.random() < 0.7:
                rows.append(SingleAnswer(f"t{taker}", f"i{item}", f"w{item}", None, form, "a", right, taker % 2 == 0))
    return rows


def numbers(value: object) -> list[float]:
    if isinstance(value, tuple):
        return [number for part in value for number in numbers(part)]
    return [value] if isinstance(value, float) else []


@settings(max_examples=60, deadline=None)
@given(counts())
def test_any_counts_have_an_effect(rows: list[Judgement]) -> None:
    found = effect(rows)
    assert all(map(math.isfinite, numbers(astuple(found))))
    if found.both < 10:
        assert found.verdict is EffectVerdict.TOO_FEW
    if found.measured is not None:
        for shares in (found.measured.scams_found, found.measured.genuine_known):
            assert 0 <= shares.before.lower <= shares.before.value <= shares.before.upper <= 1
            assert -1 <= shares.difference.lower <= shares.difference.upper <= 1


@settings(max_examples=60, deadline=None)
@given(counts(), counts())
def test_any_counts_say_something_of_items(rows: list[Judgement], earlier: list[Judgement]) -> None:
    for figures in live_items(rows, earlier):
        assert all(map(math.isfinite, numbers(astuple(figures))))


@settings(max_examples=25, deadline=None)
@given(answers(), answers())
def test_any_answers_say_something_of_items(rows: list[SingleAnswer], earlier: list[SingleAnswer]) -> None:
    for figures in quiz_items(rows, earlier):
        if figures.answers:
            assert all(map(math.isfinite, numbers(astuple(figures))))
