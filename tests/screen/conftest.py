"""Screens are painted off-screen here; only test_window.py opens a real window, on an X server of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest

os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

from kiosk.screen.painter import Painter

Make = Callable[..., Painter]


@pytest.fixture
def make() -> Iterator[Make]:
    """Painters that are closed after the test."""
    made: list[Painter] = []

    def one(*args: object, **kwargs: object) -> Painter:
        made.append(Painter(*args, **kwargs))  # type: ignore[arg-type]
        return made[-1]

    yield one
    for painter in made:
        painter.close()
