"""The files of an export, read back with what others read them with."""

from __future__ import annotations

import csv
import re
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from openpyxl import load_workbook  # type: ignore[import-untyped]

from kiosk.core.events import KINDS, Event, VisitEnded, VisitStarted, ZoneEntered, ZoneLeft
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import AgeBand, GroupKind, Term, VisitExit, VisitMode, ZoneExit
from kiosk.reports import workbook
from kiosk.reports.export import SUMMARY, defused, write_export
from kiosk.reports.glossary import Glossary
from kiosk.reports.overview import TITLE
from kiosk.reports.rows import TABLES
from tests.reports.made import NAMES, ONE_OF_EACH, WORDS, answer, arranged, phrase

NASTY = (
    "=1+1",
    '=HYPERLINK("http://x","奖")',
    "+86",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "＝1+1",
    "http://example.invalid",
    "{=1}",
)


KNOWN = Glossary(NAMES, WORDS)


def rows_of(*events: Event, visit: str = "v1") -> list[Logged]:
    return [
        Logged(visit, event, "2026-07-01T10:00:00+08:00", n, hall="boshan", screen="door")
        for n, event in enumerate(events, 1)
    ]


VISIT = rows_of(
    VisitStarted(12, GroupKind.SCHOOL, (AgeBand.MINOR, AgeBand.SENIOR), VisitMode.GUIDED),
    ZoneEntered("quiz"),
    answer("police", True, False),
    ZoneLeft("quiz", 61.26, True, ZoneExit.HOME),
    VisitEnded(VisitExit.FINISHED, 600.0, ("quiz",)),
)


def messages(texts: tuple[str, ...]) -> list[Logged]:
    return rows_of(*(phrase(text) for text in texts))


