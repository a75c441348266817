"""VR互动体验区: scenarios lived through; choices have consequences, anybody in the group may call stop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kiosk.content.models.scenario import Scenario
from kiosk.core.events import ChoiceMade, Event, ItemFinished, ItemOpened, ScenarioEnded, SceneStopped
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.parts import lookaround, scroller
from kiosk.parts import story as stories
from kiosk.parts.lookaround import Gaze
from kiosk.parts.scroller import FRESH, Scroll
from kiosk.parts.story import Pointed, Story
from kiosk.parts.transcript import Heard, Taken
from kiosk.scene import Gesture, Step, Tap, Visit
from kiosk.zones.vr_experience import debrief, picker, play, stop
from kiosk.zones.vr_experience.rooms import ROOM
from kiosk.zones.vr_experience.walk import walk

ZONE = "vr_experience"
GOAL_SCENARIOS = 1
"""Scenarios gone through to the last page of the debrief that make the zone done: one takes three to five minutes."""


@dataclass(frozen=True, slots=True)
class State:
    """Where the group is, and the story it is in (kept when one goes back, so that nothing is un-done).

    `scenario` is the one opened; `page` a page of the debrief; `pointed` the answer after pointing at a sentence.
    `reading` scrolls what is read on the page in use, `phone` the phone or the transcript, which open at their newest.
    """

    where: Literal["pick", "role", "play", "stop", "debrief"] = "pick"
    scenario: str = ""
    story: Story | None = None
    pointed: Pointed | None = None
    page: int = 0
    pick: Scroll = Scroll()
    reading: Scroll = Scroll()
    phone: Scroll = FRESH
    gaze: Gaze = Gaze()
    finished: tuple[str, ...] = ()


class VrExperience:
    """The scene. `type_names` gives a scam type's Chinese name, `rule_texts` a rule's wording, by their ids."""

    def __init__(
        self,
        scenarios: Sequence[Scenario],
        type_names: Mapping[str, str],
        rule_texts: Mapping[str, str],
        rooms: Mapping[str, str] | None = None,
    ) -> None:
        self.scenarios = tuple(sorted(scenarios, key=lambda s: s.order))
        self.by_id = {scenario.id: scenario for scenario in self.scenarios}
        self.type_names = dict(type_names)
        self.rule_texts = dict(rule_texts)
        self.rooms = dict(rooms or {})

    def start(self, visit: Visit) -> State:
        return State()

    def touch(self, state: State, gesture: Gesture) -> Step[State]:
        if isinstance(gesture, Tap) and gesture.target == "back":
            return self._back(state)
        if state.where == "pick":
            return self._on_picker(state, gesture)
        if state.where == "role":
            return self._on_role(state, gesture)
        if state.story is None:
            return Step(state)
        if state.where == "play":
            return self._in_play(state, state.story, gesture)
        if state.where == "stop":
            return self._in_stop(state, state.story, gesture)
        return self._in_debrief(state, state.story, gesture)

    def tick(self, state: State, seconds: float) -> Step[State]:
        moved = replace(
            state,
            pick=scroller.tick(state.pick, seconds),
            reading=scroller.tick(state.reading, seconds),
            phone=scroller.tick(state.phone, seconds),
            gaze=lookaround.tick(state.gaze, seconds),
        )
        if state.where != "play" or state.story is None:
            return Step(moved)
        return _onward(moved, state.story, stories.tick(state.story, seconds))

    def due(self, state: State) -> float | None:
        waits = (
            [scroller.due(state.pick)]
            if state.where == "pick"
            else [scroller.due(state.reading), scroller.due(state.phone), lookaround.due(state.gaze)]
        )
        if state.where == "play" and state.story is not None:
            waits.append(stories.due(state.story))
        return min((w for w in waits if w is not None), default=None)

    def view(self, state: State, look: Look) -> list[Item]:
        if state.where == "pick":
            return picker.view(look, self.scenarios, state.pick, state.finished, self.type_names)
        scenario = self.by_id[state.scenario]
        if state.where == "role":
            return picker.view_role(look, scenario, self._kept(state), state.reading, self.rooms.get(scenario.room, ""))
        if state.story is None:
            raise ValueError(f"no story is under way on page {state.where}")
        if state.where == "play":
            file = self.rooms.get(scenario.room, "")
            return play.view(look, state.story, state.phone, state.reading, state.gaze, file)
        if state.where == "stop":
            if state.pointed is None:
                return stop.view(look, state.story, state.phone)
            return stop.view_answer(look, state.story, state.pointed, state.reading, self.rule_texts)
        return debrief.view(look, state.story, state.page, state.reading, self.rule_texts)

    def page(self, state: State) -> str:
        if state.where == "pick":
            return "pick"
        if state.where == "role" or state.story is None:
            return f"role:{state.scenario}"
        if state.where == "debrief":
            return f"debrief:{state.scenario}:{state.page}"
        answered = ":answer" if state.where == "stop" and state.pointed else ""
        return f"{state.where}:{state.scenario}:{state.story.node}{answered}"

    def goal(self, state: State) -> bool:
        return len(state.finished) >= GOAL_SCENARIOS

    def samples(self) -> Iterator[State]:
        """States reached by touching and waiting: every page of every scenario, every node, every ending."""
        return walk(self, State())

    def _kept(self, state: State) -> bool:
        """Whether a story of the opened scenario is under way."""
        story = state.story
        return story is not None and story.scenario.id == state.scenario and story.ending is None

    def _back(self, state: State) -> Step[State]:
        """One level up; a story under way is kept, and its timer waits meanwhile."""
        if state.where == "pick":
            return Step(state, leave="home")
        if state.where == "play":
            return Step(replace(state, where="role", reading=Scroll(), phone=FRESH))
        if state.where == "stop":
            return self._resumed(state)
        if state.where == "debrief" and state.page:
            return Step(replace(state, page=state.page - 1, reading=Scroll()))
        return Step(replace(state, where="pick", reading=Scroll()))

    def _on_picker(self, state: State, gesture: Gesture) -> Step[State]:
        moved = scroller.touch(state.pick, gesture, "pick")
        if moved is not None:
            return Step(replace(state, pick=moved))
        word, _, rest = gesture.target.partition("/")
        if not isinstance(gesture, Tap) or word != "card" or rest not in self.by_id:
            return Step(state)
        return Step(replace(state, where="role", scenario=rest, reading=Scroll()), (ItemOpened(ZONE, rest),))

    def _on_role(self, state: State, gesture: Gesture) -> Step[State]:
        moved = scroller.touch(state.reading, gesture, "read")
        if moved is not None:
            return Step(replace(state, reading=moved))
        if not isinstance(gesture, Tap) or gesture.target not in ("next", "again"):
            return Step(state)
        if gesture.target == "next" and self._kept(state) and state.story is not None:
            return Step(replace(state, where="play", story=stories.resume(state.story), reading=Scroll(), phone=FRESH))
        return Step(self._begun(state))

    def _begun(self, state: State) -> State:
        return self._from(state, stories.begin(self.by_id[state.scenario]))

    def _from(self, state: State, story: Story) -> State:
        """The story's screen, looking where its first moment happens."""
        return replace(
            state,
            where="play",
            scenario=story.scenario.id,
            story=story,
            pointed=None,
            page=0,
            reading=Scroll(),
            phone=FRESH,
            gaze=Gaze(story.now.yaw, story.now.pitch),
        )

    def at(self, scenario: str, node: str = "") -> State:
        """The state in which a scenario stands at one of its nodes, at its first by default: for a quick look.

        Raises KeyError when there is no such scenario or node.
        """
        return self._from(self.start(Visit()), stories.begin(self.by_id[scenario], node))

    def _in_play(self, state: State, story: Story, gesture: Gesture) -> Step[State]:
        phone = scroller.touch_opened(state.phone, gesture, "phone")
        side = scroller.touch(state.reading, gesture, "read")
        gaze = lookaround.touch(state.gaze, gesture, ROOM)
        if gaze is not None:
            return Step(replace(state, gaze=gaze))
        if phone is not None or side is not None:
            return Step(
                replace(state, phone=phone or state.phone, reading=side or state.reading, story=stories.linger(story))
            )
        if not isinstance(gesture, Tap):
            return Step(state)
        if gesture.target == "stop":
            return Step(
                replace(state, where="stop", story=stories.pause(story), pointed=None, phone=FRESH, reading=Scroll())
            )
        word, *numbers = gesture.target.split("/")
        if word != "choose" or len(numbers) != 2 or not all(n.isdecimal() for n in numbers):
            return Step(state)
        return _onward(state, story, stories.choose(story, int(numbers[0]), int(numbers[1])))

    def _in_stop(self, state: State, story: Story, gesture: Gesture) -> Step[State]:
        listed = scroller.touch_opened(state.phone, gesture, "lines")
        if listed is not None:
            return Step(replace(state, phone=listed))
        moved = scroller.touch(state.reading, gesture, "read")
        if moved is not None:
            return Step(replace(state, reading=moved))
        if not isinstance(gesture, Tap):
            return Step(state)
        if gesture.target == "next":
            return self._resumed(state)
        if gesture.target == "more":
            return Step(replace(state, pointed=None, phone=FRESH, reading=Scroll()))
        word, _, number = gesture.target.partition("/")
        if word != "point" or not number.isdecimal() or state.pointed is not None:
            return Step(state)
        return _pointed(state, story, int(number))

    def _resumed(self, state: State) -> Step[State]:
        story = stories.resume(state.story) if state.story is not None else None
        return Step(replace(state, where="play", story=story, pointed=None, phone=FRESH, reading=Scroll()))

    def _in_debrief(self, state: State, story: Story, gesture: Gesture) -> Step[State]:
        moved = scroller.touch(state.reading, gesture, "read")
        if moved is not None:
            return Step(replace(state, reading=moved))
        last = state.page == debrief.PAGES - 1
        if not isinstance(gesture, Tap) or gesture.target not in (("next", "again") if last else ("next",)):
            return Step(state)
        if gesture.target == "again":
            return Step(self._begun(state))
        if last:
            return Step(replace(state, where="pick", story=None, reading=Scroll(), page=0))
        turned = replace(state, page=state.page + 1, reading=Scroll())
        done = story.scenario.id
        if turned.page < debrief.PAGES - 1 or done in state.finished:
            return Step(turned)
        return Step(replace(turned, finished=(*state.finished, done)), (ItemFinished(ZONE, done),))


