"""The longest single step of the loop: somebody who does anything to the screen, in every zone and programme, and what
each touch took until it was painted; that nothing fails, and that the hall always comes back to its waiting screen."""

from __future__ import annotations

import gc
import heapq
import random
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from math import inf, nan, pi, sin
from typing import NamedTuple

from kiosk import garbage
from kiosk.content.programmes import standing
from kiosk.core.events import SceneFailed
from kiosk.core.vocabulary import Programme
from kiosk.draw.items import targets, touchable
from kiosk.scene import Gesture, Tap
from kiosk.screen.painter import Painter
from kiosk.screen.pointer import FirstFinger, Kind, Pointer
from kiosk.screen.stage import Stage
from kiosk.screen.touch import Finger
from kiosk.session.conducting import yellow_key
from kiosk.session.frame import TWO_SWITCHES
from kiosk.session.machine import Machine
from kiosk.session.preview_state import make_scenes, open_zone
from kiosk.session.table import Place
from kiosk.wall_time import today
from kiosk.wiring import alternation_of, make_machine
from tests.real_hall import PLACES, content

PIXELS = ((960, 540), (540, 960), (640, 480))
ROUND = 1000
"""Gestures after which the hall is left alone until it waits for visitors again."""
PATIENCE_SECONDS = 4 * 3600.0
"""So long it may take for that: the longest visit, with all that can be added to it."""
KEPT = 12

Event = tuple[Kind, int, float, float, float]
"""What a panel says: kind, contact, x and y in pixels, and how many seconds after what it said before."""


class Longest(NamedTuple):
    """One of the longest steps: milliseconds of the processor, and where it was, in whose round."""

    ms: float
    step: int
    page: str
    gesture: str
    seed: int


