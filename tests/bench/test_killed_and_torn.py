"""A few rounds of what the bench does a thousand times: a hall that is killed, and logs that are damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import kill9, torn
from bench.kill9_writer import put
from kiosk.store.log import EventLog
from tests.store.kept import AT


def test_a_hall_killed_at_any_moment_keeps_what_it_said_was_written_and_starts_again() -> None:
    found = kill9.run(rounds=4, seed=3)
    assert found.broken == []
    assert found.counted["rounds"] == 4 and found.counted["written"] > 0
    assert found.counted["lost"] == found.counted["doubled"] == 0


def test_a_damaged_log_is_taken_into_use_and_gives_what_could_be_read() -> None:
    found = torn.run(files=20, seed=5)
    assert found.broken == []
    assert found.counted["kept"] >= found.counted["read"] > 0
    assert found.counted["by the hall"] == 1


@pytest.mark.parametrize(("written", "broken"), [({"r-0;", "r-1;"}, 0), ({"r-0;", "r-2;"}, 1)])
def test_what_was_written_and_is_not_there_is_lost(written: set[str], broken: int, tmp_path: Path) -> None:
    log = EventLog.open(tmp_path, AT)
    assert put(log, "v", ["r-0;", "r-1;"]) and log.close()
    found = kill9.Found()
    kill9.judge(tmp_path, "now", written, found)
    assert len(found.broken) == found.counted["lost"] == broken


def test_what_is_there_twice_is_doubled(tmp_path: Path) -> None:
    log = EventLog.open(tmp_path, AT)
    assert put(log, "v", ["r-0;", "r-0;"]) and log.close()
    found = kill9.Found()
    kill9.judge(tmp_path, "now", {"r-0;"}, found)
    assert found.counted["doubled"] == 1 and "1 are there twice" in found.broken[0]


def test_a_log_that_is_damaged_is_named(tmp_path: Path) -> None:
    log = EventLog.open(tmp_path, AT)
    assert put(log, "v", [f"r-{n};" for n in range(100)]) and log.close()
    with (tmp_path / "kiosk.db").open("r+b") as stream:
        stream.seek(8192)
        stream.write(b"\xa5" * 3000)
    found = kill9.Found()
    kill9.judge(tmp_path, "now", set(), found)
    assert any("damaged" in line for line in found.broken)
