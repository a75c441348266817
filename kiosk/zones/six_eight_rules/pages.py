"""The pages of the zone as types: the wall and its cards, the matching game, and what the guided path leads to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from kiosk.core.vocabulary import Truth
from kiosk.parts import scroller
from kiosk.parts.hands import Hands
from kiosk.parts.scroller import Scroll
from kiosk.scene import Gesture, Step
from kiosk.zones.six_eight_rules.match import MatchGame
from kiosk.zones.six_eight_rules.models import RulesVersion, Situation


@dataclass(frozen=True, slots=True)
class RulesWallPage:
    """The wall of tiles. `waiting` is a game that was left and can be gone on with; `whole` when what stands behind it
    is open: the versions, the sources, the whole caution."""

    waiting: MatchGame | None = None
    whole: bool = False
    reading: Scroll = Scroll()


@dataclass(frozen=True, slots=True)
class MatchRoundPage:
    """A situation of the game, before and after its answer."""

    game: MatchGame
    reading: Scroll = Scroll()


@dataclass(frozen=True, slots=True)
class MatchResultPage:
    """How the game went."""

    game: MatchGame
    reading: Scroll = Scroll()


@dataclass(frozen=True, slots=True)
class ChantPage:
    """A rhyme that all say; `strikes` says how often the bell was struck, `heard` is seconds since it last was.
    `chosen`: it was asked for on the board of things."""

    rule: str
    strikes: int = 0
    heard: float = 0.0
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class ThingsPage:
    """All fourteen as things, to ask for."""


@dataclass(frozen=True, slots=True)
class GenuinePage:
    """What is real and sounds like a scam; `given` is what it was taken for, None before, and where a group that raises
    its `hands` did not say. `shown`: the answer is there."""

    situation: Situation
    given: Truth | None = None
    hands: Hands = Hands()
    shown: bool = False


@dataclass(frozen=True, slots=True)
class RuleCardPage:
    """A rule's card, open above the wall, a game's result or the rhyme on the guided path. `turn` (0-1) is how far it
    has turned; `from_tile` whether it is a tile of the wall that turns, and not another card; `heard` seconds of the
    rhyme being said; `whole` when more of it is shown than a sentence."""

    rule: str
    below: RulesWallPage | MatchResultPage | ChantPage
    from_tile: bool
    turn: float = 0.0
    reading: Scroll = Scroll()
    heard: float = 0.0
    whole: bool = False


RulesPage = RulesWallPage | MatchRoundPage | MatchResultPage | RuleCardPage | ChantPage | ThingsPage | GenuinePage


@dataclass(frozen=True, slots=True)
class SixEightRulesState:
    """`version` and `wall` (its scroll) stay as they were left. `games` counts the games begun, so that each of a visit
    draws other situations from the visit's `seed`; `finished` when one was played to its end, or the guided path gone.
    `path` are the rhymes that the guided path leads to (empty: nobody is led), `at` which of them it is. `people` are a
    group that raises its hands (0: everybody judges by touching). `left` is the question at the end of the path as it
    was left for the things."""

    page: RulesPage = RulesWallPage()
    seed: int = 0
    version: RulesVersion = RulesVersion.CLASSIC
    wall: Scroll = Scroll()
    turned: tuple[str, ...] = ()
    games: int = 0
    finished: bool = False
    path: tuple[str, ...] = ()
    at: int = 0
    people: int = 0
    left: GenuinePage | None = None


def scrolled(state: SixEightRulesState, gesture: Gesture) -> SixEightRulesState | None:
    """The state after a gesture on a text that is longer than its place; None for any other gesture."""
    page = state.page
    match page:
        case RulesWallPage(whole=False):
            moved = scroller.touch(state.wall, gesture, "wall")
            return None if moved is None else replace(state, wall=moved)
        case ChantPage() | ThingsPage() | GenuinePage():
            return None
        case RulesWallPage() | MatchRoundPage() | MatchResultPage() | RuleCardPage():
            moved = scroller.touch(page.reading, gesture, "read")
            return None if moved is None else replace(state, page=replace(page, reading=moved))
    assert_never(page)


def up(state: SixEightRulesState) -> Step[SixEightRulesState]:
    """One level up, or along the path back, or out."""
    page = state.page
    match page:
        case RulesWallPage(whole=True):
            return Step(replace(state, page=RulesWallPage(page.waiting)))
        case RulesWallPage():
            return Step(state, leave="home")
        case MatchRoundPage():
            return Step(replace(state, page=RulesWallPage(page.game)))
        case MatchResultPage():
            return Step(replace(state, page=RulesWallPage()))
        case RuleCardPage():
            return Step(replace(state, page=replace(page, whole=False) if page.whole else page.below))
        case GenuinePage():
            return Step(replace(state, page=ThingsPage(), left=page))
        case ChantPage() if page.chosen:
            return Step(replace(state, page=ThingsPage()))
        case ChantPage() | ThingsPage():
            at = state.at - 1 if isinstance(page, ChantPage) else state.at
            return Step(state, leave="home") if at < 0 else Step(replace(state, page=ChantPage(state.path[at]), at=at))
    assert_never(page)
