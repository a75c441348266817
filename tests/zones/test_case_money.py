"""What 案例警示区 says of the money, the order and the kind of a case, and over the reply to a question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.content.models.base import Region, Source
from kiosk.draw.items import Icon, Text
from kiosk.parts.question import Asked
from kiosk.scene import Tap, Visit
from kiosk.zones.case_warnings.filters import Filters, shown
from kiosk.zones.case_warnings.models import CaseAsk, CaseMoney, CaseOutcome
from kiosk.zones.case_warnings.pages import CaseAskPage, CaseEndPage, CaseStepPage
from kiosk.zones.case_warnings.scene import CaseWarningsScene, CaseWarningsState
from tests.zones import told_cases
from tests.zones.told_cases import CASES, LOOK, NAMES, RULES, case

ZONE = CaseWarningsScene(CASES, NAMES, RULES)


def words(state: CaseWarningsState, zone: CaseWarningsScene = ZONE) -> str:
    return told_cases.words(zone, state)


def test_the_last_step_says_what_came_back() -> None:
    last = replace(ZONE.start(Visit()), page=CaseStepPage(CASES[0], 2))
    assert "已交出3万元" in words(last) and "拦住了 3万元" in words(last)
    assert "拦住了" not in words(replace(last, page=CaseStepPage(CASES[0], 1)))
    same = replace(CASES[0], steps=(*CASES[0].steps[:2], replace(CASES[0].steps[2], yuan=5000)))
    assert "又多了" not in words(replace(last, page=CaseStepPage(same, 2))), "a step that adds nothing"
    back = replace(CASES[0], outcome=CaseOutcome.RECOVERED)
    assert "后来追回 3万元" in words(replace(last, page=CaseStepPage(back, 2)))
    gone = replace(CASES[0], outcome=CaseOutcome.LOST, yuan_saved=0)
    assert "追回" not in words(replace(last, page=CaseStepPage(gone, 2)))


@pytest.mark.parametrize(
    ("kind", "before", "after", "at_the_end"),
    [
        (CaseMoney.HANDED, "还没有交出钱", "已交出5000元", "涉及金额"),
        (CaseMoney.GOODS, "东西还在自己手里", "交出的东西约值5000元", "交出的东西，约值"),
        (CaseMoney.PASSED, "卡里还没有走过别人的钱", "卡里走过别人的钱5000元", "从借出的卡里走过的钱"),
    ],
)
def test_the_purse_says_what_the_money_is(kind: CaseMoney, before: str, after: str, at_the_end: str) -> None:
    told = replace(CASES[0], money=kind)
    start = ZONE.start(Visit())
    assert before in words(replace(start, page=CaseStepPage(told, 0)))
    assert after in words(replace(start, page=CaseStepPage(told, 1)))
    assert at_the_end in words(replace(start, page=CaseEndPage(told)))


def test_money_that_never_left_is_not_said_to_have_left() -> None:
    steps = tuple(replace(step, yuan=0) for step in CASES[0].steps)
    kept = replace(CASES[0], money=CaseMoney.KEPT, steps=steps)
    start = ZONE.start(Visit())
    assert "现在停下，一分钱也不会少" in words(replace(start, page=CaseStepPage(kept, 1)))
    last = words(replace(start, page=CaseStepPage(kept, 2)))
    assert "钱没有交出去" in last and "拦住了 3万元" in last and "现在停下" not in last and "已交出" not in last


def test_a_sum_in_another_currency_stands_in_words_everywhere() -> None:
    steps = (*CASES[0].steps[:1], *(replace(step, yuan=0, amount="2亿港元") for step in CASES[0].steps[1:]))
    abroad = replace(CASES[0], yuan_lost=0, yuan_saved=0, outcome=CaseOutcome.UNKNOWN, steps=steps)
    start = CaseWarningsScene([abroad], NAMES, RULES).start(Visit())
    second = words(replace(start, page=CaseStepPage(abroad, 1)))
    assert "已交出2亿港元" in second and "还没有" not in second and "又多了" not in second
    assert "2亿港元" in words(replace(start, page=CaseEndPage(abroad)))


def test_the_whole_sum_stands_as_it_was_published_wherever_it_is_named() -> None:
    told = replace(CASES[0], sum_words="近3万元")
    start = ZONE.start(Visit())
    pages = (CaseStepPage(told, 2), CaseEndPage(told))
    assert all("近3万元" in words(replace(start, page=page)) for page in pages)
    assert "5000元" in words(replace(start, page=CaseStepPage(told, 1)))


def test_a_case_without_any_sum_names_none() -> None:
    bare = replace(CASES[0], yuan_lost=0, yuan_saved=0, steps=tuple(replace(s, yuan=0) for s in CASES[0].steps))
    zone = CaseWarningsScene([bare], NAMES, RULES)
    assert "元" not in words(zone.start(Visit()), zone)
    assert "涉及金额" not in words(replace(zone.start(Visit()), page=CaseEndPage(bare)))


def test_what_happened_later_is_not_called_the_scammer_s_doing() -> None:
    told = replace(CASES[0], steps=(*CASES[0].steps[:2], replace(CASES[0].steps[2], after=True)))
    start = ZONE.start(Visit())
    later, before = (words(replace(start, page=CaseStepPage(told, i))) for i in (2, 1))
    assert "后来" in later and "结果" in later and "骗子这样做" not in later and "这样应对" not in later
    assert "后来" not in before and "骗子这样做" in before and "李先生这样应对" in before


def test_near_comes_first_and_then_the_newest() -> None:
    days = {"old": "2024", "november": "2025-11", "february": "2025-02", "year": "2025", "day": "2025-11-03"}
    told = [replace(case(name), happened=day) for name, day in days.items()]
    told += [replace(case("here", region=Region.LOCAL), happened="2001"), case("said", when="2025年12月")]
    told.append(replace(case("published", when="不久以前"), source=Source("公安机关", "2025-08")))
    told.append(replace(case("unknown", when="不久以前"), source=Source("公安机关", "不详")))
    order = [one.id for one in shown(told, Filters())]
    assert order == ["here", "said", "day", "november", "published", "february", "year", "old", "unknown"]


def test_a_case_of_a_kind_that_is_kept_off_stands_under_the_zone_s_own_sign() -> None:
    zone = CaseWarningsScene([CASES[0], CASES[1]], {"police": "冒充公检法"}, RULES, (), {"police": "officer"})
    start = zone.start(Visit())
    drawn = zone.view(start, LOOK)
    assert {i.name for i in drawn if isinstance(i, Icon)} >= {"case", "officer"}
    assert not any(isinstance(i, Text) and not any(i.lines) for i in drawn), "no blank line for its name"
    choosing = zone.touch(start, Tap("choose/type")).state
    assert "officer" in {i.name for i in zone.view(choosing, LOOK) if isinstance(i, Icon)}


def test_what_stands_over_a_reply_fits_the_question() -> None:
    def said(ask: CaseAsk, chosen: int) -> str:
        told = replace(CASES[0], steps=(replace(CASES[0].steps[0], ask=ask), *CASES[0].steps[1:]))
        page = CaseAskPage(told, 0, ask, Asked((chosen,), True))
        return words(replace(ZONE.start(Visit()), page=page))

    plain = CASES[0].steps[0].ask
    assert plain is not None
    assert "这样稳妥" in said(plain, 0) and "这样有风险" in said(plain, 1)
    real = replace(plain, genuine=True)
    assert "这是真的" in said(real, 0) and "可惜，这是真的" in said(real, 1) and "有风险" not in said(real, 1)
    own = replace(plain, options=(plain.options[0], replace(plain.options[1], head="这句话太重")))
    assert said(own, 1).count("这句话太重") == 2 and "有风险" not in said(own, 1)
