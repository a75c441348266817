"""The real door on this machine: what it answers, and everything it refuses."""

from __future__ import annotations

import http.client
import json
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kiosk.remote.gate import Refusal
from kiosk.remote.server import BODY_BYTES, STREAMS_EACH, STREAMS_MOST
from tests.remote.made import ADDRESS, HALL, PIN, Phone, Served, listening, moved_on, served, threads


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path) as made:
        yield made


@pytest.fixture
def phone(door: Served) -> Iterator[Phone]:
    made = Phone(door.door)
    yield made
    made.close()


def raw(door: Served, text: str, tls: bool = True) -> bytes:
    """What the door answers to these very bytes, until it closes."""
    with socket.create_connection((ADDRESS, door.door.port), timeout=5) as plain:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        with context.wrap_socket(plain) if tls else plain as held:
            held.sendall(text.encode())
            found = b""
            with suppress(OSError):
                while part := held.recv(4096):
                    found += part
        return found


def test_from_the_pin_to_an_order(door: Served, phone: Phone) -> None:
    assert phone.ask("GET", "/state")[0] == 401
    assert phone.sign_in() == 200
    told = phone.state()
    assert {name: told[name] for name in ("place", "page", "orders", "zone_minutes", "visit_minutes")} == {
        "place": "知识考核区", "page": "答题", "orders": ["next", "pause", "zone/quiz"], "zone_minutes": 4, "visit_minutes": 30,
    }  # fmt: skip
    assert phone.order("next") == 202 and phone.order("zone/quiz") == 202
    assert door.orders == [("next", 1), ("zone/quiz", 1)]
    assert door.heard("taken")


def test_it_listens_while_it_is_open_and_its_thread_ends(tmp_path: Path) -> None:
    with served(tmp_path) as made:
        assert listening(made.door.port) and "remote" in threads()
    assert not listening(made.door.port)
    for _ in range(100):
        if "remote" not in threads():
            return
        time.sleep(0.01)
    raise AssertionError("the thread goes on")


# ------------------------------------------------------------ who comes in
def test_five_wrong_pins_lock_and_four_do_not(door: Served, phone: Phone) -> None:
    assert [phone.sign_in("000000") for _ in range(4)] == [403] * 4
    assert phone.sign_in() == 200
    phone.ask("POST", "/sign-out", {})
    assert [phone.sign_in("000000") for _ in range(6)] == [403] * 4 + [423] * 2
    assert phone.sign_in() == 423 and door.heard("locked")


@pytest.mark.parametrize(
    "body", ["", "[]", "{", '{"pin": 407193}', '{"pin": null}', '{"pin": ["407193"]}', "null", '{"pin": "\\ud800"}']
)
def test_a_pin_that_is_none_is_wrong(phone: Phone, body: str) -> None:
    assert phone.ask("POST", "/sign-in", body)[0] == 403


def test_a_second_phone_is_refused_until_the_first_has_gone(door: Served, phone: Phone) -> None:
    assert phone.sign_in() == 200
    other = Phone(door.door)
    assert other.sign_in() == 409 and other.ask("GET", "/state")[0] == 401
    assert phone.ask("POST", "/sign-out", {})[0] == 200
    assert phone.ask("GET", "/state")[0] == 401
    assert other.sign_in() == 200
    other.close()


def test_the_cookie_can_be_read_by_nobody_else(phone: Phone) -> None:
    header = phone.ask("POST", "/sign-in", {"pin": PIN})[1]["set-cookie"]
    assert header.startswith("__Host-remote=")
    assert {"secure", "httponly", "path=/", "samesite=strict"} <= {part.strip().lower() for part in header.split(";")}
    assert "domain" not in header.lower()


# ------------------------------------------------------------ what counts
def test_a_replayed_a_late_and_a_forged_order_are_refused(door: Served, phone: Phone) -> None:
    phone.sign_in()
    assert phone.order("next") == 202
    assert phone.order("next", count=1) == 409 and phone.order("next", count=0) == 409
    assert (
        phone.order("next", token="") == 403
        and phone.order("next", token="\ud800") == 403
        and phone.order("next", token=phone.token + "x") == 403
    )
    assert len(door.orders) == 1
    assert phone.order("next") == 202


