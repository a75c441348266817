"""Identifiers that may belong to somebody: what must never stand on a public wall, however it is disguised.

Everything here takes time in proportion to the length of the text: a run of digits is cut into pieces once, and
from each piece only the next few digits are looked at.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import accumulate


class IdentifierKind(Enum):
    """The kinds told apart, each with what staff are to write instead."""

    MOBILE = "手机号", "写成 138****0000"
    LANDLINE = "座机或热线号码", "写成 0533-****000，或只写“陌生号码”"
    CARD = "银行卡号", "写成“尾号0000”"
    IDENTITY = "身份证号", "整个删掉，或写成“尾号0000”"
    CREDIT_CODE = "统一社会信用代码", "整个删掉，或写成“尾号0000”"
    QQ = "QQ号或群号", "写成 QQ 123****"
    WECHAT = "微信号", "写成“微信号 abc****”"
    EMAIL = "邮箱", "改成〔陌生邮箱〕"
    LINK = "网址", "改成〔陌生链接〕"
    LONG = "号码（一长串数字）", "整个删掉，或写成“尾号0000”"

    def __init__(self, label: str, instead: str) -> None:
        self.label = label
        self.instead = instead


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier found: its kind, and the very characters as they are written (at most 40 of them)."""

    kind: IdentifierKind
    written: str


_CHINESE = dict(zip("零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺洞拐勾", "001234567891234567891079", strict=True))
_DASHES = "‐‑‒–—―−－ー"
_JOIN = r"[ \-._/()·•,、*~|]"
_RUN = re.compile(rf"\d(?:(?:{_JOIN}{{1,4}}(?=\d))?\d){{4,}}(?:{_JOIN}?[Xx](?![A-Za-z0-9]))?")
_SPLIT = re.compile(r"\d+[Xx]?|[Xx]")
_DIGIT = "0-9⓪-⓿①-⒛０-９❶-➓\U0001d7ce-\U0001d7ff零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺洞拐勾"
_UNSEEN = "\u00ad\u200b-\u200f\u2060-\u2064\ufeff"
_QUICK = re.compile(
    rf"[{_DIGIT}.。．·•点@＠{_UNSEEN}微威薇徽卫抖快加+＋群扣企球秋口ｑＱ](?:(?<=[{_DIGIT}])(?:(?:_|[^\w\n]){{0,4}}[{_DIGIT}]){{4}}"
    rf"|(?<=[.。．·•点])[ \])】）]{{0,2}}[A-Za-zＡ-ｚ]|(?<=[@＠{_UNSEEN}])|(?<=[微威薇徽])[ :：]?[信A-Za-z]|(?<=卫)星号"
    r"|(?<=抖)音号|(?<=快)手号|(?<=加)[vVｖＶ群qQｑＱ]|(?<=[+＋])[vVｖＶ]|(?<=群)号|(?<=扣)扣|(?<=企)鹅|(?<=球)球|(?<=秋)秋|(?<=口)口|(?<=[ｑＱ])[ｑＱ])"
)
_QUICK_NAME = re.compile(
    r"[vVwWqQdDｖＶ](?:(?<=[vVｖＶ])[xX信ｘＸ]|(?<=[wW])(?:[xX]|[eE][cCiI][hHxX])|(?<=[qQ])[qQ:：号]"
    r"|(?<=[dD])[oO][tT][ )\]】）])"
)
_QUICK_SPELT = re.compile(r"[ \-·.](?<=[A-Za-z].)[0-9A-Za-z_](?:(?: - |[ \-·.])[0-9A-Za-z_]){3}")
"""Every identifier fits one of the three; nearly no text does. The sets they begin with make them quick."""
_UNIT = re.compile(
    r"(?:\.\d{1,2})? ?(?:多|余|来)?(?:元|万|亿|块|美元|港元|%|人|个|名|次|件|条|起|年|月|日|天|分|秒|位|群友|斤"
    r"|公里|份|张|号令|只)"
)
_NUMBERED = re.compile(r"(?:订单|单号|流水|编号|案号|文号|工号|批次|运单|条码|序列)[^\d。；]{0,6}$")
_PLACES = {11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54,
           61, 62, 63, 64, 65, 71, 81, 82, 83}  # fmt: skip
