"""劝一劝 as visitors go through it: from the wall or the guided path to somebody, turn by turn, and back."""

from __future__ import annotations

import random
from itertools import product

import pytest

from kiosk.content.load import load
from kiosk.core.events import AdviceChosen, AdviceEnded, Event, ItemFinished, ItemOpened
from kiosk.core.speech import Spoken, Utterance
from kiosk.core.vocabulary import AdviceOutcome, AgeBand, Audience, Counsel, GroupKind, Openness
from kiosk.draw.items import Icon, Sound, Text, targets
from kiosk.draw.look import Look
from kiosk.parts.entrance import ONWARD
from kiosk.scene import Drag, Tap, Visit
from kiosk.timing import Follower, Stay
from kiosk.wiring import make_machine
from kiosk.zones.register import CATALOGUE
from kiosk.zones.scam_types.advising import Advising, HelpWallPage
from kiosk.zones.scam_types.manifest import ScamTypesContent
from kiosk.zones.scam_types.scene import ScamTypesScene
from kiosk.zones.scam_types.state import ScamTypesState
from tests.real_hall import PLACES, ROOT, content
from tests.zones.talks import talk_about
from tests.zones.test_scam_types import ASKED, TYPES

LOOK = Look()
SECONDS = 4.0
GRANNY, FATHER = talk_about(), talk_about(name="father", audiences=(Audience.FAMILY,))
GENUINE = talk_about(genuine=True, name="neighbour")
TALKS = (FATHER, GRANNY, GENUINE)
GOOD, PUSH, SHAME = 0, 1, 2


def recorded(line: Utterance) -> Spoken:
    return Spoken(line, f"voice/{line.words}.opus", SECONDS)


ZONE = ScamTypesScene(TYPES, ASKED, (), {}, (), Advising(TALKS))
HEARD = ScamTypesScene(TYPES, ASKED, (), {}, (), Advising(TALKS, recorded))


def words(state: ScamTypesState, zone: ScamTypesScene = ZONE, look: Look = LOOK) -> str:
    return "\n".join("".join(item.lines) for item in zone.view(state, look) if isinstance(item, Text))


def taps(
    *path: str, state: ScamTypesState | None = None, zone: ScamTypesScene = ZONE
) -> tuple[ScamTypesState, list[Event]]:
    now = state or zone.start(Visit())
    events: list[Event] = []
    for target in path:
        assert target in targets(zone.view(now, LOOK)) or target == "back", target
        step = zone.touch(now, Tap(target))
        now, events = step.state, [*events, *step.events]
    return now, events


def said(*choices: int) -> tuple[str, ...]:
    return tuple(f"say/{turn}/{at}" for turn, at in enumerate(choices))


def to_granny(*choices: int, zone: ScamTypesScene = ZONE) -> tuple[ScamTypesState, list[Event]]:
    return taps("advice", "help/granny", "next", *said(*choices), zone=zone)


def test_the_wall_leads_to_the_people_and_each_of_them_to_a_talk() -> None:
    state, _ = taps("advice")
    assert all(advice.title in words(state) for advice in TALKS)
    state, events = taps("help/granny", state=state)
    assert isinstance(events[0], ItemOpened) and events[0].item == "granny"
    assert "她攥着存折要出门。" in words(state)
    state, _ = taps("next", state=state)
    seen = words(state)
    assert "大家商量一下，选一句" in seen and "公安来电话了。" in seen and "还防着" in seen
    assert all(f"说{counsel}0" in seen for counsel in ("asks", "pushes", "shames"))


def test_without_talks_there_is_no_way_to_them() -> None:
    bare = ScamTypesScene(TYPES, ASKED, (), {})
    assert "advice" not in targets(bare.view(bare.start(Visit()), LOOK))
    assert bare.touch(bare.start(Visit()), Tap("advice")).state == bare.start(Visit())


def test_shame_is_seen_to_shut_the_door_and_asking_to_open_it() -> None:
    def signs(state: ScamTypesState) -> set[str]:
        return {i.name for i in ZONE.view(state, LOOK) if isinstance(i, Icon) and i.name.startswith("door_")}

    begun, _ = to_granny()
    assert signs(begun) == {"door_ajar"} and "还防着" in words(begun)
    shamed, events = taps("say/0/2", state=begun)
    assert signs(shamed) == {"door_closed"} and "不想说" in words(shamed) and "回shames0" in words(shamed)
    chosen = events[0]
    assert isinstance(chosen, AdviceChosen) and (chosen.counsel, chosen.openness) == (Counsel.SHAMES, Openness.CLOSED)
    asked, _ = taps("say/0/0", state=begun)
    assert signs(asked) == {"door_open"} and "听得进" in words(asked) and "回asks0" in words(asked)
    assert "您说" in words(asked) and "说asks0" in words(asked)


