"""What a person would notice on a painted screen."""

from __future__ import annotations

import logging
from pathlib import Path
from threading import Event

import numpy
import pytest
import zxingcpp

from kiosk.core.geometry import Rect, canvas_size
from kiosk.draw.block import boxed, place, stack, text
from kiosk.draw.items import Arc, Code, Ground, Icon, Item, Panel, Picture, Text, Video, move
from kiosk.draw.look import Look
from kiosk.draw.theme import CONTRAST, NORMAL, Theme, contrast
from kiosk.screen.artist import cache_limits
from kiosk.screen.lean import pygame
from kiosk.screen.painter import Painter
from tests.screen.conftest import Make

GROUND = Ground(rect=Rect(0, 0, 1920, 1080), top=NORMAL.ground, bottom=NORMAL.ground_dark)
CARD = Panel(rect=Rect(400, 300, 600, 300), fill=NORMAL.card, radius=24, shadow=True, target="card")


def at(painter: Painter, x: float, y: float) -> tuple[int, int, int]:
    """The colour at a point given in units."""
    scale = min(painter.surface.get_size()) / 1080
    r, g, b, _ = painter.surface.get_at((int(x * scale), int(y * scale)))
    return r, g, b


def cards(count: int, scrolled: float) -> list[Item]:
    view = Rect(96, 140, 1100, 800)
    items: list[Item] = [GROUND]
    y = 140 - scrolled
    for i in range(count):
        body = stack([text(Look(), f"案例{i}", 900), text(Look(), "只要一谈到银行卡，一律挂掉。" * 4, 900)])
        card = boxed(body, NORMAL.card, target=f"case:{i}", shadow=True, w=1000)
        items += place(card, 120, y, view)
        y += card.h + 24
    return items


@pytest.mark.parametrize("theme", [NORMAL, CONTRAST], ids=["normal", "contrast"])
def test_a_finger_sees_at_once_that_it_is_felt(make: Make, theme: Theme) -> None:
    for fill in (theme.card, theme.accent, theme.ground_light, theme.danger, theme.safe, theme.card_tint):
        painter = make((960, 540), accent=theme.accent)
        button = Panel(rect=CARD.rect, fill=fill, radius=24, target="next")
        painter.paint([GROUND, button])
        changed = painter.paint([GROUND, button], "next")
        assert at(painter, 700, 450) != fill
        assert contrast(at(painter, 700, 450), fill) > 1.15
        assert at(painter, 402, 450) in (theme.accent, NORMAL.accent_deep), "a line round it"
        assert sum(r.w * r.h for r in changed) <= 300 * 150 * 1.1
        painter.paint([GROUND, button], "")
        assert at(painter, 700, 450) == fill


def test_nothing_new_costs_nothing(make: Make) -> None:
    painter = make((960, 540))
    assert painter.paint(cards(8, 0)) == [painter.surface.get_rect()]
    assert painter.paint(cards(8, 0)) == []
    painter.forget()
    assert painter.paint(cards(8, 0)) == [painter.surface.get_rect()]


def test_a_scrolled_list_is_repainted_and_nothing_beside_it(make: Make) -> None:
    painter = make((1920, 1080))
    painter.paint(cards(20, 0))
    changed = painter.paint(cards(20, 37))
    view = pygame.Rect(96, 140, 1100, 800)
    assert changed and all(view.contains(rect) for rect in changed)
    assert len(changed) == 1


