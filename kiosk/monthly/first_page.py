"""The first page: the month in five sentences and six figures, each beside last month's."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.vocabulary import GroupKind
from kiosk.monthly import effect_words
from kiosk.monthly.fall_tables import last_line, worst_moment
from kiosk.monthly.gathering import Gathered
from kiosk.monthly.naming import quoted
from kiosk.monthly.question_tables import most_missed
from kiosk.monthly.tables import Figure, Table, percent, written
from kiosk.monthly.todo import LEAST_GROUPS, answer_to_the_trap, changes
from kiosk.monthly.zone_tables import most_broken_off, most_left_out
from kiosk.reports.attendance import Attendance

THREE_MONTHS = "三个月合计"
"""Over which both rates are reckoned (`gathering.MONTHS_OF_EFFECT`)."""


@dataclass(frozen=True, slots=True)
class Headline:
    """One of the six figures: what it is, its unit, this month's and last month's. `over`: of how many months, where
    of more than one."""

    name: str
    unit: str
    now: Figure
    before: Figure
    over: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One of the five: the question it answers, and the answer."""

    asks: str
    says: str


def headlines(of: Gathered) -> tuple[Headline, ...]:
    """The six figures; “—” stands for what cannot be said of a month in which nobody came."""
    now, before = of.now.attendance, of.before.attendance
    rates = [
        (effect_words.rate(of.effect, genuine), effect_words.rate(of.effect_before, genuine))
        for genuine in (True, False)
    ]
    return (
        Headline("接待批次", "批", now.groups, before.groups or None),
        Headline("接待人次", "人次", now.people, before.people or None),
        Headline("走完全程的批次", "", now.finished, before.finished),
        Headline("一次参观（中位数）", "分钟", now.minutes, before.minutes),
        Headline("真事认得率（参观后）", "", *rates[0], THREE_MONTHS),
        Headline("识破率（参观后）", "", *rates[1], THREE_MONTHS),
    )


def headline_table(of: Gathered) -> Table:
    """The six figures as a table."""
    rows = tuple((h.name, h.now, h.unit, h.before) for h in headlines(of))
    note = "两个率是三个月合起来的：到本月为止，和上月月报里的到上月为止。"
    return Table("六个数", "六个数", ("", "本月", "单位", "上月"), rows, note)


def sentence_table(of: Gathered) -> Table:
    """The five sentences as a table."""
    return Table("五句话", "五句话", ("", "本月"), tuple((s.asks, s.says) for s in sentences(of)))


def sentences(of: Gathered) -> tuple[Sentence, ...]:
    """The month in five sentences: who came, whether it works, what they fell for, what did not go well, what next."""
    return (
        Sentence("来了多少人", _came(of)),
        Sentence("参观有没有用", _works(of)),
        Sentence("在哪儿上当", _fell(of)),
        Sentence("哪儿没走好", _went(of)),
        Sentence("下个月先做什么", _next(of)),
    )


def _came(of: Gathered) -> str:
    now, before = of.now.attendance, of.before.attendance
    kind = max(GroupKind, key=lambda kind: now.kind_groups[kind])
    compared = f"比上个月{_more(now.groups, before.groups, '批')}、{_more(now.people, before.people, '人次')}"
    if not before.groups:
        compared = "上个月没有记录，没法比"
    most = f"来得最多的是{_kind(kind)}（{now.kind_groups[kind]:,} 批）"
    return f"接待 {now.groups:,} 批、{now.people:,} 人次，{compared}；{most}。"


def _kind(kind: GroupKind) -> str:
    return {GroupKind.VISITOR: "自己来的观众", GroupKind.OTHER: "其他团体"}.get(kind, kind.word)


def _more(now: int, before: int, unit: str) -> str:
    if now == before:
        return f"一样多（{unit}）"
    return f"{'多' if now > before else '少'} {abs(now - before):,} {unit}"


def _works(of: Gathered) -> str:
    measured = of.effect.measured
    if measured is None or not effect_words.told_rates(of.effect):
        return effect_words.sentences(of.effect)[3]
    genuine = effect_words.change(measured.genuine_known, "认得出", "件")
    scams = effect_words.change(measured.scams_found, "识破", "个")
    note = f"{of.effect.note}。" if of.effect.note else ""
    sure = f"这是最近三个月 {of.effect.both:,} 批的结果，把握 95%。{note}"
    return f"100 件真事（真的电话、短信），{genuine}；100 个骗局，{scams}。{sure}"


def _fell(of: Gathered) -> str:
    worst = worst_moment(of)
    if worst is None:
        missed = most_missed(of)
        if not missed:
            return "这个月的选择和答题还太少，说不出在哪儿容易上当。"
        wrong = missed[0].missed
        return f"答错最多的一题是{quoted(missed[0].lines[-1])}：{wrong.whole:,} 批答过，{wrong.part:,} 批答错。"
    moment, fall = worst
    return (
        f"最容易照骗子说的做的，是情景“{of.naming.name(moment.item)}”里听到{quoted(last_line(of, moment))}的时候："
        f"{fall.complied.whole:,} 次选择里，{fall.complied.part:,} 次照办了。"
    )


def _went(of: Gathered) -> str:
    parts = []
    zone = most_left_out(of)
    if zone:
        missed = of.now.stays.missed(zone)
        share = (
            f"完整参观的 {percent(missed)}" if missed.whole >= LEAST_GROUPS else f"{missed.whole} 批里 {missed.part} 批"
        )
        parts.append(f"“{of.naming.name(zone)}”最常没走到（{share}）")
    where, count = most_broken_off(of)
    unfinished = _unfinished(of.now.attendance)
    if unfinished and count:
        stopped = f"停在“{of.naming.name(where)}”的" if where else "还没进展区就停了的"
        parts.append(f"没走完的 {unfinished:,} 批里，{stopped}最多（{count:,} 批）")
    return f"{'；'.join(parts)}。" if parts else "每一批都走完了，没有漏掉的展区。"


def _unfinished(came: Attendance) -> int:
    return came.finished.whole - came.finished.part


def _next(of: Gathered) -> str:
    """What to do first; and what answers the trap that the page names, if that is something else."""
    trap, found = answer_to_the_trap(of), changes(of)
    first = found[0]
    second = trap if trap is not None and trap != first else next(iter(found[1:]), None)
    said = [
        "讲到上面那一句，停下来当场点破。" if one == trap and worst_moment(of) else f"{one.what}{one.why}"
        for one in (first, second)
        if one
    ]
    return said[0] if len(said) == 1 else f"一、{said[0]}二、{said[1]}"


def figure_words(headline: Headline, which: Figure) -> str:
    """A figure of the first page with its unit."""
    said = written(which)
    return f"{said} {headline.unit}" if headline.unit and which is not None else said
