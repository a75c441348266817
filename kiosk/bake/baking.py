"""Bakes one room file into one 360° picture."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from pathlib import Path

from kiosk.bake.jpeg import fingerprint
from kiosk.bake.reading import read_room

QUALITY = 88


def bake(
    room_yaml: Path,
    out: Path,
    size: tuple[int, int] = (4096, 2048),
    samples: int = 16,
    seed: int = 1,
    progress: Callable[[float], None] | None = None,
) -> None:
    """Writes `out`, an equirectangular JPEG of `size` pixels (width twice the height), from a room file.

    The centre of the picture is yaw 0, pitch 0; right and up are positive. `progress` hears the share done (0..1);
    without one, a bar is drawn when standard error is a terminal. The same file, size, samples and seed give the
    same light. Raises RoomError for a faulty room, ValueError for an odd size, ImportError without the extra `bake`.
    """
    if size[0] != 2 * size[1] or size[1] < 64:
        raise ValueError(f"a panorama is twice as wide as high, not {size[0]}x{size[1]}")
    room = read_room(room_yaml)
    note = f"kiosk bake: room {fingerprint(room_yaml)} samples {samples} seed {seed}"
    from kiosk.bake.render import render
    from kiosk.bake.tone import developed

    image = importlib.import_module("PIL.Image")
    tell = progress or (_bar if sys.stderr.isatty() else _silent)
    light = render(room, size, samples, seed, tell)
    picture = image.fromarray(developed(light, room.exposure))
    beside = out.with_name(out.name + ".part")
    picture.save(beside, format="JPEG", quality=QUALITY, optimize=True, progressive=False, comment=note.encode())
    beside.replace(out)


def _silent(share: float) -> None:
    """Nobody watches."""


def _bar(share: float) -> None:
    done = round(share * 40)
    end = "\n" if share >= 1 else ""
    print(f"\r[{'#' * done}{'.' * (40 - done)}] {share:4.0%}", end=end, file=sys.stderr, flush=True)
