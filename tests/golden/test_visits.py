"""Whole visits, scripted: what the farewell page and the sheets must say of them, written down by hand."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.core.events import (
    ChoiceMade,
    HandsCounted,
    ItemFinished,
    QuestionAnswered,
    ScenarioEnded,
    VisitEnded,
    ZoneClosed,
)
from kiosk.core.vocabulary import Ending, OptionKind
from kiosk.draw.items import targets
from kiosk.reports.detection import Detection
from kiosk.scene import Tap
from kiosk.session.table import Place
from kiosk.store.database import FILE
from kiosk.store.messages import approve, pending_messages
from kiosk.zones.quiz.options import options_of
from tests.golden.walking import OPENING, GoldenVisit
from tests.real_hall import content


def decide(visit: GoldenVisit, at: int) -> None:
    """The choice with that index, once it is offered: this visitor is in a hurry, and touches until it is."""
    word = f"choose/{visit.machine.state.inside.page.story.seq}/{at}"
    while not visit.has(word):
        visit.tap(visit.first("on/"))
    visit.tap(word)


def scenario(visit: GoldenVisit, name: str, *options: str) -> None:
    """From the picker of the VR zone through the options, by their ids, to the end of the debrief."""
    for _ in range(6):
        if visit.has(f"card/{name}"):
            break
        visit.tap(visit.first("pick/to/"))
    visit.tap(f"card/{name}", "next")
    for option in options:
        story = visit.machine.state.inside.page.story
        at = [choice.id for choice in story.now.choices].index(option)
        decide(visit, at)
    visit.tap("next", "next", "next")


def talk(visit: GoldenVisit, name: str, *options: str) -> None:
    """From the wall of kinds to somebody, through the options by their ids, to the three sentences."""
    visit.tap("advice", f"help/{name}", "next")
    for number, option in enumerate(options):
        while not visit.has(f"say/{number}/0"):  # this visitor is in a hurry
            visit.tap(visit.first("on/"))
        turn = visit.machine.state.inside.page.talk.turn
        visit.tap(f"say/{number}/{[choice.id for choice in turn.choices].index(option)}")
    visit.tap("next")


def quiz(visit: GoldenVisit, way: str, right: int, hands: int = 0) -> None:
    """A form of the quiz, the first `right` items answered rightly, the others wrongly; hands counted for each answer."""
    visit.tap(f"way/{way}")
    for number in range(10):
        options = options_of(visit.machine.state.inside.quiz.page.run.item)
        good = [i for i, option in enumerate(options) if option.right]
        bad = [i for i, option in enumerate(options) if not option.right][:1]
        if visit.has("call/answer"):
            visit.tap("call/answer")
        for i in good if number < right else bad:
            visit.tap(f"ask/{i}")
            if hands and visit.has(f"hands/{i}/{hands}"):
                visit.tap(f"hands/{i}/{hands}")
        if not visit.machine.state.inside.quiz.page.run.asked.answered:
            visit.tap("next")
        visit.tap("next")


def only(rows: list[dict[str, str]], **cells: str) -> list[dict[str, str]]:
    return [row for row in rows if all(row[name] == cell for name, cell in cells.items())]


def column(rows: Iterable[dict[str, str]], name: str) -> list[str]:
    return [row[name] for row in rows]


@pytest.fixture
def visit(tmp_path: Path) -> GoldenVisit:
    return GoldenVisit(tmp_path / "data")


def test_a_faultless_visit_to_the_real_96110_misses_nothing(visit: GoldenVisit, tmp_path: Path) -> None:
    visit.check_in().enter("vr_experience")
    scenario(visit, "real_96110", "take_home", "put_down", "trust_and_stop", "answer", "listen", "dial_96110", "do_it")
    words = visit.part().words()
    types = content().shared.types.values()
    assert not [facts.name for facts in types if facts.name in words], (
        "no kind of scam is named as one to look at again"
    )
    assert not [facts.tip for facts in types if facts.tip in words]
    assert (visit.machine.state.summary.missed_types, visit.machine.state.summary.false_alarms) == ((), 0)
    (ended,) = visit.of(ScenarioEnded)
    assert isinstance(ended, ScenarioEnded)
    assert (ended.ending, ended.genuine, ended.yuan) == (Ending.FOUND_GENUINE, True, 0)
    sheets = visit.close().sheets(tmp_path)
    assert column(sheets["endings"], "结局") == ["认出了真的"]
    assert column(sheets["endings"], "真假") == ["真的"]
    assert set(column(sheets["choices"], "选项性质")) == {"稳妥"}
    assert column(sheets["visits"], "结束方式") == ["走完"]


def test_a_faultless_visit_to_the_real_bank_misses_nothing(visit: GoldenVisit, tmp_path: Path) -> None:
    visit.check_in().enter("vr_experience")
    scenario(visit, "real_bank", "take_number", "keep_for_counter", "answer", "ask_manager", "go_to_counter", "report")
    visit.part()
    assert visit.machine.state.summary.missed_types == ()
    assert visit.machine.state.summary.false_alarms == 0
    sheets = visit.close().sheets(tmp_path)
    assert column(sheets["endings"], "结局") == ["认出了真的"]


def test_turning_the_bank_away_is_a_false_alarm_and_no_missed_scam(visit: GoldenVisit, tmp_path: Path) -> None:
    visit.check_in().enter("vr_experience")
    scenario(visit, "real_bank", "take_number", "delete", "reject", "go_back", "let_it_be")
    visit.part()
    summary = visit.machine.state.summary
    assert (summary.missed_types, summary.false_alarms) == ((), 1)
    sheets = visit.close().sheets(tmp_path)
    assert column(sheets["endings"], "结局") == ["把真的当成了假的"]
    assert column(sheets["choices"], "选项性质").count("把真的拒之门外") == 4


def test_falling_for_a_refund_is_named_at_the_farewell_and_costs_what_it_cost(
    visit: GoldenVisit, tmp_path: Path
) -> None:
    visit.check_in().enter("vr_experience")
    scenario(
        visit, "refund_share", "answer", "ask_how", "download", "allow_all", "follow", "confirm", "read_code", "borrow"
    )  # fmt: skip
    visit.part()
    summary = visit.machine.state.summary
    assert summary.missed_types[0][0] == "refund" and summary.false_alarms == 0
    facts = content().shared.types["refund"]
    assert facts.name in visit.words() and facts.tip[:8] in visit.words()
    (row,) = visit.close().sheets(tmp_path)["endings"]
    assert (row["结局"], row["真假"], row["模拟损失（元）"]) == ("钱被骗走", "骗局", "63000")
    assert row["骗局种类"] == facts.name


def test_stopping_in_the_middle_is_a_near_miss(visit: GoldenVisit, tmp_path: Path) -> None:
    visit.check_in().enter("vr_experience")
    scenario(visit, "refund_share", "answer", "ask_how", "download", "allow_all", "stop_sharing")
    (row,) = visit.part().close().sheets(tmp_path)["endings"]
    assert (row["结局"], row["模拟损失（元）"]) == ("及时止损", "0")


def test_a_neighbour_who_is_asked_and_helped_is_on_the_sheets_with_every_sentence(
    visit: GoldenVisit, tmp_path: Path
) -> None:
    visit.check_in().enter("scam_types")
    talk(visit, "granny-liu", "muddled", "dial", "together")
    assert "您怎么这么糊涂？" in visit.words() and "话就断了" in visit.words()
    visit.part()
    assert (visit.machine.state.summary.missed_types, visit.machine.state.summary.false_alarms) == ((), 0)
    sheets = visit.close().sheets(tmp_path)
    rows = sheets["advice"]
    assert column(rows, "这句话是") == ["让人难堪", "给一个查得到的办法", "给一个查得到的办法"]
    assert column(rows, "说完以后") == ["不想说", "还防着", "听得进"]
    assert column(rows, "选项编号") == ["muddled", "dial", "together"]
    assert {(row["内容"], row["真假"], row["骗局种类"]) for row in rows} == {("刘奶奶的存折", "骗局", "冒充公检法")}
    (end,) = sheets["advice-ends"]
    assert (end["结局"], end["真假"], end["劝人别理真的"]) == ("听进去了", "骗局", "否")
    (stay,) = only(sheets["zones"], 展区="常见诈骗种类区")
    assert stay["完成"] == "是"


def test_advising_to_leave_a_genuine_call_alone_is_a_false_alarm(visit: GoldenVisit, tmp_path: Path) -> None:
    visit.check_in().enter("scam_types")
    talk(visit, "zhao-96110", "other_calls", "dial_self", "no_loss")
    visit.part()
    assert (visit.machine.state.summary.missed_types, visit.machine.state.summary.false_alarms) == ((), 1)
    (end,) = visit.close().sheets(tmp_path)["advice-ends"]
    assert (end["结局"], end["真假"], end["劝人别理真的"]) == ("把真的推开了", "真的", "是")


def test_a_timer_that_runs_out_is_told_as_such(visit: GoldenVisit, tmp_path: Path) -> None:
    visit.check_in().enter("vr_experience")
    visit.tap(visit.first("card/real_bank") if visit.has("card/real_bank") else visit.first("card/"))
    visit.tap("next")
    while visit.machine.state.inside.page.story.now.timer is None:
        decide(visit, 0)
    visit.wait(150.0)
    rows = visit.close().sheets(tmp_path)["choices"]
    assert rows[-1]["说明"] == "没有选，时间到" and rows[-1]["选项编号"] == ""


def test_a_group_answers_by_hands_and_half_of_it_was_real(visit: GoldenVisit, tmp_path: Path) -> None:
    visit.check_in(12, "company", "young", "free").enter("quiz")
    quiz(visit, "group", right=8, hands=9)
    counted = [event for event in visit.of(HandsCounted) if isinstance(event, HandsCounted)]
    assert counted and all(event.people == 12 and 9 in dict(event.hands).values() for event in counted)
    sheets = visit.part().close().sheets(tmp_path)
    (form,) = sheets["quizzes"]
    assert (form["作答方式"], form["题数"], form["答对"]) == ("一起答", "10", "8")
    kinds = column(sheets["answers"], "真假")
    assert [kinds.count(kind) for kind in ("真的", "骗局", "不分真假")] == [4, 4, 2]
    assert column(sheets["answers"], "答对").count("是") == 8
    assert {row["在场人数"] for row in sheets["hands"]} == {"12"}
    assert all(row["举手人数"].isdigit() and row["选项编号"] for row in sheets["hands"])


def test_a_group_that_is_led_counts_both_sides_once_and_the_sheets_say_what_was_true(
    visit: GoldenVisit, tmp_path: Path
) -> None:
    visit.check_in(12, "company", "young", "guided")
    visit.home().tap("zone/quiz", "next")
    truths = []
    for number in range(6):
        page = visit.machine.state.inside.quiz.page
        if page.heard is not None:
            visit.tap("call/answer")
        truths.append((page.run.item.id, page.run.item.genuine))
        if number < 4:
            visit.tap("hands/0/7", "hands/1/3")  # seven of twelve: a scam, whatever it is
        elif number == 4:
            visit.tap("hands/0/4", "hands/1/4")  # divided: they would check first
        visit.tap("next", "next")  # the last one nobody counts
    events = visit.of(HandsCounted, QuestionAnswered)
    assert len([event for event in events if isinstance(event, HandsCounted)]) == 5
    answers = [event for event in events if isinstance(event, QuestionAnswered)]
    assert [event.option for event in answers] == ["scam"] * 4 + ["verify"]
    visit.part()
    summary = visit.machine.state.summary
    assert summary.quiz_items == 5, "what nobody judged is not counted, and what hands said is counted once"
    scams = sum(genuine is False for _, genuine in truths[:4])
    assert summary.judged.hits == scams
    sheets = visit.close().sheets(tmp_path)
    rows = sheets["hands"]
    assert len(rows) == 2 * 5 and len(sheets["answers"]) == 5
    said = {True: "真的", False: "骗局", None: "不分真假"}
    for (item, genuine), scam, real in zip(truths[:5], rows[::2], rows[1::2], strict=True):
        assert (scam["题目编号"], scam["真假"], real["真假"]) == (item, said[genuine], said[genuine])
        assert (scam["选项编号"], real["选项编号"], scam["在场人数"]) == ("scam", "genuine", "12")
    assert [(row["举手人数"]) for row in rows] == ["7", "3"] * 4 + ["4", "4"]
    (form,) = sheets["quizzes"]
    assert (form["作答方式"], form["题数"]) == ("一起答", "5")


def test_one_person_with_every_answer_right(visit: GoldenVisit, tmp_path: Path) -> None:
    visit.check_in(1, "visitor", "middle", "free").enter("quiz")
    quiz(visit, "solo", right=10)
    visit.part()
    summary = visit.machine.state.summary
    assert (summary.quiz_right, summary.quiz_items, summary.missed_types) == (10, 10, ())
    assert "10" in visit.words()
    answers = visit.close().sheets(tmp_path)["answers"]
    assert set(column(answers, "答对")) == {"是"}
    assert set(column(answers, "辨别结果")) <= {"识破", "认出是真的", ""}


def test_a_form_with_every_answer_wrong_names_what_slipped_through(visit: GoldenVisit, tmp_path: Path) -> None:
    visit.check_in(1, "visitor", "middle", "free").enter("quiz")
    quiz(visit, "solo", right=0)
    visit.part()
    summary = visit.machine.state.summary
    wrong = [e for e in visit.of(QuestionAnswered) if isinstance(e, QuestionAnswered) and e.genuine is False]
    assert sum(times for _, times in summary.missed_types) == len(wrong) == 4
    assert summary.judged.hits == summary.judged.correct_rejections == 0


def test_an_answer_is_kept_by_its_id_and_not_by_its_sentence(visit: GoldenVisit) -> None:
    visit.check_in(1, "visitor", "middle", "free").enter("quiz")
    quiz(visit, "solo", right=5)
    visit.close()
    with closing(sqlite3.connect(visit.data / FILE)) as database:
        bodies = [
            json.loads(body) for (body,) in database.execute("SELECT body FROM events WHERE kind LIKE 'Question%'")
        ]
    assert len(bodies) == 10
    assert all(body["option"].isascii() and body["said"] == "" and len(body["wording"]) == 8 for body in bodies)


def test_a_free_visit_that_is_left_is_abandoned(visit: GoldenVisit, tmp_path: Path) -> None:
    visit.check_in().enter("harm_data").wait(600.0)
    assert visit.machine.place is Place.ATTRACT and not visit.of(VisitEnded)
    visit.wait(600.0)
    sheets = visit.close().sheets(tmp_path)
    assert column(sheets["visits"], "结束方式") == ["中途离开"]
    assert column(sheets["zones"], "离开方式") == ["无人操作"]
    assert column(sheets["course"], "发生了什么") == ["问是否还在看", "没人了，先替他们留着"]
    assert column(sheets["course"], "在哪里") == ["危害数据分析区", "危害数据分析区"]


def test_a_guided_group_whose_officer_talks_for_ten_minutes_loses_nothing(visit: GoldenVisit, tmp_path: Path) -> None:
    visit.check_in(12, "school", "minor", "guided").enter("case_warnings").wait(600.0)
    assert visit.machine.zone == "case_warnings"
    assert "讲解中" in visit.words()
    visit.machine.touch(Tap("nowhere"))
    visit.wait(0.5)
    assert "讲解中" not in visit.words() and visit.machine.zone == "case_warnings"
    visit.home()
    assert not visit.of(VisitEnded)
    visit.part()
    sheets = visit.close().sheets(tmp_path)
    assert column(sheets["zones"], "离开方式") == ["回展区图"]
    assert float(sheets["zones"][0]["停留（秒）"]) > 590


def test_a_guided_group_that_talks_past_the_end_is_out_of_time_and_not_abandoned(
    visit: GoldenVisit, tmp_path: Path
) -> None:
    visit.check_in(12, "school", "minor", "guided").enter("case_warnings").wait(43 * 60)
    (ended,) = visit.of(VisitEnded)
    assert isinstance(ended, VisitEnded) and ended.how == "time_up"
    sheets = visit.close().sheets(tmp_path)
    assert column(sheets["visits"], "结束方式") == ["时间到"]
    assert column(sheets["zones"], "离开方式") == ["时间到"]
    assert [row["时长（秒）"] for row in only(sheets["course"], 发生了什么="提醒时间")] == ["300.0", "60.0"]


def test_a_zone_that_fails_three_times_is_closed_and_the_visit_goes_on(
    visit: GoldenVisit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit.check_in()
    scene: Any = visit.machine.scene("scam_types")

    def broken(*_: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr(scene, "start", broken)
    for _ in range(3):
        visit.tap("zone/scam_types")
        assert visit.machine.place is Place.SORRY
        visit.tap("go_on")
    assert visit.machine.place is Place.MAP
    assert not visit.has("zone/scam_types") and len(visit.of(ZoneClosed)) == 1
    visit.enter("harm_data").home()
    visit.part()
    sheets = visit.close().sheets(tmp_path)
    assert column(only(sheets["course"], 发生了什么="页面出错"), "在哪里") == ["常见诈骗种类区"] * 3
    assert column(only(sheets["course"], 发生了什么="展区暂停开放"), "在哪里") == ["常见诈骗种类区"]
    assert "planted" in sheets["course"][0]["技术编号"]


def test_a_visit_cut_off_by_a_power_cut_is_interrupted_and_the_next_one_starts_clean(tmp_path: Path) -> None:
    data = tmp_path / "data"
    first = GoldenVisit(data)
    first.check_in().enter("harm_data")
    first.close()  # the machine and its visit are gone; the log is as a kill leaves it
    second = GoldenVisit(data, seed=2, opened=OPENING + timedelta(minutes=30))
    assert second.machine.place is Place.ATTRACT
    second.check_in(2, "visitor", "middle", "free").enter("quiz").home()
    second.part().tap("frame/home" if second.has("frame/home") else "end")
    sheets = second.close().sheets(tmp_path)
    assert column(sheets["visits"], "结束方式") == ["中断", "走完"]
    assert sorted(column(sheets["zones"], "离开方式")) == ["中断", "回展区图"]


def test_messages_are_left_judged_and_never_in_the_log(visit: GoldenVisit, tmp_path: Path) -> None:
    visit.check_in().enter("message_board")
    visit.tap("next", "phrase/0", "next", "again", "pen")
    visit.draw("pad", 120.0, 200.0, 260.0, 90.0, 420.0, 260.0).tap("next")
    visit.part()
    assert visit.log.flush(30.0)
    waiting = pending_messages(visit.data)
    assert len(waiting) == 2
    approve(visit.data, waiting[0].id, "值班员", "2026-11-26T18:00:00.000+08:00")
    rows = visit.close().sheets(tmp_path)["messages"]
    assert column(rows, "状态") == ["已上墙", "待审"]
    assert rows[0]["留言"] == waiting[0].left.phrase and rows[1]["留言"] == "手写 1 笔"
    with closing(sqlite3.connect(visit.data / FILE)) as database:
        logged = database.execute("SELECT body FROM events WHERE kind = 'MessageLeft' ORDER BY id").fetchall()
    assert logged == [('{"form":"phrase"}',), ('{"form":"ink"}',)]


def test_a_group_of_thirty_two_is_refused_with_a_plan(visit: GoldenVisit, tmp_path: Path) -> None:
    visit.tap("start", "people/more")
    visit.tap("many/10", *["many/1"] * 6, "next")  # it begins one over the cap, at sixteen
    (row,) = only(visit.close().sheets(tmp_path)["course"], 发生了什么="人数超过上限")
    assert row["人数"] == "32" and "3 批" in row["说明"]
    assert visit.machine.visit_session.visit is None


def test_a_risky_answer_in_a_case_is_named_and_a_real_officer_sent_away_is_not(
    visit: GoldenVisit, tmp_path: Path
) -> None:
    visit.check_in().enter("case_warnings")
    for _ in range(12):
        if visit.has("case/hainan-flight-refund"):
            break
        visit.tap(visit.first("wall/to/"))
    visit.tap("case/hainan-flight-refund")
    wanted = {"trust_details", "refuse_sharing", "hang_up_on_96110"}
    while visit.machine.page() != "case_warnings:wall":
        page = visit.machine.state.inside.page
        ask = getattr(page, "ask", None)
        if ask is not None and visit.has("ask/0"):
            visit.tap(f"ask/{next(i for i, option in enumerate(ask.options) if option.id in wanted)}")
        visit.tap("next")
    made = [event for event in visit.of(ChoiceMade) if isinstance(event, ChoiceMade)]
    assert [(e.option, e.kind, e.genuine) for e in made] == [
        ("trust_details", OptionKind.RISKY, False),
        ("refuse_sharing", OptionKind.SAFE, False),
        ("hang_up_on_96110", OptionKind.TURNS_AWAY, True),
    ]
    visit.part()
    assert [times for _, times in visit.machine.state.summary.missed_types] == [1]
    rows = visit.close().sheets(tmp_path)["choices"]
    assert column(rows, "选项性质") == ["有风险", "稳妥", "把真的拒之门外"]
    assert column(rows, "真假") == ["骗局", "骗局", "真的"]


def test_what_is_said_to_a_victim_never_counts_as_a_missed_scam(visit: GoldenVisit, tmp_path: Path) -> None:
    visit.check_in().enter("victim_memoirs")
    visit.tap(visit.first("memoir/"))
    while not visit.of(ItemFinished):
        if visit.has("say/0"):
            _say_everything(visit)
        visit.tap("next")
    visit.part()
    assert visit.machine.state.summary.missed_types == ()
    rows = visit.close().sheets(tmp_path)["choices"]
    assert len(rows) >= 3 and set(column(rows, "选项性质")) == {"帮得上", "帮不上"}


def _say_everything(visit: GoldenVisit) -> None:
    """Every saying there is, scrolled to where need be."""
    said: set[str] = set()
    for _ in range(12):
        fresh = [word for word in targets(visit.machine.view()) if word.startswith("say/") and word not in said]
        further = [word for word in targets(visit.machine.view()) if word.startswith("read/to/")]
        if fresh:
            said.add(fresh[0])
            visit.tap(fresh[0])
        elif further:
            visit.tap(further[-1])
        if len(said) == 3:
            return


def test_a_visit_while_the_clock_stood_behind_is_marked_and_kept(tmp_path: Path) -> None:
    data = tmp_path / "data"
    GoldenVisit(data).check_in().close()
    late = GoldenVisit(data, seed=2, opened=OPENING - timedelta(days=900))
    late.check_in().enter("quiz").home()
    sheets = late.close().sheets(tmp_path)
    assert column(sheets["visits"], "时钟") == ["", "曾倒退"]
    assert len(sheets["visits"]) == 2


def test_what_the_hall_asked_itself_is_said_at_the_farewell_and_stands_on_its_sheet(
    visit: GoldenVisit, tmp_path: Path
) -> None:
    visit.check_in(4, "community", "senior", "free")
    for zone in [zone.id for zone in visit.machine.visit_session.zones]:
        visit.tap(f"zone/{zone}")
        if visit.machine.place is Place.TRIAL:
            visit.tap("reply/decline", "next")
        visit.wait(45.0).home()
    visit.part()
    assert "馆里出的题" in visit.words() and "大家没有照做" in visit.words() and "小心不算错" in visit.words()
    assert visit.machine.state.summary.false_alarms == 1 and visit.machine.state.summary.missed_types == ()
    assert visit.machine.state.summary.judged == Detection()
    visit.tap("next")
    assert "暗号" in visit.words()
    sheets = visit.close().sheets(tmp_path)
    rows = sheets["trials"]
    assert {(row["真假"], row["选项性质"]) for row in rows} == {("骗局", "稳妥"), ("真的", "把真的拒之门外")}
    assert all(row["在哪个展区前面"].endswith("区") and len(row["文字版本编号"]) == 8 for row in rows)
    names = {trial.called for trial in content().trials}
    assert set(column(rows, "请大家做什么")) <= {f"{trial.title}：{trial.words}" for trial in content().trials}
    assert all(row["选项"] for row in rows)
    shown = only(sheets["items"], 展区="馆里试一试")
    assert column(shown, "文字版本编号") == column(rows, "文字版本编号") and set(column(shown, "内容")) <= names
    assert sheets["answers"] == [], "nothing of it is an answer of the quiz"
