"""A real door on this machine, and a phone made of nothing but the standard library."""

from __future__ import annotations

import http.client
import json
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from kiosk.remote.certificate import certificate
from kiosk.remote.gate import Gate
from kiosk.remote.server import COOKIE, PhoneDoor
from kiosk.remote.snapshot import HallNow

ADDRESS, PIN = "127.0.0.1", "407193"
HALL = HallNow(1, 1, "quiz", "知识考核区", "答题", ("先念题。",), 4, 30, orders=("next", "pause", "zone/quiz"))


class Clock:
    """Time that passes only when told."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


class Served:
    """A door that is open, and what came through it. The clock stands, so allowances do not fill up by themselves."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.clock, self.gate = clock, Gate(PIN, clock)
        self.orders: list[tuple[str, int]] = []
        self.states: list[str] = []
        self.full = False
        file, self.fingerprint = certificate(folder, ADDRESS, date.today())
        self.door = PhoneDoor(ADDRESS, 0, file, self.gate, clock, self._order, self.states.append)
        self.door.snapshot = HALL
        self.door.open()

    def _order(self, word: str, screen: int) -> bool:
        if not self.full:
            self.orders.append((word, screen))
        return not self.full

    def heard(self, state: str) -> bool:
        """Whether the gate is said to be in that state, within a second."""
        for _ in range(100):
            if state in self.states:
                return True
            time.sleep(0.01)
        return False


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    made = Served(folder, Clock())
    try:
        yield made
    finally:
        made.door.close()


class Phone:
    """What a browser on a phone does: one connection, one cookie."""

    def __init__(self, door: PhoneDoor) -> None:
        self.door = door
        self.cookie = ""
        self.token, self.count = "", 0
        self._context = ssl.create_default_context()
        self._context.check_hostname, self._context.verify_mode = False, ssl.CERT_NONE
        self._held: http.client.HTTPSConnection | None = None

    def ask(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], str]:
        """Status, headers (by small names) and body of the answer."""
        if self._held is None:
            self._held = http.client.HTTPSConnection(ADDRESS, self.door.port, timeout=30, context=self._context)
        sent = {"Host": self.door.host}
        if method == "POST":
            sent["Origin"] = f"https://{self.door.host}"
        if self.cookie:
            sent["Cookie"] = f"{COOKIE}={self.cookie}"
        sent |= headers or {}
        text = body if isinstance(body, str) else None if body is None else json.dumps(body)
        self._held.request(method, path, text, {name: value for name, value in sent.items() if value})
        answer = self._held.getresponse()
        read = answer.read().decode()
        if answer.getheader("Connection") == "close":
            self.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, read

    def close(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None

    def sign_in(self, pin: str = PIN) -> int:
        status, headers, _ = self.ask("POST", "/sign-in", {"pin": pin})
        if status == 200:
            self.cookie = headers["set-cookie"].split(";")[0].partition("=")[2]
            self.state()
        return status

    def state(self, after: str = "") -> dict[str, Any]:
        status, _, body = self.ask("GET", f"/state?after={after}")
        told: dict[str, Any] = json.loads(body)
        if status == 200:
            self.token, self.count = told["token"], told["count"]
        return {**told, "status": status}

    def order(self, word: str, screen: int = 1, **other: Any) -> int:
        """An order with the next number; `other` takes the place of what a page would send."""
        self.count += 1
        return self.ask(
            "POST", "/order", {"token": self.token, "count": self.count, "order": word, "screen": screen, **other}
        )[0]


def moved_on(hall: HallNow) -> HallNow:
    """The hall on its next screen."""
    return replace(hall, number=hall.number + 1, screen=hall.screen + 1)


def threads() -> set[str]:
    return {thread.name for thread in threading.enumerate()}


def listening(port: int) -> bool:
    """Whether anybody listens on that port, as the kernel says (state 0A)."""
    lines = [
        line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]
    ]
    return any(int(line[1].rpartition(":")[2], 16) == port and line[3] == "0A" for line in lines)
