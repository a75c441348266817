"""The fixed words of the screens are read by the hall's own voice, and only those that are still on a screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.content.readings import FIXED, VOICES, FixedWords, read_fixed, write_fixed
from kiosk.tour import words_read
from tests.real_hall import PLACES, content

LISTED = read_fixed(PLACES.content / VOICES)


@pytest.fixture(scope="module")
def said() -> set[str]:
    return set(words_read(content(), PLACES))


def test_what_no_screen_says_any_more_is_not_kept(said: set[str]) -> None:
    """`kiosk voice`, which needs no extra for that, drops them."""
    assert [words for words in (*LISTED.read, *LISTED.left) if words not in said] == []


def test_most_of_what_stands_on_a_tour_has_a_recording(said: set[str]) -> None:
    assert len(said) > 500 and len(said & set(LISTED.read)) > 0.8 * len(said)
    assert {"按钮", "主页", "返回", "帮助"} <= {*LISTED.read, *LISTED.left}


def test_nothing_is_listed_twice_and_what_changes_by_itself_is_not_listed() -> None:
    words = [*LISTED.read, *LISTED.left]
    assert len(words) == len(set(words)) and not any("还剩" in one for one in words)


def test_the_list_is_kept_as_it_was_written(tmp_path: Path) -> None:
    assert read_fixed(tmp_path) == FixedWords(), "a hall without a list has nothing read by the narrator"
    kept = FixedWords(["按钮", "“是骗局”: 对不对？", "- 一行"], ["主页"])
    write_fixed(tmp_path, kept)
    assert read_fixed(tmp_path) == kept
    assert (tmp_path / FIXED).read_text("utf-8").startswith("#")


def test_a_list_that_is_none_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / FIXED).write_text("按钮", "utf-8")
    with pytest.raises(ValueError, match=r"read_aloud\.yaml"):
        read_fixed(tmp_path)
