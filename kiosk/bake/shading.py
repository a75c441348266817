"""How each material answers light, in plain values: the renderer's own descriptions, its images as arrays.

Nothing here needs the renderer, so a picture can be described on one machine and rendered on another.
"""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np

from kiosk.bake.mesh import Floats
from kiosk.bake.model import Material, Room
from kiosk.bake.patterns import height, pattern, rgb
from kiosk.bake.prints import drawn
from kiosk.bake.tracing import linear

_PATTERNED = ("plaster", "wood", "planks", "fabric", "tile", "marble", "leaf")


def surface(room: Room, name: str) -> dict[str, Any]:
    """The material's BSDF."""
    material = room.materials[name]
    if material.kind == "glass":
        return {"type": "thindielectric", "int_ior": 1.45, "specular_transmittance": _flat(material)}
    if material.kind in ("crystal", "liuli"):
        return _solid_glass(material)
    colour = _colour(room, name)
    if material.kind == "metal":
        inner: dict[str, Any] = {
            "type": "principled",
            "base_color": colour,
            "metallic": 0.95,
            "roughness": material.rough,
            "specular": 0.6,
        }
    elif material.gloss > 0:
        inner = {
            "type": "principled",
            "base_color": colour,
            "roughness": material.rough,
            "specular": material.gloss,
        }
    else:
        inner = {"type": "diffuse", "reflectance": colour}
    if material.bump > 0 and not material.print:
        relief = height(material, _seed(name))
        inner = {
            "type": "bumpmap",
            "scale": material.bump,
            "nested_texture": _bitmap(relief[..., None], True, material.scale),
            "bsdf": inner,
        }
    inner = {"type": "twosided", "bsdf": inner}
    if material.opacity < 1:
        inner = {"type": "mask", "opacity": material.opacity, "bsdf": inner}
    return inner


def emission(room: Room, name: str) -> dict[str, Any] | None:
    """The light the material gives off, None for all but `glow`; stronger lamps are asked more often."""
    material = room.materials[name]
    if material.kind != "glow":
        return None
    if material.print:
        light = (linear(drawn(room.prints[material.print])) * material.glow).astype(np.float32)
        radiance: dict[str, Any] = _bitmap(light, True, 1.0)
    else:
        radiance = {"type": "rgb", "value": [float(c) for c in linear(rgb(material.colour)) * material.glow]}
    return {"type": "area", "radiance": radiance, "sampling_weight": max(0.15, min(4.0, material.glow))}


def _solid_glass(material: Material) -> dict[str, Any]:
    """The skin of glass with an inside. `crystal` has its colour there: a vessel, whose
    two walls are four skins, shows all of it.

    What colours `liuli` lies within (`inside`).
    """
    skin: dict[str, Any] = {"type": "dielectric", "int_ior": 1.5}
    if material.kind == "crystal":
        quarter = linear(rgb(material.colour)) ** 0.25
        skin["specular_transmittance"] = {"type": "rgb", "value": [float(c) for c in quarter]}
    return skin


def inside(room: Room, name: str) -> dict[str, Any] | None:
    """What fills `liuli`: milk that scatters light, `scale` metres between two meetings with it.

    The single meeting's colour is the one that makes a thick piece look like `colour` (Chiang and others, "Practical
    and controllable subsurface scattering for production path tracing", 2016).
    """
    material = room.materials[name]
    if material.kind != "liuli":
        return None
    seen = np.clip(linear(rgb(material.colour)), 0.01, 0.97)
    single = 1 - np.exp(-5.09406 * seen + 2.61188 * seen**2 - 4.31805 * seen**3)
    return {
        "type": "homogeneous",
        "albedo": {"type": "rgb", "value": [float(c) for c in single]},
        "sigma_t": float(1 / material.scale),
        "phase": {"type": "hg", "g": 0.2},
    }


def _seed(name: str) -> int:
    """One of a few seeds: every piece begins elsewhere in its pattern anyway, and noise made once is used again."""
    return zlib.crc32(name.encode()) % 3 * 100


def _flat(material: Material) -> dict[str, Any]:
    return {"type": "rgb", "value": [float(c) for c in linear(rgb(material.colour))]}


def _colour(room: Room, name: str) -> dict[str, Any]:
    material = room.materials[name]
    if material.print:
        return _bitmap(drawn(room.prints[material.print]).astype(np.float32), False, 1.0)
    if material.kind in _PATTERNED:
        scale = 1.0 if material.kind == "leaf" else material.scale
        return _bitmap(pattern(material, _seed(name)).astype(np.float32), False, scale)
    return _flat(material)


def _bitmap(image: Floats, raw: bool, scale: float) -> dict[str, Any]:
    """An image as a texture that repeats every `scale` metres; row 0 is the top.

    Colours and relief (0 to 1) are kept in bytes, light that may be brighter in half precision: it may travel.
    """
    whole = image.max() <= 1
    data = np.round(np.clip(image, 0, 1) * 255).astype(np.uint8) if whole else image.astype(np.float16)
    return {"type": "bitmap", "data": np.ascontiguousarray(data), "raw": raw, "repeat": 1 / scale}
