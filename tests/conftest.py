"""What all tests share. In continuous integration nothing may be skipped: a skip there is a failure."""

from __future__ import annotations

import os
import shutil
import signal

import pytest
from hypothesis import HealthCheck, settings

# how quickly a busy machine makes examples says nothing of the hall
settings.register_profile("hall", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("hall")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
for how in (signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGINT)):
    if signal.getsignal(how) is signal.SIG_IGN:  # as a shell starts what it runs in the background, and nohup
        signal.signal(how, signal.default_int_handler if how is signal.SIGINT else signal.SIG_DFL)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):  # type: ignore[no-untyped-def]
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("CI"):
        report.outcome = "failed"
        report.longrepr = f"skipped in continuous integration: {report.longrepr}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of a real window need an X server and a pointer; only `.ci/run` can count on them."""
    missing = [name for name in ("Xvfb", "xdotool", "Xephyr", "Xorg", "xrandr") if not shutil.which(name)]
    for item in items:
        real = item.path.name in ("test_window.py", "test_real_kiosk.py", "test_maintenance.py") and {
            "display",
            "desk",
        } & set(item.fixturenames)  # type: ignore[attr-defined]
        if missing and (real or item.path.name == "test_panel.py"):
            item.add_marker(pytest.mark.skip(reason=f"not installed: {', '.join(missing)}"))
