"""What no text of the hall may hold: characters that cannot be drawn, and numbers or addresses that may be alive."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from kiosk.content.content_file import HALL
from kiosk.content.document import Document
from kiosk.content.drawable import others
from kiosk.content.library import Library
from kiosk.content.problems import Problem
from kiosk.core.findings import Loc
from kiosk.core.identifiers import IdentifierKind, identifiers, may_hold_some

Drawable = Callable[[str], bool]

_SOLID = r"[\u4e00-\u9fff](?<![零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺洞拐勾])"
_MARK = "[“”（）：；，。、？！—]"
_NUMBER = re.compile(
    r"[:_0-9](?:(?<=:) (?:'?(?:[0-9]{1,4}|[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?|[0-9]{4}[-—][0-9]{4}年)'?|[1-9][0-9]*)$"
    rf"|(?<=_)(?:96110|12381)$|(?:(?<={_SOLID}.)|(?<={_SOLID}{_MARK}.)|(?<=: .))(?:(?:(?<=9)6110|(?<=1)23(?:81|45))"
    rf"(?=$|[\u4e00-\u9fff]|{_MARK}{{1,2}}(?:[\u4e00-\u9fff]|$))"
    r"|(?<=[0-9])[0-9]{0,6}(?:\.[0-9]{1,2})?(?=[多余]?[万亿]?元)))",
    re.MULTILINE,
)
"""A number or a day as the whole of a value, the police's own numbers and sums of money within a sentence: nearly every
file has some, and nobody's identifier is one."""
_PROMPT = re.compile(r"〔(?!陌生)[^〔〕\n]+〕")
"""What a draft says in the place of a sentence that is still to be written."""
_MARKED_UP = re.compile(r"\*\*[^*\s\d][^*]{0,40}\*\*|</?[A-Za-z][A-Za-z0-9]{0,9}/?>|&[a-z]{2,6};|\]\(")
"""Marks of web pages and of Markdown, which the hall's screen does not know."""


def check_wording(library: Library, drawable: Drawable) -> Iterator[Problem]:
    """Problems in any text of any readable file. `drawable` says of a rare character whether the screen's faces have
    it."""
    documents = [document for document in library.documents if document.value is not None]
    rare = set[str]().union(*(others(document.tree.text) for document in documents))
    bad = {char for char in rare if not drawable(char)}
    for document in documents:
        tree = document.tree
        hidden = tree.wrapped or "\\" in tree.text  # an escape or a line break may hide what is then put together
        if bad or hidden or may_hold_some(_NUMBER.sub("", tree.text)):
            for loc, line in _texts(document.data, ()):
                for message in _faults(document, line, drawable if bad or hidden else None):
                    yield document.problem(loc, message)
        if _PROMPT.search(tree.text):
            yield from _prompts(document)
        if _MARKED_UP.search(tree.text):
            for loc, line in _texts(document.data, ()):
                if match := _MARKED_UP.search(line):
                    message = f"“{match[0][:12]}”这样的记号会照样显示在屏幕上：删掉它，只留文字"
                    yield document.problem(loc, message, warning=True)


def _prompts(document: Document) -> Iterator[Problem]:
    """Sentences that are still to be written; in a draft, where nothing else is to be expected, told in one."""
    left = [(loc, line) for loc, line in _texts(document.data, ()) if _PROMPT.fullmatch(line)]
    if document.draft and left:
        yield document.problem(left[0][0], f"还有 {len(left)} 处〔……〕没有写：一处一处换成写好的话，用不上的删掉")
        return
    for loc, line in left:
        yield document.problem(loc, f"这里还是草稿里的提示“{line[:16]}”：换成写好的话；用不上就删掉这一项")


def _faults(document: Document, text: str, drawable: Drawable | None) -> Iterator[str]:
    if drawable and (odd := {char for char in others(text) if not drawable(char)}):
        yield _undrawable(odd)
    for found in identifiers(text):
        if document.zone != HALL or found.kind is not IdentifierKind.LINK:
            yield f"“{found.written}”像是真的{found.kind.label}：{found.kind.instead}，不给观众留下能找到真人的线索"


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
