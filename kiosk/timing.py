"""How long a guided visit takes and how much there is to read, computed from the very screens it goes through.

A visitor follows the yellow key and nothing else (where something is asked, the first thing not touched yet). What is
new on a screen is read at the pace of the slowest readers; what is spoken takes as long as its recording and need not
be read; a quarter comes on top for talk and touch.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kiosk.content.loaded import Loaded
from kiosk.content.readings import VOICES
from kiosk.core.live_forms import FIRST_DAY
from kiosk.core.pace import CHARACTERS_A_MINUTE
from kiosk.core.vocabulary import AgeBand, Audience, Duty, GroupKind, Programme, VisitMode
from kiosk.draw.emptiness import EMPTY_MOST, empty_share
from kiosk.draw.items import Item, targets
from kiosk.draw.reading_order import reading
from kiosk.hall.check_in import USUAL
from kiosk.hall.check_in_pages import PROGRAMME
from kiosk.hall.measuring import MeasuringState
from kiosk.parts.entrance import EntranceState
from kiosk.parts.going_on import REST_SECONDS
from kiosk.parts.scroller import DOWN
from kiosk.scene import Stroke, Tap
from kiosk.session.following import ways_on
from kiosk.session.frame import PREFIX
from kiosk.session.machine import Machine
from kiosk.session.table import Place
from kiosk.wiring import Places, alternation_of, make_machine, spoken_lines

PACE = min(CHARACTERS_A_MINUTE.values())
"""Characters (Han) a minute: of the slowest readers."""
IDLE_MOST = 90.0
"""Seconds in which anybody in the group may have nothing to do."""
BUDGET = 100
"""Characters for each minute of a zone: one idea a screen, the rest is said or shown."""
TALK_SHARE = 0.25
"""What talk and touch add to reading and listening."""
TRIAL_MINUTES = 1.5
"""For what the hall itself asks on the way, all in all."""
MEASURING_MINUTES = 4.0
"""For the six things before anything is taught, at the pace of who reads them alone and slowly; read aloud, and with
the hands that go up, they take ninety seconds."""
WORDY = 60
"""Characters beyond which a single screen is named."""
GROUPS: dict[Audience, tuple[GroupKind, tuple[AgeBand, ...]]] = {
    Audience.SCHOOL: (GroupKind.SCHOOL, (AgeBand.MINOR,)),
    Audience.COMPANY: (GroupKind.COMPANY, (AgeBand.YOUNG, AgeBand.MIDDLE)),
    Audience.COMMUNITY: (GroupKind.COMMUNITY, (AgeBand.MIDDLE,)),
    Audience.FAMILY: (GroupKind.FAMILY, (AgeBand.MINOR, AgeBand.MIDDLE)),
    Audience.SENIOR: (GroupKind.COMMUNITY, (AgeBand.MIDDLE, AgeBand.SENIOR)),
}
"""A group of each audience, as it checks in: what comes first differs between them."""
_STEPS_MOST = 220
"""Touches after which a zone has no end."""
_TICK, _HEARD_MOST, _MOVES_MOST = 0.25, 240.0, 12.0
"""Seconds between looks at a page; after which no more is waited for where something is said, or only moves."""


@dataclass(slots=True)
class Screenful:
    """A screen on the path: what of it had to be read (characters, Han), how long was spoken (seconds), how much of
    its area is empty (0-1), and whether something lay below the fold."""

    page: str
    characters: int = 0
    spoken: float = 0.0
    empty: float = 0.0
    folded: bool = False
    busy: frozenset[Duty] = frozenset()
    """Whose turn it was meanwhile."""

    @property
    def seconds(self) -> float:
        return (self.characters * 60 / PACE + self.spoken) * (1 + TALK_SHARE)


@dataclass(slots=True)
class Stay:
    """A zone on the path, or what the hall itself asks between them: its minutes in zones.yaml, its screens, and
    whether the path led out of it by itself."""

    zone: str
    name: str
    minutes: float
    screens: list[Screenful] = field(default_factory=list)
    touches: int = 0
    ended: bool = False

    @property
    def characters(self) -> int:
        return sum(screen.characters for screen in self.screens)

    @property
    def spoken(self) -> float:
        return sum(screen.spoken for screen in self.screens)

    @property
    def seconds(self) -> float:
        return sum(screen.seconds for screen in self.screens)

    def idle(self, duty: Duty) -> float:
        """The longest time (seconds) in which that duty had no turn."""
        most = waited = 0.0
        for screen in self.screens:
            waited = 0.0 if duty in screen.busy else waited + screen.seconds
            most = max(most, waited)
        return most

    @property
    def budget(self) -> float:
        """Characters that may be read here."""
        return BUDGET * self.minutes


def han(words: str) -> str:
    """The Chinese characters in it."""
    return "".join(char for char in words if "\u3400" <= char <= "\u9fff")


class Follower:
    """Goes where the yellow key leads, and takes down what there is to read and to hear on the way."""

    def __init__(self, machine: Machine, loaded: Loaded) -> None:
        self.machine = machine
        self._lines = {f"{VOICES}/{line.key}.opus": line.words for line in spoken_lines(loaded)}
        self._read: set[str] = set()
        self._heard: set[tuple[str, str]] = set()
        self._said = ""
        self._touched: set[tuple[str, str]] = set()
        self._touches = 0

    def visit(
        self, mode: str, kind: GroupKind, ages: Collection[AgeBand], programme: Programme = Programme.FULL
    ) -> list[Stay]:
        """A guided visit of twelve people of that kind and of those ages, zone by zone."""
        machine = self.machine
        ticked = [f"ages/{band}" for band in AgeBand if band in {*ages} ^ {*USUAL[kind][0]}]
        led = [] if USUAL[kind][1] is VisitMode.GUIDED else ["mode/guided"]
        going = [PROGRAMME] * [Programme.FULL, Programme.SHORT, Programme.ROADSHOW].index(programme)
        for word in ("start", PREFIX + mode, "people/12", f"kind/{kind}", *ticked, *led, *going, "next"):
            if word in targets(machine.view()):
                self._touch(word)
        asked = Stay(Place.TRIAL.value, Place.TRIAL.word, TRIAL_MINUTES)
        stays = [Stay(Place.MEASURING.value, Place.MEASURING.word, MEASURING_MINUTES)]
        self._through(stays[0])
        for plan in machine.visit_session.zones:
            if machine.place is Place.TRIAL:
                self._through(asked)
            if machine.zone != plan.id and not self._enter(plan.id):
                continue
            stays.append(Stay(plan.id, plan.name, plan.minutes))
            self._through(stays[-1])
        return [stay for stay in (*stays, asked) if stay.screens]

    def _enter(self, zone: str) -> bool:
        machine = self.machine
        if machine.place is Place.ZONE:
            machine.touch(Tap(PREFIX + "home"))
        for word in ("next", f"zone/{zone}"):
            if machine.place is Place.MAP and word in targets(machine.view()):
                machine.touch(Tap(word))
                if machine.zone == zone:
                    return True
                machine.touch(Tap(PREFIX + "home"))
        return False

    @property
    def _here(self) -> str:
        """The zone's id, or the place's name outside of them."""
        return self.machine.zone or self.machine.place.value

    def _through(self, stay: Stay) -> None:
        self._read, self._said, self._touched, self._heard = set(), "", set(), set()
        machine = self.machine
        for _ in range(_STEPS_MOST):
            stay.touches, self._touches = stay.touches + self._touches, 0
            if self._here != stay.zone:
                stay.ended = True
                return
            page = machine.page()
            self._look(stay)
            if machine.page() != page:  # it went on by itself
                continue
            word = self._step()
            if not word:
                return
            self._touch(word)

    def _touch(self, word: str) -> None:
        self._touches += 1
        if word in targets(self.machine.view(), "ink"):
            self.machine.touch(Stroke(word, (120, 200, 260, 90, 420, 260), True))
        else:
            self.machine.touch(Tap(word))

    def _step(self) -> str:
        """The yellow key; else what has not been touched on this page, from the top."""
        word = next(iter(ways_on(self.machine, self._touched)), "")
        self._touched.add((self.machine.page(), word))
        return word

    def _look(self, stay: Stay) -> None:
        """Stay on this page until all that is said on it has been heard, and take down what is new."""
        machine, page = self.machine, self.machine.page()
        if not stay.screens or stay.screens[-1].page != page:
            stay.screens.append(Screenful(page))
        screen, turn = stay.screens[-1], machine.turn
        screen.busy = frozenset(turn.who) if turn is not None else frozenset()
        pieces: dict[str, None] = {}
        for _ in self._hearing(screen):
            if machine.page() != page or self._here != stay.zone:
                break
            pieces |= dict.fromkeys(self._pieces())
        if machine.page() == page:
            screen.folded |= any(item.alt == machine.look.say(DOWN) for item in machine.view())
            screen.empty = empty_share(self._scene_items(), machine.look.area)
        for piece in pieces:
            if piece not in self._read and piece not in self._said:
                screen.characters += len(piece)
            self._read.add(piece)

    def _hearing(self, screen: Screenful) -> Iterator[None]:
        """As long as something moves or is said, a moment each; what is said is added to the screen."""
        machine, waited, still = self.machine, 0.0, 0.0
        while True:
            voices = [sound for sound in machine.sounds() if sound.channel == "voice"]
            for sound in voices:
                if (sound.name, sound.key) not in self._heard:
                    self._heard.add((sound.name, sound.key))
                    self._said += han(self._lines.get(sound.name, ""))
            yield
            due, state = machine.due(), machine.state
            standing = state.standing if isinstance(state, EntranceState | MeasuringState) else None
            if standing is not None and standing.going:
                screen.spoken += _TICK if voices else 0.0
                machine.tick(_TICK if voices or standing.silent == 0.0 else min(1.0, due or _TICK))
                continue
            moves = due is not None and due <= REST_SECONDS and still < _MOVES_MOST
            if waited > _HEARD_MOST or not (voices or moves):
                return
            screen.spoken += _TICK if voices else 0.0
            waited, still = waited + _TICK, 0.0 if voices else still + _TICK
            machine.tick(_TICK)

    def _scene_items(self) -> Sequence[Item]:
        machine = self.machine
        scene = machine.scene(self._here)
        return scene.view(machine.state, machine.look) if scene is not None else []

    def _pieces(self) -> list[str]:
        """What is written on the screen: of each piece its characters, so that a figure that counts is none."""
        passages, turn = reading(self.machine.look, [], self._scene_items(), []), self.machine.turn
        written = [piece for passage in passages for piece in passage.pieces]
        return [han(piece) for piece in (*written, *(turn.pieces if turn is not None else ()))]


def followed(
    loaded: Loaded,
    places: Places,
    pixels: tuple[int, int] = (1920, 1080),
    mode: str = "normal",
    group: tuple[GroupKind, Collection[AgeBand]] = GROUPS[Audience.SCHOOL],
    programme: Programme = Programme.FULL,
) -> list[Stay]:
    """The guided visit of a group (of what kind, of what ages) in a hall with that content, on a screen of that size,
    in one of the frame's modes."""
    forms = alternation_of(loaded, replace(places, data=None), FIRST_DAY)
    machine = make_machine(loaded, places, pixels, random.Random(20211029), lambda: "timing", forms)
    return Follower(machine, loaded).visit(mode, *group, programme)


