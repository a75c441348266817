"""What became of the messages visitors left: which wait for approval, and which may hang on the wall."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from kiosk.core.events import MessageJudged, MessageLeft
from kiosk.reports.logged import Row, event_of

Status = Literal["pending", "approved", "rejected"]


@dataclass(frozen=True, slots=True)
class Message:
    """A message under its event number, with the last judgement on it: `by` whom and when (`judged_at`)."""

    id: int
    visit: str
    at: str
    left: MessageLeft
    status: Status = "pending"
    by: str = ""
    judged_at: str = ""


def all_messages(rows: Iterable[Row]) -> list[Message]:
    """Every message in the order of leaving. The last judgement counts, so that staff can take one down again."""
    found: dict[int, Message] = {}
    for row in rows:
        event = event_of(row) if row.kind in ("MessageLeft", "MessageJudged") else None
        if isinstance(event, MessageLeft):
            found[row.id] = Message(row.id, row.visit, row.at, event)
        elif isinstance(event, MessageJudged) and event.message in found:
            status: Status = "approved" if event.approved else "rejected"
            found[event.message] = replace(found[event.message], status=status, by=event.by, judged_at=row.at)
    return list(found.values())


def pending_messages(rows: Iterable[Row]) -> list[Message]:
    """Messages nobody has judged yet, oldest first."""
    return [m for m in all_messages(rows) if m.status == "pending"]


def approved_wall(rows: Iterable[Row]) -> list[Message]:
    """Messages that may be shown, newest first."""
    return [m for m in reversed(all_messages(rows)) if m.status == "approved"]


def message_text(left: MessageLeft) -> str:
    """The message in words: its phrase, or “手写 n 笔”."""
    ink = f"手写 {len(left.strokes)} 笔" if left.strokes or not left.phrase else ""
    return " ".join(part for part in (left.phrase, ink) if part)
