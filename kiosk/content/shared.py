"""What zones know of each other's content: a few facts, and the calls that more than one of them plays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from kiosk.content.models.call import Call


@dataclass(frozen=True, slots=True)
class TypeFacts:
    """A kind of scam: its Chinese name, what a visitor takes home, its icon."""

    name: str
    tip: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A published case: title, lesson, its kinds of scam, its source line, its picture and what stays in sight of it,
    where it was, and the yuan it was about (0: the `amount` says it in words, if it was published)."""

    title: str
    lesson: str
    types: tuple[str, ...]
    source: str
    picture: str = ""
    focus: tuple[float, float] = (0.5, 0.5)
    place: str = ""
    yuan: int = 0
    amount: str = ""


_NONE: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Shared:
    """Facts by id, in the order of their content. They are there even when the zone they come from is closed."""

    types: Mapping[str, TypeFacts] = field(default_factory=lambda: _NONE)
    rules: Mapping[str, str] = field(default_factory=lambda: _NONE)
    cases: Mapping[str, CaseFacts] = field(default_factory=lambda: _NONE)
    calls: Mapping[str, Call] = field(default_factory=lambda: _NONE)

    def __or__(self, other: Shared) -> Shared:
        return Shared(
            {**self.types, **other.types},
            {**self.rules, **other.rules},
            {**self.cases, **other.cases},
            {**self.calls, **other.calls},
        )

    @property
    def type_names(self) -> dict[str, str]:
        """The Chinese name of each kind of scam."""
        return {name: facts.name for name, facts in self.types.items()}

    @property
    def type_icons(self) -> dict[str, str]:
        """The icon of each kind of scam."""
        return {name: facts.icon for name, facts in self.types.items()}
