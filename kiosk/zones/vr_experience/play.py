"""The play screen: the room, the phone in your hand, what you may do, and “喊停” always in reach."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import inf

from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import Device
from kiosk.draw.block import ZOOMS, Block, icon, place, stack, text
from kiosk.draw.items import Arc, Item, Panel, move, targets
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import CAPTION
from kiosk.draw.widgets import again_button, next_button, sign
from kiosk.parts import lookaround, phone, scroller
from kiosk.parts.scroller import Scroll
from kiosk.parts.shaking import shake
from kiosk.zones.vr_experience import face_to_face
from kiosk.zones.vr_experience import story as stories
from kiosk.zones.vr_experience.choosing import SCRIM_EDGE, choices, foot_of, keyed_of, scrim
from kiosk.zones.vr_experience.handset import fresh, least, screen
from kiosk.zones.vr_experience.instant import WHOLE, Instant
from kiosk.zones.vr_experience.pages import VrPlayPage
from kiosk.zones.vr_experience.rooms import ROOM, aimed, backdrop, towards, window
from kiosk.zones.vr_experience.stopping import offered
from kiosk.zones.vr_experience.story import Snapshot, Story
from kiosk.zones.vr_experience.telling import above, grown, orders, shorter, tale_of, voice

GAP = 20.0
LOW = 800.0
"""Lower than this, in units, a phone does not stand above its choices."""
_PHONE, _PHONE_LARGE, _PHONE_LOW = 860.0, 800.0, 740.0
"""Width of the phone where it stands beside the choices."""
_AIR = 120.0
"""Units of the room that are seen between what is told and what may be done."""
_PHONE_SHARE = 0.58
"""Of the width, what it has at most: on a narrow screen (4:3) the choices need the rest."""
_KEYS = 250.0
"""So much of a phone that rings lies within the reach of somebody seated: its keys."""
_LEAST_TALE = 130.0
"""What is told above choices that stay in sight is at least this high, in units; else all of it is one list."""


@dataclass(frozen=True, slots=True)
class _Set:
    """Where the phone is and in which type, and the same of what is told and may be done beside or below it."""

    held: Look
    main: Rect
    near: Look
    side: Rect


def view(look: Look, page: VrPlayPage, rooms: Mapping[str, str], shown: Instant = WHOLE) -> list[Item]:
    """One moment of the story, in its room of the panoramas `rooms`; `shown`: what of it is to be seen by now."""
    story, gaze = page.story, aimed(look, page.gaze)
    whole = stories.snapshot(story)
    now = replace(whole, lines=whole.lines[: shown.begun])
    inner = _inner(look)
    bar = _stop_bar(look, now, offered(story, shown.begun))
    bar += again_button(look, bar) if shown.begun is not None else []
    if look.portrait and inner.h < LOW:
        placed, free = _in_one_list(look, story, now, inner, page.phone, shown), Rect(0.0, 0.0, 0.0, 0.0)
    elif now.device is Device.NONE:
        placed, free = face_to_face.view(look, story, (now, whole), inner, page, shown)
        gaze = towards(look, gaze, free)
    else:
        placed, free = _phone_in_hand(look, story, (now, whole), inner, page, shown)
    items = [*backdrop(look, rooms, now.room, gaze, now.changes), *bar, *placed]
    if now.room in rooms and not lookaround.in_sight(window(look), gaze, now.yaw, now.pitch):
        items += lookaround.sign_post(look, free, gaze, ROOM, "看看那边", now.yaw, now.pitch)
    return items


def _inner(look: Look) -> Rect:
    """Where phone, words and choices stand: a little inside the scene's area, unless large type needs all of it."""
    if look.large:
        return Rect(look.sight.x, look.sight.y + 8.0, look.sight.w, look.sight.h - 10.0)
    return look.sight.inset(28.0, 18.0) if look.portrait else look.sight.inset(36.0, 10.0)


def _phone_in_hand(
    look: Look, story: Story, seen: tuple[Snapshot, Snapshot], inner: Rect, page: VrPlayPage, shown: Instant
) -> tuple[list[Item], Rect]:
    """The phone, and beside or below it what is told and may be done; and what is free of the room between those.

    `seen` is the moment as it stands now, and when all has been said: by the latter everything gets its size and place,
    so that nothing moves while somebody speaks.
    """
    now, whole = seen
    keyed = keyed_of(story)
    fit = _upright(look, story, whole, inner, keyed) if look.portrait else _abreast(look, story, whole, inner, keyed)
    drawn = phone.view(fit.held, fit.main, screen(story, shown), page.phone, whole=fresh(story))
    if not {f"choose/{story.seq}/{i}" for i in keyed} <= set(targets(drawn)):
        keyed = frozenset()  # the phone has no room for its own keys
    items = move(drawn, 0.0 if look.still else shake(now.device, page.heard), 0.0)
    placed, free = _told_and_done(
        fit.near,
        fit.side,
        lambda w, room: above(fit.near, story, now, w, room),
        lambda w, low: choices(fit.near, story, w, keyed, shown, low=low),
        page,
    )
    return items + placed, free


