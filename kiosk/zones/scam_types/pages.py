"""What the four tabs of a kind of scam hold, each as two columns or, where room is short, one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kiosk.content.models.base import source_line
from kiosk.content.shared import CaseFacts
from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, column_width, grid, icon, label, place, sized, stack, text
from kiosk.draw.items import Colour, Icon, Panel
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION, HEADING, contrast, mix
from kiosk.draw.widgets import note, numbered, point
from kiosk.parts.more import gist, sentences
from kiosk.parts.still_life import pictured
from kiosk.zones.scam_types.models import ScamStep, ScamType
from kiosk.zones.scam_types.told_case import where_of

_FULL = 600.0
"""Columns shorter than this grow to it where there is room, so that the four tabs stand equally high, in units."""

_BETWEEN = 20.0
_RUNG = 136.0
"""Rungs are no higher than this, in units."""
_CASE_PICTURE, _CASE_SHAPE, _CASE_EDGE = 0.36, 0.75, 12.0
"""The picture on a case's card: its width, of the card's; its height at most, of its width; the edge round it."""

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
    """The parts one below the other, with as much air between them as a height of `h` units leaves. The first, a
    heading, is never cut off from the first line of the second."""
    free = h - sum(p.h for p in parts)
    gap = min(56.0, max(least, free / max(1, len(parts) - 1)))
    block = stack(parts, gap)
    kept = parts[0].h + gap + min(parts[1].seams, default=parts[1].h) if len(parts) > 1 else 0.0
    return replace(block, seams=tuple(seam for seam in block.seams if seam >= kept))


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


def ways(look: Look, kind: ScamType, w: float, room: float) -> Block:
    """The steps, one below the other, and in a line whom they are meant for."""
    theme = look.theme
    size = look.size(BODY)
    name = beside([icon("group", size * 1.3, theme.mark), label(look, "谁容易遇到", BODY, theme.mark, "strong")], 16)
    who, inside = gist(kind.targets, 0), w - 64
    said = text(look, who, inside - name.w - 32, BODY, theme.on_ground)
    line = beside([name, said], 32)
    if said.h > size * 2:
        line = stack([name, text(look, who, inside, BODY, theme.on_ground)], 4)
    strip = boxed(line, theme.ground_light, pad=32, pad_y=14, w=w)
    steps = _steps(look, kind.steps, w, room - strip.h - _BETWEEN)
    return stack([steps, strip], _BETWEEN, w=w)


def _steps(look: Look, steps: Sequence[ScamStep], w: float, h: float) -> Block:
    """The steps as equal rungs that fill `h` units where they can; all names in one column, all sentences in one."""
    role = BODY if look.large else HEADING
    column = max((text_width(step.name, look.size(role), "serif") for step in steps), default=0.0) + 2
    gap = 14.0
    rungs = [_rung(look, i, len(steps), step, w, column, role) for i, step in enumerate(steps)]
    each = max(max(rung.h for rung in rungs), (h - gap * (len(steps) - 1)) / len(steps))
    if look.large:  # where the page scrolls anyway, the rungs keep close
        each = 0.0
    rungs = [_rung(look, i, len(steps), step, w, column, role, min(each, _RUNG)) for i, step in enumerate(steps)]
    return stack(rungs, gap, w=w)


def _rung(
    look: Look, index: int, count: int, step: ScamStep, w: float, column: float, role: float, h: float = 0.0
) -> Block:
    """One step, `column` units kept for its name; the deeper, the redder."""
    theme = look.theme
    shade = mix(theme.accent, theme.danger, index / max(1, count - 1))
    ink = max((theme.on_accent, theme.on_danger), key=lambda c: contrast(shade, c))
    size = look.size(BODY) * 1.5
    number = label(look, str(index + 1), BODY, ink, "serif")
    disc = boxed(number, shade, pad=0, w=size, h=size, radius=size / 2, align="centre", valign=0.5)
    free = w - 48 - disc.w - 24
    body = text(look, step.text, free, BODY)
    if step.name:
        head = sized(label(look, step.name, role, theme.on_card, "serif"), column, 0)
        body = beside([head, text(look, step.text, free - column - 32, BODY)], 32)
    return boxed(beside([disc, body], 24), theme.card, pad=24, pad_y=12, w=w, h=h, valign=0.5)


def paragraph(look: Look, name: str, head: str, words: str, w: float, room: float, fill: Colour, ink: Colour) -> Block:
    """What stands behind 再看一点: a heading, and its sentences one below the other."""
    inside = w - 72
    mark = icon(name, look.size(HEADING) * 1.3, ink)
    top = beside([mark, label(look, head, HEADING, look.theme.on_card, "serif")], 18)
    said = [text(look, sentence, inside, BODY) for sentence in sentences(words)]
    return _page(_spread([top, *said], min(room, _FULL) - 60), fill, w, min(room, _FULL))


def words(look: Look, kind: ScamType, w: float, room: float) -> Block:
    """His sentences, as he says them, and the signs of danger."""
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
            [
                icon("danger", size * 1.3, theme.danger),
                label(look, "危险信号：碰上就停", HEADING, theme.on_card, "serif"),
            ],
            16,
        )
        listed = [point(look, f, inside, "danger", theme.danger) for f in kind.red_flags]
        return _page(_spread([head, *listed], h - 60), theme.card, w, h)

    return _columns(look, w, room, said, flags, 0.54, 0.48)


def _saying(look: Look, words: str, w: float) -> Block:
    """A scammer's sentence in his own voice: serif, red, with a bar at its side in place of marks of quotation."""
    theme = look.theme
    role = BODY if look.large else HEADING
    body = text(look, words, w - 36, role, theme.danger, "serif")
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
        points = kind.real or (gist(kind.genuine, 0),)
        listed = [point(look, words, inside, "check", theme.safe) for words in points]
        return _page(_spread([head, *listed], h - 60), theme.safe_tint, w, h, "genuine", theme.safe)

    return _columns(look, w, room, done, real, 0.5, 0.44)


