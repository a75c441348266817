"""Whether a visit makes people better at telling scam from genuine, or only more suspicious.

What it is reckoned from are the live forms: hands counted before anything was revealed, before the visit and after it.
Figures hold for the items that were asked, and for a visitor taken by chance from those who came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kiosk.core.vocabulary import EffectVerdict, Phase
from kiosk.reports.intervals import Estimate
from kiosk.reports.item_model import Array, Fitted, fit, normal_cdf, normal_pdf
from kiosk.reports.judgements import Judgement

FEWEST_GROUPS = 10
"""With fewer groups that answered before and after, nothing is said. Who came alone is none: ten groups of twelve are a
hundred and twenty people, ten people alone are ten."""
LEAST_PEOPLE = 2
"""In a group."""
FEWEST_FOR_BANDS = 5
"""With fewer, people alone among them, there is no band either: Student's t has no 3 degrees of freedom."""
FORMS_AT_MOST = 0.5
"""Where the forms' own differences make up more of what Δd′ is uncertain by, their order was not turned."""
_BOTH = frozenset(Phase)


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """A share of people, 0 to 1, before and after the visit, and after less before: each over the same items."""

    before: Estimate
    after: Estimate
    difference: Estimate


@dataclass(frozen=True, slots=True)
class Measured:
    """What people did, with 95 % bands.

    `sensitivity_change` is Δd′, after less before, in standard deviations: above 0, scam and genuine are told apart
    better. `criterion_change` is that of c = -(z(said scam of scams) + z(said scam of genuine)) / 2: below 0, people
    say “scam” more readily, whatever they see. `scams_found` is 识破率, said scam of scams; `genuine_known` is
    真事认得率, said genuine of what is genuine; who is not sure is in neither. `item_sd` is how much items differ, in
    probit units.
    """

    sensitivity_change: Estimate
    criterion_change: Estimate
    scams_found: BeforeAfter
    genuine_known: BeforeAfter
    item_sd: float


@dataclass(frozen=True, slots=True)
class Effect:
    """What came of the visits. `both` groups answered before and after, `only_before` and `only_after` once, `alone`
    people came by themselves and answered both times; `answers` are single people's answers to single items. `note`
    says beside the verdict what staff should know, "" for nothing. `measured` is None where there is too little for any
    band."""

    verdict: EffectVerdict
    note: str
    both: int
    only_before: int
    only_after: int
    alone: int
    answers: int
    measured: Measured | None


@dataclass(frozen=True, slots=True)
class _Table:
    """Counts as groups × cells; a cell is an item in a phase."""

    said_scam: Array
    said_genuine: Array
    people: Array
    items: NDArray[np.int_]
    scam: NDArray[np.bool_]
    after: NDArray[np.bool_]


def effect(rows: Sequence[Judgement]) -> Effect:
    """The effect of all visits among the rows.

    The model: P(a person says scam) = Φ(β0 + β1·truth + β2·after + β3·truth·after + u_item), truth ½ for a scam and -½
    for what is genuine, after 0 or 1, not sure as half a “scam”. Then Δd′ = β3 and the criterion's change is -β2
    (DeCarlo 1998, “Signal detection theory and generalized linear models”, with items as random effects). The shares
    come from the same model of each half alone, “said scam” or “said genuine”, as the mean over items of Φ, with the
    delta method. Bands are Student's t with as many degrees of freedom as groups answered twice, less two (one for
    each order of the forms), upon errors robust by group (`item_model`). A group that answered once only is used
    too: it says how hard its items are and how people answer in its phase. Who came alone is a group to the model, and
    none of those that a verdict needs.

    Verdict: 辨别力提高 where the band of Δd′ lies above 0; else 只是更怀疑了 where that of the criterion lies below 0;
    else 没有看出变化. 样本不足 with fewer than 10 groups that answered twice, or where all took the forms in one order,
    so that nobody can tell people from forms. How often that is wrong: `python -m bench calibration`.
    """
    rows = [row for row in rows if row.people > 0]
    phases: dict[str, set[Phase]] = {}
    for row in rows:
        phases.setdefault(row.group, set()).add(row.phase)
    groups = {row.group for row in rows if row.people >= LEAST_PEOPLE}
    answered = Counter((group in groups, frozenset(seen)) for group, seen in phases.items())
    both, alone = answered[True, _BOTH], answered[False, _BOTH]
    measured, turned = None, True
    if both + alone >= FEWEST_FOR_BANDS and {row.genuine for row in rows} == {True, False}:
        measured, turned = _measured(_table(rows, list(phases)), both + alone)
    verdict, note = _verdict(both, measured, turned)
    return Effect(
        verdict=verdict,
        note=note,
        both=both,
        only_before=answered[True, frozenset({Phase.BEFORE})],
        only_after=answered[True, frozenset({Phase.AFTER})],
        alone=alone,
        answers=sum(row.people for row in rows),
        measured=measured,
    )


