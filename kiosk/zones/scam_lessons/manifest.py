"""诈骗知识学习区 as the hall knows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kiosk.content.asked import AskedText
from kiosk.content.catalogue import Check, ZoneContent
from kiosk.content.content_file import ContentFile, FileRules
from kiosk.content.models.call import Call
from kiosk.content.option_ids import with_option_ids
from kiosk.content.parts import Parts
from kiosk.content.shared import Shared
from kiosk.draw.theme import Lighting
from kiosk.manifest import STILLS, Ingredients, Manifest, Sign
from kiosk.scene import Scene
from kiosk.zones.scam_lessons.models import ZONE, Lesson

if TYPE_CHECKING:  # what bots and voices need is imported when they are asked for
    from kiosk.core.speech import Utterance
    from kiosk.strategies import PlayedSet

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
    from kiosk.zones.scam_lessons.strategies import calls_played, lessons_played

    return (*lessons_played(content.modules), *calls_played(content.calls))


def _asked(content: ScamLessonsContent, shared: Shared) -> Iterable[AskedText]:
    from kiosk.zones.scam_lessons.asked import asked

    return asked(content.modules, content.calls)


def _lesson_rules() -> FileRules:
    from kiosk.zones.scam_lessons.checks import lesson_lint

    return FileRules(lint=lesson_lint)


def _call_rules() -> FileRules:
    from kiosk.zones.scam_lessons.call_checks import call_lint

    return FileRules(lint=call_lint)


def _checks() -> Iterable[Check]:
    from kiosk.zones.scam_lessons.call_checks import check_calls
    from kiosk.zones.scam_lessons.checks import check_lessons, check_lessons_strategies

    return check_lessons, check_lessons_strategies, check_calls


def _spoken(content: ScamLessonsContent) -> Iterable[Utterance]:
    from kiosk.parts.listening import lines_of

    return lines_of(content.calls)


SCAM_LESSONS = Manifest(
    id=ZONE,
    name="诈骗知识学习区",
    sign=Sign("lesson", Lighting.LIGHT_TABLE),
    content=ZoneContent(
        ZONE,
        (
            ContentFile("scam_lessons/modules/*.yaml", Lesson, item="课", rules=_lesson_rules),
            ContentFile("scam_lessons/calls/*.yaml", Call, required=False, item="电话", rules=_call_rules),
        ),
        _assemble,
        share=_share,
        checks=_checks,
        also_reads=("voice/*",),
    ),
    scene=_scene,
    spoken=_spoken,
    names=_names,
    asked=_asked,
    played=_played,
    tells=("lesson:*:card", "call:*:ring"),
    item_word="课",
    goal="学完两课",
    minutes=5.0,
    min_minutes=2.0,
)
