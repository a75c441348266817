"""Walks a scenario as visitors might, to its every node and page: for tests, pictures and the tour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kiosk.parts.transcript import Heard
from kiosk.scene import Tap
from kiosk.zones.vr_experience.debrief import PAGES

if TYPE_CHECKING:
    from kiosk.zones.vr_experience import State, VrExperience


def walk(scene: VrExperience, first: State) -> Iterator[State]:
    """States in the order they are met; only by touching and, where a timer runs, by waiting."""
    yield first
    done = first
    for scenario in scene.scenarios:
        role = scene.touch(first, Tap(f"card/{scenario.id}")).state
        begun = scene.touch(role, Tap("next")).state
        yield role
        yield scene.touch(begun, Tap("back")).state
        played = list(_nodes(scene, begun))
        yield from played
        yield from _stopped(scene, played)
        for state in played:
            if state.where == "debrief":
                yield from _debrief(scene, state)
                done = state
    while done.where == "debrief":
        done = scene.touch(done, Tap("next")).state
    yield done


def _nodes(scene: VrExperience, begun: State) -> Iterator[State]:
    """Every node once, deepest way first, so that long conversations are met too; the first timer also running."""
    waiting, met, timed = [begun], set(), False
    while waiting:
        state = waiting.pop()
        story = state.story
        if story is None or story.node in met:
            continue
        met.add(story.node)
        yield state
        node = story.now
        waiting += [scene.touch(state, Tap(f"choose/{story.seq}/{i}")).state for i in range(len(node.choices))]
        if node.timer is not None and state.where == "play":
            late = scene.tick(state, story.reading + story.left * 0.6).state
            if not timed:
                yield late
            timed = True
            waiting.append(scene.tick(late, 2.0 * node.timer.seconds).state)


def _stopped(scene: VrExperience, played: list[State]) -> Iterator[State]:
    """Stop called where the transcript is shortest and longest, and the answer to every kind of sentence."""
    on = [state for state in played if state.where == "play" and state.story is not None]
    on.sort(key=lambda state: len(state.story.entries) if state.story else 0)
    answered: set[tuple[str, ...]] = set()
    for state in on:
        stopped = scene.touch(state, Tap("stop")).state
        if state is on[0] or state is on[-1]:
            yield stopped
        for i, entry in enumerate(state.story.entries if state.story else ()):
            if isinstance(entry, Heard) and entry.say.shows not in answered:
                answered.add(entry.say.shows)
                yield scene.touch(stopped, Tap(f"point/{i}")).state


def _debrief(scene: VrExperience, state: State) -> Iterator[State]:
    while state.page < PAGES - 1:
        state = scene.touch(state, Tap("next")).state
        yield state
