"""The program with a fault planted into one zone, and somebody who walks into it: `planted.py FAULT COMMAND …`."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import kiosk.cli
from kiosk.app import Kiosk
from kiosk.commands import supervising
from kiosk.ops.supervising import Supervisor, Times
from kiosk.scene import Tap
from kiosk.session.preview_state import open_zone
from kiosk.session.table import Place
from kiosk.zones.harm_data.scene import HarmDataScene

ZONE = "harm_data"
KEPT: list[bytearray] = []


def planted_loop(*_: object) -> Any:
    """Runs for ever in Python, deaf to every signal's handler."""
    try:
        while True:
            pass
    finally:
        planted_loop()


def planted_hang(*_: object) -> Any:
    """Hangs in C and holds the interpreter, so that no other thread runs either."""
    return re.match(r"(a+)+$", "a" * 64 + "b")


def planted_leak(*_: object) -> Any:
    """Takes all memory there is, at once, and keeps it."""
    while True:
        KEPT.append(bytearray(1 << 22))


def planted_creep(self: object, state: Any, *_: object) -> Any:
    """Takes memory in every turn of the loop, and keeps it."""
    from kiosk.scene import Step

    KEPT.append(bytearray(1 << 26))
    return Step(state)


def planted_exit(*_: object) -> Any:
    """Ends the program."""
    sys.exit(3)


def planted_break(*_: object) -> Any:
    raise GeneratorExit("什么话也不该留下")


def planted_fall(*_: object) -> Any:
    """What the loop itself falls over, so that the whole hall dies."""
    raise RuntimeError("什么话也不该留下")


def _walk_into_it() -> None:
    """In every turn of the loop: on from the sorry page, and into the zone, if it is open."""
    write = Kiosk._write

    def walking(hall: Kiosk) -> None:
        if hall.machine.place is Place.SORRY:
            hall.machine.touch(Tap("go_on"))
        if hall.machine.place is not Place.ZONE and hall.machine.visit_session.is_open(ZONE) and hall._running:
            open_zone(hall.machine, ZONE)
            hall.machine.touch(Tap("round"))  # through its door
        write(hall)

    Kiosk._write = walking  # type: ignore[method-assign]


def plant(fault: str) -> None:
    """That fault stands in the zone from now on."""
    if fault == "nothing":
        return
    if fault in ("fall", "until_mended"):
        write = Kiosk._write

        def falling(hall: Kiosk) -> None:
            if fault == "until_mended" and hall.places.data and (hall.places.data / "mended").exists():
                write(hall)
            else:
                planted_fall()

        Kiosk._write = falling  # type: ignore[method-assign]
        return
    planted: Callable[..., Any] = globals()[f"planted_{fault}"]
    HarmDataScene.tick = planted  # type: ignore[method-assign]
    _walk_into_it()


class Hurried(Supervisor):
    """Does not wait as long as one in a hall."""

    def __init__(self, command: Sequence[str], page: Sequence[str], data: Path, now: Callable[[], float]) -> None:
        times = replace(Times(), silent=6.0, pause=0.2, most_falls=3, long_pause=3.0)
        super().__init__(command, page, data, now, times)


if __name__ == "__main__":
    plant(sys.argv[1])
    import kiosk.ops.supervising

    kiosk.ops.supervising.Supervisor = Hurried  # type: ignore[misc]
    supervising.PROGRAM = (sys.executable, __file__, sys.argv[1])  # type: ignore[assignment]
    kiosk.cli.main(sys.argv[2:])
