"""What the program gets from the content files: one frozen value a zone, and every problem found on the way.

Policy. Nothing raises for bad input and nothing stops at the first error. What has a problem stays off the screen and
is reported (`inspection`); its zone still opens when at least one file of that collection is left and the zone's single
files are. Otherwise that zone is closed and the others work.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from pathlib import Path

from kiosk.content.catalogue import Catalogue
from kiosk.content.compiled import Compiled
from kiosk.content.conditions import Conditions
from kiosk.content.loaded import Loaded
from kiosk.content.models.dissuasion import Dissuasion
from kiosk.content.models.duties import DutyWords
from kiosk.content.models.guide import GuideWords
from kiosk.content.models.hall import Hall, HallWords
from kiosk.content.models.take_home import Leaflet
from kiosk.content.models.trials import Trials
from kiosk.content.parts import Parts
from kiosk.content.shared import Shared

ANY_DAY = Conditions()


def load(catalogue: Catalogue, content_dir: Path, hall_file: Path, conditions: Conditions = ANY_DAY) -> Loaded:
    """Reads and checks every content file. Never raises for what the files hold. Slow: see `cache.load_cached`."""
    from kiosk.content.inspection import compile_content  # yaml and pydantic stay out of the usual start-up

    return assemble(catalogue, compile_content(catalogue, content_dir, hall_file, conditions))


def assemble(catalogue: Catalogue, compiled: Compiled) -> Loaded:
    """Objects from checked data. Raises only when the data does not fit the models (a stale or damaged cache)."""
    parts = Parts((kind.model, compiled.files[kind.pattern]) for kind in catalogue.files)
    made = {zone.zone: zone.assemble(parts) for zone in catalogue.zones}
    return Loaded(
        hall=parts.one(Hall),
        words=parts.one(HallWords),
        leaflet=parts.one(Leaflet),
        guide=parts.one(GuideWords),
        dissuasion=parts.one(Dissuasion),
        trials=trials.trials if (trials := parts.one(Trials)) is not None else (),
        duties=parts.one(DutyWords),
        zones={zone: content for zone, content in made.items() if content is not None},
        shared=reduce(or_, (zone.share(parts) for zone in catalogue.zones), Shared()),
        problems=compiled.problems,
    )
