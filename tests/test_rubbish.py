"""The hall opens, and the check comes to its end, whatever lies in place of a file that either reads."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from kiosk.commands.content import _silent
from kiosk.content.check import check
from kiosk.remote.certificate import FILE as CERTIFICATE
from kiosk.remote.certificate import certificate
from kiosk.store.exported import FILE as EXPORTED
from kiosk.store.exported import last_exported, note_exported
from kiosk.store.forms import FILE as FORMS
from kiosk.store.log import EventLog
from kiosk.store.recording import FOLDER, cut_short
from kiosk.wiring import Files, Places, alternation_of, conditions, make_machine, read_content, screen_of
from kiosk.zones.register import CATALOGUE
from tests.content.small_hall import CASE, SmallHall
from tests.rubbish import RUBBISH, THERE, in_place_of

DATA = ("cache/content.json", "cache/media.json", FORMS, EXPORTED, f"{FOLDER}/visit.jsonl", "kiosk.db", "kiosk.db-wal")
CONTENT = (
    "content/voice/index.json",
    "content/voice/loudness.json",
    "content/voice/read_aloud.yaml",
    "content/words.yaml",
    "content/hall/hall.yaml",
    "content/hall/guide.yaml",
    "content/case_warnings/cases/second.yaml",
    "content/case_warnings/pictures/a.png",
    "zones.yaml",
)
EVERY = [*(f"data/{name}" for name in DATA), *CONTENT]
TODAY = date(2026, 11, 28)


@pytest.fixture
def hall(tmp_path: Path) -> SmallHall:
    made = SmallHall(tmp_path)
    text = CASE.replace("first-case", "pictured") + "picture: case_warnings/pictures/a.png\n"
    made.write("content/case_warnings/cases/pictured.yaml", text)
    return made


def open_and_close(hall: SmallHall) -> None:
    """All that the hall reads on the way to its first picture, and what staff ask for afterwards."""
    places = Places(hall.content, hall.zones, hall.root / "data")
    assert places.data is not None
    loaded = read_content(places, TODAY.isoformat())
    log = EventLog.open(places.data, "2026-11-28T09:00:00+08:00", *screen_of(loaded))
    asked = alternation_of(loaded, places, TODAY)
    machine = make_machine(loaded, places, (1280, 720), random.Random(1), lambda: "v", asked)
    assert machine.view()
    files = Files(places)
    while files.today() == "counting":
        pass
    files.approved_messages()
    note_exported(places.data, "2026-11-28T09:00:00")
    last_exported(places.data)
    cut_short(places.data, 1e12, 1e12)
    log.close()


def check_all(hall: SmallHall) -> None:
    report = check(CATALOGUE, hall.content, hall.zones, conditions(TODAY.isoformat(), hall.root / "data"))
    for problem in report.problems:
        str(problem).encode("utf-8")
    list(_silent(report.loaded, hall.content))


def put(hall: SmallHall, name: str, what: str) -> None:
    file = hall.root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    if what in RUBBISH:
        file.write_bytes(RUBBISH[what])
    else:
        in_place_of(file, what)


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("what", ["pipe", "loop", "nan"])
def test_one_file_is_something_else(hall: SmallHall, name: str, what: str) -> None:
    put(hall, name, what)
    open_and_close(hall)
    check_all(hall)


@pytest.mark.parametrize("what", [*THERE, *RUBBISH])
def test_every_file_is_something_else(hall: SmallHall, what: str) -> None:
    for name in EVERY:
        put(hall, name, what)
    open_and_close(hall)
    check_all(hall)


@pytest.mark.parametrize("there", [*THERE, *RUBBISH])
def test_the_certificate_is_made_anew(tmp_path: Path, there: str) -> None:
    file = tmp_path / CERTIFICATE
    if there in RUBBISH:
        file.write_bytes(RUBBISH[there])
    else:
        in_place_of(file, there)
    if there == "folder":
        with pytest.raises(OSError):
            certificate(tmp_path, "192.168.1.20", TODAY)
    else:
        path, print_ = certificate(tmp_path, "192.168.1.20", TODAY)
        assert path.is_file() and not path.is_symlink() and len(print_) > 60
