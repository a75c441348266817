"""Text written over several lines, as one: Chinese joins without a blank, Latin words keep one.

YAML puts a blank at every line break of a wrapped text. Between Chinese characters that blank would be seen.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import yaml

_ESCAPED_END = re.compile(r"\\+$")


def is_wide(char: str) -> bool:
    """Whether the character stands as tall and wide as a Chinese one: no blank is written beside it."""
    return unicodedata.east_asian_width(char) in ("W", "F") or char in "“”‘’…—·"


def join(lines: list[str]) -> str:
    """Wrapped lines as one text; a blank line between them begins a new paragraph."""
    paragraphs: list[str] = [""]
    for line in lines:
        line = line.strip()
        held = paragraphs[-1]
        if not line:
            if held:
                paragraphs.append("")
        elif not held:
            paragraphs[-1] = line
        else:
            blank = "" if is_wide(held[-1]) or is_wide(line[0]) else " "
            paragraphs[-1] = held + blank + line
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)


def unwrapped(event: Any, lines: list[str]) -> str:
    """A scalar's text as it should be on the screen. `lines` is the file; `event` libyaml's scalar over some of them.

    `|` keeps its lines, as whoever wrote it wanted; every other style is joined. No blank or line break stands at
    either end.
    """
    text: str = event.value
    start, end = event.start_mark, event.end_mark
    if event.style == "|":
        return "\n".join(line.strip() for line in text.strip().split("\n"))
    if start.line == end.line:
        return text.strip()
    if event.style == ">":
        return join(lines[start.line + 1 : end.line + (end.column > 0)])
    pieces = [lines[start.line][start.column :], *lines[start.line + 1 : end.line], lines[end.line][: end.column]]
    if event.style:
        pieces[0], pieces[-1] = pieces[0][1:], pieces[-1][:-1]
    if event.style == "'":
        pieces = [piece.replace("''", "'") for piece in pieces]
    if event.style == '"' and any("\\" in piece for piece in pieces):
        if any(_ESCAPED_END.search(piece) for piece in pieces[:-1]):
            return text.strip()  # the author joined the lines himself
        pieces = [str(yaml.safe_load(f'"{piece.strip()}"')) for piece in pieces]
    return join(pieces)
