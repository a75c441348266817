"""The guide for staff says what is so: its example passes the check, its sentences are the program's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.content.check import check
from kiosk.content.conditions import Conditions
from kiosk.content.load import load
from kiosk.screen import window
from kiosk.zones.register import CATALOGUE
from tests.real_hall import without_rooms

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "content" / "README.md").read_text(encoding="utf-8")


def test_its_example_of_a_case_passes_the_check_beside_the_halls_own(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content", ignore=without_rooms)
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


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The program's folder after `make run`, as staff find it."""
    shutil.copytree(ROOT / "content", tmp_path / "content", ignore=shutil.ignore_patterns("*.mp4"))
    shutil.copy(ROOT / "zones.yaml", tmp_path)
    program = tmp_path / ".venv" / "bin" / "kiosk"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m kiosk.cli "$@"\n', "utf-8")
    program.chmod(0o755)
    return tmp_path


COMMANDS = [line.strip() for line in GUIDE.splitlines() if line.startswith(("       .venv/", "       make"))]
WINDOWS = ("look", "run")


def test_it_has_a_command_for_every_step() -> None:
    orders = [command.removeprefix(".venv/bin/kiosk ").split()[0] for command in COMMANDS]
    assert orders == ["new", "look", "tour", "check", "make", "run"]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert "run: $(VENV)/.ready\n\t$(VENV)/bin/kiosk run" in makefile and "VENV := .venv" in makefile
    assert "Ctrl + Shift + Q" in GUIDE and window.STAFF_KEYS == ("ctrl+shift+q",) and "escape" in window.END_KEYS


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.split()[1] not in WINDOWS and c != "make run"])
def test_a_command_works_as_it_is_written(copy: Path, command: str) -> None:
    done = subprocess.run(
        ["sh", "-c", command], cwd=copy, input="a-new-case\n一件新的案例\n1\n", capture_output=True, text=True, timeout=120,
        env={**os.environ, "SDL_VIDEODRIVER": "dummy"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    match command.split()[1]:
        case "new":
            assert (copy / "content/case_warnings/cases/a-new-case.yaml").is_file()
            assert "kiosk look" in done.stdout and "draft: true" in done.stdout
        case "tour":
            pictures = list((copy / "tour").glob("*.png"))
            assert len(pictures) > 5 and (copy / "tour" / "index.html").is_file()
        case "check":
            assert "案例 23" in done.stdout and "没有问题" in done.stderr


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.split()[1] in WINDOWS and c != "make run"])
def test_a_window_opens_and_stays_open(copy: Path, command: str) -> None:
    opened = subprocess.Popen(
        ["sh", "-c", f"exec {command}"], cwd=copy, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "SDL_VIDEODRIVER": "dummy"},
    )  # fmt: skip
    with pytest.raises(subprocess.TimeoutExpired):
        opened.wait(5)
    opened.terminate()
    said = opened.communicate(timeout=60)[1]
    assert opened.returncode == 0 and "Traceback" not in said
    assert not (copy / "data" / "kiosk.db").exists()


def test_a_new_member_of_staff_gets_a_case_from_nothing_to_the_wall(copy: Path) -> None:
    """Step by step as the guide says: begun, written, checked, its draft line deleted, opened."""

    def kiosk(order: str, answers: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", "-c", f".venv/bin/kiosk {order}"], cwd=copy, input=answers, capture_output=True, text=True, timeout=120
        )  # fmt: skip

    def shown() -> set[str]:
        return {c.id for c in load(CATALOGUE, copy / "content", copy / "zones.yaml").zones["case_warnings"].cases}

    assert kiosk("new case", "example-refund-call\n一通“退款”电话\n4\n").returncode == 0
    file = copy / "content/case_warnings/cases/example-refund-call.yaml"
    checked = kiosk("check")
    assert checked.returncode == 0 and "这是草稿" in checked.stdout and "案例 1" in checked.stdout
    assert "example-refund-call" not in shown()
    example = GUIDE.split("```yaml\n")[1].split("```")[0]
    file.write_text("draft: true\n" + example.replace("band: middle", "band: 中年"), "utf-8")
    checked = kiosk("check")
    assert "提醒" in checked.stdout and "middle（36—59岁）" in checked.stdout
    file.write_text("draft: true\n" + example, "utf-8")
    assert "example-refund-call" not in shown()
    file.write_text(example, "utf-8")
    checked = kiosk("check")
    assert checked.returncode == 0 and "案例 24" in checked.stdout
    assert "example-refund-call" in shown()
