"""A film of the hall's own: its buttons, its end, and what stands there when it cannot be played."""

from __future__ import annotations

import pytest

from kiosk.content.models.film import FilmInfo
from kiosk.core.geometry import Rect
from kiosk.draw.items import Item, Panel, Picture, Text, Video, targets
from kiosk.draw.look import Look
from kiosk.parts import film
from kiosk.parts.film import Playing
from kiosk.scene import FilmOver, Tap

KNOWN = FilmInfo("宣传片", "case_warnings/films/a.mp4", "case_warnings/films/a.jpg", seconds=60.0)
UNKNOWN = FilmInfo("宣传片", "case_warnings/films/a.webm")
AREA = Rect(60, 150, 1800, 780)


def after(playing: Playing, *came: Tap | FilmOver) -> Playing:
    for one in came:
        touched = film.touch(playing, one)
        assert touched is not None
        playing = touched
    return playing


def items(playing: Playing) -> list[Item]:
    return film.view(Look(), AREA, playing)


def words(playing: Playing) -> str:
    return "".join("".join(item.lines) for item in items(playing) if isinstance(item, Text))


def bar(playing: Playing) -> list[float]:
    """The widths of the bar and of what is filled of it, as a share of the film's width."""
    (frame,) = (item.rect for item in items(playing) if isinstance(item, Video))
    return [i.rect.w / frame.w for i in items(playing) if isinstance(i, Panel) and i.rect.h == 8]


def test_a_film_of_known_length_ends_by_the_clock() -> None:
    playing = film.tick(Playing(KNOWN), 59.9)
    assert playing.running and film.due(playing) == 0.5
    playing = film.tick(playing, 0.2)
    assert (playing.position, playing.running, playing.ended) == (60.0, False, True) and film.due(playing) is None
    assert "播放" in words(playing) and bar(playing) == [1.0, 1.0]
    again = after(playing, Tap("film/play"))
    assert (again.position, again.running) == (0.0, True)


def test_a_film_of_unknown_length_ends_where_the_window_says() -> None:
    playing = film.tick(Playing(UNKNOWN), 12.3)
    assert playing.running and bar(playing) == [1.0], "nobody can say how much is left"
    over = after(playing, FilmOver(UNKNOWN.file, 12.0))
    assert (over.position, over.running, over.ended, over.broken) == (12.0, False, True, False)
    assert "播放" in words(over) and bar(over) == [1.0, 1.0]
    again = film.tick(after(over, Tap("film/play")), 6.0)
    assert again.running and bar(again) == [1.0, 0.5]
    assert not film.tick(again, 6.0).running


def test_a_film_of_which_nobody_says_anything_does_not_keep_the_screen_for_ever() -> None:
    playing = film.tick(Playing(UNKNOWN), 1799.0)
    assert playing.running and not film.tick(playing, 1.0).running


@pytest.mark.parametrize("position", [0.0, 12.0])
def test_a_film_that_fails_gives_way_to_its_poster_and_a_word(position: float) -> None:
    playing = film.tick(Playing(KNOWN), position)
    broken = after(playing, FilmOver(KNOWN.file, position, broken=True))
    assert broken.broken and not broken.running and film.due(broken) is None
    assert [item.file for item in items(broken) if isinstance(item, Picture)] == [KNOWN.poster]
    assert not any(isinstance(item, Video) for item in items(broken))
    assert "放不了" in words(broken) and "不是您操作的问题" in words(broken) and "暂停" not in words(broken)
    assert list(targets(items(broken))) == ["film/close"]
    assert film.touch(broken, Tap("film/close")) is None
    assert film.tick(broken, 100.0) == broken


def test_without_a_poster_there_is_a_drawing() -> None:
    broken = after(Playing(UNKNOWN), FilmOver(UNKNOWN.file, 0.0, broken=True))
    assert "放不了" in words(broken) and not any(isinstance(item, Picture) for item in items(broken))


@pytest.mark.parametrize(("end", "broken"), [(57.9, True), (58.1, False), (60.0, False), (61.0, False)])
def test_a_film_that_ends_long_before_its_time_was_not_copied_whole(end: float, broken: bool) -> None:
    assert after(film.tick(Playing(KNOWN), min(end, 59.0)), FilmOver(KNOWN.file, end)).broken is broken


def test_the_end_of_another_film_is_none_of_this_ones_business() -> None:
    playing = film.tick(Playing(UNKNOWN), 5.0)
    assert after(playing, FilmOver(KNOWN.file, 5.0, broken=True)) == playing


def test_jumping_stays_inside_what_is_known() -> None:
    over = after(film.tick(Playing(UNKNOWN), 12.3), FilmOver(UNKNOWN.file, 12.0))
    assert after(over, Tap("film/off")).position == 2.0
    assert after(over, Tap("film/off"), Tap("film/off")).position == 0.0
    assert after(over, Tap("film/off"), Tap("film/on"), Tap("film/on")).position == 12.0
    assert after(Playing(UNKNOWN), Tap("film/on")).position == 10.0


@pytest.mark.parametrize("look", [Look(), Look(large=True)], ids=["normal", "large"])
def test_the_word_and_its_button_stand_below_the_poster(look: Look) -> None:
    broken = after(Playing(KNOWN), FilmOver(KNOWN.file, 0.0, broken=True))
    shown = film.view(look, AREA, broken)
    (poster,) = (item.rect for item in shown if isinstance(item, Picture))
    assert poster.h > 300
    assert all(item.rect.y >= poster.bottom for item in shown if isinstance(item, Text))
    assert all(AREA.y <= item.rect.y and item.rect.bottom <= AREA.bottom + 0.1 for item in shown)
