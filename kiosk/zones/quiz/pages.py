"""The pages of the quiz as types, and what is kept across them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from kiosk.core.vocabulary import AgeBand, Audience
from kiosk.parts import scroller
from kiosk.parts.listening import Listening
from kiosk.parts.scroller import Scroll
from kiosk.scene import Gesture, Visit
from kiosk.zones.quiz.run import QuizRun


@dataclass(frozen=True, slots=True)
class QuizStartPage:
    """The two ways to answer. `run` is the form that was begun and can be gone on with."""

    run: QuizRun | None = None
    reading: Scroll = Scroll()


@dataclass(frozen=True, slots=True)
class QuizItemPage:
    """The item of `run` that is in view: asked, chosen, or answered and explained, `fuller` in whole; `heard` where
    it is a call."""

    run: QuizRun
    reading: Scroll = Scroll()
    answering: Scroll = Scroll()
    heard: Listening | None = None
    fuller: bool = False


@dataclass(frozen=True, slots=True)
class QuizResultPage:
    """What the form amounted to."""

    run: QuizRun
    reading: Scroll = Scroll()


@dataclass(frozen=True, slots=True)
class QuizCardPage:
    """The keepsake."""

    run: QuizRun
    reading: Scroll = Scroll()


@dataclass(frozen=True, slots=True)
class QuizLookPage:
    """Item `index` of a form that is over, looked at again."""

    run: QuizRun
    index: int
    reading: Scroll = Scroll()
    answering: Scroll = Scroll()
    fuller: bool = False


QuizPage = QuizStartPage | QuizItemPage | QuizResultPage | QuizCardPage | QuizLookPage


def scrolled(page: QuizPage, gesture: Gesture) -> QuizPage | None:
    """The page after a gesture on one of its texts; None for any other gesture."""
    moved = scroller.touch(page.reading, gesture, "read")
    if moved is not None:
        return replace(page, reading=moved)
    match page:
        case QuizItemPage() | QuizLookPage():
            moved = scroller.touch(page.answering, gesture, "answers")
            return None if moved is None else replace(page, answering=moved)
        case QuizStartPage() | QuizResultPage() | QuizCardPage():
            return None
    assert_never(page)


@dataclass(frozen=True, slots=True)
class QuizState:
    """Where the visitors are. `begun` counts the visit's forms, each drawn from another seed; `finished` when one was
    answered to its end; `led` along the guided path, which ends in the next zone; who came, and of what ages;
    `walked`: hands are not raised, the group walks to the sides of the room; `measured` are the items of the visit's
    live forms, which are not asked again."""

    page: QuizPage = QuizStartPage()
    led: bool = False
    seed: int = 0
    people: int = 1
    audiences: tuple[Audience, ...] = ()
    ages: tuple[AgeBand, ...] = ()
    begun: int = 0
    finished: bool = False
    walked: bool = False
    measured: tuple[str, ...] = ()


def opened(visit: Visit) -> QuizState:
    """Before anything was touched."""
    return QuizState(
        seed=visit.seed,
        people=visit.people,
        led=visit.led,
        audiences=visit.audiences,
        ages=visit.ages,
        measured=tuple(item for form in visit.measured or () for item in form.items),
    )
