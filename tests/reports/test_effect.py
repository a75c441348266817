"""What the report says of a season of visits: its four sentences, and the figures under them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pytest

from bench.population import Season, items_of, visited
from kiosk.core.vocabulary import EffectVerdict, Phase
from kiosk.reports.effect import BeforeAfter, Effect, Measured, effect
from kiosk.reports.intervals import Estimate
from kiosk.reports.judgements import Judgement
from kiosk.simulate.people import Population

NORMAL = NormalDist()
SCAM = (0.5, 0.5, 0.5, -0.5, -0.5, -0.5) * 2


def season(seed: int = 1, **what: float | bool) -> list[Judgement]:
    chance = np.random.default_rng(seed)
    made, population = Season(**what), Population()  # type: ignore[arg-type]
    return visited(made, population, *items_of(made, population, chance), chance)


def exact(found: float, taken: float, found_after: float, taken_after: float, groups: int = 12) -> list[Judgement]:
    """Groups of 100 of whom exactly these shares say scam, of every scam and of everything genuine."""
    rows = []
    for group in range(groups):
        for i, truth in enumerate(SCAM):
            phase = Phase.AFTER if (i >= 6) != bool(group % 2) else Phase.BEFORE
            scams, genuine = (found_after, taken_after) if phase is Phase.AFTER else (found, taken)
            said = round(100 * (scams if truth > 0 else genuine))
            rows.append(Judgement(f"g{group}", f"i{i}", f"w{i}", truth < 0, phase, said, 100 - said, 100))
    return rows


def measured(found: Effect) -> Measured:
    assert found.measured is not None
    return found.measured


def z(share: float) -> float:
    return NORMAL.inv_cdf(share)


def test_the_changes_are_those_of_the_textbook_where_all_items_and_groups_are_alike() -> None:
    """Macmillan and Creelman's d′ = z(H) - z(F) and c = -(z(H) + z(F)) / 2, before and after."""
    found = measured(effect(exact(0.7, 0.4, 0.85, 0.3)))
    assert found.sensitivity_change.value == pytest.approx(z(0.85) - z(0.3) - z(0.7) + z(0.4), abs=0.005)
    assert found.criterion_change.value == pytest.approx(-(z(0.85) + z(0.3) - z(0.7) - z(0.4)) / 2, abs=0.005)


def test_the_shares_are_those_that_were_counted() -> None:
    found = measured(effect(exact(0.7, 0.4, 0.85, 0.3)))
    for shares, before, after in ((found.scams_found, 0.7, 0.85), (found.genuine_known, 0.6, 0.7)):
        assert shares.before.value == pytest.approx(before, abs=0.002)
        assert shares.after.value == pytest.approx(after, abs=0.002)
        assert shares.difference.value == pytest.approx(after - before, abs=0.002)


def test_who_is_not_sure_is_in_neither_share_and_half_in_the_model() -> None:
    """Ten more of each hundred unsure, taken half from either answer, change both shares and neither change."""
    rows = exact(0.7, 0.4, 0.7, 0.4)
    unsure = [
        replace(row, said_scam=row.said_scam - 10, said_genuine=row.said_genuine - 10)
        if row.phase is Phase.AFTER
        else row
        for row in rows
    ]
    found = measured(effect(unsure))
    assert found.sensitivity_change.value == pytest.approx(0, abs=1e-4)
    assert found.criterion_change.value == pytest.approx(0, abs=1e-4)
    assert found.scams_found.after.value == pytest.approx(0.6, abs=0.002)
    assert found.genuine_known.after.value == pytest.approx(0.5, abs=0.002)


def test_better_is_said_of_a_season_that_made_people_better() -> None:
    found = effect(season(groups=30, effect=0.8))
    assert found.verdict is EffectVerdict.BETTER and found.verdict.word == "辨别力提高" and found.note == ""
    assert measured(found).sensitivity_change.above(0)


def test_only_more_suspicious_is_said_where_everything_is_called_a_scam_more_often() -> None:
    found = effect(season(groups=10, shift=0.6))
    assert found.verdict is EffectVerdict.MORE_SUSPICIOUS and "真事" in found.note
    assert measured(found).criterion_change.below(0)
    assert measured(found).scams_found.difference.above(0) and measured(found).genuine_known.difference.below(0)


def test_who_tells_better_and_suspects_more_reads_both() -> None:
    found = effect(season(groups=40, effect=0.8, shift=0.5))
    assert found.verdict is EffectVerdict.BETTER and "真事认得率" in found.note


def test_no_change_is_said_where_there_was_none_and_a_fall_is_not_kept_quiet() -> None:
    still = effect(season(groups=30))
    assert (still.verdict, still.note) == (EffectVerdict.NO_CHANGE, "")
    worse = effect(season(groups=40, effect=-0.8))
    assert worse.verdict is EffectVerdict.NO_CHANGE and "低了" in worse.note
    trusting = effect(season(groups=40, shift=-0.6))
    assert trusting.verdict is EffectVerdict.NO_CHANGE and "是真的" in trusting.note


