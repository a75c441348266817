"""Installing and reading content on a disk that refuses: subjects of `bench faults` with folders of their own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.faults_subjects import SMALL, Case, Mend, Subject, run_command
from kiosk.ops import release_tools
from kiosk.ops.updating import Site, update
from tests.ops.bundles import bundle_of, tools

ROOT = Path(__file__).parents[1]
EDITED, OURS = "edited by staff", "written by staff"


def _site(case: Case) -> Site:
    return Site(case.folder / "opt", case.folder / "home")


@dataclass(frozen=True)
class Updated(Subject):
    """An update of an installed hall in which staff wrote something."""

    def furnish(self, case: Case, template: Path) -> None:
        os.sync = lambda: None  # the whole machine's disk would be waited for
        bundles = case.folder / "bundles"
        bundles.mkdir()
        made = {v: bundle_of(bundles, v, {"content/a.yaml": f"a of {v}", "content/b.yaml": f"b of {v}"}) for v in "12"}
        site = _site(case)
        update(site, made["1"], tools(), lambda line: None)
        (site.current / "hall/content/b.yaml").write_text(EDITED, "utf-8")
        (site.current / "hall/content/ours.yaml").write_text(OURS, "utf-8")
        (site.data / "kiosk.db").write_text("records", "utf-8")

    def go(self, case: Case, mend: Mend) -> int:
        release_tools.tools_of = lambda site, restart: tools(lambda: True)
        site = _site(case)
        bundle = str(case.folder / "bundles" / "2.tar")
        return run_command(["update", bundle, "--opt", str(site.opt), "--home", str(site.home)])

    def judge(self, case: Case, status: int | None, lifted: bool) -> Iterator[str]:
        site = _site(case)
        release = site.in_use()
        if release is None:
            yield "nothing is in use"
            return
        version, hall = (release / "version").read_text("utf-8"), site.current / "hall"
        if status == 0 and version != "2":
            yield f"it said that 2 was in use, and {version} is"
        said = (case.beside / "said").read_text("utf-8")
        if status != 0 and version == "2" and "还是原来的" in said:
            yield "it said that the old one is in use, and 2 is"
        files = {path.relative_to(hall).as_posix(): path.read_text("utf-8") for path in hall.rglob("*.yaml")}
        files.pop("新版内容/content/b.yaml", None)
        carried = {"zones.yaml": f"hall: {version}\n", "content/a.yaml": f"a of {version}"}
        if files != {**carried, "content/b.yaml": EDITED, "content/ours.yaml": OURS}:
            yield f"{version} is in use with {files}"
        records = hall / "data" / "kiosk.db"
        if not records.is_file() or records.read_text("utf-8") != "records":
            yield "the records are not there"


@dataclass(frozen=True)
class Checked(Subject):
    """Content on the disk that refuses; what cannot be read is named, and nothing else is found wrong."""

    def furnish(self, case: Case, template: Path) -> None:
        for name in SMALL:
            shutil.copytree(ROOT / "content" / name, case.folder / "content" / name)
        shutil.copy(ROOT / "zones.yaml", case.folder)

    def judge(self, case: Case, status: int | None, lifted: bool) -> Iterator[str]:
        return iter(())


def _checking(case: Case) -> list[str]:
    return ["check", "--content", f"{case.folder}/content", "--hall", f"{case.folder}/zones.yaml"]


SUBJECTS = (Updated("update", lambda case: ()), Checked("check", _checking, well=1))
