"""Follows light through a described scene: the only place that imports the renderer (Mitsuba 3).

It needs nothing else of the house but numpy, so that it runs on a borrowed machine with a card as well as here.
"""

from __future__ import annotations

import importlib
import math
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from kiosk.bake.mesh import Floats, Mesh, Triple

_LLVM = ("/usr/lib/x86_64-linux-gnu/libLLVM.so.19.1", "/usr/lib/aarch64-linux-gnu/libLLVM.so.19.1")
"""Where Debian's libllvm19 lies; versions 14 and 15 crash on some processors, so a newer one is named first."""
_VARIANTS = ("cuda_ad_rgb", "llvm_ad_rgb")
"""A card where there is one, else the processor."""

_BRIGHTEST = 24.0
"""A single path's light is capped here: what a rare path adds beyond it would only be a white speck."""
_TOGETHER = 8
"""Paths of one pixel followed in one go, at most."""
_WAVE = {"cuda_ad_rgb": 24_000_000, "llvm_ad_rgb": 6_000_000}
"""Paths followed at once; bounds memory at about 1.5 GB on a processor, 8 GB on a card."""


@dataclass(frozen=True, slots=True)
class Body:
    """One mesh and how it answers light; `through` where one sees what stands behind it."""

    mesh: Mesh
    surface: Mapping[str, Any]
    light: Mapping[str, Any] | None = None
    inside: Mapping[str, Any] | None = None
    through: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """Looks in every direction at once: the centre column is yaw 0 (+y), the middle row pitch 0.

    `window` is how much of that is wanted: left, bottom, right and top, degrees.
    """

    place: Triple
    window: tuple[float, float, float, float] = (-180.0, -90.0, 180.0, 90.0)


@dataclass(frozen=True, slots=True)
class Lens:
    """A camera: where it stands, what it looks at, its angle across in degrees, the radius of its opening in metres."""

    place: Triple
    target: Triple
    angle: float
    opening: float
    sharp: float
    """How far away, along the line of sight, things are sharp."""


@dataclass(frozen=True, slots=True)
class Described:
    """A whole scene without a renderer: bodies by name, lights far away, the eye, and how often a path may bend."""

    bodies: Mapping[str, Body]
    far: Mapping[str, Mapping[str, Any]]
    eye: Around | Lens
    bends: int


@dataclass(frozen=True, slots=True)
class Light:
    """What came through the lens: radiance, and what helps a denoiser; each (height, width, 3) float32."""

    colour: Floats
    albedo: Floats
    normal: Floats


def linear(colour: Floats) -> Floats:
    """sRGB from 0 to 1 as linear light."""
    result: Floats = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
    return result


def trace(scene: Described, size: tuple[int, int], samples: int, seed: int, tell: Callable[[float], None]) -> Light:
    """Renders `size` (width, height) pixels. The same scene, size, samples and seed give the same light.

    `tell` hears the share done (0..1). Raises ImportError where Mitsuba is missing or no variant of it loads.
    """
    mi = _renderer()
    return _Exposure(mi, scene, size).made(samples, seed, tell)


def _renderer() -> Any:
    if "DRJIT_LIBLLVM_PATH" not in os.environ:
        found = next((path for path in _LLVM if Path(path).exists()), None)
        if found:
            os.environ["DRJIT_LIBLLVM_PATH"] = found
    mi = importlib.import_module("mitsuba")
    dr = importlib.import_module("drjit")
    for variant in _VARIANTS:
        try:
            mi.set_variant(variant)
            dr.eval(mi.Float(0) + 1)
        except (ImportError, RuntimeError, AttributeError):
            continue
        mi.set_log_level(mi.LogLevel.Error)
        return mi
    raise ImportError("no variant of Mitsuba loads: " + ", ".join(_VARIANTS))


def _loadable(mi: Any, value: Any) -> Any:
    """A plain description with its arrays made images."""
    if not isinstance(value, Mapping):
        return value
    if "data" in value:
        data = value["data"]
        image = data.astype(np.float32) / 255 if data.dtype == np.uint8 else data.astype(np.float32)
        return {
            "type": "bitmap",
            "bitmap": mi.Bitmap(np.ascontiguousarray(image if value["raw"] else linear(image), np.float32)),
            "raw": True,
            "to_uv": mi.ScalarTransform4f().scale([value["repeat"], value["repeat"], 1]),
        }
    return {key: _loadable(mi, inner) for key, inner in value.items()}


def _shape(mi: Any, name: str, body: Body) -> Any:
    props = mi.Properties()
    props["bsdf"] = mi.load_dict(_loadable(mi, body.surface))
    if body.light:
        props["emitter"] = mi.load_dict(_loadable(mi, body.light))
    if body.inside:
        props["interior"] = mi.load_dict(_loadable(mi, body.inside))
    shape = mi.Mesh(name, len(body.mesh.points), len(body.mesh.faces), props, True, True)
    params = mi.traverse(shape)
    params["vertex_positions"] = body.mesh.points.astype(np.float32).ravel()
    params["vertex_normals"] = body.mesh.normals.astype(np.float32).ravel()
    params["vertex_texcoords"] = (body.mesh.uvs * [1, -1] + [0, 1]).astype(np.float32).ravel()
    params["faces"] = body.mesh.faces.astype(np.uint32).ravel()
    params.update()
    return shape


