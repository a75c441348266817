"""Dates in the content: real ones, never in the future, and review days that have come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from kiosk.content.models.base import DAY, REVIEW, UNKNOWN, Source
from kiosk.content.spots import every, marked

if TYPE_CHECKING:  # opening the hall needs no YAML
    from kiosk.content.library import Library
    from kiosk.content.problems import Problem

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_QUOTES = "‘’“”「」＇＂"
_EARLIEST_YEAR = 1990
REVIEW_DUE = "到了复核的日子"
"""How the message begins that says so."""
_FORMS = f"写成 '2025-06-16'、'2025-06'、'2025' 或 {UNKNOWN}"


def check_dates(library: Library, today: str | None) -> Iterator[Problem]:
    """Sources, days of what happened, and review days. `today` is YYYY-MM-DD; None leaves out what depends on it."""
    for document in library.documents:
        for loc, source in every(document.value, Source):
            message = date_fault(source.date, today)
            if message:
                yield document.problem((*loc, "date"), message)
        for loc, _, written in marked(document.value, DAY):
            message = date_fault(written, today, "发生的日子")
            if message:
                yield document.problem(loc, message)
        for loc, _, written in marked(document.value, REVIEW):
            message = _review_fault(written)
            if message:
                yield document.problem(loc, message)
            elif today is not None and written <= today:
                message = f"{REVIEW_DUE}（{written}）：核对内容还准不准，然后把 review_by 改成下一次复核的日期"
                yield document.problem(loc, message, warning=True)


def date_fault(written: str, today: str | None, what: str = "发布日期") -> str:
    """What is wrong with the date of something that has happened, `what` being its name; "" when nothing is."""
    if written == UNKNOWN:
        return ""
    match = _DATE.fullmatch(written)
    if match is None:
        if bare := _DATE.fullmatch(written.strip(_QUOTES)):
            return f"日期两边是中文引号：删掉引号，或换成英文引号，写成 '{bare[0]}'"
        return f"日期“{written[:20]}”写法不对：{_FORMS}"
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    if year < _EARLIEST_YEAR or not _exists(year, month, day):
        return f"没有“{written}”这一天：核对年月日，{_FORMS}"
    if today is not None and written > today[: len(written)]:
        return f"日期“{written}”还没有到（今天是 {today}）：核对{what}"
    return ""


def _review_fault(written: str) -> str:
    match = _DATE.fullmatch(written)
    if match is None or not match[3] or not _exists(int(match[1]), int(match[2]), int(match[3])):
        return f"复核日期“{written[:20]}”写法不对：写成 '2027-06-30'"
    return ""


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
