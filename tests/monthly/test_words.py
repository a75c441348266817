"""What the report says in words, on both sides of every boundary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kiosk.content.asked import AskedOption, AskedText
from kiosk.content.dates import REVIEW_DUE
from kiosk.content.problems import Problem
from kiosk.core.events import (
    ChoiceMade,
    DissuasionShown,
    Event,
    GroupRefused,
    JudgementCounted,
    JudgementUncounted,
    QuestionAnswered,
    ScenarioEnded,
    SceneFailed,
    TrialAnswered,
    VisitEnded,
    VisitStarted,
    ZoneEntered,
    ZoneLeft,
)
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import (
    EffectVerdict,
    Ending,
    GroupKind,
    OptionKind,
    Phase,
    QuestionForm,
    VisitExit,
    VisitMode,
    ZoneExit,
)
from kiosk.monthly import effect_words
from kiosk.monthly.attendance_tables import by_week
from kiosk.monthly.fall_tables import by_type, moments
from kiosk.monthly.first_page import headlines, sentences
from kiosk.monthly.gathering import Gathered, first_day, gather
from kiosk.monthly.naming import UNKNOWN_ID, Naming
from kiosk.monthly.page import about, page
from kiosk.monthly.question_tables import dissuaded, hands, most_missed
from kiosk.monthly.tables import HELD
from kiosk.monthly.todo import changes
from kiosk.reports.effect import BeforeAfter, Effect, Measured
from kiosk.reports.intervals import Estimate
from kiosk.reports.months import Month
from kiosk.reports.shares import Share

NOVEMBER = Month(2026, 11)
STORY = ("vr", "call", "police", False, "0a")
ASKED = AskedText(
    "q",
    "",
    "0a",
    ("这条短信是真是假？", "您的快递到了"),
    (AskedOption("scam", "诈骗", True), AskedOption("genuine", "真实", False)),
)
RING = AskedText("call", "ring", "0a", ("喂，我是公安局的。", "别告诉家里人。"), (), "第1幕")
NAMING = Naming(
    {"quiz": "知识考核区", "vr": "VR互动体验区", "call": "一通电话", "police": "冒充公检法"},
    [("quiz", ASKED), ("vr", RING)],
)


def started(people: int = 4, kind: GroupKind = GroupKind.SCHOOL) -> VisitStarted:
    return VisitStarted(people, kind, (), VisitMode.GUIDED)


def gathered(*visits: list[Event], before: tuple[list[Event], ...] = (), **given: Any) -> Gathered:
    """Of visits of November, and of October."""
    rows = []
    for day, month in (("2026-10-03", before), ("2026-11-03", visits)):
        for number, events in enumerate(month):
            rows += [Logged(f"{day}-{number}", event, f"{day}T10:00:00+08:00", len(rows)) for event in events]
    problems = given.pop("problems", ())
    found = gather(rows, NOVEMBER, "馆", date(2026, 12, 1), NAMING, ("vr", "quiz"), problems)
    return replace(found, **given)


def answer(option: str, right: bool) -> QuestionAnswered:
    return QuestionAnswered(
        "quiz",
        "q",
        "police",
        False,
        "0a",
        QuestionForm.JUDGE,
        option,
        right,
        {"scam": True}.get(option, False if option == "genuine" else None),
    )


def chose(kind: OptionKind) -> ChoiceMade:
    return ChoiceMade(*STORY, "ring", "a", kind)


END = ScenarioEnded(*STORY, "end", Ending.SAFE, 0, (), ())


def effect(verdict: EffectVerdict, both: int = 12, note: str = "") -> Effect:
    half = BeforeAfter(Estimate(0.6, 0.5, 0.7), Estimate(0.8, 0.7, 0.9), Estimate(0.2, 0.1, 0.3))
    other = replace(half, after=Estimate(0.71, 0.6, 0.8))
    measured = Measured(Estimate(0.5, 0.2, 0.8), Estimate(0.0, -0.1, 0.1), half, other, 0.4)
    return Effect(verdict, note, both, 0, 0, 0, 1000, measured)


# ------------------------------------------------------------ whether it works
@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (EffectVerdict.BETTER, "更分得清真假"),
        (EffectVerdict.NO_CHANGE, "看不出变化"),
        (EffectVerdict.MORE_SUSPICIOUS, "只是更怀疑"),
    ],
)
def test_a_verdict_comes_with_both_rates_the_genuine_first(verdict: EffectVerdict, words: str) -> None:
    said = effect_words.sentences(effect(verdict))
    assert len(said) == 4 and words in said[0]
    assert said[1].startswith("真事认得率") and "71 件（60–80）" in said[1]
    assert said[2].startswith("识破率") and "60 件（50–70）" in said[2] and "80 件（70–90）" in said[2]
    of = gathered([started()], effect=effect(verdict))
    assert [(h.now, h.before) for h in headlines(of)[4:]] == [("71%", "样本不足"), ("80%", "样本不足")]
    assert words in page(of)


@pytest.mark.parametrize(
    ("lower", "upper", "words"),
    [
        (0.012, 0.1, "多了 1 到 10 件"),
        (0.002, 0.1, "多了不到 1 到 10 件"),
        (-0.01, 0.05, "看不出变化（少 1 件到多 5 件都有可能）"),
        (-0.1, -0.01, "少了 1 到 10 件"),
    ],
)
def test_the_first_page_says_of_each_half_whether_it_changed(lower: float, upper: float, words: str) -> None:
    """A headline speaks of both halves; a chief must not have to read a band to see that one of them stood still."""
    found = effect(EffectVerdict.BETTER, note="同时也更容易说“是诈骗”")
    assert found.measured is not None
    half = replace(found.measured.genuine_known, difference=Estimate((lower + upper) / 2, lower, upper))
    of = gathered([started()], effect=replace(found, measured=replace(found.measured, genuine_known=half)))
    says = sentences(of)[1].says
    assert f"参观前认得出 60 件，参观后 71 件，{words}" in says
    assert "参观前识破 60 个，参观后 80 个，多了 10 到 30 个" in says
    assert found.note in says


def test_what_grew_worse_is_not_called_no_change() -> None:
    worse, still = Estimate(-0.5, -0.8, -0.2), Estimate(-0.1, -0.4, 0.2)
    for change, said, remedy in ((worse, "反而更分不清", "教反了"), (still, "看不出变化", "错得最多的题")):
        found = effect(EffectVerdict.NO_CHANGE)
        assert found.measured is not None
        found = replace(found, measured=replace(found.measured, sensitivity_change=change))
        of = gathered([started()], effect=found)
        assert said in effect_words.large(found) and remedy in changes(of)[0].what


def test_what_nobody_was_counted_for_is_named_beside_the_effect() -> None:
    about = ("quiz", "a", "police", False, "0a")
    asked = [
        JudgementCounted(*about, Phase.BEFORE, "f", 0, 1, 5),
        JudgementUncounted(*about, Phase.AFTER, "f", 5),
        JudgementUncounted(*about, Phase.AFTER, "f", 5),
    ]
    for events, note in ((asked, "本月另有 2 件没有数到人"), (asked[:1], "")):
        of = gathered([started(), *events])
        assert (note or "只答了前面的 1 批") in effect_words.effect_table(of).note
        assert ("没有数到人" in effect_words.effect_table(of).note) is bool(note)
    assert [row[1] for row in hands(gathered([started(), *asked])).rows[-2:]] == [3, 2]


def test_too_few_groups_give_no_rate_at_all_though_there_is_a_model() -> None:
    few = effect(EffectVerdict.TOO_FEW, both=9)
    said = effect_words.sentences(few)
    assert "样本不足" in said[0] and "还差 1 批" in said[3]
    assert not any("%" in sentence or "件（" in sentence for sentence in said)
    of = gathered([started()], effect=few)
    assert [h.now for h in headlines(of)[4:]] == ["样本不足", "样本不足"]
    assert changes(of)[0].what.endswith("再攒 1 批。")
    turned = effect(EffectVerdict.TOO_FEW, both=12, note="两套题的先后没有轮换，分不清是人变了，还是题目难易不同")
    assert "没有轮换" in effect_words.sentences(turned)[3]


@pytest.mark.parametrize(("groups", "alone", "enough"), [(9, 0, False), (9, 20, False), (10, 0, True), (10, 20, True)])
def test_ten_groups_that_answered_twice_are_enough_and_people_alone_are_no_group(
    groups: int, alone: int, enough: bool
) -> None:
    visits = []
    for number in range(groups + alone):
        people = 10 if number < groups else 1
        events: list[Event] = [started(people)]
        for phase, right in ((Phase.BEFORE, 5 + number % 2), (Phase.AFTER, 8 + number % 2)):
            form = "ab"[(number + (phase is Phase.AFTER)) % 2]
            for item in range(6):
                genuine = item % 2 == 0
                known = right if people == 10 else int(right > 5)
                counts = (people - known, known) if genuine else (known, people - known)
                about = ("quiz", f"{form}{item}", "police", genuine, f"{form}{item}")
                events.append(JudgementCounted(*about, phase, form, *counts, people))
        visits.append(events)
    of = gathered(*visits)
    assert (of.effect.both, of.effect.alone) == (groups, alone)
    assert effect_words.told_rates(of.effect) is enough
    assert ("样本不足" in sentences(of)[1].says or "才下判断" in sentences(of)[1].says) is not enough


def test_the_effect_is_that_of_three_months_and_last_months_is_beside_it() -> None:
    assert first_day(NOVEMBER) == date(2026, 8, 1) and first_day(Month(2027, 2)) == date(2026, 11, 1)
    about = ("quiz", "a", "police", False, "0a")
    rows = []
    for day in ("2026-08-31", "2026-09-01", "2026-10-31", "2026-11-30"):
        for phase in Phase:
            rows.append(Logged(day, JudgementCounted(*about, phase, "f", 3, 1, 5), f"{day}T10:00:00+08:00", len(rows)))
    of = gather(rows, NOVEMBER, "馆", date(2026, 12, 1), NAMING, ())
    assert (of.effect.both, of.effect_before.both) == (3, 3), "September to November, August to October"


# ------------------------------------------------------------ the first page
def test_a_month_is_compared_with_the_one_before() -> None:
    more = gathered(
        [started(5)], [started(6, GroupKind.COMPANY)], [started(1, GroupKind.COMPANY)], before=([started(20)],)
    )
    assert sentences(more)[0].says == "接待 3 批、12 人次，比上个月多 2 批、少 8 人次；来得最多的是企业（2 批）。"
    same = gathered([started(5)], before=([started(5)],))
    assert "一样多（批）、一样多（人次）" in sentences(same)[0].says
    assert "上个月没有记录" in sentences(gathered([started(5)]))[0].says


def test_where_people_fall_is_said_by_the_sentence_they_heard() -> None:
    visit = [started(), *[chose(OptionKind.RISKY)] * 6, *[chose(OptionKind.SAFE)] * 6, END]
    assert (
        sentences(gathered(visit))[2].says
        == "最容易照骗子说的做的，是情景“一通电话”里听到“别告诉家里人。”的时候：12 次选择里，6 次照办了。"
    )
    few = [started(), *[chose(OptionKind.RISKY)] * 4, *[chose(OptionKind.SAFE)] * 6, END]
    assert "太少" in sentences(gathered(few))[2].says, "four of ten would say something of single people"
    for refused, said in ((4, False), (5, True)):
        visit = [started(), *[chose(OptionKind.RISKY)] * 5, *[chose(OptionKind.SAFE)] * refused, END]
        assert ("照办了" in sentences(gathered(visit))[2].says) is said, "ten decisions, five of each at least"
    missed = [started(), *[answer("genuine", False)] * 6, *[answer("scam", True)] * 6]
    assert "“您的快递到了”：12 批答过，6 批答错" in sentences(gathered(missed))[2].says, (
        "then the question that was missed most"
    )


def test_what_did_not_go_well() -> None:
    whole = [started(), ZoneEntered("vr"), ZoneEntered("quiz"), VisitEnded(VisitExit.FINISHED, 60.0, ())]
    assert sentences(gathered(whole))[3].says == "每一批都走完了，没有漏掉的展区。"
    broken = [started(), ZoneEntered("vr"), VisitEnded(VisitExit.ABANDONED, 60.0, ())]
    said = sentences(gathered(whole, broken))[3].says
    assert (
        "“知识考核区”最常没走到（2 批里 1 批）" in said and "没走完的 1 批里，停在“VR互动体验区”的最多（1 批）" in said
    )


def test_what_to_do_next_answers_the_trap_the_page_names() -> None:
    """Whatever comes first, what is done about the sentence at which most complied stands on the first page."""
    fell = [*[chose(OptionKind.RISKY)] * 6, *[chose(OptionKind.SAFE)] * 6, END]
    tried = [TrialAnswered("quiz", "code", "", True, "0a", "decline", OptionKind.TURNS_AWAY)] * 10
    better = effect(EffectVerdict.BETTER)
    of = gathered([started(), *fell, *tried], effect=better)
    assert sentences(of)[4].says.startswith("一、讲到上面那一句，停下来当场点破。二、讲解时说一句：真的要接住")
    assert changes(of)[0].what == "讲到“一通电话”里“别告诉家里人。”这一句，停下来当场点破。"
    broken = gathered([started(), *fell, *tried, SceneFailed("vr", "ValueError")], effect=better)
    assert sentences(broken)[4].says.startswith("一、请管理员查“VR互动体验区”")
    assert sentences(broken)[4].says.endswith("二、讲到上面那一句，停下来当场点破。")
    seldom = [*[chose(OptionKind.RISKY)] * 5, *[chose(OptionKind.SAFE)] * 15, END]
    assert "停下来" not in sentences(gathered([started(), *seldom], effect=better))[4].says, "a quarter is not much"
    asked = [*[answer("genuine", False)] * 6, *[answer("scam", True)] * 6]
    said = sentences(gathered([started(), *asked, *tried], effect=better))[4].says
    assert said.startswith("一、把这道题讲透：“您的快递到了”。12 批答过，6 批答错。")


def test_few_groups_are_counted_and_ten_are_a_share() -> None:
    whole: list[Event] = [started(), ZoneEntered("vr"), ZoneEntered("quiz")]
    assert "（9 批里 1 批）" in sentences(gathered(*[whole] * 8, whole[:2]))[3].says
    assert "（完整参观的 10%）" in sentences(gathered(*[whole] * 9, whole[:2]))[3].says


def test_weeks_hold_the_days_of_the_month_only() -> None:
    rows = []
    for day in ("2026-11-01", "2026-11-02", "2026-11-08", "2026-11-30"):
        rows.append(Logged(day, started(), f"{day}T10:00:00+08:00", len(rows)))
    of = gather(rows, NOVEMBER, "馆", date(2026, 12, 1), NAMING, ())
    assert by_week(of).rows == (("11月1日", 1, 4), ("11月2日—11月8日", 2, 8), ("11月30日", 1, 4))


def test_a_month_that_is_not_over_says_so() -> None:
    of = gathered([started()])
    assert "没有过完" in about(replace(of, today=date(2026, 11, 30)))[0]
    assert "没有过完" not in about(replace(of, today=date(2026, 12, 1)))[0]


# ------------------------------------------------------------ what people fell for
def test_a_moment_is_listed_from_five_decisions_on_with_its_sentence() -> None:
    four = gathered([started(), *[chose(OptionKind.RISKY)] * 4, END])
    assert moments(four).rows == () and by_type(four).rows == ()
    assert "另有 1 个时刻" in moments(four).note
    five = gathered([started(), *[chose(OptionKind.RISKY)] * 5, END])
    assert moments(five).rows == (("一通电话", "第1幕", "别告诉家里人。", 5, 5, 0, 0, 0, 0, Share(5, 5), None),)
    assert by_type(five).rows[0][:3] == ("冒充公检法", 5, Share(5, 5))


def test_of_two_cells_none_is_given_where_one_is_small() -> None:
    of = gathered([started(), *[chose(OptionKind.RISKY)] * 20, *[chose(OptionKind.SAFE)] * 2, END])
    assert moments(of).rows == () and by_type(of).rows[0][2] == HELD


def test_questions_of_other_zones_are_no_moments_of_a_story() -> None:
    of = gathered([started(), *[chose(OptionKind.RISKY)] * 12])
    assert moments(of).rows == () and by_type(of).rows == ()
    assert [one.missed for one in most_missed(of)] == [Share(12, 12)], "but questions"


def test_words_that_were_changed_since_are_said_to_be() -> None:
    changed = ("vr", "call", "police", False, "0b")
    gone = ("vr", "gone", "police", False, "0a")
    visit: list[Event] = [started()]
    for story in (changed, gone):
        visit += [
            *[ChoiceMade(*story, "ring", "a", OptionKind.RISKY)] * 5,
            ScenarioEnded(*story, "e", Ending.LOSS, 0, (), ()),
        ]
    said = [row[2] for row in moments(gathered(visit)).rows]
    assert said == ["别告诉家里人。（这一幕的字后来改过）", "（现在的内容里没有这一幕了）"]


@pytest.mark.parametrize(("right", "wrong", "listed"), [(5, 5, True), (4, 5, False), (6, 4, False)])
def test_a_question_is_listed_from_ten_answers_and_five_wrong_on(right: int, wrong: int, listed: bool) -> None:
    of = gathered([started(), *[answer("scam", True)] * right, *[answer("genuine", False)] * wrong])
    assert bool(most_missed(of)) is listed
    if listed:
        found = most_missed(of)[0]
        assert found.lines == ("这条短信是真是假？", "您的快递到了") and found.zone == "知识考核区"
        assert [(o.words, o.count, o.good) for o in found.options] == [("诈骗", 5, True), ("真实", 5, False)]


def test_who_would_check_first_has_missed_nothing() -> None:
    of = gathered([started(), *[answer("verify", False)] * 20])
    assert most_missed(of) == []


def test_ten_questions_at_most_and_the_surest_first() -> None:
    visit: list[Event] = [started()]
    for n in range(12):
        about = ("quiz", f"item{n}", "police", False, "0a")
        for right in [False] * (6 + n) + [True] * 14:
            visit.append(QuestionAnswered(*about, QuestionForm.SINGLE, "a", right, None))
    found = most_missed(gathered(visit))
    assert [one.missed.part for one in found] == list(range(17, 7, -1))
    assert "只知道它的编号" in found[0].note


def test_a_kind_of_scam_somebody_is_in_is_told_from_five_uses_on() -> None:
    use = DissuasionShown(("paid",), "police", ())
    assert [row[0] for row in dissuaded(gathered([started(), *[use] * 4])).rows] == ["一共"]
    assert [row[:2] for row in dissuaded(gathered([started(), *[use] * 5])).rows] == [("一共", 5), ("冒充公检法", 5)]


# ------------------------------------------------------------ what to change
def what(*visits: list[Event], **given: Any) -> list[str]:
    given.setdefault("effect", effect(EffectVerdict.BETTER))
    return [f"{do}{why}" for do, why in changes(gathered(*visits, **given))]


def test_nothing_to_change_is_said() -> None:
    assert what([started(), ZoneEntered("vr"), ZoneEntered("quiz")]) == [
        "这个月没有一定要改的。照现在的办法接着做，下个月再看。"
    ]


@pytest.mark.parametrize(("missed", "said"), [(2, False), (3, True)])
def test_a_zone_three_of_ten_never_reach_is_named(missed: int, said: bool) -> None:
    both: list[Event] = [started(), ZoneEntered("vr"), ZoneEntered("quiz")]
    visits = [both] * (10 - missed) + [both[:2]] * missed
    assert any("“知识考核区”留出时间" in words for words in what(*visits)) is said
    assert what(*visits[1:4], *visits[-2:])[0].startswith("这个月没有"), "five groups say nothing yet"


@pytest.mark.parametrize(("undone", "said"), [(4, False), (5, True)])
def test_a_zone_that_half_leave_undone_is_named(undone: int, said: bool) -> None:
    def visit(done: bool) -> list[Event]:
        return [
            started(),
            ZoneEntered("vr"),
            ZoneLeft("vr", 60.0, done, ZoneExit.HOME),
            ZoneEntered("quiz"),
            ZoneLeft("quiz", 60.0, True, ZoneExit.HOME),
        ]

    visits = [visit(n >= undone) for n in range(10)]
    assert any("“VR互动体验区”少放一点" in words for words in what(*visits)) is said


@pytest.mark.parametrize("genuine", [True, False])
def test_what_the_hall_asked_and_three_of_ten_did_wrong(genuine: bool) -> None:
    wrong = OptionKind.TURNS_AWAY if genuine else OptionKind.RISKY
    about = ("quiz", "code", "", genuine, "0a")
    for times, said in ((2, False), (3, True)):
        kinds = [wrong] * times + [OptionKind.SAFE] * (10 - times)
        visit = [started(), ZoneEntered("vr"), ZoneEntered("quiz"), *(TrialAnswered(*about, "take", k) for k in kinds)]
        assert any(("真的要接住" if genuine else "先问一声") in words for words in what(visit)) is said


def test_failures_refusals_reviews_and_suspicion_are_named() -> None:
    visit = [
        started(),
        ZoneEntered("vr"),
        ZoneEntered("quiz"),
        SceneFailed("vr", "ValueError"),
        GroupRefused(20, (10, 10)),
    ]
    problems = [
        Problem("quiz/items/a.yaml", 7, 1, f"{REVIEW_DUE}（2026-11-01）：核对", warning=True),
        Problem("quiz/items/b.yaml", 8, 1, "别的", warning=True),
    ]
    said = what(visit, problems=problems, effect=effect(EffectVerdict.MORE_SUSPICIOUS))
    assert [
        bool(part in words)
        for part, words in zip(("出错 1 次", "多讲真的", "分批", "a.yaml 第 7 行"), said, strict=True)
    ] == [True] * 4


# ------------------------------------------------------------ what may stand there
@pytest.mark.parametrize("id_", ["liu-gold", "step1", "a.b_c", "0a1b2c3d"])
def test_an_id_stands_for_itself(id_: str) -> None:
    assert NAMING.name(id_) == id_


@pytest.mark.parametrize("id_", ["", "王小明", "<b>", "a b", "A", "-a", "a" * 41, "a\n"])
def test_what_has_no_form_of_an_id_does_not_stand_there(id_: str) -> None:
    assert NAMING.name(id_) == UNKNOWN_ID


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("ring.1", "喂，我是公安局的。"),
        ("ring.2", "别告诉家里人。"),
        ("ring.3", "一通电话"),
        ("ring.0", "一通电话"),
        ("x", "一通电话"),
    ],
)
def test_a_sentence_is_found_by_its_place(place: str, words: str) -> None:
    assert NAMING.sentence("vr", "call", place) == words
