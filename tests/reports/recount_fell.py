"""Where people fell, what they answered, what they said to others and what the hall asked of them, counted again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from kiosk.core.vocabulary import AdviceOutcome, Counsel, Ending, Verdict
from tests.reports.recount_log import DASH, FEW, HELD, Cell, Log, Recounted, Words, band, held_back, share, wilson

BOTH = ("now", "before")
STORIES = "(SELECT f(zone) || '/' || f(item) FROM {0} WHERE kind = 'ScenarioEnded')"
DECIDED = "kind IN ('ChoiceMade', 'ChoiceTimedOut')"


def few(count: int) -> Cell:
    """A count that stands alone."""
    return held_back([count])[0]


def unless_few(part: int, whole: int) -> Cell:
    return HELD if HELD in held_back([part, whole - part]) else share(part, whole)


class Moment(NamedTuple):
    """A moment of a story in one wording, and what was done at it."""

    zone: str
    item: str
    node: str
    wording: str
    genuine: int | None
    decided: int
    risky: int
    away: int
    out: int

    @property
    def cells(self) -> list[int | str]:
        """Complied, did not, turned away, ran out of time."""
        return held_back([self.risky, self.decided - self.risky - self.away - self.out, self.away, self.out])


def moments(log: Log, view: str) -> list[Moment]:
    found = log.rows(
        f"SELECT f(zone), f(item), f(node), f(wording), min(f(genuine)), count(*),"
        f" sum(kind = 'ChoiceMade' AND f(kind) = 'risky'), sum(kind = 'ChoiceMade' AND f(kind) = 'turns_away'),"
        f" sum(kind = 'ChoiceTimedOut') FROM {view} WHERE {DECIDED} AND f(zone) || '/' || f(item) IN"
        f" {STORIES.format(view)} GROUP BY 1, 2, 3, 4"
    )
    return [Moment(*row) for row in found]


def by_type(log: Log, words: Words) -> Recounted:
    def counted(view: str) -> dict[str, tuple[int, int]]:
        return {kind: (part, whole) for kind, part, whole in log.rows(
            f"SELECT f(type), sum(kind = 'ChoiceMade' AND f(kind) = 'risky'), count(*) FROM {view}"
            f" WHERE {DECIDED} AND f(genuine) = 0 AND f(zone) || '/' || f(item) IN {STORIES.format(view)} GROUP BY 1"
        )}  # fmt: skip

    now, before = map(counted, BOTH)
    rows = list[tuple[Cell, ...]]()
    for kind, (part, whole) in now.items():
        if whole >= FEW:
            shown = unless_few(part, whole)
            rows.append(
                (
                    words.name(kind),
                    whole,
                    shown,
                    HELD if shown == HELD else band(part, whole),
                    unless_few(*before.get(kind, (0, 0))),
                )
            )
    return Recounted(rows)


def genuine_story(log: Log, view: str) -> dict[tuple[str, str], int | None]:
    return {(zone, item): genuine for zone, item, genuine in log.rows(
        f"SELECT f(zone), f(item), f(genuine) FROM {view} WHERE kind = 'ScenarioEnded' ORDER BY id"
    )}  # fmt: skip


def endings(log: Log, words: Words) -> Recounted:
    now, before = (
        log.counts(
            f"SELECT f(zone), f(item), f(ending), count(*) FROM {v} WHERE kind = 'ScenarioEnded' GROUP BY 1, 2, 3"
        )
        for v in BOTH
    )
    rows = list[tuple[Cell, ...]]()
    for (zone, item), genuine in genuine_story(log, "now").items():
        cells = [now[zone, item, end.value] for end in Ending]
        if sum(cells) >= FEW:
            name = words.name(item) + ("（这一回是真的）" if genuine else "")
            rows.append((name, sum(cells), *held_back(cells), sum(before[zone, item, end.value] for end in Ending)))
    return Recounted(rows)


def line_by_line(log: Log, words: Words) -> Recounted:
    earlier = {(m.zone, m.item, m.node, m.wording): m for m in moments(log, "before")}
    rows, left_out = list[tuple[Cell, ...]](), 0
    for m in moments(log, "now"):
        cells = m.cells
        if not [cell for cell in cells if cell not in (0, HELD)]:
            left_out += 1
            continue
        text, last = words.texts.get((m.zone, m.item, m.node)), earlier.get((m.zone, m.item, m.node, m.wording))
        stops = log.one(
            "SELECT count(*) FROM now WHERE kind = 'SceneStopped' AND f(right) AND f(option) <> 'none' AND f(zone) = ?"
            " AND f(item) = ? AND f(option) LIKE ? || '.%'", m.zone, m.item, m.node
        )  # fmt: skip
        if text is None:
            line = "（现在的内容里没有这一幕了）"
        else:
            line = text.lines[-1] + ("" if text.wording == m.wording else "（这一幕的字后来改过）")
        rows.append((
            words.name(m.item) + ("（这一回是真的）" if m.genuine else ""), text.place if text else "", line, m.decided,
            *cells, few(stops), HELD if cells[0] == HELD else share(m.risky, m.decided),
            unless_few(last.risky, last.decided) if last else DASH,
        ))  # fmt: skip
    return Recounted(rows, [float(left_out)] if left_out else [])


def stops(log: Log, words: Words) -> Recounted:
    def count(view: str, which: str, right: bool) -> Cell:
        of = f"SELECT count(*) FROM {view} WHERE kind = 'SceneStopped' AND f(option) {which} 'none' AND f(right) = ?"
        return few(log.one(of, right))

    names = (
        "指出了骗子的一招（喊对）",
        "指的是平常话、真话（喊错）",
        "喊停后说“没有问题”，确实没有",
        "喊停后说“没有问题”，其实有",
    )
    kinds = (("<>", True), ("<>", False), ("=", True), ("=", False))
    return Recounted([(name, *(count(v, *kind) for v in BOTH)) for name, kind in zip(names, kinds, strict=True)])


def stopped_at(log: Log, words: Words) -> Recounted:
    rows = list[tuple[Cell, ...]]()
    for word, right in (("喊对", 1), ("喊错", 0)):
        for zone, item, place, count, _ in log.rows(
            "SELECT f(zone), f(item), f(option), count(*), min(id) FROM now WHERE kind = 'SceneStopped'"
            " AND f(option) <> 'none' AND f(right) = ? GROUP BY 1, 2, 3 ORDER BY 4 DESC, 5 LIMIT 8", right
        ):  # fmt: skip
            node, _, at = place.rpartition(".")
            if count >= FEW:
                rows.append((word, words.name(item), words.texts[zone, item, node].lines[int(at) - 1], count))
    return Recounted(rows)


def trials(log: Log, words: Words) -> Recounted:
    def counted(view: str) -> dict[tuple[str, str], tuple[int, int, list[int]]]:
        """By item and wording: whether genuine, how many did wrong, the replies."""
        return {(item, wording): (genuine, wrong, replies) for item, wording, genuine, wrong, *replies in log.rows(
            "SELECT f(item), f(wording), f(genuine), sum(f(kind) = CASE f(genuine) WHEN 1 THEN 'turns_away' ELSE 'risky'"
            " END), sum(f(option) = 'take'), sum(f(option) = 'decline'), sum(f(option) = 'ask')"
            f" FROM {view} WHERE kind = 'TrialAnswered' GROUP BY 1, 2"
        )}  # fmt: skip

    now, before = map(counted, BOTH)
    rows = list[tuple[Cell, ...]]()
    for (item, wording), (genuine, wrong, replies) in now.items():
        text = words.texts.get(("", item, ""))
        asked = text.lines[-1] if text and text.wording == wording else words.name(item)
        _, earlier, of_earlier = before.get((item, wording), (0, 0, [0]))
        if sum(replies) >= FEW:
            rows.append(
                (
                    "真的" if genuine else "假的",
                    asked,
                    sum(replies),
                    *held_back(replies),
                    unless_few(wrong, sum(replies)),
                    unless_few(earlier, sum(of_earlier)),
                )
            )
    return Recounted(rows)


# ------------------------------------------------------------ questions
class Asked(NamedTuple):
    """A question in one wording: how many answered, how many were wrong, what was chosen."""

    answered: int
    missed: int
    options: Counter[str]


Key = tuple[str, str, str, str]
"""Zone, item, node ("" for a question), wording."""


def asked(log: Log, view: str) -> dict[Key, Asked]:
    """Questions, and choices that belong to no story. Who would check first is not wrong."""
    questions = (
        "SELECT f(zone), f(item), '', f(wording), f(option), count(*), sum(NOT f(right) AND NOT (f(genuine) IS NOT NULL"
        f" AND f(said_scam) IS NULL AND f(form) = 'judge')) FROM {view} WHERE kind = 'QuestionAnswered'"
    )
    choices = (
        "SELECT f(zone), f(item), f(node), f(wording), f(option), count(*), sum(f(kind) NOT IN ('safe', 'helps'))"
        f" FROM {view} WHERE kind = 'ChoiceMade' AND f(zone) || '/' || f(item) NOT IN {STORIES.format(view)}"
    )
    found: dict[Key, Asked] = {}
    for query in (questions, choices):
        for zone, item, node, wording, option, count, wrong in log.rows(f"{query} GROUP BY 1, 2, 3, 4, 5"):
            had = found.get((zone, item, node, wording), Asked(0, 0, Counter()))
            options = had.options + Counter({option: count})
            found[zone, item, node, wording] = Asked(had.answered + count, had.missed + wrong, options)
    return found


def most_missed(log: Log) -> Iterator[tuple[Key, Asked]]:
    """The ten whose share of wrong answers is at least as great as its band's lower end, the greatest first."""
    often = [(key, one) for key, one in asked(log, "now").items() if one.answered >= 10 and one.missed >= FEW]
    often.sort(
        key=lambda pair: (-wilson(pair[1].missed, pair[1].answered)[0], pair[0][0], pair[0][1], pair[0][3], pair[0][2])
    )
    yield from often[:10]


