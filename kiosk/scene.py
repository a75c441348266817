"""THE contract: a scene is a value, not a window.

Every screen of the hall obeys it. A scene never reads a clock, a pixel format, a font or a database; so a visit of
forty minutes is a test that runs in milliseconds. A scene that raises is caught by the machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, Literal, Protocol, TypeVar

from kiosk.core.audience import audiences_of, called
from kiosk.core.events import Event
from kiosk.core.live_forms import FormsOfVisit
from kiosk.core.subject import Subject
from kiosk.core.vocabulary import AgeBand, Audience, GroupKind, Programme, VisitMode
from kiosk.draw.items import Item
from kiosk.draw.look import Look

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Tap:
    """A finger went down and up on `target`. `x`, `y`: where, relative to the item, 0-1; wherever it was, it is a tap
    on that target."""

    target: str
    x: float = field(default=0.5, compare=False)
    y: float = field(default=0.5, compare=False)


@dataclass(frozen=True, slots=True)
class Drag:
    """A finger that began on the draggable `target` moves by `dx`, `dy` units since the last report.

    `vx`, `vy` are units a second, meaningful when `phase` is "end"; x, y are where the finger is, in units;
    `extent` is the item's own: how far it can go.
    """

    target: str
    phase: Literal["start", "move", "end"]
    dx: float
    dy: float
    x: float = 0.0
    y: float = 0.0
    vx: float = 0.0
    vy: float = 0.0
    extent: float = 0.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line of ink drawn on `target`: x0, y0, x1, y1, … in units relative to the item's left top.

    Sent as it grows (`done` False, all points so far) and once when the finger lifts.
    """

    target: str
    points: tuple[float, ...]
    done: bool


@dataclass(frozen=True, slots=True)
class FilmOver:
    """No finger, but like one it comes from the window, and is recorded and replayed as one is: the film in the file
    `target`, which is on the screen, has come to its end at `seconds`. `broken`: it cannot be played beyond them."""

    target: str
    seconds: float
    broken: bool = False


Gesture = Tap | Drag | Stroke | FilmOver


@dataclass(frozen=True, slots=True)
class Visit:
    """What a scene may know of the visit it is part of.

    `seed` is the visit's own source of chance. `events` are this visit's so far. `seconds` since admission without
    pauses. `zones` are the ids in the hall's order, `open_zones` those not closed.
    """

    id: str = ""
    people: int = 1
    kind: GroupKind = GroupKind.OTHER
    ages: tuple[AgeBand, ...] = ()
    mode: VisitMode = VisitMode.FREE
    programme: Programme = Programme.FULL
    """Before admission: the one that stands at check-in."""
    seed: int = 0
    seconds: float = 0.0
    seconds_left: float = 2400.0
    zones: tuple[str, ...] = ()
    open_zones: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    events: tuple[Event, ...] = field(default=(), repr=False)
    plan: tuple[tuple[str, float], ...] = ()
    """Guided mode: (zone id, minutes) still proposed, in order; the first is the next."""
    names: tuple[tuple[str, str], ...] = ()
    """(zone id, Chinese name) in the hall's order."""
    kept: bool = False
    """Before admission: the visit before was set aside, and can be taken up again."""
    led: bool = False
    """The zone's guided path is gone: it opens with the first thing on it, and the next step leads along it."""
    trial: tuple[Subject, str] | None = None
    """What the hall asks of the group now, and the id of the zone that opens afterwards."""
    measured: FormsOfVisit | None = None
    """By what the effect of the visit is measured; None where it is not."""

    @property
    def audiences(self) -> tuple[Audience, ...]:
        """Whom the visit is made of, the most telling first."""
        return audiences_of(self.kind, self.ages)

    @property
    def called(self) -> tuple[Audience, ...]:
        """What they may be called to their face, the most telling first."""
        return called(self.kind, self.ages, self.people)


@dataclass(frozen=True, slots=True)
class Step(Generic[S]):
    """What came of a gesture or of time: the new state, events, and an outcome word when the scene is left."""

    state: S
    events: tuple[Event, ...] = ()
    leave: str = ""


class Scene(Protocol[S]):
    """The contract. All methods are pure: same arguments, same result; `due`, `view`, `page` and `goal` are queries."""

    def start(self, visit: Visit) -> S:
        """The state in which the scene opens."""

    def touch(self, state: S, gesture: Gesture) -> Step[S]:
        """A gesture on one of this scene's own targets. Tap("back") is the frame's back button:
        go one level up, or leave with "home" at the top level."""

    def tick(self, state: S, seconds: float) -> Step[S]:
        """`seconds` have passed. Called only as often as `due` asks (and at least with every gesture)."""

    def due(self, state: S) -> float | None:
        """Seconds until time next matters: None nothing moves, 0 an animation frame."""

    def view(self, state: S, look: Look) -> list[Item]:
        """What to draw inside `look.area`; no side effects."""

    def page(self, state: S) -> str:
        """A short name of the screen in use, e.g. `case:gaoqing:2`; a new name means a new screen."""

    def goal(self, state: S) -> bool:
        """Whether the visitors reached what this scene is for (its done mark on the map)."""

    def samples(self) -> Iterator[S]:
        """Every kind of state there is, reached by touching: what the tests over every screen look at."""


class StillScene(Generic[S]):
    """Defaults for a scene in which nothing moves."""

    def tick(self, state: S, seconds: float) -> Step[S]:
        return Step(state)

    def due(self, state: S) -> float | None:
        return None

    def goal(self, state: S) -> bool:
        return False
