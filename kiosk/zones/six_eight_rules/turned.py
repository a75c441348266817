"""A turned tile, large enough to read together: why the rule holds, a true story, and where it must not be overdone."""

from __future__ import annotations

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, label, place, sized, stack, text
from kiosk.draw.items import Colour, Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING, RADIUS, TITLE
from kiosk.draw.widgets import button, dots, next_button
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.zones.six_eight_rules.models import Rule, RuleGroup
from kiosk.zones.six_eight_rules.wall import NUMERALS, icon_of


def view(
    look: Look,
    rule: Rule,
    group: RuleGroup,
    index: int,
    count: int,
    at: int,
    scroll: Scroll,
    onward: str,
    share: float = 1.0,
) -> list[Item]:
    """The card of one rule, the `index`-th of its `group` and the `at`-th of `count` cards in a row.

    `share` (0-1) is how wide the card already is while it turns: its words come when it lies flat.
    """
    area = look.area
    head = _head(look, group, index, count, at)
    rest = Rect(area.x, area.y + head.h + 18, area.w, area.h - head.h - 18)
    items = place(head, area.x, area.y) + next_button(look, onward, "next")
    if share < 1:
        height = min(rest.h, _card(look, rule, rest.w, rest.h).h)
        thin = max(8.0, rest.w * share)
        edge = Rect(rest.x + (rest.w - thin) / 2, rest.y, thin, height)
        return [*items, Panel(rect=edge, fill=look.theme.card, radius=RADIUS)]
    return items + scroller.view(look, rest, lambda w: _card(look, rule, w, rest.h), scroll, "read", edge=24)


def _head(look: Look, group: RuleGroup, index: int, count: int, at: int) -> Block:
    """Which of the tiles this is, and the way to the one before."""
    theme = look.theme
    w = look.area.w
    name = label(look, group.word, HEADING, theme.on_ground, "serif")
    said = label(look, look.say("第{n}条", n=NUMERALS[index % len(NUMERALS)]), CAPTION, theme.on_ground_soft)
    left = beside([name, said], 24)
    if not look.large and not look.portrait:
        left = beside([left, dots(look, count, at)], 40)
    if at == 0:
        return sized(left, w, 80)
    before = button(look, "上一条", "previous", "quiet", icon_name="left", role=CAPTION)
    return beside([left, Block(max(12.0, w - left.w - before.w), 0), before], 0)


def _card(look: Look, rule: Rule, w: float, room: float) -> Block:
    """The words of a card: columns where they fit `room`, else one below the other."""
    theme = look.theme
    inside = w - 72
    parts: list[tuple[str, str, str, Colour, Colour]] = [
        ("question", "为什么", rule.why, theme.card_tint, theme.accent_deep),
    ]
    if rule.story:
        parts.append(("case", "一件真事", rule.story, theme.card_tint, theme.accent_deep))
    if rule.but:
        parts.append(("genuine", "别用过头", rule.but, theme.safe_tint, theme.safe))
    if w > 1300 and not look.large:
        each = (inside - 24 * (len(parts) - 1)) / len(parts)
        height = max(_part(look, p, each, 0).h for p in parts)
        for role in (TITLE, HEADING):
            head = _rule(look, rule, inside, role)
            spare = room - 56 - 28 - head.h - height
            if spare >= 0:
                row = beside([_part(look, p, each, height + min(spare, 100)) for p in parts], 24, "top")
                return boxed(stack([head, row], 28), theme.card, pad=36, pad_y=28, w=w, shadow=True)
    head = _rule(look, rule, inside, HEADING)
    return boxed(stack([head, *(_part(look, p, inside, 0) for p in parts)], 20), theme.card, pad=36, pad_y=28, w=w)


def _rule(look: Look, rule: Rule, w: float, role: float) -> Block:
    """The rule's own words beside what it is about."""
    theme = look.theme
    badge = boxed(icon(icon_of(rule), look.size(HEADING) * 1.5, theme.on_ground), theme.ground, pad=14, radius=18)
    return beside([badge, text(look, rule.text, w - badge.w - 28, role, theme.on_card, "serif", balance=True)], 28)


def _part(look: Look, part: tuple[str, str, str, Colour, Colour], w: float, h: float) -> Block:
    theme = look.theme
    name, head, words, fill, ink = part
    inside = w - 56
    row = beside([icon(name, look.size(HEADING), ink), label(look, head, HEADING, theme.on_card, "serif")], 14)
    return boxed(stack([row, text(look, words, inside, BODY, theme.on_card)], 12), fill, pad=28, pad_y=22, w=w, h=h)
