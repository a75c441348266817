"""The real hall with a hub beside it, as the loop has them, on a clock that is told."""

from __future__ import annotations

import random
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from kiosk.content.loaded import Loaded
from kiosk.content.models.hall import RemoteSettings
from kiosk.core.logged import Logged
from kiosk.remote.hub import Hub
from kiosk.scene import Tap
from kiosk.session import replay
from kiosk.session.machine import Machine
from kiosk.store.gestures import entries, to_line
from kiosk.wiring import make_machine
from tests.real_hall import PLACES, content
from tests.remote.made import Clock, Phone

CHECK_IN = ("start", "people/12", "kind/school", "next", "frame/home")
OPEN = ("frame/guide", "frame/remote")


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def conductable(address: str = "127.0.0.1") -> Loaded:
    loaded = content()
    assert loaded.hall is not None
    remote = RemoteSettings(on=True, port=free_port(), address=address)
    return replace(loaded, hall=replace(loaded.hall, hall=replace(loaded.hall.hall, remote=remote)))


class Conducted:
    """A hall whose visit a phone conducts. What is touched and how time passes is recorded, as the loop does."""

    def __init__(self, data: Path | None, address: str = "127.0.0.1") -> None:
        self.loaded, self.clock, self.names = conductable(address), Clock(), count(1)
        self.machine = self._machine(random.Random(7))
        self.rung = threading.Event()
        self.hub = Hub(self.machine, self.loaded.guide, data, self.clock, self.rung.set)
        self.record: list[Any] = []
        self.logged: list[Logged] = []

    def _machine(self, chance: random.Random) -> Machine:
        return make_machine(self.loaded, PLACES, (1920, 1080), chance, lambda: f"v{next(self.names)}")

    def tap(self, *words: str) -> None:
        for word in words:
            self._do(Tap(word))

    def _do(self, tap: Tap) -> None:
        self.record.append(tap)
        self.machine.touch(tap)
        self.logged += self.machine.take()

    def wait(self, seconds: float) -> None:
        self.record.append(replay.tick_record(seconds))
        self.machine.tick(seconds)
        self.clock.at += seconds
        self.logged += self.machine.take()
        self.turn()

    def turn(self) -> list[str]:
        """One turn of the loop; the orders that came."""
        came = self.hub.turn()
        for tap in came:
            self._do(tap)
        self.hub.tell()
        return [tap.target for tap in came]

    def until(self, true: Callable[[], bool]) -> None:
        """Turns until that is so, for three seconds at most."""
        for _ in range(300):
            self.turn()
            if true():
                return
            time.sleep(0.01)
        raise AssertionError(f"never so: {self.machine.page()} {self.machine.handset}")

    def begin(self) -> None:
        """A guided visit on the map, the sheet with the PIN open."""
        self.tap(*CHECK_IN, *OPEN)
        self.until(lambda: self.machine.handset.access is not None)

    def phone(self) -> Phone:
        """A phone that has signed in."""
        assert self.hub.door is not None and self.machine.handset.access is not None
        made = Phone(self.hub.door)
        assert made.sign_in(self.machine.handset.access.pin) == 200
        self.until(lambda: self.machine.overlay is None)
        return made

    def order(self, phone: Phone, word: str) -> int:
        """The phone orders it for the screen as it is, and the hall does it."""
        self.turn()
        self.clock.at += 0.2  # whoever presses keys takes his time
        status = phone.order(word, phone.state()["screen"])
        self.turn()
        return status

    def played_again(self) -> list[Logged]:
        """The events of what was recorded, on another machine."""
        start = replay.start_record(self.machine)
        lines = [to_line(entry) + "\n" for entry in self.record]
        return replay.play(self._machine(replay.SameChance(start["seed"])), entries(lines))
