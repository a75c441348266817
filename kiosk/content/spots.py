"""Finds every value of one kind, or every field with one mark, inside a content object, with the way to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, get_args, get_type_hints

from kiosk.core.findings import Loc

T = TypeVar("T")
Way = tuple[str, ...]
_EACH = "*"


def every(value: Any, target: type[T]) -> Iterator[tuple[Loc, T]]:
    """Every `target` inside the content object `value`, with its place in the file."""
    model: Any = type(value)
    wanted: Any = target
    if value is not None:
        for way in _ways(model, wanted):
            yield from _follow(value, way, ())


def marked(value: Any, mark: str) -> Iterator[tuple[Loc, Any, str]]:
    """Every text in a field whose metadata has `mark`, its place, the mark's value; empty texts are left out."""
    for loc, found, metadata in marked_fields(value, mark):
        yield loc, metadata[mark], found


def marked_fields(value: Any, mark: str) -> Iterator[tuple[Loc, str, Any]]:
    """As `marked`, with the whole metadata of the field."""
    if value is None:
        return
    model: Any = type(value)
    for way, metadata in _marked_ways(model, mark):
        for loc, found in _follow(value, way, ()):
            texts = [(loc, found)] if isinstance(found, str) else [((*loc, i), item) for i, item in enumerate(found)]
            yield from ((at, text, metadata) for at, text in texts if text)


@cache
def _marked_ways(model: Any, mark: str) -> tuple[tuple[Way, Any], ...]:
    found: list[tuple[Way, Any]] = []
    for inner, way in _models(model):
        found += [((*way, f.name), f.metadata) for f in fields(inner) if f.metadata.get(mark)]
    return tuple(found)


@cache
def _ways(model: Any, target: Any) -> tuple[Way, ...]:
    """Keys that lead from `model` to `target`; `*` stands for each item of a list."""
    return tuple(way for inner, way in _models(model) if inner is target)


@cache
def _models(model: Any) -> tuple[tuple[Any, Way], ...]:
    """Every model inside `model`, itself included, with the keys that lead there."""
    found: list[tuple[Any, Way]] = [(model, ())]
    for name, hint in get_type_hints(model).items():
        parts = get_args(hint) or (hint,)
        each = (_EACH,) if Ellipsis in parts else ()
        for part in parts:
            if isinstance(part, type) and is_dataclass(part):
                found += [(inner, (name, *each, *rest)) for inner, rest in _models(part)]
    return tuple(found)


def _follow(value: Any, way: Way, loc: Loc) -> Iterator[tuple[Loc, Any]]:
    if value is None:
        return
    if not way:
        yield loc, value
    elif way[0] == _EACH:
        for number, item in enumerate(value):
            yield from _follow(item, way[1:], (*loc, number))
    else:
        yield from _follow(getattr(value, way[0]), way[1:], (*loc, way[0]))
