"""Reads still lifes with the props beside them, and sets each up as a room with a lens in it."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from pydantic import TypeAdapter, ValidationError

from kiosk.bake.mesh import Triple
from kiosk.bake.model import Material, Part, Room
from kiosk.bake.reading import RoomError, colours, faults
from kiosk.bake.stills import Backcloth, Camera, Props, SoftBox, Still
from kiosk.bake.tracing import Lens
from kiosk.content.problems import Problem, meant
from kiosk.content.sentences import model_problems
from kiosk.content.yaml_tree import Tree, parse
from kiosk.core.findings import Loc

PROPS = "props"
"""The folder beside the still lifes that holds what they share."""
_SHARED = ("stages", "materials", "prints", "groups")
_M = TypeVar("_M", Still, Props)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A still life ready to be rendered, and the `fingerprint` of all that its picture comes from."""

    still: Still
    room: Room
    lens: Lens
    fingerprint: str


def read_setting(path: Path) -> Arrangement:
    """The still life in a YAML file. Raises RoomError with every problem found, OSError when it cannot be read."""
    props = sorted((path.parent / PROPS).glob("*.yaml"))
    return setting_of(path.name, path.read_bytes(), {file.name: file.read_bytes() for file in props})


def setting_of(name: str, raw: bytes, props: dict[str, bytes]) -> Arrangement:
    """The still life in the bytes of a file called `name`, with those of its props by name. Raises RoomError."""
    shared: dict[str, dict[str, Any]] = {key: {} for key in _SHARED}
    written: dict[str, dict[str, Any]] = {key: {} for key in _SHARED}
    read = [_read(file, content, Props) for file, content in props.items()]
    for tree, one in read:
        for key in _SHARED:
            for twice in shared[key].keys() & getattr(one, key).keys():
                raise RoomError([tree.problem((key, twice), f"另一个 props 文件里已经有“{twice}”")])
            shared[key] |= getattr(one, key)
            written[key] |= tree.data.get(key, {})
    for tree, one in read:
        _refuse(tree, _own(one, faults(_room(one, shared, ()))))
    tree, still = _read(name, raw, Still)
    if still.stage not in shared["stages"]:
        raise RoomError(
            [tree.problem(("stage",), f"props 里没有舞台“{still.stage}”：{meant(still.stage, shared['stages'])}")]
        )
    stage: Backcloth = shared["stages"][still.stage]
    whole = _room(still, shared, still.parts)
    _refuse(tree, [*_own(still, faults(whole)), *_camera_faults(still.camera)])
    used = _reached(still, whole)
    print_ = _fingerprint(raw, {"stages": {still.stage}, **used}, written)
    return Arrangement(still, _staged(still, stage, whole), _lens(still.camera), print_)


def _read(name: str, raw: bytes, model: type[_M]) -> tuple[Tree, _M]:
    tree = parse(name, raw)
    if tree.readable and not tree.problems:
        try:
            return tree, TypeAdapter(model).validate_json(json.dumps(tree.data))
        except ValidationError as error:
            raise RoomError(sorted(model_problems(tree, model, error.errors(include_url=False)))) from None
    raise RoomError(sorted(tree.problems))


def _refuse(tree: Tree, found: Iterable[tuple[Loc, str]]) -> None:
    problems: list[Problem] = [tree.problem(loc, message) for loc, message in found]
    if problems:
        raise RoomError(sorted(problems))


def _room(holder: Still | Props, shared: dict[str, dict[str, Any]], parts: tuple[Part, ...]) -> Room:
    """The holder's things among those that are shared."""
    return Room(
        "still",
        1.0,
        {**shared["materials"], **holder.materials},
        parts,
        {**shared["prints"], **holder.prints},
        {**shared["groups"], **holder.groups},
    )


