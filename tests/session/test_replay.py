"""A visit played again from its inputs: the same events, to the letter."""

from __future__ import annotations

import random
from typing import Any

from kiosk.scene import Tap
from kiosk.session import replay
from kiosk.session.machine import Machine
from tests.session.fakes import Fake, hall, machine

WORDS = ("leave/start", "free/15", "leave/enter:quiz", "next", "fail", "leave/go_on", "leave/finish")


def another(chance: random.Random) -> Machine:
    made = {name: Fake(name) for name in ("attract", "check_in", "map", "farewell", "sorry", "quiz", "message_board")}
    return Machine(hall(), lambda: made, (1920, 1080), chance, lambda: "v1")


def test_what_was_recorded_gives_the_same_events_and_the_same_chance() -> None:
    m = another(random.Random(7))
    entries: list[Any] = []
    for word in WORDS:
        entries += [Tap(word), replay.tick_record(40.0)]
        m.touch(Tap(word))
        m.tick(40.0)
        if word == "free/15":
            start = replay.start_record(m)
    again = another(replay.SameChance(start["seed"]))
    events = [logged.event for logged in replay.play(again, entries)]
    assert events == [logged.event for logged in m.take()] and len(events) > 6
    assert again.visit_session.visit is not None and m.visit_session.visit is not None
    assert again.visit_session.visit.seed == m.visit_session.visit.seed == start["seed"] != 0


def test_a_recording_says_in_which_hall_it_was_made() -> None:
    m = another(random.Random(7))
    assert replay.start_record(m) == {"kind": "start", "pixels": [1920, 1080], "seed": 0, "programme": "full",
                                      "forms": [], "closed": ["case_warnings"]}  # fmt: skip


def test_lines_of_another_kind_are_passed_over() -> None:
    assert replay.play(machine(), [{"kind": "start"}, {"kind": "weather", "seconds": 5}]) == []
