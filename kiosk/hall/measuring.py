"""先看六件事: before anything is taught, the group says of six things whether they are a scam or genuine; a touch
leaves it out. Its counterpart is the first thing in the quiz."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kiosk.core.live_forms import FormsOfVisit, LiveForm
from kiosk.core.vocabulary import AgeBand, Phase, VisitMode
from kiosk.draw.block import Block, place, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import HEADING, TITLE
from kiosk.draw.widgets import button, next_button
from kiosk.parts import going_on, measured, scroller
from kiosk.parts.going_on import Standing
from kiosk.parts.measured import SKIP, SKIP_WORDS, Bank, Judging
from kiosk.parts.scroller import Scroll
from kiosk.parts.spread import Spread, picture, words_beside
from kiosk.scene import Gesture, Step, Tap, Visit

TITLE_WORDS = "先看六件事，是骗局还是真的？"
_GROUP = "怎么想，就怎么举手。不考哪一位，考的是这个馆讲得好不好。"
_ALONE = "怎么想，就怎么点。不是考您，考的是这个馆讲得好不好。"
_PIECE = Spread(words=0.5, upright=0.5, shape=9 / 16, centre=0.69)
_LIST, _OPENING = "read", "opening"
_GAP = 40.0
_TOP = Scroll()


@dataclass(frozen=True, slots=True)
class MeasuringState:
    """How far the form is; `opening`: what it is stands there first. `led`: an officer leads the group on, and where
    what only tells goes on by itself, the first page is `standing`. `ages` are those of the group."""

    judging: Judging
    led: bool
    opening: bool = True
    scroll: Scroll = _TOP
    standing: Standing | None = None
    ages: tuple[AgeBand, ...] = ()


class MeasuringScene:
    """The scene. `bank` holds what can be asked, `piece` is the picture on its first page ("": none); `goes_on`: what
    only tells goes on by itself where an officer leads."""

    def __init__(self, bank: Bank, piece: str = "", goes_on: bool = False) -> None:
        self.bank, self._piece, self._goes_on = bank, piece, goes_on

    def start(self, visit: Visit) -> MeasuringState:
        judging = measured.judging(visit, Phase.BEFORE, self.bank)
        if judging is None:
            raise ValueError("nothing is measured")
        led = visit.mode is VisitMode.GUIDED
        standing = Standing(_OPENING) if led and self._goes_on else None
        return MeasuringState(judging, led, standing=standing, ages=visit.ages)

    def touch(self, state: MeasuringState, gesture: Gesture) -> Step[MeasuringState]:
        if gesture == Tap(SKIP) and (state.opening or not state.judging.index):
            return Step(state, (measured.skipped(state.judging),), _onward(state))
        if not state.opening:
            judging, events = measured.touched(state.judging, gesture, self.bank)
            return Step(replace(state, judging=judging), events, "" if judging.item else _onward(state))
        if gesture == Tap("next"):
            return _begun(state)
        held = replace(state, standing=state.standing and state.standing.touched(_OPENING))
        moved = scroller.touch(state.scroll, gesture, _LIST)
        return Step(held if moved is None else replace(held, scroll=moved))

    def tick(self, state: MeasuringState, seconds: float) -> Step[MeasuringState]:
        after = replace(state, judging=measured.tick(state.judging, seconds))
        after = replace(after, scroll=scroller.tick(state.scroll, seconds))
        if not state.opening or state.standing is None or state.standing.held:
            return Step(after)
        standing = state.standing.looked_at(self.view(state, Look()), seconds, state.ages)
        return _begun(after) if standing.over else Step(replace(after, standing=standing))

    def due(self, state: MeasuringState) -> float | None:
        if not state.opening:
            return scroller.due(state.judging.scroll)
        waits = (scroller.due(state.scroll), state.standing.due if state.standing is not None else None)
        return min((wait for wait in waits if wait is not None), default=None)

    def view(self, state: MeasuringState, look: Look) -> list[Item]:
        if state.opening:
            items = _opening(look, self._piece, state)
            return items if state.standing is None else [*items, *going_on.line(look, items, state.standing.share)]
        if not state.judging.item:
            return []
        items = measured.view(look, state.judging, self.bank, "开始参观")
        return items + ([] if state.judging.index else measured.skip_key(look, items))

    def page(self, state: MeasuringState) -> str:
        return _OPENING if state.opening else state.judging.item

    def goal(self, state: MeasuringState) -> bool:
        return not state.judging.item

    def samples(self) -> Iterator[MeasuringState]:
        """The first page, and every item as a group meets it; the longest also as one person does. Once something was
        said of the first one."""
        longest = sorted(self.bank, key=lambda item: -len(self.bank[item].stem + self.bank[item].words))
        for people, items in ((15, longest), (1, longest[:6])):
            form = LiveForm("sample", tuple(items))
            state = self.start(Visit(people=people, mode=VisitMode.GUIDED, measured=FormsOfVisit(form, form)))
            yield state
            state = self.touch(state, Tap("next")).state
            yield self.touch(self.touch(state, Tap("hands/0/9")).state, Tap("say/1")).state
            while state.judging.item:
                yield state
                state = self.touch(state, Tap("next")).state


def _begun(state: MeasuringState) -> Step[MeasuringState]:
    """The first item is asked."""
    judging, events = measured.begun(state.judging)
    return Step(replace(state, judging=judging, opening=False, standing=None), events)


def _onward(state: MeasuringState) -> str:
    """An officer's group goes on to the first zone, others to the map."""
    return "onward" if state.led else "home"


def _opening(look: Look, piece: str, state: MeasuringState) -> list[Item]:
    """What it is, and that it can be left out; the picture beside it where the words leave room."""
    said = _GROUP if state.judging.counting else _ALONE

    def words(w: float) -> Block:
        theme = look.theme
        return stack(
            [
                text(look, TITLE_WORDS, w, TITLE, theme.on_ground, "serif", balance=True),
                text(look, said, w, HEADING, theme.on_ground, balance=True),
                button(look, SKIP_WORDS, SKIP, "quiet", icon_name="skip"),
            ],
            _GAP,
        )

    where, key = words_beside(look, _PIECE), next_button(look, "开始", "next")
    beside = words(where.w)
    if piece and not look.reach and beside.h <= where.h:
        free = where.h - beside.h
        return [*picture(look, piece, _PIECE), *place(beside, where.x, where.y + free / 2), *key]
    area = look.area
    whole = words(area.w)
    if whole.h > area.h:
        return [*scroller.view(look, area, words, state.scroll, _LIST, edge=16), *key]
    return [*place(whole, area.x, area.y + (area.h - whole.h) / 2), *key]
