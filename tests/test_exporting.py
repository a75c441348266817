"""What staff read when they export: how many came, what was read of damaged logs, what to do where nothing could be."""

from __future__ import annotations

import io
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]

from kiosk import cli
from kiosk.core.events import Event, VisitEnded, VisitStarted
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import GroupKind, VisitExit, VisitMode
from kiosk.reports.overview import TITLE
from kiosk.store.database import FILE, append_once, set_aside
from kiosk.store.log import EventLog
from tests.real_hall import PLACES

AT = "2026-07-01T09:30:00.000+08:00"
HERE = ["--content", str(PLACES.content), "--hall", str(PLACES.hall)]
START = VisitStarted(3, GroupKind.FAMILY, (), VisitMode.FREE)


def came(data: Path, *visits: str, at: str = AT) -> None:
    log = EventLog.open(data, at)
    for visit in visits:
        log.append(Logged(visit, START, at))
        log.append(Logged(visit, VisitEnded(VisitExit.FINISHED, 600.0, ()), at))
    assert log.close()


def export(data: Path, out: Path, *more: str) -> int:
    return cli.command(["export", "--data", str(data), "--out", str(out), *HERE, *more])


def told(out: Path) -> str:
    """All that stands on the first sheet."""
    first = load_workbook(out).worksheets[0]
    assert first.title == TITLE
    return "\n".join(str(cell) for row in first.iter_rows(values_only=True) for cell in row if cell is not None)


def visits(out: Path) -> list[str]:
    return [row[0] for row in load_workbook(out)["参观"].iter_rows(min_row=2, values_only=True)]


