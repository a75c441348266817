"""What is heard when: the list of sounds beside the list of what is seen."""

from __future__ import annotations

from random import Random

import pytest

from kiosk.core.events import AdviceEnded
from kiosk.core.vocabulary import AdviceOutcome
from kiosk.draw.items import targets
from kiosk.scene import Tap
from kiosk.screen.speaker import SOUNDS
from kiosk.session.machine import Machine
from kiosk.session.sounding import SOFT_GAIN, of
from kiosk.session.table import OverlayKind
from kiosk.wiring import make_machine, read_content
from tests import real_hall
from tests.real_hall import PLACES


@pytest.fixture(scope="module")
def loaded() -> object:
    return read_content(PLACES)


@pytest.fixture
def machine(loaded: object) -> Machine:
    made = make_machine(loaded, PLACES, (1920, 1080), Random(1), lambda: "v")  # type: ignore[arg-type]
    return made


def touched(machine: Machine, *words: str) -> Machine:
    for word in words:
        machine.touch(Tap(word))
    return machine


def names(machine: Machine) -> list[str]:
    return [sound.name for sound in machine.sounds() if not sound.pressed]


def admitted(machine: Machine, mode: str = "free") -> Machine:
    return touched(machine, "start", "people/4", "kind/family", f"mode/{mode}", "next")


def ringing(machine: Machine) -> Machine:
    """In a scenario, with the phone ringing."""
    touched(admitted(machine), "zone/vr_experience", "round", "card/refund_share", "next")
    assert {"ring", "vibration", "room_living_room"} <= set(names(machine))
    return machine


@pytest.mark.parametrize("outcome", AdviceOutcome)
def test_an_ending_of_a_talk_is_heard_and_only_one_that_is_taken_in_sounds_right(outcome: AdviceOutcome) -> None:
    name = of(AdviceEnded("scam_types", "granny", "police", None, "", outcome, False))
    assert (SOUNDS / f"{name}.opus").is_file() or list(SOUNDS.glob(f"{name}.*"))
    assert (name == "right") == (outcome in (AdviceOutcome.HEARD, AdviceOutcome.TAKEN_UP))


def test_a_touch_is_always_answered_and_a_page_turns(machine: Machine) -> None:
    assert not any(sound.pressed for sound in machine.sounds()) and "page" not in names(machine)
    before = touched(machine, "start").sounds()
    assert any(sound.pressed and sound.name == "touch" for sound in before)
    assert "page" in names(machine)
    after = touched(machine, "people/4").sounds()
    assert {s.key for s in before if s.name == "page"} != {s.key for s in after if s.name == "page"}


def test_the_phone_rings_in_its_room_until_it_is_answered(machine: Machine) -> None:
    touched(ringing(machine), "choose/0/0")
    assert not {"ring", "vibration"} & set(names(machine)) and "room_living_room" in names(machine)


@pytest.mark.parametrize("word", ["frame/home", "frame/back"])
def test_whatever_takes_the_scene_away_takes_its_sounds(machine: Machine, word: str) -> None:
    touched(ringing(machine), word)
    assert not {"ring", "vibration", "room_living_room"} & set(names(machine))


def test_a_scene_that_is_stopped_falls_silent(machine: Machine) -> None:
    touched(ringing(machine), "choose/0/1")
    for _ in range(60):
        if "stop" in targets(machine.view()):
            break
        machine.tick(1.0)
    assert "room_living_room" in names(machine)
    touched(machine, "stop")
    assert "room_living_room" not in names(machine)
    assert not any(sound.channel == "voice" for sound in machine.sounds())


def test_under_a_sheet_only_the_room_goes_on(machine: Machine) -> None:
    touched(ringing(machine), "frame/help")
    assert "ring" not in names(machine) and "room_living_room" in names(machine)
    touched(machine, "frame/close")
    assert "ring" in names(machine)


def test_the_speaker_goes_from_loud_to_soft_to_silent_and_round(machine: Machine) -> None:
    ringing(machine)
    loud = {sound.name: sound.gain for sound in machine.sounds()}
    touched(machine, "frame/volume")
    assert {s.name: s.gain for s in machine.sounds()} == {n: pytest.approx(g * SOFT_GAIN) for n, g in loud.items()}
    touched(machine, "frame/volume")
    assert {sound.name for sound in machine.sounds()} == set(loud) and not any(s.gain for s in machine.sounds())
    touched(machine, "frame/volume")
    assert {sound.name: sound.gain for sound in machine.sounds()} == loud


def test_silence_is_remembered_for_the_visit_and_ends_with_it(machine: Machine) -> None:
    touched(ringing(machine), "frame/volume", "frame/volume", "frame/home", "zone/quiz", "round")
    assert not any(sound.gain for sound in machine.sounds())
    for _ in range(400):
        machine.tick(20.0)
    assert machine.place == "attract"
    assert all(sound.gain for sound in touched(machine, "start").sounds())


def test_time_and_idle_notices_are_heard(machine: Machine) -> None:
    admitted(machine)
    for _ in range(60):
        machine.tick(10.0)
        if machine.overlay is not None:
            break
    assert machine.overlay is not None and "notice" in names(machine)
    key = next(sound.key for sound in machine.sounds() if sound.name == "notice")
    touched(machine, "frame/stay")
    assert key not in [sound.key for sound in machine.sounds()]


def test_a_phone_rings_now_and_then_where_nobody_is(machine: Machine) -> None:
    rings = []
    for second in range(200):
        machine.tick(1.0)
        rings += [(second + 1, s.key, s.gain) for s in machine.sounds() if s.name == "ring"]
    begins = [second for second, key, _ in rings if (second - 1, key) not in [(s, k) for s, k, _ in rings]]
    assert begins == [40, 80, 120, 160, 200] and all(gain == 0.5 for *_, gain in rings)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_touched_no_sound_outlives_its_screen(seed: int) -> None:
    """Random play: what goes on for long belongs to the scene in sight, and under a sheet nobody speaks or rings."""
    chance, machine = Random(seed), real_hall.machine(Random(seed))
    for _ in range(150):
        words = list(targets(machine.view()))
        if words and chance.random() < 0.75:
            machine.touch(Tap(chance.choice(words)))
        else:
            machine.tick(chance.choice((0.3, 2.0, 11.0, 45.0)))
        heard = [s for s in machine.sounds() if not s.key.startswith("aloud")]  # reading aloud is tested by itself
        lasting = [sound for sound in heard if sound.loop or sound.channel == "voice"]
        speaks = machine.zone in ("vr_experience", "victim_memoirs", "scam_lessons", "quiz", "six_eight_rules")
        if not speaks and ":ring:" not in machine.page():
            assert lasting == [], machine.page()
        if machine.overlay is not None and machine.overlay is not OverlayKind.WAITING:
            assert all(sound.channel == "ambience" for sound in lasting), machine.page()
        for sound in heard:
            file = real_hall.PLACES.content / sound.name if "." in sound.name else SOUNDS / f"{sound.name}.opus"
            assert file.is_file(), sound


@pytest.mark.parametrize("zone", ["vr_experience", "victim_memoirs"])
def test_a_scene_that_fails_is_silent_at_once(machine: Machine, zone: str) -> None:
    touched(ringing(machine), "frame/home", f"zone/{zone}")
    machine.fail(RuntimeError("it cannot be painted"))
    assert machine.place == "sorry"
    assert [sound.name for sound in machine.sounds() if sound.loop or sound.channel == "voice"] == []
