"""A short hash of an item's text as visitors read it: an edited item is another item to its statistics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from typing import Any

from kiosk.content.models.base import HIDDEN
from kiosk.core.text_hash import text_hash
from kiosk.core.vocabulary import Term


@lru_cache(maxsize=2048)
def wording_of(item: Any) -> str:
    """Eight hexadecimal digits for a content object (or a tuple of them): its shown texts and whole numbers in order.

    Codes (fields made with `base.code`), vocabularies, truth values and fractions do not count. Things with an `id`
    count in the order of their ids, because options are shuffled before they are shown.
    """
    return text_hash("\n".join(_words(item)))[:8]


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if not isinstance(value, Term):
            yield value
    elif isinstance(value, tuple):
        for item in sorted(value, key=lambda item: str(item.id)) if _have_ids(value) else value:
            yield from _words(item)
    elif is_dataclass(value):
        model: Any = type(value)
        for name in _shown_fields(model):
            yield from _words(getattr(value, name))
    elif isinstance(value, int) and not isinstance(value, bool):
        yield str(value)


def _have_ids(items: tuple[Any, ...]) -> bool:
    return bool(items) and all(getattr(item, "id", "") for item in items)


@cache
def _shown_fields(model: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(model) if not f.metadata.get(HIDDEN))
