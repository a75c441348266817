"""What stands on the drawn phone, line by line: bubbles, captions, forms, lists of permissions, red packets.

Who speaks and what is a form is said by whoever makes the line; nothing is read out of its words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, assert_never

from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import CallKey, Device, FaceTrait, Silhouette, Term
from kiosk.draw.block import Block, beside, boxed, icon, label, stack, text
from kiosk.draw.items import Colour, Face, Panel
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION, HEADING, mix
from kiosk.draw.widgets import flow
from kiosk.parts.face import Pose

Side = Literal["them", "me", "note"]
"""Whose line it is: theirs at the left, yours at the right, what is to be noticed across the page."""


@dataclass(frozen=True, slots=True)
class FormRow:
    """One field of a form; a `large` value stands out, as a sum does."""

    label: str
    value: str
    large: bool = False


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A form; the line's own text stands below its rows."""

    rows: tuple[FormRow, ...]


@dataclass(frozen=True, slots=True)
class PermissionSheet:
    """What an app asks for, as (icon, name) pairs with switches; the line's own text stands above."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SeenSheet:
    """What the other side sees of this phone; the line's own text stands above."""

    things: tuple[str, ...]


PhoneSheet = FormSheet | PermissionSheet | SeenSheet


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """One line on the phone. `old` lines were there before and step back; `red_packet` is a sum in yuan.

    A `speaker` stands above a line of theirs, with the icon of that `figure`. With a `sheet` the line is a form.
    """

    text: str
    who: Side = "them"
    red_packet: int = 0
    old: bool = False
    speaker: str = ""
    figure: Silhouette = Silhouette.OTHER
    sheet: PhoneSheet | None = None


class Absent(Term):
    """Why the other side of a call is not there."""

    CALLED = "called", "等待接通…"
    CUT = "cut", "已经断开"


@dataclass(frozen=True, slots=True)
class PhoneScreen:
    """What the phone shows: a device, who it is (a name and a silhouette), and its lines, oldest first. While it is
    `following` somebody who speaks, its newest line stays in sight. A phone that rings has `keys`, each with the word
    that a touch of it says. `writing`: somebody (`writer`, "" the other side) writes, seen in that step of 6; 0 nobody.
    Where nobody is `absent`, somebody with those `traits` and that `pose` is seen in a video call. A touch anywhere on
    it says `onward`, if that is a word. Whoever holds it is the figure `mine`. A page that does
    not fit stands still at that of its new lines which `decides`."""

    device: Device
    actor: str = ""
    lines: tuple[PhoneLine, ...] = ()
    figure: Silhouette = Silhouette.OTHER
    following: bool = False
    keys: tuple[tuple[CallKey, str], ...] = ()
    writing: int = 0
    writer: str = ""
    absent: Absent | None = None
    traits: tuple[FaceTrait, ...] = ()
    pose: Pose = Pose()
    onward: str = ""
    mine: Silhouette = Silhouette.OTHER
    decides: int = 0


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


def bubble(look: Look, line: PhoneLine, w: float, ink: Tones) -> Block:
    """A message or a spoken line: theirs at the left with the speaker's name above, yours at the right."""
    mine = line.who == "me"
    pad = 20 if look.large else 24
    inner = (w if look.large else w * 0.94) - 2 * pad
    parts: list[Block] = []
    if line.red_packet:
        parts.append(_red_packet(look, line.red_packet, inner))
    natural = text_width(look.say(line.text), look.size(BODY)) + 2
    parts.append(text(look, line.text, min(inner, natural), BODY, ink.soft if line.old else ink.text))
    body = _body(stack(parts, 10), ink.me if mine else ink.them, pad)
    if line.speaker:
        face = icon(line.figure.value, look.size(CAPTION), ink.soft)  # a silhouette, never a face
        name = beside([face, label(look, line.speaker, CAPTION, ink.soft)], 8)
        both = stack([boxed(name, ink.ground, pad=0, radius=0), body], 4)
        body = replace(both, seams=both.seams[1:])  # a name never stands without its words
    return stack([body], 0, "right" if mine else "left", w=w)


def writing(look: Look, screen: PhoneScreen, w: float, ink: Tones) -> Block:
    """Somebody is writing: three dots that breathe."""
    theme = look.theme
    said = look.say("{who}正在输入…", who=screen.writer) if screen.writer else look.say("对方正在输入…")
    words = label(look, said, CAPTION, ink.soft)
    size, gap = look.size(CAPTION) * 0.5, 10.0
    dots = []
    for i in range(3):
        share = (0.35, 0.6, 1.0, 0.6, 0.35, 0.35)[(screen.writing - 1 - i) % 6]
        r = size * (0.7 + 0.3 * share)
        at = Rect(i * (size + gap) + (size - r) / 2, (size - r) / 2, r, r)
        dots.append(Panel(rect=at, fill=mix(ink.them, theme.smoke, share), radius=r / 2))
    row = beside([Block(3 * size + 2 * gap, size, tuple(dots)), words], 18)
    return stack([_body(row, ink.them, 24)], 0, w=w)


