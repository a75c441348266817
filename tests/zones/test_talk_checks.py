"""What is found in a talk before a visitor sees it, and among all of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.content.check import check
from kiosk.core.vocabulary import AdviceOutcome, Counsel
from kiosk.strategies import Bot
from kiosk.zones.register import CATALOGUE
from kiosk.zones.scam_types.dialogue import Advice, AdviceEnd
from kiosk.zones.scam_types.talk_checks import advice_faults, advice_lint, talks_played
from tests.content.small_hall import SmallHall
from tests.zones.talks import talk_about

TALK = """\
id: {id}
order: {order}
title: 门口的电话
type: police
genuine: {genuine}
figure: old_woman
who: 刘奶奶
scene: 她攥着存折要出门。
opening: 公安来电话了。
turns:
{turns}
ends:
{ends}
"""
SCAM_ENDS = """\
  - {outcome: heard, says: 我听你的。, text: 她放下了存折。}
  - {outcome: thinking, says: 我再想想。, text: 您留下96110和闺女的号码。}
  - {outcome: shut, says: 你回吧。, text: 门关上了，您打了96110。}
"""
GENUINE_ENDS = """\
  - {outcome: taken_up, says: 问清了。, text: 她去了柜台。}
  - {outcome: refused, says: 不去了。, text: 这一回是真的。}
