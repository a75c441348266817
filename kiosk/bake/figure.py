"""People for the rooms: plain figures as a good toymaker turns them, with hair, hands and clothes and hardly a face.

They are seen from behind, from the side or across a room. Nose and ears say which way somebody looks; there are no eyes
and no mouth, so that nobody looks nearly alive. Metres, degrees; a figure faces -y and stands on z = 0.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from kiosk.bake.isosurface import Field, beyond, cone, ellipsoid, melted, netted, without
from kiosk.bake.mesh import Floats, Mesh

Pose = Literal["standing", "walking", "phoning", "holding", "sitting", "typing"]
Hair = Literal["short", "bob", "bun", "long", "bald", "cap"]
Piece = Literal["skin", "hair", "top", "bottom", "shoes"]

_GROWN = 1.7
"""The stature the numbers below are meant for, metres."""
_HEAD = 1.09
"""Heads are a little larger than life, as dolls' are."""
_CELL, _FINE = 0.011, 0.008
"""Sides of a cell in clothes, and in head and hands."""

Place = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Person:
    """How somebody is built and holds themselves. `build` from 0, slim, to 1, stout; `stoop` is how far they bend
    forward; `seat` is the height they sit at."""

    pose: Pose = "standing"
    stature: float = _GROWN
    build: float = 0.35
    hair: Hair = "short"
    head_turn: float = 0.0
    stoop: float = 0.0
    seat: float = 0.45
    skirt: bool = False


def figure(person: Person) -> dict[Piece, Mesh]:
    """The meshes of a person by what they are made of."""
    bones = _bones(person)
    scale = person.stature / _GROWN
    child = np.clip((1.45 - person.stature) / 0.6, 0, 1)
    pieces: dict[Piece, tuple[Field, float]] = {
        "skin": (_skin(person, bones, float(child)), _FINE),
        "hair": (_turned(_hair(person, float(child)), bones, person), _FINE),
        "top": (_top(person, bones), _CELL),
        "bottom": (_bottom(person, bones), _CELL),
        "shoes": (_shoes(bones), _FINE),
    }
    low, upper = _extent(bones)
    made: dict[Piece, Mesh] = {}
    for name, (field, cell) in pieces.items():
        mesh = netted(field, *_part_of(name, bones, low, upper), cell)
        made[name] = Mesh(mesh.points * scale, mesh.normals, mesh.uvs * scale, mesh.faces)
    return made


def _bones(person: Person) -> Mapping[str, Place]:
    """Joints in the grown measure."""
    sits = person.pose in ("sitting", "typing")
    seat = person.seat * _GROWN / person.stature
    hip = seat + 0.1 if sits else 0.89
    breadth = 0.158 + 0.03 * person.build
    bones: dict[str, Place] = {"hip": (0.0, 0.0, hip)}
    for side, name in ((-1, "l"), (1, "r")):
        if sits:
            knee, ankle = (side * 0.12, -0.43, seat + 0.06), (side * 0.12, -0.42, 0.09)
        elif person.pose == "walking":
            knee, ankle = (side * 0.09, -0.1 * side, 0.49), (side * 0.09, -0.22 * side + 0.05, 0.11 - 0.02 * side)
        else:
            knee, ankle = (side * 0.095, -0.012, 0.49), (side * 0.105, 0.025, 0.09)
        bones |= {f"hip_{name}": (side * 0.072, 0.0, hip - 0.01), f"knee_{name}": knee, f"ankle_{name}": ankle}
        top = hip + 0.465
        arm = _arm(person.pose, side, hip)
        bones |= {f"shoulder_{name}": (side * breadth, 0.005, top), f"elbow_{name}": arm[0], f"wrist_{name}": arm[1]}
    bones |= {"chest": (0.0, 0.0, hip + 0.36), "neck": (0.0, 0.012, hip + 0.54), "head": (0.0, -0.012, hip + 0.695)}
    lean = math.radians(person.stoop + (6 if person.pose == "typing" else 0))
    upper = ("chest", "neck", "head", *(f"{bone}_{side}" for bone in ("shoulder", "elbow", "wrist") for side in "lr"))
    for name in upper if lean else ():
        if person.pose == "typing" and name.startswith("wrist"):
            continue
        x, y, z = bones[name]
        up = z - hip
        bones[name] = (x, y * math.cos(lean) - up * math.sin(lean), hip + up * math.cos(lean) + y * math.sin(lean))
    return bones


