"""Directions and where they land in a perspective view: the one geometry of the 360° rooms.

Yaw in degrees to the right, pitch in degrees up; the middle of an equirectangular picture is yaw 0, pitch 0.
"""

from __future__ import annotations

from math import asin, atan2, cos, degrees, radians, sin, tan

from kiosk.core.geometry import Rect


def turn(yaw: float) -> float:
    """The same direction between -180 and 180 degrees."""
    return (yaw + 180.0) % 360.0 - 180.0


def focal(w: float, fov: float) -> float:
    """Focal length in the unit of `w`, of a view `w` wide that spans `fov` degrees."""
    return w / 2 / tan(radians(fov) / 2)


def project(
    rect: Rect, view_yaw: float, view_pitch: float, fov: float, yaw: float, pitch: float
) -> tuple[float, float] | None:
    """Where a direction lands in the view that fills `rect`; None behind the eye. May lie outside `rect`."""
    turned, up, tilt = radians(yaw - view_yaw), radians(pitch), radians(view_pitch)
    x, y, z = sin(turned) * cos(up), sin(up), cos(turned) * cos(up)
    y, z = y * cos(tilt) - z * sin(tilt), y * sin(tilt) + z * cos(tilt)
    if z < 0.05:
        return None
    f = focal(rect.w, fov)
    cx, cy = rect.centre
    return cx + f * x / z, cy - f * y / z


def direction(rect: Rect, view_yaw: float, view_pitch: float, fov: float, x: float, y: float) -> tuple[float, float]:
    """(yaw, pitch) of what is seen at a point of the view: the inverse of `project`."""
    cx, cy = rect.centre
    dx, dy, dz = x - cx, cy - y, focal(rect.w, fov)
    tilt = radians(view_pitch)
    up, ahead = dy * cos(tilt) + dz * sin(tilt), dz * cos(tilt) - dy * sin(tilt)
    length = (dx * dx + up * up + ahead * ahead) ** 0.5
    return turn(view_yaw + degrees(atan2(dx, ahead))), degrees(asin(up / length))
