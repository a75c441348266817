"""The room round the phone: a baked panorama to look round in; without one, calm shapes at dusk.

Directions are degrees, right and up positive, the same for both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from kiosk.core.geometry import Rect
from kiosk.draw.items import Colour, Ground, Item, Lines, Panel
from kiosk.draw.look import Look
from kiosk.draw.theme import RADIUS, Theme, mix
from kiosk.parts import lookaround
from kiosk.parts.lookaround import Gaze
from kiosk.zones.vr_experience.models import ScenarioRoom

ROOM = "room"
"""The target of the room itself."""

_DUSK: Colour = (236, 176, 122)
_WOOD: Colour = (96, 66, 48)
_HORIZON = 0.62
"""Where eye level lies in the picture, as a share of its height."""


@dataclass(frozen=True, slots=True)
class _Tones:
    """The few colours of the room, from far to near."""

    wall: Colour
    trim: Colour
    floor: Colour
    far: Colour
    near: Colour
    light: Colour


@dataclass(frozen=True, slots=True)
class _Eye:
    """Where things stand in the picture: `scale` units a degree, the middle at x, y."""

    area: Rect
    x: float
    y: float
    scale: float
    yaw: float

    def rect(self, at: float, foot: float, w: float, h: float) -> Rect:
        """A thing at direction `at`, its foot `foot` degrees over eye level, `w` x `h` degrees large."""
        turned = (at - self.yaw + 180) % 360 - 180
        x = self.x + turned * self.scale
        return Rect(x - w / 2 * self.scale, self.y - (foot + h) * self.scale, w * self.scale, h * self.scale)


def backdrop(look: Look, room: ScenarioRoom, gaze: Gaze, file: str = "") -> list[Item]:
    """The room as one looks: the panorama `file` from edge to edge, to be dragged; shapes without a file; plain in
    high contrast."""
    if file and not look.contrast:
        return lookaround.room(look, window(look), file, gaze, ROOM)
    return _drawn(look, room, gaze.yaw, gaze.pitch)


def window(look: Look) -> Rect:
    """Where the room is seen: as high as the scene's area, as wide as the screen."""
    return Rect(0.0, look.area.y, look.canvas.w, look.area.h)


def _drawn(look: Look, room: ScenarioRoom, yaw: float, pitch: float) -> list[Item]:
    """Shapes, filling `look.area`."""
    area, theme = look.area, look.theme
    if look.contrast:
        return [Panel(rect=area, fill=theme.ground, radius=RADIUS, border=theme.smoke, border_width=2)]
    scale = max(area.h / 60, area.w / 118)
    eye = _Eye(area, area.centre[0], area.y + area.h * _HORIZON + pitch * scale * 0.3, scale, yaw)
    tones = _tones(theme)
    skirting = eye.y + 12 * scale
    items: list[Item] = [
        Panel(rect=area, fill=tones.wall, radius=RADIUS),
        Panel(rect=Rect(area.x, skirting, area.w, max(0.0, area.bottom - skirting)), fill=tones.floor, radius=RADIUS),
        Panel(rect=Rect(area.x, skirting, area.w, RADIUS), fill=tones.floor),
        Panel(rect=Rect(area.x, skirting - 0.9 * scale, area.w, 0.9 * scale), fill=tones.trim),
    ]
    items += _furniture(room, eye, tones) + _behind(eye, tones)
    return [item if item.clip else _clipped(item, area) for item in items if not item.rect.meet(area).empty]


def _clipped(item: Item, area: Rect) -> Item:
    return replace(item, clip=area)


def _tones(theme: Theme) -> _Tones:
    return _Tones(
        wall=mix(theme.ground_light, _DUSK, 0.10),
        trim=mix(theme.ground_light, _DUSK, 0.22),
        floor=mix(theme.ground_dark, _WOOD, 0.42),
        far=mix(theme.ground_light, theme.ground_dark, 0.35),
        near=mix(theme.ground, theme.ground_dark, 0.55),
        light=mix(theme.accent, _DUSK, 0.55),
    )


def _box(
    eye: _Eye, at: float, foot: float, w: float, h: float, fill: Colour, radius: float = 0.0, alpha: int = 255
) -> Panel:
    return Panel(rect=eye.rect(at, foot, w, h), fill=fill, radius=radius * eye.scale, alpha=alpha)


def _shape(eye: _Eye, at: float, foot: float, points: tuple[float, ...], fill: Colour) -> Lines:
    """A polygon in degrees from its foot: right, up, right, up, …"""
    origin = eye.rect(at, foot, 0, 0)
    flat = tuple(p * eye.scale * (1 if i % 2 == 0 else -1) for i, p in enumerate(points))
    left, top = min(flat[::2]), min(flat[1::2])
    w, h = max(flat[::2]) - left, max(flat[1::2]) - top
    moved = tuple(p - (left if i % 2 == 0 else top) for i, p in enumerate(flat))
    return Lines(rect=Rect(origin.x + left, origin.y + top, w, h), points=moved, colour=fill, filled=True)


