"""VR互动体验区: scenarios lived through; choices have consequences, anybody in the group may call stop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from kiosk.core.audience import first_for
from kiosk.core.events import (
    ChoiceMade,
    ChoiceTimedOut,
    Event,
    ItemFinished,
    ItemOpened,
    ScenarioEnded,
)
from kiosk.core.speech import Recording
from kiosk.core.vocabulary import AgeBand, Duty, VisitMode
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.parts import lookaround, phone, scroller
from kiosk.parts.entrance import ONWARD
from kiosk.parts.scroller import Scroll
from kiosk.parts.shaking import shake_due
from kiosk.scene import Gesture, Step, Tap, Visit
from kiosk.zones.vr_experience import clues, debrief, hearing, picker, play, standstill, stop
from kiosk.zones.vr_experience import story as stories
from kiosk.zones.vr_experience.course import Course, course_of
from kiosk.zones.vr_experience.instant import instant_of, next_frame, onward
from kiosk.zones.vr_experience.models import Scenario
from kiosk.zones.vr_experience.pages import (
    DEBRIEF_PARTS,
    VrAnswerPage,
    VrCluePage,
    VrDebriefPage,
    VrExperiencePage,
    VrExperienceState,
    VrPickPage,
    VrPlayPage,
    VrRolePage,
    VrStopPage,
    page_name,
)
from kiosk.zones.vr_experience.rooms import ROOM
from kiosk.zones.vr_experience.stopping import offered
from kiosk.zones.vr_experience.story import Story
from kiosk.zones.vr_experience.transcript import Taken
from kiosk.zones.vr_experience.turns import begun, heard_until, kept_of, moved, resumed, subject_of
from kiosk.zones.vr_experience.walk import knowing, walk

GOAL_SCENARIOS = 1
"""Scenarios gone through to the last page of the debrief that make the zone done: one takes three to five minutes."""


class VrExperienceScene:
    """The scene. `rule_texts` gives a rule's wording by its id, `rooms` the panorama of each room there is one of,
    `recording` that of a line, `guided` the ids on the guided path (empty: the first scenario for the group)."""

    def __init__(
        self,
        scenarios: Sequence[Scenario],
        rule_texts: Mapping[str, str],
        rooms: Mapping[str, str] | None = None,
        recording: Recording = lambda line: None,
        guided: Sequence[str] = (),
    ) -> None:
        self.scenarios = tuple(sorted(scenarios, key=lambda s: s.order))
        self.by_id = {scenario.id: scenario for scenario in self.scenarios}
        self.rule_texts = dict(rule_texts)
        self.rooms = dict(rooms or {})
        self._recording = recording
        self._guided = tuple(name for name in guided if name in self.by_id)

    def start(self, visit: Visit) -> VrExperienceState:
        ages = tuple(band for band in AgeBand if band in visit.ages)
        state = VrExperienceState(ages=ages, audiences=visit.audiences, duties=clues.holders(visit), seed=visit.seed)
        if not visit.led:
            return state
        first, *ahead = self._guided or (first_for(state.audiences, self.scenarios)[0].id,)
        return replace(state, page=VrRolePage(self.by_id[first]), ahead=tuple(ahead))

    def touch(self, state: VrExperienceState, gesture: Gesture) -> Step[VrExperienceState]:
        if isinstance(gesture, Tap) and gesture.target == "back":
            return _back(state)
        page = state.page
        match page:
            case VrPickPage():
                return self._on_picker(state, gesture)
            case VrRolePage():
                return _on_role(state, page, gesture)
            case VrPlayPage():
                course = self._course(page)
                if isinstance(gesture, Tap) and gesture.target == "again" and course.said.heard_at_all:
                    return Step(replace(state, page=replace(page, heard=course.again(), times=page.times + 1)))
                if isinstance(gesture, Tap) and gesture.target and gesture.target == onward(page, course):
                    return Step(replace(state, page=heard_until(page, course, course.onward(page.heard))))
                return _in_play(state, page, gesture)
            case VrStopPage():
                return standstill.in_stop(state, page, gesture)
            case VrAnswerPage():
                return standstill.in_answer(state, page, gesture)
            case VrCluePage():
                return standstill.in_clue(state, page, gesture)
            case VrDebriefPage():
                return self._in_debrief(state, page, gesture)
            case _:
                assert_never(page)

    def tick(self, state: VrExperienceState, seconds: float) -> Step[VrExperienceState]:
        page = state.page
        match page:
            case VrPickPage():
                return Step(replace(state, pick=scroller.tick(state.pick, seconds)))
            case VrPlayPage():
                turned = replace(
                    page,
                    reading=scroller.tick(page.reading, seconds),
                    phone=scroller.tick(page.phone, seconds),
                    gaze=lookaround.tick(page.gaze, seconds),
                )
                course = self._course(page)
                over = course.said.over(page.heard)
                story = stories.tick(page.story, seconds) if over else stories.listen(page.story, seconds)
                return _onward(state, heard_until(turned, course, page.heard + seconds), story)
            case VrStopPage():
                return Step(replace(state, page=replace(page, lines=scroller.tick(page.lines, seconds))))
            case VrCluePage():
                return standstill.clue_tick(state, page, seconds)
            case VrAnswerPage():
                heard = page.heard + seconds
                return Step(
                    replace(state, page=replace(page, reading=scroller.tick(page.reading, seconds), heard=heard))
                )
            case VrRolePage() | VrDebriefPage():
                return Step(replace(state, page=replace(page, reading=scroller.tick(page.reading, seconds))))
            case _:
                assert_never(page)

    def due(self, state: VrExperienceState) -> float | None:
        page = state.page
        match page:
            case VrPickPage():
                return scroller.due(state.pick)
            case VrPlayPage():
                waits = [
                    scroller.due(page.reading),
                    scroller.due(page.phone),
                    lookaround.due(page.gaze),
                    stories.due(page.story),
                    self._course(page).due(page.heard),
                    next_frame(page, self._course(page)),
                    shake_due(page.story.now.device, page.heard),
                ]
                return min((w for w in waits if w is not None), default=None)
            case VrStopPage():
                return scroller.due(page.lines)
            case VrAnswerPage():
                said = hearing.interjected(page.came, self._recording).due(page.heard)
                return min((w for w in (scroller.due(page.reading), said) if w is not None), default=None)
            case VrCluePage():
                return min(w for w in (scroller.due(page.reading), page.left) if w is not None)
            case VrRolePage() | VrDebriefPage():
                return scroller.due(page.reading)
            case _:
                assert_never(page)

    def view(self, state: VrExperienceState, look: Look) -> list[Item]:
        page = state.page
        came = hearing.answered(page, self._recording)
        return [*hearing.heard(page, self._course(page)), *came, *self._seen(state, look)]

    def _course(self, page: VrExperiencePage) -> Course:
        """That of the moment on the screen, or behind it."""
        match page:
            case VrPlayPage():
                return course_of(page.story, self._recording)
            case VrStopPage() | VrAnswerPage() | VrCluePage():
                return course_of(page.behind.story, self._recording)
            case VrPickPage() | VrRolePage() | VrDebriefPage():
                return Course()
            case _:
                assert_never(page)

    def _seen(self, state: VrExperienceState, look: Look) -> list[Item]:
        page = state.page
        match page:
            case VrPickPage():
                return picker.view(look, first_for(state.audiences, self.scenarios), state.pick, state.finished)
            case VrRolePage():
                kept = kept_of(state, page.scenario) is not None
                return picker.view_role(look, page.scenario, kept, page.reading, self.rooms)
            case VrPlayPage():
                shown = instant_of(page, self._course(page), look.still)
                return play.view(look, page, self.rooms, shown)
            case VrStopPage():
                begun = instant_of(page.behind, self._course(page), look.still).begun
                return stop.view(look, page.behind, page.lines, self.rooms, begun)
            case VrAnswerPage():
                begun = instant_of(page.behind, self._course(page), look.still).begun
                return stop.view_answer(look, page, self.rule_texts, self.rooms, begun)
            case VrCluePage():
                return clues.view(look, page, self.rooms)
            case VrDebriefPage():
                return debrief.view(look, page, self.rule_texts, state.ahead, self.rooms)
            case _:
                assert_never(page)

    def page(self, state: VrExperienceState) -> str:
        return page_name(state.page)

    def goal(self, state: VrExperienceState) -> bool:
        return len(state.finished) >= GOAL_SCENARIOS

    def samples(self) -> Iterator[VrExperienceState]:
        """States reached by touching and waiting: every page of every scenario, every node, every ending."""
        yield self.start(Visit(led=True, ages=(AgeBand.SENIOR,)))
        group = self.start(Visit(people=len(Duty), mode=VisitMode.GUIDED))
        yield from (_at_rest(state) for state in knowing(self, self.scenarios, group))
        for state in walk(self, self.scenarios, self.start(Visit())):
            yield _at_rest(state)
            if isinstance(state.page, VrDebriefPage):
                yield self.touch(state, Tap("more")).state

    def _in_debrief(self, state: VrExperienceState, page: VrDebriefPage, gesture: Gesture) -> Step[VrExperienceState]:
        listed = scroller.touch(page.reading, gesture, "read")
        if listed is not None:
            return Step(replace(state, page=replace(page, reading=listed)))
        last = page.part == DEBRIEF_PARTS - 1
        scenario = page.story.scenario
        match gesture:
            case Tap("more") if not page.more:
                return Step(replace(state, page=replace(page, more=True, reading=Scroll())))
            case Tap("again") if last:
                return Step(begun(state, scenario))
            case Tap("next") if last:
                return self._out(state)
            case Tap("next"):
                turned = replace(state, page=VrDebriefPage(page.story, page.end, page.part + 1))
                if page.part + 1 < DEBRIEF_PARTS - 1 or scenario.id in state.finished:
                    return Step(turned)
                finished = (*state.finished, scenario.id)
                return Step(replace(turned, finished=finished), (ItemFinished(*subject_of(scenario)),))
            case _:
                return Step(state)

    def _out(self, state: VrExperienceState) -> Step[VrExperienceState]:
        """After a debrief: the next scenario on the path, the next zone, or the cards."""
        if state.ahead is None:
            return Step(replace(state, page=VrPickPage()))
        if not state.ahead:
            return Step(state, leave=ONWARD)
        scenario = self.by_id[state.ahead[0]]
        opened = replace(state, page=VrRolePage(scenario), ahead=state.ahead[1:])
        return Step(opened, (ItemOpened(*subject_of(scenario)),))

    def _on_picker(self, state: VrExperienceState, gesture: Gesture) -> Step[VrExperienceState]:
        listed = scroller.touch(state.pick, gesture, "pick")
        if listed is not None:
            return Step(replace(state, pick=listed))
        word, _, rest = gesture.target.partition("/")
        scenario = self.by_id.get(rest)
        if not isinstance(gesture, Tap) or word != "card" or scenario is None:
            return Step(state)
        return Step(replace(state, page=VrRolePage(scenario)), (ItemOpened(*subject_of(scenario)),))


def _at_rest(state: VrExperienceState) -> VrExperienceState:
    """The state once the view has turned to where it happens."""
    page = state.page
    if not isinstance(page, VrPlayPage):
        return state
    return replace(state, page=replace(page, gaze=lookaround.arrived(page.gaze)))


def _back(state: VrExperienceState) -> Step[VrExperienceState]:
    """One level up; a story under way is kept, and its timer waits meanwhile."""
    page = state.page
    match page:
        case VrPickPage():
            return Step(state, leave="home")
        case VrRolePage() if state.ahead is not None:
            return Step(state, leave="home")
        case VrRolePage():
            return Step(replace(state, page=VrPickPage()))
        case VrPlayPage():
            return Step(replace(state, page=VrRolePage(page.story.scenario), kept=page))
        case VrStopPage() | VrAnswerPage() | VrCluePage():
            return Step(resumed(state, page.behind))
        case VrDebriefPage() if page.more:
            return Step(replace(state, page=replace(page, more=False, reading=Scroll())))
        case VrDebriefPage() if page.part:
            return Step(replace(state, page=VrDebriefPage(page.story, page.end, page.part - 1)))
        case VrDebriefPage() if state.ahead is not None:  # the story has been lived through: the door, and here again
            return Step(state, leave="home")
        case VrDebriefPage():
            return Step(replace(state, page=VrPickPage()))
        case _:
            assert_never(page)


def _on_role(state: VrExperienceState, page: VrRolePage, gesture: Gesture) -> Step[VrExperienceState]:
    listed = scroller.touch(page.reading, gesture, "read")
    if listed is not None:
        return Step(replace(state, page=replace(page, reading=listed)))
    if not isinstance(gesture, Tap) or gesture.target not in ("next", "again"):
        return Step(state)
    kept = kept_of(state, page.scenario)
    if gesture.target == "next" and kept is not None:
        return Step(resumed(state, kept))
    return Step(begun(state, page.scenario))


def _in_play(state: VrExperienceState, page: VrPlayPage, gesture: Gesture) -> Step[VrExperienceState]:
    story = page.story
    gaze = lookaround.touch(page.gaze, gesture, ROOM)
    if gaze is not None:
        return Step(replace(state, page=replace(page, gaze=gaze)))
    lines = phone.touch(page.phone, gesture)
    side = scroller.touch(page.reading, gesture, "read")
    if lines is not None or side is not None:
        read = replace(page, story=stories.linger(story), phone=lines or page.phone, reading=side or page.reading)
        return Step(replace(state, page=read))
    if not isinstance(gesture, Tap):
        return Step(state)
    if gesture.target == "stop" and offered(story):
        return Step(replace(state, page=VrStopPage(replace(page, story=stories.pause(story)))))
    if gesture.target.startswith("clue/"):
        return standstill.looked_at(state, page, gesture.target.removeprefix("clue/"))
    word, *numbers = gesture.target.split("/")
    if word != "choose" or len(numbers) != 2 or not all(n.isdecimal() for n in numbers):
        return Step(state)
    return _onward(state, page, stories.choose(story, int(numbers[0]), int(numbers[1])))


def _onward(state: VrExperienceState, page: VrPlayPage, after: Story) -> Step[VrExperienceState]:
    """The state once the story has moved: a new moment opens its page afresh, an ending leads to the debrief."""
    if after.seq == page.story.seq:
        return Step(replace(state, page=replace(page, story=after)))
    events: list[Event] = [_left(after)]
    end = after.ending
    if end is None:
        return Step(replace(state, page=moved(page, after)), tuple(events))
    events.append(
        ScenarioEnded(
            *subject_of(after.scenario),
            option=after.node,
            ending=end.kind,
            yuan=after.yuan,
            seen=after.seen,
            missed=after.missed,
        )
    )
    return Step(replace(state, page=VrDebriefPage(after, end)), tuple(events))


def _left(story: Story) -> Event:
    """How the moment before this one was left: by a choice, or because its time ran out."""
    taken = next(e for e in reversed(story.entries) if isinstance(e, Taken))
    subject = subject_of(story.scenario, stories.node_of(story.scenario, taken.node))
    if taken.choice is None:
        return ChoiceTimedOut(*subject, node=taken.node)
    return ChoiceMade(*subject, node=taken.node, option=taken.choice.id, kind=taken.choice.kind)