def _arm(pose: Pose, side: int, hip: float) -> tuple[Place, Place]:
    """Elbow and wrist."""
    if pose == "holding":
        return (side * 0.235, 0.01, hip + 0.24), (side * 0.08, -0.25, hip + 0.23)
    if pose == "phoning" and side > 0:
        return (0.27, -0.12, hip + 0.32), (0.145, -0.1, hip + 0.62)
    if pose == "sitting":
        return (side * 0.23, -0.02, hip + 0.22), (side * 0.12, -0.25, hip + 0.1)
    if pose == "typing":
        return (side * 0.24, -0.09, hip + 0.23), (side * 0.12, -0.36, hip + 0.24)
    swing = 0.14 * side if pose == "walking" else 0.0
    return (side * 0.225, 0.03 - swing * 0.5, hip + 0.22), (side * 0.235, -0.03 - swing, hip - 0.01)


def _extent(bones: Mapping[str, Place]) -> tuple[Floats, Floats]:
    places = np.array(list(bones.values()))
    low, upper = places.min(axis=0) - 0.22, places.max(axis=0) + 0.24
    low[2] = -0.02
    return low, upper


def _part_of(piece: Piece, bones: Mapping[str, Place], low: Floats, upper: Floats) -> tuple[Floats, Floats]:
    """Where in that a piece lies: it is looked for nowhere else."""
    low, upper = low.copy(), upper.copy()
    if piece == "hair":
        return np.asarray(bones["head"]) - 0.36, np.asarray(bones["head"]) + 0.26
    if piece == "bottom":
        upper[2] = bones["hip"][2] + 0.24
    if piece == "shoes":
        upper[2] = 0.3
    if piece == "top":
        low[2] = min(bones["hip"][2], bones["wrist_l"][2], bones["wrist_r"][2]) - 0.25
    return low, upper


def _turned(field: Field, bones: Mapping[str, Place], person: Person) -> Field:
    """A field about the head's middle, where the head is and looking where it looks."""
    middle = np.asarray(bones["head"])
    a = math.radians(person.head_turn)
    b = math.radians(person.stoop * 0.4)
    about_z = np.array([[math.cos(a), math.sin(a), 0], [-math.sin(a), math.cos(a), 0], [0, 0, 1]])
    about_x = np.array([[1, 0, 0], [0, math.cos(b), -math.sin(b)], [0, math.sin(b), math.cos(b)]])
    matrix = about_z @ about_x

    def field_there(points: Floats) -> Floats:
        return field((points - middle) @ matrix)

    return field_there


def _skin(person: Person, bones: Mapping[str, Place], child: float) -> Field:
    size = _HEAD + 0.25 * child
    skull = ellipsoid((0, 0.005, 0.03 * size), (0.079 * size, 0.098 * size, 0.098 * size))
    jaw = ellipsoid((0, -0.022, -0.045 * size), (0.06 * size, 0.068 * size, 0.07 * size))
    brow = ellipsoid((0, -0.075 * size, 0.03 * size), (0.05 * size, 0.018, 0.014))
    nose = cone((0, -0.088 * size, 0.008), (0, -0.106 * size, -0.022 * size), 0.008, 0.0135 * (1 - 0.3 * child))
    ears = [ellipsoid((side * 0.079 * size, 0.012, -0.002), (0.014, 0.022 * size, 0.032 * size)) for side in (-1, 1)]
    head = _turned(melted(0.035, skull, jaw), bones, person)
    face = _turned(melted(0.022, melted(0.035, skull, jaw), brow, nose), bones, person)
    neck = cone(
        tuple(np.add(bones["neck"], (0, 0, -0.05))), tuple(np.add(bones["head"], (0, 0.015, -0.03))), 0.052, 0.052
    )
    hands = [_hand(bones, name) for name in "lr"]
    whole = melted(0.03, face, neck, *(_turned(ear, bones, person) for ear in ears))
    return lambda points: np.minimum(np.minimum(whole(points), head(points)), melted(0.004, *hands)(points))