_MOBILE_CUTS = {(11,), (3, 4, 4), (3, 3, 5), (4, 3, 4), (3, 8), (7, 4), (4, 4, 3), (5, 6), (6, 5), (2, 4, 5), (3, 5, 3)}
_MOST_DIGITS = 60
_MOST_PIECES = 30
"""Digits in a row, set apart or not, and pieces they are set apart in; nothing that visitors read has as many."""
_DOUBLED = str.maketrans("0123456789", "0246813579")
_ALONE = {
    10: "048",
    11: "01",
    12: "08",
    13: "8",
    14: "0",
    15: "0",
    16: "034569",
    17: "34569",
    18: "12345689",
    19: "34569",
}
"""How many digits an identifier has that is known without a word before it, and which may be its first."""
_QQ = re.compile(
    r"(?:qq|扣扣|企鹅|球球|秋秋|口口|[qQ]号|(?<![A-Za-z])[qQ](?=[:：])|加[qQ]|群号|加群)([^\d。；！？;!?]{0,10})$",
    re.IGNORECASE,
)
_QQ_AFTER = re.compile(r" ?\(?(?:这个|就是)?(?:qq|扣扣)", re.IGNORECASE)
_MONEY_WORD = re.compile(r"转|付|汇|借|收|亏|赚|骗|花|充|存|取|时间|日期|版本|尾号|打|热线")
_IDENTITY_WORD = re.compile("身份证|证件")
_CARD_WORD = re.compile(r"(?:卡号|账号|账户|银行卡)[^\d。；]{0,6}$")
_COUNTRY = re.compile(r"^(?:0086|86(?=[1-9]\d{9,10}$))0?")
_AREA = re.compile(r"0(?:10|2\d)[2-8]\d{7}|0[3-9]\d\d(?!20[0-3]\d[01]\d[0-3])[2-8]\d{6,7}")
_LOCAL = re.compile(r"(?!20[0-3]\d[01]\d)[2-8]\d{6,7}")
_CALL = re.compile(r"(?:座机|固话|电话|致电|拨打|来电|热线|客服)[^\d。；！？;!?a-zA-Z]{0,5}$")
_WECHAT = re.compile(
    r"(微信|抖音号|快手号|微 信|威信|薇信|徽信|卫星号|[加+][vV]|[vV]信|[vV][xX]|(?<![a-zA-Z])[wW][xX]|wechat|weixin"
    r"|加[我他她]?[薇微徽威])([^a-zA-Z0-9。；！？;!?]{0,8})(?:id ?[:是]? ?)?"
    r"([a-zA-Z][a-zA-Z0-9_-]{5,19}|\d{6,10})(?![a-zA-Z0-9_*@]|\.[a-z])",
    re.IGNORECASE,
)
_ADD = re.compile(r"(?<![增参])(?:加[我他她]?|搜索?)[\w+]$|(?<![增参])加$|[+]$")
_WXID = re.compile(r"(?<![a-z0-9])wxid_[a-z0-9]{6,}", re.IGNORECASE)
_WORDS = {"wechat", "weixin", "android", "iphone", "windows", "alipay", "harmonyos", "harmony", "facetime", "status"}
_TLD = (
    "com|cn|net|org|top|vip|xyz|cc|tv|io|me|club|info|shop|site|online|win|app|ltd|ink|icu|wang|co|hk|tw|us|ru|biz|pro|"
    "link|live|store|tech|fun|work|group|art|mobi|asia|red|kim|space|website|cloud|ai|in|uk|jp|sg|la|pw|ws|gg|so|im|ly|"
    "to|life|world|today|one|bid|loan|click|bet|center|team|email|video|market|chat|plus|cfd|sbs|buzz|love|host|press"
)
_LINK = re.compile(
    rf"(?<![a-z0-9.@_-])(?:https?://)?((?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,8}}(?:{_TLD}))(?![a-z0-9-]|\.[a-z0-9])"
    r"|https?://((?:[a-z0-9][a-z0-9-]{0,62}\.){1,8}[a-z0-9]{1,24})|www\.([a-z0-9-]{1,63}\.[a-z.]{2,40})",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"(?<![a-z0-9._+-])[a-z0-9._+-]{1,64} ?@ ?((?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,12})", re.IGNORECASE)
_MADE_UP = re.compile(
    r"(?:^|\.)(?:example\.(?:com|org|net|cn)|example|invalid|test|12306\.cn|gov\.cn|asp\.net)$", re.IGNORECASE
)
_DOT = re.compile(
    r"(?<=[A-Za-z0-9])(?: {0,2}[.。·•]{1} {0,2}|(?<=[A-Za-z][A-Za-z0-9])点"
    r"|点(?=(?:com|cn|net|top|vip|xyz|cc)(?![a-z]))| ?[(\[【](?:\.|点|dot)[)\]】] ?| dot )(?=[A-Za-z])",
    re.IGNORECASE,
)
_SINGLES = re.compile(r"(?<![A-Za-z0-9_])[A-Za-z0-9](?:(?: - |[ \-·.])[A-Za-z0-9_](?![A-Za-z0-9_])){4,}")
_CREDIT = re.compile(r"(?<![A-Z0-9])[159Y][1239]\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![A-Z0-9])")
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def may_hold_some(text: str) -> bool:
    """Whether a closer look is worth its while; quick, and no for nearly every text."""
    return bool(_QUICK.search(text) or _QUICK_NAME.search(text) or _QUICK_SPELT.search(text))


