"""The play screen: the room, the phone in your hand, what you may do, and “喊停” always in reach."""

from __future__ import annotations

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, label, place, space, stack, text
from kiosk.draw.items import Arc, Item
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION
from kiosk.draw.widgets import money, next_button, sign
from kiosk.parts import lookaround, phone, question, scroller
from kiosk.parts import story as stories
from kiosk.parts.lookaround import Gaze
from kiosk.parts.phone import PhoneLine, PhoneScreen
from kiosk.parts.phone_lines import led
from kiosk.parts.question import Asked, Option
from kiosk.parts.scroller import Scroll
from kiosk.parts.story import Snapshot, Story
from kiosk.parts.transcript import Heard
from kiosk.zones.vr_experience.rooms import ROOM, backdrop, window

GAP = 20.0
LOW = 800.0
"""Lower than this, in units, a phone does not stand above its choices."""


def view(look: Look, story: Story, phone_scroll: Scroll, side_scroll: Scroll, gaze: Gaze, file: str = "") -> list[Item]:
    """One moment of the story, in the room of the panorama `file` (drawn when there is none)."""
    now = stories.snapshot(story)
    items = backdrop(look, story.scenario.room, gaze, file)
    inner = look.area.inset(28 if look.portrait else 36, 18)
    items += _stop_bar(look, now)
    if look.portrait and inner.h < LOW:
        return items + _in_one_list(look, story, now, inner, phone_scroll)
    main, side = _split(look, now, inner)
    if now.device == "none":
        items += _voices_view(look, main, now, phone_scroll)
    else:
        items += phone.view(look, main, screen(story), phone_scroll)
    items += scroller.view(look, side, lambda w: _side(look, now, w, side.h), side_scroll, "read")
    if file and not look.contrast and not lookaround.in_sight(window(look), gaze, now.yaw, now.pitch):
        items += lookaround.sign_post(look, _between(look, now, side), gaze, ROOM, "看看那边", now.yaw, now.pitch)
    return items


def _between(look: Look, now: Snapshot, side: Rect) -> Rect:
    """What is free between the place and the choices."""
    above, choices = _above(look, now, side.w).h, _choices(look, now, side.w).h
    return Rect(side.x, side.y + above + GAP, side.w, max(0.0, side.h - above - choices - 2 * GAP))


def _in_one_list(look: Look, story: Story, now: Snapshot, inner: Rect, scroll: Scroll) -> list[Item]:
    """Phone and choices in one list, where there is no room for one above the other."""
    w = inner.w - phone.lane(look)
    if now.device == "none":
        spoken, first = stack([voice(look, line, w) for line in now.lines], 18, w=w), 0.0
    else:
        spoken, first = phone.block(look, screen(story), w)
    whole = stack([spoken, _side(look, now, w, 0.0)], GAP, w=w)
    mark = sign(look, "note", "模拟演示")  # the phone's own mark scrolls away here
    rest = Rect(inner.x, inner.y + mark.h + 10, inner.w, inner.h - mark.h - 10)
    return place(mark, inner.x, inner.y) + scroller.view_opened(look, rest, whole, first, scroll, "phone")


def screen(story: Story) -> PhoneScreen:
    """What the phone shows at this moment."""
    lines = tuple(
        PhoneLine(
            line.say.text,
            "note" if line.voice == "note" else "me" if line.voice == "me" else "them",
            line.say.red_packet,
            line.turn < story.seq,
        )
        for line in stories.phone_lines(story)
    )
    return PhoneScreen(story.now.device, story.now.actor, lines)


def speaker(line: Heard) -> tuple[str, str]:
    """(icon, name) of whoever says a line; the name is empty for the narrator."""
    if line.voice == "actor":
        return "phone", line.actor
    if line.voice == "beside":
        return ("people", "身旁的人") if line.say.who == "other" else ("other", "对方")
    return {"me": ("visitor", "你"), "thought": ("visitor", "你心里想"), "note": ("dot", "")}[line.voice]


def voice(look: Look, line: Heard, w: float) -> Block:
    """A sentence that does not come out of the phone, as a card."""
    theme = look.theme
    name, who = speaker(line)
    inside = w - 56
    if line.voice == "note":
        return boxed(
            text(look, line.say.text, inside, BODY, theme.on_ground), theme.ground, pad=28, pad_y=16, w=w, radius=20
        )
    mine = line.voice in ("me", "thought")
    size = look.size(CAPTION)
    head = beside([icon(name, size, theme.on_card_soft), label(look, who, CAPTION, theme.on_card_soft)], 10)
    words = text(look, line.say.text, inside, BODY, theme.on_card, "serif" if line.voice == "thought" else "sans")
    return boxed(stack([head, words], 4), theme.card_tint if mine else theme.card, pad=28, pad_y=16, w=w, radius=20)