def test_an_order_for_a_screen_that_has_gone_is_refused(door: Served, phone: Phone) -> None:
    phone.sign_in()
    door.door.snapshot = moved_on(HALL)
    assert phone.order("next", 1) == 409 and phone.order("next", 2) == 202 and phone.order("pause", 1) == 202
    assert phone.order("stop", 2) == 409, "not possible there"


@pytest.mark.parametrize(
    "wrong",
    [{"count": "1"}, {"count": 1.5}, {"count": True}, {"count": None}, {"screen": "1"}, {"screen": True}, {"order": 1},
     {"token": 1}, {"order": None}],
    ids=str,
)  # fmt: skip
def test_an_order_of_another_make_is_refused(door: Served, phone: Phone, wrong: dict[str, object]) -> None:
    phone.sign_in()
    assert phone.order("next", **wrong) == 403 and door.orders == []


def test_when_the_hall_has_enough_to_do_an_order_is_refused(door: Served, phone: Phone) -> None:
    phone.sign_in()
    door.full = True
    assert phone.order("next") == 429
    door.full = False
    assert phone.order("next") == 202


def test_without_the_cookie_nothing_can_be_ordered(door: Served, phone: Phone) -> None:
    phone.sign_in()
    phone.cookie, mine = "", phone.cookie
    assert phone.order("next") == 401 and phone.ask("POST", "/sign-out", {})[0] == 401
    phone.cookie = mine[:-1]
    assert phone.order("next") == 401
    phone.cookie = mine
    assert phone.order("next") == 202


# ------------------------------------------------------------ whence it comes
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "evil.example", "127.0.0.1:1", "127.0.0.1:80"])
def test_another_name_is_refused(phone: Phone, host: str) -> None:
    for method, path in (("GET", "/"), ("GET", "/state"), ("POST", "/sign-in"), ("POST", "/order")):
        assert phone.ask(method, path, headers={"Host": host})[0] == 421
    assert phone.ask("GET", "/")[0] == 200


def test_another_origin_is_refused(door: Served, phone: Phone) -> None:
    phone.sign_in()
    for origin in ("", "null", f"http://{door.door.host}", "https://evil.example", f"https://{door.door.host}.evil"):
        for path in ("/sign-in", "/order", "/sign-out"):
            assert phone.ask("POST", path, {"pin": PIN}, {"Origin": origin})[0] == 403
    assert door.orders == [] and phone.order("next") == 202


def test_plain_http_is_refused(door: Served) -> None:
    assert b"HTTP" not in raw(door, f"GET / HTTP/1.1\r\nHost: {door.door.host}\r\n\r\n", tls=False)
    assert raw(door, f"GET / HTTP/1.1\r\nHost: {door.door.host}\r\nConnection: close\r\n\r\n").startswith(
        b"HTTP/1.1 200"
    )


def test_an_old_cipher_is_refused(door: Served) -> None:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with pytest.warns(DeprecationWarning):
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
    with (
        socket.create_connection((ADDRESS, door.door.port), timeout=5) as plain,
        pytest.raises(OSError),
        context.wrap_socket(plain) as held,
    ):
        held.recv(1)


@pytest.mark.parametrize(
    "path",
    ["/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/page.html", "/static/x", "/remote.pem",
     "/..%5c..%5cetc", "/state/..", "/state/", "/%00", "/order?x=/../"],
)  # fmt: skip
def test_there_is_nothing_but_the_page(door: Served, path: str) -> None:
    told = raw(door, f"GET {path} HTTP/1.1\r\nHost: {door.door.host}\r\nConnection: close\r\n\r\n")
    assert told.split()[1] in (b"404", b"405", b"400") and b"PRIVATE" not in told and b"root:" not in told


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE"])
def test_other_methods_are_refused(phone: Phone, method: str) -> None:
    for path in ("/", "/order"):
        assert phone.ask(method, path)[0] == 405


# ------------------------------------------------------------ how much
def test_a_body_may_have_a_thousand_bytes_and_no_more(phone: Phone) -> None:
    most = json.dumps({"pin": "0", "x": "y" * BODY_BYTES})
    fits = most.replace("y" * (len(most) - BODY_BYTES), "", 1)
    assert len(fits) == BODY_BYTES and phone.ask("POST", "/sign-in", fits)[0] == 403
    with pytest.raises((http.client.HTTPException, OSError)):
        status = phone.ask("POST", "/sign-in", fits + " ")[0]
        assert status in (400, 413)
        raise http.client.HTTPException


