"""Everybody has something to do: how duties are dealt along the row, and what tells one bead from another."""

from __future__ import annotations

from itertools import combinations

import pytest

from kiosk.core.vocabulary import Duty, VisitMode
from kiosk.draw.items import Icon, Panel
from kiosk.draw.theme import contrast
from kiosk.parts.duties import deal, dealt_in, duty_bead
from kiosk.scene import Visit


@pytest.mark.parametrize("people", range(3, 16))
def test_everybody_has_a_duty_and_no_duty_has_two_more_than_another(people: int) -> None:
    counts = [count for _, count in deal(people)]
    assert sum(counts) == people and max(counts) - min(counts) <= 1 and min(counts) >= 1
    assert len(counts) == min(people, len(Duty))
    assert counts == sorted(counts, reverse=True), "who is over goes to what matters most"


def test_two_share_the_story_and_one_alone_has_nobody_to_share_it_with() -> None:
    assert deal(2) == ((Duty.PERSON, 1), (Duty.RELATIVE, 1))
    assert deal(1) == deal(0) == ()


def test_a_small_group_keeps_what_matters_most() -> None:
    assert [duty for duty, _ in deal(3)] == [Duty.PERSON, Duty.RELATIVE, Duty.OBSERVER]
    assert [duty for duty, _ in deal(4)] == [Duty.PERSON, Duty.RELATIVE, Duty.OBSERVER, Duty.OFFICER]
    assert {duty for duty, _ in deal(5)} == {*Duty}


def test_only_a_group_that_is_led_is_dealt_to() -> None:
    assert dealt_in(Visit(people=12, mode=VisitMode.GUIDED)) == deal(12)
    assert dealt_in(Visit(people=12, mode=VisitMode.FREE)) == dealt_in(Visit(people=1, mode=VisitMode.GUIDED)) == ()


def _glass_and_sign(duty: Duty) -> tuple[Panel, Icon]:
    items = duty_bead(duty, 48).items
    return [i for i in items if isinstance(i, Panel)][-1], next(i for i in items if isinstance(i, Icon))


def test_a_bead_is_told_by_its_colour_and_without_colour_by_its_sign() -> None:
    beads = [_glass_and_sign(duty) for duty in Duty]
    assert len({glass.fill for glass, _ in beads}) == len({sign.name for _, sign in beads}) == len(Duty)
    for glass, sign in beads:
        assert glass.fill is not None and contrast(glass.fill, sign.colour) >= 3.0
        assert glass.rect.covers(sign.rect)
    for (one, _), (other, _) in combinations(beads, 2):
        assert one.fill is not None and other.fill is not None
        assert sum(abs(a - b) for a, b in zip(one.fill, other.fill, strict=True)) > 90
