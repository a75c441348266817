"""How a scenario ended, in three pages that are read at a glance: what became of the money, the sentences that gave it
away, one line to take home. Everything else is behind 再看一点 (`debrief.py`)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import PurePosixPath
from typing import assert_never

from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import Ending
from kiosk.draw.block import Block, beside, icon, label, moving, place, roomy, space, stack, text
from kiosk.draw.items import Colour, Item
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION, HEADING, TITLE
from kiosk.draw.widgets import button, dots, money
from kiosk.parts import scroller
from kiosk.parts.lookaround import Gaze, still
from kiosk.parts.more import gist
from kiosk.parts.phone_lines import led
from kiosk.parts.spread import filled, has_room, picture, words_beside
from kiosk.zones.vr_experience.bots import GOOD_ENDS
from kiosk.zones.vr_experience.models import End, Flag, FlagKind, Voice, changes_at, room_at
from kiosk.zones.vr_experience.pages import DEBRIEF_PARTS, VrDebriefPage
from kiosk.zones.vr_experience.rooms import FINE
from kiosk.zones.vr_experience.story import Story
from kiosk.zones.vr_experience.surroundings import clock_in
from kiosk.zones.vr_experience.telling import speaker
from kiosk.zones.vr_experience.transcript import Heard, full_stop, quoted

MOMENTS = 3
"""Sentences that are looked back at."""
_QUOTED = 46
"""Characters of a sentence that are quoted whole."""
_SENTENCE = re.compile(r"[^。！？]+[。！？]?[”』]?")
_CLAUSE = re.compile(r"[^，；。：！？]+[，；。：！？]?[”』]?")
_NIGHT = 175
"""Veil over the thing of the story when the money is gone."""
_GAP = 28.0
_LINE_LARGE = (2.2, 2.0, 1.8, 1.6, 1.5, 1.4, 1.3, 1.25, 1.2, 1.15, 1.1)
"""How much larger than a title the line to take home may stand in large type."""


def view(look: Look, page: VrDebriefPage, rooms: Mapping[str, str]) -> list[Item]:
    """One of the three pages, without its next step. How it came out is seen in its room, the others with the thing."""
    story = page.story
    veil = _NIGHT if page.part == 0 and page.end.kind is Ending.LOSS else 0
    in_room = page.part == 0 and room_at(story.scenario, story.now) in rooms
    seen = (in_room or story.scenario.picture) and has_room(look)
    items: list[Item] = []
    if seen and in_room:
        lit = page.end.kind in GOOD_ENDS
        items = filled(look, lambda rect: _room(rect, story, rooms, lit), veil=veil)
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
        return _came_out(look, page, w) if page.part == 0 else _take_home(look, page, w, rest.h)

    grown = roomy(look, rest.w, rest.h, build)

    def middle(w: float) -> Block:
        whole = build(grown, w)
        spare = max(0.0, rest.h - whole.h) / 2
        return Block(w, whole.h + spare, tuple(place(whole, 0, spare))) if spare else whole

    return items + scroller.view(look, rest, middle, page.reading, "read", edge=24)


def _room(rect: Rect, story: Story, rooms: Mapping[str, str], lit: bool) -> Item:
    """Where the story ended, at its hour, `lit` when it came out well: light has come into the room. Nobody stands in
    it any more: what counts now is the figure beside it, and a figure without a face beside 守住了 only looks on."""
    node = story.now
    room = room_at(story.scenario, node)
    gaze = Gaze(node.yaw, node.pitch)
    clocks = tuple(change for change in changes_at(story.scenario, node) if clock_in([PurePosixPath(change).stem]))
    changes = tuple(dict.fromkeys((*(story.scenario.changes if room is story.scenario.room else ()), *clocks)))
    return replace(still(rect, rooms[room], gaze, rooms.get(FINE.format(room=room), ""), changes), behind=True, lit=lit)


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
    parts += _sums(look, story, end, w, ink)
    parts += [
        text(look, end.title, w, HEADING, theme.on_ground, "serif", balance=True),
        text(look, gist(end.text), w, BODY, theme.on_ground),
    ]
    glanced = stack(parts, _GAP, w=w)
    return glanced if lost else moving(glanced, "fill")


def _sums(look: Look, story: Story, end: End, w: float, ink: Colour) -> list[Block]:
    """What went and what is left of it; or what is still there, and whose it is."""
    holds, most = story.scenario.holds, story.scenario.max_yuan
    abreast = look.large and not look.portrait
    each = (w - _GAP) / 2 if abreast else w

    def figure(said: str, sum_of: str, colour: Colour, role: float = TITLE * 1.2, start: str = "") -> Block:
        large = text(look, sum_of, each, role, colour, "serif")
        large = moving(large, "drain", start=start) if start else large
        return stack([label(look, said, BODY, look.theme.on_ground_soft), large], 0)

    def both(gone: Block, left: Block) -> list[Block]:
        return [beside([gone, left], _GAP, "bottom")] if abreast else [gone, left]

    if end.kind is Ending.MISSED_GENUINE:
        return []
    if end.kind is Ending.LOSS and story.yuan:
        had = max(holds.yuan if holds else 0, story.yuan)
        left = had - story.yuan
        whose = f"{holds.whose.rstrip('的')}还剩" if holds and left else "手里还剩"
        return both(
            figure("转走了（模拟）", money(story.yuan), ink),
            figure(whose, money(left), ink, start="" if left else f"{had:,}元"),
        )
    if story.yuan:
        gone = figure("已经转走（模拟）", money(story.yuan), look.theme.danger_light, HEADING)
        return both(gone, figure("没有再填进去的", money(most - story.yuan), ink)) if most > story.yuan else [gone]
    if holds:
        return [figure(f"{holds.whose.rstrip('的')}的钱，还在", money(holds.yuan), ink)]
    return [figure("没有转出去的钱", money(most), ink)] if most else []


@dataclass(frozen=True, slots=True)
class LookedBack:
    """A sentence that is looked back at, and the signs it gave."""

    line: Heard
    flags: tuple[Flag, ...]


def moments(story: Story, most: int) -> list[LookedBack]:
    """The sentences that carried a sign, each with its signs, in the order they came; of many, those that nobody
    noticed. A sign is shown where the other side gave it, before where somebody else spoke of it."""
    by_id = {flag.id: flag for flag in story.scenario.flags}
    kind = FlagKind.GENUINE if story.scenario.genuine else FlagKind.RED
    first: dict[str, Heard] = {}
    for entry in sorted(story.lines, key=lambda line: line.say.who in _OF_OTHERS):
        for name in entry.say.shows:
            if name in by_id and by_id[name].kind is kind:
                first.setdefault(name, entry)
    order = {id(line): i for i, line in enumerate(story.lines)}
    chosen: dict[int, LookedBack] = {}
    for name in sorted(first, key=lambda name: name in story.found):
        at = order[id(first[name])]
        if at in chosen:
            if len(chosen[at].flags) < 2:
                chosen[at] = LookedBack(first[name], (*chosen[at].flags, by_id[name]))
        elif len(chosen) < most:
            chosen[at] = LookedBack(first[name], (by_id[name],))
    return [chosen[at] for at in sorted(chosen)]


_OF_OTHERS = frozenset({Voice.BESIDE, Voice.ME, Voice.THOUGHT})


def _gave_away(look: Look, page: VrDebriefPage, w: float, most: int) -> Block:
    """The very sentences, `most` of them, and what each was. Only what the other side said is quoted in its colour."""
    theme, story = look.theme, page.story
    genuine = story.scenario.genuine
    chosen = moments(story, most)
    head = "真的，是这样的" if genuine else "破绽就在这几句" if len(chosen) > 1 else "破绽就在这一句"
    rows = [text(look, head, w, HEADING, theme.on_ground, "serif")]
    size = look.size(BODY)
    for moment in chosen:
        line = moment.line
        theirs = line.say.who is Voice.THEM or (genuine and line.say.who is Voice.BESIDE)
        ink = theme.on_ground if not theirs else theme.safe_light if genuine else theme.danger_light
        said = text(look, quoted(line, excerpt(line.words, moment.flags)), w, BODY, ink, "serif")
        if line.say.who in _OF_OTHERS:
            icon_name, who = speaker(line, story.scenario)
            small = look.size(CAPTION)
            name = beside(
                [icon(icon_name, small, theme.on_ground_soft), label(look, who, CAPTION, theme.on_ground_soft)], 10
            )
            said = stack([name, said], 2)
        parts = [said]
        for flag in moment.flags:
            mark = icon("genuine" if genuine else "danger", size, theme.mark)
            parts.append(led(mark, text(look, full_stop(flag.text), w - size - 16, BODY, theme.on_ground)))
        if all(flag.id in story.found for flag in moment.flags):
            seen = beside(
                [icon("check", size * 0.8, theme.safe_light), label(look, "看出来了", CAPTION, theme.safe_light)], 8
            )
            parts.append(seen)
        rows.append(stack(parts, 8))
    return stack(rows, _GAP, w=w)


def excerpt(words: str, flags: Sequence[Flag]) -> str:
    """What of a long sentence is quoted: the part that shares most with what is said of it, and what stands by it as
    long as a glance takes it in."""
    parts = _SENTENCE.findall(words)
    if len(words) <= _QUOTED or len(parts) < 2:
        return words
    chosen = "".join(flag.text for flag in flags)
    pairs = {a + b for a, b in pairwise(chosen)}
    scores = [sum(a + b in pairs for a, b in pairwise(part)) / len(part) ** 0.5 for part in parts]
    first = last = scores.index(max(scores))
    while True:
        near = [i for i in (last + 1, first - 1) if 0 <= i < len(parts)]
        fits = [i for i in near if sum(map(len, parts[first : last + 1])) + len(parts[i]) <= _QUOTED]
        if not fits:
            return "".join(parts[first : last + 1])
        first, last = min(first, fits[0]), max(last, fits[0])


def _take_home(look: Look, page: VrDebriefPage, w: float, h: float) -> Block:
    """One line; and another try. In large type, which has no picture beside it, the line fills the place."""

    words = page.story.scenario.remember

    named = label(look, "一句话记住", BODY, look.theme.on_ground_soft)
    again = button(look, "再走一遍", "again", "quiet", icon_name="undo")

    clauses = _CLAUSE.findall(words)

    def at(grown: Look, parts: Sequence[str] = (words,)) -> Block:
        ink = look.theme.mark
        line = stack([text(grown, part, w, TITLE, ink, "serif", balance=True) for part in parts], 0)
        if look.large and named.w + again.w + _GAP <= w:
            return stack([beside([named, space(0, w - named.w - again.w), again], 0), line], _GAP, w=w)
        return stack([named, line, again], _GAP, w=w)

    looks = [replace(look, zoom=look.zoom * by) for by in _LINE_LARGE] if look.large else []
    whole = [g for g in looks if all(text_width(part, g.size(TITLE), "serif") <= w for part in clauses)]
    larger = (*(at(grown, clauses) for grown in whole), *(at(grown) for grown in looks))
    return next((block for block in larger if block.h <= h), at(look))


def goes_on(page: VrDebriefPage, onward: str) -> str:
    """What the step after that part is called; `onward` after the last."""
    looked_at = "看看真的什么样" if page.story.scenario.genuine else "看看破绽在哪"
    return (looked_at, "带走一句话", onward)[page.part]
