"""The looks every screen shares: buttons, signs, tiles, bubbles, figures. Behaviour lives in `parts`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, label, moving, place, sized, space, stack, text
from kiosk.draw.items import Colour, Face, Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION, GAP, HEADING, RADIUS, TARGET_GAP, TITLE, Theme, mix

Kind = Literal["primary", "plain", "quiet", "danger", "safe"]
Meaning = Literal["danger", "safe", "doubt", "genuine", "note"]

_MEANINGS: dict[str, tuple[str, str]] = {
    "danger": ("danger", "危险"),
    "safe": ("safe", "安全"),
    "doubt": ("doubt", "存疑"),
    "genuine": ("genuine", "真实"),
    "note": ("info", "说明"),
}


def colours_of(theme: Theme, kind: Kind) -> tuple[Colour, Colour, Colour | None]:
    """(fill, text, border) of a button of that kind."""
    return {
        "primary": (theme.accent, theme.on_accent, None),
        "plain": (theme.card, theme.on_card, theme.line),
        "quiet": (theme.ground_light, theme.on_ground, None),
        "danger": (theme.danger, theme.on_danger, None),
        "safe": (theme.safe, theme.on_safe, None),
    }[kind]


def button(
    look: Look,
    words: str,
    target: str,
    kind: Kind = "plain",
    *,
    icon_name: str = "",
    icon_right: bool = False,
    w: float = 0.0,
    h: float = 0.0,
    role: float = BODY,
    align: Literal["left", "centre"] = "centre",
    room: float = 900.0,
    on: bool | None = None,
) -> Block:
    """A button at least as large as a finger needs; words wrap when they do not fit `w` (or `room` when w is 0)."""
    fill, ink, border = colours_of(look.theme, kind)
    size = look.size(role)
    pad = 28.0
    picture = icon(icon_name, round(size * 1.25), ink) if icon_name else None
    side = (picture.w + 16) if picture else 0.0
    free = (w or room) - 2 * pad - side
    natural = text_width(look.say(words), size, "strong") + 2
    words_block = text(look, words, min(free, natural) if w == 0 or natural <= free else free, role, ink, "strong")
    parts = [words_block] if picture is None else [words_block, picture] if icon_right else [picture, words_block]
    inner = beside(parts, 16)
    return boxed(
        inner,
        fill,
        pad=pad,
        pad_y=14,
        target=target,
        radius=RADIUS,
        border=border,
        border_width=2 if border else 0,
        w=max(w, look.target),
        h=max(look.target, 80, h),
        valign=0.5,
        align=align,
        on=on,
    )


def next_button(look: Look, words: str, target: str, icon_name: str = "right", kind: Kind = "primary") -> list[Item]:
    """The next step: yellow, always at the lower right of the frame; red where the one thing to do there is to stop."""
    slot = look.next_slot
    block = button(look, words, target, kind, icon_name=icon_name, icon_right=True, room=slot.w)
    width = min(slot.w, max(block.w, 240))
    block = button(look, words, target, kind, icon_name=icon_name, icon_right=True, w=width)
    block = _stretched(block, slot.h)
    return place(block, slot.right - block.w, slot.y)


def waiting_button(look: Look, words: str, icon_name: str = "check") -> list[Item]:
    """The next step where it will stand, while something has to be chosen or written first: an outline, no target."""
    slot, ink = look.next_slot, look.theme.on_ground_soft
    size = look.size(BODY)
    said = beside([label(look, words, BODY, ink, "strong"), icon(icon_name, round(size * 1.25), ink)], 16)
    block = boxed(said, None, pad=28, pad_y=14, w=240, h=slot.h, valign=0.5, align="centre", border=ink, border_width=2)
    return place(block, slot.right - block.w, slot.y)


def again_button(look: Look, beside_them: Sequence[Item]) -> list[Item]:
    """“再听”, at the left of where the next step stands; nothing where what stands there leaves no room."""
    slot, size = look.next_slot, look.size(CAPTION)
    width = max(look.target, round(2 * size + 32))
    left = min((item.rect.x for item in beside_them if item.rect.y >= slot.y), default=slot.right)
    if slot.x + width + TARGET_GAP > left:
        return []
    return place(icon_button(look, "again", "再听", "again", width, slot.h), slot.x, slot.y)


def _stretched(block: Block, h: float) -> Block:
    """A button grown to `h` units with its words in the middle."""
    panel, *rest = block.items
    if not isinstance(panel, Panel) or block.h >= h:
        return block
    grown = sized(Block(block.w, block.h, tuple(rest)), block.w, h)
    return Block(block.w, h, (replace(panel, rect=Rect(0, 0, block.w, h)), *grown.items))


def icon_button(
    look: Look, name: str, words: str, target: str, w: float, h: float, on: bool | None = None, alt: str = ""
) -> Block:
    """A tool: an icon over a short word; `on` shows that it is switched on (None: it cannot be): white, as yellow is
    the next step."""
    theme = look.theme
    fill, ink = (theme.card, theme.on_card) if on else (theme.ground_light, theme.on_ground)
    size = look.size(CAPTION)
    picture = icon(name, min(48.0, h - size * 1.3 - 16), ink)
    inner = stack([picture, label(look, words, CAPTION, ink, "strong")], 0, "centre")
    return boxed(
        inner, fill, pad=4, pad_y=4, target=target, w=w, h=h, valign=0.5, align="centre", alt=look.say(alt), on=on
    )


def chip(look: Look, words: str, target: str, on: bool | None = False, icon_name: str = "") -> Block:
    """A filter: light when off, yellow and ticked when on."""
    theme = look.theme
    fill, ink = (theme.accent, theme.on_accent) if on else (theme.ground_light, theme.on_ground)
    size = look.size(CAPTION)
    parts = [label(look, words, CAPTION, ink, "strong")]
    if on or icon_name:
        parts.insert(0, icon("check" if on else icon_name, size, ink))
    return boxed(
        beside(parts, 10),
        fill,
        pad=24,
        pad_y=8,
        target=target,
        radius=look.target / 2,
        h=look.target,
        valign=0.5,
        w=look.target,
        align="centre",
        on=on,
    )


def sign(look: Look, meaning: Meaning, words: str = "", on_dark: bool = False) -> Block:
    """Danger, safe, doubt or genuine as icon and word together: never by colour alone."""
    theme = look.theme
    name, usual = _MEANINGS[meaning]
    fill, ink = {
        "danger": (theme.danger, theme.on_danger),
        "safe": (theme.safe, theme.on_safe),
        "genuine": (theme.safe, theme.on_safe),
        "doubt": (theme.accent, theme.on_accent),
        "note": (theme.ground_light, theme.on_ground) if not on_dark else (theme.card, theme.on_card),
    }[meaning]
    size = look.size(CAPTION)
    inner = beside([icon(name, size * 1.1, ink), label(look, words or usual, CAPTION, ink, "strong")], 10)
    return boxed(inner, fill, pad=18, pad_y=6, radius=12)


def tag(look: Look, words: str, on_dark: bool = False) -> Block:
    """A quiet label: scam type, place, year."""
    theme = look.theme
    fill, ink = (theme.ground_light, theme.on_ground) if on_dark else (theme.card_tint, theme.on_card_soft)
    return boxed(label(look, words, CAPTION, ink), fill, pad=16, pad_y=4, radius=12)


def done_mark(look: Look, words: str) -> Block:
    """On a tile whose matter was gone through to its end: 看过了, 听过了, 学过了."""
    theme = look.theme
    size = look.size(CAPTION)
    inner = beside([icon("check", size, theme.on_safe), label(look, words, CAPTION, theme.on_safe)], 8)
    return boxed(inner, theme.safe, pad=14, pad_y=4, radius=12)


def flow(look: Look, blocks: list[Block], w: float, gap: float = 12.0) -> Block:
    """Small blocks in lines, like words: chips, tags."""
    rows: list[list[Block]] = [[]]
    used = 0.0
    for block in blocks:
        if rows[-1] and used + gap + block.w > w:
            rows.append([])
            used = 0.0
        used += block.w + (gap if rows[-1] else 0)
        rows[-1].append(block)
    return stack([beside(row, gap) for row in rows if row], gap, w=w)


def heading(look: Look, words: str, w: float, on_dark: bool = True, role: float = HEADING) -> Block:
    """A serif heading."""
    theme = look.theme
    return text(look, words, w, role, theme.on_ground if on_dark else theme.on_card, "serif", balance=True)


def title(look: Look, words: str, w: float, on_dark: bool = True) -> Block:
    """A screen's title, serif and large."""
    return heading(look, words, w, on_dark, TITLE)


