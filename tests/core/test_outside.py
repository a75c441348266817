"""A file that somebody else put there: read when it is one, refused at once when it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.core.outside import (
    NoFileError,
    TooLargeError,
    finite,
    open_file,
    parse_json,
    read_file,
    read_json,
    visible,
)
from tests.rubbish import RUBBISH, THERE, in_place_of


@pytest.mark.parametrize("there", THERE)
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, there: str) -> None:
    in_place_of(tmp_path / "a.json", there)
    with pytest.raises(OSError, match=r"a\.json"):
        read_file(tmp_path / "a.json", 1000)
    with pytest.raises(OSError, match=r"a\.json"):
        open_file(tmp_path / "a.json")


def test_a_name_no_file_can_have_is_an_error_of_the_system_too(tmp_path: Path) -> None:
    for name in ("a\0b", "a" * 300):
        with pytest.raises(OSError):
            read_file(tmp_path / name, 1000)
    with pytest.raises(NoFileError):
        read_file("/dev/zero", 1000)


def test_no_more_is_read_than_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"12345")
    assert read_file(file, 5) == b"12345"
    with pytest.raises(TooLargeError):
        read_file(file, 4)
    with file.open("r+b") as stream:
        stream.truncate(1 << 40)  # a terabyte of nothing
    with pytest.raises(TooLargeError):
        read_file(file, 1000)


def test_json_is_read_and_rubbish_is_a_value_error(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text('{"a": [1, 2.5, "字"]}', "utf-8")
    assert read_json(file, 1000) == {"a": [1, 2.5, "字"]}
    for name in ("empty", "no text", "nan", "huge", "deep", "half", "zeros"):
        with pytest.raises(ValueError):
            parse_json(RUBBISH[name])
    for number in (b"NaN", b"-Infinity", b"[Infinity]"):
        with pytest.raises(ValueError, match="no number"):
            parse_json(number)


def test_only_numbers_with_an_end_are_reckoned_with() -> None:
    assert finite(3) == 3.0 and finite("2.5") == 2.5
    for value in (float("nan"), float("inf"), "nan", 10**400, None, [], "x"):
        with pytest.raises(ValueError):
            finite(value)


def test_names_are_shown_as_they_are_unless_they_would_deceive() -> None:
    assert visible("案例 1.yaml") == "案例 1.yaml"
    assert visible("a\u202egpj.exe") == "a〔U+202E〕gpj.exe"
    assert visible("a\nb\udcff") == "a〔U+000A〕b〔FF〕"
    visible("\ud800\udc80\0").encode("utf-8")
