"""Judging and erasing visitors' messages from a command or the staff panel, while the kiosk runs."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from kiosk.core import messages as core
from kiosk.core.events import MessageJudged
from kiosk.core.logged import Logged
from kiosk.core.messages import Message
from kiosk.store.database import FILE, DamagedError, append_once, erase_body
from kiosk.store.query import message_rows
from kiosk.store.reading import UnreadableLogError


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


def approve(data_dir: Path, message: int, by: str, at: str) -> None:
    """Lets the message with that event number onto the wall; `by` says who, `at` is the local ISO time.

    Raises UnknownMessageError, OSError, or UnreadableLogError, also for a log that cannot be written now.
    """
    _judge(data_dir, message, True, by, at)


def reject(data_dir: Path, message: int, by: str, at: str) -> None:
    """Keeps the message off the wall, or takes it down again. Raises as `approve` does."""
    _judge(data_dir, message, False, by, at)


def erase(data_dir: Path, message: int, at: str) -> None:
    """Takes away what the message says; the log keeps that one was left. Raises as `approve` does."""
    _known(data_dir, message)
    try:
        erase_body(data_dir, message, at)
    except (sqlite3.Error, DamagedError) as error:
        raise _unwritable(data_dir, message, error) from error


def _judge(data_dir: Path, message: int, approved: bool, by: str, at: str) -> None:
    _known(data_dir, message)
    try:
        append_once(data_dir, Logged("", MessageJudged(message=message, approved=approved, by=by), at))
    except (sqlite3.Error, DamagedError) as error:
        raise _unwritable(data_dir, message, error) from error


def _known(data_dir: Path, message: int) -> None:
    if message not in {known.id for known in all_messages(data_dir)}:
        raise UnknownMessageError(f"没有编号为 {message} 的留言")


def _unwritable(data_dir: Path, message: int, error: Exception) -> UnreadableLogError:
    why = f"记录库 {data_dir / FILE} 现在写不进去，留言 {message} 没有处理，过一会儿再试：{error}"
    return UnreadableLogError(why)
