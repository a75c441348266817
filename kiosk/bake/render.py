"""Follows light through a room: the only place that imports the renderer (Mitsuba 3) and the denoiser (OIDN)."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from kiosk.bake.assembly import assemble
from kiosk.bake.mesh import Floats, Mesh, Triple
from kiosk.bake.model import Room
from kiosk.bake.patterns import rgb
from kiosk.bake.shading import emission, linear, surface

_LLVM = ("/usr/lib/x86_64-linux-gnu/libLLVM.so.19.1", "/usr/lib/aarch64-linux-gnu/libLLVM.so.19.1")
"""Where Debian's libllvm19 lies; versions 14 and 15 crash on some processors, so a newer one is named first."""

BOUNCES = 9
_BRIGHTEST = 24.0
"""A single path's light is capped here: what a rare path adds beyond it would only be a white speck."""
_TOGETHER = 8
"""Paths of one pixel followed in one go, at most."""
_WAVE = 6_000_000
"""Paths followed at once; bounds memory at about 1.5 GB."""
_WRAP = 96
"""Columns repeated at both sides before denoising, so that no seam shows behind the viewer."""


def render(room: Room, size: tuple[int, int], samples: int, seed: int, tell: Callable[[float], None]) -> Floats:
    """Linear radiance (height, width, 3), denoised. `tell` hears the share done; the same seed gives the same picture.

    Raises ImportError when the extra `bake` is not installed.
    """
    mi = _renderer()
    denoise = importlib.import_module("pyoidn").denoise
    things = _scene(mi, room)
    scene = mi.load_dict(things)
    solid = mi.load_dict({key: thing for key, thing in things.items() if not _seen_through(room, key)})
    light, albedo, normal = _Camera(mi, scene, solid, size, (0.0, 0.0, room.eye)).exposed(samples, seed, tell)
    padded = [np.concatenate([part[:, -_WRAP:], part, part[:, :_WRAP]], axis=1) for part in (light, albedo, normal)]
    clean: Floats = denoise(*padded, hdr=True)
    tell(1.0)
    return clean[:, _WRAP:-_WRAP]


def _renderer() -> Any:
    if "DRJIT_LIBLLVM_PATH" not in os.environ:
        found = next((path for path in _LLVM if Path(path).exists()), None)
        if found:
            os.environ["DRJIT_LIBLLVM_PATH"] = found
    mi = importlib.import_module("mitsuba")
    mi.set_variant("llvm_ad_rgb")
    mi.set_log_level(mi.LogLevel.Error)
    return mi


def _scene(mi: Any, room: Room) -> dict[str, Any]:
    scene: dict[str, Any] = {"type": "scene"}
    for name, mesh in assemble(room).items():
        scene[f"m_{name}"] = _shape(mi, room, name, mesh)
    if room.sun:
        colour = linear(rgb(room.sun.colour)) * room.sun.strength
        scene["sun"] = {
            "type": "directional",
            "direction": list(room.sun.to),
            "sampling_weight": 2.0,
            "irradiance": {"type": "rgb", "value": [float(c) for c in colour]},
        }
    if room.sky_strength > 0:
        colour = linear(rgb(room.sky)) * room.sky_strength
        scene["sky"] = {
            "type": "constant",
            "radiance": {"type": "rgb", "value": [float(c) for c in colour]},
            "sampling_weight": 0.3,
        }
    return scene


def _seen_through(room: Room, key: str) -> bool:
    """Glass and veils: the denoiser is told about what stands behind them."""
    material = room.materials.get(key.removeprefix("m_"))
    return material is not None and (material.kind == "glass" or material.opacity < 1)


