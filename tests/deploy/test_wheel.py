"""A bundle made here is installed without a network into an environment of its own, and opens there without a checkout."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NEEDED = (
    "annotated-types", "numpy", "pillow", "pydantic", "pydantic-core", "pygame-ce", "pylopdf-fonts-zh-cn", "pyyaml",
    "qrcode", "typing-extensions", "typing-inspection", "xlsxwriter",
)  # fmt: skip
"""What the hall opens with; the real lock has more, for a phone, a film, a voice, a card."""
BUILDING = ("setuptools",)


def wheel_of(found: Distribution, folder: Path) -> Path:
    """The wheel a distribution was installed from, put together again: the tests fetch nothing."""
    name, version = found.metadata["Name"], found.version
    described = next(f for f in found.files or () if f.name == "WHEEL" and f.parent.suffix == ".dist-info")
    tag = re.search(r"^Tag: (.+)$", described.read_text(), re.M)
    assert tag is not None
    out = folder / f"{re.sub(r'[-_.]+', '_', name)}-{version}-{tag[1]}.whl"
    record = io.StringIO()
    rows = csv.writer(record, lineterminator="\n")
    with zipfile.ZipFile(out, "w") as wheel:
        for file in found.files or ():
            if ".." in file.parts or "__pycache__" in file.parts or file.name in ("RECORD", "INSTALLER", "REQUESTED"):
                continue
            content = file.read_binary()
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            rows.writerow((file.as_posix(), f"sha256={digest}", len(content)))
            wheel.writestr(file.as_posix(), content)
        rows.writerow(((described.parent / "RECORD").as_posix(), "", ""))
        wheel.writestr((described.parent / "RECORD").as_posix(), record.getvalue())
    return out


def kiosk(*words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    order = [sys.executable, "-m", "kiosk.cli", *map(str, words)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(order, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle of this checkout and of the wheels that this environment was made of."""
    place = tmp_path_factory.mktemp("bundle")
    wheels, project = place / "wheels", place / "project"
    wheels.mkdir()
    project.mkdir()
    for part in ("kiosk", "content", "zones.yaml", "pyproject.toml", "setup.py", "README.md", "LICENSE", "deploy"):
        (project / part).symlink_to(ROOT / part)
    lines = []
    for name in NEEDED:
        wheel = wheel_of(distribution(name), wheels)
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        lines.append(f"{name}=={distribution(name).version} --hash=sha256:{digest}\n")
    for name in BUILDING:
        wheel_of(distribution(name), wheels)
    (project / "requirements.lock").write_text("# a comment\n" + "".join(lines), "utf-8")
    done = kiosk("bundle", "--wheels", wheels, "--out", place / "kiosk.tar", cwd=project)
    assert done.returncode == 0, done.stderr
    assert hashlib.sha256((place / "kiosk.tar").read_bytes()).hexdigest() in done.stdout
    return place / "kiosk.tar"


@pytest.fixture(scope="module")
def installed(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A machine on which that bundle was installed: `opt` and `home`."""
    place = tmp_path_factory.mktemp("machine")
    done = kiosk("update", bundle, "--opt", place / "opt", "--home", place / "home", cwd=place)
    assert done.returncode == 0, done.stderr
    return place


def test_the_content_is_the_checkouts(installed: Path) -> None:
    hall = installed / "opt" / "current" / "hall" / "content"
    content = {p.relative_to(ROOT / "content"): p.read_bytes() for p in (ROOT / "content").rglob("*.yaml")}
    assert {p.relative_to(hall): p.read_bytes() for p in hall.rglob("*.yaml")} == content


def test_the_program_alone_checks_the_content_it_carries(installed: Path, tmp_path: Path) -> None:
    program = installed / "opt" / "current" / "venv" / "bin" / "kiosk"
    checked = subprocess.run([program, "check"], cwd=tmp_path, capture_output=True, text=True, env={"PATH": "/usr/bin"})
    assert checked.returncode == 0, checked.stderr
    assert "没有问题" in checked.stderr
    carried = next((installed / "opt" / "current" / "venv").rglob("kiosk_content"))
    assert not (carried / "data").exists(), "what the program makes is put nowhere among what it brought"


def test_it_opens_without_a_network_a_checkout_or_a_screen_and_closes_when_asked_to(installed: Path) -> None:
    release, data = installed / "opt" / "current", installed / "home" / "data"
    environment = {"PATH": "/usr/bin:/bin", "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy", "HOME": str(data)}
    with subprocess.Popen(
        [release / "venv" / "bin" / "kiosk", "run", "--fullscreen"], cwd=release / "hall", env=environment
    ) as hall:
        until = time.monotonic() + 60
        while not (data / "screen.raw").exists() and hall.poll() is None and time.monotonic() < until:
            time.sleep(0.1)
        time.sleep(2)
        hall.send_signal(signal.SIGTERM)
        assert hall.wait(30) == 0
    assert (data / "kiosk.db").exists()


def test_installed_again_it_keeps_what_staff_wrote_and_says_when_it_does_not_open(
    bundle: Path, installed: Path
) -> None:
    settings = installed / "opt" / "current" / "hall" / "zones.yaml"
    settings.write_text(settings.read_text("utf-8").replace("博山区", "博山"), "utf-8")
    place = ("--opt", installed / "opt", "--home", installed / "home")
    again = kiosk("update", bundle, *place, "--restart", "false", cwd=installed)
    assert again.returncode == 1 and "一分钟里没有开馆" in again.stderr
    assert "博山反诈" in settings.read_text("utf-8")


def test_the_real_lock_holds_what_a_hall_may_need() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    for name in (*NEEDED, "av", "fpdf2", "espeakng-loader", "tornado", "cryptography"):
        assert re.search(rf"^{re.escape(name)}==\S+", lock, re.M), name
    assert len(re.findall(r"^\S+==", lock, re.M)) <= len(re.findall(r"--hash=sha256:", lock))
