"""Whatever is done in the real hall, a replay of its recording gives the same events, and no scene fails."""

from __future__ import annotations

import random
from typing import Any

import pytest

from kiosk.core.events import SceneFailed, VisitEnded, VisitStarted, ZoneEntered, ZoneLeft
from kiosk.core.logged import Logged
from kiosk.draw.items import targets
from kiosk.scene import Drag, Gesture, Stroke, Tap
from kiosk.session import replay
from kiosk.session.conducting import yellow_key
from kiosk.session.table import Place
from tests.real_hall import machine

PEOPLE, KINDS, MODES = (1, 2, 14, 15), ("community", "school", "family"), ("guided", "guided", "free")
SIZES = ((1920, 1080), (1080, 1920), (640, 480))
NONSENSE = ("remote/stop", "remote/hands/0/+", "remote/blank", "remote/skip", "remote/zone/quiz", "remote/zone/trial",
            "frame/large", "frame/reach", "frame/aloud", "frame/pause", "frame/extend", "frame/home", "frame/back",
            "hands/0/15", "next", "reply/take", "finish")  # fmt: skip
"""What is touched or ordered whether it is there or not."""
BROKEN = "RuntimeError: not painted"


class Play:
    """Somebody at the screen who does anything; mostly what leads on."""

    def __init__(self, seed: int) -> None:
        self.chance, self.m = random.Random(seed), machine(random.Random(seed))
        self.entries: list[Any] = []
        self.log: list[Logged] = []

    def check_in(self) -> None:
        chance = self.chance
        for word in ("start", f"people/{chance.choice(PEOPLE)}", f"kind/{chance.choice(KINDS)}"):
            self.do(Tap(word))
        self.do(Tap(f"mode/{chance.choice(MODES)}"))
        self.do(Tap("next"))

    def do(self, gesture: Gesture) -> None:
        self.entries.append(gesture)
        self.m.touch(gesture)
        self.log += self.m.take()

    def wait(self, seconds: float) -> None:
        self.entries.append(replay.tick_record(seconds))
        self.m.tick(seconds)
        self.log += self.m.take()

    def step(self) -> None:
        m, chance = self.m, self.chance
        shown = sorted(targets(m.view()))
        yellow = yellow_key(m.view(), m.look)
        match chance.randrange(12):
            case _ if m.place is Place.ATTRACT and "take_up" not in shown:
                self.check_in()
            case 0:
                self.do(Tap(chance.choice(NONSENSE)))
            case 1 if m.orders():
                self.do(Tap("remote/" + chance.choice(m.orders())))
            case 2:
                size = chance.choice(SIZES)
                self.entries.append(replay.size_record(size))
                m.resize(size)
            case 3 if not chance.randrange(4):
                error = RuntimeError("not painted")
                self.entries.append(replay.failed_record(error))
                m.fail(error)
            case 4 if dragged := sorted(targets(m.view(), "drag")):
                self.do(Drag(dragged[0], "move", 0.0, chance.uniform(-300, 300), extent=800.0))
            case 5 if sheets := sorted(targets(m.view(), "ink")):
                self.do(Stroke(sheets[0], (120, 200, 260, 90, 420, 260), True))
            case 6 | 7:
                self.do(Tap(chance.choice(shown)))
            case _:
                self.do(Tap(yellow or chance.choice([w for w in shown if not w.startswith("frame/")] or shown)))
        for _ in range(chance.choice((0, 1, 1, 3, 8, 40))):
            self.wait(chance.choice((0.3, 1.0, 2.0)))
        if not chance.randrange(15):
            self.wait(400.0)


@pytest.mark.parametrize("seed", range(6))
def test_anything_that_is_done_is_played_again_to_the_letter(seed: int) -> None:
    play = Play(seed)
    for _ in range(70):
        play.step()
        assert targets(play.m.view()), "there is always something to touch"
    again = machine(random.Random(seed))
    played = replay.play(again, [*play.entries])
    assert [(one.visit, one.event) for one in played] == [(one.visit, one.event) for one in play.log]
    assert (again.page(), again.state) == (play.m.page(), play.m.state)
    failed = [one.event for one in play.log if isinstance(one.event, SceneFailed)]
    assert [event for event in failed if event.error != BROKEN] == []


@pytest.mark.parametrize("seed", range(6, 10))
def test_whatever_is_done_no_visit_is_doubled_and_no_zone_left_open(seed: int) -> None:
    play = Play(seed)
    for _ in range(70):
        play.step()
    while play.m.place is not Place.ATTRACT or play.m.keeps:
        play.wait(60.0)
    begun = [one.visit for one in play.log if isinstance(one.event, VisitStarted)]
    assert begun == list(dict.fromkeys(begun))
    for visit in begun:
        events = [one.event for one in play.log if one.visit == visit]
        assert sum(isinstance(event, VisitEnded) for event in events) == 1
        entered = [event.zone for event in events if isinstance(event, ZoneEntered)]
        assert entered == [event.zone for event in events if isinstance(event, ZoneLeft)]
