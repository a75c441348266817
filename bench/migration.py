"""Fifty kills during a migration of old records: `python -m bench.migration`.

Prints what was lost (nothing), and how long a migration takes beside merely reading the same records.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from kiosk.store.database import FILE, open_database
from kiosk.store.query import rows_between

ROOT = Path(__file__).parents[1]
OLD = ROOT / "tests" / "data" / "kiosk-v1.db"
AT = "2026-11-26T10:00:00.000+08:00"
KILLS, VISITS_TIMES = 50, 120
MIGRATE = f"""
import sys
from pathlib import Path
from kiosk.store.database import open_database
print("go", flush=True)
open_database(Path(sys.argv[1]), {AT!r}, False, 10.0).close()
"""


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="kiosk-bench") as folder:
        data = Path(folder)
        _grown(data)
        begun = time.perf_counter()
        before = [row.event for row in rows_between(data)]
        reading = time.perf_counter() - begun
        whole = data / "whole"
        whole.mkdir()
        shutil.copy(data / FILE, whole / FILE)
        begun = time.perf_counter()
        open_database(whole, AT, False, 10.0).close()
        took = time.perf_counter() - begun
        chance, lost, broken, migrated = random.Random(1), 0, 0, 0
        for _ in range(KILLS):
            round_ = data / "round"
            round_.mkdir()
            shutil.copy(data / FILE, round_ / FILE)
            _killed(round_, chance.uniform(0.0, took * 2.0))
            lost += [row.event for row in rows_between(round_)] != before
            with closing(sqlite3.connect(round_ / FILE)) as connection:
                broken += connection.execute("PRAGMA quick_check").fetchall() != [("ok",)]
                migrated += connection.execute("PRAGMA user_version").fetchone() != (1,)
            shutil.rmtree(round_)
        print(f"{len(before)} records: migrated in {took:.2f} s, x{took / reading:.1f} of reading them")
        print(
            f"{KILLS} kills: {lost} with a record lost, {broken} damaged files;"
            f" {migrated} left the new file, {KILLS - migrated} the old one"
        )


def _grown(data: Path) -> None:
    shutil.copy(OLD, data / FILE)
    with closing(sqlite3.connect(data / FILE)) as older:
        for _ in range(VISITS_TIMES):
            older.execute(
                "INSERT INTO events(visit, at, kind, body) SELECT visit, at, kind, body FROM events WHERE id <= 250"
            )
        older.commit()


def _killed(data: Path, seconds: float) -> None:
    command = [sys.executable, "-c", MIGRATE, str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(seconds)
        process.kill()


if __name__ == "__main__":
    main()
