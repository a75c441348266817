"""The wall of tiles: 六个一律 and 八个凡是 side by side, classic or updated, under a caution that never scrolls away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kiosk.content.models.base import source_line
from kiosk.content.models.rule import Rule, Rules
from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, column_width, grid, icon, label, place, sized, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING
from kiosk.draw.widgets import heading, next_button, note
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll

Version = Literal["classic", "updated"]
NUMERALS = "一二三四五六七八九十"
SIX, EIGHT = "六个一律", "八个凡是"
_GAP = 16.0

ICONS = {
    "six-1": "bank_card", "six-2": "red_packet", "six-3": "phone", "six-4": "sms", "six-5": "chat", "six-6": "lock",
    "eight-1": "police", "eight-2": "lock", "eight-3": "red_packet", "eight-4": "family", "eight-5": "id_card",
    "eight-6": "search", "eight-7": "acquaintance", "eight-8": "globe",
    "new-1": "brushing", "new-2": "investment", "new-3": "loan_credit", "new-4": "refund", "new-5": "police",
    "new-6": "acquaintance", "new-7": "globe", "new-8": "download",
}
"""What a rule is about, as an icon; a rule that is not listed carries the scroll of rules."""


def icon_of(rule: Rule) -> str:
    return ICONS.get(rule.id, "rules")


@dataclass(frozen=True, slots=True)
class Wall:
    """What the wall shows: the updated eight or the classic, the tiles turned so far, and the one turning now.

    `turning` is a rule's id ("" none) and `share` (0-1) how wide its tile still is.
    """

    version: Version = "classic"
    turned: tuple[str, ...] = ()
    turning: str = ""
    share: float = 1.0


def view(look: Look, rules: Rules, wall: Wall, scroll: Scroll, onward: str) -> list[Item]:
    """The whole wall where it fits; else its tiles scroll under the caution's first sentence. `onward` names the
    step to the game."""
    area = look.area
    items = next_button(look, onward, "game")
    whole = _whole(look, rules, wall, area.w)
    if whole.h <= area.h:
        spare = area.h - whole.h
        return place(_whole(look, rules, wall, area.w, spare), area.x, area.y) + items
    first, mark, more = rules.caution.partition("。")
    pinned = _caution(look, first + mark, area.w)
    rest = Rect(area.x, area.y + pinned.h + 16, area.w, area.h - pinned.h - 16)

    def build(w: float) -> Block:
        parts = [_caution(look, more, w, first=False)] if more else []
        return stack([*parts, *_groups(look, rules, wall, w)], 24, w=w)

    return place(pinned, area.x, area.y) + scroller.view(look, rest, build, scroll, "wall") + items


def _whole(look: Look, rules: Rules, wall: Wall, w: float, spare: float = 0.0) -> Block:
    caution = _caution(look, rules.caution, w)
    if w > 1300 and not look.large:
        each = column_width(w - 40, 7, _GAP)
        least = 0.0
        if spare:
            least = _tile_height(look, rules, wall, each) + min(60.0, spare / 2)
        six = _group(look, rules, wall, True, 3, each, least)
        eight = _group(look, rules, wall, False, 4, each, least)
        foot = _sources(look, rules, wall, w)
        return stack([beside([six, eight], 40 + _GAP, "bottom"), caution, foot], 18, w=w)
    return stack([caution, *_groups(look, rules, wall, w)], 24, w=w)


def _groups(look: Look, rules: Rules, wall: Wall, w: float) -> list[Block]:
    """Both groups one below the other, and their sources."""
    least = 440.0 if look.large else 210.0
    parts = []
    for six in (True, False):
        most = 3 if six or look.large else 4
        columns = max(1, min(most if w < 1300 or look.large else 6 if six else 8, int((w + _GAP) // (least + _GAP))))
        parts.append(_group(look, rules, wall, six, columns, column_width(w, columns, _GAP), 0))
    return [*parts, _sources(look, rules, wall, w)]


def rules_of(rules: Rules, six: bool, version: Version) -> Sequence[Rule]:
    """The tiles of one group."""
    return rules.six if six else rules.eight if version == "classic" else rules.updated


def _tile_height(look: Look, rules: Rules, wall: Wall, w: float) -> float:
    shown = (*rules.six, *rules_of(rules, False, wall.version))
    return max(_tile(look, r, i, False, w).h for i, r in enumerate(shown))


def _group(look: Look, rules: Rules, wall: Wall, six: bool, columns: int, each: float, least: float) -> Block:
    shown = rules_of(rules, six, wall.version)
    high = max(least, _tile_height(look, rules, wall, each))
    tiles = []
    for i, rule in enumerate(shown):
        tile = _tile(look, rule, i, rule.id in wall.turned, each, high)
        if rule.id == wall.turning and wall.share < 1:
            tile = squashed(look, each, high, wall.share)
        tiles.append(tile)
    w = each * columns + _GAP * (columns - 1)
    rows = grid(tiles, columns, _GAP)
    head = _head(look, six, wall.version, w)
    # The heading keeps to its first row: no page is cut between them.
    return Block(w, head.h + 14 + rows.h, stack([head, rows], 14).items, tuple(head.h + 14 + s for s in rows.seams))


def _head(look: Look, six: bool, version: Version, w: float) -> Block:
    name = label(look, SIX if six else EIGHT, HEADING, look.theme.on_ground, "serif")
    if six:
        return sized(name, w, look.target if not look.large and not look.portrait else 0)
    switch = beside([_side(look, "经典版", "version/classic", version == "classic"),
                     _side(look, "更新版", "version/updated", version == "updated")], 12)
    if name.w + switch.w + 24 > w:
        return stack([name, switch], 12, w=w)
    return beside([name, Block(w - name.w - switch.w, 0), switch], 0)


def _side(look: Look, words: str, target: str, on: bool) -> Block:
    """One side of the switch: white and ticked when it is the one in use."""
    theme = look.theme
    fill, ink = (theme.card, theme.on_card) if on else (theme.ground_light, theme.on_ground)
    size = look.size(CAPTION)
    parts = [icon("check", size, ink)] if on else []
    inner = beside([*parts, label(look, words, CAPTION, ink)], 10)
    return boxed(inner, fill, pad=24, pad_y=8, target=target, radius=look.target / 2, h=look.target, valign=0.5)


def _tile(look: Look, rule: Rule, index: int, turned: bool, w: float, h: float = 0.0) -> Block:
    """The face of a tile: what it is about, its number, its words; a turned one says so."""
    theme = look.theme
    inside = w - 40
    side = look.size(HEADING) * 1.1
    mark = icon("check", side * 0.7, theme.safe) if turned else label(
        look, NUMERALS[index % len(NUMERALS)], HEADING, theme.accent_deep, "serif")
    top = beside([icon(icon_of(rule), side, theme.on_card), sized(mark, inside - side, side, "right")], 0)
    words = [text(look, rule.short, inside, HEADING, theme.on_card, "serif")]
    if turned:
        words.append(text(look, "翻过了", inside, CAPTION, theme.safe))
    return boxed(stack([top, *words], 6), theme.safe_tint if turned else theme.card, pad=20, pad_y=16, w=w, h=h,
                 target=f"rule/{rule.id}", shadow=True)


def squashed(look: Look, w: float, h: float, share: float) -> Block:
    """A tile on edge: `share` (0-1) of its width, in its middle; words are left out while it turns."""
    thin = max(8.0, w * share)
    return sized(boxed(Block(0, 0), look.theme.card, pad=0, w=thin, h=h), w, h, "centre")


def _caution(look: Look, words: str, w: float, first: bool = True) -> Block:
    """These are rhymes, not orders to hang up on everybody."""
    theme = look.theme
    role = BODY if look.area.h > 600 and not look.large else CAPTION
    size = look.size(role) * 1.5
    inside = w - 48 - (size + 20 if first else 0)
    body: Block = text(look, words, inside, role, theme.on_card)
    if first:
        body = beside([icon("phone", size, theme.accent_deep), body], 20)
    return boxed(body, theme.accent_tint, pad=24, pad_y=14, w=w)


def _sources(look: Look, rules: Rules, wall: Wall, w: float) -> Block:
    """Where the wording comes from: of the classic fourteen, and of the updated eight while they are shown."""
    parts = [note(look, source_line(rules.source), w, on_dark=True)]
    if wall.version == "updated":
        said = look.say("更新版{source}", source=source_line(rules.updated_source))
        parts = [note(look, said, w, on_dark=True)]
    return stack(parts, 6, w=w)


__all__ = ["EIGHT", "ICONS", "NUMERALS", "SIX", "Version", "Wall", "heading", "icon_of", "rules_of", "squashed", "view"]
