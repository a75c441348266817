"""An event survives being written and read, exactly; what cannot be read is no accident."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from kiosk.core import codec
from kiosk.core.codec import Encoded, decode, encode
from kiosk.core.events import Event, HandsCounted, MessageLeft, UnknownEvent, VisitStarted, ZoneExtended
from kiosk.core.vocabulary import AgeBand, GroupKind, MessageForm, VisitMode
from tests.reports.made import EVENTS, ONE_OF_EACH, ink, subject


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """As in a process that has just begun: how an event is read is found out anew."""
    codec._fields.cache_clear()


@given(EVENTS)
def test_any_event_comes_back_as_it_was(event: Event) -> None:
    stored = encode(event)
    read = decode(*stored)
    assert read == event and type(read) is type(event)
    assert repr(read) == repr(event), "codes come back as vocabulary, numbers as what they were"


@pytest.mark.parametrize("event", ONE_OF_EACH, ids=lambda e: type(e).__name__)
def test_a_record_is_one_flat_object_of_its_fields(event: Event) -> None:
    kind, body, _ = encode(event)
    assert kind == type(event).__name__ and isinstance(json.loads(body), dict)
    assert "\n" not in body


def test_what_visitors_wrote_is_beside_the_record_and_not_in_it() -> None:
    assert encode(ink((1, 2, 3))) == Encoded(
        "MessageLeft", '{"form":"ink"}', '{"phrase":"","strokes":[[1,2,3]],"width":800,"height":400}'
    )
    assert decode("MessageLeft", '{"form":"ink"}') == MessageLeft(MessageForm.INK)


@pytest.mark.parametrize(
    "body",
    [
        "not json",
        "[]",
        "{}",
        '{"zone":"quiz"}',
        '{"zone":"quiz","minutes":"5"}',
        '{"zone":"quiz","minutes":true}',
        '{"zone":"quiz","minutes":NaN}',
        '{"zone":"quiz","minutes":1e999}',
        '{"zone":3,"minutes":5}',
        '{"zone":null,"minutes":5}',
        "[" * 100_000,
    ],
)
def test_a_record_that_does_not_fit_is_an_unknown_event(body: str) -> None:
    assert decode("ZoneExtended", body) == UnknownEvent("ZoneExtended")
    assert decode("ZoneExtended", '{"zone":"quiz","minutes":5}') == ZoneExtended("quiz", 5.0)


def test_a_code_no_vocabulary_has_is_an_unknown_event() -> None:
    good = '{"people":3,"kind":"school","ages":["minor"],"mode":"free"}'
    assert decode("VisitStarted", good) == VisitStarted(3, GroupKind.SCHOOL, (AgeBand.MINOR,), VisitMode.FREE)
    for code in ("school", "minor", "free"):
        assert decode("VisitStarted", good.replace(code, "other-planet")) == UnknownEvent("VisitStarted")


def test_fields_of_a_later_program_are_passed_over() -> None:
    assert decode("ZoneExtended", '{"zone":"quiz","minutes":5,"why":"x"}') == ZoneExtended("quiz", 5.0)


def test_pairs_of_the_wrong_length_do_not_fit() -> None:
    event = HandsCounted(*subject("quiz", "q1"), (("scam", 7),), 12)
    body = encode(event).body
    assert decode("HandsCounted", body) == event
    assert decode("HandsCounted", body.replace('["scam",7]', '["scam",7,8]')) == UnknownEvent("HandsCounted")
    assert decode("HandsCounted", body.replace('["scam",7]', '["scam"]')) == UnknownEvent("HandsCounted")


def test_half_a_character_survives() -> None:
    event = ZoneExtended("半个 \ud83d", 1.0)
    stored = encode(event)
    stored.body.encode("utf-8")
    assert decode(*stored) == event


def test_a_number_json_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError):
        encode(ZoneExtended("quiz", float("inf")))


def test_text_is_written_as_it_is_read_and_half_a_letter_is_written_at_all() -> None:
    """Half a surrogate pair is what a broken text field leaves; the record stays one line of compact JSON."""
    assert encode(ZoneExtended("展区", 2.0)).body == '{"zone":"展区","minutes":2.0}'
    broken = ZoneExtended("\ud83d", 2.0)
    assert encode(broken).body == '{"zone":"\\ud83d","minutes":2.0}'
    assert decode(*encode(broken)) == broken


@pytest.mark.parametrize("zone", ["展区", "\ud83d"])
def test_what_is_no_number_is_never_written(zone: str) -> None:
    with pytest.raises(ValueError, match="JSON"):
        encode(ZoneExtended(zone, float("nan")))


def test_nothing_written_leaves_nothing_to_erase() -> None:
    assert encode(MessageLeft(MessageForm.INK)).erasable == ""
    assert encode(MessageLeft(MessageForm.PHRASE, "谢谢")).erasable.startswith('{"phrase":"谢谢"')


@pytest.mark.parametrize(
    ("record", "why"),
    [
        ({"zone": 3, "minutes": 1.0}, "3 is no str"),
        ({"zone": "quiz", "minutes": "1"}, "'1' is no number"),
    ],
)
def test_what_does_not_fit_says_what_it_is_and_what_it_should_be(record: dict[str, object], why: str) -> None:
    with pytest.raises(TypeError, match=f"^{why}$"):
        codec.from_record("ZoneExtended", record)


def test_what_is_no_list_says_so() -> None:
    with pytest.raises(TypeError, match=r"^'quiz' is no list$"):
        codec.from_record("VisitEnded", {"how": "finished", "seconds": 1.0, "zones": "quiz"})
