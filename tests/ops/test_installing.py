"""What staff are told where a bundle cannot be made or installed: one sentence, no traceback, nothing half done."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.cli import command
from kiosk.ops.bundling import looked_through
from kiosk.ops.gathering import GatheringError, gathered
from kiosk.ops.release_tools import tools_of
from kiosk.ops.updating import Site
from tests.ops.bundles import bundle_of


def told(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    assert command([str(word) for word in words]) == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said and "Error" not in said
    return said


def test_a_bundle_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = told(capsys, "update", tmp_path / "no.tar", "--opt", tmp_path / "opt", "--home", tmp_path / "home")
    assert "没有找到安装包" in said and "no.tar" in said
    assert list(tmp_path.iterdir()) == []


def test_anything_else_than_a_bundle_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.tar").write_bytes(b"x" * 4096)
    said = told(capsys, "update", tmp_path / "a.tar", "--opt", tmp_path / "opt", "--home", tmp_path / "home")
    assert "没有安装" in said and not (tmp_path / "opt").exists()


def test_a_place_that_cannot_be_written_is_told_with_what_stands_now(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = bundle_of(tmp_path, "1", {})
    (tmp_path / "opt").write_text("a file", "utf-8")
    said = told(capsys, "update", bundle.file, "--opt", tmp_path / "opt", "--home", tmp_path / "home")
    assert "现在用的还是原来的" in said


def test_there_is_nothing_to_go_back_to_where_nothing_is_installed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = told(capsys, "update", "--back", "--opt", tmp_path / "opt", "--home", tmp_path / "home")
    assert "没有可以退回" in said


def test_wheels_that_do_not_match_their_hashes_are_not_installed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = bundle_of(tmp_path, "1", {})  # what calls itself a wheel in it is none
    said = told(capsys, "update", bundle.file, "--opt", tmp_path / "opt", "--home", tmp_path / "home")
    assert "新版没有装成" in said
    assert Site(tmp_path / "opt", tmp_path / "home").in_use() is None


def test_a_bundle_is_made_in_the_sources_only(tmp_path: Path) -> None:
    with pytest.raises(GatheringError, match="源文件夹"), gathered(tmp_path, None):
        pass


@pytest.mark.parametrize(("order", "opens"), [("true", True), ("false", False), ("/no/such/program", False)])
def test_a_command_that_opens_the_hall_says_by_its_status_whether_it_is_open(
    tmp_path: Path, order: str, opens: bool
) -> None:
    restart = tools_of(Site(tmp_path, tmp_path), order).restart
    assert restart is not None and restart() is opens


def test_a_bundle_made_twice_is_one_release(tmp_path: Path) -> None:
    one = bundle_of(tmp_path, "1", {"content/a.yaml": "a"})
    assert looked_through(one.file) == one
