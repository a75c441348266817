"""The hall on its own content, without a window: for tests that walk through it."""

from __future__ import annotations

import random
from datetime import date
from functools import lru_cache
from itertools import count
from pathlib import Path

from kiosk.content.loaded import Loaded
from kiosk.core.live_forms import Alternation
from kiosk.session.machine import Machine
from kiosk.wiring import Places, alternation_of, make_machine, read_content

ROOT = Path(__file__).parents[1]
PLACES = Places(ROOT / "content", ROOT / "zones.yaml")


def without_rooms(folder: str, names: list[str]) -> set[str]:
    """For `shutil.copytree`: what a copy of the content can do without. Only the rooms' pictures are large."""
    return {name for name in names if name.endswith(".mp4") or (name.endswith(".jpg") and folder.endswith("rooms"))}


@lru_cache(maxsize=1)
def content() -> Loaded:
    return read_content(PLACES)


def live() -> Alternation:
    """The live forms of the quarter, before any visit."""
    found = alternation_of(content(), PLACES, date(2026, 11, 28))
    assert found is not None
    return found


def machine(chance: random.Random | None = None, alternation: Alternation | None = None) -> Machine:
    number = count(1)
    ids = lambda: f"v{next(number)}"  # noqa: E731
    return make_machine(content(), PLACES, (1920, 1080), chance or random.Random(1), ids, alternation)
