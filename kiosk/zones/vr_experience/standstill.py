"""While a story stands still: somebody called stop and points, is answered, or looks at a clue; then it goes on."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.events import ClueShown, SceneStopped
from kiosk.parts import scroller
from kiosk.scene import Gesture, Step, Tap
from kiosk.zones.vr_experience import story as stories
from kiosk.zones.vr_experience.clues import lasting
from kiosk.zones.vr_experience.models import NOTHING_WRONG
from kiosk.zones.vr_experience.pages import (
    VrAnswerPage,
    VrCluePage,
    VrExperienceState,
    VrPlayPage,
    VrStopPage,
)
from kiosk.zones.vr_experience.transcript import Heard
from kiosk.zones.vr_experience.turns import resumed, subject_of


def in_stop(state: VrExperienceState, page: VrStopPage, gesture: Gesture) -> Step[VrExperienceState]:
    listed = scroller.touch_opened(page.lines, gesture, "lines")
    if listed is not None:
        return Step(replace(state, page=replace(page, lines=listed)))
    if not isinstance(gesture, Tap):
        return Step(state)
    if gesture.target == "next":
        return Step(resumed(state, page.behind))
    word, _, number = gesture.target.partition("/")
    if not number.isdecimal():
        return Step(state)
    if word == "none":
        return _cleared(state, page.behind, int(number))
    return _pointed(state, page.behind, int(number)) if word == "point" else Step(state)


def _cleared(state: VrExperienceState, behind: VrPlayPage, listed: int) -> Step[VrExperienceState]:
    """The answer to saying that nothing is wrong; it counts once in a moment."""
    story = behind.story
    after, pointed = stories.clear(story, listed)
    event = SceneStopped(
        *subject_of(story.scenario, story.now), node=story.node, option=NOTHING_WRONG, right=pointed.right
    )
    answered = replace(state, page=VrAnswerPage(replace(behind, story=after), pointed))
    return Step(answered, () if pointed.again else (event,))


def _pointed(state: VrExperienceState, behind: VrPlayPage, entry: int) -> Step[VrExperienceState]:
    """The answer to pointing at a sentence; its place is named by its own node, which may be an earlier one.

    A sentence counts once, however often it is pointed at.
    """
    story = behind.story
    after, pointed = stories.point(story, entry)
    after, came = stories.interject(after) if pointed is not None and pointed.right else (after, None)
    line = story.entries[entry] if pointed is not None else None
    if pointed is None or not isinstance(line, Heard):
        return Step(state)
    subject = subject_of(story.scenario, stories.node_of(story.scenario, line.node))
    event = SceneStopped(*subject, node=story.node, option=f"{line.node}.{line.number}", right=pointed.right)
    answered = replace(state, page=VrAnswerPage(replace(behind, story=after), pointed, came=came))
    return Step(answered, () if pointed.again else (event,))


def in_answer(state: VrExperienceState, page: VrAnswerPage, gesture: Gesture) -> Step[VrExperienceState]:
    moved = scroller.touch(page.reading, gesture, "read")
    if moved is not None:
        return Step(replace(state, page=replace(page, reading=moved)))
    if isinstance(gesture, Tap) and gesture.target == "next":
        return Step(resumed(state, page.behind))
    if isinstance(gesture, Tap) and gesture.target == "more":
        return Step(replace(state, page=VrStopPage(page.behind)))
    return Step(state)


def looked_at(state: VrExperienceState, page: VrPlayPage, duty: str) -> Step[VrExperienceState]:
    """Those with that duty come forward and see what they know; it is recorded once in a moment."""
    clue = next((clue for clue in page.story.clues if clue.duty == duty), None)
    if clue is None:
        return Step(state)
    after, first = stories.learn(stories.pause(page.story), clue)
    subject = subject_of(after.scenario, after.now)
    shown = replace(state, page=VrCluePage(replace(page, story=after), clue, lasting(after, clue)))
    return Step(shown, (ClueShown(*subject, node=after.node, duty=clue.duty),) if first else ())


def in_clue(state: VrExperienceState, page: VrCluePage, gesture: Gesture) -> Step[VrExperienceState]:
    """A touch anywhere puts the clue away."""
    read = scroller.touch(page.reading, gesture, "read")
    if read is not None:
        return Step(replace(state, page=replace(page, reading=read)))
    closed = isinstance(gesture, Tap) and gesture.target in ("close", "next")
    return Step(resumed(state, page.behind) if closed else state)


def clue_tick(state: VrExperienceState, page: VrCluePage, seconds: float) -> Step[VrExperienceState]:
    """Time passes, and the clue goes away by itself."""
    left = page.left - seconds
    if left <= 0:
        return Step(resumed(state, page.behind))
    return Step(replace(state, page=replace(page, left=left, reading=scroller.tick(page.reading, seconds))))
