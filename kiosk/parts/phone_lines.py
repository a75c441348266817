"""What stands on the drawn phone, line by line: bubbles, captions, forms, lists of permissions, red packets."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, label, stack, text
from kiosk.draw.items import Colour, Panel
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION, HEADING, mix
from kiosk.draw.widgets import Meaning, sign

Who = Literal["them", "me", "other", "note"]

_NAMED = re.compile(r"^([^，。！？：“”（）]{1,8})：(.+)$", re.S)
_FIELD = re.compile(r"^([^，。！？：“”]{1,9})：(.+)$", re.S)
_ASKED = re.compile(r"^(.{0,8}权限)：(.+?)。?$", re.S)
_SEEN = re.compile(r"^(.{1,8}看到的)：(.+?)。?$", re.S)
_SUM = re.compile(r"^[\d,.]+(万|亿)?元$")

_PERMISSIONS = {
    "屏幕": "screen_share",
    "短信": "sms",
    "通讯录": "people",
    "位置": "location",
    "相册": "film",
    "相机": "video",
    "摄像": "video",
    "麦克风": "speaker",
    "录音": "speaker",
    "无障碍": "hand_raise",
    "悬浮": "swap",
    "电话": "phone",
}
_PEOPLE = (
    ("警", "officer"),
    ("法官", "officer"),
    ("检察", "officer"),
    ("爸", "man"),
    ("儿子", "man"),
    ("师傅", "man"),
    ("厂长", "man"),
    ("老板", "man"),
    ("老曹", "man"),
    ("经理", "man"),
    ("妈", "woman"),
    ("女儿", "woman"),
    ("姐", "woman"),
    ("奶奶", "old_woman"),
    ("爷爷", "old_man"),
    ("同桌", "boy"),
    ("银行", "bank"),
)


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """One line on the phone. `old` lines were there before and step back; `red_packet` is a sum in yuan.

    `target` makes the line touchable; `mark` and `remark` show, under it, what it was found to be.
    """

    text: str
    who: Who = "them"
    red_packet: int = 0
    old: bool = False
    target: str = ""
    mark: Meaning | Literal[""] = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Tones:
    """Colours of a phone page: its ground, the bubble of either side, text, soft text."""

    ground: Colour
    them: Colour
    me: Colour
    text: Colour
    soft: Colour


def tones_of(look: Look, dark: bool) -> Tones:
    """Dark pages are calls, light ones everything that is read."""
    theme = look.theme
    if dark:
        return Tones(
            theme.ground_dark,
            theme.ground_light,
            mix(theme.ground_light, theme.safe, 0.4),
            theme.on_ground,
            theme.on_ground_soft,
        )
    return Tones(theme.card_tint, theme.card, mix(theme.safe_tint, theme.safe, 0.12), theme.on_card, theme.on_card_soft)


def face_of(actor: str) -> str:
    """The icon that stands for a caller: a silhouette, never a face; a plain number is a telephone."""
    if not re.search(r"[^\d\s+\-*]", actor):
        return "phone"
    return next((name for word, name in _PEOPLE if word in actor), "other")


def bubble(look: Look, line: PhoneLine, w: float, ink: Tones) -> Block:
    """A message or a spoken line: theirs at the left, yours at the right; a name before a colon stands above it."""
    mine = line.who == "me"
    named = None if mine else _NAMED.match(line.text)
    inner = w * 0.94 - 48
    parts: list[Block] = []
    if line.red_packet:
        parts.append(_red_packet(look, line.red_packet, inner))
    words = named.group(2) if named else line.text
    natural = text_width(look.say(words), look.size(BODY)) + 2
    soft = line.old and not line.mark
    parts.append(text(look, words, min(inner, natural), BODY, ink.soft if soft else ink.text))
    body = _body(look, line, stack([*parts, *_mark(look, line, inner, ink)], 10), ink.me if mine else ink.them, 24)
    if named:
        face = icon(face_of(named.group(1)), look.size(CAPTION), ink.soft)
        name = beside([face, label(look, named.group(1), CAPTION, ink.soft)], 8)
        both = stack([boxed(name, ink.ground, pad=0, radius=0), body], 4)
        body = replace(both, seams=both.seams[1:])  # a name never stands without its words
    return stack([body], 0, "right" if mine else "left", w=w)


def note(look: Look, line: PhoneLine, w: float, ink: Tones) -> Block:
    """What is to be seen or noticed: fields as a form, permissions as switches, the other side's view as a list."""
    asked, seen = _ASKED.match(line.text), _SEEN.match(line.text)
    if asked:
        return _permissions(look, line, asked.group(1), _items(asked.group(2)), w, ink)
    if seen:
        return _seen(look, line, seen.group(1), _items(seen.group(2)), w)
    rows, rest = fields(line.text)
    if rows:
        return _form(look, line, rows, rest, w, ink)
    words = text(look, line.text, w - 40, BODY, ink.soft, align="centre", balance=True)
    return _body(look, line, stack([words, *_mark(look, line, w - 40, ink)], 10), ink.ground, 20, w)


