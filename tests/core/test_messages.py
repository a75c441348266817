"""What became of a message: it waits, hangs on the wall or does not, and once erased there is nothing left of it."""

from __future__ import annotations

import pytest

from kiosk.core.events import MessageJudged, MessageLeft, TimeUp, UnknownEvent
from kiosk.core.logged import Logged
from kiosk.core.messages import all_messages, approved_messages, message_text, pending_messages
from kiosk.core.vocabulary import MessageForm, MessageStatus

WORDS = MessageLeft(MessageForm.PHRASE, "不轻信")
INK = MessageLeft(MessageForm.INK, "", ((1, 2, 3, 4), (5, 6)), 800, 400)
ERASED_WORDS, ERASED_INK = MessageLeft(MessageForm.PHRASE), MessageLeft(MessageForm.INK)


def left(number: int, what: MessageLeft, at: str = "2026-07-01T09:00:00.000+08:00") -> Logged:
    return Logged("v", what, at, number)


def judged(number: int, message: int, approved: bool, by: str = "值班", at: str = "later") -> Logged:
    return Logged("", MessageJudged(message, approved, by), at, number)


def test_a_message_nobody_judged_waits() -> None:
    rows = [left(1, WORDS), Logged("v", TimeUp(), "", 2), Logged("v", UnknownEvent("MessageLeft"), "", 3), left(4, INK)]
    assert [(m.id, m.left, m.status) for m in all_messages(rows)] == [
        (1, WORDS, MessageStatus.PENDING),
        (4, INK, MessageStatus.PENDING),
    ]
    assert [m.id for m in pending_messages(rows)] == [1, 4]
    assert approved_messages(rows) == []


def test_the_last_judgement_counts_and_says_who_and_when() -> None:
    rows = [left(1, WORDS), judged(2, 1, True, "甲", "noon"), judged(3, 1, False, "乙", "evening")]
    (message,) = all_messages(rows)
    assert (message.status, message.by, message.judged_at) == (MessageStatus.REJECTED, "乙", "evening")
    assert approved_messages(rows) == [] and pending_messages(rows) == []
    assert [m.id for m in approved_messages([*rows, judged(4, 1, True)])] == [1]


def test_the_wall_shows_the_newest_first() -> None:
    rows = [left(1, WORDS), left(2, INK), left(3, WORDS), *(judged(10 + n, n, True) for n in (3, 1, 2))]
    assert [m.id for m in approved_messages(rows)] == [3, 2, 1]


def test_a_judgement_on_what_is_no_message_judges_nothing() -> None:
    assert all_messages([judged(1, 2, True), Logged("v", TimeUp(), "", 2), judged(3, 2, True)]) == []


@pytest.mark.parametrize("erased", [ERASED_WORDS, ERASED_INK])
def test_of_an_erased_message_only_stays_that_there_was_one(erased: MessageLeft) -> None:
    rows = [left(1, erased), left(2, erased), judged(3, 2, True)]
    assert [m.erased for m in all_messages(rows)] == [True, True]
    assert pending_messages(rows) == [] and approved_messages(rows) == []
    assert message_text(erased) == "（已删除）"


def test_a_message_in_words() -> None:
    assert not any(m.erased for m in all_messages([left(1, WORDS), left(2, INK)]))
    assert message_text(WORDS) == "不轻信"
    assert message_text(INK) == "手写 2 笔"
