"""A draw list as it is read: what belongs together in one go, from top to bottom, column by column."""

from __future__ import annotations

import pytest

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, label, place, stack, text
from kiosk.draw.items import Icon, Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.reading_order import joined, reading
from kiosk.draw.widgets import button, chip, icon_button, numbered

LOOK = Look()


def read(*blocks: Block, at: tuple[float, float] = (100, 200)) -> list[str]:
    items = place(stack(blocks), *at)
    return [passage.words for passage in reading(LOOK, [], items, [])]


def test_lines_that_were_broken_to_fit_are_one_sentence_again() -> None:
    long = "对方说自己是公安局的，让您把钱转到安全账户，这是骗局。"
    assert read(text(LOOK, long, 300)) == [long]
    assert joined(("打开 Wi-Fi", "settings", "再看")) == "打开 Wi-Fi settings再看"


def test_a_button_is_named_as_one_with_all_that_stands_on_it_and_its_state() -> None:
    assert read(button(LOOK, "继续", "next", icon_name="right")) == ["按钮：继续"]
    assert read(chip(LOOK, "刷单", "a", True), chip(LOOK, "网贷", "b", False)) == [
        "按钮：刷单，已选",
        "按钮：网贷，没选",
    ]
    assert read(icon_button(LOOK, "speaker", "", "volume", 90, 90, None, "声音大小")) == ["按钮：声音大小"]


def test_words_on_one_line_are_one_sentence_and_a_number_goes_with_its_point() -> None:
    assert read(numbered(LOOK, 3, "不点陌生链接", 600)) == ["3，不点陌生链接"]
    far = beside([label(LOOK, "左"), Block(300, 10), label(LOOK, "右")], 0)
    assert read(far) == ["左", "右"]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = stack([text(LOOK, "标题", 400), text(LOOK, "一段很长的话，\n分成两行", 400), text(LOOK, "后记", 400)], 40)
    right = stack([text(LOOK, f"第{n}点", 400) for n in "一二三四"], 12)
    assert read(beside([left, right], 80, "top")) == [
        "标题", "一段很长的话，分成两行", "后记", "第一点", "第二点", "第三点", "第四点",
    ]  # fmt: skip


def test_keys_of_a_grid_are_read_line_by_line() -> None:
    rows = [beside([button(LOOK, f"{row}{column}", f"{row}{column}", w=300) for column in "12"], 24) for row in "AB"]
    assert read(*rows) == ["按钮：A1", "按钮：A2", "按钮：B1", "按钮：B2"]


def test_what_stands_on_one_card_stays_together() -> None:
    cards = [
        boxed(stack([label(LOOK, f"{n}的头"), label(LOOK, f"{n}的尾")], 60), LOOK.theme.card, w=500) for n in "甲乙"
    ]
    assert read(beside(cards, 24)) == ["甲的头", "甲的尾", "乙的头", "乙的尾"]


def test_decoration_is_not_read() -> None:
    assert read(icon("shield", 60, (0, 0, 0)), label(LOOK, "→"), Block(9, 9, (Panel(rect=Rect(0, 0, 9, 9)),))) == []


def test_what_a_panel_hides_or_a_clip_cuts_away_is_not_read() -> None:
    hidden = [*place(label(LOOK, "下面"), 0, 0), Panel(rect=Rect(0, 0, 500, 200), fill=(0, 0, 0))]
    assert reading(LOOK, [], hidden, []) == ()
    cut = place(label(LOOK, "外面"), 0, 0, Rect(900, 900, 10, 10))
    assert reading(LOOK, [], cut, []) == ()


def test_a_sheet_is_all_that_is_read_while_it_lies_there() -> None:
    under = place(label(LOOK, "下面"), 0, 0)
    sheet: list[Item] = [Panel(rect=Rect(0, 0, 1920, 1080), alpha=200, fill=(0, 0, 0), finger="block")]
    sheet += place(label(LOOK, "上面"), 300, 300)
    assert [p.words for p in reading(LOOK, under, under, sheet)] == ["上面"]


def test_where_one_is_comes_first_and_the_rest_of_the_frame_last() -> None:
    around = [*place(label(LOOK, "案例警示区"), 96, 40), *place(button(LOOK, "主页", "frame/home"), 96, 950)]
    said = reading(LOOK, around, place(label(LOOK, "正文"), 96, 300), [])
    assert [(p.words, p.around) for p in said] == [("案例警示区", True), ("正文", False), ("按钮：主页", True)]


def test_what_a_touch_anywhere_does_is_not_the_name_of_what_lies_on_it() -> None:
    whole = Panel(rect=Rect(0, 0, 1920, 1080), target="start")
    items = [whole, *place(label(LOOK, "一句话"), 96, 100), *place(button(LOOK, "开始", "start"), 1500, 900)]
    assert [(p.words, p.target) for p in reading(LOOK, [], items, [])] == [("一句话", ""), ("按钮：开始", "start")]


def test_a_touch_anywhere_is_said_last_where_no_key_says_it() -> None:
    whole = Panel(rect=Rect(0, 0, 1920, 1080), target="start", alt="开始参观")
    items = [whole, *place(label(LOOK, "上"), 96, 100), *place(label(LOOK, "下"), 96, 900)]
    assert [p.words for p in reading(LOOK, [], items, [])] == ["上", "下", "按钮：开始参观"]


@pytest.mark.parametrize("where", [(700.0, 500.0), (100.0, 100.0)])
def test_a_key_drawn_as_a_sign_stands_where_its_words_do(where: tuple[float, float]) -> None:
    disc = Panel(rect=Rect(*where, 90, 90), target="answer", alt="接听")
    sign = Icon(rect=Rect(*where, 90, 90), name="phone", colour=(0, 0, 0))
    line = place(button(LOOK, "接起来听听", "answer"), 1000, 400)
    (said,) = reading(LOOK, [], [disc, sign, *line], [])
    assert said.words == "按钮：接听，接起来听听" and said.rect == line[0].rect
