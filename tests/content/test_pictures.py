"""Pictures, films and captions named in the content."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from kiosk.content import pictures
from tests.content.small_hall import CASE, SmallHall, at
from tests.rubbish import THERE, in_place_of

CASE_FILE = "content/case_warnings/cases/first-case.yaml"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("case_warnings/a.png", ["没有找到", "content/case_warnings/a.png"]),
        ("../zones.yaml", ["..", "外面"]),
        ("case_warnings/../../secret.png", ["外面"]),
        ("/etc/passwd.png", ["根目录"]),
        ("C:/图片/a.png", ["盘符"]),
        ("'\\\\server\\a.png'", ["根目录"]),
        ("case_warnings\\a.png", ["case_warnings/a.png"]),
        ("https://example.com/a.png", ["网址"]),
        ("case_warnings/a.gif", [".png", ".jpg"]),
        ("case_warnings/con.png", ["Windows", "换一个名字"]),
        ("case_warnings/Aux.old.jpg", ["Windows", "换一个名字"]),
        ("com1/a.png", ["Windows", "换一个名字"]),
        ("case_warnings/谁?.png", ["Windows", "换一个名字"]),
        ("case_warnings./a.png", ["Windows", "换一个名字"]),
        ("case_warnings/" + "长" * 120 + ".png", ["打不开", "检查文件名"]),
    ],
)
def test_a_path_that_cannot_be_used(hall: SmallHall, written: str, words: list[str]) -> None:
    hall.write(CASE_FILE, CASE + f"picture: {written}\n")
    at(hall.only_problem(), 33, 10, *words)


def test_a_good_picture(hall: SmallHall) -> None:
    hall.write("content/case_warnings/pictures/图.PNG", PNG)
    hall.write(CASE_FILE, CASE + "picture: case_warnings/pictures/图.PNG\n")
    assert hall.check() == ()


def test_a_picture_written_from_the_zones_folder(hall: SmallHall) -> None:
    hall.write("content/case_warnings/pictures/a.png", PNG)
    hall.write(CASE_FILE, CASE + "picture: pictures/a.png\n")
    at(hall.only_problem(), 33, 10, "写成 case_warnings/pictures/a.png")


@pytest.mark.parametrize("name", ["console.png", "auxiliary.png", "com10.png", "a.con.png", "图 1.png"])
def test_names_that_only_look_like_devices(hall: SmallHall, name: str) -> None:
    hall.write(f"content/case_warnings/{name}", PNG)
    hall.write(CASE_FILE, CASE + f"picture: case_warnings/{name}\n")
    assert hall.check() == ()


@pytest.mark.parametrize("there", THERE)
def test_what_is_no_file_by_the_name_of_a_picture(hall: SmallHall, there: str) -> None:
    (hall.content / "case_warnings/pictures").mkdir(parents=True, exist_ok=True)
    in_place_of(hall.content / "case_warnings/pictures/a.png", there)
    hall.write(CASE_FILE, CASE + "picture: case_warnings/pictures/a.png\n")
    assert any(problem.path == CASE_FILE and problem.line == 33 for problem in hall.check())


def test_a_picture_with_a_slip_in_its_name(hall: SmallHall) -> None:
    hall.write("content/case_warnings/pictures/phone.png", PNG)
    hall.write(CASE_FILE, CASE + "picture: case_warnings/pictures/phnoe.png\n")
    at(hall.only_problem(), 33, 10, "是不是想写 case_warnings/pictures/phone.png")


def test_a_link_that_leads_outside(hall: SmallHall, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    (hall.content / "case_warnings/a.png").symlink_to(tmp_path / "secret.png")
    hall.write(CASE_FILE, CASE + "picture: case_warnings/a.png\n")
    at(hall.only_problem(), 33, 10, "链接", "复制进来")


def test_a_file_that_only_calls_itself_a_picture(hall: SmallHall) -> None:
    hall.write("content/case_warnings/a.jpg", PNG)
    hall.write("content/case_warnings/b.png", b"")
    hall.write(CASE_FILE, CASE + "picture: case_warnings/a.jpg\n")
    at(hall.only_problem(), 33, 10, "不是真正的 JPG 图片")
    hall.write(CASE_FILE, CASE + "picture: case_warnings/b.png\n")
    at(hall.only_problem(), 33, 10, "空文件")


def test_a_picture_that_is_too_big(hall: SmallHall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(pictures.LIMITS, pictures.PICTURE, 1024 * 1024)
    hall.write("content/case_warnings/a.png", PNG + b"\0" * 2_000_000)
    hall.write(CASE_FILE, CASE + "picture: case_warnings/a.png\n")
    at(hall.only_problem(), 33, 10, "最多 1 MB")


def test_films_with_poster_and_captions(hall: SmallHall) -> None:
    film = (
        "films:\n  - title: 短片\n    file: case_warnings/a.mp4\n    poster: case_warnings/a.txt\n    captions: a.doc\n"
    )
    hall.write("content/case_warnings/films.yaml", film)
    told = hall.check()
    at(told[0], 3, 11, "没有找到")
    at(told[1], 4, 13, ".png")
    at(told[2], 5, 15, ".srt")


def test_a_folder_named_like_a_picture(hall: SmallHall) -> None:
    (hall.content / "case_warnings/a.png").mkdir()
    hall.write(CASE_FILE, CASE + "picture: case_warnings/a.png\n")
    at(hall.only_problem(), 33, 10, "不是文件", "复制进来")


def test_only_a_baked_piece_of_a_room_may_change_it(tmp_path: Path) -> None:
    folder = tmp_path / "vr_experience"
    folder.mkdir()
    photo = Image.new("RGB", (300, 300), (200, 40, 30))
    photo.save(folder / "photo.jpg")
    photo.resize((120, 90)).save(folder / "clerk.jpg", comment=b"kiosk bake: change x at 20,40 of 4096")

    def fault(name: str) -> str:
        return pictures.file_fault(tmp_path, f"vr_experience/{name}", pictures.OVERLAY, "vr_experience")

    assert fault("clerk.jpg") == "", "it may be smaller than a picture of a story"
    assert "photo.jpg" in fault("photo.jpg") and "kiosk bake" in fault("photo.jpg")
    assert "没有找到" in fault("nobody.jpg")
