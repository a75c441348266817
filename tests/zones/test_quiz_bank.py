"""The bank measures: balanced, in pairs, of every channel, and no item stands beside one that gives it away."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import combinations
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core.live_forms import FormsOfVisit
from kiosk.core.vocabulary import Audience, QuestionForm
from kiosk.scene import Tap, Visit
from kiosk.zones.quiz.apart import ALIKE, apart, likenesses
from kiosk.zones.quiz.bank import bank_advice
from kiosk.zones.quiz.calls import call_items
from kiosk.zones.quiz.form import draw_form, led_pool
from kiosk.zones.quiz.models import Blueprint, Channel, QuizItem, QuizOption, QuizTopic
from kiosk.zones.quiz.pages import QuizItemPage, QuizStartPage
from kiosk.zones.quiz.scene import QuizScene
from tests.content.small_hall import SmallHall, at
from tests.real_hall import content, live

ITEMS = "content/quiz/items/all.yaml"


@cache
def bank() -> tuple[QuizItem, ...]:
    """Everything the quiz draws from."""
    return (*content().zones["quiz"].items, *call_items(content().shared.calls.values()))


@cache
def judged() -> tuple[QuizItem, ...]:
    return tuple(item for item in bank() if item.form is QuestionForm.JUDGE and item.genuine is not None)


def share(items: list[QuizItem]) -> float:
    return sum(item.genuine is True for item in items) / len(items)


def test_the_bank_is_large_and_half_of_what_it_lets_judge_is_genuine() -> None:
    assert len(bank()) >= 160 and len(judged()) >= 96
    assert 0.45 <= share(list(judged())) <= 0.55


@pytest.mark.parametrize("channel", Channel)
def test_every_channel_brings_scams_and_genuine_things_about_as_often(channel: Channel) -> None:
    of = [item for item in judged() if item.channel is channel]
    assert len(of) >= 20 and 0.4 <= share(of) <= 0.6


def test_every_kind_of_scam_is_judged_in_both_truths_and_so_are_the_topics_beside_them() -> None:
    kinds = {item.id for item in content().zones["scam_types"].types}
    for kind in kinds:
        assert {item.genuine for item in judged() if item.type == kind} == {True, False}, kind
    assert {item.type for item in bank()} == kinds | {topic.value for topic in QuizTopic}


def test_every_judgement_of_the_bank_can_be_measured_and_every_item_says_for_whom_it_is() -> None:
    for item in content().zones["quiz"].items:
        assert item.audiences, item.id
        if item.form is QuestionForm.JUDGE:
            assert item.channel is not None, item.id
            assert item.genuine is None or (item.short and item.why and item.decides in item.quote), item.id


@pytest.mark.parametrize("audience", Audience)
def test_each_audience_can_be_measured_with_what_is_for_it(audience: Audience) -> None:
    mine = [item for item in judged() if audience in item.audiences]
    halves = [[item for item in mine if item.genuine is truth] for truth in (True, False)]
    away, found = apart(bank()), 0
    for seed in range(400):
        six = [item for half in halves for item in Random(seed).sample(half, 3)]
        together = all(other.id not in away[one.id] for one, other in combinations(six, 2))
        found += together and {item.channel for item in six} == {*Channel}
    assert found
    assert sum(audience in item.audiences for item in bank()) >= 20


def test_two_of_a_pair_have_opposite_truths_and_are_never_side_by_side() -> None:
    pairs: dict[str, list[QuizItem]] = {}
    for item in bank():
        pairs.setdefault(item.pair, []).append(item)
    del pairs[""]
    assert len(pairs) >= 16
    for one, other in pairs.values():
        assert {one.genuine, other.genuine} == {True, False}
        assert other.id in apart(bank())[one.id] and one.id in apart(bank())[other.id]


@given(st.integers(0, 2**32), st.booleans(), st.sampled_from([(), *((audience,) for audience in Audience)]))
@settings(max_examples=60, deadline=None)
def test_no_form_holds_two_that_may_not_stand_together(seed: int, led: bool, who: Any) -> None:
    quiz, calls = content().zones["quiz"], call_items(content().shared.calls.values())
    pool, plan = (led_pool(quiz.items, quiz.blueprint), quiz.blueprint.led) if led else (quiz.items, quiz.blueprint)
    form = draw_form(pool, plan, seed, calls, who)
    assert len(form) == plan.items
    assert not [(one.id, other.id) for one, other in combinations(form, 2) if other.id in apart(bank())[one.id]]


# What makes two items stand apart, one made of nothing else at a time.

SAID = "您的包裹在路上压坏了一个角，请您下楼当面拆开看看，坏了就拒收，赔偿在订单里自己申请"


def item(name: str, genuine: bool | None = False, quote: str = "", **changes: Any) -> QuizItem:
    plain = QuizItem(
        name, "refund", QuestionForm.JUDGE, "这条消息是真是假？", "讲解。", genuine, quote or name, short=quote
    )
    return replace(plain, **{"channel": Channel.SMS, "answer": "真实" if genuine else "诈骗", **changes})


def advice(items: list[QuizItem], calls: tuple[QuizItem, ...] = ()) -> list[tuple[str, str]]:
    return list(bank_advice(items, calls))


def about(items: list[QuizItem], word: str) -> list[str]:
    """The items at which that is told."""
    return [name for name, message in advice(items) if word in message]


def test_two_of_a_pair_two_alike_and_one_that_tells_of_the_other_stand_apart_and_nothing_else_does() -> None:
    one, other = item("one", pair="twins"), item("other", True, pair="twins")
    alike = [item("first", quote=SAID), item("second", True, SAID.replace("订单里自己申请", "好友里扫我的码"))]
    asked = item("asked", quote="请把卡号和密码拍给我看看", decides="卡号和密码拍给我")
    teller = item("teller", True, "今天下雨", explanation="谁叫您把卡号和密码拍给我，就别理谁。")
    alone = item("alone", quote="明天上午九点开会")
    away = apart([one, other, *alike, asked, teller, alone])
    assert away == {
        "one": {"other"},
        "other": {"one"},
        "first": {"second"},
        "second": {"first"},
        "asked": {"teller"},
        "teller": {"asked"},
        "alone": frozenset(),
    }


def test_the_right_option_of_a_question_is_what_another_item_may_not_tell() -> None:
    options = (QuizOption("挂断以后自己拨96110问", True), QuizOption("先转一部分看看情况", False))
    asked = replace(item("asked"), form=QuestionForm.SINGLE, options=options)
    right = item("right", explanation="挂断以后，自己拨96110问。")
    wrong = item("wrong", explanation="先转一部分看看情况。")
    assert apart([asked, right, wrong])["asked"] == {"right"}


def test_a_few_words_in_common_make_no_two_items_alike() -> None:
    words = [item("one", quote=SAID[:20] + "要是不方便下楼就放在门口那个蓝色的箱子里"), item("other", quote=SAID)]
    ((_, _, much),) = likenesses(words)
    far = [
        item("one", quote="驿站里有一件是您的包裹，凭码来取就行，晚上八点关门，记得带上证件"),
        item("other", quote=SAID),
    ]
    assert much > ALIKE and all(share < ALIKE for _, _, share in likenesses(far))
    assert apart(far) == {"one": frozenset(), "other": frozenset()}


def test_a_pool_so_small_that_all_stand_apart_still_gives_a_form() -> None:
    pool = [item(f"i{n}", n % 2 == 0, SAID) for n in range(4)]
    plan = Blueprint(4, 2, 4, "说明", ("一", "二", "三"))
    assert {one.id for one in draw_form(pool, plan, 1)} == {"i0", "i1", "i2", "i3"}


def test_a_call_that_tells_of_nothing_in_the_form_is_taken_before_one_that_does() -> None:
    pool = [item(f"i{n}", n % 2 == 0, pair=f"p{n}") for n in range(4)]
    clash = [item(f"clash{n}", n % 2 == 0, pair=f"p{1 - n}") for n in range(2)]
    plan = Blueprint(4, 2, 4, "说明", ("一", "二", "三"), listening=1)
    free = [item("free0", True, type="police"), item("free1", False, type="police")]
    for seed in range(20):
        drawn = {one.id for one in draw_form(pool, plan, seed, [*clash, *free])}
        assert not drawn & {"clash0", "clash1"} and drawn & {"free0", "free1"}


# What the check says of a bank, on both sides of every line it draws.


def plain(genuine: int, scams: int, **changes: Any) -> list[QuizItem]:
    return [item(f"{'g' if n < genuine else 's'}{n}", n < genuine, **changes) for n in range(genuine + scams)]


@pytest.mark.parametrize(("genuine", "scams", "said"), [(4, 6, 0), (6, 4, 0), (3, 6, 2), (1, 2, 0), (1, 3, 2)])
def test_a_channel_and_a_kind_of_scam_mostly_of_one_truth_are_told(genuine: int, scams: int, said: int) -> None:
    found = about(plain(genuine, scams), "一种最多 60%")
    assert found == [f"s{genuine}"] * said


def test_topics_beside_the_kinds_of_scam_may_be_of_one_truth_and_calls_count_without_being_blamed() -> None:
    half = [replace(one, type=f"t{n}") for n, one in enumerate(plain(4, 4))]
    topical = [replace(one, type="genuine", channel=None) for one in plain(9, 0)]
    assert about([*half, *topical], "一种最多") == []
    calls = tuple(item(f"call{n}", channel=Channel.SMS, type=f"c{n}") for n in range(4))
    ((name, message),) = [one for one in advice(half, calls) if "一种最多" in one[1]]
    assert name == "s4" and "12 道，其中 8 道是骗局（67%）" in message and "再补 2 道真的" in message


@pytest.mark.parametrize(
    ("cue", "word"),
    [
        ("【某银行】", "【】"),
        ("点击〔链接〕", "链接"),
        ("今晚截止", "期限"),
        ("先付88元", "要钱"),
        ("请加好友", "好友"),
    ],
)
def test_what_stands_mostly_in_one_truth_is_told_from_the_sixth_time(cue: str, word: str) -> None:
    def made(genuine: int, scams: int) -> list[QuizItem]:
        return [replace(one, quote=f"{cue}第{one.id}样") for one in plain(genuine, scams, type="law", channel=None)]

    assert about(made(1, 4), word) == [] and about(made(2, 6), word) == []
    assert about(made(1, 5), word) == ["s1"] and about(made(5, 1), word) == ["g0"]


def test_which_truth_is_longer_is_told() -> None:
    def made(scam: int) -> list[QuizItem]:
        of = plain(10, 10, type="law", channel=None)
        return [replace(one, quote="长" * (10 + n % 10 + (0 if one.genuine else scam))) for n, one in enumerate(of)]

    assert about(made(1), "看长短") == []
    assert about(made(2), "看长短") == ["s19"]
    assert "quote 更长的占 68%" in next(message for _, message in advice(made(2)) if "看长短" in message)


def test_two_items_told_twice_are_to_be_written_anew_unless_they_are_a_pair() -> None:
    one, other = item("one", False, SAID), item("other", True, SAID.replace("自己申请", "扫我的码"))
    assert about([one, other], "太像") == ["other"]
    assert about([replace(one, pair="p"), replace(other, pair="p")], "太像") == []
    assert about([replace(one, pair="p"), replace(other, pair="q")], "太像") == ["other"]


def test_what_settles_an_item_may_not_stand_word_for_word_in_another() -> None:
    asked = item("asked", quote="请把卡号和密码拍给我看看", decides="卡号和密码拍给我")
    teller = item("teller", True, "今天下雨", explanation="谁叫您把卡号和密码拍给我，就别理谁。")
    assert about([asked, teller], "一字不差") == ["asked"]
    assert about([asked, replace(teller, explanation="谁叫您把卡号和密码发过去，就别理谁。")], "一字不差") == []
    assert about([replace(asked, pair="p"), replace(teller, pair="p")], "一字不差") == []


@pytest.mark.parametrize(
    ("changes", "word", "where"),
    [
        ([{}, {}], "", ""),
        ([{}, {"pair": ""}], "有 1 道", "one"),
        ([{}, {"genuine": False}], "真假一样", "other"),
        ([{}, {"quote": "今天下雨，明天还下雨，后天出太阳，大后天刮风，再往后就说不准了。"}], "差得太多", "other"),
    ],
)
def test_a_pair_is_two_items_of_opposite_truth_that_differ_in_a_detail(
    changes: list[dict[str, Any]], word: str, where: str
) -> None:
    made = [item("one", False, SAID, pair="p"), item("other", True, SAID.replace("自己申请", "扫我的码"), pair="p")]
    made = [replace(one, **change) for one, change in zip(made, changes, strict=True)]
    found = [(name, message) for name, message in advice(made) if "pair:" in message]
    assert [name for name, _ in found] == ([where] if where else []) and all(word in message for _, message in found)


def test_an_audience_for_which_no_form_can_be_measured_is_told_what_it_lacks() -> None:
    ways = [*Channel, Channel.CALL, Channel.CHAT]
    six = [item(f"i{n}", n % 2 == 0, channel=way, audiences=tuple(Audience)) for n, way in enumerate(ways)]
    assert about(six, "凑不出") == []
    assert about([replace(one, audiences=()) for one in six], "凑不出") == []
    fewer = [replace(six[0], audiences=(Audience.SCHOOL,)), *six[1:]]
    assert len(about(fewer, "还缺：1 道真的：")) == len(Audience) - 1
    assert about([one for one in six if one.channel is not Channel.FACE], "当面或纸上来的、1 道骗局：") == ["i0"] * 5


def test_what_is_wrong_with_the_bank_is_told_at_the_item(hall: SmallHall) -> None:
    data = hall.data(ITEMS)
    data["items"][0] |= {"pair": "one", "quote": f"{SAID}，一条消息"}
    data["items"][1] |= {"pair": "one", "quote": f"{SAID}，一条消息"}
    hall.write(ITEMS, data)
    assert hall.check() == ()
    data["items"][1] |= {"pair": ""}
    hall.write(ITEMS, data)
    alone, twin = hall.check()
    at(alone, 2, 7, "pair: one", "有 1 道")
    at(twin, 15, 7, "refund-0", "太像")
    assert alone.warning and twin.warning


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"channel": None}, ["channel", "call（电话）", "face（当面或纸上）"]),
        ({"short": "", "why": ""}, ["还缺 short、why"]),
    ],
)
def test_a_judgement_that_cannot_be_measured_is_told_and_shown(
    hall: SmallHall, changes: dict[str, Any], words: list[str]
) -> None:
    data = hall.data(ITEMS)
    data["items"][0] |= changes
    hall.write(ITEMS, data)
    found = hall.only_problem()
    assert found.warning and all(word in found.message for word in words)
    assert data["items"][0]["id"] in {item.id for item in hall.load().zones["quiz"].items}


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"form": "true_false", "answer": "对", "quote": "", "decides": ""}, "channel"),
        ({"answer": "先核实", "genuine": None, "pair": "one"}, "pair"),
    ],
)
def test_what_only_a_judgement_with_a_truth_has_is_told_elsewhere(
    hall: SmallHall, changes: dict[str, Any], word: str
) -> None:
    data = hall.data(ITEMS)
    data["items"][0] |= changes
    hall.write(ITEMS, data)
    found = hall.only_problem()
    assert word in found.message and "删掉" in found.message and not found.warning


def test_the_channels_of_calls_are_those_they_come_by() -> None:
    devices = Counter(item.channel for item in call_items(content().shared.calls.values()))
    assert devices == {Channel.CALL: 21, Channel.CHAT: 7}


# ------------------------------------------------------------ what was measured is not asked again
LIVE = live()
MEASURED = (*LIVE.one.items, *LIVE.other.items)


def asked_in(people: int, led: bool, measured: FormsOfVisit | None, seed: int) -> set[str]:
    """The items of a visit's first two forms."""
    quiz, calls = content().zones["quiz"], content().shared.calls.values()
    scene = QuizScene(quiz.items, quiz.blueprint, {}, "", "", tuple(calls))
    state = scene.start(Visit(people=people, led=led, seed=seed, measured=measured))
    found: set[str] = set()
    for _ in range(2):
        if not isinstance(state.page, QuizItemPage) or found:
            state = scene.touch(replace(state, page=QuizStartPage()), Tap("way/solo")).state
        assert isinstance(state.page, QuizItemPage)
        found |= {item.id for item in state.page.run.form}
    return found


@pytest.mark.parametrize(("people", "led"), [(1, False), (3, False), (12, True)])
def test_no_visit_is_asked_in_the_quiz_what_was_measured_nor_what_is_like_it(people: int, led: bool) -> None:
    away = apart(bank())
    barred = {*MEASURED, *(other for item in MEASURED for other in away[item])}
    usual = set[str]()
    for seed in range(40):
        assert not asked_in(people, led, LIVE.forms, seed) & barred, seed
        usual |= asked_in(people, led, None, seed)
    assert usual & set(MEASURED), "who is not measured is asked them like any"


def test_a_small_bank_asks_again_rather_than_nothing() -> None:
    judge = [item for item in judged() if item.genuine is not None]
    pool = [*[i for i in judge if i.genuine][:5], *[i for i in judge if not i.genuine][:5]]
    plan = Blueprint(6, 3, 6, "六道题", ("上等", "中等", "多看几遍"))
    one, *_, last = pool
    for without in ([one.id], [last.id]):
        assert not {item.id for item in draw_form(pool, plan, 1, without=without)} & set(without)
    every = [item.id for item in pool]
    assert len(draw_form(pool, plan, 1, without=every)) == 6
