"""The parts of the farewell as seen: thanks beside the bead, what was found out, the code word, a tip, the code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, label, moving, place, roomy, sized, stack, text
from kiosk.draw.items import Code, Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING, TITLE
from kiosk.draw.widgets import button
from kiosk.parts import scroller
from kiosk.parts.bead import bead, shade_of
from kiosk.parts.scroller import Scroll
from kiosk.reports.summary import VisitSummary

NOTHING = VisitSummary()
_BEAD = 170.0
_LOW = 1000.0
"""Height of an upright screen's area below which the code is smaller."""
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

    @property
    def first(self) -> str:
        """The first sentence of the thanks."""
        first, mark, _ = self.thanks.partition("。")
        return first + mark


def findings(look: Look, room: Rect, home: TakenHome, scroll: Scroll, name: str) -> list[Item]:
    """Thanks beside the bead, the findings, the code word and a tip, one below the other; fewer things, and none below
    the fold, where type is large or the place low."""

    def whole(grown: Look, w: float, first: float = TITLE, gap: float = 34.0) -> Block:
        blocks = [_thanks(grown, home, w, first), _code_word(grown, home.code_word, w), _tip(grown, home.tips[0], w)]
        return stack(blocks, gap)

    if look.large:
        return _midway(_fewer(look, room, home), room)
    if whole(look, room.w).h <= room.h:
        return _midway(whole(roomy(look, room.w, room.h, whole), room.w), room)
    tight = whole(look, room.w, HEADING, 22.0)
    fewer = _fewer(look, room, home)
    if tight.h > room.h >= fewer.h:
        return _midway(fewer, room)
    return scroller.view(look, room, lambda w: whole(look, w, HEADING, 22.0), scroll, name)


def _midway(block: Block, room: Rect) -> list[Item]:
    return place(block, room.x, room.y + (room.h - block.h) / 2)


def _fewer(look: Look, room: Rect, home: TakenHome) -> Block:
    """Without bead and tip, and as much of the rest as fits."""
    w = room.w
    thanks = text(look, home.first, w, HEADING, look.theme.on_ground, "serif", balance=True)
    found, code = _found(look, home.summary, w), _code_word(look, home.code_word, w)
    bare = _code_word(look, home.code_word, w, True)
    ways = [[thanks, found, code], [thanks, found, bare], [thanks, code], [thanks, bare], [code]]
    return next((made for made in (stack(kept, 22) for kept in ways) if made.h <= room.h), bare)


def code_card(look: Look, data: str, w: float, h: float) -> Block:
    """The code with what it is for: beside it where `h` is 0, else above and below it, `h` units high."""
    theme = look.theme
    address = data.startswith("http")
    head = "扫码带回家" if look.large else "扫一扫，带回家"
    note = "手机扫码，就能打开本馆的提醒。" if address else "码里只有几句提醒，没有任何人的信息。"
    if not h:
        side = 320.0 if look.area.h > _LOW else 240.0
        free = w - 3 * 36 - side
        words = [
            text(look, head, free, HEADING, theme.on_card, "serif"),
            text(look, note, free, CAPTION, theme.on_card_soft),
        ]
        return boxed(beside([_code(look, data, side), stack(words, 14)], 36), theme.card, pad=36, pad_y=28, w=w)
    inside = w - 72
    words = [
        text(look, head, inside, BODY if look.large else HEADING, theme.on_card, "serif", "centre", balance=True),
        *([] if look.large else [text(look, note, inside, CAPTION, theme.on_card_soft, align="centre", balance=True)]),
    ]
    while len(words) > 1 and sum(b.h + 16 for b in words) + 64 + _CODE_LEAST > h:
        words.pop()
    side = min(_CODE_MOST, inside, h - 64 - sum(b.h + 16 for b in words))
    parts = [words[0], sized(_code(look, data, side), inside, 0, "centre"), *words[1:]]
    return boxed(stack(parts, 16), theme.card, pad=36, pad_y=32, w=w, h=h, valign=0.5)


def _code(look: Look, data: str, side: float) -> Block:
    item = Code(rect=Rect(0, 0, side, side), data=data, dark=look.theme.on_card, light=look.theme.card)
    return Block(side, side, (item,))


def _thanks(look: Look, home: TakenHome, w: float, role: float) -> Block:
    """The group's bead, beside it the first sentence large and what was found out."""
    ball = moving(bead(shade_of(home.seed), _BEAD), "settle")
    own = stack([ball, label(look, "这一组的珠子", CAPTION, look.theme.on_ground_soft)], 8, "centre")
    inside = w - own.w - 40
    words = [text(look, home.first, inside, role, look.theme.on_ground, "serif", balance=True)]
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
    recognised = [(name, right, of) for name, right, of, _ in pairs if of and 2 * right >= of]
    instead = [words for _, right, of, words in pairs if of and 2 * right < of]
    if not recognised and not instead:
        return text(look, "挑一件今天看到的，讲给家里人听", w, BODY, look.theme.on_ground_soft)
    rows = [beside([_pair(look, *pair, (w - 40) / 2) for pair in recognised], 40, "top")] if recognised else []
    safe = look.theme.safe_light
    return stack([*rows, *(text(look, words, w, HEADING, safe, "serif", balance=True) for words in instead)], 4)


def _pair(look: Look, words: str, right: int, of: int, w: float) -> Block:
    theme = look.theme
    figure = text(look, look.say("{n} / {of}", n=right, of=of), w, TITLE, theme.mark, "serif")
    return stack([label(look, words, BODY, theme.on_ground_soft), figure], 2)


def _code_word(look: Look, words: str, w: float, bare: bool = False) -> Block:
    """A word that a family agrees on, large, and another one for who does not like it; `bare` without saying when."""
    theme = look.theme
    inside = w - 2 * 36
    another = button(look, "换一个", "another", "quiet", icon_name="again")
    room = inside - another.w - 24
    for role in (TITLE * 1.2, TITLE, HEADING):
        large = text(look, f"“{words}”", room, role, theme.on_card, "serif")
        if not large.seams:
            break
    rows = [
        text(look, "回家约一个全家暗号", inside, BODY, theme.on_card_soft),
        beside([large, another], 24),
        text(look, "接到要钱的电话，先对暗号", inside, BODY, theme.on_card),
    ]
    return boxed(stack(rows[:2] if bare else rows, 6), theme.accent_tint, pad=36, pad_y=12 if bare else 26, w=w)


def _tip(look: Look, tip: Tip, w: float) -> Block:
    """A sentence to remember, and what it is about."""
    theme = look.theme
    head = look.say("今天记下一句")
    if tip.about:
        head = f"{head} · {look.say(tip.about)}"
    return stack(
        [
            text(look, head, w, BODY, theme.on_ground_soft),
            text(look, tip.text, w, HEADING, theme.on_ground, "serif", balance=True),
        ],
        4,
        w=w,
    )
