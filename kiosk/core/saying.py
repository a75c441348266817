"""How written words are said aloud: hotlines digit by digit, numbers, dates and signs as Mandarin has them, and how
long that takes. Whoever speaks (a rendered voice, one at run time) and whoever waits for it asks here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_DIGITS = dict(zip("0123456789", "零幺二三四五六七八九", strict=True))
_FIGURES = str.maketrans("0123456789", "零一二三四五六七八九")
HOTLINE = re.compile(r"(?<!\d)(?:96110|12381|12306|110|119|120|95\d{3}|100\d\d|12\d{3})(?![\d元万亿个人次起年%])")
"""Numbers that are said digit by digit, with 幺 for one."""
_HIDDEN = re.compile(r"[*＊]+")
_SIGNS = str.maketrans(dict.fromkeys("〔〕—…（）；/", "，") | dict.fromkeys("【】“”‘’《》·", ""))
_DATE = re.compile(r"(?<!\d)(\d{4})-(\d\d?)(?:-(\d\d?))?(?!\d)")
_YEAR = re.compile(r"(?<!\d)\d{4}(?=年)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
SYLLABLES_A_SECOND = 3.3
"""What a reading takes at least of time; elders follow four syllables a second."""
_BREATH_SECONDS, _BREATHS = 0.42, re.compile(r"[，。！？、：,.!?:~～|\s]+")
_SOFT_ENDING = re.compile(r"(?<=[会点这那哪块])儿(?!女|子|童)")
"""一会儿 and its like are one syllable less than they are written with."""
_LATIN = re.compile(r"[A-Za-z]")


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


def number_words(digits: str) -> str:
    """A number as Mandarin says it, 12800: 一万二千八百; long ones and those with a zero first digit by digit."""
    if len(digits) > 9 or (digits.startswith("0") and len(digits) > 1):
        return digits.translate(_FIGURES)
    value, out = int(digits), ""
    for unit, name in ((100_000_000, "亿"), (10_000, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if value >= unit:
            out += f"{number_words(str(value // unit))}{name}"
            value %= unit
            if value and value < unit // 10:
                out += "零"
    out += str(value).translate(_FIGURES) if value or not out else ""
    return out.removeprefix("一") if out.startswith("一十") else out


def in_words(words: str, readings: Mapping[str, str]) -> str:
    """The words with nothing left that is not said as it is written: dates, shares, sums and numbers spelt out."""
    words = re.sub(r"[ ]*(?<=[\w ])[ ](?=\d)|(?<=\d)[ ]+(?=\w)", "", words)
    words = _DATE.sub(_dated, re.sub(r"(?<=\d):(?=\d\d)", "点", words))
    words = re.sub(r"(?<=\d),(?=\d{3})", "", words)
    words = _YEAR.sub(lambda match: match[0].translate(_FIGURES), words)
    words = re.sub(r"(\d+(?:\.\d+)?)\s*[%％]", r"百分之\1", words)
    words = re.sub(r"(?<=\d)\s*[-–—~～]\s*(?=\d)", "到", words) if not re.search(r"\d-\d{3,}", words) else words
    words = re.sub(r"(^|[^\w])[+＋]\s*(?=\d)", r"\1加", words).replace("+", "加")
    words = re.sub(r"(^|[^\w])[−-]\s*(?=\d)", r"\1减", words).replace("×", "乘")
    return _SOFT_ENDING.sub("", _NUMBER.sub(_number, to_be_read(words, readings)))


def _dated(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    return f"{year}年{int(month)}月" + (f"{int(day)}日" if day else "")


def _number(match: re.Match[str]) -> str:
    whole, _, part = match[0].partition(".")
    return number_words(whole) + (f"点{part.translate(_FIGURES)}" if part else "")


@lru_cache(maxsize=4096)
def seconds_for(words: str) -> float:
    """How long it takes to say them slowly enough for everybody, with a breath at every pause."""
    spelt = in_words(words, {})
    count = sum("\u4e00" <= char <= "\u9fff" for char in spelt) + len(_LATIN.findall(spelt))
    return count / SYLLABLES_A_SECOND + _BREATH_SECONDS * (1 + len(_BREATHS.findall(spelt.strip())))
