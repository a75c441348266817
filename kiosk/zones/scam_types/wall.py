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
    icon,
    label,
    sized,
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
from kiosk.zones.scam_types.models import ScamType

_GAP = 16.0
_LYING = 400.0
"""From this width on a tile's icon stands beside its words, in units."""


def view(look: Look, types: Sequence[ScamType], scroll: Scroll, read: Sequence[str]) -> list[Item]:
    """Both groups of tiles; the questionnaire is the next step."""
    items = scroller.view(look, look.area, lambda w: _groups(look, types, w, read), scroll, "wall", edge=24)
    ask = "哪种会找上我？" if look.large else "哪种骗局会找上我？"
    return items + next_button(look, ask, "which")


def _groups(look: Look, types: Sequence[ScamType], w: float, read: Sequence[str]) -> Block:
    listed = [t for t in types if t.in_2025_list]
    newer = [t for t in types if not t.in_2025_list]
    parts = [
        _group(look, words, group, w, read) for words, group in (("2025版手册十类", listed), ("新手法", newer)) if group
    ]
    return stack(parts, 36, w=w)


def _group(look: Look, words: str, types: Sequence[ScamType], w: float, read: Sequence[str]) -> Block:
    columns = columns_for(w, 700 if look.large else 300 if not look.portrait else 400, 5, _GAP)
    each = column_width(w, columns, _GAP)
    tiles: list[Block] = []
    heights = [_tile(look, t, each, t.id in read).h for t in types]
    for i, kind in enumerate(types):
        height = max(heights) if columns > 1 else heights[i]
        tiles.append(_tile(look, kind, each, kind.id in read, height))
    rows = grid(tiles, columns, _GAP)
    head = _group_head(look, words, types, w)
    # The heading keeps to its first row: no page is cut between them.
    return Block(w, head.h + 14 + rows.h, stack([head, rows], 14).items, tuple(head.h + 14 + s for s in rows.seams))


def _group_head(look: Look, words: str, types: Sequence[ScamType], w: float) -> Block:
    theme = look.theme
    name = beside(
        [
            label(look, str(len(types)), HEADING, theme.accent, "serif"),
            label(look, words, HEADING, theme.on_ground, "serif"),
        ],
        18,
    )
    if look.large or look.portrait or not types[0].in_2025_list:
        return name
    source = types[0].source
    said = note(look, f"{source.body} {source.date}", w - name.w - 40, on_dark=True)
    return beside([name, said], 40) if said.h < name.h else name


def _tile(look: Look, kind: ScamType, w: float, seen: bool, h: float = 0.0) -> Block:
    theme = look.theme
    badge = boxed(icon(kind.icon, 52, theme.on_ground), theme.ground, pad=10, radius=16)
    lying = w >= _LYING
    inside = w - 44 - (badge.w + 20 if lying else 0)
    words = [
        text(look, _in_lines(look, kind.name, inside), inside, HEADING, theme.on_card, "serif"),
        text(look, kind.slogan, inside, CAPTION, theme.on_card_soft),
    ]
    mark = done_mark(look, "看过了")
    if lying:
        body = beside([badge, stack([*words, mark] if seen else words, 6)], 20, "top")
    else:
        top = beside([badge, sized(mark, w - 44 - badge.w - 12, 0, "right")], 12) if seen else badge
        body = stack([top, *words], 6)
    return boxed(body, theme.card, pad=22, pad_y=18, target=f"type/{kind.id}", shadow=True, w=w, h=h)


def _in_lines(look: Look, name: str, w: float) -> str:
    """The name broken after 与 where it does not fit one line: 屏幕共享与 / 会议软件."""
    return name if text_width(name, look.size(HEADING), "serif") <= w else name.replace("与", "与\n")
