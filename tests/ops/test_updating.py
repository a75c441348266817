"""From one version to the next and back: the hall opens with one of them, whole, and with what staff wrote."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.ops.bundling import Bundle, BundleError
from kiosk.ops.carrying_over import ASIDE
from kiosk.ops.updating import KEPT, Site, UpdateError, go_back, update
from tests.ops.bundles import bundle_of, tools

A, OURS = "content/a.yaml", "content/ours.yaml"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "opt", tmp_path / "home")


def made(tmp_path: Path, version: str) -> Bundle:
    return bundle_of(tmp_path, version, {A: f"a of {version}\n"})


def quiet(line: str) -> None:
    pass


def version(site: Site) -> str:
    return (site.current / "version").read_text("utf-8")


def said(site: Site, name: str = A) -> str:
    return (site.current / "hall" / name).read_text("utf-8")


def write(site: Site, name: str, text: str) -> None:
    (site.current / "hall" / name).write_text(text, "utf-8")


def test_the_first_installation_makes_the_hall_and_its_records(site: Site, tmp_path: Path) -> None:
    update(site, made(tmp_path, "1"), tools(), quiet)
    assert (version(site), said(site)) == ("1", "a of 1\n")
    assert (site.current / "hall" / "data").resolve() == site.data
    assert site.data.stat().st_mode & 0o777 == 0o700


def test_the_next_version_comes_with_its_content_and_keeps_staffs(site: Site, tmp_path: Path) -> None:
    update(site, made(tmp_path, "1"), tools(), quiet)
    write(site, OURS, "ours")
    (site.data / "kiosk.db").write_text("records", "utf-8")
    update(site, made(tmp_path, "2"), tools(), quiet)
    assert (version(site), said(site), said(site, OURS)) == ("2", "a of 2\n", "ours")
    assert said(site, "data/kiosk.db") == "records"


def test_staff_are_told_of_every_file_that_has_a_newer_one(site: Site, tmp_path: Path) -> None:
    update(site, made(tmp_path, "1"), tools(), quiet)
    write(site, A, "edited")
    lines: list[str] = []
    update(site, made(tmp_path, "2"), tools(), lines.append)
    assert said(site) == "edited" and said(site, f"{ASIDE}/{A}") == "a of 2\n"
    assert any(line.startswith(f"{A}：") and f"{ASIDE}/{A}" in line for line in lines)


def test_a_version_that_does_not_open_is_taken_back_by_itself(site: Site, tmp_path: Path) -> None:
    update(site, made(tmp_path, "1"), tools(), quiet)
    write(site, OURS, "ours")
    opened: list[str] = []

    def restart() -> bool:
        opened.append(version(site))
        return version(site) == "1"

    with pytest.raises(UpdateError, match="退回"):
        update(site, made(tmp_path, "2"), tools(restart), quiet)
    assert opened == ["2", "1"]
    assert (version(site), said(site), said(site, OURS)) == ("1", "a of 1\n", "ours")
    write(site, OURS, "ours, later")
    update(site, made(tmp_path, "2"), tools(lambda: True), quiet)
    assert (version(site), said(site, OURS)) == ("2", "ours, later")


def test_the_first_version_has_nothing_to_go_back_to_and_says_so(site: Site, tmp_path: Path) -> None:
    with pytest.raises(UpdateError, match="没有开馆"):
        update(site, made(tmp_path, "1"), tools(lambda: False), quiet)
    assert version(site) == "1"


def test_content_the_new_version_finds_wrong_stops_it_unless_staff_say_anyway(site: Site, tmp_path: Path) -> None:
    update(site, made(tmp_path, "1"), tools(), quiet)
    strict = tools(lambda: True, lambda release, hall: "a.yaml:1 写错了")
    with pytest.raises(UpdateError, match=r"a\.yaml:1"):
        update(site, made(tmp_path, "2"), strict, quiet)
    assert version(site) == "1"
    write(site, OURS, "written after the refusal")
    update(site, made(tmp_path, "2"), strict, quiet, anyway=True)
    assert (version(site), said(site, OURS)) == ("2", "written after the refusal")


def test_going_back_brings_what_staff_wrote_meanwhile_along(site: Site, tmp_path: Path) -> None:
    update(site, made(tmp_path, "1"), tools(), quiet)
    update(site, made(tmp_path, "2"), tools(), quiet)
    write(site, OURS, "written with 2")
    go_back(site, tools(), quiet)
    assert (version(site), said(site), said(site, OURS)) == ("1", "a of 1\n", "written with 2")
    go_back(site, tools(), quiet)
    assert (version(site), said(site), said(site, OURS)) == ("2", "a of 2\n", "written with 2")


def test_there_is_nothing_to_go_back_to_after_one_installation(site: Site, tmp_path: Path) -> None:
    update(site, made(tmp_path, "1"), tools(), quiet)
    with pytest.raises(UpdateError, match="没有可以退回"):
        go_back(site, tools(), quiet)


def test_the_last_few_versions_stay_and_the_others_go_with_their_halls(site: Site, tmp_path: Path) -> None:
    for number in range(1, KEPT + 3):
        update(site, made(tmp_path, str(number)), tools(), quiet)
    kept = sorted(release.name.split("-")[0] for release in site.releases.iterdir())
    assert kept == ["3", "4", "5"]
    assert len(list(site.halls.iterdir())) == KEPT
    go_back(site, tools(), quiet)
    assert version(site) == "4"


def test_the_version_that_was_in_use_before_stays_however_old_it_is(site: Site, tmp_path: Path) -> None:
    for number in ("1", "2", "3"):
        update(site, made(tmp_path, number), tools(), quiet)
    update(site, made(tmp_path, "1"), tools(), quiet)
    update(site, made(tmp_path, "4"), tools(), quiet)
    go_back(site, tools(), quiet)
    assert version(site) == "1"


def test_the_same_bundle_again_mends_what_is_broken_and_changes_nothing_else(site: Site, tmp_path: Path) -> None:
    update(site, made(tmp_path, "1"), tools(), quiet)
    write(site, OURS, "ours")
    hall = (site.current / "hall").resolve()
    update(site, made(tmp_path, "1"), tools(), quiet)
    assert (site.current / "hall").resolve() == hall
    (site.current / "complete").unlink()
    (site.current / "version").unlink()
    update(site, made(tmp_path, "1"), tools(), quiet)
    assert (version(site), said(site, OURS)) == ("1", "ours")


def test_an_installation_after_the_program_was_taken_off_takes_up_the_hall_in_use(site: Site, tmp_path: Path) -> None:
    for number in ("1", "2"):
        update(site, made(tmp_path, number), tools(), quiet)
    go_back(site, tools(), quiet)
    write(site, OURS, "ours")
    in_use = (site.current / "hall").resolve().name
    later = next(hall for hall in site.halls.iterdir() if hall.name != in_use)
    (later / ".shipped.json").touch()
    (site.halls / "last").write_text(f"{in_use}\n", "utf-8")
    subprocess.run(["rm", "-rf", site.opt], check=True)
    update(site, made(tmp_path, "3"), tools(), quiet)
    assert (version(site), said(site), said(site, OURS)) == ("3", "a of 3\n", "ours")


def test_a_bundle_for_another_python_is_refused_before_anything_is_touched(site: Site, tmp_path: Path) -> None:
    with pytest.raises(UpdateError, match=r"2\.7"):
        update(site, replace(made(tmp_path, "1"), python="2.7"), tools(), quiet)
    assert not site.opt.exists() and not site.home.exists()


@pytest.mark.parametrize("trouble", [UpdateError("no"), BundleError("no"), OSError(28, "full")])
def test_what_cannot_be_installed_leaves_the_old_one(site: Site, tmp_path: Path, trouble: Exception) -> None:
    update(site, made(tmp_path, "1"), tools(), quiet)

    def environment(release: Path, bundle: Bundle) -> None:
        raise trouble

    with pytest.raises(type(trouble)):
        update(site, made(tmp_path, "2"), replace(tools(), environment=environment), quiet)
    assert (version(site), said(site)) == ("1", "a of 1\n")
    update(site, made(tmp_path, "2"), tools(), quiet)
    assert (version(site), said(site)) == ("2", "a of 2\n")


def test_two_updates_at_once_do_not_meet(site: Site, tmp_path: Path) -> None:
    one, other = made(tmp_path, "1"), made(tmp_path, "2")
    refused: list[str] = []

    def restart() -> bool:
        with pytest.raises(UpdateError) as refusal:
            update(site, other, tools(), quiet)
        refused.append(str(refusal.value))
        return True

    update(site, one, tools(restart), quiet)
    assert len(refused) == 1 and "正在进行" in refused[0]
    assert version(site) == "1"


@pytest.mark.parametrize("back", [False, True], ids=["to the next version", "back"])
def test_killed_at_any_step_the_hall_is_the_old_or_the_new_and_whole(tmp_path: Path, back: bool) -> None:
    """A process is killed at its first step in the file system, another at its second, and so on to the last."""
    script = Path(__file__).with_name("killed_while_updating.py")
    done = subprocess.run(
        [sys.executable, script, tmp_path, "back" if back else "next"],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2], env={"PYTHONPATH": "."},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told: dict[str, int] = json.loads(done.stdout)
    assert told["killed"] > 50
    assert told["old"] > 10 and told["new"] > 3
    assert told["old"] + told["new"] == told["killed"]


def test_a_link_that_was_half_made_is_no_obstacle(site: Site, tmp_path: Path) -> None:
    update(site, made(tmp_path, "1"), tools(), quiet)
    (site.opt / ".current.new").symlink_to("/nowhere")
    update(site, made(tmp_path, "2"), tools(), quiet)
    assert version(site) == "2" and not (site.opt / ".current.new").is_symlink()
