"""Raw light and described scenes as files, so that rendering and denoising can be done on different machines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from kiosk.bake.mesh import Floats, Mesh
from kiosk.bake.tracing import Around, Body, Described, Lens, Light

LARGEST = 15 * 2**20
"""Bytes of pixels in one file at most: files over 16 MiB do not travel. Larger pictures are cut into bands."""
_PIXEL = 6
"""Bytes of a pixel, in colour as in guides."""


def write_raw(raw: Path, light: Light, note: str) -> list[Path]:
    """Colour as float16 in `raw`, what helps the denoiser in bytes beside it (`.guides.npz`); the files written.

    A picture of more than `LARGEST` bytes goes on in `.2.npz` and so on, band by band. `note` is what it will carry.
    """
    height, width = light.colour.shape[:2]
    rows = max(1, LARGEST // (width * _PIXEL))
    written: list[Path] = []
    for number, top in enumerate(range(0, height, rows)):
        band = slice(top, top + rows)
        colours, guides = _files(raw, number)
        colour = np.clip(light.colour[band], 0, 60000).astype(np.float16)
        _whole(colours, colour=colour, note=np.frombuffer(note.encode(), np.uint8), height=np.array(height))
        albedo = np.round(np.clip(light.albedo[band], 0, 1) * 255).astype(np.uint8)
        normal = np.round(np.clip(light.normal[band], -1, 1) * 127).astype(np.int8)
        _whole(guides, albedo=albedo, normal=normal)
        written += [colours, guides]
    return written


def read_raw(raw: Path) -> tuple[Light, str]:
    """Light and note. Raises OSError when one of its files cannot be read, ValueError when it is no such file."""
    parts: dict[str, list[Floats]] = {"colour": [], "albedo": [], "normal": []}
    note, height, got = "", 1, 0
    try:
        while got < height:
            colours, guides = _files(raw, len(parts["colour"]))
            with np.load(colours) as first, np.load(guides) as second:
                parts["colour"].append(first["colour"].astype(np.float32))
                parts["albedo"].append(second["albedo"].astype(np.float32) / 255)
                parts["normal"].append(second["normal"].astype(np.float32) / 127)
                note, height = bytes(first["note"]).decode(), int(first["height"])
            got += len(parts["colour"][-1])
    except KeyError as missing:
        raise ValueError(f"{raw.name} holds no raw light: {missing}") from None
    return Light(*(np.concatenate(parts[key]) for key in ("colour", "albedo", "normal"))), note


def _files(raw: Path, number: int) -> tuple[Path, Path]:
    """Where band `number` lies: colour, and guides."""
    stem = raw.stem if number == 0 else f"{raw.stem}.{number + 1}"
    return raw.with_name(f"{stem}.npz"), raw.with_name(f"{stem}.guides.npz")


def _whole(path: Path, **arrays: Floats) -> None:
    """Writes the file in one go, so that what is there can be read."""
    beside = path.with_name(path.name + ".part")
    with beside.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)
    beside.replace(path)


def write_scene(path: Path, scene: Described, size: tuple[int, int], samples: int, seed: int, note: str) -> None:
    """A described scene with its order, to be rendered elsewhere."""
    arrays: dict[str, Floats] = {}
    plain = {
        "bodies": {
            name: {
                "mesh": {field.name: _kept(arrays, getattr(body.mesh, field.name)) for field in fields(Mesh)},
                "surface": _kept(arrays, body.surface),
                "light": _kept(arrays, body.light),
                "inside": _kept(arrays, body.inside),
                "through": body.through,
            }
            for name, body in scene.bodies.items()
        },
        "far": _kept(arrays, scene.far),
        "eye": {field.name: getattr(scene.eye, field.name) for field in fields(scene.eye)},
        "bends": scene.bends,
        "order": [*size, samples, seed, note],
    }
    _whole(path, plain=np.frombuffer(json.dumps(plain).encode(), np.uint8), **arrays)


def read_scene(path: Path) -> tuple[Described, tuple[int, int], int, int, str]:
    """What `write_scene` wrote: scene, size, samples, seed, note."""
    with np.load(path) as file:
        plain = json.loads(bytes(file["plain"]))
        bodies = {name: _body(file, body) for name, body in plain["bodies"].items()}
        far = _given(file, plain["far"])
    place: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in plain["eye"].items()}
    eye = Lens(**place) if "sharp" in place else Around(**place)
    width, height, samples, seed, note = plain["order"]
    return Described(bodies, far, eye, plain["bends"]), (width, height), samples, seed, note


def _body(file: Mapping[str, Floats], body: dict[str, Any]) -> Body:
    mesh = Mesh(**{name: _given(file, kept) for name, kept in body["mesh"].items()})
    surface, light, inside = (_given(file, body[key]) for key in ("surface", "light", "inside"))
    return Body(mesh, surface, light, inside, body["through"])


def _kept(arrays: dict[str, Floats], value: Any) -> Any:
    """The value with its arrays put aside; single precision is what the renderer takes."""
    if isinstance(value, np.ndarray):
        name = f"a{len(arrays)}"
        arrays[name] = value.astype(np.float32) if value.dtype == np.float64 else value
        return {"array": name}
    if isinstance(value, Mapping):
        return {key: _kept(arrays, inner) for key, inner in value.items()}
    return value


def _given(file: Mapping[str, Floats], value: Any) -> Any:
    if isinstance(value, Mapping):
        return file[value["array"]] if "array" in value else {key: _given(file, inner) for key, inner in value.items()}
    return value
