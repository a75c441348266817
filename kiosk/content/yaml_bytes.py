"""The first look at a file: its size, its encoding, and characters nobody can see but everything trips over."""

from __future__ import annotations

import re

from kiosk.content.problems import Problem

LIMIT_BYTES = 256 * 1024
"""A content file of ordinary size has 2 to 30 KB."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff0-\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INDENT = re.compile("^ *([\t\u3000\xa0])[ \t\u3000\xa0]*(?=([^\\s#][^\n]*))", re.MULTILINE)
_STRUCTURE = re.compile(r"- |-$|['\"\w]+[:：]")


def decode(path: str, raw: bytes) -> tuple[str, Problem | None]:
    """The text, or "" and why it cannot be read."""
    if len(raw) > LIMIT_BYTES:
        return "", too_big(path)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", Problem(path, 1, 1, _not_utf8("看起来是 UTF-16（记事本里叫 Unicode）"))
    try:
        return raw.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        body = raw.removeprefix(b"\xef\xbb\xbf")
        start = error.start - (len(raw) - len(body) if error.object is raw else 0)
        before = body[: max(start, 0)]
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        return "", Problem(path, before.count(b"\n") + 1, column, _not_utf8(_guess(raw)))


def too_big(path: str) -> Problem:
    """The one wording for a file over the limit."""
    limit = LIMIT_BYTES // 1024
    message = f"文件超过 {limit} KB，不像是文字内容：检查是不是放错了文件；内容真有这么多就分成几个文件"
    return Problem(path, 1, 1, message)


def _guess(raw: bytes) -> str:
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return "从这里起认不出来"
    return "看起来是 GBK（记事本里叫 ANSI）"


def _not_utf8(seems: str) -> str:
    return f"文件不是 UTF-8 编码，{seems}：用记事本打开，点“文件 → 另存为”，编码选 UTF-8，再保存一次"


def unseen(text: str) -> list[tuple[int, str]]:
    """Characters that cannot be seen, as (offset, advice), at most ten."""
    found = []
    for match in _UNSEEN.finditer(text):
        char = match[0]
        code = f"U+{ord(char):04X}"
        what = f"会让文字倒着显示的控制字符 {code}" if char in _TURNING else f"看不见的字符 {code}"
        found.append((match.start(), f"这里有{what}，多半是从网页或聊天里复制来的：删掉它，或把这几个字重新打一遍"))
        if len(found) == 10:
            break
    return found


def without_unseen(text: str) -> str:
    """The text with those characters taken out, so that its other faults can be told too."""
    return _UNSEEN.sub("", text)


def bad_indents(text: str) -> list[tuple[int, str]]:
    """Lines that begin with a tab, or with a full-width space before a key, as (offset, advice)."""
    found = []
    for match in _INDENT.finditer(text):
        if match[1] == "\t":
            found.append((match.start(1), "缩进里用了制表键（Tab）：删掉它，改用空格，每一级两个空格"))
        elif _STRUCTURE.match(match[2]):
            found.append((match.start(1), "缩进里用了全角空格：删掉它，切到英文输入法，每一级两个半角空格"))
    return found[:10]


def at_offset(path: str, text: str, offset: int, message: str) -> Problem:
    """A problem at a character of the text."""
    line_start = text.rfind("\n", 0, offset) + 1
    return Problem(path, text.count("\n", 0, offset) + 1, offset - line_start + 1, message)
