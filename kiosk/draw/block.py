"""Blocks: items with a known size, put together like boxes in a page.

Everything is measured from the inside out for a given width, so nothing is ever cut off; then `place` puts the whole
at its spot. A block's items are relative to its own left top.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

from kiosk.core.geometry import Rect
from kiosk.draw.items import Align, Colour, Face, Finger, Icon, Item, Manner, Moving, Panel, Text, TextMark, move
from kiosk.draw.look import Look
from kiosk.draw.text import text_width, wrap
from kiosk.draw.theme import BODY, GAP, HEADING, LEADING_TEXT, LEADING_TITLE, RADIUS, TITLE


class Shifted(Sequence[Item]):
    """Items of several blocks, each block's moved by its x and y, when somebody looks: what lies in a box in a row in a
    column is moved once, not three times."""

    __slots__ = ("_moved", "_parts")

    def __init__(self, *parts: tuple[Sequence[Item], float, float]) -> None:
        self._parts = parts
        self._moved: tuple[Item, ...] | None = None

    def by(self, dx: float, dy: float, clip: Rect | None = None) -> list[Item]:
        """All of them shifted by that."""
        if self._moved is not None:
            return move(self._moved, dx, dy, clip)
        found: list[Item] = []
        for items, x, y in self._parts:
            found += shifted(items, x + dx, y + dy, clip)
        return found

    def _all(self) -> tuple[Item, ...]:
        if self._moved is None:
            self._moved, self._parts = tuple(self.by(0.0, 0.0)), ()
        return self._moved

    def __iter__(self) -> Iterator[Item]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all()) if self._moved is not None else sum(len(items) for items, _, _ in self._parts)

    def __getitem__(self, at: Any) -> Any:
        return self._all()[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all())


def shifted(items: Sequence[Item], dx: float, dy: float, clip: Rect | None = None) -> list[Item]:
    """The items shifted by `dx`, `dy` units, as `move` does."""
    return items.by(dx, dy, clip) if isinstance(items, Shifted) else move(items, dx, dy, clip)


@dataclass(frozen=True, slots=True)
class Block:
    """`w` x `h` units of items. `seams` are heights at which a page may be cut (0 < seam < h)."""

    w: float
    h: float
    items: Sequence[Item] = ()
    seams: tuple[float, ...] = ()


def place(block: Block, x: float, y: float, clip: Rect | None = None) -> list[Item]:
    """The block's items with its left top at x, y."""
    return shifted(block.items, x, y, clip)


def space(h: float, w: float = 0.0) -> Block:
    """Nothing, `h` units high."""
    return Block(w, h)


@lru_cache(maxsize=4096)
def text(
    look: Look,
    words: str,
    w: float,
    role: float = BODY,
    colour: Colour | None = None,
    face: Face = "sans",
    align: Align = "left",
    balance: bool = False,
    marks: tuple[tuple[str, Colour], ...] = (),
) -> Block:
    """`words` broken to `w` units; `marks` are (phrase, colour) set off where they occur. Default colour: on card.

    The block is exactly `w` wide and as high as its lines.
    """
    size = look.size(role)
    lines = wrap(look.say(words), size, w, face, balance)
    leading = round(size * (LEADING_TITLE if role in (TITLE, HEADING) else LEADING_TEXT), 1)
    height = leading * len(lines)
    item = Text(
        rect=Rect(0, 0, w, height),
        lines=lines,
        colour=colour or look.theme.on_card,
        size=size,
        leading=leading,
        face=face,
        align=align,
        marks=_marks(lines, marks),
    )
    return Block(w, height, (item,), tuple(leading * i for i in range(1, len(lines))))


def _marks(lines: Sequence[str], wanted: Sequence[tuple[str, Colour]]) -> tuple[TextMark, ...]:
    whole = "".join(lines)
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line)
    found = []
    for phrase, colour in wanted:
        begin = whole.find(phrase) if phrase else -1
        while begin >= 0:
            for i, line in enumerate(lines):
                a, b = max(begin, starts[i]), min(begin + len(phrase), starts[i] + len(line))
                if a < b:
                    found.append(TextMark(i, a - starts[i], b - starts[i], colour))
            begin = whole.find(phrase, begin + len(phrase))
    return tuple(found)


@lru_cache(maxsize=4096)
def label(look: Look, words: str, role: float = BODY, colour: Colour | None = None, face: Face = "sans") -> Block:
    """`words` on one line, as wide as they are: for places that can grow."""
    size = look.size(role)
    return text(look, words, text_width(look.say(words), size, face) + 1, role, colour, face)


def icon(name: str, size: float, colour: Colour, alpha: int = 255) -> Block:
    """An icon in a square of `size` units."""
    return Block(size, size, (Icon(rect=Rect(0, 0, size, size), name=name, colour=colour, alpha=alpha),))


def stack(blocks: Iterable[Block], gap: float = GAP, align: Align = "left", w: float | None = None) -> Block:
    """One below the other, `gap` units apart; as wide as the widest, or `w`."""
    listed = [b for b in blocks if b.h > 0 or b.items]
    width = w if w is not None else max((b.w for b in listed), default=0.0)
    parts: list[tuple[Sequence[Item], float, float]] = []
    seams: list[float] = []
    y = 0.0
    for i, block in enumerate(listed):
        if i:
            y += gap
            seams.append(y)
        dx = {"left": 0.0, "centre": (width - block.w) / 2, "right": width - block.w}[align]
        parts.append((block.items, dx, y))
        seams.extend(y + s for s in block.seams)
        y += block.h
    return Block(width, y, Shifted(*parts), tuple(seams))


