"""馆里试一试: once or twice the hall itself asks something of the group, in its own type and light, and says nothing of
what came of it before the farewell."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kiosk.content.models.trials import Asker, Reply, Trial
from kiosk.core.events import TrialAnswered
from kiosk.core.geometry import Rect
from kiosk.core.subject import Subject
from kiosk.draw.block import Block, beside, boxed, icon, label, place, roomy, sized, stack, text
from kiosk.draw.items import Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, HEADING, TITLE
from kiosk.draw.widgets import button, next_button
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.scene import Gesture, Step, Tap, Visit

_ICONS = {Asker.SYSTEM: "shield", Asker.DESK: "flag", Asker.OFFICER: "officer", Asker.CALL: "phone"}
STANDS_SECONDS = 3.0
"""After an answer nothing is asked: the zone opens by itself."""
_TOP = Scroll()
_LIST = "read"
_PICTURE = 300.0
"""Size of the picture of who asks."""
_TALL = 1200.0
"""Height of an upright page from which it stands above what is asked."""
_SAID = 210.0
"""Height of an answer, in the place of all keys, beyond which it only looks empty."""
_DOTS = 6
"""In a blank that is filled, whatever it is for."""


@dataclass(frozen=True, slots=True)
class TrialState:
    """What is asked, as the log knows it, the zone that opens afterwards, the keys in this visit's order, and the one
    that was touched, so many seconds ago."""

    about: Subject
    zone: str
    order: tuple[Reply, ...] = tuple(Reply)
    reply: Reply | None = None
    scroll: Scroll = _TOP
    answered: float = 0.0


class TrialScene:
    """The scene."""

    def __init__(self, trials: Sequence[Trial]) -> None:
        self.trials = {trial.id: trial for trial in trials}

    def start(self, visit: Visit) -> TrialState:
        if visit.trial is None:
            raise ValueError("the hall asks nothing")
        about, zone = visit.trial
        order = random.Random(f"{about.item} {visit.seed}").sample(tuple(Reply), len(Reply))
        return TrialState(about, zone, tuple(order))

    def touch(self, state: TrialState, gesture: Gesture) -> Step[TrialState]:
        moved = scroller.touch(state.scroll, gesture, _LIST)
        if moved is not None:
            return Step(replace(state, scroll=moved))
        onward = f"enter:{state.zone}"
        match gesture.target.partition("/") if isinstance(gesture, Tap) else ("", "", ""):
            case ("back", _, _):  # who leads the group puts it away
                return Step(state, leave=onward)
            case ("next", _, _) if state.reply is not None:
                return Step(state, leave=onward)
            case ("reply", _, word) if state.reply is None and word in tuple(Reply):
                reply = Reply(word)
                about = state.about._replace(zone=state.zone)
                answered = TrialAnswered(*about, reply.value, self.trials[about.item].kind(reply))
                return Step(replace(state, reply=reply, scroll=_TOP), (answered,))
            case _:
                return Step(state)

    def tick(self, state: TrialState, seconds: float) -> Step[TrialState]:
        after = replace(state, scroll=scroller.tick(state.scroll, seconds))
        if state.reply is None:
            return Step(after)
        after = replace(after, answered=state.answered + seconds)
        return Step(after, leave=f"enter:{state.zone}" if after.answered >= STANDS_SECONDS else "")

    def due(self, state: TrialState) -> float | None:
        moving = scroller.due(state.scroll)
        left = None if state.reply is None else max(0.0, STANDS_SECONDS - state.answered)
        return min((wait for wait in (moving, left) if wait is not None), default=None)

    def view(self, state: TrialState, look: Look) -> list[Item]:
        trial, area = self.trials[state.about.item], look.area

        def build(grown: Look, w: float) -> Block:
            keys = _replies(grown, trial, state.order, state.reply, w)
            return stack([_request(grown, trial, state.reply is Reply.TAKE, w), keys], 28)

        grown = roomy(look, area.w, area.h, build)
        whole = build(grown, area.w)
        centred = place(whole, area.x, area.y + (area.h - whole.h) / 2)
        items = centred if whole.h <= area.h else _low(look, trial, state)
        return items + (next_button(look, "好的，继续", "next") if state.reply is not None else [])

    def page(self, state: TrialState) -> str:
        return f"{state.about.item}:done" if state.reply is not None else state.about.item

    def goal(self, state: TrialState) -> bool:
        return state.reply is not None

    def samples(self) -> Iterator[TrialState]:
        """Every request, and what stands there after each of the three keys."""
        for trial in self.trials.values():
            asked = TrialState(Subject("trial", trial.id, trial.type, trial.genuine, ""), "")
            yield asked
            for reply in Reply:
                yield self.touch(asked, Tap(f"reply/{reply}")).state


def _low(look: Look, trial: Trial, state: TrialState) -> list[Item]:
    """Where there is not room for all: the keys stay in sight, and above them as much of the card as fits, what is
    asked before who asks it; where not even that fits, it is scrolled."""
    area, taken = look.area, state.reply is Reply.TAKE
    keys = _replies(look, trial, state.order, state.reply, area.w)
    room = Rect(area.x, area.y, area.w, area.h - keys.h - 16)
    parts = _parts(look, trial, taken, area.w - 2 * 40)
    fewer = [parts, parts[1:], parts[2:], parts[2:3]]

    def card(kept: Sequence[Block], w: float) -> Block:
        return boxed(stack(kept, 8), look.theme.card, pad=40, pad_y=20, w=w)

    fitting = next((made for kept in fewer if (made := card(kept, area.w)).h <= room.h), None)
    if fitting is not None:
        above = place(fitting, area.x, room.bottom - fitting.h)
    else:
        above = scroller.view(
            look, room, lambda w: card(_parts(look, trial, taken, w - 2 * 40), w), state.scroll, _LIST
        )
    return [*above, *place(keys, area.x, area.bottom - keys.h)]


def _request(look: Look, trial: Trial, taken: bool, w: float) -> Block:
    """A card of the hall's, beside a picture of who asks or, where there is room for it, below one."""
    theme = look.theme
    side = _PICTURE * look.zoom
    if look.portrait or look.large or look.reach:
        tall = look.portrait and not look.large and look.area.h > _TALL
        above = [icon(_ICONS[trial.asker], side, theme.line)] if tall else []
        parts = _parts(look, trial, taken, w - 2 * 56, not tall)
        return boxed(stack([*above, *parts], 24), theme.card, pad=56, pad_y=44, w=w)
    inside = w - 2 * 56 - side - 48
    words = stack(_parts(look, trial, taken, inside, False), 24, w=inside)
    whole = beside([words, icon(_ICONS[trial.asker], side, theme.line)], 48)
    return boxed(whole, theme.card, pad=56, pad_y=44, w=w)


