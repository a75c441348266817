"""Small bundles for tests: a program that is nothing but its version, and content of a few files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from kiosk.ops.bundling import Bundle, looked_through, write_bundle
from kiosk.ops.updating import Tools

SETTINGS = "zones.yaml"


def bundle_of(place: Path, version: str, content: Mapping[str, str]) -> Bundle:
    """A bundle whose program carries that content (and a zones.yaml that names the version)."""
    folder = place / f"bundle-{version}"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "wheels").mkdir(parents=True)
    (folder / "deploy").mkdir()
    (folder / "deploy" / "install.sh").write_text(f"#!/bin/sh\n# {version}\n", "utf-8")
    (folder / "requirements.txt").write_text("", "utf-8")
    carried = {SETTINGS: f"hall: {version}\n", **content}
    program = folder / "wheels" / f"antifraud_hall_kiosk-{version}-py3-none-any.whl"
    program.write_text(json.dumps({"version": version, "content": carried}), "utf-8")
    write_bundle(folder, place / f"{version}.tar", version)
    return looked_through(place / f"{version}.tar")


def tools(
    restart: Callable[[], bool] | None = None, check: Callable[[Path, Path], str] = lambda release, hall: ""
) -> Tools:
    """Tools that install such a program in no time."""

    def environment(release: Path, bundle: Bundle) -> None:
        program = json.loads((release / bundle.program).read_text("utf-8"))
        carried = brought(release)
        for name, text in program["content"].items():
            (carried / name).parent.mkdir(parents=True, exist_ok=True)
            (carried / name).write_text(text, "utf-8")
        (release / "version").write_text(program["version"], "utf-8")
        shutil.rmtree(release / "wheels")

    def brought(release: Path) -> Path:
        return release / "carried"

    return Tools(environment, brought, check, lambda folder: None, restart)
