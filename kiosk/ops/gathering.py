"""What goes into a bundle: the program's own wheel, the wheels it was locked to, and what installs them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kiosk.ops.bundling import DEPLOY, REQUIREMENTS, WHEELS

LOCK = "requirements.lock"
BUILDER = "setuptools-"
"""What only builds the program's wheel, and is not installed."""
SOURCES = ("kiosk", "content", "zones.yaml", "pyproject.toml", "setup.py", "README.md", "LICENSE")
"""What the program's wheel is built from."""
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", "*.egg-info")


class GatheringError(Exception):
    """Something of a bundle cannot be had; its words say to staff what, and what to do."""


@contextmanager
def gathered(project: Path, wheels: Path | None) -> Iterator[Path]:
    """A folder with everything of a bundle, while it is needed; `wheels` holds the others' wheels, else they are
    fetched (with setuptools, which builds the program's). Raises GatheringError, OSError."""
    if not (project / LOCK).is_file() or not (project / DEPLOY).is_dir():
        raise GatheringError(f"要在程序的源文件夹里做（这里没有 {LOCK} 和 {DEPLOY}）")
    with tempfile.TemporaryDirectory(prefix="kiosk-bundle-") as place:
        folder, built = Path(place) / "bundle", Path(place) / "built"
        (folder / WHEELS).mkdir(parents=True)
        shutil.copytree(project / DEPLOY, folder / DEPLOY, ignore=_LEFT_OUT)
        lock = (project / LOCK).read_text("utf-8")
        (folder / REQUIREMENTS).write_text(re.sub(r"(?m)^\s*#.*\n", "", lock), "utf-8")
        _copy_sources(project, built)
        pip = _pip(Path(place) / "venv")
        if wheels is None:
            only = ["--only-binary", ":all:", "--require-hashes", "--requirement", str(folder / REQUIREMENTS)]
            _ordered([*pip, "download", *only, "--dest", str(folder / WHEELS)])
        else:
            for wheel in wheels.glob("*.whl"):
                if not wheel.name.startswith(BUILDER):
                    shutil.copyfile(wheel, folder / WHEELS / wheel.name)
        there = [] if wheels is None else ["--no-index", "--find-links", str(wheels.absolute())]
        _ordered([*pip, "wheel", "--no-deps", *there, "--wheel-dir", str(folder / WHEELS), str(built)])
        yield folder


def _copy_sources(project: Path, built: Path) -> None:
    """Copies them: a build in the project would leave there what the next one takes for its own."""
    built.mkdir()
    for name in SOURCES:
        if (project / name).is_dir():
            shutil.copytree(project / name, built / name, ignore=_LEFT_OUT)
        else:
            shutil.copyfile(project / name, built / name)


def _pip(venv: Path) -> list[str]:
    """An installer of our own: Debian's Python has none."""
    _ordered([sys.executable, "-m", "venv", str(venv)])
    python = venv / ("Scripts" if os.name == "nt" else "bin") / "python"
    return [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check"]


def _ordered(order: Sequence[str]) -> None:
    done = subprocess.run(order, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        raise GatheringError(f"{' '.join(order[1:5])} 没有做成，多半是没有网：\n{done.stderr.strip()[-2000:]}")
