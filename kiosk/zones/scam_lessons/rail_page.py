"""The first screen of 诈骗知识学习区: the rail, and below it what the module in the middle is about."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, sized, space, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, TITLE
from kiosk.draw.widgets import done_mark, next_button
from kiosk.parts import rail, scroller
from kiosk.parts.rail import Rail, Station
from kiosk.parts.scroller import Scroll
from kiosk.zones.scam_lessons.models import Lesson

_PAD = 48.0
_SHORT = 400.0


def view(
    look: Look, modules: Sequence[Lesson], stations: Sequence[Station], state: Rail, scroll: Scroll, learnt: int
) -> list[Item]:
    """The rail above, the chosen module below; `learnt` modules are gone through."""
    area = look.area
    height = rail.height(look, area.w, stations)
    items = rail.view(look, area, state, stations, "rail")
    rest = Rect(area.x, area.y + height, area.w, area.h - height)
    index = state.front
    items += scroller.view(
        look,
        rest,
        lambda w: _module(look, modules[index], stations[index].done, learnt, len(modules), w, rest.h),
        scroll,
        "read",
    )
    return items + next_button(look, "再学一遍" if stations[index].done else "学这一课", "next")


def _module(look: Look, module: Lesson, done: bool, learnt: int, count: int, w: float, h: float) -> Block:
    theme = look.theme
    inside = w - 2 * _PAD
    if h < _SHORT:
        body = _short(look, module, inside, h - 32)
    elif w > 1300 and not look.large:
        disc = _disc(look, module, h)
        left = (inside - disc.w - 128) * 0.56
        about = _about(look, module, done, learnt, count, left)
        right = inside - disc.w - 128 - left
        listed = _contents(look, module, right, 14, BODY)
        body = beside([disc, about, listed if listed.h <= h - 64 else _contents(look, module, right)], 64)
    else:
        top = [] if look.large else [_disc(look, module, h)]
        top.append(_about(look, module, done, learnt, count, inside))
        body = stack([*top, _contents(look, module, inside, 14, BODY)], 36)
        if look.large or body.h > h - 64:
            body = stack([*top, _contents(look, module, inside)], 36)
    pad = max(16.0, min(_PAD, (h - body.h) / 2))
    return boxed(body, theme.ground_light, pad=_PAD, pad_y=pad, w=w, h=min(h, body.h + 240), valign=0.5 * (body.h < h))


def _disc(look: Look, module: Lesson, h: float) -> Block:
    size = min(272.0, h - 64)
    return boxed(icon(module.icon, size * 0.6, look.theme.accent), look.theme.ground, pad=size * 0.2, radius=size / 2)


def _short(look: Look, module: Lesson, w: float, h: float) -> Block:
    """Where there is little height, what the rail does not say already: the summary, then the contents if they fit."""
    contents = _contents(look, module, w * 0.42, 4)
    summary = text(look, module.summary, w, BODY, look.theme.on_ground)
    if look.large or w < 1300 or contents.h > h:
        return stack([summary, _contents(look, module, w)], 24)
    left = w * 0.58 - 64
    about = stack(
        [
            text(look, module.title, left, TITLE, look.theme.on_ground, "serif", balance=True),
            text(look, module.summary, left, BODY, look.theme.on_ground, balance=True),
        ],
        18,
    )
    return beside([about, contents], 64)


def _about(look: Look, module: Lesson, done: bool, learnt: int, count: int, w: float) -> Block:
    theme = look.theme
    if done:
        facts = sized(done_mark(look, "学过了"), w, 0)
    else:
        facts = text(look, look.say("{n} 张卡片，1 个练习", n=len(module.cards)), w, CAPTION, theme.on_ground_soft)
    words = [
        text(look, look.say("第 {n} 课，共 {all} 课", n=module.order, all=count), w, CAPTION, theme.accent),
        text(look, module.title, w, TITLE, theme.on_ground, "serif", balance=True),
        text(look, module.summary, w, BODY, theme.on_ground, balance=True),
        facts,
    ]
    if learnt:
        words.append(text(look, look.say("您已经学过 {n} 课", n=learnt), w, CAPTION, theme.on_ground_soft))
    return stack(words, 18)


def _contents(look: Look, module: Lesson, w: float, gap: float = 10.0, role: float = CAPTION) -> Block:
    """What the cards are about: a short list."""
    theme = look.theme
    size = look.size(role)
    rows = [text(look, "这一课讲", w, CAPTION, theme.on_ground_soft)]
    for card in module.cards:
        title = text(look, card.title, w - size - 16, role, theme.on_ground)
        dot = stack([space(size * 0.22), icon("dot", size, theme.accent)], 0)
        rows.append(beside([dot, title], 16, "top"))
    return stack(rows, gap)
