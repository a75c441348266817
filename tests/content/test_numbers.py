"""A number that is none is refused where it is written, with what to write instead, in every model that holds one."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from pydantic import TypeAdapter, ValidationError

from kiosk.content.models.base import Model
from kiosk.zones.register import CATALOGUE
from tests.content.small_hall import SmallHall, at

NO_NUMBERS = (float("nan"), float("inf"), float("-inf"))


def _inside(hint: Any) -> list[Any]:
    return [hint, *(part for argument in get_args(hint) for part in _inside(argument))]


def _models(model: Any, found: set[Any]) -> set[Any]:
    if model not in found:
        found.add(model)
        for hint in get_type_hints(model).values():
            for part in _inside(hint):
                if isinstance(part, type) and is_dataclass(part) and issubclass(part, Model):
                    _models(part, found)
    return found


EVERY = sorted({one for kind in CATALOGUE.files for one in _models(kind.model, set())}, key=lambda one: one.__name__)
NUMBERS = [
    (model, field.name)
    for model in EVERY
    for field in fields(model)
    if float in _inside(get_type_hints(model, include_extras=True)[field.name])
]


@pytest.mark.parametrize(("model", "name"), NUMBERS, ids=lambda one: getattr(one, "__name__", one))
def test_no_model_takes_a_number_without_an_end(model: Any, name: str) -> None:
    adapter = TypeAdapter(model)
    several = tuple in map(get_origin, _inside(get_type_hints(model, include_extras=True)[name]))
    for number in NO_NUMBERS:
        with pytest.raises(ValidationError) as found:
            adapter.validate_json(json.dumps({name: [number, number] if several else number}))
        assert "finite_number" in {error["type"] for error in found.value.errors() if name in error["loc"]}


@pytest.mark.parametrize("written", [".nan", ".inf", "-.inf", "1e999", "nan", "'NaN'", "1.0e+999", "9" * 400])
def test_it_is_told_where_it_stands(hall: SmallHall, written: str) -> None:
    text = (hall.root / "zones.yaml").read_text("utf-8")
    old = next(line for line in text.split("\n") if line.strip().startswith("minutes:"))
    hall.write("zones.yaml", text.replace(old, old.partition(":")[0] + f": {written}", 1))
    line = text.split("\n").index(old) + 1
    at(hall.only_problem(), line, old.index(":") + 3, "数")
    assert hall.load().hall is not None
