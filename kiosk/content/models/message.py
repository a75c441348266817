"""Preset phrases of the message board."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from annotated_types import MaxLen, MinLen

from kiosk.content.models.base import Model


@dataclass(frozen=True, slots=True)
class PhraseGroup(Model):
    """Phrases under one heading."""

    heading: Annotated[str, MinLen(2), MaxLen(10)]
    phrases: Annotated[tuple[Annotated[str, MinLen(2), MaxLen(28)], ...], MinLen(2), MaxLen(12)]


@dataclass(frozen=True, slots=True)
class Phrases(Model):
    """All preset phrases of 电子留言区."""

    invitation: Annotated[str, MinLen(2), MaxLen(40)]
    groups: Annotated[tuple[PhraseGroup, ...], MinLen(1), MaxLen(5)]
