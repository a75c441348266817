"""All that lives is gone over when nobody touches the screen and there may be something to find, and only then."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from kiosk import garbage


class Knot:
    """Something only a full collection takes away, once it is old."""

    def __init__(self) -> None:
        self.myself = self


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    was = gc.get_threshold()
    yield
    gc.set_threshold(*was)
    gc.unfreeze()


def old_knot() -> weakref.ref[Knot]:
    knot = Knot()
    gc.collect()
    return weakref.ref(knot)


@pytest.mark.parametrize(("quiet", "younger", "gone"), [(3.0, 10, True), (2.9, 10, False), (3.0, 9, False)])
def test_garbage_goes_in_quiet(quiet: float, younger: int, gone: bool) -> None:
    garbage.put_off()
    gc.disable()  # nothing but what is asked for
    seen = old_knot()
    for _ in range(younger):
        gc.collect(1)
    garbage.collect(quiet)
    gc.enable()
    assert (seen() is None) == gone


def test_a_finger_is_kept_waiting_only_when_there_is_far_too_much() -> None:
    garbage.put_off()
    assert gc.isenabled() and gc.get_threshold()[2] == garbage.FAR_TOO_MUCH > garbage.ENOUGH