def _own(holder: Still | Props, found: Iterable[tuple[Loc, str]]) -> Iterator[tuple[Loc, str]]:
    """Faults of what this file itself says; and of its stages' ground and lamps."""
    for loc, message in found:
        if loc[0] == "parts" or (len(loc) > 1 and loc[1] in getattr(holder, str(loc[0]))):
            yield loc, message
    if isinstance(holder, Props):
        for key, stage in holder.stages.items():
            yield from colours(("stages", key), stage, ("air",))
            yield from colours(("stages", key, "ground"), stage.ground, ("colour", "second", "third"))
            for i, lamp in enumerate(stage.lamps):
                yield from colours(("stages", key, "lamps", i), lamp, ("colour",))
                if math.dist(lamp.at, lamp.to) < 1e-6:
                    yield ("stages", key, "lamps", i, "to"), "灯要照向别处，不能照向自己的位置"


def _camera_faults(camera: Camera) -> Iterator[tuple[Loc, str]]:
    if math.dist(camera.at[:2], camera.to[:2]) < 1e-6:
        yield ("camera", "to"), "镜头不能正对着上下或自己的位置：把 to 挪开一点"
    elif camera.sharp is not None and _ahead(camera, camera.sharp) <= 0:
        yield ("camera", "sharp"), "对焦的地方在镜头后面"


def _ahead(camera: Camera, point: tuple[float, ...]) -> float:
    """How far the point lies along the line of sight, in metres."""
    way = np.subtract(camera.to, camera.at)
    return float(np.subtract(point, camera.at) @ way / np.linalg.norm(way))


def _lens(camera: Camera) -> Lens:
    sharp = _ahead(camera, camera.sharp or camera.to)
    return Lens(_triple(camera.at), _triple(camera.to), camera.angle, camera.opening, sharp)


def _triple(numbers: tuple[float, ...]) -> Triple:
    return numbers[0], numbers[1], numbers[2]


def _staged(still: Still, stage: Backcloth, room: Room) -> Room:
    """The ground, the lamps and the things in one room."""
    materials = {**room.materials, "_ground": stage.ground}
    parts = [*room.parts, Part(backdrop=stage.size, material="_ground")]
    for number, lamp in enumerate(stage.lamps):
        materials[f"_lamp{number}"] = Material("glow", lamp.colour, glow=lamp.glow)
        parts.append(_lamp(lamp, f"_lamp{number}"))
    return Room(
        still.title,
        1.0,
        materials,
        tuple(parts),
        room.prints,
        room.groups,
        sky=stage.air,
        sky_strength=stage.air_strength,
        exposure=still.exposure,
    )


def _lamp(lamp: SoftBox, material: str) -> Part:
    x, y, z = np.subtract(lamp.to, lamp.at) / math.dist(lamp.at, lamp.to)
    turn, tilt = math.degrees(math.atan2(-x, -y)), math.degrees(math.asin(z))
    return Part(plate=lamp.size, at=lamp.at, turn=turn, tilt=tilt, material=material)


def _reached(still: Still, room: Room) -> dict[str, set[str]]:
    """Names of all that the parts lead to: groups, materials, prints."""
    open_, used = list(still.parts), {key: set[str]() for key in ("materials", "prints", "groups")}
    while open_:
        part = open_.pop()
        if part.group is not None:
            if part.group not in used["groups"]:
                used["groups"].add(part.group)
                open_ += room.groups[part.group]
            continue
        used["materials"] |= {part.material, part.stem} - {""}
    used["prints"] = {room.materials[name].print for name in used["materials"]} - {""}
    return used


def _fingerprint(raw: bytes, used: dict[str, set[str]], written: dict[str, dict[str, Any]]) -> str:
    """SHA-256 over the file, line ends as on Unix, and over those props it uses: others may change freely."""
    lent = {key: {name: written[key][name] for name in sorted(used[key] & written[key].keys())} for key in _SHARED}
    told_by = raw.replace(b"\r\n", b"\n") + json.dumps(lent, sort_keys=True, ensure_ascii=False).encode()
    return hashlib.sha256(told_by).hexdigest()
