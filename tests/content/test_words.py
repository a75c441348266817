"""A translated hall: content and phrases in another folder."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from kiosk.content.check import check
from kiosk.content.conditions import Conditions
from kiosk.content.words import read_words
from kiosk.draw.items import Text
from kiosk.session.preview_state import open_zone
from kiosk.wiring import Places, make_machine
from kiosk.zones.register import CATALOGUE
from tests.real_hall import PLACES, content


def test_the_chinese_hall_needs_none(tmp_path: Path) -> None:
    assert read_words(tmp_path) == ({}, ())


def test_phrases_appear_on_the_screen(tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text("拿不准，打 96110: Not sure? Call 96110\n", "utf-8")
    m = make_machine(content(), Places(tmp_path, PLACES.hall), (1920, 1080), random.Random(1), lambda: "v")
    open_zone(m, "quiz")
    assert "Not sure? Call 96110" in "".join("".join(i.lines) for i in m.view() if isinstance(i, Text))


def test_a_lost_blank_is_reported_with_its_line(tmp_path: Path) -> None:
    shutil.copytree(PLACES.content, tmp_path / "content")
    (tmp_path / "content" / "words.yaml").write_text("返回: Back\n还剩 {n} 分钟: minutes left\n数字: 12\n", "utf-8")
    found = [
        str(p)
        for p in check(CATALOGUE, tmp_path / "content", PLACES.hall, Conditions()).problems
        if "words.yaml" in p.path
    ]
    assert any(p.startswith("content/words.yaml:2:") and "空格位" in p for p in found)
    assert any(p.startswith("content/words.yaml:3:") and "文字" in p for p in found)


def test_phrases_that_cannot_be_opened_are_told_and_done_without(tmp_path: Path) -> None:
    (tmp_path / "words.yaml").mkdir()
    phrases, problems = read_words(tmp_path)
    assert phrases == {} and "打不开" in problems[0].message
