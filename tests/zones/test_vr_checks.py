"""Scenarios of the VR zone are walked before a visitor does."""

from __future__ import annotations

import pytest

from kiosk.core.pace import reading_seconds
from kiosk.zones.vr_experience.checks import THINKING_SECONDS, genuine_share, paths, scenario_lint
from kiosk.zones.vr_experience.models import Scenario
from tests.content.small_hall import SCENARIO, SmallHall, at

STORY = "content/vr_experience/scenarios/story.yaml"
SECOND = SCENARIO.replace("id: story", "id: other")
REAL = SCENARIO.replace("genuine: false", "genuine: true").replace("kind: near, title", "kind: found_genuine, title")
SAID = "      - {text: 您好，我是客服。, shows: [hurry]}\n"


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("text: 转账, goto: bad,", "text: 转账, goto: badd,", (26, 20), ["“badd”", "是不是想写 bad"]),
        ("goto: pay}\n    choices", "goto: nowhere}\n    choices", (20, 26), ["“nowhere”"]),
        ("    end: {kind: near, title: 守住了, text: 挂断就好。}", "    yaw: 1", (28, 5), ["“good”", "断了"]),
        ("  - id: good\n", "  - id: good\n    choices: [{text: 好, goto: bad}]\n", (29, 5), ["“good”", "结局"]),
        ("  - id: good\n", "  - id: good\n    timer: {seconds: 9, goto: bad}\n", (29, 5), ["结局又写了 timer"]),
        ("- id: bad", "- id: pay", (30, 5), ["“pay”", "用了两次"]),
        ("flags:\n", "flags:\n  - {id: hurry, text: 催你的话, rule: six-1}\n", (13, 5), ["信号编号“hurry”用了两次"]),
        ("{text: 您好，我是客服。, shows", "{who: note, shows", (19, 9), ["什么也没写"]),
        (
            "{text: 您好，我是客服。,",
            "{who: note, fields: [{label: 收款人}],",
            (19, 30),
            ["“收款人”", "value", "yuan"],
        ),
        ("goto: good, kind: safe", "goto: good, kind: helps", (22, 32), ["“helps”", "safe（稳妥）"]),
        ("goto: good, kind: safe", "goto: good, kind: turns_away", (22, 32), ["turns_away", "genuine: true"]),
        ("kind: near, title", "kind: found_genuine, title", (29, 11), ["“found_genuine”", "safe（平安）"]),
        ("kind: loss, title", "kind: missed_genuine, title", (31, 11), ["“missed_genuine”", "loss（钱被骗走）"]),
    ],
)
def test_a_story_that_cannot_be_played_is_left_out_and_told(
    hall: SmallHall, old: str, new: str, place: tuple[int, int], words: list[str]
) -> None:
    assert old in SECOND
    hall.write("content/vr_experience/scenarios/other.yaml", SECOND.replace(old, new))
    loaded = hall.load()
    assert [scenario.id for scenario in loaded.zones["vr_experience"].scenarios] == ["story"]
    at(next(problem for problem in loaded.problems if words[-1] in problem.message), *place, *words)


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        (
            "  - id: bad\n",
            "  - id: lonely\n    choices: [{text: 去, goto: good}]\n  - id: bad\n",
            (30, 5),
            ["走到“lonely”"],
        ),
        ("kind: near, title", "kind: loss, title", (15, 1), ["没有一个平安的结局", "safe（平安）", "near（及时止损）"]),
        ("      - {text: 不转, goto: good}\n", "", (24, 5), ["“pay”", "救不回来"]),
        ("goto: good, kind: safe", "goto: good", (17, 5), ["“ring”", "kind: safe"]),
        ("shows: [hurry]", "shows: [hury, hurry]", (19, 34), ["“hury”", "是不是想写 hurry"]),
        ("text: 挂断,", "text: 挂断, found: [x],", (22, 28), ["“x”", "hurry"]),
        (", shows: [hurry]", "", (12, 5), ["“hurry”", "从来没有露出来"]),
        ("yuan: 500}", "yuan: 800}", (9, 1), ["800 元", "500 元"]),
        (
            SAID,
            SAID + "      - {who: note, seen: [余额], permissions: [sms]}\n",
            (20, 33),
            ["只能写一样", "permissions", "seen"],
        ),
        (SAID, SAID + "      - {who: me, speaker: 王姨, text: 喂？}\n", (20, 19), ["名字不会显示"]),
        ("  - id: good\n", "  - id: good\n    says: [{text: 谁在说？}]\n", (29, 12), ["看不出", "who: beside"]),
        ("{text: 转账,", "{id: pay it, text: 转账,", (26, 10), ["“pay it”", "不能用的字符"]),
        ("{text: 不转,", "{id: a, text: 不转,", (27, 10), ["“pay”", "“a”", "没用过的编号"]),
    ],
)
def test_a_fault_in_a_playable_story_is_told_at_its_key(
    hall: SmallHall, old: str, new: str, place: tuple[int, int], words: list[str]
) -> None:
    assert old in SCENARIO
    hall.write(STORY, SCENARIO.replace(old, new))
    at(hall.only_problem(), *place, *words)


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("kind: found_genuine", "kind: safe", (29, 11), ["“safe”", "found_genuine（认出了真的）"]),
        ("kind: found_genuine", "kind: near", (29, 11), ["“near”", "missed_genuine（把真的当成了假的）"]),
    ],
)
def test_something_genuine_does_not_end_as_a_scam_does(
    hall: SmallHall, old: str, new: str, place: tuple[int, int], words: list[str]
) -> None:
    hall.write("content/vr_experience/scenarios/other.yaml", REAL.replace("id: story", "id: other").replace(old, new))
    assert [scenario.id for scenario in hall.load().zones["vr_experience"].scenarios] == ["story"]
    at(next(problem for problem in hall.check() if words[0] in problem.message), *place, *words)


