"""What is done to a disk that refuses: a visit, a hall nobody visits, and the commands; and what has to hold of each
afterwards."""

from __future__ import annotations

import gc
import importlib
import io
import json
import os
import pkgutil
import shutil
import sqlite3
import traceback
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import kiosk.cli
from bench.faults_visitor import VISIT, Visitor, comes, keeps_house
from kiosk.app import Kiosk
from kiosk.wall_time import stamp

ROOT = Path(__file__).parents[1]
TEMPLATE, SMALL = "template", ("hall", "harm_data", "message_board")
Mend = Callable[[], None] | None


class Case(NamedTuple):
    """One run's folder, all of it on the disk that refuses; and one beside it, for whoever looks on."""

    folder: Path
    beside: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def out(self) -> Path:
        return self.folder / "out"


@dataclass(frozen=True)
class Subject:
    """Something that is done: `words` of the command line, made for a case; `whole` says what is not as it should be
    once the command has ended with that status."""

    name: str
    words: Callable[[Case], Sequence[str]]
    whole: Callable[[Case, int], Iterator[str]] = lambda case, status: iter(())
    well: int = 0
    """Its status on a disk that is well."""

    def case(self, place: Path) -> Case:
        """A folder with records of two visits, and one for what comes out."""
        case = Case(place / "case", place / "beside")
        for folder in case:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        self.furnish(case, place / TEMPLATE)
        return case

    def furnish(self, case: Case, template: Path) -> None:
        case.out.mkdir()
        shutil.copytree(template / "data", case.data)

    def go(self, case: Case, mend: Mend) -> int:
        """Does it, and gives its status. The disk goes on refusing as it was told."""
        return run_command(self.words(case))

    def next_time(self) -> Subject:
        """What is done afterwards, on a disk that is well again."""
        return self

    def judge(self, case: Case, status: int | None, lifted: bool) -> Iterator[str]:
        if status is None:
            return
        yield from self.whole(case, status)
        yield from _kept(case)


@dataclass(frozen=True)
class Visited(Subject):
    """The hall, with somebody in it. Whatever the disk does, every touch is answered."""

    visit: Sequence[str] = VISIT
    rest: Callable[[Kiosk], None] = lambda hall: None
    fresh: bool = False

    def furnish(self, case: Case, template: Path) -> None:
        if self.fresh:
            (case.folder / "content").mkdir()
            for name in SMALL:
                shutil.copytree(ROOT / "content" / name, case.folder / "content" / name)
            shutil.copy(ROOT / "zones.yaml", case.folder)
        else:
            super().furnish(case, template)

    def next_time(self) -> Subject:
        """The next start, which shows what was kept."""
        return replace(self, visit=self.visit[:1])

    def go(self, case: Case, mend: Mend) -> int:
        comes(Visitor(self.visit, case.beside / "report", mend, self.rest))
        return run_command(self.words(case))

    def judge(self, case: Case, status: int | None, lifted: bool) -> Iterator[str]:
        if status is None:
            return
        if status != 0 or not (case.beside / "report").exists():
            yield f"the hall did not open ({status})"
            return
        said = json.loads((case.beside / "report").read_text("utf-8"))
        (case.beside / "report").unlink()
        if said["answered"] != list(self.visit):
            yield f"nothing answered after {' '.join(said['answered'])}, at {said['page']}"
        if said["page"].startswith("sorry"):
            yield "a page is there no more: sorry"
        if lifted and (said["lost"] or said["waiting"]):
            yield f"{said['lost']} events are lost, {said['waiting']} still wait on a disk that is well again"
        yield from _kept(case, visits=lifted and "finish" in self.visit)


