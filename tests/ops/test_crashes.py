"""What is left of a hall that fell, and what the next start makes of it."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.core.stack import called_for
from kiosk.ops.crashes import HEAD_BYTES, MOST_BYTES, MOST_REPORTS, RunNote, aftermath, note_why, running
from kiosk.session.failures import LOGGER
from tests.ops.watched import environment, once

MORNING, NOON, NEXT_DAY = (
    f"2026-11-{day}T{hour}:00:00.000+08:00" for day, hour in ((28, "09"), (28, "12"), (29, "09"))
)
ZONES = ("quiz", "harm_data")


@pytest.fixture
def note(tmp_path: Path) -> Iterator[RunNote]:
    made = RunNote(tmp_path, MORNING, "/somewhere/notify")
    yield made
    made.close()


def reports(data: Path) -> list[str]:
    return sorted(file.name for file in (data / "crashes").iterdir())


def fallen(words: str, act: object = None) -> BaseException:
    """An exception with those words, raised in the scene of that name."""
    try:
        called_for(str(act))(lambda _: (_ for _ in ()).throw(RuntimeError(words)), None)
    except RuntimeError as error:
        return error
    raise AssertionError


def test_a_run_that_ends_in_order_leaves_nothing(tmp_path: Path, note: RunNote) -> None:
    note.page("quiz:start")
    note.close()
    note.close = lambda: None  # type: ignore[method-assign]
    assert reports(tmp_path) == []
    assert aftermath(tmp_path, NOON, ZONES) == aftermath(tmp_path / "new", NOON, ZONES)


def test_a_run_that_the_power_ended_is_no_fall(tmp_path: Path, note: RunNote) -> None:
    note.page("quiz:start")
    found = aftermath(tmp_path, NOON, ZONES)
    assert not found.fell and not found.closed and found.playable


def test_a_scene_over_which_the_hall_fell_is_closed_for_that_day_and_no_longer(tmp_path: Path, note: RunNote) -> None:
    note.page("map:map")
    note.fallen(fallen("what a visitor wrote", "quiz"))
    found = aftermath(tmp_path, NOON, ZONES)
    assert found.fell == "crash-20261128T120000-quiz.txt" and found.where == "quiz" and found.playable
    assert found.closed == (("quiz", found.fell),)
    said = (tmp_path / "crashes" / found.fell).read_text("utf-8")
    assert "RuntimeError" in said and "map:map" in said and "scene:quiz" in said and __file__ in said
    assert "visitor" not in said
    again = aftermath(tmp_path, NOON, ZONES)
    assert not again.fell and again.closed == found.closed, "a second start on the same day"
    assert aftermath(tmp_path, NEXT_DAY, ZONES).closed == ()


def test_two_zones_of_one_day_stay_closed_together(tmp_path: Path) -> None:
    for at, zone in ((MORNING, "quiz"), (NOON, "harm_data")):
        note = RunNote(tmp_path, at)
        note.fallen(fallen("", zone))
        note.close()
        found = aftermath(tmp_path, at, ZONES)
    assert dict(found.closed).keys() == {"quiz", "harm_data"}


@pytest.mark.parametrize(
    ("stack", "page", "where", "playable"),
    [
        ('File "/opt/kiosk/zones/quiz/form.py", line 3 in drawn\n', "map:map", "quiz", True),
        ('File "C:\\kiosk\\zones\\quiz\\form.py", line 3 in drawn\n', "map:map", "quiz", True),
        ('File "/opt/kiosk/screen/painter.py", line 3 in paint\n', "quiz:start", "quiz", True),
        ('File "/opt/kiosk/screen/painter.py", line 3 in paint\n', "map:map", "", True),
        ('File "/opt/kiosk/screen/speaker.py", line 3 in follow\n', "quiz:start", "", True),
        ('File "/opt/kiosk/core/stack.py", line 3 in scene:map\n', "map:map", "map", False),
        ("why: frozen, then ended\n", "quiz:start", "", False),
        ("why: ended by signal 9\n", "quiz:start", "", True),
    ],
)
def test_whose_fault_it_was(tmp_path: Path, note: RunNote, stack: str, page: str, where: str, playable: bool) -> None:
    """A visit that was cut off is played again, unless that would lead into the same loop once more."""
    note.page("attract:attract")
    note.page(page)
    note.add(stack)
    found = aftermath(tmp_path, NOON, ZONES)
    assert (found.where, found.playable, bool(found.closed)) == (where, playable, where in ZONES)


def test_whoever_watched_adds_what_was_seen_from_outside(tmp_path: Path, note: RunNote) -> None:
    note_why(tmp_path, "ended by signal 9")
    found = aftermath(tmp_path, NOON, ZONES)
    assert "ended by signal 9" in (tmp_path / "crashes" / found.fell).read_text("utf-8")
    note_why(tmp_path / "nowhere", "ended by signal 9")


def test_the_note_says_who_runs_and_whom_they_speak_to(tmp_path: Path, note: RunNote) -> None:
    assert running(tmp_path) == (os.getpid(), "/somewhere/notify")
    assert running(tmp_path / "nowhere") == (0, "")


def test_pages_are_named_last_first_lost_and_the_head_keeps_its_size(tmp_path: Path, note: RunNote) -> None:
    for number in range(40):
        note.page(f"quiz:{number}:" + "界" * 300)
    note.page("quiz:end")
    words = (tmp_path / "crashes" / "running.txt").read_bytes()
    assert len(words) == HEAD_BYTES and b"> quiz:" in words and b"quiz:0:" not in words


def test_a_report_has_bounds_and_so_has_the_folder(tmp_path: Path) -> None:
    for minute in range(MOST_REPORTS + 5):
        note = RunNote(tmp_path, MORNING)
        note.add("x" * (2 * MOST_BYTES))
        note.close()
        aftermath(tmp_path, MORNING.replace(":00:00", f":{minute:02}:00"), ZONES)
    kept = reports(tmp_path)
    assert len(kept) == MOST_REPORTS and kept[-1] == f"crash-20261128T09{MOST_REPORTS + 4:02}00-hall.txt"
    assert all((tmp_path / "crashes" / name).stat().st_size <= MOST_BYTES for name in kept)


def test_what_scenes_raise_is_written_down_without_its_words_and_not_without_end(tmp_path: Path, note: RunNote) -> None:
    for number in range(2 * MOST_REPORTS):
        logging.getLogger(LOGGER).error("%s %s %s", "quiz", "KeyError", f'  File "a.py", line {number} in touch\n')
    kept = [name for name in reports(tmp_path) if name.startswith("failure-")]
    assert len(kept) == MOST_REPORTS
    assert "line 0 in touch" in (tmp_path / "crashes" / "failure-20261128T090000-quiz.txt").read_text("utf-8")
    assert aftermath(tmp_path, NOON, ZONES).closed == (), "the hall did not fall over these"


def test_a_folder_that_cannot_be_read_stops_no_opening(tmp_path: Path) -> None:
    (tmp_path / "crashes").write_text("a file where the folder should be")
    assert not aftermath(tmp_path, NOON, ZONES).fell
    with pytest.raises(OSError):
        RunNote(tmp_path, NOON)


DEAD_MAN = """
import sys
from pathlib import Path
from kiosk.core.stack import called_for
from kiosk.ops.crashes import RunNote
from tests.ops.planted import planted_hang, planted_loop