@pytest.mark.parametrize(
    ("choices", "outcome", "truth"),
    [
        ((GOOD, GOOD, GOOD), AdviceOutcome.HEARD, "这一回是骗局"),
        ((GOOD, GOOD, PUSH), AdviceOutcome.THINKING, "这一回是骗局"),
        ((GOOD, GOOD, SHAME), AdviceOutcome.SHUT, "这一回是骗局"),
    ],
)
def test_an_ending_says_how_it_came_out_and_what_it_was(
    choices: tuple[int, ...], outcome: AdviceOutcome, truth: str
) -> None:
    state, events = to_granny(*choices)
    seen = words(state)
    assert outcome.word in seen and truth in seen and f"最后{outcome.value}" in seen and f"后来{outcome.value}" in seen
    assert [event.outcome for event in events if isinstance(event, AdviceEnded)] == [outcome]
    assert truth not in words(to_granny(*choices[:2])[0]), "nothing gives it away before"


def test_after_the_ending_three_sentences_are_looked_at_again_with_what_they_did() -> None:
    state, events = taps("next", state=to_granny(GOOD, SHAME, PUSH)[0])
    seen = words(state)
    for name in ("asks0", "shames1", "pushes2"):
        assert f"“说{name}”" in seen and f"因为{name}" in seen
    assert "因为asks0" not in words(to_granny(GOOD, SHAME, PUSH)[0])
    assert [event.item for event in events if isinstance(event, ItemFinished)] == ["granny"]
    assert ZONE.goal(state)
    state, _ = taps("next", state=state)
    assert isinstance(state.page, HelpWallPage) and "劝过了" in words(state)


def test_a_talk_broken_off_is_no_talk_and_begins_anew() -> None:
    state, _ = to_granny(GOOD, GOOD)
    assert not ZONE.goal(state)
    state, _ = taps("back", state=state)
    assert ZONE.page(state) == "advice:granny"
    again, _ = taps("next", state=state)
    assert "公安来电话了。" in words(again)
    assert ZONE.page(taps("back", "back", state=state)[0]) == "wall"


def test_back_from_the_three_sentences_shows_the_ending_again() -> None:
    state, _ = taps("next", "back", state=to_granny(GOOD, GOOD, GOOD)[0])
    assert ZONE.page(state) == "advice:granny:end" and "听进去了" in words(state)


def test_a_second_tap_chooses_nothing_in_the_turn_after() -> None:
    state, _ = to_granny(GOOD)
    for stale in ("say/0/0", "say/1/3", "say/1/x", "say", "help/father", "on/1", "again", "next"):
        assert ZONE.touch(state, Tap(stale)).state == state, stale
    assert ZONE.touch(state, Drag("somewhere", "end", 0, 0)).state == state


def test_the_person_is_heard_out_before_one_chooses_unless_one_is_in_a_hurry() -> None:
    state, _ = taps("advice", "help/granny", "next", zone=HEARD)
    shown = targets(HEARD.view(state, LOOK))
    assert "say/0/0" not in shown and "on/0" in shown and "公安来电话了。" not in words(state, HEARD)
    state = HEARD.tick(state, 1.0).state
    voices = [item for item in HEARD.view(state, LOOK) if isinstance(item, Sound)]
    assert [(voice.name, voice.channel) for voice in voices] == [("voice/公安来电话了。.opus", "voice")]
    assert "公安来电话了。" in words(state, HEARD), "the caption comes with the voice"
    hurried = HEARD.touch(state, Tap("on/0")).state
    assert "say/0/0" in targets(HEARD.view(hurried, LOOK)) and HEARD.due(hurried) is None
    waits = HEARD.due(state)
    assert waits is not None
    heard = HEARD.tick(state, waits).state
    assert "say/0/0" in targets(HEARD.view(heard, LOOK)) and HEARD.due(heard) is None
    again = HEARD.touch(heard, Tap("again")).state
    assert HEARD.due(again) is not None and "say/0/0" in targets(HEARD.view(again, LOOK)), "once open, it stays open"


def test_who_wants_nothing_to_move_reads_and_chooses_at_once() -> None:
    state, _ = taps("advice", "help/granny", "next", zone=HEARD)
    still = Look(still=True)
    assert "say/0/0" in targets(HEARD.view(state, still)) and "公安来电话了。" in words(state, HEARD, still)


def test_the_last_words_can_be_heard_again() -> None:
    state, _ = taps("advice", "help/granny", "next", zone=HEARD)
    for word in said(GOOD, GOOD, GOOD):
        state = HEARD.touch(HEARD.tick(state, 9.0).state, Tap(word)).state
    state = HEARD.tick(state, 9.0).state
    assert HEARD.due(state) is None
    again = HEARD.touch(state, Tap("again")).state
    assert HEARD.due(again) is not None
    assert not [item for item in HEARD.view(HEARD.touch(state, Tap("next")).state, LOOK) if isinstance(item, Sound)]


