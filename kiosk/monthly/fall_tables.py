"""What people fell for, as tables: by kind of scam, by story, moment by moment; stops; what the hall itself asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kiosk.core.vocabulary import Ending, OptionKind
from kiosk.monthly.gathering import Gathered
from kiosk.monthly.tables import Figure, Table, banded, held
from kiosk.reports.answers import TrialCount
from kiosk.reports.falls import Falls, MomentFall, StoryMoment
from kiosk.reports.shares import LEAST_CELL, Share, shown

SMALL = "“略”：不到 5 次，或者由它能推出不到 5 次的数。"
LEAST_DECISIONS = 10
"""For a moment to be named on the first page."""
_NONE: Counter[Ending] = Counter()


def by_type(of: Gathered) -> Table:
    """Compliance by kind of scam, most first."""
    now, before = of.now.falls.by_type(), of.before.falls.by_type()
    rows: list[tuple[Figure, ...]] = []
    for kind, share in sorted(now.items(), key=lambda pair: -(pair[1].value or 0)):
        if share.whole >= LEAST_CELL:
            last = before.get(kind, Share(0, 0))
            rows.append((of.naming.name(kind), share.whole, _share(share), banded_or_held(share), _share(last)))
    note = (
        "模拟骗局里，每到一个要做选择的时刻算一次。照办：照骗子说的做了。范围：凑巧会有的出入（95%）。"
        f"不到 {LEAST_CELL} 次选择的种类不列。{SMALL}"
    )
    return Table("上当·种类", "哪种骗局最容易照办", ("骗局", "选择次数", "照办", "范围", "上月照办"), tuple(rows), note)


def _share(share: Share) -> Figure:
    """The share, unless one of its two parts is so small that it is held back."""
    return held(None) if None in shown((share.part, share.whole - share.part)) else share


def banded_or_held(share: Share) -> Figure:
    """The share's band, where the share itself may be given."""
    return banded(share) if isinstance(_share(share), Share) else held(None)


def endings(of: Gathered) -> Table:
    """How every story ended: scams first."""
    falls, before = of.now.falls, of.before.falls
    order = sorted(falls.endings, key=lambda about: (falls.played[about][1] is True, of.naming.place(*about)))
    rows: list[tuple[Figure, ...]] = []
    for about in order:
        ends = falls.endings[about]
        if ends.total() >= LEAST_CELL:
            cells = [held(count) for count in shown([ends[end] for end in Ending])]
            rows.append(
                (
                    _story(of, about[1], falls.played[about][1]),
                    ends.total(),
                    *cells,
                    before.endings.get(about, _NONE).total(),
                )
            )
    head = ("情景", "走完次数", *(end.word for end in Ending), "上月次数")
    note = f"一批人走完一个情景算一次；不到 {LEAST_CELL} 次的情景不列。{SMALL}"
    return Table("情景结局", "每个情景怎么收场", head, tuple(rows), note)


def moments(of: Gathered) -> Table:
    """The fall line by line: every moment of every story at which enough decisions were made, in the story's order."""
    falls = of.now.falls
    found = [(moment, fall) for moment, fall in played(falls) if any(_decisions(fall))]
    found.sort(key=lambda pair: (of.naming.place(*pair[0][:3]), pair[0]))
    rows = tuple(_moment_row(of, moment, fall) for moment, fall in found)
    few = sum(not any(_decisions(fall)) for _, fall in played(falls))
    left_out = f"另有 {few} 个时刻，选择太少，不列。" if few else ""
    head = (
        "情景", "", "这一刻听到、看到的最后一句", "次数", "照办", "没照办", "推开真的", "没选", "喊停", "照办率",
        "上月",
    )  # fmt: skip
    note = (
        "次数：到这一刻做选择的次数。照办：照骗子说的做了。没照办：挂断、核实、找人商量。推开真的：把真的当成了骗局。"
        "没选：时间到了没有选。喊停：指出了这一幕里骗子的一招，不算在选择里。"
        f"{left_out}{SMALL}"
    )
    return Table("一句一句", "一句一句看：走到哪一句，大家照办了", head, rows, note, grouped=True, bars=(4, 6, 7, 5))


def played(falls: Falls) -> Iterator[tuple[StoryMoment, MomentFall]]:
    """The moments of stories, which have endings; not the questions of other zones."""
    for moment, fall in falls.moments.items():
        if (moment.zone, moment.item) in falls.endings:
            yield moment, fall


def _moment_row(of: Gathered, moment: StoryMoment, fall: MomentFall) -> tuple[Figure, ...]:
    text = of.naming.text(moment.zone, moment.item, moment.node)
    cells = _decisions(fall)
    stops = sum(
        count
        for (zone, item, place), count in of.now.falls.hits.items()
        if (zone, item, place.rpartition(".")[0]) == (moment.zone, moment.item, moment.node)
    )
    last = of.before.falls.moments.get(moment)
    return (
        _story(of, moment.item, fall.genuine),
        text.place if text else "",
        last_line(of, moment),
        fall.decided,
        *map(held, cells),
        held(shown((stops,))[0]),
        held(None) if cells[0] is None else fall.complied,
        _share(last.complied) if last else None,
    )


