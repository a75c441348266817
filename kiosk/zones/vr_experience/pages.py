"""The pages of VR互动体验区 as types: the cards, who you are, the play, “喊停” and its answer, the debrief."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from kiosk.core.vocabulary import AgeBand, Audience, Duty
from kiosk.parts.lookaround import Gaze
from kiosk.parts.scroller import FRESH, Scroll
from kiosk.zones.vr_experience.models import Clue, End, Scenario
from kiosk.zones.vr_experience.story import Pointed, Story
from kiosk.zones.vr_experience.transcript import CameIn

DEBRIEF_PARTS = 3
"""How it ended; where the tricks were; what to take along."""


@dataclass(frozen=True, slots=True)
class VrPickPage:
    """The cards of the scenarios."""


@dataclass(frozen=True, slots=True)
class VrRolePage:
    """Who you are in a scenario, and how to play."""

    scenario: Scenario
    reading: Scroll = Scroll()


@dataclass(frozen=True, slots=True)
class VrPlayPage:
    """A moment of a story, and where one looks meanwhile. `phone` opens at its newest line; what is said has been heard
    for `heard` seconds, the `times`th time. Once one might decide, one may (`open`), whatever is heard again."""

    story: Story
    gaze: Gaze
    reading: Scroll = Scroll()
    phone: Scroll = FRESH
    heard: float = 0.0
    times: int = 1
    open: bool = False


@dataclass(frozen=True, slots=True)
class VrStopPage:
    """Somebody called stop: everything heard so far, to point at. `behind` is the play, standing still."""

    behind: VrPlayPage
    lines: Scroll = FRESH


@dataclass(frozen=True, slots=True)
class VrAnswerPage:
    """The answer to pointing at a sentence, and who `came` in: what they say has been heard for `heard` seconds."""

    behind: VrPlayPage
    pointed: Pointed
    reading: Scroll = Scroll()
    came: CameIn | None = None
    heard: float = 0.0


@dataclass(frozen=True, slots=True)
class VrCluePage:
    """A clue that those with its duty look at, for `left` seconds. `behind` is the play, standing still."""

    behind: VrPlayPage
    clue: Clue
    left: float
    reading: Scroll = Scroll()


@dataclass(frozen=True, slots=True)
class VrDebriefPage:
    """The debrief of a story that came to `end`; `part` counts from 0. With `more`, all there is to that part."""

    story: Story
    end: End
    part: int = 0
    reading: Scroll = Scroll()
    more: bool = False


VrExperiencePage = VrPickPage | VrRolePage | VrPlayPage | VrStopPage | VrAnswerPage | VrCluePage | VrDebriefPage


@dataclass(frozen=True, slots=True)
class VrExperienceState:
    """A page, and what is kept from page to page: how far down the cards are, the play one stepped back from (so
    that nothing is un-done), the scenarios gone through, of what ages the group is and who it is, the duties that
    are shown clues, its own chance."""

    page: VrExperiencePage = VrPickPage()
    pick: Scroll = Scroll()
    kept: VrPlayPage | None = None
    finished: tuple[str, ...] = ()
    ages: tuple[AgeBand, ...] = ()
    audiences: tuple[Audience, ...] = ()
    duties: tuple[Duty, ...] = ()
    seed: int = 0
    ahead: tuple[str, ...] | None = None
    """On the guided path: the scenarios that follow the one under way. None: one looks round."""


def page_name(page: VrExperiencePage) -> str:
    """What the screen in use is called: `pick`, `role:real_bank`, `play:real_bank:counter` …"""
    match page:
        case VrPickPage():
            return "pick"
        case VrRolePage():
            return f"role:{page.scenario.id}"
        case VrPlayPage():
            return f"play:{_moment(page.story)}"
        case VrStopPage():
            return f"stop:{_moment(page.behind.story)}"
        case VrAnswerPage():
            return f"stop:{_moment(page.behind.story)}:answer"
        case VrCluePage():
            return f"clue:{_moment(page.behind.story)}:{page.clue.duty}"
        case VrDebriefPage():
            return f"debrief:{page.story.scenario.id}:{page.part}"
        case _:
            assert_never(page)


def _moment(story: Story) -> str:
    return f"{story.scenario.id}:{story.node}"
