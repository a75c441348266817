"""The parts of the farewell as seen: thanks, the way gone, what was found out, the tips, the code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, label, place, roomy, sized, stack, text
from kiosk.draw.items import Code, Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING, TITLE
from kiosk.draw.widgets import stat, tag
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.reports.summary import VisitSummary

NOTHING = VisitSummary()
_CODE_LEAST, _CODE_MOST = 260.0, 448.0


@dataclass(frozen=True, slots=True)
class Tip:
    """A sentence to take home; `about` names the kind of scam, "" for a general one."""

    about: str
    text: str


def findings(
    look: Look,
    room: Rect,
    thanks: str,
    seen: Sequence[bool],
    summary: VisitSummary,
    tips: Sequence[Tip],
    scroll: Scroll,
    name: str,
) -> list[Item]:
    """Thanks, the way gone, the findings and the tips, one below the other."""

    def build(grown: Look, w: float, first: float = TITLE, gap: float = 30.0) -> Block:
        blocks = [_thanks(grown, thanks, w, first), _way(grown, seen, w), _found(grown, summary, w)]
        return stack([*blocks, _tips(grown, tips, w)], gap)

    tight = look.large or build(look, room.w).h > room.h
    if tight:
        return scroller.view(look, room, lambda w: build(look, w, HEADING, 22.0), scroll, name)
    grown = roomy(look, room.w, room.h, build)
    block = build(grown, room.w)
    return place(block, room.x, room.y + min(40.0, (room.h - block.h) / 2))


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


def _thanks(look: Look, thanks: str, w: float, role: float) -> Block:
    """The first sentence large, the rest to be read."""
    first, mark, rest = thanks.partition("。")
    blocks = [text(look, first + mark, w, role, look.theme.on_ground, "serif")]
    if rest:
        blocks.append(text(look, rest, w, BODY, look.theme.on_ground_soft, balance=True))
    return stack(blocks, 12)


def _way(look: Look, seen: Sequence[bool], w: float) -> Block:
    """The beads of the walk once more: a tick where the group has been."""
    theme = look.theme
    gap = 12.0
    size = min(60.0 if not look.large else 84.0, (w - gap * max(0, len(seen) - 1)) / max(1, len(seen)))
    beads = []
    for i, been in enumerate(seen):
        fill, ink = (theme.safe, theme.on_safe) if been else (theme.ground_light, theme.on_ground_soft)
        inner = icon("check", size * 0.5, ink) if been else _digit(look, i + 1, size, ink)
        beads.append(boxed(inner, fill, pad=0, radius=size / 2, w=size, h=size, align="centre", valign=0.5))
    row = beside(beads, gap)
    thread = Panel(rect=Rect(0, size / 2 - 2, row.w, 4), fill=theme.accent)
    strung = Block(row.w, row.h, (thread, *row.items))
    count = sum(seen)
    said = look.say("看过 {n} 个展区，一共 {all} 个", n=count, all=len(seen))
    if not count:
        said = look.say("这次没来得及进展区，下回再来")
    words = label(look, said, BODY, theme.on_ground)
    if strung.w + 28 + words.w <= w:
        return beside([strung, words], 28)
    return stack([strung, text(look, said, w, BODY, theme.on_ground)], 12)


def _digit(look: Look, number: int, size: float, ink: tuple[int, int, int]) -> Block:
    return label(look, str(number), min(CAPTION, size * 0.5) if not look.large else CAPTION, ink)


def _found(look: Look, summary: VisitSummary, w: float) -> Block:
    """The quiz and the judgements as large figures with words; nothing when nothing was judged."""
    judged = summary.judged
    scams, genuine = judged.hits + judged.misses, judged.false_alarms + judged.correct_rejections
    pairs = [
        ("考核答对", summary.quiz_right, summary.quiz_items),
        ("骗局认出来", judged.hits, scams),
        ("真事认出来", judged.correct_rejections, genuine),
    ]
    found = [(words, right, of) for words, right, of in pairs if of]
    each = (w - 24 * 2) / 3
    row = beside([stat(look, look.say("{n} / {of}", n=right, of=of), words, each) for words, right, of in found], 24)
    if not summary.false_alarms:
        return row
    size = look.size(BODY)
    said = look.say("有 {n} 回把真的当成了骗局：多核实一步，就清楚了。", n=summary.false_alarms)
    mind = beside(
        [
            icon("question", size * 1.15, look.theme.mark),
            text(look, said, w - size * 1.15 - 18, BODY, look.theme.on_ground),
        ],
        18,
    )
    return stack([row, mind], 10)


def _tips(look: Look, tips: Sequence[Tip], w: float) -> Block:
    theme = look.theme
    own = any(tip.about for tip in tips)
    head = text(look, "这两句，专给你们这一批" if own else "带两句话回家", w, BODY, theme.mark)
    columns = 2 if w >= 1000 and not look.large else 1
    each = (w - 20 * (columns - 1)) / columns
    made = [_tip(look, tip, each, 0) for tip in tips]
    height = max((b.h for b in made), default=0.0)
    cards = [_tip(look, tip, each, height if columns > 1 else 0) for tip in tips]
    return stack([head, beside(cards, 20, "top") if columns > 1 else stack(cards, 16)], 14)


def _tip(look: Look, tip: Tip, w: float, h: float) -> Block:
    theme = look.theme
    inside = w - 64
    rows = [tag(look, tip.about)] if tip.about else []
    rows.append(text(look, tip.text, inside, BODY, theme.on_card, "serif", balance=True))
    return boxed(stack(rows, 12), theme.card, pad=32, pad_y=20, w=w, h=h)
