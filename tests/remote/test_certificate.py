"""The certificate: kept to the kiosk, the one that is served, and made anew when it no longer fits."""

from __future__ import annotations

import hashlib
import socket
import ssl
import stat
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.remote import network
from kiosk.remote.certificate import DAYS, FILE, RENEW_DAYS, certificate
from tests.remote.made import ADDRESS, served

TODAY = date(2026, 11, 27)


def test_only_the_kiosk_can_read_it(tmp_path: Path) -> None:
    path, _ = certificate(tmp_path, ADDRESS, TODAY)
    assert path == tmp_path / FILE and stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == [FILE]
    path.chmod(0o644)
    certificate(tmp_path, ADDRESS, TODAY)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_its_fingerprint_is_of_the_one_that_is_served(tmp_path: Path) -> None:
    with served(tmp_path) as made:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        with (
            socket.create_connection((ADDRESS, made.door.port), timeout=5) as plain,
            context.wrap_socket(plain) as held,
        ):
            shown = hashlib.sha256(held.getpeercert(binary_form=True) or b"").hexdigest().upper()
    assert made.fingerprint.replace(" ", "") == shown


def test_a_phone_that_trusts_it_finds_the_name_right(tmp_path: Path) -> None:
    with served(tmp_path) as made:
        context = ssl.create_default_context(cafile=str(tmp_path / FILE))
        with socket.create_connection((ADDRESS, made.door.port), timeout=5) as plain:
            context.wrap_socket(plain, server_hostname=ADDRESS).close()


@pytest.mark.parametrize(
    ("days", "same"), [(0, True), (DAYS - RENEW_DAYS - 1, True), (DAYS - RENEW_DAYS, False), (-2, False)]
)
def test_it_stays_until_it_is_about_to_run_out(tmp_path: Path, days: int, same: bool) -> None:
    _, first = certificate(tmp_path, ADDRESS, TODAY)
    _, then = certificate(tmp_path, ADDRESS, TODAY + timedelta(days=days))
    assert (first == then) is same


def test_it_is_made_anew_for_another_address_and_when_it_is_broken(tmp_path: Path) -> None:
    path, first = certificate(tmp_path, ADDRESS, TODAY)
    _, other = certificate(tmp_path, "192.168.1.20", TODAY)
    assert other != first
    for broken in (b"", b"nonsense", path.read_bytes()[:300]):
        path.write_bytes(broken)
        assert certificate(tmp_path, ADDRESS, TODAY)[1] not in (first, other)


def test_the_address_is_the_one_that_is_written_down_or_a_real_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert network.own_address("192.168.1.20") == "192.168.1.20"
    monkeypatch.setattr(network, "_NOWHERE", ("127.0.0.1", 9))
    assert network.own_address() == "127.0.0.1"
    monkeypatch.setattr(network, "_NOWHERE", ("256.0.0.1", 9))  # no way out
    monkeypatch.setattr(
        network.socket, "getaddrinfo", lambda *_: [(0, 0, 0, "", ("127.0.1.1", 0)), (0, 0, 0, "", ("10.0.0.7", 0))]
    )
    assert network.own_address() == "10.0.0.7"
    monkeypatch.setattr(network.socket, "getaddrinfo", lambda *_: [])
    with pytest.raises(OSError, match="no network"):
        network.own_address()
