"""A scenario opened at a node for a quick look, and read again whenever its file is saved; the node stays."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kiosk.app import Kiosk, visit_names
from kiosk.content.catalogue import Found
from kiosk.content.loaded import Loaded
from kiosk.content.problems import Problem
from kiosk.content.reading import read_document
from kiosk.screen.window import Window
from kiosk.session.preview_state import open_zone
from kiosk.wiring import Places, make_machine, read_content
from kiosk.zones.register import CATALOGUE
from kiosk.zones.vr_experience.manifest import VrExperienceContent, with_choice_ids
from kiosk.zones.vr_experience.models import ZONE, Scenario
from kiosk.zones.vr_experience.pages import VrExperienceState, node_in_use
from kiosk.zones.vr_experience.scene import VrExperienceScene

_KIND = next(kind for kind in CATALOGUE.files if kind.model is Scenario)


def read_scenario(path: Path) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """(the scenario or None when it cannot be played, every problem of the file)."""
    try:
        stat = path.stat()
    except OSError:
        return None, (Problem(str(path), 1, 1, "没有找到这个文件：检查文件名和文件夹"),)
    document = read_document(Found(_KIND, path, str(path), stat.st_size, stat.st_mtime_ns))
    if not isinstance(document.value, Scenario):
        return None, tuple(document.problems)
    faults = _KIND.faults(document.value)
    found = {document.problem(loc, message, at_key=True) for loc, message in faults or _KIND.lint(document.value)}
    return None if faults else with_choice_ids(document.value), tuple(sorted(found))


class Preview:
    """A hall with nothing but one scenario in its VR zone. Nothing is recorded."""

    def __init__(self, window: Window, places: Places, path: Path, scenario: Scenario, node: str) -> None:
        self._places, self._path = places, path
        self._saved = _saved(path)
        self._loaded = read_content(places)
        self.hall = Kiosk(window, replace(places, data=None), self._with(scenario), None, self._look_again)
        self._show(scenario, node)

    def run(self) -> None:
        """Until the window is closed."""
        try:
            self.hall.run()
        finally:
            self.hall.close()

    def _with(self, scenario: Scenario) -> Loaded:
        return replace(self._loaded, zones={**self._loaded.zones, ZONE: VrExperienceContent((scenario,))})

    def _show(self, scenario: Scenario, node: str) -> None:
        machine = self.hall.machine
        zone = machine.scene(ZONE)
        if isinstance(zone, VrExperienceScene):
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
        state = self.hall.machine.state
        node = node_in_use(state.kept or state.page) if isinstance(state, VrExperienceState) else ""
        node = node if node in {n.id for n in scenario.nodes} else ""
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
