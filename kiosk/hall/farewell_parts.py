"""The parts of the farewell as seen: thanks beside the bead, what was found out, the code word, a tip, the code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, label, moving, place, roomy, sized, stack, text
from kiosk.draw.items import Code, Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING, TITLE
from kiosk.draw.widgets import button, tag
from kiosk.parts import scroller
from kiosk.parts.bead import bead, shade_of
from kiosk.parts.scroller import Scroll
from kiosk.reports.summary import VisitSummary

NOTHING = VisitSummary()
_BEAD = 170.0
_CODE_LEAST, _CODE_MOST = 260.0, 448.0


@dataclass(frozen=True, slots=True)
class Tip:
    """A sentence to take home; `about` names the kind of scam, "" for a general one."""

    about: str
    text: str


@dataclass(frozen=True, slots=True)
class TakenHome:
    """What a group takes home: thanks, the seed of its bead, what it found out, the family's code word, the tips."""

    thanks: str
    seed: int
    summary: VisitSummary
    code_word: str
    tips: Sequence[Tip]


def findings(look: Look, room: Rect, home: TakenHome, scroll: Scroll, name: str) -> list[Item]:
    """Thanks beside the bead, the findings, the code word and a tip, one below the other."""

    def build(grown: Look, w: float, first: float = TITLE, gap: float = 34.0) -> Block:
        if look.large:  # fewer things, none of them below the fold
            found, code = _found(grown, home.summary, w), _code_word(grown, home.code_word, w)
            both = stack([found, code], gap)
            return (
                both if both.h <= room.h else code if code.h <= room.h else _code_word(grown, home.code_word, w, True)
            )
        blocks = [_thanks(grown, home, w, first), _code_word(grown, home.code_word, w), _tip(grown, home.tips[0], w)]
        return stack(blocks, gap)

    tight = build(look, room.w).h > room.h
    if tight:
        return scroller.view(look, room, lambda w: build(look, w, HEADING, 22.0), scroll, name)
    grown = roomy(look, room.w, room.h, build)
    block = build(grown, room.w)
    return place(block, room.x, room.y + (room.h - block.h) / 2)


def code_card(look: Look, data: str, w: float, h: float) -> Block:
    """The code with what it is for: beside it where `h` is 0, else above and below it, `h` units high."""
    theme = look.theme
    address = data.startswith("http")
    head = "扫一扫，带回家"
    note = "手机扫码，就能打开本馆的提醒。" if address else "码里只有几句提醒，没有任何人的信息。"
    if not h:
        side = 320.0
        free = w - 3 * 36 - side
        words = [
            text(look, head, free, HEADING, theme.on_card, "serif"),
            text(look, note, free, CAPTION, theme.on_card_soft),
            _help(look, free),
        ]
        return boxed(beside([_code(look, data, side), stack(words, 14)], 36), theme.card, pad=36, pad_y=28, w=w)
    inside = w - 72
    words = [
        text(look, head, inside, BODY if look.large else HEADING, theme.on_card, "serif", "centre"),
        text(look, note, inside, CAPTION, theme.on_card_soft, align="centre", balance=True),
        sized(_help(look, inside), inside, 0, "centre"),
    ]
    while len(words) > 1 and sum(b.h + 16 for b in words) + 64 + _CODE_LEAST > h:
        words.pop()
    side = min(_CODE_MOST, inside, h - 64 - sum(b.h + 16 for b in words))
    parts = [words[0], sized(_code(look, data, side), inside, 0, "centre"), *words[1:]]
    return boxed(stack(parts, 16), theme.card, pad=36, pad_y=32, w=w, h=h, valign=0.5)


def _code(look: Look, data: str, side: float) -> Block:
    item = Code(rect=Rect(0, 0, side, side), data=data, dark=look.theme.on_card, light=look.theme.card)
    return Block(side, side, (item,))


def _help(look: Look, w: float) -> Block:
    theme = look.theme
    size = look.size(CAPTION)
    words = label(look, "打 96110" if look.large else "拿不准，打 96110", CAPTION, theme.on_card)
    row = beside([icon("phone", size * 1.1, theme.on_card), words], 12)
    if row.w + 48 > w:
        return row
    return boxed(row, theme.accent_tint, pad=24, pad_y=10, radius=(row.h + 20) / 2)


def _thanks(look: Look, home: TakenHome, w: float, role: float) -> Block:
    """The group's bead, beside it the first sentence large and what was found out."""
    ball = moving(bead(shade_of(home.seed), _BEAD), "settle")
    own = stack([ball, label(look, "你们的一颗珠子", CAPTION, look.theme.on_ground_soft)], 8, "centre")
    inside = w - own.w - 40
    first, mark, _ = home.thanks.partition("。")
    words = [text(look, first + mark, inside, role, look.theme.on_ground, "serif", balance=True)]
    words.append(_found(look, home.summary, inside))
    return beside([own, stack(words, 16)], 40)


def _found(look: Look, summary: VisitSummary, w: float) -> Block:
    """Both sides of one thing: scams seen through, genuine ones recognised, of those the group judged. What came out
    badly is no last word: there stands what to do instead."""
    judged = summary.judged
    pairs = [
        ("识破骗局", judged.hits, judged.hits + judged.misses, "拿不准，先挂断再核实"),
        ("认得真事", judged.correct_rejections, judged.correct_rejections + judged.false_alarms, "真的不怕您核实"),
    ]
    said = [_pair(look, *pair, (w - 40) / 2) for pair in pairs if pair[2]]
    if not said:
        return text(look, "挑一件今天看到的，讲给家里人听", w, BODY, look.theme.on_ground_soft)
    return beside(said, 40, "top")


def _pair(look: Look, words: str, right: int, of: int, instead: str, w: float) -> Block:
    theme = look.theme
    if 2 * right < of:
        return text(look, instead, w, HEADING, theme.safe_light, "serif", balance=True)
    figure = text(look, look.say("{n} / {of}", n=right, of=of), w, TITLE, theme.mark, "serif")
    return stack([label(look, words, BODY, theme.on_ground_soft), figure], 2)


def _code_word(look: Look, words: str, w: float, bare: bool = False) -> Block:
    """A word that a family agrees on, large, and another one for who does not like it; `bare` without saying when."""
    theme = look.theme
    inside = w - 2 * 36
    another = button(look, "换一个", "another", "quiet", icon_name="again")
    large = text(look, f"“{words}”", inside - another.w - 24, TITLE * 1.2, theme.on_card, "serif")
    rows = [
        text(look, "回家约一个全家暗号", inside, BODY, theme.on_card_soft),
        beside([large, another], 24),
        text(look, "接到要钱的电话，先对暗号", inside, BODY, theme.on_card),
    ]
    return boxed(stack(rows[:2] if bare else rows, 6), theme.accent_tint, pad=36, pad_y=12 if bare else 26, w=w)


def _tip(look: Look, tip: Tip, w: float) -> Block:
    theme = look.theme
    size = look.size(BODY)
    rows = [tag(look, tip.about, on_dark=True)] if tip.about else []
    words = text(look, tip.text, w - size - 20, HEADING, theme.on_ground, "serif", balance=True)
    rows.append(beside([icon("star", size, theme.mark), words], 20, "top"))
    return stack(rows, 10, w=w)
