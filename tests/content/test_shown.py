"""How `kiosk check` ends: what will be on the screen, what is kept off, and what is new since the hall last opened."""

from __future__ import annotations

from pathlib import Path

from kiosk.content.cache import last_shown, load_cached
from kiosk.content.check import check
from kiosk.content.shown import table
from kiosk.zones.register import CATALOGUE
from tests.content.small_hall import CASE, SmallHall

CASES = "content/case_warnings/cases"


def opened(hall: SmallHall) -> Path:
    """The cache of a hall that has just opened."""
    cache = hall.root / "data" / "cache"
    load_cached(CATALOGUE, hall.content, hall.zones, cache, hall.conditions)
    return cache


def lines(hall: SmallHall, cache: Path | None = None) -> list[str]:
    report = check(CATALOGUE, hall.content, hall.zones, hall.conditions)
    return [*table(CATALOGUE, report, None if cache is None else last_shown(cache))]


def row(said: list[str], number: int) -> list[str]:
    """The words of the `number`-th zone's line, the name left out."""
    return said[number].split()[1:]


def test_every_zone_says_what_is_shown_of_it_and_what_is_not(hall: SmallHall) -> None:
    hall.write(f"{CASES}/second.yaml", CASE.replace("first-case", "second").replace("type: refund", "type: refnud"))
    hall.write(f"{CASES}/third.yaml", "id: [")
    said = lines(hall)
    assert len([*CATALOGUE.zone_ids]) == 9 and said[0].split() == ["展区", "上屏", "不上屏"]
    assert row(said, 1) == ["案例", "1", "案例", "2"]
    assert row(said, 8) == ["题目", "60", "—"]
    assert said[10:12] == ["  不上屏：案例 一通自称客服的电话（second）", "  不上屏：案例 third.yaml（third）"]


def test_one_item_kept_off_among_others(hall: SmallHall) -> None:
    data = hall.data("content/quiz/items/all.yaml")
    data["items"][3]["stem"] = "打13812345678问问？"
    hall.write("content/quiz/items/all.yaml", data)
    said = lines(hall)
    assert row(said, 8) == ["题目", "59", "题目", "1"]
    assert any(f"（{data['items'][3]['id']}）" in line and "不上屏" in line for line in said)


def test_a_zone_that_cannot_open_says_so(hall: SmallHall) -> None:
    hall.write("content/six_eight_rules/rules.yaml", "six: [")
    said = lines(hall)
    assert row(said, 7)[0] == "不开放" and row(said, 1)[0] == "案例"


def test_nothing_to_compare_with_before_the_first_opening(hall: SmallHall) -> None:
    assert "还没有用这份内容开过馆" in lines(hall)[-1]


def test_what_is_new_changed_and_gone_since_the_hall_last_opened(hall: SmallHall) -> None:
    hall.write(f"{CASES}/gone-case.yaml", CASE.replace("first-case", "gone-case").replace("title: ", "title: 旧"))
    cache = opened(hall)
    assert lines(hall, cache)[-1] == "和上次开馆时一样。"
    (hall.root / CASES / "gone-case.yaml").unlink()
    hall.write(f"{CASES}/new-case.yaml", CASE.replace("first-case", "new-case").replace("title: ", "title: 新"))
    hall.write(f"{CASES}/first-case.yaml", CASE.replace("真退款，原路回。", "退款原路回。"))
    new, changed, gone = lines(hall, cache)[-3:]
    assert new.startswith("比上次开馆新增：案例“新") and changed.startswith("比上次开馆改过：案例“")
    assert gone.startswith("比上次开馆没有了：案例“旧")
    opened(hall)
    assert lines(hall, cache)[-1] == "和上次开馆时一样。"


def test_a_comment_or_a_new_line_is_no_change(hall: SmallHall) -> None:
    cache = opened(hall)
    hall.write(f"{CASES}/first-case.yaml", f"# 写在旁边\n{CASE}\n")
    assert lines(hall, cache)[-1] == "和上次开馆时一样。"
