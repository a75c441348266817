"""Where the file of a kind of scam is kept off the screen, everything that names the kind still looks right."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest

from kiosk.draw.icon_files import icon_names
from kiosk.draw.items import Icon, Text
from kiosk.draw.look import Look
from kiosk.wiring import Places, make_machine, read_content
from tests.real_hall import ROOT, without_rooms

ZONES = ("case_warnings", "harm_data", "scam_lessons", "scam_types", "six_eight_rules", "victim_memoirs")


@pytest.mark.parametrize("broken", ["brushing", "police"])
def test_no_blank_line_and_no_dot_stands_for_a_kind_that_is_kept_off(tmp_path: Path, broken: str) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content, ignore=without_rooms)
    kind = content / "scam_types" / "types" / f"{broken}.yaml"
    kind.write_text(kind.read_text(encoding="utf-8").replace("tip:", "tipp:"), encoding="utf-8")
    places = Places(content, ROOT / "zones.yaml")
    loaded = read_content(places)
    assert broken not in loaded.shared.types and len(loaded.shared.types) > 10
    cases = loaded.zones["case_warnings"].cases
    assert any(case.type == broken for case in cases), "the kind's cases stay on the wall"
    machine = make_machine(loaded, places, (1920, 1080), Random(1), lambda: "v")
    for zone in ZONES:
        scene = machine.scene(zone)
        for state in scene.samples():
            for item in scene.view(state, Look()):
                if isinstance(item, Icon):
                    assert item.name in icon_names(), (scene.page(state), item.name)
                if isinstance(item, Text):
                    assert "".join(item.lines).strip() and broken not in "".join(item.lines), scene.page(state)
