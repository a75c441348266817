"""What became of the records themselves: erased, mended, put back."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.vocabulary import StaffRole


@dataclass(frozen=True, slots=True)
class MessageErased:
    """What the message of that event number said was erased: by staff, or by the program when its time was over."""

    message: int
    by: StaffRole


@dataclass(frozen=True, slots=True)
class LogMended:
    """The log's file was found damaged and set aside: so many `events` could be read and stand here as they did there;
    `whole`: all of it could be read."""

    events: int
    whole: bool


@dataclass(frozen=True, slots=True)
class LogRestored:
    """The log was put back from the `backup` of that name. Its number is beyond all that the log before it gave."""

    backup: str
