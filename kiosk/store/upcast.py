"""Records of older programs in today's words: pure functions from what was written to what would be written now.

Form 1 (until autumn 2026) kept sentences instead of ids and did not say what an item was. What can be told for certain
from such a record is told; what cannot is left empty, and the sentence stays in `said`. Form 2 is today's but for two
events it did not know (`AdviceChosen`, `AdviceEnded`), form 3 but for those of a group that is led (`DutiesDealt`,
`ClueShown`, `TrialAnswered`, `DissuasionShown`; a visit's `programme`), form 4 but for those that measure the effect of
a visit (`MeasuringBegun`, `JudgementCounted`, `MeasuringSkipped`), form 5 but for `JudgementUncounted`: until then
nothing was written of an item nobody was counted for. Their records are read as they are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from kiosk.core.codec import from_record
from kiosk.core.events import Event, UnknownEvent
from kiosk.core.vocabulary import Ending, MessageForm, OptionKind, QuestionForm, Setting, ZoneExit

Record = Mapping[str, Any]

FIRST_FORM = 1
"""The form whose records need a step each."""

_GENUINE_SCENARIOS = frozenset({"real_96110", "real_bank"})
"""The scenarios of that time in which what happens is real."""

_TURNED_AWAY = frozenset(
    {
        "大概又是广告，划掉",
        "按掉，免得上当",
        "我看你才是骗子，挂了",
        "嘴上答应，其实不想管",
        "一概不信，叫他们走",
        "不理，先付“老师”的12800",
        "难为情，隔门说不用了",
        "又是诈骗短信，删掉",
        "不接，现在骗子太多",
        "少来这套，挂断",
        "不办了，生气回店里",
        "先出去，离他远点，回店",
        "查我账？不办了，走人",
        "怕惹事，拿上卡就走",
        "算了，过几天再说",
    }
)
"""The choices of those two scenarios that refuse the real caller, text, officer or bank clerk, as today's content says
of the same sentences. Their other unsafe choices go along with the swindler who appears in the same story: risky, as
everywhere. So is what a hall wrote."""

_FIXED_OPTIONS = {
    (QuestionForm.JUDGE, "诈骗"): "scam",
    (QuestionForm.JUDGE, "真实"): "genuine",
    (QuestionForm.TRUE_FALSE, "对"): "true",
    (QuestionForm.TRUE_FALSE, "错"): "false",
    (QuestionForm.SPOT, "没有可疑之处"): "clear",
}
_WITHOUT_TYPE = frozenset({"scam_lessons", "six_eight_rules"})
"""Zones whose questions are about no single kind of scam; something else stood in its place."""
_EXITS = {"idle": ZoneExit.ABANDONED}
"""Ways out of a zone that have another word today; any other unknown one led back to the map."""
_SETTINGS = {"text": Setting.LARGE, "motion": Setting.STILL}
_CAME_TO_NOTHING = {"safe": Ending.SAFE, "saved": Ending.NEAR, "loss": Ending.LOSS, "missed": Ending.MISSED_GENUINE}


def event_of(kind: str, body: str, people: int) -> Event | UnknownEvent:
    """The event a record of form 1 stands for; UnknownEvent where it cannot be told.

    `people` is the size of the visit's group, 0 where nobody knows it.
    """
    try:
        found = upcast(kind, json.loads(body), people)
        return from_record(*found) if found else UnknownEvent(kind)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError):
        return UnknownEvent(kind)


def upcast(kind: str, record: Record, people: int = 0) -> tuple[str, Record] | None:
    """Name and fields of the event as they would be written today; None where the record does not say enough.

    An event without a step here is written today as it was. Raises KeyError for a missing field.
    """
    if kind == "ChoiceMade" and record["node"] == "hands":
        return "HandsCounted", hands_counted(record, people)
    step = _STEPS.get(kind)
    changed = step(record) if step else record
    return None if changed is None else (kind, changed)


def zone_left(record: Record) -> Record:
    """`how` in today's words."""
    how = str(record["how"])
    known = how in {exit_.value for exit_ in ZoneExit}
    return {**record, "how": how if known else _EXITS.get(how, ZoneExit.HOME)}


def item(record: Record) -> Record:
    """An item opened or finished: in the zone of kinds of scam the item is the kind."""
    kind = record["item"] if record["zone"] == "scam_types" else ""
    return _subject(record, kind, genuine_at(record["zone"], record["item"]))


