"""How much of a screen shows nothing."""

from __future__ import annotations

import pytest

from kiosk.core.geometry import Rect
from kiosk.draw.emptiness import empty_share
from kiosk.draw.items import Item, Panel, Picture, Text

AREA = Rect(0, 0, 1200, 600)


def words(x: float, y: float, line: str = "字" * 10) -> Text:
    return Text(rect=Rect(x, y, 1000, 50), lines=(line,), colour=(0, 0, 0), size=34, leading=50)


def test_nothing_is_all_empty_and_a_picture_from_edge_to_edge_is_not() -> None:
    assert empty_share([], AREA) == 1.0
    assert empty_share([Picture(rect=AREA, file="a.jpg")], AREA) == 0.0


def test_a_card_is_a_surface_and_only_what_it_carries_counts() -> None:
    card = Panel(rect=AREA, fill=(255, 255, 255))
    assert empty_share([card], AREA) == 1.0
    assert empty_share([card, words(100, 100)], AREA) == empty_share([words(100, 100)], AREA) < 1.0


def test_words_fill_as_much_as_they_are_long_however_broad_their_place_is() -> None:
    assert empty_share([words(0, 0, "字")], AREA) > empty_share([words(0, 0)], AREA)


@pytest.mark.parametrize("rest", [0.25, 0.5, 0.75])
def test_half_a_picture_leaves_the_other_half_empty(rest: float) -> None:
    shown: list[Item] = [Picture(rect=Rect(0, 0, 1200 * (1 - rest), 600), file="a.jpg")]
    assert empty_share(shown, AREA) == pytest.approx(rest, abs=0.06)


def test_what_is_cut_away_is_not_shown() -> None:
    hidden = Picture(rect=AREA, file="a.jpg", clip=Rect(0, 0, 0, 0))
    assert empty_share([hidden], AREA) == 1.0
