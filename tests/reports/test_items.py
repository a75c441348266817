"""What is said of single items: from hands, from single answers, and in words."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from bench.population import quizzed
from kiosk.core.vocabulary import ItemTrouble, Phase, QuestionForm
from kiosk.reports.intervals import Estimate, wilson
from kiosk.reports.item_statistics import ItemFigures, option_shares, troubles
from kiosk.reports.judgements import Judgement, SingleAnswer
from kiosk.reports.live_items import live_items
from kiosk.reports.quiz_items import discrimination, quiz_items


# ------------------------------------------------------------ hands
def hands(
    item: str, said: Sequence[tuple[int, int]], genuine: bool = False, phase: Phase = Phase.BEFORE
) -> list[Judgement]:
    """Groups of twelve and what each said: (scam, genuine)."""
    return [Judgement(f"g{n}", item, f"w-{item}", genuine, phase, s, g, 12) for n, (s, g) in enumerate(said)]


def one(rows: Sequence[Judgement], earlier: Sequence[Judgement] = ()) -> ItemFigures:
    (figures,) = live_items(rows, earlier)
    return figures


def test_hands_give_the_share_who_were_right_and_what_the_others_said() -> None:
    found = one(hands("a", [(8, 2), (8, 2), (8, 2)]))
    assert (found.item, found.wording, found.answers) == ("a", "w-a", 36)
    assert found.facility == wilson(24, 36)
    assert [(o.option, o.count) for o in found.options] == [("scam", 24), ("genuine", 6), ("unsure", 6)]
    assert found.options[1].share == wilson(6, 36)
    assert one(hands("a", [(8, 2)] * 3, genuine=True)).facility == wilson(6, 36)


def test_hands_say_nothing_of_how_an_item_goes_with_others() -> None:
    found = one(hands("a", [(8, 2)] * 3))
    assert (found.discrimination, found.slope, found.seniors) == (None, None, None)


def test_hands_raised_after_the_visit_say_nothing_of_the_item() -> None:
    before, after = hands("a", [(6, 6)] * 4), hands("a", [(12, 0)] * 4, phase=Phase.AFTER)
    assert live_items([*before, *after]) == live_items(before)
    assert live_items(after) == ()


def test_groups_that_differ_are_worth_fewer_people() -> None:
    """The variance of a share over clusters, group by group."""
    said = [(12, 0), (12, 0), (0, 12), (0, 12), (12, 0), (6, 6)]
    share = sum(s for s, _ in said) / 72
    between = sum((s - 12 * share) ** 2 for s, _ in said) * 6 / 5
    effect = between / (72 * share * (1 - share))
    assert effect > 5
    assert one(hands("a", said)).facility == wilson(72 * share / effect, 72 / effect)


@pytest.mark.parametrize(("groups", "shown"), [(2, False), (3, True)])
def test_fewer_than_thirty_answers_say_nothing(groups: int, shown: bool) -> None:
    found = one(hands("a", [(1, 11)] * groups))
    assert (found.options != ()) is (found.troubles != ()) is (found.difficulty is not None) is shown


def test_an_item_that_most_get_wrong_has_perhaps_the_wrong_answer_beside_it() -> None:
    found = one(hands("a", [(2, 9)] * 5))
    assert found.troubles == (ItemTrouble.OPPOSITE,) and "核对答案" in found.troubles[0].word
    assert one(hands("a", [(5, 6)] * 5)).troubles == ()
    unsure = one(hands("a", [(4, 2)] * 5))
    assert unsure.facility.value < 0.5 and unsure.troubles == ()


def test_an_item_everybody_knows_measures_nothing() -> None:
    assert one(hands("a", [(12, 0)] * 10)).troubles == (ItemTrouble.EVERYBODY_KNOWS,)
    assert one(hands("a", [(12, 0)] * 4)).troubles == ()


def test_an_item_that_grew_easier_than_its_kind_is_named_and_a_warier_public_is_not() -> None:
    quarter = [*hands("a", [(6, 5)] * 25), *hands("b", [(7, 4)] * 25), *hands("c", [(8, 3)] * 25)]
    wary = [*hands("a", [(7, 4)] * 25), *hands("b", [(8, 3)] * 25), *hands("c", [(9, 2)] * 25)]
    assert [figures.troubles for figures in live_items(wary, quarter)] == [(), (), ()]
    leaked = [*hands("a", [(10, 1)] * 25), *wary[25:]]
    found = live_items(leaked, quarter)
    assert [figures.troubles for figures in found] == [(ItemTrouble.GREW_EASIER,), (), ()]
    assert found[0].drift is not None and found[0].drift.value < -0.5
    assert live_items(quarter, leaked)[0].troubles == (ItemTrouble.GREW_HARDER,)
    edited = [replace(row, wording="w-new") if row.item == "a" else row for row in leaked]
    assert [figures.troubles for figures in live_items(edited, quarter)] == [(), (), ()]


# ------------------------------------------------------------ single answers
def matrix(people: int, seed: int) -> list[list[bool | None]]:
    chance = random.Random(seed)
    found: list[list[bool | None]] = []
    for _ in range(people):
        able = chance.gauss(0, 1)
        found.append([chance.random() < 1 / (1 + math.exp(hard - able)) for hard in (-1.0, 0.0, 1.0, 0.5)])
    return found


def answered(rows: Sequence[Sequence[bool | None]], form: QuestionForm = QuestionForm.JUDGE) -> list[SingleAnswer]:
    return [
        SingleAnswer(f"t{t}", f"i{i}", f"w{i}", False, form, "scam" if right else "genuine", right, t % 2 == 0)
        for t, row in enumerate(rows)
        for i, right in enumerate(row)
    ]


def correlation(xs: Sequence[float], ys: Sequence[float]) -> float:
    x0, y0 = sum(xs) / len(xs), sum(ys) / len(ys)
    both = sum((x - x0) * (y - y0) for x, y in zip(xs, ys, strict=True))
    return both / math.sqrt(sum((x - x0) ** 2 for x in xs) * sum((y - y0) ** 2 for y in ys))


def test_the_corrected_point_biserial_is_the_correlation_with_the_rest_of_the_score() -> None:
    rows = matrix(80, 1)
    found = quiz_items(answered(rows))
    for i, figures in enumerate(found):
        expected = correlation(
            [float(bool(row[i])) for row in rows], [sum(map(bool, row)) - bool(row[i]) for row in rows]
        )
        assert figures.discrimination is not None
        assert figures.discrimination.value == pytest.approx(expected)
        reach = 1.959964 / math.sqrt(77)
        assert figures.discrimination.lower == pytest.approx(math.tanh(math.atanh(expected) - reach))
        assert figures.discrimination.upper == pytest.approx(math.tanh(math.atanh(expected) + reach))


@pytest.mark.parametrize(("people", "shown"), [(59, False), (60, True)])
def test_difficulty_and_discrimination_are_said_from_sixty_answers_on(people: int, shown: bool) -> None:
    for figures in quiz_items(answered(matrix(people, 2))):
        assert (figures.difficulty is not None) is (figures.discrimination is not None) is shown


@pytest.mark.parametrize(("people", "shown"), [(249, False), (250, True)])
def test_slopes_are_said_from_two_hundred_and_fifty_on(people: int, shown: bool) -> None:
    assert [(figures.slope is not None) for figures in quiz_items(answered(matrix(people, 3)))] == [shown] * 4


@pytest.mark.parametrize(("people", "shown"), [(199, False), (200, True)])
def test_ages_are_compared_from_a_hundred_of_each_on(people: int, shown: bool) -> None:
    assert [(figures.seniors is not None) for figures in quiz_items(answered(matrix(people, 4)))] == [shown] * 4


def test_harder_items_are_harder() -> None:
    found = [figures.difficulty.value for figures in quiz_items(answered(matrix(600, 5))) if figures.difficulty]
    assert found == pytest.approx([-1.0, 0.0, 1.0, 0.5], abs=0.3)


def test_who_would_check_first_is_among_the_options_and_in_no_figure() -> None:
    rows = answered(matrix(80, 6))
    first = [a for a in rows if a.item == "i0"]
    checked = [replace(a, right=None, option="verify", taker=f"x{n}") for n, a in enumerate(first[:40])]
    found, without = quiz_items([*rows, *checked])[0], quiz_items(rows)[0]
    assert found.facility == without.facility and found.answers == without.answers == 80
    assert found.discrimination == without.discrimination
    assert {o.option: o.count for o in found.options}["verify"] == 40


@pytest.mark.parametrize(
    ("form", "share", "trouble"),
    [
        (QuestionForm.JUDGE, 0.35, ItemTrouble.OPPOSITE), (QuestionForm.JUDGE, 0.45, None),
        (QuestionForm.SINGLE, 0.15, ItemTrouble.WORSE_THAN_GUESSING), (QuestionForm.SINGLE, 0.22, None),
        (QuestionForm.MULTIPLE, 0.02, None),
    ],
)  # fmt: skip
def test_worse_than_guessing_is_said_by_what_guessing_gets(
    form: QuestionForm, share: float, trouble: ItemTrouble | None
) -> None:
    rows = answered([[n < 100 * share] for n in range(100)], form)
    (found,) = quiz_items(rows)
    assert found.troubles == ((trouble,) if trouble else ())


def test_an_item_the_able_get_wrong_and_one_unfair_to_the_old_are_named_and_no_other() -> None:
    slopes, unfair = np.full(12, 1.2), np.zeros(12)
    slopes[3], unfair[5] = -1.2, 1.6
    drawn = np.random.default_rng(7)
    found = quiz_items(quizzed(1500, slopes, np.full(12, -1.2), drawn, harder_for_seniors=unfair))
    named = {figures.wording: figures.troubles for figures in found if figures.troubles}
    assert named == {"w3": (ItemTrouble.AGAINST_THE_OTHERS,), "w5": (ItemTrouble.HARDER_FOR_SENIORS,)}


def test_items_of_nobody_who_answered_alike_or_nothing_come_through() -> None:
    assert quiz_items([]) == () and live_items([]) == ()
    same = quiz_items(answered([[True, True, False]] * 100))
    assert [figures.difficulty for figures in same] == [None, None, None]
    assert same[0].troubles == (ItemTrouble.EVERYBODY_KNOWS,)
    assert discrimination(np.full((100, 1), 1.0), 0) is None


# ------------------------------------------------------------ in words
PLAIN = ItemFigures("a", "w", 100, wilson(60, 100), ())


def about(value: float, reach: float) -> Estimate:
    return Estimate(value, value - reach, value + reach)


@pytest.mark.parametrize(
    ("figures", "named"),
    [
        (PLAIN, ()),
        (replace(PLAIN, discrimination=about(-0.2, 0.1)), (ItemTrouble.AGAINST_THE_OTHERS,)),
        (replace(PLAIN, discrimination=about(-0.2, 0.3)), ()),
        (replace(PLAIN, slope=about(-0.5, 0.4)), (ItemTrouble.AGAINST_THE_OTHERS,)),
        (replace(PLAIN, slope=about(0.1, 0.2)), (ItemTrouble.SAYS_NOTHING,)),
        (replace(PLAIN, slope=about(0.1, 0.3)), ()),
        (replace(PLAIN, seniors=about(-0.65, 0.2)), (ItemTrouble.HARDER_FOR_SENIORS,)),
        (replace(PLAIN, seniors=about(-0.65, 0.3)), ()),
        (replace(PLAIN, seniors=about(-0.63, 0.1)), ()),
        (replace(PLAIN, seniors=about(0.65, 0.2)), (ItemTrouble.EASIER_FOR_SENIORS,)),
        (replace(PLAIN, drift=about(0.51, 0.5)), (ItemTrouble.GREW_HARDER,)),
        (replace(PLAIN, drift=about(0.5, 0.1)), ()),
        (replace(PLAIN, drift=about(0.6, 0.7)), ()),
        (replace(PLAIN, drift=about(-0.51, 0.5)), (ItemTrouble.GREW_EASIER,)),
        (replace(PLAIN, answers=29, drift=about(-0.9, 0.5)), ()),
    ],
)  # fmt: skip
def test_a_trouble_is_said_where_it_is_certain(figures: ItemFigures, named: tuple[ItemTrouble, ...]) -> None:
    assert troubles(figures, figures.facility, 0.5) == named


def test_the_most_chosen_option_comes_first() -> None:
    found = option_shares({"a": 10, "b": 25, "c": 0})
    assert [(o.option, o.count) for o in found] == [("b", 25), ("a", 10), ("c", 0)]
    assert option_shares({"a": 29}) == ()
