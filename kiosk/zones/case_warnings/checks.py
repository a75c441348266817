"""What the file of a case must agree with itself about, and what is only to be thought over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kiosk.content.dates import date_fault
from kiosk.content.models.base import UNKNOWN
from kiosk.content.option_ids import option_id_lint
from kiosk.content.problems import Problem
from kiosk.core.findings import Finding
from kiosk.zones.case_warnings.day import day_of, earlier, named_day, years_named
from kiosk.zones.case_warnings.models import Case, CaseAsk
from kiosk.zones.case_warnings.strategies import cases_played, place_of
from kiosk.zones.case_warnings.sums import sum_findings, sums_to_think_over

if TYPE_CHECKING:  # opening the hall needs no YAML
    from kiosk.content.library import Library


def case_lint(case: Case) -> Sequence[Finding]:
    """Sums and dates that contradict each other, questions nobody can answer well or whose answers cannot be named
    apart."""
    return [*_asks(case), *sum_findings(case), *_days(case)]


def case_advice(case: Case) -> Sequence[Finding]:
    """What can be so, but seldom is: it is named, and the case is shown."""
    return [*sums_to_think_over(case), *_one_sided_asks(case)]


def check_cases_strategies(library: Library) -> Iterator[Problem]:
    """What bots that know nothing get right too often."""
    cases = {case.id: (document, case) for document, case in library.of(Case)}
    for of in cases_played(case for _, case in cases.values()):
        if warning := of.warning():
            case, step = place_of(warning[0])
            yield cases[case][0].problem(("steps", step, "ask"), warning[1], warning=True)


def _asks(case: Case) -> Iterator[Finding]:
    for number, step in enumerate(case.steps):
        if step.ask:
            yield from ((("steps", number, "ask", *loc), message) for loc, message in _ask(step.ask))


def _ask(ask: CaseAsk) -> Iterator[Finding]:
    if not any(option.good for option in ask.options):
        yield ("options",), "没有一个对的选项：至少给一个选项写 good: true"
    yield from ((("options", *loc), message) for loc, message in option_id_lint(ask.options))


def _one_sided_asks(case: Case) -> Iterator[Finding]:
    for number, step in enumerate(case.steps):
        if step.ask and all(option.good for option in step.ask.options):
            yield (
                ("steps", number, "ask", "options"),
                "每个选项都是对的，选哪个都一样：把不该做的那个选项改成 good: false",
            )


def _days(case: Case) -> Iterator[Finding]:
    """`when` against `happened`, and the day of the source against both."""
    if date_fault(case.happened or UNKNOWN, None) or date_fault(case.source.date, None):
        return  # a date that is none is told of by itself
    in_words = named_day(case.when)
    if case.happened and in_words and not _same(case, in_words):
        yield (
            ("happened",),
            f"happened 是 {case.happened}，when 写的是“{case.when}”，两处对不上："
            f"照 when 就写成 happened: '{in_words}'，不然改 when",
        )
        return
    happened, published = day_of(case), case.source.date
    if published != UNKNOWN and happened and earlier(published, happened):
        where = f"happened 是 {case.happened}" if case.happened else f"when 写的是“{case.when}”"
        yield (
            ("source", "date"),
            f"来源的日期 {published} 比事情还早（{where}）：核对两处，来源应当在事情之后，例如 date: '{happened}'",
        )


def _same(case: Case, in_words: str) -> bool:
    years = years_named(case.when)
    if len(years) > 1:  # a span of years: any of them
        return min(years) <= case.happened[:4] <= max(years)
    return not (earlier(case.happened, in_words) or earlier(in_words, case.happened))