def callout(look: Look, meaning: Meaning, head: str, words: str, w: float) -> Block:
    """A tinted panel with a sign and a paragraph: the answer's explanation, a warning, a genuine counterpart."""
    theme = look.theme
    fill = {
        "danger": theme.danger_tint,
        "safe": theme.safe_tint,
        "genuine": theme.safe_tint,
        "doubt": theme.accent_tint,
        "note": theme.card_tint,
    }[meaning]
    inside = w - 56
    parts = [sign(look, meaning, head), text(look, words, inside, BODY)] if words else [sign(look, meaning, head)]
    return boxed(stack(parts, 14), fill, pad=28, pad_y=22, w=w)


def bubble(
    look: Look,
    words: str,
    w: float,
    side: Literal["them", "me", "note"] = "them",
    target: str = "",
    role: float = BODY,
    fill: Colour | None = None,
) -> Block:
    """A chat bubble within `w` units; "them" stands left, "me" right, a note in the middle. `w` wide in all."""
    theme = look.theme
    most = w * (0.84 if side != "note" else 0.92)
    size = look.size(role if side != "note" else CAPTION)
    inner = min(most - 56, text_width(look.say(words), size) + 2)
    shade = fill or {"them": theme.card, "me": mix(theme.safe_tint, theme.safe, 0.12), "note": theme.card_tint}[side]
    body = boxed(
        text(
            look,
            words,
            inner,
            role if side != "note" else CAPTION,
            theme.on_card if side != "note" else theme.on_card_soft,
        ),
        shade,
        pad=28,
        pad_y=16,
        target=target,
        h=look.target if target else 0,
        valign=0.5,
    )
    return sized(body, w, 0, {"them": "left", "me": "right", "note": "centre"}[side])  # type: ignore[arg-type]


