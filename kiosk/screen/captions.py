"""Captions of films, from .srt files as programs and people write them."""

from __future__ import annotations

import logging
import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from kiosk.core.outside import read_file

_log = logging.getLogger("kiosk.screen")
MOST_BYTES = 1024 * 1024
MOST_WORDS = 200
"""Characters of one caption; two lines across a film have forty."""
_AT_ONCE = 3
"""Captions shown together at most; more would hide the film."""

_TIME = r"(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2})(?:[,.:](\d{1,3})\d*)?"
_TIMES = re.compile(rf"\s*{_TIME}\s*(?:-{{1,3}}\s*>|[—–]{{1,2}}\s*>|→)\s*{_TIME}(?:\s.*)?")
_LIKE_TIMES = re.compile(r"\s{0,9}(?:[\d,. ]{0,9}:[\d:,. ]{0,20}(?:-{1,3} ?>|[—–]{1,2} ?>|→)|[\d:,. ]{1,20}-->)")
"""What was meant for times, and is none: text has no figures and colons before an arrow."""

_TAG = re.compile(
    r"</?(?:b|i|u|s|c|v|ruby|rt|font|lang)>|<c(?:\.[\w-]{1,40}){1,8}>|<font(?: +\w{1,20} *= *[^<>\n]{1,100})>"
    r"|<lang [\w-]{1,20}>|^\s{0,9}<v(?:\.\w{1,40})? [^<>\n]{1,100}>|\{\\[^{}\n]{0,200}\}",
    re.IGNORECASE,
)
"""Only what is known to be a tag: in “转账<5万” a person means what stands there."""

_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&amp;", "&"))

_AS_TYPED = str.maketrans("０１２３４５６７８９：，．。＞－", "0123456789:,..>-")
"""What a Chinese keyboard makes of the figures and signs of a time."""


class Caption(NamedTuple):
    """Words shown from `start` to `end`, in seconds of the film; `line` (from 1) holds these times."""

    start: float
    end: float
    words: str
    line: int = 0


class Unreadable(NamedTuple):
    """A line (counted from 1) that should be a caption's times and is not."""

    line: int
    text: str


class Moment(NamedTuple):
    """From `start` on, until the next moment, these words are shown; they may be none."""

    start: float
    words: str


def decode(data: bytes) -> str:
    """The text of a file, whatever Windows called its encoding: UTF-8, UTF-16, or GBK (ANSI), which is read as
    GB18030. Raises UnicodeError."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    zeros = data[:400:2].count(0), data[1:400:2].count(0)
    if any(zeros):  # every figure and sign of a time is half zero in UTF-16
        return data.decode("utf-16-be" if zeros[0] > zeros[1] else "utf-16-le")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        mended = data.decode("utf-8", "replace")
        if sum("\u4e00" <= sign <= "\u9fff" for sign in mended) > 2 * mended.count("\ufffd"):
            raise  # UTF-8 with a broken place: as GBK all of it would be rubbish
        return data.decode("gb18030")


def cues(text: str) -> tuple[list[Caption], list[Unreadable]]:
    """The captions in the order in which they stand, and the lines of times that cannot be read."""
    found: list[Caption] = []
    unreadable: list[Unreadable] = []
    times: tuple[float, float, int] | None = None
    words: list[str] = []

    def end() -> None:
        said = "\n".join(words).strip()
        if times is not None and said:
            found.append(Caption(*times[:2], said, times[2]))
        words.clear()

    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        typed = line.translate(_AS_TYPED)
        if _LIKE_TIMES.match(typed):
            if words and words[-1].isdecimal():  # the number of this one, without a blank line before it
                words.pop()
            end()
            times = _times(typed, number)
            if times is None:
                unreadable.append(Unreadable(number, line.strip()))
        elif not line.strip():
            end()
            times = None
        elif times is not None:
            words.append(_plain(line))
    end()
    return found, unreadable


def moments(captions: Iterable[Caption]) -> tuple[Moment, ...]:
    """What is shown when, in order of time: captions that overlap stand together, the earlier one above."""
    changes: list[tuple[float, int, int, Caption]] = []
    for number, caption in enumerate(captions):
        if caption.end > caption.start:
            changes += [(caption.start, 1, number, caption), (caption.end, 0, number, caption)]
    shown: dict[int, str] = {}
    found: list[Moment] = []
    for seconds, begins, number, caption in sorted(changes):
        if begins:
            shown[number] = caption.words
        else:
            del shown[number]
        newest = list(dict.fromkeys(islice(reversed(shown.values()), _AT_ONCE)))
        if found and found[-1].start == seconds:
            found.pop()
        found.append(Moment(seconds, "\n".join(reversed(newest))))
    return tuple(found)


def read(file: Path) -> tuple[Moment, ...]:
    """The captions of a file; none, and a line in the log, when it cannot be read."""
    try:
        return moments(cues(decode(read_file(file, MOST_BYTES)))[0])
    except (OSError, UnicodeError) as problem:
        _log.warning("captions %s cannot be read: %s", file, problem)
        return ()


def at(captions: tuple[Moment, ...], seconds: float) -> str:
    """What is said at that time, or nothing."""
    i = bisect_right(captions, seconds, key=lambda moment: moment.start) - 1
    return captions[i].words if i >= 0 else ""


def _plain(line: str) -> str:
    """The words of a line, without what is known to be a tag."""
    line = _TAG.sub("", line)
    for entity, sign in _ENTITIES:
        line = line.replace(entity, sign)
    return line.strip()


def _times(line: str, number: int) -> tuple[float, float, int] | None:
    """Begin and end in seconds, and the line's number; None when they cannot be read."""
    match = _TIMES.fullmatch(line)
    if match is None:
        return None
    start, end = _seconds(*match.groups()[:4]), _seconds(*match.groups()[4:])
    return None if start is None or end is None else (start, end, number)


def _seconds(h: str | None, m: str, s: str, ms: str | None) -> float | None:
    """The time in seconds; None for what no clock shows: 01:75:00."""
    if int(s) > 59 or (h is not None and int(m) > 59):
        return None
    return int(h or 0) * 3600 + int(m) * 60 + int(s) + int((ms or "0").ljust(3, "0")) / 1000
