"""受害回忆录区 as the hall knows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kiosk.content.asked import AskedText
from kiosk.content.catalogue import Check, ZoneContent
from kiosk.content.content_file import ContentFile, FileRules
from kiosk.content.models.film import Film, film_item
from kiosk.content.option_ids import with_option_ids
from kiosk.content.parts import Parts
from kiosk.content.shared import Shared
from kiosk.draw.theme import Lighting
from kiosk.manifest import Ingredients, Manifest, Sign
from kiosk.scene import Scene
from kiosk.zones.victim_memoirs.models import ZONE, Memoir

if TYPE_CHECKING:  # what bots and voices need is imported when they are asked for
    from kiosk.core.speech import Utterance

LEAST_MEMOIRS = 2
"""That name each audience."""


@dataclass(frozen=True, slots=True)
class VictimMemoirsContent:
    """The memoirs, by file name."""

    memoirs: tuple[Memoir, ...]


def _assemble(parts: Parts) -> VictimMemoirsContent | None:
    memoirs = parts.all(Memoir)
    if not memoirs:
        return None
    return VictimMemoirsContent(tuple(replace(m, sayings=with_option_ids(m.sayings)) for m in memoirs))


def _scene(given: Ingredients) -> Scene[Any]:
    from kiosk.zones.victim_memoirs.scene import VictimMemoirsScene

    content: VictimMemoirsContent = given.content
    sources = {case: facts.source for case, facts in given.shared.cases.items()}
    films = {m.id: given.resources.film(Film(m.title, m.film)) for m in content.memoirs if m.film}
    return VictimMemoirsScene(content.memoirs, sources, films, given.resources.recording, given.guided)


def _names(content: VictimMemoirsContent) -> Mapping[str, str]:
    films = {film_item(memoir.film): memoir.title for memoir in content.memoirs if memoir.film}
    return films | {memoir.id: memoir.title for memoir in content.memoirs}


def _asked(content: VictimMemoirsContent, shared: Shared) -> Iterable[AskedText]:
    from kiosk.zones.victim_memoirs.asked import asked

    return asked(content.memoirs)


def _memoir_rules() -> FileRules:
    from kiosk.zones.victim_memoirs.checks import memoir_lint

    return FileRules(lint=memoir_lint)


def _checks() -> Iterable[Check]:
    from kiosk.content.audience_check import enough_for_each

    return (enough_for_each(Memoir, Memoir, "往事", LEAST_MEMOIRS),)


def _spoken(content: VictimMemoirsContent) -> Iterable[Utterance]:
    from kiosk.zones.victim_memoirs.speaking import lines_of

    return lines_of(content.memoirs)


VICTIM_MEMOIRS = Manifest(
    id=ZONE,
    name="受害回忆录区",
    sign=Sign("memoir", Lighting.DUSK),
    content=ZoneContent(
        ZONE,
        (ContentFile("victim_memoirs/memoirs/*.yaml", Memoir, item="往事", rules=_memoir_rules),),
        _assemble,
        checks=_checks,
    ),
    scene=_scene,
    names=_names,
    asked=_asked,
    spoken=_spoken,
    tells=("memoir:*:stage", "memoir:*:speak"),
    item_word="往事",
    goal="听完一段往事",
    minutes=4.0,
    min_minutes=2.0,
)
