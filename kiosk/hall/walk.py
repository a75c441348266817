"""The walk through the zones as beads on a thread of glass: a wave where there is room, a board where there is not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import cos, pi, sin
from typing import assert_never

from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import Term
from kiosk.draw.block import (
    Block,
    beside,
    boxed,
    column_width,
    columns_for,
    icon,
    label,
    moving,
    place,
    sized,
    space,
    stack,
    text,
)
from kiosk.draw.items import Arc, Colour, Item, Lines, Panel
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION, HEADING, RADIUS, mix
from kiosk.parts.glass import glass


class StopMark(Term):
    """How a zone stands in this visit: still to come, the plan's next, gone through, looked into, left out by the
    guide, left out by the clock, shut."""

    AHEAD = "ahead", "还没看"
    NEXT = "next", "下一站"
    DONE = "done", "看过了"
    PARTLY = "partly", "看过一些"
    SKIPPED = "skipped", "跳过了"
    LATE = "late", "时间紧，可略过"
    CLOSED = "closed", "暂停开放"


_BEHIND = (StopMark.DONE, StopMark.PARTLY, StopMark.SKIPPED)
_SUNK = 26.0
"""How far a bead is sunk into its plate."""
_PIECE_GROWTH = 1.2
"""A picture needs more room than an icon to be recognised."""
_PLATE = 172.0
"""The least height of a plate: a name of two lines and a note."""
_PICTURE = 0.62
"""Of a high tile's height, what its picture has."""
_GAP, BOARD_GAP = 20.0, 36.0
_STRANDS = ((0.0, 5.0), (18.0, 2.5), (-18.0, 2.5))
"""A thread is a main strand and two fine ones round it: how far they sway off it, and their width."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A zone on the walk; `note` says in words what `mark` says by its look. Its target is `zone/<id>`."""

    zone: str
    number: int
    name: str
    icon: str
    mark: StopMark
    note: str = ""
    fresh: bool = False
    """Whether it has just been gone through: its bead lights up."""
    piece: str = ""
    """The picture of its piece of glass, if there is one."""

    @property
    def target(self) -> str:
        return "" if self.mark is StopMark.CLOSED else f"zone/{self.zone}"

    @property
    def behind(self) -> bool:
        """Whether the thread that leads on from here was walked."""
        return self.mark in _BEHIND


def wave_fits(look: Look, room: Rect) -> bool:
    """Whether the wave has its place there; else it is the board's turn."""
    if look.large:
        return False
    return room.h >= 1000 and room.w >= 900 if look.portrait else room.h >= 470 and room.w >= 1600


def wave(look: Look, room: Rect, stops: Sequence[Stop]) -> list[Item]:
    """Beads on a wave, their plates by turns on this side and the other; from the left, or from above in portrait. A
    single one stands in the middle."""
    upright = look.portrait
    n = len(stops)
    long, width = (room.h, room.w) if upright else (room.w, room.h)
    size = 112.0 if upright else 128.0 if room.h > 640 else 100.0
    if not upright and not look.contrast and all(stop.piece for stop in stops):
        size *= _PIECE_GROWTH
    places = max(2, n)
    plate_length = (long - _GAP * (places - 1) / 2) / ((places + 1) / 2)
    plate_width = 400.0 * width / 984 if upright else max(_PLATE, min(200.0, width / 2 - 150))
    step, begins = (long - plate_length) / (places - 1), plate_length / 2 if n > 1 else long / 2
    sway = width / 2 - plate_width - size / 2 + _SUNK
    ends = (0.0, long) if upright else (-room.x, look.canvas.w - room.x)
    items: list[Item] = []

    def at(along: float, off: float = 0.0) -> tuple[float, float]:
        beads = min(n, max(-1.0, (along - begins) / step))
        across = width / 2 - sway * cos(pi * beads) + off
        return (across, along) if upright else (along, across)

    for i in range(-1, n):
        first = ends[0] if i < 0 else begins + i * step
        last = begins + (i + 1) * step if i < n - 1 else ends[1]
        items += _thread(look, room, at, first, last, i < 0 or stops[i].behind)
    for i, stop in enumerate(stops):
        along = begins + i * step
        x, y = at(along)
        near = i % 2 == 0
        if upright:
            box = Rect(0.0 if near else width - plate_width, along - plate_length / 2, plate_width, plate_length)
        else:
            box = Rect(along - plate_length / 2, 0.0 if near else width - plate_width, plate_length, plate_width)
        items += _plate(look, stop, box.moved(room.x, room.y), upright, near)
        items += place(bead(look, stop, size), room.x + x - size / 2, room.y + y - size / 2)
    return items