def identifiers(text: str) -> list[Identifier]:
    """The identifiers of `text` that may be somebody's, in no stated order; made-up and public ones are none."""
    if not may_hold_some(text):
        return []
    plain, places = _plain(text)
    found: dict[str, Identifier] = {}
    for kind, start, end in [*_numbers(plain), *_words(plain)]:
        written = text[places[start] : places[end - 1] + 1][:40]
        found.setdefault(written, Identifier(kind, written))
    return list(found.values())


def _plain(text: str) -> tuple[str, list[int]]:
    """The text with its disguises off, and where each of its characters stood."""
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        if char.isascii():
            chars.append(char)
        elif unicodedata.category(char) in ("Cf", "Mn", "Me"):
            continue
        elif char in _DASHES:
            chars.append("-")
        elif char in _CHINESE:
            chars.append(_CHINESE[char])
        elif (digit := unicodedata.digit(char, None)) is not None:
            chars.append(str(digit))
        else:
            folded = unicodedata.normalize("NFKC", char)
            chars.append(folded if len(folded) == 1 else char)
        places.append(place)
    return "".join(chars), places


def _numbers(text: str) -> Iterator[tuple[IdentifierKind, int, int]]:
    for run in _RUN.finditer(text):
        pieces = [(piece.start() + run.start(), piece.end() + run.start()) for piece in _SPLIT.finditer(run[0])]
        lengths = [end - start for start, end in pieces]
        if len(pieces) > _MOST_PIECES or sum(lengths) > _MOST_DIGITS:
            yield IdentifierKind.LONG, run.start(), run.end()
            continue
        digits = "".join(text[start:end] for start, end in pieces)
        begins = [0, *accumulate(lengths)]
        at = 0
        while at < len(pieces):
            longest, taken = None, 0
            before = text[max(0, pieces[at][0] - 24) : pieces[at][0]]
            far = at > 4 and before[-8:].strip(" -./·0123456789") == ""
            if far:
                before = before[-1:]  # nothing but digits stands before: spare the searches for words
            for ahead in range(at, min(at + 20, len(pieces))):
                length = begins[ahead + 1] - begins[at]
                if length > 19:
                    break
                if length < 5 or (far and digits[begins[at]] not in _ALONE.get(length, "")):
                    continue
                start, end = pieces[at][0], pieces[ahead][1]
                cuts = tuple(lengths[at : ahead + 1])
                found = _kind(digits[begins[at] : begins[ahead + 1]], cuts, before, text[end : end + 6])
                if found:
                    longest, taken = (found, start, end), ahead - at
            if longest:
                yield longest
            at += taken + 1


def _kind(digits: str, cuts: tuple[int, ...], before: str, after: str) -> IdentifierKind | None:
    if before[-1:] in ("*", "×") or after[:1] in ("*", "×", "x", "X") or _UNIT.match(after):
        return None
    if (before[-1:] in "$¥￥" and before) or _is_day(digits, cuts):
        return None
    bare = digits[2:] if digits.startswith("86") and len(digits) in (12, 13) else digits
    bare = digits[4:] if digits.startswith("0086") else bare
    if len(bare) == 11 and bare[0] == "1" and bare[1] in "3456789":
        rest = cuts if bare is digits else ()
        if rest in _MOBILE_CUTS or max(rest, default=1) <= 3:
            return IdentifierKind.MOBILE
    if len(digits) == 18 and _is_identity(digits, bool(_NUMBERED.search(before))):
        return IdentifierKind.IDENTITY
    if len(digits) == 15 and _IDENTITY_WORD.search(before) and int(digits[:2]) in _PLACES and digits.isdigit():
        return IdentifierKind.IDENTITY
    if 15 <= len(digits) <= 19 and digits.isdigit() and _is_card(digits, before):
        return IdentifierKind.CARD
    if (qq := _QQ.search(before)) and (
        5 <= len(digits) <= 11 and digits[0] != "0" and not _MONEY_WORD.search(qq[1]) and not _public(digits)
    ):
        return IdentifierKind.QQ
    if 5 <= len(digits) <= 11 and _QQ_AFTER.match(after):
        return IdentifierKind.QQ
    return IdentifierKind.LANDLINE if _is_landline(digits, cuts, before) else None


