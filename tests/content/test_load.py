"""What the program gets when some of the content is broken."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.zones.register import CATALOGUE
from tests.content.small_hall import CASE, SCENARIO, SmallHall, at


def test_everything_is_there(hall: SmallHall) -> None:
    loaded = hall.load()
    assert loaded.problems == ()
    assert all(zone in loaded.zones for zone in CATALOGUE.zone_ids)
    assert loaded.hall is not None and loaded.words is not None
    assert "case_warnings" in loaded.zones
    assert loaded.zones["case_warnings"].cases[0].steps[1].yuan == 3000
    assert loaded.shared.type_names["refund"] == "骗局1"
    assert loaded.shared.rules["new-8"] == "口诀"


def test_a_broken_case_is_left_out_and_told(hall: SmallHall) -> None:
    hall.write("content/case_warnings/cases/second.yaml", CASE.replace("first-case", "second").replace("who:", "hwo:"))
    loaded = hall.load()
    assert "case_warnings" in loaded.zones
    assert [case.id for case in loaded.zones["case_warnings"].cases] == ["first-case"]
    assert [problem.path for problem in loaded.problems] == ["content/case_warnings/cases/second.yaml"]


def test_a_zone_with_no_readable_case_is_closed_and_the_others_are_open(hall: SmallHall) -> None:
    hall.write("content/case_warnings/cases/first-case.yaml", "id: [")
    loaded = hall.load()
    assert "case_warnings" not in loaded.zones
    assert all(zone in loaded.zones for zone in CATALOGUE.zone_ids if zone != "case_warnings")


def test_a_broken_single_file_closes_its_zone(hall: SmallHall) -> None:
    hall.write("content/quiz/blueprint.yaml", "items: 十\n")
    loaded = hall.load()
    assert "quiz" not in loaded.zones
    assert loaded.problems


def test_missing_files_are_told_and_close_their_zones(hall: SmallHall) -> None:
    (hall.root / "content/message_board/phrases.yaml").unlink()
    (hall.root / "content/scam_lessons/modules/one.yaml").unlink()
    (hall.root / "zones.yaml").unlink()
    loaded = hall.load()
    assert "message_board" not in loaded.zones and "scam_lessons" not in loaded.zones
    assert loaded.hall is not None and [zone.id for zone in loaded.hall.zones] == [*CATALOGUE.zone_ids]
    told = {problem.path: problem for problem in loaded.problems}
    at(told["content/message_board/phrases.yaml"], 1, 1, "没有找到")
    at(told["content/scam_lessons/modules/*.yaml"], 1, 1, "一个内容文件也没有")
    at(told["zones.yaml"], 1, 1, "没有找到")


def test_an_empty_folder_closes_every_zone_without_raising(hall: SmallHall) -> None:
    from kiosk.content.load import load

    loaded = load(CATALOGUE, hall.root / "nowhere", hall.root / "nowhere.yaml")
    assert all(zone not in loaded.zones for zone in CATALOGUE.zone_ids)
    assert len(loaded.problems) == 13


def test_films_and_local_figures_may_be_missing_or_broken(hall: SmallHall) -> None:
    hall.write("content/case_warnings/films.yaml", "films: 没有")
    (hall.root / "content/harm_data/local.yaml").unlink()
    loaded = hall.load()
    assert "case_warnings" in loaded.zones and loaded.zones["case_warnings"].films == ()
    assert "harm_data" in loaded.zones and loaded.zones["harm_data"].local == ()
    assert [problem.path for problem in loaded.problems] == ["content/case_warnings/films.yaml"]


def test_scam_type_names_are_there_although_their_zone_is_closed(hall: SmallHall) -> None:
    (hall.root / "content/scam_types/which.yaml").unlink()
    loaded = hall.load()
    assert "scam_types" not in loaded.zones
    assert loaded.shared.type_names["police"] == "骗局2"


def test_order_decides_then_the_file_name(hall: SmallHall) -> None:
    for name, order in (("b", 1), ("a", 2), ("c", 1)):
        text = SCENARIO.replace("id: story", f"id: {name}").replace("order: 1", f"order: {order}")
        hall.write(f"content/vr_experience/scenarios/{name}.yaml", text)
    loaded = hall.load()
    assert "vr_experience" in loaded.zones
    assert [scenario.id for scenario in loaded.zones["vr_experience"].scenarios] == ["b", "c", "story", "a"]


def test_of_two_with_the_same_id_the_first_is_kept(hall: SmallHall) -> None:
    hall.write("content/case_warnings/cases/zz.yaml", CASE.replace("王女士", "李先生"))
    loaded = hall.load()
    assert "case_warnings" in loaded.zones
    assert [case.who for case in loaded.zones["case_warnings"].cases] == ["王女士"]


def test_a_scenario_that_leads_nowhere_is_left_out(hall: SmallHall) -> None:
    text = SCENARIO.replace("id: story", "id: other").replace("goto: bad", "goto: badd")
    hall.write("content/vr_experience/scenarios/other.yaml", text)
    loaded = hall.load()
    assert "vr_experience" in loaded.zones
    assert [scenario.id for scenario in loaded.zones["vr_experience"].scenarios] == ["story"]
    at(loaded.problems[0], 26, 20, "“badd”", "是不是想写 bad")


def test_hidden_and_temporary_files_are_not_content(hall: SmallHall) -> None:
    hall.write("content/case_warnings/cases/.first.yaml.swp.yaml", "坏")
    hall.write("content/case_warnings/cases/~first.yaml", "坏")
    assert hall.load().problems == ()


def test_a_file_that_cannot_be_opened_is_told(hall: SmallHall) -> None:
    path = hall.root / "content/case_warnings/cases/gone.yaml"
    path.symlink_to(hall.root / "content/case_warnings/cases/loop.yaml")
    hall.write("content/message_board/phrases.yaml", b"a" * 300_000)
    assert [problem.path for problem in hall.load().problems] == ["content/message_board/phrases.yaml"]


@pytest.fixture
def barred(hall: SmallHall, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A zone's folder nobody may look into; the rights of files mean nothing to root, who runs these tests at times."""
    folder = hall.content / "case_warnings"

    def guarded(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Any = ".", *more: Any, **named: Any) -> Any:
            if isinstance(path, str | os.PathLike) and folder in Path(path).parents:
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return real(path, *more, **named)

        return call

    for name in ("stat", "listdir", "scandir", "open"):
        monkeypatch.setattr(os, name, guarded(getattr(os, name)))
    return folder


@pytest.mark.usefixtures("barred")
def test_a_folder_nobody_may_look_into_is_told_and_the_other_zones_open(hall: SmallHall) -> None:
    loaded = hall.load()
    assert [zone for zone in CATALOGUE.zone_ids if zone not in loaded.zones] == ["case_warnings"]
    problem = hall.check()[0]
    assert problem.path == "content/case_warnings/cases/*.yaml"
    at(problem, 1, 1, "权限", "管理员")