def test_something_genuine_may_be_turned_away_and_recognised(hall: SmallHall) -> None:
    hall.write(STORY, REAL.replace("text: 转账, goto: bad,", "text: 走开, goto: bad, kind: turns_away,"))
    assert hall.check() == ()
    hall.write(STORY, REAL.replace("kind: found_genuine", "kind: missed_genuine"))
    at(hall.only_problem(), 15, 1, "没有一个平安的结局", "found_genuine（认出了真的）")


@pytest.mark.parametrize(("spare", "fine"), [(0, True), (-1, False)])
def test_a_timer_has_to_leave_the_slowest_reader_enough(hall: SmallHall, spare: int, fine: bool) -> None:
    least = int(reading_seconds(len("一二三四五六七八九")) + THINKING_SECONDS)
    assert least == reading_seconds(9) + THINKING_SECONDS == 8, "nine characters take three seconds to the slowest"
    text = SCENARIO.replace("您好，我是客服。", "一二三四五六七八九").replace(
        "seconds: 30", f"seconds: {least + spare}"
    )
    hall.write(STORY, text)
    if fine:
        assert hall.check() == ()
    else:
        at(hall.only_problem(), 20, 13, "7 秒太短", "9 个字", "要 8 秒")


def test_a_part_of_a_second_is_a_second_to_a_timer(hall: SmallHall) -> None:
    text = SCENARIO.replace("您好，我是客服。", "一二三四五六七八九十")
    hall.write(STORY, text.replace("seconds: 30", "seconds: 8"))
    at(hall.only_problem(), 20, 13, "8 秒太短", "要 9 秒")
    hall.write(STORY, text.replace("seconds: 30", "seconds: 9"))
    assert hall.check() == ()


def _scenario(hall: SmallHall) -> Scenario:
    scenario = hall.load().zones["vr_experience"].scenarios[0]
    assert isinstance(scenario, Scenario)
    return scenario


def test_choices_without_an_id_are_named_by_their_place(hall: SmallHall) -> None:
    hall.write(STORY, SCENARIO.replace("{text: 不转,", "{id: keep, text: 不转,"))
    ids = {node.id: [choice.id for choice in node.choices] for node in _scenario(hall).nodes}
    assert ids == {"ring": ["a", "b"], "pay": ["a", "keep"], "good": [], "bad": []}


