"""A call that is listened to: it rings until it is answered, is followed line by line, and asks when it can be known."""

from __future__ import annotations

from kiosk.content.models.call import Call, CallLine
from kiosk.core.pace import PAUSE_SECONDS
from kiosk.core.speech import Role, Spoken, Utterance, Way
from kiosk.core.vocabulary import AgeBand, Device, Silhouette
from kiosk.parts import listening
from kiosk.parts.listening import AGAIN, ANSWER, ONWARD, Listening

CALL = Call(
    id="bank_asks",
    title="银行来电",
    type="refund",
    genuine=True,
    caller="银行",
    figure=Silhouette.BANK,
    me_figure=Silhouette.OLD_MAN,
    ages=AgeBand.SENIOR,
    script=(
        CallLine("您好，有一笔转账，是您本人转的吗？"),
        CallLine("是我。", me=True),
        CallLine("好的，不用告诉我验证码。", decides=True),
        CallLine("再见。", me=True),
    ),
    closing="他不要验证码，也不叫您转钱，只问一句是不是本人，这样的电话可以接。",
)


def recorded(line: Utterance) -> Spoken:
    """Every line lasts two seconds."""
    return Spoken(line, f"voice/{line.words}.opus", 2.0)


def silent(line: Utterance) -> None:
    return None


def after(heard: Listening, seconds: float) -> Listening:
    return listening.tick(heard, seconds)


def answered() -> Listening:
    rings = Listening(CALL)
    taken = listening.touch(rings, ANSWER, listening.said(rings, recorded))
    assert taken is not None
    return taken


def voices(heard: Listening) -> list[str]:
    return [s.name for s in listening.sounds(heard, listening.said(heard, recorded)) if s.channel == "voice"]


def test_it_rings_until_it_is_answered_and_nobody_speaks_before() -> None:
    rings = after(Listening(CALL), 30.0)
    tale = listening.said(rings, recorded)
    assert {s.name for s in listening.sounds(rings, tale)} == {"ring", "vibration"}
    shown = listening.screen(rings, listening.begun(rings, tale))
    assert shown.device is Device.RING and shown.lines == () and shown.actor == "银行"
    assert listening.touch(rings, AGAIN, tale) is None and listening.touch(rings, ONWARD, tale) is None
    assert not listening.decided(rings, tale)


def test_lines_are_heard_one_after_another_and_stand_there_as_they_are_said() -> None:
    heard, stood, said = answered(), [], []
    for _ in range(100):
        tale = listening.said(heard, recorded)
        stood.append(len(listening.screen(heard, listening.begun(heard, tale)).lines))
        said += [name for name in voices(heard) if name not in said]
        heard = after(heard, 0.1)
    assert stood == sorted(stood) and stood[0] == 0 and stood[-1] == 4
    assert said == [f"voice/{line.text}.opus" for line in CALL.script]


def test_the_question_opens_when_the_sentence_that_decides_was_heard_and_not_before() -> None:
    begins = listening.LEAD_SECONDS + 3 * (2.0 + PAUSE_SECONDS)
    tale = listening.said(answered(), recorded)
    assert not listening.decided(after(answered(), begins - 0.05), tale)
    assert listening.decided(after(answered(), begins + 0.05), tale)


def test_where_there_is_no_recording_all_is_there_to_be_read_and_judged() -> None:
    tale = listening.said(answered(), silent)
    assert listening.decided(answered(), tale) and listening.begun(answered(), tale) == len(CALL.script)
    assert listening.sounds(answered(), tale) == []


def test_a_touch_goes_on_to_the_next_line_and_past_the_last() -> None:
    heard = after(answered(), 1.0)
    counts = []
    for _ in range(5):
        tale = listening.said(heard, recorded)
        counts.append(listening.begun(heard, tale))
        moved = listening.touch(heard, ONWARD, tale)
        assert moved is not None
        heard = moved
    assert counts == [1, 2, 3, 4, 4]
    assert listening.decided(heard, listening.said(heard, recorded)) and voices(heard) == []


def test_it_is_heard_again_from_its_beginning() -> None:
    late = after(answered(), 20.0)
    again = listening.touch(late, AGAIN, listening.said(late, recorded))
    assert again is not None and voices(late) == []
    assert voices(after(again, 1.0)) == [f"voice/{CALL.script[0].text}.opus"]


def test_who_calls_is_on_the_telephone_and_who_is_called_is_in_the_room() -> None:
    them, me, *_ = listening.lines_of([CALL])
    assert (them.role, them.way) == (Role.CLERK, Way.PHONE)
    assert (me.role, me.way) == (Role.OLD_MAN, Way.ROOM)
    assert [line.words for line in listening.lines_of([CALL])] == [*(line.text for line in CALL.script), CALL.closing]


def test_once_it_was_judged_the_closing_words_are_said_and_everything_stands_there() -> None:
    judged = Listening(CALL, answered=True, judged=True)
    tale = listening.said(judged, recorded)
    assert voices(after(judged, listening.CLOSING_LEAD_SECONDS + 0.1)) == [f"voice/{CALL.closing}.opus"]
    assert len(listening.screen(judged, listening.begun(judged, tale)).lines) == len(CALL.script)
