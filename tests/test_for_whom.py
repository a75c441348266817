"""Who checks in decides what comes first, from the wall of cases to the last tip, because content says `for` whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, is_dataclass, replace
from functools import cache
from itertools import combinations
from pathlib import Path
from random import Random
from shutil import copytree
from typing import Any

import pytest

from kiosk.content.check import check
from kiosk.content.conditions import Conditions
from kiosk.content.loaded import Loaded
from kiosk.core.events import ZoneEntered
from kiosk.core.pace import LONG_PAUSE_SECONDS, PAUSE_SECONDS
from kiosk.core.vocabulary import Audience, QuestionForm
from kiosk.draw.items import Text, targets
from kiosk.draw.look import Look
from kiosk.scene import Scene, Visit
from kiosk.strategies import FORM_CEILING, Bot, odds
from kiosk.timing import GROUPS
from kiosk.wiring import Places, make_machine
from kiosk.zones.quiz.calls import call_items
from kiosk.zones.quiz.form import draw_form, ease, led_pool
from kiosk.zones.quiz.strategies import posed
from kiosk.zones.register import CATALOGUE
from tests.real_hall import PLACES, ROOT, content, without_rooms

LOOK, SCHOOL = Look(), Audience.SCHOOL
PAIRS = [*combinations(Audience, 2)]
SEEDS = range(12)


def visit(audience: Audience, **more: Any) -> Visit:
    kind, ages = GROUPS[audience]
    return Visit(kind=kind, ages=ages, **{"people": 12, **more})


def plain(value: Any) -> Any:
    """The same content without any `for`."""
    if isinstance(value, tuple):
        return tuple(map(plain, value))
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if not is_dataclass(value) or isinstance(value, type):
        return value
    said = {f.name: () if f.name == "audiences" else plain(getattr(value, f.name)) for f in fields(value)}
    return replace(value, **said)


@cache
def hall(said: bool) -> dict[str, Scene[Any]]:
    """The scenes on the published content, as they are and as they would be if nothing said `for` whom it is."""
    loaded: Loaded = content()
    if not said:
        words = replace(loaded.words, greetings=(), tips=plain(loaded.words.tips)) if loaded.words else None
        loaded = replace(loaded, zones={zone: plain(one) for zone, one in loaded.zones.items()}, words=words)
    machine = make_machine(loaded, PLACES, (1920, 1080), Random(1), lambda: "v")
    names = ("farewell", *CATALOGUE.zone_ids)
    return {name: scene for name in names if (scene := machine.scene(name)) is not None}


def inside(zone: str, said: bool) -> Any:
    """The zone's scene without its door."""
    door: Any = hall(said)[zone]
    return door.zone


def led_first(zone: str, audience: Audience, said: bool) -> str:
    scene = inside(zone, said)
    return str(scene.page(scene.start(visit(audience, led=True, seed=3))))


def first_seen(zone: str, audience: Audience, said: bool, word: str) -> str:
    """The first thing of that kind on the page that looking round begins with."""
    scene = inside(zone, said)
    shown = targets(scene.view(scene.start(visit(audience, seed=3)), LOOK))
    return next(target for target in shown if target.startswith(word))


def forms(audience: Audience, said: bool) -> list[frozenset[str]]:
    scene = inside("quiz", said)
    found = []
    for seed in SEEDS:
        form = scene.start(visit(audience, led=True, seed=seed)).quiz.page.run.form
        found.append(frozenset(item.id for item in form))
    return found


def tips(audience: Audience, said: bool) -> list[str]:
    scene: Any = hall(said)["farewell"]
    return [scene.start(visit(audience, seed=seed)).tips[0].text for seed in SEEDS]


