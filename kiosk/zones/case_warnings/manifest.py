"""案例警示区 as the hall knows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from operator import is_
from typing import TYPE_CHECKING, Any

from kiosk.content.asked import AskedText
from kiosk.content.catalogue import Check, ZoneContent
from kiosk.content.content_file import ContentFile, FileRules
from kiosk.content.models.base import source_line
from kiosk.content.models.film import Film, film_item
from kiosk.content.option_ids import with_option_ids
from kiosk.content.parts import Parts
from kiosk.content.shared import CaseFacts, Shared
from kiosk.draw.theme import Lighting
from kiosk.manifest import Ingredients, Manifest, Sign
from kiosk.scene import Scene
from kiosk.zones.case_warnings.models import ZONE, Case, CaseFilms, CaseStep, focus_of

if TYPE_CHECKING:  # what bots and voices need is imported when they are asked for
    from kiosk.strategies import PlayedSet

LEAST_CASES = 6
"""That name each audience: a wall that begins with them."""


@dataclass(frozen=True, slots=True)
class CaseWarningsContent:
    """The cases, by file name, and the hall's own films."""

    cases: tuple[Case, ...]
    films: tuple[Film, ...]


def _assemble(parts: Parts) -> CaseWarningsContent | None:
    cases, films = parts.all(Case), parts.one(CaseFilms)
    if not cases:
        return None
    return CaseWarningsContent(tuple(map(_with_ids, cases)), films.films if films else ())


def _with_ids(case: Case) -> Case:
    """The case with an id for every option of its questions."""
    steps = tuple(map(_step_with_ids, case.steps))
    return case if all(map(is_, steps, case.steps)) else replace(case, steps=steps)


def _step_with_ids(step: CaseStep) -> CaseStep:
    if step.ask is None or all(option.id for option in step.ask.options):
        return step
    return replace(step, ask=replace(step.ask, options=with_option_ids(step.ask.options)))


def _share(parts: Parts) -> Shared:
    return Shared(
        cases={
            case.id: CaseFacts(
                case.title,
                case.lesson,
                (case.type, *case.also),
                source_line(replace(case.source, note="")),
                case.picture,
                focus_of(case),
                case.place,
                case.yuan_lost,
                case.steps[-1].amount,
            )
            for case in parts.all(Case)
        }
    )


def _scene(given: Ingredients) -> Scene[Any]:
    from kiosk.zones.case_warnings.scene import CaseWarningsScene

    content: CaseWarningsContent = given.content
    films = [given.resources.film(film) for film in content.films]
    shared = given.shared
    return CaseWarningsScene(content.cases, shared.type_names, shared.rules, films, shared.type_icons, given.guided)


def _names(content: CaseWarningsContent) -> Mapping[str, str]:
    films = {film_item(film.file): film.title for film in content.films}
    return films | {case.id: case.title for case in content.cases}


def _played(content: CaseWarningsContent) -> Iterable[PlayedSet]:
    from kiosk.zones.case_warnings.strategies import cases_played

    return cases_played(content.cases)


def _asked(content: CaseWarningsContent, shared: Shared) -> Iterable[AskedText]:
    from kiosk.zones.case_warnings.asked import asked

    return asked(content.cases)


def _case_rules() -> FileRules:
    from kiosk.zones.case_warnings.checks import case_advice, case_lint

    return FileRules(lint=case_lint, advice=case_advice)


def _checks() -> Iterable[Check]:
    from kiosk.content.audience_check import enough_for_each
    from kiosk.zones.case_warnings.checks import check_cases_strategies

    return check_cases_strategies, enough_for_each(Case, Case, "案例", LEAST_CASES)


CASE_WARNINGS = Manifest(
    id=ZONE,
    name="案例警示区",
    sign=Sign("case", Lighting.WINE),
    content=ZoneContent(
        ZONE,
        (
            ContentFile("case_warnings/cases/*.yaml", Case, item="案例", rules=_case_rules),
            ContentFile("case_warnings/films.yaml", CaseFilms, item="影片", each=("films",), required=False),
        ),
        _assemble,
        _share,
        checks=_checks,
    ),
    scene=_scene,
    names=_names,
    asked=_asked,
    played=_played,
    tells=("case:*:step",),
    item_word="案例",
    goal="看完两个案例",
    minutes=5.0,
    min_minutes=2.0,
)