def _pointed(state: State, story: Story, entry: int) -> Step[State]:
    after, pointed = stories.point(story, entry)
    if pointed is None:
        return Step(state)
    line = story.entries[entry]
    said = line.say.text if isinstance(line, Heard) else ""
    event = SceneStopped(ZONE, story.scenario.id, story.node, said, pointed.right)
    return Step(replace(state, story=after, pointed=pointed, reading=Scroll()), (event,))


def _onward(state: State, before: Story, after: Story) -> Step[State]:
    """The state once the story has moved: a new moment opens its page afresh, an ending leads to the debrief."""
    if after.seq == before.seq:
        return Step(replace(state, story=after))
    events: list[Event] = []
    taken = next(e for e in reversed(after.entries) if isinstance(e, Taken))
    if taken.choice is not None:
        events.append(
            ChoiceMade(ZONE, after.scenario.id, taken.node, taken.choice.text, taken.choice.safe, after.scenario.type)
        )
    moved = replace(state, story=after, phone=FRESH, reading=Scroll())
    if after.ending is None:
        return Step(moved, tuple(events))
    events.append(ScenarioEnded(ZONE, after.scenario.id, after.ending.kind, after.yuan, after.found, after.missed))
    return Step(replace(moved, where="debrief", page=0), tuple(events))