def only(rows: Sequence[Judgement], groups: int) -> list[Judgement]:
    return [row for row in rows if int(row.group[1:]) < groups]


@pytest.mark.parametrize(("groups", "said"), [(9, EffectVerdict.TOO_FEW), (10, EffectVerdict.BETTER)])
def test_nine_groups_are_too_few_and_ten_are_enough(groups: int, said: EffectVerdict) -> None:
    found = effect(only(exact(0.6, 0.5, 0.9, 0.2), groups))
    assert found.verdict is said and found.both == groups
    assert ("9 场" in found.note) == (groups == 9)


def test_ten_groups_of_which_one_was_asked_once_are_too_few_but_its_answers_are_used() -> None:
    rows = exact(0.6, 0.5, 0.9, 0.2, groups=10)
    without = [row for row in rows if not (row.group == "g3" and row.phase is Phase.AFTER)]
    found = effect(without)
    assert (found.verdict, found.both, found.only_before, found.only_after) == (EffectVerdict.TOO_FEW, 9, 1, 0)
    assert found.answers == 9 * 1200 + 600
    more = effect([*rows, *(replace(r, group=f"x{r.group}") for r in rows if r.phase is Phase.AFTER)])
    assert (more.verdict, more.both, more.only_after) == (EffectVerdict.BETTER, 10, 10)


def test_answers_of_groups_that_were_asked_once_make_the_bands_narrower() -> None:
    rows = season(groups=24, effect=0.3)
    less = [row for row in rows if int(row.group[1:]) < 12 or row.phase is Phase.BEFORE]
    alone, helped = measured(effect(only(rows, 12))), measured(effect(less))
    assert width(helped.scams_found.before) < width(alone.scams_found.before)


def width(band: Estimate) -> float:
    return band.upper - band.lower


@pytest.mark.parametrize(("groups", "bands"), [(0, False), (4, False), (5, True)])
def test_a_handful_of_groups_has_no_bands(groups: int, bands: bool) -> None:
    found = effect(only(exact(0.6, 0.5, 0.9, 0.2), groups))
    assert found.verdict is EffectVerdict.TOO_FEW and (found.measured is not None) is bands


def test_without_anything_genuine_nobody_can_tell_suspicion_from_sense() -> None:
    found = effect([row for row in exact(0.6, 0.5, 0.9, 0.2) if not row.genuine])
    assert (found.verdict, found.measured) == (EffectVerdict.TOO_FEW, None)


def test_forms_that_always_came_in_one_order_prove_nothing() -> None:
    found = effect(season(groups=40, effect=0.8, turned=False))
    assert found.verdict is EffectVerdict.TOO_FEW and "轮换" in found.note


def test_an_empty_count_counts_for_nobody() -> None:
    rows = exact(0.6, 0.5, 0.9, 0.2)
    empty = [replace(row, group="nobody", people=0, said_scam=0, said_genuine=0) for row in rows]
    assert effect([*rows, *empty]) == effect(rows)


def test_the_order_of_groups_and_rows_makes_no_difference() -> None:
    rows = season(groups=12, effect=0.3)
    forwards, backwards = measured(effect(rows)), measured(effect(rows[::-1]))
    for one, other in zip(bands(forwards), bands(backwards), strict=True):
        assert (one.value, one.lower, one.upper) == pytest.approx((other.value, other.lower, other.upper), abs=1e-6)


def bands(found: Measured) -> list[Estimate]:
    shares: tuple[BeforeAfter, ...] = (found.scams_found, found.genuine_known)
    of_shares = [band for s in shares for band in (s.before, s.after, s.difference)]
    return [found.sensitivity_change, found.criterion_change, *of_shares]


def test_before_and_after_exchanged_turn_every_change_round() -> None:
    rows = season(groups=20, effect=0.4, shift=0.2)
    turned = [replace(r, phase=Phase.BEFORE if r.phase is Phase.AFTER else Phase.AFTER) for r in rows]
    one, other = measured(effect(rows)), measured(effect(turned))
    for change, back in (
        (one.sensitivity_change, other.sensitivity_change),
        (one.criterion_change, other.criterion_change),
        (one.scams_found.difference, other.scams_found.difference),
        (one.genuine_known.difference, other.genuine_known.difference),
    ):
        assert (change.value, change.lower) == (
            pytest.approx(-back.value, abs=2e-3),
            pytest.approx(-back.upper, abs=4e-3),
        )


def test_an_edited_item_is_another() -> None:
    """Its new wording is easier by far; nobody's learning is seen in that."""
    rows = season(groups=30)
    edited = [
        replace(row, wording="w0-edited") if row.wording == "w0" and int(row.group[1:]) >= 15 else row for row in rows
    ]
    easier = [
        replace(row, said_scam=row.people, said_genuine=0) if row.wording == "w0-edited" else row for row in edited
    ]
    merged = [replace(row, wording="w0") if row.wording == "w0-edited" else row for row in easier]
    assert measured(effect(easier)).item_sd > measured(effect(merged)).item_sd
