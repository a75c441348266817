"""No line of large type ends in the middle of a word, as long as that costs no line."""

from __future__ import annotations

import re
from itertools import pairwise
from math import ceil

import pytest

from kiosk.draw.text import WORDS, text_width, wrap
from tests.real_hall import PLACES

LISTED = WORDS.read_text("utf-8").split()


@pytest.mark.parametrize(
    ("said", "room", "lines"),
    [
        ("手机里的“警察”叫小朋友躲开大人", 11, ("手机里的“警察”叫", "小朋友躲开大人")),
        ("不配合就报警，去没有大人的房间。", 9, ("不配合就报警，去", "没有大人的房间。")),
        ("见短信里的〔陌生链接〕，逾期取消", 8, ("见短信里的〔陌生", "链接〕，逾期取消")),  # else it took a third line
        ("又叫你别告诉家长的，是骗子。", 8, ("又叫你别告诉", "家长的，是骗子。")),
    ],
)
def test_words_and_particles_stay_together(said: str, room: int, lines: tuple[str, ...]) -> None:
    assert wrap(said, 10.0, room * 10.0, "serif") == lines


def test_a_list_of_words_costs_no_line_and_no_room() -> None:
    """Whatever does not fit otherwise is broken as before: a page is never longer for it."""
    text = (PLACES.content / "vr_experience" / "scenarios" / "police_video.yaml").read_text("utf-8")
    sentences = [sentence for sentence in re.findall("[\u4e00-\u9fff]{12,60}", text)]
    assert len(sentences) > 20
    for said in sentences:
        for room in (70.0, 110.0, 160.0, 230.0):
            lines = wrap(said, 10.0, room)
            assert len(lines) == ceil(len(said) / (room // 10)), (said, lines)
            assert all(text_width(line, 10.0) <= room for line in lines) and "".join(lines) == said


def test_most_lines_of_the_hall_end_between_two_words() -> None:
    words = {word for word in LISTED if len(word) > 1}
    torn = whole = 0
    for file in sorted((PLACES.content / "case_warnings").rglob("*.yaml")):
        for said in re.findall(r"[\u4e00-\u9fff，。“”]{14,}", file.read_text("utf-8")):
            for above, below in pairwise(wrap(said, 34.0, 420.0)):
                ends = any(above[-i:] + below[:j] in words for i in (1, 2, 3) for j in (1, 2, 3))
                torn, whole = torn + ends, whole + (not ends)
    assert whole > 300 and torn < 0.15 * whole


def test_the_list_holds_words_of_two_to_four_characters_once_and_in_order() -> None:
    assert sorted(set(LISTED)) == LISTED and len(LISTED) > 3000
    assert all(re.fullmatch("[\u4e00-\u9fff]{2,4}", word) for word in LISTED)
