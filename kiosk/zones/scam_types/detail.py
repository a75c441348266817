"""One kind of scam under its name, with four tabs: how it goes, what he says, what to do, true cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.content.models.scam_type import ScamType
from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, label, place, roomy, stack, text
from kiosk.draw.items import Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION, HEADING, TITLE
from kiosk.draw.widgets import heading, next_button
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.zones.scam_types import pages

_LOW = 600.0
"""Below this height of the area the head keeps to one line, in units."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: its word in targets, its label, its icon, and what the step to the next one is called."""

    name: str
    words: str
    icon: str
    onward: str


TABS = (
    Tab("ways", "套路", "ladder", "听听他怎么说"),
    Tab("words", "话术", "chat", "那该怎么办"),
    Tab("do", "怎么办", "safe", "看真实案例"),
    Tab("cases", "真案例", "case", ""),
)


def view(
    look: Look,
    kind: ScamType,
    tab: int,
    scroll: Scroll,
    cases: Sequence[tuple[str, str]],
    rule_texts: Mapping[str, str],
    last_words: str,
) -> list[Item]:
    """One tab of the kind under its name; `last_words` names the step after the last tab."""
    area = look.area
    head = _head(look, kind, tab)
    rest = Rect(area.x, area.y + head.h + 24, area.w, area.h - head.h - 24)

    def build(look: Look, w: float) -> Block:
        if tab == 0:
            return pages.ways(look, kind, w, rest.h, kind.slogan if _brief(look) else "")
        if tab == 1:
            return pages.words(look, kind, w, rest.h)
        if tab == 2:
            return pages.way_out(look, kind, w, rest.h)
        return pages.cases(look, kind, w, rest.h, cases, rule_texts)

    grown = roomy(look, rest.w, rest.h, build)
    items = place(head, area.x, area.y) + scroller.view(look, rest, lambda w: build(grown, w), scroll, "read", edge=24)
    return items + next_button(look, TABS[tab].onward if tab + 1 < len(TABS) else last_words, "next")


def _brief(look: Look) -> bool:
    return look.large or look.area.h < _LOW


def _head(look: Look, kind: ScamType, tab: int) -> Block:
    theme = look.theme
    w = look.area.w
    tabs = beside([_tab(look, t, i == tab) for i, t in enumerate(TABS)], 12)
    brief = _brief(look)
    side = 56.0 if brief else 88.0
    badge = boxed(icon(kind.icon, side, theme.on_accent), theme.accent, pad=12, radius=20)
    free = (w if look.portrait else w - tabs.w - 40) - badge.w - 24
    fits = text_width(kind.name, look.size(TITLE), "serif") <= free
    name = heading(look, kind.name, free, role=HEADING if brief or not fits else TITLE)
    if not brief:
        name = stack([name, text(look, kind.slogan, free, CAPTION, theme.on_ground_soft)], 0)
    title = beside([badge, name], 24)
    if look.portrait:
        return stack([title, tabs], 20, w=w)
    return beside([title, Block(w - title.w - tabs.w, 0), tabs], 0)


def _tab(look: Look, tab: Tab, on: bool) -> Block:
    """White with a yellow line under it when it is the one in use."""
    theme = look.theme
    fill, ink = (theme.card, theme.on_card) if on else (theme.ground_light, theme.on_ground)
    size = look.size(BODY)
    words = label(look, tab.words, BODY, ink)
    inner = words if look.large else beside([icon(tab.icon, size * 1.1, ink), words], 12)
    body = boxed(
        inner,
        fill,
        pad=20,
        pad_y=10,
        target=f"tab/{tab.name}",
        w=look.target,
        h=max(look.target + 8, 88),
        valign=0.5,
        align="centre",
        radius=20,
    )
    line = Panel(rect=Rect(24, body.h - 14, body.w - 48, 6), fill=theme.accent_deep, radius=3)
    return Block(body.w, body.h, (*body.items, line) if on else body.items)
