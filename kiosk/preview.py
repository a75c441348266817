"""A scenario opened at a node for a quick look, and read again whenever its file is saved; the node stays."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kiosk.app import Hall, visit_names
from kiosk.content.models.scenario import Scenario
from kiosk.content.problems import Problem
from kiosk.content.reading import read_document
from kiosk.content.scenario_lint import lint
from kiosk.content.zone_content import Loaded
from kiosk.content.zone_content import VrExperience as VrContent
from kiosk.content.zone_files import ZONE_FILES, Found
from kiosk.screen.window import Window
from kiosk.session.preview_state import open_zone
from kiosk.wiring import Places, make_machine, read_content
from kiosk.zones.vr_experience import VrExperience

ZONE = "vr_experience"
_KIND = next(kind for kind in ZONE_FILES if kind.model is Scenario)


def read_scenario(path: Path) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """(the scenario or None when it cannot be played, every problem of the file)."""
    try:
        stat = path.stat()
    except OSError:
        return None, (Problem(str(path), 1, 1, "没有找到这个文件：检查文件名和文件夹"),)
    document = read_document(Found(_KIND, path, str(path), stat.st_size, stat.st_mtime_ns))
    scenario = document.value if isinstance(document.value, Scenario) else None
    found = [document.tree.problem(loc, told, at_key=True) for loc, told in lint(scenario)] if scenario else []
    return scenario, tuple(sorted({*document.problems, *found}))


class Preview:
    """A hall with nothing but one scenario in its VR zone. Nothing is recorded."""

    def __init__(self, window: Window, places: Places, path: Path, scenario: Scenario, node: str) -> None:
        self._places, self._path = places, path
        self._saved = _saved(path)
        self._loaded = read_content(places)
        self.hall = Hall(window, replace(places, data=None), self._with(scenario), None, self._look_again)
        self._show(scenario, node)

    def run(self) -> None:
        """Until the window is closed."""
        try:
            self.hall.run()
        finally:
            self.hall.close()

    def _with(self, scenario: Scenario) -> Loaded:
        return replace(self._loaded, vr_experience=VrContent((scenario,)))

    def _show(self, scenario: Scenario, node: str) -> None:
        machine = self.hall.machine
        zone = machine.scene(ZONE)
        if isinstance(zone, VrExperience):
            open_zone(machine, ZONE, zone.at(scenario.id, node))

    def _look_again(self) -> None:
        """Read the file anew when it was saved. A file with problems leaves the last good one on the screen."""
        saved = _saved(self._path)
        if saved == self._saved:
            return
        self._saved = saved
        scenario, problems = read_scenario(self._path)
        tell(problems)
        if scenario is None:
            return
        story = getattr(self.hall.machine.state, "story", None)
        node = story.node if story is not None and story.node in {n.id for n in scenario.nodes} else ""
        places, size = replace(self._places, data=None), self.hall.window.size
        self.hall.machine = make_machine(self._with(scenario), places, size, self.hall.chance, visit_names())
        self._show(scenario, node)


def tell(problems: Sequence[Problem]) -> None:
    """The problems for whoever edits the file."""
    for problem in problems:
        print(problem, file=sys.stderr)


def _saved(path: Path) -> int:
    """When the file was last saved, in nanoseconds; 0 while an editor is replacing it."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
