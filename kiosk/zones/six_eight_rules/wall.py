"""The wall of tiles: 六个一律 beside 八个凡是, classic or updated, with a caution that never scrolls away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from kiosk.core.geometry import Rect
from kiosk.draw.block import (
    Block,
    beside,
    boxed,
    column_width,
    grid,
    icon,
    label,
    over,
    padded,
    place,
    sized,
    stack,
    text,
)
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING
from kiosk.draw.widgets import button, next_button
from kiosk.parts import scroller
from kiosk.parts.more import MORE, more_button, sentences
from kiosk.parts.scroller import Scroll
from kiosk.parts.still_life import pictured
from kiosk.zones.six_eight_rules.models import Rule, RuleGroup, Rules, RulesVersion
from kiosk.zones.six_eight_rules.phrases import in_phrases

NUMERALS = "一二三四五六七八九十"
_GAP = 16.0
_NARROW = 250.0
"""Tiles narrower than this keep two lines for their words, so that all pictures of a row are one size."""
_EDGE, _CORNER = 10.0, 14.0
"""Of a tile round its picture; the picture's corners."""
_RHYME = 38.0
"""The rhymes on the tiles, in units: five characters to a line, so that 公检法 stays in one piece."""
_PINNED = 0.18
"""The share of the area that the caution may take."""
_ALL_EIGHT = {RulesVersion.CLASSIC: "统统不信", RulesVersion.UPDATED: "都是诈骗"}
"""What is said of all eight."""

ICONS = {
    "six-1": "bank_card",
    "six-2": "red_packet",
    "six-3": "phone",
    "six-4": "sms",
    "six-5": "chat",
    "six-6": "lock",
    "eight-1": "police",
    "eight-2": "lock",
    "eight-3": "red_packet",
    "eight-4": "family",
    "eight-5": "id_card",
    "eight-6": "search",
    "eight-7": "acquaintance",
    "eight-8": "globe",
    "new-1": "brushing",
    "new-2": "investment",
    "new-3": "loan_credit",
    "new-4": "refund",
    "new-5": "police",
    "new-6": "acquaintance",
    "new-7": "globe",
    "new-8": "download",
}
"""What a rule is about, as an icon; a rule that is not listed carries the scroll of rules."""


def icon_of(rule: Rule) -> str:
    return ICONS.get(rule.id, "rules")


@dataclass(frozen=True, slots=True)
class RuleWall:
    """What the wall shows: the updated eight or the classic, the tiles turned so far, and the one turning now.

    `turning` is a rule's id and `share` (0-1) how wide its tile still is.
    """

    version: RulesVersion
    turned: tuple[str, ...]
    turning: str | None = None
    share: float = 1.0


def view(look: Look, rules: Rules, wall: RuleWall, scroll: Scroll, onward: str) -> list[Item]:
    """The whole wall where it fits; else its tiles scroll under the caution's first sentence. `onward` names the
    step to the game; the caution's other sentences, the sources and the other version are behind 再看一点."""
    area = look.area
    step_on = next_button(look, onward, "game")
    items = [*step_on, *more_button(look, step_on)]
    caution = _caution(look, rules.caution, area)
    whole = _whole(look, rules, wall, area.w, caution)
    if whole.h <= area.h:
        return place(_whole(look, rules, wall, area.w, caution, area.h - whole.h), area.x, area.y) + items
    rest = Rect(area.x, area.y + caution.h + 16, area.w, area.h - caution.h - 16)

    more = [button(look, "再看一点", MORE, "quiet", icon_name="search")] if len(items) == len(step_on) else []

    def build(w: float) -> Block:
        return stack([*_groups(look, rules, wall, w), *more], 24, w=w)

    return place(caution, area.x, area.y) + scroller.view(look, rest, build, scroll, "wall") + items


def _caution(look: Look, caution: str, area: Rect) -> Block:
    """As many of its sentences as take a small part of the page: these are rhymes, not orders to hang up on all."""
    listed = sentences(caution)
    role = BODY if area.h > 600 and not look.large else CAPTION
    for count in range(len(listed), 0, -1):
        block = _card(look, "".join(listed[:count]), area.w, role)
        if block.h <= area.h * _PINNED or count == 1:
            break
    return block


def _whole(look: Look, rules: Rules, wall: RuleWall, w: float, caution: Block, spare: float = 0.0) -> Block:
    if w > 1300 and not look.large:
        each = column_width(w - 40, 7, _GAP)
        least = 0.0
        if spare:
            least = _tile_height(look, rules, wall, each) + min(60.0, spare / 2)
        six = _group(look, rules, wall, RuleGroup.SIX, 3, each, least)
        eight = _group(look, rules, wall, RuleGroup.EIGHT, 4, each, least)
        return stack([beside([six, eight], 40 + _GAP, "bottom"), caution], 18, w=w)
    return stack([caution, *_groups(look, rules, wall, w, min(60.0, spare / 5))], 24, w=w)


