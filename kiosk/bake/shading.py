"""How each material answers light, as the renderer's plain descriptions."""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np

from kiosk.bake.mesh import Floats
from kiosk.bake.model import Material, Room
from kiosk.bake.patterns import height, pattern, rgb
from kiosk.bake.prints import drawn

_PATTERNED = ("plaster", "wood", "planks", "fabric", "tile", "marble", "leaf")


def linear(colour: Floats) -> Floats:
    """sRGB from 0 to 1 as linear light."""
    result: Floats = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
    return result


def surface(mi: Any, room: Room, name: str) -> dict[str, Any]:
    """The material's BSDF; `mi` is the renderer."""
    material = room.materials[name]
    if material.kind == "glass":
        return {"type": "thindielectric", "int_ior": 1.45, "specular_transmittance": _flat(material)}
    colour = _colour(mi, room, name)
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
            "nested_texture": _bitmap(mi, relief[..., None], True, material.scale),
            "bsdf": inner,
        }
    inner = {"type": "twosided", "bsdf": inner}
    if material.opacity < 1:
        inner = {"type": "mask", "opacity": material.opacity, "bsdf": inner}
    return inner


def emission(mi: Any, room: Room, name: str) -> dict[str, Any] | None:
    """The light the material gives off, None for all but `glow`; stronger lamps are asked more often."""
    material = room.materials[name]
    if material.kind != "glow":
        return None
    if material.print:
        light = (linear(drawn(room.prints[material.print])) * material.glow).astype(np.float32)
        radiance: dict[str, Any] = _bitmap(mi, light, True, 1.0)
    else:
        radiance = {"type": "rgb", "value": [float(c) for c in linear(rgb(material.colour)) * material.glow]}
    return {"type": "area", "radiance": radiance, "sampling_weight": max(0.15, min(4.0, material.glow))}


def _seed(name: str) -> int:
    """One of a few seeds: every piece begins elsewhere in its pattern anyway, and noise made once is used again."""
    return zlib.crc32(name.encode()) % 3 * 100


def _flat(material: Material) -> dict[str, Any]:
    return {"type": "rgb", "value": [float(c) for c in linear(rgb(material.colour))]}


def _colour(mi: Any, room: Room, name: str) -> dict[str, Any]:
    material = room.materials[name]
    if material.print:
        return _bitmap(mi, drawn(room.prints[material.print]).astype(np.float32), False, 1.0)
    if material.kind in _PATTERNED:
        scale = 1.0 if material.kind == "leaf" else material.scale
        return _bitmap(mi, pattern(material, _seed(name)).astype(np.float32), False, scale)
    return _flat(material)


def _bitmap(mi: Any, image: Floats, raw: bool, scale: float) -> dict[str, Any]:
    """An image as a texture that repeats every `scale` metres; row 0 is the top."""
    if not raw:
        image = linear(np.asarray(image, float))
    bitmap = mi.Bitmap(np.ascontiguousarray(image, dtype=np.float32))
    return {
        "type": "bitmap",
        "bitmap": bitmap,
        "raw": True,
        "to_uv": mi.ScalarTransform4f().scale([1 / scale, 1 / scale, 1]),
    }