def test_neighbours_neither_gap_nor_overlap(make: Make) -> None:
    for size in ((1366, 768), (1920, 1080), (1080, 1920), (1280, 800)):
        painter = make(size)
        canvas = canvas_size(*size)
        width = canvas.w / 7
        tiles = [Panel(rect=Rect(i * width, 0, width, canvas.h), fill=(200, 200 + i, 0)) for i in range(7)]
        painter.paint(tiles)
        row = [painter.surface.get_at((x, size[1] // 2))[1] for x in range(size[0])]
        assert row == sorted(row) and set(row) == set(range(200, 207))


def test_corners_are_round_and_smooth_and_the_shadow_falls_down(make: Make) -> None:
    white = Ground(rect=Rect(0, 0, 1920, 1080), top=(255, 255, 255), bottom=(255, 255, 255))
    painter = make((1920, 1080))
    painter.paint([white, CARD])
    diagonal = [at(painter, 400 + i, 300 + i)[0] for i in range(24)]
    assert diagonal[0] > 200 and diagonal[12] == NORMAL.card[0]
    below, above = at(painter, 700, 604)[0], at(painter, 700, 296)[0]
    assert below < above < 255, "darker below than above"
    assert at(painter, 700, 660) == (255, 255, 255), "and soon gone"
    reds = [at(painter, 700, 600 + i)[0] for i in range(40)]
    assert reds == sorted(reds), "an even fading"


def test_an_unknown_icon_is_a_dot_and_one_line_in_the_log(make: Make, caplog: pytest.LogCaptureFixture) -> None:
    painter = make((960, 540))
    icon = Icon(rect=Rect(100, 100, 200, 200), name="no-such-drawing", colour=NORMAL.accent)
    with caplog.at_level(logging.WARNING, "kiosk.screen"):
        painter.paint([icon])
        painter.paint([icon, *move([icon], 300, 0)])
        painter.paint([Icon(rect=Rect(0, 0, 64, 64), name="no-such-drawing", colour=(1, 2, 3))])
    assert len(caplog.records) == 1
    painter.paint([icon])
    assert at(painter, 200, 200) == NORMAL.accent


def test_an_icon_takes_the_colour_it_is_given(make: Make, tmp_path: Path) -> None:
    (tmp_path / "half.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="5" height="10"/></svg>'
    )
    painter = make((1920, 1080), icons=tmp_path)
    painter.paint([Icon(rect=Rect(100, 100, 100, 100), name="half", colour=(242, 178, 50))])
    assert at(painter, 125, 150) == (242, 178, 50) and at(painter, 175, 150) == (0, 0, 0)


def test_a_wide_drawing_fills_its_wide_place(make: Make, tmp_path: Path) -> None:
    (tmp_path / "band.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><rect width="30" height="10"/></svg>'
    )
    painter = make((1920, 1080), icons=tmp_path)
    painter.paint([Icon(rect=Rect(100, 100, 600, 200), name="band", colour=(242, 178, 50))])
    assert at(painter, 110, 110) == at(painter, 690, 290) == (242, 178, 50)


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1366, 768)])
def test_a_phone_can_read_the_code(make: Make, size: tuple[int, int]) -> None:
    words = "反诈 96110：未知链接不点击，陌生来电不轻信"
    painter = make(size)
    painter.paint([GROUND, Code(rect=Rect(300, 300, 320, 320), data=words, dark=NORMAL.ground_dark, light=NORMAL.card)])
    seen = numpy.frombuffer(painter.surface.get_buffer().raw, numpy.uint8).reshape(size[1], size[0], 4)[:, :, 1]
    assert [found.text for found in zxingcpp.read_barcodes(numpy.ascontiguousarray(seen))] == [words]


def test_a_code_without_room_or_with_too_many_words_is_a_light_square(make: Make) -> None:
    painter = make((960, 540))
    for data, side in (("反诈" * 2000, 400), ("96110", 20)):
        painter.paint([GROUND, Code(rect=Rect(300, 300, side, side), data=data, dark=(0, 0, 0), light=NORMAL.card)])
        assert at(painter, 300 + side / 2, 300 + side / 2) == NORMAL.card


def test_a_ring_begins_at_the_top_and_goes_with_the_clock(make: Make) -> None:
    painter = make((1920, 1080))
    painter.paint([Arc(rect=Rect(100, 100, 200, 200), start=0, sweep=90, width=20, colour=(255, 255, 255))])
    assert at(painter, 270, 130)[0] > 200 or at(painter, 264, 136)[0] > 200
    assert at(painter, 205, 105) == (255, 255, 255) and at(painter, 295, 195) == (255, 255, 255)
    assert at(painter, 195, 105) == (0, 0, 0) and at(painter, 200, 200) == (0, 0, 0)


def picture_file(folder: Path, name: str, colour: tuple[int, int, int], size: tuple[int, int] = (400, 100)) -> str:
    surface = pygame.Surface(size, 0, 24)
    surface.fill(colour)
    pygame.image.save(surface, folder / name)
    return name


def test_a_picture_comes_later_and_wakes_the_loop(make: Make, tmp_path: Path) -> None:
    file = picture_file(tmp_path, "a.png", (10, 200, 30))
    woken = Event()
    painter = make((960, 540), root=tmp_path, wake=woken.set)
    screen: list[Item] = [GROUND, Picture(rect=Rect(200, 200, 400, 400), file=file, radius=24)]
    painter.paint(screen)
    tint = at(painter, 400, 400)
    assert tint not in (NORMAL.ground, (10, 200, 30)) and painter.pending
    assert woken.wait(10)
    changed = painter.paint(screen)
    assert changed == [pygame.Rect(100, 100, 200, 200)]
    assert at(painter, 400, 400) == (10, 200, 30) and not painter.pending
    assert at(painter, 201, 201) == at(painter, 190, 201), "its corners are round"
    assert painter.paint(screen) == []


