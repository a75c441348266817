"""The phone shakes while it hums, lies still in between, and leaves readers in peace."""

from __future__ import annotations

import pytest

from kiosk.core.vocabulary import Device
from kiosk.parts.shaking import SHAKES_SECONDS, shake, shake_due

MOMENTS = [i / 100 for i in range(900)]


def test_it_moves_exactly_while_it_hums() -> None:
    moved = {at for at in MOMENTS if shake(Device.RING, at)}
    hums = {at for at in MOMENTS if at < SHAKES_SECONDS and (at % 2 < 0.5 or 0.7 <= at % 2 < 1.2)}
    assert moved <= hums and len(hums - moved) < 0.1 * len(hums)  # it passes through its place on the way
    assert all(abs(shake(Device.RING, at)) <= 5 for at in MOMENTS)


@pytest.mark.parametrize("device", [device for device in Device if device is not Device.RING])
def test_nothing_else_shakes(device: Device) -> None:
    assert not any(shake(device, at) for at in MOMENTS) and shake_due(device, 0.0) is None


def test_the_loop_is_asked_for_frames_only_while_it_moves() -> None:
    at, frames = 0.0, 0
    while (due := shake_due(Device.RING, at)) is not None:
        frames += due == 0.0
        at += due or 1 / 60
    assert SHAKES_SECONDS <= at < SHAKES_SECONDS + 0.1 and 220 <= frames <= 260  # four seconds of eight
