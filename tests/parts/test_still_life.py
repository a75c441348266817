"""The picture of a story: filled and never stretched, the same place without one, and smaller before words are cut."""

from __future__ import annotations

from typing import TypeVar

import pytest

from kiosk.core.geometry import Rect, Size
from kiosk.draw.block import Block, text
from kiosk.draw.items import Icon, Item, Panel, Picture, Text
from kiosk.draw.look import Look
from kiosk.parts.still_life import StoryPicture, pictured, plate_fits, story_card

LOOK, LARGE = Look(), Look(large=True)
PORTRAIT = Look(canvas=Size(1080, 1920), area=Rect(48, 200, 984, 1400))
SHOWN = StoryPicture("stills/rose.jpg", "case", "romance", "婚恋交友")

T = TypeVar("T", bound=Item)


def only(block: Block, kind: type[T]) -> T:
    (found,) = [item for item in block.items if isinstance(item, kind)]
    return found


def card(look: Look, w: float, h: float = 0.0, shown: StoryPicture = SHOWN) -> Block:
    return story_card(look, shown, lambda inside, room: text(look, "他每天问她早安。", inside), "card/a", w, h)


@pytest.mark.parametrize("file", ["stills/rose.jpg", ""])
def test_a_picture_and_what_stands_in_for_it_take_the_same_place(file: str) -> None:
    block = pictured(LOOK, file, 400, 180, "case")
    assert (block.w, block.h) == (400, 180)
    kinds = [type(item) for item in block.items]
    assert kinds == [Panel, Picture if file else Icon]
    assert block.items[0].rect == Rect(0, 0, 400, 180)


def test_a_picture_fills_its_place_and_is_never_stretched() -> None:
    picture = only(pictured(LOOK, "stills/rose.jpg", 400, 180, "case"), Picture)
    assert picture.rect == Rect(0, 0, 400, 180) and picture.fit == "cover" and picture.radius > 0


@pytest.mark.parametrize(("w", "h"), [(400.0, 180.0), (90.0, 300.0), (1200.0, 900.0)])
def test_the_icon_that_stands_in_lies_in_the_middle_and_inside(w: float, h: float) -> None:
    sign = only(pictured(LOOK, "", w, h, "romance"), Icon)
    assert sign.name == "romance" and Rect(0, 0, w, h).covers(sign.rect)
    assert sign.rect.centre == pytest.approx((w / 2, h / 2))


@pytest.mark.parametrize("look", [LOOK, PORTRAIT, LARGE], ids=["landscape", "portrait", "large"])
@pytest.mark.parametrize("w", [430.0, 520.0, 800.0])
def test_picture_and_words_share_a_card_and_do_not_touch(look: Look, w: float) -> None:
    block = card(look, w, 700.0)
    picture, panel = only(block, Picture), block.items[0]
    words = next(item for item in block.items if isinstance(item, Text) and "早安" in "".join(item.lines))
    assert panel.rect == Rect(0, 0, w, block.h) and panel.target == "card/a"
    assert panel.rect.covers(picture.rect) and panel.rect.covers(words.rect)
    assert picture.rect.meet(words.rect).empty


def test_on_a_wide_card_the_picture_lies_at_the_left_on_a_narrow_one_above() -> None:
    for w, beside in ((640.0, False), (641.0, True)):
        block = card(LOOK, w)
        picture = only(block, Picture)
        words = next(item for item in block.items if isinstance(item, Text) and "早安" in "".join(item.lines))
        assert (words.rect.x > picture.rect.right) is beside
        assert (words.rect.y > picture.rect.bottom) is not beside


def test_in_large_type_the_picture_shrinks_and_the_card_is_not_cut_in_two() -> None:
    usual, large = only(card(LOOK, 520.0), Picture).rect, only(card(LARGE, 520.0), Picture).rect
    assert large.h < usual.h and large.w == usual.w


def test_words_are_told_how_much_of_the_card_the_picture_leaves_them() -> None:
    rooms: list[float] = []

    def words(inside: float, room: float) -> Block:
        rooms.append(room)
        return Block(inside, max(40.0, room))

    assert story_card(LOOK, SHOWN, words, "card/a", 520.0, 700.0).h == pytest.approx(700.0)
    assert 0 < rooms[0] < 700


def test_the_plate_says_the_kind_only_where_the_word_fits_on_the_picture() -> None:
    long = StoryPicture("stills/rose.jpg", "case", "romance", "一种名字写得很长很长很长的骗局")
    for w, fits in ((700.0, False), (1600.0, True)):
        assert plate_fits(LOOK, long, w) is fits
        said = [item for item in card(LOOK, w, shown=long).items if isinstance(item, Text)]
        assert any("骗局" in "".join(item.lines) for item in said) is fits
        assert any(isinstance(item, Icon) and item.name == "romance" for item in card(LOOK, w, shown=long).items)


def test_an_icon_that_stands_in_is_not_there_twice() -> None:
    alone = card(LOOK, 520.0, shown=StoryPicture("", "romance", "romance", "婚恋交友"))
    assert only(alone, Icon).name == "romance"
    other = card(LOOK, 520.0, shown=StoryPicture("", "vr", "phone", "一通来电"))
    assert sorted(item.name for item in other.items if isinstance(item, Icon)) == ["phone", "vr"]
