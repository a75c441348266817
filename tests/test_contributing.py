"""The tutorial of CONTRIBUTING.md, carried out to the letter in a copy of the project: a tenth zone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TUTORIAL = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
FENCED = re.compile(r"```(python|yaml)\n(.*?)```", re.S)
NAMED = re.compile(r"`([\w/.-]+)`\n\n```(?:python|yaml)\n(.*?)```", re.S)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with the tutorial's files written, its block and its line put where it says."""
    made = tmp_path_factory.mktemp("tenth")
    for name in ("kiosk", "content"):
        shutil.copytree(ROOT / name, made / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path, text in NAMED.findall(TUTORIAL):
        (made / path).parent.mkdir(parents=True, exist_ok=True)
        (made / path).write_text(text, "utf-8")
    unnamed = [text for _, text in FENCED.findall(TUTORIAL) if text not in {t for _, t in NAMED.findall(TUTORIAL)}]
    block, imported, line = unnamed
    plan = (ROOT / "zones.yaml").read_text("utf-8").replace("visit_minutes: 40", "visit_minutes: 45")
    (made / "zones.yaml").write_text(plan.rstrip("\n") + "\n" + block, "utf-8")
    register = made / "kiosk/zones/register.py"
    text = register.read_text("utf-8")
    text = text.replace("from kiosk.zones.quiz", imported + "from kiosk.zones.quiz", 1)
    register.write_text(text.replace("\n)\n\nPLANS", f"\n{line})\n\nPLANS", 1), "utf-8")
    return made


def _kiosk(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(copy), "SDL_VIDEODRIVER": "dummy", "PYTHONDONTWRITEBYTECODE": "1"}
    order = [sys.executable, "-m", "kiosk.cli", *arguments]
    return subprocess.run(order, cwd=copy, env=environment, capture_output=True, text=True, timeout=300, check=False)


def test_it_names_four_files_of_code_and_one_of_content() -> None:
    assert [path.rpartition("/")[2] for path, _ in NAMED.findall(TUTORIAL)] == [
        "models.py", "scene.py", "__init__.py", "manifest.py", "opening-hours.yaml",
    ]  # fmt: skip


def test_the_new_content_passes_the_check_and_a_mistake_in_it_is_told(copy: Path) -> None:
    done = _kiosk(copy, "check")
    assert done.returncode == 0 and re.search("便民提示区 +提示 1 ", done.stdout), done.stdout + done.stderr
    notice = copy / "content/notices/opening-hours.yaml"
    good = notice.read_text("utf-8")
    notice.write_text(good.replace("title: ", "titel: "), "utf-8")
    done = _kiosk(copy, "check")
    notice.write_text(good, "utf-8")
    assert done.returncode == 1 and "content/notices/opening-hours.yaml:2:1" in done.stdout and "title" in done.stdout


def test_its_schema_is_written_for_editors(copy: Path) -> None:
    assert _kiosk(copy, "schemas").returncode == 0
    assert "正文" in (copy / "content/schemas/notices.json").read_text("utf-8")


def test_the_tour_walks_through_ten_zones(copy: Path, tmp_path: Path) -> None:
    done = _kiosk(copy, "tour", "--out", str(tmp_path), "--size", "960x540")
    assert done.returncode == 0, done.stderr
    assert "10 个展区" in done.stdout
    assert [p.name for p in tmp_path.glob("*notices*")] != []


def test_what_happens_in_it_is_exported_with_its_words(copy: Path, tmp_path: Path) -> None:
    visit = """
import random
from pathlib import Path
from kiosk.scene import Tap
from kiosk.session.preview_state import open_zone
from kiosk.store.log import EventLog
from kiosk.wiring import Places, make_machine, read_content
places = Places(Path("content"), Path("zones.yaml"))
machine = make_machine(read_content(places), places, (1920, 1080), random.Random(1), lambda: "v1")
open_zone(machine, "notices")
machine.touch(Tap("round"))
machine.touch(Tap("notice/opening-hours"))
machine.touch(Tap("frame/home"))
at = "2026-11-26T09:00:00.000+08:00"
log = EventLog.open(Path("data"), at)
for logged in machine.take():
    log.append(logged._replace(at=at))
assert log.close()
"""
    environment = {**os.environ, "PYTHONPATH": str(copy)}
    subprocess.run([sys.executable, "-c", visit], cwd=copy, env=environment, check=True, timeout=120)
    done = _kiosk(copy, "export", "--out", str(tmp_path / "out.csv"))
    assert done.returncode == 0, done.stderr
    words = "".join(p.read_text("utf-8-sig") for p in tmp_path.glob("out-*.csv"))
    assert "便民提示区" in words and "体验馆周二到周日开放" in words


def test_the_floors_hold_with_it_too(copy: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", copy)
    environment = {**os.environ, "PYTHONPATH": str(copy)}
    order = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(order, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
