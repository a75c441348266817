"""What the four tabs of a kind of scam hold, each as two columns or, where room is short, one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kiosk.content.models.base import source_line
from kiosk.content.shared import CaseFacts
from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, label, place, sized, stack, text
from kiosk.draw.items import Colour, Icon, Panel
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION, HEADING, contrast, mix
from kiosk.draw.widgets import note, numbered, point
from kiosk.zones.scam_types.models import ScamStep, ScamType

_FULL = 600.0
"""Columns shorter than this grow to it where there is room, so that the four tabs stand equally high, in units."""

Column = Callable[[float, float], Block]
"""A column built for a width and at least a height, in units."""


def _columns(look: Look, w: float, room: float, left: Column, right: Column, *shares: float) -> Block:
    """Two equally high columns where they fit `room`, the left one with the first of `shares` of the width that lets
    them; else one below the other."""
    for share in shares if w > 1300 and not look.large else ():
        a, b = (w - 32) * share, (w - 32) * (1 - share)
        height = max(left(a, 0).h, right(b, 0).h)
        if height <= room:
            height = max(height, min(room, _FULL))
            return beside([left(a, height), right(b, height)], 32, "top")
    return stack([left(w, 0), right(w, 0)], 20, w=w)


def _spread(parts: Sequence[Block], h: float, least: float = 24.0) -> Block:
    """The parts one below the other, with as much air between them as a height of `h` units leaves."""
    free = h - sum(p.h for p in parts)
    return stack(parts, min(56.0, max(least, free / max(1, len(parts) - 1))))


def _page(
    block: Block, fill: Colour, w: float, h: float, shape: str = "", ink: Colour | None = None, pad_y: float = 30
) -> Block:
    """A column's card; where it has room below its words, a faint `shape` stands in the corner."""
    body = boxed(block, fill, pad=36, pad_y=pad_y, w=w, h=h)
    spare = body.h - block.h - 2 * pad_y
    if not shape or ink is None or spare < 150:
        return body
    size = min(spare + 20, 280.0)
    panel, *words = body.items
    picture = Icon(rect=Rect(w - size - 28, body.h - size, size, size), name=shape, colour=mix(fill, ink, 0.16))
    return Block(body.w, body.h, (panel, picture, *words), body.seams)


def ways(look: Look, kind: ScamType, w: float, room: float, slogan: str) -> Block:
    """The steps as stairs that lead down, and whom they are meant for; above them the `slogan` if the head lacks it."""
    theme = look.theme

    def who(w: float, h: float) -> Block:
        inside = w - 64
        parts = [
            beside(
                [
                    icon("group", look.size(HEADING) * 1.4, theme.mark),
                    label(look, "谁容易遇到", HEADING, theme.on_ground, "serif"),
                ],
                18,
            ),
            text(look, kind.targets, inside, BODY, theme.on_ground),
        ]
        return boxed(stack(parts, 16), theme.ground_light, pad=32, pad_y=28, w=w, h=h)

    def stairs(w: float, h: float) -> Block:
        count = len(kind.steps)
        room_for_words = w > 900 and not look.large
        indent = 44.0 if room_for_words else 20.0
        names = [step.name for step in kind.steps]
        column = max((text_width(n, look.size(HEADING), "serif") for n in names), default=0.0) + 2
        each = w - indent * (count - 1)
        gap = 14.0
        kept = column if room_for_words else 0
        rungs = [_rung(look, i, count, s, each, kept) for i, s in enumerate(kind.steps)]
        spare = max(0.0, h - gap * (count - 1) - sum(r.h for r in rungs)) / count
        heights = [r.h + spare for r in rungs]
        if max(r.h for r in rungs) * count + gap * (count - 1) <= h:
            heights = [(h - gap * (count - 1)) / count] * count
        rungs = [_rung(look, i, count, s, each, kept, heights[i]) for i, s in enumerate(kind.steps)]
        return stack([beside([Block(indent * i, 0), r], 0) for i, r in enumerate(rungs)], gap, w=w)

    if not slogan:
        return _columns(look, w, room, stairs, who, 0.7, 0.62)
    head = text(look, slogan, w, BODY, theme.on_ground_soft)
    return stack([head, _columns(look, w, room - head.h - 20, stairs, who, 0.7, 0.62)], 20, w=w)


def _rung(look: Look, index: int, count: int, step: ScamStep, w: float, column: float, h: float = 0.0) -> Block:
    """One stair, `column` units kept for its name (0: the name stands above); the deeper, the redder."""
    theme = look.theme
    shade = mix(theme.accent, theme.danger, index / max(1, count - 1))
    ink = max((theme.on_accent, theme.on_danger), key=lambda c: contrast(shade, c))
    size = look.size(BODY) * 1.75
    disc = boxed(
        label(look, str(index + 1), HEADING if not look.large else BODY, ink, "serif"),
        shade,
        pad=0,
        w=size,
        h=size,
        radius=size / 2,
        align="centre",
        valign=0.5,
    )
    free = w - 48 - disc.w - 24
    if column and step.name:
        head = sized(label(look, step.name, HEADING, theme.on_card, "serif"), column, 0)
        body = beside([head, text(look, step.text, free - column - 28, BODY, balance=True)], 28)
    else:
        parts = [text(look, step.name, free, HEADING, theme.on_card, "serif")] if step.name else []
        body = stack([*parts, text(look, step.text, free, BODY)], 2)
    return boxed(beside([disc, body], 24), theme.card, pad=24, pad_y=14, w=w, h=h, valign=0.5)


