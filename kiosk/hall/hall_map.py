"""展区图: the nine zones as one walk, what remains of the visit, and in guided mode where to go next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import assert_never

from kiosk.core.events import EXTEND_MINUTES, VisitPaused, ZoneExtended, ZoneLeft, ZoneSkipped
from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import VisitMode, ZoneExit
from kiosk.draw.block import Block, place, stack
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import GAP
from kiosk.draw.widgets import next_button
from kiosk.hall import map_cards, walk
from kiosk.hall.walk import Stop, StopMark
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.scene import Gesture, Step, StillScene, Tap, Visit

_TOP = Scroll()
_LIST = "walk"
_NO_PIECES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class WalkPage:
    """The walk through the zones."""

    scroll: Scroll = _TOP


@dataclass(frozen=True, slots=True)
class LeavingPage:
    """The question before a visit ends early."""

    scroll: Scroll = _TOP


_WALK = WalkPage()


@dataclass(frozen=True, slots=True)
class MapState:
    """The visit as it was when the map opened, and what was decided since: `extra` minutes by zone.

    `left` are the seconds left.
    """

    visit: Visit = field(default_factory=Visit)
    left: float = 0.0
    skipped: tuple[str, ...] = ()
    extra: tuple[tuple[str, float], ...] = ()
    page: WalkPage | LeavingPage = _WALK

    @property
    def guided(self) -> bool:
        """Whether an officer leads the visit."""
        return self.visit.mode is VisitMode.GUIDED

    @property
    def plan(self) -> tuple[tuple[str, float], ...]:
        """What is still proposed, the next zone first; nothing in a free visit."""
        if not self.guided:
            return ()
        return tuple((zone, minutes) for zone, minutes in self.visit.plan if zone not in self.skipped)


class HallMap(StillScene[MapState]):
    """The scene. `icons` gives each zone's icon by its id, `names` its name for samples (a visit brings its own),
    `pieces` the picture of its piece of glass."""

    def __init__(
        self, icons: Mapping[str, str], names: Mapping[str, str], pieces: Mapping[str, str] = _NO_PIECES
    ) -> None:
        self.icons, self.names, self.pieces = icons, names, pieces

    def start(self, visit: Visit) -> MapState:
        skipped = tuple(e.zone for e in visit.events if isinstance(e, ZoneSkipped))
        return MapState(visit, visit.seconds_left, skipped)

    def touch(self, state: MapState, gesture: Gesture) -> Step[MapState]:
        moved = scroller.touch(state.page.scroll, gesture, _LIST)
        if moved is not None:
            return Step(replace(state, page=replace(state.page, scroll=moved)))
        if not isinstance(gesture, Tap):
            return Step(state)
        word, _, zone = gesture.target.partition("/")
        if word == "zone" and zone in state.visit.open_zones:
            return Step(state, leave=f"enter:{zone}")
        match state.page:
            case LeavingPage():
                if word == "finish":
                    return Step(state, leave="finish")
                return Step(replace(state, page=_WALK) if word in ("stay", "back") else state)
            case WalkPage():
                if word == "finish":
                    asks = bool(_unseen(state)) and not (state.guided and not state.plan)
                    return Step(replace(state, page=LeavingPage())) if asks else Step(state, leave="finish")
                return self._guided(state, word)
            case never:
                assert_never(never)

    def _guided(self, state: MapState, word: str) -> Step[MapState]:
        """What only an officer may do."""
        if not state.guided:
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

    def tick(self, state: MapState, seconds: float) -> Step[MapState]:
        page = replace(state.page, scroll=scroller.tick(state.page.scroll, seconds))
        return Step(replace(state, left=max(0.0, state.left - seconds), page=page))

    def due(self, state: MapState) -> float | None:
        moving = scroller.due(state.page.scroll)
        if moving is not None or not state.left:
            return moving
        return state.left % 60 + 0.01

    def view(self, state: MapState, look: Look) -> list[Item]:
        stops = self._stops(look, state)
        match state.page:
            case LeavingPage(scroll):
                unseen = _unseen(state)
                ahead = [replace(s, mark=StopMark.AHEAD) for s in stops if s.zone in unseen]
                return map_cards.leaving(look, ahead, scroll, _LIST)
            case WalkPage():
                return [*self._map(look, state, stops), *_next(look, state)]
            case never:
                assert_never(never)

    def page(self, state: MapState) -> str:
        match state.page:
            case LeavingPage():
                return "leaving"
            case WalkPage():
                return "map"
            case never:
                assert_never(never)

    def _map(self, look: Look, state: MapState, stops: list[Stop]) -> list[Item]:
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

        return scroller.view(look, area, build, state.page.scroll, _LIST)

    def _stops(self, look: Look, state: MapState) -> list[Stop]:
        visit = state.visit
        names, planned, extra = dict(visit.names), dict(state.plan), dict(state.extra)
        left = next((e.zone for e in reversed(visit.events) if isinstance(e, ZoneLeft)), "")
        made = []
        for i, zone in enumerate(visit.zones):
            mark = _mark(state, zone)
            note = look.say(mark.word)
            if zone in planned and mark in (StopMark.AHEAD, StopMark.NEXT):
                note = look.say("建议 {n} 分钟", n=max(1, round(planned[zone])))
                if zone in extra:
                    note = look.say("建议 {n} + {more} 分钟", n=max(1, round(planned[zone])), more=f"{extra[zone]:g}")
            fresh = zone == left and mark is StopMark.DONE
            sign, piece = self.icons.get(zone, "map"), self.pieces.get(zone, "")
            made.append(Stop(zone, i + 1, names.get(zone, zone), sign, mark, note, fresh, piece))
        return made

    def samples(self) -> Iterator[MapState]:
        """Maps of both modes: at the start, on the way, late, with closed zones, at the end; and what a touch makes."""
        zones = tuple(self.icons)
        said = tuple((zone, self.names.get(zone, zone)) for zone in zones)
        half = len(zones) // 2
        fresh = Visit(
            "sample",
            mode=VisitMode.GUIDED,
            zones=zones,
            open_zones=zones,
            names=said,
            seconds_left=2400.0,
            plan=tuple((z, 4.0) for z in zones),
        )
        partly = tuple(ZoneLeft(z, 200.0, i != 1, ZoneExit.HOME) for i, z in enumerate(zones[:half]))
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
            free = self.start(replace(visit, mode=VisitMode.FREE, plan=()))
            for state in (guided, free):
                yield state
                for word in ("skip", "extend", "finish"):
                    stepped = self.touch(state, Tap(word))
                    if not stepped.leave and stepped.state != state:
                        yield stepped.state


_TO_COME = (StopMark.AHEAD, StopMark.NEXT, StopMark.LATE)


def _mark(state: MapState, zone: str) -> StopMark:
    visit = state.visit
    if zone not in visit.open_zones:
        return StopMark.CLOSED
    if zone in visit.done:
        return StopMark.DONE
    if state.plan and zone == state.plan[0][0]:
        return StopMark.NEXT
    if any(isinstance(e, ZoneLeft) and e.zone == zone for e in visit.events):
        return StopMark.PARTLY
    if zone in state.skipped:
        return StopMark.SKIPPED
    return StopMark.LATE if state.guided and zone not in dict(state.plan) else StopMark.AHEAD


def _unseen(state: MapState) -> list[str]:
    """Open zones nobody has been in and nobody has skipped."""
    return [z for z in state.visit.zones if _mark(state, z) in _TO_COME]


def _status(look: Look, state: MapState, w: float) -> Block:
    guided, unseen = state.guided, len(_unseen(state))
    seen = sum(_mark(state, zone) in (StopMark.DONE, StopMark.PARTLY) for zone in state.visit.zones)
    tally = look.say("看过 {n} 个展区，还有 {m} 个", n=seen, m=unseen)
    if not seen:
        tally = look.say("一共 {n} 个展区", n=unseen)
    if not unseen:
        every = seen == len(state.visit.zones)
        tally = look.say("每个展区都去过了") if every else look.say("看过 {n} 个展区", n=seen)
    elif not guided:
        tally += look.say("。想看哪一区，就点哪一区。")
    elif not state.plan:
        tally = look.say("时间差不多了，没看的下次再来")
    if look.large and look.area.h < 600:
        tally = ""  # the next stop and its buttons come first where there is room for little else
    tools = [("休息一下", "pause", "pause")] if guided else []
    if state.plan or (unseen and not guided):
        tools.append(("结束参观", "finish", "leave"))
    return map_cards.status(look, int(-(-state.left // 60)), tally, tools, w)


def _next(look: Look, state: MapState) -> list[Item]:
    if state.plan:
        return next_button(look, "去这里", "next")
    if state.guided or not _unseen(state):
        return next_button(look, "结束参观", "finish")
    return []