def missed_questions(log: Log, words: Words) -> Recounted:
    earlier = asked(log, "before")
    rows = list[tuple[Cell, ...]]()
    for rank, (key, one) in enumerate(most_missed(log), 1):
        zone, item, node, _ = key
        text, chosen = words.texts.get((zone, item, node)), Counter[str]()
        for option, count in one.options.items():
            for part in option.split("+"):
                chosen[part] += count
        known = {option.id: option for option in text.options} if text else {}
        shown = [
            i for i in known if chosen[i] or (known[i].good and not any(chosen[j] and known[j].good for j in known))
        ]
        last = earlier.get(key)
        head = (words.name(zone), " / ".join(text.lines) if text else words.name(item), one.answered, one.missed)
        shares = (share(one.missed, one.answered), share(last.missed, last.answered) if last else DASH)
        for i in [*shown, *(set(chosen) - set(known))]:
            good = ("对" if known[i].good else "不对") if i in known else ""
            said = known[i].words if i in known else i or "旧记录没有写明选的是哪一项"
            rows.append((rank, *head, *shares, said, chosen[i], good or None))
    seldom = sum(one.answered < 10 for one in asked(log, "now").values()) + only_hands(log)
    return Recounted(rows, [10, FEW, *([seldom, 10] if seldom else [])])