def words(look: Look, kind: ScamType, w: float, room: float) -> Block:
    """His sentences, as he says them, and the flags in them."""
    theme = look.theme

    def said(w: float, h: float) -> Block:
        inside = w - 72
        size = look.size(HEADING)
        disc = boxed(icon("scammer", size * 1.3, theme.on_danger), theme.danger, pad=12, radius=size)
        head = beside([disc, label(look, "他会这样说", HEADING, theme.on_card, "serif")], 20)
        lines = [_saying(look, p, inside) for p in kind.phrases]
        return _page(_spread([head, *lines], h - 60), theme.danger_tint, w, h, "scammer", theme.danger)

    def flags(w: float, h: float) -> Block:
        inside = w - 72
        size = look.size(HEADING)
        head = beside(
            [icon("flag", size * 1.3, theme.danger), label(look, "红旗：听到就停", HEADING, theme.on_card, "serif")], 16
        )
        listed = [point(look, f, inside, "flag", theme.danger) for f in kind.red_flags]
        return _page(_spread([head, *listed], h - 60), theme.card, w, h)

    return _columns(look, w, room, said, flags, 0.54, 0.48)


def _saying(look: Look, words: str, w: float) -> Block:
    """A scammer's sentence in his own voice: serif, red, with a bar at its side."""
    theme = look.theme
    role = BODY if look.large else HEADING
    body = text(look, f"“{words.strip('“”')}”", w - 36, role, theme.danger, "serif")
    bar = Panel(rect=Rect(0, 6, 8, body.h - 12), fill=theme.danger, radius=4)
    return Block(w, body.h, (bar, *place(body, 36, 0)), body.seams)


def way_out(look: Look, kind: ScamType, w: float, room: float) -> Block:
    """The way out, and how the real thing looks: the one without the other makes people fear everybody."""
    theme = look.theme

    def done(w: float, h: float) -> Block:
        inside = w - 72
        head = beside(
            [
                icon("hand_stop", look.size(HEADING) * 1.3, theme.accent_deep),
                label(look, "遇上了，这样做", HEADING, theme.on_card, "serif"),
            ],
            16,
        )
        listed = [numbered(look, i + 1, d, inside) for i, d in enumerate(kind.do)]
        return _page(_spread([head, *listed], h - 60), theme.card, w, h)

    def real(w: float, h: float) -> Block:
        inside = w - 72
        head = beside(
            [
                icon("genuine", look.size(HEADING) * 1.3, theme.safe),
                label(look, "真的长什么样", HEADING, theme.on_card, "serif"),
            ],
            16,
        )
        body = stack([head, text(look, kind.genuine, inside, BODY)], 24)
        return _page(body, theme.safe_tint, w, h, "genuine", theme.safe)

    return _columns(look, w, room, done, real, 0.5, 0.44)


def cases(
    look: Look,
    kind: ScamType,
    w: float,
    room: float,
    known: Sequence[CaseFacts],
    rule_texts: Mapping[str, str],
) -> Block:
    """What happened to others, the sentence to take home, the rules that would have helped, the source."""
    theme = look.theme

    def happened(w: float, h: float) -> Block:
        inside = w - 72
        head = beside(
            [
                icon("case", look.size(HEADING) * 1.2, theme.on_card),
                label(look, "真实发生过", HEADING, theme.on_card, "serif"),
            ],
            16,
        )
        few = len(known) <= 3 and not look.large
        listed = [
            stack(
                [
                    text(look, case.title, inside, HEADING if few else BODY, theme.on_card, "serif"),
                    text(look, case.lesson, inside, BODY if few else CAPTION, theme.on_card_soft),
                ],
                0,
            )
            for case in known
        ]
        none = [text(look, "案例墙上还没有这一类。没有上墙，不等于没有发生。", inside, BODY, theme.on_card_soft)]
        body = _spread([head, *(listed or none)], h - 52, 12)
        return _page(body, theme.card, w, h, "case", theme.smoke, 26)

    def keep(w: float, h: float) -> Block:
        inside = w - 72
        parts = [
            _caption(look, "safe", "带回家的一句话", theme.safe_light),
            text(look, kind.tip, inside, HEADING, theme.mark, "serif", balance=True),
        ]
        rules = [rule_texts[r] for r in kind.rules if r in rule_texts]
        if rules:
            words = stack([text(look, rule, inside, CAPTION, theme.on_ground) for rule in rules], 4)
            parts += [Block(inside, 8), _caption(look, "rules", "对得上的口诀", theme.on_ground_soft), words]
        top = stack(parts, 10, w=inside)
        source = note(look, source_line(kind.source), inside, on_dark=True)
        body = stack([top, source], max(24.0, h - 52 - top.h - source.h), w=inside)
        return boxed(body, theme.ground_light, pad=36, pad_y=26, w=w, h=h)

    return _columns(look, w, room, happened, keep, 0.5, 0.42)


def _caption(look: Look, icon_name: str, words: str, colour: Colour) -> Block:
    size = look.size(CAPTION)
    return beside([icon(icon_name, size * 1.3, colour), label(look, words, CAPTION, colour)], 14)
