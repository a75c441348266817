"""A branching story as a value: the same one plays in the kiosk's window and, later, on a headset.

`choose`, `tick` and `snapshot` are all a player needs. A sequence number refuses stale taps: it grows with every
moment, and a choice must name the moment it was offered in. Nothing un-does what happened.

Time is fair to slow readers, whose settings a story cannot know: a node's timer starts only when its words have been
heard (`listen`) and after the time the group takes to read everything on the screen (`core.pace`), which is also what a
visitor needs who mutes the hall; and whoever is still scrolling holds it back (`linger`); large text needs more
scrolling and so gets more time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random

from kiosk.core.pace import reading_seconds
from kiosk.core.vocabulary import AgeBand, Device, Duty
from kiosk.zones.vr_experience.models import (
    Choice,
    Clue,
    End,
    Flag,
    FlagKind,
    Node,
    Scenario,
    ScenarioRoom,
    Timer,
    changes_at,
    room_at,
)
from kiosk.zones.vr_experience.transcript import (
    CameIn,
    Entry,
    Heard,
    Known,
    Taken,
    conversation,
    heard,
    said_by,
    words_of,
)

NOTHING = -1
"""The entry of whoever says that no sentence is suspicious."""
LINGER = 4.0
"""Seconds a timer waits after the last scroll."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """The answer to pointing at a sentence: `right` when it held a trick; `flags` are what it gave away, or why it is
    harmless. `again` when it was pointed at before, `early` when no trick had come until then. Where somebody says that
    nothing is wrong, the entry is NOTHING."""

    entry: int
    right: bool
    flags: tuple[Flag, ...] = ()
    again: bool = False
    early: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """A story at one moment, played by people of these `ages`, some of whom have these `duties`.

    `entries` is the transcript; `found` flag ids, first found first; `yuan` simulated money sent so far; `reading`
    seconds until the timer starts, `left` seconds on it; `paused` after somebody called stop; `stops` the entries
    pointed at, first pointed at first; `cleared` the moments at which somebody said that nothing was wrong, and whether
    that was right. After a right stop it goes on at the node `ahead` ("" where it is), and no clock runs in the moment
    `eased` any more.
    """

    scenario: Scenario
    node: str
    ages: tuple[AgeBand, ...] = ()
    duties: tuple[Duty, ...] = ()
    seq: int = 0
    entries: tuple[Entry, ...] = ()
    found: tuple[str, ...] = ()
    yuan: int = 0
    reading: float = 0.0
    left: float = 0.0
    paused: bool = False
    stops: tuple[int, ...] = ()
    cleared: tuple[tuple[int, bool], ...] = ()
    ahead: str = ""
    eased: int = -1

    @property
    def now(self) -> Node:
        return node_of(self.scenario, self.node)

    @property
    def ending(self) -> End | None:
        return self.now.end

    @property
    def clues(self) -> tuple[Clue, ...]:
        """What somebody in the group knows at this moment and the others do not."""
        return tuple(clue for clue in self.now.clues if clue.duty in self.duties)

    @property
    def clock(self) -> Timer | None:
        """The clock of the present moment, unless somebody took it away."""
        return None if self.eased == self.seq else self.now.timer

    @property
    def lines(self) -> tuple[Heard, ...]:
        return tuple(e for e in self.entries if isinstance(e, Heard))

    @property
    def shown(self) -> tuple[str, ...]:
        """Flag ids given away so far, in the order they came."""
        return _once(flag for line in self.lines for flag in line.say.shows)

    @property
    def seen(self) -> tuple[str, ...]:
        """Ids of the signs of a scam that were found; recognising something genuine is another matter."""
        return tuple(flag for flag in self.found if flag in self._red)

    @property
    def missed(self) -> tuple[str, ...]:
        """Ids of the signs of a scam that were shown and not found."""
        return tuple(flag for flag in self.shown if flag in self._red and flag not in self.found)

    @property
    def stopped_rightly(self) -> int:
        """How often somebody who called stop was right: at a sentence that held a trick, or where there was none."""
        at = sum(not self._red.isdisjoint(e.say.shows) for i in self.stops if isinstance(e := self.entries[i], Heard))
        return at + sum(right for _, right in self.cleared)

    @property
    def stopped(self) -> int:
        """How often somebody called stop and said what for."""
        return len(self.stops) + len(self.cleared)

    def tricks_until(self, entry: int) -> tuple[str, ...]:
        """Ids of the signs of a scam among the first `entry` of what was said."""
        said = (e for e in self.entries[:entry] if isinstance(e, Heard))
        return _once(name for e in said for name in e.say.shows if name in self._red)

    @property
    def _red(self) -> frozenset[str]:
        return frozenset(flag.id for flag in self.scenario.flags if flag.kind is FlagKind.RED)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What any player shows: plain values only, so that `dataclasses.asdict` makes it fit for JSON.

    `timer` is the share of time left (1.0 while there is still reading to do, None without a timer), in steps of a
    second so that nothing flickers; `waiting` says that it has not started.
    """

    scenario: str
    node: str
    seq: int
    device: Device
    actor: str
    place: str
    room: ScenarioRoom
    changes: tuple[str, ...]
    yaw: float
    pitch: float
    lines: tuple[Heard, ...]
    choices: tuple[str, ...]
    timer: float | None
    waiting: bool
    paused: bool
    yuan: int
    shown: tuple[str, ...]
    found: tuple[str, ...]
    missed: tuple[str, ...]
    ending: End | None


