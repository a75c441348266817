"""Scenarios of the VR zone are walked before a visitor does."""

from __future__ import annotations

import pytest

from kiosk.content.models.scenario import Scenario
from kiosk.content.scenario_lint import genuine_share, lint, paths
from tests.content.small_hall import SCENARIO, SmallHall, at

STORY = "content/vr_experience/scenarios/story.yaml"
SECOND = SCENARIO.replace("id: story", "id: other")


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("text: 转账, goto: bad,", "text: 转账, goto: badd,", (26, 20), ["“badd”", "是不是想写 bad"]),
        ("goto: pay}\n    choices", "goto: nowhere}\n    choices", (20, 26), ["“nowhere”"]),
        ("    end: {kind: safe, title: 守住了, text: 挂断就好。}", "    yaw: 1", (28, 5), ["“good”", "断了"]),
        ("  - id: good\n", "  - id: good\n    choices: [{text: 好, goto: bad}]\n", (29, 5), ["“good”", "结局"]),
        ("- id: bad", "- id: pay", (30, 5), ["“pay”", "用了两次"]),
    ],
)
def test_a_story_that_cannot_be_played_is_left_out_and_told(
    hall: SmallHall, old: str, new: str, place: tuple[int, int], words: list[str]
) -> None:
    assert old in SECOND
    hall.write("content/vr_experience/scenarios/other.yaml", SECOND.replace(old, new))
    loaded = hall.load()
    assert loaded.vr_experience is not None
    assert [scenario.id for scenario in loaded.vr_experience.scenarios] == ["story"]
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
        ("kind: safe", "kind: missed", (15, 1), ["没有一个平安的结局"]),
        ("      - {text: 不转, goto: good}\n", "", (24, 5), ["“pay”", "救不回来"]),
        ("seconds: 30", "seconds: 7", (20, 13), ["7 秒太短", "要 8 秒"]),
        ("goto: good, safe: true", "goto: good", (17, 5), ["“ring”", "safe: true"]),
        ("shows: [hurry]", "shows: [hury, hurry]", (19, 34), ["“hury”", "是不是想写 hurry"]),
        ("text: 挂断,", "text: 挂断, found: [x],", (22, 28), ["“x”", "hurry"]),
        (", shows: [hurry]", "", (12, 5), ["“hurry”", "从来没有露出来"]),
        ("yuan: 500}", "yuan: 800}", (9, 1), ["800 元", "500 元"]),
    ],
)
def test_a_fault_in_a_playable_story_is_told_at_its_key(
    hall: SmallHall, old: str, new: str, place: tuple[int, int], words: list[str]
) -> None:
    assert old in SCENARIO
    hall.write(STORY, SCENARIO.replace(old, new))
    at(hall.only_problem(), *place, *words)


def _scenario(hall: SmallHall) -> Scenario:
    loaded = hall.load()
    assert loaded.vr_experience is not None
    return loaded.vr_experience.scenarios[0]


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
    at(hall.only_problem(), 5, 1, "5 个情景里有 0 个是真的")
    assert genuine_share([_scenario(hall)]) == (0, 1)


def test_the_small_story_is_clean(hall: SmallHall) -> None:
    assert lint(_scenario(hall)) == []
