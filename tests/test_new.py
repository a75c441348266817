"""A content file begun with a few questions: a draft that is right, stays off the wall, and can be gone on with."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk import cli
from kiosk.content.check import check
from kiosk.content.drafts import beginnings
from kiosk.wiring import conditions
from kiosk.zones import register
from tests.content.small_hall import SmallHall
from tests.real_hall import ROOT

WORDS = {"case", "memoir", "item", "scenario", "type", "call", "advice"}
ANSWERS = {
    "case": "new-one\n一件新的案例\n3\n",
    "memoir": "new-one\n一段新的往事\n2\n1\n",
    "item": "new-one\npolice\n这条消息是真是假？\n",
    "scenario": "new-one\n一个新的情景\n1\n",
    "type": "new-one\n一种新的骗局\n",
    "call": "new-one\n有人来电话\npolice\n",
    "advice": "new-one\n有人在门口\n1\n",
}
New = Callable[..., int]


@pytest.fixture
def hall(tmp_path: Path) -> SmallHall:
    return SmallHall(tmp_path)


@pytest.fixture
def new(hall: SmallHall, monkeypatch: pytest.MonkeyPatch) -> New:
    def typed(what: str, answers: str) -> int:
        monkeypatch.setattr("sys.stdin", io.StringIO(answers))
        return cli.command(["new", what, "--content", str(hall.content), "--hall", str(hall.zones)])

    return typed


def written(hall: SmallHall, what: str) -> Path:
    begun = beginnings(register.CATALOGUE, ROOT / "kiosk" / "zones")[what]
    return hall.content / begun.kind.folder / "new-one.yaml"


def test_everything_that_can_be_added_can_be_begun() -> None:
    assert set(beginnings(register.CATALOGUE, ROOT / "kiosk" / "zones")) == WORDS


@pytest.mark.parametrize("what", sorted(WORDS))
def test_a_draft_is_right_and_kept_off_until_its_line_is_deleted(hall: SmallHall, new: New, what: str) -> None:
    before = hall.load()
    assert new(what, ANSWERS[what]) == 0
    file = written(hall, what)
    text = file.read_text("utf-8")
    assert "  # " in text and "〔" in text and "{" not in text.replace("- {", "").replace("end: {", "")
    hall.conditions = conditions("2026-11-21")
    told, *rest = hall.check()
    assert told.warning and "这是草稿" in told.message and told.path.endswith("new-one.yaml")
    assert [one.warning for one in rest] == ([] if what == "item" else [True])
    assert all("还有" in one.message and "没有写" in one.message for one in rest)
    assert hall.load().zones == before.zones
    line = next(line for line in text.splitlines(keepends=True) if "draft: true" in line)
    mended = (
        text.replace(line, "").replace("    id: new-one", "  - id: new-one")
        if what == "item"
        else text.replace(line, "")
    )
    hall.write(str(file.relative_to(hall.root)), mended)
    report = check(register.CATALOGUE, hall.content, hall.zones, hall.conditions)
    assert report.wrong and all("草稿里的提示" in one.message for one in report.wrong)
    assert report.loaded.zones == before.zones
    hall.write(str(file.relative_to(hall.root)), re.sub("〔([^〕]+)〕", r"甲\1乙", mended))
    report = check(register.CATALOGUE, hall.content, hall.zones, hall.conditions)
    assert report.wrong == (), [str(one) for one in report.wrong]
    assert report.loaded.zones != before.zones and "new-one" in repr(report.loaded.zones)


def test_an_answer_that_cannot_stand_is_told_and_asked_again(
    hall: SmallHall, new: New, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new("案例", "新的\nfirst-case\nnew-one\n一\n它's 一件新的案例\n99\n\n骗局2\n") == 0
    said = capsys.readouterr().err
    for words in ("只用小写英文", "已经有一个叫 first-case 的", "至少 4 个字", "1 到 5"):
        assert words in said
    text = written(hall, "case").read_text("utf-8")
    assert "type: police\n" in text and "title: '它''s 一件新的案例'" in text
    assert len(hall.check()) == 2


@pytest.mark.parametrize("answers", ["", "new-one\n", "new-one\n一件新的案例\n"])
def test_whoever_stops_in_the_middle_leaves_nothing(
    hall: SmallHall, new: New, answers: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(hall.content.rglob("*"))
    assert new("case", answers) == 1
    assert "什么也没有留下" in capsys.readouterr().err
    assert sorted(hall.content.rglob("*")) == before


def test_what_cannot_be_begun_is_told_with_what_can(new: New, capsys: pytest.CaptureFixture[str]) -> None:
    assert new("film", "") == 1
    said = capsys.readouterr().err
    assert "“film”" in said and all(word in said for word in WORDS)


def test_another_file_is_never_written_over(hall: SmallHall, new: New) -> None:
    hall.write("content/case_warnings/cases/new-one.yaml", "# mine\n")
    assert new("case", "new-one\n") == 1
    assert written(hall, "case").read_text("utf-8") == "# mine\n"


def test_a_number_on_the_wall_is_the_next_that_is_free(hall: SmallHall, new: New) -> None:
    assert new("type", ANSWERS["type"]) == 0
    assert "order: 6 " in written(hall, "type").read_text("utf-8")
