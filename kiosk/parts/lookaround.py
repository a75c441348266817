"""Looking round a room: drag to turn, it runs on a little, and a tap on an arrow turns to where something happens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import atan, degrees

from kiosk.core.geometry import Rect
from kiosk.draw.block import beside, boxed, icon, label, place
from kiosk.draw.items import Item, Panorama
from kiosk.draw.look import Look
from kiosk.draw.sphere import focal, project, turn
from kiosk.draw.theme import CAPTION
from kiosk.parts.motion import ease_out, towards
from kiosk.scene import Drag, Gesture, Tap

FOV = 80.0
_LEAST_FOV, _SHAPE = 48.0, 16 / 9
"""Degrees across a narrow place, and width to height of one in which the whole view is seen."""
PITCH_MOST = 35.0
_FRICTION = 3.5
_STOP = 2.0
_TURN_SECONDS, _TURN_SPEED = 0.24, 120.0
"""A turn by itself takes at least so long, and no more than so many degrees a second: heads do not turn faster."""
_NEAR = 8.0
"""Degrees that need no turn."""
_STEP = 360.0 / 4096
"""Views are whole columns of the picture, so that what is painted and where a finger finds it agree."""


@dataclass(frozen=True, slots=True)
class Gaze:
    """Where one looks, in degrees; the speed it runs on with, in degrees a second; a turn under way."""

    yaw: float = 0.0
    pitch: float = 0.0
    speed: tuple[float, float] = (0.0, 0.0)
    held: bool = False
    begun: tuple[float, float] = (0.0, 0.0)
    goal: tuple[float, float] | None = None
    share: float = 0.0

    @property
    def moving(self) -> bool:
        return self.held or self.goal is not None or self.speed != (0.0, 0.0)


def touch(gaze: Gaze, gesture: Gesture, name: str) -> Gaze | None:
    """The gaze after a gesture on the room called `name`; None when the gesture is about something else.

    A drag turns by `extent` degrees a unit, so that what is under the finger stays under it.
    """
    if isinstance(gesture, Drag) and gesture.target == name:
        per_unit = gesture.extent
        yaw, pitch = turn(gaze.yaw - gesture.dx * per_unit), _tilt(gaze.pitch + gesture.dy * per_unit)
        if gesture.phase != "end":
            return Gaze(yaw, pitch, held=True)
        speed = (-gesture.vx * per_unit, gesture.vy * per_unit)
        return Gaze(yaw, pitch, speed if max(map(abs, speed)) > _STOP else (0.0, 0.0))
    if isinstance(gesture, Tap) and gesture.target.startswith(f"{name}/to/"):
        yaw, pitch = (float(v) for v in gesture.target.rsplit("/", 2)[1:])
        return turning(gaze, yaw, pitch)
    return None


def turning(gaze: Gaze, yaw: float, pitch: float) -> Gaze:
    """The gaze on its way to a direction."""
    return replace(gaze, goal=(yaw, _tilt(pitch)), begun=(gaze.yaw, gaze.pitch), share=0.0, speed=(0.0, 0.0))


def drawn_to(gaze: Gaze, yaw: float, pitch: float) -> Gaze:
    """The gaze when something happens elsewhere: it turns there, unless it looks there already (or is about to) or a
    finger holds it."""
    there = arrived(gaze)
    near = abs(turn(yaw - there.yaw)) < _NEAR and abs(pitch - there.pitch) < _NEAR
    return gaze if near or gaze.held else turning(gaze, yaw, pitch)


def arrived(gaze: Gaze) -> Gaze:
    """The gaze where its turn ends: for whoever wants no movement."""
    return gaze if gaze.goal is None else Gaze(*gaze.goal)


def tick(gaze: Gaze, seconds: float) -> Gaze:
    """A turn goes on, or the room runs on and slows down."""
    if gaze.goal is not None:
        far = abs(turn(gaze.goal[0] - gaze.begun[0]))
        share = towards(gaze.share, seconds, max(_TURN_SECONDS, far / _TURN_SPEED))
        eased = ease_out(share)
        yaw = turn(gaze.begun[0] + turn(gaze.goal[0] - gaze.begun[0]) * eased)
        pitch = gaze.begun[1] + (gaze.goal[1] - gaze.begun[1]) * eased
        return replace(gaze, yaw=yaw, pitch=pitch, share=share, goal=None if share >= 1 else gaze.goal)
    if gaze.held or gaze.speed == (0.0, 0.0):
        return gaze
    slower = max(0.0, 1.0 - _FRICTION * seconds)
    speed = (gaze.speed[0] * slower, gaze.speed[1] * slower)
    if max(map(abs, speed)) < _STOP:
        speed = (0.0, 0.0)
    yaw, pitch = turn(gaze.yaw + gaze.speed[0] * seconds), _tilt(gaze.pitch + gaze.speed[1] * seconds)
    return replace(gaze, yaw=yaw, pitch=pitch, speed=speed)


def due(gaze: Gaze) -> float | None:
    """0 while the view moves by itself."""
    return 0.0 if gaze.goal is not None or (gaze.speed != (0.0, 0.0) and not gaze.held) else None


def room(
    look: Look, rect: Rect, file: str, gaze: Gaze, name: str, fine: str = "", changes: tuple[str, ...] = ()
) -> list[Item]:
    """The room in `rect`, to be dragged."""
    seen = still(rect, file, gaze, fine, changes)
    return [replace(seen, fov=FOV, target=name, finger="drag", extent=FOV / rect.w)]


def still(rect: Rect, file: str, gaze: Gaze, fine: str = "", changes: tuple[str, ...] = ()) -> Panorama:
    """The room in `rect` as one looks; narrower where the place is narrow."""
    return Panorama(
        rect=rect,
        file=file,
        yaw=stepped(gaze.yaw),
        pitch=stepped(gaze.pitch),
        fov=_fov(rect),
        moving=gaze.moving,
        fine=fine,
        changes=changes,
    )


def lowered(rect: Rect, gaze: Gaze, y: float) -> Gaze:
    """The gaze by which what it looks at is seen at the height `y` of `rect` instead of in its middle."""
    off = degrees(atan((y - rect.centre[1]) / focal(rect.w, _fov(rect))))
    return replace(gaze, pitch=gaze.pitch + off)


def _fov(rect: Rect) -> float:
    return min(FOV, max(_LEAST_FOV, FOV * rect.w / rect.h / _SHAPE))


def stepped(angle: float) -> float:
    """The angle as a whole number of columns of the picture."""
    return round(angle / _STEP) * _STEP


def in_sight(rect: Rect, gaze: Gaze, yaw: float, pitch: float) -> bool:
    """Whether a direction lies well inside the view that fills `rect`."""
    at = project(rect, stepped(gaze.yaw), stepped(gaze.pitch), FOV, yaw, pitch)
    return at is not None and rect.inset(rect.w * 0.12, rect.h * 0.05).holds(*at)


def sign_post(look: Look, free: Rect, gaze: Gaze, name: str, words: str, yaw: float, pitch: float) -> list[Item]:
    """An arrow in `free` that turns to where something happens; at the side that lies nearer. Nothing if `free` is too
    low for a finger."""
    if free.h < look.target:
        return []
    theme = look.theme
    right = turn(yaw - gaze.yaw) > 0
    arrow = icon("right" if right else "left", 44, theme.on_accent)
    caption = label(look, words, CAPTION, theme.on_accent)
    sign = boxed(
        beside([caption, arrow] if right else [arrow, caption], 12),
        theme.accent,
        pad=20,
        pad_y=10,
        radius=16,
        target=f"{name}/to/{yaw:g}/{pitch:g}",
        w=look.target,
        h=look.target,
        valign=0.5,
        align="centre",
    )
    return place(sign, free.right - sign.w if right else free.x, free.y + (free.h - sign.h) / 2)


def _tilt(pitch: float) -> float:
    return min(PITCH_MOST, max(-PITCH_MOST, pitch))