def report(stays: Sequence[Stay]) -> str:
    """Zone by zone what there is to read and how long it takes, then the screens that are wordy, folded or empty."""
    lines = ["展区　　　　　　　分钟　画面　要读的字（可读）　听（秒）　一共（分）"]
    for stay in stays:
        fits = stay.ended and stay.seconds <= stay.minutes * 60
        within = stay.characters <= stay.budget
        verdict = (
            ""
            if fits and within
            else "　← "
            + "，".join(
                word
                for word, bad in (
                    ("走不到头", not stay.ended),
                    ("超时", stay.seconds > stay.minutes * 60),
                    ("字太多", not within),
                )
                if bad
            )
        )
        lines.append(
            f"{stay.name:　<11}{stay.minutes:>4g}{len(stay.screens):>6}{stay.characters:>8}（{stay.budget:.0f}）"
            f"{stay.spoken:>9.0f}{stay.seconds / 60:>9.1f}{verdict}"
        )
    minutes, planned = sum(stay.seconds for stay in stays) / 60, sum(stay.minutes for stay in stays)
    characters, touches = sum(stay.characters for stay in stays), sum(stay.touches for stay in stays)
    lines.append(f"全程 {minutes:.1f} 分钟（安排 {planned:g} 分钟），要读 {characters} 个字，点 {touches} 下")
    lines.append(f"每分钟读 {PACE} 字，另加 {TALK_SHARE:.0%} 说话和动手的时间；念出来的不算读")
    for stay in stays:
        for screen in stay.screens:
            notes = [f"{screen.characters} 字"] if screen.characters > WORDY else []
            notes += ["要往下翻"] if screen.folded else []
            notes += [f"空着 {screen.empty:.0%}"] if screen.empty > EMPTY_MOST else []
            if notes:
                lines.append(f"　{screen.page}：{'，'.join(notes)}")
    return "\n".join([*lines, *_idle(stays)])


def _idle(stays: Sequence[Stay]) -> Iterator[str]:
    """Zone by zone, for how long each duty has nothing to do at most."""
    yield "展区　　　　　　　最久闲多少秒：" + "　".join(duty.word for duty in Duty)
    for stay in stays:
        waits = {duty: stay.idle(duty) for duty in Duty}
        long = "、".join(duty.word for duty, seconds in waits.items() if seconds > IDLE_MOST)
        figures = "".join(f"{seconds:>7.0f}" for seconds in waits.values())
        yield f"{stay.name:　<11}{figures}" + (f"　← {long}闲得太久（不超过 {IDLE_MOST:.0f} 秒）" if long else "")