class _Exposure:
    """One scene loaded for one size of picture."""

    def __init__(self, mi: Any, scene: Described, size: tuple[int, int]) -> None:
        self.mi, self.dr = mi, importlib.import_module("drjit")
        self.eye, self.size = scene.eye, size
        things: dict[str, Any] = {f"m_{name}": _shape(mi, name, body) for name, body in scene.bodies.items()}
        things |= {name: _loadable(mi, light) for name, light in scene.far.items()}
        self.scene = mi.load_dict({"type": "scene", **things})
        seen_through = {f"m_{name}" for name, body in scene.bodies.items() if body.through}
        solid = {name: thing for name, thing in things.items() if name not in seen_through}
        # The denoiser is told about what stands behind thin glass and veils; thick glass bends it away.
        self.solid = mi.load_dict({"type": "scene", **solid}) if seen_through else self.scene
        filled = any(body.inside for body in scene.bodies.values())
        self.paths = mi.load_dict(
            {"type": "volpath" if filled else "path", "max_depth": scene.bends, "rr_depth": max(5, scene.bends // 2)}
        )

    def made(self, samples: int, seed: int, tell: Callable[[float], None]) -> Light:
        width, height = self.size
        passes = max(1, -(-samples // _TOGETHER))
        together = max(1, -(-samples // passes))
        rows = max(1, min(height, _WAVE[self.mi.variant()] // (width * together)))
        sums = [np.zeros((height, width, 3), np.float32) for _ in range(3)]
        for number in range(passes):
            for top in range(0, height, rows):
                band = min(rows, height - top)
                code = (seed * 1_000_003 + number * 8191 + top) & 0x7FFFFFFF
                for total, part in zip(sums, self._band(top, band, together, code, number == 0), strict=False):
                    total[top : top + band] += part / (passes if total is sums[0] else 1)
                tell(0.97 * (number + (top + band) / height) / passes)
        return Light(*sums)

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
        ray = self._around(self.eye, x, y) if isinstance(self.eye, Around) else self._through(self.eye, x, y, sampler)
        light, _, _ = self.paths.sample(self.scene, sampler, ray)
        light = dr.select(dr.isfinite(light), dr.clip(light, 0, _BRIGHTEST), 0)
        if not guides:
            dr.eval(light)
            return [self._mean(light, rows, width, together)]
        hit = self.solid.ray_intersect(ray)
        bsdf = hit.bsdf(ray)
        albedo = dr.select(hit.is_valid(), bsdf.eval_diffuse_reflectance(hit), mi.Color3f(0))
        clear = mi.has_flag(bsdf.flags(), mi.BSDFFlags.Transmission)
        albedo = dr.select(hit.is_valid() & clear, mi.Color3f(1), dr.clip(albedo, 0, 1))
        facing = dr.select(hit.is_valid(), hit.sh_frame.n, mi.Normal3f(0))
        dr.eval(light, albedo, facing)  # together: read one by one, the paths would be followed again for each
        return [self._mean(value, rows, width, together) for value in (light, albedo, facing)]

    def _around(self, eye: Around, x: Any, y: Any) -> Any:
        """Rays of a panorama, or of a window in it, for places in the picture (0..1 from its top left)."""
        mi, dr = self.mi, self.dr
        left, bottom, right, top = (math.radians(side) for side in eye.window)
        yaw, pitch = left + x * (right - left), top - y * (top - bottom)
        way = mi.Vector3f(dr.sin(yaw) * dr.cos(pitch), dr.cos(yaw) * dr.cos(pitch), dr.sin(pitch))
        return mi.RayDifferential3f(mi.Ray3f(mi.Point3f(*eye.place), way))

    def _through(self, lens: Lens, x: Any, y: Any, sampler: Any) -> Any:
        """Rays through a thin lens; each starts somewhere on its opening and aims at its place in the sharp plane."""
        mi = self.mi
        ahead = np.subtract(lens.target, lens.place)
        ahead = ahead / np.linalg.norm(ahead)
        right = np.cross(ahead, [0.0, 0.0, 1.0])
        right /= np.linalg.norm(right)
        up = np.cross(right, ahead)
        half = math.tan(math.radians(lens.angle) / 2)
        across, over = (x - 0.5) * 2 * half, (0.5 - y) * 2 * half * self.size[1] / self.size[0]
        axes = [mi.Vector3f(*(float(c) for c in axis)) for axis in (right, up, ahead)]
        aim = (axes[0] * across + axes[1] * over + axes[2]) * lens.sharp
        spot = mi.warp.square_to_uniform_disk(sampler.next_2d()) * lens.opening
        start = axes[0] * spot.x + axes[1] * spot.y
        way = self.dr.normalize(aim - start)
        return mi.RayDifferential3f(mi.Ray3f(mi.Point3f(*lens.place) + start, way))

    def _mean(self, value: Any, rows: int, width: int, together: int) -> Floats:
        sums = [self.dr.block_reduce(self.dr.ReduceOp.Add, value[c], together) for c in range(3)]
        result: Floats = np.stack([np.asarray(one).reshape(rows, width) / together for one in sums], axis=-1)
        return result