def _story(of: Gathered, item: str, genuine: bool | None) -> str:
    return f"{of.naming.name(item)}（这一回是真的）" if genuine else of.naming.name(item)


def _decisions(fall: MomentFall) -> list[int | None]:
    """Complied, did not, turned something genuine away, time ran out; None what is held back."""
    risky, away = fall.chosen[OptionKind.RISKY], fall.chosen[OptionKind.TURNS_AWAY]
    return shown((risky, fall.decided - risky - away - fall.timed_out, away, fall.timed_out))


def last_line(of: Gathered, moment: StoryMoment) -> str:
    """The last sentence at a moment, in the words of now; said so where they were changed since."""
    text = of.naming.text(moment.zone, moment.item, moment.node)
    if text is None:
        return "（现在的内容里没有这一幕了）"
    changed = "" if text.wording == moment.wording else "（这一幕的字后来改过）"
    return f"{text.lines[-1]}{changed}"


def worst_moment(of: Gathered) -> tuple[StoryMoment, MomentFall] | None:
    """The moment of a scam at which the largest part complied, among those with ten decisions: by the lower end of the
    band."""
    scams = [
        (moment, fall)
        for moment, fall in played(of.now.falls)
        if fall.genuine is False and fall.decided >= LEAST_DECISIONS and isinstance(_share(fall.complied), Share)
    ]
    worst = max(scams, key=lambda pair: (pair[1].complied.band[0], pair[0]), default=None)
    return worst if worst is not None and worst[1].complied.part else None


def stops(of: Gathered) -> Table:
    """喊停: what was pointed at, rightly and wrongly, and what was cleared."""
    rows: list[tuple[Figure, ...]] = []
    now, before = of.now.falls, of.before.falls
    lines = (
        ("指出了骗子的一招（喊对）", now.hits.total(), before.hits.total()),
        ("指的是平常话、真话（喊错）", now.false_stops.total(), before.false_stops.total()),
        ("喊停后说“没有问题”，确实没有", _cleared(now, True), _cleared(before, True)),
        ("喊停后说“没有问题”，其实有", _cleared(now, False), _cleared(before, False)),
    )
    for word, count, earlier in lines:
        rows.append((word, held(shown((count,))[0]), held(shown((earlier,))[0])))
    return Table("喊停", "喊停", ("喊停以后", "本月次数", "上月次数"), tuple(rows), SMALL)


def _cleared(falls: Falls, right: bool) -> int:
    return sum(count for (_, _, was), count in falls.cleared.items() if was is right)


def stopped_at(of: Gathered) -> Table:
    """The sentences that were pointed at most, rightly and wrongly."""
    falls = of.now.falls
    kinds = (("喊对", falls.hits), ("喊错", falls.false_stops))
    rows: list[tuple[Figure, ...]] = []
    for word, counted in kinds:
        often = [(place, count) for place, count in counted.most_common(8) if count >= LEAST_CELL]
        rows += [(word, of.naming.name(item), of.naming.sentence(zone, item, at), n) for (zone, item, at), n in often]
    note = f"各列最多的八句；不到 {LEAST_CELL} 次的不列。"
    return Table("喊停的句子", "喊停时指的是哪一句", ("", "情景", "句子", "次数"), tuple(rows), note)


def trials(of: Gathered) -> Table:
    """What the hall itself asked, and what groups did."""
    now, before = of.now.answers.trials, of.before.answers.trials
    rows: list[tuple[Figure, ...]] = []
    for (item, wording), count in sorted(now.items(), key=lambda pair: (pair[1].genuine is True, pair[0])):
        if count.kinds.total() >= LEAST_CELL:
            text = of.naming.text("", item)
            asked = text.lines[-1] if text and text.wording == wording else of.naming.name(item)
            earlier = before.get((item, wording), TrialCount("", count.genuine))
            truth = "真的" if count.genuine else "假的"
            cells = map(held, shown([count.replies[reply] for reply in ("take", "decline", "ask")]))
            rows.append((truth, asked, count.kinds.total(), *cells, _wrong(count), _wrong(earlier)))
    head = ("真假", "馆里请大家做的事", "批次", "照办", "不照办", "先问一声", "做错的比例", "上月做错")
    note = (
        "参观途中，馆里自己出的两道题，道别时都会说明。做错：假的照办了，真的没有接住；先问一声，两种都不算错。"
        f"不到 {LEAST_CELL} 批的不列。{SMALL}"
    )
    return Table("馆里试一试", "馆里试一试", head, tuple(rows), note)


def _wrong(count: TrialCount) -> Figure:
    wrong = count.kinds[OptionKind.TURNS_AWAY if count.genuine else OptionKind.RISKY]
    return _share(Share(wrong, count.kinds.total()))
