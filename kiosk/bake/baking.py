"""Bakes one file: a room into its 360° picture, what changes in a room into a piece of it, a still life into its
photograph.

Rendering and developing are two steps with a file of raw light between them, so that they can be done on different
machines.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kiosk.bake.changes import GRID, Pane, change_print, is_change, pane, read_change
from kiosk.bake.jpeg import fingerprint
from kiosk.bake.mesh import Floats
from kiosk.bake.raw import read_raw, read_scene, write_raw, write_scene
from kiosk.bake.reading import read_room
from kiosk.bake.render import clean, described
from kiosk.bake.staging import read_setting
from kiosk.bake.tone import developed
from kiosk.bake.tracing import Around, Described, Light, trace

QUALITY = 88
PANORAMA = ((4096, 2048), 16)
"""Pixels and samples of a room's picture."""
CHANGED = 64
"""Samples of what changes in a room."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted of one file: how large and how fine, None for what the file says or a room's usual."""

    source: Path
    size: tuple[int, int] | None = None
    samples: int | None = None
    seed: int = 1


@dataclass(frozen=True, slots=True)
class _Work:
    """An order read: how to get its scene, and how its light becomes a picture. `across` is its angle in degrees; of a
    `pane` only the middle is kept."""

    scene: Callable[[], Described]
    size: tuple[int, int]
    samples: int
    across: float
    exposure: float
    note: str
    pane: Pane | None = None


def bake(order: Order, out: Path, progress: Callable[[float], None] | None = None) -> None:
    """Renders and develops: writes the JPEG `out`. The same file, size, samples and seed give the same light.

    `progress` hears the share done (0..1); without one, a bar is drawn when standard error is a terminal. Raises
    RoomError for a faulty file, ValueError for an odd size, ImportError without the extra `bake`.
    """
    work = _read(order)
    importlib.import_module("pyoidn")  # said now rather than after an hour of rendering
    _develop(work, _traced(work, order.seed, progress), work.note, out)


def expose(order: Order, raw: Path, progress: Callable[[float], None] | None = None) -> None:
    """Renders only: writes raw light to `raw` and the guides beside it. Raises as `bake` does.

    The order's source may also be a packed scene, which brings its own size, samples and seed.
    """
    if order.source.suffix == ".npz":
        scene, size, samples, seed, note = read_scene(order.source)
        write_raw(raw, trace(scene, size, samples, seed, _told(progress)), note)
        return
    work = _read(order)
    write_raw(raw, _traced(work, order.seed, progress), work.note)


def pack(order: Order, path: Path) -> None:
    """Neither: writes the scene with its order, to be rendered where neither this house nor its fonts are."""
    work = _read(order)
    write_scene(path, work.scene(), work.size, work.samples, order.seed, work.note)


def develop(order: Order, raw: Path, out: Path) -> None:
    """Develops only: raw light becomes the JPEG `out`. Raises ValueError when it was made from another file."""
    work = _read(order)
    light, note = read_raw(raw)
    if note.split(" samples ")[0] != work.note.split(" samples ")[0]:
        raise ValueError(f"{raw.name} 不是从 {order.source.name} 现在的内容渲染的，要重新渲染")
    _develop(work, light, note, out)


def is_still(path: Path) -> bool:
    """Whether the file describes a still life rather than a room. Raises OSError when it cannot be read."""
    return re.search(rb"^kind: *still\b", path.read_bytes(), re.MULTILINE) is not None


def _read(order: Order) -> _Work:
    if is_still(order.source):
        setting = read_setting(order.source)
        still = setting.still
        size, samples = order.size or (still.size[0], still.size[1]), order.samples or still.samples
        note = f"kiosk bake: still {setting.fingerprint} samples {samples} seed {order.seed}"
        scene = lambda: described(setting.room, setting.lens, still.bends)  # noqa: E731
        return _Work(scene, size, samples, still.camera.angle, still.exposure, note)
    changed = is_change(order.source)
    size = order.size or (GRID if changed else PANORAMA[0])
    samples = order.samples or (CHANGED if changed else PANORAMA[1])
    if size[0] != 2 * size[1] or size[1] < 64:
        raise ValueError(f"a panorama is twice as wide as high, not {size[0]}x{size[1]}")
    if changed:
        return _change(order, size, samples)
    room = read_room(order.source)
    note = f"kiosk bake: room {fingerprint(order.source)} samples {samples} seed {order.seed}"
    return _Work(lambda: described(room, Around((0.0, 0.0, room.eye))), size, samples, 360.0, room.exposure, note)


def _change(order: Order, size: tuple[int, int], samples: int) -> _Work:
    change, room = read_change(order.source)
    part = pane(change.window, size)
    left, top, right, bottom = part.traced
    note = f"kiosk bake: change {change_print(order.source)} samples {samples} seed {order.seed}"
    note += f" at {part.shown[0]},{part.shown[1]} of {size[0]}"
    scene = lambda: described(room, Around((0.0, 0.0, room.eye), part.degrees))  # noqa: E731
    across = (right - left) * 360 / size[0]
    return _Work(scene, (right - left, bottom - top), samples, across, room.exposure, note, part)


def _traced(work: _Work, seed: int, progress: Callable[[float], None] | None) -> Light:
    tell = _told(progress)
    light = trace(work.scene(), work.size, work.samples, seed, tell)
    tell(1.0)
    return light


def _develop(work: _Work, light: Light, note: str, out: Path) -> None:
    radiance: Floats = clean(light, wraps=work.across >= 360)
    if work.pane is not None:
        whole = work.pane.size[0]
        keep(developed(radiance, work.exposure, work.across, whole)[work.pane.inside], note, out)
        return
    shown = developed(radiance, work.exposure, work.across)
    if work.across >= 360 and shown.shape[1] >= GRID[0]:
        keep(shown, note, fine(out))
        rows, columns = shown.shape[0] // 2, shown.shape[1] // 2
        half = shown.reshape(rows, 2, columns, 2, 3).mean(axis=(1, 3))
        shown = np.round(half).astype(np.uint8)
    keep(shown, note, out)


def keep(shown: Floats, note: str, out: Path) -> None:
    """Writes sRGB bytes as the JPEG `out`, which carries `note`."""
    picture = importlib.import_module("PIL.Image").fromarray(np.ascontiguousarray(shown))
    beside = out.with_name(out.name + ".part")
    picture.save(beside, format="JPEG", quality=QUALITY, optimize=True, progressive=False, comment=note.encode())
    beside.replace(out)


def fine(picture: Path) -> Path:
    """Where a room's picture of twice the pixels lies: beside it."""
    return picture.with_name(f"{picture.stem}.fine{picture.suffix}")


def _told(progress: Callable[[float], None] | None) -> Callable[[float], None]:
    return progress or (_bar if sys.stderr.isatty() else _silent)


def _silent(share: float) -> None:
    """Nobody watches."""


def _bar(share: float) -> None:
    done = round(share * 40)
    end = "\n" if share >= 1 else ""
    print(f"\r[{'#' * done}{'.' * (40 - done)}] {share:4.0%}", end=end, file=sys.stderr, flush=True)