def test_contain_shows_all_of_a_picture_and_cover_fills_the_room(make: Make, tmp_path: Path) -> None:
    file = picture_file(tmp_path, "a.png", (10, 200, 30))
    painter = make((960, 540), root=tmp_path)
    whole = Picture(rect=Rect(0, 0, 400, 400), file=file, fit="contain")
    painter.paint([GROUND, whole, Picture(rect=Rect(800, 0, 400, 400), file=file)])
    painter.settle()
    assert at(painter, 200, 200) == (10, 200, 30) and at(painter, 200, 40) == at(painter, 600, 40)
    assert at(painter, 1000, 10) == (10, 200, 30)


@pytest.mark.parametrize("content", [None, b"", b"\x89PNG\r\n\x1a\nbroken"], ids=["missing", "empty", "broken"])
def test_an_unreadable_picture_stays_a_calm_tile(
    make: Make, tmp_path: Path, caplog: pytest.LogCaptureFixture, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "a.png").write_bytes(content)
    painter = make((960, 540), root=tmp_path)
    screen: list[Item] = [GROUND, Picture(rect=Rect(200, 200, 400, 400), file="a.png")]
    with caplog.at_level(logging.WARNING, "kiosk.screen"):
        painter.paint(screen)
        tint = at(painter, 400, 400)
        painter.settle()
        painter.forget()
        painter.paint(screen)
        painter.settle()
    assert at(painter, 400, 400) == tint
    assert len(caplog.records) == 1


def test_more_pictures_than_the_cache_holds_do_not_chase_each_other(make: Make, tmp_path: Path) -> None:
    files = [picture_file(tmp_path, f"{i}.png", (i, 100, 100)) for i in range(12)]
    painter = make((480, 270), root=tmp_path)
    rect = Rect(0, 0, 1920, 1080)
    assert cache_limits(480 * 270 * 4)["pictures"] < 12 * 480 * 270 * 4
    pictures: list[Item] = [Picture(rect=rect, file=file) for file in files]
    painter.paint(pictures)
    painter.settle()
    painter.forget()
    painter.paint(pictures)
    assert not painter.pending


def test_caches_keep_within_their_bytes(make: Make) -> None:
    painter = make((1920, 1080))
    limits = cache_limits(1920 * 1080 * 4)
    for i in range(120):
        line = Text(rect=Rect(0, 0, 1900, 300), lines=(f"{i}反诈" * 5,), colour=(i, 0, 0), size=120, leading=120)
        painter.paint([line, Icon(rect=Rect(0, 0, 200, 200), name="home", colour=(i, i, 0))])
    held = painter.memory()
    assert held["text"] <= limits["text"] and held["icons"] <= limits["icons"]
    assert held["text"] > limits["text"] * 0.8 and held["icons"] > limits["icons"] * 0.8


def test_warming_changes_no_pixel_and_leaves_nothing_to_render(make: Make) -> None:
    cold, warm = make((960, 540)), make((960, 540))
    screen = cards(4, 0)
    for _ in warm.warm(screen):
        assert warm.surface.get_bounding_rect().size == (960, 540)
    before = warm.memory()["text"]
    cold.paint(screen)
    warm.paint(screen)
    assert warm.surface.get_buffer().raw == cold.surface.get_buffer().raw
    assert warm.memory()["text"] == before > 0


def test_a_screen_can_be_written_as_a_picture(make: Make, tmp_path: Path) -> None:
    painter = make((320, 180))
    painter.paint([GROUND])
    painter.save_png(tmp_path / "a.png")
    assert pygame.image.load(tmp_path / "a.png").get_size() == (320, 180)
    with pytest.raises(OSError):
        painter.save_png(tmp_path / "nowhere" / "a.png")


def test_a_film_that_is_not_there_shows_its_poster(
    make: Make, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    poster = picture_file(tmp_path, "poster.png", (10, 200, 30), (160, 90))
    painter = make((960, 540), root=tmp_path)
    film = Video(rect=Rect(0, 0, 1600, 900), file="a.mp4", position=1.0, playing=True, poster=poster)
    with caplog.at_level(logging.WARNING, "kiosk.screen"):
        painter.paint([film])
        painter.settle()
    assert at(painter, 800, 450) == (10, 200, 30)
    assert len(caplog.records) == 1
