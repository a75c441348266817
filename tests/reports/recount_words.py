"""The numbers in the report's sentences, counted again: the first page, the effect, what to change; and every table's
recount by the name of its sheet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kiosk.core.vocabulary import EffectVerdict, GroupKind
from tests.reports import recount_came as came
from tests.reports import recount_fell as fell
from tests.reports.recount_effect import Band, Reckoned, Row, counted, reckoned
from tests.reports.recount_log import DASH, HELD, Cell, Log, Recounted, Words, per_cent, quarters, wilson

TOO_FEW = "样本不足"


def whole(value: float) -> float:
    """In whole per cents, as they are written."""
    return float(f"{value * 100:.0f}")


@cache
def effects(log: Log) -> tuple[Reckoned, Reckoned]:
    """Of the three months up to this one, and up to the last."""
    return reckoned(counted(log, log.months[:3])), reckoned(counted(log, log.months[1:4]))


def told_rates(found: Reckoned) -> bool:
    return found.verdict is not EffectVerdict.TOO_FEW


def effect_rows(log: Log, words: Words) -> Recounted:
    found = effects(log)[0]
    rows = list[tuple[Cell, ...]]()
    for genuine, name in ((True, "真事认得率"), (False, "识破率")):
        if not told_rates(found) or found.halves is None:
            rows.append((name, "参观前和参观后", TOO_FEW, DASH))
            continue
        before, after, moved = found.halves[genuine]
        for when, band in (("参观前", before), ("参观后", after)):
            rows.append((name, when, per_cent(band.value), f"{per_cent(band.low)}–{per_cent(band.top)}"))
        points = [f"{x * 100:+.0f}" for x in moved]
        rows.append((name, "相差（百分点）", points[0], f"{points[1]} 到 {points[2]}"))
    uncounted = fell.measured(log, "now")[1]
    note = [found.both, found.only_before, found.only_after, found.alone, found.answers]
    return Recounted(rows, [*note, *([uncounted] if uncounted else []), 1])


def headlines(log: Log, words: Words) -> Recounted:
    (n, earlier), (heads, heads_before) = ([of(log, v) for v in came.BOTH] for of in (came.groups, came.people))
    finished = [came.ends(log, v)["finished"] for v in came.BOTH]
    minutes = [quarters(came.seconds(log, v))[1] for v in came.BOTH]
    rows: list[tuple[Cell, ...]] = [
        ("接待批次", n, "批", earlier or DASH),
        ("接待人次", heads, "人次", heads_before or DASH),
        ("走完全程的批次", finished[0] / n if n else DASH, "", finished[1] / earlier if earlier else DASH),
        ("一次参观（中位数）", minutes[0] if isinstance(minutes[0], str) else minutes[0] / 60, "分钟",
         minutes[1] if isinstance(minutes[1], str) else minutes[1] / 60),
    ]  # fmt: skip
    for genuine, name in ((True, "真事认得率（参观后）"), (False, "识破率（参观后）")):
        said = [per_cent(e.halves[genuine][1].value) if told_rates(e) and e.halves else TOO_FEW for e in effects(log)]
        rows.append((name, said[0], "", said[1]))
    return Recounted([(name, now, unit or None, before) for name, now, unit, before in rows])


def first_sentences(log: Log, words: Words) -> dict[str, list[float]]:
    """The numbers in the five sentences of the first page, what they quote left out."""
    (n, earlier), (heads, heads_before) = ([of(log, v) for v in came.BOTH] for of in (came.groups, came.people))
    kinds = log.counts(f"SELECT f(kind), count(*) FROM now WHERE {came.STARTED} GROUP BY 1")
    compared = [abs(a - b) for a, b in ((n, earlier), (heads, heads_before)) if a != b and earlier]
    found = effects(log)[0]
    return {
        "来了多少人": [n, heads, *compared, max(kinds[kind.value] for kind in GroupKind)],
        "参观有没有用": _works(found),
        "在哪儿上当": _fell(log),
        "哪儿没走好": _went(log, words),
    }


def _works(found: Reckoned) -> list[float]:
    if not told_rates(found) or found.halves is None:
        return [found.both, 10, 10 - found.both] if found.both < 10 else [found.both, 10]
    return [*(n for genuine in (True, False) for n in _moved(*found.halves[genuine])), found.both, 95]


def _moved(before: Band, after: Band, moved: Band) -> list[float]:
    """Of a hundred: before, after, between what the change lies, the lesser end first where it is one."""
    shares = [100, whole(before.value), whole(after.value)]
    if moved.low * moved.top <= 0:
        return [*shares, whole(-moved.low), whole(moved.top)]
    least, most = sorted((abs(moved.low), abs(moved.top)))
    return [*shares, max(1.0, whole(least)), whole(most)]


def worst_moment(log: Log) -> fell.Moment | None:
    """Where the largest part complied, of ten decisions at least, by the lower end of the band."""
    scams = [m for m in fell.moments(log, "now") if m.genuine == 0 and m.decided >= 10]
    scams = [m for m in scams if fell.unless_few(m.risky, m.decided) != HELD]
    worst = max(scams, key=lambda m: (wilson(m.risky, m.decided)[0], m[:4]), default=None)
    return worst if worst is not None and worst.risky else None


def _fell(log: Log) -> list[float]:
    worst, missed = worst_moment(log), next(fell.most_missed(log), None)
    if worst is not None:
        return [worst.decided, worst.risky]
    return [missed[1].answered, missed[1].missed] if missed else []


def _went(log: Log, words: Words) -> list[float]:
    ways, found = came.Ways(log, "now"), list[float]()
    missed = max((ways.missed(zone) for zone in words.zones), default=(0, 0))
    if missed[0]:
        found += [whole(missed[0] / missed[1])] if missed[1] >= 10 else [missed[1], missed[0]]
    stopped = Counter[str]()
    for (zone, _), count in ways.broke_off().items():
        stopped[zone] += count
    return found + ([stopped.total(), max(stopped.values())] if stopped else [])


# ------------------------------------------------------------ what to change
class Change(NamedTuple):
    """Something to do: words that stand in it, the numbers in its why."""

    what: str
    why: Sequence[float]


def changes(log: Log, words: Words) -> list[Change]:
    found = [*_troubles_of_the_machine(log, words), *_measuring(log), *_trap(log, words), *_genuine(log)]
    found += [*_stories(log, words)]
    found += [*([] if worst_moment(log) is None else _questions(log)), *_zones(log, words), *_doors(log)]
    found += [*_items(log, words), *(Change(f"{path} 第 {line} 行", []) for path, line in words.due)]
    return found or [Change("没有一定要改的", [])]


def _trap(log: Log, words: Words) -> Iterator[Change]:
    worst = worst_moment(log)
    if worst is None:
        yield from _questions(log)
    elif worst.risky / worst.decided >= 0.3:
        line = words.texts[worst.zone, worst.item, worst.node].lines[-1]
        yield Change(f"“{words.name(worst.item)}”里“{line}", [worst.decided, worst.risky])


def _troubles_of_the_machine(log: Log, words: Words) -> Iterator[Change]:
    failed = "SELECT f(scene), count(*), min(id) FROM now WHERE kind = 'SceneFailed' GROUP BY 1 ORDER BY 2 DESC, 3"
    for scene, times, _ in log.rows(failed):
        yield Change(words.name(scene), [times])
    behind = log.one(
        "SELECT count(DISTINCT visit) FROM now WHERE behind AND visit IN (SELECT visit FROM now WHERE kind = 'VisitStarted')"
    )
    if behind:
        yield Change("校准", [behind])


def _measuring(log: Log) -> Iterator[Change]:
    found = effects(log)[0]
    if found.both < 10:
        yield Change("两套题都做完", [found.both, 10])
    elif found.verdict is EffectVerdict.TOO_FEW:
        yield Change("轮换", [])
    elif found.verdict is EffectVerdict.MORE_SUSPICIOUS:
        yield Change("真的长什么样", [])
    elif found.fallen:
        yield Change("教反了", [])
    elif found.verdict is EffectVerdict.NO_CHANGE:
        yield Change("错得最多的题", [])


def _genuine(log: Log) -> Iterator[Change]:
    for genuine, wrong, word in ((1, "turns_away", "真的要接住"), (0, "risky", "当场点破")):
        part, of = log.rows(
            "SELECT coalesce(sum(f(kind) = ?), 0), count(*) FROM now WHERE kind = 'TrialAnswered' AND f(genuine) = ?",
            wrong, genuine,
        )[0]  # fmt: skip
        if of >= 10 and part / of >= 0.3:
            yield Change(word, [whole(part / of)])


def _stories(log: Log, words: Words) -> Iterator[Change]:
    parts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for m in fell.moments(log, "now"):
        if m.genuine == 0:
            parts[m.zone, m.item][0] += m.risky
            parts[m.zone, m.item][1] += m.decided
    worth = {about: part / of for about, (part, of) in parts.items() if of >= 10 and part / of >= 0.3}
    if worth:
        about = max(worth, key=lambda about: (worth[about], parts[about][1], about))
        yield Change(f"“{words.name(about[1])}”走完以后", [whole(worth[about])])


def _questions(log: Log) -> Iterator[Change]:
    for _, one in list(fell.most_missed(log))[:1]:
        if one.missed / one.answered >= 0.3:
            yield Change("把这道题讲透", [one.answered, one.missed])


def _zones(log: Log, words: Words) -> Iterator[Change]:
    ways = came.Ways(log, "now")
    for zone in words.zones:
        for word, least, (part, of) in (("留出时间", 0.3, ways.missed(zone)), ("少放一点", 0.5, ways.cut_short(zone))):
            if of >= 10 and part / of >= least:
                yield Change(word, [whole(part / of)])


def _doors(log: Log) -> Iterator[Change]:
    times = log.one("SELECT count(*) FROM now WHERE kind = 'GroupRefused'")
    if times:
        yield Change("分批来", [times])


def _items(log: Log, words: Words) -> Iterator[Change]:
    """Items of live forms that everybody knows, or that most people who decided got wrong: for certain, with bands as
    wide as groups differ; of thirty people at least, before the visit."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in counted(log, log.months[:3]):
        if not row[3]:
            found[row[1]].append(row)
    ids = dict(log.rows("SELECT f(wording), f(item) FROM events WHERE kind = 'JudgementCounted'"))
    for wording, rows in found.items():
        if sum(row[6] for row in rows) < 30:
            continue
        right = [row[5] if row[2] else row[4] for row in rows]
        if _design_wilson(right, [row[6] for row in rows])[0] > 0.95:
            yield Change(f"换掉这道题：{words.name(ids[wording])}", [])
        if _design_wilson(right, [row[4] + row[5] for row in rows])[1] < 0.5:
            yield Change(f"核对这道题：{words.name(ids[wording])}", [])