def _window(eye: _Eye, tones: _Tones, at: float, foot: float, w: float, h: float) -> list[Item]:
    """Dusk outside: a warm sky over dark roofs, two panes, a sill."""
    pane = eye.rect(at, foot, w, h)
    sky = Ground(rect=pane, top=mix(tones.wall, tones.near, 0.3), bottom=tones.light, clip=pane.meet(eye.area))
    roofs: list[Item] = []
    for i, (x, height) in enumerate(((-0.38, 4.0), (-0.2, 6.5), (-0.02, 3.2), (0.17, 5.4), (0.36, 7.6))):
        roofs.append(_box(eye, at + x * w, foot, w * 0.17, height, mix(tones.far, tones.light, 0.12 + 0.04 * (i % 3))))
    frame = tones.trim
    return [
        _box(eye, at, foot - 0.8, w + 1.6, h + 1.6, frame, 0.4),
        sky,
        *roofs,
        _box(eye, at, foot, 0.7, h, frame),
        _box(eye, at, foot + h * 0.62, w, 0.6, frame),
        _box(eye, at, foot - 1.7, w + 4, 1.1, mix(frame, tones.light, 0.25), 0.3),
    ]


def _door(eye: _Eye, tones: _Tones, at: float) -> list[Item]:
    leaf = mix(tones.far, _WOOD, 0.45)
    return [
        _box(eye, at, -12, 17, 40, tones.trim, 0.4),
        _box(eye, at, -12, 14.6, 38.6, leaf),
        _box(eye, at, 8, 10, 14, mix(leaf, tones.near, 0.35), 0.4),
        _box(eye, at, -9, 10, 13, mix(leaf, tones.near, 0.35), 0.4),
        _box(eye, at + 5.4, 3.4, 1.4, 3.2, tones.light, 0.7),
    ]


def _lamp(eye: _Eye, tones: _Tones, at: float) -> list[Item]:
    glow = [
        Panel(rect=eye.rect(at, 15 - r, 2 * r, 2 * r), fill=tones.light, radius=r * eye.scale, alpha=alpha)
        for r, alpha in ((17.0, 18), (12.0, 24), (8.0, 34))
    ]
    return [
        *glow,
        _box(eye, at, -13, 0.8, 26, tones.near),
        _box(eye, at, -13.6, 8, 1.2, tones.near, 0.6),
        _shape(eye, at, 12, (-5.2, 0, 5.2, 0, 3.2, 7, -3.2, 7), tones.light),
    ]


def _plant(eye: _Eye, tones: _Tones, at: float) -> list[Item]:
    leaf = mix((31, 122, 92), tones.near, 0.45)
    return [
        *(
            _shape(eye, at, -6, (0, 0, x - 1.6, y * 0.6, x, y, x + 1.6, y * 0.62), leaf)
            for x, y in ((-6, 12), (-2.4, 17), (2.6, 16), (6.4, 11))
        ),
        _shape(eye, at, -14, (-3, 0, 3, 0, 4, 8, -4, 8), mix(tones.trim, _WOOD, 0.5)),
    ]


def _clock(eye: _Eye, tones: _Tones, at: float) -> list[Item]:
    face = mix(tones.light, (255, 255, 255), 0.3)
    return [
        _box(eye, at, 17, 8, 8, tones.near, 4),
        _box(eye, at, 17.6, 6.8, 6.8, face, 3.4),
        _box(eye, at, 21, 0.5, 2.6, tones.near),
        _box(eye, at + 0.9, 20.8, 2.0, 0.5, tones.near),
    ]


def _furniture(room: ScenarioRoom, eye: _Eye, tones: _Tones) -> list[Item]:
    match room:
        case ScenarioRoom.LIVING_ROOM:
            return _living_room(eye, tones)
        case ScenarioRoom.BANK:
            return _bank(eye, tones)
        case ScenarioRoom.OFFICE:
            return _office(eye, tones)
        case _:
            assert_never(room)