def test_the_last_line_says_how_many_came(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    came(tmp_path, "a", "b")
    assert export(tmp_path, tmp_path / "x.xlsx") == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [str(tmp_path / "x.xlsx"), "共 2 批，6 人次"]
    assert said.err == "", "no progress where nobody watches"
    assert "共 2 批，6 人次" in told(tmp_path / "x.xlsx")


def test_the_first_sheet_says_which_days_it_is_of(tmp_path: Path) -> None:
    came(tmp_path, "a")
    came(tmp_path, "b", at="2026-07-05T09:30:00.000+08:00")
    assert export(tmp_path, tmp_path / "all.xlsx") == 0
    assert "全部记录" in told(tmp_path / "all.xlsx") and "2026-07-01 到 2026-07-05" in told(tmp_path / "all.xlsx")
    assert export(tmp_path, tmp_path / "x.xlsx", "--from", "2026-07-02", "--to", "2026-07-31") == 0
    assert "2026-07-02 到 2026-07-31" in (said := told(tmp_path / "x.xlsx")) and "2026-07-05 到 2026-07-05" in said
    assert "共 1 批，3 人次" in said and visits(tmp_path / "x.xlsx") == ["b"]


def test_a_period_in_which_nobody_came_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    came(tmp_path, "a")
    assert export(tmp_path, tmp_path / "x.xlsx", "--from", "2027-01-01") == 1
    said = capsys.readouterr()
    assert "这段时间没有参观" in said.err and said.out.splitlines()[-1] == "共 0 批，0 人次"
    assert "没有" in told(tmp_path / "x.xlsx")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_it_says_how_far_it_is_and_takes_it_away_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    came(tmp_path, "a", "b")
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    assert export(tmp_path, tmp_path / "x.csv") == 0
    shown = terminal.getvalue().split("\r")
    assert any("第 1 批，2026-07-01" in part for part in shown)
    assert shown[-1] == "\033[K", "the line is clear for what follows"


def test_a_log_that_was_set_aside_is_in_it_and_said_to_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    came(tmp_path, "old")
    aside = set_aside(tmp_path, AT).name
    came(tmp_path, "new")
    assert export(tmp_path, tmp_path / "x.xlsx") == 0
    assert aside in (said := capsys.readouterr().err) and "读出 2 条记录" in said
    assert aside in told(tmp_path / "x.xlsx") and visits(tmp_path / "x.xlsx") == ["old", "new"]


def test_only_logs_that_were_set_aside_are_enough(tmp_path: Path) -> None:
    came(tmp_path, "old")
    set_aside(tmp_path, AT)
    assert export(tmp_path, tmp_path / "x.xlsx") == 0
    assert visits(tmp_path / "x.xlsx") == ["old"]


def test_of_a_log_damaged_in_the_middle_what_can_be_read_is_exported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    came(tmp_path, *(f"v{n:04}" for n in range(800)))
    file = tmp_path / FILE
    with file.open("r+b") as stream:
        stream.seek(file.stat().st_size // 2)
        stream.write(b"\xa5" * 9000)
    assert export(tmp_path, tmp_path / "x.xlsx") == 1
    said = capsys.readouterr()
    assert "已损坏" in said.err and "有的地方坏了" in said.err and "malformed" not in said.err
    found = visits(tmp_path / "x.xlsx")
    assert {"v0000", "v0799"} <= set(found) and 600 < len(found) == len(set(found))
    assert said.out.splitlines()[-1].startswith(f"共 {len(found)} 批")
    assert "已损坏" in told(tmp_path / "x.xlsx")


def no_folder(data: Path) -> None:
    pass


def no_log(data: Path) -> None:
    data.mkdir()


def no_database(data: Path) -> None:
    data.mkdir()
    (data / FILE).write_bytes(b"this was a database once\n" * 400)


def only_its_journal(data: Path) -> None:
    log = EventLog.open(data, AT)
    log.append(Logged("v", START, AT))
    assert log.flush(30.0)
    shutil.copy(data / f"{FILE}-wal", data.parent / "kept")
    assert log.close()
    (data / FILE).unlink()
    shutil.copy(data.parent / "kept", data / f"{FILE}-wal")


def without_its_journal(data: Path) -> None:
    """Copied from a hall that opened for the first time and still runs: all is in the journal."""
    data.mkdir()
    with closing(sqlite3.connect(data / FILE)) as fresh:
        fresh.execute("PRAGMA journal_mode=WAL")


@pytest.mark.parametrize(
    ("before", "advice"),
    [
        (no_folder, "这个文件夹"),
        (no_log, "没有记录库 kiosk.db"),
        (no_database, "一条也读不出来"),
        (only_its_journal, "把 kiosk.db 也拷过来"),
        (without_its_journal, "把旁边的 kiosk.db-wal 也一起拷来"),
    ],
)
def test_where_nothing_can_be_read_it_says_why_and_writes_nothing(
    before: Callable[[Path], None], advice: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before(tmp_path / "data")
    assert export(tmp_path / "data", tmp_path / "x.xlsx") == 1
    said = capsys.readouterr()
    assert said.err.startswith("没有导出：") and advice in said.err and said.out == ""
    assert not (tmp_path / "x.xlsx").exists()


def copied_with_its_journal(data: Path) -> Path:
    """A folder copied in the middle of a visit: the newest records are in the journal alone."""
    log = EventLog.open(data / "here", AT)
    log.append(Logged("newest", START, AT))
    assert log.flush(30.0)
    stick = data / "stick"
    stick.mkdir()
    for ending in ("", "-wal"):
        shutil.copy(data / "here" / (FILE + ending), stick)
    assert log.close()
    return stick


@pytest.mark.parametrize("room", [True, False])
def test_a_stick_that_cannot_be_written_is_exported_with_what_its_journal_holds(
    room: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = copied_with_its_journal(tmp_path)
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    class OnAStick(sqlite3.Connection):
        def execute(self, sql: str, *parameters: object) -> sqlite3.Cursor:
            error = sqlite3.OperationalError("unable to open database file")
            error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
            raise error

    def connected(database: object, **named: object) -> sqlite3.Connection:
        on_stick = str(stick) in str(database)
        return connect(database, factory=OnAStick if on_stick else sqlite3.Connection, **named)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sqlite3, "connect", connected)
    if not room:
        monkeypatch.setattr(shutil, "copyfile", full)
    assert export(stick, tmp_path / "x.xlsx") == (0 if room else 1)
    if room:
        assert visits(tmp_path / "x.xlsx") == ["newest"]
    else:
        assert "腾出空间" in capsys.readouterr().err and not (tmp_path / "x.xlsx").exists()


def test_every_option_chosen_stands_there_in_words(tmp_path: Path) -> None:
    from kiosk.core.events import ChoiceMade, DissuasionShown, QuestionAnswered, TrialAnswered
    from kiosk.core.vocabulary import OptionKind, QuestionForm
    from tests.real_hall import content

    hall = content()
    item = next(i for i in hall.zones["quiz"].items if i.form is QuestionForm.MULTIPLE)
    scenario = hall.zones["vr_experience"].scenarios[0]
    node = next(n for n in scenario.nodes if n.choices)
    case = next(c for c in hall.zones["case_warnings"].cases if any(s.ask for s in c.steps))
    number, ask = next((n, step.ask) for n, step in enumerate(case.steps, 1) if step.ask)
    trial = hall.trials[0]
    assert hall.dissuasion is not None
    fact = hall.dissuasion.who[0]
    both = item.options[:2]
    events: list[Event] = [
        QuestionAnswered("quiz", item.id, "", None, "", item.form, "+".join(o.id for o in both), True, None),
        ChoiceMade("vr_experience", scenario.id, "", None, "", node.id, node.choices[0].id, OptionKind.SAFE),
        ChoiceMade("case_warnings", case.id, "", None, "", f"step{number}", ask.options[0].id, OptionKind.SAFE),
        TrialAnswered("quiz", trial.id, "", None, "", "ask", OptionKind.SAFE),
        DissuasionShown((fact.id, "gone"), "", ()),
    ]
    for event in events:
        append_once(tmp_path, Logged("v", event, AT))
    assert export(tmp_path, tmp_path / "x.xlsx") == 0
    book = load_workbook(tmp_path / "x.xlsx")
    cells = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    said = (
        item.stem, item.quote, "；".join(o.text for o in both), node.choices[0].text, ask.question,
        ask.options[0].text, trial.words, trial.replies.ask, f"{fact.text}；已经转了",
    )  # fmt: skip
    assert [words for words in said if not any(words in cell for cell in cells)] == []