def stat(
    look: Look,
    figure: str,
    caption: str,
    w: float,
    colour: Colour | None = None,
    role: float = TITLE,
    on_dark: bool = True,
) -> Block:
    """A large figure over its caption, `w` wide."""
    theme = look.theme
    soft = theme.on_ground_soft if on_dark else theme.on_card_soft
    return stack(
        [
            text(look, figure, w, role, colour or (theme.mark if on_dark else theme.danger), "serif"),
            text(look, caption, w, CAPTION, soft),
        ],
        4,
        w=w,
    )


def answered(block: Block, right: bool, key: str) -> Block:
    """What was chosen: a right answer settles in its place, a wrong one shakes its head once."""
    return moving(block, "settle" if right else "shake", key)


def dots(look: Look, count: int, index: int, on_dark: bool = True) -> Block:
    """Where one is in a short row of pages: the current one long and yellow."""
    theme = look.theme
    rest = theme.ground_light if on_dark else theme.line
    here = theme.mark if on_dark else theme.accent_deep
    parts = []
    for i in range(count):
        w = 44.0 if i == index else 16.0
        parts.append(Block(w, 16, (Panel(rect=Rect(0, 0, w, 16), fill=here if i <= index else rest, radius=8),)))
    return beside(parts, 12)


def note(look: Look, words: str, w: float, on_dark: bool = False) -> Block:
    """Small print: a source, a remark."""
    theme = look.theme
    return text(look, words, w, CAPTION, theme.on_ground_soft if on_dark else theme.on_card_soft)


def divider(look: Look, w: float, on_dark: bool = False) -> Block:
    """A thin line across `w` units."""
    colour = look.theme.ground_light if on_dark else look.theme.line
    return Block(w, 2, (Panel(rect=Rect(0, 0, w, 2), fill=colour),))


def quote(look: Look, words: str, w: float, face: Face = "serif") -> Block:
    """The scammer's own words, with a red bar at their side."""
    theme = look.theme
    body = text(look, f"“{words.strip('“”')}”", w - 40, BODY, theme.danger, face)
    bar = Panel(rect=Rect(0, 4, 8, body.h - 8), fill=theme.danger, radius=4)
    return Block(w, body.h, (bar, *place(body, 40, 0)), body.seams)


def numbered(look: Look, number: int, words: str, w: float, colour: Colour | None = None) -> Block:
    """A numbered point: the number in a disc, the words beside it."""
    theme = look.theme
    size = look.size(BODY) * 1.5
    disc = boxed(
        label(look, str(number), BODY, theme.on_accent, "strong"),
        colour or theme.accent,
        pad=0,
        w=size,
        h=size,
        radius=size / 2,
        align="centre",
        valign=0.5,
    )
    return beside([disc, text(look, words, w - size - 20, BODY, balance=True)], 20, "top")


def point(look: Look, words: str, w: float, icon_name: str = "dot", colour: Colour | None = None) -> Block:
    """A point with an icon before it."""
    size = look.size(BODY)
    picture = stack([space((size * 1.45 - size) / 2), icon(icon_name, size, colour or look.theme.on_card)], 0)
    return beside([picture, text(look, words, w - size - 18, BODY, balance=True)], 18, "top")


def money(yuan: int) -> str:
    """Yuan as people say it: 9900元, 3.5万元, 430万元, 1.2亿元."""
    if yuan >= 100_000_000:
        return f"{yuan / 100_000_000:.2f}".rstrip("0").rstrip(".") + "亿元"
    if yuan >= 10_000:
        return f"{yuan / 10_000:.2f}".rstrip("0").rstrip(".") + "万元"
    return f"{yuan}元"


def centred(block: Block, area: Rect) -> list[Item]:
    """The block in the middle of an area."""
    return place(block, area.x + (area.w - block.w) / 2, area.y + max(0.0, (area.h - block.h) / 2))


__all__ = [
    "GAP",
    "bubble",
    "button",
    "callout",
    "centred",
    "chip",
    "colours_of",
    "divider",
    "done_mark",
    "dots",
    "flow",
    "heading",
    "icon_button",
    "money",
    "next_button",
    "note",
    "numbered",
    "point",
    "quote",
    "sign",
    "stat",
    "tag",
    "title",
]