def _kept(case: Case, visits: bool = False) -> Iterator[str]:
    """The log is whole, and holds what it held; and the visit that just was, if `visits`."""
    look = case.beside / "look"
    shutil.rmtree(look, ignore_errors=True)
    look.mkdir()
    for file in case.data.glob("kiosk.db*"):
        shutil.copy(file, look)
    if not (look / "kiosk.db").exists():
        if visits:
            yield "there is no log"
        return
    try:
        with closing(sqlite3.connect(look / "kiosk.db")) as log:
            if (found := log.execute("PRAGMA integrity_check").fetchall()) != [("ok",)]:
                yield f"the log is damaged: {found[0][0]}"
            made = log.execute("SELECT count(*) FROM sqlite_master WHERE name = 'events'").fetchone()[0]
            told = [row[0] for row in log.execute(_TOLD)] if made else []
    except sqlite3.Error as error:
        yield f"the log cannot be read: {error}"
        return
    once = _EXPECTED.get("visit", "")
    if len(whole := [kinds for kinds in told if kinds == once]) < _EXPECTED_VISITS[0] * (not _fresh(case)) + visits:
        yield f"of the visits {len(whole)} are whole: {told}"
    if any(told.count(kinds) and kinds != once for kinds in told) and visits:
        yield f"a visit is not as it was: {[kinds for kinds in told if kinds != once]}"
    if aside := [file.name for file in case.data.glob("kiosk-damaged-*.db")]:
        yield f"set aside as damaged: {', '.join(aside)}"


_TOLD = (
    "SELECT group_concat(kind) FROM (SELECT visit, kind FROM events WHERE visit != '' AND kind != 'MeasuringSkipped'"
    " ORDER BY id) GROUP BY visit"
)
_EXPECTED: dict[str, str] = {}
_EXPECTED_VISITS = [0]


def _fresh(case: Case) -> bool:
    return (case.folder / "content").is_dir()


def run_command(words: Sequence[str]) -> int:
    """The status with which the command line ends."""
    try:
        kiosk.cli.main([*words])
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 70
    return 70


def _of_data(*words: str) -> Callable[[Case], Sequence[str]]:
    return lambda case: [*words, "--data", str(case.data)]


def _of_small(*words: str) -> Callable[[Case], Sequence[str]]:
    """A command that reads content: a small one, which lies on a disk that is well."""

    def made(case: Case) -> Sequence[str]:
        small = case.folder.parent / "small"
        return [*_of_data(*words)(case), "--content", f"{small}/content", "--hall", f"{small}/zones.yaml"]

    return made


def _out(*names: str) -> Callable[[Case, int], Iterator[str]]:
    """What is to be in the folder for what comes out: all of these, whole; or only whole ones, where the command said
    that it failed."""

    def whole(case: Case, status: int) -> Iterator[str]:
        if not case.out.is_dir():
            return
        there = {file.name: file for file in case.out.iterdir()}
        for name in names:
            if name not in there and status == 0:
                yield f"{name} is not there"
            elif (name in there and name.endswith(".xlsx") and not _whole_workbook(there[name])) or (
                name in there and name.endswith(".html") and not there[name].read_text("utf-8").endswith("</html>\n")
            ):
                yield f"{name} is not whole"

    return whole


def _whole_workbook(file: Path) -> bool:
    try:
        with zipfile.ZipFile(file) as book:
            return book.testzip() is None
    except (zipfile.BadZipFile, OSError):
        return False


def _backed_up(case: Case, status: int) -> Iterator[str]:
    there = [path for path in case.out.glob("kiosk-*") if not path.name.endswith(".part")] if case.out.is_dir() else []
    if status == 0 and not there:
        yield "there is no backup"
    for path in there:
        yield from _whole_log(path / "kiosk.db")


def _whole_log(file: Path) -> Iterator[str]:
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as log:
            if log.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                yield f"{file} is not whole"
    except sqlite3.Error as error:
        yield f"{file} is not whole: {error}"


def _erased(case: Case, status: int) -> Iterator[str]:
    if status != 0:
        return
    for file in (case.data / "kiosk.db", *case.data.glob("backups/kiosk-*/kiosk.db")):
        with closing(sqlite3.connect(file)) as log:
            number = _message(case)
            if log.execute("SELECT count(*) FROM bodies WHERE event = ?", (number,)).fetchone()[0]:
                yield f"what was erased is still in {file}"