def _is_day(digits: str, cuts: tuple[int, ...]) -> bool:
    """Whether this is a year and a month, or a year, a month and a day, set apart."""
    if len(cuts) not in (2, 3) or cuts[0] != 4 or digits[:2] not in ("19", "20") or max(cuts[1:]) > 2:
        return False
    return int(digits[4 : 4 + cuts[1]]) <= 12 and int(digits[4 + cuts[1] :] or 0) <= 31


def _is_identity(digits: str, numbered: bool) -> bool:
    """Place and birthday decide; among order numbers, which hold dates too, the check digit of GB 11643 as well."""
    try:
        born = date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    if int(digits[:2]) not in _PLACES or not 1900 <= born.year <= 2035:
        return False
    total = sum(int(digit) * (2 ** (17 - index) % 11) for index, digit in enumerate(digits[:17]))
    return not numbered or "10X98765432"[total % 11] == digits[17].upper()


def _is_card(digits: str, before: str) -> bool:
    if _CARD_WORD.search(before):
        return True
    if len(digits) < 16 or digits[0] not in "34569" or _NUMBERED.search(before):
        return False
    if digits.startswith("62"):
        return True
    every_other = digits[-2::-2].translate(_DOUBLED)
    return sum(map(int, digits[-1::-2] + every_other)) % 10 == 0


def _is_landline(digits: str, cuts: tuple[int, ...], before: str) -> bool:
    if digits.startswith("00") and not digits.startswith("0086"):
        return False
    if digits[0] in "08" and _AREA.fullmatch(_COUNTRY.sub("0", digits)):
        return True
    if len(digits) == 10 and digits.startswith(("400", "800")) and (len(cuts) > 1 or _CALL.search(before)):
        return True
    return bool(7 <= len(digits) <= 8 and _LOCAL.fullmatch(digits) and _CALL.search(before))


def _public(digits: str) -> bool:
    return bool(re.fullmatch(r"95\d{3}|100\d\d|96110|12\d{3}", digits))


def _words(text: str) -> Iterator[tuple[IdentifierKind, int, int]]:
    joined, places = _closed_up(text)
    for match in _EMAIL.finditer(joined):
        if not _MADE_UP.search(match[1]):
            yield IdentifierKind.EMAIL, places[match.start()], places[match.end() - 1] + 1
    for match in _LINK.finditer(joined):
        if not _MADE_UP.search(match[1] or match[2] or match[3]):
            yield IdentifierKind.LINK, places[match.start()], places[match.end() - 1] + 1
    for match in _WXID.finditer(joined):
        yield IdentifierKind.WECHAT, places[match.start()], places[match.end() - 1] + 1
    for match in _WECHAT.finditer(joined):
        asked = _ADD.search(joined[max(0, match.start() - 3) : match.start() + 1]) is not None
        if _is_wechat(match[2], match[3], asked) and not _UNIT.match(joined[match.end() : match.end() + 6]):
            yield IdentifierKind.WECHAT, places[match.start(3)], places[match.end() - 1] + 1
    for match in _CREDIT.finditer(text):
        if (
            _CREDIT_ALPHABET[-sum(_CREDIT_ALPHABET.index(c) * (3**i % 31) for i, c in enumerate(match[0][:17])) % 31]
            == (match[0][17])
        ):
            yield IdentifierKind.CREDIT_CODE, match.start(), match.end()


def _is_wechat(gap: str, name: str, asked: bool) -> bool:
    """Whether what stands behind 微信 is a name there. A name of letters alone is one where visitors are `asked` to add
    it, or where it is called a number."""
    if name.lower().rstrip("0123456789") in _WORDS or _MONEY_WORD.search(gap):
        return False
    return asked or any(char.isdigit() or char in "_-" for char in name) or "号" in gap or ":" in gap


def _closed_up(text: str) -> tuple[str, list[int]]:
    """The text with spelled-out dots made dots and letters set apart put together, and where each character stood."""
    chars, places, at = [], [], 0
    cuts = [(m.start(), m.end(), ".") for m in _DOT.finditer(text)]
    for start, end, put in cuts:
        chars += [text[at:start], put]
        places += [*range(at, start), start]
        at = end
    dotted, places = "".join([*chars, text[at:]]), [*places, *range(at, len(text))]
    out, where, at = [], [], 0
    for match in _SINGLES.finditer(dotted):
        between = " " if " " in match[0] else " -·."  # among blanks a dot is the address's own
        kept = [place for place in range(*match.span()) if dotted[place] not in between]
        out += [dotted[at : match.start()], *(dotted[place] for place in kept)]
        where += [*places[at : match.start()], *(places[place] for place in kept)]
        at = match.end()
    return "".join([*out, dotted[at:]]), [*where, *places[at:]]
