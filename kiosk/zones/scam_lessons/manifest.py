"""诈骗知识学习区 as the hall knows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kiosk.content.catalogue import ZoneContent
from kiosk.content.content_file import ContentFile
from kiosk.content.option_ids import with_option_ids
from kiosk.content.parts import Parts
from kiosk.manifest import Ingredients, Manifest
from kiosk.scene import Scene
from kiosk.strategies import PlayedSet
from kiosk.zones.scam_lessons.checks import check_lessons, check_lessons_strategies, lesson_lint
from kiosk.zones.scam_lessons.models import ZONE, Lesson
from kiosk.zones.scam_lessons.strategies import lessons_played


@dataclass(frozen=True, slots=True)
class ScamLessonsContent:
    """The modules in the order of the rail."""

    modules: tuple[Lesson, ...]


def _assemble(parts: Parts) -> ScamLessonsContent | None:
    modules = tuple(_with_line_ids(module) for module in parts.in_order(Lesson))
    return ScamLessonsContent(modules) if modules else None


def _with_line_ids(module: Lesson) -> Lesson:
    exercise = module.exercise
    return replace(module, exercise=replace(exercise, lines=with_option_ids(exercise.lines)))


def _scene(given: Ingredients) -> Scene[Any]:
    from kiosk.zones.scam_lessons.scene import ScamLessonsScene

    content: ScamLessonsContent = given.content
    return ScamLessonsScene(content.modules)


def _names(content: ScamLessonsContent) -> Mapping[str, str]:
    return {module.id: module.title for module in content.modules}


def _played(content: ScamLessonsContent) -> Iterable[PlayedSet]:
    return lessons_played(content.modules)


SCAM_LESSONS = Manifest(
    id=ZONE,
    name="诈骗知识学习区",
    icon="lesson",
    content=ZoneContent(
        ZONE,
        (ContentFile("scam_lessons/modules/*.yaml", Lesson, item="课", lint=lesson_lint),),
        _assemble,
        checks=(check_lessons, check_lessons_strategies),
    ),
    scene=_scene,
    names=_names,
    played=_played,
    item_word="课",
    goal="学完两课",
    minutes=5.0,
    min_minutes=2.0,
)
