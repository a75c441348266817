"""“六个一律、八个凡是”区 as the hall knows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.content.catalogue import ZoneContent
from kiosk.content.content_file import ContentFile
from kiosk.content.parts import Parts
from kiosk.content.shared import Shared
from kiosk.draw.theme import Lighting
from kiosk.manifest import STILLS, Ingredients, Manifest, Sign, short_name
from kiosk.reports.glossary import WordsKey
from kiosk.scene import Scene
from kiosk.strategies import PlayedSet
from kiosk.zones.six_eight_rules.aloud import lines_of
from kiosk.zones.six_eight_rules.checks import rules_advice, rules_lint
from kiosk.zones.six_eight_rules.models import MATCH, NO_RULE, ZONE, Rules, all_rules
from kiosk.zones.six_eight_rules.strategies import rules_played


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
    return rules_played(content.rules)


def _words(content: SixEightRulesContent) -> Mapping[WordsKey, str]:
    from kiosk.zones.six_eight_rules.genuine import CHOICES

    rules = {rule.id: rule.text for rule in all_rules(content.rules)} | {NO_RULE: "这是真的"}
    ways = {truth.value: words for truth, words, _ in CHOICES}
    found: dict[WordsKey, str] = {(s.id, "", ""): s.text for s in content.rules.situations}
    return found | {(s.id, "", way): said for s in content.rules.situations for way, said in (rules | ways).items()}


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
                lint=rules_lint,
                advice=rules_advice,
            ),
        ),
        _assemble,
        _share,
        also_reads=("voice/*",),
    ),
    scene=_scene,
    spoken=lambda content: lines_of(content.rules),
    names=_names,
    words=_words,
    played=_played,
    tells=("chant:*:said",),
    item_word="口诀",
    goal="跟着念完，或翻开六张口诀，或配完一局",
    minutes=4.0,
    min_minutes=2.0,
)
