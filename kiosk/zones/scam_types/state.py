"""The pages of the zone as types, and all that it keeps."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.vocabulary import Audience
from kiosk.parts.scroller import Scroll
from kiosk.zones.scam_types.advising import AdvicePage
from kiosk.zones.scam_types.models import ScamType, TypeTab

_TOP = Scroll()


@dataclass(frozen=True, slots=True)
class TypeWallPage:
    """The wall of all kinds."""


@dataclass(frozen=True, slots=True)
class WhichIntroPage:
    """What the questionnaire asks, and what it does not."""

    reading: Scroll = _TOP


@dataclass(frozen=True, slots=True)
class HabitPage:
    """One question of the questionnaire, by its place."""

    question: int = 0
    reading: Scroll = _TOP


@dataclass(frozen=True, slots=True)
class LeaningPage:
    """The kinds of scam the answers point at."""

    reading: Scroll = _TOP


@dataclass(frozen=True, slots=True)
class TypePage:
    """One kind of scam, opened above the wall or above the result of the questionnaire: at a glance (`tab` None), or at
    one of its tabs. `behind` is what is open of a tab: MORE, or one of its cases, by its place ("": the tab itself)."""

    kind: ScamType
    above: TypeWallPage | LeaningPage
    tab: TypeTab | None = None
    reading: Scroll = _TOP
    behind: str = ""


@dataclass(frozen=True, slots=True)
class ScamTypesState:
    """The page in use. Kept across pages: where the wall was left, the indices of the answers given so far, the kinds
    `opened`, those `read` to their last tab, whether the questionnaire was `answered` to its end, and who was `helped`,
    by the ids of the talks; who came."""

    page: TypeWallPage | TypePage | WhichIntroPage | HabitPage | LeaningPage | AdvicePage = TypeWallPage()
    wall: Scroll = _TOP
    answers: tuple[int, ...] = ()
    opened: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    answered: bool = False
    helped: tuple[str, ...] = ()
    audiences: tuple[Audience, ...] = ()
    ahead: tuple[str, ...] | None = None
    """On the guided path: the kinds and talks that follow the one that is open. None: one looks round."""