FIRSTS = {
    "case_warnings": lambda audience, said: led_first("case_warnings", audience, said),
    "wall of cases": lambda audience, said: first_seen("case_warnings", audience, said, "case/"),
    "vr_experience": lambda audience, said: led_first("vr_experience", audience, said),
    "cards of scenarios": lambda audience, said: first_seen("vr_experience", audience, said, "card/"),
    "victim_memoirs": lambda audience, said: led_first("victim_memoirs", audience, said),
    "gallery": lambda audience, said: first_seen("victim_memoirs", audience, said, "memoir/"),
    "scam_types": lambda audience, said: led_first("scam_types", audience, said),
    "six_eight_rules": lambda audience, said: led_first("six_eight_rules", audience, said),
}


@pytest.mark.parametrize(("one", "other"), PAIRS)
@pytest.mark.parametrize("what", FIRSTS)
def test_what_comes_first_differs_between_audiences_and_only_because_content_says_for_whom(
    what: str, one: Audience, other: Audience
) -> None:
    assert FIRSTS[what](one, True) != FIRSTS[what](other, True)
    assert FIRSTS[what](one, False) == FIRSTS[what](other, False)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_forms_and_tips_differ_between_audiences_and_only_because_content_says_for_whom(
    one: Audience, other: Audience
) -> None:
    assert all(mine != theirs for mine, theirs in zip(forms(one, True), forms(other, True), strict=True))
    assert forms(one, False) == forms(other, False)
    assert not {*tips(one, True)} & {*tips(other, True)}
    assert tips(one, False) == tips(other, False)


@pytest.mark.parametrize("audience", Audience)
def test_most_of_a_form_is_for_who_came_and_it_is_another_one_for_the_next_group(audience: Audience) -> None:
    items = {item.id: item for item in content().zones["quiz"].items}
    drawn = forms(audience, True)
    own = [sum(audience in items[name].audiences for name in form if name in items) for form in drawn]
    assert min(own) >= 3 and len({*drawn}) == len(drawn)


@pytest.mark.parametrize("audience", Audience)
def test_the_talk_at_the_end_of_the_path_is_one_for_who_came(audience: Audience) -> None:
    scene = inside("scam_types", True)
    talks = {advice.id: advice for advice in content().zones["scam_types"].talks}
    for seed in SEEDS:
        (last,) = scene.start(visit(audience, led=True, seed=seed)).ahead
        assert audience in talks[last].audiences


def said_at_the_door(who: Visit) -> str:
    door: Any = hall(True)["case_warnings"]
    return "".join(line for i in door.view(door.start(who), LOOK) if isinstance(i, Text) for line in i.lines)


def test_the_first_door_greets_who_came_and_the_second_says_how_long_it_takes() -> None:
    entered = (ZoneEntered("case_warnings"),)
    at_first = {said_at_the_door(visit(audience, events=entered)) for audience in Audience}
    assert len(at_first) == len(Audience) and not [words for words in at_first if "约 5 分钟" in words]
    assert "同学们好" in said_at_the_door(visit(Audience.SCHOOL, events=entered))
    later = (ZoneEntered("quiz"), *entered)
    assert "约 5 分钟" in said_at_the_door(visit(Audience.SCHOOL, events=later))
    for stranger in (Visit(people=12, events=entered), visit(Audience.SCHOOL, events=entered, people=1)):
        assert "约 5 分钟" in said_at_the_door(stranger), "nobody is called what they may not be"


def test_the_farewell_thanks_who_came() -> None:
    scene: Any = hall(True)["farewell"]
    assert len({scene.start(visit(audience)).thanks for audience in Audience}) == len(Audience)
    words = content().words
    assert words is not None and scene.start(Visit()).thanks == words.thanks


def test_to_elders_a_memoir_is_told_with_longer_pauses() -> None:
    scene = inside("victim_memoirs", True)

    def begins(who: Visit) -> tuple[float, ...]:
        told = [memoir for memoir in scene.memoirs if memoir.id == "teacher-cash-box"]
        alone = type(scene)(told, recording=scene._recording)
        state = alone.start(replace(who, led=True))
        return alone._tale(state.page, state).begins  # type: ignore[no-any-return]

    slow, quick = begins(visit(Audience.SENIOR)), begins(visit(Audience.COMPANY))
    assert len(slow) == len(quick) >= 3
    gaps = [late - soon for late, soon in zip(slow, quick, strict=True)]
    step = LONG_PAUSE_SECONDS - PAUSE_SECONDS
    assert gaps == pytest.approx([number * step for number in range(len(gaps))])


