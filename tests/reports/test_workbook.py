"""The workbook as a colleague opens and prints it, and that nothing personal can stand in it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]

from kiosk.core.events import ItemOpened, VisitEnded, VisitStarted, ZoneEntered, ZoneLeft
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import GroupKind, VisitExit, VisitMode, ZoneExit
from kiosk.reports import sheet as sheet_module
from kiosk.reports import workbook
from kiosk.reports.columns import headings
from kiosk.reports.export import write_export
from kiosk.reports.glossary import Glossary
from kiosk.reports.overview import TITLE
from kiosk.reports.rows import TABLES
from tests.reports.made import NAMES, ONE_OF_EACH, WORDS, arranged, phrase

COLUMNS = {
    "参观": "参观编号 开始时间 结束时间 结束方式 人数 团体类型 年龄段 参观方式 参观安排 用时（秒） 到过的展区 时钟 馆编号 屏编号",
    "展区停留": "参观编号 展区 进入时间 停留（秒） 完成 离开方式",
    "打开的内容": "参观编号 时间 展区 内容编号 内容 骗局种类 真假 看到最后 文字版本编号",
    "答题": "参观编号 时间 展区 题目编号 题目 骗局种类 题型 选项编号 选项 答对 真假 认作诈骗 辨别结果 文字版本编号 原话（旧记录）",
    "举手": "参观编号 时间 展区 题目编号 题目 骗局种类 真假 选项编号 选项 举手人数 在场人数 文字版本编号",
    "前后对比": "参观编号 时间 参观前后 套题编号 展区 题目编号 题目 骗局种类 真假 说是骗局（人） 说是真的（人） 在场人数 文字版本编号",
    "选择": "参观编号 时间 展区 内容编号 内容 骗局种类 真假 位置编号 问题 选项编号 选项 选项性质 说明 文字版本编号 原话（旧记录）",
    "模拟结局": "参观编号 时间 展区 内容编号 内容 骗局种类 真假 结局编号 怎样收场 结局 模拟损失（元） 看出的破绽（处） 看出的破绽编号 看出的破绽 没看出的破绽（处） 没看出的破绽编号 没看出的破绽 文字版本编号",
    "劝一劝": "参观编号 时间 展区 内容编号 内容 骗局种类 真假 位置编号 第几轮 选项编号 选项 这句话是 说完以后 文字版本编号",
    "劝一劝的结局": "参观编号 时间 展区 内容编号 内容 骗局种类 真假 结局 劝人别理真的 文字版本编号",
    "喊停": "参观编号 时间 展区 内容编号 内容 骗局种类 真假 位置编号 句子编号 句子 指对了 文字版本编号 原话（旧记录）",
    "线索": "参观编号 时间 展区 内容编号 内容 骗局种类 真假 位置编号 给谁看 线索编号 线索 文字版本编号",
    "馆里试一试": "参观编号 时间 在哪个展区前面 内容编号 请大家做什么 真假 选项编号 选项 选项性质 文字版本编号",
    "当场劝阻": "参观编号 时间 情况编号 情况 骗局种类 案例编号 看了哪些案例",
    "考核": "参观编号 时间 作答方式 题数 答对 套题编号",
    "留言": "留言编号 参观编号 时间 留言 状态 审核人 审核时间",
    "经过": "参观编号 时间 发生了什么 在哪里 涉及 时长（秒） 人数 说明 技术编号",
}
"""What may stand in an export, and nothing else. Who adds a column looks here whether it could name a person."""


def book_of(rows: list[Logged], folder: Path) -> Any:
    write_export(arranged(rows), folder / "x.xlsx", glossary=Glossary(NAMES, WORDS))
    return load_workbook(folder / "x.xlsx")


def one_of_each() -> list[Logged]:
    return [Logged("v1", event, "2026-07-01T10:00:00.750+08:00", n) for n, event in enumerate(ONE_OF_EACH, 1)]


def messages(*texts: str) -> list[Logged]:
    return [Logged("v1", phrase(text), "2026-07-01T10:00:00+08:00", n) for n, text in enumerate(texts, 1)]


def test_no_column_but_these_is_exported() -> None:
    assert {table.title: " ".join(headings(table)) for table in TABLES} == COLUMNS


@pytest.mark.parametrize("word", ["姓名", "电话", "手机", "身份证", "住址", "微信", "照片", "脸"])
def test_no_column_asks_for_a_person(word: str) -> None:
    assert [title for title, heads in COLUMNS.items() if word in heads] == []


def test_every_sheet_is_frozen_filtered_and_printed_on_lying_a4(tmp_path: Path) -> None:
    book = book_of(one_of_each(), tmp_path)
    for sheet in book:
        page = sheet.page_setup
        assert (page.orientation, page.paperSize) == ("landscape", 9), sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and page.fitToHeight == 0
        assert "第 &P 页" in sheet.oddFooter.center.text
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2" and sheet.print_title_rows == "$1:$1"
        assert sheet.auto_filter.ref == f"A1:{sheet.cell(sheet.max_row, sheet.max_column).coordinate}"
        assert all(cell.font.bold for cell in sheet[1])


def test_no_page_is_broader_than_can_be_read_and_each_says_which_visit(tmp_path: Path) -> None:
    """220 characters across lying A4 are seven points high; 模拟结局 on one page was less than five."""
    across = {}
    for sheet in book_of(one_of_each(), tmp_path).worksheets[1:]:
        broad = sum(sheet.column_dimensions[cell.column_letter].width for cell in sheet[1])
        pages = sheet.page_setup.fitToWidth or 1
        assert broad / pages < 221 and (pages == 1 or broad > 220), sheet.title
        assert sheet.print_title_cols == ("$A:$B" if pages > 1 else None), sheet.title
        across[sheet.title] = pages
    assert across["模拟结局"] == 2 and across["参观"] == across["举手"] == 1


def test_a_sheet_that_goes_on_in_another_is_like_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ROWS_PER_SHEET", 2)
    book = book_of(messages("一", "二", "三"), tmp_path)
    for name, last in (("留言", 3), ("留言 2", 2)):
        sheet = book[name]
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")
        assert sheet.auto_filter.ref == f"A1:G{last}" and sheet.page_setup.orientation == "landscape"


def test_moments_and_lengths_of_time_can_be_reckoned_with(tmp_path: Path) -> None:
    book = book_of(one_of_each(), tmp_path)
    for sheet in book.worksheets[1:]:
        for head, *cells in sheet.iter_cols():
            for cell in cells:
                if head.value.endswith("时间") and cell.value is not None:
                    assert cell.is_date and cell.number_format == "yyyy-mm-dd hh:mm:ss", (sheet.title, head.value)
                    assert cell.value == datetime(2026, 7, 1, 10), "to the second"
                if "秒）" in head.value and cell.value is not None:
                    assert isinstance(cell.value, int | float)
    lengths = {row[2]: row[5] for row in book["经过"].iter_rows(min_row=2, values_only=True)}
    assert (lengths["给展区加时"], lengths["走开后回来接着看"], lengths["暂停后继续"]) == (300, 90, 30)


def test_a_text_longer_than_its_column_gets_the_lines_it_takes(tmp_path: Path) -> None:
    sheet = book_of(messages("短", "长" * 45), tmp_path)["留言"]
    width = sheet.column_dimensions["D"].width
    assert sheet.row_dimensions[2].height is None
    assert sheet.row_dimensions[3].height >= 15 * 90 / width and sheet["D3"].alignment.wrap_text


def test_one_line_a_stay(tmp_path: Path) -> None:
    rows = [
        Logged("v1", event, f"2026-07-01T10:0{n}:00+08:00", n)
        for n, event in enumerate(
            (ZoneEntered("quiz"), ItemOpened("quiz", "q1", "", None, ""), ZoneLeft("quiz", 120.0, True, ZoneExit.HOME),
             ZoneEntered("quiz"), ZoneLeft("quiz", 60.0, False, ZoneExit.TIME_UP)), 1
        )
    ]  # fmt: skip
    found = list(book_of(rows, tmp_path)["展区停留"].iter_rows(min_row=2, min_col=4, max_col=5, values_only=True))
    assert found == [(120, "是"), (60, "否")]


def test_what_is_asked_and_answered_stands_in_words_beside_the_ids(tmp_path: Path) -> None:
    book = book_of(one_of_each(), tmp_path)

    def beside(title: str, heading: str) -> tuple[Any, Any]:
        heads = [cell.value for cell in book[title][1]]
        at = heads.index(heading)
        return book[title][2][at].value, book[title][2][at + 1].value

    assert beside("答题", "题目编号") == ("q1", "这条短信是真是假？【社保】您的卡已停用")
    assert beside("答题", "选项编号") == ("genuine", "真实")
    assert beside("举手", "选项编号") == ("scam", "诈骗")
    assert beside("选择", "位置编号") == ("ring", "电话响了")
    assert beside("选择", "选项编号") == ("hang_up", "挂断")
    assert beside("喊停", "句子编号") == ("ring.2", "别告诉家里人")
    assert beside("模拟结局", "没看出的破绽编号") == ("hurry", "催您马上转")
    assert beside("劝一劝", "选项编号") == ("ask", "奶奶，谁来的电话？")
    assert beside("线索", "线索编号") == ("clerk", "这个账户昨天才开")
    assert beside("馆里试一试", "内容编号") == ("code", "要验证码的那一页")
    assert beside("馆里试一试", "选项编号") == ("give", "报给他")
    assert beside("当场劝阻", "情况编号") == ("paid、app", "已经转了")


def test_what_the_content_does_not_know_any_more_is_said_to_be_old(tmp_path: Path) -> None:
    rows = [Logged("v1", ItemOpened("closed_zone", "gone", "old_type", None, ""), "2026-07-01T10:00:00+08:00", 1)]
    line = next(book_of(rows, tmp_path)["打开的内容"].iter_rows(min_row=2, values_only=True))
    assert line[2:6] == ("（旧编号 closed_zone）", "gone", None, "（旧编号 old_type）")


def test_the_overview_counts_what_stands_on_every_sheet(tmp_path: Path) -> None:
    rows = one_of_each()
    rows += [
        Logged(visit, event, "2026-07-09T10:00:00+08:00", n)
        for n, (visit, event) in enumerate(
            (
                ("v2", VisitStarted(7, GroupKind.SCHOOL, (), VisitMode.FREE)),
                ("v2", VisitEnded(VisitExit.FINISHED, 9.0, ())),
            ),
            100,
        )
    ]
    book = book_of(rows, tmp_path)
    lines = list(book[TITLE].iter_rows(values_only=True))
    assert ("人数", "共 2 批，19 人次", None) in lines and ("有参观的日子", "2026-07-01 到 2026-07-09", None) in lines
    told = {line[0]: line[1] for line in lines if isinstance(line[1], int)}
    assert told == {sheet.title: sheet.max_row - 1 for sheet in book.worksheets[1:]}


STRANGE = ("<b>&amp;</b>", "<r>x</r>", "_x0041_", "\x01\x0b", "👵 好", " 两边有空 ", "一\n二", "\ud800", "=1+1")


@pytest.mark.parametrize("shared", [50_000, 0])
def test_strange_texts_arrive_whether_they_stand_once_or_in_their_cells(
    shared: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_module, "SHARED_MAX", shared)
    monkeypatch.setattr(sheet_module, "LATEST_MAX", 2)
    cells = [row[3] for row in book_of(messages(*STRANGE, *STRANGE), tmp_path)["留言"].iter_rows(min_row=2)]
    wanted = [text.replace("\ud800", "?").replace("\x01\x0b", "_x0001__x000B_") for text in STRANGE] * 2
    found = [str(cell.value).replace("_x005F_", "_") for cell in cells]
    assert found == wanted and {cell.data_type for cell in cells} == {"s"}
