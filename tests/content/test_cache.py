"""Content compiled to JSON: right, fresh, and never in the way."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from zlib import crc32

import pytest

from kiosk.content import cache as cache_module
from kiosk.content import inspection, reading
from kiosk.content.cache import _SUM, CACHE_FILE, _sealed, load_cached
from kiosk.content.loaded import Loaded
from kiosk.core.outside import read_file
from kiosk.zones.register import CATALOGUE
from tests.content.small_hall import CASE, SmallHall
from tests.rubbish import in_place_of

CASE_FILE = "content/case_warnings/cases/first-case.yaml"


@pytest.fixture
def cache(hall: SmallHall) -> Path:
    return hall.root / "data" / "cache"


def cached(hall: SmallHall, cache: Path) -> Loaded:
    return load_cached(CATALOGUE, hall.content, hall.zones, cache)


@pytest.fixture
def no_reading(hall: SmallHall, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a first start, reading YAML again is an error."""
    cached(hall, cache)
    monkeypatch.setattr(inspection, "compile_content", None)


def test_the_cache_gives_what_reading_gives(hall: SmallHall, cache: Path) -> None:
    hall.write("content/case_warnings/cases/second.yaml", "id: [")
    first = cached(hall, cache)
    assert (cache / CACHE_FILE).is_file()
    assert cached(hall, cache) == first == hall.load()
    assert len(first.problems) == 1


@pytest.mark.usefixtures("no_reading")
def test_nothing_is_read_again_while_nothing_changed(hall: SmallHall, cache: Path) -> None:
    assert cached(hall, cache).problems == ()


@pytest.mark.usefixtures("no_reading")
def test_files_copied_anew_with_the_same_bytes_are_not_read_again(hall: SmallHall, cache: Path) -> None:
    os.utime(hall.root / CASE_FILE, ns=(1, 1))
    assert cached(hall, cache).problems == ()
    stamps = json.loads((cache / CACHE_FILE).read_bytes())["stamps"]
    assert [str(hall.root / CASE_FILE), len(CASE.encode()), 1] in stamps


def test_a_change_a_new_file_and_a_removed_file_are_noticed(hall: SmallHall, cache: Path) -> None:
    cached(hall, cache)
    hall.write(CASE_FILE, CASE.replace("王女士", "李先生"))
    changed = cached(hall, cache).zones["case_warnings"]
    assert changed.cases[0].who == "李先生"
    hall.write("content/case_warnings/cases/second.yaml", CASE.replace("first-case", "second"))
    more = cached(hall, cache).zones["case_warnings"]
    assert more is not None and len(more.cases) == 2
    (hall.root / "content/message_board/phrases.yaml").unlink()
    assert "message_board" not in cached(hall, cache).zones


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"[]", b"null", b'{"format": 1}', b"\xff\xfe", b"[" * 100_000, b'{"format": 0}'],
)
def test_a_damaged_cache_is_ignored_and_replaced(hall: SmallHall, cache: Path, damage: bytes) -> None:
    good = cached(hall, cache)
    (cache / CACHE_FILE).write_bytes(damage)
    assert cached(hall, cache) == good
    assert json.loads((cache / CACHE_FILE).read_bytes())["files"]


def test_a_cache_whose_inside_does_not_fit_is_ignored(hall: SmallHall, cache: Path) -> None:
    good = cached(hall, cache)
    held = json.loads((cache / CACHE_FILE).read_bytes())
    del held["sum"]
    for files in ({}, {**held["files"], "zones.yaml": [{"hall": 1}]}, {**held["files"], "quiz/items/*.yaml": [3]}, 5):
        (cache / CACHE_FILE).write_bytes(_sealed({**held, "files": files}))
        assert cached(hall, cache) == good


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999", "9" * 400])
def test_a_number_without_an_end_in_the_cache_is_not_shown(hall: SmallHall, cache: Path, number: str) -> None:
    good = cached(hall, cache)
    held = json.loads((cache / CACHE_FILE).read_bytes())
    del held["sum"]
    held["files"]["zones.yaml"][0]["zones"][0]["minutes"] = "here"
    (cache / CACHE_FILE).write_bytes(_sealed(held))
    body = (cache / CACHE_FILE).read_bytes()[len(_SUM % 0) :].replace(b'"here"', number.encode())
    (cache / CACHE_FILE).write_bytes(_SUM % crc32(body) + body)
    assert cached(hall, cache) == good


def test_one_letter_that_fell_over_in_the_cache_is_not_shown(hall: SmallHall, cache: Path) -> None:
    good = cached(hall, cache)
    written = (cache / CACHE_FILE).read_bytes()
    assert "王女士".encode() in written
    (cache / CACHE_FILE).write_bytes(written.replace("王女士".encode(), "玉女士".encode()))
    assert cached(hall, cache) == good


@pytest.mark.parametrize("there", ["pipe", "folder", "loop", "endless"])
def test_what_lies_in_place_of_the_cache_holds_nobody_up(hall: SmallHall, cache: Path, there: str) -> None:
    good = cached(hall, cache)
    file = cache / CACHE_FILE
    file.unlink()
    in_place_of(file, there)
    assert cached(hall, cache) == good


def test_a_cache_that_cannot_be_written_is_done_without(hall: SmallHall) -> None:
    hall.write("data", b"a file, not a folder")
    assert cached(hall, hall.root / "data" / "cache").problems == ()


def test_no_half_written_cache_is_left_behind(hall: SmallHall, cache: Path) -> None:
    cached(hall, cache)
    assert [path.name for path in cache.iterdir()] == [CACHE_FILE]


def test_a_start_from_the_cache_imports_neither_yaml_nor_pydantic(hall: SmallHall, cache: Path) -> None:
    cached(hall, cache)
    program = (
        "import sys; from pathlib import Path; from kiosk.content.cache import load_cached\n"
        "from kiosk.zones.register import CATALOGUE\n"
        "loaded = load_cached(CATALOGUE, *(Path(word) for word in sys.argv[1:4]))\n"
        "print(len(loaded.zones['case_warnings'].cases), {'yaml', 'pydantic', 'annotated_types'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", program, str(hall.content), str(hall.zones), str(cache)]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout == "1 set()\n"


def test_a_file_that_could_not_be_opened_is_read_as_soon_as_it_can(
    hall: SmallHall, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(path: Path | str, most_bytes: int) -> bytes:
        if Path(path).name == "phrases.yaml":
            raise PermissionError(errno.EACCES, "locked by another program", str(path))
        return read_file(path, most_bytes)

    with monkeypatch.context() as patched:
        patched.setattr(reading, "read_file", locked)
        patched.setattr(cache_module, "read_file", locked)
        assert "message_board" not in cached(hall, cache).zones
    assert "message_board" in cached(hall, cache).zones, "the file looks the same as before"


def test_on_a_full_disk_nothing_is_left_of_the_cache(
    hall: SmallHall, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert cached(hall, cache).problems == ()
    assert list(cache.iterdir()) == []
