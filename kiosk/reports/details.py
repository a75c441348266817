"""Which sheet each kind of event reaches, and in which words: one `match`, so that no event can be forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from kiosk.core.events import (
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
from kiosk.core.vocabulary import MessageStatus, Truth
from kiosk.reports.detection import verdict_of
from kiosk.reports.rows import (
    AdviceEndRow,
    AdviceRow,
    AnswerRow,
    ChoiceRow,
    ClueRow,
    CourseRow,
    DissuasionRow,
    EndingRow,
    HandsRow,
    ItemRow,
    JudgementRow,
    QuizRow,
    StopRow,
    TableRow,
    TrialRow,
)

TIMED_OUT = "没有选，时间到"


def detail_rows(visit: str, at: str, event: Event) -> Iterator[TableRow]:
    """The rows one event gives by itself. What a visit, a stay or a message comes to needs several: see `tables`."""
    match event:
        case VisitStarted() | VisitEnded() | ZoneEntered() | ZoneLeft() | MessageLeft():
            return
        case ItemOpened() | ItemFinished():
            truth, finished = Truth.of(event.genuine), isinstance(event, ItemFinished)
            yield ItemRow(visit, at, event.zone, event.item, event.type, truth, finished, event.wording)
        case QuestionAnswered():
            yield _answer(visit, at, event)
        case HandsCounted():
            for option, hands in event.hands:
                yield HandsRow(
                    visit, at, event.zone, event.item, event.type, Truth.of(event.genuine), option, hands,
                    event.people, event.wording,
                )  # fmt: skip
        case JudgementCounted() | JudgementUncounted():
            yield _judgement(visit, at, event)
        case ChoiceMade():
            yield ChoiceRow(
                visit, at, event.zone, event.item, event.type, Truth.of(event.genuine), event.node, event.option,
                event.kind, "", event.wording, event.said,
            )  # fmt: skip
        case ChoiceTimedOut():
            yield ChoiceRow(
                visit, at, event.zone, event.item, event.type, Truth.of(event.genuine), event.node, "", None,
                TIMED_OUT, event.wording, "",
            )  # fmt: skip
        case ScenarioEnded():
            yield EndingRow(
                visit, at, event.zone, event.item, event.type, Truth.of(event.genuine), event.option, event.ending,
                event.yuan, len(event.seen), event.seen, len(event.missed), event.missed, event.wording,
            )  # fmt: skip
        case AdviceChosen():
            yield AdviceRow(
                visit, at, event.zone, event.item, event.type, Truth.of(event.genuine), event.turn, event.option,
                event.counsel, event.openness, event.wording,
            )  # fmt: skip
        case AdviceEnded():
            yield AdviceEndRow(
                visit, at, event.zone, event.item, event.type, Truth.of(event.genuine), event.outcome,
                event.turned_away, event.wording,
            )  # fmt: skip
        case SceneStopped():
            yield StopRow(
                visit, at, event.zone, event.item, event.type, Truth.of(event.genuine), event.node, event.option,
                event.right, event.wording, event.said,
            )  # fmt: skip
        case ClueShown():
            yield ClueRow(
                visit, at, event.zone, event.item, event.type, Truth.of(event.genuine), event.node, event.duty,
                event.duty.value, event.wording,
            )  # fmt: skip
        case TrialAnswered():
            truth = Truth.of(event.genuine)
            yield TrialRow(visit, at, event.zone, event.item, truth, event.option, event.kind, event.wording)
        case DissuasionShown():
            yield DissuasionRow(visit, at, event.facts, event.type, event.cases)
        case QuizFinished():
            yield QuizRow(visit, at, event.way, event.items, event.right, event.form_seed)
        case _:
            yield _course(visit, at, event)


def _judgement(visit: str, at: str, event: JudgementCounted | JudgementUncounted) -> JudgementRow:
    scam, genuine = (event.said_scam, event.said_genuine) if isinstance(event, JudgementCounted) else (None, None)
    return JudgementRow(
        visit, at, event.phase, event.form, event.zone, event.item, event.type, Truth.of(event.genuine),
        scam, genuine, event.people, event.wording,
    )  # fmt: skip


def _answer(visit: str, at: str, event: QuestionAnswered) -> AnswerRow:
    return AnswerRow(
        visit=visit,
        at=at,
        zone=event.zone,
        item=event.item,
        type=event.type,
        form=event.form,
        option=event.option,
        right=event.right,
        truth=Truth.of(event.genuine),
        said_scam=event.said_scam,
        verdict=verdict_of(event),
        wording=event.wording,
        said=event.said,
    )


Course = (
    GroupRefused
    | MessageJudged
    | DutiesDealt
    | LeaningFound
    | MeasuringBegun
    | MeasuringSkipped
    | ZoneExtended
    | ZoneSkipped
    | VisitExtended
    | VisitPaused
    | VisitResumed
    | VisitSetAside
    | VisitTakenUp
    | TimeWarned
    | TimeUp
    | IdleAsked
    | IdleAnswered
    | SettingChanged
    | SceneFailed
    | ZoneClosed
)


def _course(visit: str, at: str, event: Course) -> CourseRow:
    """What the event says in words."""

    def row(
        what: str,
        place: str = "",
        detail: str = "",
        seconds: float | None = None,
        people: int | None = None,
        names: tuple[str, ...] = (),
        technical: str = "",
    ) -> CourseRow:
        return CourseRow(visit, at, what, place, names, seconds, people, detail, technical)

    match event:
        case GroupRefused():
            plan = f"建议分 {len(event.plan)} 批：{_listed(event.plan)}"
            return row("人数超过上限", detail=plan, people=event.people)
        case MessageJudged():
            status = MessageStatus.APPROVED if event.approved else MessageStatus.REJECTED
            return row("审核留言", detail=f"{event.message} 号留言{status.word}，审核人：{event.by}")
        case DutiesDealt():
            return row("分了角色", detail="、".join(f"{duty.word} {people} 人" for duty, people in event.duties))
        case LeaningFound():
            return row("测了哪种骗局容易找上门", names=event.types)
        case MeasuringBegun():
            return row(f"{event.phase.word}看六件事", names=event.items, technical=event.form)
        case MeasuringSkipped():
            return row(f"{event.phase.word}的六件事跳过了", technical=event.form)
        case ZoneExtended():
            return row("给展区加时", event.zone, seconds=event.minutes * 60)
        case ZoneSkipped():
            return row("跳过展区", event.zone)
        case VisitExtended():
            return row("给全程加时", seconds=event.minutes * 60)
        case VisitPaused():
            return row("暂停")
        case VisitResumed():
            return row("暂停后继续", detail=event.how.word, seconds=event.seconds)
        case VisitSetAside():
            return row("没人了，先替他们留着", event.place)
        case VisitTakenUp():
            return row("走开后回来接着看", seconds=event.seconds)
        case TimeWarned():
            return row("提醒时间", seconds=event.minutes * 60.0)
        case TimeUp():
            return row("时间到")
        case IdleAsked():
            return row("问是否还在看", event.place)
        case IdleAnswered():
            return row("有人回应", event.place)
        case SettingChanged():
            return row("改了屏幕的样子", detail=f"{event.setting.word}：{'打开' if event.on else '关上'}")
        case SceneFailed():
            return row("页面出错", event.scene, technical=event.error)
        case ZoneClosed():
            return row("展区暂停开放", event.zone, technical=event.why)
        case _:
            assert_never(event)


def _listed(plan: tuple[int, ...]) -> str:
    return "、".join(f"{people} 人" for people in plan)
