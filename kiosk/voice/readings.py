"""How words are to be read where the rules of reading do not tell: names, numbers that are said digit by digit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

_DIGITS = dict(zip("0123456789", "零幺二三四五六七八九", strict=True))
HOTLINE = re.compile(r"(?<!\d)(?:96110|12381|12306|110|119|120|95\d{3}|100\d\d|12\d{3})(?![\d元万亿个人次起年%])")
"""Numbers that are said digit by digit, with 幺 for one."""
_HIDDEN = re.compile(r"[*＊]+")
_SIGNS = str.maketrans(dict.fromkeys("〔〕—…（）；/", "，") | dict.fromkeys("【】“”‘’《》·", ""))


READINGS = "readings.yaml"


def read_readings(folder: Path) -> dict[str, str]:
    """The hall's own list: words as written -> characters that are read as they are to be heard. Raises OSError, and
    ValueError for a list that is none."""
    import yaml

    found = yaml.safe_load((folder / READINGS).read_text("utf-8"))
    if not isinstance(found, dict):
        raise ValueError(f"{folder / READINGS}: 每行写一个“原文: 读法”")
    return {str(written): str(read) for written, read in found.items()}


def to_be_read(words: str, readings: Mapping[str, str]) -> str:
    """The words as a voice takes them: `readings` first, hotlines digit by digit, signs as pauses."""
    for written in sorted(readings, key=len, reverse=True):
        words = words.replace(written, readings[written])
    words = HOTLINE.sub(lambda match: "".join(_DIGITS[digit] for digit in match[0]), words)
    words = re.sub(r"(?<![\d.])0\d{2,}(?:-\d+)*|\d+(?:-\d{3,})+|\d+(?=[*＊])|(?<=[*＊])\d+", _digit_by_digit, words)
    words = _HIDDEN.sub("星号", words)
    return re.sub("，{2,}", "，", words.translate(_SIGNS)).strip("，")


def _digit_by_digit(match: re.Match[str]) -> str:
    return "".join(_DIGITS.get(char, "，") for char in match[0])
