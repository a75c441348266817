"""What a zone is to the rest of the hall: one manifest a zone, from which everything else about zones is derived."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from kiosk.content.asked import AskedText
from kiosk.content.catalogue import ZoneContent
from kiosk.content.models.film import Film, FilmInfo
from kiosk.content.models.hall import Hall
from kiosk.content.shared import Shared
from kiosk.core.messages import Message
from kiosk.core.speech import Spoken, Utterance
from kiosk.draw.theme import Lighting
from kiosk.reports.glossary import WordsKey
from kiosk.scene import Scene

if TYPE_CHECKING:  # what bots do is imported when they are asked for
    from kiosk.strategies import PlayedSet

STILLS = "stills"
"""The folder of still lifes below the content folder; the piece of glass of a zone is called by the zone's id."""

_NAME_SHOWN = 24
"""Characters: what a column of the export shows without being cut."""


class Resources(Protocol):
    """What a scene may ask for besides its content."""

    def film(self, film: Film) -> FilmInfo:
        """What is known of a film the content names."""

    def pictures(self, folder: str) -> Mapping[str, str]:
        """The JPEG pictures in a folder below the content folder: name without ending -> file below content."""

    def recording(self, line: Utterance) -> Spoken | None:
        """The recording of a line; None while there is none."""

    def approved_messages(self) -> Sequence[Message]:
        """The visitors' messages that staff let onto the wall, newest first."""


@dataclass(frozen=True, slots=True)
class Ingredients:
    """What a zone's scene is made of. `content` is what its `ZoneContent.assemble` gave; `guided` the ids of what its
    guided path leads to, as zones.yaml has them (empty: the zone chooses)."""

    content: Any
    shared: Shared
    hall: Hall
    resources: Resources
    guided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """What a zone is known by from afar: its icon, the light it stands in, the picture of its piece of glass ("": none
    was made)."""

    icon: str
    lighting: Lighting
    piece: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """One zone. Its id is its folder's name here and in `content/`, and the `id` of its block in zones.yaml.

    `name`, `minutes` and `min_minutes` stand in where zones.yaml cannot be read. `scene` makes the scene, and imports
    it only then: the hall's first picture does not wait for nine zones. `names` gives the Chinese name of each item by
    id, `words` what else records name of it, `item_word` what such an item is called and `goal` what makes the zone
    done: the words of reports. `asked` gives what the zone asks in full words, with its answers. `renewed`: its scene
    is made anew for every visit. `played` says how far bots get in what the zone asks (`kiosk check --bots`), `spoken`
    which lines of the zone are heard (`kiosk voice`). `around` is what the second way in at the zone's door is called,
    "" where there is nothing to choose from; `tells` names the pages that only tell (`core.page_names`): on the guided
    path they go on by themselves.
    """

    id: str
    name: str
    sign: Sign
    content: ZoneContent
    scene: Callable[[Ingredients], Scene[Any]]
    names: Callable[[Any], Mapping[str, str]]
    item_word: str
    goal: str
    minutes: float = 4.0
    min_minutes: float = 2.0
    renewed: bool = False
    words: Callable[[Any], Mapping[WordsKey, str]] = lambda content: {}
    played: Callable[[Any], Iterable[PlayedSet]] = lambda content: ()
    spoken: Callable[[Any], Iterable[Utterance]] = lambda content: ()
    tells: tuple[str, ...] = ()
    asked: Callable[[Any, Shared], Iterable[AskedText]] = lambda content, shared: ()
    around: Callable[[Ingredients], str] = lambda given: "自己挑着看"


def short_name(text: str) -> str:
    """What stands for an item in a report when the item has no title: the beginning of what it says."""
    return text if len(text) <= _NAME_SHOWN else f"{text[:_NAME_SHOWN]}…"
