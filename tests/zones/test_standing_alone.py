"""A zone whose neighbours could not be read shows all its pages: nothing of theirs is taken for granted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.content.shared import Shared
from kiosk.draw.look import Look
from kiosk.wiring import Files, scene_makers
from kiosk.zones.register import ZONES
from tests.real_hall import PLACES, content


@pytest.mark.parametrize("zone", [zone.id for zone in ZONES])
def test_every_kind_of_page_is_drawn_without_what_other_zones_share(zone: str) -> None:
    whole = content()
    assert whole.hall is not None
    alone = replace(whole, zones={zone: whole.zones[zone]}, shared=Shared())
    scene = scene_makers(alone, whole.hall, Files(PLACES))[zone]()
    kinds = {scene.page(state).split(":")[0]: state for state in scene.samples()}
    assert len(kinds) > 1 and all(scene.view(state, Look()) for state in kinds.values())