def _living_room(eye: _Eye, tones: _Tones) -> list[Item]:
    sofa, cushion = mix(tones.near, (166, 51, 43), 0.22), mix(tones.near, (166, 51, 43), 0.34)
    items = _window(eye, tones, 26, 3, 30, 24)
    items += _lamp(eye, tones, 50)
    items += [
        _box(eye, -8, -8, 46, 13, sofa, 3),
        _box(eye, -18, -9, 21, 8, cushion, 2),
        _box(eye, 2, -9, 21, 8, cushion, 2),
        _box(eye, -31, -13, 7, 14, sofa, 2.4),
        _box(eye, 15, -13, 7, 14, sofa, 2.4),
        _box(eye, -8, -14, 42, 7, sofa, 2),
        _box(eye, 24, -19, 34, 1.6, mix(_WOOD, tones.light, 0.18), 0.6),
        _box(eye, 12, -27, 1.6, 8, _WOOD),
        _box(eye, 36, -27, 1.6, 8, _WOOD),
        _box(eye, 26, -17.4, 4.4, 2.6, tones.trim, 0.8),
        _box(eye, 29.4, -17.0, 1.6, 1.6, tones.trim, 0.8),
    ]
    items += _clock(eye, tones, -38)
    items += _door(eye, tones, 100)
    items += _plant(eye, tones, 74)
    shelf = mix(tones.far, _WOOD, 0.4)
    items += [_box(eye, -92, -12, 26, 34, shelf, 0.6)]
    for row in range(3):
        items += [
            _box(eye, -101 + 3.2 * i, -8 + 10 * row, 2.2, 5.5 + (i * 3 + row) % 3, mix(shelf, tones.light, 0.2))
            for i in range(6)
        ]
    return items


def _bank(eye: _Eye, tones: _Tones) -> list[Item]:
    counter, glass = mix(tones.far, _WOOD, 0.35), mix(tones.wall, (200, 220, 230), 0.22)
    items: list[Item] = [
        _box(eye, 18, 20, 62, 4.4, mix(tones.near, (31, 122, 92), 0.3), 0.6),
        _box(eye, 18, -2, 62, 20, glass, 0.4, 190),
    ]
    for i in range(3):
        at = -3 + 21 * i
        items += [
            _box(eye, at, 1, 7, 7, tones.near, 3.4),
            _box(eye, at, -6, 13, 8.4, tones.near, 3),
            _box(eye, at + 10.4, -2, 0.7, 20, tones.trim),
            _box(eye, at, 13.4, 6, 3.4, tones.light, 0.7),
        ]
    items += [
        _box(eye, 18, -4, 66, 2.4, mix(counter, tones.light, 0.3), 0.6),
        _box(eye, 18, -14, 64, 10.4, counter, 0.6),
        _box(eye, 66, -13, 14, 34, tones.near, 1.2),
        _box(eye, 66, 6, 9, 8, mix(tones.light, tones.wall, 0.35), 0.6),
        _box(eye, 66, 1.6, 9, 1.2, tones.trim, 0.4),
        _box(eye, 66, -4, 8, 4, tones.far, 0.4),
    ]
    for i in range(4):
        at = -84 + 11 * i
        items += [_box(eye, at, -12, 9, 7, tones.near, 1.6), _box(eye, at, -6, 9, 11, tones.far, 1.8)]
    items += _plant(eye, tones, -34)
    return items + _door(eye, tones, 150)


def _office(eye: _Eye, tones: _Tones) -> list[Item]:
    desk = mix(_WOOD, tones.light, 0.2)
    items = _window(eye, tones, 28, 2, 34, 25)
    for at in (0.0, 62.0):
        items += [
            _box(eye, at, -6, 17, 11, tones.near, 0.8),
            _box(eye, at, -5, 15.4, 9, mix(tones.wall, tones.light, 0.2), 0.3),
            _box(eye, at, -9.6, 2, 4, tones.near),
            _box(eye, at, -11, 52, 1.8, desk, 0.4),
            _box(eye, at - 22, -27, 2, 16, tones.near),
            _box(eye, at + 22, -27, 2, 16, tones.near),
            _box(eye, at + 17, -9.4, 9, 1.2, tones.trim, 0.2),
            _box(eye, at + 16.6, -8.2, 8.6, 1.2, tones.light, 0.2),
            _box(eye, at + 17.4, -7, 8.8, 1.2, tones.trim, 0.2),
        ]
    cabinet = mix(tones.far, tones.trim, 0.25)
    items += [_box(eye, -40, -12, 24, 30, cabinet, 0.6), _box(eye, -40, -12, 0.6, 30, tones.near)]
    items += [_box(eye, -48 + 16 * i, 3, 0.9, 3, tones.light, 0.4) for i in (0, 1)]
    items += _clock(eye, tones, -18)
    items += _plant(eye, tones, 92)
    return items + _door(eye, tones, -92)


def _behind(eye: _Eye, tones: _Tones) -> list[Item]:
    """A picture on the wall behind you: there is something wherever one looks."""
    return [
        _box(eye, 180, 6, 30, 18, tones.trim, 0.4),
        _box(eye, 180, 7.4, 27, 15.2, mix(tones.wall, tones.light, 0.18)),
        _shape(eye, 180, 7.4, (-13.5, 0, 13.5, 0, 6, 7, 1, 3.4, -5, 10), mix(tones.far, tones.wall, 0.4)),
    ]