def _parts(look: Look, trial: Trial, taken: bool, w: float, marked: bool = True) -> list[Block]:
    """Who asks, for what, and the blank, which a touch fills with dots."""
    theme = look.theme
    asker = label(look, trial.asker.word, BODY, theme.on_card_soft)
    return [
        beside([icon(_ICONS[trial.asker], look.size(HEADING), theme.ground), asker], 20) if marked else asker,
        text(look, trial.title, w, HEADING if look.large else TITLE, theme.on_card, "serif", balance=True),
        text(look, trial.words, w, BODY if look.large else HEADING, theme.on_card, balance=True),
        *([_blank(look, trial.blank, taken)] if trial.blank else []),
    ]


def _blank(look: Look, words: str, filled: bool) -> Block:
    theme, size = look.theme, look.size(BODY)
    across = size * 0.5
    dot = Block(across, across, (Panel(rect=Rect(0, 0, across, across), fill=theme.on_card, radius=across / 2),))
    dots = beside([dot] * _DOTS, size * 0.3)
    inner = dots if filled else Block(dots.w, dots.h)
    line = theme.on_card_soft
    box = boxed(inner, None, pad=24, h=size * 1.9, pad_y=16, valign=0.5, radius=12, border=line, border_width=2)
    return beside([label(look, words, BODY, theme.on_card), box], 20)


def _replies(look: Look, trial: Trial, order: Sequence[Reply], chosen: Reply | None, w: float) -> Block:
    """Three keys that look alike, side by side where their words fit, else one below the other; in their
    place the answer, once one was touched."""
    each, tall = (w - 2 * 20) / 3, max(look.target, 104.0, look.size(BODY) * 1.45 + 28)
    longest = max(label(look, trial.replies.of(reply), BODY, face="strong").w for reply in order)
    across = not look.portrait and longest + look.size(BODY) * 1.25 + 16 + 2 * 28 <= each
    names = [(trial.replies.of(reply), f"reply/{reply}") for reply in order]
    keys = [button(look, words, target, w=each if across else w, h=tall) for words, target in names]
    asked = beside(keys, 20) if across else stack(keys, 16)
    return asked if chosen is None else _said(look, trial.replies.of(chosen), w, asked.h)


def _said(look: Look, words: str, w: float, h: float) -> Block:
    """What was answered, in the place of all keys."""
    theme, size = look.theme, look.size(HEADING)
    mark = icon("check", round(size * 1.25), theme.on_card)
    said = beside([mark, label(look, words, HEADING, theme.on_card, "serif")], 20)
    low = min(h, _SAID)
    answer = boxed(said, theme.card_tint, pad=28, pad_y=0, w=w, h=low, valign=0.5, align="centre")
    return sized(answer, w, h, valign=0.0)
