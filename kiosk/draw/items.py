"""The draw list: plain data a painter can paint, a finger can find and a test can read.

Rectangles and sizes are in virtual units. A later item lies above an earlier one. The finger is looked up in the very
list that was painted, so drawing and hit areas cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, Literal

from kiosk.core.geometry import Rect

Colour = tuple[int, int, int]
Finger = Literal["tap", "drag", "ink", "block"]
Face = Literal["sans", "serif", "strong"]
"""Reading text; titles, headings and victims' voices; buttons and key figures (`screen/faces.py`)."""
Channel = Literal["ambience", "effect", "voice"]
Align = Literal["left", "centre", "right"]
Manner = Literal["count", "drain", "settle", "shake", "turn", "light", "fill", "freeze"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Base of all items.

    `target` is the word a gesture names; `finger` what a finger can do there: "tap" it, "drag" it (a scrollable or
    turnable area; `extent` is how far it can go, handed back in the gesture), draw "ink" on it, or be "block"ed from
    what lies beneath. `clip` cuts painting and touching. `alt` is what is said of it to who cannot see it, where the
    words that stand in it do not say it; `on` whether it is chosen or switched on (None: it is nothing of the kind).
    `behind`: it is part of the ground, beneath the frame as well, and may fill the whole canvas.
    """

    rect: Rect
    target: str = ""
    finger: Finger = "tap"
    extent: float = 0.0
    clip: Rect | None = None
    alt: str = ""
    on: bool | None = None
    behind: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel(Item):
    """A filled rectangle with round corners. `alpha` 0-255 (255 opaque)."""

    fill: Colour | None = None
    alpha: int = 255
    radius: float = 0.0
    border: Colour | None = None
    border_width: float = 0.0
    shadow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground(Item):
    """A vertical gradient, for the ground of a whole screen."""

    top: Colour
    bottom: Colour


@dataclass(frozen=True, slots=True)
class TextMark:
    """A stretch of a line in another colour: line index, first and one past last character."""

    line: int
    start: int
    end: int
    colour: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Item):
    """Lines already broken to fit `rect.w`, set `leading` units apart, from the top of `rect`."""

    lines: tuple[str, ...]
    colour: Colour
    size: float
    leading: float
    face: Face = "sans"
    align: Align = "left"
    marks: tuple[TextMark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Icon(Item):
    """A drawing of the project's own icon family, in one colour, fitted into `rect`."""

    name: str
    colour: Colour
    alpha: int = 255


CENTRE = (0.5, 0.5)
"""The middle of a picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Item):
    """A picture file of the content, fitted ("contain") or filling ("cover") `rect`, round corners. `focus` is what
    stays in sight of one that is cut: from its left and its top, 0-1."""

    file: str
    fit: Literal["contain", "cover"] = "cover"
    focus: tuple[float, float] = CENTRE
    radius: float = 0.0
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Item):
    """A QR code of `data`, dark on light with its quiet zone inside `rect`."""

    data: str
    dark: Colour
    light: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc(Item):
    """A ring segment inside `rect`: degrees clockwise from the top, `width` units thick (0 = a full sector)."""

    start: float
    sweep: float
    width: float
    colour: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines(Item):
    """A polyline through `points` (x0, y0, x1, y1, … relative to `rect`), or a filled polygon."""

    points: tuple[float, ...]
    colour: Colour
    width: float = 4.0
    filled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink(Item):
    """Finger ink: strokes of x0, y0, x1, y1, … relative to `rect`, scaled by `scale`."""

    strokes: tuple[tuple[float, ...], ...]
    colour: Colour
    width: float = 8.0
    scale: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Video(Item):
    """A film or recording. `position` is the scene's clock in seconds; the player follows it.

    `poster` is shown when the film cannot be; `captions` is an .srt file or empty.
    """

    file: str
    position: float
    playing: bool
    poster: str = ""
    captions: str = ""
    caption_size: float = 40.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Panorama(Item):
    """An equirectangular picture seen towards `yaw` (degrees, right positive) and `pitch` (up positive), `fov` degrees
    wide. While `moving` it may be painted coarser. `fine` is the same picture in twice the pixels, for large panels;
    `changes` are pictures of what is otherwise in the room, laid over it in their order. A `lit` one is as bright as a
    room in which all lamps are on, however dark it is."""

    file: str
    yaw: float
    pitch: float
    fov: float = 80.0
    moving: bool = False
    fine: str = ""
    changes: tuple[str, ...] = ()
    lit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound(Item):
    """What is heard while it stands in the list; nothing of it is seen.

    `name` is a sound of the hall's own set (`kiosk/screen/sounds`, without its ending) or, with an ending, a file of
    the content. It begins when it comes into the list, `start` seconds in, and ends when it goes: another `key` is
    another occasion of the same sound. A `loop` begins again at its end. What is to be heard when `pressed` is so
    whenever a finger goes down on something. `gain` 0-1. While a voice sounds, the ambience is softer. `words` are no
    recording: they are to be spoken by whatever voice the machine has, if it has one.
    """

    rect: Rect = Rect(0, 0, 0, 0)
    name: str
    channel: Channel = "effect"
    key: str = ""
    loop: bool = False
    pressed: bool = False
    start: float = 0.0
    gain: float = 1.0
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving(Item):
    """What moves once when it comes onto a page; nothing of it is seen.

    Everything that lies in `rect` moves in its `manner` and comes to rest where it stands in the list, which is where
    fingers find it from the first moment: a figure counts up to its value ("count"), or falls digit by digit from the
    figure `start` ("drain"); an answer settles, or shakes its head once ("settle", "shake"); a card turns over, lights
    up, or fills from below ("turn", "light", "fill"). Where one says "freeze" the screen before stands still for a
    moment first. Another `key` is another occasion of the same movement.
    """

    manner: Manner
    key: str = ""
    start: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(Item):
    """Hands that are counted on this page; nothing of it is seen, it is for the phone of who leads.

    `words` are what the hands are for, `count` how many there are, `most` how many there could be. A touch of
    `name`/n makes them n, and one of the last that was counted takes that one away.
    """

    name: str
    words: str
    count: int
    most: int


def move(items: Iterable[Item], dx: float, dy: float, clip: Rect | None = None) -> list[Item]:
    """The items shifted by `dx`, `dy` units; those with no clip of their own get `clip` (already in place)."""
    if not dx and not dy and clip is None:
        return [*items]
    out = []
    for item in items:
        own = item.clip.moved(dx, dy) if item.clip else None
        if clip is not None:
            own = own.meet(clip) if own else clip
        out.append(_with(item, item.rect.moved(dx, dy), own))
    return out


_Put = Callable[[Item, Any], None]
_KEPT: dict[type[Item], tuple[Callable[[Item], tuple[Any, ...]], tuple[_Put, ...]]] = {}
"""For each kind of item what reads all its fields but two, and what writes them."""
_put_rect: _Put = Item.__dict__["rect"].__set__
_put_clip: _Put = Item.__dict__["clip"].__set__


def _with(item: Item, rect: Rect, clip: Rect | None) -> Item:
    """The same item elsewhere. `dataclasses.replace` does the same ten times slower, and a list that scrolls is moved
    whole in every frame."""
    kind = type(item)
    kept = _KEPT.get(kind)
    if kept is None:
        names = [f.name for f in fields(kind) if f.name not in ("rect", "clip")]
        kept = _KEPT[kind] = attrgetter(*names), tuple(getattr(kind, name).__set__ for name in names)
    read, puts = kept
    copied = object.__new__(kind)
    _put_rect(copied, rect)
    _put_clip(copied, clip)
    for put, value in zip(puts, read(item), strict=True):
        put(copied, value)
    return copied


def touchable(item: Item) -> Rect:
    """Where a finger meets the item: its rectangle inside its clip."""
    return item.rect.meet(item.clip) if item.clip else item.rect


def find(items: Sequence[Item], x: float, y: float, finger: Finger) -> Item | None:
    """The uppermost item a finger of that kind would meet at x, y; None where a "block" lies above it."""
    for item in reversed(items):
        if not touchable(item).holds(x, y):
            continue
        if item.target and item.finger == finger:
            return item
        if item.finger == "block":
            return None
    return None


def targets(items: Iterable[Item], finger: Finger = "tap") -> dict[str, Item]:
    """Every target of that kind a finger can reach, by word (the uppermost item of a word wins)."""
    listed = list(items)
    found: dict[str, Item] = {}
    for item in listed:
        if not item.target or item.finger != finger:
            continue
        where = touchable(item)
        if where.empty:
            continue
        if find(listed, *where.centre, finger) is item or _reached(listed, item, where, finger):
            found[item.target] = item
    return found


def _reached(items: Sequence[Item], item: Item, where: Rect, finger: Finger) -> bool:
    """Whether any of nine points of the item is not covered by another target or a block."""
    for i in (0.1, 0.5, 0.9):
        for j in (0.1, 0.5, 0.9):
            if find(items, where.x + where.w * i, where.y + where.h * j, finger) is item:
                return True
    return False
