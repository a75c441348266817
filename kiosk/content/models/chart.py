"""Charts of the harm-data zone: marks that carry their own meaning and source."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from annotated_types import Gt, MaxLen, MinLen

from kiosk.content.models.base import Line, Model, Para, Source, Text


@dataclass(frozen=True, slots=True)
class Mark(Model):
    """One mark of a chart: `value` in the chart's unit; `means` is what it says about a life."""

    label: Annotated[str, MinLen(1), MaxLen(14)]
    value: Annotated[float, Gt(0)]
    means: Para
    source: Source
    exact: str = field(default="", metadata={"description": "原文数字，例如 37万余起；不写则按数值显示"})
    series: str = field(default="", metadata={"description": "同图两组数据时的组名"})
    basis: str = field(default="", metadata={"description": "统计口径与相邻年份不同时写明，例如 1–11月"})


@dataclass(frozen=True, slots=True)
class Chart(Model):
    """A chart: the title states the finding. Columns of a different basis are drawn apart, never joined."""

    id: Text
    title: Annotated[str, MinLen(6), MaxLen(30)]
    kind: Literal["columns", "bars", "pairs", "share", "waffle"] = field(
        metadata={"description": "columns=柱 bars=横条 pairs=两组对比柱 share=环形占比 waffle=百格图"}
    )
    unit: Annotated[str, MinLen(1), MaxLen(10)]
    marks: Annotated[tuple[Mark, ...], MinLen(1), MaxLen(10)]
    note: str = field(default="", metadata={"description": "读图说明，例如 各年口径不同，不连线"})
    area: Literal["national", "shandong"] = "national"


@dataclass(frozen=True, slots=True)
class Living(Model):
    """A figure that grows while people stand here: `per_day` events a day, derived from a sourced one."""

    title: Line
    per_day: Annotated[float, Gt(0)]
    unit: Line
    arithmetic: Para = field(metadata={"description": "算法写给观众看：36亿次 ÷ 365 天 ≈ …"})
    source: Source


@dataclass(frozen=True, slots=True)
class Charts(Model):
    """All charts of the zone in order, and the living figure."""

    charts: Annotated[tuple[Chart, ...], MinLen(1)]
    living: Living


@dataclass(frozen=True, slots=True)
class LocalFigure(Model):
    """One figure of the bureau's own."""

    label: Line
    value: Annotated[float, Gt(0)]
    unit: Line
    means: Para
    source: Source


@dataclass(frozen=True, slots=True)
class LocalFigures(Model):
    """The bureau's figures; empty shows nothing to visitors and a hint to staff."""

    figures: tuple[LocalFigure, ...] = ()
