"""All fourteen as things, each with its word: somebody asks for one, and all say it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, boxed, column_width, grid, icon, over, place, sized, stack, text
from kiosk.draw.items import Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION, HEADING
from kiosk.draw.widgets import next_button
from kiosk.parts.still_life import pictured
from kiosk.zones.six_eight_rules.models import Rule, RuleGroup
from kiosk.zones.six_eight_rules.wall import icon_of

_COLUMNS, _UPRIGHT_COLUMNS = 7, 3
_GAP = 16.0
_RADIUS = 20.0
_NAMES = {RuleGroup.SIX: "一律 {n}", RuleGroup.EIGHT: "凡是 {n}"}
_LEAST = 84.0
"""A picture is no lower than this, in units; where it would be, the words are left out."""


def view(look: Look, six: Sequence[Rule], eight: Sequence[Rule], said: Collection[str], onward: str) -> list[Item]:
    """The asking, and a thing with its word for each rhyme; what was `said` already is ticked."""
    area = look.area
    columns = _UPRIGHT_COLUMNS if look.portrait and area.h > area.w else _COLUMNS
    role = HEADING if area.h > 600 else BODY
    asked = text(look, "挑一件，一起念", area.w, role, look.theme.on_ground, "serif")
    rows = -(-(len(six) + len(eight)) // columns)
    w, h = column_width(area.w, columns, _GAP), (area.h - asked.h - _GAP * rows) / rows
    rules = [(group, n, rule) for group, row in _rows(six, eight) for n, rule in enumerate(row, 1)]
    words = [_word(look, rule, w) for _, _, rule in rules]
    height = max(block.h for block in words)
    if h - height < _LEAST:
        words, height = [Block(0, 0)] * len(rules), 0.0
    cells = [
        _thing(look, rule, look.say(_NAMES[group], n=n), rule.id in said, w, h, sized(below, w, height, "centre", 0))
        for (group, n, rule), below in zip(rules, words, strict=True)
    ]
    both = stack([asked, grid(cells, columns, _GAP)], _GAP, w=area.w)
    return [*place(both, area.x, area.y), *next_button(look, onward, "next")]


def _rows(six: Sequence[Rule], eight: Sequence[Rule]) -> Sequence[tuple[RuleGroup, Sequence[Rule]]]:
    return (RuleGroup.SIX, six), (RuleGroup.EIGHT, eight)


def _word(look: Look, rule: Rule, w: float) -> Block:
    """What a thing stands for, in a word."""
    role = BODY if text_width(rule.word, look.size(BODY), "strong") <= w else CAPTION
    return text(look, rule.word, w, role, look.theme.on_ground, "strong", align="centre")


def _thing(look: Look, rule: Rule, name: str, said: bool, w: float, h: float, words: Block) -> Block:
    theme = look.theme
    side = 44.0
    block = pictured(look, rule.picture, w, h - words.h, icon_of(rule), _RADIUS)
    if said:
        tick = boxed(icon("check", side * 0.7, theme.on_safe), theme.safe, pad=side * 0.15, radius=side / 2)
        block = over(block, tick, 12, 12)
    block = stack([block, words], 0, w=w)
    whole = Panel(rect=Rect(0, 0, w, h), target=f"rule/{rule.id}", alt=name, on=said or None, radius=_RADIUS)
    return replace(block, items=(*block.items, whole))