@pytest.fixture
def copied(tmp_path: Path) -> Places:
    copytree(ROOT / "content", tmp_path / "content", ignore=without_rooms)
    (tmp_path / "zones.yaml").write_bytes((ROOT / "zones.yaml").read_bytes())
    return Places(tmp_path / "content", tmp_path / "zones.yaml")


def told(places: Places) -> list[str]:
    problems = check(CATALOGUE, places.content, places.hall, Conditions()).problems
    return [problem.message for problem in problems if "写明给" in problem.message]


def test_the_check_says_which_audience_has_too_little_of_what_and_where_it_is_written(copied: Places) -> None:
    assert told(copied) == []
    memoir = copied.content / "victim_memoirs/memoirs/teacher-cash-box.yaml"
    words = memoir.read_text("utf-8")
    memoir.write_text(words.replace("for: [senior, community]\n", "for: [community]\n"), "utf-8")
    (said,) = told(copied)
    assert said.startswith("写明给老人看的往事只有 1 个，至少要 2 个：在 content/victim_memoirs/memoirs 里再挑 1 个")
    assert "for: [senior]" in said
    for file in (copied.content / "victim_memoirs/memoirs").glob("*.yaml"):
        lines = file.read_text("utf-8").splitlines(keepends=True)
        file.write_text("".join(line for line in lines if not line.startswith("for: ")), "utf-8")
    assert told(copied) == [], "a hall that does not write it has no use for the advice"


def test_a_wrong_audience_is_answered_with_those_there_are(copied: Places) -> None:
    case = copied.content / "case_warnings/cases/botou-cash-box.yaml"
    case.write_text(case.read_text("utf-8").replace("for: [senior, community]", "for: [seniors]"), "utf-8")
    problems = check(CATALOGUE, copied.content, copied.hall, Conditions()).problems
    (wrong,) = [problem for problem in problems if not problem.warning]
    line = case.read_text("utf-8").splitlines().index("for: [seniors]") + 1
    assert (wrong.path.endswith("botou-cash-box.yaml"), wrong.line) == (True, line)
    assert "for" in wrong.message and "senior" in wrong.message and "老人" in wrong.message


@pytest.mark.parametrize("audience", Audience)
def test_a_form_for_who_came_stays_within_the_plan_and_no_bot_passes_it(audience: Audience) -> None:
    quiz = content().zones["quiz"]
    calls = call_items(content().shared.calls.values())
    for pool, plan in (
        (quiz.items, quiz.blueprint),
        (led_pool(quiz.items, quiz.blueprint), quiz.blueprint.led),
    ):
        for seed in range(25):
            form = draw_form(pool, plan, seed, calls, (audience,))
            kinds = Counter(item.genuine for item in form)
            assert (len(form), kinds[True], kinds[None]) == (plan.items, plan.genuine, plan.verify)
            assert max(Counter(item.type for item in form if item.id not in {c.id for c in calls}).values()) <= 2
            assert ease(form) <= FORM_CEILING


def test_a_form_is_fair_before_it_is_for_who_came() -> None:
    """Where all that is for them falls to who trusts whatever names its sender, the form is drawn for everybody."""
    quiz = content().zones["quiz"]
    judged = [item for item in quiz.items if item.form is QuestionForm.JUDGE]
    easy = [odds(posed(item))[Bot.SENDER] == 1 for item in judged]
    pool = [replace(item, audiences=(SCHOOL,) if own else ()) for item, own in zip(judged, easy, strict=True)]
    assert sum(easy) >= 20
    for seed in range(10):
        form = draw_form(pool, quiz.blueprint.led, seed, (), (SCHOOL,))
        assert ease(form) <= FORM_CEILING