def _hand(bones: Mapping[str, Place], name: str) -> Field:
    """A mitten with a thumb, going on from the forearm."""
    elbow, wrist = np.asarray(bones[f"elbow_{name}"]), np.asarray(bones[f"wrist_{name}"])
    way = (wrist - elbow) / np.linalg.norm(wrist - elbow)
    inward = np.array([-1.0 if name == "r" else 1.0, 0, 0])
    ahead = np.array([0, -1.0, 0]) if abs(way[1]) < 0.7 else np.array([0, 0, 1.0])
    palm = cone(tuple(wrist - way * 0.02), tuple(wrist + way * 0.055), 0.028, 0.036)
    fingers = cone(tuple(wrist + way * 0.06), tuple(wrist + way * 0.12 + inward * 0.012), 0.034, 0.022)
    thumb = cone(
        tuple(wrist + way * 0.03 + ahead * 0.02),
        tuple(wrist + way * 0.075 + ahead * 0.048 + inward * 0.01),
        0.015,
        0.012,
    )
    return melted(0.02, palm, fingers, thumb)


def _hair(person: Person, child: float) -> Field:
    """About the head's middle."""
    size = _HEAD + 0.25 * child
    cap = ellipsoid((0, 0.01, 0.038 * size), (0.09 * size, 0.108 * size, 0.105 * size))
    face = ellipsoid((0, -0.12 * size, -0.055 * size), (0.085 * size, 0.085 * size, 0.125 * size))
    below = beyond((0, 0, -1), 0.045 * size)
    if person.hair == "cap":
        crown = without(ellipsoid((0, 0.0, 0.05), (0.094 * size, 0.11 * size, 0.1)), beyond((0, 0, -1), -0.035))
        visor = ellipsoid((0, -0.11 * size, 0.035), (0.068, 0.055, 0.009))
        back = without(ellipsoid((0, 0.012, 0.02), (0.086, 0.106, 0.09)), beyond((0, -1, 0), 0.0), below)
        return melted(0.012, crown, visor, back)
    if person.hair == "bald":
        return without(cap, face, below, ellipsoid((0, -0.05, 0.12), (0.085, 0.13, 0.1)))
    if person.hair == "short":
        return without(cap, face, below)
    if person.hair == "bun":
        knot = ellipsoid((0, 0.105 * size, 0.075 * size), (0.045, 0.042, 0.045))
        return melted(0.02, without(cap, face, below), knot)
    fall = 0.13 if person.hair == "bob" else 0.3
    curtain = melted(
        0.03,
        ellipsoid((0, 0.02, -0.01), (0.1 * size, 0.11 * size, 0.14 * size)),
        cone((-0.055, 0.045, 0.0), (-0.06, 0.055, -fall + 0.04), 0.05, 0.042),
        cone((0.055, 0.045, 0.0), (0.06, 0.055, -fall + 0.04), 0.05, 0.042),
        cone((0.0, 0.06, 0.0), (0.0, 0.075, -fall + 0.04), 0.06, 0.05),
    )
    open_face = ellipsoid((0, -0.11 * size, -0.06 * size), (0.07 * size, 0.115 * size, 0.155 * size))
    return without(melted(0.02, cap, curtain), open_face)


