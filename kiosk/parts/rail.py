"""The sliding rail: stations on a ring seen from the front; the one chosen glides to the middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, boxed, icon, place, text
from kiosk.draw.items import Icon, Item, Lines, Panel
from kiosk.draw.look import Look
from kiosk.draw.theme import CAPTION, TARGET_GAP
from kiosk.parts.motion import SECONDS, ease_out, towards
from kiosk.parts.photograph import photograph
from kiosk.scene import Drag, Gesture, Tap

_FLING_SECONDS = 0.12
"""How far ahead a flung rail looks for its station, in seconds of its speed."""
_FLING_MOST = 3.0
_STRIP = 16.0
_POINTER = 28.0


@dataclass(frozen=True, slots=True)
class Station:
    """A stop of the rail, a print of its `picture` or its icon in a disc; `done` puts a tick on it."""

    icon: str
    title: str
    done: bool = False
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Rail:
    """`count` stations in a ring, gliding from the place `origin` to the station `goal`.

    Places are counted in stations; `progress` 0-1 is the glide's share of its time. While a finger has `held` the
    rail, `origin` is where it stands.
    """

    count: int
    goal: int = 0
    origin: float = 0.0
    progress: float = 1.0
    held: bool = False

    @property
    def position(self) -> float:
        """The place in the middle now, 0 up to `count`."""
        if self.held:
            return self.origin
        if self.progress >= 1.0:
            return float(self.goal)
        way = _around(self.goal - self.origin, self.count)
        return _on_ring(self.origin + way * ease_out(self.progress), self.count)

    @property
    def moving(self) -> bool:
        return not self.held and self.progress < 1.0

    @property
    def front(self) -> int:
        """The station nearest to the middle, or the one the rail is gliding to."""
        return round(self.origin) % self.count if self.held else self.goal


def _on_ring(place: float, count: int) -> float:
    """The same place as 0 up to (never quite) `count`: a hair below nought would else be rounded up to `count`."""
    on = place % count
    return on if on < count else 0.0


def _around(steps: float, count: int) -> float:
    """The shorter way round the ring, -count/2 to count/2."""
    return (steps + count / 2) % count - count / 2


def glide(rail: Rail, station: int) -> Rail:
    """The rail on its way to a station."""
    return replace(rail, origin=rail.position, goal=station % rail.count, progress=0.0, held=False)


def touch(rail: Rail, gesture: Gesture, name: str) -> Rail | None:
    """The rail called `name` after a drag, or a tap on a station or an arrow; None for anything else."""
    if isinstance(gesture, Drag) and gesture.target == name:
        return _dragged(rail, gesture)
    if not isinstance(gesture, Tap) or not gesture.target.startswith(f"{name}/"):
        return None
    word = gesture.target.rpartition("/")[2]
    if word in ("left", "right"):
        return glide(rail, rail.front + (1 if word == "right" else -1))
    return glide(rail, int(word)) if word.isdecimal() and int(word) < rail.count else None


def _dragged(rail: Rail, drag: Drag) -> Rail:
    if drag.extent <= 0:
        return rail
    here = _on_ring(rail.position - drag.dx / drag.extent, rail.count)
    if drag.phase != "end":
        return replace(rail, origin=here, progress=1.0, held=True)
    ahead = -drag.vx / drag.extent * _FLING_SECONDS
    nearest = round(here + max(-_FLING_MOST, min(_FLING_MOST, ahead)))
    return Rail(rail.count, nearest % rail.count, here, 0.0)


def tick(rail: Rail, seconds: float) -> Rail:
    """The glide after `seconds` more."""
    return replace(rail, progress=towards(rail.progress, seconds, SECONDS)) if rail.moving else rail


def due(rail: Rail) -> float | None:
    """0 while the rail glides, None at rest."""
    return 0.0 if rail.moving else None


def _front_size(look: Look) -> float:
    return 120.0 if look.area.h < 620 and not look.portrait else 190.0


def _disc(size: float, away: float) -> float:
    """A station's size `away` stations from the middle: the ring turns away from the visitor."""
    far = abs(away)
    return size * (1.0 - 0.28 * min(far, 1.0) - 0.1 * min(max(far - 1.0, 0.0), 2.0))


