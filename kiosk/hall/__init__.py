"""The hall's own scenes: attract, check-in, map, farewell, sorry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kiosk.content.zone_content import Loaded
from kiosk.hall.attract import Attract
from kiosk.hall.check_in import CheckIn
from kiosk.hall.farewell import Farewell
from kiosk.hall.hall_map import HallMap
from kiosk.hall.sorry import Sorry
from kiosk.scene import Scene


def hall_scenes(loaded: Loaded, zone_icons: Mapping[str, str]) -> dict[str, Scene[Any]]:
    """The scenes by name. Raises ValueError for content without zones.yaml or hall.yaml (see `content.defaults`)."""
    if loaded.hall is None or loaded.words is None:
        raise ValueError("the hall's own words are missing")
    tips = {kind.id: kind.tip for kind in loaded.scam_types.types} if loaded.scam_types else {}
    return {
        "attract": Attract(loaded.words, loaded.hall.hall.name),
        "check_in": CheckIn(loaded.hall.hall, loaded.words),
        "map": HallMap(zone_icons, {zone.id: zone.name for zone in loaded.hall.zones}),
        "farewell": Farewell(loaded.hall.hall.take_home, tips, loaded.type_names, loaded.words),
        "sorry": Sorry(),
    }
