"""Builds content objects from checked plain data, from the models' own type hints: no validation, nothing imported."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from kiosk.content.models.base import key_of
from kiosk.core.outside import finite
from kiosk.core.vocabulary import Term

T = TypeVar("T")
Convert = Callable[[Any], Any]
_KNOWN: dict[type, Convert] = {}


def build(kind: type[T], raw: Any) -> T:
    """An object of the dataclass `kind` from a mapping that has been checked against it before.

    Raises TypeError, ValueError, KeyError or AttributeError when the mapping does not fit after all.
    """
    convert = _dataclass(kind)
    made: T = convert(raw)
    return made


def _dataclass(kind: Any) -> Convert:
    if kind not in _KNOWN:
        _KNOWN[kind] = _new_dataclass(kind)
    return _KNOWN[kind]


def _new_dataclass(kind: Any) -> Convert:
    hints = get_type_hints(kind)
    converts = [(f.name, convert) for f in fields(kind) if (convert := _convert(hints[f.name])) is not None]
    renamed = [(key_of(f), f.name) for f in fields(kind) if key_of(f) != f.name]

    def make(raw: Any) -> Any:
        values = dict(raw)
        for key, name in renamed:
            if key in values:
                values[name] = values.pop(key)
        for name, convert in converts:
            if name in values:
                values[name] = convert(values[name])
        return kind(**values)

    return make


def _convert(hint: Any) -> Convert | None:
    """How a JSON value becomes one of type `hint`; None when it already is."""
    origin = get_origin(hint)
    if hint is float:
        return finite
    if hint in (str, int, bool) or origin is Literal:
        return None
    if isinstance(hint, type) and issubclass(hint, Term):
        return hint
    if origin in (Union, types.UnionType):
        return _optional(hint)
    if origin is tuple:
        return _tuple(get_args(hint)[0])
    if is_dataclass(hint):
        return _dataclass(hint)
    raise TypeError(f"no rule for {hint!r} in a content model")


def _optional(hint: Any) -> Convert | None:
    (inner,) = (arg for arg in get_args(hint) if arg is not type(None))
    convert = _convert(inner)
    return None if convert is None else lambda raw: None if raw is None else convert(raw)


def _tuple(item: Any) -> Convert:
    convert = _convert(item)
    return tuple if convert is None else lambda raw: tuple(map(convert, raw))
