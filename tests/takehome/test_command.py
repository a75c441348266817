"""`kiosk take-home`: two files, or a sentence that says what to mend."""

from __future__ import annotations

import errno
import shutil
import sys
from pathlib import Path

import pytest

from kiosk import cli
from tests.real_hall import PLACES, without_rooms

HERE = ["--content", str(PLACES.content), "--hall", str(PLACES.hall)]


def test_it_writes_a_page_and_a_card(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "带回家"
    assert cli.command(["take-home", "--out", str(out), *HERE]) == 0
    assert sorted(file.name for file in out.iterdir()) == ["card.pdf", "index.html"]
    assert (out / "card.pdf").read_bytes().startswith(b"%PDF-")
    said = capsys.readouterr().out
    assert str(out / "index.html") in said and "KB" in said
    assert cli.command(["take-home", "--out", str(out), *HERE]) == 0, "and again, over the old ones"


@pytest.mark.parametrize(
    ("place", "advice"), [("nowhere/out", "先建好"), ("file", "同名的文件"), ("file/out", "不是文件夹")]
)
def test_a_folder_that_cannot_be(tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str, advice: str) -> None:
    (tmp_path / "file").write_text("a file")
    assert cli.command(["take-home", "--out", str(tmp_path / place), *HERE]) == 1
    said = capsys.readouterr().err
    assert advice in said and str(tmp_path / place) in said and "Errno" not in said


def test_a_folder_that_may_only_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def only_read(*_: object) -> int:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "write_bytes", only_read)
    monkeypatch.setattr("kiosk.takehome.card.card", lambda taken: b"")
    assert cli.command(["take-home", "--out", str(tmp_path), *HERE]) == 1
    assert "只能读" in (said := capsys.readouterr().err) and "Errno" not in said


def test_content_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["take-home", "--out", str(tmp_path / "out"), "--content", str(tmp_path / "contnet")]
    assert cli.command([*asked, "--hall", str(PLACES.hall)]) == 1
    assert "kiosk check" in capsys.readouterr().err and not (tmp_path / "out").exists()


def test_words_at_fault_are_not_taken_home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(PLACES.content, tmp_path / "content", ignore=without_rooms)
    words = tmp_path / "content" / "hall" / "take_home.yaml"
    words.write_text(words.read_text("utf-8").replace("days: 21", "days: 28"), "utf-8")
    here = ["--content", str(tmp_path / "content"), "--hall", str(PLACES.hall)]
    assert cli.command(["take-home", "--out", str(tmp_path / "out"), *here]) == 1
    assert "take_home.yaml" in capsys.readouterr().err
    assert cli.command(["check", *here]) == 1
    assert "小标题里的天数和 days 不一样" in capsys.readouterr().out


def test_without_the_extra(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fpdf", None)
    for name in ("kiosk.takehome.sheet", "kiosk.takehome.card"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    assert cli.command(["take-home", "--out", str(tmp_path / "out"), *HERE]) == 1
    assert "[print]" in capsys.readouterr().err and not (tmp_path / "out").exists()


def test_opening_the_hall_needs_none_of_it() -> None:
    import subprocess

    script = "import sys, kiosk.wiring, kiosk.cli; print([m for m in sys.modules if m.split('.')[0] in ('fpdf', 'fontTools')])"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
