"""Turns what pydantic finds into Chinese sentences at the line and column where the mending is done."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from unicodedata import normalize

from kiosk.content.option_ids import ID
from kiosk.content.problems import Problem, nearest
from kiosk.content.vocabulary import description, keys, keys_below, meanings, model_at, owner, required_keys
from kiosk.content.yaml_tree import Tree
from kiosk.core.findings import Loc

_WAN = re.compile(r"(\d+(?:\.\d+)?)\s*([万亿])")
_SPELT = re.compile(r"[零〇一二两三四五六七八九十百千万亿]+")
_DIGITS = {"零": 0, "〇": 0} | {sign: n for n, sign in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_LIVE_DIGITS = 11
"""Digits of a mobile number: no sum or year of this hall is so long where words are wanted."""
_SHOWN = 60
"""Characters of what was written that are looked at, and repeated; nothing that is meant for a number has more."""
_LONG = 28
"""Characters of a description that still fit into a sentence."""


def model_problems(tree: Tree, model: type, errors: list[Any]) -> list[Problem]:
    """One problem for each of pydantic's errors, less those that follow from another."""
    missing = {tuple(e["loc"]) for e in errors if e["type"] == "missing"}
    problems: list[Problem] = []
    settled: set[Loc] = set()
    for error in errors:
        if error["type"] == "unexpected_keyword_argument":
            loc = tuple(error["loc"])
            absent = [str(m[-1]) for m in missing if m[:-1] == loc[:-1]]
            near = nearest(str(loc[-1]), absent)
            if near:
                settled.add((*loc[:-1], near))
    for error in errors:
        loc = tuple(error["loc"])
        if loc in settled or _follows(error):
            continue
        one = _Error(tree, model, loc, error["type"], error.get("input"), error.get("ctx") or {})
        problems.append(one.problem())
    return problems


def _follows(error: Mapping[str, Any]) -> bool:
    """A list counted as too short only because some of its items are wrong: those are reported themselves."""
    if error["type"] != "too_short" or not isinstance(error.get("input"), list):
        return False
    return len(error["input"]) >= int(error["ctx"]["min_length"])


