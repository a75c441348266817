"""The editors' schemas are those of the models."""

from __future__ import annotations

import json
from pathlib import Path

from kiosk.content.schemas import render, write
from kiosk.zones.register import CATALOGUE

COMMITTED = Path(__file__).parents[2] / "content" / "schemas"


def test_the_committed_schemas_are_fresh() -> None:
    held = {path.name: path.read_text(encoding="utf-8") for path in COMMITTED.iterdir()}
    assert held == render(CATALOGUE), "run: kiosk schemas"


def test_one_schema_for_the_hall_and_one_a_zone_with_chinese_descriptions() -> None:
    rendered = render(CATALOGUE)
    assert set(rendered) == {f"{owner}.json" for owner in ("hall", *CATALOGUE.zone_ids)}
    case = json.loads(rendered["case_warnings.json"])["anyOf"][0]
    assert case["title"] == "case_warnings/cases/*.yaml"
    assert case["additionalProperties"] is False
    assert all("description" in told for told in case["properties"].values())
    assert case["properties"]["title"]["maxLength"] == 24


def test_every_key_of_every_model_is_described() -> None:
    for name, text in render(CATALOGUE).items():
        schema = json.loads(text)
        for model in [*schema["anyOf"], *schema["$defs"].values()]:
            for key, told in model.get("properties", {}).items():
                assert told.get("description"), f"{name}: {key}"


def test_writing_them(tmp_path: Path) -> None:
    write(CATALOGUE, tmp_path / "schemas")
    assert {path.name for path in (tmp_path / "schemas").iterdir()} == set(render(CATALOGUE))
