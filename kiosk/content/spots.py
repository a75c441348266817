"""Finds every value of one kind inside a content object, with the way to it: all sources, all films."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any, TypeVar, get_args, get_type_hints

from kiosk.content.yaml_places import Loc

T = TypeVar("T")
Way = tuple[str, ...]
_EACH = "*"
_KNOWN: dict[tuple[type, type], tuple[Way, ...]] = {}


def every(value: Any, target: type[T]) -> Iterator[tuple[Loc, T]]:
    """Every `target` inside the content object `value`, with its place in the file."""
    for way in _ways(type(value), target):
        yield from _follow(value, way, ())


def _ways(model: type, target: type) -> tuple[Way, ...]:
    """Keys that lead from `model` to `target`; `*` stands for each item of a list."""
    if (model, target) not in _KNOWN:
        _KNOWN[model, target] = _new_ways(model, target)
    return _KNOWN[model, target]


def _new_ways(model: type, target: type) -> tuple[Way, ...]:
    if model is target:
        return ((),)
    found: list[Way] = []
    for name, hint in get_type_hints(model).items():
        parts = get_args(hint) or (hint,)
        each = (_EACH,) if Ellipsis in parts else ()
        for part in parts:
            if isinstance(part, type) and is_dataclass(part):
                found += [(name, *each, *rest) for rest in _ways(part, target)]
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
