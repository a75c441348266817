"""The pages of the lessons as types, and what is kept across them."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.events import Event
from kiosk.core.vocabulary import AgeBand
from kiosk.parts.rail import Rail
from kiosk.parts.scroller import Scroll
from kiosk.zones.scam_lessons.ear import EarPage, EarResultPage
from kiosk.zones.scam_lessons.models import Lesson
from kiosk.zones.scam_lessons.spot import Marked

_TOP = Scroll()


@dataclass(frozen=True, slots=True)
class RailPage:
    """The rail, and what the module in its middle is about."""

    reading: Scroll = _TOP


@dataclass(frozen=True, slots=True)
class CardPage:
    """One card of a module, by its place; `fuller` with its whole text."""

    lesson: Lesson
    index: int = 0
    reading: Scroll = _TOP
    fuller: bool = False


@dataclass(frozen=True, slots=True)
class ExercisePage:
    """The exercise of a module, to be judged or with its answer; `fuller` with every line and every reason."""

    lesson: Lesson
    reading: Scroll = _TOP
    fuller: bool = False


@dataclass(frozen=True, slots=True)
class ScamLessonsState:
    """The page in use. Kept across pages: where the rail stands, the marks made in the module's exercise (they stay
    while somebody leafs back to its cards), the modules gone through, and the calls that were listened to. `people` are
    a group that raises its hands (0: everybody judges by touching), or walks to the sides of the room (`walked`)."""

    rail: Rail
    page: RailPage | CardPage | ExercisePage | EarPage | EarResultPage = RailPage()
    marked: Marked = Marked()
    finished: tuple[str, ...] = ()
    listened: tuple[str, ...] = ()
    rounds: int = 0
    seed: int = 0
    ages: tuple[AgeBand, ...] = ()
    led: bool = False
    people: int = 0
    walked: bool = False
    ahead: tuple[str, ...] = ()
    pending: tuple[Event, ...] = ()