def _abreast(look: Look, story: Story, whole: Snapshot, inner: Rect, keyed: frozenset[int]) -> _Set:
    """The phone beside the choices, each in the largest type in which nothing of it is hidden."""
    body = _PHONE_LOW if inner.h < 560 else _PHONE_LARGE if look.large else _PHONE
    main = Rect(inner.x, inner.y, min(body + phone.lane(look), inner.w * _PHONE_SHARE), inner.h)
    side = Rect(main.right + GAP, inner.y, inner.right - main.right - GAP, inner.h)
    needed = least(story) if look.large else fresh(story)
    sizes = grown(look)
    held = next((larger for larger in sizes if phone.height(larger, needed, main.w) <= main.h), sizes[-1])
    return _Set(held, main, _nearer(look, story, whole, side, keyed), side)


def _nearer(look: Look, story: Story, whole: Snapshot, side: Rect, keyed: frozenset[int]) -> Look:
    """The look with the largest type in which what is told and what may be done stand beside the phone, with air
    between them where that can be."""
    forms = shorter(whole)
    airy = [(replace(look, zoom=zoom), 0, _AIR) for zoom in ZOOMS if not look.large]
    close = [(larger, form, GAP) for larger, form in orders(look, len(forms))]
    for larger, form, air in airy + close:
        foot = foot_of(larger, story, side.w, keyed)
        tale = tale_of(larger, story, forms[form], side.w).h
        if tale + (air + foot if foot else 0.0) <= side.h and foot <= side.bottom - look.area.y:
            return larger
    return grown(look)[-1]


def _upright(look: Look, story: Story, whole: Snapshot, inner: Rect, keyed: frozenset[int]) -> _Set:
    """The phone above the choices, in the largest type in which nothing is hidden. It is as high as its page, and the
    room is seen between the two; on a lowered screen it lies close to the choices, its keys within reach."""
    width = inner.w if look.large else min(inner.w, _PHONE + phone.lane(look))
    needed = least(story) if look.large else fresh(story)
    forms = shorter(whole)
    unreached = look.area.y + (_KEYS if story.now.device is Device.RING else look.target) - inner.y
    for larger, form in orders(look, len(forms)):
        foot = foot_of(larger, story, inner.w, keyed)
        tale = tale_of(larger, story, forms[form], inner.w).h
        below = tale + (foot + GAP + SCRIM_EDGE if foot else 0.0)
        if phone.height(larger, needed, width) + GAP + below <= inner.h and below + GAP <= inner.h - unreached:
            break
    most = inner.h - below - GAP
    share = 0.85 if story.now.device is Device.RING else 0.6
    body = min(most, max(most * share, phone.height(larger, fresh(story), width)))
    top = inner.bottom - below - GAP - body if look.headroom else inner.y  # near the hand of somebody seated
    main = Rect(inner.x + (inner.w - width) / 2, top, width, body)
    return _Set(larger, main, larger, Rect(inner.x, inner.bottom - below, inner.w, below))


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
    items: list[Item] = [scrim(look, foot)] if choices.h else []
    items += scroller.view(look, Rect(side.x, side.y, side.w, room), lambda w: tell(w, room), page.reading, "read")
    items += place(choices, foot.x, foot.y)
    return items, Rect(side.x, side.y + above.h + GAP, side.w, max(0.0, room - above.h - GAP))


def _in_one_list(look: Look, story: Story, now: Snapshot, inner: Rect, scroll: Scroll, shown: Instant) -> list[Item]:
    """Phone and choices in one list, where there is no room for one above the other."""
    w = inner.w - phone.lane(look)
    if now.device is Device.NONE:
        spoken, first = stack([voice(look, line, w, story) for line in now.lines], 18, w=w), 0.0
    else:
        spoken, first = phone.block(look, screen(story, shown), w)
    below = [above(look, story, now, w), choices(look, story, w, frozenset(), shown, low=True)]
    whole = stack([spoken, *below], GAP, w=w)
    mark = sign(look, "note", "模拟演示")  # the phone's own mark scrolls away here
    rest = Rect(inner.x, inner.y + mark.h + 10, inner.w, inner.h - mark.h - 10)
    items = place(mark, inner.x, inner.y)
    if shown.onward and now.device is Device.NONE:
        items.append(Panel(rect=rest, target=shown.onward))
    return items + scroller.view_opened(look, rest, whole, first, scroll, "phone")


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
