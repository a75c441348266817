"""What the program gets from the content files: one frozen value a zone, and every problem found on the way.

Policy. Nothing raises for bad input and nothing stops at the first error. A file with a problem is left out whole and
reported; its zone still opens when at least one file of that collection is readable and the zone's single files are.
Otherwise that zone is None (closed) and the others work. films.yaml and local.yaml may be missing or broken: the zone
opens without films or figures. Of items with the same id the first by file name is kept.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar, cast

from kiosk.content.build import build
from kiosk.content.compiled import Compiled
from kiosk.content.models.case import Case, Films
from kiosk.content.models.chart import Charts, LocalFigures
from kiosk.content.models.hall import Hall, HallWords
from kiosk.content.models.lesson import Lesson
from kiosk.content.models.memoir import Memoir
from kiosk.content.models.message import Phrases
from kiosk.content.models.quiz import Blueprint, QuizItems
from kiosk.content.models.rule import Rules
from kiosk.content.models.scam_type import Questionnaire, ScamType
from kiosk.content.models.scenario import Scenario
from kiosk.content.zone_content import (
    CaseWarnings,
    HarmData,
    Loaded,
    MessageBoard,
    Quiz,
    ScamLessons,
    ScamTypes,
    SixEightRules,
    VictimMemoirs,
    VrExperience,
)
from kiosk.content.zone_files import ZONE_FILES

__all__ = [
    "ZONE_FILES",
    "CaseWarnings",
    "Compiled",
    "HarmData",
    "Loaded",
    "MessageBoard",
    "Quiz",
    "ScamLessons",
    "ScamTypes",
    "SixEightRules",
    "VictimMemoirs",
    "VrExperience",
    "assemble",
    "load",
]

T = TypeVar("T")


def load(content_dir: Path, hall_file: Path) -> Loaded:
    """Reads and checks every content file. Never raises for what the files hold. Slow: see `cache.load_cached`."""
    from kiosk.content.reading import compile_content  # yaml and pydantic stay out of the usual start-up

    return assemble(compile_content(content_dir, hall_file))


def assemble(compiled: Compiled) -> Loaded:
    """Objects from checked data. Raises only when the data does not fit the models (a stale or damaged cache)."""
    parts = _Parts(compiled.files)
    types, rules, phrases = parts.in_order(ScamType), parts.one(Rules), parts.one(Phrases)
    cases, films = parts.all(Case), parts.one(Films)
    modules, memoirs, scenarios = parts.in_order(Lesson), parts.all(Memoir), parts.in_order(Scenario)
    charts, local = parts.one(Charts), parts.one(LocalFigures)
    which, blueprint = parts.one(Questionnaire), parts.one(Blueprint)
    items = _first_of_each_id([item for file in parts.all(QuizItems) for item in file.items])
    return Loaded(
        hall=parts.one(Hall),
        words=parts.one(HallWords),
        case_warnings=CaseWarnings(cases, films.films if films else ()) if cases else None,
        harm_data=HarmData(charts.charts, charts.living, local.figures if local else ()) if charts else None,
        scam_lessons=ScamLessons(modules) if modules else None,
        victim_memoirs=VictimMemoirs(memoirs) if memoirs else None,
        vr_experience=VrExperience(scenarios) if scenarios else None,
        scam_types=ScamTypes(types, which) if types and which else None,
        six_eight_rules=SixEightRules(rules) if rules else None,
        quiz=Quiz(items, blueprint) if items and blueprint else None,
        message_board=MessageBoard(phrases) if phrases else None,
        type_names={kind.id: kind.name for kind in types},
        rule_texts={rule.id: rule.text for rule in (*rules.six, *rules.eight, *rules.updated)} if rules else {},
        problems=compiled.problems,
    )


class _Parts:
    """The compiled files as objects, asked for by model."""

    def __init__(self, files: dict[str, list[Any]]) -> None:
        self._built: dict[type, list[Any]] = {
            kind.model: [build(kind.model, raw) for raw in files[kind.pattern]] for kind in ZONE_FILES
        }

    def all(self, model: type[T]) -> tuple[T, ...]:
        return _first_of_each_id(cast("list[T]", self._built[model]))

    def in_order(self, model: type[T]) -> tuple[T, ...]:
        """By `order`, then by file name."""
        return tuple(sorted(self.all(model), key=lambda item: int(getattr(item, "order", 0))))

    def one(self, model: type[T]) -> T | None:
        return next(iter(self.all(model)), None)


def _first_of_each_id(items: list[T]) -> tuple[T, ...]:
    """The items without those whose id was there before; items without an id stay."""
    kept: dict[Any, T] = {}
    for number, item in enumerate(items):
        kept.setdefault(getattr(item, "id", number), item)
    return tuple(kept.values())
