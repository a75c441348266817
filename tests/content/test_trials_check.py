"""What the hall's own requests must hold to, so that only what they ask for tells the genuine ones apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kiosk.content.models.trials import Asker, Reply, Trial
from kiosk.content.trials_check import trials_played
from kiosk.content.wording_hash import wording_of
from kiosk.strategies import Bot, table
from tests.content.small_hall import SmallHall
from tests.real_hall import content

FILE = "content/hall/trials.yaml"
ASKERS = [asker.value for asker in Asker]


def made(number: int, genuine: bool, **other: Any) -> dict[str, Any]:
    take, decline = ("好的，照办", "不用了") if number % 2 else ("好的", "先不照办")
    return {
        "id": f"t{number}",
        "asker": ASKERS[number % 4],
        "genuine": genuine,
        "title": "请看一看",
        "words": f"请大家照着做一做，第{number}件事，谢谢大家。",
        "replies": {"take": take, "decline": decline, "ask": "先问一声"},
        "called": f"第{number}件事的那一页",
        "sign": "这一句说的是看哪里看得出来。",
    } | other


def filled(hall: SmallHall, *changed: dict[str, Any], left_out: int = 0) -> SmallHall:
    trials = [made(n, n >= 4) for n in range(8)]
    for number, change in enumerate(changed):
        trials[number] |= change
    hall.write(FILE, {"trials": trials[: 8 - left_out]})
    return hall


def said_of(hall: SmallHall, warning: bool) -> list[str]:
    return [problem.message for problem in hall.check() if problem.warning is warning and problem.path == FILE]


def test_requests_in_balance_are_passed_and_a_hall_may_have_none(hall: SmallHall) -> None:
    assert hall.load().trials == ()
    assert filled(hall).check() == () and len(hall.load().trials) == 8


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"words": "请打开 www.abc-bank.com 填一填，谢谢大家。"}, "像是真的网址"),
        ({"sign": "他让您去 http://a.cn 填。"}, "像是真的网址"),
        ({"words": "请回拨 13812345678 这个号码，谢谢大家。"}, "手机号"),
        ({"replies": {"take": "好的", "decline": "好的", "ask": "先问一声"}}, "三个按钮里有两个的字一样"),
        ({"type": "nonsense"}, "没有编号是“nonsense”"),
        ({"title": "这个标题实在太长了，一行放不下"}, "超出"),
    ],
)
def test_one_that_may_not_be_shown_stays_off_and_the_others_are_shown(
    hall: SmallHall, change: dict[str, Any], said: str
) -> None:
    (wrong,) = said_of(filled(hall, change), warning=False)
    assert said in wrong
    assert [trial.id for trial in hall.load().trials] == [f"t{n}" for n in range(1, 8)]


def test_something_genuine_is_like_no_kind_of_scam(hall: SmallHall) -> None:
    (wrong,) = said_of(filled(hall, {}, {}, {}, {}, {"type": "refund"}), warning=False)
    assert "真的请求不像哪一种骗局" in wrong


def test_a_draft_stays_off(hall: SmallHall) -> None:
    filled(hall, {"draft": True})
    assert len(hall.load().trials) == 7


def test_too_few_and_more_of_one_truth_are_told(hall: SmallHall) -> None:
    warnings = said_of(filled(hall, left_out=1), warning=True)
    assert any("真的题只有 3 道" in one and "再补 1 道" in one for one in warnings)
    assert any("真的 3 道，假的 4 道" in one for one in warnings)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": "【馆里】请看"}, "“【”只出现在假的题里"),
        ({"words": "请把手机拿出来看一看，谢谢大家。"}, "“手机”只出现在假的题里"),
        ({"blank": "姓名"}, "“要填的一格”只出现在假的题里"),
        ({"asker": "desk"}, "“系统提示”只出现在真的题里"),
    ],
)
def test_what_stands_with_one_truth_only_is_told(hall: SmallHall, change: dict[str, Any], said: str) -> None:
    assert any(said in one for one in said_of(filled(hall, change), warning=True))


def test_keys_whose_length_gives_the_answer_away_are_told(hall: SmallHall) -> None:
    longer = {"take": "好的", "decline": "不，先不照办", "ask": "先问一声"}
    shorter = {"take": "好的，照着办", "decline": "不办", "ask": "先问一声"}
    changes = [{"replies": longer}] * 4 + [{"replies": shorter}] * 4
    warnings = said_of(filled(hall, *changes), warning=True)
    assert any("“总选最长的”的人能对 100%" in one for one in warnings)


# ------------------------------------------------------------ the hall's own
def test_the_halls_own_are_as_many_of_each_truth_and_no_bot_gets_far() -> None:
    trials = content().trials
    assert [sum(t.genuine is truth for t in trials) for truth in (True, False)] == [4, 4]
    (played,) = trials_played(trials)
    assert played.warning() is None and {one.bot for one in played.played} == {*Bot}
    assert any("馆里试一试" in line for line in table([played]))


def test_every_way_of_asking_is_genuine_once_and_a_scam_once() -> None:
    assert {(t.asker, t.genuine) for t in content().trials} == {(a, g) for a in Asker for g in (True, False)}


def test_it_is_another_item_when_its_words_change_and_the_same_when_what_is_said_afterwards_does() -> None:
    trial = content().trials[0]
    hashes = {wording(trial), wording(replace(trial, sign="说法改了一改。")), wording(replace(trial, called="那一页"))}
    assert len(hashes) == 1
    changed = replace(trial, replies=replace(trial.replies, take="交出来"))
    assert len({*hashes, wording(replace(trial, words="请把它填上吧，谢谢。")), wording(changed)}) == 3


def wording(trial: Trial) -> str:
    return wording_of(trial.shown)


def test_asking_back_is_safe_whatever_it_was() -> None:
    assert {trial.kind(Reply.ASK) for trial in content().trials} == {"safe"}
