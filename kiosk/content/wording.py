"""What no text of the hall may hold: characters that cannot be drawn, and numbers or addresses that may be alive."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from kiosk.content.content_file import HALL
from kiosk.content.document import Document
from kiosk.content.library import Library
from kiosk.content.problems import Problem
from kiosk.core.findings import Loc

Drawable = Callable[[str], bool]

_ADDRESS = re.compile(r"(?:https?://|www\.)([A-Za-z0-9.-]+\.[A-Za-z]{2,})", re.IGNORECASE)
_MADE_UP = re.compile(r"(?:^|\.)(?:example\.(?:com|org|net|cn)|example|invalid|test)$", re.IGNORECASE)
_MOBILE = re.compile(r"(?<![\d*])(?:\+?86[- ]?)?1[3-9]\d([- ]?)\d{4}\1\d{4}(?![\d*])")
_CARD = re.compile(r"(?<![\d*])(?:\d{15}[\dXx]{1,4}|\d{4}(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?)(?![\d*])")
_MARKED_UP = re.compile(r"\*\*[^*\s\d][^*]{0,40}\*\*|</?[A-Za-z][A-Za-z0-9]{0,9}/?>|&[a-z]{2,6};|\]\(")
"""Marks of web pages and of Markdown, which the hall's screen does not know."""
_SUSPECT = re.compile(r"://|\d[\d -]{10}|[Ww][Ww][Ww]\.")
"""Looked for in the whole file first, because it is quick and nearly every file has none."""


def check_wording(library: Library, drawable: Drawable) -> Iterator[Problem]:
    """Problems in any text of any readable file. `drawable` says whether the screen's faces have a character."""
    documents = [document for document in library.documents if document.value is not None]
    used: set[str] = set()
    for document in documents:
        used.update(document.tree.text)
    bad = {char for char in used if not drawable(char)}
    for document in documents:
        text = document.tree.text
        if "\\" in text or _SUSPECT.search(text) or (bad and not bad.isdisjoint(text)):  # \\ may hide a character
            for loc, line in _texts(document.data, ()):
                for message in _faults(document, line, drawable):
                    yield document.problem(loc, message)
        if _MARKED_UP.search(text):
            for loc, line in _texts(document.data, ()):
                if match := _MARKED_UP.search(line):
                    message = f"“{match[0][:12]}”这样的记号会照样显示在屏幕上：删掉它，只留文字"
                    yield document.problem(loc, message, warning=True)


def _faults(document: Document, text: str, drawable: Drawable) -> Iterator[str]:
    if odd := {char for char in text if not drawable(char)}:
        yield _undrawable(odd)
    if document.zone != HALL:
        for found in live_addresses(text):
            yield f"“{found}”像是真的网址：改成〔陌生链接〕，不给观众留下能打开的地址"
    for found in live_numbers(text):
        yield f"“{found}”像是真的号码：手机号写成 138****0000，卡号、证件号写成“尾号0000”"


def live_addresses(text: str) -> list[str]:
    """Web addresses that may lead somewhere; the names kept for examples (example.com, .invalid) are fine."""
    return [match[0] for match in _ADDRESS.finditer(text) if not _MADE_UP.search(match[1])]


def live_numbers(text: str) -> list[str]:
    """Complete mobile numbers, and numbers as long as those of bank cards or identity cards."""
    return [match[0] for shape in (_MOBILE, _CARD) for match in shape.finditer(text)]


def _undrawable(odd: set[str]) -> str:
    listed = "、".join(f"{_name(char)}" for char in sorted(odd)[:5])
    return f"屏幕上的字体没有这个字符：{listed}。删掉它，或换成普通的文字和标点（表情、旗帜、勾叉符号都不能用）"


def _name(char: str) -> str:
    if char == "\t":
        return "制表键（Tab）"
    if unicodedata.category(char) == "Zs":
        return f"从网页带来的空格 U+{ord(char):04X}（改成普通空格）"
    if unicodedata.category(char) == "Co":
        return f"自造字 U+{ord(char):04X}"
    return f"{char}（U+{ord(char):04X}）"


def _texts(data: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(data, str):
        yield loc, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, (*loc, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _texts(value, (*loc, number))
