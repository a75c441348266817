"""Puts a room together: every thing in its place, gathered by material, ready to be rendered."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from kiosk.bake.figure import Person, figure
from kiosk.bake.mesh import Floats, Mesh, Triple, joined, rotation
from kiosk.bake.model import Part, Room
from kiosk.bake.paper import backdrop, bitten, curved, sheet
from kiosk.bake.soft import curtain, cushion, foliage, pillow
from kiosk.bake.solids import ball, box, cylinder, lathe, plate, tube


def assemble(room: Room) -> dict[str, Mesh]:
    """One mesh for each material in use, by the material's name."""
    found: dict[str, list[Mesh]] = defaultdict(list)
    _place(room, room.parts, np.eye(3), np.zeros(3), found)
    return {name: joined(meshes) for name, meshes in found.items()}


def _place(room: Room, parts: Iterable[Part], matrix: Floats, origin: Floats, found: dict[str, list[Mesh]]) -> None:
    for part in parts:
        own = matrix @ rotation(part.turn, part.tilt, part.roll)
        for shift in part.repeat or ((0.0, 0.0, 0.0),):
            place = origin + matrix @ (np.asarray(part.at) + np.asarray(shift))
            if part.group is not None:
                _place(room, room.groups[part.group], own, place, found)
                continue
            for name, mesh in _made(room, part):
                at = (float(place[0]), float(place[1]), float(place[2]))
                found[name].append(_varied(room, name, mesh, at).moved(own, at))


def _varied(room: Room, name: str, mesh: Mesh, at: Triple) -> Mesh:
    """Wood and stone begin elsewhere in their pattern on every piece; the place decides, so a bake can be repeated."""
    if room.materials[name].kind not in ("wood", "marble", "fabric"):
        return mesh
    code = zlib.crc32(repr([round(c, 3) for c in at]).encode())
    return mesh.shifted_uv((code & 0xFFFF) / 0xFFFF * 3, (code >> 16) / 0xFFFF * 3)


def _made(room: Room, part: Part) -> list[tuple[str, Mesh]]:
    """The part's meshes about its own origin."""
    if part.plant is not None:
        blades, stems = foliage(part.plant, part.height, part.leaves, part.seed)
        return [(part.material, blades), (part.stem, stems)]
    if part.figure is not None:
        person = Person(
            part.figure,
            part.stature,
            part.build,
            part.hair_style,
            part.head_turn,
            part.stoop,
            part.seat,
            part.skirt,
        )
        worn = {"skin": part.skin, "hair": part.hair, "top": part.material, "bottom": part.bottom, "shoes": part.shoes}
        return [(worn[piece], mesh) for piece, mesh in figure(person).items()]
    return [(part.material, _solid(room, part))]


def _solid(room: Room, part: Part) -> Mesh:
    if part.box is not None:
        return box(_triple(part.box), part.bevel)
    if part.cylinder is not None:
        return cylinder(part.cylinder[0], part.cylinder[1], part.bevel, *part.cylinder[2:])
    if part.ball is not None:
        return ball(_triple(part.ball), part.sides // 2, part.sides)
    if part.lathe is not None:
        profile = [(point[0], point[1]) for point in part.lathe]
        whole = lathe(curved(profile) if part.smooth else profile, part.sides)
        return bitten(whole, [(knot[0], knot[1]) for knot in part.bite]) if part.bite else whole
    if part.plate is not None:
        return plate(part.plate[0], part.plate[1], unit=bool(room.materials[part.material].print))
    if part.sheet is not None:
        return sheet(part.sheet[0], part.sheet[1], part.curl, unit=bool(room.materials[part.material].print))
    if part.backdrop is not None:
        return backdrop(*_triple(part.backdrop))
    if part.tube is not None:
        return tube([_triple(point) for point in part.tube], part.radius)
    if part.cushion is not None:
        return cushion(_triple(part.cushion), part.crown)
    if part.pillow is not None:
        return pillow(*_triple(part.pillow))
    if part.curtain is not None:
        return curtain(part.curtain[0], part.curtain[1], part.folds, part.depth, part.seed)
    raise ValueError("a part without a shape")


def _triple(numbers: tuple[float, ...]) -> Triple:
    return numbers[0], numbers[1], numbers[2]
