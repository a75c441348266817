"""What staff read when a command cannot do what it was asked."""

from __future__ import annotations

import errno
import io
import json
import re
import shutil
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kiosk import cli
from kiosk.core.events import MessageLeft, VisitStarted
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import GroupKind, MessageForm, VisitMode
from kiosk.store.database import append_once
from kiosk.store.wall import Wall
from kiosk.zones.vr_experience.checks import paths
from tests.real_hall import PLACES, content

HERE = ["--content", str(PLACES.content), "--hall", str(PLACES.hall)]


def test_dates_the_wrong_way_round_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.xlsx"
    asked = ["export", "--out", str(out), "--data", str(tmp_path), "--from", "2026-12-01", "--to", "2026-11-01"]
    assert cli.command(asked) == 1
    assert "2026-12-01" in (said := capsys.readouterr().err) and "对调" in said
    assert not out.exists()


@pytest.mark.parametrize(("place", "advice"), [("nowhere/out.csv", "先建好"), ("out.xlsx", "换一个名字")])
def test_an_export_that_cannot_be_written_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str, advice: str
) -> None:
    (tmp_path / "out.xlsx").mkdir()
    append_once(tmp_path, Logged("v", MessageLeft(MessageForm.PHRASE, "一"), "2026-07-01T09:30:00+08:00"))
    assert cli.command(["export", "--out", str(tmp_path / place), "--data", str(tmp_path), *HERE]) == 1
    said = capsys.readouterr().err
    assert advice in said and str(tmp_path / place) in said and "Errno" not in said


def test_a_tour_that_cannot_be_written_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "tour").write_text("a file")
    assert cli.command(["tour", "--out", str(tmp_path / "tour"), *HERE]) == 1
    assert "同名的文件" in (said := capsys.readouterr().err) and "Errno" not in said


def test_a_tour_leaves_other_peoples_pictures_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("001-grandma.png", "002-attract.png"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "index.html").write_text('<a href="002-attract.png">', "utf-8")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("kiosk.screen.painter.Painter.save_png", full)
    assert cli.command(["tour", "--out", str(tmp_path), *HERE]) == 1
    assert sorted(file.name for file in tmp_path.iterdir()) == ["001-grandma.png", "index.html"]


