"""Behind 再看一点 of the wall: the two versions of the eight with their sources, and the whole of the caution."""

from __future__ import annotations

from kiosk.content.models.base import source_line
from kiosk.draw.block import Block, beside, boxed, column_width, grid, icon, label, roomy, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, HEADING
from kiosk.draw.widgets import next_button, note
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.zones.six_eight_rules.models import Rules, RulesVersion

_SAID = {
    RulesVersion.CLASSIC: "流传最广的说法：公检法、中奖、家属出事、领导打款……",
    RulesVersion.UPDATED: "这几年的新说法：刷单、投资、网贷、客服退款……",
}
"""What a version is, in a visitor's words."""


def view(look: Look, rules: Rules, shown: RulesVersion, scroll: Scroll) -> list[Item]:
    """The versions to choose from, `shown` ticked, and what the rhymes do not mean."""

    def build(look: Look, w: float) -> Block:
        return _page(look, rules, shown, w)

    grown = roomy(look, look.area.w, look.area.h, build)
    items = scroller.view(look, look.area, lambda w: build(grown, w), scroll, "read", edge=24)
    return items + next_button(look, "回到口诀墙", "next")


def _page(look: Look, rules: Rules, shown: RulesVersion, w: float) -> Block:
    theme = look.theme
    columns = 2 if w > 1300 and not look.large else 1
    each = column_width(w, columns)
    sources = {RulesVersion.CLASSIC: rules.source, RulesVersion.UPDATED: rules.updated_source}

    def choice(version: RulesVersion, h: float = 0.0) -> Block:
        on = version is shown
        mark = [icon("check", look.size(HEADING), theme.safe)] if on else []
        inside = each - 72
        parts = [
            beside([*mark, label(look, version.word, HEADING, theme.on_card, "serif")], 14),
            text(look, _SAID[version], inside, BODY),
            note(look, source_line(sources[version]), inside),
        ]
        return boxed(
            stack(parts, 12, w=inside),
            theme.card if not on else theme.safe_tint,
            pad=36,
            pad_y=26,
            w=each,
            h=h,
            target=f"version/{version}",
            on=on or None,
            shadow=True,
        )

    height = max(choice(version).h for version in RulesVersion)
    name = label(look, "八个凡是，有两版", HEADING, theme.on_ground, "serif")
    cards = grid([choice(version, height) for version in RulesVersion], columns)
    size = look.size(HEADING)
    inside = w - 72
    head = beside(
        [icon("phone", size, theme.accent_deep), label(look, "不是叫您谁都挂", HEADING, theme.on_card, "serif")], 16
    )
    words = text(look, rules.caution, inside, BODY, theme.on_card)
    caution = boxed(stack([head, words], 12), theme.accent_tint, pad=36, pad_y=26, w=w)
    return stack([name, cards, caution], 24, w=w)
