"""The sums of a case: the steps against the whole, what was saved against how it ended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from kiosk.core.findings import Finding
from kiosk.zones.case_warnings.models import Case, CaseMoney, CaseOutcome

_TEN_THOUSAND = 10_000
_FEW = 1_000
"""A whole case about less than this, in yuan, is more often a forgotten 万."""


def sum_findings(case: Case) -> list[Finding]:
    """Sums that cannot all be true. Where one is told, those that follow from it are not."""
    return [*_steps(case)] or [*_ten_thousands(case)] or [*_whole(case)] or [*_saved(case)]


def sums_to_think_over(case: Case) -> Iterator[Finding]:
    """Sums that can be so, but seldom are."""
    lost, saved = case.yuan_lost, case.yuan_saved
    if 0 < lost < _FEW:
        yield (
            ("yuan_lost",),
            f"总额只有 {lost} 元：对照原文，若是 {lost} 万元，写成 yuan_lost: {lost * _TEN_THOUSAND}，各步也一样",
        )
    if case.outcome is CaseOutcome.PARTLY and lost and not saved:
        yield ("outcome",), "结局是追回一部分，没有写追回多少：公布过就加一行 yuan_saved: 追回的元数"
    if case.outcome is CaseOutcome.STOPPED and saved < lost:
        yield (
            ("outcome",),
            f"结局是拦住了，可 {lost} 元里只保住 {saved} 元：另外 {lost - saved} 元若已经没了，写 outcome: partly",
        )


def _steps(case: Case) -> Iterator[Finding]:
    """Each step against the one before it; a sum is written in yuan or in words, never both."""
    before = 0
    for number, step in enumerate(case.steps):
        if step.amount and step.yuan:
            yield (
                ("steps", number, "yuan"),
                f"这一步写了 amount（{step.amount}），又写了 {step.yuan} 元：钱数只写一处，用 amount 就写 yuan: 0",
            )
        elif step.yuan < before and not step.amount:
            yield (
                ("steps", number, "yuan"),
                f"累计转出的钱不能变少：上一步已经是 {before} 元，这里写了 {step.yuan} 元，改成 {before} 或更多",
            )
        before = max(before, step.yuan)


def _ten_thousands(case: Case) -> Iterator[Finding]:
    """A sum that the words give in 万, written without them."""
    lost = case.yuan_lost
    if 0 < lost < _TEN_THOUSAND and _says(case, f"{lost}万"):
        yield (
            ("yuan_lost",),
            f"文字里写的是 {lost}万元，yuan_lost 却是 {lost} 元，漏了“万”：写成 yuan_lost: {lost * _TEN_THOUSAND}",
        )


def _says(case: Case, sum_words: str) -> bool:
    words = (case.title, case.teaser, case.ending, *(text for step in case.steps for text in (step.move, step.victim)))
    alone = re.compile(rf"(?<![0-9.]){sum_words}")
    return any(alone.search(text) for text in words)


def _whole(case: Case) -> Iterator[Finding]:
    """The last step against the whole."""
    last, lost, saved = case.steps[-1], case.yuan_lost, case.yuan_saved
    at = ("steps", len(case.steps) - 1, "yuan")
    if last.amount:
        if case.money is CaseMoney.KEPT:
            yield (
                ("steps", len(case.steps) - 1, "amount"),
                f"money: kept 是说钱没有离手，这一步却写着交出了“{last.amount}”：删掉 amount；真交了，删掉 money: kept",
            )
        elif lost:
            yield (
                ("yuan_lost",),
                f"最后一步的钱数用字写着“{last.amount}”，yuan_lost 却是 {lost} 元：写成 yuan_lost: 0，"
                f"或者去掉 amount，最后一步写 yuan: {lost}",
            )
        return
    if case.money is CaseMoney.KEPT:
        if not saved:
            yield (
                ("money",),
                "money: kept 是说钱没有离手就拦住了，可没有写保住多少："
                f"加一行 yuan_saved: {lost or '保住的元数'}；若钱已经交出去，删掉 money: kept",
            )
        elif saved <= lost and last.yuan != lost - saved:
            yield (
                at,
                f"money: kept 是说保住的 {saved} 元没有离手，最后一步却写着已经交出 {last.yuan} 元："
                f"写成 yuan: {lost - saved}；若是交出去又追回的，删掉 money: kept",
            )
        return
    if last.yuan != lost:
        yield _unequal(at, last.yuan, lost, saved)


def _unequal(at: tuple[str | int, ...], last: int, lost: int, saved: int) -> Finding:
    """What to write where the last step and the whole differ, by the likeliest reason."""
    if not last:
        kept = f"；若钱没有交出去就拦住了，加一行 money: kept，再写 yuan_saved: {lost}"
        return at, f"每一步都没有交出钱，yuan_lost 却写了 {lost} 元：从交钱的那一步起写 yuan: {lost}{kept}"
    if not lost:
        return ("yuan_lost",), f"最后一步已经累计 {last} 元，yuan_lost 却是 0：写成 yuan_lost: {last}"
    small, large = sorted((last, lost))
    if small * _TEN_THOUSAND == large:
        if last == small:
            return at, f"最后一步是 {last} 元，yuan_lost 是 {lost} 元，正好差一万倍，这里漏了“万”：写成 yuan: {lost}"
        return ("yuan_lost",), (
            f"yuan_lost 是 {lost} 元，最后一步是 {last} 元，正好差一万倍，这里漏了“万”：写成 yuan_lost: {last}"
        )
    if saved == lost - last:
        return at, (
            f"最后一步累计 {last} 元，总额是 {lost} 元，差的正是 yuan_saved 的 {saved} 元："
            f"交出去又追回的，写 yuan: {lost}；没有离手就拦住的，加一行 money: kept"
        )
    times, rest = divmod(large, small)
    why = f"正好差 {times} 倍，像是多写或少写了零" if not rest and times in (10, 100, 1000) else "对不上"
    return at, (
        f"最后一步累计 {last} 元，总额 yuan_lost 是 {lost} 元，{why}：对照原文，"
        f"总额对就在这里写 yuan: {lost}，这里对就写 yuan_lost: {last}"
    )


def _saved(case: Case) -> Iterator[Finding]:
    """What was saved against the whole, and against how it ended."""
    lost, saved = case.yuan_lost, case.yuan_saved
    if saved > lost:
        yield ("yuan_saved",), f"追回的钱（{saved} 元）比被骗的总额（{lost} 元）还多：核对 yuan_saved 和 yuan_lost"
        return
    outcome, word = case.outcome, case.outcome.word
    match outcome:
        case CaseOutcome.STOPPED | CaseOutcome.RECOVERED:
            if lost and not saved:
                yield (
                    ("outcome",),
                    f"结局是{word}，却没有写保住多少：加一行 yuan_saved: {lost}；没有公布就写 outcome: unknown",
                )
            elif saved < lost and outcome is CaseOutcome.RECOVERED:
                yield (
                    ("outcome",),
                    f"结局是{word}，可 {lost} 元里只追回 {saved} 元：写 outcome: partly，"
                    f"都追回了就写 yuan_saved: {lost}",
                )
        case CaseOutcome.PARTLY:
            if 0 < saved == lost:
                yield ("outcome",), f"结局是{word}，可 {lost} 元全在：写 outcome: recovered；没到骗子手里就写 stopped"
        case CaseOutcome.LOST | CaseOutcome.UNKNOWN:
            if saved:
                right = "recovered" if saved == lost else "partly"
                yield (
                    ("outcome",),
                    f"结局是{word}，却写了保住 {saved} 元：写 outcome: {right}；若真没有追回，删掉 yuan_saved",
                )
        case CaseOutcome.SENTENCED:
            pass
        case _:
            assert_never(outcome)
