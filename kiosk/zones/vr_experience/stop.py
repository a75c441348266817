"""“喊停”: the scene stands still, the group points at a sentence and is answered at once.

Stopping can be wrong: two fifths of what the other side says is harmless, and a genuine call stops as readily.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from kiosk.core.geometry import Rect
from kiosk.draw.block import (
    Block,
    beside,
    boxed,
    column_width,
    grid,
    icon,
    label,
    padded,
    place,
    roomy,
    sized,
    stack,
    text,
)
from kiosk.draw.items import Item, Moving
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING
from kiosk.draw.widgets import Meaning, answered, button, callout, heading, next_button, numbered
from kiosk.parts import scroller
from kiosk.parts.phone_lines import led
from kiosk.parts.scroller import GUTTER_GAP, Scroll
from kiosk.zones.vr_experience.models import FlagKind
from kiosk.zones.vr_experience.pages import VrAnswerPage, VrPlayPage
from kiosk.zones.vr_experience.rooms import frozen_at
from kiosk.zones.vr_experience.stopping import listed
from kiosk.zones.vr_experience.story import NOTHING, Pointed, Story
from kiosk.zones.vr_experience.telling import speaker
from kiosk.zones.vr_experience.transcript import CameIn, Heard, full_stop, quoted

_ASKED = "指给大家看。都是平常话，就指“没有问题”。"
_NONE = "没有问题，都是平常话"
LEAST = 420.0
"""The list is at least this high, in units; else the heading scrolls with it."""
_AIR = 24.0
"""Between the slips and what stands above and below them, in units."""


def view(
    look: Look, behind: VrPlayPage, scroll: Scroll, rooms: Mapping[str, str], begun: int | None = None
) -> list[Item]:
    """What the others have said so far, newest last, in the room that stands still, each to be pointed at; and that
    nothing is wrong with any of it. Few sentences are set large, so that the back row reads them too."""
    area, story = look.area, behind.story
    head = _head(look, area.w)
    fixed = area.h - head.h >= LEAST
    items = frozen_at(look, rooms, behind) + (place(head, area.x, area.y) if fixed else [])
    rest = Rect(area.x, area.y + head.h + _AIR, area.w, area.h - head.h - 2 * _AIR) if fixed else area
    w = area.w - look.target - GUTTER_GAP
    heard = listed(story, begun)
    columns = 2 if w > 1300 and not look.large else 1
    each = column_width(w, columns, 14)

    def rows(look: Look) -> Block:
        until = heard[-1][0] + 1 if heard else 0
        makes = [*(partial(_row, look, e, i, each, story) for i, e in heard), partial(_nothing, look, until, each)]
        alone = [make().h for make in makes]
        beside_it = (max(alone[i - i % columns : i - i % columns + columns]) for i in range(len(alone)))
        return grid([make(h) for make, h in zip(makes, beside_it, strict=True)], columns, 14)

    block = rows(roomy(look, w, rest.h, lambda larger, w: rows(larger)))
    before = sum(e.turn < story.seq for _, e in heard) // columns
    first = (0.0, *block.seams)[before] if before <= len(block.seams) else 0.0
    if not fixed:
        above = _head(look, w)
        block, first = stack([above, block], 14, w=w), above.h + 14 + first if before else 0.0
    free = max(0.0, rest.h - block.h)
    rest = Rect(rest.x, rest.y + free * 0.4, rest.w, rest.h - free * 0.4)
    items += scroller.view_opened(look, rest, block, first, scroll, "lines")
    items.append(Moving(rect=area, manner="freeze"))
    return items + next_button(look, "接着走", "next", "play")


def _head(look: Look, w: float) -> Block:
    theme = look.theme
    size = look.size(HEADING) * 1.2
    words = stack(
        [
            heading(look, "先停一停。有没有哪一句不对劲？", w - size - 24),
            text(look, _ASKED, w - size - 24, BODY, theme.on_ground),
        ],
        2,
    )
    return padded(beside([icon("hand_stop", size, theme.mark), words], 24), 0, 12)


def _row(look: Look, line: Heard, index: int, w: float, story: Story, h: float = 0.0) -> Block:
    """A sentence to be pointed at, at least so high."""
    theme = look.theme
    name, who = speaker(line, story.scenario)
    inside = w - 64
    parts: list[Block] = []
    if who:
        size = look.size(CAPTION)
        parts.append(beside([icon(name, size, theme.on_card_soft), label(look, who, CAPTION, theme.on_card_soft)], 10))
    parts.append(text(look, line.words, inside, BODY, theme.on_card))
    return _slip(look, stack(parts, 2), f"point/{index}", w, h)


def _nothing(look: Look, until: int, w: float, h: float = 0.0) -> Block:
    """That nothing said until then is wrong: an answer like any other."""
    size = look.size(BODY)
    words = text(look, _NONE, w - 64 - size - 16, BODY, look.theme.on_card, "strong")
    return _slip(look, led(icon("check", size, look.theme.on_card), words), f"none/{until}", w, h)


def _slip(look: Look, inner: Block, target: str, w: float, h: float) -> Block:
    least = max(h, look.target)
    return boxed(
        inner, look.theme.card, pad=32, pad_y=14, target=target, w=w, h=least, valign=0.5, radius=20, shadow=True
    )


def view_answer(
    look: Look,
    page: VrAnswerPage,
    rule_texts: Mapping[str, str],
    rooms: Mapping[str, str],
    begun: int | None = None,
) -> list[Item]:
    """The answer: whether it was a trick, what it gave away, who came in, the rule it breaks; in the room that stands
    still."""
    area, theme, behind, pointed = look.area, look.theme, page.behind, page.pointed
    story = behind.story
    line = story.entries[pointed.entry] if pointed.entry != NOTHING else None
    said = quoted(line) if isinstance(line, Heard) else _NONE
    left_over = [i for i, _ in listed(story, begun) if i not in story.stops]

    def build(look: Look, w: float, beside_it: bool, brief: bool) -> Block:
        left = w * (0.42 if look.large else 0.46) if beside_it else w
        right = w - left - 40 if beside_it else w
        role = BODY if look.large else HEADING
        words = [text(look, said, left - 96, role, theme.on_ground, "serif", balance=beside_it)]
        if not brief:
            words.insert(0, text(look, "你们指的是", left - 96, CAPTION, theme.on_ground_soft))
        box = boxed(stack(words, 12), theme.ground_light, pad=48, pad_y=28.0 if look.large else 44.0, w=left)
        parts = [answered(box, pointed.right, f"point/{pointed.entry}")]
        replies = _replies(look, pointed, right, rule_texts, brief)
        if page.came is not None:
            replies.insert(1, _came_in(look, page.came, right, BODY if brief else HEADING))
        if left_over:
            again = button(look, "再指一句", "more", "quiet", icon_name="hand_raise")
            (parts if beside_it and brief else replies).append(again)
        answer = stack(replies, 20)
        return beside([stack(parts, 24), answer], 40, "top") if beside_it else stack([*parts, answer], 24)

    across = area.w > 1300
    ways = [(across and not look.large, False), (across and look.large, False), (across, True)]
    way = next((way for way in ways if build(look, area.w, *way).h <= area.h), (False, True))
    grown = roomy(look, area.w, area.h, lambda larger, w: build(larger, w, *way))

    def middle(w: float) -> Block:
        block = build(grown, w, *way)
        return sized(block, w, area.h, valign=0.4) if block.h < area.h else block

    items = frozen_at(look, rooms, behind) + scroller.view(look, area, middle, page.reading, "read")
    return items + next_button(look, "接着走", "next", "play")


def _replies(look: Look, pointed: Pointed, w: float, rule_texts: Mapping[str, str], brief: bool) -> list[Block]:
    """The verdict with every reason for it on one card, and the rule; `brief`: the first reason alone."""
    if pointed.entry == NOTHING:
        return [_cleared(look, pointed, w)]
    if not pointed.right:
        return [_not_a_trick(look, pointed, w)]
    reasons = [flag.text for flag in pointed.flags]
    if brief:
        return [_verdict(look, "safe", "指对了", reasons[:1], w)]
    rows = [_verdict(look, "safe", "指对了，就是这一句", reasons, w)]
    for rule in dict.fromkeys(flag.rule for flag in pointed.flags):
        if rule in rule_texts:
            rows.append(callout(look, "note", "对照口诀", rule_texts[rule], w))
    return rows


def _came_in(look: Look, came: CameIn, w: float, role: float) -> Block:
    """Somebody of the family or at the counter, who heard the stop, and what they say."""
    theme, say = look.theme, came.say
    size = look.size(BODY)
    named = beside(
        [icon(say.figure.value, size, theme.on_card_soft), label(look, say.speaker, CAPTION, theme.on_card_soft)], 10
    )
    words = text(look, say.text, w - 56, role, theme.on_card, "serif", balance=True)
    return boxed(stack([named, words], 6), theme.card, pad=28, pad_y=20, w=w, shadow=True)


def _verdict(look: Look, meaning: Meaning, head: str, reasons: Sequence[str], w: float) -> Block:
    """A verdict that is read from afar, and why."""
    theme = look.theme
    fill = {"safe": theme.safe_tint, "genuine": theme.safe_tint, "doubt": theme.accent_tint}.get(
        meaning, theme.card_tint
    )
    size = look.size(HEADING)
    words = text(look, head, w - 56 - size - 16, HEADING, theme.on_card, "serif")
    headed = led(icon(_SIGN[meaning], size, theme.on_card), words)
    if len(reasons) == 1:
        why = [text(look, full_stop(reasons[0]), w - 56, BODY)]
    else:
        why = [numbered(look, i, full_stop(reason), w - 56) for i, reason in enumerate(reasons, 1)]
    return boxed(stack([headed, *why], 14), fill, pad=28, pad_y=22, w=w)


_SIGN: Mapping[Meaning, str] = {"safe": "check", "genuine": "genuine", "doubt": "doubt", "note": "info"}


def _not_a_trick(look: Look, pointed: Pointed, w: float) -> Block:
    """A stop without a reason, told kindly: what is harmless or genuine about the sentence; asking was fine. Whether it
    came too early or at the wrong sentence is not the same."""
    genuine = [flag.text for flag in pointed.flags if flag.kind is FlagKind.GENUINE]
    if genuine:
        return _verdict(look, "genuine", "这恰恰是真实的迹象", [f"{_listed(genuine)}。多看一眼不亏，再往下听。"], w)
    harmless = [flag.text for flag in pointed.flags] or [look.say("没有叫您转钱、保密、装软件，也没有要验证码")]
    if pointed.early:
        return _verdict(look, "note", "这一句是平常话", [f"{_listed(harmless)}。喊早了不要紧，再往下听。"], w)
    return _verdict(look, "doubt", "不是这一句", [f"{_listed(harmless)}。不对劲的在别处，再找找。"], w)


def _cleared(look: Look, pointed: Pointed, w: float) -> Block:
    """Whoever says that nothing is wrong can be right, and can have missed something."""
    if pointed.right:
        return _verdict(look, "safe", "说得对", ["说到这里，没有新的可疑的话。心里有数，再往下听。"], w)
    return _verdict(look, "doubt", "有一句不对劲", ["再读一遍：哪一句在催您、吓您，或者叫您动钱、瞒着人？"], w)


def _listed(sentences: Sequence[str]) -> str:
    return "；".join(sentence.rstrip("。") for sentence in sentences)