def cases(look: Look, kind: ScamType, w: float, room: float, known: Sequence[CaseFacts]) -> Block:
    """What happened to others, each a card to touch, and the sentence to take home."""
    theme = look.theme
    inside = w - 64
    tip = stack(
        [
            _caption(look, "safe", "带回家的一句话", theme.safe_light),
            text(look, kind.tip, inside, HEADING, theme.mark, "serif", balance=True),
        ],
        4,
    )
    strip = boxed(tip, theme.ground_light, pad=32, pad_y=16, w=w)
    if not known:
        none = text(look, "案例墙上还没有这一类。没有上墙，不等于没有发生。", w - 72, BODY, theme.on_card)
        return stack([boxed(none, theme.card, pad=36, pad_y=30, w=w), strip], _BETWEEN, w=w)
    columns = 2 if len(known) > 1 and w > 1300 and not look.large else 1
    each = column_width(w, columns, _BETWEEN)
    rows = -(-len(known) // columns)
    height = max(_case(look, case, at, each).h for at, case in enumerate(known))
    free = (room - strip.h - _BETWEEN * rows) / rows
    height = max(height, min(free, _CASE_SHAPE * each * _CASE_PICTURE + 2 * _CASE_EDGE))
    listed = [_case(look, case, at, each, height) for at, case in enumerate(known)]
    return stack([grid(listed, columns, _BETWEEN), strip], _BETWEEN, w=w)


def _case(look: Look, case: CaseFacts, at: int, w: float, h: float = 0.0) -> Block:
    """A case as a card: its picture, where it was, what it is called, and an arrow that leads into it."""
    theme = look.theme
    across = round(w * (_CASE_PICTURE if not look.large else 0.24))
    arrow = icon("right", look.size(BODY), theme.accent_deep)
    inside = w - across - _CASE_EDGE - 28 - arrow.w - 16 - 28
    title = text(look, case.title, inside, HEADING if not look.large else BODY, theme.on_card, "serif", balance=True)
    where = where_of(case)
    parts = [title, *([text(look, where, inside, CAPTION, theme.on_card_soft)] if where else [])]
    words = stack(parts, 4, w=inside)
    height = max(h - 2 * _CASE_EDGE, words.h + 16, 120.0)
    shown = pictured(look, case.picture, across, height, "case", focus=case.focus)
    body = beside([shown, Block(28, 0), words, Block(16, 0), arrow], 0)
    return boxed(body, theme.card, pad=_CASE_EDGE, target=f"case/{at}", shadow=True, w=w, h=h)


def rules(look: Look, kind: ScamType, w: float, room: float, rule_texts: Mapping[str, str]) -> Block:
    """The rhymes that fit this kind, and where what is said of it comes from."""
    theme = look.theme
    inside = w - 72
    mark = icon("rules", look.size(HEADING) * 1.2, theme.accent_deep)
    head = beside([mark, label(look, "对得上的口诀", HEADING, theme.on_card, "serif")], 16)
    said = [text(look, rule_texts[r], inside, BODY, theme.on_card, "serif") for r in kind.rules if r in rule_texts]
    source = note(look, source_line(kind.source), inside)
    return _page(
        _spread([*([head, *said] if said else []), source], min(room, _FULL) - 60), theme.card, w, min(room, _FULL)
    )


def _caption(look: Look, icon_name: str, words: str, colour: Colour) -> Block:
    size = look.size(CAPTION)
    return beside([icon(icon_name, size * 1.3, colour), label(look, words, CAPTION, colour)], 14)
