"""A folder that cannot be looked into is not taken for an empty one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from kiosk.content.models.hall import KeepingSettings
from kiosk.ops.carrying_over import carry_over
from kiosk.ops.erasing import follow_everywhere
from tests.ops.test_doctor import data as data


def shut(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Nobody may look into that folder; root, who runs these tests, could."""
    listed = os.listdir

    def refusing(path: Any = ".") -> list[str]:
        if Path(os.fsdecode(path)) == folder:
            raise PermissionError(13, "Permission denied", str(folder))
        return listed(path)

    monkeypatch.setattr(os, "listdir", refusing)


@pytest.mark.parametrize("which", ["brought", "before"])
def test_an_update_takes_no_content_for_gone_that_it_cannot_see(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    for side in ("brought", "before"):
        (tmp_path / side / "content").mkdir(parents=True)
        (tmp_path / side / "content" / "a.yaml").write_text(side)
    assert carry_over(tmp_path / "brought", tmp_path / "before", tmp_path / "made").aside == ("content/a.yaml",)
    shut(monkeypatch, tmp_path / which / "content")
    with pytest.raises(PermissionError):
        carry_over(tmp_path / "brought", tmp_path / "before", tmp_path / "again")


@pytest.mark.parametrize("which", [".", "backups"])
def test_an_erasure_does_not_say_that_copies_are_clean_which_it_cannot_see(
    data: Path, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    follow = (data, [data / "backups"], KeepingSettings(), "2026-11-28T10:00:00+08:00")
    assert follow_everywhere(*follow) == (0, 0)
    shut(monkeypatch, data / which)
    with pytest.raises(PermissionError):
        follow_everywhere(*follow)
