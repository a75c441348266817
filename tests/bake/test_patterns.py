"""Patterns tile without a seam and are the same every time."""

from __future__ import annotations

import numpy as np
import pytest

from kiosk.bake.model import Material
from kiosk.bake.patterns import noise, pattern, rgb
from kiosk.bake.tone import developed


def test_noise_has_no_seam() -> None:
    field = noise(3, 1.5, dots=256)
    inside = np.abs(np.diff(field, axis=1)).mean()
    seam = np.abs(field[:, 0] - field[:, -1]).mean()
    assert seam < inside * 3


@pytest.mark.parametrize("kind", ["plaster", "wood", "fabric", "tile", "leaf"])
def test_a_pattern_keeps_to_its_colours(kind: str) -> None:
    material = Material(kind=kind, colour="#a9764a", second="#6e4527")  # type: ignore[arg-type]
    made = pattern(material, 0)
    assert made.shape[2] == 3 and made.min() >= 0 and made.max() <= 1
    low, height = np.minimum(rgb("#a9764a"), rgb("#6e4527")) - 0.12, np.maximum(rgb("#a9764a"), rgb("#6e4527")) + 0.12
    mean = made.mean(axis=(0, 1))
    assert (mean > low).all() and (mean < height).all()


def test_more_light_is_never_darker_and_never_burns_early() -> None:
    light = np.repeat(np.linspace(0, 4, 64)[None, :, None], 32, axis=0).repeat(3, axis=2)
    picture = developed(light, 0.0)
    row = picture[16, 8:-8, 0].astype(int)
    assert picture.dtype == np.uint8
    assert (np.diff(row) >= 0).all()
    assert picture[16, 16, 0] < 250, "a lit white wall keeps its shade"
