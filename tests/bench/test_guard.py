"""What became dearer by more than a fifth is named; what was only disturbed once, or costs next to nothing, is not."""

from __future__ import annotations

from collections.abc import Iterator

from bench.figures import Row
from bench.guard import dearer

BEFORE = {"press": 0.2, "idle": 0.01}


def runs(*ratios: float, what: str = "press") -> list[str]:
    """The lines after a source that gives these ratios, run by run; it may not be asked oftener."""
    left = list(ratios)

    def source() -> Iterator[Row]:
        yield Row(what, left.pop(0), 1.0, "ms")

    lines = dearer([source], BEFORE)
    assert left == []
    return lines


def test_a_fifth_more_is_named_when_it_is_there_again() -> None:
    assert runs(0.25, 0.26) == ["press: ×0.26, it was ×0.20"]
    assert runs(0.25, 0.23) == []  # something else ran beside it


def test_up_to_a_fifth_and_less_than_before_are_measured_once() -> None:
    assert runs(0.239) == runs(0.1) == []


def test_what_costs_next_to_nothing_and_what_is_new_is_not_compared() -> None:
    assert runs(0.019, what="idle") == runs(5.0, what="new") == []
    assert len(runs(0.021, 0.021, what="idle")) == 1
