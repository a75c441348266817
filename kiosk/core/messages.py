"""What became of the messages visitors left: which wait for approval, and which may hang on the wall."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kiosk.core.events import MessageJudged, MessageLeft
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import MessageForm, MessageStatus, StaffRole


@dataclass(frozen=True, slots=True)
class Message:
    """A message under its event number, with the last judgement on it: `by` whom (None: nobody yet) and when
    (`judged_at`)."""

    id: int
    visit: str
    at: str
    left: MessageLeft
    status: MessageStatus = MessageStatus.PENDING
    by: StaffRole | None = None
    judged_at: str = ""

    @property
    def erased(self) -> bool:
        """Whether what it said was erased: then there is nothing left to judge or to show."""
        return not self.left.phrase and not self.left.strokes


def all_messages(rows: Iterable[Logged]) -> list[Message]:
    """Every message in the order of leaving. The last judgement counts, so that staff can take one down again."""
    found: dict[int, Message] = {}
    for row in rows:
        event = row.event
        if isinstance(event, MessageLeft):
            found[row.id] = Message(row.id, row.visit, row.at, event)
        elif isinstance(event, MessageJudged) and event.message in found:
            status = MessageStatus.APPROVED if event.approved else MessageStatus.REJECTED
            found[event.message] = replace(found[event.message], status=status, by=event.by, judged_at=row.at)
    return list(found.values())


def pending_messages(rows: Iterable[Logged]) -> list[Message]:
    """Messages nobody has judged yet, oldest first; erased ones are left out."""
    return [m for m in all_messages(rows) if m.status is MessageStatus.PENDING and not m.erased]


def approved_messages(rows: Iterable[Logged]) -> list[Message]:
    """Messages that may be shown, newest first; erased ones are left out."""
    return [m for m in reversed(all_messages(rows)) if m.status is MessageStatus.APPROVED and not m.erased]


def message_text(left: MessageLeft) -> str:
    """The message in words: its phrase, “手写 n 笔”, or that it was erased."""
    if left.form is MessageForm.INK:
        return f"手写 {len(left.strokes)} 笔" if left.strokes else "（已删除）"
    return left.phrase or "（已删除）"
