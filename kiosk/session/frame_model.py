"""From the machine's values to what is shown: the frame's words, and the overlay above a scene."""

from __future__ import annotations

from kiosk.draw.items import Item
from kiosk.draw.look import Look, Words
from kiosk.session import overlay_sheets
from kiosk.session.frame import Shown
from kiosk.session.overlay import Overlay
from kiosk.session.table import Place
from kiosk.session.visit_session import VisitSession

RING_STEPS = 60
"""The ring moves in sixtieths of the visit, so that nothing ticks."""

ZONE_ICONS = {
    "case_warnings": "case",
    "harm_data": "chart",
    "scam_lessons": "lesson",
    "victim_memoirs": "memoir",
    "vr_experience": "vr",
    "scam_types": "types",
    "six_eight_rules": "rules",
    "quiz": "quiz",
    "message_board": "message",
}

_TITLES = {
    Place.CHECK_IN: ("入馆登记", "people"),
    Place.MAP: ("展区图", "map"),
    Place.FAREWELL: ("慢走，记得告诉家里人", "safe"),
    Place.SORRY: ("抱歉", "shield"),
}


def shown(place: Place, zone: str, visit_session: VisitSession, words: Words) -> Shown:
    """What the frame says round the scene in `place`."""
    title, icon = _TITLES.get(place, (visit_session.settings.name, "shield"))
    number = 0
    for i, planned in enumerate(visit_session.zones):
        if planned.id == zone:
            title, number, icon = planned.name, i + 1, ZONE_ICONS.get(zone, "shield")
    clock = visit_session.clock if place is not Place.FAREWELL else None
    left, notice = None, ""
    if clock is not None:
        left = -(-clock.left / clock.limit * RING_STEPS // 1) / RING_STEPS
        if clock.up:
            notice = words.get("时间到，看完这一屏")
        elif clock.left <= 300:
            notice = words.get("还剩 {n} 分钟").format(n=minutes_up(clock.left))
    return Shown(
        title=title,
        icon=icon,
        number=number,
        count=len(visit_session.zones),
        left=left,
        notice=notice,
        home=place in (Place.ZONE, Place.CHECK_IN, Place.FAREWELL, Place.SORRY),
        back=place in (Place.ZONE, Place.CHECK_IN),
        guide=clock is not None and visit_session.seen_by_scenes().mode == "guided",
        bare=place is Place.ATTRACT,
    )


def minutes_up(seconds: float) -> int:
    """Whole minutes, a begun one counted."""
    return int(-(-seconds // 60))


def above(look: Look, over: Overlay, place: Place, visit_session: VisitSession) -> list[Item]:
    """The overlay's items; none without one."""
    clock, overlay, sheet = visit_session.clock, over.kind, over.sheet
    if overlay == "help":
        return overlay_sheets.helping(look, sheet)
    if overlay == "asking":
        return overlay_sheets.asking(look, sheet)
    if overlay == "paused" and clock is not None:
        return overlay_sheets.paused(look, sheet, minutes_up(clock.pause_limit - clock.pauses))
    if overlay == "guide" and clock is not None:
        names = dict(visit_session.seen_by_scenes().names)
        numbers = {planned.id: i + 1 for i, planned in enumerate(visit_session.zones)}
        ahead = [(numbers[z], names[z], minutes) for z, minutes in visit_session.plan()]
        return overlay_sheets.guiding(look, sheet, ahead, minutes_up(clock.left), place is Place.ZONE)
    return []