def _shape(mi: Any, room: Room, name: str, mesh: Mesh) -> Any:
    props = mi.Properties()
    props["bsdf"] = mi.load_dict(surface(mi, room, name))
    light = emission(mi, room, name)
    if light:
        props["emitter"] = mi.load_dict(light)
    shape = mi.Mesh(name, len(mesh.points), len(mesh.faces), props, True, True)
    params = mi.traverse(shape)
    params["vertex_positions"] = mesh.points.astype(np.float32).ravel()
    params["vertex_normals"] = mesh.normals.astype(np.float32).ravel()
    params["vertex_texcoords"] = (mesh.uvs * [1, -1] + [0, 1]).astype(np.float32).ravel()
    params["faces"] = mesh.faces.astype(np.uint32).ravel()
    params.update()
    return shape


class _Camera:
    """Looks in every direction at once: the centre column is yaw 0 (+y), the middle row pitch 0."""

    def __init__(self, mi: Any, scene: Any, solid: Any, size: tuple[int, int], place: Triple) -> None:
        self.mi, self.dr = mi, importlib.import_module("drjit")
        self.scene, self.solid, self.size, self.place = scene, solid, size, place
        self.paths = mi.load_dict({"type": "path", "max_depth": BOUNCES, "rr_depth": 5})

    def exposed(self, samples: int, seed: int, tell: Callable[[float], None]) -> tuple[Floats, Floats, Floats]:
        """Radiance, and what helps the denoiser: surface colour and direction. Each (height, width, 3) float32."""
        width, height = self.size
        passes = max(1, -(-samples // _TOGETHER))
        together = max(1, -(-samples // passes))
        rows = max(1, min(height, _WAVE // (width * together)))
        sums = [np.zeros((height, width, 3), np.float32) for _ in range(3)]
        for number in range(passes):
            for top in range(0, height, rows):
                band = min(rows, height - top)
                code = (seed * 1_000_003 + number * 8191 + top) & 0x7FFFFFFF
                for total, part in zip(sums, self._band(top, band, together, code, number == 0), strict=False):
                    total[top : top + band] += part / (passes if total is sums[0] else 1)
                tell(0.97 * (number + (top + band) / height) / passes)
        return sums[0], sums[1], sums[2]

    def _band(self, top: int, rows: int, together: int, code: int, guides: bool) -> list[Floats]:
        """Rows from `top`: the light, and with `guides` what helps the denoiser."""
        mi, dr = self.mi, self.dr
        width, height = self.size
        count = width * rows * together
        sampler = mi.load_dict({"type": "independent"})
        sampler.seed(code, count)
        index = dr.arange(mi.UInt32, count) // together
        jitter = sampler.next_2d()
        x = (mi.Float(index % width) + jitter.x) / width
        y = (mi.Float(index // width + top) + jitter.y) / height
        yaw, pitch = (x - 0.5) * 2 * dr.pi, (0.5 - y) * dr.pi
        way = mi.Vector3f(dr.sin(yaw) * dr.cos(pitch), dr.cos(yaw) * dr.cos(pitch), dr.sin(pitch))
        ray = mi.RayDifferential3f(mi.Ray3f(mi.Point3f(*self.place), way))
        light, _, _ = self.paths.sample(self.scene, sampler, ray)
        light = dr.select(dr.isfinite(light), dr.clip(light, 0, _BRIGHTEST), 0)
        if not guides:
            dr.eval(light)
            return [self._mean(light, rows, width, together)]
        hit = self.solid.ray_intersect(ray)
        bsdf = hit.bsdf(ray)
        albedo = dr.select(hit.is_valid(), bsdf.eval_diffuse_reflectance(hit), mi.Color3f(0))
        facing = dr.select(hit.is_valid(), hit.sh_frame.n, mi.Normal3f(0))
        albedo = dr.clip(albedo, 0, 1)
        dr.eval(light, albedo, facing)  # together: read one by one, the paths would be followed again for each
        return [self._mean(value, rows, width, together) for value in (light, albedo, facing)]

    def _mean(self, value: Any, rows: int, width: int, together: int) -> Floats:
        parts = [np.asarray(value[c]).reshape(rows, width, together).mean(axis=2) for c in range(3)]
        result: Floats = np.stack(parts, axis=-1)
        return result
