"""What `deploy/` lays on a machine: scripts that are sound, units that systemd understands and that stay shut in."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
FILES = DEPLOY / "files"
UNITS = sorted((FILES / "etc/systemd/system").glob("*.service"))
SCRIPTS = sorted(
    file
    for file in DEPLOY.rglob("*")
    if file.is_file() and file.read_bytes().startswith((b"#!/bin/sh", b"#!/usr/bin/env bash"))
)
INSTALL, UNINSTALL = ((DEPLOY / name).read_text("utf-8") for name in ("install.sh", "uninstall.sh"))
PLACES = sorted("/" + file.relative_to(FILES).as_posix() for file in FILES.rglob("*") if file.is_file())


def listed(script: str, name: str) -> set[str]:
    found = re.search(rf"^{name}=\(([^)]*)\)", script, re.M)
    assert found is not None
    return set(found[1].split())


def without(tool: str) -> pytest.MarkDecorator:
    """Tests that a tool of Debian does; `.ci/run` installs it."""
    return pytest.mark.skipif(shutil.which(tool) is None, reason=f"not installed: {tool}")


@without("shellcheck")
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda file: file.name)
def test_scripts_are_sound(script: Path) -> None:
    done = subprocess.run(["shellcheck", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_scripts_can_be_run() -> None:
    assert len(SCRIPTS) >= 8
    run_by_name = [file for file in SCRIPTS if file.parent == DEPLOY or "/usr/local/" in str(file)]
    assert [file.name for file in run_by_name if not os.access(file, os.X_OK)] == []


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root with what is installed, and with everything units name that others bring."""
    root = tmp_path_factory.mktemp("machine")
    for place in PLACES:
        target = root / place[1:]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text((FILES / place[1:]).read_text("utf-8").replace("@USER@", "daemon"), "utf-8")
        target.chmod(0o755 if place.startswith("/usr/local") else 0o644)
    shutil.copytree("/lib/systemd/system", root / "lib/systemd/system", symlinks=True)
    (root / "usr/lib").mkdir(parents=True)
    (root / "usr/lib/systemd").symlink_to("../../lib/systemd")
    named = {word for unit in UNITS for word in re.findall(r"^Exec\w+=[-+]*(/\S+)", unit.read_text("utf-8"), re.M)}
    for program in named:
        target = root / program[1:]
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            target.write_text("#!/bin/sh\n", "utf-8")
            target.chmod(0o755)
    return root


@without("systemd-analyze")
@pytest.mark.parametrize("unit", UNITS, ids=lambda file: file.name)
def test_systemd_understands_every_word_of_the_units(machine: Path, unit: Path) -> None:
    order = ["systemd-analyze", "verify", "--man=no", f"--root={machine}", f"/etc/systemd/system/{unit.name}"]
    done = subprocess.run(order, capture_output=True, text=True, check=False)
    about_ours = [line for line in done.stderr.splitlines() if "kiosk" in line]
    assert done.returncode == 0 and about_ours == [], done.stderr


@without("systemd-analyze")
@pytest.mark.parametrize(("unit", "most"), [("kiosk.service", 20), ("kiosk-maintenance.service", 15)])
def test_what_visitors_touch_is_shut_in(machine: Path, unit: str, most: int) -> None:
    """`most` is systemd's exposure, of 100 for a service that may do everything."""
    file = machine / "etc/systemd/system" / unit
    order = ["systemd-analyze", "security", "--offline=true", f"--threshold={most}", "--no-pager", str(file)]
    done = subprocess.run(order, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout.splitlines()[-1]


def test_every_unit_and_program_that_is_named_is_there() -> None:
    names = {unit.name for unit in UNITS}
    text = "\n".join((FILES / place[1:]).read_text("utf-8") for place in PLACES)
    assert set(re.findall(r"\bkiosk[a-z-]*\.service\b", text + INSTALL + UNINSTALL)) <= names
    assert set(re.findall(r"/usr/local/s?bin/[\w-]+|/usr/local/lib/kiosk/[\w-]+", text)) <= set(PLACES)
    assert listed(INSTALL, "ENABLED") <= listed(UNINSTALL, "ENABLED") <= names


def test_modules_the_units_run_exist_or_are_named_by_the_manual_of_supervision() -> None:
    text = "".join(unit.read_text("utf-8") for unit in UNITS)
    modules = set(re.findall(r"-m (kiosk[\w.]+)", text))
    assert modules == {"kiosk.ops.machine", "kiosk.ops.maintenance"}


def test_the_hall_can_write_to_its_records_only() -> None:
    unit = (FILES / "etc/systemd/system/kiosk.service").read_text("utf-8")
    assert re.findall(r"^ReadWritePaths=(.*)", unit, re.M) == ["/var/lib/kiosk/data"]
    for line in ("ProtectSystem=strict", "User=@USER@", "NoNewPrivileges=yes", "CapabilityBoundingSet="):
        assert re.search(rf"^{line}$", unit, re.M), line


def test_uninstalling_empties_every_folder_that_installing_made() -> None:
    for folder in ("/etc/kiosk", "/usr/local/lib/kiosk", "/media/kiosk"):
        assert folder in UNINSTALL
    assert 'rm -rf "$OPT"' in UNINSTALL and "rm -rf /var" not in UNINSTALL


@pytest.mark.parametrize(
    "given", [["--user", "root"], ["--user", "a b"], ["--user"], ["--bundle", "/no/such"], ["--x"]]
)
def test_what_install_is_given_wrongly_it_refuses_before_it_does_anything(given: list[str]) -> None:
    done = subprocess.run(["bash", DEPLOY / "install.sh", *given], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert re.search(r"用户名|用法|没有找到", done.stderr)
