"""A visit played again from what was recorded: the same inputs give the same events."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kiosk.core.live_forms import Alternation, LiveForm
from kiosk.core.logged import Logged
from kiosk.scene import Gesture
from kiosk.session.machine import Machine


class SameChance(random.Random):
    """Chance that gives a recorded visit its recorded seed."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self._seed = seed

    def getrandbits(self, k: int, /) -> int:
        return self._seed


def start_record(machine: Machine) -> dict[str, Any]:
    """What a replay needs to know of the hall before the first gesture."""
    visit = machine.visit_session.visit
    return {
        "kind": "start",
        "pixels": list(machine.pixels),
        "seed": visit.seed if visit else 0,
        "programme": machine.limits.programme.value,
        "forms": [[form.id, list(form.items)] for form in (visit.measured or () if visit else ())],
        "closed": [zone for zone, _ in machine.visit_session.failures.closed],
    }


def alternation_of(start: Mapping[str, Any]) -> Alternation | None:
    """What gives a recorded visit its recorded forms, from the start of its recording; None where it had none."""
    forms = [LiveForm(key, tuple(items)) for key, items in start.get("forms", ())]
    return Alternation(forms[0], forms[1]) if len(forms) == 2 else None


def size_record(pixels: Sequence[int]) -> dict[str, Any]:
    """Another size of the window, as a line of the recording."""
    return {"kind": "size", "pixels": list(pixels)}


def failed_record(error: Exception) -> dict[str, Any]:
    """What was to be shown could not be painted, as a line of the recording."""
    return {"kind": "failed", "error": type(error).__name__, "text": str(error)}


def closed_record(zone: str, why: str) -> dict[str, Any]:
    """A zone was closed, maybe for what it did in visits before, as a line of the recording."""
    return {"kind": "closed", "zone": zone, "why": why}


def tick_record(seconds: float) -> dict[str, Any]:
    """Time that passed, as a line of the recording."""
    return {"kind": "tick", "seconds": seconds}


ASIDE: Mapping[str, Any] = {"kind": "aside"}
"""The visit was cut off here, and set aside at the next start."""


def steps(machine: Machine, entries: Iterable[Gesture | Mapping[str, Any]]) -> Iterator[None]:
    """Feed the entries to a machine standing at its attract loop, one a step."""
    for entry in entries:
        if isinstance(entry, Mapping):
            _feed(machine, entry)
        else:
            machine.touch(entry)
        yield


def _feed(machine: Machine, entry: Mapping[str, Any]) -> None:
    """What is no gesture; other kinds are passed over."""
    match entry:
        case {"kind": "tick", "seconds": seconds}:
            machine.tick(float(seconds))
        case {"kind": "aside"}:
            machine.set_aside()
        case {"kind": "size", "pixels": [width, height]}:
            machine.resize((int(width), int(height)))
        case {"kind": "failed", "error": str(name), "text": str(said)}:
            machine.fail(type(name, (Exception,), {})(said))
        case {"kind": "closed", "zone": str(zone), "why": str(why)}:
            machine.visit_session.close_zone(zone, why)
        case _:
            pass


def play(machine: Machine, entries: Iterable[Gesture | Mapping[str, Any]]) -> list[Logged]:
    """Feed the entries to a machine standing at its attract loop; returns every event that followed."""
    for _ in steps(machine, entries):
        pass
    return machine.take()