@pytest.mark.parametrize("number", ["2", "-1", "99999999999999999999999"])
def test_an_unknown_message_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], number: str) -> None:
    append_once(tmp_path, Logged("v", MessageLeft(MessageForm.PHRASE, "一"), "2026-07-01T09:30:00+08:00"))
    assert cli.command(["messages", "approve", number, "--data", str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"没有编号为 {number} 的留言\n"


def test_a_full_screen_asked_for_without_a_display_is_a_failure_and_no_tour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"):
        monkeypatch.delenv(name, raising=False)
    assert cli.command(["run", "--fullscreen", "--out", str(tmp_path / "tour"), "--data", str(tmp_path), *HERE]) == 1
    assert "没有显示屏" in capsys.readouterr().err
    assert not (tmp_path / "tour").exists()


def test_a_console_without_the_character_still_shows_the_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(PLACES.content, tmp_path / "content")
    phrases = tmp_path / "content/message_board/phrases.yaml"
    phrases.write_text(phrases.read_text("utf-8").replace("invitation: ", "invitation: 👵", 1), "utf-8")
    console = io.TextIOWrapper(io.BytesIO(), encoding="gbk")
    monkeypatch.setattr(sys, "stdout", console)
    with pytest.raises(SystemExit) as ended:
        cli.main(["check", "--content", str(tmp_path / "content"), "--hall", str(PLACES.hall)])
    console.seek(0)
    assert ended.value.code == 1
    assert "phrases.yaml" in (said := console.read()) and "U+1F475" in said


def test_breaking_off_with_ctrl_c_leaves_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken_off(_: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "command", broken_off)
    with pytest.raises(SystemExit) as ended:
        cli.main([])
    assert ended.value.code == 130


def test_a_message_is_erased_by_its_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    append_once(tmp_path, Logged("v", MessageLeft(MessageForm.PHRASE, "记得问妈妈"), "2026-07-01T09:30:00+08:00"))
    assert cli.command(["messages", "erase", "1", "--yes", "--by", "admin", "--data", str(tmp_path)]) == 0
    assert cli.command(["messages", "list", "--all", "--data", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "1 已删去" in said and "（已删除）" in said and "记得问妈妈" not in said


def test_an_export_tells_of_records_made_while_the_clock_stood_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for at in ("2026-07-02T09:30:00+08:00", "2026-07-01T09:30:00+08:00"):
        append_once(tmp_path, Logged("v", MessageLeft(MessageForm.PHRASE, "一"), at))
    asked = ["export", "--out", str(tmp_path / "out.csv"), "--data", str(tmp_path), *HERE]
    assert cli.command(asked) == 0
    assert "有 1 条记录" in (said := capsys.readouterr().err) and "校准" in said
    assert cli.command([*asked, "--to", "2026-06-01"]) == 1
    assert "校准" not in (said := capsys.readouterr().err) and "这段时间没有参观" in said


def test_an_export_of_a_folder_without_records_says_so_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.xlsx"
    assert cli.command(["export", "--out", str(out), "--data", str(tmp_path / "dta"), *HERE]) == 1
    assert "没有记录库" in (said := capsys.readouterr().err) and str(tmp_path / "dta") in said and "--data" in said
    assert not out.exists()


def test_a_recorded_visit_is_played_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("start", "people/4", "kind/family", "mode/free", "next", "zone/quiz", "round")
    lines = [
        {"kind": "start", "pixels": [1920, 1080], "seed": 5, "closed": []},
        *({"kind": "tap", "target": word, "x": 0.5, "y": 0.5} for word in words),
    ]
    file = tmp_path / "v.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert cli.command(["replay", str(file), *HERE]) == 0
    said = capsys.readouterr().out
    assert [line.split("\t")[1] for line in said.splitlines()] == ["VisitStarted", "ZoneEntered"]
    for broken, why in (("garbage\n", "读不了"), ('{"kind":"start"}\n', "开头不全")):
        file.write_text(broken)
        assert cli.command(["replay", str(file), *HERE]) == 1
        assert why in capsys.readouterr().err


def test_how_far_those_get_who_know_nothing_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.command(["check", "--bots", *HERE]) == 0
    said = capsys.readouterr().out
    for line in (
        "案例里的提问：",
        "各课的“找一找”里：8 道",
        "“情景配口诀”里最容易的一局：20 局",
        "最容易的一整套题里：300 套",
    ):
        assert line in said
    assert "高了" not in said and "上限 60%" in said
    assert cli.command(["check", *HERE]) == 0
    assert "乱猜" not in capsys.readouterr().out


def test_a_hall_without_faults_is_told_so_and_every_way_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.command(["check", "--paths", *HERE]) == 0
    said = capsys.readouterr()
    assert "没有问题" in said.err
    scenarios = content().zones["vr_experience"].scenarios
    for scenario in scenarios:
        told = int(re.findall(rf"（{scenario.id}）：(\d+) 条走法", said.out)[0])
        assert told == len(list(paths(scenario))) > 1
    assert said.out.count(" → ") >= len(scenarios)


def test_a_message_is_let_onto_the_wall_and_taken_down(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    append_once(tmp_path, Logged("v", MessageLeft(MessageForm.PHRASE, "记得问妈妈"), "2026-07-01T09:30:00+08:00"))
    data = ["--data", str(tmp_path)]
    assert cli.command(["messages", "list", *data]) == 0
    assert "记得问妈妈" in capsys.readouterr().out
    assert cli.command(["messages", "approve", "1", *data]) == 0
    assert [message.left.phrase for message in Wall(tmp_path).newest()] == ["记得问妈妈"]
    assert cli.command(["messages", "reject", "1", *data]) == 0
    assert Wall(tmp_path).newest() == []


def test_an_export_holds_the_days_it_was_asked_for(tmp_path: Path) -> None:
    start = VisitStarted(3, GroupKind.FAMILY, (), VisitMode.FREE)
    for day in ("2026-07-01", "2026-07-02", "2026-07-03"):
        append_once(tmp_path, Logged(day, start, f"{day}T09:30:00+08:00"))
    out = tmp_path / "out.xlsx"
    days = ["--from", "2026-07-02", "--to", "2026-07-02"]
    assert cli.command(["export", "--out", str(out), "--data", str(tmp_path), *days, *HERE]) == 0
    cells = [str(cell) for sheet in load_workbook(out) for row in sheet.iter_rows(values_only=True) for cell in row]
    assert any("2026-07-02" in cell for cell in cells)
    assert not any("2026-07-01" in cell or "2026-07-03" in cell for cell in cells)


def test_schemas_are_written_where_one_says(tmp_path: Path) -> None:
    assert cli.command(["schemas", "--out", str(tmp_path)]) == 0
    committed = PLACES.content / "schemas"
    assert {p.name: p.read_text("utf-8") for p in tmp_path.iterdir()} == {
        p.name: p.read_text("utf-8") for p in committed.iterdir()
    }


def test_every_screen_of_one_item(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    order = ["tour", "--item", "real_bank", "--size", "480x854", "--mode", "contrast", "--out", str(tmp_path), *HERE]
    assert cli.command(order) == 0
    scenario = next(s for s in content().zones["vr_experience"].scenarios if s.id == "real_bank")
    names = [file.name for file in sorted(tmp_path.glob("*.png"))]
    assert all("real_bank" in name for name in names)
    assert {node.id for node in scenario.nodes if node.end is None} <= {
        name[:-4].rpartition("real_bank-")[2] for name in names
    }
    assert f"{len(names)} 个画面" in capsys.readouterr().out and (tmp_path / "index.html").is_file()


@pytest.mark.parametrize(("item", "words"), [("real_bnak", "是不是想写 real_bank"), ("qqqqqqqqq", "kiosk check")])
def test_an_item_there_is_none_of(tmp_path: Path, item: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.command(["tour", "--item", item, "--out", str(tmp_path / "tour"), *HERE]) == 1
    said = capsys.readouterr().err
    assert f"“{item}”" in said and words in said and not (tmp_path / "tour").exists()


def test_a_room_is_not_baked_without_the_renderer_or_without_the_room(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.command(["bake", str(tmp_path / "gone.yaml")]) == 1
    assert "没有烘焙成" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "mitsuba", None)
    room = PLACES.content / "vr_experience" / "rooms" / "bank.yaml"
    assert (
        cli.command(["bake", str(room), "--out", str(tmp_path / "bank.jpg"), "--size", "960x480", "--samples", "1"])
        == 1
    )
    assert "附加包" in capsys.readouterr().err and not (tmp_path / "bank.jpg").exists()
