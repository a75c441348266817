"""The first screen of 诈骗知识学习区: the rail, and below it what the module in the middle is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, sized, space, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, TITLE
from kiosk.draw.widgets import done_mark, next_button
from kiosk.parts import rail, scroller
from kiosk.parts.glass import glass
from kiosk.parts.rail import Rail, Station
from kiosk.parts.scroller import Scroll
from kiosk.parts.still_life import pictured
from kiosk.zones.scam_lessons.models import Lesson

_PAD = 48.0
_SHORT = 400.0
_FACE, _FACE_MOST = 1.1, 400.0
"""Shape of a lesson's picture, width to height; its greatest height."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What one can begin at a station of the rail: `facts` say how much it is, `contents` what it is about; `step` is
    what beginning it is called."""

    icon: str
    title: str
    summary: str
    facts: str
    contents: tuple[str, ...]
    step: str = "学这一课"
    step_again: str = "再学一遍"
    picture: str = ""
    piece: str = ""
    """The zone's piece of glass, for what has no picture of its own."""


def lesson_offer(look: Look, lesson: Lesson) -> Offer:
    """A module: its cards and its exercise."""
    facts = look.say("{n} 张卡片，1 个练习", n=len(lesson.cards))
    return Offer(
        lesson.icon,
        lesson.title,
        lesson.summary,
        facts,
        tuple(card.title for card in lesson.cards),
        picture=lesson.picture,
    )


EAR = Offer(
    "phone",
    "练练耳朵",
    "接几通电话听一听：哪通是真的，哪通是骗局？",
    "3 通电话，大约 3 分钟",
    ("电话响了，点绿色的键接起来", "字幕跟着声音走", "听到要紧的那一句，再判断", "每通都告诉您凭的是哪一句"),
    "接电话",
    "再接几通",
)


def view(
    look: Look, offers: Sequence[Offer], stations: Sequence[Station], state: Rail, scroll: Scroll, learnt: int
) -> list[Item]:
    """The rail above, what stands in its middle below; `learnt` modules are gone through."""
    area = look.area
    height = rail.height(look, area.w, stations)
    items = rail.view(look, area, state, stations, "rail")
    rest = Rect(area.x, area.y + height, area.w, area.h - height)
    index = state.front
    items += scroller.view(
        look,
        rest,
        lambda w: _offer(look, offers[index], index, stations[index].done, learnt, len(offers), w, rest.h),
        scroll,
        "read",
    )
    offer = offers[index]
    return items + next_button(look, offer.step_again if stations[index].done else offer.step, "next")


def _offer(look: Look, offer: Offer, index: int, done: bool, learnt: int, count: int, w: float, h: float) -> Block:
    theme = look.theme
    inside = w - 2 * _PAD
    if h < _SHORT:
        body = _short(look, offer, inside, h - 32)
    elif w > 1300 and not look.large:
        disc = _disc(look, offer, h)
        left = (inside - disc.w - 128) * 0.56
        about = _about(look, offer, index, done, learnt, count, left)
        right = inside - disc.w - 128 - left
        listed = _contents(look, offer, right, 14, BODY)
        body = beside([disc, about, listed if listed.h <= h - 64 else _contents(look, offer, right)], 64)
    else:
        about = _about(look, offer, index, done, learnt, count, inside)
        room = h - 2 * _PAD - 72 - about.h - _contents(look, offer, inside).h
        top = [about] if look.large else [_strip(look, offer, inside, room), about]
        body = stack([*top, _contents(look, offer, inside, 14, BODY)], 36)
        if look.large or body.h > h - 64:
            body = stack([*top, _contents(look, offer, inside)], 36)
    pad = max(16.0, min(_PAD, (h - body.h) / 2))
    return boxed(body, theme.ground_light, pad=_PAD, pad_y=pad, w=w, h=min(h, body.h + 240), valign=0.5 * (body.h < h))


def _disc(look: Look, offer: Offer, h: float) -> Block:
    size = min(272.0, h - 64)
    if offer.picture or offer.piece:
        height = min(_FACE_MOST, h - 64)
        return _face(look, offer, height * _FACE, height)
    return boxed(icon(offer.icon, size * 0.6, look.theme.mark), look.theme.ground, pad=size * 0.2, radius=size / 2)


def _strip(look: Look, offer: Offer, w: float, room: float) -> Block:
    """The picture above the words, across the page, in the `room` they leave; the disc where there is no picture."""
    if not offer.picture and not offer.piece:
        return _disc(look, offer, room)
    return _face(look, offer, w, max(160.0, min(w * 0.6, room)))


def _face(look: Look, offer: Offer, w: float, h: float) -> Block:
    if offer.picture:
        return pictured(look, offer.picture, w, h, offer.icon)
    return glass(look, offer.piece, w, h, look.theme.ground)


def _short(look: Look, offer: Offer, w: float, h: float) -> Block:
    """Where there is little height, what the rail does not say already: the summary, then the contents if they fit."""
    contents = _contents(look, offer, w * 0.42, 4)
    summary = text(look, offer.summary, w, BODY, look.theme.on_ground)
    if look.large or w < 1300 or contents.h > h:
        return stack([summary, _contents(look, offer, w)], 24)
    left = w * 0.58 - 64
    about = stack(
        [
            text(look, offer.title, left, TITLE, look.theme.on_ground, "serif", balance=True),
            text(look, offer.summary, left, BODY, look.theme.on_ground, balance=True),
        ],
        18,
    )
    return beside([about, contents], 64)


def _about(look: Look, offer: Offer, index: int, done: bool, learnt: int, count: int, w: float) -> Block:
    theme = look.theme
    if done:
        facts = sized(done_mark(look, "学过了"), w, 0)
    else:
        facts = text(look, offer.facts, w, CAPTION, theme.on_ground_soft)
    words = [
        text(look, look.say("第 {n} 课，共 {all} 课", n=index + 1, all=count), w, CAPTION, theme.mark),
        text(look, offer.title, w, TITLE, theme.on_ground, "serif", balance=True),
        text(look, offer.summary, w, BODY, theme.on_ground, balance=True),
        facts,
    ]
    if learnt:
        words.append(text(look, look.say("您已经学过 {n} 课", n=learnt), w, CAPTION, theme.on_ground_soft))
    return stack(words, 18)


def _contents(look: Look, offer: Offer, w: float, gap: float = 10.0, role: float = CAPTION) -> Block:
    """What the cards are about: a short list."""
    theme = look.theme
    size = look.size(role)
    rows = [text(look, "这一课讲", w, CAPTION, theme.on_ground_soft)]
    for words in offer.contents:
        title = text(look, words, w - size - 16, role, theme.on_ground)
        dot = stack([space(size * 0.22), icon("dot", size, theme.mark)], 0)
        rows.append(beside([dot, title], 16, "top"))
    return stack(rows, gap)
