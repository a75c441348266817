"""content/hall/duties.yaml: what everybody in a group that is led has to do, in each zone and on which page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from kiosk.content.models.base import Model, Text, code
from kiosk.content.models.limits import MaxLen, MinLen
from kiosk.core.vocabulary import Duty

Do = Annotated[str, MinLen(2), MaxLen(6)]
"""What to do: with the duty's name before it, it is seen at a glance."""
_WHO = "谁来做：写身份的编号；不写，就是大家一起"


@dataclass(frozen=True, slots=True)
class DutyTask(Model):
    """What one duty, several or everybody (no `who`) has to do in a zone."""

    do: Do = field(metadata={"description": "做什么，动词开头，2–6 个字"})
    who: tuple[Duty, ...] = field(default=(), metadata=code(_WHO))


@dataclass(frozen=True, slots=True)
class ZoneTasks(Model):
    """What stands on the door of a zone: a task for everybody."""

    zone: Text = field(metadata=code("展区编号"))
    tasks: Annotated[tuple[DutyTask, ...], MinLen(1), MaxLen(5)] = field(
        metadata={"description": "这个展区里各做什么；人人都要有，又不重复"}
    )


@dataclass(frozen=True, slots=True)
class DutyTurn(Model):
    """Whose turn it is on the pages whose names begin like `page`, as in guide.yaml."""

    page: Text = field(metadata=code("哪一页：展区编号开头，用冒号往下写，* 代表随便哪一个"))
    do: Do = field(metadata={"description": "这一页做什么，动词开头，2–6 个字"})
    who: tuple[Duty, ...] = field(default=(), metadata=code(_WHO))


@dataclass(frozen=True, slots=True)
class DutyWords(Model):
    """The whole file; the finest page that fits counts."""

    zones: tuple[ZoneTasks, ...] = field(metadata={"description": "各展区门口：人人做什么"})
    turns: tuple[DutyTurn, ...] = field(metadata={"description": "一页一页：轮到谁，做什么"})
