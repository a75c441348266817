"""The report of the effect in a few simulated halls: `python -m bench calibration` plays a thousand of each."""

from __future__ import annotations

import pytest

from bench.calibration import WORLDS, Finding, World, findings, planted_in_forms

HALLS = 40
LEAST = 0.825
"""Of 40 bands of 95 %, that more than seven miss has a chance of one in a thousand."""
FEW = [world for world in WORLDS if world.season.groups < 90]


@pytest.mark.parametrize("world", FEW, ids=lambda world: world.name)
def test_verdicts_and_bands_hold(world: World) -> None:
    found = list(findings(world, HALLS))
    assert len(found) > len(world.verdicts) + 5
    for finding in found[: len(world.verdicts)]:
        least, most = finding.wanted
        assert least - 0.05 <= finding.share <= most, finding
    for finding in found[len(world.verdicts) :]:
        assert finding.share >= LEAST, finding


def test_an_item_marked_the_wrong_way_round_is_named() -> None:
    named = next(planted_in_forms(20))
    assert "wrong way round" in named.what and named.share >= 0.95


@pytest.mark.parametrize(
    ("share", "wanted", "said"),
    [(0.03, (0.0, 0.05), "yes"), (0.06, (0.0, 0.05), "NO"), (0.9, (0.9, 1.0), "yes"), (0.89, (0.9, 1.0), "NO")],
)
def test_a_finding_says_whether_it_holds(share: float, wanted: tuple[float, float], said: str) -> None:
    assert str(Finding("w", "x", share, wanted)).endswith(f"| {said} |")
