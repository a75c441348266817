"""zones.yaml and the hall's own words: what the owner sets without touching code."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from annotated_types import Ge, Gt, Le, MaxLen, MinLen

from kiosk.content.models.base import Line, Model, Para, Source, Text


@dataclass(frozen=True, slots=True)
class Panel(Model):
    """The touch panel, in millimetres; `bottom_mm` is the height of its lower edge above the floor (0 = unknown)."""

    width_mm: Annotated[int, Gt(0)] = 941
    height_mm: Annotated[int, Gt(0)] = 529
    bottom_mm: Annotated[int, Ge(0)] = 0
    reach_mm: Annotated[int, Gt(0)] = 1170


@dataclass(frozen=True, slots=True)
class TakeHome(Model):
    """What the farewell QR holds: a short text or the hall's own address; nothing personal."""

    text: Annotated[str, MinLen(1), MaxLen(200)]


@dataclass(frozen=True, slots=True)
class HallSettings(Model):
    """Limits of a visit. Times carry their unit in the name."""

    name: Annotated[str, MinLen(2), MaxLen(20)]
    group_max: Annotated[int, Ge(1), Le(15)] = 15
    visit_minutes: Annotated[int, Ge(5), Le(120)] = 40
    overrun_seconds: Annotated[int, Ge(0), Le(600)] = 120
    idle_seconds: Annotated[int, Ge(20)] = 60
    still_there_seconds: Annotated[int, Ge(20)] = 30
    pause_minutes: Annotated[int, Ge(1), Le(30)] = 10
    staff_code: str = field(default="", metadata={"description": "值班代码：4–8 位数字，留空则停用"})
    panel: Panel = Panel()
    take_home: TakeHome = TakeHome(text="不轻信、不转账、多核实。拿不准就打 96110。")


@dataclass(frozen=True, slots=True)
class ZonePlan(Model):
    """One zone: its minutes in a full visit and the least the conductor may give it."""

    id: Text
    name: Annotated[str, MinLen(2), MaxLen(14)]
    minutes: Annotated[float, Gt(0)]
    min_minutes: Annotated[float, Gt(0)]


@dataclass(frozen=True, slots=True)
class Hall(Model):
    """zones.yaml."""

    hall: HallSettings
    zones: Annotated[tuple[ZonePlan, ...], MinLen(1), MaxLen(9)]


@dataclass(frozen=True, slots=True)
class Striking(Model):
    """One striking figure of the attract loop."""

    figure: Annotated[str, MinLen(1), MaxLen(12)]
    text: Line
    source: Source


@dataclass(frozen=True, slots=True)
class HallWords(Model):
    """content/hall/hall.yaml: what the attract loop, check-in and farewell say."""

    what: Para
    figures: Annotated[tuple[Striking, ...], MinLen(1)]
    privacy: Annotated[tuple[Line, ...], MinLen(3), MaxLen(3)]
    thanks: Para
    tips: Annotated[tuple[Line, ...], MinLen(2)] = field(metadata={"description": "没有错题时给的通用提醒"})
