"""A stick that is pulled while something is written to it: staff are told, and nothing half is called a backup."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kiosk.cli import command
from kiosk.ops import backup
from tests.ops.test_doctor import data as data


def test_a_stick_that_is_pulled_while_a_backup_is_written(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stick, looks_through = tmp_path / "stick", backup._whole
    stick.mkdir()

    def pulled(log: Path) -> int:
        shutil.rmtree(stick)
        return looks_through(log)

    with monkeypatch.context() as pulling:
        pulling.setattr(backup, "_whole", pulled)
        assert command(["backup", "--data", str(data), "--to", str(stick)]) == 1
    said = capsys.readouterr().err
    assert "没有备份" in said and str(stick) in said and "Errno" not in said and said.count("\n") == 1
    assert not list(tmp_path.glob("stick/kiosk-*"))
    stick.mkdir(exist_ok=True)
    assert command(["backup", "--data", str(data), "--to", str(stick)]) == 0, "once it is plugged in again"
