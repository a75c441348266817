"""Walks a scenario as visitors might, to its every node and page: for tests, pictures and the tour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kiosk.parts.transcript import Heard
from kiosk.scene import Tap

if TYPE_CHECKING:
    from kiosk.zones.vr_experience import State, VrExperience


def walk(scene: VrExperience, first: State) -> Iterator[State]:
    """States in the order they are met; only by touching and, where a timer runs, by waiting."""
    yield first
    done = first
    for scenario in scene.scenarios:
        role = scene.touch(first, Tap(f"card/{scenario.id}")).state
        yield role
        begun = scene.touch(role, Tap("next")).state
        yield scene.touch(begun, Tap("back")).state
        for state in _nodes(scene, begun):
            yield state
            if state.where == "debrief":
                yield from _debrief(scene, state)
                done = state
            else:
                yield from _stopped(scene, state)
    while done.where == "debrief":
        done = scene.touch(done, Tap("next")).state
    yield done


def _nodes(scene: VrExperience, begun: State) -> Iterator[State]:
    """Every node once, deepest way first, so that long conversations are met too."""
    waiting, met = [begun], set()
    while waiting:
        state = waiting.pop()
        story = state.story
        if story is None or story.node in met:
            continue
        met.add(story.node)
        yield state
        node = story.now
        for i in range(len(node.choices)):
            waiting.append(scene.touch(state, Tap(f"choose/{story.seq}/{i}")).state)
        if node.timer is not None and state.where == "play":
            late = scene.tick(state, story.reading + story.left * 0.6).state
            yield late
            waiting.append(scene.tick(late, 2.0 * node.timer.seconds).state)


def _stopped(scene: VrExperience, state: State) -> Iterator[State]:
    stopped = scene.touch(state, Tap("stop")).state
    story = stopped.story
    if story is None:
        return
    yield stopped
    for i, entry in enumerate(story.entries):
        if isinstance(entry, Heard) and entry.turn == story.seq:
            yield scene.touch(stopped, Tap(f"point/{i}")).state


def _debrief(scene: VrExperience, state: State) -> Iterator[State]:
    while state.page < 2:
        state = scene.touch(state, Tap("next")).state
        yield state