def _design_wilson(parts: Sequence[int], wholes: Sequence[int]) -> tuple[float, float]:
    of = sum(wholes)
    p = sum(parts) / of if of else 0.0
    worth = 1.0
    if len(parts) > 1 and 0 < p < 1:
        spread = sum((part - n * p) ** 2 for part, n in zip(parts, wholes, strict=True))
        worth = max(1.0, spread * len(parts) / (len(parts) - 1) / (of * p * (1 - p)))
    return wilson(p * of / worth, of / worth)


# ------------------------------------------------------------ all of them
SENTENCES = ("五句话", "下月改什么", "怎么算的")
"""Sheets that hold sentences, whose numbers are counted again by a test of their own."""
TABLES: Mapping[str, Callable[[Log, Words], Recounted]] = {
    "六个数": headlines, "有没有用": effect_rows, "上当·种类": fell.by_type, "馆里试一试": fell.trials,
    "情景结局": fell.endings, "喊停": fell.stops, "喊停的句子": fell.stopped_at, "真假判断": fell.judged,
    "漏过的骗局": fell.missed_types, "一句一句": fell.line_by_line, "答错最多的题": fell.missed_questions,
    "展区": came.zones, "停在哪里": came.broken_off, "走了几个": came.depth, "停留": came.stays, "每天": came.by_day,
    "每周": came.by_week, "团体": came.by_kind, "年纪": came.by_age, "参观方式": came.by_way, "时长": came.by_length,
    "怎么结束": came.by_end, "超过上限": came.refused, "劝一劝": fell.advice, "劝的话": fell.counsel,
    "当场劝阻": fell.dissuaded, "举手": fell.hands, "全部题目": fell.all_questions,
}  # fmt: skip
