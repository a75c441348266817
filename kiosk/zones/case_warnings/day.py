"""When a case happened, as a date that can be compared; a month may be missing, and so may the day."""

from __future__ import annotations

import re

from kiosk.content.models.base import UNKNOWN
from kiosk.zones.case_warnings.models import Case

_NUMBER = re.compile(r"[0-9]{1,9}")
_UNITS, _MOST = ("月", "日号"), (12, 31)
"""What stands after the number of a month and of a day, and the largest there is."""


def day_of(case: Case) -> str:
    """`2025-08-05`, `2025-08` or `2025`: what the file says, else what its `when` names, else the day it was published;
    "" when nothing does."""
    named = case.happened or named_day(case.when) or case.source.date
    return "" if named == UNKNOWN else named


def named_day(when: str) -> str:
    """The numbers of a date in words: `2025-08` of 2025年8月报道, of a span its beginning; "" where no year is."""
    parts: list[str] = []
    for number in _NUMBER.finditer(when):
        unit = when[number.end() : number.end() + 1]
        if not parts:
            parts = [number[0]] if len(number[0]) == 4 else []
        elif (
            len(parts) < 3 and unit and unit in _UNITS[len(parts) - 1] and 1 <= int(number[0]) <= _MOST[len(parts) - 1]
        ):
            parts.append(number[0].zfill(2))
        else:
            break
    return "-".join(parts)


def years_named(when: str) -> list[str]:
    """Every year a date in words names: both of 2018—2019年."""
    return [number[0] for number in _NUMBER.finditer(when) if len(number[0]) == 4]


def earlier(one: str, other: str) -> bool:
    """Whether `one` lies before `other`, as far as both say it: 2025-06 does not lie before 2025-06-16."""
    said = min(len(one), len(other))
    return one[:said] < other[:said]
