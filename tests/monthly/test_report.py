"""`kiosk report` from end to end: what it writes, that page, workbook and log agree, and what it says when it cannot."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from kiosk.cli import command
from kiosk.core.events import MessageJudged, MessageLeft, SceneFailed, VisitEnded, VisitStarted, ZoneEntered, ZoneLeft
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import AgeBand, GroupKind, MessageForm, QuestionForm, VisitExit, VisitMode, ZoneExit
from kiosk.store.query import rows_between
from tests.monthly.reading import PageText, sheets
from tests.monthly.season import Season, write
from tests.reports.made import ONE_OF_EACH


def report(data: Path, out: Path, month: str = "2026-11") -> int:
    return command(["report", "--month", month, "--data", str(data), "--out", str(out)])


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    season = Season(5)
    rows = chain(season.days("2026-10-01", 31, 4), season.days("2026-11-01", 30, 6))
    return write(rows, tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def made(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    assert report(data, out) == 0
    return out


@pytest.fixture(scope="module")
def html(made: Path) -> str:
    return (made / "月报-2026-11.html").read_text("utf-8")


@pytest.fixture(scope="module")
def page(html: str) -> PageText:
    return PageText(html)


def test_a_page_and_a_workbook_and_nothing_else(made: Path) -> None:
    assert sorted(path.name for path in made.iterdir()) == ["月报-2026-11.html", "月报-2026-11.xlsx"]
    assert (made / "月报-2026-11.html").stat().st_size < 2_000_000


def test_the_page_stands_alone(page: PageText, html: str) -> None:
    """Nothing is loaded, nothing runs, and it says so to the browser."""
    assert not {"script", "img", "link", "iframe", "a", "form", "object"} & {tag for tag, _ in page.tags}
    assert "@import" not in html and "url(" not in html and "http" not in re.sub(r"http-equiv", "", html)
    assert not [name for _, given in page.tags for name in given if name.startswith("on")]
    policy = next(given for tag, given in page.tags if tag == "meta" and "http-equiv" in given)
    assert policy["content"] is not None and policy["content"].startswith("default-src 'none'")
    assert ("html", {"lang": "zh-CN"}) in page.tags


def test_every_drawing_says_what_it_shows(page: PageText) -> None:
    drawings = [given for tag, given in page.tags if tag == "svg"]
    assert len(drawings) > 10
    assert all(given["role"] == "img" and given["aria-label"] for given in drawings)


def test_the_first_page_answers_how_many_whether_it_works_what_fails_and_what_next(page: PageText, data: Path) -> None:
    log = sqlite3.connect(data / "kiosk.db")
    of_november = "FROM events WHERE kind = 'VisitStarted' AND substr(at, 1, 7) = '2026-11'"
    groups, people = log.execute(f"SELECT count(*), sum(json_extract(body, '$.people')) {of_november}").fetchone()
    earlier = log.execute(f"SELECT count(*) {of_november.replace('11', '10')}").fetchone()[0]
    log.close()
    sentences = _first_sentences(page)
    assert list(sentences) == ["来了多少人", "参观有没有用", "在哪儿上当", "哪儿没走好", "下个月先做什么"]
    assert f"接待 {groups} 批、{people:,} 人次，比上个月多 {groups - earlier} 批" in sentences["来了多少人"]
    assert "参观前认得出" in sentences["参观有没有用"] and "参观前识破" in sentences["参观有没有用"]
    assert "95%" in sentences["参观有没有用"], "how sure it is"
    assert "照办了" in sentences["在哪儿上当"] and "没走到" in sentences["哪儿没走好"]
    assert sentences["下个月先做什么"]


def _first_sentences(page: PageText) -> dict[str, str]:
    words = page.texts
    begins = words.index("来了多少人")
    return dict(zip(words[begins : begins + 10 : 2], words[begins + 1 : begins + 11 : 2], strict=True))


def test_the_six_figures_stand_beside_last_months(page: PageText, made: Path) -> None:
    rows = {
        row[0]: row[1:]
        for row in sheets(made / "月报-2026-11.xlsx")["六个数"][4:]
        if len(row) > 1 and row[1] is not None
    }
    assert list(rows) == [
        "接待批次",
        "接待人次",
        "走完全程的批次",
        "一次参观（中位数）",
        "真事认得率（参观后）",
        "识破率（参观后）",
    ]
    for name, (now, unit, before) in ((name, row[:3]) for name, row in rows.items()):
        begins = page.texts.index(name)
        shown = page.texts[begins : begins + 4]
        assert _same(shown[1], now), name
        last = shown[3 if unit else 2]
        compared = "三个月合计，上月月报 " if "率" in name else "上月 "
        assert last.startswith(compared), "what it is compared with"
        assert _same(last.removeprefix(compared).removesuffix(f" {unit}"), before), name


def _same(shown: str, cell: Any) -> bool:
    """Whether a figure on the page is that of the workbook, as exactly as the page gives it."""
    match cell:
        case None:
            return shown == ""
        case str():
            return shown == cell
        case _ if shown.endswith("%"):
            return abs(float(shown[:-1]) / 100 - cell) <= 0.005 + 1e-9
        case _:
            return abs(float(shown.replace(",", "")) - cell) <= (0.05 + 1e-9 if "." in shown else 0)


def test_page_and_workbook_hold_the_same_tables(page: PageText, made: Path) -> None:
    compared = 0
    for name, rows in sheets(made / "月报-2026-11.xlsx").items():
        title = rows[0][0].partition("月报：")[2]
        heading = title if title in page.tables else _section_of(title)
        if heading not in page.tables or name in ("一句一句", "答错最多的题"):
            continue
        shown = page.tables[heading]
        width = len(shown[0])
        held = [row[:width] for row in rows if [cell or "" for cell in row[:width]] == shown[0]]
        assert held, f"{name} has the headings of the page"
        begin = next(i for i, row in enumerate(rows) if [cell or "" for cell in row[:width]] == shown[0])
        for on_page, in_book in zip(shown[1:], rows[begin + 1 :], strict=False):
            assert all(map(_same, on_page, in_book)), (name, on_page, in_book)
            compared += 1
    assert compared > 80


def _section_of(title: str) -> str:
    return "这些数字怎么来的" if title.startswith("这些数字") else title


def test_the_fall_line_by_line_is_the_same_in_both(page: PageText, made: Path) -> None:
    rows = sheets(made / "月报-2026-11.xlsx")["一句一句"]
    begin = next(i for i, row in enumerate(rows) if row[0] == "情景")
    shown = page.tables["一句一句看：走到哪一句，大家照办了"][1:]
    story, moments = "", []
    for row in shown:
        if len(row) == 1:
            story = row[0]
        else:
            moments.append([story, *row[:-1]])
    assert len(moments) > 20
    for on_page, in_book in zip(moments, rows[begin + 1 :], strict=False):
        assert all(map(_same, on_page, in_book)), (on_page, in_book)


def test_questions_stand_in_full_words_with_what_was_chosen(page: PageText, made: Path) -> None:
    rows = sheets(made / "月报-2026-11.xlsx")["答错最多的题"]
    begin = next(i for i, row in enumerate(rows) if row[0] == "名次")
    options = [row for row in rows[begin + 1 :] if isinstance(row[0], int)]
    assert {row[0] for row in options} == set(range(1, 11)), "ten questions"
    for row in options:
        for line in row[2].split(" / "):
            assert line in page.words
        assert row[7] in page.words
    by_rank = {row[0]: row for row in options}
    bands = [row[5] for row in by_rank.values()]
    assert all(share > 0.2 for share in bands)


def test_the_workbook_has_every_question_in_every_wording(made: Path, data: Path) -> None:
    log = sqlite3.connect(data / "kiosk.db")
    expected = log.execute(
        "SELECT json_extract(body, '$.item'), json_extract(body, '$.wording'), count(*) FROM events"
        " WHERE kind = 'QuestionAnswered' AND substr(at, 1, 7) = '2026-11' GROUP BY 1, 2"
    ).fetchall()
    log.close()
    rows = {(row[1], row[2], row[4]) for row in sheets(made / "月报-2026-11.xlsx")["全部题目"]}
    assert len(expected) > 40 and set(expected) <= rows


def test_no_count_of_decisions_below_five_stands_anywhere(made: Path) -> None:
    for name, columns in (("一句一句", range(3, 9)), ("情景结局", range(1, 7)), ("馆里试一试", range(2, 6))):
        rows = sheets(made / "月报-2026-11.xlsx")[name]
        cells = [row[c] for row in rows for c in columns if len(row) > c and isinstance(row[c], int)]
        assert cells and not [cell for cell in cells if 0 < cell < 5], name


def test_made_up_records_are_marked_on_top_of_page_and_sheets(page: PageText, made: Path) -> None:
    assert page.texts[1].startswith("模拟数据")
    assert all(rows[1][0].startswith("模拟数据") for rows in sheets(made / "月报-2026-11.xlsx").values())


def test_real_records_are_not(tmp_path: Path) -> None:
    data = write(Season(2, measures=False).days("2026-11-03", 4, 2), tmp_path / "data", hall="boshan")
    assert report(data, tmp_path / "out") == 0
    page = PageText((tmp_path / "out" / "月报-2026-11.html").read_text("utf-8"))
    assert "模拟数据" not in page.words


POISON = "<script>alert(1)</script>王小明13800000000"


def test_nothing_of_the_log_but_numbers_and_ids_gets_onto_the_page(tmp_path: Path) -> None:
    """Every text of every event is poisoned; ids are, too, and messages with who judged them."""
    visit = [
        VisitStarted(9, GroupKind.SCHOOL, (AgeBand.MINOR,), VisitMode.GUIDED),
        ZoneEntered(POISON),
        ZoneLeft(POISON, 60.0, True, ZoneExit.HOME),
        SceneFailed(POISON, POISON),
        MessageLeft(MessageForm.PHRASE, POISON),
        MessageJudged(1, True, POISON),
        *(_poisoned(event) for event in ONE_OF_EACH * 12 if not isinstance(event, VisitStarted | VisitEnded)),
        VisitEnded(VisitExit.ABANDONED, 600.0, (POISON,)),
    ]
    rows = (Logged(POISON, event, f"2026-11-03T10:00:{n % 60:02d}+08:00") for n, event in enumerate(visit))
    data = write(rows, tmp_path / "data", hall=POISON)
    assert report(data, tmp_path / "out") == 0
    html = (tmp_path / "out" / "月报-2026-11.html").read_text("utf-8")
    page = PageText(html)
    assert "编号不明" in page.words, "something of it would have stood there"
    for text in (html, json.dumps(sheets(tmp_path / "out" / "月报-2026-11.xlsx"), ensure_ascii=False, default=str)):
        assert "script" not in text and "13800000000" not in text and "王小明" not in text


def _poisoned(event: Any) -> Any:
    changed = {}
    for name in event.__dataclass_fields__:
        value = getattr(event, name)
        if type(value) is str:
            changed[name] = POISON
        elif isinstance(value, tuple) and value and type(value[0]) is str:
            changed[name] = (POISON,)
    if "form" in changed and isinstance(getattr(event, "form", None), QuestionForm):
        del changed["form"]
    return replace(event, **changed)


def test_a_hall_with_signs_in_its_name_is_text(tmp_path: Path, data: Path) -> None:
    zones = (Path(__file__).parents[2] / "zones.yaml").read_text("utf-8")
    hall = tmp_path / "zones.yaml"
    hall.write_text(zones.replace("name: 博山区反诈科普体验馆", "name: '馆<b>&\"甲'"), "utf-8")
    assert (
        command(["report", "--month", "2026-11", "--data", str(data), "--out", str(tmp_path), "--hall", str(hall)]) == 0
    )
    html = (tmp_path / "月报-2026-11.html").read_text("utf-8")
    assert "馆&lt;b&gt;&amp;&quot;甲" in html and "馆<b>" not in html


# ------------------------------------------------------------ when it cannot
def said(capsys: pytest.CaptureFixture[str]) -> str:
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 1 and "Traceback" not in shown.err
    return shown.err


@pytest.mark.parametrize("month", ["2026-13", "2026-1", "11月", "2026-11-01", "0000-11", "２０２６-11"])
def test_a_month_that_is_none(month: str, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(data, tmp_path, month) == 1
    assert "月份要写成 2026-11 这样" in said(capsys)


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(tmp_path / "nowhere", tmp_path) == 1
    assert "没有" in (words := said(capsys)) and "nowhere" in words and "--data" in words


def test_a_folder_without_a_log(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(tmp_path, tmp_path) == 1
    assert "kiosk.db" in said(capsys)


def test_a_month_without_visits_says_which_months_there_are(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(data, tmp_path, "2026-08") == 1
    words = said(capsys)
    assert "2026年8月没有参观记录" in words and "2026-10、2026-11" in words
    assert list(tmp_path.iterdir()) == []


def test_a_log_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "kiosk.db").write_bytes(b"no database at all, whatever its name says" * 100)
    assert report(tmp_path, tmp_path) == 1
    assert "已损坏" in said(capsys)


def test_a_place_that_is_a_file(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").write_text("")
    assert report(data, tmp_path / "out") == 1
    assert "不是文件夹" in said(capsys)


def test_a_place_inside_a_folder_that_is_not_there(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(data, tmp_path / "no" / "where") == 1
    assert "没有存下来" in said(capsys)


def test_a_report_that_cannot_be_replaced_leaves_the_earlier_one(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = tmp_path / "月报-2026-11.html"
    earlier.write_text("earlier")

    def refused(*_: object) -> None:
        raise PermissionError(13, "held open")

    monkeypatch.setattr(os, "replace", refused)
    assert report(data, tmp_path) == 1
    assert "没有写入的权限" in said(capsys)
    assert earlier.read_text() == "earlier" and list(tmp_path.iterdir()) == [earlier]


def test_made_again_it_is_the_same(data: Path, made: Path, html: str, tmp_path: Path) -> None:
    assert report(data, tmp_path) == 0
    assert (tmp_path / "月报-2026-11.html").read_text("utf-8") == html
    assert len(list(rows_between(data))) > 1000, "and the log is as it was"
