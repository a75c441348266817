"""The hall tells whoever watches that it is alive; nobody watches, nothing is told."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.ops.notifying import ALIVE, READY, Notifier

LIMIT = {"WATCHDOG_USEC": "10000000"}


def heard(ear: socket.socket) -> str:
    ear.settimeout(10)
    return ear.recv(4096).decode()


def test_it_speaks_to_the_socket_it_is_given_and_keeps_the_address_to_itself(tmp_path: Path) -> None:
    file = str(tmp_path / "ear")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(file)
        environ = {"NOTIFY_SOCKET": file, "OTHER": "kept", **LIMIT}
        notifier = Notifier(environ)
        notifier.say(READY)
        assert heard(ear) == "READY=1"
        assert notifier.limit_seconds == 10.0 and notifier.address == file
        assert environ == {"OTHER": "kept"}, "what the hall starts is not the hall"
        notifier.close()
        notifier.say(ALIVE)
        ear.settimeout(0.1)
        with pytest.raises(TimeoutError):
            ear.recv(1)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names without a file are Linux's")
def test_a_name_without_a_file_is_as_good() -> None:
    name = f"@kiosk-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind("\0" + name[1:])
        notifier = Notifier({"NOTIFY_SOCKET": name})
        notifier.say(ALIVE)
        assert heard(ear) == "WATCHDOG=1" and notifier.limit_seconds is None
        notifier.close()


def test_a_pipe_takes_a_line_a_message() -> None:
    read, write = os.pipe()
    notifier = Notifier({"KIOSK_NOTIFY_PIPE": str(write), **LIMIT})
    notifier.say(READY)
    notifier.say(ALIVE)
    os.close(write)
    with os.fdopen(read) as ear:
        assert ear.read() == "READY=1\nWATCHDOG=1\n"
    notifier.say(ALIVE)  # whoever listened is gone
    assert notifier.limit_seconds == 10.0


@pytest.mark.parametrize("whose", ["", str(os.getpid()), "1"], ids=["nobody", "us", "another"])
def test_a_limit_meant_for_another_process_is_none(tmp_path: Path, whose: str) -> None:
    notifier = Notifier({"NOTIFY_SOCKET": str(tmp_path / "ear"), "WATCHDOG_PID": whose, **LIMIT})
    assert (notifier.limit_seconds is None) is (whose == "1")
    notifier.close()


@pytest.mark.parametrize("environ", [{}, LIMIT, {"NOTIFY_SOCKET": "", **LIMIT}, {"NOTIFY_SOCKET": "relative", **LIMIT}])
def test_nobody_watches(environ: dict[str, str]) -> None:
    notifier = Notifier(dict(environ))
    notifier.say(READY)
    assert notifier.limit_seconds is None


@pytest.mark.parametrize("limit", ["", "0", "soon", "-1"])
def test_a_limit_that_is_none(tmp_path: Path, limit: str) -> None:
    notifier = Notifier({"NOTIFY_SOCKET": str(tmp_path / "ear"), "WATCHDOG_USEC": limit})
    assert notifier.limit_seconds is None
    notifier.close()


def test_a_watcher_that_reads_nothing_does_not_hold_the_hall_up(tmp_path: Path) -> None:
    file = str(tmp_path / "ear")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(file)
        notifier = Notifier({"NOTIFY_SOCKET": file, **LIMIT})
        for _ in range(5_000):  # far more than a socket holds
            notifier.say(ALIVE)
        assert heard(ear) == "WATCHDOG=1"
        notifier.close()
    (tmp_path / "ear").unlink()
    late = Notifier({"NOTIFY_SOCKET": file})
    late.say(ALIVE)  # nor does one that is gone
    late.close()


def test_an_unwatched_hall_imports_nothing_for_it() -> None:
    script = (
        "import os, sys; from kiosk.ops.lifeline import Lifeline; from kiosk.ops.notifying import Notifier;"
        "life = Lifeline(Notifier(os.environ)); life.opened(); life.turn(1.0, 'a'); life.closing(); life.closed();"
        "print(sorted({'socket', 'subprocess', 'tracemalloc', 'resource'} & set(sys.modules)))"
    )
    environ = {key: word for key, word in os.environ.items() if key != "NOTIFY_SOCKET"}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environ)
    assert done.stdout.strip() == "[]"
