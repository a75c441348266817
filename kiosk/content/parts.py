"""The checked files as objects, asked for by model: what a zone's content is put together from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar, cast

from kiosk.content.build import build

T = TypeVar("T")


class Parts:
    """Objects by model. `files` are (model, its readable files in order of name, as plain data or as objects)."""

    def __init__(self, files: Iterable[tuple[type, Iterable[Any]]]) -> None:
        self._built: dict[type, list[Any]] = {
            model: [one if isinstance(one, model) else build(model, one) for one in data] for model, data in files
        }

    def all(self, model: type[T]) -> tuple[T, ...]:
        """All objects of a model, by file name; of those with the same id the first."""
        return first_of_each_id(cast("list[T]", self._built[model]))

    def in_order(self, model: type[T]) -> tuple[T, ...]:
        """By `order`, then by file name."""
        return tuple(sorted(self.all(model), key=lambda item: int(getattr(item, "order", 0))))

    def one(self, model: type[T]) -> T | None:
        """The first object of a model, None where no file is readable."""
        return next(iter(self.all(model)), None)


def first_of_each_id(items: Iterable[T]) -> tuple[T, ...]:
    """The items without those whose id was there before; items without an id stay."""
    kept: dict[Any, T] = {}
    for number, item in enumerate(items):
        kept.setdefault(getattr(item, "id", number), item)
    return tuple(kept.values())
