"""Whoever asks for an end is heard, from the first instant of the start."""

from __future__ import annotations

import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.commands.signals import Signals
from tests.ops.watched import Watched, watched

ASKING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


@pytest.fixture
def restored() -> Iterator[None]:
    before = {how: signal.getsignal(how) for how in ASKING}
    yield
    for how, handler in before.items():
        signal.signal(how, handler)


@pytest.mark.parametrize("instant", range(15))
def test_a_start_ends_in_order_at_any_instant(tmp_path: Path, instant: int) -> None:
    """A tenth of a second apart: before anything is imported, with the display half open, while content is read."""
    how = ASKING[instant % 3]
    kiosk = Watched(tmp_path / "data", "nothing", "run")
    time.sleep(instant / 10)
    ended = kiosk.end(how)
    begun = "planted.py" in kiosk.words()  # Ctrl+C in Python's own first moments is Python's to answer
    assert ended in (0, -how, 128 + how) or (how == signal.SIGINT and ended == 1 and not begun), kiosk.words()
    if (tmp_path / "data" / "kiosk.db").exists():
        with closing(sqlite3.connect(tmp_path / "data" / "kiosk.db")) as log:
            assert log.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert not kiosk.reports("running"), "an end in order leaves no note of a fall"


@pytest.mark.parametrize("how", ASKING)
def test_an_open_hall_ends_in_order(tmp_path: Path, how: signal.Signals) -> None:
    with watched(tmp_path / "data", "nothing", "run") as kiosk:
        kiosk.open()
        assert kiosk.end(how) == 0, kiosk.words()


@pytest.mark.usefixtures("restored")
def test_what_was_asked_before_there_was_anything_to_stop_is_not_forgotten() -> None:
    signals, stopped = Signals(), [0]
    signal.raise_signal(signal.SIGTERM)
    assert signals.asked
    signals.then(lambda: stopped.append(1))
    assert stopped == [0, 1]
    signal.raise_signal(signal.SIGHUP)
    assert stopped == [0, 1, 1]


@pytest.mark.usefixtures("restored")
def test_a_command_started_with_nohup_outlives_its_terminal() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signals = Signals()
    signal.raise_signal(signal.SIGHUP)
    assert not signals.asked


@pytest.mark.usefixtures("restored")
def test_where_nothing_is_open_ctrl_c_breaks_off_as_everywhere() -> None:
    Signals().let_go()
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
