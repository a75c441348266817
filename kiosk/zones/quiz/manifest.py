"""知识考核区 as the hall knows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kiosk.content.asked import AskedText
from kiosk.content.catalogue import Check, ZoneContent
from kiosk.content.content_file import ContentFile, FileRules
from kiosk.content.option_ids import with_option_ids
from kiosk.content.parts import Parts, first_of_each_id
from kiosk.content.shared import Shared
from kiosk.draw.theme import Lighting
from kiosk.manifest import STILLS, Ingredients, Manifest, Sign, short_name
from kiosk.scene import Scene
from kiosk.zones.quiz.form import can_draw
from kiosk.zones.quiz.models import ZONE, Blueprint, QuizItem, QuizItems, QuizTopic

if TYPE_CHECKING:  # what bots and voices need is imported when they are asked for
    from kiosk.strategies import PlayedSet

_TELEPHONE = "landline"
"""The still life of a telephone that rings."""
LEAST_ITEMS_EACH = 20
"""That name each audience: two forms."""
TABLE_FORMS = 300
"""Forms drawn for the table: the more, the surer that none is easier."""


@dataclass(frozen=True, slots=True)
class QuizContent:
    """The bank of items, by file name, and how a form is drawn from it."""

    items: tuple[QuizItem, ...]
    blueprint: Blueprint


def _assemble(parts: Parts) -> QuizContent | None:
    files, blueprint = parts.all(QuizItems), parts.one(Blueprint)
    items = first_of_each_id(item for file in files for item in file.items)
    if blueprint is None or not can_draw(items, blueprint):
        return None
    return QuizContent(tuple(replace(item, options=with_option_ids(item.options)) for item in items), blueprint)


def _scene(given: Ingredients) -> Scene[Any]:
    from kiosk.zones.quiz.after import AfterScene
    from kiosk.zones.quiz.live_items import bank_of
    from kiosk.zones.quiz.scene import QuizScene

    content: QuizContent = given.content
    hall, stills = given.hall.hall, given.resources.pictures(STILLS)
    quiz = QuizScene(
        content.items,
        content.blueprint,
        given.shared.type_names,
        hall.take_home.text,
        hall.name,
        tuple(given.shared.calls.values()),
        given.resources.recording,
        stills.get(ZONE, ""),
        stills.get(_TELEPHONE, ""),
    )
    return AfterScene(quiz, bank_of(content.items))


def _names(content: QuizContent) -> Mapping[str, str]:
    return {topic.value: topic.word for topic in QuizTopic} | {item.id: short_name(item.stem) for item in content.items}


def _played(content: QuizContent) -> Iterable[PlayedSet]:
    from kiosk.zones.quiz.fairness import quiz_played

    return quiz_played(content.items, content.blueprint, drawn=TABLE_FORMS)


def _asked(content: QuizContent, shared: Shared) -> Iterable[AskedText]:
    from kiosk.zones.quiz.asked import asked
    from kiosk.zones.quiz.calls import call_items

    return asked((*content.items, *call_items(shared.calls.values())))


def _items_rules() -> FileRules:
    from kiosk.zones.quiz.checks import items_advice, items_faults, items_lint

    return FileRules(items_faults, items_lint, items_advice)


def _checks() -> Iterable[Check]:
    from kiosk.content.audience_check import enough_for_each
    from kiosk.zones.quiz.checks import check_quiz
    from kiosk.zones.quiz.live import check_live

    return check_quiz, check_live, enough_for_each(QuizItems, QuizItem, "题", LEAST_ITEMS_EACH)


QUIZ = Manifest(
    id=ZONE,
    name="知识考核区",
    sign=Sign("quiz", Lighting.PAPER),
    content=ZoneContent(
        ZONE,
        (
            ContentFile(
                "quiz/items/*.yaml",
                QuizItems,
                item="题目",
                each=("items",),
                rules=_items_rules,
            ),
            ContentFile("quiz/blueprint.yaml", Blueprint),
        ),
        _assemble,
        checks=_checks,
    ),
    scene=_scene,
    names=_names,
    asked=_asked,
    played=_played,
    tells=("item:*:ring", "truths"),
    item_word="题目",
    goal="答完一套题",
    minutes=5.0,
    min_minutes=3.0,
)
