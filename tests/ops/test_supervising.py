"""Real halls that loop, hang, leak, exit, fall and are killed, and a supervisor that is killed itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.ops.listening import PipeEar, open_ear
from kiosk.ops.supervising import Restarts, Times
from tests.ops.watched import Watched, alive, environment, once, watched

ZONE = "harm_data"


def closed(one: Watched) -> bool:
    """Whether a hall has opened without the zone."""
    return any(ZONE in body for body in one.events("ZoneClosed"))


# ------------------------------------------------------------ how often it is opened anew
def test_the_pause_grows_and_after_five_falls_in_five_minutes_visitors_are_told() -> None:
    restarts = Restarts(Times())
    pauses = []
    for now in (0.0, 60.0, 120.0, 180.0):
        restarts.note(now)
        pauses.append(restarts.pause)
        assert not restarts.too_many
    assert pauses == [1.0, 2.0, 4.0, 8.0]
    restarts.note(299.0)
    assert restarts.too_many and restarts.pause == Times().long_pause


def test_falls_that_lie_far_apart_do_not_add_up() -> None:
    restarts = Restarts(Times())
    for now in (0.0, 60.0, 120.0, 180.0, 300.0):
        restarts.note(now)
    assert not restarts.too_many, "the first was five minutes ago"
    restarts.note(1e6)
    assert restarts.pause == Times().pause


# ------------------------------------------------------------ what a scene does to the hall
@pytest.mark.parametrize("fault", ["loop", "hang", "creep"])
def test_a_hall_that_a_scene_stops_is_opened_anew_without_it(tmp_path: Path, fault: str) -> None:
    """In Python, deaf to every signal; in C, with the interpreter held; and with memory that grows without end."""
    with watched(tmp_path / "data", fault) as one:
        once(lambda: closed(one), f"the zone is not closed: {one.words()}")
        report = one.reports()[0]
        assert ZONE in report.name and f"planted_{fault}" in report.read_text("utf-8")
        assert any(ZONE in body and report.name in body for body in one.events("SceneFailed"))
        first = next(line for line in report.read_text("utf-8").splitlines() if line.startswith("pid: "))
        hall = one.open()
        assert alive(hall) and first != f"pid: {hall}" and not alive(int(first.split()[1]))
        assert one.end() == 0 and not alive(hall)
        assert not one.reports("running"), "this one ended in order"


@pytest.mark.parametrize("fault", ["exit", "break", "leak"])
def test_what_would_end_a_program_is_a_failure_of_the_scene_like_any_other(tmp_path: Path, fault: str) -> None:
    with watched(tmp_path / "data", fault, "run") as one:
        once(lambda: closed(one), f"the zone is not closed: {one.words()}")
        hall = one.open()
        assert one.process.poll() is None and hall == one.process.pid
        report = one.reports("failure-")[0].read_text("utf-8")
        assert f"planted_{fault}" in report and "什么话" not in report
        assert one.end() == 0 and not one.reports()


def test_a_hall_that_keeps_falling_ends_on_the_maintenance_page_and_is_tried_again(tmp_path: Path) -> None:
    with watched(tmp_path / "data", "fall") as one:
        once(one.pages, f"no page: {one.words()}")
        falls = len(one.reports())
        once(lambda: len(one.reports()) > falls, "it is not tried again")
        report = one.reports()[0].read_text("utf-8")
        assert "planted_fall" in report and "什么话" not in report
        (page,) = one.pages()
        assert one.end() == 0 and not alive(page)


def test_after_the_page_a_hall_that_opens_takes_its_place(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with watched(data, "until_mended") as one:
        once(one.pages, f"no page: {one.words()}")
        os.kill(one.pages()[0], signal.SIGKILL)
        once(one.pages, "the page is not shown again")
        (data / "mended").touch()
        once(lambda: not one.pages(), f"the page stays: {one.words()}")
        hall = one.open()
        assert one.end() == 0 and not alive(hall)


# ------------------------------------------------------------ ends
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_the_supervisor_is_asked_to_end_and_the_hall_ends_in_order(tmp_path: Path, how: int) -> None:
    with watched(tmp_path / "data", "nothing") as one:
        hall = one.open()
        assert one.end(how) == 0 and not alive(hall)
        assert not one.reports("running") and not one.reports()


def test_a_hall_that_is_closed_in_order_ends_the_watch_too(tmp_path: Path) -> None:
    with watched(tmp_path / "data", "nothing") as one:
        os.kill(one.open(), signal.SIGTERM)
        assert one.process.wait(60) == 0
        assert not one.reports()


def test_a_hall_that_was_killed_is_opened_again(tmp_path: Path) -> None:
    with watched(tmp_path / "data", "nothing") as one:
        first = one.open()
        os.kill(first, signal.SIGKILL)
        once(lambda: one.hall() not in (0, first) and one.shown(), "no other hall")
        assert "ended by signal 9" in one.reports()[0].read_text("utf-8")
        assert one.end() == 0


def test_a_hall_that_is_stopped_cannot_write_its_stack_and_is_opened_again_all_the_same(tmp_path: Path) -> None:
    with watched(tmp_path / "data", "nothing") as one:
        first = one.open()
        os.kill(first, signal.SIGSTOP)
        once(lambda: one.hall() not in (0, first) and one.shown(), "no other hall")
        assert not alive(first) and "frozen" in one.reports()[0].read_text("utf-8")


def test_a_supervisor_that_slept_with_the_machine_does_not_blame_the_hall(tmp_path: Path) -> None:
    with watched(tmp_path / "data", "nothing") as one:
        hall = one.open()
        one.process.send_signal(signal.SIGSTOP)
        time.sleep(13.0)  # twice as long as this one waits for a sign of life
        one.process.send_signal(signal.SIGCONT)
        time.sleep(2.0)
        assert one.hall() == hall and alive(hall), one.words()
        os.kill(hall, signal.SIGSTOP)
        once(lambda: one.hall() not in (0, hall), "it watches no more")


# ------------------------------------------------------------ a supervisor that dies
def test_a_killed_supervisor_leaves_the_hall_running_and_the_next_one_takes_it_up(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with watched(data, "nothing") as first:
        hall = first.open()
        first.end(signal.SIGKILL)
        with watched(data, "nothing") as second:
            once(lambda: str(hall) in second.words(), "it says nothing of the hall it found")
            assert alive(hall) and second.hall() == hall, "one hall in one folder"
            os.kill(hall, signal.SIGSTOP)  # from now on it gives no sign of life
            once(lambda: second.hall() not in (0, hall) and second.shown(), f"no other hall: {second.words()}")
            assert not alive(hall)
            assert second.end() == 0 and not alive(second.hall())


def test_the_next_supervisor_ends_the_hall_it_took_up(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with watched(data, "nothing") as first:
        hall = first.open()
        first.end(signal.SIGKILL)
        with watched(data, "nothing") as second:
            once(lambda: str(hall) in second.words(), "it says nothing of the hall it found")
            assert second.end() == 0
            once(lambda: not alive(hall), "the hall goes on")


def test_a_hall_that_was_opened_by_hand_is_waited_for_and_never_touched(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with watched(data, "nothing", "run") as by_hand:
        hall = by_hand.open()
        with watched(data, "nothing") as one:
            once(lambda: str(hall) in one.words(), "it says nothing of the hall it found")
            assert one.end() == 0 and alive(hall)
        with watched(data, "nothing") as one:
            once(lambda: str(hall) in one.words(), "it says nothing of the hall it found")
            by_hand.end(signal.SIGKILL)
            once(lambda: one.hall() not in (0, hall) and one.shown(), "no other hall")
            assert one.end() == 0


def test_two_supervisors_do_not_watch_one_folder(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with watched(data, "nothing") as first:
        hall = first.open()
        with watched(data, "nothing") as second:
            assert second.process.wait(60) == 1 and "已经有一个 kiosk supervise" in second.words()
        assert alive(hall) and first.process.poll() is None
        assert first.end() == 0


# ------------------------------------------------------------ what is heard
SPEAKING = (
    "from kiosk.ops.notifying import Notifier; import os; n = Notifier(os.environ); n.say(f'READY=1 {n.limit_seconds}')"
)


@pytest.mark.parametrize("make", [open_ear, lambda _, heard: PipeEar(heard)], ids=["socket", "pipe"])
def test_a_hall_is_heard_over_a_socket_and_over_a_pipe(tmp_path: Path, make: Callable[..., PipeEar]) -> None:
    said: list[tuple[int, str]] = []
    ear = make(tmp_path, lambda pid, words: said.append((pid, words)))
    hall = ear.start([sys.executable, "-c", SPEAKING], 7.0)
    assert hall.wait(60) == 0
    once(lambda: said, "nothing is heard")
    ear.close()
    assert said == [(hall.pid, "READY=1 7.0")]
    if hall.stdout is not None:
        hall.stdout.close()


def test_where_there_is_no_room_for_a_sockets_name_there_is_a_pipe(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 120)
    deep.mkdir()
    assert open_ear(deep, lambda *_: None).address == ""


def test_a_wrong_option_is_not_tried_again(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk.cli", "supervise", "--data", str(tmp_path), "--plan", "long"],
        env=environment(), capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2 and "--plan" in done.stderr