def _groups(look: Look, rules: Rules, wall: RuleWall, w: float, taller: float = 0.0) -> list[Block]:
    """Both groups one below the other, their tiles `taller` units higher than need be."""
    least = 700.0 if look.large else 210.0
    parts = []
    for group in RuleGroup:
        six = group is RuleGroup.SIX
        most = 3 if six else 4
        columns = max(1, min(most if w < 1300 or look.large else 6 if six else 8, int((w + _GAP) // (least + _GAP))))
        each = column_width(w, columns, _GAP)
        height = _tile_height(look, rules, wall, each) + taller
        parts.append(_group(look, rules, wall, group, columns, each, height))
    return parts


def _rules_of(rules: Rules, group: RuleGroup, version: RulesVersion) -> Sequence[Rule]:
    """The tiles of one group."""
    match group:
        case RuleGroup.SIX:
            return rules.six
        case RuleGroup.EIGHT:
            return rules.eight if version is RulesVersion.CLASSIC else rules.updated
    assert_never(group)


def _tile_height(look: Look, rules: Rules, wall: RuleWall, w: float) -> float:
    shown = (*rules.six, *_rules_of(rules, RuleGroup.EIGHT, wall.version))
    return max(_tile(look, r, i, False, w).h for i, r in enumerate(shown))


def _group(
    look: Look, rules: Rules, wall: RuleWall, group: RuleGroup, columns: int, each: float, least: float
) -> Block:
    shown = _rules_of(rules, group, wall.version)
    height = max(least, _tile_height(look, rules, wall, each))
    tiles = []
    for i, rule in enumerate(shown):
        tile = _tile(look, rule, i, rule.id in wall.turned, each, height)
        if rule.id == wall.turning and wall.share < 1:
            tile = squashed(look, each, height, wall.share)
        tiles.append(tile)
    w = each * columns + _GAP * (columns - 1)
    rows = grid(tiles, columns, _GAP)
    head = _head(look, rules, group, wall.version, w)
    # The heading keeps to its first row: no page is cut between them.
    return Block(w, head.h + 14 + rows.h, stack([head, rows], 14).items, tuple(head.h + 14 + s for s in rows.seams))


def _head(look: Look, rules: Rules, group: RuleGroup, version: RulesVersion, w: float) -> Block:
    """The group's own marbles, its name, and what the eight have in common: without it their tiles read as orders."""
    six, side = group is RuleGroup.SIX, look.target
    classic = version is RulesVersion.CLASSIC
    file = rules.six_picture if six else rules.eight_picture if classic else rules.updated_picture
    said = group.word if six else f"{group.word}，{_ALL_EIGHT[version]}"
    name: Block = label(look, said, HEADING, look.theme.on_ground, "serif")
    if file and name.w + side * 1.34 + 20 <= w:
        name = beside([pictured(look, file, side * 1.34, side, "rules"), name], 20)
    return sized(name, w, look.target if not look.large and not look.portrait else 0)


def _tile(look: Look, rule: Rule, index: int, turned: bool, w: float, h: float = 0.0) -> Block:
    """The face of a tile: a thing, its number, its words; a turned one says so."""
    theme = look.theme
    inside = w - 2 * _EDGE
    mark = label(look, str(index + 1), CAPTION, theme.on_card, "strong")
    if turned:
        size = look.size(CAPTION)
        mark = beside([icon("check", size, theme.safe), label(look, "翻过", CAPTION, theme.safe)], 6)
    fill, target = theme.safe_tint if turned else theme.card, f"rule/{rule.id}"
    if look.large:
        across = 170.0
        picture = pictured(look, rule.picture, across, across * 0.62, icon_of(rule), _CORNER)
        free = inside - across - 20 - mark.w - 24
        row = beside([picture, text(look, rule.short, free, BODY, theme.on_card, "serif"), mark], 20)
        return boxed(row, fill, pad=_EDGE, w=w, h=h, valign=0.5, target=target, shadow=True)
    words = text(
        look, in_phrases(rule.short, look.size(_RHYME), inside - 8), inside - 8, _RHYME, theme.on_card, "serif"
    )
    words = sized(words, inside - 8, look.size(_RHYME) * 1.45 * (2 if w < _NARROW else 1))
    picture = pictured(look, rule.picture, inside, max(84.0, h - words.h - 2 * _EDGE - 10), icon_of(rule), _CORNER)
    plate = boxed(mark, fill, pad=12, pad_y=0, radius=10)
    return boxed(
        stack([over(picture, plate, 6, 6), padded(words, 4, 0)], 10),
        fill,
        pad=_EDGE,
        w=w,
        h=h,
        target=target,
        shadow=True,
    )


def squashed(look: Look, w: float, h: float, share: float) -> Block:
    """A tile on edge: `share` (0-1) of its width, in its middle; words are left out while it turns."""
    thin = max(8.0, w * share)
    return sized(boxed(Block(0, 0), look.theme.card, pad=0, w=thin, h=h), w, h, "centre")


def _card(look: Look, words: str, w: float, role: float) -> Block:
    """A caution on its card."""
    theme = look.theme
    size = look.size(role) * 1.5
    body = text(look, words, w - 48 - size - 20, role, theme.on_card, balance=True)
    return boxed(beside([icon("phone", size, theme.accent_deep), body], 20), theme.accent_tint, pad=24, pad_y=14, w=w)
