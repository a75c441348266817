"""The first screen of 诈骗知识学习区: the rail of prints, and below it the lesson in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, label, sized, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, TITLE
from kiosk.draw.widgets import done_mark, next_button
from kiosk.parts import rail, scroller
from kiosk.parts.photograph import photograph
from kiosk.parts.rail import Rail, Station
from kiosk.parts.scroller import Scroll
from kiosk.zones.scam_lessons.card import table
from kiosk.zones.scam_lessons.models import Lesson

_GAP = 64.0
_SHAPE = 1.2
"""Of the print, width to height."""
_PRINT = 0.42
"""Share of a wide page's width that the print may take."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What one can begin at a station of the rail; `step` is what beginning it is called."""

    icon: str
    title: str
    summary: str
    step: str = "学这一课"
    step_again: str = "再学一遍"
    picture: str = ""


def lesson_offer(lesson: Lesson) -> Offer:
    """A module."""
    return Offer(lesson.icon, lesson.title, lesson.summary, picture=lesson.picture)


EAR = Offer("phone", "练练耳朵", "接三通电话听一听：哪通是真的，哪通是骗局？", "接电话", "再接几通")


def view(
    look: Look, offers: Sequence[Offer], stations: Sequence[Station], state: Rail, scroll: Scroll, learnt: int
) -> list[Item]:
    """The rail above, what stands in its middle below; `learnt` modules are gone through."""
    area = look.area
    height = rail.height(look, area.w, stations)
    offer, done = offers[state.front], stations[state.front].done
    rest = Rect(area.x, area.y + height + 12, area.w, area.h - height - 12)
    items = [*table(look), *rail.view(look, area, state, stations, "rail")]
    items += scroller.view(look, rest, lambda w: _offer(look, offer, done, learnt, w, rest.h), scroll, "read")
    return items + next_button(look, offer.step_again if done else offer.step, "next")


def _offer(look: Look, offer: Offer, done: bool, learnt: int, w: float, h: float) -> Block:
    """The print beside what the lesson is about, or above it on an upright page; the words alone where there is
    little height."""
    if look.portrait:
        words = _about(look, offer, done, learnt, w)
        room = min(h - words.h - _GAP / 2, w / _SHAPE)
        if room < 200:
            return words if words.h > h else sized(words, w, h)
        shown = photograph(look, offer.picture, room * _SHAPE, room, offer.icon)
        return sized(stack([sized(shown, w, 0, "centre"), words], _GAP / 2, w=w), w, h)
    width = min(w * _PRINT, h * _SHAPE)
    words = _about(look, offer, done, learnt, w - width - _GAP)
    if words.h > h:
        return _about(look, offer, done, learnt, w)
    shown = photograph(look, offer.picture, width, width / _SHAPE, offer.icon)
    return sized(beside([shown, words], _GAP), w, h, "centre")


def _about(look: Look, offer: Offer, done: bool, learnt: int, w: float) -> Block:
    theme = look.theme
    words = [
        text(look, offer.title, w, TITLE, theme.on_ground, "serif", balance=True),
        text(look, offer.summary, w, BODY, theme.on_ground, balance=True),
    ]
    marks = [done_mark(look, "学过了")] if done else []
    if learnt:
        marks.append(label(look, look.say("您已经学过 {n} 课", n=learnt), CAPTION, theme.on_ground_soft))
    return stack([*words, beside(marks, 20)] if marks else words, 22)