def _verdict(both: int, measured: Measured | None, turned: bool) -> tuple[EffectVerdict, str]:
    if measured is None or both < FEWEST_GROUPS:
        return EffectVerdict.TOO_FEW, f"两人以上、参观前后都答了题的有 {both} 场，至少要 {FEWEST_GROUPS} 场才能判断"
    if not turned:
        return EffectVerdict.TOO_FEW, "两套题的先后没有轮换，分不清是人变了，还是题目难易不同"
    suspicious = measured.criterion_change.below(0)
    if measured.sensitivity_change.above(0):
        note = "同时也比参观前更容易说“是诈骗”，请一并看真事认得率" if suspicious else ""
        return EffectVerdict.BETTER, note
    fallen = "辨别力比参观前低了，请查题目和讲解" if measured.sensitivity_change.below(0) else ""
    if suspicious:
        return EffectVerdict.MORE_SUSPICIOUS, fallen or "骗局认出来的多了，真事也更常被当成诈骗"
    trusting = "比参观前更容易说“是真的”" if measured.criterion_change.above(0) else ""
    return EffectVerdict.NO_CHANGE, fallen or trusting


def _table(rows: Sequence[Judgement], groups: Sequence[str]) -> _Table:
    cells = sorted({(row.wording, row.phase is Phase.AFTER, not row.genuine) for row in rows})
    items = sorted({item for item, _, _ in cells})
    row_of = {group: number for number, group in enumerate(groups)}
    column_of = {(item, after): number for number, (item, after, _) in enumerate(cells)}
    counts = np.zeros((3, len(groups), len(cells)))
    for row in rows:
        place = row_of[row.group], column_of[row.wording, row.phase is Phase.AFTER]
        counts[(slice(None), *place)] += row.said_scam, row.said_genuine, row.people
    said_scam, said_genuine, people = counts
    return _Table(
        said_scam,
        said_genuine,
        people,
        items=np.array([items.index(item) for item, _, _ in cells]),
        scam=np.array([scam for _, _, scam in cells]),
        after=np.array([after for _, after, _ in cells]),
    )


def _measured(table: _Table, twice: int) -> tuple[Measured, bool]:
    """The figures, and whether the order of the forms was turned."""
    truth, after = np.where(table.scam, 0.5, -0.5), table.after.astype(float)
    leaning = table.said_scam + (table.people - table.said_scam - table.said_genuine) / 2
    fixed = np.column_stack([np.ones_like(truth), truth, after, truth * after])
    fitted = fit(leaning, table.people, fixed, table.items)
    slopes = np.eye(len(fitted.estimates))
    return Measured(
        sensitivity_change=fitted.band(float(fitted.estimates[3]), slopes[3], twice - 2),
        criterion_change=fitted.band(-float(fitted.estimates[2]), -slopes[2], twice - 2),
        scams_found=_shares(table, table.scam, table.said_scam, twice),
        genuine_known=_shares(table, ~table.scam, table.said_genuine, twice),
        item_sd=fitted.item_sd,
    ), fitted.items_part(slopes[3]) < FORMS_AT_MOST


def _shares(table: _Table, half: NDArray[np.bool_], said: Array, twice: int) -> BeforeAfter:
    """Before, after and their difference in one half of the items, each weighing as often as it was asked."""
    items = np.unique(table.items[half], return_inverse=True)[1]
    after, people = table.after[half].astype(float), table.people[:, half]
    fitted = fit(said[:, half], people, np.column_stack([np.ones_like(after), after]), items)
    asked = np.bincount(items, weights=people.sum(axis=0))
    (before, slope), (later, later_slope) = (_mean_share(fitted, phase, asked / asked.sum()) for phase in (0.0, 1.0))

    def band(value: float, slopes: Array, least: float) -> Estimate:
        found = fitted.band(value, slopes, twice - 2)
        return Estimate(value, max(least, found.lower), min(1.0, found.upper))

    return BeforeAfter(
        band(before, slope, 0.0), band(later, later_slope, 0.0), band(later - before, later_slope - slope, -1.0)
    )


def _mean_share(fitted: Fitted, after: float, weights: Array) -> tuple[float, Array]:
    """The share over all items in a phase, and how it follows each of the model's estimates."""
    phase = np.tile([1.0, after], (len(weights), 1))
    design = np.hstack([phase, np.eye(len(weights))])
    linear = design @ fitted.estimates
    return float(weights @ normal_cdf(linear)), (weights * normal_pdf(linear)) @ design
