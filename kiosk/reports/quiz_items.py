"""The items of the quiz, as single people's answers say: how hard, how telling and how fair each is."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from kiosk.core.vocabulary import QuestionForm
from kiosk.reports.fairness import drift, mantel_haenszel
from kiosk.reports.intervals import Estimate, banded, wilson
from kiosk.reports.item_statistics import EITHER, ItemFigures, option_shares, troubles
from kiosk.reports.judgements import SingleAnswer
from kiosk.reports.latent_traits import Array, Traits, rasch, two_parameters

FEWEST_FOR_DIFFICULTY, FEWEST_FOR_SLOPE, FEWEST_FOR_AGES = 60, 250, 100
"""Answers to an item: for Rasch's model and what goes with it, for two parameters, from each of two ages."""
CHANCE = {
    QuestionForm.JUDGE: 1 / 3,
    QuestionForm.TRUE_FALSE: 1 / 2,
    QuestionForm.WHICH_REAL: 1 / 4,
    QuestionForm.SINGLE: 1 / 4,
}
"""What guessing gets right; next to nothing in the other forms."""


def quiz_items(answers: Sequence[SingleAnswer], earlier: Sequence[SingleAnswer] = ()) -> tuple[ItemFigures, ...]:
    """Every wording's figures and troubles, in the order met; `earlier` is the period to which drift is compared.

    Who would check first is in the table of options and in nothing else.
    """
    of_item: dict[str, list[SingleAnswer]] = {}
    for answer in answers:
        of_item.setdefault(answer.wording, []).append(answer)
    wordings, right = _matrix(answers)
    hard, slopes = _difficulties(wordings, right), _slopes(wordings, right)
    drifts = drift(_difficulties(*_matrix(earlier)), hard, {w: given[0].genuine for w, given in of_item.items()})
    scores = _scores(answers)
    found = []
    for column, (wording, given) in enumerate(of_item.items()):
        facility = _facility(given)
        figures = ItemFigures(
            given[0].item,
            wording,
            sum(answer.right is not None for answer in given),
            facility,
            option_shares(Counter(answer.option for answer in given)),
            discrimination=discrimination(right, column),
            difficulty=hard.get(wording),
            slope=slopes.get(wording),
            seniors=_seniors(given, scores),
            drift=drifts.get(wording),
        )
        chosen = given[0].form is QuestionForm.JUDGE and given[0].genuine is not None
        chance = EITHER if chosen else CHANCE.get(given[0].form, 0.0)
        found.append(replace(figures, troubles=troubles(figures, facility, chance)))
    return tuple(found)


def discrimination(right: Array, column: int) -> Estimate | None:
    """The corrected point-biserial correlation of an item, of people × items (1 right, 0 wrong, nan not asked): with
    what each got right of the other items beyond what all get right of those. Fisher's z gives the band. None with
    fewer than 60 people, or where all answered alike.

    “Corrected” leaves the item itself out of the score (Henrysson 1963, Psychometrika 28). Where all were asked the
    same items it is the textbook's correlation with the rest score.
    """
    asked = ~np.isnan(right)
    known = np.where(asked, right, 0.0)
    beyond = np.where(asked, known - known.sum(axis=0) / np.maximum(1, asked.sum(axis=0)), 0.0)
    others = asked.sum(axis=1) - asked[:, column]
    who = asked[:, column] & (others > 0)
    if who.sum() < FEWEST_FOR_DIFFICULTY:
        return None
    item, rest = known[who, column], (beyond.sum(axis=1) - beyond[:, column])[who] / others[who]
    if not item.std() or not rest.std():
        return None
    r = float(np.corrcoef(item, rest)[0, 1])
    on_z = banded(math.atanh(max(-0.999, min(0.999, r))), 1 / math.sqrt(int(who.sum()) - 3))
    return Estimate(r, math.tanh(on_z.lower), math.tanh(on_z.upper))


def _facility(given: Sequence[SingleAnswer]) -> Estimate:
    judged = [answer.right for answer in given if answer.right is not None]
    return wilson(sum(judged), len(judged))


def _matrix(answers: Sequence[SingleAnswer]) -> tuple[list[str], Array]:
    """The wordings in the order met, and who was right: takers × wordings, nan where nobody judged."""
    wordings = list(dict.fromkeys(answer.wording for answer in answers))
    takers = {taker: row for row, taker in enumerate(dict.fromkeys(answer.taker for answer in answers))}
    column_of = {wording: column for column, wording in enumerate(wordings)}
    right = np.full((len(takers), len(wordings)), np.nan)
    for answer in answers:
        if answer.right is not None:
            right[takers[answer.taker], column_of[answer.wording]] = answer.right
    return wordings, right


def _difficulties(wordings: Sequence[str], right: Array) -> dict[str, Estimate]:
    kept, traits = _fitted(right, FEWEST_FOR_DIFFICULTY, rasch)
    if traits is None:
        return {}
    found = zip(kept, traits.intercepts, traits.intercept_errors, strict=True)
    return {wordings[column]: banded(-float(value), float(error)) for column, value, error in found}


def _slopes(wordings: Sequence[str], right: Array) -> dict[str, Estimate]:
    kept, traits = _fitted(right, FEWEST_FOR_SLOPE, two_parameters)
    if traits is None:
        return {}
    found = zip(kept, traits.slopes, traits.slope_errors, strict=True)
    return {wordings[column]: banded(float(value), float(error)) for column, value, error in found}


def _fitted(right: Array, fewest: int, model: Callable[[Array], Traits]) -> tuple[list[int], Traits | None]:
    """The columns with enough answers of both kinds, and the model of them; at least two go together."""
    asked = ~np.isnan(right)
    rights = np.where(asked, right, 0.0).sum(axis=0)
    kept = np.flatnonzero((asked.sum(axis=0) >= fewest) & (rights > 0) & (rights < asked.sum(axis=0)))
    if len(kept) < 2:
        return [], None
    part = right[:, kept]
    return kept.tolist(), model(part[~np.isnan(part).all(axis=1)])


def _seniors(given: Sequence[SingleAnswer], scores: Mapping[str, tuple[int, int]]) -> Estimate | None:
    """How much easier for those of 60 and over, among people who got as many right of as many (the item included, as
    Holland and Thayer 1988 show it has to be)."""
    judged = [answer for answer in given if answer.right is not None and answer.senior is not None]
    ages = Counter(answer.senior for answer in judged)
    if min(ages[True], ages[False]) < FEWEST_FOR_AGES:
        return None
    return mantel_haenszel((scores[a.taker], bool(a.senior), bool(a.right)) for a in judged)


def _scores(answers: Sequence[SingleAnswer]) -> dict[str, tuple[int, int]]:
    """How many each taker judged, and got right."""
    found: dict[str, tuple[int, int]] = {}
    for answer in answers:
        if answer.right is not None:
            of, right = found.get(answer.taker, (0, 0))
            found[answer.taker] = of + 1, right + answer.right
    return found
