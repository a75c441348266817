"""What the phone is told of the hall: one immutable value, made by the loop and read by the thread that serves it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from kiosk.content.models.guide import GuideWords
from kiosk.core.page_names import finest
from kiosk.session.conducting import words_on, yellow_key
from kiosk.session.frame_model import minutes_up
from kiosk.session.machine import Machine
from kiosk.session.table import OverlayKind


@dataclass(frozen=True, slots=True)
class HallNow:
    """The hall as it is now.

    `number` is another whenever anything below is, `screen` whenever another screen is shown: what is ordered for one
    that has gone is refused. `turn` says whose it is. `onward` is written on the yellow key. Minutes are begun ones.
    `orders` are possible now; `zones` are ids with their names. `hands` are counted on the screen: what an order
    begins with, what they are for, how many there are.
    """

    number: int = 0
    screen: int = 0
    zone: str = ""
    place: str = ""
    page: str = ""
    say: tuple[str, ...] = ()
    zone_minutes: int = 0
    visit_minutes: int = 0
    paused: bool = False
    blank: bool = False
    onward: str = ""
    orders: tuple[str, ...] = ()
    zones: tuple[tuple[str, str], ...] = ()
    hands: tuple[tuple[str, str, int], ...] = ()
    turn: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def taken(machine: Machine, guide: GuideWords | None, number: int, screen: int) -> HallNow:
    """The hall as the machine has it, under these numbers."""
    session = machine.visit_session
    names = session.seen_by_scenes().names
    entry = finest(guide.pages if guide is not None else (), machine.page())
    items = machine.awake()
    return HallNow(
        number=number,
        screen=screen,
        zone=machine.zone,
        place=dict(names).get(machine.zone, machine.place.word),
        page=entry.name if entry is not None else "",
        say=entry.say if entry is not None else (),
        zone_minutes=minutes_up(session.zone_left),
        visit_minutes=minutes_up(session.left),
        paused=machine.overlay is OverlayKind.PAUSED,
        blank=machine.overlay is OverlayKind.BLANK,
        onward=words_on(items, yellow_key(items, machine.look)),
        orders=machine.orders(),
        zones=names,
        hands=tuple((one.name, one.words, one.count) for one in machine.hands()),
        turn=machine.turn.words if machine.turn is not None else "",
    )
