"""Walks a scenario as visitors might, to its every node and page: for tests, pictures and the tour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kiosk.parts.speech import ALL
from kiosk.scene import Scene, Tap
from kiosk.zones.vr_experience.models import Scenario
from kiosk.zones.vr_experience.pages import (
    DEBRIEF_PARTS,
    VrAnswerPage,
    VrDebriefPage,
    VrExperienceState,
    VrPlayPage,
    VrStopPage,
)
from kiosk.zones.vr_experience.stopping import listed, offered

VrExperience = Scene[VrExperienceState]


def walk(scene: VrExperience, scenarios: Sequence[Scenario], first: VrExperienceState) -> Iterator[VrExperienceState]:
    """States in the order they are met; only by touching and, where a timer runs, by waiting."""
    yield first
    done = first
    for scenario in scenarios:
        role = scene.touch(first, Tap(f"card/{scenario.id}")).state
        begun = scene.touch(role, Tap("next")).state
        yield role
        yield scene.touch(begun, Tap("back")).state
        played = list(_nodes(scene, begun))
        yield from played
        yield from _stopped(scene, played)
        for state in played:
            if isinstance(state.page, VrDebriefPage):
                yield from _debrief(scene, state)
                done = state
    while isinstance(done.page, VrDebriefPage):
        done = scene.touch(done, Tap("next")).state
    yield done


def _nodes(scene: VrExperience, begun: VrExperienceState) -> Iterator[VrExperienceState]:
    """Every node once, deepest way first, so that long conversations are met too; the first timer also running."""
    waiting, met, timed = [begun], set(), False
    while waiting:
        state = waiting.pop()
        page = state.page
        if not isinstance(page, VrPlayPage | VrDebriefPage) or page.story.node in met:
            continue
        story = page.story
        met.add(story.node)
        state = _all_said(state)
        yield state
        node = story.now
        waiting += [scene.touch(state, Tap(f"choose/{story.seq}/{i}")).state for i in range(len(node.choices))]
        if node.timer is not None:
            late = scene.tick(state, story.reading + story.left * 0.6).state
            if not timed:
                yield late
            timed = True
            waiting.append(scene.tick(late, 2.0 * node.timer.seconds).state)


def _all_said(state: VrExperienceState) -> VrExperienceState:
    """The state once everything has been said, before any timer has begun."""
    page = state.page
    return replace(state, page=replace(page, heard=ALL)) if isinstance(page, VrPlayPage) else state


def _stopped(scene: VrExperience, played: Sequence[VrExperienceState]) -> Iterator[VrExperienceState]:
    """Stop called where the transcript is shortest and longest, and the answer to every kind of sentence."""
    on = [(state, state.page.story) for state in played if isinstance(state.page, VrPlayPage)]
    on = [pair for pair in on if offered(pair[1])]
    on.sort(key=lambda pair: len(pair[1].entries))
    if on:
        yield from _nothing_wrong(scene, [state for state, _ in on])
    answered: set[tuple[str, ...]] = set()
    for state, story in on:
        stopped = scene.touch(state, Tap("stop")).state
        if state is on[0][0] or state is on[-1][0]:
            yield stopped
        for i, entry in listed(story, None):
            if entry.say.shows not in answered:
                answered.add(entry.say.shows)
                answer = scene.touch(stopped, Tap(f"point/{i}")).state
                yield answer
                if isinstance(answer.page, VrAnswerPage) and answer.page.came is not None:
                    yield _all_said(scene.touch(answer, Tap("next")).state)


def knowing(
    scene: VrExperience, scenarios: Sequence[Scenario], first: VrExperienceState
) -> Iterator[VrExperienceState]:
    """With a group that has duties: the moments at which some of them know more, and what each of those knows."""
    for scenario in scenarios:
        begun = scene.touch(scene.touch(first, Tap(f"card/{scenario.id}")).state, Tap("next")).state
        for state in _nodes(scene, begun):
            clues = state.page.story.clues if isinstance(state.page, VrPlayPage) else ()
            if clues:
                yield state
            for clue in clues:
                yield scene.touch(state, Tap(f"clue/{clue.duty}")).state


def _nothing_wrong(scene: VrExperience, on: Sequence[VrExperienceState]) -> Iterator[VrExperienceState]:
    """Saying that nothing is wrong, rightly and not."""
    judged: set[bool] = set()
    for state in on:
        stopped = scene.touch(state, Tap("stop")).state
        if isinstance(stopped.page, VrStopPage):
            last = listed(stopped.page.behind.story, None)[-1][0]
            answer = scene.touch(stopped, Tap(f"none/{last + 1}")).state
            if isinstance(answer.page, VrAnswerPage) and answer.page.pointed.right not in judged:
                judged.add(answer.page.pointed.right)
                yield answer


def _debrief(scene: VrExperience, state: VrExperienceState) -> Iterator[VrExperienceState]:
    for _ in range(DEBRIEF_PARTS - 1):
        state = scene.touch(state, Tap("next")).state
        yield state
