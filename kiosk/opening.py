"""Opening the hall: its content, its log, and its first picture."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import replace
from functools import partial
from pathlib import Path

from kiosk import splash
from kiosk.app import Kiosk
from kiosk.content.defaults import SETTINGS
from kiosk.content.programmes import standing
from kiosk.core.events import SceneFailed
from kiosk.core.refusals import refusal
from kiosk.core.vocabulary import Programme
from kiosk.ops.crashes import FOLDER, Aftermath, RunNote, aftermath
from kiosk.ops.housekeeping import Housekeeping
from kiosk.ops.lifeline import Lifeline
from kiosk.ops.notifying import Notifier
from kiosk.screen.window import Window
from kiosk.session.table import Place
from kiosk.store.log import EventLog
from kiosk.wall_time import stamp, today
from kiosk.wiring import Places, read_content, screen_of

_log = logging.getLogger("kiosk")


def open_hall(
    window: Window,
    places: Places,
    keep: bool = True,
    programme: Programme | None = None,
    notifier: Notifier | None = None,
) -> Kiosk:
    """The hall in that window; the `programme` stands at check-in instead of that of zones.yaml, `notifier` tells
    whoever watches over it that it is alive.

    Raises AlreadyOpenError when another kiosk writes to the data folder.
    """
    loaded = read_content(places if keep else replace(places, data=None), today().isoformat())
    loaded = loaded if programme is None else standing(loaded, programme)
    log = EventLog.open(places.data, stamp(), *screen_of(loaded)) if places.data and keep else None
    left, note = _after_the_last(places.data, loaded.zones, notifier) if places.data and keep else (Aftermath(), None)
    kept = replace(places, data=places.data if keep else None)
    hall = Kiosk(window, kept, loaded, log, lifeline=Lifeline(notifier, note))
    _close_what_fell(hall, left)
    if not window.tapped():  # else the screen it brings is the first: nobody waits for the one that is gone by then
        hall.paint()
        splash.keep(window, places.data if keep else None)
    if places.data and log is not None:
        settings = loaded.hall.hall if loaded.hall else SETTINGS
        Housekeeping(places.data, places.hall, settings, log, partial(_nobody_visits, hall)).start()
    return hall


def _after_the_last(data: Path, zones: Collection[str], notifier: Notifier | None) -> tuple[Aftermath, RunNote | None]:
    """What the run before left, and the note of this one; none where the folder cannot be written."""
    now = stamp()
    left = aftermath(data, now, zones)
    try:
        return left, RunNote(data, now, notifier.address if notifier is not None else "")
    except OSError as error:
        _log.warning("展馆万一停了，这一次记不下停在哪里：%s", refusal(error))
        return left, None


def _close_what_fell(hall: Kiosk, left: Aftermath) -> None:
    """The hall opens without the zones over which it fell today, and says so in its log."""
    session = hall.machine.visit_session
    if left.fell:
        _log.warning("上次没有正常结束，原因记在 %s", f"{FOLDER}/{left.fell}")
        session.emit(SceneFailed(left.where or "hall", f"展馆停了，已重新开馆：{FOLDER}/{left.fell}"))
    for zone, report in left.closed:
        _log.warning("展区 %s 今天先关着：展馆在它那里停过，见 %s", zone, f"{FOLDER}/{report}")
        session.close_zone(zone, f"展馆在这里停过：{FOLDER}/{report}")
    if left.closed:
        hall.machine.put(Place.ATTRACT)
    if not left.playable:
        hall.preparation.forget_cut_short()


def _nobody_visits(hall: Kiosk) -> bool:
    return hall.machine.place is Place.ATTRACT and hall.machine.visit_session.visit is None
