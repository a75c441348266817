"""The ground every content model stands on: strictness, and the small values several zones share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal

from kiosk.content.models.limits import Ge, MaxLen, MinLen

Text = Annotated[str, MinLen(1)]
Line = Annotated[str, MinLen(1), MaxLen(60)]
"""One line a visitor reads at two metres: at most 60 characters."""
Para = Annotated[str, MinLen(1), MaxLen(400)]
"""One paragraph: at most 400 characters; longer is split by the author, never by the screen."""
Yuan = Annotated[int, Ge(0)]
Region = Literal["local", "shandong", "national", "overseas"]
AgeBand = Literal["minor", "young", "middle", "senior", "unknown"]
"""minor < 18, young 18-35, middle 36-59, senior >= 60."""


@dataclass(frozen=True, slots=True)
class Model:
    """Base of every content model: unknown keys and silently converted types are errors."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid", "strict": True}


@dataclass(frozen=True, slots=True)
class Source(Model):
    """Who announced it, and when: what the screen shows under a case or a figure."""

    body: Line = field(metadata={"description": "发布机关或媒体，例如 公安部"})
    date: str = field(metadata={"description": "发布日期，写成 2025-06-16、2025-06 或 2025；未注明写 不详"})
    note: str = field(default="", metadata={"description": "口径说明，例如 2024年以来，非全年"})


def source_line(source: Source) -> str:
    """The one wording of a source: `来源：公安部 2025-06-16（口径…）`."""
    note = f"（{source.note}）" if source.note else ""
    return f"来源：{source.body} {source.date}{note}"
