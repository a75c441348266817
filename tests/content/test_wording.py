"""No text of the hall holds what cannot be drawn or what may be alive."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pylopdf_fonts_zh_cn
import pytest
from fontTools.ttLib import TTFont

from kiosk.content.check import check
from kiosk.content.conditions import Conditions
from kiosk.content.drawable import is_drawable
from kiosk.core.identifiers import identifiers
from kiosk.zones.register import CATALOGUE
from tests.content.small_hall import CASE, SmallHall, at

CASE_FILE = "content/case_warnings/cases/first-case.yaml"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("记住\U0001f1e8\U0001f1f3", "U+1F1E8"),
        ("笑\U0001f600一个", "U+1F600"),
        ("做对了✔", "U+2714"),
        ("自造\ue000字", "自造字"),
        ("阿拉伯\u0627", "U+0627"),
    ],
)
def test_characters_without_a_drawing(hall: SmallHall, text: str, word: str) -> None:
    hall.write(CASE_FILE, CASE.replace("真退款，原路回。", text))
    at(hall.only_problem(), 28, 9, word, "字体")


def test_one_hidden_behind_an_escape(hall: SmallHall) -> None:
    hall.write(CASE_FILE, CASE.replace("真退款，原路回。", '"笑\\U0001F600"'))
    at(hall.only_problem(), 28, 9, "U+1F600")


def test_comments_may_hold_anything(hall: SmallHall) -> None:
    hall.write(CASE_FILE, CASE + "# ✔ https://www.mps.gov.cn 13812345678\n")
    assert hall.check() == ()


def test_a_caller_with_the_fonts_decides(hall: SmallHall) -> None:
    assert check(CATALOGUE, hall.content, hall.zones, Conditions(drawable=lambda char: True)).problems == ()
    hall.write(CASE_FILE, CASE.replace("place: 山东", "place: 㓥东"))
    told = check(CATALOGUE, hall.content, hall.zones, Conditions(drawable=lambda char: char != "㓥")).problems
    assert any("㓥（U+34E5）" in problem.message for problem in told)


def test_the_small_rule_holds_only_what_both_faces_have() -> None:
    folder = Path(pylopdf_fonts_zh_cn.__file__).parent
    files = sorted(folder.rglob("*.otf"))
    assert len(files) == 2
    have = set.intersection(*(set(TTFont(file).getBestCmap()) for file in files)) | {ord("\n")}
    assert [hex(code) for code in range(0x11_0000) if is_drawable(chr(code)) and code not in have] == []


def test_every_character_of_gb2312_is_drawable_by_the_small_rule() -> None:
    level_one = [bytes([height, low]) for height in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)]
    chars = [pair.decode("gb2312", "ignore") for pair in level_one]
    assert [char for char in chars if char and not is_drawable(char)] == []


@pytest.mark.parametrize(
    "text", ["打开http://bank-safe.com/login吧", "www.abc.cn", "HTTPS://x.top", "去 https://a.b.vip，填卡号"]
)
def test_addresses_that_may_be_alive(hall: SmallHall, text: str) -> None:
    assert identifiers(text)
    hall.write(CASE_FILE, CASE.replace("真退款，原路回。", f"'{text}'"))
    at(hall.only_problem(), 28, 9, "网址", "〔陌生链接〕")


@pytest.mark.parametrize(
    "text", ["〔陌生链接〕", "http://xxx", "https://bank.example/a", "http://a.invalid", "12306.cn"]
)
def test_addresses_that_lead_nowhere(text: str) -> None:
    assert identifiers(text) == []


@pytest.mark.parametrize(
    "text", ["打13812345678", "138-1234-5678", "+86 138 1234 5678", "卡号6222000011112222333", "6222 0000 1111 2222"]
)
def test_numbers_that_may_be_alive(hall: SmallHall, text: str) -> None:
    assert identifiers(text)
    hall.write(CASE_FILE, CASE.replace("真退款，原路回。", f"'{text}'"))
    at(hall.only_problem(), 28, 9, "像是真的", "写成")


@pytest.mark.parametrize("text", ["96110", "138****0000", "0533-0000-123", "12381", "2170.7亿", "2025-06-16 10:00"])
def test_numbers_that_are_fine(text: str) -> None:
    assert identifiers(text) == []


PIECES = [
    "96110", "12381", "110", "138", "1381234", "5678", "13812345678", "0533", "4180110", "12000元", "3.5万元", "多元",
    "2018—2019年", "，", "。", "“", "”", " ", "-", "打", "付", "一", "幺三八", "QQ", "微信", "加群", "号", "abc_123", ".",
    "com", "点", "：", "_", "2026-01-02", "6222021234567890128",
]  # fmt: skip


def test_nothing_is_overlooked_beside_the_numbers_that_are_fine(hall: SmallHall) -> None:
    """What a closer look would find is found in a file as well, whatever common numbers and sums stand around it."""
    random = Random(7)
    texts = {"".join(random.choices(PIECES, k=random.randint(1, 7))) for _ in range(1500)}
    alive = {f"甲{text}" for text in texts if len(text) < 36 and identifiers(f"甲{text}")}
    assert len(alive) > 100
    for number, text in enumerate(sorted(alive)):
        hall.write(f"content/case_warnings/cases/c{number}.yaml", CASE.replace("真退款，原路回。", f"'{text}'"))
    found = {Path(problem.path).stem for problem in hall.check() if "像是真的" in problem.message}
    assert [text for number, text in enumerate(sorted(alive)) if f"c{number}" not in found] == []


def test_the_halls_own_address_may_stand_in_the_hall_file(hall: SmallHall) -> None:
    data = hall.data("zones.yaml")
    data["hall"]["take_home"] = {"text": "https://www.boshan.gov.cn"}
    hall.write("zones.yaml", data)
    assert hall.check() == ()
