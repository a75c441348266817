"""Between the loop and the phone: opens and shuts the door as staff wish, hands orders in and a snapshot out.

Two values pass between the threads and nothing else: a bounded queue of words in, an immutable snapshot out. Whoever
serves the phone is imported in its own thread, so that opening costs the hall no frame.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from queue import Empty, Full, Queue
from typing import TYPE_CHECKING, NamedTuple

from kiosk.content.models.guide import GuideWords
from kiosk.remote.gate import Gate, new_pin, on_the_screen
from kiosk.remote.network import own_address
from kiosk.remote.snapshot import HallNow, taken
from kiosk.scene import Tap
from kiosk.session.conducting import ARRIVED, GONE, PREFIX, Lead, is_of_hands
from kiosk.session.frame_model import minutes_up
from kiosk.session.handset import Access, AccessState
from kiosk.session.machine import Machine
from kiosk.wall_time import today

if TYPE_CHECKING:
    from kiosk.remote.server import PhoneDoor

WAITING_MOST = 8
"""Orders that may wait for the loop's next turn; it takes them many times a second."""

_log = logging.getLogger("kiosk.remote")


class Pressed(NamedTuple):
    """An order, and the screen it was meant for."""

    word: str
    screen: int


class Hub:
    """Called by the loop once a turn while staff want it. `now` is the loop's clock, `ring` ends its sleep."""

    def __init__(
        self,
        machine: Machine,
        guide: GuideWords | None,
        data: Path | None,
        now: Callable[[], float],
        ring: Callable[[], None],
    ) -> None:
        self._machine, self._guide, self._data = machine, guide, data
        self._now, self._ring = now, ring
        self._settings = machine.limits.remote
        self._times = 0
        self._opening: _Opening | None = None
        self._told = HallNow()
        self._page, self._items, self._minutes = "", machine.view(), (0, 0)

    @property
    def door(self) -> PhoneDoor | None:
        """The door, once it is open."""
        return self._opening.door if self._opening is not None else None

    def turn(self) -> list[Tap]:
        """Open or open anew what staff have asked for. Gives what is to be touched; then the phone is to be told
        (`tell`)."""
        handset, taps = self._machine.handset, list[Tap]()
        if handset.wanted and handset.times != self._times:
            self.close()
            self._times = handset.times
            self._opening = _Opening(self._settings.address, self._settings.port, self._data, self._now, self._ring)
        if self._opening is not None:
            self.tell()
            turned = False  # what is touched in this turn may turn the page, and then the rest is for one that has gone
            for come in self._opening.come():
                if isinstance(come, Pressed):
                    meant = not on_the_screen(come.word) or (come.screen == self._told.screen and not turned)
                    turned = turned or not (come.word == Lead.EXTEND or is_of_hands(come.word))
                    taps += [Tap(PREFIX + come.word)] if meant else []
                else:
                    self._machine.tell_handset(come)
                    taps += [Tap(ARRIVED)] if come.state == "taken" else []
                    taps += [Tap(GONE)] if come.state == "idle" else []
        return taps

    def close(self) -> None:
        """Shut the door; what was ordered and not yet done is forgotten."""
        if self._opening is not None:
            self._opening.close()
            self._opening = None

    def tell(self) -> None:
        """Another snapshot for the phone, if anything is another: the screen, or a minute."""
        machine, door, before = self._machine, self.door, self._told
        session, page, items = machine.visit_session, machine.page(), machine.view()
        minutes = minutes_up(session.left), minutes_up(session.zone_left)
        if door is None or (door.snapshot is before and items is self._items and minutes == self._minutes):
            return
        now = taken(machine, self._guide, before.number, before.screen)
        if now != before:
            seen, known = (page, _leading(now), now.onward), (self._page, _leading(before), before.onward)
            now = replace(now, number=before.number + 1, screen=before.screen + (seen != known))
        self._page, self._items, self._minutes = page, items, minutes
        self._told = door.snapshot = now


def _leading(now: HallNow) -> list[str]:
    """What can be ordered, whatever was counted: another hand is no other screen."""
    return [order for order in now.orders if not is_of_hands(order)]


class _Opening:
    """One door, from the thread in which it is made to its end; what comes in waits in a queue."""

    def __init__(
        self, address: str, port: int, data: Path | None, now: Callable[[], float], ring: Callable[[], None]
    ) -> None:
        self.door: PhoneDoor | None = None
        self._address, self._port, self._data = address, port, data
        self._now, self._ring = now, ring
        self._queue: Queue[Pressed | Access] = Queue(WAITING_MOST * 2)
        self._access = Access()
        self._shut = False
        threading.Thread(target=self._open, name="remote-opening", daemon=True).start()

    def come(self) -> list[Pressed | Access]:
        """What has come in since the last turn."""
        found = []
        with suppress(Empty):
            while True:
                found.append(self._queue.get_nowait())
        return found

    def close(self) -> None:
        self._shut = True
        if self.door is not None:
            self.door.close()

    def _open(self) -> None:
        try:
            from kiosk.remote.certificate import certificate
            from kiosk.remote.server import PhoneDoor

            if self._data is None:
                raise OSError("nothing is kept here")
            pin, address = new_pin(), own_address(self._address)
            file, fingerprint = certificate(self._data, address, today())
            gate = Gate(pin, self._now)
            door = PhoneDoor(address, self._port, file, gate, self._now, self._order, self._changed)
        except ImportError as error:
            _log.warning("the extra “remote” is not installed: %s", error)
            self._tell(Access("failed", why="没有装遥控要用的组件：请管理员照 README 装好，再打开。"))
        except (OSError, ValueError) as error:
            _log.warning("cannot be conducted from a phone: %s", error)
            self._tell(Access("failed", why="打不开遥控：看看这台电脑连上馆里的网络没有，再点“重新打开”。"))
        else:
            self._access = Access("open", f"https://{door.host}/", pin, fingerprint)
            door.open()
            self.door = door
            self._tell(self._access)
            if self._shut:
                door.close()

    def _tell(self, access: Access) -> None:
        with suppress(Full):
            self._queue.put_nowait(access)
        self._ring()

    def _order(self, word: str, screen: int) -> bool:
        if self._queue.qsize() >= WAITING_MOST:
            return False
        with suppress(Full):
            self._queue.put_nowait(Pressed(word, screen))
            self._ring()
            return True
        return False

    def _changed(self, state: AccessState) -> None:
        self._tell(self._access if state == "open" else Access(state))
