"""Who is let in, and which orders count: both sides of every boundary."""

from __future__ import annotations

import inspect
from dataclasses import replace

import pytest

from kiosk.remote import gate
from kiosk.remote.gate import AWAY_SECONDS, IDLE_SECONDS, WRONG_MOST, Gate, Refusal, new_pin
from kiosk.remote.limits import Allowance, Allowances
from tests.remote.made import HALL, PIN, Clock


def opened() -> tuple[Gate, Clock]:
    clock = Clock()
    return Gate(PIN, clock), clock


def signed_in() -> tuple[Gate, Clock, str]:
    made, clock = opened()
    cookie = made.sign_in(PIN)
    assert isinstance(cookie, str)
    return made, clock, cookie


@pytest.mark.parametrize("wrong", ["", "0", "40719", "4071933", "407194", "４０７１９３", "407 193"])
def test_only_the_very_pin_opens(wrong: str) -> None:
    made, _ = opened()
    assert made.sign_in(wrong) is Refusal.WRONG
    assert isinstance(made.sign_in(PIN), str)


def test_four_wrong_pins_are_forgiven_and_five_lock_for_good() -> None:
    made, clock = opened()
    assert [made.sign_in("0") for _ in range(WRONG_MOST - 1)] == [Refusal.WRONG] * 4
    assert not made.locked and isinstance(made.sign_in(PIN), str)
    made.sign_out()
    assert [made.sign_in("0") for _ in range(WRONG_MOST)] == [Refusal.WRONG] * 4 + [Refusal.LOCKED]
    clock.at += 10_000
    assert made.locked and made.sign_in(PIN) is Refusal.LOCKED


def test_secrets_are_compared_in_constant_time() -> None:
    source = inspect.getsource(Gate)
    assert source.count("hmac.compare_digest(") == 3, "the PIN, the cookie, the token"
    for secret in ("_pin", ".cookie", ".token"):
        assert f"{secret} ==" not in source and f"{secret} !=" not in source


def test_pins_are_six_digits_and_differ() -> None:
    pins = {new_pin() for _ in range(50)}
    assert len(pins) > 45 and all(len(pin) == gate.PIN_DIGITS == 6 and pin.isdecimal() for pin in pins)


def test_one_phone_at_a_time_and_the_second_cannot_even_lock_it_out() -> None:
    made, _, cookie = signed_in()
    assert [made.sign_in("0") for _ in range(9)] == [Refusal.TAKEN] * 9
    assert made.sign_in(PIN) is Refusal.TAKEN and made.known(cookie) and not made.locked
    made.sign_out()
    assert not made.known(cookie)
    other = made.sign_in(PIN)
    assert isinstance(other, str) and other != cookie


def test_a_phone_that_is_away_gives_way_to_another() -> None:
    made, clock, cookie = signed_in()
    clock.at += AWAY_SECONDS - 0.1
    assert made.sign_in(PIN) is Refusal.TAKEN and made.known(cookie), "and that it asked counts"
    clock.at += AWAY_SECONDS - 0.1
    assert made.taken
    clock.at += 0.1
    assert not made.taken and not made.known(cookie) and isinstance(made.sign_in(PIN), str)


def test_without_an_order_it_is_shut_after_ten_minutes_however_often_the_phone_asks() -> None:
    made, clock, cookie = signed_in()
    for _ in range(5):
        clock.at += 100
        made.known(cookie)
    token, count = made.token
    assert made.judge(token, count + 1, "pause", 1, HALL) is None
    clock.at += IDLE_SECONDS - 0.1
    assert not made.idle
    clock.at += 0.1
    assert made.idle
    fresh, clock = opened()
    clock.at += IDLE_SECONDS - 0.1
    assert not fresh.idle
    clock.at += 0.1
    assert fresh.idle, "nobody has even come"


@pytest.mark.parametrize("cookie", ["", "0", "é"])
def test_a_stranger_is_not_known(cookie: str) -> None:
    made, _ = opened()
    assert not made.known(cookie)
    made, _, mine = signed_in()
    assert not made.known(cookie) and not made.known(mine + "0") and not made.known(mine[:-1])


def test_an_order_counts_once() -> None:
    made, _, _ = signed_in()
    token, count = made.token
    assert count == 0
    assert made.judge(token, 0, "next", 1, HALL) is Refusal.STALE
    assert made.judge(token, 1, "next", 1, HALL) is None
    assert made.judge(token, 1, "next", 1, HALL) is Refusal.STALE, "replayed"
    assert made.judge(token, 5, "next", 1, HALL) is None
    assert made.judge(token, 4, "next", 1, HALL) is Refusal.STALE, "late"
    assert made.token == (token, 5)


def test_an_order_without_the_token_of_this_session_does_not_count() -> None:
    made, _, _ = signed_in()
    token, _ = made.token
    for forged in ("", token[:-1], token + "0", "é"):
        assert made.judge(forged, 1, "next", 1, HALL) is Refusal.FORGED
    made.sign_out()
    assert made.judge(token, 1, "next", 1, HALL) is Refusal.FORGED
    assert made.token == ("", 0)
    made.sign_in(PIN)
    assert made.judge(token, 1, "next", 1, HALL) is Refusal.FORGED, "of the session before"


def test_what_means_the_screen_does_not_count_for_another_and_the_rest_does() -> None:
    made, _, _ = signed_in()
    token, _ = made.token
    hall = replace(HALL, screen=2)
    assert made.judge(token, 1, "next", 1, hall) is Refusal.STALE
    assert made.judge(token, 2, "next", 3, hall) is Refusal.STALE
    assert made.judge(token, 3, "next", 2, hall) is None
    assert made.judge(token, 4, "pause", 1, hall) is None
    assert made.judge(token, 5, "zone/quiz", 1, hall) is None


@pytest.mark.parametrize("order", ["stop", "zone/other", "gone", "arrived", "", "next ", "NEXT"])
def test_what_is_not_possible_now_does_not_count(order: str) -> None:
    made, _, _ = signed_in()
    token, _ = made.token
    assert made.judge(token, 1, order, 1, HALL) is Refusal.IMPOSSIBLE


def test_an_allowance_is_spent_and_comes_back_slowly() -> None:
    clock = Clock()
    spent = Allowance(3, 2.0, clock)
    assert [spent.take() for _ in range(4)] == [True] * 3 + [False]
    clock.at += 0.49
    assert not spent.take()
    clock.at += 0.01
    assert spent.take() and not spent.take()
    clock.at += 1000
    assert [spent.take() for _ in range(4)] == [True] * 3 + [False]


def test_each_address_has_its_own_and_only_the_last_are_remembered() -> None:
    each = Allowances(1, 0.0, Clock(), addresses=2)
    assert each.take("a") and not each.take("a") and each.take("b") and not each.take("b")
    assert not each.take("a")
    assert each.take("c"), "and b, which asked longest ago, is forgotten"
    assert not each.take("a") and each.take("b")
