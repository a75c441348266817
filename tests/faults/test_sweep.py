"""A few of the calls that `python -m bench faults` lets fail one by one, on every path a hall and its commands have."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("every", "first", "done"),
    [
        (200, 161, ("visit", "nobody visits", "first start")),
        (150, 5, ("export", "backup", "restore", "report", "update", "check")),
        (60, 3, ("today", "messages", "approve", "erase")),
    ],
    ids=["the hall", "long commands", "short commands"],
)
def test_whatever_the_disk_refuses_the_hall_goes_on_and_staff_are_told_once_in_words(
    every: int, first: int, done: tuple[str, ...], tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "bench", "faults", "--every", str(every), "--first", str(first)]
    ran = subprocess.run(
        [*command, "--on", str(tmp_path), "--only", *done],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    rows = re.findall(r"^\| ([a-z ]+) \| (\d+) \| (\d+) \| (\d+) \|", ran.stdout, re.M)
    assert tuple(name for name, *_ in rows) == done, ran.stdout + ran.stderr
    assert all(int(calls) > 100 and int(refused) > 3 for _, calls, _, refused in rows), ran.stdout
    assert ran.returncode == 0, ran.stdout