def beside(blocks: Iterable[Block], gap: float = GAP, align: Literal["top", "middle", "bottom"] = "middle") -> Block:
    """One beside the other, `gap` units apart, as high as the highest. Seams are heights that cut none of them."""
    listed = list(blocks)
    height = max((b.h for b in listed), default=0.0)
    parts: list[tuple[Sequence[Item], float, float]] = []
    standing: list[tuple[float, Block]] = []
    x = 0.0
    for i, block in enumerate(listed):
        if i:
            x += gap
        dy = {"top": 0.0, "middle": (height - block.h) / 2, "bottom": height - block.h}[align]
        parts.append((block.items, x, dy))
        standing.append((dy, block))
        x += block.w
    wanted = sorted({round(dy + s, 1) for dy, block in standing for s in block.seams})
    return Block(x, height, Shifted(*parts), tuple(s for s in wanted if all(_spares(s - dy, b) for dy, b in standing)))


def _spares(seam: float, block: Block) -> bool:
    """Whether a cut at that height of the block goes through none of its parts."""
    return seam <= 0 or seam >= block.h or any(abs(seam - s) < 1 for s in block.seams)


def over(below: Block, above: Block, x: float = 0.0, y: float = 0.0) -> Block:
    """`above` laid on `below` at x, y; the size is `below`'s."""
    return Block(below.w, below.h, Shifted((below.items, 0.0, 0.0), (above.items, x, y)), below.seams)


def padded(block: Block, dx: float, dy: float | None = None) -> Block:
    """The block with `dx` units at its sides and `dy` (default `dx`) above and below."""
    dy = dx if dy is None else dy
    return Block(block.w + 2 * dx, block.h + 2 * dy, Shifted((block.items, dx, dy)), tuple(s + dy for s in block.seams))


def moving(block: Block, manner: Manner, key: str = "", start: str = "") -> Block:
    """The block, which moves so when it comes onto a page (see `Moving`)."""
    how = Moving(rect=Rect(0, 0, block.w, block.h), manner=manner, key=key, start=start)
    return replace(block, items=(*block.items, how))


def sized(block: Block, w: float, h: float, align: Align = "left", valign: float = 0.5) -> Block:
    """The block in a box of at least `w` x `h`; `valign` 0 top, 0.5 middle, 1 bottom."""
    w, h = max(w, block.w), max(h, block.h)
    dx = {"left": 0.0, "centre": (w - block.w) / 2, "right": w - block.w}[align]
    return Block(w, h, Shifted((block.items, dx, (h - block.h) * valign)))


def boxed(
    block: Block,
    fill: Colour | None,
    *,
    pad: float = 32.0,
    pad_y: float | None = None,
    target: str = "",
    finger: Finger = "tap",
    radius: float = RADIUS,
    shadow: bool = False,
    border: Colour | None = None,
    border_width: float = 0.0,
    w: float = 0.0,
    h: float = 0.0,
    valign: float = 0.0,
    align: Align = "left",
    alt: str = "",
    on: bool | None = None,
) -> Block:
    """The block on a panel with `pad` units round it; the panel is the target when `target` is given."""
    pad_y = pad if pad_y is None else pad_y
    inner = sized(block, w - 2 * pad, h - 2 * pad_y, align, valign)
    full = padded(inner, pad, pad_y)
    panel = Panel(
        rect=Rect(0, 0, full.w, full.h),
        fill=fill,
        radius=radius,
        shadow=shadow,
        border=border,
        border_width=border_width,
        target=target,
        finger=finger,
        alt=alt,
        on=on,
    )
    lowered = pad_y + (inner.h - block.h) * valign
    seams = () if target else tuple(s + lowered for s in block.seams)
    return Block(full.w, full.h, Shifted(((panel,), 0.0, 0.0), (full.items, 0.0, 0.0)), seams)


def grid(blocks: Sequence[Block], columns: int, gap: float = GAP) -> Block:
    """Rows of `columns` blocks of equal width; a row is as high as its highest block. Rows are seams."""
    rows = []
    for i in range(0, len(blocks), columns):
        rows.append(beside(blocks[i : i + columns], gap, "top"))
    joined = stack([replace(r, seams=()) for r in rows], gap)
    return joined


def columns_for(w: float, least: float, most: int, gap: float = GAP) -> int:
    """How many columns of at least `least` units fit `w`, 1 to `most`."""
    return max(1, min(most, int((w + gap) // (least + gap))))


def column_width(w: float, columns: int, gap: float = GAP) -> float:
    """Width of one of `columns` columns in `w` units."""
    return (w - gap * (columns - 1)) / columns


ZOOMS = (1.4, 1.28, 1.16, 1.08)


def roomy(look: Look, w: float, h: float, build: Callable[[Look, float], Block]) -> Look:
    """The look with the largest type at which the block still fits `w` x `h`: a short page is read from afar."""
    if look.large:
        return look
    for zoom in ZOOMS:
        larger = replace(look, zoom=zoom)
        block = build(larger, w)
        if block.h <= h and block.w <= w + 0.5:
            return larger
    return look
