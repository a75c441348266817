"""What check passes is what the hall shows: what is wrong stays off the screen item by item, all else stands."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.content.check import Report, check
from kiosk.content.conditions import Conditions
from kiosk.content.loaded import Loaded
from kiosk.zones.register import CATALOGUE
from tests.content.small_hall import CASE, SCENARIO, SmallHall, at
from tests.content.test_fuzz import PIECES

CASES = "content/case_warnings/cases"
ITEMS = "content/quiz/items/all.yaml"


def case(name: str, *changes: tuple[str, str]) -> str:
    """A good case of that id, changed."""
    text = CASE.replace("first-case", name)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def case_ids(loaded: Loaded) -> list[str]:
    return [one.id for one in loaded.zones["case_warnings"].cases]


# ------------------------------------------------------------ one definition
@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("王女士信了。", "王女士打了13812345678。", "像是真的手机号"),
        ("type: refund", "type: refnud", "是不是想写 refund"),
        ("rules: [six-1]", "rules: [six-9]", "six-"),
        ("'2025-06-16'", "'2025-13-16'", "没有“2025-13-16”这一天"),
        ("'2025-06-16'", "'2031-06-16'", "还没有到"),
        ("yuan: 3000", "yuan: 9000", "不能变少"),
        ("lesson: 真退款", "lesson: 😂真退款", "字体没有"),
        ("rules: [six-1]", "picture: case_warnings/none.jpg", "没有找到"),
    ],
    ids=["live number", "reference", "rule", "no such day", "future", "sums", "cannot be drawn", "no picture"],
)
def test_whatever_the_check_calls_wrong_is_not_on_the_screen(hall: SmallHall, old: str, new: str, words: str) -> None:
    hall.write(f"{CASES}/second.yaml", case("second", (old, new)))
    problem = hall.only_problem()
    assert words in problem.message and not problem.warning
    loaded = hall.load()
    assert case_ids(loaded) == ["first-case"] and loaded.problems == (problem,)


def test_what_is_only_to_be_thought_over_keeps_nothing_off(hall: SmallHall) -> None:
    hall.write(f"{CASES}/second.yaml", case("second") + "review_by: '2026-11-20'\n")
    assert hall.only_problem().warning
    assert case_ids(hall.load()) == ["first-case", "second"]


def test_one_bad_question_stays_off_and_the_rest_of_its_file_stands(hall: SmallHall) -> None:
    data = hall.data(ITEMS)
    data["items"][3]["stem"] = "打13812345678问一问，是真是假？"
    data["items"][5]["form"] = "quiz"
    del data["items"][7]["explanation"]
    hall.write(ITEMS, data)
    problems = hall.check()
    assert len(problems) == 3 and not any(problem.warning for problem in problems)
    shown = [item.id for item in hall.load().zones["quiz"].items]
    assert len(shown) == 57 and not {data["items"][n]["id"] for n in (3, 5, 7)} & {*shown}


def test_places_are_those_of_the_file_although_items_before_are_kept_off(hall: SmallHall) -> None:
    data = hall.data(ITEMS)
    data["items"][0]["form"] = "quiz"
    data["items"][2]["answer"] = "对"
    hall.write(ITEMS, data)
    text = (hall.root / ITEMS).read_text("utf-8").splitlines()
    first, second = hall.check()
    assert "form: quiz" in text[first.line - 1] and text[second.line - 1].strip() == "answer: 对"


def test_a_list_that_has_become_too_short_takes_its_file_with_it(hall: SmallHall) -> None:
    hall.write("content/message_board/phrases.yaml", {
        "invitation": "留句话吧", "groups": [{"heading": "家人", "phrases": ["多问一句", "先停😂一停"]}],
    })  # fmt: skip
    told = [problem.message for problem in hall.check()]
    assert any("字体没有" in message for message in told) and any(
        "只剩 1 条，至少要 2 条" in message for message in told
    )
    assert "message_board" not in hall.load().zones


def test_a_film_that_is_not_there_stays_off_and_the_others_stand(hall: SmallHall) -> None:
    hall.write("content/case_warnings/a.mp4", b"\0" * 100)
    films = [{"title": "有", "file": "case_warnings/a.mp4"}, {"title": "没有", "file": "case_warnings/zzzz.mp4"}]
    hall.write("content/case_warnings/films.yaml", {"films": films})
    at(hall.only_problem(), 5, 9, "没有找到")
    assert [film.title for film in hall.load().zones["case_warnings"].films] == ["有"]


def test_what_a_decoder_cannot_open_stays_off(hall: SmallHall) -> None:
    hall.write("content/case_warnings/a.mp4", b"\0" * 100)
    hall.write("content/case_warnings/films.yaml", {"films": [{"title": "片", "file": "case_warnings/a.mp4"}]})
    asked: list[tuple[str, str]] = []

    def openable(path: Path, kind: str, film: Path | None) -> str:
        asked.append((path.name, kind))
        return "视频没有复制完整：重新复制一份"

    hall.conditions = Conditions("2026-11-21", openable=openable)
    at(hall.only_problem(), 3, 9, "没有复制完整")
    assert hall.load().zones["case_warnings"].films == () and ("a.mp4", "film") in asked


# ------------------------------------------------------------ copies
def test_the_file_named_after_its_id_wins_over_a_copy(hall: SmallHall) -> None:
    hall.write(f"{CASES}/a 副本.yaml", CASE.replace("王女士", "副本女士"))
    problem = hall.only_problem()
    assert problem.path.endswith("a 副本.yaml") and "first-case.yaml 第 1 行" in problem.message
    assert [one.who for one in hall.load().zones["case_warnings"].cases] == ["王女士"]


def test_a_copy_does_not_stand_in_for_a_file_that_is_wrong(hall: SmallHall) -> None:
    hall.write(f"{CASES}/second.yaml", case("second"))
    hall.write(f"{CASES}/first-case.yaml", case("first-case", ("who: 王女士", "who: 😂")))
    hall.write(f"{CASES}/a 副本.yaml", case("first-case"))
    assert case_ids(hall.load()) == ["second"]


# ------------------------------------------------------------ the hall's own two files
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("idle_seconds: 60", "idle_seconds: 5"),
        ("idle_seconds: 60", "idle_seconds: 六十"),
        ("visit_minutes: 40", "visit_minutes: 400"),
        ("group_max: 15", "group_max: 16"),
        ("width_mm: 941", "width_mm: 94"),
        ("hall_id: boshan", "hall_id: ''"),
        ("min_minutes: 3", "min_minutes: 0"),
        ("name: 知识考核区", "name: 知识考核区知识考核区知识考核区知识考核区"),
    ],
)  # fmt: skip
def test_one_wrong_value_in_zones_yaml_gives_way_alone(hall: SmallHall, old: str, new: str) -> None:
    text = (Path(__file__).parents[2] / "zones.yaml").read_text("utf-8")
    good = text.replace("博山区反诈科普体验馆", "另一个馆")
    hall.write("zones.yaml", good)
    before = hall.load().hall
    assert old in good
    hall.write("zones.yaml", good.replace(old, new))
    loaded = hall.load()
    assert len(loaded.problems) == good.count(old), [str(problem) for problem in loaded.problems]
    assert loaded.hall is not None and before is not None
    assert loaded.hall.hall.name == "另一个馆"
    assert [zone.id for zone in loaded.hall.zones] == [zone.id for zone in before.zones]
    assert loaded.hall.hall.take_home == before.hall.take_home


def test_a_zone_left_out_of_zones_yaml_comes_last_and_one_nobody_knows_goes(hall: SmallHall) -> None:
    data = hall.data("zones.yaml")
    data["zones"] = [
        data["zones"][8],
        *data["zones"][1:8],
        {"id": "vr", "name": "某展区", "minutes": 4, "min_minutes": 2},
    ]
    hall.write("zones.yaml", data)
    loaded = hall.load()
    assert loaded.hall is not None
    ids = [*CATALOGUE.zone_ids]
    assert [zone.id for zone in loaded.hall.zones] == [ids[8], *ids[1:8], ids[0]]
    assert len(loaded.problems) == 2


def test_a_zone_written_twice_stands_once_where_it_stood_first(hall: SmallHall) -> None:
    data = hall.data("zones.yaml")
    data["zones"].insert(3, {**data["zones"][0], "name": "又一次", "minutes": 1, "min_minutes": 1})
    hall.write("zones.yaml", data)
    loaded = hall.load()
    assert loaded.hall is not None
    assert [(zone.id, zone.name) for zone in loaded.hall.zones] == [(zone, "某展区") for zone in CATALOGUE.zone_ids]


def test_more_minutes_than_there_are_is_advice(hall: SmallHall) -> None:
    data = hall.data("zones.yaml")
    data["hall"]["visit_minutes"] = 20
    hall.write("zones.yaml", data)
    assert hall.only_problem().warning
    loaded = hall.load()
    assert loaded.hall is not None and loaded.hall.hall.visit_minutes == 20


def test_hall_yaml_gives_way_value_by_value(hall: SmallHall) -> None:
    data = hall.data("content/hall/hall.yaml")
    data["privacy"][1] = ""
    data["figures"].append({"figure": "36亿次", "text": "打13812345678", "source": data["figures"][0]["source"]})
    hall.write("content/hall/hall.yaml", data)
    loaded = hall.load()
    assert loaded.words is not None and len(loaded.problems) == 2
    assert loaded.words.what == "开场" and len(loaded.words.figures) == 1 and len(loaded.words.privacy) == 3


@pytest.mark.parametrize("text", ["", "hall: [", "只是一段话", "- a\n- b\n", "hall:\nzones:\n", "\0"])
def test_the_doors_open_whatever_stands_in_zones_yaml(hall: SmallHall, text: str) -> None:
    hall.write("zones.yaml", text)
    loaded = hall.load()
    assert loaded.problems and loaded.hall is not None
    assert [zone.id for zone in loaded.hall.zones] == [*CATALOGUE.zone_ids]


# ------------------------------------------------------------ drafts
def test_a_draft_stays_off_the_screen_and_what_is_still_to_do_is_advice(hall: SmallHall) -> None:
    hall.write(f"{CASES}/second.yaml", "draft: true\n" + case("second", ("type: refund", "type: refnud")))
    problems = hall.check()
    assert [problem.warning for problem in problems] == [True, True]
    at(problems[0], 1, 1, "草稿", "不上屏", "删掉这一行")
    assert case_ids(hall.load()) == ["first-case"]


def test_a_draft_among_the_items_of_a_file(hall: SmallHall) -> None:
    data = hall.data(ITEMS)
    data["items"][3]["draft"], data["items"][4]["draft"] = True, False
    hall.write(ITEMS, data)
    assert hall.only_problem().warning
    assert [item.id for item in hall.load().zones["quiz"].items] == [
        i["id"] for i in data["items"] if i.get("draft") is not True
    ]


def test_a_draft_that_is_neither_is_told(hall: SmallHall) -> None:
    hall.write(f"{CASES}/second.yaml", case("second") + "draft: 是\n")
    problem = hall.only_problem()
    at(problem, 33, 8, "只能写 true")
    assert case_ids(hall.load()) == ["first-case"]


# ------------------------------------------------------------ for any content at all
def reshown(hall: SmallHall, report: Report, folder: Path) -> SmallHall:
    """A hall whose files hold just what would be shown; those of which nothing is shown stay as they are."""
    fresh = SmallHall(folder)
    for path in sorted(fresh.root.rglob("*.yaml")):
        path.unlink()
    for document in report.documents:
        inside = document.path.relative_to(hall.root).as_posix()
        if document.value is None:
            fresh.write(inside, document.path.read_bytes())
        else:
            fresh.write(inside, yaml.safe_dump(document.data, allow_unicode=True, sort_keys=False, width=10_000))
    return fresh


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_nothing_is_wrong_with_what_is_shown(
    hall: SmallHall, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    files = sorted(path for path in hall.root.rglob("*.yaml"))
    before = {file: file.read_bytes() for file in files}
    try:
        for _ in range(data.draw(st.integers(1, 3))):
            file = data.draw(st.sampled_from(files))
            text = file.read_text("utf-8", "replace")
            place, cut = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 40))
            file.write_text(
                text[:place] + data.draw(st.sampled_from(["", *PIECES])) + text[place + cut :], "utf-8", "replace"
            )
        report = check(CATALOGUE, hall.content, hall.zones, hall.conditions)
        loaded = hall.load()
        assert loaded == report.loaded, "the hall opens with what the check has seen"
        again = reshown(hall, report, tmp_path_factory.mktemp("reshown"))
        off = {document.tree.path for document in report.documents if document.value is None}
        gone = {
            problem.path for problem in report.problems if "没有找到这个文件" in problem.message or "*" in problem.path
        }
        wrong = [problem for problem in again.check() if not problem.warning and problem.path not in off | gone]
        assert wrong == [], [str(problem) for problem in wrong]
    finally:
        for file, content in before.items():
            file.write_bytes(content)


def test_a_scenario_may_be_wrong_in_two_ways_and_both_are_told(hall: SmallHall) -> None:
    text = (
        SCENARIO.replace("id: story", "id: other")
        .replace("您好，我是客服。", "打13812345678")
        .replace("seconds: 30", "seconds: 5")
    )
    hall.write("content/vr_experience/scenarios/other.yaml", text)
    assert len(hall.check()) == 2
    assert [one.id for one in hall.load().zones["vr_experience"].scenarios] == ["story"]


# ------------------------------------------------------------ slips of the keyboard
@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("stem: 这条消息是真是假？", "stem: 这条消息是真是假？\n  stem: 又一遍", "写了两遍"),
        ("stem: 这条消息是真是假？", "stem: 第 #3 条消息", "会被当成注释"),
        ("stem: 这条消息是真是假？", "stem: '   '", "只有空格"),
        ("stem: 这条消息是真是假？", "stem: 这条\u200b消息", "看不见的字符"),
    ],
)
def test_a_slip_in_one_item_of_a_file_keeps_that_item_off(hall: SmallHall, old: str, new: str, words: str) -> None:
    head, mark, rest = hall.root.joinpath(ITEMS).read_text("utf-8").partition("- id: refund-5\n")
    assert old in rest
    hall.write(ITEMS, head + mark + rest.replace(old, new, 1))
    problem = hall.only_problem()
    assert words in problem.message and problem.line > head.count("\n"), str(problem)
    shown = [item.id for item in hall.load().zones["quiz"].items]
    assert len(shown) == 59 and "refund-5" not in shown


def test_a_key_written_twice_in_zones_yaml_gives_way_alone(hall: SmallHall) -> None:
    text = hall.root.joinpath("zones.yaml").read_text("utf-8")
    hall.write("zones.yaml", text.replace("  name: 小馆\n", "  name: 小馆\n  visit_minutes: 45\n  visit_minutes: 50\n"))
    problem = hall.only_problem()
    assert "写了两遍" in problem.message
    loaded = hall.load().hall
    assert loaded is not None and loaded.hall.name == "小馆" and loaded.hall.visit_minutes == 40
