"""What the models themselves say about their keys: Chinese names, meanings of fixed words, which keys there are."""

from __future__ import annotations

import re
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from kiosk.content.models.base import key_of
from kiosk.core.findings import Loc
from kiosk.core.vocabulary import Term

_MEANING = re.compile(r"([A-Za-z_0-9]+)=([^\s；，。]+)")


@cache
def _hints(model: Any) -> dict[str, Any]:
    hints = get_type_hints(model)
    return {key_of(f): hints[f.name] for f in fields(model)} if is_dataclass(model) else hints


@cache
def keys(model: Any) -> dict[str, Field[Any]]:
    """The model's keys in the order they are declared."""
    return {key_of(f): f for f in fields(model)}


def keys_below(model: type, key: str) -> dict[str, Field[Any]]:
    """The keys of each entry of the list `key`; none where it is no list of such."""
    item = _item(_inner(_hints(model).get(key)))
    return keys(item) if isinstance(item, type) and is_dataclass(item) else {}


def required_keys(model: type) -> list[str]:
    """The keys that must be written."""
    return [n for n, f in keys(model).items() if f.default is MISSING and f.default_factory is MISSING]


def description(model: type | None, key: str) -> str:
    """What a key is for, in Chinese; "" for an unknown key."""
    found = keys(model).get(key) if model else None
    return str(found.metadata.get("description", "")) if found else ""


def meanings(model: type | None, key: str) -> dict[str, str]:
    """The meanings of a key's fixed words: the vocabulary's own, else as its description gives them."""
    hint = _hints(model).get(key) if model else None
    for kind in (hint, *get_args(hint)):
        if isinstance(kind, type) and issubclass(kind, Term):
            return {term.value: term.word for term in kind}
    return dict(_MEANING.findall(description(model, key)))


def owner(model: type, loc: Loc) -> tuple[type | None, str]:
    """The model in which the last key of `loc` is declared, and that key. (None, "") for the file itself."""
    at: Any = model
    holder: type | None = None
    key = ""
    for step in loc:
        if isinstance(step, int):
            at = _item(at)
        else:
            holder, key = (at if isinstance(at, type) and is_dataclass(at) else None), step
            at = _inner(_hints(holder).get(step)) if holder else None
    return holder, key


def model_at(model: type, loc: Loc) -> type | None:
    """The model expected at `loc`; None where something else is expected."""
    at: Any = model
    for step in loc:
        if isinstance(step, int):
            at = _item(at)
        else:
            at = _inner(_hints(at).get(step)) if is_dataclass(at) and isinstance(at, type) else None
    return at if isinstance(at, type) and is_dataclass(at) else None


def _inner(hint: Any) -> Any:
    """The hint without `| None`."""
    if hint is None or get_origin(hint) in (tuple, Literal):
        return hint
    return next((arg for arg in get_args(hint) if arg is not type(None)), hint)


def _item(hint: Any) -> Any:
    return get_args(hint)[0] if get_origin(hint) is tuple else None
