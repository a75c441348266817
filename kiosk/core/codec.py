"""An event as text and back: the one codec, the same for the kiosk, its commands and its reports."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from functools import cache, lru_cache
from types import NoneType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from kiosk.core.events import KINDS, Event, UnknownEvent
from kiosk.core.subject import ERASABLE
from kiosk.core.vocabulary import Term

SCHEMA = 6
"""Number of the form in which events are written. A change of any event's fields that old records do not have adds one,
and a step in `store.upcast` that brings older records to it."""

REMEMBERED = 65_536
"""So many different records are decoded once."""


class Encoded(NamedTuple):
    """An event as it is stored: its name, its fields as JSON, and what may be erased later as JSON ("" for nothing)."""

    kind: str
    body: str
    erasable: str


class _Field(NamedTuple):
    name: str
    read: Callable[[Any], Any]
    required: bool
    erasable: bool


def encode(event: Event) -> Encoded:
    """The event as text. Raises TypeError or ValueError for a value JSON cannot hold."""
    kept: dict[str, Any] = {}
    beside: dict[str, Any] = {}
    event_type: Any = type(event)
    for f in _fields(event_type):
        (beside if f.erasable else kept)[f.name] = getattr(event, f.name)
    return Encoded(type(event).__name__, _dumps(kept), _dumps(beside) if any(beside.values()) else "")


def decode(kind: str, body: str, erasable: str = "") -> Event | UnknownEvent:
    """The event a record stands for; UnknownEvent where this program cannot read it."""
    return _decoded(kind, body, erasable) if erasable else _remembered(kind, body)


@lru_cache(maxsize=REMEMBERED)
def _remembered(kind: str, body: str) -> Event | UnknownEvent:
    """Whoever opens the same thing or gives the same answer leaves the same record: half of a log is read before."""
    return _decoded(kind, body, "")


def _decoded(kind: str, body: str, erasable: str) -> Event | UnknownEvent:
    try:
        record = _read(body)
        return from_record(kind, {**record, **_read(erasable)} if erasable else record)
    except (KeyError, TypeError, ValueError, OverflowError, RecursionError):
        return UnknownEvent(kind)


def from_record(kind: str, record: Mapping[str, Any]) -> Event:
    """The event of that name. Raises KeyError for an unknown name or a missing field, TypeError, ValueError or
    OverflowError for a value that does not fit. Fields the event does not have are passed over."""
    event_type = KINDS[kind]
    values = {name: read(record[name]) for name, read, required, _ in _fields(event_type) if required or name in record}
    event: Event = event_type(**values)
    return event


def _dumps(record: Mapping[str, Any]) -> str:
    text = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # half a surrogate pair is no UTF-8; escaped it is, and reads back the same
        return json.dumps(record, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return text


_read = json.JSONDecoder().decode


@cache
def _fields(event_type: Any) -> tuple[_Field, ...]:
    hints = get_type_hints(event_type)
    return tuple(
        _Field(f.name, _reader(hints[f.name]), f.default is MISSING, ERASABLE in f.metadata) for f in fields(event_type)
    )


def _reader(hint: Any) -> Callable[[Any], Any]:
    """How a JSON value becomes one of type `hint`; the reader raises TypeError or ValueError where it does not fit."""
    if isinstance(hint, type) and issubclass(hint, Term):
        return hint
    if get_origin(hint) is tuple:
        return _tuple_reader(get_args(hint))
    optional = NoneType in get_args(hint)
    kind = next(a for a in get_args(hint) if a is not NoneType) if optional else hint
    if kind is float:
        return _number

    def read(value: Any) -> Any:
        if (value is None and optional) or type(value) is kind:
            return value
        raise TypeError(f"{value!r} is no {kind.__name__}")

    return read


def _tuple_reader(arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    if arguments[-1] is Ellipsis:
        each = _reader(arguments[0])
        return lambda value: tuple(map(each, _listed(value)))
    readers = tuple(map(_reader, arguments))
    return lambda value: tuple(read(item) for read, item in zip(readers, _listed(value), strict=True))


def _listed(value: Any) -> list[Any] | tuple[Any, ...]:
    if isinstance(value, list | tuple):
        return value
    raise TypeError(f"{value!r} is no list")


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError(f"{value!r} is no number")
    return float(value)
