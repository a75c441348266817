"""A scenario looked at while it is written: where it opens, what saving the file does."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app import open_window
from kiosk.draw.items import Text, targets
from kiosk.preview import Preview, read_scenario
from kiosk.scene import Tap
from tests.content.small_hall import SCENARIO
from tests.real_hall import PLACES


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "story.yaml"
    path.write_text(SCENARIO, "utf-8")
    return path


@pytest.fixture
def preview(monkeypatch: pytest.MonkeyPatch, file: Path) -> Iterator[Preview]:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    scenario, problems = read_scenario(file)
    assert scenario is not None and problems == ()
    opened = Preview(open_window((480, 480)), PLACES, file, scenario, "pay")
    yield opened
    opened.hall.close()


def save(preview: Preview, file: Path, text: str) -> None:
    """The file as an editor saves it, and the loop's next turn."""
    before = file.stat().st_mtime_ns
    file.write_text(text, "utf-8")
    os.utime(file, ns=(before + 1_000_000_000, before + 1_000_000_000))
    preview._look_again()


def shown(preview: Preview) -> str:
    return "\n".join("".join(i.lines) for i in preview.hall.machine.view() if isinstance(i, Text))


def test_it_opens_at_the_node_that_was_asked_for(preview: Preview) -> None:
    assert preview.hall.machine.page() == "vr_experience:play:story:pay"
    assert "不转" in shown(preview)


def test_saving_the_file_shows_it_at_the_same_node(preview: Preview, file: Path) -> None:
    save(preview, file, SCENARIO.replace("text: 不转", "text: 一分也不转"))
    assert preview.hall.machine.page() == "vr_experience:play:story:pay"
    assert "一分也不转" in shown(preview)


def test_a_node_that_is_gone_leads_to_the_beginning(preview: Preview, file: Path) -> None:
    save(preview, file, SCENARIO.replace("id: pay", "id: paid").replace("goto: pay", "goto: paid"))
    assert preview.hall.machine.page() == "vr_experience:play:story:ring"


def test_a_file_that_cannot_be_played_leaves_the_last_good_one(
    preview: Preview, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(preview, file, SCENARIO.replace("goto: bad", "goto: nowhere"))
    assert "不转" in shown(preview)
    assert "没有叫“nowhere”的节点" in capsys.readouterr().err


def test_whoever_stepped_back_stays_at_the_node(preview: Preview, file: Path) -> None:
    machine = preview.hall.machine
    machine.touch(Tap("frame/back"))
    assert machine.page() == "vr_experience:role:story" and "next" in targets(machine.view())
    save(preview, file, SCENARIO.replace("text: 不转", "text: 一分也不转"))
    assert preview.hall.machine.page() == "vr_experience:play:story:pay"


def test_every_choice_has_an_id_and_every_fault_is_told(file: Path) -> None:
    file.write_text(SCENARIO.replace("seconds: 30", "seconds: 5"), "utf-8")
    scenario, problems = read_scenario(file)
    assert scenario is not None and [choice.id for choice in scenario.nodes[0].choices] == ["a", "b"]
    assert ["5 秒太短" in problem.message for problem in problems] == [True]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    scenario, (problem,) = read_scenario(tmp_path / "nowhere.yaml")
    assert scenario is None and "没有找到这个文件" in problem.message