def columns(look: Look, w: float) -> int:
    """How many columns of the board are legible in `w` units."""
    return columns_for(w, 680 if look.large else 460, 3, BOARD_GAP)


def board(look: Look, w: float, stops: Sequence[Stop], in_row: int, least: float = 0.0) -> Block:
    """The stops in rows of `in_row`, joined by the thread: from left to right, and back under each row to the next.

    A row is as high as its highest tile, and at least `least` units.
    """
    gap = BOARD_GAP
    each = column_width(w, in_row, gap)
    tiles: list[Item] = []
    thread: list[Item] = []
    seams: list[float] = []
    y = 0.0
    for start in range(0, len(stops), in_row):
        row = stops[start : start + in_row]
        height = max(_tile(look, stop, each, least).h for stop in row)
        for i, stop in enumerate(row):
            x = i * (each + gap)
            tiles += place(_tile(look, stop, each, height), x, y)
            points: tuple[float, ...] = (x + each, y + height / 2, x + each + gap, y + height / 2)
            if i + 1 == in_row:
                turn = y + height + gap / 2
                points = (x + each / 2, y + height, x + each / 2, turn, each / 2, turn, each / 2, y + height + gap)
            if start + i + 1 < len(stops):
                colour = _thread_colour(look, stop.behind)
                thread.append(Lines(rect=Rect(0, 0, w, y + height + gap), points=points, colour=colour, width=7))
        y += height + gap
        seams.append(y)
    return Block(w, y - gap, (*thread, *tiles), tuple(seams[:-1]))


def bead(look: Look, stop: Stop, size: float) -> Block:
    """The zone's piece of glass, lit when it is done, or a bead with its icon; its plate says the same in words."""
    if stop.piece and stop.mark is not StopMark.CLOSED and not look.contrast:
        return _piece(look, stop, size)
    fill, ink = _bead_colours(look, stop.mark)
    edge = look.theme.on_ground_soft if stop.mark is StopMark.CLOSED else None
    body = boxed(
        icon("lock" if stop.mark is StopMark.CLOSED else stop.icon, size * 0.54, ink),
        fill,
        pad=0,
        target=stop.target,
        alt=look.say(stop.name) if stop.target else "",
        radius=size / 2,
        w=size,
        h=size,
        align="centre",
        valign=0.5,
        border=edge,
        border_width=3 if edge else 0,
    )
    if stop.mark is StopMark.CLOSED:
        return body
    whole = Rect(0, 0, size, size)
    items: list[Item] = list(body.items)
    if stop.mark is StopMark.PARTLY:
        items.append(Arc(rect=whole, start=0, sweep=180, width=7, colour=look.theme.safe_light))
    if not look.contrast:
        shine, edge_of = mix(fill, look.theme.on_ground, 0.5), whole.inset(size * 0.07)
        items.append(Arc(rect=edge_of, start=292, sweep=52, width=size * 0.045, colour=shine))
    block = Block(size, size, tuple(items))
    return moving(block, "light", stop.zone) if stop.fresh else block


def _piece(look: Look, stop: Stop, size: float) -> Block:
    """The piece in a frame that says how the zone stands; half of it green where the zone was looked into."""
    theme = look.theme
    edge = mix(theme.ground_light, theme.on_ground, 0.3)
    if stop.mark is StopMark.DONE:
        edge = theme.safe_light
    elif stop.mark is StopMark.NEXT:
        edge = theme.accent
    shown = glass(look, stop.piece, size, size, edge, stop.mark is StopMark.DONE)
    items = list(shown.items)
    if stop.mark is StopMark.PARTLY:
        right = Rect(size / 2, 0, size / 2, size)
        frame = items[-1]
        assert isinstance(frame, Panel)
        items.append(replace(frame, border=theme.safe_light, clip=right))
    hold = Panel(
        rect=Rect(0, 0, size, size), fill=theme.ground, radius=RADIUS, target=stop.target, alt=look.say(stop.name)
    )
    block = Block(size, size, (hold, *items))
    return moving(block, "light", stop.zone) if stop.fresh else block


def _bead_colours(look: Look, mark: StopMark) -> tuple[Colour, Colour]:
    theme = look.theme
    if mark is StopMark.NEXT:
        return theme.accent, theme.on_accent
    if mark is StopMark.DONE:
        return theme.safe, theme.on_safe
    if mark is StopMark.CLOSED:
        return theme.ground, theme.on_ground_soft
    return mix(theme.ground_light, theme.on_ground, 0.14), theme.on_ground


