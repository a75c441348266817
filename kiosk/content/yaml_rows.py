"""A content file line by line, as its author meant it: rows of keys and list items, and the slips of the keyboard.

libyaml complains where it gives up, which may be forty lines below the mistake. This reader knows only the few forms
content files have, so it can say on which line the mistake stands, and goes on behind it. One pass, each line looked
at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kiosk.content import yaml_slips as say
from kiosk.content.yaml_values import Slip, Values, is_entry

_KEY = re.compile(r"""(['"]?)([A-Za-z_][A-Za-z0-9_-]{0,40})\1([ \u3000\xa0]*)([:：﹕∶︰;；=＝])?""")
_OTHER_KEY = re.compile(r"""([^\s:：'"\[\]{}#,，。！？|>&*!%@`-][^\s:：'"，。！？]{0,11})(：|:(?= |$))""")
_NUMBERED = re.compile(r"(?:\d{1,2}[.、)）．]|[(（]\d{1,2}[)）]|[①-⑳])[ \u3000]*(?=[a-z_]{2,20}[:：])")
_EXCEL = re.compile(r'"( *)((?:- )?[A-Za-z_]\w*:(?: .*)?)",*$')
_COMMAS = re.compile(r",{2,}$")
_DASHES = frozenset("－—–―−‐‑‒﹣➖•●·▪◆")
_BLANKS = frozenset("\u3000\xa0\u2002\u2003\u2009")
MOST_SLIPS = 20


@dataclass(slots=True)
class Row:
    """A line that begins something. Columns count from 0; `column` is the first dash's or the key's.

    `key` is "" for a text; `opens`: nothing stands behind the colon or the dash, so something deeper must follow.
    """

    number: int
    column: int
    dashes: tuple[int, ...]
    key: str
    key_column: int
    opens: bool
    text: str


@dataclass(slots=True)
class Rows:
    """What the lines of a file are: its rows in order, and the slips found on the way."""

    rows: list[Row] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)
    from_excel: bool = False
    """Every line of such a file has the same fault, and no other can be told apart from it."""


_ORDINARY = re.compile(
    r"""(?:[ ]*+(?:\#[^\n]*+|(?:(?:-[ ])++(?:[A-Za-z_][A-Za-z0-9_-]*+:)?+|[A-Za-z_][A-Za-z0-9_-]*+:)
    (?:(?<=[ :])[ ]?(?:[^\s'"\[\]{}\#&*!|>%@`,?:-][^\n'"\#:]*+|'[^'\n]*+'|\[[\w, -]*+\]|-?\d[\d.]*+))?+)?+\n)*+""",
    re.VERBOSE,
)


def is_ordinary(text: str) -> bool:
    """Whether every line is a plain `key: value`, `- text` or comment, so that there is no slip to be found in any of
    them; nearly every file is. Texts over several lines must be looked for elsewhere."""
    return ",," not in text and _ORDINARY.fullmatch(text if text.endswith("\n") else f"{text}\n") is not None


def read_rows(text: str) -> Rows:
    """The rows of a file with `\\n` line ends; stops after a score of slips."""
    return _Reader(text.split("\n")).read()


class _Reader:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.found = Rows()
        self.values = Values(lines, self.found.slips)
        self.texts_below: int | None = None
        """Lines further right than this column go on with the text above; None where no text is open."""
        self.at = 0

    def read(self) -> Rows:
        while self.at < len(self.lines) and len(self.found.slips) < MOST_SLIPS and not self.found.from_excel:
            line = self.lines[self.at]
            column = len(line) - len(line.lstrip(" "))
            if column == len(line) or line.isspace():
                self.at += 1
            elif line[column] == "#":
                self.texts_below = None
                self.at += 1
            elif self.texts_below is not None and column > self.texts_below and self._goes_on(line, column):
                self.at += 1
            elif line.startswith(("---", "...", "%")) and not line[3:].strip(" -"):
                self.texts_below = None
                self.at += 1
            else:
                self._row(line, column)
        return self.found

    def _slip(self, column: int, message: str, always: bool = False) -> None:
        self.found.slips.append(Slip(self.at + 1, column + 1, message, always))

    def _goes_on(self, line: str, column: int) -> bool:
        """A line that goes on with the text above; False when it is a row of its own that stands too far right."""
        rest = line[column:]
        if is_entry(line):
            return False
        last = self.found.rows[-1]
        if rest.startswith("- "):
            if last.dashes and not last.key:
                self._slip(column, say.item_too_far(column - last.dashes[-1]), always=True)
            else:
                self._slip(column, say.items_under_text(last.key, last.number), always=True)
        elif rest[0] in _DASHES and rest[1:2] != rest[0] and rest[1:2] in ("", " ", "\u3000"):
            self._slip(column, say.wide_dash(rest[0], rest[1:].strip()), always=True)
        elif rest[0] == "＃":
            self._slip(column, say.WIDE_HASH, always=True)
        elif (match := _KEY.match(rest)) and match[4] and match[2].islower() and len(match[2]) > 1:
            return self._tight_or_wide(match, rest, column)
        else:
            self.values.plain(self.at, column, "", rest, continued=True)
        return True

    def _tight_or_wide(self, match: re.Match[str], rest: str, column: int) -> bool:
        if match[4] in "：﹕∶︰":
            self._slip(column + match.start(4), say.wide_colon(match[2], rest[match.end() :]), always=True)
        elif match[4] == ":" and not rest[match.end() :].startswith("/"):
            self._slip(column + match.start(4), say.tight_colon(match[2], rest[match.end() :]), always=True)
        return True

    def _row(self, line: str, column: int) -> None:
        line = self._excel(line, column)
        column = len(line) - len(line.lstrip(" "))
        dashes, at = self._dashes(line, column)
        meant = at + (bool(dashes) and at == dashes[-1] + 1)  # a dash is followed by a blank, also where it is missing
        rest = line[at:]
        key, value_at, colon = self._key(rest, at, bool(dashes))
        value = line[value_at:]
        opens = value.startswith("#") or ((bool(key) or bool(dashes)) and not value.split(" #")[0].strip())
        self.found.rows.append(Row(self.at + 1, column, dashes, key, meant, opens, line))
        owner = at if key else dashes[-1] if dashes else column - 1
        self.texts_below = None
        if opens:
            self.at += 1
            return
        if not key and not colon and not dashes and not self._value_of_the_row_above(column):
            self._no_colon(rest, column)
        spaces = len(value) - len(value.lstrip(" \t"))
        end = self.values.read(self.at, value_at + spaces, owner, key)
        self.found.rows[-1].opens = end.opens
        if end.plain:
            self.texts_below = owner
        self.at = end.next_line

    def _excel(self, line: str, column: int) -> str:
        """The line without what Excel put round it."""
        if match := _EXCEL.match(line, column) or (column and _EXCEL.match(line)):
            self._slip(0, say.EXCEL, always=True)
            self.found.from_excel = True
            line = " " * column + match[1] + match[2].replace('""', '"')
        elif match := _COMMAS.search(line[-40:]):
            self._slip(len(line) - len(match[0]), say.COMMAS, always=True)
            self.found.from_excel = True
            line = line[: -len(match[0])]
        self.lines[self.at] = line
        return line

    def _dashes(self, line: str, column: int) -> tuple[tuple[int, ...], int]:
        """The columns of the dashes at the head of a row, and where what they introduce begins."""
        dashes: list[int] = []
        at = column
        while at < len(line):
            char, after = line[at], line[at + 1 : at + 2]
            if char == "-" and after in ("", " ", "\t"):
                dashes.append(at)
            elif char == "-" and after in _BLANKS:
                self._slip(at + 1, say.wide_blank_after_dash(line[at + 2 :].strip()))
                dashes.append(at)
            elif char == "-" and not dashes and not after.isdigit():
                self._slip(at, say.tight_dash(line[at:].lstrip("-").strip()))
                dashes.append(at)
            elif char in _DASHES and after != char and self._may_be_item(line, at):
                self._slip(at, say.wide_dash(char, line[at + 1 :].strip("\u3000 ")))
                dashes.append(at)
            elif match := _NUMBERED.match(line, at):
                self._slip(at, say.numbered(match[0].strip(), line[match.end() :]))
                dashes.append(at)
                return tuple(dashes), match.end()
            else:
                break
            at += 1
            while at < len(line) and (line[at] in " \t" or line[at] in _BLANKS):
                at += 1
        return tuple(dashes), at

    def _may_be_item(self, line: str, at: int) -> bool:
        """Whether an odd dash stands where a list item would: followed by a blank or a key, or where items are."""
        if line[at + 1 : at + 2] in (" ", "\u3000") or _KEY.match(line, at + 1):
            return True
        last = self.found.rows[-1] if self.found.rows else None
        return last is not None and (last.opens or (bool(last.dashes) and last.dashes[0] == at))

    def _key(self, rest: str, at: int, in_list: bool) -> tuple[str, int, bool]:
        """(the key or "", where its value begins, whether a colon of any kind stands behind it)."""
        match = _KEY.match(rest)
        if match and match[4]:
            sign, after = match[4], rest[match.end() :]
            if sign == ":" and (not after or after[0] in " \t"):
                odd = after.lstrip(" \t")
                blank = len(after) - len(odd)
                return match[2], at + match.end() + blank, True
            place = at + match.start(4)
            if sign == ":" and after[0] in _BLANKS:
                self._slip(place + 1, say.wide_blank(match[2], after.strip()), always=True)
            elif sign == ":" and not after.startswith("//"):
                self._slip(place, say.tight_colon(match[2], after))
            elif sign in "：﹕∶︰":
                self._slip(place, say.wide_colon(match[2], after))
            elif sign in ";；=＝" and not in_list:
                self._slip(place, say.other_sign(match[2], sign, after))
            else:
                return "", at, False
            blank = len(after) - len(after.lstrip(" \t\u3000\xa0"))
            return match[2], at + match.end() + blank, True
        if other := _OTHER_KEY.match(rest):
            if other[2] == ":":
                after = rest[other.end() :]
                return other[1], at + other.end() + len(after) - len(after.lstrip(" ")), True
            if not in_list and not self._value_of_the_row_above(at):
                self._slip(at + other.start(2), say.wide_colon(other[1], rest[other.end() :]))
                return other[1], at + other.end(), True
        return "", at, False

    def _value_of_the_row_above(self, column: int) -> bool:
        last = self.found.rows[-1] if self.found.rows else None
        return last is not None and last.opens and column > last.column

    def _no_colon(self, rest: str, column: int) -> None:
        rows = self.found.rows
        listed = next((row for row in reversed(rows[-8:-1]) if row.dashes), None)
        if rest[:1] == "＃":
            self._slip(column, say.WIDE_HASH)
        elif listed is not None and not listed.key and listed.dashes[-1] == column:
            self._slip(column, say.no_dash(rest))
        elif len(rows) > 1:
            self._slip(column, say.no_colon(rest))
