"""The first look at a file: its size, its encoding, and characters nobody can see but everything trips over."""

from __future__ import annotations

import re

from kiosk.content.problems import Problem

LIMIT_BYTES = 256 * 1024
"""A content file of ordinary size has 2 to 30 KB."""
LONGEST_LINE = 2000
"""Characters of a line; the longest of the hall has 600. What stands in a line is looked at more than once."""
MOST_LINES = 6000
"""Of a file; the longest of the hall has 1600."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)
_LINE_BREAKS = frozenset("\x0b\x0c\x85\u2028\u2029")
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ODD = "\t\u3000\xa0\u2002\u2003\u2009"
_INDENT = re.compile(f"^ *([{_ODD}])[ {_ODD}]*(?=([^\\s#][^\\n]*))", re.MULTILINE)
_STRUCTURE = re.compile(r"- |-$|['\"\w]+[:：]")

_HEADS = (
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0", "旧版的 Word 或 Excel 文件（.doc、.xls）"),
    (b"%PDF", "PDF 文件"),
    (b"{\\rtf", "写字板或 Word 的 RTF 文件"),
    (b"\x89PNG", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"BM6", "BMP 图片"),
    (b"RIFF", "影音或 WebP 图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"<!DOCTYPE", "网页（.html）"),
    (b"<html", "网页（.html）"),
    (b"<?xml", "XML 文件"),
)
_ZIPPED = (
    (b"word/", "Word 文档（.docx）"),
    (b"xl/", "Excel 表格（.xlsx）"),
    (b"ppt/", "PowerPoint 演示文稿（.pptx）"),
    (b"mimetypeapplication/vnd.oasis", "LibreOffice 或 WPS 文档"),
)
_DOCUMENTS = {
    "Word 文档（.docx）": " Word ",
    "Excel 表格（.xlsx）": " Excel ",
    "PowerPoint 演示文稿（.pptx）": " PowerPoint ",
    "LibreOffice 或 WPS 文档": "原来的程序",
    "旧版的 Word 或 Excel 文件（.doc、.xls）": " Word 或 Excel ",
    "PDF 文件": " PDF 阅读器",
    "写字板或 Word 的 RTF 文件": "写字板",
    "网页（.html）": "浏览器",
}


def decode(path: str, raw: bytes) -> tuple[str, Problem | None]:
    """The text, or "" and why it cannot be read."""
    if kind := _kind(raw):
        return "", Problem(path, 1, 1, kind)
    if len(raw) > LIMIT_BYTES:
        return "", too_big(path)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or _every_other_is_nul(raw):
        return "", Problem(path, 1, 1, _not_utf8("看起来是 UTF-16（记事本里叫 Unicode）"))
    try:
        return raw.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        body = raw.removeprefix(b"\xef\xbb\xbf")
        start = error.start - (len(raw) - len(body) if error.object is raw else 0)
        before = body[: max(start, 0)].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        return "", Problem(path, before.count(b"\n") + 1, column, _not_utf8(_guess(raw)))


def out_of_shape(path: str, text: str) -> Problem | None:
    """Why a text of lines that nobody writes is not looked at any further; None for one of ordinary lines."""
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        message = f"文件有 {len(lines)} 行，最多 {MOST_LINES} 行：内容真有这么多就分成几个文件"
        return Problem(path, MOST_LINES + 1, 1, message)
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            message = f"这一行有 {len(line)} 个字，最多 {LONGEST_LINE} 个：分成几行写；不是您写的，就把这一行删掉"
            return Problem(path, number, LONGEST_LINE + 1, message)
    return None


def _kind(raw: bytes) -> str:
    """What to say of a file that is no text at all; "" for one that may be."""
    name = next((name for head, name in _HEADS if raw.startswith(head)), "")
    if name == "zip":
        name = next((name for part, name in _ZIPPED if part in raw), "压缩包")
    elif raw[4:8] == b"ftyp":
        name = "影片或手机照片"
    if not name:
        return ""
    if name in _DOCUMENTS:
        how = f"在{_DOCUMENTS[name]}里打开，把文字复制到记事本，另存为 .yaml，编码选 UTF-8"
    else:
        how = "放到它该在的文件夹，用它原来的后缀；这里要的是记事本写的文字"
    return f"这其实是{_spaced(name)}，只是改了后缀，不是文字文件：{how}"


def _spaced(name: str) -> str:
    """With a blank before Latin letters, as it is written beside Chinese."""
    return f" {name}" if name[0].isascii() else name


def _every_other_is_nul(raw: bytes) -> bool:
    """UTF-16 without its mark: letters and line ends have a NUL beside them."""
    head = raw[:400]
    return len(head) >= 4 and max(head[0::2].count(0), head[1::2].count(0)) * 6 > len(head)


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


def breaks_lines(text: str) -> bool:
    """Whether something that an editor may or may not take for the end of a line stands in the text."""
    return any(char in text for char in _LINE_BREAKS)


def without_odd_indents(text: str) -> str:
    """The text with blanks where odd ones stood at the head of a line, and no hidden characters."""
    plain = _INDENT.sub(lambda match: " " * len(match[0]), text)
    return _UNSEEN.sub("", plain)


def bad_indents(text: str) -> list[tuple[int, str]]:
    """Lines that begin with a tab, or with a full-width space before a key, as (offset, advice)."""
    found: list[tuple[int, str]] = []
    if not any(char in text for char in _ODD):
        return found
    for match in _INDENT.finditer(text):
        if match[1] == "\t":
            found.append((match.start(1), "缩进里用了制表键（Tab）：删掉它，改用空格，每一级两个空格"))
        elif _STRUCTURE.match(match[2]):
            what = "全角空格" if match[1] == "\u3000" else "网页里的不换行空格"
            found.append((match.start(1), f"缩进里用了{what}：删掉它，切到英文输入法，每一级两个半角空格"))
    return found[:10]


def at_offset(path: str, text: str, offset: int, message: str) -> Problem:
    """A problem at a character of the text."""
    line_start = text.rfind("\n", 0, offset) + 1
    return Problem(path, text.count("\n", 0, offset) + 1, offset - line_start + 1, message)
