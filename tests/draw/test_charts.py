"""A length on screen stands for its value, whatever the values are."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.geometry import Rect
from kiosk.draw import charts

VALUES = st.lists(st.floats(0.01, 10_000), min_size=1, max_size=10)
AREA = Rect(30, 40, 990, 420)


@given(VALUES)
def test_a_column_is_as_high_as_its_value_and_stands_on_the_floor(values: list[float]) -> None:
    top = max(values)
    drawn = charts.columns(values, AREA, [0.0] + [12.0] * (len(values) - 1), top)
    for value, column in zip(values, drawn, strict=True):
        assert column.bar.h == pytest.approx(AREA.h * value / top)
        assert column.bar.bottom == pytest.approx(AREA.bottom)
        assert column.band.covers(column.bar)


@given(VALUES, st.floats(0, 30))
def test_columns_fill_the_width_and_keep_the_gaps_asked_for(values: list[float], gap: float) -> None:
    gaps = [0.0] + [gap] * (len(values) - 1)
    drawn = charts.columns(values, AREA, gaps, max(values))
    assert drawn[0].band.x == AREA.x
    assert drawn[-1].band.right == pytest.approx(AREA.right)
    for left, right in pairwise(drawn):
        assert right.band.x - left.band.right == pytest.approx(gap)


def test_another_basis_stands_further_apart_than_another_year() -> None:
    gaps = charts.pair_gaps(charts.runs("aabbcc"), charts.runs(["", "", "", "", "part", "part"]), 12, 20, 48)
    assert gaps == (0, 12, 20, 12, 48, 12)


def test_runs_start_anew_when_a_key_comes_back() -> None:
    assert charts.runs(["", "", "1–11月", ""]) == (0, 0, 1, 2)


@given(VALUES)
def test_a_bar_is_as_long_as_its_value(values: list[float]) -> None:
    top = max(values)
    for value, length in zip(values, charts.bars(values, 800, top), strict=True):
        assert length == pytest.approx(800 * value / top)


@given(VALUES)
def test_a_ring_is_closed_and_divided_by_value(values: list[float]) -> None:
    sectors = charts.share(values)
    assert sum(s.sweep for s in sectors) == pytest.approx(360)
    for value, sector in zip(values, sectors, strict=True):
        assert sector.sweep == pytest.approx(360 * value / sum(values))


def test_a_finger_on_the_ring_finds_the_piece_under_it() -> None:
    sectors = charts.share([50, 25, 25])
    assert charts.sector_at(sectors, 0.9, 0.5) == 0
    assert charts.sector_at(sectors, 0.45, 0.95) == 1
    assert charts.sector_at(sectors, 0.1, 0.4) == 2
    assert charts.sector_at(sectors, 0.02, 0.02) is None


@given(VALUES)
def test_a_waffle_has_a_hundred_cells_each_value_within_one_of_its_share(values: list[float]) -> None:
    cells = charts.waffle(values)
    counts = Counter(cells)
    assert len(cells) == 100
    assert list(cells) == sorted(cells)
    for i, value in enumerate(values):
        assert abs(counts[i] - 100 * value / sum(values)) < 1.0001


def test_a_finger_on_the_waffle_finds_its_cell() -> None:
    assert charts.cell_at(0, 0) == 0
    assert charts.cell_at(0.05, 0.95) == 90
    assert charts.cell_at(1, 1) == 99
