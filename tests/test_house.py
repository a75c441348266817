"""The house itself: names in five places, floors, short files, docs that match the code."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from kiosk.cli import parser
from kiosk.manifest import Manifest
from kiosk.zones.register import CATALOGUE, ZONES

ROOT = Path(__file__).parents[1]
KIOSK = ROOT / "kiosk"
LONGEST = 400
"""Lines of a file: past that, look for the second room inside."""
INSIDE = {"__init__", "manifest", "models", "scene"}
"""What every zone has inside."""


def _folders(place: Path) -> set[str]:
    return {p.name for p in place.iterdir() if p.is_dir() and p.name != "__pycache__"}


def test_a_zone_has_one_name_everywhere() -> None:
    plan = yaml.safe_load((ROOT / "zones.yaml").read_text("utf-8"))
    ids = [zone.id for zone in ZONES]
    assert ids == [zone["id"] for zone in plan["zones"]] == list(CATALOGUE.zone_ids)
    assert set(ids) == _folders(KIOSK / "zones") == _folders(ROOT / "content") - {"schemas", "hall", "voice", "stills"}
    assert {*ids, "hall"} == {p.stem for p in (ROOT / "content" / "schemas").glob("*.json")}


@pytest.mark.parametrize("zone", ZONES, ids=lambda zone: zone.id)
def test_the_zones_have_the_same_inside(zone: Manifest) -> None:
    folder = KIOSK / "zones" / zone.id
    assert {p.stem for p in folder.glob("*.py")} >= INSIDE
    assert all(file.zone == zone.id == zone.content.zone for file in zone.content.files)
    assert (KIOSK / "draw" / "icons" / f"{zone.sign.icon}.svg").is_file()
    assert zone.name and zone.goal and zone.item_word and 0 < zone.min_minutes <= zone.minutes


def test_no_two_classes_share_a_name() -> None:
    found: dict[str, list[str]] = {}
    for file in sorted(KIOSK.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found.setdefault(node.name, []).append(str(file.relative_to(KIOSK)))
    assert {name: files for name, files in found.items() if len(files) > 1} == {}


def test_words_that_only_we_would_understand_do_not_come_back() -> None:
    private = {"told", "high", "wide", "lid", "dressing", "patience", "visiting", "peek"}
    found = []
    for file in sorted(KIOSK.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            name = node.id if isinstance(node, ast.Name) else node.arg if isinstance(node, ast.arg) else ""
            if name in private:
                found.append(f"{file.relative_to(KIOSK)}:{getattr(node, 'lineno', 0)}: {name}")
    assert found == []


def _imports(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_pygame_lives_only_in_screen() -> None:
    elsewhere = [f for f in KIOSK.rglob("*.py") if "pygame" in _imports(f) and f.parent.name != "screen"]
    assert elsewhere == [KIOSK / "ops" / "maintenance.py"], (
        "but for the page that stands when nothing else of ours does"
    )


def test_floors_hold() -> None:
    # On its own: it would switch off the loggers that other tests listen to.
    linter = Path(sys.executable).with_name("lint-imports")
    told = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout


def test_only_the_command_line_ends_the_process() -> None:
    ending = re.compile(r"\b(sys\.exit|os\._exit|(?<![.\w])quit\(|raise SystemExit)")
    assert [f.name for f in KIOSK.rglob("*.py") if ending.search(f.read_text("utf-8"))] == ["cli.py"]


@pytest.mark.parametrize("file", sorted(KIOSK.rglob("*.py")), ids=lambda f: str(f.relative_to(KIOSK)))
def test_files_stay_short_and_open_with_why(file: Path) -> None:
    text = file.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST, "look for the second room inside"
    assert not text.strip() or ast.get_docstring(ast.parse(text)), "open with one sentence that says why it exists"


def test_app_is_short() -> None:
    assert len((KIOSK / "app.py").read_text("utf-8").splitlines()) <= 250


def test_no_name_that_says_nothing() -> None:
    dull = {"utils", "helpers", "common", "misc", "manager"}
    assert not [f for f in KIOSK.rglob("*") if f.stem in dull]


def test_the_readme_names_the_commands_that_exist() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    said = set(re.findall(r"\bkiosk ([a-z-]+)\b", readme.replace("hall kiosk\n", "")))
    usage = parser().format_help()
    known = set(re.findall(r"^    ([a-z-]+)\s", usage, re.M))
    assert {"run", "check", "tour", "export", "messages"} <= said <= known == said


def test_the_map_for_engineers_names_every_room() -> None:
    told = (KIOSK / "README.md").read_text("utf-8")
    rooms = [p.name for p in KIOSK.iterdir() if p.is_dir() and p.name != "__pycache__"]
    assert [r for r in rooms if f"{r}/" not in told] == []
