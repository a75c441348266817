"""What a word without quotation marks means in YAML 1.1, and which of its surprises are reported instead of obeyed."""

from __future__ import annotations

import re

MAY_RESOLVE = frozenset(["", *"~nNtTfFyYoO0123456789+-."])
"""First characters of words that may be something else than text."""

_WORDS: dict[str, bool | None] = {"": None, "~": None}
for _word, _value in (("null", None), ("yes", True), ("on", True), ("true", True)):
    _WORDS |= dict.fromkeys((_word, _word.title(), _word.upper()), _value)
for _word in ("no", "off", "false"):
    _WORDS |= dict.fromkeys((_word, _word.title(), _word.upper()), False)

_INT = re.compile(r"[-+]?(?:0|[1-9][0-9_]*)")
_FLOAT = re.compile(r"[-+]?[0-9][0-9_]*\.[0-9_]*|[-+]?\.[0-9][0-9_]*")
_TRAPS = (
    (re.compile(r"[-+]?0[0-7_]+"), "以 0 开头，YAML 会把它当成八进制数", "去掉开头的 0"),
    (re.compile(r"[-+]?0(?:b[01_]+|x[0-9a-fA-F_]+)"), "YAML 会把它换算成另一个数", "写成普通的数字"),
    (re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"), "YAML 会把它当成六十进制数", "写成普通的数字"),
    (re.compile(r"\d{4}-\d\d?-\d\d?(?:[Tt ].*)?"), "YAML 会把它当成日期", ""),
    (re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"), "这不是一个能用的数", "写成普通的数字"),
    (re.compile(r"[-+]?[0-9][0-9_]*\.[0-9_]*[eE][-+][0-9]+"), "这是科学记数法", "写成普通的数字"),
)
_MAX_DIGITS = 15


def value_of(text: str) -> tuple[str | int | float | bool | None, str]:
    """The value of a word without quotation marks, and what to say when it is one of YAML's surprises ("" = nothing).

    A surprise keeps its text as value, so that nothing else is said about it where text is wanted.
    """
    if text in _WORDS:
        return _WORDS[text], ""
    if text[0] not in "0123456789+-.":
        return text, ""
    if _INT.fullmatch(text) or _FLOAT.fullmatch(text):
        if len(text) > _MAX_DIGITS:
            return text, f"{text[:20]} 太长，不像是一个数：要写文字请加引号：'{text[:20]}'"
        digits = text.replace("_", "")
        return (int(digits) if _INT.fullmatch(text) else float(digits)), ""
    for shape, seen, instead in _TRAPS:
        if shape.fullmatch(text):
            number = f"；要写数字就{instead}" if instead else ""
            return text, f"{text[:20]} 没有加引号，{seen}：要写文字请加引号：'{_padded(text[:20])}'{number}"
    return text, ""


def _padded(text: str) -> str:
    """A day with two digits for month and day, as dates are written; anything else as it is."""
    day = re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)", text)
    return f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}" if day else text
