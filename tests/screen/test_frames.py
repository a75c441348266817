"""A film is seen as its camera meant it: upright, undistorted, without combs, in the right colours."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from threading import Event

import av
import pytest

from kiosk.screen import hdr
from kiosk.screen.film import FilmReader
from kiosk.screen.lean import pygame
from tests.screen.media import BLUE, CORNERS, GREEN, RED, WHITE, Colour, coded, corners, near, plain, turned, write_film

PATIENCE = 400


def seen(film: Path, seconds: float = 0.5, size: tuple[int, int] = (640, 360)) -> pygame.Surface:
    """The picture of that second."""
    woken = Event()
    reader = FilmReader(film, size, seconds, woken.set)
    try:
        for _ in range(PATIENCE):
            picture = reader.at(seconds)
            if picture is not None:
                return picture.copy()
            woken.wait(0.05)
            woken.clear()
    finally:
        reader.close()
    raise AssertionError("no picture came")


def four(picture: pygame.Surface) -> list[Colour]:
    w, h = picture.get_size()
    found = [picture.get_at((x * w // 4, y * h // 4)) for y in (1, 3) for x in (1, 3)]
    return [(c.r, c.g, c.b) for c in found]


def alike(found: Sequence[Colour], wanted: Sequence[Colour]) -> bool:
    return all(near(a, b) for a, b in zip(found, wanted, strict=True))


# What stands in the four corners after a turn, and whether the picture is upright then.
TURNS = {
    "as it is": ((1, 0, 0, 1), (RED, GREEN, BLUE, WHITE), False),
    "a quarter to the right": ((0, 1, -1, 0), (BLUE, RED, WHITE, GREEN), True),
    "on its head": ((-1, 0, 0, -1), (WHITE, BLUE, GREEN, RED), False),
    "a quarter to the left": ((0, -1, 1, 0), (GREEN, WHITE, RED, BLUE), True),
    "mirrored": ((-1, 0, 0, 1), (GREEN, RED, WHITE, BLUE), False),
    "mirrored on its head": ((1, 0, 0, -1), (BLUE, WHITE, RED, GREEN), False),
    "mirrored to the left": ((0, 1, 1, 0), (RED, BLUE, GREEN, WHITE), True),
    "mirrored to the right": ((0, -1, -1, 0), (WHITE, GREEN, BLUE, RED), True),
}


@pytest.mark.parametrize("how", TURNS)
def test_a_film_taken_with_the_telephone_held_otherwise_is_upright(tmp_path: Path, how: str) -> None:
    matrix, wanted, upright = TURNS[how]
    picture = seen(turned(write_film(tmp_path / "a.mp4", lambda n: corners(320, 180)), *matrix))
    assert picture.get_size() == ((202, 360) if upright else (640, 360))
    assert alike(four(picture), wanted), four(picture)


@pytest.mark.parametrize(
    ("stored", "aspect", "wanted"),
    [((720, 576), "64/45", (640, 360)), ((720, 576), "16/15", (480, 360)), ((480, 270), "1", (640, 360))],
    ids=["wide television", "old television", "square"],
)
def test_oblong_pixels_are_shown_oblong(
    tmp_path: Path, stored: tuple[int, int], aspect: str, wanted: tuple[int, int]
) -> None:
    def setup(stream: object) -> None:
        stream.codec_context.sample_aspect_ratio = Fraction(aspect)  # type: ignore[attr-defined]

    picture = seen(write_film(tmp_path / "a.mp4", lambda n: corners(*stored), setup=setup))
    assert picture.get_size() == wanted
    assert alike(four(picture), CORNERS)


def test_an_oblong_film_that_lies_on_its_side_is_turned_after_it_was_stretched(tmp_path: Path) -> None:
    def setup(stream: object) -> None:
        stream.codec_context.sample_aspect_ratio = Fraction(64, 45)  # type: ignore[attr-defined]

    film = turned(write_film(tmp_path / "a.mp4", lambda n: corners(720, 576), setup=setup), 0, 1, -1, 0)
    assert seen(film).get_size() == (202, 360)


def moving(n: int) -> av.VideoFrame:
    """A white bar that stands elsewhere in the second field, which is a fiftieth of a second later."""
    w, h = 320, 180
    frame = av.VideoFrame(w, h, "gray")
    line = frame.planes[0].line_size
    rows = []
    for y in range(h):
        left = 40 + n * 16 + (8 if y % 2 else 0)
        rows.append((b"\x10" * left + b"\xeb" * 40 + b"\x10" * (w - left - 40)).ljust(line, b"\0"))
    frame.planes[0].update(b"".join(rows))
    return frame


def edges(picture: pygame.Surface) -> list[int]:
    """Where the bar begins, row by row in the middle of the picture."""
    w, h = picture.get_size()
    return [next(x for x in range(w) if picture.get_at((x, y)).g > 120) for y in range(h // 2 - 10, h // 2 + 10)]


@pytest.mark.parametrize("interlaced", [True, False])
def test_a_film_from_television_shows_no_combs(tmp_path: Path, interlaced: bool) -> None:
    def setup(stream: object) -> None:
        if interlaced:
            stream.options = {"g": "10", "crf": "4", "x264-params": "tff=1"}  # type: ignore[attr-defined]

    film = write_film(tmp_path / "a.mp4", moving, setup=setup, seconds=1.0)
    found = edges(seen(film, 0.4, (320, 180)))
    steps = [abs(a - b) for a, b in pairwise(found)]
    assert (max(steps) <= 2) is interlaced, found  # what is not interlaced stays as it was drawn


def test_the_last_picture_of_a_film_from_television_comes_too(tmp_path: Path) -> None:
    def setup(stream: object) -> None:
        stream.options = {"g": "10", "crf": "4", "x264-params": "tff=1"}  # type: ignore[attr-defined]

    film = write_film(tmp_path / "a.mp4", moving, setup=setup, seconds=1.0)
    assert edges(seen(film, 0.96, (320, 180)))[0] >= 40 + 9 * 16 - 8


def coded_as(matrix: int, full: bool = False) -> object:
    def setup(stream: object) -> None:
        stream.codec_context.colorspace = matrix  # type: ignore[attr-defined]
        stream.codec_context.color_range = 2 if full else 1  # type: ignore[attr-defined]

    return setup


@pytest.mark.parametrize(
    ("size", "tag", "wanted"),
    [
        ((1280, 720), None, (0, 192, 0)),
        ((1920, 1080), None, (0, 192, 0)),
        ((720, 1280), None, (0, 192, 0)),
        ((640, 360), 1, (0, 192, 0)),
        ((640, 360), None, (13, 221, 4)),
        ((720, 576), None, (13, 221, 4)),
        ((1280, 720), 5, (13, 221, 4)),
    ],
)
def test_colours_are_those_of_the_matrix_that_is_named_or_taken_for_granted(
    tmp_path: Path, size: tuple[int, int], tag: int | None, wanted: Colour
) -> None:
    setup = coded_as(tag) if tag is not None else (lambda stream: None)
    # (0, 192, 0) in BT.709.
    film = write_film(tmp_path / "a.mp4", lambda n: coded(*size, 134, 63, 53), seconds=0.4, setup=setup)  # type: ignore[arg-type]
    assert near(four(seen(film, 0.1))[0], wanted, 8), four(seen(film, 0.1))


def bright(matrix_of_light: int) -> object:
    def setup(stream: object) -> None:
        context = stream.codec_context  # type: ignore[attr-defined]
        context.color_trc, context.color_primaries, context.colorspace, context.color_range = matrix_of_light, 9, 9, 1

    return setup


@pytest.mark.parametrize(("transfer", "paper", "grey"), [(hdr.HLG, 721, 397), (hdr.PQ, 573, 397)])
def test_a_film_for_brighter_screens_is_neither_dull_nor_blinding(
    tmp_path: Path, transfer: int, paper: int, grey: int
) -> None:
    """A white sheet is nearly white, a middle grey (18 %) middle, black black, and what glares is white."""
    found = []
    for n, y in enumerate((64, grey, paper, 940)):
        film = write_film(
            tmp_path / f"{n}.mp4",
            lambda _, y=y: coded(320, 180, y, 512, 512, "yuv420p10le"),  # type: ignore[misc]
            seconds=0.4,
            codec="libx265",
            layout="yuv420p10le",
            setup=bright(transfer),  # type: ignore[arg-type]
        )
        one = four(seen(film, 0.1))[0]
        assert max(one) - min(one) <= 4, one
        found.append(one[1])
    black, middle, white, glare = found
    assert black <= 4 and 92 <= middle <= 125 and 205 <= white <= 245 and glare >= 250, found


def test_colours_of_a_film_for_brighter_screens_keep_their_hue(tmp_path: Path) -> None:
    # The red of BT.709 (0.5 of paper white) in HLG and BT.2020.
    film = write_film(
        tmp_path / "a.mp4",
        lambda n: coded(320, 180, 354, 416, 664, "yuv420p10le"),
        seconds=0.4,
        codec="libx265",
        layout="yuv420p10le",
        setup=bright(hdr.HLG),  # type: ignore[arg-type]
    )
    r, g, b = four(seen(film, 0.1))[0]
    assert r > 2 * max(g, b), (r, g, b)


def test_a_film_may_change_its_size_on_the_way(tmp_path: Path) -> None:
    """As recordings of a telephone's screen do when it is turned."""
    first = write_film(tmp_path / "1.h264", lambda n: plain(320, 180, RED), seconds=1.0)
    second = write_film(tmp_path / "2.h264", lambda n: plain(180, 320, BLUE), seconds=1.0)
    film = tmp_path / "a.h264"
    film.write_bytes(first.read_bytes() + second.read_bytes())
    woken = Event()
    reader = FilmReader(film, (640, 360), 0.0, woken.set)
    sizes = set()
    clock = 0.0
    for _ in range(PATIENCE):
        picture = reader.at(clock)
        if picture is not None:
            sizes.add(picture.get_size())
            clock += 0.04
        if len(sizes) == 2:
            break
        woken.wait(0.02)
        woken.clear()
    reader.close()
    assert sizes == {(640, 360), (202, 360)}
