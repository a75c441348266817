"""Files in the content folder that nothing reads: each is named, with what most likely went wrong and what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.content import catalogue
from tests.content.small_hall import CASE, SmallHall

CASES = "content/case_warnings/cases"
SECOND = CASE.replace("first-case", "second").encode()


def said(hall: SmallHall) -> list[tuple[str, str, bool]]:
    """Of every problem its file, its sentence, and whether it is only advice."""
    return [(problem.path, problem.message, problem.warning) for problem in hall.check()]


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("second.yaml.txt", "second.yaml"),
        ("second.yml", "second.yaml"),
        ("second.YAML", "second.yaml"),
        ("second。yaml", "second.yaml"),
        ("second．yaml", "second.yaml"),
        ("second.yaml ", "second.yaml"),
        ("second .yaml.TXT", "second.yaml"),
        ("second", "second.yaml"),
        ("second.ymal", "second.yaml"),
    ],
)
def test_an_ending_that_is_almost_right_is_told_with_the_right_name(hall: SmallHall, name: str, right: str) -> None:
    hall.write(f"{CASES}/{name}", SECOND)
    [(path, message, warning)] = said(hall)
    assert path == f"{CASES}/{name}" and not warning
    assert f"改名为 {right}（" in message and "没有被读到" in message


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("案例.docx", "文字处理软件"),
        ("案例.wps", "文字处理软件"),
        ("案例.xlsx", "表格文件"),
        ("案例.csv", "表格文件"),
        ("案例.pdf", "读不了这种文件"),
        ("案例.json", "只读 .yaml"),
        ("案例.zip", "压缩包"),
    ],
)
def test_a_document_of_another_program_is_named_as_what_it_is(hall: SmallHall, name: str, words: str) -> None:
    hall.write(f"{CASES}/{name}", SECOND)
    [(path, message, warning)] = said(hall)
    assert path == f"{CASES}/{name}" and words in message and not warning


@pytest.mark.parametrize(
    ("folder", "place"),
    [
        ("content", "content/case_warnings/cases/"),
        ("content/case_warnings", "content/case_warnings/cases/"),
        ("content/case_warnings/cases/2026", "content/case_warnings/cases/"),
        ("content/quiz", "content/case_warnings/cases/"),
    ],
)
def test_a_case_that_lies_in_a_folder_nobody_reads_is_sent_where_cases_lie(
    hall: SmallHall, folder: str, place: str
) -> None:
    hall.write(f"{folder}/second.yaml", SECOND)
    [(path, message, warning)] = said(hall)
    assert path == f"{folder}/second.yaml" and f"它像是案例，移到 {place}" in message and not warning


def test_a_case_beside_the_content_folder_is_found_too(hall: SmallHall) -> None:
    hall.write("second.yaml", SECOND)
    hall.write("settings.yml", "a: 1\n")  # not ours
    [(path, message, warning)] = said(hall)
    assert path == "second.yaml" and "移到 content/case_warnings/cases/" in message and not warning


def test_a_backup_folder_is_named_once(hall: SmallHall) -> None:
    for name in ("a", "b", "c"):
        hall.write(f"content/备份/{name}.yaml", SECOND)
    [(path, message, warning)] = said(hall)
    assert path == "content/备份" and "3 个文件都没有被读到" in message and "备份" in message and not warning


@pytest.mark.parametrize("name", ["second.yaml.bak", "second.old", "first-case.yaml.orig"])
def test_a_copy_put_by_is_only_advised_on(hall: SmallHall, name: str) -> None:
    hall.write(f"{CASES}/{name}", SECOND)
    [(_, message, warning)] = said(hall)
    assert "像是备份" in message and warning


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "desktop.ini", "~$second.docx", ".second.yaml.swp"])
def test_what_a_system_puts_there_by_itself_is_nobodys_business(hall: SmallHall, name: str) -> None:
    hall.write(f"{CASES}/{name}", SECOND)
    assert said(hall) == []


@pytest.mark.parametrize("name", ["first-case - 副本.yaml", "first-case - Copy.yaml", "first-case(1).yaml", "a.yaml"])
def test_the_file_named_after_its_id_wins_over_a_copy(hall: SmallHall, name: str) -> None:
    hall.write(f"{CASES}/{name}", CASE.replace("lesson: 真退款，原路回。", "lesson: 副本里的话。"))
    [(path, message, warning)] = said(hall)
    assert path == f"{CASES}/{name}" and "first-case" in message and not warning
    [shown] = hall.load().zones["case_warnings"].cases
    assert shown.lesson == "真退款，原路回。"


def test_a_picture_nobody_uses_is_advised_on_once_all_else_is_right(hall: SmallHall) -> None:
    hall.write("content/case_warnings/spare.jpg", b"\xff\xd8\xff")
    [(path, message, warning)] = said(hall)
    assert path == "content/case_warnings/spare.jpg" and "没有一个内容文件用到它" in message and warning
    hall.write(f"{CASES}/second.yaml", b"id: [")
    assert [path for path, _, _ in said(hall)] == [f"{CASES}/second.yaml"]


def test_a_folder_with_the_name_of_a_file(hall: SmallHall) -> None:
    (hall.root / CASES / "second.yaml").mkdir()
    [(path, message, warning)] = said(hall)
    assert path == f"{CASES}/second.yaml" and "文件夹" in message and not warning


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"a\nb.yaml", "a〔U+000A〕b.yaml"),
        (b"gpj.\xe2\x80\xaeexe.yaml", "gpj.〔U+202E〕exe.yaml"),
        (b"\xff\xfe.yaml", "〔FF〕〔FE〕.yaml"),
        (b"\x1b[2J.yaml", "〔U+001B〕[2J.yaml"),
        (b"<script>.yaml", "<script>.yaml"),
    ],
)
def test_a_name_that_would_deceive_is_shown_by_its_codes(hall: SmallHall, name: bytes, shown: str) -> None:
    for folder in (CASES, "content/case_warnings"):  # read there, read by nobody here
        Path(os.fsdecode(os.fsencode(hall.root / folder) + b"/" + name)).write_bytes(b"title: [\n")
    paths = {problem.path for problem in hall.check()}
    assert paths == {f"{CASES}/{shown}", f"content/case_warnings/{shown}"}
    for problem in hall.check():
        assert str(problem).encode("utf-8").isascii() is False and "\n" not in str(problem)


def test_a_link_out_of_the_content_is_not_read(hall: SmallHall, tmp_path: Path) -> None:
    outside = tmp_path / "far" / "elsewhere.yaml"
    outside.parent.mkdir()
    outside.write_bytes(SECOND)
    (hall.root / CASES / "second.yaml").symlink_to(outside)
    [(path, message, warning)] = said(hall)
    assert path == f"{CASES}/second.yaml" and "复制进来" in message and not warning
    assert [case.id for case in hall.load().zones["case_warnings"].cases] == ["first-case"]
    (hall.root / CASES / "second.yaml").unlink()
    (hall.content / "case_warnings/second.txt").write_bytes(SECOND)
    (hall.root / CASES / "second.yaml").symlink_to("../second.txt")
    assert [case.id for case in hall.load().zones["case_warnings"].cases] == ["first-case", "second"]


def test_thousands_of_files_nobody_reads_are_not_listed_one_by_one(hall: SmallHall) -> None:
    for number in range(250):
        hall.write(f"content/case_warnings/{number}.docx", b"x")
    found = hall.check()
    assert len(found) == 201 and "超过 200 个" in "".join(problem.message for problem in found)


@pytest.mark.parametrize(("limit", "most"), [("MOST_FILES", 20), ("MOST_TOGETHER", 21 * len(SECOND) - 1)])
def test_of_more_files_than_a_folder_may_hold_the_first_are_read(
    hall: SmallHall, monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    monkeypatch.setattr(catalogue, limit, most)
    for number in range(21):
        hall.write(f"{CASES}/case-{number:02}.yaml", CASE.replace("first-case", f"case-{number:02}").encode())
    shown = [case.id for case in hall.load().zones["case_warnings"].cases]
    assert shown == [f"case-{number:02}" for number in range(20)]
    [(_, message, warning)] = [one for one in said(hall) if one[0] == CASES]
    assert "最后的 2 个没有读" in message and not warning
