"""“六个一律、八个凡是”区 as the hall knows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kiosk.content.asked import AskedText
from kiosk.content.catalogue import ZoneContent
from kiosk.content.content_file import ContentFile, FileRules
from kiosk.content.parts import Parts
from kiosk.content.shared import Shared
from kiosk.draw.theme import Lighting
from kiosk.manifest import STILLS, Ingredients, Manifest, Sign, short_name
from kiosk.scene import Scene
from kiosk.zones.six_eight_rules.models import MATCH, ZONE, Rules, all_rules

if TYPE_CHECKING:  # what bots and voices need is imported when they are asked for
    from kiosk.core.speech import Utterance
    from kiosk.strategies import PlayedSet


@dataclass(frozen=True, slots=True)
class SixEightRulesContent:
    """The tiles and the game."""

    rules: Rules


def _assemble(parts: Parts) -> SixEightRulesContent | None:
    rules = parts.one(Rules)
    if rules is None:
        return None
    return SixEightRulesContent(rules)


def _share(parts: Parts) -> Shared:
    rules = parts.one(Rules)
    return Shared(rules={rule.id: rule.text for rule in all_rules(rules)} if rules else {})


def _scene(given: Ingredients) -> Scene[Any]:
    from kiosk.zones.six_eight_rules.scene import SixEightRulesScene

    content: SixEightRulesContent = given.content
    piece = given.resources.pictures(STILLS).get(ZONE, "")
    return SixEightRulesScene(content.rules, given.resources.recording, given.guided, piece)


def _names(content: SixEightRulesContent) -> Mapping[str, str]:
    rules = {rule.id: rule.short for rule in all_rules(content.rules)}
    return {MATCH: "情景配口诀", **rules, **{s.id: short_name(s.text) for s in content.rules.situations}}


def _played(content: SixEightRulesContent) -> Iterable[PlayedSet]:
    from kiosk.zones.six_eight_rules.strategies import rules_played

    return rules_played(content.rules)


def _asked(content: SixEightRulesContent, shared: Shared) -> Iterable[AskedText]:
    from kiosk.zones.six_eight_rules.asked import asked

    return asked(content.rules)


def _rules() -> FileRules:
    from kiosk.zones.six_eight_rules.checks import rules_advice, rules_lint

    return FileRules(lint=rules_lint, advice=rules_advice)


def _spoken(content: SixEightRulesContent) -> Iterable[Utterance]:
    from kiosk.zones.six_eight_rules.aloud import lines_of

    return lines_of(content.rules)


SIX_EIGHT_RULES = Manifest(
    id=ZONE,
    name="“六个一律、八个凡是”区",
    sign=Sign("rules", Lighting.KILN),
    content=ZoneContent(
        ZONE,
        (
            ContentFile(
                "six_eight_rules/rules.yaml",
                Rules,
                item="情形",
                each=("situations",),
                rules=_rules,
            ),
        ),
        _assemble,
        _share,
        also_reads=("voice/*",),
    ),
    scene=_scene,
    spoken=_spoken,
    names=_names,
    asked=_asked,
    played=_played,
    tells=("chant:*:said",),
    item_word="口诀",
    goal="跟着念完，或翻开六张口诀，或配完一局",
    minutes=4.0,
    min_minutes=2.0,
)
