"""What the program gets from the content: the hall's own words, one value a zone, shared facts, every problem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kiosk.content.models.dissuasion import Dissuasion
from kiosk.content.models.duties import DutyWords
from kiosk.content.models.guide import GuideWords
from kiosk.content.models.hall import Hall, HallWords
from kiosk.content.models.take_home import Leaflet
from kiosk.content.models.trials import Trial
from kiosk.content.problems import Problem
from kiosk.content.shared import Shared

NO_SHARED = Shared()


@dataclass(frozen=True, slots=True)
class Loaded:
    """All content. `zones` holds, by zone id, what its scene is given; a zone that cannot open is not in it, and
    `problems` says why."""

    hall: Hall | None = None
    words: HallWords | None = None
    leaflet: Leaflet | None = None
    guide: GuideWords | None = None
    dissuasion: Dissuasion | None = None
    trials: tuple[Trial, ...] = ()
    duties: DutyWords | None = None
    zones: Mapping[str, Any] = field(default_factory=dict)
    shared: Shared = NO_SHARED
    problems: tuple[Problem, ...] = ()
