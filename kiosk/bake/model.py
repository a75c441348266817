"""What a room file may say: materials, prints, groups of things used more than once, and the things themselves.

Metres, degrees and sRGB colours (#rrggbb). The viewer stands at the origin and looks along +y: x is right, z is up.
Whatever has a front shows it to the viewer (-y) at `turn: 0`; something that stands at yaw 90 faces the viewer at
`turn: 90`. In the baked picture the centre is yaw 0, pitch 0; right and up are positive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from annotated_types import Ge, Gt, MaxLen, MinLen

from kiosk.bake.figure import Hair, Pose
from kiosk.content.models.base import Model, Text

Numbers = tuple[float, ...]
Point = Annotated[tuple[float, ...], MinLen(3), MaxLen(3)]
Pair = Annotated[tuple[float, ...], MinLen(2), MaxLen(2)]
Positive = Annotated[float, Gt(0)]
MaterialKind = Literal[
    "paint",
    "plaster",
    "wood",
    "planks",
    "fabric",
    "tile",
    "marble",
    "metal",
    "glass",
    "crystal",
    "liuli",
    "leaf",
    "print",
    "glow",
]
"""`glass` is a pane without thickness, `crystal` clear glass with an inside, `liuli` the milky glass of Boshan."""
SHAPES = (
    "box",
    "cylinder",
    "ball",
    "lathe",
    "plate",
    "sheet",
    "tube",
    "cushion",
    "pillow",
    "curtain",
    "backdrop",
    "plant",
    "figure",
    "group",
)
"""Keys of which a part has exactly one."""


@dataclass(frozen=True, slots=True)
class Mark(Model):
    """One thing drawn on a print, in the print's own units from its top left; exactly one of the first eight
    keys; `hands` goes with `time`."""

    text: str = field(default="", metadata={"description": "文字，换行写 \\n"})
    fill: Numbers = field(default=(), metadata={"description": "色块：左、上、宽、高"})
    line: Numbers = field(default=(), metadata={"description": "线：x、y、x、y …"})
    shape: Numbers = field(default=(), metadata={"description": "多边形：x、y、x、y …"})
    disc: Numbers = field(default=(), metadata={"description": "圆：x、y、半径"})
    month: Numbers = field(default=(), metadata={"description": "月历格：左、上、宽、高、首日星期（1–7）、天数、今天"})
    painted: Numbers = field(default=(), metadata={"description": "程序画的景：左、上、宽、高、种子"})
    scene: Literal["hills", "dusk", "day", "street", "weave"] = field(
        default="hills", metadata={"description": "painted 画什么"}
    )
    hands: Numbers = field(default=(), metadata={"description": "钟的指针：x、y、分针长；几点写在 time"})
    time: str = field(default="", metadata={"description": "hands 指着几点，例如 '14:38'（加引号）"})
    at: Numbers = field(default=(0.0, 0.0), metadata={"description": "文字的位置"})
    size: Positive = field(default=1.0, metadata={"description": "字高"})
    font: Literal["sans", "serif"] = "sans"
    anchor: Literal["left", "middle", "right"] = "middle"
    upright: bool = field(default=False, metadata={"description": "true=竖排"})
    bold: float = field(default=0.0, metadata={"description": "加粗的笔画宽"})
    lean: float = field(default=0.0, metadata={"description": "旋转角度"})
    width: float = field(default=0.1, metadata={"description": "线宽"})
    radius: float = field(default=0.0, metadata={"description": "色块的圆角"})
    colour: str = "#202020"


@dataclass(frozen=True, slots=True)
class Print(Model):
    """A flat picture with words: a poster, a screen, a calendar, a rug. `dots` are pixels for one unit."""

    size: Pair
    dots: Positive
    ground: str = "#ffffff"
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Material(Model):
    """A surface. `glow` is emitted radiance (white wall in a lit room: about 0.5 to 1)."""

    kind: MaterialKind
    colour: str = "#cccccc"
    second: str = field(default="", metadata={"description": "第二种颜色：木纹、石纹、织线、砖缝"})
    third: str = ""
    scale: Positive = field(default=1.0, metadata={"description": "花纹重复一次的尺寸，米"})
    rough: Annotated[float, Gt(0)] = 0.5
    gloss: float = field(default=0.0, metadata={"description": "表面反光，0 无光 0.5 漆面"})
    bump: float = field(default=0.0, metadata={"description": "凹凸深浅"})
    print: str = field(default="", metadata={"description": "用哪张图（prints 里的编号）"})
    glow: float = 0.0
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Part(Model):
    """One thing: exactly one of SHAPES, where it stands (`at`: the middle of its foot) and how it is turned."""

    box: Point | None = field(default=None, metadata={"description": "宽、深、高"})
    cylinder: Numbers | None = field(default=None, metadata={"description": "半径、高（、顶半径）"})
    ball: Point | None = field(default=None, metadata={"description": "三个半径"})
    lathe: tuple[Pair, ...] | None = field(default=None, metadata={"description": "从下往上的 [半径, 高]"})
    plate: Pair | None = field(default=None, metadata={"description": "宽、高；位置是正中"})
    sheet: Pair | None = field(default=None, metadata={"description": "平放的纸：宽、深；curl 是弯起的角度"})
    tube: tuple[Point, ...] | None = field(default=None, metadata={"description": "经过的点"})
    cushion: Point | None = field(default=None, metadata={"description": "宽、深、高"})
    pillow: Point | None = field(default=None, metadata={"description": "宽、高、厚"})
    curtain: Pair | None = field(default=None, metadata={"description": "宽、高"})
    backdrop: Point | None = field(default=None, metadata={"description": "无缝背景：宽、前后深、高"})
    plant: Literal["broad", "sword", "palm", "trailing"] | None = None
    figure: Pose | None = field(
        default=None, metadata={"description": "一个人：站、走、打电话、捧着东西、坐、坐着打字"}
    )
    group: str | None = field(default=None, metadata={"description": "groups 里的编号"})
    at: Point = (0.0, 0.0, 0.0)
    turn: float = 0.0
    tilt: float = 0.0
    roll: float = 0.0
    material: str = ""
    stem: str = field(default="", metadata={"description": "茎的材质"})
    skin: str = field(default="", metadata={"description": "人：皮肤的材质；上衣写在 material"})
    hair: str = field(default="", metadata={"description": "人：头发或帽子的材质"})
    bottom: str = field(default="", metadata={"description": "人：裤子或裙子的材质"})
    shoes: str = field(default="", metadata={"description": "人：鞋的材质"})
    stature: Annotated[float, Ge(0.7)] = field(default=1.68, metadata={"description": "人：身高，米"})
    build: Annotated[float, Ge(0)] = field(default=0.35, metadata={"description": "人：0 瘦，1 胖"})
    hair_style: Hair = field(default="short", metadata={"description": "人：短发、齐耳、发髻、长发、秃顶、帽子"})
    head_turn: float = field(default=0.0, metadata={"description": "人：头往右转多少度（从上往下看顺时针）"})
    stoop: float = field(default=0.0, metadata={"description": "人：上身前倾多少度"})
    seat: Positive = field(default=0.45, metadata={"description": "人：坐多高，米"})
    skirt: bool = field(default=False, metadata={"description": "人：true=穿裙子"})
    bevel: float = 0.004
    radius: Positive = 0.01
    height: Positive = 1.0
    leaves: int = 24
    folds: int = 9
    depth: float = 0.05
    seed: int = 1
    crown: float = 0.25
    curl: float = field(default=0.0, metadata={"description": "纸卷起多少度，正数往上卷，360 以上卷成筒"})
    sides: Annotated[int, Ge(8)] = field(default=48, metadata={"description": "旋成体一圈分几段"})
    smooth: bool = field(default=False, metadata={"description": "true=旋成体的轮廓是过这些点的曲线"})
    bite: tuple[Pair, ...] = field(default=(), metadata={"description": "旋成体口沿的缺口：[角度, 缺掉的高]"})
    repeat: tuple[Point, ...] = field(default=(), metadata={"description": "在这些位移处各放一个"})


@dataclass(frozen=True, slots=True)
class Sun(Model):
    """Parallel light towards `to`, with irradiance `strength`."""

    to: Point
    strength: float
    colour: str = "#fff0d8"


@dataclass(frozen=True, slots=True)
class Room(Model):
    """One room. `eye` is the height the panorama is taken from; `exposure` in stops."""

    title: Text
    eye: Positive
    materials: dict[str, Material]
    parts: Annotated[tuple[Part, ...], MinLen(1)]
    prints: dict[str, Print] = field(default_factory=dict)
    groups: dict[str, tuple[Part, ...]] = field(default_factory=dict)
    sun: Sun | None = None
    sky: str = field(default="#000000", metadata={"description": "房间外面的颜色"})
    sky_strength: float = 0.0
    exposure: float = 0.0
