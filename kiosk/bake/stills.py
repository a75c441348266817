"""What a still life may say: things on a seamless ground, lamps, a camera. Its things are those of rooms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from annotated_types import Ge, Gt, Le, MaxLen, MinLen

from kiosk.bake.model import Material, Part, Point, Positive, Print
from kiosk.content.models.base import Model, Text

Pixels = Annotated[tuple[Annotated[int, Ge(16), Le(8192)], ...], MinLen(2), MaxLen(2)]


@dataclass(frozen=True, slots=True)
class SoftBox(Model):
    """A lamp with a cloth before it, at a place, looking at another; `glow` as that of a material."""

    at: Point
    to: Point
    size: Annotated[tuple[Positive, ...], MinLen(2), MaxLen(2)]
    glow: Positive
    colour: str = "#ffffff"


@dataclass(frozen=True, slots=True)
class Backcloth(Model):
    """Ground and lamps. `size` is the ground's width, depth to both sides of the origin, and its wall's height."""

    ground: Material
    lamps: Annotated[tuple[SoftBox, ...], MinLen(1)]
    size: Point = (8.0, 2.2, 3.0)
    air: str = field(default="#0b1830", metadata={"description": "四周的颜色"})
    air_strength: Annotated[float, Ge(0)] = 0.15


@dataclass(frozen=True, slots=True)
class Camera(Model):
    """Metres and degrees; `opening` is the lens's radius, `sharp` what is in focus (left out: what it looks at)."""

    at: Point
    to: Point
    angle: Annotated[float, Gt(1), Le(120)] = 28.0
    opening: Annotated[float, Ge(0)] = 0.0
    sharp: Point | None = None


@dataclass(frozen=True, slots=True)
class Props(Model):
    """What several still lifes share: stages, materials, prints, groups. Never a picture of its own."""

    kind: Literal["props"]
    stages: dict[str, Backcloth] = field(default_factory=dict)
    materials: dict[str, Material] = field(default_factory=dict)
    prints: dict[str, Print] = field(default_factory=dict)
    groups: dict[str, tuple[Part, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Still(Model):
    """One still life. `stage` is one of the props'; `bends` is how often a path may bend: glass needs many."""

    kind: Literal["still"]
    title: Text
    stage: str
    camera: Camera
    parts: Annotated[tuple[Part, ...], MinLen(1)]
    size: Pixels = (800, 600)
    samples: Annotated[int, Ge(1), Le(8192)] = 256
    bends: Annotated[int, Ge(2), Le(256)] = 24
    exposure: float = 0.0
    materials: dict[str, Material] = field(default_factory=dict)
    prints: dict[str, Print] = field(default_factory=dict)
    groups: dict[str, tuple[Part, ...]] = field(default_factory=dict)