"""


def written(number: int, genuine: bool = False, place: int = 0) -> str:
    """A file of three turns; the good sentence stands at that place."""
    turns = []
    for turn in range(3):
        kinds = ["pushes" if not genuine else "turns_away", "shames"]
        kinds.insert((place + turn) % 3 if place >= 0 else 0, "step")
        reply = "" if turn == 2 else ", reply: 回一句"
        rows = [f"      - {{counsel: {kind}, text: 说句话{kind[0]}, why: 因为如此{reply}}}" for kind in kinds]
        closed = "    closed: 不想说了\n" if turn == 1 else ""
        turns.append(f"  - id: t{turn}\n{closed}    choices:\n" + "\n".join(rows))
    ends = GENUINE_ENDS if genuine else SCAM_ENDS
    return TALK.format(
        id=f"talk-{number}", order=number, genuine=str(genuine).lower(), turns="\n".join(turns), ends=ends.rstrip()
    )


@pytest.fixture
def hall(tmp_path: Path) -> SmallHall:
    return SmallHall(tmp_path)


def told(hall: SmallHall, *files: str) -> list[str]:
    for number, text in enumerate(files):
        hall.write(f"content/scam_types/advice/talk-{number}.yaml", text)
    found = check(CATALOGUE, hall.content, hall.zones, hall.conditions).problems
    return [str(problem) for problem in found if "scam_types/advice" in problem.path]


def messages(advice: Advice) -> str:
    return "\n".join(message for _, message in [*advice_faults(advice), *advice_lint(advice)])


@pytest.mark.parametrize("genuine", [False, True])
def test_a_talk_that_is_right_is_not_spoken_of(genuine: bool) -> None:
    assert messages(talk_about(genuine)) == ""


def turned(advice: Advice, number: int, **changes: object) -> Advice:
    turns = [replace(turn, **changes) if i == number else turn for i, turn in enumerate(advice.turns)]  # type: ignore[arg-type]
    return replace(advice, turns=tuple(turns))


def worded(advice: Advice, number: int, at: int, **changes: object) -> Advice:
    choices = list(advice.turns[number].choices)
    choices[at] = replace(choices[at], **changes)  # type: ignore[arg-type]
    return turned(advice, number, choices=tuple(choices))


@pytest.mark.parametrize(
    ("advice", "message"),
    [
        (replace(talk_about(), ends=talk_about().ends[:2]), "有人会走到“把门关上了”，却没有这个结局"),
        (replace(talk_about(), ends=talk_about(genuine=True).ends), "不是骗局的一篇的结局"),
        (replace(talk_about(genuine=True), ends=(talk_about().ends[0],)), "不是真的一篇的结局"),
        (replace(talk_about(), ends=(*talk_about().ends[:2], talk_about().ends[0])), "写了两次"),
        (worded(talk_about(), 0, 1, reply=""), "他没有回话：写上 reply"),
        (turned(talk_about(), 1, closed=""), "却没有这时的回话：写上 closed"),
        (worded(talk_about(), 1, 1, counsel=Counsel.TURNS_AWAY), "骗局里没有“真的”可以推开"),
    ],
)
def test_what_would_stop_a_talk_in_front_of_visitors_is_a_fault(advice: Advice, message: str) -> None:
    assert message in "\n".join(said for _, said in advice_faults(advice))


@pytest.mark.parametrize(
    ("advice", "message"),
    [
        (worded(talk_about(), 0, 1, counsel=Counsel.ASKS), "有 2 句：每一轮正好写一句"),
        (worded(talk_about(), 0, 0, counsel=Counsel.PUSHES), "有 0 句：每一轮正好写一句"),
        (turned(talk_about(), 0, closed="不想说"), "这句 closed 没有人听得到"),
        (turned(talk_about(), 2, closed="不想说"), "这句 closed 没有人听得到"),
        (worded(talk_about(), 2, 0, reply="好的"), "最后一轮由结局里的 says 来回"),
        (worded(talk_about(), 0, 0, warm="好的"), "这句 warm 没有人听得到"),
        (worded(talk_about(), 2, 0, warm="好的"), "这句 warm 没有人听得到"),
        (turned(talk_about(), 1, id="turn0"), "编号“turn0”用过了"),
        (turned(talk_about(), 1, id="Turn 1"), "有不能用的字符"),
        (worded(talk_about(), 0, 0, id="shames"), "有两个选项的编号是“shames”"),
    ],
)
def test_what_else_is_wrong_is_found(advice: Advice, message: str) -> None:
    assert advice_faults(advice) == [] and message in messages(advice)


def test_a_warmer_answer_is_heard_once_the_door_can_be_open() -> None:
    assert messages(worded(talk_about(), 1, 0, warm="好的")) == ""


def test_every_ending_has_to_be_come_to() -> None:
    kinds = (Counsel.ASKS, Counsel.PUSHES, Counsel.PUSHES)
    gentle = talk_about()
    for number in range(3):
        for at, kind in enumerate(kinds):
            gentle = worded(gentle, number, at, counsel=kind)
    said = messages(gentle)
    assert "怎么说都走不到“听进去了”：至少一轮里写一句 step" in said
    assert "怎么说都走不到“把门关上了”：最后一轮里写一句 shames" in said
    assert "怎么说都走不到“还没全信”" not in said


def test_who_has_to_think_is_left_with_the_hotline() -> None:
    ends = [
        replace(end, text="您走了出来。") if end.outcome is AdviceOutcome.THINKING else end for end in talk_about().ends
    ]
    assert "要给他留下 96110 和一位家里人" in messages(replace(talk_about(), ends=tuple(ends)))
    unsure = AdviceEnd(AdviceOutcome.THINKING, "我再想想。", "您留下96110和闺女的号码。")
    assert messages(replace(talk_about(), ends=(unsure, talk_about().ends[0], talk_about().ends[2]))) == ""


def test_files_of_both_sorts_at_changing_places_pass_the_check(hall: SmallHall) -> None:
    files = [written(n, genuine=n >= 4, place=n) for n in range(6)]
    assert [said for said in told(hall, *files) if "提醒" not in said] == []
    assert not [said for said in told(hall, *files) if "第 1 句" in said or "真的至少" in said]


def test_one_truth_too_often_and_one_place_too_often_is_told(hall: SmallHall) -> None:
    said = "\n".join(told(hall, *(written(n, place=-1) for n in range(4))))
    assert "4 篇里真的有 0 篇，骗局有 4 篇：真的至少 2 篇" in said
    assert "100% 都是第 1 句：最多 50%" in said
    assert "“劝一劝”里，什么也不懂、只会“总选第一个”的人能对 100%" in said


def test_a_few_talks_are_not_counted(hall: SmallHall) -> None:
    assert told(hall, *(written(n, place=-1) for n in range(2))) == []


def test_the_words_are_told_by_their_length_to_a_person_of_one_file(hall: SmallHall) -> None:
    broken = written(0).replace("说句话s", "说句话" + "长" * 20, 1)
    assert any("最多 20 个" in said for said in told(hall, broken))
    broken = written(0).replace("counsel: step", "counsel: nods", 1)
    assert any("“counsel”不能写“nods”" in said for said in told(hall, broken))


def test_bots_are_played_on_the_words_as_they_stand() -> None:
    (of,) = talks_played([talk_about(name=f"n{n}") for n in range(4)])
    scores = {played.bot: played.score for played in of.played}
    assert scores[Bot.FIRST] == 1.0 and scores[Bot.LAST] == 0.0
