"""The fixed head of each page of the drawn phone: a call, a chat, an app, a shared screen, a web page."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import assert_never

from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import CallKey, Device, Silhouette
from kiosk.draw.block import Block, beside, boxed, icon, label, place, space, stack, text
from kiosk.draw.items import Arc, Colour, Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING
from kiosk.parts.face import caller
from kiosk.parts.phone_lines import PhoneScreen

TALL = 560.0
"""A glass of this height or more, in units, has room for a large picture."""
PICTURE_LEAST = 176.0
"""Whoever is seen in a call is so at least that high, in units."""
_CALLER_LEAST, _CALLER_MOST, _RING = 110.0, 260.0, 0.19
"""Size of whoever calls, and how far each ring round them is."""


def banner(look: Look, screen: PhoneScreen, w: float, height: float, picture: float = inf) -> Block:
    """The head of the page, `w` units wide, on a glass of that height; it does not scroll. Whoever is seen in a call is
    so at most `picture` units high."""
    match screen.device:
        case Device.NONE | Device.RING:
            return space(4, w)
        case Device.SHARE:
            return _sharing(look, screen.actor, w)
        case Device.BROWSER:
            return _address(look, screen.actor, w)
        case Device.VIDEO:
            if height >= TALL:
                return _video(look, screen, w, min(height * 0.46, w * 0.66, max(PICTURE_LEAST, picture)))
            below = screen.absent.word if screen.absent else "视频通话中"
            return _title(look, screen, screen.figure.value, below, w, height)
        case Device.CALL:
            below = screen.absent.word if screen.absent else "通话中 · 实时字幕"
            return _title(look, screen, screen.figure.value, below, w, height)
        case Device.CHAT:
            return _title(look, screen, screen.figure.value, "聊天", w, height)
        case Device.GROUP:
            return _title(look, screen, "people", "群聊", w, height)
        case Device.SMS:
            return _title(look, screen, "sms", "短信", w, height)
        case Device.BANK:
            return _title(look, screen, "bank", "手机银行 · 转账", w, height)
        case Device.INSTALL:
            return _title(look, screen, "download", "请求安装", w, height)
        case _:
            assert_never(screen.device)


def _title(look: Look, screen: PhoneScreen, name: str, below: str, w: float, height: float) -> Block:
    """A round icon, who it is and what kind of page this is."""
    theme = look.theme
    dark = screen.device in (Device.CALL, Device.VIDEO)
    ink, soft = (theme.on_ground, theme.on_ground_soft) if dark else (theme.on_card, theme.on_card_soft)
    if look.large:
        return _slim_title(look, screen, name, below, w)
    disc = _disc(look, name, look.size(BODY) * (1.7 if height >= TALL else 1.4), dark)
    inner = w - 48 - disc.w - 18
    small = label(look, below, CAPTION, soft)
    natural = label(look, screen.actor, BODY, ink)
    if natural.w + small.w + 20 <= inner:
        words = beside([natural, small], 20)
    elif height >= TALL:
        words = stack([text(look, screen.actor, inner, BODY, ink), small], 0)
    else:
        words = text(look, screen.actor, inner, BODY, ink)
    row = beside([disc, words], 18)
    line = Panel(rect=Rect(0, row.h + 26, w, 2), fill=theme.ground_light if dark else theme.line)
    return Block(w, row.h + 28, (*place(row, 24, 16), line))


def _slim_title(look: Look, screen: PhoneScreen, name: str, below: str, w: float) -> Block:
    """The same in large type, on one line where it can be: the room is for what is said."""
    theme = look.theme
    dark = screen.device in (Device.CALL, Device.VIDEO)
    ink, soft = (theme.on_ground, theme.on_ground_soft) if dark else (theme.on_card, theme.on_card_soft)
    disc = _disc(look, name, look.size(BODY) * 1.2, dark)
    inner = w - 40 - disc.w - 14
    who = label(look, screen.actor, BODY, ink)
    if who.w > inner:
        who = text(look, screen.actor, inner, CAPTION, ink)
    small = label(look, below.partition(" · ")[0], CAPTION, soft)
    words = beside([who, small], 20) if who.w + small.w + 20 <= inner else who
    row = beside([disc, words], 14)
    line = Panel(rect=Rect(0, row.h + 10, w, 2), fill=theme.ground_light if dark else theme.line)
    return Block(w, row.h + 12, (*place(row, 20, 5), line))


def intro(look: Look, screen: PhoneScreen, w: float, room: float) -> Block:
    """What opens the scrolling part of a page: the caller while it rings, as large as there is `room`."""
    if screen.device is not Device.RING:
        return Block(w, 0)
    theme = look.theme
    inner = w - 24
    words = stack(
        [
            text(look, screen.actor, inner, HEADING, theme.on_ground, "serif", "centre", balance=True),
            text(look, "来电 · 正在响", inner, CAPTION, theme.on_ground_soft, align="centre"),
        ],
        8,
    )
    size = min(_CALLER_MOST, (room - words.h - 10) / (1 + 4 * _RING))
    if size < _CALLER_LEAST:
        return _small_caller(look, screen, w)
    off = size * _RING
    ring = [
        Arc(
            rect=Rect(-off * i, -off * i, size + 2 * off * i, size + 2 * off * i),
            start=0,
            sweep=360,
            width=4,
            colour=theme.mark if i == 1 else theme.smoke,
        )
        for i in (1, 2)
    ]
    disc = _disc(look, screen.figure.value, size, True)
    around = size + 4 * off
    picture = Block(around, around, tuple(place(Block(size, size, (*ring, *disc.items)), 2 * off, 2 * off)))
    return stack([picture, boxed(words, theme.ground_dark, pad=12, pad_y=0)], 10, "centre", w=w)


def _small_caller(look: Look, screen: PhoneScreen, w: float) -> Block:
    """Who calls, in one row, where what is said of it needs the room."""
    theme = look.theme
    disc = _disc(look, screen.figure.value, look.size(HEADING) * 1.8, True)
    natural = max(label(look, screen.actor, HEADING, face="serif").w, label(look, "来电 · 正在响", CAPTION).w)
    inner = min(natural, w - disc.w - 24)
    words = stack(
        [
            text(look, screen.actor, inner, HEADING, theme.on_ground, "serif"),
            text(look, "来电 · 正在响", inner, CAPTION, theme.on_ground_soft),
        ],
        0,
    )
    row = boxed(beside([disc, words], 24), theme.ground_dark, pad=0)
    return stack([replace(row, seams=())], 0, "centre", w=w)


def call_keys(look: Look, screen: PhoneScreen, w: float) -> Block:
    """The keys of a phone that rings, as on every real one: red at the left, green at the right; none without any."""
    theme = look.theme
    size = max(look.target, 112.0)
    keys = []
    for key, target in sorted(screen.keys, key=lambda pair: pair[0] is CallKey.ANSWER):
        answers = key is CallKey.ANSWER
        fill, ink = (theme.safe, theme.on_safe) if answers else (theme.danger, theme.on_danger)
        face = icon("phone" if answers else "phone_down", size * 0.5, ink)
        disc = boxed(
            face,
            fill,
            pad=0,
            w=size,
            h=size,
            radius=size / 2,
            align="centre",
            valign=0.5,
            target=target,
            alt=look.say(key.word),
        )
        keys.append(stack([disc, label(look, key.word, CAPTION, theme.on_ground)], 6, "centre"))
    if not keys:
        return Block(w, 0)
    between = max(0.0, (w - sum(key.w for key in keys)) / (len(keys) + 1))
    row = beside(keys, between, "top")
    return Block(w, row.h, tuple(place(row, (w - row.w) / 2, 0)))


def _disc(look: Look, name: str, size: float, dark: bool) -> Block:
    """A round picture of whoever it is: a silhouette or a sign, never a face."""
    theme = look.theme
    fill: Colour = theme.ground_light if dark else theme.ground
    return boxed(
        icon(name, size * 0.6, theme.on_ground),
        fill,
        pad=0,
        w=size,
        h=size,
        radius=size / 2,
        align="centre",
        valign=0.5,
    )


def _video(look: Look, screen: PhoneScreen, w: float, h: float) -> Block:
    """Whoever calls, in the picture; yourself small in the corner."""
    theme = look.theme
    middle = w * (0.7 if look.large else 0.5)
    width = min(w * 0.5 if look.large else w - 60, label(look, screen.actor, CAPTION).w)
    tag = boxed(
        text(look, screen.actor, width, CAPTION, theme.on_ground), theme.ground_dark, pad=14, pad_y=4, radius=12
    )
    mine = boxed(
        icon("visitor" if screen.mine is Silhouette.OTHER else screen.mine.value, 72, theme.on_ground_soft),
        theme.ground_dark,
        pad=14,
        radius=16,
        border=theme.smoke,
        border_width=2,
    )
    if screen.absent:
        said = label(look, screen.absent.word, BODY, theme.on_ground)
        waiting = stack([_disc(look, "video", 120, True), said], 16, "centre")
        free = h - tag.h - 32
        waiting = waiting if waiting.h <= free else said
        items: list[Item] = [Panel(rect=Rect(0, 0, w, h), fill=theme.ground, radius=28)]
        items += place(waiting, (w - waiting.w) / 2, max(8.0, (free - waiting.h) / 2))
    else:
        items = caller(w, h, middle, screen.figure, screen.traits, screen.pose)
    items += [] if look.large else place(mine, w - mine.w - 16, 16)
    return Block(w, h, (*items, *place(tag, 16, h - tag.h - 16)))


def _sharing(look: Look, actor: str, w: float) -> Block:
    theme = look.theme
    size = look.size(BODY)
    inner = w - 72 - size * 1.2 - 14
    head = label(look, "正在共享屏幕", BODY, theme.on_danger)
    who = label(look, actor, CAPTION, theme.on_danger) if actor else space(0)
    if head.w + who.w + 20 <= inner:
        words = beside([head, who], 20)
    elif look.large:  # who looks at it is told, and that is enough
        words = text(look, actor, inner, CAPTION, theme.on_danger)
    else:
        words = stack(
            [
                text(look, "正在共享屏幕", inner, BODY, theme.on_danger),
                text(look, actor, inner, CAPTION, theme.on_danger),
            ],
            0,
        )
    row = beside([icon("share_screen", size * 1.2, theme.on_danger), words], 14)
    strip = boxed(row, theme.danger, pad=20, pad_y=12, radius=20, w=w - 32)
    return Block(w, strip.h + 16, tuple(place(strip, 16, 16)))


def _address(look: Look, actor: str, w: float) -> Block:
    theme = look.theme
    size = look.size(CAPTION)
    words = text(look, actor, w - 72 - size - 12, CAPTION, theme.on_card)
    row = beside([icon("globe", size, theme.on_card_soft), words], 12)
    bar = boxed(row, theme.card, pad=20, pad_y=10, radius=24, w=w - 32, border=theme.line, border_width=2)
    return Block(w, bar.h + 16, tuple(place(bar, 16, 16)))
