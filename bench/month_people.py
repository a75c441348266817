"""Who comes to the hall in a simulated month: led groups, people on their own, and those who walk away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random

from bench.month_world import GRAINS, Act, World
from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import GroupKind
from kiosk.draw.items import Item, find, targets, touchable
from kiosk.parts.hands import HANDS
from kiosk.session.following import ways_on
from kiosk.session.frame import PREFIX
from kiosk.session.machine import Machine
from kiosk.session.table import Place

TOUCHES_MOST = 700
"""More than any visit takes; then they have had enough, and go."""
STAYS = 0.5
"""The share of groups that stay to the end."""
GONE_SECONDS = 4 * 3600.0
"""The hall is left alone: so long it may take until it waits for visitors again."""
GONE_GRAIN_SECONDS = 30.0
HELD_SECONDS = 0.09
_SPOTS = (0.5, 0.1, 0.9)
_LINE = ((0.2, 0.3), (0.5, 0.6), (0.8, 0.3))


class DeadEnd(AssertionError):
    """Nobody touches the hall any more, and it does not come back to its waiting screen."""


class Group:
    """People who came together, what they do on the screen, and when they have had enough (`leaves`: after so many
    touches they walk away without a word)."""

    def __init__(self, world: World, chance: Random) -> None:
        self.world, self.chance = world, chance
        self.leaves = TOUCHES_MOST if chance.random() < STAYS else chance.randrange(3, 60)
        self._touched: set[tuple[str, str]] = set()

    def visit(self) -> Iterator[Act]:
        """From the first touch until the hall waits for the next."""
        led = self.chance.random() < 0.7
        self.world.grain = self.chance.choice(GRAINS)
        yield from self._checks_in(led)
        way = self._onward if led else self._anywhere
        for _ in range(self.leaves if led else min(self.leaves, 60)):
            if self._machine.place is Place.ATTRACT and self._machine.visit_session.visit is None:
                break
            yield from self._touch(way())
        yield from self.gone()

    def gone(self) -> Iterator[Act]:
        """Nobody touches anything until the hall waits again. Raises DeadEnd."""
        until, self.world.grain = self.world.clock.now + GONE_SECONDS, GONE_GRAIN_SECONDS
        while not self._waits:
            if self.world.clock.now > until:
                raise DeadEnd(f"no way back from {self._machine.page()}")
            yield Act(60.0)

    @property
    def _waits(self) -> bool:
        """Whether the hall waits for anybody; it may be another program by now."""
        return self._machine.place is Place.ATTRACT and not self._machine.keeps and self._machine.overlay is None

    @property
    def _machine(self) -> Machine:
        return self.world.hall.machine

    def _checks_in(self, led: bool) -> Iterator[Act]:
        people = self.chance.randrange(2, 16) if led else self.chance.randrange(1, 5)
        kind = self.chance.choice([*GroupKind])
        for word in ("start", f"people/{people}", f"kind/{kind}", f"mode/{'guided' if led else 'free'}", "next"):
            if self._machine.place in (Place.ATTRACT, Place.CHECK_IN):
                yield from self._touch(word)

    def _onward(self) -> str:
        """The beads of those who raise a hand, then the yellow key, else any other way on."""
        shown = targets(self._machine.view())
        page = self._machine.page()
        hands = [word for word in shown if word.startswith(f"{HANDS}/") and word[-1].isdigit()]
        if hands and (page, "") not in self._touched:
            self._touched.add((page, ""))
            return self.chance.choice(hands)
        ways = ways_on(self._machine, self._touched)
        word = self.chance.choice(ways) if ways else ""
        self._touched.add((page, word))
        return word

    def _anywhere(self) -> str:
        shown = [
            word for word in targets(self._machine.view()) if not word.startswith(PREFIX) or word == f"{PREFIX}home"
        ]
        return self._onward() if self.chance.random() < 0.5 or not shown else self.chance.choice(shown)

    def _touch(self, word: str) -> Iterator[Act]:
        """A finger on that, after a while of reading; on nothing that is not there any more."""
        yield Act(self.chance.choice((2.0, 4.0, 6.0, 12.0)), lambda: self._down(word))
        yield from self._rest

    def _down(self, word: str) -> None:
        items = self._machine.view()
        self._rest: list[Act] = []
        points = _within(items, word)
        if not points:
            return
        finger = self.world.finger
        finger("down", *points[0])
        moves: list[tuple[str, float, float]] = [("move", *point) for point in points[1:]]
        moves.append(("up", *points[-1]))
        self._rest = [Act(HELD_SECONDS, _later(finger, *move)) for move in moves]


def _within(items: Sequence[Item], word: str) -> list[tuple[float, float]]:
    """Where a finger goes that means that word: a line across it, or the spot of it that nothing covers."""
    inks = targets(items, "ink")
    if word in inks:
        return [_at(touchable(inks[word]), *spot) for spot in _LINE]
    rect = touchable(taps[word]) if word in (taps := targets(items)) else None
    spots = [_at(rect, x, y) for x in _SPOTS for y in _SPOTS] if rect is not None else []
    return [spot for spot in spots if (met := find(items, *spot, "tap")) is not None and met.target == word][:1]


def _at(rect: Rect, x: float, y: float) -> tuple[float, float]:
    return rect.x + rect.w * x, rect.y + rect.h * y


def _later(finger: Callable[[str, float, float], None], kind: str, x: float, y: float) -> Callable[[], None]:
    return lambda: finger(kind, x, y)