def led(*ages: AgeBand, kind: GroupKind = GroupKind.OTHER, seed: int = 0) -> list[str]:
    """The pages of the guided path, the first choice made in every turn."""
    state, pages = ZONE.start(Visit(led=True, ages=ages, kind=kind, seed=seed)), list[str]()
    for _ in range(30):
        pages.append(ZONE.page(state))
        shown = targets(ZONE.view(state, LOOK))
        step = ZONE.touch(state, Tap("next" if "next" in shown else next(w for w in shown if w.startswith("say/"))))
        state = step.state
        if step.leave:
            assert step.leave == ONWARD and ZONE.goal(state)
            return pages
    raise AssertionError(pages)


def test_elders_and_neighbours_end_their_path_with_a_talk_to_an_elder() -> None:
    for pages in (led(AgeBand.SENIOR), led(AgeBand.YOUNG, AgeBand.SENIOR), led(kind=GroupKind.COMMUNITY)):
        assert pages[0].startswith("type:") and pages[-1] == "advice:granny:moments"
        assert sum(page.startswith("type:") for page in pages) == 1
    assert led(AgeBand.SENIOR, seed=1)[-1] == "advice:neighbour:moments", "another group meets somebody else"


def test_a_family_with_an_elder_meets_one_of_a_family_first() -> None:
    assert led(AgeBand.MINOR, AgeBand.SENIOR)[-1] == "advice:father:moments"
    assert led(AgeBand.MIDDLE, AgeBand.SENIOR, kind=GroupKind.FAMILY)[-1] == "advice:father:moments"


@pytest.mark.parametrize("kind", [GroupKind.SCHOOL, GroupKind.COMPANY, GroupKind.VISITOR, GroupKind.OTHER])
def test_who_no_talk_is_for_sees_kinds_and_no_talk(kind: GroupKind) -> None:
    before = ScamTypesScene(TYPES, ASKED, (), {})
    for ages in ((), (AgeBand.MINOR,), (AgeBand.YOUNG,)):
        visit = Visit(led=True, ages=ages, kind=kind)
        assert ZONE.start(visit) == before.start(visit)
        assert not [page for page in led(*ages, kind=kind) if page.startswith("advice")]


def test_the_hall_may_put_a_talk_on_its_path() -> None:
    scene = ScamTypesScene(TYPES, ASKED, (), {}, ("father", "gone", "police"), Advising(TALKS))
    state = scene.start(Visit(led=True))
    assert scene.page(state) == "advice:father" and scene.touch(state, Tap("back")).leave == "home"
    for word in ("next", *said(GOOD, GOOD, GOOD), "next", "next"):
        state = scene.touch(state, Tap(word)).state
    assert scene.page(state) == "type:police"


class Choosing(Follower):
    """Goes along the path and says what it was told to."""

    choices: tuple[int, ...] = ()

    def _step(self) -> str:
        word = super()._step()
        return word if not word.startswith("say/") else f"{word[:-1]}{self.choices[int(word.split('/')[1])]}"


@pytest.mark.parametrize(("seed", "talk"), [(1, "zhao-96110"), (6, "granny-liu")])
def test_whatever_elders_choose_they_read_no_more_than_the_zone_has_minutes_for(seed: int, talk: str) -> None:
    for choices in product(range(3), repeat=3):
        machine = make_machine(content(), PLACES, (1920, 1080), random.Random(seed), lambda: "led")
        for word in ("start", "people/12", "kind/community", "next", "frame/home"):
            machine.touch(Tap(word))
        machine.touch(Tap("zone/scam_types"))
        plan = next(plan for plan in machine.visit_session.zones if plan.id == "scam_types")
        stay = Stay(plan.id, plan.name, plan.minutes)
        follower = Choosing(machine, content())
        follower.choices = choices
        follower._through(stay)
        assert stay.ended and stay.screens[-1].page == f"scam_types:advice:{talk}:moments"
        assert stay.characters <= stay.budget and stay.seconds <= stay.minutes * 60, choices
        assert not [screen.page for screen in stay.screens if screen.folded]


def test_samples_show_every_answer_of_the_halls_talks() -> None:
    found: ScamTypesContent = load(CATALOGUE, ROOT / "content", ROOT / "zones.yaml").zones["scam_types"]
    zone = ScamTypesScene(found.types, found.questionnaire, (), {}, (), Advising(found.talks))
    seen = "\n".join(words(state, zone) for state in zone.samples() if zone.page(state).startswith("advice"))
    for advice in found.talks:
        answers = [word for turn in advice.turns for c in turn.choices for word in (c.reply, c.warm, c.why, c.text)]
        closed = [turn.closed for turn in advice.turns]
        ends = [word for end in advice.ends for word in (end.says, end.text)]
        missing = {
            word for word in (advice.scene, advice.opening, *answers, *closed, *ends) if word and word not in seen
        }
        assert missing - {c.why for turn in advice.turns for c in turn.choices} == set(), advice.id
