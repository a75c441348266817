"""The house itself: names in five places, floors, short files, docs that match the code."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import yaml

from kiosk.content.zone_files import ZONE_IDS
from kiosk.session.frame_model import ZONE_ICONS

ROOT = Path(__file__).parents[1]
KIOSK = ROOT / "kiosk"


def _stems(folder: Path, ending: str) -> set[str]:
    return {p.name.removesuffix(ending) for p in folder.iterdir() if p.name.endswith(ending)}


def test_a_zone_has_one_name_in_five_places() -> None:
    plan = yaml.safe_load((ROOT / "zones.yaml").read_text("utf-8"))
    ids = [zone["id"] for zone in plan["zones"]]
    assert ids == list(ZONE_IDS)
    zones = {p.stem for p in (KIOSK / "zones").iterdir() if p.name not in ("__init__.py", "__pycache__")}
    content = {p.name for p in (ROOT / "content").iterdir() if p.is_dir() and p.name not in ("schemas", "hall")}
    tests = {name.removeprefix("test_") for name in _stems(ROOT / "tests" / "zones", ".py") if name.startswith("test_")}
    assert set(ids) == zones == content == _stems(ROOT / "content" / "schemas", ".json")
    assert set(ids) <= tests
    assert set(ids) == set(ZONE_ICONS)


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
    assert elsewhere == []


def test_floors_hold() -> None:
    from importlinter.cli import lint_imports

    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), is_debug_mode=False) == 0


def test_only_the_command_line_ends_the_process() -> None:
    ending = re.compile(r"\b(sys\.exit|os\._exit|(?<![.\w])quit\(|raise SystemExit)")
    assert [f.name for f in KIOSK.rglob("*.py") if ending.search(f.read_text("utf-8"))] == ["cli.py"]


@pytest.mark.parametrize("file", sorted(KIOSK.rglob("*.py")), ids=lambda f: str(f.relative_to(KIOSK)))
def test_files_stay_short_and_open_with_why(file: Path) -> None:
    text = file.read_text("utf-8")
    assert len(text.splitlines()) <= 360, "look for the second room inside"
    assert not text.strip() or ast.get_docstring(ast.parse(text)), "open with one sentence that says why it exists"


def test_app_is_short() -> None:
    assert len((KIOSK / "app.py").read_text("utf-8").splitlines()) <= 250


def test_no_name_that_says_nothing() -> None:
    dull = {"utils", "helpers", "common", "misc", "manager"}
    assert not [f for f in KIOSK.rglob("*") if f.stem in dull]


def test_the_readme_names_the_commands_that_exist() -> None:
    from kiosk.cli import _parser

    readme = (ROOT / "README.md").read_text("utf-8")
    said = set(re.findall(r"\bkiosk (run|check|tour|export|messages|play|bake)\b", readme))
    usage = _parser().format_help()
    assert {"run", "check", "tour", "export", "messages"} <= said
    assert all(re.search(rf"^\s+{word}\b", usage, re.M) for word in said)


def test_the_map_for_engineers_names_every_room() -> None:
    told = (KIOSK / "README.md").read_text("utf-8")
    rooms = [p.name for p in KIOSK.iterdir() if p.is_dir() and p.name != "__pycache__"]
    assert [r for r in rooms if f"{r}/" not in told] == []
