"""What the hall's own content advises is one rule everywhere, said in one language; what was not so stays out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

CONTENT = Path(__file__).parents[2] / "content"
FOLDERS = (
    "case_warnings",
    "hall",
    "harm_data",
    "message_board",
    "scam_lessons",
    "scam_types",
    "six_eight_rules",
    "victim_memoirs",
    "vr_experience/scenarios",
)
CODES = {"id", "goto", "shows", "found", "picture"}
SPOKEN = {"phrase", "phrases", "words"}
"""What scammers and others say: they say 你."""


def texts(value: Any, way: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text of a file with the keys that lead to it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, (*way, key))
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, way)
    elif isinstance(value, str):
        yield way, value


def all_texts() -> list[tuple[str, tuple[str, ...], str]]:
    files = [file for folder in FOLDERS for file in sorted((CONTENT / folder).rglob("*.yaml"))]
    return [
        (f"{file.parent.name}/{file.stem}", way, text)
        for file in files
        for way, text in texts(yaml.safe_load(file.read_text(encoding="utf-8")))
    ]


ALL = all_texts()


def unquoted(text: str) -> str:
    """The text without what stands between quotation marks."""
    kept, depth = "", 0
    for letter in text:
        depth += (letter == "“") - (letter == "”")
        kept += letter if not depth else ""
    return kept


def said_to_visitors(file: str, way: tuple[str, ...]) -> bool:
    """Not what one person says to another, and not the rhymes, which are quoted as they are known."""
    if way[-1] in SPOKEN or file.startswith("message_board/"):
        return False
    if file.startswith("six_eight_rules/") and way[-1] == "text" and way[0] != "situations":
        return False
    if file.startswith("memoirs/") and way[-1] in ("ending", "title", "teaser"):
        return False  # the teller's own voice
    if file.startswith("advice/") and way[-1] not in ("scene", "why") and way[-2:] != ("ends", "text"):
        return False  # what somebody says, and what is said to them
    if file.startswith("scenarios/"):
        if file.endswith("/game_skin"):
            return False  # it is told to a child of eleven
        if way[0] == "nodes" and way[-2:-1] not in (("end",), ("nodes",)):
            return False  # what people in the story say
    spoken_lines = (
        ("options", "text"),
        ("exercise", "lines", "text"),
        ("exercise", "lines", "short"),
        ("items", "short"),
        ("items", "decides"),
        ("sayings", "text"),
        ("stages", "text"),
        ("script", "text"),
    )
    return not any(way[-len(line) :] == line for line in spoken_lines)


def test_visitors_are_spoken_to_politely() -> None:
    rude = [
        (file, text)
        for file, way, text in ALL
        if said_to_visitors(file, way) and "你" in unquoted(text).replace("你们", "")
    ]
    assert rude == []


def test_a_program_on_the_telephone_has_one_name() -> None:
    named = [(file, text) for file, way, text in ALL if way[-1] not in CODES and "APP" in text.upper()]
    assert [file for file, _ in named] == ["six_eight_rules/rules"], "only where a rhyme is quoted"


def test_software_of_the_scammer_s_is_kept_until_the_police_have_seen_it() -> None:
    named = [text for _, _, text in ALL if "卸" in text]
    assert len(named) >= 6
    assert [text for text in named if "别卸" not in text] == []
    assert [text for text in named if "给民警看" not in text] == []


def test_what_12381_and_96110_look_like() -> None:
    for file, _, text in ALL:
        assert not any(wrong in text for wrong in ("不带链接和号码", "不带号码", "也没有电话号码")), (file, text)
    assert any("0533加96110" in text or "区号0533也是它" in text for _, _, text in ALL)


def test_whoever_lent_a_card_leaves_the_money_on_it() -> None:
    for name in ("two_cards", "accomplice", "minhang-student-cards"):
        said = "".join(text for file, _, text in ALL if file.endswith(f"/{name}"))
        assert "掩饰、隐瞒犯罪所得罪" in said
        assert "一分别动、别取、别转" in said or "一分不动" in said


def test_nobody_is_told_to_try_whether_money_can_be_drawn() -> None:
    assert not any("先试着把本金" in text or "正常视频" in text for _, _, text in ALL)


@pytest.mark.parametrize(
    "words",
    ["NFC", "手机口", "演唱会票", "冒充军警", "购物卡", "数字人民币", "eSIM", "裸聊", "积分", "境外来电"],
)
def test_the_newer_tricks_are_named_among_the_kinds(words: str) -> None:
    assert any(file.startswith("types/") and words in text for file, _, text in ALL)


TO_A_CHILD = 'models.py: return "你" if scenario.role.startswith("你") else "您"'
"""The one line that may: a story is told to a child of eleven as children are spoken to, to everybody else politely."""


def test_the_screens_own_words_are_polite_too() -> None:
    code = Path(__file__).parents[2] / "kiosk"
    rooms = [file for room in ("zones", "hall", "session", "parts") for file in (code / room).rglob("*.py")]
    rude = [
        f"{file.name}: {line.strip()[:80]}"
        for file in rooms
        for line in file.read_text("utf-8").splitlines()
        if "你" in unquoted(line).replace("你们", "")
    ]
    assert len(rooms) > 80 and rude == [TO_A_CHILD]
