"""Whether an item is as hard for one kind of people as for another, and as hard now as it was."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping

from kiosk.reports.intervals import Estimate, banded

FEWEST_ANCHORS = 3
"""Items of one kind that both periods share: with fewer, nobody can tell one item's drift from everybody's."""


def mantel_haenszel(answers: Iterable[tuple[Hashable, bool, bool]]) -> Estimate | None:
    """The common log odds ratio of being right, with its 95 % band in logits: above 0 where the item is easier for the
    focal group. None where nothing can be compared.

    Each answer is (stratum, whether of the focal group, whether right); a stratum holds people who are equally able.
    ln of Mantel and Haenszel's (1959) Σ ad/n ÷ Σ bc/n; its variance after Robins, Breslow and Greenland (1986,
    Biometrics 42). ETS's delta is -2.35 times the reference group's log odds over the focal one's (Holland and Thayer
    1988), that is 2.35 times this.
    """
    counted = Counter(answers)
    ratio_of, against = 0.0, 0.0
    first, second, third = 0.0, 0.0, 0.0
    for stratum in {stratum for stratum, _, _ in counted}:
        a, b = counted[stratum, True, True], counted[stratum, True, False]
        c, d = counted[stratum, False, True], counted[stratum, False, False]
        total = a + b + c + d
        r, s, p, q = a * d / total, b * c / total, (a + d) / total, (b + c) / total
        ratio_of, against = ratio_of + r, against + s
        first, second, third = first + p * r, second + p * s + q * r, third + q * s
    if not ratio_of or not against:
        return None
    variance = first / ratio_of**2 / 2 + second / ratio_of / against / 2 + third / against**2 / 2
    return banded(math.log(ratio_of / against), math.sqrt(variance))


def drift(
    earlier: Mapping[str, Estimate], later: Mapping[str, Estimate], kinds: Mapping[str, Hashable]
) -> dict[str, Estimate]:
    """By how many logits each item grew harder from one period to another, beyond what all of its kind did.

    Both give items' difficulties in logits. The median over the items of a kind that both periods share is who came,
    not what was asked: people who say “scam” more readily find every scam easier and all that is genuine harder, so
    scams and genuine items are anchored apart (the kinds). Anchoring as with test forms (Kolen and Brennan, “Test
    Equating”), by a median, which a few drifting items cannot pull.
    """
    of_kind: dict[Hashable, list[str]] = {}
    for item in later:
        if item in earlier:
            of_kind.setdefault(kinds[item], []).append(item)
    found: dict[str, Estimate] = {}
    for items in of_kind.values():
        if len(items) < FEWEST_ANCHORS:
            continue
        moved = {item: later[item].value - earlier[item].value for item in items}
        common = statistics.median(moved.values())
        for item in items:
            reach = math.hypot(_reach(earlier[item]), _reach(later[item]))
            found[item] = Estimate(moved[item] - common, moved[item] - common - reach, moved[item] - common + reach)
    return found


def _reach(estimate: Estimate) -> float:
    return (estimate.upper - estimate.lower) / 2
