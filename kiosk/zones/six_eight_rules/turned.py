"""A turned tile, large enough to read together: why the rule holds, a true story, and where it must not be overdone."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, label, place, roomy, sized, stack, text
from kiosk.draw.items import Colour, Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING, RADIUS, TITLE
from kiosk.draw.widgets import button, next_button
from kiosk.parts import scroller
from kiosk.parts.more import more_button
from kiosk.parts.scroller import Scroll
from kiosk.zones.six_eight_rules.backdrop import beside_it, first_that_fits, thing
from kiosk.zones.six_eight_rules.models import Rule, RuleGroup
from kiosk.zones.six_eight_rules.phrases import in_phrases
from kiosk.zones.six_eight_rules.wall import NUMERALS, icon_of


@dataclass(frozen=True, slots=True)
class RuleCard:
    """A rule as a card: the `index`-th of its `group`, with one before it in the row or not."""

    rule: Rule
    group: RuleGroup
    index: int
    follows: bool


def view(look: Look, card: RuleCard, whole: bool, scroll: Scroll, onward: str, share: float = 1.0) -> list[Item]:
    """The card of a rule: its thing, its words and one sentence; `whole` with all there is to say.

    `share` (0-1) is how wide the card already is while it turns: its words come when it lies flat.
    """
    area = look.area
    ahead = next_button(look, onward, "next")
    more = [] if whole else more_button(look, ahead)
    if share < 1:
        thin = max(8.0, area.w * share)
        edge = Rect(area.x + (area.w - thin) / 2, area.y, thin, area.h)
        return [*ahead, Panel(rect=edge, fill=look.theme.card, radius=RADIUS)]
    brief = [] if whole else _brief(look, card, inside=not more)
    if brief:
        return [*thing(look, card.rule.picture, icon_of(card.rule)), *brief, *ahead, *more]
    head = _head(look, card, area.w)
    rest = Rect(area.x, area.y + head.h + 18, area.w, area.h - head.h - 18)

    def built(look: Look, w: float) -> Block:
        return _card(look, card.rule, w, rest.h)

    grown = roomy(look, rest.w, rest.h, built)
    return [
        *place(head, area.x, area.y),
        *ahead,
        *scroller.view(look, rest, lambda w: built(grown, w), scroll, "read", edge=24),
    ]


def _brief(look: Look, card: RuleCard, inside: bool) -> list[Item]:
    """Beside the thing the rhyme, and why in one sentence, with the key to the rest where it is to stand `inside`;
    nothing where that is too much for half of the screen."""
    where = beside_it(look)
    head = _head(look, card, where.w)
    rest = Rect(where.x, where.y + head.h + 18, where.w, where.h - head.h - 18)
    why = card.rule.why.partition("。")[0] + "。"
    more = [button(look, "再看一点", "more", "quiet", icon_name="search")] if inside else []

    def build(role: float) -> list[Block]:
        rhyme = in_phrases(card.rule.text, look.size(role), where.w)
        said = text(look, rhyme, where.w, role, look.theme.on_ground, "serif")
        small = BODY if role != TITLE or look.large else HEADING
        return [said, text(look, why, where.w, small, look.theme.on_ground_soft), *more]

    full = [build(role) for role in (TITLE, HEADING, BODY)]
    words = first_that_fits([*full, *([parts[0], *more] for parts in full)], rest, 28)
    return [*place(head, where.x, where.y), *words] if words else []


def _head(look: Look, card: RuleCard, w: float) -> Block:
    """Which of the tiles this is, and the way to the one before."""
    theme = look.theme
    name = label(look, card.group.word, HEADING, theme.on_ground, "serif")
    number = look.say("第{n}条", n=NUMERALS[card.index % len(NUMERALS)])
    said = label(look, number, CAPTION, theme.on_ground_soft)
    left = beside([name, said], 24)
    if not card.follows:
        return sized(left, w, 80)
    before = button(look, "上一条", "previous", "quiet", icon_name="left", role=CAPTION)
    if left.w + before.w + 12 > w:
        return stack([left, before], 8, w=w)
    return beside([left, Block(w - left.w - before.w, 0), before], 0)


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
        parts.append(("genuine", "真的是这样", rule.but, theme.safe_tint, theme.safe))
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