class _Error:
    """One of pydantic's errors, with what the model and the file say about its place."""

    def __init__(self, tree: Tree, model: type, loc: Loc, kind: str, given: Any, limits: Mapping[str, Any]) -> None:
        self.tree, self.model, self.loc, self.kind, self.given, self.limits = tree, model, loc, kind, given, limits
        self.holder, self.key = owner(model, loc)
        place = tree.place(loc)
        self.written = (place.written or "")[:_SHOWN]

    def problem(self) -> Problem:
        if self.kind == "missing":
            return self.tree.problem(self.loc[:-1], self._missing())
        say = _SAY.get(self.kind)
        message = say(self) if say else f"{self.name()}写得不对（{self.kind}）：对照同类文件改一改"
        return self.tree.problem(self.loc, message, at_key=self.kind == "unexpected_keyword_argument")

    def name(self) -> str:
        """How the sentence calls the place: “steps”第 2 条."""
        if not self.loc:
            return "整个文件"
        number = f"第 {self.loc[-1] + 1} 条" if isinstance(self.loc[-1], int) else ""
        return f"“{self.key}”{number}"

    def about(self) -> str:
        """What the key is for, in brackets, when that is short."""
        words = description(self.holder, self.key)
        return f"（{words}）" if words and len(words) <= _LONG and "=" not in words else ""

    def _missing(self) -> str:
        where = self.loc[:-1]
        inside = ""
        if where:
            _, key = owner(self.model, where)
            number = f"第 {where[-1] + 1} 条" if isinstance(where[-1], int) else ""
            inside = f"“{key}”{number}里"
        return f"{inside}缺少“{self.key}”{self.about()}：在这里补一行 {self.key}: …{self._choices()}"

    def unknown(self) -> str:
        inside = model_at(self.model, self.loc[:-1])
        known = keys(inside) if inside else {}
        word = str(self.loc[-1])[:_SHOWN]
        if not word.isascii() and self.given is None:
            return f"“{word}”被当成了名字：大括号里的文字有英文逗号或冒号就要加单引号，或改用中文逗号“，”"
        near = nearest(word, known)
        if near:
            return f"不认识“{word}”：是不是想写 {near}？改过来，或删掉这一项"
        below = next((key for key in known if inside and word in keys_below(inside, key)), "")
        if below:
            return f"“{word}”不写在这里，是“{below}”里每一条的事：移到“{below}”的那一条里，和它别的项对齐"
        return f"不认识“{word}”：删掉这一项，或改成还没写的一项{self._among(known)}"

    def _among(self, known: Mapping[str, Any]) -> str:
        """The keys that may still be written here."""
        inside: Any = self.tree.data
        for step in self.loc[:-1]:
            inside = inside[step]
        free = [key for key in known if key not in inside]
        return f"：{'、'.join(free)}" if free else ""

    def text(self) -> str:
        if self.given is None:
            return f"{self.name()}空着，要写文字{self.about()}：{self._or_leave_out()}"
        if isinstance(self.given, bool):
            return f"{self.name()}这里要文字，YAML 把它当成了真假值，请加引号：'{self.written}'"
        if isinstance(self.given, int | float):
            if len(re.sub(r"\D", "", self.written)) >= _LIVE_DIGITS:
                return f"{self.name()}“{self.written}”像是真的号码：手机号写成 138****0000，卡号、证件号写成“尾号0000”"
            return f"{self.name()}这里要文字，YAML 把它当成了数字，请加引号：'{self.written}'"
        return f"{self.name()}这里要一句文字{self.about()}，不能再分行分条：写成 {self.key}: 一句话"

    def integer(self) -> str:
        return f"{self.name()}要整数{self.about()}：{self._number_advice('5')}"

    def number(self) -> str:
        return f"{self.name()}要数字{self.about()}：{self._number_advice('4.5')}"

    def _number_advice(self, example: str) -> str:
        if self.given is None:
            return f"这里空着，写一个数，例如 {example}"
        text = normalize("NFKC", self.written).replace(",", "").replace(" ", "")
        if match := _WAN.search(text):
            value = float(match[1]) * (10_000 if match[2] == "万" else 100_000_000)
            return f"不写“{match[2]}”，写成 {value:.0f}"
        if digits := re.fullmatch(r"\D{0,3}(\d+)(?:\.0+)?\D{0,6}", text):
            return f"只写数字，不加逗号、单位和引号，写成 {digits[1]}"
        if parts := re.fullmatch(r"\D{0,3}(\d+)\.\d+\D{0,6}", text):
            return f"不写小数，写成 {parts[1]} 或 {int(parts[1]) + 1}"
        if (spelt := spelt_number(text)) is not None:
            return f"写成阿拉伯数字：{spelt}"
        return f"只写数字，例如 {example}"

    def boolean(self) -> str:
        return f"{self.name()}只能写 true（是）或 false（否），不加引号{self.about()}：改成其中一个"

    def many(self) -> str:
        if self.given is None:
            return f"{self.name()}空着：没有内容就写 {self.key}: []，有内容就另起一行，每条以“- ”开头"
        if isinstance(self.given, str) and self.given.startswith("-"):
            return f"{self.name()}要一条一条写{self.about()}：减号后面空一格，写成“- 内容”"
        if isinstance(self.given, str) and ID.fullmatch(self.given):
            return f"{self.name()}要一条一条写{self.about()}：加上方括号，写成 {self.key}: [{self.given}]"
        return f"{self.name()}要一条一条写{self.about()}：每条另起一行，以“- ”开头"

    def mapping(self) -> str:
        inside = model_at(self.model, self.loc)
        need = "、".join(required_keys(inside)[:8]) if inside else ""
        if not self.loc:
            return f"整个文件应当由一行行“名字: 内容”组成，至少要有 {need}：照着同一文件夹里别的文件写"
        if self.given is None and self.holder and self.key not in required_keys(self.holder):
            return f"{self.name()}空着：删掉这一行，或另起一行写 {need}"
        return f"{self.name()}{self.about()}要分几行写：另起一行，多缩进两格，写 {need}"

    def too_long(self) -> str:
        most, count = int(self.limits["max_length"]), len(self.given)
        if isinstance(self.given, str):
            return f"{self.name()}有 {count} 个字，最多 {most} 个，超出 {count - most} 个：改短一些，或分到下一段"
        return f"{self.name()}有 {count} 条，最多 {most} 条：删掉 {count - most} 条"

    def too_short(self) -> str:
        least, count = int(self.limits["min_length"]), len(self.given)
        if isinstance(self.given, str):
            head = f"{self.name()}空着" if not count else f"{self.name()}只有 {count} 个字"
            return f"{head}，至少 {least} 个字{self.about()}：补上文字"
        return f"{self.name()}只有 {count} 条，至少 {least} 条：再补 {least - count} 条"

    def fixed(self) -> str:
        return f"{self.name()}不能写“{self.written}”：改成下面的一个{self._choices()}"

    def _choices(self) -> str:
        """The allowed words with their meanings, as far as the model tells."""
        means = meanings(self.holder, self.key)
        allowed = re.findall(r"'([^']*)'|(-?\d+)", str(self.limits.get("expected", "")))
        words = [text or number for text, number in allowed if text or number] or list(means)
        listed = "，".join(f"{word}（{means[word]}）" if word in means else word for word in words)
        return f"——{listed}" if listed else ""

    def bound(self) -> str:
        if "le" in self.limits:
            return f"{self.name()}是 {self.written}，最大只能写 {self.limits['le']:g}{self.about()}：改小"
        if "ge" in self.limits:
            return f"{self.name()}是 {self.written}，最小要写 {self.limits['ge']:g}{self.about()}：改大"
        return f"{self.name()}是 {self.written}，必须大于 {self.limits['gt']:g}{self.about()}：改大"

    def _or_leave_out(self) -> str:
        optional = self.holder is not None and self.key not in required_keys(self.holder)
        return "补上文字，或删掉这一行" if optional else "补上文字"


