"""The wall of 常见诈骗种类区: the ten kinds of the 2025 handbook first, then the newer tricks."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.draw.block import (
    Block,
    beside,
    boxed,
    column_width,
    columns_for,
    grid,
    label,
    over,
    padded,
    space,
    stack,
    text,
)
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import CAPTION, HEADING
from kiosk.draw.widgets import done_mark, next_button, note
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.parts.still_life import pictured
from kiosk.zones.scam_types.advising_view import people_door
from kiosk.zones.scam_types.models import ScamType

_NOTHING = Block(0, 0)
_GAP = 16.0
_LYING = 640.0
"""From this width on a tile's picture stands beside its words, in units."""
_SHAPE, _LOW_SHAPE, _LEAST_SHAPE = 0.6, 0.48, 0.36
"""Height of a tile's picture, of its width; where more than the name stands below it; the least."""
_LYING_SHAPE, _LYING_SHARE = 0.64, 0.3
"""The same where it stands beside the words; its width there, of the tile's."""
_SPARE = 56.0
"""Height that the page keeps free below its rows of tiles."""
_BETWEEN = 28.0
"""Between the way to the people and the cabinet."""
_EDGE, _MARGIN = 10.0, 22.0
"""Of a tile round its picture; of its words."""


def view(look: Look, types: Sequence[ScamType], scroll: Scroll, read: Sequence[str], people: int = 0) -> list[Item]:
    """The way to the `people` who could be helped, then both groups of tiles; the questionnaire is the next step."""

    def whole(w: float) -> Block:
        door = people_door(look, people, w) if people else _NOTHING
        groups = _groups(look, types, w, read, _NOTHING if look.large else door)
        return stack([door, groups], _BETWEEN, w=w) if look.large else groups

    items = scroller.view(look, look.area, whole, scroll, "wall", edge=24)
    ask = "哪种会找上我？" if look.large else "哪种骗局会找上我？"
    return items + next_button(look, ask, "which")


def _groups(look: Look, types: Sequence[ScamType], w: float, read: Sequence[str], door: Block) -> Block:
    """Both groups; the `door` to the people stands beside the heading of the first."""
    listed = [t for t in types if t.in_2025_list]
    newer = [t for t in types if not t.in_2025_list]
    named = (("最常见的十种骗局", listed), ("还有这些新花样", newer))
    groups = [(words, group) for words, group in named if group]
    parts = [
        _group(look, words, group, w, read, door if number == 0 else _NOTHING)
        for number, (words, group) in enumerate(groups)
    ]
    return stack(parts, 36, w=w)


def _group(look: Look, words: str, types: Sequence[ScamType], w: float, read: Sequence[str], door: Block) -> Block:
    columns = columns_for(w, 700 if look.large else 300 if not look.portrait else 400, 5, _GAP)
    each = column_width(w, columns, _GAP)
    tiles: list[Block] = []
    head = _group_head(look, words, types, w - door.w)
    if door.w:
        head = beside([head, space(door.h, w - head.w - door.w), door], 0)
    shape, rows = (_LOW_SHAPE, 3) if look.portrait else (_SHAPE, 2)
    if columns > 1 and not look.large:  # as many rows make a page
        taken = head.h + 14 + _GAP * (rows - 1) + rows * max(_tile(look, t, each, False, shape).h for t in types)
        shape = max(_LEAST_SHAPE, shape + min(0.0, look.area.h - _SPARE - taken) / rows / each)
    heights = [_tile(look, t, each, t.id in read, shape).h for t in types]
    for i, kind in enumerate(types):
        height = max(heights) if columns > 1 else heights[i]
        tiles.append(_tile(look, kind, each, kind.id in read, shape, height))
    shown = grid(tiles, columns, _GAP)
    # The heading keeps to its first row: no page is cut between them.
    seams = tuple(head.h + 14 + seam for seam in shown.seams)
    return Block(w, head.h + 14 + shown.h, stack([head, shown], 14).items, seams)


def _group_head(look: Look, words: str, types: Sequence[ScamType], w: float) -> Block:
    theme = look.theme
    name = label(look, words, HEADING, theme.on_ground, "serif")
    if look.large or look.portrait or not types[0].in_2025_list:
        return name
    source = types[0].source
    said = note(look, f"{source.body} {source.date}", w - name.w - 40, on_dark=True)
    return beside([name, said], 40) if said.h < name.h else name


def _tile(look: Look, kind: ScamType, w: float, seen: bool, shape: float, h: float = 0.0) -> Block:
    """One bottle of the cabinet: its picture and its name; where the page is long, the line to keep.

    `shape` is the height of a picture above the words, of its width.
    """
    theme = look.theme
    lying = w >= _LYING
    across = round(w * _LYING_SHARE) if lying else w - 2 * _EDGE
    inside = w - across - 2 * (_EDGE + _MARGIN) if lying else w - 2 * _MARGIN
    name = text(look, _in_lines(look, kind.name, inside), inside, HEADING, theme.on_card, "serif")
    words = name
    if look.portrait and not look.large:
        words = stack([name, text(look, kind.slogan, inside, CAPTION, theme.on_card_soft)], 6)
    mark = done_mark(look, "看过了")
    if lying:
        words = stack([words, mark], 6) if seen else words
        height = max(h - 2 * _EDGE, words.h, round(across * _LYING_SHAPE))
        picture = pictured(look, kind.picture, across, height, kind.icon)
        body = beside([picture, padded(words, _MARGIN, 0)], 0)
    else:
        picture = pictured(look, kind.picture, across, round(across * shape), kind.icon)
        if seen:
            plate = boxed(mark, theme.card, pad=12, pad_y=4, radius=12)
            picture = over(picture, plate, across - plate.w - 8, 8)
        low = padded(words, _MARGIN - _EDGE, 0)
        body = stack([picture, Block(low.w, low.h + _MARGIN - _EDGE, low.items)], 14)
    return boxed(body, theme.card, pad=_EDGE, target=f"type/{kind.id}", shadow=True, w=w, h=h)


def _in_lines(look: Look, name: str, w: float) -> str:
    """The name broken after 与 where it does not fit one line: 屏幕共享与 / 会议软件."""
    return name if text_width(name, look.size(HEADING), "serif") <= w else name.replace("与", "与\n")
