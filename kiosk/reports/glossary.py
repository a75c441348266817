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

    def said(self, item: str, place: str, part: str) -> str:
        """The words of a part of an item; several parts are joined by “+”. "" where the content has none (any more)."""
        if "+" in part:
            return "；".join(filter(None, (self.said(item, place, one) for one in part.split("+"))))
        words = self.words
        return words.get((item, place, part)) or words.get((item, "", part)) or words.get(("", "", part)) or ""


NO_WORDS = Glossary()
