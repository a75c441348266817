"""What a record of the program before says in today's words, one kind of record at a time."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kiosk.core.events import (
    ChoiceMade,
    Event,
    HandsCounted,
    ItemFinished,
    ItemOpened,
    MessageLeft,
    QuestionAnswered,
    QuizFinished,
    ScenarioEnded,
    SceneStopped,
    SettingChanged,
    UnknownEvent,
    VisitEnded,
    VisitStarted,
    ZoneLeft,
)
from kiosk.core.vocabulary import (
    AgeBand,
    Ending,
    GroupKind,
    MessageForm,
    OptionKind,
    QuestionForm,
    QuizWay,
    Setting,
    VisitExit,
    VisitMode,
    ZoneExit,
)
from kiosk.store.upcast import event_of


def read(kind: str, people: int = 0, **record: Any) -> Event | UnknownEvent:
    return event_of(kind, json.dumps(record), people)


def test_who_came_stays_as_it_was_written() -> None:
    body = '{"people":4,"kind":"family","ages":["minor","senior"],"mode":"free"}'
    expected = VisitStarted(4, GroupKind.FAMILY, (AgeBand.MINOR, AgeBand.SENIOR), VisitMode.FREE)
    assert event_of("VisitStarted", body, 0) == expected


def test_what_has_no_step_is_written_today_as_it_was() -> None:
    finished = read("QuizFinished", items=10, right=7, way="group", form_seed=5)
    assert finished == QuizFinished(10, 7, QuizWay.GROUP, 5)
    ended = read("VisitEnded", how="abandoned", seconds=3, zones=["quiz"])
    assert ended == VisitEnded(VisitExit.ABANDONED, 3.0, ("quiz",))


@pytest.mark.parametrize(
    ("how", "today"),
    [
        ("home", ZoneExit.HOME),
        ("time_up", ZoneExit.TIME_UP),
        ("abandoned", ZoneExit.ABANDONED),
        ("failed", ZoneExit.FAILED),
        ("idle", ZoneExit.ABANDONED),
        ("go_on", ZoneExit.HOME),
        ("done", ZoneExit.HOME),
    ],
)
def test_a_way_out_of_a_zone_has_one_of_today_s_words(how: str, today: ZoneExit) -> None:
    assert read("ZoneLeft", zone="quiz", seconds=61.5, done=True, how=how) == ZoneLeft("quiz", 61.5, True, today)


@pytest.mark.parametrize("kind", [ItemOpened, ItemFinished])
@pytest.mark.parametrize(
    ("zone", "item", "type_", "genuine"),
    [
        ("case_warnings", "linyi-tuition", "", False),
        ("case_warnings", "film:0", "", None),
        ("victim_memoirs", "card-lender", "", False),
        ("victim_memoirs", "film:card-lender", "", None),
        ("scam_types", "brushing", "brushing", False),
        ("vr_experience", "real_bank", "", True),
        ("vr_experience", "real_96110", "", True),
        ("vr_experience", "police_video", "", False),
        ("harm_data", "one-third", "", None),
        ("six_eight_rules", "match", "", None),
        ("scam_lessons", "ladder", "", None),
    ],
)
def test_whether_an_item_was_real_follows_from_where_it_stood(
    kind: type[ItemOpened | ItemFinished], zone: str, item: str, type_: str, genuine: bool | None
) -> None:
    assert read(kind.__name__, zone=zone, item=item) == kind(zone, item, type_, genuine, "")


@pytest.mark.parametrize(
    ("form", "given", "option"),
    [
        ("judge", "诈骗", "scam"),
        ("judge", "真实", "genuine"),
        ("true_false", "对", "true"),
        ("true_false", "错", "false"),
        ("single", "对", ""),
        ("single", "挂断电话", ""),
        ("multiple", "甲；乙", ""),
        ("which_real", "拨 96110", ""),
        ("match", "six-3", "six-3"),
        ("match", "none", "none"),
        ("spot", "1、3", ""),
        ("spot", "没有可疑之处", "clear"),
    ],
)
def test_an_answer_has_an_id_where_it_had_one_or_was_a_fixed_word(form: str, given: str, option: str) -> None:
    record = {"zone": "quiz", "item": "q", "type": "police", "form": form, "right": True, "genuine": False}
    assert read("QuestionAnswered", **record, said_scam=None, given=given) == QuestionAnswered(
        "quiz", "q", "police", False, "", QuestionForm(form), option, True, None, given
    )


@pytest.mark.parametrize("genuine", [True, False])
@pytest.mark.parametrize("said_scam", [True, False, None])
def test_an_answer_keeps_what_detection_counts(genuine: bool, said_scam: bool | None) -> None:
    record = {"zone": "quiz", "item": "q", "type": "law", "form": "judge", "right": genuine, "given": "诈骗"}
    answer = read("QuestionAnswered", **record, genuine=genuine, said_scam=said_scam)
    assert isinstance(answer, QuestionAnswered)
    assert (answer.genuine, answer.said_scam, answer.right) == (genuine, said_scam, genuine)


@pytest.mark.parametrize(("zone", "topic"), [("scam_lessons", "lesson"), ("six_eight_rules", "six-5")])
def test_a_rule_or_the_word_lesson_is_no_kind_of_scam(zone: str, topic: str) -> None:
    record = {"zone": zone, "item": "x", "type": topic, "form": "match", "right": True, "genuine": False}
    answer = read("QuestionAnswered", **record, said_scam=True, given="six-5")
    assert isinstance(answer, QuestionAnswered) and answer.type == ""


@pytest.mark.parametrize(
    ("zone", "item", "said", "good", "kind"),
    [
        ("case_warnings", "c", "打110", True, OptionKind.SAFE),
        ("case_warnings", "c", "再转一笔", False, OptionKind.RISKY),
        ("victim_memoirs", "m", "不怪你", True, OptionKind.HELPS),
        ("victim_memoirs", "m", "你怎么这么傻", False, OptionKind.DOES_NOT_HELP),
        ("vr_experience", "police_video", "挂断", True, OptionKind.SAFE),
        ("vr_experience", "police_video", "按掉，免得上当", False, OptionKind.RISKY),
        ("vr_experience", "real_96110", "接，先听听他说什么", True, OptionKind.SAFE),
        ("vr_experience", "real_96110", "按掉，免得上当", False, OptionKind.TURNS_AWAY),
        ("vr_experience", "real_96110", "按下确认，转3800元", False, OptionKind.RISKY),
        ("vr_experience", "real_bank", "查我账？不办了，走人", False, OptionKind.TURNS_AWAY),
        ("vr_experience", "real_bank", "赶时间，点链接", False, OptionKind.RISKY),
        ("vr_experience", "real_bank", "馆里自己改写的一句", False, OptionKind.RISKY),
    ],
)
def test_what_a_choice_was_follows_from_the_zone_and_whether_it_was_good(
    zone: str, item: str, said: str, good: bool, kind: OptionKind
) -> None:
    record = {"zone": zone, "item": item, "node": "n", "choice": said, "good": good, "type": "police"}
    choice = read("ChoiceMade", **record)
    genuine = item.startswith("real_")
    assert choice == ChoiceMade(zone, item, "police", genuine, "", "n", "", kind, said)


def test_a_choice_that_was_neither_good_nor_bad_cannot_be_told() -> None:
    record = {"zone": "case_warnings", "item": "c", "node": "n", "choice": "x", "good": None, "type": ""}
    assert read("ChoiceMade", **record) == UnknownEvent("ChoiceMade")
    assert read("ChoiceMade", **{**record, "zone": "elsewhere", "good": True}) == UnknownEvent("ChoiceMade")


@pytest.mark.parametrize(("people", "counted"), [(12, 12), (0, 5)])
def test_hands_in_the_quiz_are_hands(people: int, counted: int) -> None:
    record = {"zone": "quiz", "item": "q", "node": "hands", "choice": "5", "good": None, "type": "law"}
    assert read("ChoiceMade", people, **record) == HandsCounted("quiz", "q", "law", None, "", (("", 5),), counted)


@pytest.mark.parametrize(
    ("item", "ending", "today"),
    [
        ("police_video", "safe", Ending.SAFE),
        ("police_video", "saved", Ending.NEAR),
        ("police_video", "loss", Ending.LOSS),
        ("real_bank", "safe", Ending.FOUND_GENUINE),
        ("real_96110", "safe", Ending.FOUND_GENUINE),
        ("real_bank", "missed", Ending.MISSED_GENUINE),
        ("real_bank", "loss", Ending.LOSS),
    ],
)
def test_an_ending_has_today_s_word(item: str, ending: str, today: Ending) -> None:
    record = {"zone": "vr_experience", "item": item, "ending": ending, "yuan": 7, "seen": ["a"], "missed": ["b", "c"]}
    assert read("ScenarioEnded", **record) == ScenarioEnded(
        "vr_experience", item, "", item.startswith("real_"), "", "", today, 7, ("a",), ("b", "c")
    )


def test_an_ending_nobody_knows_cannot_be_told() -> None:
    record = {"zone": "vr_experience", "item": "x", "ending": "odd", "yuan": 0, "seen": [], "missed": []}
    assert read("ScenarioEnded", **record) == UnknownEvent("ScenarioEnded")


def test_the_sentence_somebody_pointed_at_is_kept_as_said() -> None:
    record = {"zone": "vr_experience", "item": "police_video", "node": "n", "line": "马上转", "right": True}
    expected = SceneStopped("vr_experience", "police_video", "", False, "", "n", "", True, "马上转")
    assert read("SceneStopped", **record) == expected


@pytest.mark.parametrize(
    ("setting", "value", "event"),
    [
        ("large", "on", SettingChanged(Setting.LARGE, True)),
        ("contrast", "off", SettingChanged(Setting.CONTRAST, False)),
        ("reach", "on", SettingChanged(Setting.REACH, True)),
        ("text", "on", SettingChanged(Setting.LARGE, True)),
        ("motion", "off", SettingChanged(Setting.STILL, False)),
        ("large", "2", UnknownEvent("SettingChanged")),
        ("colour", "on", UnknownEvent("SettingChanged")),
    ],
)
def test_a_setting_is_on_or_off(setting: str, value: str, event: Event | UnknownEvent) -> None:
    assert read("SettingChanged", setting=setting, value=value) == event


def test_a_message_says_what_it_is_made_of() -> None:
    words = read("MessageLeft", phrase="不轻信", strokes=[], width=0, height=0)
    assert words == MessageLeft(MessageForm.PHRASE, "不轻信")
    ink = read("MessageLeft", phrase="", strokes=[[1, 2, 3, 4], [5, 6]], width=1200, height=600)
    assert ink == MessageLeft(MessageForm.INK, "", ((1, 2, 3, 4), (5, 6)), 1200, 600)


@pytest.mark.parametrize("body", ["", "[]", "null", "{}", '"x"', "[" * 100_000, '{"zone":1,"item":2}'])
@pytest.mark.parametrize("kind", ["ItemOpened", "ChoiceMade", "ScenarioEnded", "VisitStarted", "MessageLeft", "Odd"])
def test_a_record_that_says_too_little_is_unknown_and_raises_nothing(kind: str, body: str) -> None:
    assert event_of(kind, body, 5) == UnknownEvent(kind)
