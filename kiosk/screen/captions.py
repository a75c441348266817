"""Captions of films, from .srt files."""

from __future__ import annotations

import logging
import re
from bisect import bisect_right
from pathlib import Path
from typing import NamedTuple

_log = logging.getLogger("kiosk.screen")
_TIME = re.compile(r"(\d+):(\d\d):(\d\d)[,.](\d{1,3})\s*-->\s*(\d+):(\d\d):(\d\d)[,.](\d{1,3})")
_TAG = re.compile(r"<[^>]*>|\{\\[^}]*\}")


class Caption(NamedTuple):
    """Words shown from `start` to `end`, in seconds of the film."""

    start: float
    end: float
    words: str


def parse(srt: str) -> tuple[Caption, ...]:
    """The captions in order of time; blocks that cannot be read are left out."""
    found = []
    for block in re.split(r"\n\s*\n", srt.replace("\r\n", "\n")):
        time = _TIME.search(block)
        words = _TAG.sub("", block[time.end() :]).strip() if time else ""
        if time and words:
            h, m, s, ms, h2, m2, s2, ms2 = time.groups()
            start = int(h) * 3600 + int(m) * 60 + int(s) + int(ms.ljust(3, "0")) / 1000
            end = int(h2) * 3600 + int(m2) * 60 + int(s2) + int(ms2.ljust(3, "0")) / 1000
            found.append(Caption(start, end, words))
    return tuple(sorted(found))


def read(file: Path) -> tuple[Caption, ...]:
    """The captions of a file; none, and a line in the log, when it cannot be read."""
    try:
        return parse(file.read_text("utf-8-sig"))
    except (OSError, UnicodeError) as problem:
        _log.warning("captions %s cannot be read: %s", file, problem)
        return ()


def at(captions: tuple[Caption, ...], seconds: float) -> str:
    """What is said at that time, or nothing."""
    i = bisect_right(captions, (seconds, float("inf"), "")) - 1
    return captions[i].words if i >= 0 and seconds < captions[i].end else ""
