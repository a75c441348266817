"""Events made up for tests of the reports: one of every kind, and any of them by chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any, get_args, get_type_hints

from hypothesis import strategies as st

from kiosk.core.events import (
    KINDS,
    AdviceChosen,
    AdviceEnded,
    ChoiceMade,
    ChoiceTimedOut,
    ClueShown,
    DissuasionShown,
    DutiesDealt,
    Event,
    GroupRefused,
    HandsCounted,
    IdleAnswered,
    IdleAsked,
    ItemFinished,
    ItemOpened,
    JudgementCounted,
    JudgementUncounted,
    LeaningFound,
    MeasuringBegun,
    MeasuringSkipped,
    MessageJudged,
    MessageLeft,
    QuestionAnswered,
    QuizFinished,
    ScenarioEnded,
    SceneFailed,
    SceneStopped,
    SettingChanged,
    TimeUp,
    TimeWarned,
    TrialAnswered,
    VisitEnded,
    VisitExtended,
    VisitPaused,
    VisitResumed,
    VisitSetAside,
    VisitStarted,
    VisitTakenUp,
    ZoneClosed,
    ZoneEntered,
    ZoneExtended,
    ZoneLeft,
    ZoneSkipped,
)
from kiosk.core.logged import Logged
from kiosk.core.subject import Subject
from kiosk.core.vocabulary import (
    AdviceOutcome,
    AgeBand,
    Counsel,
    Duty,
    Ending,
    GroupKind,
    MessageForm,
    Openness,
    OptionKind,
    Phase,
    QuestionForm,
    QuizWay,
    ResumeCause,
    Setting,
    Term,
    VisitExit,
    VisitMode,
    ZoneExit,
)
from kiosk.reports.glossary import WordsKey

DAY = "2026-07-01"
OFFSET = "+08:00"
STARTED = VisitStarted(12, GroupKind.SCHOOL, (AgeBand.MINOR, AgeBand.MIDDLE), VisitMode.GUIDED)
NAMES = {"quiz": "知识考核区", "vr_experience": "VR互动体验区", "police": "冒充公检法", "refund": "冒充客服", "s1": "门口的电话",
         "q1": "这条短信是真是假", "map": "展区图", "granny": "刘奶奶的电话", "bank": "柜台前", "code": "要验证码的那一页"}  # fmt: skip
WORDS: dict[WordsKey, str] = {
    ("q1", "", ""): "这条短信是真是假？【社保】您的卡已停用",
    ("q1", "", "genuine"): "真实",
    ("q1", "", "scam"): "诈骗",
    ("s1", "ring", ""): "电话响了",
    ("s1", "ring", "hang_up"): "挂断",
    ("s1", "ring", "ring.2"): "别告诉家里人",
    ("s1", "", "end"): "钱还在",
    ("s1", "", "hurry"): "催您马上转",
    ("granny", "door", ""): "第 1 轮",
    ("granny", "door", "ask"): "奶奶，谁来的电话？",
    ("bank", "counter", "clerk"): "这个账户昨天才开",
    ("code", "", "give"): "报给他",
    ("", "", "paid"): "已经转了",
}


def subject(
    zone: str = "vr_experience", item: str = "s1", kind: str = "police", genuine: bool | None = False
) -> Subject:
    return Subject(zone, item, kind, genuine, "0a1b2c3d")


def answer(kind: str, genuine: bool | None, said_scam: bool | None, right: bool | None = None) -> QuestionAnswered:
    given = (genuine != said_scam) if right is None else right
    if said_scam is None:  # a choice among options of its own
        return QuestionAnswered(*subject("quiz", "q1", kind, genuine), QuestionForm.SINGLE, "a", given, None)
    option = "scam" if said_scam else "genuine"
    return QuestionAnswered(*subject("quiz", "q1", kind, genuine), QuestionForm.JUDGE, option, given, said_scam)


def withheld(kind: str, genuine: bool | None) -> QuestionAnswered:
    """Somebody would check first."""
    about = subject("quiz", "q1", kind, genuine)
    return QuestionAnswered(*about, QuestionForm.JUDGE, "verify", genuine is None, None)


def choice(kind: OptionKind, scam: str = "police", genuine: bool | None = False) -> ChoiceMade:
    return ChoiceMade(*subject(kind=scam, genuine=genuine), "ring", "hang_up", kind)


def ended(ending: Ending, scam: str = "police", genuine: bool = False, missed: Sequence[str] = ()) -> ScenarioEnded:
    return ScenarioEnded(*subject(kind=scam, genuine=genuine), "end", ending, 0, (), tuple(missed))


def phrase(text: str) -> MessageLeft:
    return MessageLeft(MessageForm.PHRASE, text)


def ink(*strokes: tuple[int, ...]) -> MessageLeft:
    return MessageLeft(MessageForm.INK, "", strokes, 800, 400)


def log(*entries: tuple[str, str, Event]) -> list[Logged]:
    """Events numbered from 1, of (visit, minute:second of ten o'clock, event)."""
    return [Logged(visit, event, f"{DAY}T10:{at}{OFFSET}", n) for n, (visit, at, event) in enumerate(entries, 1)]


def arranged(rows: Sequence[Logged]) -> list[Logged]:
    """The rows as the store gives them: judgements, what is outside any visit, then visit by visit."""
    order = {visit: n for n, visit in enumerate(dict.fromkeys(row.visit for row in rows if row.visit), 2)}
    return sorted(rows, key=lambda row: 0 if isinstance(row.event, MessageJudged) else order.get(row.visit, 1))


ONE_OF_EACH: tuple[Event, ...] = (
    STARTED,
    GroupRefused(32, (11, 11, 10)),
    ZoneEntered("quiz"),
    ZoneLeft("quiz", 60.0, True, ZoneExit.HOME),
    ItemOpened(*subject()),
    ItemFinished(*subject()),
    answer("police", True, False),
    HandsCounted(*subject("quiz", "q1"), (("scam", 7), ("genuine", 3)), 12),
    choice(OptionKind.RISKY),
    ChoiceTimedOut(*subject(), "ring"),
    ended(Ending.NEAR, missed=("hurry",)),
    SceneStopped(*subject(), "ring", "ring.2", True),
    QuizFinished(10, 7, QuizWay.GROUP, 99),
    LeaningFound(("police", "refund")),
    phrase("不轻信"),
    MessageJudged(15, True, "值班员"),
    AdviceChosen(*subject(item="granny"), "door", "ask", Counsel.ASKS, Openness.OPEN),
    AdviceEnded(*subject(item="granny", genuine=True), AdviceOutcome.REFUSED, True),
    DutiesDealt(((Duty.PERSON, 3), (Duty.CLERK, 2))),
    ClueShown(*subject(item="bank"), "counter", Duty.CLERK),
    TrialAnswered(*subject(item="code", genuine=False), "give", OptionKind.RISKY),
    DissuasionShown(("paid", "app"), "refund", ("s1",)),
    MeasuringBegun(Phase.BEFORE, "2026Q4-A", ("q1", "s1")),
    JudgementCounted(*subject("quiz", "q1"), Phase.BEFORE, "2026Q4-A", 7, 3, 12),
    JudgementUncounted(*subject("quiz", "q2"), Phase.BEFORE, "2026Q4-A", 12),
    MeasuringSkipped(Phase.AFTER, "2026Q4-B"),
    ZoneExtended("quiz", 5.0),
    ZoneSkipped("vr_experience"),
    VisitExtended(5.0),
    VisitPaused(),
    VisitResumed(30.0, ResumeCause.LIMIT),
    VisitSetAside("map"),
    VisitTakenUp(90.0),
    TimeWarned(5),
    TimeUp(),
    IdleAsked("map"),
    IdleAnswered("quiz"),
    SettingChanged(Setting.LARGE, True),
    SceneFailed("quiz", "ValueError: nothing"),
    ZoneClosed("quiz", "一小时内出错三次"),
    VisitEnded(VisitExit.FINISHED, 600.0, ("quiz",)),
)


def values(hint: Any) -> st.SearchStrategy[Any]:
    """What a field of an event may hold; few words, so that visits and zones meet."""
    if isinstance(hint, type) and issubclass(hint, Term):
        return st.sampled_from(list(hint))
    inner = get_args(hint)
    if inner and isinstance(inner[0], type) and issubclass(inner[0], Term):
        return st.lists(st.sampled_from(list(inner[0])), max_size=2).map(tuple)
    words = st.sampled_from(("quiz", "vr_experience", "harm_data", "", "=1+1"))
    known: dict[Any, st.SearchStrategy[Any]] = {
        str: words,
        int: st.integers(0, 40),
        float: st.floats(0, 5000),
        bool: st.booleans(),
        bool | None: st.none() | st.booleans(),
        tuple[str, ...]: st.lists(words, max_size=3).map(tuple),
        tuple[int, ...]: st.lists(st.integers(0, 9), max_size=3).map(tuple),
        tuple[tuple[int, ...], ...]: st.lists(st.just((1, 2)), max_size=3).map(tuple),
        tuple[tuple[Duty, int], ...]: st.lists(
            st.tuples(st.sampled_from(list(Duty)), st.integers(0, 15)), max_size=3
        ).map(tuple),
        tuple[tuple[str, int], ...]: st.lists(st.tuples(words, st.integers(0, 15)), max_size=3).map(tuple),
    }
    return known[hint]


EVENTS = st.one_of(
    *(
        st.builds(kind, **{f.name: values(get_type_hints(kind)[f.name]) for f in fields(kind)})
        for kind in KINDS.values()
    )
)


@st.composite
def logs(draw: st.DrawFn) -> list[Logged]:
    """Any events of a few visits, in any order, over some days."""
    at = datetime(2026, 6, 30, 23, 0)
    rows = []
    for number in range(1, draw(st.integers(0, 30)) + 1):
        at += timedelta(seconds=draw(st.sampled_from((0, 1, 600, 40_000))))
        event = draw(EVENTS)
        visit = "" if isinstance(event, MessageJudged) else draw(st.sampled_from(("", "a", "b", "c")))
        rows.append(Logged(visit, event, at.isoformat() + OFFSET, number, "log", draw(st.booleans())))
    return rows
