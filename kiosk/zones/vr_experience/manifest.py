"""VR互动体验区 as the hall knows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kiosk.content.asked import AskedText
from kiosk.content.catalogue import Check, ZoneContent
from kiosk.content.content_file import ContentFile, FileRules
from kiosk.content.option_ids import with_option_ids
from kiosk.content.parts import Parts
from kiosk.content.shared import Shared
from kiosk.draw.theme import Lighting
from kiosk.manifest import Ingredients, Manifest, Sign
from kiosk.reports.glossary import WordsKey
from kiosk.scene import Scene
from kiosk.zones.vr_experience.models import NOTHING_WRONG, ZONE, Scenario

if TYPE_CHECKING:  # what bots and voices need is imported when they are asked for
    from kiosk.core.speech import Utterance
    from kiosk.strategies import PlayedSet

LEAST_SCENARIOS = 3
"""That name each audience."""


@dataclass(frozen=True, slots=True)
class VrExperienceContent:
    """The scenarios in their order."""

    scenarios: tuple[Scenario, ...]


def _assemble(parts: Parts) -> VrExperienceContent | None:
    scenarios = parts.in_order(Scenario)
    return VrExperienceContent(tuple(map(with_choice_ids, scenarios))) if scenarios else None


def with_choice_ids(scenario: Scenario) -> Scenario:
    """The scenario, every choice of it with an id."""
    nodes = tuple(replace(node, choices=with_option_ids(node.choices)) for node in scenario.nodes)
    return replace(scenario, nodes=nodes)


def _scene(given: Ingredients) -> Scene[Any]:
    from kiosk.zones.vr_experience.scene import VrExperienceScene

    content: VrExperienceContent = given.content
    rooms = given.resources.pictures("vr_experience/rooms")
    return VrExperienceScene(content.scenarios, given.shared.rules, rooms, given.resources.recording, given.guided)


def _names(content: VrExperienceContent) -> Mapping[str, str]:
    return {scenario.id: scenario.title for scenario in content.scenarios}


def _asked(content: VrExperienceContent, shared: Shared) -> Iterable[AskedText]:
    from kiosk.zones.vr_experience.asked import asked

    return asked(content.scenarios)


def _words(content: VrExperienceContent) -> Mapping[WordsKey, str]:
    return {key: words for scenario in content.scenarios for key, words in _words_of(scenario)}


def _words_of(scenario: Scenario) -> Iterator[tuple[WordsKey, str]]:
    """What is not asked: signs, who knows what at a moment, that nothing was wrong there, and how it ends there."""
    for flag in scenario.flags:
        yield (scenario.id, "", flag.id), flag.text
    for node in scenario.nodes:
        yield (scenario.id, node.id, NOTHING_WRONG), "没有可疑的话"
        for clue in node.clues:
            yield (scenario.id, node.id, clue.duty.value), clue.text
        if node.end:
            yield (scenario.id, "", node.id), node.end.title


def _scenario_rules() -> FileRules:
    from kiosk.zones.vr_experience.advice import scenario_advice
    from kiosk.zones.vr_experience.checks import scenario_faults, scenario_lint

    return FileRules(scenario_faults, scenario_lint, scenario_advice)


def _checks() -> Iterable[Check]:
    from kiosk.content.audience_check import enough_for_each
    from kiosk.zones.vr_experience.advice import advise_scenarios
    from kiosk.zones.vr_experience.checks import check_scenarios

    return check_scenarios, advise_scenarios, enough_for_each(Scenario, Scenario, "情景", LEAST_SCENARIOS)


def _played(content: VrExperienceContent) -> Iterable[PlayedSet]:
    from kiosk.zones.vr_experience.advice import scenarios_played

    return scenarios_played(content.scenarios)


def _spoken(content: VrExperienceContent) -> Iterable[Utterance]:
    from kiosk.zones.vr_experience.speaking import lines_of

    return lines_of(content.scenarios)


VR_EXPERIENCE = Manifest(
    id=ZONE,
    name="VR互动体验区",
    sign=Sign("vr", Lighting.SLATE),
    content=ZoneContent(
        ZONE,
        (
            ContentFile(
                "vr_experience/scenarios/*.yaml",
                Scenario,
                item="情景",
                rules=_scenario_rules,
            ),
        ),
        _assemble,
        checks=_checks,
        also_reads=("vr_experience/rooms/*", "voice/*"),
    ),
    scene=_scene,
    names=_names,
    asked=_asked,
    words=_words,
    spoken=_spoken,
    played=_played,
    tells=("role", "debrief:*:0", "debrief:*:1"),
    item_word="情景",
    goal="走完一个情景",
    minutes=6.0,
    min_minutes=3.0,
)
