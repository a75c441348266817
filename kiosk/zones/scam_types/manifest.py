"""常见诈骗种类区 as the hall knows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kiosk.content.catalogue import Check, ZoneContent
from kiosk.content.content_file import ContentFile, FileRules
from kiosk.content.option_ids import with_option_ids
from kiosk.content.parts import Parts
from kiosk.content.shared import Shared, TypeFacts
from kiosk.draw.theme import Lighting
from kiosk.manifest import Ingredients, Manifest, Sign
from kiosk.reports.glossary import WordsKey
from kiosk.scene import Scene
from kiosk.zones.scam_types.dialogue import Advice
from kiosk.zones.scam_types.models import ZONE, Questionnaire, ScamType

if TYPE_CHECKING:  # what bots and voices need is imported when they are asked for
    from kiosk.core.speech import Utterance
    from kiosk.strategies import PlayedSet


@dataclass(frozen=True, slots=True)
class ScamTypesContent:
    """The kinds of scam and the talks, by `order`, and the questionnaire."""

    types: tuple[ScamType, ...]
    questionnaire: Questionnaire
    talks: tuple[Advice, ...] = ()


def _assemble(parts: Parts) -> ScamTypesContent | None:
    types, questionnaire = parts.in_order(ScamType), parts.one(Questionnaire)
    talks = tuple(map(with_choice_ids, parts.in_order(Advice)))
    return ScamTypesContent(types, questionnaire, talks) if types and questionnaire else None


def with_choice_ids(advice: Advice) -> Advice:
    """The talk, every choice of it with an id."""
    turns = tuple(replace(turn, choices=with_option_ids(turn.choices)) for turn in advice.turns)
    return replace(advice, turns=turns)


def _share(parts: Parts) -> Shared:
    return Shared(types={kind.id: TypeFacts(kind.name, kind.tip, kind.icon) for kind in parts.in_order(ScamType)})


def _scene(given: Ingredients) -> Scene[Any]:
    from kiosk.zones.scam_types.advising import Advising
    from kiosk.zones.scam_types.scene import ScamTypesScene

    content: ScamTypesContent = given.content
    cases = tuple(given.shared.cases.values())
    advising = Advising(content.talks, given.resources.recording)
    return ScamTypesScene(content.types, content.questionnaire, cases, given.shared.rules, given.guided, advising)


def _names(content: ScamTypesContent) -> Mapping[str, str]:
    return {kind.id: kind.name for kind in content.types} | {advice.id: advice.title for advice in content.talks}


def _words(content: ScamTypesContent) -> Mapping[WordsKey, str]:
    found: dict[WordsKey, str] = {}
    for advice in content.talks:
        for number, turn in enumerate(advice.turns, 1):
            found[advice.id, turn.id, ""] = f"第 {number} 轮"
            found |= {(advice.id, turn.id, choice.id): choice.text for choice in turn.choices}
    return found


def _type_rules() -> FileRules:
    from kiosk.zones.scam_types.checks import type_lint

    return FileRules(lint=type_lint)


def _questionnaire_rules() -> FileRules:
    from kiosk.zones.scam_types.checks import questionnaire_lint

    return FileRules(lint=questionnaire_lint)


def _advice_rules() -> FileRules:
    from kiosk.zones.scam_types.talk_checks import advice_faults, advice_lint

    return FileRules(advice_faults, advice_lint)


def _checks() -> Iterable[Check]:
    from kiosk.zones.scam_types.talk_checks import check_talks

    return (check_talks,)


def _played(content: ScamTypesContent) -> Iterable[PlayedSet]:
    from kiosk.zones.scam_types.talk_checks import talks_played

    return talks_played(content.talks)


def _spoken(content: ScamTypesContent) -> Iterable[Utterance]:
    from kiosk.zones.scam_types.talk import lines_of

    return lines_of(content.talks)


SCAM_TYPES = Manifest(
    id=ZONE,
    name="常见诈骗种类区",
    sign=Sign("types", Lighting.CABINET),
    content=ZoneContent(
        ZONE,
        (
            ContentFile("scam_types/types/*.yaml", ScamType, item="骗局", rules=_type_rules),
            ContentFile("scam_types/which.yaml", Questionnaire, rules=_questionnaire_rules),
            ContentFile(
                "scam_types/advice/*.yaml",
                Advice,
                required=False,
                item="劝人",
                rules=_advice_rules,
            ),
        ),
        _assemble,
        _share,
        checks=_checks,
        also_reads=("voice/*",),
    ),
    scene=_scene,
    names=_names,
    words=_words,
    spoken=_spoken,
    played=_played,
    tells=("type", "advice"),
    item_word="骗局",
    goal="看三种骗局、做完六个问题，或劝完一个人",
    minutes=4.0,
    min_minutes=2.0,
)