def table(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def sheets(file: Path) -> dict[str, list[tuple[Any, ...]]]:
    book = load_workbook(file)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_csv_gives_one_file_a_table_with_chinese_headings(tmp_path: Path) -> None:
    files = write_export(VISIT, tmp_path / "七月.csv", glossary=KNOWN).files
    assert [f.name for f in files] == [f"七月-{name}.csv" for name in (SUMMARY, *(t.table for t in TABLES))]
    assert sorted(tmp_path.iterdir()) == sorted(files)
    assert all(file.read_bytes().startswith(b"\xef\xbb\xbf") for file in files), "Excel takes it for UTF-8"
    assert table(files[1]) == [
        ["参观编号", "开始时间", "结束时间", "结束方式", "人数", "团体类型", "年龄段", "参观方式", "参观安排", "用时（秒）", "到过的展区", "时钟", "馆编号", "屏编号"],
        ["v1", "2026-07-01 10:00:00", "2026-07-01 10:00:00", "走完", "12", "学校", "18岁以下、60岁以上", "讲解模式", "完整参观",
         "600.0", "知识考核区", "", "boshan", "door"],
    ]  # fmt: skip
    assert table(files[2])[1][1:] == ["知识考核区", "2026-07-01 10:00:00", "61.3", "是", "回展区图"]
    assert table(files[4])[1][2:] == [
        "知识考核区", "q1", "这条短信是真是假？【社保】您的卡已停用", "冒充公检法", "诈骗还是真实", "genuine", "真实", "是", "真的", "否",
        "认出是真的", "0a1b2c3d", "",
    ]  # fmt: skip


def test_a_workbook_holds_every_table_under_its_chinese_name(tmp_path: Path) -> None:
    out = tmp_path / "七月.xlsx"
    assert write_export(VISIT, out, glossary=KNOWN).files == [out]
    assert list(tmp_path.iterdir()) == [out]
    found = sheets(out)
    assert list(found) == [TITLE, *(t.title for t in TABLES)]
    assert found["参观"][1][3:6] == ("走完", 12, "学校")
    assert found["展区停留"][1][3] == 61.3, "numbers stay numbers"
    assert [len(lines) for lines in (found["选择"], found["答题"])] == [1, 2]


def test_moments_are_dates_that_can_be_sorted_and_filtered(tmp_path: Path) -> None:
    rows = [*VISIT, *messages(("2026-07-01T10:00:00+08:00", "二"))]
    write_export(rows, tmp_path / "x.xlsx")
    book = load_workbook(tmp_path / "x.xlsx")
    start, end = book["参观"][2][1:3]
    assert start.is_date and start.value == end.value == datetime(2026, 7, 1, 10)
    assert start.number_format == "yyyy-mm-dd hh:mm:ss"
    left = book["留言"][2]
    assert left[3].data_type == "s" and left[3].value == "2026-07-01T10:00:00+08:00", "what somebody wrote stays a text"


def test_no_text_becomes_a_formula_in_a_workbook(tmp_path: Path) -> None:
    out = tmp_path / "x.xlsx"
    rows = messages(NASTY)
    write_export(arranged(rows), out)
    sheet = load_workbook(out)["留言"]
    found = [line[3] for line in sheet.iter_rows(min_row=2)]
    assert [cell.data_type for cell in found] == ["s"] * len(NASTY)
    assert [cell.hyperlink for cell in found] == [None] * len(NASTY)
    assert [str(cell.value).replace("_x000D_", "\r").strip() for cell in found] == [text.strip() for text in NASTY]


def test_no_text_becomes_a_formula_in_a_csv(tmp_path: Path) -> None:
    files = write_export(messages(NASTY), tmp_path / "x.csv").files
    for line, text in zip(table(files[-2])[1:], NASTY, strict=True):
        assert line[3].lstrip()[:1] not in set("=+-@＝\t\r\n")
        assert line[3] in (text, "'" + text)


def test_ordinary_text_is_left_alone() -> None:
    for text in ("不轻信，不转账", "", "2026-07-01", "'引号'", "a=b"):
        assert defused(text) == text


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ROWS_PER_SHEET", 4)
    out = tmp_path / "x.xlsx"
    texts = tuple(f"第{n}条" for n in range(9))
    write_export(messages(texts), out)
    found = sheets(out)
    parts = [found[name] for name in ("留言", "留言 2", "留言 3")]
    assert [len(part) for part in parts] == [5, 5, 2]
    assert all(part[0][0] == "留言编号" for part in parts)
    assert [line[3] for part in parts for line in part[1:]] == list(texts)


def test_a_full_sheet_begins_no_empty_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ROWS_PER_SHEET", 3)
    write_export(messages(("一", "二", "三")), tmp_path / "x.xlsx")
    assert "留言 2" not in sheets(tmp_path / "x.xlsx")


def test_a_text_too_long_for_a_cell_is_cut_not_dropped(tmp_path: Path) -> None:
    write_export(messages(("长" * 40_000,)), tmp_path / "x.xlsx")
    assert sheets(tmp_path / "x.xlsx")["留言"][1][3] == "长" * 32_767


@pytest.mark.parametrize("name", ["x.csv", "x.xlsx"])
def test_a_failed_export_leaves_the_earlier_one(name: str, tmp_path: Path) -> None:
    files = write_export(VISIT, tmp_path / name).files
    was = [f.read_bytes() for f in files]

    def unplugged() -> Any:
        yield from VISIT
        raise OSError("unplugged")

    with pytest.raises(OSError, match="unplugged"):
        write_export(unplugged(), tmp_path / name)
    assert [f.read_bytes() for f in files] == was
    assert sorted(tmp_path.iterdir()) == sorted(files), "nothing half-written stays"


@pytest.mark.parametrize("name", ["x.csv", "x.xlsx"])
def test_a_folder_that_is_not_there_is_an_oserror(name: str, tmp_path: Path) -> None:
    with pytest.raises(OSError):
        write_export(VISIT, tmp_path / "nowhere" / name)


def test_a_full_disk_while_a_workbook_is_put_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))

    def full(*_: Any) -> None:
        raise OSError("no room")

    monkeypatch.setattr(xlsxwriter.Workbook, "_store_workbook", full)
    with pytest.raises(OSError, match="no room"):
        write_export(VISIT, tmp_path / "x.xlsx")
    assert list(tmp_path.iterdir()) == [scratch]
    assert list(scratch.iterdir()) == [], "no scratch file stays"


