"""Which backups stay: the newest of each of the last days, weeks and months of which there are any."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime

DAILY, WEEKLY, MONTHLY = 7, 5, 12
_NAME = re.compile(r"kiosk-(\d{8}T\d{6})(-\d+)?")


def moment_of_backup(name: str) -> datetime | None:
    """When the backup of that name was made, by the local clock; None for what is no backup's name."""
    found = _NAME.fullmatch(name)
    try:
        return datetime.strptime(found[1], "%Y%m%dT%H%M%S") if found else None
    except ValueError:
        return None


def newest(names: Iterable[str], now: datetime) -> str:
    """The name of the backup that was made last before the local time `now`; "" for none. One that is later was made
    while a clock ran ahead: it says nothing of what was made since."""
    moments = {name: moment for name in names if (moment := moment_of_backup(name)) is not None and moment <= now}
    return max(moments, key=lambda name: (moments[name], name), default="")


def outlived(names: Iterable[str], now: datetime) -> list[str]:
    """The names of the backups that can go. What is no backup stays, and so does what is later than the local time
    `now`: it was made while a clock ran ahead, or this one stands behind, and takes the place of none."""
    moments = {name: moment for name in names if (moment := moment_of_backup(name)) is not None and moment <= now}
    newest_first = sorted(moments, key=lambda name: (moments[name], name), reverse=True)
    kept: set[str] = set()
    spans: tuple[tuple[int, Callable[[datetime], object]], ...] = (
        (DAILY, lambda moment: moment.date()),
        (WEEKLY, lambda moment: moment.isocalendar()[:2]),
        (MONTHLY, lambda moment: (moment.year, moment.month)),
    )
    for most, span_of in spans:
        spans_met: set[object] = set()
        for name in newest_first:
            span = span_of(moments[name])
            if span not in spans_met and len(spans_met) < most:
                spans_met.add(span)
                kept.add(name)
    return [name for name in reversed(newest_first) if name not in kept]
