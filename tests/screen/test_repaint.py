"""Whatever changes between two screens, painting only the difference gives the very picture a fresh screen gives."""

from __future__ import annotations

from math import sin
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core.geometry import Rect
from kiosk.draw.items import Arc, Code, Ground, Icon, Ink, Item, Lines, Panel, Text, TextMark, move
from kiosk.screen.dirty import Placed, compare
from kiosk.screen.lean import pygame
from kiosk.screen.painter import Painter

SIZE = (240, 135)
W, H = 1920, 1080

edges = st.integers(-60, 2000)
rects = st.builds(Rect, edges, edges, st.integers(0, 900), st.integers(0, 700))
colours = st.sampled_from([(18, 38, 74), (244, 246, 242), (242, 178, 50), (166, 51, 43), (31, 122, 92)])
alphas = st.sampled_from([0, 90, 200, 255])
targets = st.sampled_from(["", "", "a", "b"])
numbers = st.lists(st.integers(-20, 600), min_size=2, max_size=10).map(lambda v: tuple(v[: len(v) // 2 * 2]))
common: dict[str, Any] = {"rect": rects, "target": targets, "clip": st.one_of(st.none(), rects)}

items = st.one_of(
    st.builds(
        Panel,
        **common,
        fill=st.one_of(st.none(), colours),
        alpha=alphas,
        radius=st.sampled_from([0, 8, 24, 300]),
        border=st.one_of(st.none(), colours),
        border_width=st.sampled_from([0, 3, 12]),
        shadow=st.booleans(),
    ),
    st.builds(Ground, **common, top=colours, bottom=colours),
    st.builds(
        Text,
        **common,
        lines=st.lists(st.sampled_from(["只要一谈到银行卡", "一律挂掉，打96110。", "AVATAR To", ""]), max_size=3).map(
            tuple
        ),
        colour=colours,
        size=st.sampled_from([28.0, 68.0]),
        leading=st.sampled_from([40.0, 90.0]),
        face=st.sampled_from(["sans", "serif", "strong"]),
        align=st.sampled_from(["left", "centre", "right"]),
        marks=st.sampled_from([(), (TextMark(0, 1, 3, (166, 51, 43)),)]),
    ),
    st.builds(Icon, **common, name=st.sampled_from(["home", "phone"]), colour=colours, alpha=alphas),
    st.builds(Code, **common, data=st.just("96110"), dark=st.just((0, 0, 0)), light=st.just((255, 255, 255))),
    st.builds(
        Arc,
        **common,
        start=st.integers(0, 360),
        sweep=st.sampled_from([0, 30, 200, 360, -90]),
        width=st.sampled_from([0, 20]),
        colour=colours,
    ),
    st.builds(Lines, **common, points=numbers, colour=colours, width=st.sampled_from([2, 30]), filled=st.booleans()),
    st.builds(Ink, **common, strokes=st.lists(numbers, max_size=3).map(tuple), colour=colours, scale=st.just(0.7)),
)
screens = st.lists(items, max_size=8)


def pixels(painter: Painter) -> bytes:
    return painter.surface.get_buffer().raw


def fresh(screen: list[Item], pressed: str) -> bytes:
    painter = Painter(SIZE)
    painter.paint(screen, pressed)
    return pixels(painter)


@st.composite
def changed(draw: st.DrawFn, screen: list[Item]) -> list[Item]:
    """The same screen after what scenes do: something comes, goes, moves, or is laid above something else."""
    out = list(screen)
    for _ in range(draw(st.integers(0, 3))):
        how = draw(st.sampled_from(["add", "remove", "shift", "swap", "scroll", "again"]))
        if how == "add":
            out.insert(draw(st.integers(0, len(out))), draw(items))
        elif how == "again" and out:
            out.append(draw(st.sampled_from(out)))
        elif how == "remove" and out:
            out.pop(draw(st.integers(0, len(out) - 1)))
        elif how == "shift" and out:
            i = draw(st.integers(0, len(out) - 1))
            out[i : i + 1] = move([out[i]], draw(st.integers(-90, 90)), draw(st.integers(-90, 90)))
        elif how == "swap" and len(out) > 1:
            i = draw(st.integers(0, len(out) - 2))
            out[i], out[i + 1] = out[i + 1], out[i]
        elif how == "scroll":
            out = move(out, 0, draw(st.integers(-200, 200)))
    return out


@given(st.data(), screens, targets, targets)
@settings(max_examples=120, deadline=None)
def test_painting_the_difference_is_painting_all(data: st.DataObject, first: list[Item], held: str, then: str) -> None:
    second = data.draw(changed(first))
    third = data.draw(changed(second))
    painter = Painter(SIZE)
    painter.paint(first, held)
    painter.paint(second, then)
    assert pixels(painter) == fresh(second, then)
    painter.paint(third)
    assert pixels(painter) == fresh(third, "")


@given(st.lists(st.tuples(st.integers(0, 700), st.integers(0, 500)), min_size=2, max_size=150), st.integers(1, 149))
@settings(max_examples=60, deadline=None)
def test_a_growing_stroke_ends_as_if_drawn_at_once(points: list[tuple[int, int]], cut: int) -> None:
    sheet = Panel(rect=Rect(100, 100, 900, 700), fill=(244, 246, 242), radius=24)
    flat = tuple(float(v) for point in points for v in point)

    def screen(strokes: tuple[tuple[float, ...], ...]) -> list[Item]:
        return [sheet, Ink(rect=sheet.rect, strokes=strokes, colour=(18, 38, 74), width=12.0)]

    painter = Painter(SIZE)
    painter.paint(screen((flat[: 2 * min(cut, len(points))],)))
    painter.paint(screen((flat,)))
    assert pixels(painter) == fresh(screen((flat,)), "")
    painter.paint(screen((flat, (30.0, 40.0, 200.0, 300.0))))
    assert pixels(painter) == fresh(screen((flat, (30.0, 40.0, 200.0, 300.0))), "")


@pytest.mark.parametrize("points", [3, 60, 190])
def test_many_strokes_one_after_the_other_end_as_if_drawn_at_once(points: int) -> None:
    """Finished ones lie in piles, and what is taken back is gone from them."""
    rect = Rect(100, 100, 900, 700)
    sheet = Panel(rect=rect, fill=(244, 246, 242), radius=24)
    strokes = [
        tuple(v for i in range(points) for v in (440 + 400 * sin(k + i / 9), 340 + 300 * sin(k * 2 + i / 7)))
        for k in range(20)
    ]
    painter = Painter(SIZE)
    for n in [*range(1, 21), *range(19, 14, -1)]:
        screen: list[Item] = [sheet, Ink(rect=rect, strokes=tuple(strokes[:n]), colour=(18, 38, 74), width=12.0)]
        painter.paint(screen)
        if n in (2, 9, 15, 20):
            assert pixels(painter) == fresh(screen, "")


def test_of_items_laid_in_another_order_every_one_is_painted_again_the_last_too() -> None:
    places = [pygame.Rect(100 * i, 20, 80, 80) for i in range(4)]
    panels = [Panel(rect=Rect(*place), fill=(18, 38, 74), target=str(i)) for i, place in enumerate(places)]
    old = [Placed(item, box, box, None, (box,)) for item, box in zip(panels, places, strict=True)]

    def never(*_: object) -> Any:
        raise AssertionError("nothing is new")

    turned = [panels[0], panels[3], panels[2], panels[1]]
    assert sorted(map(tuple, compare(old, turned, never, never).dirty)) == sorted(map(tuple, places[1:]))
    assert compare(old, panels, never, never).dirty == []


def test_a_finger_on_a_clear_screen_waits_for_no_whole_screen() -> None:
    """The waiting screen is one clear area: only the line round it shows that it is held, and is gone afterwards."""
    whole = Rect(0, 0, W, H)
    screen = [Ground(rect=whole, top=(18, 38, 74), bottom=(12, 24, 47)), Panel(rect=whole, target="start")]
    painter = Painter((960, 540))
    painter.paint(screen)
    free = pixels(painter)
    for held in ("start", ""):
        parts = painter.paint(screen, held)
        assert 0 < sum(part.w * part.h for part in parts) < 960 * 540 / 10
        assert (pixels(painter) == free) == (not held)
