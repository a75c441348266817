"""What a screen says to who cannot see it: its draw list as passages, in the order in which they are read.

From top to bottom; what stands on one card stays together, columns are read one after the other. What carries no word
is decoration. The rectangles are where the eye finds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from kiosk.core.geometry import Rect
from kiosk.draw.items import Code, Item, Panel, Picture, Text, find, touchable
from kiosk.draw.look import Look
from kiosk.draw.text import text_width

_EVERYWHERE = 0.6
"""A target that takes more of the canvas than this is “anywhere”: what stands on it is not its name."""
_ROW_GAP, _COLUMN_GAP = 10.0, 8.0
"""Units of free space that part two rows, and two columns."""
_PANE_GAP = 40.0
"""The same where columns are of their own heights."""
_SPAN_GAP = 44.0
"""Words on one line no further apart than this are one sentence: a number and its point, a sign and its words."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Something that is read in one go: its `pieces` as they stand there, where it is, and what a touch of it names
    ("": it can only be read). `before` and `after` are what a reader adds: that it is a button, whether it is on.
    `around`: it belongs to the frame."""

    pieces: tuple[str, ...]
    rect: Rect
    target: str = ""
    before: str = ""
    after: str = ""
    around: bool = False

    @property
    def words(self) -> str:
        """All of it, as it is heard."""
        said = "，".join(piece for piece in (*self.pieces, self.after) if piece)
        return f"{self.before}{said}"


@dataclass(slots=True)
class _Piece:
    """A passage in the making: its words with their places; `order` is its place in the draw list."""

    rect: Rect
    order: int
    texts: list[tuple[Rect, str]] = field(default_factory=list)
    target: str = ""
    alt: str = ""
    on: bool | None = None
    places: list[Rect] = field(default_factory=list)
    """Where it can be touched: a key of a phone, and the line that says the same."""


def reading(
    look: Look,
    frame: Sequence[Item],
    scene: Sequence[Item],
    above: Sequence[Item],
    early: tuple[str, ...] = (),
) -> tuple[Passage, ...]:
    """The passages of a screen: where one is, what of the frame has the pieces `early`, the scene, then the rest of the
    frame; of what lies over both, where something does, that alone."""
    if above:
        return tuple(_passages(look, above))
    around = [replace(passage, around=True) for passage in _passages(look, frame)]
    late = [passage for passage in around[1:] if passage.pieces != early]
    soon = [passage for passage in around[1:] if passage.pieces == early]
    return (*around[:1], *soon, *_passages(look, scene), *late)


def joined(lines: Iterable[str]) -> str:
    """Lines that were broken to fit, whole again."""
    whole = ""
    for line in lines:
        apart = (
            whole and line and whole[-1].isascii() and line[0].isascii() and whole[-1].isalnum() and line[0].isalnum()
        )
        whole += f" {line}" if apart else line
    return whole.strip()


def _passages(look: Look, items: Sequence[Item]) -> list[Passage]:
    touched = [item for item in items if item.finger == "block" or (item.target and item.finger == "tap")]
    pieces = [*_targets(look, items, touched).values()]
    owners = {piece.target: piece for piece in pieces}
    named_items = [item for item in touched if item.target in owners and not _anywhere(look, item)]
    covers = [(order, item) for order, item in enumerate(items) if _hides(item)]
    loose: list[_Piece] = []
    for order, item in enumerate(items):
        words, seen = _words(item)
        if not words or seen.empty or any(at > order and touchable(over).covers(seen) for at, over in covers):
            continue
        owner = _owner(named_items, seen)
        if owner in owners:
            _give(owners[owner], seen, words)
        else:
            loose.append(_Piece(seen, order, [(seen, words)]))
    named = {piece.alt for piece in pieces if piece.alt}
    spoken = [p for p in pieces if p.alt or p.texts]
    spoken += [p for p in _spans(loose) if not (len(p.texts) == 1 and p.texts[0][1] in named)]
    whole = [p for p in spoken if p.target and _fills(look, p.rect)]  # a touch anywhere: said last
    standing = [p for p in spoken if p not in whole]
    return [_passage(look, piece) for piece in (*_ordered(standing, _cards(look, items)), *whole)]


def _targets(look: Look, items: Sequence[Item], touched: Sequence[Item]) -> dict[str, _Piece]:
    """What can be touched, by word; items that share a word are one. `touched`: what stops a finger."""
    found: dict[str, _Piece] = {}
    for order, item in enumerate(items):
        where = touchable(item)
        if not item.target or item.finger != "tap" or where.empty or (_anywhere(look, item) and not item.alt):
            continue
        piece = found.setdefault(item.target, _Piece(where, order, target=item.target))
        piece.places.append(where)
        piece.alt = item.alt or piece.alt
        piece.on = piece.on if item.on is None else item.on
    return {word: piece for word, piece in found.items() if _within_reach(touched, piece)}


def _give(piece: _Piece, seen: Rect, words: str) -> None:
    """Words of something that can be touched; where it can be in several places, it stands where its words do."""
    if not piece.texts:
        piece.rect = min(
            (place for place in piece.places if place.holds(*seen.centre)), key=lambda r: r.w * r.h, default=piece.rect
        )
    piece.texts.append((seen, words))


def _within_reach(items: Sequence[Item], piece: _Piece) -> bool:
    """Whether a finger meets it somewhere: what lies under a sheet is not read."""
    mine = [item for item in items if item.target == piece.target and item.finger == "tap"]
    for item in mine:
        where = touchable(item)
        for i in (0.5, 0.1, 0.9):
            for j in (0.5, 0.1, 0.9):
                found = find(items, where.x + where.w * i, where.y + where.h * j, "tap")
                if found is not None and found.target == piece.target:
                    return True
    return False


def _anywhere(look: Look, item: Item) -> bool:
    return _fills(look, item.rect)


def _fills(look: Look, rect: Rect) -> bool:
    return rect.w * rect.h > _EVERYWHERE * look.canvas.w * look.canvas.h


def _owner(targets: Sequence[Item], seen: Rect) -> str:
    """The word of what a finger on these words would touch."""
    x, y = seen.centre
    return next((item.target for item in reversed(targets) if touchable(item).holds(x, y)), "")


def _words(item: Item) -> tuple[str, Rect]:
    """What an item says, and where; no words where it is decoration."""
    if isinstance(item, Text):
        words = joined(item.lines)
        return (words if any(char.isalnum() for char in words) else ""), _ink(item)
    if isinstance(item, Code):
        return item.alt or "二维码", touchable(item)
    if isinstance(item, Picture):
        return item.alt or item.label, touchable(item)
    if item.alt and (not item.target or item.finger != "tap"):
        return item.alt, touchable(item)
    return "", item.rect


def _ink(item: Text) -> Rect:
    """Where the strokes are, as far as they are to be seen."""
    widest = max(text_width(line, item.size, item.face) for line in item.lines)
    shift = {"left": 0.0, "centre": (item.rect.w - widest) / 2, "right": item.rect.w - widest}[item.align]
    place = Rect(item.rect.x + shift, item.rect.y, widest, len(item.lines) * item.leading)
    air = (item.leading - item.size) / 2
    if item.clip is None:
        return place
    shown = place.inset(0, min(air, place.h / 2 - 0.5)).meet(item.clip)
    return shown if shown.h > 2 and shown.w > 2 else Rect(place.x, place.y, 0, 0)


def _hides(item: Item) -> bool:
    """Whether nothing that lies under it is seen, or meant to be."""
    solid = isinstance(item, Panel) and item.fill is not None and item.alpha == 255
    return solid or item.finger == "block"


def _around(a: Rect, b: Rect) -> Rect:
    x, y = min(a.x, b.x), min(a.y, b.y)
    return Rect(x, y, max(a.right, b.right) - x, max(a.bottom, b.bottom) - y)


def _spans(loose: list[_Piece]) -> list[_Piece]:
    """Words that stand beside each other on one line are one piece."""
    made: list[_Piece] = []
    for piece in loose:
        last = made[-1] if made else None
        if last is not None and _beside(last.rect, piece.rect):
            last.rect = _around(last.rect, piece.rect)
            last.texts += piece.texts
        else:
            made.append(piece)
    return made


def _beside(a: Rect, b: Rect) -> bool:
    common = min(a.bottom, b.bottom) - max(a.y, b.y)
    apart = max(b.x - a.right, a.x - b.right)
    return common > 0.6 * min(a.h, b.h) and -2 <= apart <= _SPAN_GAP


def _cards(look: Look, items: Sequence[Item]) -> list[Rect]:
    """Panels that hold things together, the smallest first."""
    found = [
        touchable(item)
        for item in items
        if isinstance(item, Panel) and (item.fill is not None or item.border is not None) and not _anywhere(look, item)
    ]
    return sorted(found, key=lambda rect: rect.w * rect.h)


@dataclass(slots=True)
class _Node:
    """A piece, or a card with what stands on it."""

    rect: Rect
    order: int
    piece: _Piece | None = None
    inside: list[_Node] = field(default_factory=list)


def _ordered(pieces: list[_Piece], cards: list[Rect]) -> list[_Piece]:
    standing: list[_Node] = [_Node(piece.rect, piece.order, piece) for piece in pieces]
    for card in cards:
        inside = [n for n in standing if card.covers(n.rect, 1.5)]
        if len(inside) > 1:
            standing = [n for n in standing if n not in inside]
            standing.append(_Node(card, min(n.order for n in inside), None, inside))
    return _flat(standing)


def _flat(nodes: list[_Node]) -> list[_Piece]:
    out: list[_Piece] = []
    for node in _cut(nodes):
        out += [node.piece] if node.piece is not None else _flat(node.inside)
    return out


def _cut(nodes: list[_Node]) -> list[_Node]:
    """In reading order: row by row where free space parts the rows, else column by column."""
    if len(nodes) < 2:
        return nodes
    columns = _parted(nodes, True, _PANE_GAP)
    if len(columns) > 1 and any(_is_no_row(row) for row in _parted(nodes, False, _ROW_GAP)):
        return [node for part in columns for node in _cut(part)]
    for across, gap in ((False, _ROW_GAP), (True, _COLUMN_GAP), (False, -4.0), (True, -4.0)):
        parts = _parted(nodes, across, gap)
        if len(parts) > 1:
            return [node for part in parts for node in _cut(part)]
    return sorted(nodes, key=lambda n: n.order)


def _is_no_row(nodes: list[_Node]) -> bool:
    """Whether what lies between two free stretches is more than one line of things: columns of their own heights."""
    return len(_parted(nodes, True, _PANE_GAP)) > 1 and any(
        min(a.rect.right, b.rect.right) - max(a.rect.x, b.rect.x) > 8 for a, b in combinations(nodes, 2)
    )


def _parted(nodes: list[_Node], across: bool, gap: float) -> list[list[_Node]]:
    """The nodes in groups with at least `gap` units between them; `across`: side by side, else one below the other."""

    def begin(node: _Node) -> float:
        return node.rect.x if across else node.rect.y

    def end(node: _Node) -> float:
        return node.rect.right if across else node.rect.bottom

    parts: list[list[_Node]] = []
    edge = 0.0
    for node in sorted(nodes, key=lambda n: (begin(n), n.order)):
        if parts and begin(node) < edge + gap:
            parts[-1].append(node)
            edge = max(edge, end(node))
        else:
            parts.append([node])
            edge = end(node)
    return parts


def _passage(look: Look, piece: _Piece) -> Passage:
    texts = [words for _, words in piece.texts]
    said = [piece.alt, *(words for words in texts if words not in piece.alt)] if piece.alt else texts
    after = "" if piece.on is None else look.say("已选") if piece.on else look.say("没选")
    before = look.say("按钮：") if piece.target else ""
    return Passage(tuple(said), piece.rect, piece.target, before, after)
