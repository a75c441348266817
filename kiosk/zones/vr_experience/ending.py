"""How a scenario ended, in three pages that are read at a glance: what became of the money, the sentences that gave it
away, one line to take home. Everything else is behind 再看一点 (`debrief.py`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import Ending
from kiosk.draw.block import Block, beside, icon, label, moving, place, roomy, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING, TITLE
from kiosk.draw.widgets import button, dots, money
from kiosk.parts import scroller
from kiosk.parts.lookaround import Gaze, still
from kiosk.parts.more import gist
from kiosk.parts.spread import filled, has_room, picture, words_beside
from kiosk.zones.vr_experience.models import Flag, FlagKind, changes_at, room_at
from kiosk.zones.vr_experience.pages import DEBRIEF_PARTS, VrDebriefPage
from kiosk.zones.vr_experience.rooms import FINE
from kiosk.zones.vr_experience.story import Story
from kiosk.zones.vr_experience.transcript import Heard

MOMENTS = 3
"""Sentences that are looked back at."""
_NIGHT = 175
"""Veil over the thing of the story when the money is gone."""
_GAP = 28.0


def view(look: Look, page: VrDebriefPage, rooms: Mapping[str, str]) -> list[Item]:
    """One of the three pages, without its next step. How it came out is seen in its room, the others with the thing."""
    story = page.story
    veil = _NIGHT if page.part == 0 and page.end.kind is Ending.LOSS else 0
    in_room = page.part == 0 and room_at(story.scenario, story.now) in rooms
    seen = (in_room or story.scenario.picture) and has_room(look)
    items: list[Item] = []
    if seen and in_room:
        items = filled(look, lambda rect: _room(rect, story, rooms), veil=veil)
    elif seen:
        items = picture(look, story.scenario.picture, veil=veil)
    rest = words_beside(look) if seen else look.area
    row = dots(look, DEBRIEF_PARTS, page.part)
    items += place(row, rest.x, rest.y)
    top = rest.y + row.h + 20
    rest = Rect(rest.x, top, rest.w, rest.bottom - top)

    def build(look: Look, w: float) -> Block:
        if page.part == 1:
            fewer = (_gave_away(look, page, w, n) for n in range(MOMENTS, 1, -1))
            return next((block for block in fewer if block.h <= rest.h), _gave_away(look, page, w, 1))
        return (_came_out if page.part == 0 else _take_home)(look, page, w)

    grown = roomy(look, rest.w, rest.h, build)

    def middle(w: float) -> Block:
        whole = build(grown, w)
        spare = max(0.0, rest.h - whole.h) / 2
        return Block(w, whole.h + spare, tuple(place(whole, 0, spare))) if spare else whole

    return items + scroller.view(look, rest, middle, page.reading, "read", edge=24)


def _room(rect: Rect, story: Story, rooms: Mapping[str, str]) -> Item:
    """Where the story ended, with whoever is there."""
    node = story.now
    room = room_at(story.scenario, node)
    gaze = Gaze(node.yaw, node.pitch)
    return replace(
        still(rect, rooms[room], gaze, rooms.get(FINE.format(room=room), ""), changes_at(story.scenario, node)),
        behind=True,
    )


def sign_of(ending: Ending) -> tuple[str, str]:
    """(icon, words) for how it came out."""
    match ending:
        case Ending.SAFE | Ending.FOUND_GENUINE:
            return "safe", "守住了"
        case Ending.NEAR:
            return "safe", "及时停住"
        case Ending.LOSS:
            return "danger", "钱没了（模拟）"
        case Ending.MISSED_GENUINE:
            return "doubt", "错过了真的"
        case _:
            assert_never(ending)


def _came_out(look: Look, page: VrDebriefPage, w: float) -> Block:
    """What became of the money, large; what it was called; a sentence."""
    theme, story, end = look.theme, page.story, page.end
    lost = end.kind is Ending.LOSS
    ink = theme.danger_light if lost else theme.mark if end.kind is Ending.MISSED_GENUINE else theme.safe_light
    name, words = sign_of(end.kind)
    size = look.size(HEADING)
    parts = [beside([icon(name, size, ink), text(look, words, w - size - 20, HEADING, ink, "serif")], 20)]
    kept = story.scenario.max_yuan - story.yuan
    if lost and story.yuan:
        gone = text(look, money(story.yuan), w, TITLE * 1.2, ink, "serif")
        left = text(look, "0元", w, TITLE * 1.2, ink, "serif")
        parts.append(stack([label(look, "转走了", CAPTION, theme.on_ground_soft), gone], 0))
        parts.append(
            stack(
                [
                    label(look, "手里还剩", CAPTION, theme.on_ground_soft),
                    moving(left, "drain", start=f"{story.yuan:,}元"),
                ],
                0,
            )
        )
    elif kept > 0 and end.kind is not Ending.MISSED_GENUINE:
        sum_of = text(look, money(kept), w, TITLE * 1.2, ink, "serif")
        parts.append(stack([label(look, "这些钱还在", CAPTION, theme.on_ground_soft), sum_of], 0))
    parts += [
        text(look, end.title, w, TITLE, theme.on_ground, "serif", balance=True),
        text(look, gist(end.text), w, BODY, theme.on_ground),
    ]
    glanced = stack(parts, _GAP, w=w)
    return glanced if lost else moving(glanced, "fill")


def _moments(story: Story, most: int) -> list[tuple[Heard, Flag]]:
    """The sentences that carried a sign, each with it, in the order they came; of many, those that nobody noticed."""
    by_id = {flag.id: flag for flag in story.scenario.flags}
    kind = FlagKind.GENUINE if story.scenario.genuine else FlagKind.RED
    first: dict[str, tuple[Heard, Flag]] = {}
    for entry in story.entries:
        for name in entry.say.shows if isinstance(entry, Heard) else ():
            if isinstance(entry, Heard) and name in by_id and by_id[name].kind is kind:
                first.setdefault(name, (entry, by_id[name]))
    chosen = sorted(first, key=lambda name: name in story.found)[:most]
    return [first[name] for name in first if name in chosen]


def _gave_away(look: Look, page: VrDebriefPage, w: float, most: int) -> Block:
    """The very sentences, `most` of them, and what each was."""
    theme, story = look.theme, page.story
    genuine = story.scenario.genuine
    ink = theme.safe_light if genuine else theme.danger_light
    head = "真的，是这样的" if genuine else "破绽就在这几句"
    rows = [text(look, head, w, HEADING, theme.on_ground, "serif")]
    size = look.size(BODY)
    for line, flag in _moments(story, most):
        quoted = text(look, f"“{gist(line.words)}”", w, BODY, ink, "serif")
        seen = flag.id in story.found
        mark = icon("check" if seen else "flag" if not genuine else "genuine", size, theme.mark)
        rows.append(stack([quoted, beside([mark, text(look, flag.text, w - size - 16, BODY, theme.on_ground)], 16)], 8))
    return stack(rows, _GAP, w=w)


def _take_home(look: Look, page: VrDebriefPage, w: float) -> Block:
    """One line; and another try."""
    return stack(
        [
            label(look, "一句话记住", BODY, look.theme.on_ground_soft),
            text(look, page.story.scenario.remember, w, TITLE, look.theme.mark, "serif", balance=True),
            button(look, "再走一遍", "again", "quiet", icon_name="undo"),
        ],
        _GAP,
        w=w,
    )


def goes_on(page: VrDebriefPage, onward: str) -> str:
    """What the step after that part is called; `onward` after the last."""
    looked_at = "看看真在哪里" if page.story.scenario.genuine else "看看破绽在哪"
    return (looked_at, "带走一句话", onward)[page.part]