def only_hands(log: Log) -> int:
    """Questions for which hands were counted and no answer was given."""
    at = "f(zone) || '/' || f(item) || '/' || f(wording)"
    found: int = log.one(
        f"SELECT count(DISTINCT {at}) FROM now WHERE kind = 'HandsCounted' AND {at} NOT IN"
        f" (SELECT {at} FROM now WHERE kind = 'QuestionAnswered')"
    )
    return found


def all_questions(log: Log, words: Words) -> Recounted:
    earlier = asked(log, "before")
    rows = list[tuple[Cell, ...]]()
    for key, one in asked(log, "now").items():
        zone, item, node, wording = key
        last = earlier.get(key)
        rows.append((
            words.name(zone), item, wording, words.said(zone, item, node, wording), one.answered, one.missed,
            share(one.missed, one.answered), band(one.missed, one.answered),
            share(last.missed, last.answered) if last else DASH,
        ))  # fmt: skip
    return Recounted(rows)


JUDGED = {
    Verdict.HIT: "f(genuine) = 0 AND f(said_scam) = 1",
    Verdict.MISS: "f(genuine) = 0 AND f(said_scam) = 0",
    Verdict.FALSE_ALARM: "f(genuine) = 1 AND f(said_scam) = 1",
    Verdict.CORRECT_REJECTION: "f(genuine) = 1 AND f(said_scam) = 0",
    Verdict.WITHHELD: "f(genuine) IS NOT NULL AND f(said_scam) IS NULL AND f(form) = 'judge'",
}


