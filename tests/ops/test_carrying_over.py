"""What staff wrote stays when a new version comes: three are compared, file by file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from kiosk.ops.carrying_over import ASIDE, CarriedOver, carry_over

A, B = "content/a.yaml", "content/b.yaml"


def lay(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def held(folder: Path) -> dict[str, str]:
    files = (p for p in folder.rglob("*") if p.is_file() and p.name != ".shipped.json")
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in files}


@pytest.fixture
def hall(tmp_path: Path) -> Path:
    """A hall as the first version made it."""
    carry_over(lay(tmp_path / "v1", {A: "a1", B: "b1", "zones.yaml": "z1"}), None, tmp_path / "hall")
    return tmp_path / "hall"


def next_version(hall: Path, files: Mapping[str, str], number: int = 2) -> tuple[dict[str, str], CarriedOver]:
    brought = lay(hall.parent / f"v{number}", files)
    carried = carry_over(brought, hall, hall.parent / f"hall{number}")
    return held(hall.parent / f"hall{number}"), carried


def test_the_first_version_brings_everything(hall: Path) -> None:
    assert held(hall) == {A: "a1", B: "b1", "zones.yaml": "z1"}


def test_what_nobody_touched_is_replaced_added_and_taken_away(hall: Path) -> None:
    now, carried = next_version(hall, {A: "a2", "content/c.yaml": "c", "zones.yaml": "z1"})
    assert now == {A: "a2", "content/c.yaml": "c", "zones.yaml": "z1"}
    assert carried == CarriedOver((), ())


def test_what_staff_edited_stays_and_the_new_one_lies_beside(hall: Path) -> None:
    lay(hall, {A: "ours", "zones.yaml": "ours too"})
    now, carried = next_version(hall, {A: "a2", B: "b2", "zones.yaml": "z1"})
    assert now == {A: "ours", f"{ASIDE}/{A}": "a2", B: "b2", "zones.yaml": "ours too"}
    assert carried == CarriedOver((A,), ())


def test_what_staff_edited_and_the_program_dropped_stays_and_is_named(hall: Path) -> None:
    lay(hall, {A: "ours"})
    now, carried = next_version(hall, {B: "b1", "zones.yaml": "z1"})
    assert now == {A: "ours", B: "b1", "zones.yaml": "z1"}
    assert carried == CarriedOver((), (A,))


def test_what_staff_added_stays_even_where_the_program_brings_its_own(hall: Path) -> None:
    lay(hall, {"content/ours.yaml": "o", "content/both.yaml": "o", "note.txt": "n"})
    now, carried = next_version(hall, {A: "a1", B: "b1", "zones.yaml": "z1", "content/both.yaml": "p"})
    assert now["content/ours.yaml"] == "o" and now["note.txt"] == "n"
    assert now["content/both.yaml"] == "o" and now[f"{ASIDE}/content/both.yaml"] == "p"
    assert carried.aside == ("content/both.yaml",)


def test_what_staff_took_away_does_not_come_back(hall: Path) -> None:
    (hall / A).unlink()
    (hall / B).unlink()
    now, carried = next_version(hall, {A: "a1", B: "b2", "zones.yaml": "z1"})
    assert now == {f"{ASIDE}/{B}": "b2", "zones.yaml": "z1"}
    assert carried.aside == (B,)


def test_the_same_change_on_both_sides_is_none(hall: Path) -> None:
    lay(hall, {A: "a2"})
    now, carried = next_version(hall, {A: "a2", B: "b1", "zones.yaml": "z1"})
    assert now[A] == "a2" and carried == CarriedOver((), ())


def test_what_lies_beside_stays_there_over_the_next_version_until_it_is_the_same(hall: Path) -> None:
    lay(hall, {A: "ours"})
    shipped = {A: "a2", B: "b1", "zones.yaml": "z1"}
    next_version(hall, shipped)
    now, carried = next_version(hall.parent / "hall2", shipped, 3)
    assert now[f"{ASIDE}/{A}"] == "a2" and carried.aside == (A,)
    lay(hall.parent / "hall3", {A: "a2"})
    now, carried = next_version(hall.parent / "hall3", shipped, 4)
    assert now == shipped and carried.aside == ()


def test_a_hall_that_lost_the_list_of_what_was_brought_is_all_staffs(hall: Path) -> None:
    (hall / ".shipped.json").write_text("[1]", "utf-8")
    lay(hall, {A: "ours"})
    now, _ = next_version(hall, {A: "a2", B: "b2", "zones.yaml": "z1"})
    assert now[A] == "ours" and now[B] == "b1" and now[f"{ASIDE}/{B}"] == "b2"


def test_links_and_pictures_are_carried_as_they_are(hall: Path) -> None:
    (hall / "content" / "films").symlink_to("/media/films")
    (hall / "content" / "p.jpg").write_bytes(bytes(range(256)))
    carry_over(hall.parent / "v1", hall, hall.parent / "hall2")
    made = hall.parent / "hall2" / "content"
    assert (made / "films").readlink() == Path("/media/films")
    assert (made / "p.jpg").read_bytes() == bytes(range(256))