@pytest.mark.parametrize("name", ["x.csv", "x.xlsx"])
def test_an_empty_log_gives_headings_only(name: str, tmp_path: Path) -> None:
    for file in write_export([], tmp_path / name).files:
        found = {file.stem: table(file)} if name == "x.csv" else sheets(file)
        for title, lines in found.items():
            assert len(lines) == 1 or title in (TITLE, f"x-{SUMMARY}")


def test_another_ending_is_refused_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.csv 或 \.xlsx"):
        write_export(VISIT, tmp_path / "x.ods")


def test_numbers_a_spreadsheet_cannot_hold_are_left_empty(tmp_path: Path) -> None:
    rows = rows_of(ZoneLeft("quiz", float("inf"), True, ZoneExit.HOME))
    write_export(rows, tmp_path / "x.xlsx")
    assert sheets(tmp_path / "x.xlsx")["展区停留"][1][3] in ("", None)


ID_COLUMNS = {
    "馆编号",
    "屏编号",
    "参观编号",
    "套题编号",
    "内容编号",
    "题目编号",
    "选项编号",
    "位置编号",
    "结局编号",
    "句子编号",
    "情况编号",
    "文字版本编号",
    "看出的破绽编号",
    "没看出的破绽编号",
    "线索编号",
    "案例编号",
    "技术编号",
}
"""Where ids stand, which staff gave or the log made, and what is for whoever mends the program."""


def _vocabularies(term: type[Term] = Term) -> list[type[Term]]:
    return [kind for sub in term.__subclasses__() for kind in (sub, *_vocabularies(sub))]


def test_no_cell_of_a_visit_with_everything_in_it_shows_an_english_or_internal_word(tmp_path: Path) -> None:
    write_export(arranged(rows_of(*ONE_OF_EACH)), tmp_path / "x.xlsx", glossary=KNOWN)
    codes = {term.value for kind in _vocabularies() for term in kind}
    told = []
    assert all(head.endswith("编号") for head in ID_COLUMNS)
    for title, (heads, *lines) in sheets(tmp_path / "x.xlsx").items():
        assert lines, f"nothing on sheet {title}"
        for line in lines:
            for head, cell in zip(heads, line, strict=True):
                if head in ID_COLUMNS or not isinstance(cell, str):
                    continue
                if cell in codes or re.search("[A-Za-z_]", cell.replace("VR", "")):
                    told.append(f"{title} {head}: {cell}")
    assert told == []


@pytest.mark.parametrize("kind", _vocabularies(), ids=lambda kind: kind.__name__)
def test_every_code_has_a_chinese_word_of_its_own(kind: type[Term]) -> None:
    words = [term.word for term in kind]
    assert len(set(words)) == len(words)
    assert all(re.search("[\u4e00-\u9fff]", word) for word in words)


def test_every_kind_of_event_reaches_a_sheet(tmp_path: Path) -> None:
    assert {type(event) for event in ONE_OF_EACH} == set(KINDS.values()), "there is one of each to be tried"
    started, ended = rows_of(ONE_OF_EACH[0]), rows_of(ONE_OF_EACH[-1])
    for event in ONE_OF_EACH[1:-1]:
        alone = [*started, *(r._replace(id=15) for r in rows_of(event)), *ended]
        without = [row for row in alone if row.event is not event]
        assert _all_cells(alone, tmp_path) != _all_cells(without, tmp_path), event
    assert _all_cells(started, tmp_path) != _all_cells(ended, tmp_path)


def _all_cells(rows: list[Logged], folder: Path) -> list[list[list[str]]]:
    return [table(file) for file in write_export(arranged(rows), folder / "all.csv", glossary=KNOWN).files[1:]]
