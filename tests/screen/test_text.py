"""Lines broken without a font must fit when a font sets them."""

from __future__ import annotations

from typing import get_args

import pytest

from kiosk.core.geometry import Rect
from kiosk.draw.items import Face, Text, TextMark
from kiosk.draw.text import text_width, wrap
from kiosk.draw.theme import BODY, CAPTION, HEADING, LARGE, TITLE
from kiosk.screen.coverage import covered, in_cut_faces
from kiosk.screen.faces import font_file
from kiosk.screen.lean import pygame
from kiosk.screen.painter import Painter
from kiosk.screen.text import Letters
from tests.screen.conftest import Make

SAMPLES = (
    "只要一谈到“电话转接公检法”的，一律挂掉；所有短信，让我点击链接的，一律删掉。",
    "2025年6月18日发布：刷单返利类占27.1%，人均损失3.6万元，年龄37岁。",
    "《2025版手册》、ETC短信/12381、96110！",
)
LATIN = ("AVATAR To WAVE", "https://example.invalid/anti-fraud?id=1024", "App")
WHITE = (255, 255, 255)


def ink(painter: Painter) -> pygame.Rect:
    """Where there is anything but black."""
    return (
        pygame.mask.from_threshold(painter.surface, WHITE, (200, 200, 200))
        .get_bounding_rects()[0]
        .unionall(pygame.mask.from_threshold(painter.surface, WHITE, (200, 200, 200)).get_bounding_rects())
    )


@pytest.mark.parametrize("face", get_args(Face))
@pytest.mark.parametrize("size", [CAPTION, BODY, HEADING, TITLE, LARGE[BODY]])
def test_reckoned_widths_agree_with_the_fonts(face: Face, size: float) -> None:
    for scale in (1.0, 2.0):
        letters = Letters(pygame.Surface((8, 8)), scale, 1_000_000)
        for sample in SAMPLES:
            for line in wrap(sample, size, 800, face):
                real = letters.line(line, face, letters.pixels(size), WHITE).width / scale
                assert abs(real - text_width(line, size, face)) <= max(0.015 * real, 1.5), line
        for line in LATIN:
            kerned = letters.line(line, face, letters.pixels(size), WHITE).width / scale
            room = text_width(line, size, face) + 1 + 0.5 * len(line) / scale
            assert kerned <= room, "kerning draws letters together; an advance is rounded to a pixel"


@pytest.mark.parametrize("face", get_args(Face))
def test_a_word_stands_in_the_middle_of_its_line(make: Make, face: Face) -> None:
    for size in (28.0, 68.0):
        painter = make((1920, 1080))
        painter.paint(
            [
                Text(
                    rect=Rect(500, 400, 600, 120),
                    lines=("国国国",),
                    colour=WHITE,
                    size=size,
                    leading=120,
                    face=face,
                    align="centre",
                )
            ]
        )
        seen = ink(painter)
        assert abs(seen.centerx - 800) <= 2 and abs(seen.centery - 460) <= size * 0.04 + 1


def test_alignment(make: Make) -> None:
    edges = {}
    for align in ("left", "centre", "right"):
        painter = make((1920, 1080))
        painter.paint(
            [Text(rect=Rect(500, 400, 600, 50), lines=("一律挂掉",), colour=WHITE, size=34, leading=50, align=align)]  # type: ignore[arg-type]
        )
        edges[align] = ink(painter)
    assert edges["left"].left - 500 < 5 and 1100 - edges["right"].right < 5
    assert abs(edges["centre"].centerx - 800) <= 2


def test_marks_change_the_colour_and_nothing_else(make: Make) -> None:
    plain = Text(rect=Rect(100, 100, 900, 50), lines=("只要一谈到银行卡",), colour=WHITE, size=34, leading=50)
    marked = Text(
        rect=plain.rect, lines=plain.lines, colour=WHITE, size=34, leading=50, marks=(TextMark(0, 5, 8, (255, 0, 0)),)
    )
    one, other = make((1920, 1080)), make((1920, 1080))
    one.paint([plain])
    other.paint([marked])
    # Red is the part both colours share: there the two pictures are the same.
    for x in range(100, 400, 3):
        for y in range(100, 150, 3):
            assert one.surface.get_at((x, y))[0] == other.surface.get_at((x, y))[0]
    assert (
        other.surface.get_at((100 + 34 * 6, 125)) != one.surface.get_at((100 + 34 * 6, 125))
        or other.surface != one.surface
    )
    green = [other.surface.get_at((x, y))[1] for x in range(272, 370) for y in range(100, 150)]
    assert max(green) == 0


def test_a_line_wider_than_its_room_is_squeezed_into_it(make: Make) -> None:
    painter = make((1920, 1080))
    line = "只要一谈到银行卡一律挂掉"
    painter.paint([Text(rect=Rect(100, 100, 200, 50), lines=(line,), colour=WHITE, size=34, leading=50)])
    assert ink(painter).right <= 302


@pytest.mark.parametrize("face", ["serif", "strong"])
def test_a_character_the_bold_faces_lack_is_drawn_from_the_whole_face(make: Make, face: Face) -> None:
    assert "㛃" not in in_cut_faces() and set("骗贷验1A，？①") <= in_cut_faces()

    def painted(lines: tuple[str, ...], one: Face) -> bytes:
        painter = make((1920, 1080))
        rect = Rect(100, 100, 600, 80)
        painter.paint([Text(rect=rect, lines=lines, colour=WHITE, size=44, leading=80, face=one)])
        return pygame.image.tobytes(painter.surface, "RGB")

    empty, alone, between = painted(("",), face), painted(("㛃",), face), painted(("张㛃说",), face)
    assert alone not in (empty, painted(("㐀",), face)), "a picture of its own, not a box"
    assert between not in (painted(("张　说",), face), painted(("张㐀说",), face))
    assert painted(("张说",), face) != painted(("张说",), "sans")


def test_both_bold_faces_hold_the_same_characters_and_all_frequent_ones() -> None:
    assert covered(font_file("serif")) == covered(font_file("strong"))
    rows = (bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    assert set("".join(rows)) <= in_cut_faces()
