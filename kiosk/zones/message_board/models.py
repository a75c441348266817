"""Preset phrases of the message board."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from kiosk.content.models.base import Model
from kiosk.content.models.limits import MaxLen, MinLen

ZONE = "message_board"


@dataclass(frozen=True, slots=True)
class PhraseGroup(Model):
    """Phrases under one heading."""

    heading: Annotated[str, MinLen(2), MaxLen(10)] = field(metadata={"description": "分组名"})
    phrases: Annotated[tuple[Annotated[str, MinLen(2), MaxLen(28)], ...], MinLen(2), MaxLen(12)] = field(
        metadata={"description": "短句，2–12 条，每条 2–28 个字"}
    )


@dataclass(frozen=True, slots=True)
class Phrases(Model):
    """All preset phrases of 电子留言区."""

    invitation: Annotated[str, MinLen(2), MaxLen(40)] = field(metadata={"description": "请观众留言的话"})
    groups: Annotated[tuple[PhraseGroup, ...], MinLen(1), MaxLen(5)] = field(metadata={"description": "1–5 组"})
