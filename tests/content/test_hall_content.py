"""The hall's own content: complete, sound, and without a single problem."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from kiosk.content.build import build
from kiosk.content.check import check
from kiosk.content.conditions import Conditions
from kiosk.content.load import load
from kiosk.content.loaded import Loaded
from kiosk.content.reading import read_documents
from kiosk.zones.register import CATALOGUE

ROOT = Path(__file__).parents[2]
CONTENT, HALL = ROOT / "content", ROOT / "zones.yaml"
WRITTEN = "2026-11-21"
"""The day this content was checked by hand; review days after it are told to staff by `kiosk check`."""


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(CATALOGUE, CONTENT, HALL)


def test_the_content_has_no_problems() -> None:
    assert [str(problem) for problem in check(CATALOGUE, CONTENT, HALL, Conditions(WRITTEN)).problems] == []


def test_every_zone_is_open(loaded: Loaded) -> None:
    assert [zone for zone in CATALOGUE.zone_ids if zone not in loaded.zones] == []
    assert loaded.hall is not None and loaded.words is not None


def test_there_is_enough_of_everything(loaded: Loaded) -> None:
    assert "case_warnings" in loaded.zones and len(loaded.zones["case_warnings"].cases) >= 20
    assert "scam_lessons" in loaded.zones and len(loaded.zones["scam_lessons"].modules) == 8
    assert "victim_memoirs" in loaded.zones and len(loaded.zones["victim_memoirs"].memoirs) >= 5
    assert "vr_experience" in loaded.zones and len(loaded.zones["vr_experience"].scenarios) >= 8
    assert "scam_types" in loaded.zones and sum(kind.in_2025_list for kind in loaded.zones["scam_types"].types) == 10
    assert "quiz" in loaded.zones and len(loaded.zones["quiz"].items) >= 60


def test_objects_from_the_cache_are_those_that_were_checked() -> None:
    for document in read_documents(CATALOGUE, CONTENT, HALL):
        built: Any = build(document.model, document.tree.data)
        assert built == document.value
        assert TypeAdapter(document.model).dump_json(built) == TypeAdapter(document.model).dump_json(document.value)
