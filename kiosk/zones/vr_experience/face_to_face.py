"""A moment without a phone: what the people in the room say, and they themselves are seen beside or below it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, place, stack
from kiosk.draw.items import Item, Panel
from kiosk.draw.look import Look
from kiosk.parts import phone, scroller
from kiosk.zones.vr_experience.choosing import SCRIM_EDGE, choices, foot_of, scrim
from kiosk.zones.vr_experience.handset import deciding
from kiosk.zones.vr_experience.instant import Instant
from kiosk.zones.vr_experience.pages import VrPlayPage
from kiosk.zones.vr_experience.story import Snapshot, Story
from kiosk.zones.vr_experience.telling import grown, orders, shorter, tale_of, voice

_GAP, _BETWEEN = 20.0, 18.0
_VOICES, _VOICES_LARGE = 900.0, 960.0
"""Width of what is said: whoever says it is seen at the right."""
_COLUMNS = {2: 2, 3: 3, 4: 2}
"""In how many columns so many choices stand, on a panel that lies."""
_SOMEBODY = 360.0
"""Units of the room that are seen between words and choices on an upright screen, where there is room for so many."""


@dataclass(frozen=True, slots=True)
class _Set:
    """A moment in one type: what is said has so much `room`, of which the words stand in `words` when all is said; what
    may be done stands in `columns` at the `foot`."""

    look: Look
    room: float
    words: float
    foot: float
    columns: int


def view(
    look: Look, story: Story, seen: tuple[Snapshot, Snapshot], inner: Rect, page: VrPlayPage, shown: Instant
) -> tuple[list[Item], Rect]:
    """The moment, and what is free of the room between words and choices. `seen` is what has been said by now and all
    that will be: by the latter everything gets its size and place, so that nothing moves while somebody speaks."""
    now, whole = seen
    lane = phone.lane(look)
    width = inner.w if look.portrait else (_VOICES_LARGE if look.large else _VOICES) + lane
    fit = _fit(look, story, whole, inner, width - lane)
    below = choices(fit.look, story, inner.w, frozenset(), shown, fit.columns)
    foot = Rect(inner.x, inner.bottom - fit.foot, inner.w, fit.foot)
    main = Rect(inner.x, inner.y, width, fit.room)
    said = _said(fit.look, story, now, main.w - lane, main.h)
    items: list[Item] = [Panel(rect=main, target=shown.onward)] if shown.onward else []
    items += scroller.view_opened(look, main, said, said.h, page.phone, "phone")
    items += [scrim(look, foot), *place(below, foot.x, foot.bottom - below.h)]
    if not look.portrait:
        return items, Rect(main.right, inner.y, max(0.0, inner.right - main.right), main.h)
    top = main.y + fit.words + _GAP
    return items, Rect(inner.x, top, inner.w, max(0.0, foot.y - SCRIM_EDGE - _GAP - top))


def _fit(look: Look, story: Story, whole: Snapshot, inner: Rect, w: float) -> _Set:
    """The largest type in which all of it stands there, on an upright screen with whoever says it, if that can be. In
    large type what was said first may have to be scrolled to."""
    newest = replace(whole, place="", lines=whole.lines[deciding(story, whole.lines) :])
    forms = (*shorter(whole), newest) if look.large else shorter(whole)
    columns = 1 if look.portrait else _COLUMNS.get(len(whole.choices), 1)

    @cache
    def feet(larger: Look) -> float:
        return foot_of(larger, story, inner.w, columns=columns)

    @cache
    def heights(larger: Look, form: int) -> float:
        return _cards(larger, story, forms[form], w, 0.0).h

    for kept in (_SOMEBODY, 0.0) if look.portrait else (0.0,):
        for larger, form in orders(look, len(forms)):
            foot = feet(larger)
            room = inner.h - foot - SCRIM_EDGE - _GAP - kept
            if heights(larger, form) <= room:
                return _Set(larger, room, _standing(larger, story, whole, w, room), foot, columns)
    smallest = grown(look)[-1]
    room = max(0.0, inner.h - feet(smallest) - SCRIM_EDGE - _GAP)
    return _Set(smallest, room, room, feet(smallest), columns)


def _standing(look: Look, story: Story, whole: Snapshot, w: float, room: float) -> float:
    """How much of the `room` the words take at rest."""
    said = _said(look, story, whole, w, room)
    return said.h - min(seam for seam in (0.0, *said.seams, said.h) if seam >= said.h - room - 0.5)


def _said(look: Look, story: Story, now: Snapshot, w: float, room: float) -> Block:
    """What is said in the room, under what is told of it, in the fullest form for which there is `room`."""
    forms = (_cards(look, story, form, w, room) for form in shorter(now))
    return next((block for block in forms if block.h <= room), None) or _cards(
        look, story, replace(now, place=""), w, room
    )


def _cards(look: Look, story: Story, now: Snapshot, w: float, room: float) -> Block:
    cards = [tale_of(look, story, replace(now, lines=()), w), *(voice(look, line, w, story) for line in now.lines)]
    whole = all(card.h + _BETWEEN <= room for card in cards)  # nobody is cut off in mid-sentence
    return stack([replace(card, seams=()) if whole else card for card in cards], _BETWEEN, w=w)