def _message(case: Case) -> int:
    with closing(sqlite3.connect(case.folder.parent / TEMPLATE / "data" / "kiosk.db")) as log:
        return int(log.execute("SELECT min(event) FROM bodies").fetchone()[0])


def _backup_of(case: Case) -> str:
    made = next((case.folder.parent / TEMPLATE / "data" / "backups").glob("kiosk-*"))
    return str(case.data / "backups" / made.name)


_RUN = ("run", "--window", "1280x720", "--content", str(ROOT / "content"), "--hall", str(ROOT / "zones.yaml"))

SUBJECTS = (
    Visited("visit", _of_data(*_RUN)),
    Visited("nobody visits", _of_data(*_RUN), visit=(), rest=keeps_house),
    Visited(
        "first start",
        lambda case: [
            *_of_data("run")(case),
            *("--content", str(case.folder / "content"), "--hall", str(case.folder / "zones.yaml")),
        ],
        visit=("start",),
        fresh=True,
    ),
    Subject("export", lambda case: _of_small("export", "--out", f"{case.out}/e.xlsx")(case), _out("e.xlsx")),
    Subject("export csv", lambda case: _of_small("export", "--out", f"{case.out}/e.csv")(case)),
    Subject("backup", lambda case: _of_small("backup", "--to", str(case.out))(case), _backed_up),
    Subject("restore", lambda case: _of_data("restore", _backup_of(case))(case)),
    Subject(
        "report",
        lambda case: _of_small("report", "--month", stamp()[:7], "--out", str(case.out))(case),
        _out(f"月报-{stamp()[:7]}.html", f"月报-{stamp()[:7]}.xlsx"),
    ),
    Subject("today", _of_data("today")),
    Subject("messages", _of_data("messages", "list", "--all")),
    Subject("approve", lambda case: _of_data("messages", "approve", str(_message(case)))(case)),
    Subject("erase", lambda case: _of_small("messages", "erase", str(_message(case)), "--yes")(case), _erased),
)


def ready(place: Path, subjects: Sequence[Subject]) -> None:
    """Everything imported that is needed, and a data folder with two visits, a message each, and a backup."""
    template, small = place / TEMPLATE, place / "small"
    for name in ("", *SMALL):
        (small / "content" / name).mkdir(parents=True, exist_ok=True)
    for name in SMALL:
        shutil.copytree(ROOT / "content" / name, small / "content" / name, dirs_exist_ok=True)
    shutil.copy(ROOT / "zones.yaml", small)
    template.mkdir()
    first = Visited("", _of_data(*_RUN))
    case = Case(template, place)
    for _ in range(2):
        _in_a_process(lambda: first.go(case, lambda: None))
        said = json.loads((place / "report").read_text("utf-8"))
        assert said["answered"] == [*VISIT], said
    with closing(sqlite3.connect(template / "data" / "kiosk.db")) as log:
        told = [row[0] for row in log.execute(_TOLD)]
    assert len(set(told)) == 1 and len(told) == 2, told
    _EXPECTED["visit"], _EXPECTED_VISITS[0] = told[0], 2
    _import_all()
    quiet = io.StringIO()
    with redirect_stdout(quiet), redirect_stderr(quiet):
        assert run_command(_of_small("backup")(case)) == 0, quiet.getvalue()
        for subject in subjects:
            if not isinstance(subject, Visited):  # a window may be opened in one process only
                subject.go(subject.case(place), None)
    gc.freeze()


def _import_all() -> None:
    import kiosk.zones

    for module in pkgutil.walk_packages(kiosk.zones.__path__, "kiosk.zones."):
        importlib.import_module(module.name)


def _in_a_process(what: Callable[[], int]) -> None:
    child = os.fork()
    if child == 0:
        status = 70
        try:
            status = what()
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
