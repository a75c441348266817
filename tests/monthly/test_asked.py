"""What zones say they ask is what they log: played visits, in which every answer is found in full words."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.core.events import ChoiceMade, QuestionAnswered, TrialAnswered
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import OptionKind
from kiosk.draw.look import Look
from kiosk.monthly.naming import Naming
from kiosk.scene import Tap
from kiosk.simulate.halls import PlayedSeason, play
from kiosk.simulate.people import Learned
from kiosk.store.query import rows_between
from kiosk.wiring import Places, asked_texts, hall_names
from tests.real_hall import PLACES, content, machine

NAMING = Naming(hall_names(content()), asked_texts(content()))


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[Logged]:
    data = tmp_path_factory.mktemp("played")
    season = PlayedSeason(4, 6, 2, Learned(0.3, 0.0), 4, date(2026, 11, 3))
    play(content(), Places(PLACES.content, PLACES.hall, data), season)
    return list(rows_between(data))


def test_every_answer_of_played_visits_is_found_in_full_words(rows: list[Logged]) -> None:
    zones = set()
    for event in (row.event for row in rows):
        if isinstance(event, QuestionAnswered | ChoiceMade | TrialAnswered):
            zone = "" if isinstance(event, TrialAnswered) else event.zone
            text = NAMING.text(zone, event.item, event.node if isinstance(event, ChoiceMade) else "")
            assert text is not None, event
            assert text.wording == event.wording and text.lines and all(text.lines), event
            assert set(event.option.split("+")) <= {option.id for option in text.options}, event
            zones.add(zone)
    assert {"", "scam_lessons", "vr_experience", "quiz"} <= zones


@pytest.mark.parametrize("zone", ["case_warnings", "victim_memoirs", "six_eight_rules"])
def test_every_answer_that_can_be_touched_is_found_in_full_words(zone: str) -> None:
    scene, found = machine().scene(zone), 0
    assert scene is not None
    for state in scene.samples():
        targets = {item.target for item in scene.view(state, Look()) if item.target}
        for event in (event for target in targets for event in scene.touch(state, Tap(target)).events):
            if isinstance(event, QuestionAnswered | ChoiceMade):
                text = NAMING.text(zone, event.item, event.node if isinstance(event, ChoiceMade) else "")
                assert text is not None and text.wording == event.wording, event
                good = {option.id: option.good for option in text.options}[event.option]
                kinds = (OptionKind.SAFE, OptionKind.HELPS)
                assert good is (event.right if isinstance(event, QuestionAnswered) else event.kind in kinds), event
                found += 1
    assert found > 10


def test_what_is_right_there_is_right_in_the_log(rows: list[Logged]) -> None:
    checked = 0
    for event in (row.event for row in rows):
        if isinstance(event, QuestionAnswered) and "+" not in event.option:
            text = NAMING.text(event.zone, event.item)
            assert text is not None
            good = next(option.good for option in text.options if option.id == event.option)
            assert good is event.right, event
            checked += 1
    assert checked > 20


def test_every_sentence_of_a_story_has_its_place() -> None:
    for scenario in content().zones["vr_experience"].scenarios:
        for node in scenario.nodes:
            for number, say in enumerate(node.says, 1):
                found = NAMING.sentence("vr_experience", scenario.id, f"{node.id}.{number}")
                assert say.text in found and found != NAMING.name(scenario.id)


def test_every_zone_that_asks_has_words_for_every_item() -> None:
    texts = {zone for zone, _ in asked_texts(content())}
    assert texts == {
        "", "case_warnings", "scam_lessons", "victim_memoirs", "vr_experience", "six_eight_rules", "quiz",
    }  # fmt: skip
    for zone, text in asked_texts(content()):
        assert any(option.good for option in text.options) or zone == "vr_experience", text
        assert all(line.strip() for line in text.lines), text
        assert len({option.id for option in text.options}) == len(text.options), text
