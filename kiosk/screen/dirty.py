"""Which pixels differ between two draw lists, and how to cover them with few rectangles."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from typing import NamedTuple

from kiosk.draw.items import Ink, Item
from kiosk.screen.lean import pygame
from kiosk.screen.pen import grown

_MOST = 24
_WASTE, _ROUND_TRIP = 1.25, 6000
"""Two rectangles become one when that covers at most a quarter more, plus as many pixels as one more pass costs."""


class Placed(NamedTuple):
    """An item with its pixels: `box` its rectangle, `bounds` all it may touch inside its clip and the screen, `clip`
    what cuts it, `solid` the parts it covers completely, `wish` the picture it shows, `laid` those laid over that."""

    item: Item
    box: pygame.Rect
    bounds: pygame.Rect
    clip: pygame.Rect | None
    solid: tuple[pygame.Rect, ...]
    wish: Hashable = None
    laid: tuple[Hashable, ...] = ()

    def shows(self, pictures: Collection[Hashable]) -> bool:
        """Whether it shows one of these."""
        return self.wish in pictures or any(one in pictures for one in self.laid)


class Change(NamedTuple):
    """The new list with its pixels, the rectangles that must be painted again, and what is new in the list."""

    placed: list[Placed]
    dirty: list[pygame.Rect]
    come: list[Placed]


def compare(
    old: Sequence[Placed],
    items: Sequence[Item],
    place: Callable[[Item], Placed],
    stretch: Callable[[Placed, Ink, list[tuple[float, ...]]], list[pygame.Rect]],
) -> Change:
    """`items` against what was painted. Items are compared by value, wherever in the list they stand; `stretch` gives
    the pixels of what was added to a growing stroke."""
    head = _same(old, items)
    tail = _same(old[head:][::-1], items[head:][::-1])
    before, after = old[head : len(old) - tail], items[head : len(items) - tail]
    if not before and not after:
        return Change(list(old), [], [])
    bag: dict[Item, list[int]] = {}
    for i in range(len(before) - 1, -1, -1):
        bag.setdefault(before[i].item, []).append(i)
    placed: list[Placed] = []
    kept: list[int] = []
    come: list[tuple[int, Placed]] = []
    for j, item in enumerate(after):
        places = bag.get(item)
        if places:
            kept.append(places.pop())
            placed.append(before[kept[-1]])
        else:
            placed.append(place(item))
            come.append((j, placed[-1]))
    gone = {i: before[i] for places in bag.values() for i in places}
    dirty = _reordered(before, kept)
    for j, new in come:
        was = gone.get(j)
        added = None
        if was is not None and isinstance(new.item, Ink) and isinstance(was.item, Ink):
            added = grown(was.item, new.item)
        if added is not None and was is not None and isinstance(new.item, Ink):
            del gone[j]
            dirty.extend(stretch(new, new.item, added))
        else:
            dirty.append(new.bounds)
    dirty.extend(was.bounds for was in gone.values())
    whole = [*old[:head], *placed, *old[len(old) - tail :]]
    new_items = [new for _, new in come]
    return Change(whole, _together([*gone.values(), *new_items], dirty), new_items)


def _same(old: Sequence[Placed], items: Sequence[Item]) -> int:
    """How many are equal from the beginning on."""
    n = 0
    for placed, item in zip(old, items, strict=False):
        if placed.item is not item and placed.item != item:
            break
        n += 1
    return n


def _reordered(before: Sequence[Placed], kept: Sequence[int]) -> list[pygame.Rect]:
    """The pixels of kept items whose order among each other changed."""
    in_order = sorted(kept)
    first = next((k for k, (a, b) in enumerate(zip(kept, in_order, strict=True)) if a != b), len(kept))
    last = next((k for k in range(len(kept) - 1, -1, -1) if kept[k] != in_order[k]), -1)
    return [before[i].bounds for i in kept[first : last + 1]]


def _together(changed: Iterable[Placed], dirty: list[pygame.Rect]) -> list[pygame.Rect]:
    """What moved inside one clip, as a scrolled list does, becomes one rectangle at once."""
    clips: dict[tuple[int, int, int, int], list[pygame.Rect]] = {}
    for placed in changed:
        if placed.clip is not None and placed.bounds.w:
            clips.setdefault(tuple(placed.clip), []).append(placed.bounds)  # type: ignore[arg-type]
    for bounds in clips.values():
        if len(bounds) > 6:
            dirty.append(bounds[0].unionall(bounds[1:]))
    return dirty


def merged(rects: Iterable[pygame.Rect], screen: pygame.Rect) -> list[pygame.Rect]:
    """Few rectangles that cover all of `rects`, without covering much else."""
    found: list[pygame.Rect] = []
    todo = sorted((r.clip(screen) for r in rects), key=_area)
    while todo:
        rect = todo.pop()
        if not _area(rect) or any(have.contains(rect) for have in found):
            continue
        for i, have in enumerate(found):
            union = have.union(rect)
            if _area(union) <= (_area(have) + _area(rect)) * _WASTE + _ROUND_TRIP or len(found) >= _MOST:
                del found[i]
                todo.append(union)
                break
        else:
            found.append(rect)
    return found


def _area(rect: pygame.Rect) -> int:
    return rect.w * rect.h
