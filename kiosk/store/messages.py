"""Judging and erasing visitors' messages from a command or the staff panel, while the kiosk runs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from kiosk.core import messages as core
from kiosk.core.events import MessageErased, MessageJudged
from kiosk.core.logged import Logged
from kiosk.core.messages import Message
from kiosk.core.vocabulary import StaffRole
from kiosk.store.database import FILE, DamagedError, append_once, erase_bodies
from kiosk.store.query import message_rows
from kiosk.store.reading import UnreadableLogError
from kiosk.store.recording import FOLDER as RECORDINGS
from kiosk.store.recording import recording_path


class UnknownMessageError(LookupError):
    """No message has that number."""

    def __str__(self) -> str:
        return str(self.args[0])


def all_messages(data_dir: Path) -> list[Message]:
    """Every message, oldest first. Raises UnreadableLogError."""
    return core.all_messages(message_rows(data_dir))


def pending_messages(data_dir: Path) -> list[Message]:
    """Messages waiting for a decision, oldest first. Raises UnreadableLogError."""
    return core.pending_messages(message_rows(data_dir))


def approve(data_dir: Path, message: int, by: StaffRole, at: str) -> None:
    """Lets the message with that event number onto the wall; `by` says who, `at` is the local ISO time.

    Raises UnknownMessageError, OSError, or UnreadableLogError, also for a log that cannot be written now.
    """
    _judge(data_dir, message, True, by, at)


def reject(data_dir: Path, message: int, by: StaffRole, at: str) -> None:
    """Keeps the message off the wall, or takes it down again. Raises as `approve` does."""
    _judge(data_dir, message, False, by, at)


def erase(data_dir: Path, messages: Sequence[int], by: StaffRole, at: str) -> None:
    """Takes away what the messages say, all or none of them; the log keeps that they were left, and who erased them.
    One that is erased already is only seen to be gone from the journal too. Raises as `approve` does."""
    known = {message.id: message for message in all_messages(data_dir)}
    for number in messages:
        if number not in known:
            raise _unknown(number)
    still = [MessageErased(number, by) for number in messages if not known[number].erased]
    try:
        erase_bodies(data_dir, still, at)
    except (sqlite3.Error, DamagedError) as error:
        raise _unwritable(data_dir, error) from error
    drop_recordings(data_dir, (known[number] for number in messages))


def drop_recordings(data_dir: Path, messages: Iterable[Message]) -> None:
    """Deletes the recordings of the visits in which those messages were left: which phrase was touched stands in them.
    Raises OSError."""
    for message in messages:
        if message.visit:
            recording_path(data_dir / RECORDINGS, message.visit).unlink(missing_ok=True)


def _judge(data_dir: Path, message: int, approved: bool, by: StaffRole, at: str) -> None:
    if message not in {known.id for known in all_messages(data_dir)}:
        raise _unknown(message)
    try:
        append_once(data_dir, Logged("", MessageJudged(message=message, approved=approved, by=by), at))
    except (sqlite3.Error, DamagedError) as error:
        raise _unwritable(data_dir, error) from error


def _unknown(message: int) -> UnknownMessageError:
    return UnknownMessageError(f"没有编号为 {message} 的留言")


def _unwritable(data_dir: Path, error: Exception) -> UnreadableLogError:
    return UnreadableLogError(f"记录库 {data_dir / FILE} 现在写不进去，留言没有处理，过一会儿再试：{error}")
