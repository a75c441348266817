"""诈骗知识学习区 as the hall knows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kiosk.content.catalogue import ZoneContent
from kiosk.content.content_file import ContentFile
from kiosk.content.models.call import Call
from kiosk.content.option_ids import with_option_ids
from kiosk.content.parts import Parts
from kiosk.content.shared import Shared
from kiosk.core.vocabulary import Truth
from kiosk.draw.theme import Lighting
from kiosk.manifest import STILLS, Ingredients, Manifest, Sign
from kiosk.parts.listening import lines_of
from kiosk.reports.glossary import WordsKey
from kiosk.scene import Scene
from kiosk.strategies import PlayedSet
from kiosk.zones.scam_lessons.call_checks import call_lint, check_calls
from kiosk.zones.scam_lessons.checks import check_lessons, check_lessons_strategies, lesson_lint
from kiosk.zones.scam_lessons.models import ZONE, Lesson
from kiosk.zones.scam_lessons.spot import CLEAR
from kiosk.zones.scam_lessons.strategies import CLEAR_WORDS, calls_played, lessons_played

_TELEPHONE = "landline"
"""The still life that stands for the calls."""


@dataclass(frozen=True, slots=True)
class ScamLessonsContent:
    """The modules in the order of the rail, and the calls of the ear training."""

    modules: tuple[Lesson, ...]
    calls: tuple[Call, ...]


def _assemble(parts: Parts) -> ScamLessonsContent | None:
    modules = tuple(_with_line_ids(module) for module in parts.in_order(Lesson))
    return ScamLessonsContent(modules, parts.all(Call)) if modules else None


def _share(parts: Parts) -> Shared:
    return Shared(calls={call.id: call for call in parts.all(Call)})


def _with_line_ids(module: Lesson) -> Lesson:
    exercise = module.exercise
    return replace(module, exercise=replace(exercise, lines=with_option_ids(exercise.lines)))


def _scene(given: Ingredients) -> Scene[Any]:
    from kiosk.zones.scam_lessons.scene import ScamLessonsScene

    content: ScamLessonsContent = given.content
    telephone = given.resources.pictures(STILLS).get(_TELEPHONE, "")
    return ScamLessonsScene(content.modules, content.calls, given.resources.recording, telephone, given.guided)


def _names(content: ScamLessonsContent) -> Mapping[str, str]:
    modules = {module.id: module.title for module in content.modules}
    return modules | {call.id: call.title for call in content.calls}


def _played(content: ScamLessonsContent) -> Iterable[PlayedSet]:
    return (*lessons_played(content.modules), *calls_played(content.calls))


def _words(content: ScamLessonsContent) -> Mapping[WordsKey, str]:
    found: dict[WordsKey, str] = {}
    for module in content.modules:
        found[module.id, "", ""] = module.exercise.prompt
        found[module.id, "", CLEAR] = CLEAR_WORDS
        found |= {(module.id, "", line.id): line.text for line in module.exercise.lines}
    return found | {(call.id, "", truth.value): truth.word for call in content.calls for truth in Truth}


SCAM_LESSONS = Manifest(
    id=ZONE,
    name="诈骗知识学习区",
    sign=Sign("lesson", Lighting.LIGHT_TABLE),
    content=ZoneContent(
        ZONE,
        (
            ContentFile("scam_lessons/modules/*.yaml", Lesson, item="课", lint=lesson_lint),
            ContentFile("scam_lessons/calls/*.yaml", Call, required=False, item="电话", lint=call_lint),
        ),
        _assemble,
        share=_share,
        checks=(check_lessons, check_lessons_strategies, check_calls),
        also_reads=("voice/*",),
    ),
    scene=_scene,
    spoken=lambda content: lines_of(content.calls),
    names=_names,
    words=_words,
    played=_played,
    tells=("lesson:*:card", "call:*:ring"),
    item_word="课",
    goal="学完两课",
    minutes=5.0,
    min_minutes=2.0,
)
