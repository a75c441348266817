"""What `kiosk check` says as a whole."""

from __future__ import annotations

import shutil

from tests.content.small_hall import CASE, SmallHall, at

CASE_FILE = "content/case_warnings/cases/first-case.yaml"


def test_a_small_hall_has_no_problems(hall: SmallHall) -> None:
    assert hall.check() == ()


def test_every_problem_of_several_files_is_told_at_once_in_order(hall: SmallHall) -> None:
    hall.write(CASE_FILE, CASE.replace("band: middle", "band: old").replace("place:", "palce:"))
    hall.write("content/message_board/phrases.yaml", "invitation: [")
    problems = hall.check()
    assert [problem.path for problem in problems] == [CASE_FILE, CASE_FILE, "content/message_board/phrases.yaml"]
    assert [problem.line for problem in problems] == [6, 7, 1]


def test_a_problem_prints_as_editors_understand_it(hall: SmallHall) -> None:
    hall.write(CASE_FILE, CASE.replace("band: middle", "band: old"))
    assert str(hall.only_problem()).startswith(f"{CASE_FILE}:6:7: ")


def test_a_file_that_nobody_reads_is_told(hall: SmallHall) -> None:
    hall.write("content/case_warnings/second.yaml", CASE)
    hall.write("content/case_warnings/cases/third.yml", CASE)
    folder, ending = hall.check()[1], hall.check()[0]
    at(folder, 1, 1, "没有被读到", "它像是案例，移到 content/case_warnings/cases/")
    at(ending, 1, 1, "改名为 third.yaml")


def test_a_broken_file_is_not_also_a_dangling_reference(hall: SmallHall) -> None:
    hall.write("content/scam_types/types/refund.yaml", "id: refund\norder: [\n")
    assert {problem.path for problem in hall.check()} == {"content/scam_types/types/refund.yaml"}


def test_a_long_list_of_problems_in_one_file_is_cut_and_counted(hall: SmallHall) -> None:
    hall.write("content/message_board/phrases.yaml", "invitation: 好的\ngroups:\n" + "  - {heading: 一, x: 1}\n" * 60)
    problems = [problem for problem in hall.check() if problem.path.endswith("phrases.yaml")]
    assert len(problems) == 41
    at(problems[-1], problems[-1].line, problems[-1].column, "没有列出")


def test_a_folder_and_a_broken_link_named_like_content_are_told(hall: SmallHall) -> None:
    (hall.content / "case_warnings/cases/folder.yaml").mkdir()
    (hall.content / "case_warnings/cases/link.yaml").symlink_to(hall.root / "nowhere.yaml")
    folder, link = hall.check()
    at(folder, 1, 1, "文件夹", "拿出来")
    at(link, 1, 1, "链接")


def test_a_zone_that_is_gone_is_told_once_and_not_at_everything_that_names_it(hall: SmallHall) -> None:
    shutil.rmtree(hall.content / "scam_types")
    shutil.rmtree(hall.content / "case_warnings/cases")
    assert [problem.path for problem in hall.check()] == [
        "content/case_warnings/cases/*.yaml",
        "content/scam_types/types/*.yaml",
        "content/scam_types/which.yaml",
    ]