note = RunNote(Path(sys.argv[1]), "2026-11-28T09:00:00")
note.arm(0.2)
called_for("quiz")({"hang": planted_hang, "loop": planted_loop}[sys.argv[2]], None)
"""


@pytest.mark.parametrize("fault", ["hang", "loop"])
def test_where_nobody_can_abort_a_hall_it_writes_down_itself_where_it_stands(tmp_path: Path, fault: str) -> None:
    """Whatever then ends it: Windows knows no signal that would make it."""
    note = tmp_path / "crashes" / "running.txt"
    line = [sys.executable, "-c", DEAD_MAN, str(tmp_path), fault]
    with subprocess.Popen(line, env=environment(), stderr=subprocess.DEVNULL) as stuck:
        once(lambda: note.exists() and b"<module>" in note.read_bytes(), "no stack")
        stuck.kill()
    found = aftermath(tmp_path, NOON, ZONES)
    assert [zone for zone, _ in found.closed] == ["quiz"]
    assert f"planted_{fault}" in (tmp_path / "crashes" / found.fell).read_text("utf-8")


def test_a_loop_that_stood_still_and_went_on_leaves_nothing(tmp_path: Path, note: RunNote) -> None:
    note.arm(60.0)
    with (tmp_path / "crashes" / "running.txt").open("ab") as file:
        file.write(b'File "x", line 1 in scene:quiz\n')  # as the interpreter does after the time is up
    note.arm(60.0)
    assert not aftermath(tmp_path, NOON, ZONES).fell
