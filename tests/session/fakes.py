"""A hall of tiny scenes, so that the machine can be tested alone."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from kiosk.content.models.hall import Hall, HallSettings, ZonePlan
from kiosk.content.models.trials import Asker, Trial, TrialReplies
from kiosk.core.events import Event, ItemOpened, VisitStarted
from kiosk.core.geometry import Rect
from kiosk.core.live_forms import Alternation, LiveForm
from kiosk.core.vocabulary import GroupKind, VisitMode
from kiosk.draw.items import Item, Panel, Text, Video
from kiosk.draw.look import Look
from kiosk.scene import Gesture, Step, StillScene, Tap, Visit
from kiosk.session.machine import Machine

ZONES = ("case_warnings", "quiz", "message_board")


@dataclass(frozen=True, slots=True)
class Page:
    visit: Visit
    number: int = 0


class Fake(StillScene[Page]):
    """Pages one after the other. Its targets are words: `next`, `leave/<outcome>`, `fail`; at check-in `admit/<n>`, a
    guided group that goes to the map, `lead/<n>`, one that is led on, and `free/<n>`, one on its own."""

    def __init__(self, name: str, words: str = "", film: bool = False) -> None:
        self.name, self.words, self.film = name, words, film

    def start(self, visit: Visit) -> Page:
        return Page(visit)

    def touch(self, state: Page, gesture: Gesture) -> Step[Page]:
        word, _, rest = gesture.target.partition("/")
        if word == "back":
            return Step(state, leave="home")
        if word == "leave":
            return Step(state, leave=rest)
        if word == "fail":
            raise RuntimeError("broken on purpose")
        if word == "admit":
            return Step(state, (VisitStarted(int(rest), GroupKind.SCHOOL, (), VisitMode.GUIDED),), "admitted")
        if word == "lead":
            return Step(state, (VisitStarted(int(rest), GroupKind.SCHOOL, (), VisitMode.GUIDED),), "onward")
        if word == "free":
            return Step(state, (VisitStarted(int(rest), GroupKind.FAMILY, (), VisitMode.FREE),), "admitted")
        opened = ItemOpened(self.name, str(state.number), "", None, "")
        return Step(replace(state, number=state.number + 1), (opened,))

    def view(self, state: Page, look: Look) -> list[Item]:
        if state.number == 7:
            raise ValueError("page seven cannot be drawn")
        words = [f"leave/{w}" for w in OUTCOMES.get(self.name, ("home", "onward"))]
        words += ["next", "fail"]
        if self.name == "check_in":
            words += [f"{mode}/{n}" for mode in ("admit", "lead", "free") for n in (1, 15, 16, 40)]
        area = look.area
        items: list[Item] = [
            Panel(rect=Rect(area.x + 100 * i, area.y, 90, 90), target=word) for i, word in enumerate(words)
        ]
        if self.words:
            items.append(Text(rect=area, lines=(self.words,), colour=(0, 0, 0), size=30, leading=40))
        if self.film:
            items.append(Video(rect=area, file="f.mp4", position=0.0, playing=True))
        return items

    def page(self, state: Page) -> str:
        return str(state.number)

    def goal(self, state: Page) -> bool:
        return state.number > 1

    def samples(self) -> Iterator[Page]:
        yield self.start(Visit())


OUTCOMES = {
    "attract": ("start", "take_up", "dissuade"),
    "check_in": ("home", "admitted", "dissuade"),
    "dissuasion": ("home",),
    "map": (*(f"enter:{z}" for z in ZONES), "finish"),
    "sorry": ("go_on",),
    "measuring": ("onward", "home"),
    "trial": ("enter:quiz",),
}


def trial(name: str, genuine: bool, **given: Any) -> Trial:
    """What the hall may ask; its keys say 照办, 不照办, 先问问."""
    replies = TrialReplies("照办", "不照办", "先问问")
    words = {"title": "请照办", "words": "请照着做一做吧。", "called": f"叫{name}的一页", "sign": "一看就看出来了。"}
    return Trial(name, Asker.SYSTEM, genuine, replies=replies, **{**words, **given})


LIVE = Alternation(LiveForm("2026Q4-A", ("one", "two")), LiveForm("2026Q4-B", ("three", "four")))
TRIALS = (trial("scam", False, type="police"), trial("real", True))


def hall(**settings: int) -> Hall:
    limits = {"visit_minutes": 10, "idle_seconds": 60, "still_there_seconds": 30, **settings}
    return Hall(
        HallSettings(name="试验馆", **limits),
        tuple(ZonePlan(z, z, 4.0, 2.0) for z in ZONES),
    )


def machine(
    scenes: dict[str, Fake] | None = None,
    given: Hall | None = None,
    trials: Sequence[Trial] = (),
    seed: int = 1,
    alternation: Alternation | None = None,
) -> Machine:
    names = ("attract", "check_in", "measuring", "map", "trial", "farewell", "sorry", "dissuasion", *ZONES)
    number = count(1)
    made = {name: Fake(name) for name in names} | (scenes or {})
    ids, chance = (lambda: f"v{next(number)}"), random.Random(seed)
    return Machine(given or hall(), lambda: made, (1920, 1080), chance, ids, trials=trials, alternation=alternation)


def tap(m: Machine, *targets: str) -> None:
    for target in targets:
        m.touch(Tap(target))


def enter(m: Machine, zone: str = "case_warnings", people: int = 15, mode: str = "admit") -> None:
    """A group walks into a zone: guided ("admit") or on its own ("free")."""
    tap(m, "leave/start", f"{mode}/{people}", f"leave/enter:{zone}")


def words_on(m: Machine) -> str:
    """All that is written on the screen."""
    return "".join(line for item in m.view() if isinstance(item, Text) for line in item.lines)


def events(m: Machine, *kinds: type) -> list[Event]:
    """What happened since the last look, of those kinds (of all without any)."""
    return [e.event for e in m.take() if not kinds or isinstance(e.event, kinds)]  # type: ignore[misc]


def named(m: Machine) -> list[str]:
    return [type(logged.event).__name__ for logged in m.take()]


class Broken(Fake):
    """A scene that cannot be drawn."""

    def view(self, state: Page, look: Look) -> list[Item]:
        raise RuntimeError("nothing works")
