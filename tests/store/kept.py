"""Small things to keep in a log."""

from __future__ import annotations

from pathlib import Path

from kiosk.core.events import Event, ItemOpened, MessageLeft, UnknownEvent
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import MessageForm
from kiosk.store import database
from kiosk.store.query import rows_between

AT = "2026-07-01T09:30:00.000+08:00"


def opened(item: object) -> ItemOpened:
    return ItemOpened("quiz", str(item), "", None, "0a1b2c3d")


def phrase(words: str) -> MessageLeft:
    return MessageLeft(MessageForm.PHRASE, words)


def ink(*strokes: tuple[int, ...]) -> MessageLeft:
    return MessageLeft(MessageForm.INK, "", strokes, 800, 400)


def append_once(data_dir: Path, visit: str, at: str, event: Event) -> int:
    return database.append_once(data_dir, Logged(visit, event, at))


def events(data_dir: Path) -> list[Event | UnknownEvent]:
    return [row.event for row in rows_between(data_dir)]
