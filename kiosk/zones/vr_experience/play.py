"""The play screen: the room, the phone in your hand, what you may do, and “喊停” always in reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import Device
from kiosk.draw.block import Block, beside, boxed, icon, label, place, space, stack, text
from kiosk.draw.items import Arc, Item, Panel, move
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION
from kiosk.draw.widgets import again_button, money, next_button, sign
from kiosk.parts import lookaround, phone, question, scroller
from kiosk.parts.phone import PhoneLine, PhoneScreen
from kiosk.parts.phone_lines import FormRow, FormSheet, PermissionSheet, PhoneSheet, SeenSheet, led
from kiosk.parts.question import Asked, AskOption
from kiosk.parts.scroller import Scroll
from kiosk.parts.shaking import shake
from kiosk.zones.vr_experience import story as stories
from kiosk.zones.vr_experience.instant import WHOLE, Instant
from kiosk.zones.vr_experience.models import Permission, Say, Voice
from kiosk.zones.vr_experience.pages import VrPlayPage
from kiosk.zones.vr_experience.rooms import ROOM, aimed, backdrop, window
from kiosk.zones.vr_experience.story import Snapshot, Story
from kiosk.zones.vr_experience.transcript import Heard, permissions_head, seen_head, value_of

GAP = 20.0
LOW = 800.0
"""Lower than this, in units, a phone does not stand above its choices."""


def view(look: Look, page: VrPlayPage, rooms: Mapping[str, str], shown: Instant = WHOLE) -> list[Item]:
    """One moment of the story, in its room of the panoramas `rooms`; `shown`: what of it is to be seen by now."""
    story, gaze = page.story, aimed(look, page.gaze)
    now = stories.snapshot(story)
    now = replace(now, lines=now.lines[: shown.begun])
    items = backdrop(look, rooms, now.room, gaze, now.changes)
    inner = look.area.inset(28 if look.portrait else 36, 18)
    bar = _stop_bar(look, now)
    items += bar + (again_button(look, bar) if shown.begun is not None else [])
    if look.portrait and inner.h < LOW:
        return items + _in_one_list(look, story, now, inner, page.phone, shown)
    main, side = _split(look, now, inner)
    if now.device is Device.NONE:
        if shown.onward:
            items.append(Panel(rect=main, target=shown.onward))
        items += _voices_view(look, main, now, page.phone)
    else:
        aside = 0.0 if look.still else shake(now.device, page.heard)
        items += move(phone.view(look, main, screen(story, shown), page.phone), aside, 0.0)
    items += scroller.view(look, side, lambda w: _side(look, now, w, side.h, shown), page.reading, "read")
    if now.room in rooms and not lookaround.in_sight(window(look), gaze, now.yaw, now.pitch):
        items += lookaround.sign_post(look, _between(look, now, side), gaze, ROOM, "看看那边", now.yaw, now.pitch)
    return items


def _between(look: Look, now: Snapshot, side: Rect) -> Rect:
    """What is free between the place and the choices."""
    above, choices = _above(look, now, side.w).h, _choices(look, now, side.w).h
    return Rect(side.x, side.y + above + GAP, side.w, max(0.0, side.h - above - choices - 2 * GAP))


def _in_one_list(look: Look, story: Story, now: Snapshot, inner: Rect, scroll: Scroll, shown: Instant) -> list[Item]:
    """Phone and choices in one list, where there is no room for one above the other."""
    w = inner.w - phone.lane(look)
    if now.device is Device.NONE:
        spoken, first = stack([voice(look, line, w) for line in now.lines], 18, w=w), 0.0
    else:
        spoken, first = phone.block(look, screen(story, shown), w)
    whole = stack([spoken, _side(look, now, w, 0.0, shown)], GAP, w=w)
    mark = sign(look, "note", "模拟演示")  # the phone's own mark scrolls away here
    rest = Rect(inner.x, inner.y + mark.h + 10, inner.w, inner.h - mark.h - 10)
    return place(mark, inner.x, inner.y) + scroller.view_opened(look, rest, whole, first, scroll, "phone")


def screen(story: Story, shown: Instant = WHOLE) -> PhoneScreen:
    """What the phone shows at this moment."""
    now, begun = story.now, shown.begun
    come = [
        line for line in stories.phone_lines(story) if begun is None or line.turn < story.seq or line.number <= begun
    ]
    lines = tuple(_phone_line(line, line.turn < story.seq) for line in come)
    keys = ((choice.key, f"choose/{story.seq}/{i}") for i, choice in enumerate(now.choices) if choice.key)
    return PhoneScreen(
        now.device,
        now.actor,
        lines,
        now.figure,
        following=begun is not None,
        keys=tuple(keys) if now.device is Device.RING else (),
        writing=shown.writing,
        writer=now.says[begun].speaker if shown.writing and begun is not None else "",
        absent=shown.absent,
        traits=now.traits,
        pose=shown.pose,
        onward=shown.onward,
    )


def _phone_line(line: Heard, old: bool) -> PhoneLine:
    say = line.say
    sheet = _sheet(say)
    match say.who:
        case Voice.NOTE:
            return PhoneLine(_on_the_sheet(say), "note", say.red_packet, old, sheet=sheet)
        case Voice.ME | Voice.THOUGHT:
            return PhoneLine(_on_the_sheet(say), "me", say.red_packet, old, sheet=sheet)
        case Voice.THEM | Voice.BESIDE:
            return PhoneLine(_on_the_sheet(say), "them", say.red_packet, old, say.speaker, say.figure, sheet)
        case _:
            assert_never(say.who)


def _sheet(say: Say) -> PhoneSheet | None:
    """The form a sentence is, if it is one."""
    if say.seen:
        return SeenSheet(say.seen)
    if say.permissions:
        return PermissionSheet(tuple((_permission_icon(p), p.word) for p in say.permissions))
    if say.fields:
        return FormSheet(tuple(FormRow(row.label, value_of(row), row.yuan is not None) for row in say.fields))
    return None


def _on_the_sheet(say: Say) -> str:
    """The words of a sentence that stand beside what is a form in it."""
    return seen_head(say) if say.seen else permissions_head(say) if say.permissions else say.text


def _permission_icon(permission: Permission) -> str:
    match permission:
        case Permission.SCREEN:
            return "screen_share"
        case Permission.SMS:
            return "sms"
        case Permission.CONTACTS:
            return "people"
        case Permission.OVERLAY:
            return "swap"
        case Permission.ACCESSIBILITY:
            return "hand_raise"
        case Permission.LOCATION:
            return "location"
        case Permission.ALBUM:
            return "film"
        case Permission.CAMERA:
            return "video"
        case Permission.MICROPHONE:
            return "microphone"
        case Permission.CALLS:
            return "phone"
        case _:
            assert_never(permission)


def speaker(line: Heard) -> tuple[str, str]:
    """(icon, name) of whoever says a line; the name is empty for the narrator.

    Whoever speaks while an app is on the screen is not the app, so its name does not stand for theirs.
    """
    say = line.say
    match say.who:
        case Voice.NOTE:
            return "dot", ""
        case Voice.ME:
            return "visitor", "您"
        case Voice.THOUGHT:
            return "visitor", "您心里想"
        case Voice.THEM | Voice.BESIDE if say.speaker:
            return say.figure.value, say.speaker
        case Voice.BESIDE:
            return "people", "身旁的人"
        case Voice.THEM:
            return "phone", line.actor if line.actor and line.device not in phone.APPS else "对方"
        case _:
            assert_never(say.who)


def voice(look: Look, line: Heard, w: float) -> Block:
    """A sentence that does not come out of the phone, as a card."""
    theme = look.theme
    name, who = speaker(line)
    inside = w - 56
    if line.say.who is Voice.NOTE:
        return boxed(
            text(look, line.words, inside, BODY, theme.on_ground), theme.ground, pad=28, pad_y=16, w=w, radius=20
        )
    size = look.size(CAPTION)
    head = beside([icon(name, size, theme.on_card_soft), label(look, who, CAPTION, theme.on_card_soft)], 10)
    words = text(look, line.words, inside, BODY, theme.on_card, "serif" if line.say.who is Voice.THOUGHT else "sans")
    fill = theme.card_tint if line.mine else theme.card
    return boxed(stack([head, words], 4), fill, pad=28, pad_y=16, w=w, radius=20)


def _split(look: Look, now: Snapshot, inner: Rect) -> tuple[Rect, Rect]:
    """Where the phone is, and where the choices are: beside it, below it in portrait."""
    if look.portrait:
        wanted = _side(look, now, inner.w, 0.0, WHOLE).h
        most = inner.h * (0.56 if look.large else 0.5)
        height = min(wanted, most)
        width = inner.w if look.large else min(inner.w, 760 + phone.lane(look))
        top = Rect(inner.x + (inner.w - width) / 2, inner.y, width, inner.h - height - GAP)
        return top, Rect(inner.x, inner.bottom - height, inner.w, height)
    body = 740.0 if look.large or inner.h < 560 else 680.0
    main = Rect(inner.x, inner.y, body + phone.lane(look), inner.h)
    x = main.right + GAP
    return main, Rect(x, inner.y, inner.right - x, inner.h)


def _side(look: Look, now: Snapshot, w: float, h: float, shown: Instant) -> Block:
    """The place, voices round you, the money gone; below them the choices, at the foot of `h` units if they fit."""
    above = _above(look, now, w)
    choices = _choices(look, now, w)
    if not shown.open:
        fits = above.h + choices.h + GAP < h
        choices = _not_yet(look, shown.onward, w, choices.h if fits else 0.0)
    if above.h + choices.h + GAP < h:
        return stack([above, space(h - above.h - choices.h), choices], 0, w=w)
    return stack([above, choices], GAP, w=w)


def _choices(look: Look, now: Snapshot, w: float) -> Block:
    options = [AskOption(words, None) for words in now.choices]
    return question.options_block(look, options, Asked(), f"choose/{now.seq}", w)


def _not_yet(look: Look, onward: str, w: float, h: float) -> Block:
    """In the place of the choices, as high as they are: first listen. Whoever is in a hurry goes on."""
    theme = look.theme
    size = look.size(BODY)
    words = stack(
        [
            text(look, "先听完、看完，再决定", w - 56 - size - 20, BODY, theme.on_ground),
            text(look, "赶时间就点一下，接着往下", w - 56 - size - 20, CAPTION, theme.on_ground_soft),
        ],
        2,
    )
    row = led(icon("speaker", size, theme.mark), words, 20)
    quiet = boxed(row, theme.ground_dark, pad=28, pad_y=18, w=w, radius=20, target=onward)
    return stack([space(max(0.0, h - quiet.h)), quiet], 0, w=w)


def _above(look: Look, now: Snapshot, w: float) -> Block:
    theme = look.theme
    size = look.size(BODY)
    parts: list[Block] = []
    if now.place:
        role = CAPTION if look.large else BODY
        words = text(look, now.place, w - 56 - size - 16, role, theme.on_ground, "serif")
        parts.append(
            boxed(led(icon("location", size, theme.mark), words), theme.ground_dark, pad=28, pad_y=16, w=w, radius=20)
        )
    if now.device is not Device.NONE:
        parts += [voice(look, line, w) for line in now.lines if line.say.who in (Voice.BESIDE, Voice.THOUGHT)]
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
        if not size or line.say.who is Voice.NOTE
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
    fill, ink = (theme.accent, theme.on_accent) if line.mine else (theme.ground, theme.on_ground)
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