def judged(log: Log, words: Words) -> Recounted:
    of = [
        {v: log.one(f"SELECT count(*) FROM {view} WHERE kind = 'QuestionAnswered' AND {which}") for v, which in JUDGED.items()}
        for view in BOTH
    ]  # fmt: skip
    rows: list[tuple[Cell, ...]] = [(v.word, of[0][v], of[1][v]) for v in JUDGED]
    for name, right, wrong in (
        ("骗局里当场认出的", Verdict.HIT, Verdict.MISS),
        ("真的里当场认出的", Verdict.CORRECT_REJECTION, Verdict.FALSE_ALARM),
    ):
        rows.append((name, *(share(counted[right], counted[right] + counted[wrong]) for counted in of)))
    return Recounted(rows)


def missed_types(log: Log, words: Words) -> Recounted:
    of = "SELECT f(type), count(*) FROM {0} WHERE kind = 'QuestionAnswered' AND " + JUDGED[Verdict.MISS] + " GROUP BY 1"
    now, before = (log.counts(of.format(view)) for view in BOTH)
    name = {"": "不分种类"}
    return Recounted([(name.get(t) or words.name(t), n, few(before[t])) for t, n in now.items() if n >= FEW])


# ------------------------------------------------------------ hands, advice, dissuasion
def hands(log: Log, words: Words) -> Recounted:
    def counted(view: str) -> tuple[int, int, int]:
        questions: int = log.one(
            f"SELECT count(DISTINCT f(zone) || '/' || f(item) || '/' || f(wording)) FROM {view} WHERE kind = 'HandsCounted'"
        )
        there: int = log.one(f"SELECT sum(f(people)) FROM {view} WHERE kind = 'HandsCounted'")
        raised: int = log.one(
            f"SELECT sum(json_extract(j.value, '$[1]')) FROM {view}, json_each({view}.body, '$.hands') j WHERE kind = 'HandsCounted'"
        )
        return questions, there, raised

    names = ("数过举手的题", "在场人次", "举了手的人次", "前后两套题里问了几件", "其中没有数到人的")
    return Recounted(list(zip(names, *((*counted(v), *measured(log, v)) for v in BOTH), strict=True)))


def measured(log: Log, view: str) -> tuple[int, int]:
    """Items of live forms that were asked; those of them for which nobody was counted."""
    counted, uncounted = (
        log.one(f"SELECT count(*) FROM {view} WHERE kind = ?", kind)
        for kind in ("JudgementCounted", "JudgementUncounted")
    )
    return counted + uncounted, uncounted


def advice(log: Log, words: Words) -> Recounted:
    of = "SELECT f(item), f(outcome), count(*) FROM {0} WHERE kind = 'AdviceEnded' GROUP BY 1, 2"
    now, before = (log.counts(of.format(view)) for view in BOTH)
    genuine = dict(log.rows("SELECT f(item), max(f(genuine)) FROM now WHERE kind = 'AdviceEnded' GROUP BY 1"))
    rows = list[tuple[Cell, ...]]()
    for item, truth in genuine.items():
        cells = [now[item, end.value] for end in AdviceOutcome]
        if sum(cells) >= FEW:
            last = sum(before[item, end.value] for end in AdviceOutcome)
            rows.append((words.name(item), "真的" if truth else "骗局", sum(cells), *held_back(cells), last))
    return Recounted(rows)


def counsel(log: Log, words: Words) -> Recounted:
    now, before = (
        log.counts(f"SELECT f(counsel), count(*) FROM {v} WHERE kind = 'AdviceChosen' GROUP BY 1") for v in BOTH
    )
    return Recounted([(kind.word, few(now[kind.value]), few(before[kind.value])) for kind in Counsel])


def dissuaded(log: Log, words: Words) -> Recounted:
    now, before = (
        log.counts(f"SELECT f(type), count(*) FROM {v} WHERE kind = 'DissuasionShown' GROUP BY 1") for v in BOTH
    )
    name = defaultdict(str, {"": "没有分出种类"})
    rows: list[tuple[Cell, ...]] = [("一共", now.total(), before.total())]
    rows += [(name[t] or words.name(t), n, few(before[t])) for t, n in now.items() if n >= FEW]
    return Recounted(rows)
