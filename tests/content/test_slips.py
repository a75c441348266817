"""Every slip of the keyboard, made at every line of good files: told on that line, in Chinese, and never swallowed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from kiosk.content.catalogue import Found
from kiosk.content.reading import read_document
from kiosk.zones.register import CATALOGUE
from tests.content.small_hall import CASE, SCENARIO

QUIZ = """\
items:
  - id: refund-1
    type: refund
    form: judge
    genuine: false
    stem: 这条消息是真是假？
    quote: 您好，我是店铺客服，给您办退款。
    answer: 诈骗
    explanation: 退款只会原路退回。
  - id: refund-2
    type: refund
    form: single
    genuine: true
    difficulty: 2
    stem: 下面哪一样可以放心？
    options:
      - id: shop
        text: 回到店铺里自己问
        right: true
      - id: link
        text: 点开短信里的链接
        right: false
    explanation: 从原来的地方问，最放心。
"""
TYPE = """\
id: refund
order: 1
name: 冒充客服退款
in_2025_list: true
icon: refund
slogan: 真退款，原路回。
steps:
  - text: 骗子说要退款
    name: 来电
  - text: 要您共享屏幕
  - text: 把钱转走
phrases:
  - 您的包裹丢了
  - 双倍赔给您
targets: 常网购的人
red_flags:
  - 要看您的屏幕
  - 要您先转钱
do:
  - 先挂断
  - 自己去店铺问
genuine: 真客服不看您的屏幕，退款原路退回。
tip: 退款不用先转钱
source:
  body: 公安部
  date: '2025-06-16'
