"""The hall's own scenes: attract, check-in, map, farewell, sorry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kiosk.content.loaded import Loaded
from kiosk.hall.attract import Attract
from kiosk.hall.check_in import CheckIn
from kiosk.hall.farewell import Farewell
from kiosk.hall.hall_map import HallMap
from kiosk.hall.sorry import Sorry
from kiosk.scene import Scene


def hall_scenes(loaded: Loaded, icons: Mapping[str, str]) -> dict[str, Scene[Any]]:
    """The scenes by name; `icons` gives each zone's by its id. Raises ValueError for content without zones.yaml or
    hall.yaml (see `content.defaults`)."""
    if loaded.hall is None or loaded.words is None:
        raise ValueError("the hall's own words are missing")
    settings, words = loaded.hall.hall, loaded.words
    zones = {zone.id: zone.name for zone in loaded.hall.zones}
    return {
        "attract": Attract(words, settings.name),
        "check_in": CheckIn(settings, words),
        "map": HallMap(icons, zones),
        "farewell": Farewell(settings.take_home, loaded.shared.types, words),
        "sorry": Sorry(),
    }