def begin(scenario: Scenario, ages: Iterable[AgeBand] = (), duties: Iterable[Duty] = ()) -> Story:
    """The story at its first node; people of these ages read at their own pace, those with a duty see its clues."""
    first = scenario.nodes[0].id
    return _enter(Story(scenario, first, tuple(ages), tuple(duties), seq=-1), first)


def shuffled(scenario: Scenario, seed: int) -> Scenario:
    """The scenario as one visit sees it: choices whose order says nothing stand in an order drawn from the seed.

    The same seed gives the same order, whatever was played before; a choice is known by its id, never by its place.
    """

    def drawn(node: Node) -> Node:
        choices = list(node.choices)
        Random(f"{seed}/{scenario.id}/{node.id}").shuffle(choices)
        return replace(node, choices=tuple(choices))

    return replace(scenario, nodes=tuple(n if n.ordered else drawn(n) for n in scenario.nodes))


def choose(story: Story, seq: int, choice: int) -> Story:
    """The story after the choice with that index, offered at moment `seq`.

    The same story comes back when the tap is stale, the story is paused or over, or there is no such choice.
    """
    offered = story.now.choices
    if seq != story.seq or story.paused or story.ending is not None or not 0 <= choice < len(offered):
        return story
    made = offered[choice]
    done = replace(
        story,
        entries=(*story.entries, _taken(story, made)),
        found=_once((*story.found, *made.found)),
        yuan=story.yuan + made.yuan,
    )
    return _enter(done, made.goto)


def tick(story: Story, seconds: float) -> Story:
    """The story `seconds` later: first the reading time runs, then the timer, which at 0 goes to its node.

    However long the step, at most one timer fires, and the next one starts whole.
    """
    timer = story.clock
    if timer is None or story.paused or story.ending is not None or seconds <= 0:
        return story
    reading = max(0.0, story.reading - seconds)
    left = story.left - max(0.0, seconds - story.reading)
    if left > 0:
        return replace(story, reading=reading, left=left)
    return _enter(replace(story, entries=(*story.entries, _taken(story, None))), timer.goto)


def due(story: Story) -> float | None:
    """Seconds until `tick` changes what is shown; None while no timer runs."""
    if story.clock is None or story.paused or story.ending is not None:
        return None
    if story.reading > 0:
        return story.reading
    return story.left - (math.ceil(story.left) - 1)


def pause(story: Story) -> Story:
    """Somebody called stop: no timer runs and no choice counts until `resume`."""
    return replace(story, paused=True)


def resume(story: Story) -> Story:
    """Play goes on, where somebody who came in brought it; a timer that was running waits a little first."""
    on = replace(story, paused=False, ahead="")
    return _enter(on, story.ahead) if story.ahead else linger(on)


def interject(story: Story) -> tuple[Story, CameIn | None]:
    """Stop was rightly called: somebody comes in with a sentence, whoever pressed loses hold of the clock, and as long
    as no money has gone the story will go on from a better place. Nobody says the same twice, or two things at once."""
    node, comes = story.now, story.now.stopped or story.scenario.stopped
    came = CameIn(story.seq, node.id, node.device, node.actor, said_by(comes))
    if any(isinstance(e, CameIn) and (e.turn == story.seq or e.say == came.say) for e in story.entries):
        return story, None
    goto = "" if story.yuan or comes.goto == node.id else comes.goto
    return replace(story, entries=(*story.entries, came), ahead=goto, eased=story.seq), came