def _top(person: Person, bones: Mapping[str, Place]) -> Field:
    """Body and sleeves of one garment, with a collar, a hem and cuffs."""
    b = person.build
    chest, neck, hip = (np.asarray(bones[name]) for name in ("chest", "neck", "hip"))
    spine = (neck - hip) / np.linalg.norm(neck - hip)
    belly = hip + spine * 0.17 + np.array([0, -0.05 * b, 0])
    sits = person.pose in ("sitting", "typing")
    around = 0.122 + 0.05 * b
    low, across = hip - spine * 0.05, np.array([0.06, 0.0, 0.0])
    trunk = melted(
        0.07,
        ellipsoid(tuple(chest), (0.145 + 0.035 * b, 0.1 + 0.03 * b, 0.2)),
        ellipsoid(tuple(belly), (0.132 + 0.06 * b, 0.104 + 0.07 * b, 0.19)),
        cone(tuple(low - across), tuple(low + across), around, around),
        cone(bones["shoulder_l"], tuple(neck - spine * 0.03), 0.05, 0.06),
        cone(bones["shoulder_r"], tuple(neck - spine * 0.03), 0.05, 0.06),
    )
    hem = hip - spine * (0.0 if sits else 0.09)
    trunk = without(trunk, lambda points: (points - hem) @ spine)
    sleeves = []
    for name in "lr":
        shoulder, elbow, wrist = (np.asarray(bones[f"{bone}_{name}"]) for bone in ("shoulder", "elbow", "wrist"))
        cuff = wrist - (wrist - elbow) / np.linalg.norm(wrist - elbow) * 0.012
        upper = cone(tuple(shoulder), tuple(elbow), 0.058 + 0.01 * b, 0.05)
        lower = cone(tuple(elbow), tuple(cuff), 0.051, 0.04)
        end = cone(tuple(cuff), tuple(wrist - (wrist - cuff) * 0.4), 0.044, 0.044)
        sleeves.append(melted(0.03, upper, melted(0.008, lower, end)))
    rim = neck + spine * 0.022
    collar = without(cone(tuple(neck - spine * 0.05), tuple(rim), 0.075, 0.064), lambda points: (rim - points) @ spine)
    return melted(0.045, melted(0.012, trunk, collar), *sleeves)


def _bottom(person: Person, bones: Mapping[str, Place]) -> Field:
    """Trousers, or a skirt to the knee."""
    b = person.build
    hip = bones["hip"]
    seat = ellipsoid((hip[0], hip[1] + 0.008, hip[2] - 0.01), (0.128 + 0.045 * b, 0.1 + 0.045 * b, 0.12))
    legs = []
    for name in "lr":
        start, knee, ankle = (bones[f"{bone}_{name}"] for bone in ("hip", "knee", "ankle"))
        shin = cone(knee, (ankle[0], ankle[1], 0.075), 0.064, 0.058)
        legs.append(melted(0.03, cone(start, knee, 0.082 + 0.02 * b, 0.066), shin))
    whole = melted(0.04, seat, melted(0.012, *legs))
    if person.skirt:
        knees = np.add(bones["knee_l"], bones["knee_r"]) / 2
        cloth = melted(0.05, seat, cone(hip, tuple(knees), 0.15 + 0.03 * b, 0.17))
        end = np.add(knees, (0.0, 0.0, 0.02))
        way = (end - np.asarray(hip)) / np.linalg.norm(end - np.asarray(hip))
        cloth = without(cloth, lambda points: (end - points) @ way)
        stockings = [cone(bones[f"knee_{n}"], (*bones[f"ankle_{n}"][:2], 0.075), 0.052, 0.04) for n in "lr"]
        whole = melted(0.004, cloth, *stockings)
    return without(whole, beyond((0, 0, -1), -0.045))


def _shoes(bones: Mapping[str, Place]) -> Field:
    soles = []
    for name in "lr":
        x, y, z = bones[f"ankle_{name}"]
        foot = z - 0.09
        out = 0.03 if name == "r" else -0.03
        heel, toe = (x, y + 0.03, 0.042 + foot), (x + out, y - 0.145, 0.034 + foot)
        upper = melted(0.02, cone(heel, toe, 0.048, 0.042), cone((x, y, 0.05 + foot), (x, y, 0.09 + foot), 0.05, 0.048))
        soles.append(without(upper, beyond((0, 0, -1), -foot - 0.002)))
    return melted(0.002, *soles)
