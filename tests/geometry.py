"""What a person would see wrong with a screen, read from its draw list: cut off, overlapping, too small, too faint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiosk.core.geometry import Rect
from kiosk.draw.items import Ground, Item, Panel, Panorama, Picture, Text, Video, targets, touchable
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import TARGET_GAP, contrast

SLACK = 1.5
LARGE_TEXT = 32.0
"""Units from which 3:1 is enough contrast: at the usual panel well above 18 points."""


def problems(look: Look, items: Sequence[Item]) -> Iterator[str]:
    """Every problem of one screen, in words."""
    yield from _texts(look, items)
    yield from _targets(look, items)
    yield from _overlaps(items)
    yield from _contrasts(items)


def ink(item: Text) -> Rect:
    """Where the text's strokes are: narrower than its rectangle, without the leading above and below."""
    widest = max((text_width(line, item.size, item.face) for line in item.lines), default=0.0)
    shift = {"left": 0.0, "centre": (item.rect.w - widest) / 2, "right": item.rect.w - widest}[item.align]
    air = (item.leading - item.size) / 2
    height = len(item.lines) * item.leading
    return Rect(item.rect.x + shift, item.rect.y + air, widest, max(1.0, height - 2 * air))


def visible(item: Text) -> Rect:
    shown = ink(item)
    return shown.meet(item.clip) if item.clip else shown


def _name(item: Text) -> str:
    return "".join(item.lines)[:24]


def _texts(look: Look, items: Sequence[Item]) -> Iterator[str]:
    canvas = Rect(0, 0, *look.canvas)
    for at, item in enumerate(items):
        if not isinstance(item, Text):
            continue
        if any(text_width(line, item.size, item.face) > item.rect.w + SLACK for line in item.lines):
            yield f"wider than its place: {_name(item)}"
        if len(item.lines) * item.leading > item.rect.h + SLACK:
            yield f"higher than its place: {_name(item)}"
        if item.size < 28 - 0.01:
            yield f"smaller than a caption ({item.size:g}): {_name(item)}"
        if len(item.lines) > 1 and item.leading < item.size * 1.3 - 0.1:
            yield f"lines too close: {_name(item)}"
        if item.clip is None and not canvas.covers(ink(item), SLACK):
            yield f"off the canvas: {_name(item)}"
        panel = _panel_under(items[:at], item)
        if panel is not None and not visible(item).empty and not panel.rect.covers(visible(item), SLACK):
            yield f"leaves its panel: {_name(item)}"
        if item.clip is not None and _cut(item, item.clip) and not _in_a_card(items[:at], item):
            yield f"a line is cut: {_name(item)}"


def _cut(item: Text, clip: Rect) -> bool:
    """Whether a line is neither wholly shown nor wholly hidden."""
    air = (item.leading - item.size) / 2
    for i, line in enumerate(item.lines):
        top = item.rect.y + i * item.leading + air
        bottom = top + item.size
        if line and not (
            bottom <= clip.y + 1 or top >= clip.bottom - 1 or (top >= clip.y - 1 and bottom <= clip.bottom + 1)
        ):
            return True
    return False


def _in_a_card(items: Sequence[Item], item: Text) -> bool:
    """Cards of a wall may slide half out of sight: they are moved, not read."""
    x, y = ink(item).centre
    return any(i.target and i.finger == "tap" and i.clip == item.clip and i.rect.holds(x, y) for i in items)


def _panel_under(items: Sequence[Item], text: Text) -> Panel | None:
    x, y = visible(text).centre
    for item in reversed(items):
        if isinstance(item, Panel) and item.fill is not None and item.alpha > 128 and touchable(item).holds(x, y):
            return item
    return None


def _targets(look: Look, items: Sequence[Item]) -> Iterator[str]:
    found = targets(items)
    canvas = Rect(0, 0, *look.canvas)
    for word, item in found.items():
        if item.rect.w < look.target - 0.5 or item.rect.h < look.target - 0.5:
            yield f"target too small ({item.rect.w:.0f}x{item.rect.h:.0f}): {word}"
        if not canvas.covers(touchable(item), SLACK):
            yield f"target off the canvas: {word}"
    listed = list(found.items())
    for i, (word, item) in enumerate(listed):
        for other_word, other in listed[i + 1 :]:
            a, b = touchable(item), touchable(other)
            if a.covers(b) or b.covers(a):
                continue
            near = Rect(
                a.x - TARGET_GAP + 0.6, a.y - TARGET_GAP + 0.6, a.w + 2 * TARGET_GAP - 1.2, a.h + 2 * TARGET_GAP - 1.2
            ).meet(b)
            if not near.empty:
                yield f"targets too close: {word} and {other_word}"


def _overlaps(items: Sequence[Item]) -> Iterator[str]:
    last_block = max((i for i, item in enumerate(items) if item.finger == "block"), default=-1)
    shown = [(item, visible(item)) for item in items if isinstance(item, Text)]
    order = {id(item): i for i, item in enumerate(items)}
    for i, (one, a) in enumerate(shown):
        for other, b in shown[i + 1 :]:
            common = a.meet(b)
            if common.w > 2 and common.h > 2 and not order[id(one)] < last_block < order[id(other)]:
                yield f"overlap: {_name(one)} / {_name(other)}"


def _contrasts(items: Sequence[Item]) -> Iterator[str]:
    for at, item in enumerate(items):
        if not isinstance(item, Text) or not item.lines or visible(item).empty:
            continue
        under = _colours_under(items[:at], item)
        if _on_a_picture(items[:at], item):
            yield f"words on a picture: {_name(item)}"
        least = 3.0 if item.size >= LARGE_TEXT else 4.5
        for colour in (item.colour, *(mark.colour for mark in item.marks)):
            for ground in under:
                if contrast(colour, ground) < least:
                    yield f"contrast {contrast(colour, ground):.1f}: {_name(item)}"


def _on_a_picture(items: Sequence[Item], text: Text) -> bool:
    """Whether nothing solid lies between words and a picture; rooms and films are judged by those who show them."""
    x, y = visible(text).centre
    under = [i for i in items if touchable(i).holds(x, y) and isinstance(i, Picture | Panel | Ground)]
    solid = [i for i in under if not isinstance(i, Panel) or (i.fill is not None and i.alpha == 255)]
    return bool(solid) and isinstance(solid[-1], Picture)


def _colours_under(items: Sequence[Item], text: Text) -> tuple[tuple[int, int, int], ...]:
    x, y = visible(text).centre
    for item in reversed(items):
        if not touchable(item).holds(x, y):
            continue
        if isinstance(item, Panel) and item.fill is not None and item.alpha > 200:
            return (item.fill,)
        if isinstance(item, Ground):
            return (item.top, item.bottom)
        if isinstance(item, Picture | Panorama | Video):
            return ()
    return ()
