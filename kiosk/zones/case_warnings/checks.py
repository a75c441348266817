"""What the file of a case must agree with itself about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiosk.content.option_ids import option_id_lint
from kiosk.core.findings import Finding
from kiosk.zones.case_warnings.models import Case, CaseAsk


def case_lint(case: Case) -> Sequence[Finding]:
    """Sums that contradict each other, questions nobody can answer well or whose answers cannot be told apart."""
    return [*_steps(case), *_sums(case)]


def _steps(case: Case) -> Iterator[Finding]:
    before = 0
    for number, step in enumerate(case.steps):
        if step.yuan < before:
            yield (
                ("steps", number, "yuan"),
                f"累计转出的钱不能变少：上一步已经是 {before} 元，这里写了 {step.yuan} 元，改成 {before} 或更多",
            )
        before = max(before, step.yuan)
        if step.ask:
            yield from ((("steps", number, "ask", *loc), message) for loc, message in _ask(step.ask))


def _ask(ask: CaseAsk) -> Iterator[Finding]:
    if not any(option.good for option in ask.options):
        yield ("options",), "没有一个对的选项：至少给一个选项写 good: true"
    yield from ((("options", *loc), message) for loc, message in option_id_lint(ask.options))


def _sums(case: Case) -> Iterator[Finding]:
    if case.yuan_saved > case.yuan_lost:
        yield (
            ("yuan_saved",),
            f"追回的钱（{case.yuan_saved} 元）比被骗的总额（{case.yuan_lost} 元）还多：核对 yuan_saved 和 yuan_lost",
        )