def _thread_colour(look: Look, walked: bool) -> Colour:
    return look.theme.mark if walked else mix(look.theme.ground_light, look.theme.on_ground, 0.25)


def _thread(
    look: Look, room: Rect, at: Callable[[float, float], tuple[float, float]], first: float, last: float, walked: bool
) -> list[Item]:
    """The thread between two beads: three strands that meet in them."""
    colour = _thread_colour(look, walked)
    made: list[Item] = []
    for off, thick in _STRANDS:
        points: list[float] = []
        for k in range(25):
            share = k / 24
            points += at(first + (last - first) * share, off * sin(2 * pi * share))
        made.append(Lines(rect=room, points=tuple(points), colour=colour, width=thick))
    return made


def _sign(mark: StopMark) -> str:
    """The icon before a stop's note; none where the plate itself says it."""
    match mark:
        case StopMark.AHEAD | StopMark.NEXT:
            return ""
        case StopMark.DONE:
            return "check"
        case StopMark.PARTLY:
            return "dot"
        case StopMark.SKIPPED:
            return "skip"
        case StopMark.LATE:
            return "clock"
        case StopMark.CLOSED:
            return "lock"
        case never:
            assert_never(never)


def _plate(look: Look, stop: Stop, box: Rect, upright: bool, near: bool) -> list[Item]:
    """A zone's plate, with room left where the bead sits in it."""
    theme = look.theme
    fill, ink, soft = _plate_colours(look, stop.mark)
    edge = theme.ground_light if stop.mark is StopMark.CLOSED else None
    panel = Panel(rect=box, fill=fill, radius=RADIUS, target=stop.target, border=edge, border_width=3 if edge else 0)
    side = 24.0
    free = box.w - 2 * side - (_SUNK if upright else 0)
    words = _words(look, stop, free, ink, soft)
    x = box.x + side + (_SUNK if upright and not near else 0)
    room = box.h - (0 if upright else _SUNK)
    y = box.y + (0 if upright or near else _SUNK) + (room - words.h) / 2
    return [panel, *place(words, x, y)]


def _tile(look: Look, stop: Stop, w: float, h: float) -> Block:
    """A tile of the board: bead, number, name."""
    fill, ink, soft = _plate_colours(look, stop.mark)
    edge = look.theme.ground_light if stop.mark is StopMark.CLOSED else None
    size = max(96.0 * look.zoom, min(_PICTURE * h, w / 3))
    words = _words(look, stop, w - 48 - size - 20, ink, soft)
    return boxed(
        beside([bead(look, stop, size), words], 20),
        fill,
        pad=24,
        pad_y=16,
        target=stop.target,
        w=w,
        h=h,
        valign=0.5,
        border=edge,
        border_width=3 if edge else 0,
    )


def _plate_colours(look: Look, mark: StopMark) -> tuple[Colour, Colour, Colour]:
    """Fill, ink and soft ink of a plate."""
    theme = look.theme
    if mark is StopMark.NEXT:
        return theme.card, theme.on_card, theme.on_card_soft
    if mark is StopMark.CLOSED:
        return theme.ground, theme.on_ground_soft, theme.on_ground_soft
    if mark in _BEHIND:
        return mix(theme.ground, theme.ground_light, 0.5), theme.on_ground, theme.on_ground_soft
    return theme.ground_light, theme.on_ground, theme.on_ground_soft


def _words(look: Look, stop: Stop, w: float, ink: Colour, soft: Colour) -> Block:
    """The number large, the name beside it, and under it what is to be said."""
    theme = look.theme
    figure = ink if stop.mark in (StopMark.NEXT, StopMark.CLOSED) else theme.mark
    number = label(look, str(stop.number), HEADING, figure, "serif")
    number = sized(number, look.size(HEADING) * 0.7, 0)
    free = w - number.w - 12
    said = look.say(stop.name)
    one_line = text_width(said, look.size(BODY)) <= free
    if not one_line:
        said = said.replace("、", "、\n")
    name = text(look, said, free, BODY if one_line or look.large else 30, ink)
    rows = [name]
    if stop.note:
        size = look.size(CAPTION)
        shade = theme.safe_light if stop.mark is StopMark.DONE else soft
        name_of_sign = _sign(stop.mark)
        sign = [icon(name_of_sign, size, shade)] if name_of_sign else []
        taken = size + 8 if sign else 0
        rows.append(beside([*sign, text(look, stop.note, free - taken, CAPTION, shade)], 8))
    lift = max(0.0, (look.size(HEADING) * 1.3 - look.size(BODY) * 1.45) / 2)
    return beside([number, stack([space(lift), *rows], 2)], 12, "top")
