"""The guide for staff says what is so: its example passes the check, its sentences are the program's."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from kiosk.content.check import check
from kiosk.content.conditions import Conditions
from kiosk.content.load import load
from kiosk.zones.register import CATALOGUE

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "content" / "README.md").read_text(encoding="utf-8")


def test_its_example_of_a_case_passes_the_check_beside_the_halls_own(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content", ignore=shutil.ignore_patterns("*.jpg", "*.mp4"))
    shutil.copy(ROOT / "zones.yaml", tmp_path)
    example = GUIDE.split("```yaml\n")[1].split("```")[0]
    new = tmp_path / "content" / "case_warnings" / "cases" / "example-refund-call.yaml"
    new.write_text(example, encoding="utf-8")
    told = check(CATALOGUE, tmp_path / "content", tmp_path / "zones.yaml", Conditions("2026-11-21")).problems
    assert [str(problem) for problem in told if problem.path.endswith(new.name)] == []
    zone = load(CATALOGUE, tmp_path / "content", tmp_path / "zones.yaml").zones["case_warnings"]
    assert zone is not None and "example-refund-call" in {case.id for case in zone.cases}


def test_the_sentences_it_explains_are_the_programs() -> None:
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in (*(ROOT / "kiosk/content").glob("*.py"), *(ROOT / "kiosk/zones").glob("*/checks.py"))
    )
    table = GUIDE.split("| 说的话里有 |")[1].split("\n\n")[0]
    parts = [row.split("|")[1].strip() for row in table.splitlines()[2:]]
    assert len(parts) >= 15
    assert [part for part in parts if part not in source] == []


def test_it_names_every_folder_and_every_zone() -> None:
    for kind in CATALOGUE.files:
        named = kind.folder + "/" if kind.many else kind.pattern
        assert f"`{named}`" in GUIDE, named
    assert [zone for zone in CATALOGUE.zone_ids if f"`{zone}`" not in GUIDE] == []


def test_it_names_the_commands() -> None:
    assert set(re.findall(r"kiosk (check|run --zone case_warnings|tour)", GUIDE)) == {
        "check",
        "run --zone case_warnings",
        "tour",
    }
