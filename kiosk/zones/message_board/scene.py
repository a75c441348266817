"""电子留言区: the wall of approved messages, and a sheet for one's own. Nobody is asked for a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from kiosk.core.events import MessageLeft
from kiosk.core.vocabulary import MessageForm
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.parts import ink_pad, scroller
from kiosk.parts.entrance import ONWARD
from kiosk.parts.ink_pad import LINES_MOST, SHEET_H, SHEET_W, Pad
from kiosk.parts.scroller import Scroll
from kiosk.scene import Gesture, Step, Stroke, Tap, Visit
from kiosk.zones.message_board import thanks, wall, writing
from kiosk.zones.message_board.models import Phrases

_TOP = Scroll()


@dataclass(frozen=True, slots=True)
class MessageWallPage:
    """The messages of those who came before."""


@dataclass(frozen=True, slots=True)
class PhrasePage:
    """The phrases of a group, and which of them is chosen."""

    chosen: int | None = None
    reading: Scroll = _TOP


@dataclass(frozen=True, slots=True)
class InkPage:
    """The sheet for a finger."""


@dataclass(frozen=True, slots=True)
class ThanksPage:
    """Thanks, with the message as it was sent."""

    message: MessageLeft
    reading: Scroll = _TOP


@dataclass(frozen=True, slots=True)
class MessageBoardState:
    """The page in use. Kept across pages: where the wall was left, the group of phrases, the ink on the sheet, how many
    messages were sent, whether the guided path is gone, and what hung on the wall last."""

    page: MessageWallPage | PhrasePage | InkPage | ThanksPage = MessageWallPage()
    wall: Scroll = _TOP
    group: int = 0
    pad: Pad = Pad()
    sent: int = 0
    led: bool = False
    hung: tuple[MessageLeft, ...] = ()


class MessageBoardScene:
    """The scene. `messages` gives the approved ones, newest first; they are asked for anew whenever the zone is entered
    or somebody touches it, for one that was erased since must not hang there any more."""

    def __init__(self, phrases: Phrases, messages: Callable[[], Sequence[MessageLeft]] = tuple) -> None:
        self.phrases = phrases
        self._messages = messages

    def start(self, visit: Visit) -> MessageBoardState:
        hung = tuple(self._messages())
        return MessageBoardState(page=PhrasePage(), led=True, hung=hung) if visit.led else MessageBoardState(hung=hung)

    def touch(self, state: MessageBoardState, gesture: Gesture) -> Step[MessageBoardState]:
        if isinstance(gesture, Tap):
            state = replace(state, hung=tuple(self._messages()))
        if isinstance(gesture, Tap) and gesture.target == "back":
            return _back(state)
        match state.page:
            case MessageWallPage():
                return _on_wall(state, gesture)
            case PhrasePage() as page:
                return self._among_phrases(state, page, gesture)
            case InkPage():
                return _on_ink(state, gesture)
            case ThanksPage() as page:
                return _after(state, page, gesture)
            case never:
                assert_never(never)

    def tick(self, state: MessageBoardState, seconds: float) -> Step[MessageBoardState]:
        match state.page:
            case MessageWallPage():
                return Step(replace(state, wall=scroller.tick(state.wall, seconds)))
            case PhrasePage() | ThanksPage() as page:
                return Step(replace(state, page=replace(page, reading=scroller.tick(page.reading, seconds))))
            case InkPage():
                return Step(state)
            case never:
                assert_never(never)

    def due(self, state: MessageBoardState) -> float | None:
        match state.page:
            case MessageWallPage():
                return scroller.due(state.wall)
            case PhrasePage(reading=reading) | ThanksPage(reading=reading):
                return scroller.due(reading)
            case InkPage():
                return None
            case never:
                assert_never(never)

    def view(self, state: MessageBoardState, look: Look) -> list[Item]:
        match state.page:
            case MessageWallPage():
                return wall.view(look, self.phrases, state.hung, state.wall, state.sent)
            case PhrasePage(chosen, reading):
                return writing.view_phrases(look, self.phrases, state.group, chosen, reading)
            case InkPage():
                return writing.view_ink(look, state.pad)
            case ThanksPage(message, reading):
                return thanks.view(look, message, reading, len(state.hung) + state.sent - 1, state.led)
            case never:
                assert_never(never)

    def page(self, state: MessageBoardState) -> str:
        match state.page:
            case MessageWallPage():
                return "wall"
            case PhrasePage():
                return "phrases"
            case InkPage():
                return "ink"
            case ThanksPage():
                return "thanks"
            case never:
                assert_never(never)

    def goal(self, state: MessageBoardState) -> bool:
        return state.sent > 0

    def samples(self) -> Iterator[MessageBoardState]:
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
        for i in range(LINES_MOST + 1):
            x, y = 40.0 + i % 20 * 56, 30.0 + i // 20 * 52
            growing = self.touch(sheet, Stroke("pad/1000", (x, y, x + 30, y + 20), False)).state
            sheet = self.touch(growing, Stroke("pad/1000", (x, y, x + 30, y + 20, x + 10, y + 40), True)).state
            if i in (0, LINES_MOST):
                yield growing
                yield sheet
        yield self.touch(sheet, Tap("next")).state

    def _among_phrases(self, state: MessageBoardState, page: PhrasePage, gesture: Gesture) -> Step[MessageBoardState]:
        moved = scroller.touch(page.reading, gesture, "read")
        if moved is not None:
            return Step(replace(state, page=replace(page, reading=moved)))
        if not isinstance(gesture, Tap):
            return Step(state)
        if gesture.target == "pen":
            return Step(replace(state, page=InkPage()))
        word, _, rest = gesture.target.partition("/")
        groups = self.phrases.groups
        if word == "group" and rest.isdecimal() and int(rest) < len(groups):
            return Step(replace(state, group=int(rest), page=PhrasePage()))
        phrases = groups[state.group].phrases
        if word == "phrase" and rest.isdecimal() and int(rest) < len(phrases):
            return Step(replace(state, page=replace(page, chosen=int(rest))))
        if word == "next" and page.chosen is not None:
            return _sent(state, MessageLeft(MessageForm.PHRASE, phrases[page.chosen]))
        return Step(state)


def _back(state: MessageBoardState) -> Step[MessageBoardState]:
    match state.page:
        case MessageWallPage():
            return Step(state, leave="home")
        case PhrasePage() if state.led:
            return Step(state, leave="home")
        case InkPage():
            return Step(replace(state, page=PhrasePage()))
        case ThanksPage() if state.led:
            return Step(replace(state, page=PhrasePage()))
        case PhrasePage() | ThanksPage():
            return Step(replace(state, page=MessageWallPage()))
        case never:
            assert_never(never)


def _on_wall(state: MessageBoardState, gesture: Gesture) -> Step[MessageBoardState]:
    moved = scroller.touch(state.wall, gesture, "wall")
    if moved is not None:
        return Step(replace(state, wall=moved))
    going = isinstance(gesture, Tap) and gesture.target == "next"
    return Step(replace(state, page=PhrasePage()) if going else state)


def _on_ink(state: MessageBoardState, gesture: Gesture) -> Step[MessageBoardState]:
    """The sheet is empty again once what is on it was sent."""
    pad = ink_pad.touch(state.pad, gesture, "pad")
    if pad is not None:
        return Step(replace(state, pad=pad))
    if isinstance(gesture, Tap) and gesture.target == "next" and state.pad.strokes:
        left = MessageLeft(MessageForm.INK, strokes=state.pad.strokes, width=SHEET_W, height=SHEET_H)
        return _sent(replace(state, pad=Pad()), left)
    return Step(state)


def _after(state: MessageBoardState, page: ThanksPage, gesture: Gesture) -> Step[MessageBoardState]:
    moved = scroller.touch(page.reading, gesture, "read")
    if moved is not None:
        return Step(replace(state, page=replace(page, reading=moved)))
    if gesture == Tap("next") and state.led:
        return Step(state, leave=ONWARD)
    if isinstance(gesture, Tap) and gesture.target in ("next", "again"):
        return Step(replace(state, page=MessageWallPage() if gesture.target == "next" else PhrasePage()))
    return Step(state)


def _sent(state: MessageBoardState, left: MessageLeft) -> Step[MessageBoardState]:
    """The message is handed to the staff."""
    return Step(replace(state, page=ThanksPage(left), sent=state.sent + 1), (left,))
