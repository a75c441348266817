"""展区图: the nine zones as one walk, what remains of the visit, and in guided mode where to go next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from kiosk.core.events import VisitPaused, ZoneExtended, ZoneLeft, ZoneSkipped
from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, place, stack
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import GAP
from kiosk.draw.widgets import next_button
from kiosk.hall import map_cards, walk
from kiosk.hall.walk import Mark, Stop
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.scene import Gesture, Step, StillScene, Tap, Visit

EXTEND_MINUTES = 5.0
_TOP = Scroll()
_LIST = "walk"


@dataclass(frozen=True, slots=True)
class State:
    """The visit as it was when the map opened, and what was decided since: `extra` minutes by zone.

    `left` are the seconds left; `leaving` shows the question before a visit ends early.
    """

    visit: Visit = field(default_factory=Visit)
    left: float = 0.0
    skipped: tuple[str, ...] = ()
    extra: tuple[tuple[str, float], ...] = ()
    leaving: bool = False
    scroll: Scroll = _TOP

    @property
    def plan(self) -> tuple[tuple[str, float], ...]:
        """What is still proposed, the next zone first; nothing in a free visit."""
        if self.visit.mode != "guided":
            return ()
        return tuple((zone, minutes) for zone, minutes in self.visit.plan if zone not in self.skipped)


class HallMap(StillScene[State]):
    """The scene. `zone_icons` gives each zone's icon, `names` its name for samples (a visit brings its own)."""

    def __init__(self, zone_icons: Mapping[str, str], names: Mapping[str, str] | None = None) -> None:
        self.zone_icons, self.names = dict(zone_icons), dict(names or {})

    def start(self, visit: Visit) -> State:
        skipped = tuple(e.zone for e in visit.events if isinstance(e, ZoneSkipped))
        return State(visit, visit.seconds_left, skipped)

    def touch(self, state: State, gesture: Gesture) -> Step[State]:
        moved = scroller.touch(state.scroll, gesture, _LIST)
        if moved is not None:
            return Step(replace(state, scroll=moved))
        if not isinstance(gesture, Tap):
            return Step(state)
        word, _, zone = gesture.target.partition("/")
        if state.leaving:
            if word == "finish":
                return Step(state, leave="finish")
            if word == "zone" and zone in state.visit.open_zones:
                return Step(state, leave=f"enter:{zone}")
            return Step(replace(state, leaving=False, scroll=_TOP) if word in ("stay", "back") else state)
        if word == "finish":
            asks = bool(_unseen(state)) and not (state.visit.mode == "guided" and not state.plan)
            return Step(replace(state, leaving=True, scroll=_TOP)) if asks else Step(state, leave="finish")
        if word == "zone" and zone in state.visit.open_zones:
            return Step(state, leave=f"enter:{zone}")
        return self._guided(state, word)

    def _guided(self, state: State, word: str) -> Step[State]:
        if state.visit.mode != "guided":
            return Step(state)
        if word == "pause":
            return Step(state, (VisitPaused(),))
        if not state.plan:
            return Step(state)
        zone = state.plan[0][0]
        if word == "next":
            return Step(state, leave=f"enter:{zone}")
        if word == "skip":
            return Step(replace(state, skipped=(*state.skipped, zone)), (ZoneSkipped(zone),))
        if word == "extend":
            extra = {**dict(state.extra), zone: dict(state.extra).get(zone, 0.0) + EXTEND_MINUTES}
            return Step(replace(state, extra=tuple(extra.items())), (ZoneExtended(zone, EXTEND_MINUTES),))
        return Step(state)

    def tick(self, state: State, seconds: float) -> Step[State]:
        left = max(0.0, state.left - seconds)
        return Step(replace(state, left=left, scroll=scroller.tick(state.scroll, seconds)))

    def due(self, state: State) -> float | None:
        moving = scroller.due(state.scroll)
        if moving is not None or not state.left:
            return moving
        return state.left % 60 + 0.01

    def view(self, state: State, look: Look) -> list[Item]:
        stops = self._stops(look, state)
        if state.leaving:
            unseen = _unseen(state)
            ahead = [replace(s, mark="ahead") for s in stops if s.zone in unseen]
            return map_cards.leaving(look, ahead, state.scroll, _LIST)
        return [*self._map(look, state, stops), *_next(look, state)]

    def page(self, state: State) -> str:
        return "leaving" if state.leaving else "map"

    def _map(self, look: Look, state: State, stops: list[Stop]) -> list[Item]:
        area = look.area
        following = [s for s in stops if state.plan and s.zone == state.plan[0][0]]
        top = _status(look, state, area.w)
        cards = [map_cards.proposal(look, stop, area.w) for stop in following]
        room = Rect(area.x, area.y + top.h + GAP, area.w, area.h - top.h - GAP - sum(c.h + GAP for c in cards))
        if walk.wave_fits(look, room):
            items = place(top, area.x, area.y) + walk.wave(look, room, stops)
            return items + [i for card in cards for i in place(card, area.x, area.bottom - card.h)]

        def build(w: float) -> Block:
            parts = [_status(look, state, w), *(map_cards.proposal(look, stop, w) for stop in following)]
            return stack([*parts, walk.board(look, w, stops, walk.columns(look, w))], 28)

        return scroller.view(look, area, build, state.scroll, _LIST)

    def _stops(self, look: Look, state: State) -> list[Stop]:
        visit = state.visit
        names, planned, extra = dict(visit.names), dict(state.plan), dict(state.extra)
        made = []
        for i, zone in enumerate(visit.zones):
            mark = _mark(state, zone)
            note = {
                "done": "看过了",
                "partly": "看过一些",
                "skipped": "跳过了",
                "late": "时间紧，可略过",
                "closed": "暂停开放",
            }.get(mark, "还没看")
            note = look.say(note)
            if zone in planned and mark in ("ahead", "next"):
                note = look.say("建议 {n} 分钟", n=max(1, round(planned[zone])))
                if zone in extra:
                    note = look.say("建议 {n} + {more} 分钟", n=max(1, round(planned[zone])), more=f"{extra[zone]:g}")
            made.append(Stop(zone, i + 1, names.get(zone, zone), self.zone_icons.get(zone, "map"), mark, note))
        return made

    def samples(self) -> Iterator[State]:
        """Maps of both modes: at the start, on the way, late, with closed zones, at the end; and what a touch makes."""
        zones = tuple(self.zone_icons)
        said = tuple((zone, self.names.get(zone, zone)) for zone in zones)
        half = len(zones) // 2
        fresh = Visit(
            "sample",
            mode="guided",
            zones=zones,
            open_zones=zones,
            names=said,
            seconds_left=2400.0,
            plan=tuple((z, 4.0) for z in zones),
        )
        partly = tuple(ZoneLeft(z, 200.0, i != 1, "home") for i, z in enumerate(zones[:half]))
        midway = replace(
            fresh,
            done=(zones[0], *zones[2:half]),
            events=partly,
            seconds_left=1290.0,
            open_zones=zones[:-2] + zones[-1:],
            plan=tuple((z, 3.5) for z in zones[half:-2]),
        )
        over = replace(fresh, done=zones, plan=(), seconds_left=170.0)
        for visit in (fresh, midway, replace(midway, plan=()), over):
            guided = self.start(visit)
            free = self.start(replace(visit, mode="free", plan=()))
            for state in (guided, free):
                yield state
                for word in ("skip", "extend", "finish"):
                    stepped = self.touch(state, Tap(word))
                    if not stepped.leave and stepped.state != state:
                        yield stepped.state


