"""How a story is begun, left and taken up again: states out of states, for the scene and its pages."""

from __future__ import annotations

from dataclasses import replace

from kiosk.content.wording_hash import wording_of
from kiosk.core.subject import Subject
from kiosk.parts import lookaround
from kiosk.parts.lookaround import Gaze
from kiosk.parts.scroller import FRESH, Scroll
from kiosk.zones.vr_experience import story as stories
from kiosk.zones.vr_experience.course import Course
from kiosk.zones.vr_experience.models import ZONE, Node, Scenario, room_at
from kiosk.zones.vr_experience.pages import VrExperienceState, VrPlayPage
from kiosk.zones.vr_experience.story import Story


def subject_of(scenario: Scenario, node: Node | None = None) -> Subject:
    """What an event is about: the scenario, with its own wording or that of the node that stood on the screen."""
    return Subject(ZONE, scenario.id, scenario.type, scenario.genuine, wording_of(node or scenario))


def kept_of(state: VrExperienceState, scenario: Scenario) -> VrPlayPage | None:
    """The play of that scenario which is under way."""
    return state.kept if state.kept is not None and state.kept.story.scenario.id == scenario.id else None


def heard_until(page: VrPlayPage, course: Course, heard: float) -> VrPlayPage:
    """The page when so much of the moment is over."""
    return replace(page, heard=heard, open=page.open or course.decided(heard))


def opened(story: Story) -> VrPlayPage:
    """The story's screen, looking where its present moment happens."""
    return VrPlayPage(story, Gaze(story.now.yaw, story.now.pitch))


def looking(page: VrPlayPage, after: Story) -> Gaze:
    """Where one looks when the story has moved on: to where it happens now; at once where that is another room."""
    before, now = page.story.now, after.now
    if room_at(after.scenario, before) is not room_at(after.scenario, now):
        return Gaze(now.yaw, now.pitch)
    return lookaround.drawn_to(page.gaze, now.yaw, now.pitch)


def begun(state: VrExperienceState, scenario: Scenario) -> VrExperienceState:
    return replace(
        state,
        page=opened(stories.begin(stories.shuffled(scenario, state.seed), state.ages, state.duties)),
        kept=None,
    )


def resumed(state: VrExperienceState, page: VrPlayPage) -> VrExperienceState:
    """The play goes on, each of its lists opened afresh; where somebody came in, with the moment they bring about."""
    after = stories.resume(page.story)
    if after.seq != page.story.seq:
        return replace(state, page=moved(page, after), kept=None)
    on = replace(page, story=after, reading=Scroll(), phone=FRESH, times=page.times + 1)
    return replace(state, page=on, kept=None)


def moved(page: VrPlayPage, after: Story) -> VrPlayPage:
    """The page of the story's next moment."""
    on = replace(page, story=after, phone=FRESH, reading=Scroll(), heard=0.0, open=False)
    return replace(on, gaze=looking(page, after))
