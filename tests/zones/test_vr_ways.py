"""Every way through every scenario of the hall: ending, choices, events and story say the same of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from kiosk.content.wording_hash import wording_of
from kiosk.core.events import ChoiceMade, ChoiceTimedOut, Event, ScenarioEnded
from kiosk.core.subject import AboutItem
from kiosk.core.vocabulary import Ending, OptionKind, Truth
from kiosk.reports.details import detail_rows
from kiosk.reports.rows import ChoiceRow, EndingRow
from kiosk.reports.summary import visit_summary
from kiosk.scene import Tap, Visit
from kiosk.zones.vr_experience.checks import paths
from kiosk.zones.vr_experience.models import Choice, Scenario
from kiosk.zones.vr_experience.pages import VrDebriefPage, VrExperienceState, VrPlayPage
from kiosk.zones.vr_experience.scene import VrExperienceScene
from kiosk.zones.vr_experience.story import Story
from tests.tale import SCENARIOS, TALE


@dataclass(frozen=True)
class Way:
    """A way to its end: the nodes, what was done at each but the last (None: the time ran out), what was reported."""

    nodes: tuple[str, ...]
    done: tuple[Choice | None, ...]
    events: tuple[Event, ...]
    story: Story

    @property
    def kinds(self) -> set[OptionKind | None]:
        return {choice.kind if choice else None for choice in self.done}

    @property
    def yuan(self) -> int:
        return sum(choice.yuan for choice in self.done if choice)

    @property
    def ended(self) -> ScenarioEnded:
        event = self.events[-1]
        assert isinstance(event, ScenarioEnded)
        return event


def ways(scenario: Scenario) -> Iterator[Way]:
    """Every way that meets no node twice, played on the screen. Choices alike in all that counts stand for each other."""
    scene = VrExperienceScene((scenario,), {})
    begun = scene.touch(scene.touch(scene.start(Visit()), Tap(f"card/{scenario.id}")).state, Tap("next")).state
    waiting: list[tuple[VrExperienceState, Way]] = [(begun, Way((scenario.nodes[0].id,), (), (), story_of(begun)))]
    while waiting:
        state, way = waiting.pop()
        story = story_of(state)
        if isinstance(state.page, VrDebriefPage):
            yield way
            continue
        node = story.now
        steps = {(c.goto, c.kind, c.yuan): (c, f"choose/{story.seq}/{i}") for i, c in enumerate(node.choices)}
        for choice, word in steps.values():
            if choice.goto not in way.nodes:
                step = scene.touch(state, Tap(word))
                waiting.append((step.state, longer(way, choice, step.events, step.state)))
        if node.timer is not None and node.timer.goto not in way.nodes:
            step = scene.tick(state, 3600.0)
            waiting.append((step.state, longer(way, None, step.events, step.state)))


def story_of(state: VrExperienceState) -> Story:
    assert isinstance(state.page, VrPlayPage | VrDebriefPage)
    return state.page.story


def longer(way: Way, choice: Choice | None, events: tuple[Event, ...], state: VrExperienceState) -> Way:
    story = story_of(state)
    return Way((*way.nodes, story.node), (*way.done, choice), (*way.events, *events), story)


@pytest.mark.parametrize("scenario", (TALE, *SCENARIOS), ids=lambda s: s.id)
def test_the_ways_that_can_be_played_are_those_the_checks_walk(scenario: Scenario) -> None:
    assert {(way.nodes, way.yuan) for way in ways(scenario)} == set(paths(scenario))


@pytest.mark.parametrize("scenario", (TALE, *SCENARIOS), ids=lambda s: s.id)
def test_what_is_reported_of_a_way_is_what_happened_on_it(scenario: Scenario) -> None:
    nodes = {node.id: node for node in scenario.nodes}
    red = {flag.id for flag in scenario.flags if flag.kind == "red"}
    for way in ways(scenario):
        *steps, _ = way.events
        assert len(steps) == len(way.done)
        for event, choice, node in zip(steps, way.done, way.nodes, strict=False):
            assert isinstance(event, ChoiceMade | ChoiceTimedOut)
            assert event.node == node and event.wording == wording_of(nodes[node])
            if isinstance(event, ChoiceMade):
                assert choice is not None and (event.option, event.kind) == (choice.id, choice.kind)
            else:
                assert choice is None
        for event in way.events:
            assert isinstance(event, AboutItem)
            assert (event.item, event.type, event.genuine) == (scenario.id, scenario.type, scenario.genuine)
        ended, end = way.ended, nodes[way.nodes[-1]].end
        assert end is not None and (ended.option, ended.ending) == (way.nodes[-1], end.kind)
        assert ended.wording == wording_of(scenario)
        assert ended.yuan == way.yuan == way.story.yuan <= scenario.max_yuan
        found = {flag for choice in way.done if choice for flag in choice.found}
        assert set(ended.seen) == found & red
        assert set(ended.missed) == (set(way.story.shown) & red) - found


@pytest.mark.parametrize("scenario", (TALE, *SCENARIOS), ids=lambda s: s.id)
def test_the_ending_fits_what_was_done(scenario: Scenario) -> None:
    good = Ending.FOUND_GENUINE if scenario.genuine else Ending.SAFE
    for way in ways(scenario):
        ending, where = way.ended.ending, " ".join(way.nodes)
        if way.kinds == {OptionKind.SAFE}:
            assert ending is good and not way.yuan, where
        if ending is Ending.LOSS:
            assert way.yuan > 0 or OptionKind.RISKY in way.kinds, where
        if ending is Ending.MISSED_GENUINE:
            assert scenario.genuine and OptionKind.TURNS_AWAY in way.kinds, where
        if way.yuan:
            assert way.kinds - {OptionKind.SAFE, None}, where
        if scenario.genuine:
            assert ending not in (Ending.SAFE, Ending.NEAR), where
        else:
            assert ending not in (Ending.FOUND_GENUINE, Ending.MISSED_GENUINE), where
            assert OptionKind.TURNS_AWAY not in way.kinds, where


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.id)
def test_a_faultless_way_is_no_missed_scam_and_no_false_alarm(scenario: Scenario) -> None:
    faultless = [way for way in ways(scenario) if way.kinds == {OptionKind.SAFE}]
    assert faultless
    for way in faultless:
        summary = visit_summary(way.events)
        assert summary.missed_types == () and summary.false_alarms == 0


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.id)
def test_summary_and_sheets_say_of_a_way_what_its_ending_and_choices_say(scenario: Scenario) -> None:
    for way in ways(scenario):
        ending, lost = way.ended.ending, way.ended.ending is Ending.LOSS
        risky = sum(c is not None and c.kind is OptionKind.RISKY for c in way.done)
        missed = lost + (0 if scenario.genuine else risky)
        summary = visit_summary(way.events)
        assert dict(summary.missed_types) == ({scenario.type: missed} if missed else {})
        assert summary.false_alarms == (ending is Ending.MISSED_GENUINE)
        rows = [row for event in way.events for row in detail_rows("v", "2026-11-26T09:00:00+08:00", event)]
        chosen = [row for row in rows if isinstance(row, ChoiceRow)]
        assert [row.kind for row in chosen] == [choice.kind if choice else None for choice in way.done]
        assert {row.truth for row in rows if isinstance(row, ChoiceRow | EndingRow)} == {Truth.of(scenario.genuine)}
        (end,) = [row for row in rows if isinstance(row, EndingRow)]
        assert (end.ending, end.yuan, end.missed) == (ending, way.yuan, len(way.ended.missed))


def test_the_ways_past_everything_false_through_the_genuine_scenarios_count_no_missed_scam() -> None:
    """Every way to an ending in which something genuine was recognised: hundreds, each of which used to count as one."""
    found = [way for s in SCENARIOS if s.genuine for way in ways(s) if way.ended.ending is Ending.FOUND_GENUINE]
    assert len(found) >= 300
    assert sum(times for way in found for _, times in visit_summary(way.events).missed_types) == 0


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.id)
def test_a_faultless_way_exists_and_so_does_one_into_harm(scenario: Scenario) -> None:
    met = {(way.ended.ending, frozenset(way.kinds)) for way in ways(scenario)}
    endings = {ending for ending, _ in met}
    assert any(kinds == {OptionKind.SAFE} for _, kinds in met) and Ending.LOSS in endings
    assert (Ending.MISSED_GENUINE in endings) is scenario.genuine
