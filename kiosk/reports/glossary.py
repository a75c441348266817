"""The Chinese words for the ids that stand in records: what the content calls things, and what stood on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

WordsKey = tuple[str, str, str]
"""An item's id, where in it ("" where its ids are its own everywhere), and the id of what is said; with that id empty
the words of the place itself, a question; with both empty those of the item."""

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Glossary:
    """`names` by id: zones, places, kinds, items. `words`: the full words of what was asked and answered."""

    names: Mapping[str, str] = field(default_factory=lambda: _NONE)
    words: Mapping[WordsKey, str] = field(default_factory=dict)

    def name(self, name: str) -> str:
        """What the content calls it; what it has no name for any more is said to be an old id."""
        return self.names.get(name) or (f"（旧编号 {name}）" if name else "")

    def said(self, item: str, place: str, part: str) -> str:
        """The words of a part of an item; several parts are joined by “+”. "" where the content has none (any more)."""
        parts = part.split("+") if part else [""]
        return "；".join(filter(None, (self._said(item, place, one) for one in parts)))

    def _said(self, item: str, place: str, part: str) -> str:
        for key in ((item, place, part), (item, "", part), ("", "", part)):
            if key in self.words:
                return self.words[key]
        return ""


NO_WORDS = Glossary()
