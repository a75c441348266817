"""The items of live forms, as hands raised before the visit say.

Afterwards items are easier because of what was shown, so those hands say nothing about the items.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kiosk.core.vocabulary import Phase, Truth
from kiosk.reports.fairness import drift
from kiosk.reports.intervals import Estimate, wilson
from kiosk.reports.item_statistics import EITHER, FEWEST_FOR_SHARES, ItemFigures, option_shares, troubles
from kiosk.reports.judgements import Judgement

UNSURE = "unsure"
"""Stands in a distractor table for who raised no hand."""


def live_items(rows: Sequence[Judgement], earlier: Sequence[Judgement] = ()) -> tuple[ItemFigures, ...]:
    """Every wording's figures and troubles, in the order met; `earlier` is the period to which drift is compared.

    An item is called opposite where, of those who decided, for certain more than half were wrong. People of one group
    resemble each other: bands are as wide as groups differ (the design effect; Rao and Scott 1992, Biometrics 48).
    """
    now = {wording: _figures(counted) for wording, counted in _by_wording(rows).items()}
    kinds = {row.wording: row.genuine for row in rows}
    were = {wording: _figures(counted) for wording, counted in _by_wording(earlier).items()}
    drifts = drift(_difficulties(were), _difficulties(now), kinds)
    found = []
    for wording, (figures, decided) in now.items():
        figures = replace(figures, drift=drifts.get(wording))
        found.append(replace(figures, troubles=troubles(figures, decided, EITHER)))
    return tuple(found)


def _by_wording(rows: Sequence[Judgement]) -> dict[str, list[Judgement]]:
    found: dict[str, list[Judgement]] = {}
    for row in rows:
        if row.phase is Phase.BEFORE and row.people > 0:
            found.setdefault(row.wording, []).append(row)
    return found


def _figures(counted: Sequence[Judgement]) -> tuple[ItemFigures, Estimate]:
    """The figures, and the share of right ones among those who decided."""
    item = counted[0]
    people = sum(row.people for row in counted)
    scam, genuine = sum(row.said_scam for row in counted), sum(row.said_genuine for row in counted)
    facility = _share(counted, _right, lambda row: row.people)
    decided = _share(counted, _right, lambda row: row.said_scam + row.said_genuine)
    options = option_shares({Truth.SCAM: scam, Truth.GENUINE: genuine, UNSURE: people - scam - genuine})
    return ItemFigures(
        item.item, item.wording, people, facility, options, difficulty=_difficulty(facility, people)
    ), decided


def _difficulty(facility: Estimate, answers: int) -> Estimate | None:
    """The logit of being wrong, and its band; none where so few answered, or so much alike, that there is none."""
    if answers < FEWEST_FOR_SHARES or not 0 < facility.value < 1:
        return None
    value, lower, upper = (math.log((1 - s) / s) for s in (facility.value, facility.upper, facility.lower))
    return Estimate(value, lower, upper)


def _difficulties(items: Mapping[str, tuple[ItemFigures, Estimate]]) -> dict[str, Estimate]:
    return {wording: found.difficulty for wording, (found, _) in items.items() if found.difficulty is not None}


def _right(row: Judgement) -> int:
    return row.said_genuine if row.genuine else row.said_scam


def _share(rows: Sequence[Judgement], part: Callable[[Judgement], int], whole: Callable[[Judgement], int]) -> Estimate:
    """A share with a Wilson band for as many independent people as the groups are worth."""
    total = sum(map(whole, rows))
    share = sum(map(part, rows)) / total if total else 0.0
    effect = 1.0
    if len(rows) > 1 and 0 < share < 1:
        spread = sum((part(row) - whole(row) * share) ** 2 for row in rows) * len(rows) / (len(rows) - 1)
        effect = max(1.0, spread / (total * share * (1 - share)))
    return wilson(share * total / effect, total / effect)
