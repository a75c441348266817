"""The disk that refuses does so at the call it was told, as often as it was told, and nowhere else."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.shim import ALWAYS, Faults, built, surroundings

WRITES = """
import sys
for name in sys.argv[1:]:
    try:
        with open(name, "wb", buffering=0) as stream:
            print(stream.write(b"sixteen bytes...") or 0)
    except OSError as error:
        print(error.errno)
"""


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("shim"))


def written(shim: Path, faults: Faults, *names: Path) -> list[int]:
    command = [sys.executable, "-S", "-c", WRITES, *map(str, names)]
    ran = subprocess.run(command, env=surroundings(shim, faults.file), capture_output=True, text=True, check=True)
    return [int(line) for line in ran.stdout.split()]


@pytest.mark.parametrize(
    ("at", "times", "short", "became"),
    [
        (0, 1, False, [16, 16, 16]),
        (1, 1, False, [errno.ENOSPC, 16, 16]),
        (2, 1, False, [errno.ENOSPC, 16, 16]),
        (3, 1, False, [16, errno.ENOSPC, 16]),
        (3, ALWAYS, False, [16, errno.ENOSPC, errno.ENOSPC]),
        (4, ALWAYS, True, [16, 8, errno.ENOSPC]),
        (7, ALWAYS, False, [16, 16, 16]),
    ],
)
def test_the_call_that_was_named_fails(
    shim: Path, tmp_path: Path, at: int, times: int, short: bool, became: list[int]
) -> None:
    faults, disk = Faults(tmp_path / "page"), tmp_path / "disk"
    disk.mkdir()
    faults.arm(disk, errno.ENOSPC, at, times, short)
    assert written(shim, faults, *(disk / name for name in "abc")) == became
    assert faults.failed == sum(result != 16 for result in became)
    faults.mend()
    assert written(shim, faults, disk / "a") == [16]


def test_another_folder_is_another_disk(shim: Path, tmp_path: Path) -> None:
    faults = Faults(tmp_path / "page")
    for name in ("disk", "disk2"):
        (tmp_path / name).mkdir()
    faults.arm(tmp_path / "disk", errno.EIO, 1, ALWAYS)
    assert written(shim, faults, tmp_path / "disk2" / "a") == [16] and faults.seen == 0