def _seen(look: Look, w: float, count: int) -> tuple[int, float]:
    """How many stations are seen at rest (an odd number), and units from one to the next."""
    free = w - 2 * (look.target + 20)
    fit = int(free // (250.0 if look.large else 150.0))
    seen = max(1, min(fit, count))
    seen -= 1 - seen % 2
    return seen, free / seen


def _names(look: Look, stations: Sequence[Station], pitch: float, front: int) -> list[Block]:
    theme = look.theme
    return [
        text(
            look,
            s.title,
            pitch - TARGET_GAP,
            CAPTION,
            theme.on_ground if i == front else theme.on_ground_soft,
            align="centre",
            balance=True,
        )
        for i, s in enumerate(stations)
    ]


def height(look: Look, w: float, stations: Sequence[Station]) -> float:
    """Units the rail needs from top to pointer when it is `w` units wide."""
    _, pitch = _seen(look, w, len(stations))
    return _front_size(look) + 12 + max(b.h for b in _names(look, stations, pitch, 0)) + _POINTER


def view(look: Look, area: Rect, rail: Rail, stations: Sequence[Station], name: str) -> list[Item]:
    """The rail along the top of `area`; a station is the target `name/<its index>`, the arrows `name/left`, `right`.

    When `look.still` asks for no motion the rail already stands where it is gliding to.
    """
    theme = look.theme
    size = _front_size(look)
    seen, pitch = _seen(look, area.w, len(stations))
    tall = height(look, area.w, stations)
    side = look.target + 20
    window = Rect(area.x + side, area.y, area.w - 2 * side, tall - _POINTER)
    middle = area.y + size / 2
    strip = Rect(area.x + side / 2, middle - _STRIP / 2, area.w - side, _STRIP)
    items: list[Item] = [
        Panel(rect=strip, fill=theme.ground_light, radius=_STRIP / 2),
        Panel(rect=window, target=name, finger="drag", extent=pitch),
    ]
    position = float(rail.goal) if look.still and not rail.held else rail.position
    names = _names(look, stations, pitch, rail.front)
    for i, station in enumerate(stations):
        away = _around(i - position, len(stations))
        if abs(away) < (seen + 1) / 2 - 0.01:
            x = window.centre[0] + away * pitch
            items += _station(look, station, x, size, away, names[i], pitch, window, f"{name}/{i}", i == rail.front)
    items += _arrows(look, area, middle, name, len(stations))
    return items + _pointer(look, window.centre[0], area.y + tall)


def _station(
    look: Look,
    station: Station,
    x: float,
    size: float,
    away: float,
    words: Block,
    pitch: float,
    window: Rect,
    target: str,
    front: bool,
) -> list[Item]:
    theme = look.theme
    width = _disc(size, away)
    disc = Rect(x - width / 2, window.y + (size - width) / 2, width, width)
    fill, ink = (theme.mark, theme.ground) if front else (theme.ground_light, theme.on_ground)
    inner = disc.inset(width * 0.24)
    whole = Rect(x - (pitch - TARGET_GAP) / 2, window.y, pitch - TARGET_GAP, window.h)
    items: list[Item] = [Panel(rect=whole, target=target, radius=24, clip=window, on=front or None)]
    if station.picture:
        items += place(photograph(look, station.picture, width, width, station.icon, front), disc.x, disc.y, window)
    else:
        items += [
            Panel(rect=disc, fill=theme.ground, radius=width / 2, clip=window),
            Panel(rect=disc.inset(5), fill=fill, radius=width / 2, clip=window),
            Icon(rect=inner, name=station.icon, colour=ink, clip=window),
        ]
    if station.done:
        tick = Rect(disc.right - 52, disc.y + 8, 44, 44)
        items.append(Panel(rect=tick, fill=theme.safe, radius=22, border=theme.ground, border_width=4, clip=window))
        items.append(Icon(rect=tick.inset(9), name="check", colour=theme.on_safe, clip=window))
    return items + place(words, whole.x, window.y + size + 12, window)


def _arrows(look: Look, area: Rect, middle: float, name: str, count: int) -> list[Item]:
    if count < 2:
        return []
    side = look.target
    items: list[Item] = []
    for word, x in (("left", area.x), ("right", area.right - side)):
        arrow = boxed(
            icon(word, side * 0.55, look.theme.on_ground),
            look.theme.ground_light,
            pad=0,
            target=f"{name}/{word}",
            w=side,
            h=side,
            radius=side / 2,
            align="centre",
            valign=0.5,
            alt=look.say("前一个" if word == "left" else "后一个"),
        )
        items += place(arrow, x, middle - side / 2)
    return items


def _pointer(look: Look, x: float, bottom: float) -> list[Item]:
    """The triangle that ties the station in the middle to what stands below."""
    half = _POINTER
    rect = Rect(x - half, bottom - _POINTER + 6, 2 * half, _POINTER - 6)
    points = (half, 0.0, 2 * half, rect.h, 0.0, rect.h)
    return [Lines(rect=rect, points=points, colour=look.theme.ground_light, filled=True)]
