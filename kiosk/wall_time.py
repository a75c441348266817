"""The day and the hour, read nowhere else: for what is written down, for content of a day, for the names of visits."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime
from itertools import count


def stamp() -> str:
    """The local time now, ISO, to the millisecond, with its offset from UTC."""
    return datetime.now().astimezone().isoformat(timespec="milliseconds")


def today() -> date:
    """The local day."""
    return datetime.now().date()


def hour() -> float:
    """The local time of day in hours, 0-24."""
    now = datetime.now()
    return now.hour + now.minute / 60


def visit_names() -> Callable[[], str]:
    """Names for visits, never used before: the moment of this start and a number. Chance stands between them because
    a machine whose battery is flat begins every morning at the same moment."""
    begun, number = datetime.now().strftime("%Y%m%d-%H%M%S"), count(1)
    start = f"{begun}-{random.SystemRandom().getrandbits(16):04x}"
    return lambda: f"{start}-{next(number):04d}"
