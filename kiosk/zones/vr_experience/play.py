"""The play screen: the room, the phone in your hand, what you may do, and “喊停” always in reach."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import inf
from typing import assert_never

from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import Device, Silhouette
from kiosk.draw.block import Block, beside, boxed, icon, label, place, roomy, space, stack, text
from kiosk.draw.items import Arc, Item, Panel, move, targets
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION
from kiosk.draw.widgets import again_button, money, next_button, sign
from kiosk.parts import lookaround, phone, question, scroller
from kiosk.parts.phone_lines import led
from kiosk.parts.question import Asked, AskOption
from kiosk.parts.scroller import Scroll
from kiosk.parts.shaking import shake
from kiosk.zones.vr_experience import story as stories
from kiosk.zones.vr_experience.clues import beads
from kiosk.zones.vr_experience.handset import fresh, screen
from kiosk.zones.vr_experience.instant import WHOLE, Instant
from kiosk.zones.vr_experience.models import Scenario, Voice, addressed
from kiosk.zones.vr_experience.pages import VrPlayPage
from kiosk.zones.vr_experience.rooms import ROOM, aimed, backdrop, window
from kiosk.zones.vr_experience.stopping import offered
from kiosk.zones.vr_experience.story import Snapshot, Story
from kiosk.zones.vr_experience.transcript import Heard

GAP = 20.0
LOW = 800.0
"""Lower than this, in units, a phone does not stand above its choices."""
_PHONE, _PHONE_LARGE, _PHONE_LOW = 860.0, 780.0, 740.0
"""Width of the phone where it stands beside the choices."""
_AIR = 120.0
"""Units of the room that are seen between what is told and what may be done."""
_PHONE_SHARE = 0.58
"""Of the width, what it has at most: on a narrow screen (4:3) the choices need the rest."""
_VOICES = 820.0
"""Width of what is said where nobody holds a phone: whoever says it is seen at the right."""
_SCRIM, _SCRIM_EDGE = 120, 14.0
"""Veil behind the choices, so that a white card has an edge on a white wall too."""
_LEAST_TALE = 130.0
"""What is told above choices that stay in sight is at least this high, in units; else all of it is one list."""
_ZOOMS = (1.25, 1.15, 1.08)


def view(look: Look, page: VrPlayPage, rooms: Mapping[str, str], shown: Instant = WHOLE) -> list[Item]:
    """One moment of the story, in its room of the panoramas `rooms`; `shown`: what of it is to be seen by now."""
    story, gaze = page.story, aimed(look, page.gaze)
    whole = stories.snapshot(story)
    now = replace(whole, lines=whole.lines[: shown.begun])
    items = backdrop(look, rooms, now.room, gaze, now.changes)
    inner = look.area.inset(28 if look.portrait else 36, 18 if look.portrait else 10)
    bar = _stop_bar(look, now, offered(story, shown.begun))
    items += bar + (again_button(look, bar) if shown.begun is not None else [])
    if look.portrait and inner.h < LOW:
        return items + _in_one_list(look, story, now, inner, page.phone, shown)
    if now.device is Device.NONE:
        placed, free = _face_to_face(look, story, now, inner, page, shown)
    else:
        placed, free = _phone_in_hand(look, story, (now, whole), inner, page, shown)
    items += placed
    if now.room in rooms and not lookaround.in_sight(window(look), gaze, now.yaw, now.pitch):
        items += lookaround.sign_post(look, free, gaze, ROOM, "看看那边", now.yaw, now.pitch)
    return items


def _phone_in_hand(
    look: Look, story: Story, seen: tuple[Snapshot, Snapshot], inner: Rect, page: VrPlayPage, shown: Instant
) -> tuple[list[Item], Rect]:
    """The phone, and beside or below it what is told and may be done; and what is free of the room between those.

    `seen` is the moment as it stands now, and when all has been said: by the latter everything gets its size and place,
    so that nothing moves while somebody speaks.
    """
    now, whole = seen
    keyed = _keyed(story)
    larger, main, side = _larger(look, story, whole, inner, keyed)
    drawn = phone.view(larger, main, screen(story, shown), page.phone, whole=fresh(story))
    if not {f"choose/{story.seq}/{i}" for i in keyed} <= set(targets(drawn)):
        keyed = frozenset()  # the phone has no room for its own keys
    items = move(drawn, 0.0 if look.still else shake(now.device, page.heard), 0.0)
    near = larger if look.portrait else _nearer(look, story, whole, side, keyed)
    placed, free = _told_and_done(
        near,
        side,
        lambda w, room: _above(near, story, now, w, room),
        lambda w, low: _choices(near, story, w, keyed, shown, low=low),
        page,
    )
    return items + placed, free


def _larger(look: Look, story: Story, whole: Snapshot, inner: Rect, keyed: frozenset[int]) -> tuple[Look, Rect, Rect]:
    """With the largest type in which all of the phone's page is in sight: the look, where the phone is, and where the
    choices are."""
    at_rest = fresh(story)
    for zoom in () if look.large else _ZOOMS:
        grown = replace(look, zoom=zoom)
        main, side = _split(grown, story, whole, inner, keyed)
        if phone.height(grown, at_rest, main.w) <= main.h:
            return grown, main, side
    return look, *_split(look, story, whole, inner, keyed)


def _nearer(look: Look, story: Story, whole: Snapshot, side: Rect, keyed: frozenset[int]) -> Look:
    """The look with the largest type in which what is told and what may be done stand beside the phone with air between
    them: the room chooses among these."""

    def both(larger: Look, w: float) -> Block:
        return stack([_told(larger, story, whole, w, inf), _choices(larger, story, w, keyed, WHOLE)], _AIR, w=w)

    return roomy(look, side.w, side.h, both)


def _keyed(story: Story) -> frozenset[int]:
    """The choices that are keys of a ringing phone: who has a green and a red one needs no cards for them."""
    if story.now.device is not Device.RING:
        return frozenset()
    return frozenset(i for i, choice in enumerate(story.now.choices) if choice.key)


def _face_to_face(
    look: Look, story: Story, now: Snapshot, inner: Rect, page: VrPlayPage, shown: Instant
) -> tuple[list[Item], Rect]:
    """No phone in hand: what the people in the room say; they themselves are seen beside it, on an upright screen below
    it; and what is free of the room between words and choices."""
    if look.large and not look.portrait:
        main, side = _columns(look, inner)
        placed, free = _told_and_done(
            look,
            side,
            lambda w, room: _above(look, story, now, w, room),
            lambda w, low: _choices(look, story, w, frozenset(), shown, low=low),
            page,
        )
        return [*_said(look, story, now, main, page, shown, at_top=False), *placed], free
    columns = 1 if look.portrait else {2: 2, 3: 3, 4: 2}.get(len(now.choices), 1)
    choices = _choices(look, story, inner.w, frozenset(), shown, columns)
    foot = Rect(inner.x, inner.bottom - choices.h, inner.w, choices.h)
    width = inner.w if look.portrait else _VOICES + phone.lane(look)
    main = Rect(inner.x, inner.y, width, max(0.0, inner.h - choices.h - GAP - _SCRIM_EDGE))
    items = [*_said(look, story, now, main, page, shown), _scrim(look, foot), *place(choices, foot.x, foot.y)]
    return items, Rect(main.right, inner.y, max(0.0, inner.right - main.right), main.h)


def _said(
    look: Look, story: Story, now: Snapshot, main: Rect, page: VrPlayPage, shown: Instant, at_top: bool = True
) -> list[Item]:
    """What is said in the room, under what is told of it (unless that stands elsewhere: not `at_top`)."""
    w = main.w - phone.lane(look)
    above = [_above(look, story, now, w)] if at_top else []
    cards = [*above, *(voice(look, line, w, story) for line in now.lines)]
    whole = all(card.h + 18 <= main.h for card in cards)  # nobody is cut off in mid-sentence
    block = stack([replace(card, seams=()) if whole else card for card in cards], 18, w=w)
    items: list[Item] = [Panel(rect=main, target=shown.onward)] if shown.onward else []
    return items + scroller.view_opened(look, main, block, 0.0, page.phone, "phone")


def _told_and_done(
    look: Look, side: Rect, tell: Callable[[float, float], Block], do: Callable[[float, bool], Block], page: VrPlayPage
) -> tuple[list[Item], Rect]:
    """What is told at the top of the side, what may be done at its foot, always in sight; and what is free between.

    Where not even a line of what is told would be seen, all of it is one list.
    """
    choices = do(side.w, False)
    room = side.h - choices.h - (GAP if choices.h else 0.0)
    above = tell(side.w, room)
    if above.h > room and room < _LEAST_TALE:
        return scroller.view(
            look, side, lambda w: stack([tell(w, inf), do(w, True)], GAP, w=w), page.reading, "read"
        ), Rect(side.x, side.y, 0.0, 0.0)
    foot = Rect(side.x, side.bottom - choices.h, side.w, choices.h)
    items: list[Item] = [_scrim(look, foot)] if choices.h else []
    items += scroller.view(look, Rect(side.x, side.y, side.w, room), lambda w: tell(w, room), page.reading, "read")
    items += place(choices, foot.x, foot.y)
    return items, Rect(side.x, side.y + above.h + GAP, side.w, max(0.0, room - above.h - GAP))


def _scrim(look: Look, foot: Rect) -> Panel:
    return Panel(rect=foot.inset(-_SCRIM_EDGE, -_SCRIM_EDGE), fill=look.theme.ground_dark, alpha=_SCRIM, radius=28)


_SIGNS = {Device.SMS: "sms", Device.CHAT: "chat", Device.GROUP: "group", Device.VIDEO: "video", Device.BROWSER: "globe"}


def _in_one_list(look: Look, story: Story, now: Snapshot, inner: Rect, scroll: Scroll, shown: Instant) -> list[Item]:
    """Phone and choices in one list, where there is no room for one above the other."""
    w = inner.w - phone.lane(look)
    if now.device is Device.NONE:
        spoken, first = stack([voice(look, line, w, story) for line in now.lines], 18, w=w), 0.0
    else:
        spoken, first = phone.block(look, screen(story, shown), w)
    below = [_above(look, story, now, w), _choices(look, story, w, frozenset(), shown, low=True)]
    whole = stack([spoken, *below], GAP, w=w)
    mark = sign(look, "note", "模拟演示")  # the phone's own mark scrolls away here
    rest = Rect(inner.x, inner.y + mark.h + 10, inner.w, inner.h - mark.h - 10)
    items = place(mark, inner.x, inner.y)
    if shown.onward and now.device is Device.NONE:
        items.append(Panel(rect=rest, target=shown.onward))
    return items + scroller.view_opened(look, rest, whole, first, scroll, "phone")


def speaker(line: Heard, scenario: Scenario) -> tuple[str, str]:
    """(icon, name) of whoever says a line; the name is empty for the narrator.

    Whoever speaks while an app is on the screen is not the app, so its name does not stand for theirs.
    """
    say, you = line.say, addressed(scenario)
    mine = "visitor" if scenario.you is Silhouette.OTHER else scenario.you.value
    match say.who:
        case Voice.NOTE:
            return "dot", ""
        case Voice.ME:
            return mine, you
        case Voice.THOUGHT:
            return mine, f"{you}心里想"
        case Voice.THEM | Voice.BESIDE if say.speaker:
            return say.figure.value, say.speaker
        case Voice.BESIDE:
            return "people", "身旁的人"
        case Voice.THEM:
            known = line.actor if line.actor and line.device not in phone.APPS else "对方"
            return _SIGNS.get(line.device, "phone"), known
        case _:
            assert_never(say.who)


def voice(look: Look, line: Heard, w: float, story: Story) -> Block:
    """A sentence that does not come out of the phone, as a card."""
    theme = look.theme
    name, who = speaker(line, story.scenario)
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


def _split(look: Look, story: Story, whole: Snapshot, inner: Rect, keyed: frozenset[int]) -> tuple[Rect, Rect]:
    """Where the phone is, and where the choices are: beside it, below it in portrait. There the phone is as high as its
    page, and the room is seen between the two."""
    if not look.portrait:
        return _columns(look, inner)
    foot = _choices(look, story, inner.w, keyed, WHOLE).h + GAP + _SCRIM_EDGE
    below = min(_above(look, story, whole, inner.w).h + foot, inner.h * (0.56 if look.large else 0.5))
    width = inner.w if look.large else min(inner.w, _PHONE + phone.lane(look))
    missing = phone.height(look, fresh(story), width) - (inner.h - below - GAP)
    if missing > 0 and any(line.say.who is Voice.THOUGHT for line in whole.lines):  # it takes the turn of the place
        least = _told(look, story, replace(whole, place=""), inner.w, inf).h + foot
        below = max(min(below, least), below - missing)
    most = inner.h - below - GAP
    least = 0.85 if story.now.device is Device.RING else 0.6
    body = min(most, max(most * least, phone.height(look, fresh(story), width)))
    top = Rect(inner.x + (inner.w - width) / 2, inner.y, width, body)
    return top, Rect(inner.x, inner.bottom - below, inner.w, below)


def _columns(look: Look, inner: Rect) -> tuple[Rect, Rect]:
    """The phone at the left, the choices at the right."""
    body = _PHONE_LOW if inner.h < 560 else _PHONE_LARGE if look.large else _PHONE
    main = Rect(inner.x, inner.y, min(body + phone.lane(look), inner.w * _PHONE_SHARE), inner.h)
    x = main.right + GAP
    return main, Rect(x, inner.y, inner.right - x, inner.h)


def _choices(
    look: Look, story: Story, w: float, keyed: frozenset[int], shown: Instant, columns: int = 1, low: bool = False
) -> Block:
    """What may be done, but for what the keys of a ringing phone do, above it who knows more; until one may, what to
    wait for, as high (unless `low`)."""
    offered_now = story.now.choices
    options = [AskOption(choice.text, None) for choice in offered_now]
    name, known = f"choose/{story.seq}", beads(look, story, w)
    if keyed:
        block = stack([_card(look, c.text, f"{name}/{i}", w) for i, c in enumerate(offered_now) if i not in keyed], 16)
    else:
        block = question.options_block(look, options, Asked(), name, w, columns=columns)
    if known.h:
        block = stack([known, block], 16, w=w)
    return block if shown.open else _not_yet(look, shown.onward, w, 0.0 if low else block.h)


def _card(look: Look, words: str, target: str, w: float) -> Block:
    """Something else to do while the phone rings."""
    theme = look.theme
    size = look.size(BODY)
    row = led(icon("right", size, theme.on_card_soft), text(look, words, w - 76 - size, BODY, theme.on_card), 20)
    return boxed(row, theme.card, pad=28, pad_y=16, w=w, h=look.target + 8, valign=0.5, target=target)


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


def _above(look: Look, story: Story, now: Snapshot, w: float, room: float = inf) -> Block:
    """What is told. Where a thought has no room below the place, it takes its turn there: never its label alone."""
    thoughts = tuple(line for line in now.lines if line.say.who is Voice.THOUGHT)
    whole = _told(look, story, now, w, room)
    if whole.h <= room or not thoughts:
        return whole
    others = tuple(line for line in now.lines if line not in thoughts)
    fewer = (replace(now, place=""), replace(now, place="", lines=(*others, thoughts[-1])), replace(now, lines=others))
    shorter = (_told(look, story, one, w, room) for one in fewer)
    return next((block for block in shorter if block.h <= room), whole)


def _told(look: Look, story: Story, now: Snapshot, w: float, room: float) -> Block:
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
        parts += [voice(look, line, w, story) for line in now.lines if line.say.who in (Voice.BESIDE, Voice.THOUGHT)]
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
    if all(part.h + 14 <= room for part in parts):  # a page of it begins and ends with a whole card
        parts = [replace(part, seams=()) for part in parts]
    return stack(parts, 14, w=w)


def _stop_bar(look: Look, now: Snapshot, may_stop: bool) -> list[Item]:
    """“喊停” at the lower right if one may, the quiet ring beside it while a timer waits or runs."""
    slot = look.next_slot
    items = (
        []
        if not may_stop
        else next_button(look, "喊停" if look.large else "不对劲？喊停", "stop", "hand_stop", kind="danger")
    )
    if now.timer is None:
        return items
    left = min((item.rect.x for item in items), default=slot.right + GAP)
    size = slot.h
    theme = look.theme
    ring = Rect(left - size - GAP, slot.y, size, size).inset(4)
    items += [
        Arc(rect=ring, start=0, sweep=360, width=10, colour=theme.ground_light),
        Arc(rect=ring, start=0, sweep=max(4.0, 360 * now.timer), width=10, colour=theme.on_ground_soft),
        *place(icon("timer", size * 0.42, theme.on_ground_soft), ring.x + size * 0.29 - 4, ring.y + size * 0.29 - 4),
    ]
    words = look.say("看完再计时" if now.waiting else "时间在走")
    natural = text_width(words, look.size(CAPTION)) + 2
    if ring.x - slot.x - 16 >= natural:
        said = text(look, words, natural, CAPTION, theme.on_ground_soft)
        items += place(said, ring.x - 16 - natural, slot.y + (slot.h - said.h) / 2)
    return items