_SAY: dict[str, Callable[[_Error], str]] = {
    "unexpected_keyword_argument": _Error.unknown,
    "string_type": _Error.text,
    "int_type": _Error.integer,
    "float_type": _Error.number,
    "finite_number": _Error.number,
    "bool_type": _Error.boolean,
    "tuple_type": _Error.many,
    "dataclass_type": _Error.mapping,
    "string_too_long": _Error.too_long,
    "too_long": _Error.too_long,
    "string_too_short": _Error.too_short,
    "too_short": _Error.too_short,
    "literal_error": _Error.fixed,
    "enum": _Error.fixed,
    "greater_than": _Error.bound,
    "greater_than_equal": _Error.bound,
    "less_than_equal": _Error.bound,
}


def spelt_number(text: str) -> int | None:
    """The number in a text that spells it in Chinese (“约三百六十五万元”); None when there is none."""
    match = _SPELT.search(text)
    if match is None:
        return None
    if all(sign in _DIGITS for sign in match[0]):
        return int("".join(str(_DIGITS[sign]) for sign in match[0]))
    whole = part = digit = 0
    for sign in match[0]:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _UNITS:
            part += (digit or 1) * _UNITS[sign]
            digit = 0
        else:
            unit = 10_000 if sign == "万" else 100_000_000
            whole = (whole + part + digit) * unit if sign == "亿" else whole + (part + digit) * unit
            part = digit = 0
    return whole + part + digit