def aside(look: Look, line: PhoneLine, w: float, ink: Tones) -> Block:
    """A voice that comes with the page: they talk on the line while you look at an app."""
    theme = look.theme
    size = look.size(BODY)
    inner = w - 48 - size - 16
    words = text(look, line.text, inner, BODY, theme.on_ground_soft if line.old else theme.on_ground)
    row = led(icon("chat", size, theme.on_ground_soft), words)
    dark = tones_of(look, True)
    return _body(look, line, stack([row, *_mark(look, line, w - 48, dark)], 10), theme.ground_light, 24, w)


def led(lead: Block, words: Block, gap: float = 16.0) -> Block:
    """Words with a picture before their first line; they can still be cut between lines."""
    row = beside([lead, words], gap, "top")
    return Block(row.w, row.h, row.items, words.seams)


def fields(words: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """The (label, value) pairs in a line like `收款人：某某。金额：100元。`, and the rest of its sentences."""
    rows: list[tuple[str, str]] = []
    rest: list[str] = []
    for sentence in re.findall(r"[^。]+。?", words):
        found = _FIELD.match(sentence.rstrip("。"))
        if found and not rest:
            rows.append((found.group(1), found.group(2)))
        else:
            rest.append(sentence)
    return tuple(rows), "".join(rest)


def _items(words: str) -> list[str]:
    return [part for part in re.split(r"、|，还有|。", words) if part]


def _form(look: Look, line: PhoneLine, rows: tuple[tuple[str, str], ...], rest: str, w: float, ink: Tones) -> Block:
    theme = look.theme
    inner = w - 48
    parts: list[Block] = []
    for name, value in rows:
        big = bool(_SUM.match(value))
        if parts:
            parts.append(Block(inner, 2, (Panel(rect=Rect(0, 0, inner, 2), fill=theme.card_tint),)))
        parts.append(
            stack(
                [
                    text(look, name, inner, CAPTION, theme.on_card_soft),
                    text(look, value, inner, HEADING if big else BODY, theme.on_card, "serif" if big else "sans"),
                ],
                0,
            )
        )
    if rest:
        parts.append(text(look, rest, inner, BODY, theme.on_card_soft))
    return _body(look, line, stack([*parts, *_mark(look, line, inner, ink)], 10), theme.card, 24, w)


def _permissions(look: Look, line: PhoneLine, head: str, names: list[str], w: float, ink: Tones) -> Block:
    theme = look.theme
    size = look.size(BODY)
    inner = w - 48
    parts = [text(look, head, inner, CAPTION, theme.on_card_soft)]
    for name in names:
        drawing = next((found for word, found in _PERMISSIONS.items() if word in name), "lock")
        words = text(look, name, inner - size - 16 - 96, BODY, theme.on_card)
        parts.append(beside([icon(drawing, size, theme.on_card), words, _switch(look)], 16))
    return _body(look, line, stack([*parts, *_mark(look, line, inner, ink)], 14), theme.card, 24, w)


def _switch(look: Look) -> Block:
    """A drawn switch that is still off."""
    theme = look.theme
    return Block(
        80,
        44,
        (
            Panel(rect=Rect(0, 0, 80, 44), fill=theme.smoke, radius=22),
            Panel(rect=Rect(4, 4, 36, 36), fill=theme.card, radius=18),
        ),
    )


def _seen(look: Look, line: PhoneLine, head: str, names: list[str], w: float) -> Block:
    """The same screen as the other side has it: what your phone shows, they see."""
    theme = look.theme
    size = look.size(BODY)
    inner = w - 48
    parts: list[Block] = [
        beside(
            [
                icon("screen_share", size * 1.3, theme.danger_light),
                text(look, head, inner - size * 1.3 - 14, BODY, theme.danger_light),
            ],
            14,
        )
    ]
    parts += [
        led(icon("dot", size, theme.danger_light), text(look, name, inner - size - 16, BODY, theme.on_ground))
        for name in names
    ]
    dark = tones_of(look, True)
    return _body(look, line, stack([*parts, *_mark(look, line, inner, dark)], 10), theme.ground_dark, 24, w)


def _red_packet(look: Look, yuan: int, w: float) -> Block:
    theme = look.theme
    size = look.size(BODY)
    words = stack(
        [
            label(look, look.say("红包 {n}元", n=yuan), BODY, theme.on_danger),
            label(look, "模拟，不能领取", CAPTION, theme.on_danger),
        ],
        0,
    )
    row = beside([icon("red_packet", size * 1.8, theme.on_danger), words], 16)
    return boxed(row, theme.danger, pad=20, pad_y=12, radius=16, w=min(w, row.w + 40))


def _mark(look: Look, line: PhoneLine, w: float, ink: Tones) -> list[Block]:
    if not line.mark:
        return []
    parts = [sign(look, line.mark)]
    if line.remark:
        parts.append(text(look, line.remark, w, CAPTION, ink.text))
    return [stack(parts, 8)]


def _body(look: Look, line: PhoneLine, inner: Block, fill: Colour, pad: float, w: float = 0.0) -> Block:
    """The panel under a line: as large as a finger needs when it can be touched."""
    touchable = bool(line.target)
    plain = fill in (tones_of(look, False).ground, tones_of(look, True).ground)
    return boxed(
        inner,
        look.theme.card if touchable and plain else fill,
        pad=pad,
        pad_y=12,
        radius=20,
        target=line.target,
        w=w,
        h=look.target if touchable else 0,
        valign=0.5 if touchable else 0.0,
    )
