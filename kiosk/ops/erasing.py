"""What visitors left goes when its time is over, and what was erased goes from every copy that is kept."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from kiosk.content.models.hall import KeepingSettings
from kiosk.core.messages import Message
from kiosk.core.refusals import refusal
from kiosk.core.vocabulary import MessageStatus, StaffRole
from kiosk.ops.backup import all_backups
from kiosk.store.copies import CopyError, Over, follow_aside, follow_backup
from kiosk.store.database import FILE, set_aside_logs
from kiosk.store.messages import all_messages, drop_recordings, erase
from kiosk.store.query import days_with_records
from kiosk.store.reading import UnreadableLogError
from kiosk.store.recording import FOLDER as RECORDINGS

LIVED_DAYS, LIVED_WITHIN = 3, timedelta(days=100)
"""The clock is trusted once something was logged on so many days before today: one that was set years ahead by mistake
must not erase what visitors left."""


class Followed(NamedTuple):
    """From how many copies something went, and in how many it is `left` until the next time."""

    gone: int
    left: int


Follow = Callable[[Path, Path, Over, str], int]
_log = logging.getLogger(__name__)


def over(messages: Iterable[Message], today: date, keep: KeepingSettings) -> list[int]:
    """The numbers of the messages whose days are over, counted from the last decision, or from their leaving."""
    days = {
        MessageStatus.PENDING: keep.waiting_days,
        MessageStatus.REJECTED: keep.rejected_days,
        MessageStatus.APPROVED: keep.approved_days,
    }
    return [
        message.id
        for message in messages
        if not message.erased
        and (since := _day(message.judged_at) or _day(message.at)) is not None
        and (today - since).days >= days[message.status]
    ]


def let_go(data_dir: Path, keep: KeepingSettings, at: str) -> int:
    """Erases the messages whose time is over at the local ISO time `at`, and deletes recordings that are older than
    they may be. How many messages it was. Raises UnreadableLogError or OSError."""
    today = datetime.fromisoformat(at).date()
    if not _clock_is_right(data_dir, today):
        return 0
    messages = all_messages(data_dir)
    drop_recordings(data_dir, (message for message in messages if message.erased))  # a cut may have come between
    gone = over(messages, today, keep)
    if gone:
        erase(data_dir, gone, StaffRole.PROGRAM, at)
    first = datetime.fromisoformat(at).timestamp() - keep.recordings_days * 86_400
    for recording in (data_dir / RECORDINGS).glob("*.jsonl"):
        if recording.stat().st_mtime < first:
            recording.unlink()
    return len(gone)


def follow_everywhere(data_dir: Path, folders: Sequence[Path], keep: KeepingSettings, at: str) -> Followed:
    """Erases what is erased from the logs that were set aside and from the backups in the `folders`. One that cannot be
    written now is said, and done the next time. Raises UnreadableLogError or OSError where it cannot begin."""
    if not (data_dir / FILE).exists():
        return Followed(0, 0)
    today = datetime.fromisoformat(at).date()
    going: Over = partial(over, today=today, keep=keep) if _clock_is_right(data_dir, today) else _none
    gone = left = 0
    for file, follows in _copies(data_dir, folders):
        try:
            gone += bool(follows(data_dir, file, going, at))
        except (CopyError, UnreadableLogError, OSError) as error:
            left += 1
            _log.error("%s 里该删的留言没有删掉，下次再删：%s", file, refusal(error))
    return Followed(gone, left)


def _copies(data_dir: Path, folders: Sequence[Path]) -> Iterator[tuple[Path, Follow]]:
    yield from ((file, follow_aside) for file in set_aside_logs(data_dir))
    for folder in folders:
        yield from ((backup / FILE, follow_backup) for backup in all_backups(folder))


def _clock_is_right(data_dir: Path, today: date) -> bool:
    return days_with_records(data_dir, today - LIVED_WITHIN, today, LIVED_DAYS) >= LIVED_DAYS


def _none(messages: Iterable[Message]) -> list[int]:
    return []


def _day(at: str) -> date | None:
    try:
        return datetime.fromisoformat(at).date()
    except ValueError:
        return None
