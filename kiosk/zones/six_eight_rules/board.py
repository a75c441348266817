"""All fourteen as things without words: whoever remembers what one stands for asks for it, and all say it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, boxed, column_width, grid, icon, over, place, sized, text
from kiosk.draw.items import Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING
from kiosk.draw.widgets import next_button
from kiosk.parts.still_life import pictured
from kiosk.zones.six_eight_rules.models import Rule, RuleGroup
from kiosk.zones.six_eight_rules.wall import icon_of

_COLUMNS, _UPRIGHT_COLUMNS = 5, 3
_GAP = 16.0
_RADIUS = 20.0
_ROLES = (HEADING, BODY, CAPTION)
_NAMES = {RuleGroup.SIX: "一律 {n}", RuleGroup.EIGHT: "凡是 {n}"}


def view(look: Look, six: Sequence[Rule], eight: Sequence[Rule], said: Collection[str], onward: str) -> list[Item]:
    """The asking in the first place, then a thing for each rhyme; what was `said` already is ticked."""
    area = look.area
    count = 1 + len(six) + len(eight)
    columns = _UPRIGHT_COLUMNS if look.portrait and area.h > area.w else _COLUMNS
    rows = -(-count // columns)
    w, h = column_width(area.w, columns, _GAP), (area.h - _GAP * (rows - 1)) / rows
    tried = (text(look, "挑一件，一起念", w, r, look.theme.on_ground, "serif", balance=True) for r in _ROLES)
    asked = next((block for block in tried if block.h <= h), Block(0, 0))
    cells = [sized(asked, w, h)]
    for group, rules in ((RuleGroup.SIX, six), (RuleGroup.EIGHT, eight)):
        for n, rule in enumerate(rules, 1):
            cells.append(_thing(look, rule, look.say(_NAMES[group], n=n), rule.id in said, w, h))
    return [*place(grid(cells, columns, _GAP), area.x, area.y), *next_button(look, onward, "next")]


def _thing(look: Look, rule: Rule, name: str, said: bool, w: float, h: float) -> Block:
    theme = look.theme
    side = 44.0
    block = pictured(look, rule.picture, w, h, icon_of(rule), _RADIUS)
    if said:
        tick = boxed(icon("check", side * 0.7, theme.on_safe), theme.safe, pad=side * 0.15, radius=side / 2)
        block = over(block, tick, 12, 12)
    whole = Panel(rect=Rect(0, 0, w, h), target=f"rule/{rule.id}", alt=name, on=said or None, radius=_RADIUS)
    return replace(block, items=(*block.items, whole))
