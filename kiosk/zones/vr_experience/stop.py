"""“喊停”: the scene stands still, the group points at a sentence and is answered at once.

Stopping can be wrong: two fifths of what the other side says is harmless, and a genuine call stops as readily.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, label, padded, place, space, stack, text
from kiosk.draw.items import Item, Moving
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING
from kiosk.draw.widgets import answered, button, callout, heading, next_button
from kiosk.parts import scroller
from kiosk.parts.scroller import GUTTER_GAP, Scroll
from kiosk.zones.vr_experience.models import Flag, FlagKind, changes_at, room_at
from kiosk.zones.vr_experience.pages import VrPlayPage
from kiosk.zones.vr_experience.play import speaker
from kiosk.zones.vr_experience.rooms import aimed, frozen
from kiosk.zones.vr_experience.story import Pointed
from kiosk.zones.vr_experience.transcript import Heard

_ASKED = "商量一下，指给大家看；也可能都是平常话。时间已经停住了。"
LEAST = 420.0
"""The list is at least this high, in units; else the heading scrolls with it."""


def view(look: Look, behind: VrPlayPage, scroll: Scroll, rooms: Mapping[str, str]) -> list[Item]:
    """Everything heard so far, newest last, in the room that stands still; each sentence of the others can be touched.

    Few sentences are set large, so that the back row reads them too.
    """
    area, story = look.area, behind.story
    head = _head(look, area.w)
    fixed = area.h - head.h >= LEAST
    items = _stands_still(look, behind, rooms) + (place(head, area.x, area.y) if fixed else [])
    rest = Rect(area.x, area.y + head.h + 20, area.w, area.h - head.h - 20) if fixed else area
    w = min(area.w - look.target - GUTTER_GAP, 1500.0)
    heard = [(i, e) for i, e in enumerate(story.entries) if isinstance(e, Heard)]

    def rows(look: Look, present: bool) -> list[Block]:
        return [_row(look, e, i, w) for i, e in heard if (e.turn == story.seq) is present]

    for zoom in (1.5, 1.3, 1.15, 1.0):
        grown = replace(look, zoom=look.zoom * zoom)
        new = rows(grown, True)
        if stack(new, 14, w=w).h <= rest.h * 0.8:
            break
    before = rows(look, False)
    old = stack(before if fixed else [_head(look, w), *before], 14, w=w)
    listed = stack([old, *new], 14, w=w)
    if not story.lines:
        listed = stack([listed, text(look, "还没有人说话，接着走吧。", w, BODY, look.theme.on_ground)], 14)
    items += scroller.view_opened(look, rest, listed, old.h + 14 if before else 0.0, scroll, "lines")
    items.append(Moving(rect=area, manner="freeze"))
    return items + next_button(look, "没有，接着走", "next", "play")


def _stands_still(look: Look, behind: VrPlayPage, rooms: Mapping[str, str]) -> list[Item]:
    story = behind.story
    room, changes = room_at(story.scenario, story.now), changes_at(story.scenario, story.now)
    return frozen(look, rooms, room, aimed(look, behind.gaze), changes)


def _head(look: Look, w: float) -> Block:
    theme = look.theme
    size = look.size(HEADING) * 1.2
    words = stack(
        [
            heading(look, "先停一停。有没有哪一句不对劲？", w - size - 24),
            text(look, _ASKED, w - size - 24, CAPTION, theme.on_ground_soft),
        ],
        2,
    )
    return padded(beside([icon("hand_stop", size, theme.mark), words], 24), 0, 12)


def _row(look: Look, line: Heard, index: int, w: float) -> Block:
    """A sentence to be pointed at; your own are there to follow the talk, and cannot be touched."""
    theme = look.theme
    name, who = speaker(line)
    ink, soft = (theme.on_ground, theme.on_ground_soft) if line.mine else (theme.on_card, theme.on_card_soft)
    inside = w - 64
    parts: list[Block] = []
    if who:
        size = look.size(CAPTION)
        parts.append(beside([icon(name, size, soft), label(look, who, CAPTION, soft)], 10))
    parts.append(text(look, line.words, inside, BODY, ink))
    if line.mine:
        return boxed(stack(parts, 2), None, pad=32, pad_y=4, w=w)
    return boxed(
        stack(parts, 2),
        theme.card,
        pad=32,
        pad_y=14,
        target=f"point/{index}",
        w=w,
        h=look.target,
        valign=0.5,
        radius=20,
    )


def view_answer(
    look: Look,
    behind: VrPlayPage,
    pointed: Pointed,
    scroll: Scroll,
    rule_texts: Mapping[str, str],
    rooms: Mapping[str, str],
) -> list[Item]:
    """The answer: whether it was a trick, what it gave away, the rule it breaks; in the room that stands still."""
    area, theme, story = look.area, look.theme, behind.story
    line = story.entries[pointed.entry]
    said = line.words if isinstance(line, Heard) else ""

    def build(w: float) -> Block:
        side_by_side = columns(w, True) if w > 1300 and not look.large else None
        both = side_by_side if side_by_side is not None and side_by_side.h <= area.h else columns(w, False)
        return stack([space(max(0.0, (area.h - both.h) * 0.4)), both], 0) if both.h < area.h else both

    def columns(w: float, two_columns: bool) -> Block:
        left = w * 0.46 if two_columns else w
        right = w - left - 40 if two_columns else w
        words = stack(
            [
                text(look, "你们指的是", left - 96, CAPTION, theme.on_ground_soft),
                text(look, f"“{said}”", left - 96, BODY if look.large else HEADING, theme.on_ground, "serif"),
            ],
            12,
        )
        replies = stack(_replies(look, pointed, right, rule_texts), 20)
        height = max(replies.h, 320.0) if two_columns else 0.0
        quoted = boxed(words, theme.ground_light, pad=48, pad_y=44, w=left, h=height)
        quoted = answered(quoted, pointed.right, f"point/{pointed.entry}")
        both = beside([quoted, replies], 40, "top") if two_columns else stack([quoted, replies], 24)
        return stack([both, button(look, "再指一句", "more", "quiet", icon_name="hand_raise", w=w)], 28)

    items = _stands_still(look, behind, rooms) + scroller.view(look, area, build, scroll, "read")
    return items + next_button(look, "接着走", "next", "play")


def _replies(look: Look, pointed: Pointed, w: float, rule_texts: Mapping[str, str]) -> list[Block]:
    if not pointed.right:
        return [_not_a_trick(look, pointed.flags, w)]
    rows = [callout(look, "safe", "指对了，就是这一句", pointed.flags[0].text, w)]
    rows += [callout(look, "safe", "还有", flag.text, w) for flag in pointed.flags[1:]]
    for rule in dict.fromkeys(flag.rule for flag in pointed.flags):
        if rule in rule_texts:
            rows.append(callout(look, "note", "对照口诀", rule_texts[rule], w))
    return rows


def _not_a_trick(look: Look, flags: Sequence[Flag], w: float) -> Block:
    """A stop without a reason, told kindly: what is harmless or genuine about the sentence; asking was fine."""
    genuine = [flag.text for flag in flags if flag.kind is FlagKind.GENUINE]
    if genuine:
        return callout(look, "genuine", "这恰恰是真实的迹象", f"{_listed(genuine)}。多看一眼不亏，再往下听。", w)
    harmless = [flag.text for flag in flags] or [look.say("没有叫您转钱、保密、装软件，也没有要验证码")]
    return callout(look, "note", "这一句是平常话", f"{_listed(harmless)}。喊早了不要紧，再往下听。", w)


def _listed(sentences: Sequence[str]) -> str:
    return "；".join(sentence.rstrip("。") for sentence in sentences)
