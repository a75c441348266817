"""Short lines set large break where one would draw breath, not in the middle of a word."""

from __future__ import annotations

import pytest

from kiosk.draw.text import text_width, wrap

SIZE = 68.0


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("看见脸不算数；拨原来的电话，等钱到账。", ("看见脸不算数；", "拨原来的电话，等钱到账。")),
        ("卡上是你的名字：不租、不借、不卖，错了就早停。", ("卡上是你的名字：不租、", "不借、不卖，错了就早停。")),
    ],
)
def test_even_lines_break_after_a_pause(said: str, lines: tuple[str, ...]) -> None:
    assert wrap(said, SIZE, 1252, "serif", True) == lines


def test_without_a_pause_the_halves_are_alike() -> None:
    assert wrap("他为什么不来找我", SIZE, 480, "serif", True) == ("他为什么", "不来找我")


def test_even_lines_are_no_more_than_plain_ones_and_fit() -> None:
    said = "真的96110来电要接，真的民警上门要开门，真的银行来电可以挂断后打回官方号码。记不住这么多，就记三步。"
    for room in range(300, 1800, 60):
        even = wrap(said, 34.0, room, "sans", True)
        assert len(even) == len(wrap(said, 34.0, room, "sans"))
        assert all(text_width(line, 34.0) <= room for line in even) and "".join(even) == said
