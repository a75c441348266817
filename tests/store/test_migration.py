"""A data folder of the program before: it opens, says the same in today's words, and a kill in between loses nothing."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

import kiosk
from kiosk.core.codec import SCHEMA
from kiosk.core.events import (
    KINDS,
    ChoiceMade,
    HandsCounted,
    ItemOpened,
    MessageLeft,
    QuestionAnswered,
    ScenarioEnded,
    SceneStopped,
    SettingChanged,
    UnknownEvent,
)
from kiosk.core.vocabulary import Ending, OptionKind, Setting
from kiosk.store.database import FILE
from kiosk.store.log import EventLog
from kiosk.store.messages import all_messages
from kiosk.store.query import rows_between
from tests.store.kept import AT, append_once, events, opened

OLD = Path(__file__).parents[1] / "data" / "kiosk-v1.db"
LATER = "2026-11-26T10:00:00.000+08:00"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    shutil.copy(OLD, tmp_path / FILE)
    return tmp_path


def opened_once(data_dir: Path) -> None:
    assert EventLog.open(data_dir, LATER, "boshan", "screen-1").close()


def raw(data_dir: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(data_dir / FILE)) as database:
        return database.execute(sql).fetchall()


def test_every_record_is_kept_under_its_number_and_can_be_read(old: Path) -> None:
    before = raw(old, "SELECT id, visit, kind, at FROM events ORDER BY id")
    opened_once(old)
    rows = list(rows_between(old))
    assert [(row.id, row.visit) for row in rows] == [(number, visit) for number, visit, _, _ in before]
    assert [row.at for row in rows] == [f"{at}+08:00" for _, _, _, at in before]
    assert not [row for row in rows if isinstance(row.event, UnknownEvent)]
    assert {log for (log,) in raw(old, "SELECT id FROM log")} == {row.log for row in rows}
    assert raw(old, "SELECT DISTINCT schema, behind FROM events") == [(SCHEMA, 0)]
    assert len({type(row.event) for row in rows}) >= 20


def test_reading_without_writing_says_the_same_as_after_the_migration(old: Path) -> None:
    before = events(old)
    assert raw(old, "PRAGMA user_version") == [(1,)], "reading changed nothing"
    opened_once(old)
    assert events(old) == before


def test_messages_move_out_of_the_log_and_come_back_whole(old: Path) -> None:
    bodies = raw(old, "SELECT id, body FROM events WHERE kind = 'MessageLeft' ORDER BY id")
    opened_once(old)
    messages = all_messages(old)
    assert [m.id for m in messages] == [number for number, _ in bodies]
    assert all(m.left.phrase or m.left.strokes for m in messages)
    kept = "".join(str(body) for (body,) in raw(old, "SELECT body FROM events"))
    assert not [m for m in messages if m.left.phrase and m.left.phrase in kept]
    assert "strokes" not in kept


def test_what_was_true_is_told_as_far_as_it_can_be_known(old: Path) -> None:
    opened_once(old)
    found = events(old)
    endings = [e for e in found if isinstance(e, ScenarioEnded)]
    assert {e.ending for e in endings if e.item in ("real_96110", "real_bank")} <= {
        Ending.FOUND_GENUINE,
        Ending.MISSED_GENUINE,
        Ending.NEAR,
        Ending.LOSS,
    }
    assert all(bool(e.genuine) == (e.item in ("real_96110", "real_bank")) for e in endings)
    choices = [e for e in found if isinstance(e, ChoiceMade)]
    assert choices and all(e.said and not e.option for e in choices)
    assert {e.kind for e in choices if e.zone == "victim_memoirs"} <= {OptionKind.HELPS, OptionKind.DOES_NOT_HELP}
    hands = [e for e in found if isinstance(e, HandsCounted)]
    assert hands and all(0 <= e.hands[0][1] <= e.people <= 15 for e in hands)
    judged = [e for e in found if isinstance(e, QuestionAnswered) and e.said in ("诈骗", "真实")]
    assert judged and all(e.option == ("scam" if e.said == "诈骗" else "genuine") for e in judged)


@pytest.mark.parametrize(
    ("kind", "body", "event"),
    [
        ("ItemOpened", '{"zone":"quiz","item":"x"}', ItemOpened("quiz", "x", "", None, "")),
        ("SettingChanged", '{"setting":"large","value":"off"}', SettingChanged(Setting.LARGE, False)),
        (
            "SceneStopped",
            '{"zone":"vr_experience","item":"real_bank","node":"call","line":"请挂断","right":false}',
            SceneStopped("vr_experience", "real_bank", "", True, "", "call", "", False, "请挂断"),
        ),
        (
            "ChoiceMade",
            '{"zone":"vr_experience","item":"real_bank","node":"call","choice":"少来这套，挂断","good":false,"type":"police"}',
            ChoiceMade(
                "vr_experience", "real_bank", "police", True, "", "call", "", OptionKind.TURNS_AWAY, "少来这套，挂断"
            ),
        ),
    ],
)
def test_what_an_older_program_appends_afterwards_is_brought_up_to_date_too(
    old: Path, kind: str, body: str, event: object
) -> None:
    opened_once(old)
    with closing(sqlite3.connect(old / FILE)) as older:
        older.execute(
            "INSERT INTO events(visit, at, kind, body) VALUES ('v', '2026-11-27T09:00:00', ?, ?)", (kind, body)
        )
        older.commit()
    assert events(old)[-1] == event, "read before anything opened it"
    opened_once(old)
    assert events(old)[-1] == event
    assert raw(old, "SELECT at, schema FROM events ORDER BY id DESC LIMIT 1") == [("2026-11-27T09:00:00+08:00", SCHEMA)]
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw(old, "UPDATE events SET body = '{}'")


def test_a_record_of_the_form_before_this_one_is_read_as_it_is(tmp_path: Path) -> None:
    append_once(tmp_path, "v", AT, opened("case"))
    with closing(sqlite3.connect(tmp_path / FILE)) as before:
        before.execute(
            "INSERT INTO events(visit, at, kind, body, schema) VALUES ('v', ?, 'SettingChanged', ?, 2)",
            (AT, '{"setting":"large","on":true}'),
        )
        before.commit()
    opened_once(tmp_path)
    assert events(tmp_path)[-1] == SettingChanged(Setting.LARGE, True)
    assert raw(tmp_path, "SELECT schema FROM events ORDER BY id") == [(SCHEMA,), (2,)], "what it says has not changed"


def test_a_record_nobody_understands_stays_as_it_was(old: Path, caplog: pytest.LogCaptureFixture) -> None:
    with closing(sqlite3.connect(old / FILE)) as older:
        older.execute(
            "INSERT INTO events(visit, at, kind, body) VALUES ('v', '2026-07-09T09:00:00', 'Odd', '{\"a\":1}')"
        )
        older.commit()
    opened_once(old)
    assert "1 条旧记录" in caplog.text and "没有丢失" in caplog.text
    assert raw(old, "SELECT kind, body FROM events ORDER BY id DESC LIMIT 1") == [("Odd", '{"a":1}')]
    assert append_once(old, "v", AT, opened("after")) > 0


MIGRATE = """
import sys
from pathlib import Path
from kiosk.store.database import open_database
print("go", flush=True)
open_database(Path(sys.argv[1]), "2026-11-26T10:00:00.000+08:00", False, 10.0).close()
print("done", flush=True)
"""


def grown(data_dir: Path, times: int) -> None:
    """The old database with its visits many times over, so that a migration takes a while."""
    with closing(sqlite3.connect(data_dir / FILE)) as older:
        for _ in range(times):
            older.execute(
                "INSERT INTO events(visit, at, kind, body) SELECT visit, at, kind, body FROM events WHERE id <= 250"
            )
        older.commit()


def killed(data_dir: Path, seconds: float) -> None:
    command = [sys.executable, "-c", MIGRATE, str(data_dir)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(kiosk.__file__).parents[1]) as process:
        assert process.stdout is not None and process.stdout.readline() == "go\n"
        time.sleep(seconds)
        process.kill()


@pytest.mark.parametrize("seed", range(4))
def test_a_kill_in_the_middle_leaves_the_old_file_or_the_new_one(seed: int, tmp_path: Path) -> None:
    shutil.copy(OLD, tmp_path / FILE)
    grown(tmp_path, 16)
    before = events(tmp_path)
    whole = tmp_path / "whole"
    whole.mkdir()
    shutil.copy(tmp_path / FILE, whole / FILE)
    begun = time.perf_counter()
    opened_once(whole)
    took = time.perf_counter() - begun
    chance = random.Random(seed)
    for _ in range(3):
        killed(tmp_path, chance.uniform(0.0, 1.5 * took))
        assert events(tmp_path) == before
        assert raw(tmp_path, "PRAGMA integrity_check") == [("ok",)]
        schemas = (
            {schema for (schema,) in raw(tmp_path, "SELECT DISTINCT schema FROM events")} if _named(tmp_path) else {1}
        )
        assert len(schemas) == 1, "never half of it"
    opened_once(tmp_path)
    assert events(tmp_path) == before


def _named(data_dir: Path) -> bool:
    return raw(data_dir, "PRAGMA user_version") != [(1,)]


def test_the_old_database_holds_what_such_a_test_needs() -> None:
    with closing(sqlite3.connect(f"file:{OLD}?immutable=1", uri=True)) as database:
        kinds = {kind for (kind,) in database.execute("SELECT DISTINCT kind FROM events")}
        version = database.execute("PRAGMA user_version").fetchone()
    assert version == (1,) and len(kinds) >= 20 and kinds <= set(KINDS)
    assert MessageLeft.__name__ in kinds and ScenarioEnded.__name__ in kinds