def test_a_head_may_not_be_endless(phone: Phone) -> None:
    assert phone.ask("GET", "/", headers={"X": "y" * 6000})[0] == 200
    with pytest.raises((http.client.HTTPException, OSError)):
        status = phone.ask("GET", "/", headers={"X": "y" * 9000})[0]
        assert status in (400, 431)
        raise http.client.HTTPException


def test_sixty_requests_at_once_and_no_more_and_then_a_few_a_second(door: Served, phone: Phone) -> None:
    assert [phone.ask("GET", "/")[0] for _ in range(60)] == [200] * 60
    assert phone.ask("GET", "/")[0] == Refusal.BUSY.status
    assert phone._held is None, "and the line is cut"
    door.clock.at += 1.0
    assert [phone.ask("GET", "/")[0] for _ in range(15)] == [200] * 15
    assert phone.ask("GET", "/")[0] == 429


def test_twenty_calls_at_once_and_no_more(door: Served) -> None:
    for _ in range(20):
        caller = Phone(door.door)
        assert caller.ask("GET", "/nothing")[0] == 404
        caller.close()
    with pytest.raises(OSError):
        Phone(door.door).ask("GET", "/nothing")
    door.clock.at += 1.0
    late = Phone(door.door)
    assert late.ask("GET", "/nothing")[0] == 404
    late.close()


def test_lines_that_are_over_take_nobodys_place(door: Served) -> None:
    for _ in range(3 * STREAMS_MOST):
        door.clock.at += 1.0
        caller = Phone(door.door)
        assert caller.ask("GET", "/")[0] == 200
        caller.close()


def test_one_address_holds_eight_lines_and_no_more(door: Served) -> None:
    callers = [Phone(door.door) for _ in range(STREAMS_EACH)]
    assert [caller.ask("GET", "/")[0] for caller in callers] == [200] * STREAMS_EACH
    with pytest.raises(OSError):
        Phone(door.door).ask("GET", "/")
    callers[0].close()
    time.sleep(0.2)
    callers.append(Phone(door.door))
    assert callers[-1].ask("GET", "/")[0] == 200
    for caller in callers:
        caller.close()


def test_when_everybody_calls_nobody_is_listened_to_for_a_breath(door: Served) -> None:
    came = [socket.create_connection((ADDRESS, door.door.port), timeout=5) for _ in range(30)]
    assert len(door.door._streams) <= STREAMS_MOST
    for one in came:
        one.close()
    time.sleep(0.5)
    door.clock.at += 60.0
    caller = Phone(door.door)
    assert caller.ask("GET", "/")[0] == 200
    caller.close()


# ------------------------------------------------------------ news
def test_news_are_waited_for_and_come_at_once(door: Served, phone: Phone) -> None:
    phone.sign_in()
    began = time.monotonic()
    threading.Timer(0.4, lambda: setattr(door.door, "snapshot", moved_on(HALL))).start()
    assert phone.state("1")["number"] == 2
    assert 0.3 < time.monotonic() - began < 3.0
    assert phone.state("1")["number"] == 2, "and at once what was missed"


def test_whoever_signs_out_meanwhile_hears_nothing_more(door: Served, phone: Phone) -> None:
    phone.sign_in()

    def news() -> None:
        door.gate.sign_out()
        door.door.snapshot = moved_on(HALL)

    threading.Timer(0.3, news).start()
    assert phone.state("1")["status"] == 401


def test_after_ten_idle_minutes_the_hall_is_told(door: Served) -> None:
    door.clock.at += 599.0
    time.sleep(0.3)
    assert "idle" not in door.states
    door.clock.at += 1.0
    assert door.heard("idle")


# ------------------------------------------------------------ the page
def test_the_page_loads_nothing_from_anywhere(phone: Phone) -> None:
    _, headers, page = phone.ask("GET", "/")
    once = re.search(r"'nonce-([\w-]{20,})'", headers["content-security-policy"])
    assert once is not None and page.count(f'nonce="{once[1]}"') == 2 and "{once}" not in page
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"] and "://" not in page
    assert re.findall(r"""\b(?:src|href|action|style|on\w+)\s*=\s*["']|url\(""", page) == []
    assert once[1] not in phone.ask("GET", "/")[2], "used once"
    assert headers["cache-control"] == "no-store" and "server" not in headers
