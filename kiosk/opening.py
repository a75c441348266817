"""Opening the hall: its content, its log, and its first picture."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from kiosk import splash
from kiosk.app import Kiosk
from kiosk.content.defaults import SETTINGS
from kiosk.content.programmes import standing
from kiosk.core.vocabulary import Programme
from kiosk.ops.housekeeping import Housekeeping
from kiosk.screen.window import Window
from kiosk.session.table import Place
from kiosk.store.log import EventLog
from kiosk.wall_time import stamp, today
from kiosk.wiring import Places, read_content, screen_of


def open_hall(window: Window, places: Places, keep: bool = True, programme: Programme | None = None) -> Kiosk:
    """The hall in that window; the `programme` stands at check-in instead of that of zones.yaml.

    Raises AlreadyOpenError when another kiosk writes to the data folder.
    """
    loaded = read_content(places if keep else replace(places, data=None), today().isoformat())
    loaded = loaded if programme is None else standing(loaded, programme)
    log = EventLog.open(places.data, stamp(), *screen_of(loaded)) if places.data and keep else None
    hall = Kiosk(window, replace(places, data=places.data if keep else None), loaded, log)
    hall.paint()
    splash.keep(window, places.data if keep else None)
    if places.data and log is not None:
        settings = loaded.hall.hall if loaded.hall else SETTINGS
        Housekeeping(places.data, places.hall, settings, log, partial(_nobody_visits, hall)).start()
    return hall


def _nobody_visits(hall: Kiosk) -> bool:
    return hall.machine.place is Place.ATTRACT and hall.machine.visit_session.visit is None