class Hands:
    """Anything that can be done to a panel of `size` pixels, as what the panel says of it."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.size = chance, PIXELS[0]
        self._contacts = count(1)

    def tap(self, x: float, y: float) -> list[Event]:
        finger, roll = next(self._contacts), self.chance.uniform(-3, 3)
        return [("down", finger, x, y, 0.05), ("move", finger, x + roll, y, 0.03), ("up", finger, x + roll, y, 0.04)]

    def drag(self) -> list[Event]:
        finger, (x, y), (to_x, to_y) = next(self._contacts), self._spot(), self._spot()
        steps = self.chance.choice((1, 4, 16))
        way = [(x + (to_x - x) * i / steps, y + (to_y - y) * i / steps) for i in range(steps + 1)]
        moves: list[Event] = [("move", finger, *at, 0.016) for at in way]
        return [("down", finger, x, y, 0.05), *moves, ("up", finger, to_x, to_y, self.chance.choice((0.01, 0.3)))]

    def scribble(self) -> list[Event]:
        """A line without an end, as fast as a panel reports."""
        finger, (x, y) = next(self._contacts), self._spot()
        long = self.chance.choice((30, 60, 120, 600))
        w, h = self.size
        way = [(x + w / 3 * sin(i / 9), y + h / 3 * sin(i / 7 + pi / 3)) for i in range(long)]
        return [("down", finger, x, y, 0.05), *(("move", finger, *at, 1 / 120) for at in way), ("up", finger, x, y, 0)]

    def many(self) -> list[Event]:
        """More fingers than one hand has, all over each other; some are never lifted."""
        held = [next(self._contacts) for _ in range(self.chance.randint(2, 12))]
        story: list[Event] = [("down", finger, *self._spot(), 0.01) for finger in held]
        for _ in range(20):
            kind: Kind = self.chance.choice(("move", "move", "up", "down", "cancel"))
            story.append((kind, self.chance.choice(held), *self._spot(), 0.02))
        return story

    def nonsense(self) -> list[Event]:
        odd = (nan, inf, -inf, 1e308, -1.0, 1e9)
        kinds: tuple[Kind, ...] = ("down", "move", "up", "cancel")
        return [(self.chance.choice(kinds), 1, self.chance.choice(odd), self.chance.choice(odd), 0.01) for _ in kinds]

    def anywhere(self) -> list[Event]:
        return self.tap(*self._spot())

    def _spot(self) -> tuple[float, float]:
        w, h = self.size
        return self.chance.uniform(0, w), self.chance.uniform(0, h)


class Play:
    """One hall, its painter, and somebody at it. `longest` are the steps that took most."""

    def __init__(self, programme: Programme, seed: int) -> None:
        self.chance, self.seed = random.Random(seed), seed
        loaded, number = standing(content(), programme), count(1)
        turns = alternation_of(loaded, PLACES, today())
        ids = lambda: f"v{next(number)}"  # noqa: E731
        self.machine: Machine = make_machine(loaded, PLACES, PIXELS[0], self.chance, ids, turns)
        self.now, self.hands, self._touched = 0.0, Hands(self.chance), 0.0
        self.longest: list[Longest] = []
        """At most `KEPT`, a heap."""
        self.steps, self.spent = 0, 0.0
        self.failed: list[str] = []
        self._painted = (0, "")
        self._fit(PIXELS[0])

    def _fit(self, pixels: tuple[int, int]) -> None:
        self.hands.size = pixels
        look = self.machine.look
        self.first = FirstFinger(pixels)
        self.painter = Painter(pixels, root=PLACES.content)
        self.stage = Stage(self.painter, lambda: self.now)
        self.finger = Finger(min(pixels) / min(look.canvas), look.units_per_mm)

    def _resize(self, pixels: tuple[int, int]) -> None:
        self.machine.resize(pixels)
        self.painter.close()
        self._fit(pixels)

    def gesture(self) -> None:
        """Something is done; mostly what leads on."""
        machine, chance = self.machine, self.chance
        shown = targets(machine.view())
        match chance.randrange(24):
            case 0:
                self._events("drag", self.hands.drag())
            case 1 if targets(machine.view(), "ink") or not chance.randrange(8):
                self._events("scribble", self.hands.scribble())
            case 2:
                self._events("many fingers", self.hands.many())
            case 3:
                self._events("nonsense", self.hands.nonsense())
            case 4 | 5:
                self._events("anywhere", self.hands.anywhere())
            case 6:
                self._does("key", Tap(chance.choice([*TWO_SWITCHES.values()])))
            case 7 if orders := machine.orders():
                self._does("phone", Tap("remote/" + chance.choice(orders)))
            case 8 if not chance.randrange(20):
                pixels = chance.choice(PIXELS)
                self._step("resize", lambda: self._resize(pixels))
            case 9:
                self._pass(chance.choice((1.0, 5.0, 30.0)))
            case 11 if not chance.randrange(8):
                self._pass(400.0)
            case 10 if lists := targets(machine.view(), "drag"):
                x, y = touchable(chance.choice([*lists.values()])).centre
                s = self._scale
                self._events("scroll", [("down", 0, x * s, y * s, 0.1),
                                        *(("move", 0, x * s, (y - 40 * i) * s, 0.016) for i in range(8)),
                                        ("up", 0, x * s, (y - 320) * s, 0.01)])  # fmt: skip
            case _:
                yellow = yellow_key(machine.view(), machine.look)
                word = yellow if yellow and chance.random() < 0.4 else chance.choice([*shown] or [""])
                if word in shown:
                    x, y = touchable(shown[word]).centre
                    self._events(f"tap {word}", self.hands.tap(x * self._scale, y * self._scale))
        self._pass(chance.choice((0.2, 0.4, 1.0, 2.0)))

    def come_back(self) -> None:
        """Everybody goes away: the hall waits for visitors again. Raises AssertionError for a dead end."""
        for contact in range(40):  # hands that were never lifted are no dead end either
            self._report(("up", contact, 0.0, 0.0, 0.0))
        left, page = self.now + PATIENCE_SECONDS, self.machine.page()
        while self.machine.place is not Place.ATTRACT or self.machine.keeps or self.machine.overlay:
            if self.now > left:
                raise AssertionError(f"no way back from {page}: {self.machine.page()}")
            self._pass(min(60.0, max(0.2, self.machine.due() or 0.2)))

    def begin(self) -> None:
        """The next thousand begin anywhere: in some state of some zone, or with whoever checks in."""
        names = [name for name in self.machine.scenes if self.machine.visit_session.is_open(name)]
        zone = self.chance.choice(["", *(name for name in names if name not in tuple(Place))])
        if zone:
            scene = self.machine.scene(zone)
            assert scene is not None
            state = self.chance.choice([*scene.samples()])
            self._step(f"opens {zone}", lambda: open_zone(self.machine, zone, state))

    @property
    def _scale(self) -> float:
        return min(self.hands.size) / min(self.machine.look.canvas)

    def _pass(self, seconds: float) -> None:
        while seconds > 1e-9:
            some = (
                min(seconds, 20.0, max(0.1, self.machine.due() or 0.0)) if self.machine.due() is not None else seconds
            )
            self.now += some
            seconds -= some
            self._step("time", partial(self.machine.tick, some))
            if garbage.due(quiet := self.now - self._touched):
                self._step("garbage", partial(garbage.collect, quiet))
            for over in self.painter.films_over():
                self._does("film", over)

    def _events(self, name: str, story: list[Event]) -> None:
        for event in story:
            self._report(event, name)

    def _report(self, event: Event, name: str = "lift") -> None:
        kind, contact, x, y, after = event
        self.now += after
        self._touched = self.now
        came: list[Pointer] = self.first.sift(kind, "finger", contact, x, y, self.now)
        self._step(name, lambda: self._feel(came))

    def _feel(self, came: list[Pointer]) -> None:
        for pointer in came:
            if pointer.kind == "down":
                self.stage.rest()
            for gesture in self.finger.feel(pointer, self.machine.view(), self.now, self.machine.page()):
                self.stage.opened(self.machine.view(), gesture)
                self.machine.touch(gesture)

    def _does(self, name: str, gesture: Gesture) -> None:
        self._step(name, lambda: self.machine.touch(gesture))

    def _step(self, name: str, act: Callable[[], None]) -> None:
        """One turn of the loop, by what it takes of the processor on this thread."""
        page, begun = self.machine.page(), time.thread_time()
        act()
        self._paint()
        took = (time.thread_time() - begun) * 1000
        self.steps, self.spent = self.steps + 1, self.spent + took
        found = Longest(took, self.steps, f"{page} > {self.machine.page()}", name, self.seed)
        (heapq.heappush if len(self.longest) < KEPT else heapq.heappushpop)(self.longest, found)
        for logged in self.machine.take():
            if isinstance(logged.event, SceneFailed):
                self.failed.append(f"seed {self.seed}, step {self.steps}, {page}, {name}: {logged.event.error}")

    def _paint(self) -> None:
        """As the loop does: nothing, where the screen is as it was."""
        seen = self.machine.view(), self.finger.pressed
        if self._painted == (id(seen[0]), seen[1]) and self.stage.due() is None:
            return
        self._painted = id(seen[0]), seen[1]
        self.painter.accent = self.machine.look.theme.accent
        self.stage.paint(self.machine.scenery(), self.finger.pressed)


def rows(gestures: int = 10_000, seed: int = 1) -> Iterator[str]:
    """What came of so many gestures (Ctrl+C: of those until then), in rounds of a thousand: each opens a hall of its
    own, of a seed of its own that plays it again, and the programmes take turns."""
    begun, done, steps, spent = time.process_time(), 0, 0, 0.0
    longest: list[Longest] = []
    failed: list[str] = []
    content()
    gc.freeze()
    try:
        while done < gestures:
            play = _play(seed + done // ROUND, min(ROUND, gestures - done))
            done += min(ROUND, gestures - done)
            steps, spent = steps + play.steps, spent + play.spent
            longest = heapq.nlargest(KEPT, longest + play.longest)
            failed += play.failed
            print(f"{done} gestures, {time.process_time() - begun:.0f} s", end="\r", file=sys.stderr, flush=True)
    except KeyboardInterrupt:
        print("\nbroken off", file=sys.stderr)
    gc.unfreeze()
    took = time.process_time() - begun
    yield f"seed {seed}: {done} gestures, {steps} steps, {took:.0f} s of the processor"
    yield f"{done / took:.0f} gestures a second"
    yield f"a step on average {spent / max(steps, 1):.2f} ms; no dead end"
    for ms, step, page, gesture, of in longest:
        yield f"{ms:8.1f} ms  {gesture:<28.28} {page}  (seed {of}, step {step})"
    yield f"{len(failed)} scenes failed"
    yield from failed[:KEPT]


def _play(seed: int, gestures: int) -> Play:
    """One round, and what it was like. Raises AssertionError naming the seed where the hall does not come back, and
    whatever anything in it raises."""
    gc.collect()  # the hall of the round before
    play = Play([*Programme][seed % len(Programme)], seed)
    garbage.put_off()
    for _ in make_scenes(play.machine):
        pass
    try:
        play.begin()
        for _ in range(gestures):
            play.gesture()
        play.come_back()
    except Exception as error:
        raise AssertionError(f"seed {seed}, step {play.steps}: {error}") from error
    finally:
        gc.unfreeze()
        play.painter.close()
    return play