def sheet_of(look: Look, line: PhoneLine, sheet: PhoneSheet, w: float) -> Block:
    """A form, permissions as switches, or the other side's view as a list."""
    match sheet:
        case FormSheet():
            return _form(look, sheet, line.text, w)
        case PermissionSheet():
            return _permissions(look, sheet, line.text, w)
        case SeenSheet():
            return _seen(look, sheet, line.text, w)
        case _:
            assert_never(sheet)


def note(look: Look, line: PhoneLine, w: float, ink: Tones) -> Block:
    """What is to be noticed, across the page."""
    return _body(text(look, line.text, w - 40, BODY, ink.soft, align="centre", balance=True), ink.ground, 20, w)


def aside(look: Look, line: PhoneLine, w: float) -> Block:
    """A voice that comes with the page: they talk on the line while you look at an app."""
    theme = look.theme
    size = look.size(BODY)
    inner = w - 48 - size - 16
    said = look.say("{who}：{words}", who=line.speaker, words=look.say(line.text)) if line.speaker else line.text
    words = text(look, said, inner, BODY, theme.on_ground_soft if line.old else theme.on_ground)
    return _body(led(icon("chat", size, theme.on_ground_soft), words), theme.ground_light, 24, w)


def led(lead: Block, words: Block, gap: float = 16.0) -> Block:
    """Words with a picture before their first line; they can still be cut between lines."""
    row = beside([lead, words], gap, "top")
    return Block(row.w, row.h, row.items, words.seams)


def _form(look: Look, sheet: FormSheet, below: str, w: float) -> Block:
    theme = look.theme
    inner = w - 48
    parts: list[Block] = []
    for row in sheet.rows:
        if parts:
            parts.append(Block(inner, 2, (Panel(rect=Rect(0, 0, inner, 2), fill=theme.card_tint),)))
        parts.append(_field(look, row, inner))
    if below:
        parts.append(text(look, below, inner, BODY, theme.on_card_soft))
    return _body(stack(parts, 6 if look.large else 10), theme.card, 24, w)


def _field(look: Look, row: FormRow, w: float) -> Block:
    """A field of a form: on one line if it can be, its value a little smaller rather than below."""
    theme = look.theme
    face: Face = "serif" if row.large else "sans"
    named = label(look, row.label, CAPTION, theme.on_card_soft)
    roles = (HEADING, BODY) if row.large else (BODY, CAPTION) if look.large else (BODY,)
    for role in roles:
        value = label(look, row.value, role, theme.on_card, face)
        if named.w + value.w + 32 <= w:
            return beside([named, Block(w - named.w - value.w, 0), value], 0)
    fits = (role for role in roles if label(look, row.value, role, face=face).w <= w)
    value = text(look, row.value, w, next(fits, roles[-1]), theme.on_card, face)
    return stack([text(look, row.label, w, CAPTION, theme.on_card_soft), value], 0)


def _permissions(look: Look, sheet: PermissionSheet, head: str, w: float) -> Block:
    theme = look.theme
    size = look.size(BODY)
    inner = w - 48
    parts = [text(look, head, inner, CAPTION, theme.on_card_soft)]
    for drawing, name in sheet.rows:
        words = text(look, name, inner - size - 16 - 96, BODY, theme.on_card)
        parts.append(beside([icon(drawing, size, theme.on_card), words, _switch(look)], 16))
    return _body(stack(parts, 4 if look.large else 8), theme.card, 24, w)


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


def _seen(look: Look, sheet: SeenSheet, head: str, w: float) -> Block:
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
    things = [
        led(
            icon("dot", size, theme.danger_light),
            text(look, thing, min(inner - size - 10, text_width(look.say(thing), size) + 2), BODY, theme.on_ground),
            10,
        )
        for thing in sheet.things
    ]
    parts.append(flow(look, things, inner, 4 if look.large else 16))
    return _body(stack(parts, 2 if look.large else 6), theme.ground_dark, 24, w)


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


def _body(inner: Block, fill: Colour, pad: float, w: float = 0.0) -> Block:
    """The panel under a line."""
    return boxed(inner, fill, pad=pad, pad_y=10, radius=20, w=w)
