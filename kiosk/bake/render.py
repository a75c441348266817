"""A room as a scene for the renderer, and raw light made clean by the denoiser (OIDN)."""

from __future__ import annotations

import importlib
from typing import Any

import numpy as np

from kiosk.bake.assembly import assemble
from kiosk.bake.mesh import Floats
from kiosk.bake.model import Room
from kiosk.bake.patterns import rgb
from kiosk.bake.shading import emission, inside, surface
from kiosk.bake.tracing import Around, Body, Described, Lens, Light, linear

BENDS = 9
"""How often a path may bend in a room."""
_WRAP = 96
"""Columns repeated at both sides before denoising, so that no seam shows behind the viewer."""


def described(room: Room, eye: Around | Lens, bends: int = BENDS) -> Described:
    """The room in plain values: every mesh with its surface, light and inside."""
    bodies = {}
    for name, mesh in assemble(room).items():
        material = room.materials[name]
        through = material.kind == "glass" or material.opacity < 1
        bodies[name] = Body(mesh, surface(room, name), emission(room, name), inside(room, name), through)
    return Described(bodies, dict(_far(room)), eye, bends)


def _far(room: Room) -> dict[str, dict[str, Any]]:
    lights: dict[str, dict[str, Any]] = {}
    if room.sun:
        colour = linear(rgb(room.sun.colour)) * room.sun.strength
        lights["sun"] = {
            "type": "directional",
            "direction": list(room.sun.to),
            "sampling_weight": 2.0,
            "irradiance": {"type": "rgb", "value": [float(c) for c in colour]},
        }
    if room.sky_strength > 0:
        colour = linear(rgb(room.sky)) * room.sky_strength
        lights["sky"] = {
            "type": "constant",
            "radiance": {"type": "rgb", "value": [float(c) for c in colour]},
            "sampling_weight": 0.3,
        }
    return lights


def clean(light: Light, wraps: bool) -> Floats:
    """Radiance without its noise; with `wraps` the left and right sides meet, as in a panorama.

    Raises ImportError when the extra `bake` is not installed.
    """
    denoise = importlib.import_module("pyoidn").denoise
    parts = [np.ascontiguousarray(part, np.float32) for part in (light.colour, light.albedo, light.normal)]
    if not wraps:
        result: Floats = denoise(*parts, hdr=True)
        return result
    padded = [np.concatenate([part[:, -_WRAP:], part, part[:, :_WRAP]], axis=1) for part in parts]
    result = denoise(*padded, hdr=True)[:, _WRAP:-_WRAP]
    return result