def learn(story: Story, clue: Clue) -> tuple[Story, bool]:
    """Those who have its duty are shown a clue of this moment; and whether it is the first time."""
    node = story.now
    known = Known(story.seq, node.id, node.device, node.actor, clue)
    again = known in story.entries
    return (story if again else replace(story, entries=(*story.entries, known))), not again


def listen(story: Story, seconds: float) -> Story:
    """The story `seconds` later, while somebody speaks: no timer runs. What stands there is read meanwhile, but for the
    last sentence and the choices."""
    node = story.now
    if story.clock is None or story.paused or story.ending is not None:
        return story
    letters = sum(len(words_of(say)) for say in node.says[-1:]) + sum(len(choice.text) for choice in node.choices)
    least = max(LINGER, reading_seconds(letters, story.ages))
    return replace(story, reading=max(story.reading - max(0.0, seconds), least))


def linger(story: Story) -> Story:
    """Somebody is still reading: the timer waits at least `LINGER` seconds."""
    return replace(story, reading=max(story.reading, LINGER)) if story.clock else story


def point(story: Story, entry: int) -> tuple[Story, Pointed | None]:
    """Somebody points at the sentence with that index in `entries`; the tricks in it count as found.

    A sign of something genuine is not a trick, and neither is what anybody might say: it is named in the answer and
    counts as stopped at without reason. None when there is no such sentence.
    """
    if not 0 <= entry < len(story.entries):
        return story, None
    line = story.entries[entry]
    if not isinstance(line, Heard):
        return story, None
    flags = tuple(f for f in story.scenario.flags if f.id in line.say.shows)
    red = tuple(f for f in flags if f.kind is FlagKind.RED)
    again = entry in story.stops
    stops = story.stops if again else (*story.stops, entry)
    found = replace(story, found=_once((*story.found, *(f.id for f in red))), stops=stops)
    return found, Pointed(entry, bool(red), red or flags, again, not story.tricks_until(entry + 1))


def clear(story: Story, listed: int) -> tuple[Story, Pointed]:
    """Somebody says that nothing among the first `listed` of what was said is wrong: right unless there was a trick
    that nobody has found. It counts once in a moment."""
    right = set(story.tricks_until(listed)) <= set(story.found)
    again = any(turn == story.seq for turn, _ in story.cleared)
    cleared = story.cleared if again else (*story.cleared, (story.seq, right))
    return replace(story, cleared=cleared), Pointed(NOTHING, right, again=again)


def snapshot(story: Story) -> Snapshot:
    """What to show of the story now."""
    node = story.now
    share = None
    if story.clock is not None and story.ending is None:
        share = min(1.0, math.ceil(story.left) / story.clock.seconds)
    return Snapshot(
        scenario=story.scenario.id,
        node=node.id,
        seq=story.seq,
        device=node.device,
        actor=node.actor,
        place=node.place,
        room=room_at(story.scenario, node),
        changes=changes_at(story.scenario, node),
        yaw=node.yaw,
        pitch=node.pitch,
        lines=tuple(line for line in story.lines if line.turn == story.seq),
        choices=tuple(choice.text for choice in node.choices),
        timer=share,
        waiting=story.reading > 0,
        paused=story.paused,
        yuan=story.yuan,
        shown=story.shown,
        found=story.found,
        missed=story.missed,
        ending=node.end,
    )


def phone_lines(story: Story) -> tuple[Heard, ...]:
    """The lines the phone shows now, older ones of the same conversation included."""
    return conversation(story.entries, story.now, story.seq)


def letters_of(node: Node) -> int:
    """Characters to be read at a node: the place, every sentence, every choice."""
    return len(node.place) + sum(len(words_of(s)) for s in node.says) + sum(len(c.text) for c in node.choices)


def node_of(scenario: Scenario, name: str) -> Node:
    """The node of that id. Raises KeyError when there is none."""
    for node in scenario.nodes:
        if node.id == name:
            return node
    raise KeyError(name)


def _enter(story: Story, name: str) -> Story:
    node = node_of(story.scenario, name)
    seq = story.seq + 1
    return replace(
        story,
        node=name,
        seq=seq,
        entries=(*story.entries, *heard(node, seq)),
        reading=reading_seconds(letters_of(node), story.ages) if node.timer else 0.0,
        left=float(node.timer.seconds) if node.timer else 0.0,
    )


def _taken(story: Story, choice: Choice | None) -> Taken:
    return Taken(story.seq, story.node, story.now.device, story.now.actor, choice)


def _once(flags: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(flags))