"""
FILES = {
    "case_warnings/cases/*.yaml": CASE,
    "quiz/items/*.yaml": QUIZ,
    "vr_experience/scenarios/*.yaml": SCENARIO,
    "scam_types/types/*.yaml": TYPE,
}
LINE = re.compile(r"(?P<indent> *)(?P<dash>- )?(?:(?P<key>[a-z_0-9]+):(?: |$))?(?P<value>.*)")
Slip = Callable[[re.Match[str]], "str | None"]


def key_and(sign: str) -> Slip:
    def slip(m: re.Match[str]) -> str | None:
        return f"{m['indent']}{m['dash'] or ''}{m['key']}{sign}{m['value']}" if m["key"] else None

    return slip


def dash_as(sign: str) -> Slip:
    def slip(m: re.Match[str]) -> str | None:
        return f"{m['indent']}{sign}{m[0][len(m['indent']) + 2 :]}" if m["dash"] else None

    return slip


def value_as(form: str) -> Slip:
    def slip(m: re.Match[str]) -> str | None:
        if not re.search("[\u4e00-\u9fff]", m["value"]) or m["value"][0] in "{['":
            return None
        return m[0][: m.start("value") - m.start(0)] + form.replace("值", m["value"])

    return slip


def moved(by: int) -> Slip:
    def slip(m: re.Match[str]) -> str | None:
        wide = len(m["indent"]) + by
        return " " * wide + m[0].lstrip() if wide >= 0 and m[0].strip() else None

    return slip


def swapped(old: str, new: str) -> Slip:
    def slip(m: re.Match[str]) -> str | None:
        return m[0].replace(old, new, 1) if old in m["value"][:1] + m["value"][1:] and m["value"][0] in "{[" else None

    return slip


SLIPS: dict[str, Slip] = {
    "wide colon": key_and("："),
    "wide colon and blank": key_and("： "),
    "no blank after the colon": key_and(":"),
    "wide blank after the colon": key_and(":\u3000"),
    "no-break space after the colon": key_and(":\xa0"),
    "no colon": key_and(" "),
    "semicolon": key_and("; "),
    "equals sign": key_and(" = "),
    "tight dash": dash_as("-"),
    "wide dash": dash_as("－ "),
    "wide dash without a blank": dash_as("－"),
    "em dash": dash_as("— "),
    "en dash": dash_as("– "),
    "wide blank after the dash": dash_as("-\u3000"),
    "bullet": dash_as("• "),
    "no dash": dash_as(""),
    "blanks for the dash": dash_as("  "),
    "number for the dash": dash_as("1. "),
    "one blank more": moved(1),
    "two blanks more": moved(2),
    "one blank fewer": moved(-1),
    "two blanks fewer": moved(-2),
    "four blanks fewer": moved(-4),
    "tab": lambda m: "\t" + m[0].lstrip() if m["indent"] else None,
    "wide blanks at the head": lambda m: "\u3000" + m[0].lstrip() if m["indent"] else None,
    "open single quote": value_as("'值"),
    "open double quote": value_as('"值'),
    "wide closing quote": value_as("'值’"),
    "lone closing quote": value_as("值'"),
    "lone closing double quote": value_as('值"'),
    "text after a quote": value_as("'值'又说"),
    "quoted word first": value_as('"客服"值'),
    "colon in the text": value_as("他说: 值"),
    "colon at the end": value_as("值:"),
    "at sign": value_as("@值"),
    "star": value_as("*值"),
    "and sign": value_as("&值"),
    "exclamation": value_as("!值"),
    "percent": value_as("%值"),
    "backtick": value_as("`值`"),
    "bar": value_as("|值"),
    "greater": value_as("> 值"),
    "bracket": value_as("[值"),
    "bracket and text": value_as("[链接]值"),
    "whole in brackets": value_as("[值]"),
    "brace": value_as("{值"),
    "whole in braces": value_as("{值}"),
    "dash first": value_as("- 值"),
    "question mark first": value_as("? 值"),
    "hash first": value_as("# 值"),
    "cut by a hash": value_as("头 #值"),
    "cut by a hash and blank": value_as("头 # 值"),
    "only blanks": value_as("'   '"),
    "only wide blanks": value_as("'\u3000\u3000'"),
    "unseen character": value_as("\u200b值"),
    "wide closing bracket": swapped("]", "］"),
    "wide opening bracket": swapped("[", "［"),
    "lost closing bracket": swapped("]", ""),
    "wide closing brace": swapped("}", "｝"),
    "wide opening brace": swapped("{", "｛"),
    "lost closing brace": swapped("}", ""),
    "wide comma": swapped(", ", "，"),
    "wide colon in braces": swapped(": ", "："),
    "tight colon in braces": swapped(": ", ":"),
    "line twice": lambda m: f"{m[0]}\n{m[0]}" if m["key"] and not m["dash"] and m["value"] else None,
    "key in Chinese": lambda m: f"{m['indent']}{m['dash'] or ''}名字: {m['value']}" if m["key"] else None,
    "key with a capital": lambda m: m[0].replace(m["key"], m["key"].title(), 1) if m["key"] else None,
    "a letter lost": lambda m: m[0].replace(m["key"], m["key"][:-1], 1) if m["key"] and len(m["key"]) > 3 else None,
    "wide hash": lambda m: f"{m['indent']}＃ 这里是说明\n{m[0]}",
    "three dashes": lambda m: f"---\n{m[0]}",
    "three dots": lambda m: f"...\n{m[0]}",
    "a sentence between": lambda m: f"{m['indent']}这里随手写一句\n{m[0]}",
}
WORTH_NOTHING = {
    # slips after which the file says what it said before
    "quoted word first": "",
}


def made(pattern: str, name: str) -> Iterator[tuple[int, str]]:
    """Each place of the slip in the file: (line, the file with it)."""
    lines = FILES[pattern].split("\n")[:-1]
    for number, line in enumerate(lines, 1):
        match = LINE.fullmatch(line)
        assert match
        new = SLIPS[name](match)
        if new is not None and new != line:
            yield number, "\n".join([*lines[: number - 1], new, *lines[number:], ""])


def told(tmp: Path, pattern: str, text: str) -> tuple[list[tuple[int, str]], object]:
    kind = next(kind for kind in CATALOGUE.files if kind.pattern == pattern)
    path = tmp / "a.yaml"
    path.write_text(text, encoding="utf-8")
    document = read_document(Found(kind, path, "a.yaml", len(text), 0))
    return [(problem.line, problem.message) for problem in document.problems], document.tree.data
