"""How each item does, by its wording: its figures, and what is wrong with it in words that staff understand.

Live forms and the quiz say different things. Hands that were counted for a live form say how many find the truth of an
item and what the others say; not who, so nothing about how the item goes with others (`live_items.py`). Single answers
of the quiz say that too, how the item goes with the others, whether it is fair to the old, and how hard it is whoever
met it (`quiz_items.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.core.vocabulary import ItemTrouble
from kiosk.reports.intervals import Estimate, wilson

FEWEST_FOR_SHARES = 30
"""Answers to an item from which on anything is said of it."""
EVERYBODY = 0.95
"""A share of right answers above which an item measures next to nothing: a tenth of what one of even odds does."""
EITHER = 0.5
"""What guessing gets right of two answers."""
FLAT = 0.35
"""A slope below which an item hardly discriminates, in logits (Baker 2001, “The Basics of Item Response Theory”)."""
DRIFTED = 0.5
"""Logits."""
UNFAIR, SURELY_UNFAIR = 1.5 / 2.35, 1.0 / 2.35
"""ETS's category C, in logits: 1.5 on the delta scale, and for certain more than 1 (Zieky 1993)."""


@dataclass(frozen=True, slots=True)
class OptionShare:
    """How many chose an option, and what share of all that is, 0 to 1."""

    option: str
    count: int
    share: Estimate


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """One wording of an item. None stands where there are too few answers, or where hands cannot say it.

    `facility` is the share of right answers, 0 to 1, with a Wilson band: of hands among all people (not sure is not
    right), in the quiz among those who judged. `options` has the most chosen first. `difficulty` is in logits: from
    hands that of being wrong, from the quiz Rasch's. `discrimination` is the corrected point-biserial correlation,
    `slope` that of two parameters in logits, `seniors` by how many logits the item is easier for those of 60 and over
    than for others who are as able. `drift`: by how many logits it grew harder since the earlier period.
    """

    item: str
    wording: str
    answers: int
    facility: Estimate
    options: tuple[OptionShare, ...]
    discrimination: Estimate | None = None
    difficulty: Estimate | None = None
    slope: Estimate | None = None
    seniors: Estimate | None = None
    drift: Estimate | None = None
    troubles: tuple[ItemTrouble, ...] = ()


def option_shares(chosen: Mapping[str, int]) -> tuple[OptionShare, ...]:
    """The distractor table: how often each option was chosen and its share with a Wilson band, most chosen first; none
    with fewer than 30 answers."""
    total = sum(chosen.values())
    if total < FEWEST_FOR_SHARES:
        return ()
    return tuple(OptionShare(option, n, wilson(n, total)) for option, n in Counter(chosen).most_common())


def troubles(figures: ItemFigures, guessing: Estimate, chance: float) -> tuple[ItemTrouble, ...]:
    """What is wrong with an item for certain, as far as its bands say; nothing with fewer than 30 answers.

    `guessing` is the share of right answers that is compared to `chance`, what guessing gets right: 1/2 where people
    chose between scam and genuine, 0 where nobody can guess.
    """
    if figures.answers < FEWEST_FOR_SHARES:
        return ()
    found: list[ItemTrouble] = []
    if figures.facility.above(EVERYBODY):
        found.append(ItemTrouble.EVERYBODY_KNOWS)
    if guessing.below(chance):
        found.append(ItemTrouble.OPPOSITE if chance == EITHER else ItemTrouble.WORSE_THAN_GUESSING)
    discrimination, slope, seniors, moved = figures.discrimination, figures.slope, figures.seniors, figures.drift
    if (discrimination is not None and discrimination.below(0)) or (slope is not None and slope.below(0)):
        found.append(ItemTrouble.AGAINST_THE_OTHERS)
    elif slope is not None and slope.below(FLAT):
        found.append(ItemTrouble.SAYS_NOTHING)
    if seniors is not None and seniors.value <= -UNFAIR and seniors.below(-SURELY_UNFAIR):
        found.append(ItemTrouble.HARDER_FOR_SENIORS)
    if seniors is not None and seniors.value >= UNFAIR and seniors.above(SURELY_UNFAIR):
        found.append(ItemTrouble.EASIER_FOR_SENIORS)
    if moved is not None and moved.value > DRIFTED and moved.above(0):
        found.append(ItemTrouble.GREW_HARDER)
    if moved is not None and moved.value < -DRIFTED and moved.below(0):
        found.append(ItemTrouble.GREW_EASIER)
    return tuple(found)
