"""常见诈骗种类区 as the hall knows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.content.catalogue import ZoneContent
from kiosk.content.content_file import ContentFile
from kiosk.content.parts import Parts
from kiosk.content.shared import Shared, TypeFacts
from kiosk.draw.theme import Lighting
from kiosk.manifest import Ingredients, Manifest, Sign
from kiosk.scene import Scene
from kiosk.zones.scam_types.checks import questionnaire_lint, type_lint
from kiosk.zones.scam_types.models import ZONE, Questionnaire, ScamType


@dataclass(frozen=True, slots=True)
class ScamTypesContent:
    """The kinds of scam, by `order`, and the questionnaire."""

    types: tuple[ScamType, ...]
    questionnaire: Questionnaire


def _assemble(parts: Parts) -> ScamTypesContent | None:
    types, questionnaire = parts.in_order(ScamType), parts.one(Questionnaire)
    return ScamTypesContent(types, questionnaire) if types and questionnaire else None


def _share(parts: Parts) -> Shared:
    return Shared(types={kind.id: TypeFacts(kind.name, kind.tip, kind.icon) for kind in parts.in_order(ScamType)})


def _scene(given: Ingredients) -> Scene[Any]:
    from kiosk.zones.scam_types.scene import ScamTypesScene

    content: ScamTypesContent = given.content
    cases = tuple(given.shared.cases.values())
    return ScamTypesScene(content.types, content.questionnaire, cases, given.shared.rules, given.guided)


def _names(content: ScamTypesContent) -> Mapping[str, str]:
    return {kind.id: kind.name for kind in content.types}


SCAM_TYPES = Manifest(
    id=ZONE,
    name="常见诈骗种类区",
    sign=Sign("types", Lighting.CABINET),
    content=ZoneContent(
        ZONE,
        (
            ContentFile("scam_types/types/*.yaml", ScamType, item="骗局", lint=type_lint),
            ContentFile("scam_types/which.yaml", Questionnaire, lint=questionnaire_lint),
        ),
        _assemble,
        _share,
    ),
    scene=_scene,
    names=_names,
    item_word="骗局",
    goal="看三种骗局，或做完六个问题",
    minutes=4.0,
    min_minutes=2.0,
)