def test_all_ways_through_a_story(hall: SmallHall) -> None:
    assert sorted(paths(_scenario(hall))) == [
        (("ring", "good"), 0),
        (("ring", "pay", "bad"), 500),
        (("ring", "pay", "good"), 0),
    ]
    assert len(list(paths(_scenario(hall), cap=2))) == 2


def test_a_story_that_goes_in_circles_ends_all_the_same(hall: SmallHall) -> None:
    circle = "      - {text: 再听, goto: ring}\n      - {text: 转账"
    hall.write(STORY, SCENARIO.replace("      - {text: 转账", circle))
    assert hall.check() == ()
    assert len(list(paths(_scenario(hall)))) == 3


def test_a_tangle_of_nodes_does_not_take_for_ever(hall: SmallHall) -> None:
    nodes = "".join(
        f"  - id: n{n}\n    choices:\n"
        + "".join(f"      - {{text: 走, goto: n{(n * k + k) % 300}}}\n" for k in (1, 3, 7))
        + "      - {text: 停, goto: good}\n"
        for n in range(300)
    )
    hall.write(STORY, SCENARIO.replace("  - id: good\n", nodes + "  - id: good\n").replace("goto: pay", "goto: n0"))
    assert any("走到" in problem.message for problem in hall.check())


def test_the_share_of_genuine_scenarios(hall: SmallHall) -> None:
    for number in range(4):
        hall.write(f"content/vr_experience/scenarios/s{number}.yaml", SCENARIO.replace("id: story", f"id: s{number}"))
    at(next(problem for problem in hall.check() if "是真的" in problem.message), 5, 1, "5 个情景里有 0 个是真的")
    assert genuine_share([_scenario(hall)]) == (0, 1)


@pytest.mark.parametrize(
    ("genuine", "total", "told"),
    [(0, 3, False), (0, 4, True), (3, 5, False), (4, 5, True), (3, 20, False), (3, 21, True), (4, 6, True)],
)
def test_from_four_scenarios_on_fifteen_to_sixty_in_a_hundred_are_genuine(
    hall: SmallHall, genuine: int, total: int, told: bool
) -> None:
    for number in range(1, total):
        text = REAL if number <= genuine else SCENARIO
        hall.write(f"content/vr_experience/scenarios/s{number}.yaml", text.replace("id: story", f"id: s{number}"))
    shares = [problem for problem in hall.check() if "个是真的" in problem.message]
    assert len(shares) == told
    for problem in shares:
        at(problem, 5, 1, f"{total} 个情景里有 {genuine} 个是真的")


def test_the_small_story_is_clean(hall: SmallHall) -> None:
    assert scenario_lint(_scenario(hall)) == []


LATER = """\
  - id: pay
    device: call
    says:
      - {text: 请您现在马上就说。, shows: [later]}
      - {text: 快一点。}
    timer: {seconds: 5, goto: bad}
    choices:
"""


def test_faults_of_a_later_node_are_told_where_an_earlier_one_has_none(hall: SmallHall) -> None:
    """The first node has no timer, needs no way out and shows what it may: each fault is the second node's own."""
    first = SCENARIO.replace("    device: call\n", "").replace("    timer: {seconds: 30, goto: pay}\n", "")
    first = first.replace("{text: 您好", "{speaker: 客服, text: 您好")
    hall.write(STORY, first.replace("  - id: pay\n    choices:\n", LATER))
    said = [problem.message for problem in hall.check()]
    assert [any(word in message for message in said) for word in ("秒太短", "没有安全的出路", "叫“later”的信号")] == [
        True
    ] * 3
    assert len(said) == 3


@pytest.mark.parametrize("page", ["seen: [余额]", "permissions: [sms]"])
def test_a_sentence_may_be_one_sort_of_page(hall: SmallHall, page: str) -> None:
    hall.write(STORY, SCENARIO.replace(SAID, SAID + f"      - {{who: note, {page}}}\n"))
    assert hall.check() == ()
