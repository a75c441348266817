"""Charts of the harm-data zone: marks that carry their own meaning and source."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from kiosk.content.models.base import Line, Model, Para, Source, Text, code
from kiosk.content.models.limits import Gt, MaxLen, MinLen
from kiosk.core.vocabulary import Term

ZONE = "harm_data"
LIVING, LOCAL = "living", "local"
"""The ids under which the pages that are no charts are logged."""
LOCAL_TITLE = "博山·淄博"
"""What the bureau's own figures stand under."""


class ChartKind(Term):
    """How a chart is drawn. SHARE and WAFFLE divide a whole; FIGURES are numbers that must not be compared, each on its
    own; the others stand lengths side by side."""

    COLUMNS = "columns", "柱"
    BARS = "bars", "横条"
    FIGURES = "figures", "分开的数"
    PAIRS = "pairs", "两组对比柱"
    SHARE = "share", "环形占比"
    WAFFLE = "waffle", "百格图"


class ChartArea(Term):
    """Whose figures a chart shows; the wall has a section for each, in this order."""

    NATIONAL = "national", "全国"
    SHANDONG = "shandong", "山东"


@dataclass(frozen=True, slots=True)
class ChartMark(Model):
    """One mark of a chart: `value` in the chart's unit; `means` is what it says about a life."""

    label: Annotated[str, MinLen(1), MaxLen(14)] = field(metadata={"description": "柱子或色块的名称，最多 14 个字"})
    value: Annotated[float, Gt(0)] = field(metadata={"description": "数值，只写数字"})
    means: Para = field(metadata={"description": "这个数对观众意味着什么"})
    source: Source = field(metadata={"description": "来源"})
    exact: Annotated[str, MaxLen(24)] = field(
        default="", metadata={"description": "原文数字，例如 37万余起；不写则按数值显示"}
    )
    series: Annotated[str, MaxLen(12)] = field(default="", metadata={"description": "同图两组数据时的组名"})
    basis: Annotated[str, MaxLen(40)] = field(
        default="", metadata={"description": "统计口径与相邻年份不同时写明，例如 1–11月"}
    )
    lead: bool = field(
        default=False,
        metadata=code("true：一张“分开的数”里放在最前、写得最大的那一个；不写就个个一样大"),
    )
    apart: bool = field(
        default=False,
        metadata=code("true：这个数的时间长短和别的不同，不画成柱子，只写数字；不写就照样画"),
    )


@dataclass(frozen=True, slots=True)
class Chart(Model):
    """A chart: the title states the finding. Columns of a different basis are drawn apart, never joined."""

    id: Text = field(metadata=code("编号：小写英文和连字符", defines="chart"))
    title: Annotated[str, MinLen(6), MaxLen(30)] = field(metadata={"description": "标题，直接说出结论，6–30 个字"})
    kind: ChartKind = field(metadata={"description": "图的样子"})
    unit: Annotated[str, MinLen(1), MaxLen(10)] = field(metadata={"description": "单位，例如 万起"})
    marks: Annotated[tuple[ChartMark, ...], MinLen(1), MaxLen(10)] = field(metadata={"description": "数据，1–10 个"})
    note: Annotated[str, MaxLen(100)] = field(
        default="", metadata={"description": "读图说明，例如 各年口径不同，不连线"}
    )
    area: ChartArea = field(default=ChartArea.NATIONAL, metadata={"description": "范围"})
    ask: Annotated[str, MaxLen(24)] = field(
        default="", metadata={"description": "先请大家猜的一句：十个里有几个，24个字以内；不猜就不写"}
    )
    good: bool = field(default=False, metadata=code("true：第一个数是好事（拦下、劝住），珠子用绿色；不写就用红色"))


@dataclass(frozen=True, slots=True)
class Living(Model):
    """A figure that grows while people stand here: `per_day` events a day, derived from a sourced one."""

    title: Line = field(metadata={"description": "标题"})
    per_day: Annotated[float, Gt(0)] = field(metadata={"description": "一天多少，只写数字"})
    unit: Line = field(metadata={"description": "单位，例如 次"})
    arithmetic: Para = field(metadata={"description": "算法写给观众看：36亿次 ÷ 365 天 ≈ …"})
    source: Source = field(metadata={"description": "来源"})


@dataclass(frozen=True, slots=True)
class Charts(Model):
    """All charts of the zone in order, and the living figure."""

    charts: Annotated[tuple[Chart, ...], MinLen(1)] = field(metadata={"description": "图表，按显示的先后排列"})
    living: Living = field(metadata={"description": "边看边涨的那个数"})


@dataclass(frozen=True, slots=True)
class LocalFigure(Model):
    """One figure of the bureau's own."""

    label: Line = field(metadata={"description": "这是什么数"})
    value: Annotated[float, Gt(0)] = field(metadata={"description": "数值，只写数字"})
    unit: Line = field(metadata={"description": "单位，例如 人次"})
    means: Para = field(metadata={"description": "这个数对百姓意味着什么"})
    source: Source = field(metadata={"description": "来源"})


@dataclass(frozen=True, slots=True)
class LocalFigures(Model):
    """The bureau's figures; without any there is no local page."""

    figures: tuple[LocalFigure, ...] = field(default=(), metadata={"description": "本地数据，可以空着：[]"})
