"""content/hall/guide.yaml: what the officer who conducts a visit from a phone may say on which page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from kiosk.content.models.base import Line, Model, Text, code
from kiosk.content.models.limits import MaxLen, MinLen


@dataclass(frozen=True, slots=True)
class GuidePage(Model):
    """What to say on the pages whose names begin like `page`: from the zone's id on, by colons, `*` for any name."""

    page: Text = field(metadata=code("哪一页：展区编号开头，用冒号往下写，* 代表随便哪一个"))
    name: Annotated[str, MinLen(2), MaxLen(16)] = field(metadata={"description": "这一页在手机上叫什么，2–16 个字"})
    say: Annotated[tuple[Line, ...], MinLen(1), MaxLen(3)] = field(
        metadata={"description": "可以说的话，一到三句，每句 60 个字以内"}
    )


@dataclass(frozen=True, slots=True)
class GuideWords(Model):
    """The whole file; the finest page that fits counts."""

    pages: tuple[GuidePage, ...] = field(metadata={"description": "一页一页的讲解词"})
