"""Files in the content folder that nothing reads: each is named, with what most likely went wrong and what to do."""

from __future__ import annotations

import pytest

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
