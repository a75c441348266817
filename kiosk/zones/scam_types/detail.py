"""One kind of scam under its name, with four tabs: how it goes, what he says, what to do, true cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from kiosk.content.shared import CaseFacts
from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, label, place, roomy, stack, text
from kiosk.draw.items import Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION, HEADING, TITLE
from kiosk.draw.widgets import heading, next_button
from kiosk.parts import scroller
from kiosk.parts.more import more_button
from kiosk.parts.scroller import Scroll
from kiosk.parts.still_life import pictured
from kiosk.zones.scam_types import pages
from kiosk.zones.scam_types.models import ScamType, TypeTab

_FACE = 4 / 3
"""Shape of the picture beside the name: all of a still life is seen."""
_LOW = 600.0
"""Below this height of the area the head keeps to one line, in units."""


WHOLE = (TypeTab.WAYS, TypeTab.DO, TypeTab.CASES)
"""The tabs with more to read behind 再看一点."""


def view(
    look: Look,
    kind: ScamType,
    tab: TypeTab,
    whole: bool,
    scroll: Scroll,
    cases: Sequence[CaseFacts],
    rule_texts: Mapping[str, str],
    last_words: str,
) -> list[Item]:
    """One tab of the kind under its name, or the `whole` of what it only touches upon; `last_words` names the step
    after the last tab."""
    area = look.area
    head = _head(look, kind, tab)
    rest = Rect(area.x, area.y + head.h + 24, area.w, area.h - head.h - 24)

    def build(look: Look, w: float) -> Block:
        if whole:
            return _whole(look, kind, tab, w, rest.h, rule_texts)
        match tab:
            case TypeTab.WAYS:
                return pages.ways(look, kind, w, rest.h)
            case TypeTab.WORDS:
                return pages.words(look, kind, w, rest.h)
            case TypeTab.DO:
                return pages.way_out(look, kind, w, rest.h)
            case TypeTab.CASES:
                return pages.cases(look, kind, w, rest.h, cases)
            case never:
                assert_never(never)

    grown = roomy(look, rest.w, rest.h, build)
    items = place(head, area.x, area.y) + scroller.view(look, rest, lambda w: build(grown, w), scroll, "read", edge=24)
    step_on = next_button(look, _onward(tab, last_words), "next")
    more = more_button(look, step_on) if tab in WHOLE and not whole else []
    return [*items, *step_on, *more]


def _whole(look: Look, kind: ScamType, tab: TypeTab, w: float, room: float, rule_texts: Mapping[str, str]) -> Block:
    """All there is to say of what the tab has in a line or three."""
    theme = look.theme
    match tab:
        case TypeTab.WAYS:
            return pages.paragraph(look, "group", "谁容易遇到", kind.targets, w, room, theme.card, theme.accent_deep)
        case TypeTab.DO:
            return pages.paragraph(look, "genuine", "真的长什么样", kind.genuine, w, room, theme.safe_tint, theme.safe)
        case TypeTab.CASES | TypeTab.WORDS:
            return pages.rules(look, kind, w, room, rule_texts)
        case never:
            assert_never(never)


def _onward(tab: TypeTab, last_words: str) -> str:
    """What the next step is called: the side that follows, or after the last what leads away."""
    following = [*TypeTab][[*TypeTab].index(tab) + 1 :]
    return following[0].word if following else last_words


def _icon(tab: TypeTab) -> str:
    match tab:
        case TypeTab.WAYS:
            return "ladder"
        case TypeTab.WORDS:
            return "chat"
        case TypeTab.DO:
            return "safe"
        case TypeTab.CASES:
            return "case"
        case never:
            assert_never(never)


def _brief(look: Look) -> bool:
    return look.large or look.area.h < _LOW


def _head(look: Look, kind: ScamType, tab: TypeTab) -> Block:
    theme = look.theme
    w = look.area.w
    tabs = beside([_tab(look, t, t is tab) for t in TypeTab], 12)
    brief = _brief(look)
    side = 80.0 if brief else 112.0
    if kind.picture:
        badge = pictured(look, kind.picture, round(side * _FACE), side, kind.icon)
    else:
        badge = boxed(icon(kind.icon, side - 24, theme.on_accent), theme.accent, pad=12, radius=20)
    free = (w if look.portrait else w - tabs.w - 40) - badge.w - 24
    fits = text_width(kind.name, look.size(TITLE), "serif") <= free
    name = heading(look, kind.name, free, role=HEADING if brief or not fits else TITLE)
    if not brief:
        name = stack([name, text(look, kind.slogan, free, CAPTION, theme.on_ground_soft)], 0)
    title = beside([badge, name], 24)
    if look.portrait:
        return stack([title, tabs], 20, w=w)
    return beside([title, Block(w - title.w - tabs.w, 0), tabs], 0)


def _tab(look: Look, tab: TypeTab, on: bool) -> Block:
    """White with a yellow line under it when it is the one in use."""
    theme = look.theme
    fill, ink = (theme.card, theme.on_card) if on else (theme.ground_light, theme.on_ground)
    size = look.size(BODY)
    words = label(look, tab.word, BODY, ink)
    inner = words if look.large else beside([icon(_icon(tab), size * 1.1, ink), words], 12)
    body = boxed(
        inner,
        fill,
        pad=20,
        pad_y=10,
        target=f"tab/{tab.value}",
        on=on or None,
        w=look.target,
        h=max(look.target + 8, 88),
        valign=0.5,
        align="centre",
        radius=20,
    )
    line = Panel(rect=Rect(24, body.h - 14, body.w - 48, 6), fill=theme.accent_deep, radius=3)
    return Block(body.w, body.h, (*body.items, line) if on else body.items)
