"""电子留言区: the wall of approved messages, and a sheet for one's own. Nobody is asked for a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kiosk.content.models.message import Phrases
from kiosk.core.events import MessageLeft
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.parts import ink_pad, scroller
from kiosk.parts.ink_pad import SHEET_H, SHEET_W, STROKES_MOST, Pad
from kiosk.parts.scroller import Scroll
from kiosk.scene import Gesture, Step, Stroke, Tap, Visit
from kiosk.zones.message_board import thanks, wall, writing
from kiosk.zones.message_board.wall import WallMessage

__all__ = ["ZONE", "MessageBoard", "State", "WallMessage"]

ZONE = "message_board"


@dataclass(frozen=True, slots=True)
class State:
    """The page in use; the phrase (group and index, -1 = none chosen) or ink being prepared; the last one sent."""

    page: Literal["wall", "phrases", "ink", "thanks"] = "wall"
    group: int = 0
    phrase: int = -1
    pad: Pad = Pad()
    wall: Scroll = Scroll()
    reading: Scroll = Scroll()
    sent: int = 0
    last: WallMessage = WallMessage()


class MessageBoard:
    """The scene. `wall` holds the approved messages, newest first, as they were when the visit began."""

    def __init__(self, phrases: Phrases, wall: Sequence[WallMessage] = ()) -> None:
        self.phrases = phrases
        self.wall = tuple(wall)

    def start(self, visit: Visit) -> State:
        return State()

    def touch(self, state: State, gesture: Gesture) -> Step[State]:
        if isinstance(gesture, Tap) and gesture.target == "back":
            return self._back(state)
        if state.page == "wall":
            moved = scroller.touch(state.wall, gesture, "wall")
            if moved is not None:
                return Step(replace(state, wall=moved))
            going = isinstance(gesture, Tap) and gesture.target == "next"
            return Step(_page(state, "phrases") if going else state)
        moved = scroller.touch(state.reading, gesture, "read")
        if moved is not None:
            return Step(replace(state, reading=moved))
        if state.page == "phrases":
            return self._among_phrases(state, gesture)
        return self._on_ink(state, gesture) if state.page == "ink" else self._after(state, gesture)

    def tick(self, state: State, seconds: float) -> Step[State]:
        return Step(
            replace(state, wall=scroller.tick(state.wall, seconds), reading=scroller.tick(state.reading, seconds))
        )

    def due(self, state: State) -> float | None:
        return scroller.due(state.wall if state.page == "wall" else state.reading)

    def view(self, state: State, look: Look) -> list[Item]:
        if state.page == "wall":
            return wall.view(look, self.phrases, self.wall, state.wall)
        if state.page == "phrases":
            return writing.view_phrases(look, self.phrases, state.group, state.phrase, state.reading)
        if state.page == "ink":
            return writing.view_ink(look, state.pad)
        return thanks.view(look, state.last, state.reading)

    def page(self, state: State) -> str:
        return state.page

    def goal(self, state: State) -> bool:
        return state.sent > 0

    def samples(self) -> Iterator[State]:
        """Every kind of state a touch can lead to: the wall, each group and phrase, the sheet, the thanks."""
        state = self.start(Visit())
        yield state
        state = self.touch(state, Tap("next")).state
        for i, group in enumerate(self.phrases.groups):
            opened = self.touch(state, Tap(f"group/{i}")).state
            yield opened
            for j in range(len(group.phrases)):
                chosen = self.touch(opened, Tap(f"phrase/{j}")).state
                yield chosen
                yield self.touch(chosen, Tap("next")).state
        sheet = self.touch(state, Tap("pen")).state
        yield sheet
        for i in range(STROKES_MOST + 1):
            x, y = 40.0 + i % 20 * 56, 30.0 + i // 20 * 52
            growing = self.touch(sheet, Stroke("pad/1000", (x, y, x + 30, y + 20), False)).state
            sheet = self.touch(growing, Stroke("pad/1000", (x, y, x + 30, y + 20, x + 10, y + 40), True)).state
            if i in (0, STROKES_MOST):
                yield growing
                yield sheet
        yield self.touch(sheet, Tap("next")).state

    def _back(self, state: State) -> Step[State]:
        if state.page == "wall":
            return Step(state, leave="home")
        return Step(_page(state, "phrases" if state.page == "ink" else "wall"))

    def _among_phrases(self, state: State, gesture: Gesture) -> Step[State]:
        if not isinstance(gesture, Tap):
            return Step(state)
        if gesture.target == "pen":
            return Step(_page(state, "ink"))
        word, _, rest = gesture.target.partition("/")
        groups = self.phrases.groups
        if word == "group" and rest.isdecimal() and int(rest) < len(groups):
            return Step(replace(state, group=int(rest), phrase=-1, reading=Scroll()))
        phrases = groups[state.group].phrases
        if word == "phrase" and rest.isdecimal() and int(rest) < len(phrases):
            return Step(replace(state, phrase=int(rest)))
        if word == "next" and state.phrase >= 0:
            return _sent(state, WallMessage(phrases[state.phrase]))
        return Step(state)

    def _on_ink(self, state: State, gesture: Gesture) -> Step[State]:
        pad = ink_pad.touch(state.pad, gesture, "pad")
        if pad is not None:
            return Step(replace(state, pad=pad))
        if isinstance(gesture, Tap) and gesture.target == "next" and state.pad.strokes:
            return _sent(state, WallMessage("", state.pad.strokes, SHEET_W, SHEET_H))
        return Step(state)

    def _after(self, state: State, gesture: Gesture) -> Step[State]:
        if isinstance(gesture, Tap) and gesture.target in ("next", "again"):
            return Step(_page(state, "wall" if gesture.target == "next" else "phrases"))
        return Step(state)


def _page(state: State, page: Literal["wall", "phrases", "ink", "thanks"]) -> State:
    """Another page, from its top; a phrase chosen is let go, ink stays on its sheet."""
    return replace(state, page=page, phrase=-1, reading=Scroll())


def _sent(state: State, message: WallMessage) -> Step[State]:
    """The message is handed to the staff; the sheet is empty again."""
    left = MessageLeft(message.phrase, message.strokes, message.width, message.height)
    pad = Pad() if message.strokes else state.pad
    return Step(replace(_page(state, "thanks"), pad=pad, sent=state.sent + 1, last=message), (left,))
