"""The questions most missed, in full words with what was chosen; what is judged in the hall; advice and dissuasion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.core.vocabulary import AdviceOutcome, Counsel, OptionKind, Verdict
from kiosk.monthly.gathering import Gathered
from kiosk.monthly.tables import Figure, Table, banded, held
from kiosk.reports.answers import Question
from kiosk.reports.shares import LEAST_CELL, Share, shown

MOST_MISSED = 10
NOT_NOTED = "旧记录没有写明选的是哪一项"
LEAST_ANSWERS = 10
"""Groups that answered a question, for it to be called missed often."""
_GOOD = (OptionKind.SAFE, OptionKind.HELPS)


@dataclass(frozen=True, slots=True)
class MissedOption:
    """An answer: its words, how often it was chosen, whether it is right (None: nobody knows any more)."""

    words: str
    count: int
    good: bool | None


@dataclass(frozen=True, slots=True)
class MissedQuestion:
    """A question that was missed often: what stood on the screen, what was chosen, and last month's share missed."""

    zone: str
    lines: tuple[str, ...]
    missed: Share
    options: tuple[MissedOption, ...]
    note: str
    before: Share | None


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question or a choice of any zone but the stories, alike."""

    question: Question
    node: str
    missed: Share
    options: Counter[str]


def most_missed(of: Gathered) -> list[MissedQuestion]:
    """The questions missed most, at least ten answers each and five of them wrong, by the lower end of the band of the
    share that was wrong: so that three of four do not come before thirty of fifty."""
    often = [one for one in _asked(of, now=True) if one.missed.whole >= LEAST_ANSWERS and one.missed.part >= LEAST_CELL]
    often.sort(key=lambda one: (-one.missed.band[0], one.question, one.node))
    before = {(one.question, one.node): one.missed for one in _asked(of, now=False)}
    return [_missed(of, one, before.get((one.question, one.node))) for one in often[:MOST_MISSED]]


def _asked(of: Gathered, now: bool) -> Iterator[_Asked]:
    figures = of.now if now else of.before
    for question, count in figures.answers.questions.items():
        yield _Asked(question, "", count.missed, count.options)
    for moment, fall in figures.falls.moments.items():
        if (moment.zone, moment.item) not in figures.falls.endings:
            right = sum(fall.chosen[kind] for kind in _GOOD)
            missed = Share(fall.decided - right, fall.decided)
            yield _Asked(Question(moment.zone, moment.item, moment.wording), moment.node, missed, fall.options)


def _missed(of: Gathered, one: _Asked, before: Share | None) -> MissedQuestion:
    zone, item, wording = one.question
    text = of.naming.text(zone, item, one.node)
    chosen: Counter[str] = Counter()
    for option, count in one.options.items():
        for part in option.split("+"):
            chosen[part] += count
    known = {option.id: option for option in text.options} if text else {}
    found = [i for i in known if chosen[i]]
    right = [] if any(known[i].good for i in found) else [i for i in known if known[i].good]
    ids = [*found, *right, *sorted(set(chosen) - set(known))]
    several = any("+" in option for option in one.options)
    options = tuple(
        MissedOption(
            known[i].words if i in known else of.naming.plain(i) if i else NOT_NOTED,
            chosen[i],
            known[i].good if i in known else None,
        )
        for i in ids
    )
    changed = "这道题的字后来改过，下面是现在的字。" if text and text.wording != wording else ""
    gone = "这道题现在的内容里没有了，只知道它的编号。" if text is None else ""
    ways = "一次可以选几样，各样分开数。" if several else ""
    lines = text.lines if text else (of.naming.name(item),)
    return MissedQuestion(of.naming.name(zone), lines, one.missed, options, changed + gone + ways, before)


def missed_table(of: Gathered) -> Table:
    """The questions with their options, a row an option."""
    rows: list[tuple[Figure, ...]] = []
    for rank, one in enumerate(most_missed(of), 1):
        for option in one.options:
            good = "" if option.good is None else "对" if option.good else "不对"
            said = " / ".join(one.lines)
            whole, part = one.missed.whole, one.missed.part
            rows.append((rank, one.zone, said, whole, part, one.missed, one.before, option.words, option.count, good))
    head = ("名次", "展区", "题目", "回答批次", "答错批次", "答错", "上月答错", "选项", "选它的批次", "这样选")
    return Table("答错最多的题", "答错最多的十道题", head, tuple(rows), missed_note(of))


def all_questions(of: Gathered) -> Table:
    """Every question in every wording that was answered, as content orders them; too long for the page."""
    before = {(one.question, one.node): one.missed for one in _asked(of, now=False)}
    rows: list[tuple[Figure, ...]] = []
    asked = sorted(
        _asked(of, now=True),
        key=lambda one: (of.naming.place(one.question.zone, one.question.item, one.node), one.question),
    )
    for one in asked:
        zone, item, wording = one.question
        if one.missed.whole:
            text = of.naming.text(zone, item, one.node)
            said = " / ".join(text.lines) if text and text.wording == wording else of.naming.name(item)
            names = (of.naming.name(zone), of.naming.plain(item), of.naming.plain(wording), said)
            last = before.get((one.question, one.node))
            rows.append((*names, one.missed.whole, one.missed.part, one.missed, banded(one.missed), last))
    head = ("展区", "题目编号", "文字版本", "题目", "回答批次", "答错批次", "答错", "范围", "上月答错")
    note = "一道题改过字，就是另一个版本，分开数。文字跟现在不一样的，只写名字。"
    return Table("全部题目", "全部题目", head, tuple(rows), note)


def missed_note(of: Gathered) -> str:
    """What the list holds, and what it leaves out."""
    held_few = sum(one.missed.whole < LEAST_ANSWERS for one in _asked(of, now=True))
    few = f"另有 {held_few} 道题回答的不到 {LEAST_ANSWERS} 批，没有算。" if held_few else ""
    return f"一批人答一次算一次，“先核实”不算答错。只排回答满 {LEAST_ANSWERS} 批、错了 {LEAST_CELL} 批以上的。{few}"


def judged(of: Gathered) -> Table:
    """Judgements of scam or genuine in the hall, while it is being taught."""
    now, before = of.now.answers, of.before.answers
    rows: list[tuple[Figure, ...]] = [
        (verdict.word, now.verdicts[verdict], before.verdicts[verdict]) for verdict in Verdict
    ]
    rows.append(("骗局里当场认出的", now.recognised_scams, before.recognised_scams))
    rows.append(("真的里当场认出的", now.recognised_genuine, before.recognised_genuine))
    note = "一边学一边答的，不是测评，跟首页的两个率不是一回事：只看哪里薄弱，不能拿来证明参观有用。"
    return Table("真假判断", "在馆里一边学一边判断", ("判断", "本月", "上月"), tuple(rows), note)


def missed_types(of: Gathered) -> Table:
    """Scams that were taken for genuine, by kind."""
    now, before = of.now.answers.missed_types, of.before.answers.missed_types
    rows = tuple(
        (of.naming.name(kind) if kind else "不分种类", count, held(shown((before[kind],))[0]))
        for kind, count in now.most_common()
        if count >= LEAST_CELL
    )
    return Table("漏过的骗局", "把哪种骗局当成了真的", ("骗局", "本月次数", "上月次数"), rows, "不到 5 次的不列。")


def hands(of: Gathered) -> Table:
    """How many people raised their hands, in groups that were counted."""
    now, before = of.now.answers.questions.values(), of.before.answers.questions.values()
    rows = (
        ("数过举手的题", sum(1 for one in now if one.people), sum(1 for one in before if one.people)),
        ("在场人次", sum(one.people for one in now), sum(one.people for one in before)),
        ("举了手的人次", sum(one.hands.total() for one in now), sum(one.hands.total() for one in before)),
        ("前后两套题里问了几件", of.now.answers.measured, of.before.answers.measured),
        ("其中没有数到人的", of.now.answers.uncounted, of.before.answers.uncounted),
    )
    note = (
        "不举手的，算拿不准。一件事一个人也没有数到，是没有数，还是大家都拿不准，记录里分不出来，所以不算进“有没有用”。"
    )
    return Table("举手", "举手作答", ("", "本月", "上月"), rows, note)


def advice(of: Gathered) -> Table:
    """How talks ended, talk by talk."""
    now, before = of.now.counsel, of.before.counsel
    earlier = before.talks()
    rows: list[tuple[Figure, ...]] = []
    for item, ends in sorted(now.talks().items(), key=lambda pair: (now.genuine[pair[0]] is True, pair[0])):
        if ends.total() >= LEAST_CELL:
            truth = "真的" if now.genuine[item] else "骗局"
            cells = map(held, shown([ends[outcome] for outcome in AdviceOutcome]))
            last = earlier.get(item, Counter[AdviceOutcome]()).total()
            rows.append((of.naming.name(item), truth, ends.total(), *cells, last))
    head = ("劝谁", "他遇到的是", "次数", *(outcome.word for outcome in AdviceOutcome), "上月次数")
    return Table(
        "劝一劝", "劝一劝：劝得怎么样", head, tuple(rows), "不到 5 次的不列。“略”：不到 5 次，或能推出来的数。"
    )


def counsel(of: Gathered) -> Table:
    """What the sentences did that were chosen."""
    now, before = (_by_counsel(figures.counsel.said) for figures in (of.now, of.before))
    rows = tuple((kind.word, held(shown((now[kind],))[0]), held(shown((before[kind],))[0])) for kind in Counsel)
    return Table("劝的话", "劝人时挑的是什么话", ("这句话是", "本月次数", "上月次数"), rows)


def _by_counsel(said: Counter[tuple[str, Counsel]]) -> Counter[Counsel]:
    found: Counter[Counsel] = Counter()
    for (_, kind), count in said.items():
        found[kind] += count
    return found


def dissuaded(of: Gathered) -> Table:
    """Uses of 当场劝阻, by kind only where there are enough not to point at anybody."""
    now, before = of.now.counsel.dissuaded, of.before.counsel.dissuaded
    rows: list[tuple[Figure, ...]] = [("一共", now.total(), before.total())]
    for kind, count in now.most_common():
        if count >= LEAST_CELL:
            word = of.naming.name(kind) if kind else "没有分出种类"
            rows.append((word, count, held(shown((before[kind],))[0])))
    note = "有人正在被骗，民警打开“当场劝阻”给他看，算一次。种类不到 5 次的不列：不能让人猜到是谁。"
    return Table("当场劝阻", "当场劝阻", ("", "本月次数", "上月次数"), tuple(rows), note)
