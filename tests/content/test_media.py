"""The length of a film, from its header."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.content.media import mp4_seconds


def box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body) + 8, name) + body


def film(scale: int, length: int, version: int = 0) -> bytes:
    times = struct.pack(">QQIQ", 1, 1, scale, length) if version else struct.pack(">IIII", 1, 1, scale, length)
    mvhd = box(b"mvhd", bytes([version, 0, 0, 0]) + times + b"\0" * 80)
    return box(b"ftyp", b"isom\0\0\0\0") + box(b"free", b"12345") + box(b"moov", box(b"udta", b"") + mvhd)


def seconds(folder: Path, data: bytes) -> float | None:
    path = folder / "a.mp4"
    path.write_bytes(data)
    return mp4_seconds(path)


def test_both_versions_of_the_header(tmp_path: Path) -> None:
    assert seconds(tmp_path, film(1000, 12_500)) == 12.5
    assert seconds(tmp_path, film(48_000, 48_000 * 3600 * 30, version=1)) == 108_000


def test_a_box_with_a_long_size_and_one_to_the_end(tmp_path: Path) -> None:
    long_box = struct.pack(">I4sQ", 1, b"mdat", 24) + b"\0" * 8
    open_ended = struct.pack(">I4s", 0, b"moov") + box(b"mvhd", b"\0" * 12 + struct.pack(">II", 10, 55) + b"\0" * 80)
    assert seconds(tmp_path, long_box + open_ended) == 5.5


@pytest.mark.parametrize(
    "data",
    [b"", b"\0" * 100, b"not a film at all", film(0, 100), film(1000, 0), film(1000, 0xFFFFFFFF), film(1000, 5)[:-70]],
)
def test_what_does_not_say_is_unknown(tmp_path: Path, data: bytes) -> None:
    assert seconds(tmp_path, data) is None


def test_no_file_and_a_folder_are_unknown(tmp_path: Path) -> None:
    assert mp4_seconds(tmp_path / "none.mp4") is None
    assert mp4_seconds(tmp_path) is None


@settings(deadline=None)
@given(st.binary(max_size=200), st.integers(0, 200), st.binary(max_size=8))
def test_garbage_never_raises(tmp_path_factory: pytest.TempPathFactory, data: bytes, place: int, patch: bytes) -> None:
    folder = tmp_path_factory.getbasetemp()
    whole = bytearray(film(1000, 5000))
    whole[place : place + len(patch)] = patch
    for broken in (data, bytes(whole), bytes(whole[:place])):
        found = seconds(folder, broken)
        assert found is None or found > 0
