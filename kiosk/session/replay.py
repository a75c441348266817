"""A visit played again from what was recorded: the same inputs give the same events."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
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


def tick_record(seconds: float) -> dict[str, Any]:
    """Time that passed, as a line of the recording."""
    return {"kind": "tick", "seconds": seconds}


ASIDE: Mapping[str, Any] = {"kind": "aside"}
"""The visit was cut off here, and set aside at the next start."""


def steps(machine: Machine, entries: Iterable[Gesture | Mapping[str, Any]]) -> Iterator[None]:
    """Feed the entries to a machine standing at its attract loop, one a step."""
    for entry in entries:
        if not isinstance(entry, Mapping):
            machine.touch(entry)
        elif entry.get("kind") == "tick":
            machine.tick(float(entry["seconds"]))
        elif entry.get("kind") == ASIDE["kind"]:
            machine.set_aside()
        yield


def play(machine: Machine, entries: Iterable[Gesture | Mapping[str, Any]]) -> list[Logged]:
    """Feed the entries to a machine standing at its attract loop; returns every event that followed."""
    for _ in steps(machine, entries):
        pass
    return machine.take()
