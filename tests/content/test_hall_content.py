"""The hall's own content: complete, sound, and without a single problem."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from kiosk.content.build import build
from kiosk.content.check import check
from kiosk.content.load import Loaded, load
from kiosk.content.reading import read_documents
from kiosk.content.zone_files import ZONE_IDS

ROOT = Path(__file__).parents[2]
CONTENT, HALL = ROOT / "content", ROOT / "zones.yaml"
WRITTEN = "2026-11-21"
"""The day this content was checked by hand; review days after it are told to staff by `kiosk check`."""


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(CONTENT, HALL)


def test_the_content_has_no_problems() -> None:
    assert [str(problem) for problem in check(CONTENT, HALL, WRITTEN)] == []


def test_every_zone_is_open(loaded: Loaded) -> None:
    assert [zone for zone in ZONE_IDS if getattr(loaded, zone) is None] == []
    assert loaded.hall is not None and loaded.words is not None


def test_there_is_enough_of_everything(loaded: Loaded) -> None:
    assert loaded.case_warnings is not None and len(loaded.case_warnings.cases) >= 20
    assert loaded.scam_lessons is not None and len(loaded.scam_lessons.modules) == 8
    assert loaded.victim_memoirs is not None and len(loaded.victim_memoirs.memoirs) >= 5
    assert loaded.vr_experience is not None and len(loaded.vr_experience.scenarios) >= 8
    assert loaded.scam_types is not None and sum(kind.in_2025_list for kind in loaded.scam_types.types) == 10
    assert loaded.quiz is not None and len(loaded.quiz.items) >= 60


def test_objects_from_the_cache_are_those_that_were_checked() -> None:
    for document in read_documents(CONTENT, HALL):
        built: Any = build(document.kind.model, document.tree.data)
        assert built == document.value
        assert TypeAdapter(document.kind.model).dump_json(built) == TypeAdapter(document.kind.model).dump_json(
            document.value
        )
