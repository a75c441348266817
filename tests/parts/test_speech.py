"""Lines said one after another, told by the scene's own clock."""

from __future__ import annotations

import pytest

from kiosk.core.pace import PAUSE_SECONDS
from kiosk.core.speech import Role, Spoken, Utterance
from kiosk.parts.speech import ALL, Speech, speech


def recorded(words: str, seconds: float) -> Spoken:
    line = Utterance(words, Role.NARRATOR)
    return Spoken(line, f"voice/{line.key}.opus", seconds)


TWO = speech([recorded("一", 2.0), recorded("二", 3.0)], [10, 10], lead=1.0)
SECOND = 1.0 + 2.0 + PAUSE_SECONDS


@pytest.mark.parametrize(
    ("heard", "begun", "into"),
    [
        (0.0, 0, None),
        (0.99, 0, None),
        (1.0, 1, 0.0),
        (2.5, 1, 1.5),
        (3.1, 1, None),
        (SECOND, 2, 0.0),
        (SECOND + 2.9, 2, 2.9),
    ],
)
def test_one_line_after_the_other(heard: float, begun: int, into: float | None) -> None:
    sounds = TWO.sounds(heard, "a")
    assert TWO.begun(heard) == begun and not TWO.over(heard)
    assert [sound.start for sound in sounds] == ([] if into is None else [pytest.approx(into)])


def test_it_is_over_with_the_last_word_and_then_silent() -> None:
    assert TWO.over(SECOND + 3.0) and not TWO.over(SECOND + 2.99)
    assert TWO.sounds(SECOND + 3.0, "a") == [] and TWO.due(SECOND + 3.0) is None
    assert TWO.begun(ALL) == 2


def test_it_is_due_whenever_something_begins_or_all_ends() -> None:
    at, seen = 0.0, []
    while (wait := TWO.due(at)) is not None:
        at += wait
        seen.append(round(at, 3))
    assert seen == [1.0, round(SECOND, 3), round(SECOND + 3.0, 3)]


def test_another_occasion_is_another_sound() -> None:
    [first], [again] = TWO.sounds(1.5, "a"), TWO.sounds(1.5, "b")
    assert first.name == again.name and first.key != again.key


def test_a_line_without_a_recording_passes_in_silence_at_its_own_pace() -> None:
    mixed = speech([None, recorded("二", 3.0)], [20, 10])
    assert mixed.sounds(1.0, "a") == [] and mixed.begun(1.0) == 1
    assert mixed.sounds(4.0 + PAUSE_SECONDS, "a") != []


def test_without_any_recording_nobody_waits() -> None:
    silent = speech([None, None], [20, 20], lead=3.0)
    assert silent.over(0.0) and silent.begun(0.0) == 2 and silent.due(0.0) is None and silent.sounds(0.0, "a") == []
    assert Speech().over(0.0) and Speech().begun(0.0) == 0
