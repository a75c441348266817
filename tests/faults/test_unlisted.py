"""A folder that cannot be looked into is not taken for an empty one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from kiosk.content.models.hall import KeepingSettings
from kiosk.ops.carrying_over import carry_over
from kiosk.ops.erasing import follow_everywhere
from kiosk.ops.updating import Site, update
from tests.ops.bundles import bundle_of, tools
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


def test_an_update_that_cannot_tell_which_hall_is_in_use_clears_none_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(tmp_path / "opt", tmp_path / "home")
    one, two = (bundle_of(tmp_path, version, {"content/a.yaml": version}) for version in "12")
    update(site, one, tools(), lambda line: None)
    (site.current / "hall" / "content" / "ours.yaml").write_text("written by staff")
    looked_at = os.lstat

    def refusing(path: Any, **more: Any) -> os.stat_result:
        if Path(os.fsdecode(path)).name == "hall" and site.in_use() is not None:
            raise OSError(5, "Input/output error", os.fsdecode(path))
        return looked_at(path, **more)

    told: list[str] = []
    with monkeypatch.context() as broken:
        broken.setattr(os, "lstat", refusing)
        try:
            update(site, two, tools(), told.append)
        except OSError:
            told.append("said")
    assert told
    release = site.in_use()
    assert release is not None
    assert (site.current / "hall" / "content" / "ours.yaml").read_text() == "written by staff"
    update(site, two, tools(), told.append)
    assert (site.current / "hall" / "content" / "ours.yaml").read_text() == "written by staff"
    assert (site.current / "hall" / "content" / "a.yaml").read_text() == "2"