def _split(look: Look, now: Snapshot, inner: Rect) -> tuple[Rect, Rect]:
    """Where the phone is, and where the choices are: beside it, below it in portrait."""
    if look.portrait:
        wanted = _side(look, now, inner.w, 0.0).h
        most = inner.h * (0.56 if look.large else 0.5)
        height = min(wanted, most)
        width = inner.w if look.large else min(inner.w, 760 + phone.lane(look))
        top = Rect(inner.x + (inner.w - width) / 2, inner.y, width, inner.h - height - GAP)
        return top, Rect(inner.x, inner.bottom - height, inner.w, height)
    body = 740.0 if look.large or inner.h < 560 else 680.0
    main = Rect(inner.x, inner.y, body + phone.lane(look), inner.h)
    x = main.right + GAP
    return main, Rect(x, inner.y, inner.right - x, inner.h)


def _side(look: Look, now: Snapshot, w: float, h: float) -> Block:
    """The place, voices round you, the money gone; below them the choices, at the foot of `h` units if they fit."""
    above = _above(look, now, w)
    choices = _choices(look, now, w)
    if above.h + choices.h + GAP < h:
        return stack([above, space(h - above.h - choices.h), choices], 0, w=w)
    return stack([above, choices], GAP, w=w)


def _choices(look: Look, now: Snapshot, w: float) -> Block:
    options = [Option(words, None) for words in now.choices]
    return question.options_block(look, options, Asked(), f"choose/{now.seq}", w)


def _above(look: Look, now: Snapshot, w: float) -> Block:
    theme = look.theme
    size = look.size(BODY)
    parts: list[Block] = []
    if now.place:
        role = CAPTION if look.large else BODY
        words = text(look, now.place, w - 56 - size - 16, role, theme.on_ground, "serif")
        parts.append(
            boxed(led(icon("location", size, theme.accent), words), theme.ground_dark, pad=28, pad_y=16, w=w, radius=20)
        )
    if now.device != "none":
        parts += [voice(look, line, w) for line in now.lines if line.voice in ("beside", "thought")]
    if now.yuan:
        gone = look.say("已经转出 {sum}（模拟）", sum=money(now.yuan))
        words = text(look, gone, min(w - 56 - size, text_width(gone, look.size(CAPTION)) + 2), CAPTION, theme.on_danger)
        parts.append(
            boxed(
                led(icon("money", look.size(CAPTION) * 1.3, theme.on_danger), words, 12),
                theme.danger,
                pad=20,
                pad_y=8,
                radius=14,
            )
        )
    return stack(parts, 14, w=w)


def _voices_view(look: Look, rect: Rect, now: Snapshot, scroll: Scroll) -> list[Item]:
    """No phone in hand: the people in the room speak."""
    w = rect.w - phone.lane(look)
    size = 96.0 if not look.large else 0.0
    rows = [
        voice(look, line, w)
        if not size or line.voice == "note"
        else beside([_figure(look, line, size), voice(look, line, w - size - GAP)], GAP)
        for line in now.lines
    ]
    block = stack(rows, 18, w=w)
    free = max(0.0, rect.h - block.h)
    area = Rect(rect.x, rect.y + free * 0.5, rect.w, rect.h - free * 0.5)
    return scroller.view_opened(look, area, block, 0.0, scroll, "phone")


def _figure(look: Look, line: Heard, size: float) -> Block:
    """Who speaks, as a silhouette in a disc."""
    theme = look.theme
    fill, ink = (theme.accent, theme.on_accent) if line.voice in ("me", "thought") else (theme.ground, theme.on_ground)
    return boxed(
        icon(speaker(line)[0], size * 0.6, ink),
        fill,
        pad=0,
        w=size,
        h=size,
        radius=size / 2,
        align="centre",
        valign=0.5,
    )


def _stop_bar(look: Look, now: Snapshot) -> list[Item]:
    """“喊停” at the lower right, the quiet ring beside it while a timer waits or runs."""
    slot = look.next_slot
    items = next_button(look, "喊停" if look.large else "不对劲？喊停", "stop", "hand_stop", kind="danger")
    if now.timer is None:
        return items
    left = min(item.rect.x for item in items)
    size = slot.h
    theme = look.theme
    ring = Rect(left - size - GAP, slot.y, size, size).inset(4)
    items += [
        Arc(rect=ring, start=0, sweep=360, width=10, colour=theme.ground_light),
        Arc(rect=ring, start=0, sweep=max(4.0, 360 * now.timer), width=10, colour=theme.accent),
        *place(icon("timer", size * 0.42, theme.on_ground_soft), ring.x + size * 0.29 - 4, ring.y + size * 0.29 - 4),
    ]
    words = look.say("看完再计时" if now.waiting else "时间在走")
    natural = text_width(words, look.size(CAPTION)) + 2
    if ring.x - slot.x - 16 >= natural:
        said = text(look, words, natural, CAPTION, theme.on_ground_soft)
        items += place(said, ring.x - 16 - natural, slot.y + (slot.h - said.h) / 2)
    return items
