"""From the machine's values to what is shown: the frame's words, and what an overlay says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from kiosk.core.vocabulary import Setting, VisitMode
from kiosk.draw.look import Words
from kiosk.draw.theme import Lighting
from kiosk.manifest import Sign
from kiosk.session.clock import WARN_MINUTES
from kiosk.session.frame import Shown
from kiosk.session.handset import Access
from kiosk.session.overlay_sheets import (
    AskingSheet,
    BlankPage,
    GuideSheet,
    HelpSheet,
    PausedSheet,
    RemoteSheet,
    Sheet,
    WaitingLine,
)
from kiosk.session.table import OverlayKind, Place
from kiosk.session.visit_session import VisitSession

RING_STEPS = 60
"""The ring moves in sixtieths of the visit, so that nothing ticks."""


def shown(
    place: Place,
    zone: str,
    visit_session: VisitSession,
    words: Words,
    signs: Mapping[str, Sign],
    volume: Setting | None = None,
) -> Shown:
    """What the frame says round the scene in `place`. `signs` gives each zone's by its id."""
    number = next((i for i, planned in enumerate(visit_session.zones, 1) if planned.id == zone), 0)
    title, icon = _title(place, visit_session.settings.name)
    if number:
        title = visit_session.zones[number - 1].name
    sign = signs.get(zone, Sign(icon, Lighting.NIGHT))
    clock = visit_session.clock if place is not Place.FAREWELL else None
    left, notice = None, ""
    if clock is not None:
        left = -(-clock.left / clock.limit * RING_STEPS // 1) / RING_STEPS
        if clock.up:
            notice = words.get("时间到，看完这一屏")
        elif clock.left <= max(WARN_MINUTES) * 60:
            notice = words.get("还剩 {n} 分钟").format(n=minutes_up(clock.left))
    return Shown(
        title=title,
        icon=sign.icon,
        lighting=sign.lighting,
        piece=sign.piece,
        number=number,
        count=len(visit_session.zones),
        left=left,
        notice=notice,
        home=place in (Place.ZONE, Place.CHECK_IN, Place.FAREWELL, Place.SORRY, Place.DISSUASION),
        back=place in (Place.ZONE, Place.CHECK_IN, Place.DISSUASION),
        guide=clock is not None and visit_session.seen_by_scenes().mode is VisitMode.GUIDED,
        bare=place is Place.ATTRACT,
        volume=volume,
    )


def _title(place: Place, hall: str) -> tuple[str, str]:
    """The words and the icon at the head of a place; of the zones, where none is known."""
    match place:
        case Place.ATTRACT | Place.ZONE | Place.TRIAL:
            return hall, "shield"
        case Place.CHECK_IN:
            return place.word, "people"
        case Place.MEASURING:
            return place.word, "eye"
        case Place.MAP:
            return place.word, "map"
        case Place.FAREWELL:
            return "慢走，记得告诉家里人", "safe"
        case Place.SORRY:
            return "抱歉", "shield"
        case Place.DISSUASION:
            return place.word, "hand_stop"
        case never:
            assert_never(never)


def minutes_up(seconds: float) -> int:
    """Whole minutes, a begun one counted."""
    return int(-(-seconds // 60))


def sheet(kind: OverlayKind, place: Place, visit_session: VisitSession, access: Access | None = None) -> Sheet:
    """What an overlay of that kind says now; `access`: how a phone gets in to conduct the visit, where one may."""
    match kind:
        case OverlayKind.HELP:
            return HelpSheet()
        case OverlayKind.ASKING:
            return AskingSheet()
        case OverlayKind.WAITING:
            return WaitingLine()
        case OverlayKind.PAUSED:
            return PausedSheet(minutes_up(visit_session.pause_left))
        case OverlayKind.GUIDE:
            names = dict(visit_session.seen_by_scenes().names)
            numbers = {planned.id: i + 1 for i, planned in enumerate(visit_session.zones)}
            ahead = tuple((numbers[zone], names[zone], minutes) for zone, minutes in visit_session.plan())
            left, remote = minutes_up(visit_session.left), visit_session.settings.remote.on
            return GuideSheet(ahead, left, place, visit_session.extendable, remote)
        case OverlayKind.REMOTE:
            return RemoteSheet(access)
        case OverlayKind.BLANK:
            return BlankPage()
        case never:
            assert_never(never)
