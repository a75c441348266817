"""The light each zone stands in: words are read in all of them, and no two zones look alike from afar."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from kiosk.draw.items import Colour
from kiosk.draw.look import Look
from kiosk.draw.theme import CONTRAST, LIGHTINGS, Lighting, contrast
from kiosk.zones.register import ZONES

GROUNDS = ("ground", "ground_dark", "ground_light")
INKS = ("on_ground", "on_ground_soft", "mark", "danger_light", "safe_light")


@pytest.mark.parametrize("lighting", Lighting)
def test_what_is_written_upon_a_ground_is_read(lighting: Lighting) -> None:
    theme = LIGHTINGS[lighting]
    faint = {
        f"{ink} on {ground}"
        for ground, ink in product(GROUNDS, INKS)
        if contrast(getattr(theme, ink), getattr(theme, ground)) < 4.5
    }
    assert not faint


def test_every_zone_has_a_light_of_its_own_that_is_told_apart() -> None:
    assert len({zone.sign.lighting for zone in ZONES}) == len(ZONES)
    grounds = {zone.id: LIGHTINGS[zone.sign.lighting].ground for zone in ZONES}
    near = {pair for pair in combinations(grounds, 2) if _apart(grounds[pair[0]], grounds[pair[1]]) < 30}
    assert not near


def _apart(a: Colour, b: Colour) -> float:
    """How far two colours are from each other, in steps of 256."""
    return sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) ** 0.5


@pytest.mark.parametrize("lighting", Lighting)
def test_high_contrast_is_the_same_in_every_zone(lighting: Lighting) -> None:
    assert Look(contrast=True, lighting=lighting).theme is CONTRAST
