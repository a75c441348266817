"""The value behind a colon or a dash: quotation marks, brackets, running text, and where each of them ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from kiosk.content import yaml_slips as say

_SINGLE = re.compile(r"(?:[^']|'')*'")
_DOUBLE = re.compile(r'(?:[^"\\]|\\.)*"')
_ENTRY = re.compile(r" *(?:- +)*[A-Za-z_][A-Za-z0-9_]{0,40}:(?: |$)")
_MARKS = re.compile(r"""[\[\]{}'"]""")
_FLOW_KEY = re.compile(r"([{,，、；;])[ \u3000]*([a-z_]{2,20})[ \u3000]*(：|:(?=[^\s/])|:(?=[\u3000\xa0]))?")
_CODE = re.compile(r"[-+.\w%]*")
_BLOCK = re.compile(r"[|>][-+0-9]{0,2}(?:\s+#.*)?$")
_OPENERS = {"[": "]", "{": "}"}
_FAR = 60
"""Lines in which what was opened is looked for: a text or a list that goes on longer was never closed."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A mistake of the keyboard. One that is not `always` wrong is told only where the file cannot be read."""

    line: int
    column: int
    message: str
    always: bool = False


class ValueEnd(NamedTuple):
    """Where a value ends: the next line to look at, whether running text may go on there, and whether what is written
    below was meant instead."""

    next_line: int
    plain: bool
    opens: bool = False


def is_entry(line: str) -> bool:
    """Whether the line is a plain `key: …`, with or without a dash before it."""
    return _ENTRY.match(line) is not None


class Values:
    """Reads values of `lines`; what is wrong with them is added to `slips`."""

    def __init__(self, lines: list[str], slips: list[Slip]) -> None:
        self.lines, self.slips = lines, slips

    def _slip(self, line: int, column: int, message: str, always: bool = False) -> None:
        self.slips.append(Slip(line + 1, column + 1, message, always))

    def read(self, at: int, column: int, owner: int, key: str) -> ValueEnd:
        """The value that begins at `column` of line `at`, below a key or dash at column `owner`."""
        line = self.lines[at]
        head = line[column : column + 1]
        if head in ("'", '"'):
            return self._quoted(at, column, key)
        if head in _OPENERS:
            return self._brackets(at, column, owner, key)
        if head in ("|", ">") and _BLOCK.match(line, column):
            return ValueEnd(self._block_end(at + 1, owner), False)
        self.plain(at, column, key, line[column:])
        return ValueEnd(at + 1, True)

    def _block_end(self, at: int, owner: int) -> int:
        while at < len(self.lines):
            line = self.lines[at]
            body = line.lstrip(" ")
            if body and len(line) - len(body) <= owner:
                break
            at += 1
        return at

    def _quoted(self, at: int, column: int, key: str) -> ValueEnd:
        line = self.lines[at]
        quote = line[column]
        shape = _SINGLE if quote == "'" else _DOUBLE
        ends = shape.match(line, column + 1)
        last = at
        while ends is None and last + 1 < min(len(self.lines), at + _FAR):
            last += 1
            if is_entry(self.lines[last]):
                break
            ends = shape.match(self.lines[last])
        if ends is None:
            self._slip(at, column, say.open_quote(quote, key, line[column + 1 :].strip()), always=last > at)
            return ValueEnd(at + 1, False)
        after = self.lines[last][ends.end() :].strip()
        if after and after[0] not in "#:":
            written = line[column:] if last == at else ""
            self._slip(last, column if last == at else ends.end(), say.after_quote(key, written))
        return ValueEnd(last + 1, False)

    def _brackets(self, at: int, column: int, owner: int, key: str) -> ValueEnd:
        open_at: list[tuple[int, int, str]] = []
        last, begin = at, column
        while True:
            line = self.lines[last]
            end = self._scan(last, begin, open_at)
            if end is not None:
                self._inside(at, column, line if last == at else self.lines[at], end if last == at else None)
                after = line[end:].strip()
                if after and after[0] not in "#:":
                    self._slip(at, column, say.AFTER_BRACKET)
                elif last == at and line[column:end].strip() in ("[]", "{}"):
                    return ValueEnd(last + 1, False, self._under_empty(at, owner, key, line[column:end], column))
                return ValueEnd(last + 1, False)
            last += 1
            if last == min(len(self.lines), at + _FAR) or self._back_left(self.lines[last], owner):
                break
            begin = 0
        line_at, col_at, sign = open_at[-1]
        self._slip(line_at, col_at, say.open_bracket(sign, self.lines[line_at][col_at:]))
        return ValueEnd(at + 1, False)

    def _back_left(self, line: str, owner: int) -> bool:
        body = line.lstrip(" ")
        return bool(body) and len(line) - len(body) <= max(owner, 0) and body[0] not in "]}#"

    def _scan(self, at: int, begin: int, open_at: list[tuple[int, int, str]]) -> int | None:
        """Where the outermost bracket closes on this line; None when it does not."""
        line = self.lines[at]
        place = begin
        while match := _MARKS.search(line, place):
            sign, place = match[0], match.end()
            before = line[: match.start()].rstrip(" ")[-1:] if sign in "'\"" else ""
            if sign in _OPENERS:
                open_at.append((at, match.start(), sign))
            elif sign in "]}":
                if open_at and _OPENERS[open_at[-1][2]] == sign:
                    open_at.pop()
                if not open_at:
                    return place
            elif before in ("[", "{", ",", ":"):
                ends = (_SINGLE if sign == "'" else _DOUBLE).match(line, place)
                if ends is None:
                    self._slip(at, match.start(), say.open_quote(sign, "", line[place:].strip()))
                    return None
                place = ends.end()
        return None

    def _inside(self, at: int, column: int, line: str, end: int | None) -> None:
        """Wide signs between the items of a bracket on one line."""
        if line[column] != "{" or end is None:
            return
        for match in _FLOW_KEY.finditer(line, column, end):
            colon = match[3]
            if colon == "：":
                self._slip(at, match.start(3), say.wide_colon(match[2], ""), always=True)
            elif colon == ":":
                self._slip(at, match.start(3), say.tight_colon(match[2], ""), always=True)
            elif match[1] not in "{," and line[match.end() : match.end() + 2] == ": ":
                self._slip(at, match.start(1), say.wide_comma(match[1], match[2]), always=True)

    def _under_empty(self, at: int, owner: int, key: str, written: str, column: int) -> bool:
        """Whether `[]` was left standing above the items that were added."""
        below = next((line for line in self.lines[at + 1 : at + 40] if line.strip() and line.strip()[0] != "#"), "")
        body = below.lstrip(" ")
        indent = len(below) - len(body)
        left = bool(key) and (indent > owner or (indent == owner and body.startswith("- ")))
        if left:
            self._slip(at, column, say.under_empty(key, written))
        return left

    def plain(self, at: int, column: int, key: str, text: str, continued: bool = False) -> None:
        """Running text: what cuts it, what breaks it."""
        cut = min((place for place in (text.find(" #"), text.find("\t#")) if place >= 0), default=-1)
        if cut >= 0:
            kept = text[:cut].strip()
            if not (kept.isascii() and _CODE.fullmatch(kept)) or continued or kept[:1].isupper():
                self._slip(at, column + cut + 1, say.cut(key, kept, text[cut + 2 :].strip()), always=True)
            text = text[:cut]
        text = text.rstrip()
        colon = text.find(": ")
        if colon < 0 and text.endswith(":"):
            colon = len(text) - 1
        if colon >= 0 and (key or continued):
            self._slip(at, column + colon, say.extra_colon(key, text))
        for quote in "'\"":
            if len(text) > 1 and text.endswith(quote) and text.count(quote) % 2 and not continued:
                self._slip(at, column + len(text) - 1, say.lone_quote(key, text), always=True)