def _mark(state: State, zone: str) -> Mark:
    visit = state.visit
    if zone not in visit.open_zones:
        return "closed"
    if zone in visit.done:
        return "done"
    if state.plan and zone == state.plan[0][0]:
        return "next"
    if any(isinstance(e, ZoneLeft) and e.zone == zone for e in visit.events):
        return "partly"
    if zone in state.skipped:
        return "skipped"
    return "late" if visit.mode == "guided" and zone not in dict(state.plan) else "ahead"


def _unseen(state: State) -> list[str]:
    """Open zones nobody has been in and nobody has skipped."""
    return [z for z in state.visit.zones if _mark(state, z) in ("ahead", "next", "late")]


def _status(look: Look, state: State, w: float) -> Block:
    guided, unseen = state.visit.mode == "guided", len(_unseen(state))
    seen = sum(_mark(state, zone) in ("done", "partly") for zone in state.visit.zones)
    tally = look.say("看过 {n} 个展区，还有 {m} 个", n=seen, m=unseen)
    if not seen:
        tally = look.say("一共 {n} 个展区", n=unseen)
    if not unseen:
        tally = look.say("展区都走完了")
    elif not guided:
        tally += look.say("。想看哪一区，就点哪一区。")
    elif not state.plan:
        tally = look.say("时间差不多了，没看的下次再来")
    if look.large and look.area.h < 600:
        tally = ""  # the next stop and its buttons come first where there is room for little else
    tools = [("休息一下", "pause", "pause")] if guided else []
    if state.plan or (unseen and not guided):
        tools.append(("结束参观", "finish", "flag"))
    return map_cards.status(look, int(-(-state.left // 60)), tally, tools, w)


def _next(look: Look, state: State) -> list[Item]:
    if state.plan:
        return next_button(look, "去这里", "next")
    if state.visit.mode == "guided" or not _unseen(state):
        return next_button(look, "结束参观", "finish")
    return []
