"""A face in a video call, drawn: head and shoulders in half light. It breathes, blinks now and then, and its mouth
follows how loud the voice is.

One hand draws everybody, whoever they are and whatever they want: no face gives anything away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, cos, floor, pi, sin
from random import Random

from kiosk.core.geometry import Rect
from kiosk.core.speech import STEPS_A_SECOND
from kiosk.core.vocabulary import FaceTrait, Silhouette
from kiosk.draw.items import Colour, Item, Lines, Panel, move
from kiosk.draw.theme import mix

_MOUTH = "0001122234"
"""How far a mouth is open, 0-4, at each loudness 0-9."""
_BREATH_SECONDS, _BREATH = 4.4, 2.0
_BLINK_SECONDS = 0.25
_BETWEEN_BLINKS = 1.8, 6.5
_BLINKS = 60


CLEAR = 10
CLEARS_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Pose:
    """How a face looks at an instant: `mouth` 0 (closed) to 4 (wide open), `lids` 0 (open), 1 (half) or 2 (closed),
    `lift` by how many units the breath has raised it. In its first frames the picture becomes `clear`, so that
    none of them has all of it to draw: a fifth of a second, which nobody sees."""

    mouth: int = 0
    lids: int = 0
    lift: int = 0
    clear: int = CLEAR


def pose_at(seconds: float, loudness: str, into: float, seed: int) -> Pose:
    """The pose so many seconds after a call has connected, `into` a recording of that `loudness` ("" while the caller
    listens). `seed` tells one call's blinking from another's."""
    step = int(into * STEPS_A_SECOND + 1e-6)
    mouth = 0
    if step < len(loudness):
        now, before = int(loudness[step]), int(loudness[max(0, step - 1)])
        mouth = int(_MOUTH[(2 * now + before + 1) // 3])
    lift = round(_BREATH * sin(2 * pi * seconds / _BREATH_SECONDS))
    return Pose(mouth, _lids(seconds, seed), lift, min(CLEAR, int(CLEAR * seconds / CLEARS_SECONDS)))


def _lids(seconds: float, seed: int) -> int:
    since = next((seconds - at for at in reversed(_blinks(seed)) if at <= seconds), _BLINK_SECONDS)
    if since >= _BLINK_SECONDS:
        return 0
    return 2 if _BLINK_SECONDS / 3 <= since < 2 * _BLINK_SECONDS / 3 else 1


@lru_cache(maxsize=16)
def _blinks(seed: int) -> tuple[float, ...]:
    """When somebody blinks: as seldom and as irregularly as people do who speak."""
    chance, at, found = Random(f"blink {seed}"), 0.6, []
    for _ in range(_BLINKS):
        at += chance.uniform(*_BETWEEN_BLINKS)
        found.append(at)
    return tuple(found)


# ---------------------------------------------------------------- drawing
# A face is drawn on a board of 200 x 200, the middle of the eyes at (100, 84).
_BOARD = 200.0
Path = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Paint:
    """The colours of somebody in half light: the lamp is at the left."""

    skin: Colour
    hair: Colour
    coat: Colour
    shirt: Colour


_LAMP: Colour = (236, 190, 140)
_NIGHT: Colour = (14, 24, 44)
_SKINS = {
    Silhouette.WOMAN: (214, 168, 136),
    Silhouette.GIRL: (218, 172, 140),
}
_SKIN: Colour = (204, 154, 120)
_HAIR: Colour = (34, 30, 34)
_GREY: Colour = (150, 150, 152)
_COATS: dict[Silhouette, tuple[Colour, Colour]] = {
    Silhouette.OFFICER: ((40, 58, 92), (132, 160, 190)),
    Silhouette.MAN: ((74, 72, 76), (150, 158, 166)),
    Silhouette.WOMAN: ((122, 66, 62), (214, 202, 186)),
    Silhouette.BANK: ((46, 52, 66), (214, 214, 210)),
}
_COAT: tuple[Colour, Colour] = ((70, 84, 96), (170, 170, 164))
_LONG_HAIR = frozenset({Silhouette.WOMAN, Silhouette.GIRL, Silhouette.YOUNG_WOMAN, Silhouette.OLD_WOMAN})
_OLD = frozenset({Silhouette.OLD_MAN, Silhouette.OLD_WOMAN})


def caller(
    w: float, h: float, middle: float, figure: Silhouette, traits: Sequence[FaceTrait], pose: Pose
) -> list[Item]:
    """Somebody in a picture of `w` x `h` units at 0, 0, whose head is at `middle`; cut off at its edges."""
    side = h * 1.24
    scale = round(side / _BOARD, 4)
    left, top = round(middle - side / 2), round((2.0 if figure is Silhouette.OFFICER else -10.0) * scale)
    paint = _paint(figure)
    body, face = _steady(figure, tuple(traits), scale)
    head = [*face, *_eyes(pose.lids, paint, scale), *_features(tuple(traits), paint, scale)]
    head += _mouth(pose.mouth, paint, scale)
    clip = Rect(0, 0, w, h)
    items = [
        *_wall(w, h, clip),
        *move(body, left, top - pose.lift // 2, clip),
        *move(head, left, top - pose.lift, clip),
    ]
    items = items[: 1 + len(items) * pose.clear // CLEAR]
    if FaceTrait.HALF in traits:
        for begin, alpha in ((0.0, 90), (0.05, 110)):
            dark = Rect(middle + side * begin, 0, w - middle, h)
            items.append(Panel(rect=dark, fill=_NIGHT, alpha=alpha, clip=clip))
    return items


@lru_cache(maxsize=16)
def _steady(
    figure: Silhouette, traits: tuple[FaceTrait, ...], scale: float
) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """What of somebody has no expression: the shoulders, and the head without its features."""
    paint = _paint(figure)
    head = (*_head(figure, traits, paint, scale), *_cap(figure, paint, scale))
    return tuple(_shoulders(figure, paint, scale)), head


def _wall(w: float, h: float, clip: Rect) -> list[Item]:
    """A wall at night, and the light of a lamp beside the picture on it."""
    lamp = _ellipse(w * 0.17, h * 0.4, w * 0.1, w * 0.1, steps=72)
    glow = Lines(rect=clip, points=lamp, colour=mix(_NIGHT, _LAMP, 0.17), filled=True)
    ground = Panel(rect=Rect(0, 0, w, h + 28), fill=mix(_NIGHT, _LAMP, 0.1), radius=28)
    return move([ground, glow], 0, 0, clip)


def _paint(figure: Silhouette) -> Paint:
    coat, shirt = _COATS.get(figure, _COAT)
    return Paint(_SKINS.get(figure, _SKIN), _GREY if figure in _OLD else _HAIR, coat, shirt)


def _dark(colour: Colour, share: float = 0.5) -> Colour:
    return mix(colour, _NIGHT, share)


def _shape(points: Path, colour: Colour, scale: float) -> Lines:
    """A filled shape of the board."""
    return _on_board(points, colour, 0.0, scale)


def _line(points: Path, colour: Colour, width: float, scale: float) -> Lines:
    return _on_board(points, colour, width, scale)


@lru_cache(maxsize=512)
def _on_board(points: Path, colour: Colour, width: float, scale: float) -> Lines:
    """All shapes share the board's place, so that none of them shifts against another; each is clipped to itself, so
    that a mouth that moves is all that is painted again."""
    at = tuple(round(p * scale, 2) for p in points)
    reach = width * scale / 2 + 3.0
    left, top = floor(min(at[::2]) - reach), floor(min(at[1::2]) - reach)
    clip = Rect(left, top, ceil(max(at[::2]) + reach) - left, ceil(max(at[1::2]) + reach) - top)
    board = Rect(0, 0, _BOARD * scale, _BOARD * scale)
    return Lines(rect=board, points=at, colour=colour, width=round(width * scale, 2), filled=not width, clip=clip)


@lru_cache(maxsize=256)
def _ellipse(x: float, y: float, rx: float, ry: float, begin: float = 0.0, end: float = 360.0, steps: int = 40) -> Path:
    """Points of an ellipse from one angle to another: degrees, 0 at the right, clockwise."""
    out: list[float] = []
    for i in range(steps + 1):
        at = (begin + (end - begin) * i / steps) * pi / 180
        out += (round(x + rx * cos(at), 2), round(y + ry * sin(at), 2))
    return tuple(out)


@lru_cache(maxsize=256)
def _curve(*points: float) -> Path:
    """A smooth closed curve through points x0, y0, x1, y1, … (Catmull and Rom)."""
    at = list(zip(points[::2], points[1::2], strict=True))
    out: list[float] = []
    for i in range(len(at)):
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = (at[(i + k - 1) % len(at)] for k in range(4))
        for j in range(6):
            t = j / 6
            for a, b, c, d in ((x0, x1, x2, x3), (y0, y1, y2, y3)):
                value = b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
                out.append(round(value, 2))
    return tuple(out)


def _shoulders(figure: Silhouette, paint: Paint, scale: float) -> list[Item]:
    coat = _curve(2, 214, 12, 176, 44, 160, 78, 150, 100, 154, 122, 150, 156, 160, 188, 176, 198, 214)
    shade = _curve(100, 214, 104, 168, 124, 151, 156, 160, 188, 176, 198, 214)
    collar = _curve(74, 150, 88, 146, 100, 150, 112, 146, 126, 150, 112, 174, 100, 186, 88, 174)
    items: list[Item] = [
        _shape(coat, mix(paint.coat, _LAMP, 0.08), scale),
        _shape(shade, _dark(paint.coat, 0.45), scale),
    ]
    neck = _curve(80, 120, 120, 120, 122, 146, 114, 160, 100, 168, 86, 160, 78, 146)
    throat = _curve(98, 122, 122, 118, 122, 146, 114, 160, 102, 167)
    if figure is Silhouette.OFFICER:
        tie = (96, 168, 104, 168, 107, 214, 93, 214)
        lapels = [(72, 150, 100, 190, 84, 214, 58, 160), (128, 150, 100, 190, 116, 214, 142, 160)]
        items += [_shape(collar, paint.shirt, scale), _shape(tie, _dark(paint.coat, 0.4), scale)]
        items += [
            _shape(lapels[0], mix(paint.coat, _LAMP, 0.16), scale),
            _shape(lapels[1], _dark(paint.coat, 0.25), scale),
        ]
    else:
        items.append(_shape(collar, mix(paint.shirt, _NIGHT, 0.25), scale))
    return [*items, _shape(neck, _dark(paint.skin, 0.3), scale), _shape(throat, _dark(paint.skin, 0.55), scale)]


def _head(figure: Silhouette, traits: tuple[FaceTrait, ...], paint: Paint, scale: float) -> list[Item]:
    long = figure in _LONG_HAIR
    items: list[Item] = []
    if long:
        items.append(
            _shape(
                _curve(100, 26, 142, 44, 150, 92, 146, 150, 120, 160, 80, 160, 54, 150, 50, 92, 58, 44),
                paint.hair,
                scale,
            )
        )
    ears = [_ellipse(57, 92, 7, 12), _ellipse(143, 92, 7, 12)]
    items += [_shape(ears[0], mix(paint.skin, _NIGHT, 0.12), scale), _shape(ears[1], _dark(paint.skin, 0.6), scale)]
    face = _curve(
        100, 36, 130, 44, 142, 72, 140, 104, 128, 130, 112, 144, 100, 147, 88, 144, 72, 130, 60, 104, 58, 72, 70, 44
    )
    items.append(_shape(face, paint.skin, scale))
    # The side away from the lamp, along brow, nose and chin.
    away = _curve(
        104,
        38,
        130,
        44,
        142,
        72,
        140,
        104,
        128,
        130,
        112,
        144,
        101,
        147,
        108,
        132,
        106,
        116,
        113,
        104,
        106,
        84,
        110,
        66,
    )
    items.append(_shape(away, _dark(paint.skin, 0.34), scale))
    if FaceTrait.STUBBLE in traits:
        lit = _curve(61, 106, 76, 115, 88, 116, 104, 114, 107, 130, 101, 147, 88, 144, 72, 130)
        shaded = _curve(104, 114, 112, 116, 124, 115, 139, 106, 128, 130, 112, 144, 101, 147, 107, 130)
        grown = mix(paint.skin, paint.hair, 0.24)
        items += [_shape(lit, grown, scale), _shape(shaded, _dark(grown, 0.34), scale)]
    if figure is Silhouette.OFFICER:
        sides = _curve(58, 62, 62, 92, 57, 88, 54, 66), _curve(142, 62, 138, 92, 143, 88, 146, 66)
        return items + [_shape(side, paint.hair, scale) for side in sides]
    if FaceTrait.FRINGE in traits or long:
        top = _curve(54, 88, 56, 50, 80, 26, 116, 24, 144, 46, 147, 88, 138, 68, 124, 60, 104, 64, 82, 58, 66, 68)
    else:
        top = _curve(55, 84, 55, 50, 78, 27, 116, 25, 143, 46, 146, 84, 139, 66, 132, 52, 108, 50, 84, 46, 66, 58)
    return [*items, _shape(top, paint.hair, scale)]


def _cap(figure: Silhouette, paint: Paint, scale: float) -> list[Item]:
    """What an officer wears."""
    if figure is not Silhouette.OFFICER:
        return []
    crown = _curve(46, 37, 62, 7, 100, -1, 138, 7, 154, 37, 140, 47, 100, 51, 60, 47)
    away = _curve(104, 1, 138, 7, 154, 37, 140, 47, 106, 50, 112, 27)
    band = _curve(56, 43, 100, 37, 144, 43, 143, 55, 100, 51, 57, 55)
    peak = _curve(56, 55, 78, 49, 100, 48, 122, 49, 144, 55, 130, 65, 100, 67, 70, 65)
    return [
        _shape(crown, mix(paint.coat, _LAMP, 0.14), scale),
        _shape(away, _dark(paint.coat, 0.3), scale),
        _shape(band, _dark(paint.coat, 0.55), scale),
        _shape(peak, mix(_NIGHT, paint.coat, 0.25), scale),
        _shape(_ellipse(100, 27, 7, 8), mix(_LAMP, paint.coat, 0.35), scale),
    ]


_EYES = 82.0, 118.0


def _eyes(lids: int, paint: Paint, scale: float) -> list[Item]:
    items: list[Item] = []
    for x, shade in zip(_EYES, (0.0, 0.34), strict=True):
        lash = (52, 38, 36)
        if lids < 2:
            gape = (3.9, 2.0)[lids]
            white = _curve(
                x - 9,
                86.4,
                x - 4,
                86.4 - gape,
                x + 4,
                86.4 - gape,
                x + 9,
                86,
                x + 4,
                87 + gape * 0.5,
                x - 4,
                87 + gape * 0.5,
            )
            items.append(_shape(white, mix((226, 218, 208), _NIGHT, 0.1 + shade), scale))
            items.append(_shape(_ellipse(x + 0.5, 86.2, 4.4, gape * 0.92 + 0.3), (44, 32, 28), scale))
            if lids == 0 and not shade:
                items.append(_shape(_ellipse(x - 0.8, 84.8, 1.1, 1.1), (246, 234, 216), scale))
        fold = 86.4 - (4.2, 2.3, -1.4)[lids]
        upper = _curve(x - 10.5, 87, x - 4.5, fold, x + 4.5, fold, x + 10.5, 86.4, x + 4.5, fold + 2, x - 4.5, fold + 2)
        items.append(_shape(upper, lash, scale))
        crease = fold - 3.6
        soft = mix(paint.skin, _NIGHT, 0.24 + shade)
        items.append(_line((x - 8, crease + 1.6, x - 3, crease, x + 4, crease, x + 9, crease + 2), soft, 1.4, scale))
    return items


def _features(traits: tuple[FaceTrait, ...], paint: Paint, scale: float) -> list[Item]:
    """Brows, nose, and what somebody is known by."""
    brow = mix(paint.hair, paint.skin, 0.14)
    items: list[Item] = [
        _shape(_curve(68, 74, 74, 70.6, 82, 69.4, 93, 72, 92, 75, 82, 72.8, 75, 73.4), brow, scale),
        _shape(
            _curve(107, 72, 118, 69.4, 126, 70.6, 132, 74, 125, 73.4, 118, 72.8, 108, 75), mix(brow, _NIGHT, 0.4), scale
        ),
        _shape(_curve(100, 84, 104, 100, 110, 108, 104, 112, 99, 111, 101, 100), _dark(paint.skin, 0.44), scale),
        _line((92, 110, 96, 112.5, 104, 112.5, 108, 110), _dark(paint.skin, 0.5), 1.8, scale),
    ]
    if FaceTrait.GLASSES in traits:
        for x in _EYES:
            rim = _ellipse(x, 86, 15.5, 11.5)
            items.append(_line(rim, (30, 30, 36), 2.0, scale))
        items += [
            _line((97.5, 85, 102.5, 85), (30, 30, 36), 2.0, scale),
            _line((58, 84, 66.5, 85), (30, 30, 36), 2.0, scale),
        ]
        items.append(_line((74, 79, 79, 77), (244, 236, 220), 1.4, scale))
    if FaceTrait.MOLE in traits:
        items.append(_shape(_ellipse(74, 121, 1.8, 1.8), (58, 40, 34), scale))
    return items


def _mouth(mouth: int, paint: Paint, scale: float) -> list[Item]:
    lip = mix((150, 78, 70), paint.skin, 0.3)
    under = _line((93, 134.5 + mouth, 100, 136 + mouth, 107, 134.5 + mouth), _dark(paint.skin, 0.3), 1.6, scale)
    if not mouth:
        return [_line((86, 125.5, 93, 126.3, 100, 126, 107, 126.3, 114, 125.2), _dark(lip, 0.35), 2.6, scale), under]
    gape, half = (0.0, 1.6, 3.0, 4.6, 6.2)[mouth], (0.0, 13.2, 12.6, 12.0, 11.4)[mouth]
    outer = _curve(
        100 - half, 126, 94, 123.6 - gape * 0.3, 100, 124.2 - gape * 0.3, 106, 123.6 - gape * 0.3,
        100 + half, 126, 106, 128.6 + gape, 100, 129.4 + gape, 94, 128.6 + gape,
    )  # fmt: skip
    inner = _curve(
        100 - half + 2.4, 126, 95, 125 - gape * 0.2, 105, 125 - gape * 0.2, 100 + half - 2.4, 126,
        105, 126.4 + gape, 95, 126.4 + gape,
    )  # fmt: skip
    items: list[Item] = [_shape(outer, lip, scale), _shape(inner, (56, 24, 26), scale)]
    if mouth >= 3:
        teeth = _curve(93, 125.4, 100, 124.8, 107, 125.4, 105, 127.4, 95, 127.4)
        items.append(_shape(teeth, (226, 218, 206), scale))
    return [*items, under]