def question_answered(record: Record) -> Record:
    """The answer's sentence becomes `said`; its id is known where the answers were fixed words or ids already."""
    form, given = record["form"], record["given"]
    option = given if form == QuestionForm.MATCH else _FIXED_OPTIONS.get((form, given), "")
    kept = {name: record[name] for name in ("form", "right", "said_scam")}
    kind = "" if record["zone"] in _WITHOUT_TYPE else record["type"]
    return {**_subject(record, kind, record["genuine"]), **kept, "option": option, "said": given}


def hands_counted(record: Record, people: int) -> Record:
    """Hands in the quiz were a choice at the node “hands”: how many chose the answer given, which was not named."""
    hands = int(record["choice"])
    about = _subject(record, record.get("type", ""), None)
    return {**about, "hands": (("", hands),), "people": people or hands}


def choice_made(record: Record) -> Record | None:
    """`good` becomes what the option is, which depends on the zone; None where it said nothing."""
    kind = option_kind(record["zone"], record["item"], record["choice"], record["good"])
    if kind is None:
        return None
    about = _subject(record, record.get("type", ""), genuine_at(record["zone"], record["item"]))
    return {**about, "node": record["node"], "option": "", "kind": kind, "said": record["choice"]}


def scenario_ended(record: Record) -> Record:
    """`ending` in today's words: where the story was real, nothing lost means that it was recognised."""
    genuine = genuine_at(record["zone"], record["item"])
    ending = _CAME_TO_NOTHING[record["ending"]]
    if genuine and ending is Ending.SAFE:
        ending = Ending.FOUND_GENUINE
    kept = {name: record[name] for name in ("yuan", "seen", "missed")}
    return {**_subject(record, "", genuine), **kept, "option": "", "ending": ending}


def scene_stopped(record: Record) -> Record:
    """The sentence pointed at becomes `said`."""
    about = _subject(record, "", genuine_at(record["zone"], record["item"]))
    return {**about, "node": record["node"], "option": "", "right": record["right"], "said": record["line"]}


def setting_changed(record: Record) -> Record:
    """“on” and “off” become true and false. Raises KeyError for another value."""
    setting = record["setting"]
    return {"setting": _SETTINGS.get(setting, setting), "on": {"on": True, "off": False}[record["value"]]}


def message_left(record: Record) -> Record:
    """What the message is made of is said, so that it can be known after the message itself was erased."""
    return {**record, "form": MessageForm.INK if record["strokes"] else MessageForm.PHRASE}


def genuine_at(zone: str, item: str) -> bool | None:
    """Whether what an item of that time showed was real: True, False for a scam, None where it was neither."""
    if item.startswith("film:"):
        return None
    if zone == "vr_experience":
        return item in _GENUINE_SCENARIOS
    return False if zone in ("case_warnings", "victim_memoirs", "scam_types") else None


def option_kind(zone: str, item: str, said: str, good: bool | None) -> OptionKind | None:
    """What an option was, from whether it was a good one and where it stood; None where neither tells."""
    if good is None:
        return None
    match zone:
        case "case_warnings":
            return OptionKind.SAFE if good else OptionKind.RISKY
        case "victim_memoirs":
            return OptionKind.HELPS if good else OptionKind.DOES_NOT_HELP
        case "vr_experience":
            turned_away = item in _GENUINE_SCENARIOS and said in _TURNED_AWAY
            return OptionKind.SAFE if good else OptionKind.TURNS_AWAY if turned_away else OptionKind.RISKY
    return None


def _subject(record: Record, kind: str, genuine: bool | None) -> dict[str, Any]:
    """The fields with which every event about an item begins. Nobody kept what the text was then."""
    return {"zone": record["zone"], "item": record["item"], "type": kind, "genuine": genuine, "wording": ""}


_STEPS: Mapping[str, Callable[[Record], Record | None]] = {
    "ZoneLeft": zone_left,
    "ItemOpened": item,
    "ItemFinished": item,
    "QuestionAnswered": question_answered,
    "ChoiceMade": choice_made,
    "ScenarioEnded": scenario_ended,
    "SceneStopped": scene_stopped,
    "SettingChanged": setting_changed,
    "MessageLeft": message_left,
}
