"""What an update has done for it by others: Python's own environment and installer, the new program itself, and
whatever opens the hall anew."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from kiosk.ops.bundling import REQUIREMENTS, WHEELS, Bundle
from kiosk.ops.updating import Site, Tools, UpdateError

UNIT = "kiosk.service"
OPENING_SECONDS = 75
"""So long the hall may take to open: the unit allows a minute, and systemd tells when it is over."""
_PLAIN = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "PIP_CONFIG_FILE": os.devnull}
"""What programs that are started here see: nothing of whoever started the update."""


def tools_of(site: Site, restart: str | None) -> Tools:
    """The tools for that site; `restart` is a command that opens the hall anew and ends with 0 once it is open.

    Without one, systemd is asked where it runs the hall.
    """
    return Tools(_environment, _brought, lambda *there: _check(site, *there), _hand_over_to(site), _restart(restart))


def _environment(release: Path, bundle: Bundle) -> None:
    """A venv in its final place, filled from the unpacked wheels alone, each compared with its hash in the lock."""
    venv = release / "venv"
    pip: list[str | Path] = [venv / "bin" / "python", "-I", "-m", "pip", "install", "--quiet", "--no-index"]
    wheels: list[str | Path] = ["--find-links", release / WHEELS]
    orders: tuple[list[str | Path], ...] = (
        [sys.executable, "-I", "-m", "venv", venv],
        [*pip, *wheels, "--require-hashes", "--requirement", release / REQUIREMENTS],
        [*pip, "--no-deps", release / bundle.program],
    )
    for order in orders:
        done = _ran(order)
        if done.returncode:
            raise UpdateError(f"新版没有装成，现在用的还是原来的：\n{done.stderr.strip()[-2000:]}")
    shutil.rmtree(release / WHEELS)


def _brought(release: Path) -> Path:
    return next((release / "venv" / "lib").glob("python3*/site-packages/kiosk_content"))


def _check(site: Site, release: Path, hall: Path) -> str:
    """Runs as whoever the hall runs as: what it reads may come from anywhere."""
    where: list[str | Path] = ["--content", hall / "content", "--hall", hall / "zones.yaml", "--data", site.data]
    done = _ran([release / "venv" / "bin" / "kiosk", "check", *where], site.data.stat() if os.geteuid() == 0 else None)
    return "" if done.returncode == 0 else f"{done.stdout.strip()[-4000:]}\n{done.stderr.strip()[-2000:]}".strip()


def _hand_over_to(site: Site) -> Callable[[Path], None]:
    def hand_over(folder: Path) -> None:
        """To whoever owns the records, and to nobody else's eyes."""
        owner = site.data.stat()
        for path in (folder, *folder.rglob("*")):
            if os.geteuid() == 0:
                os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)
            if not path.is_symlink():
                path.chmod(0o700 if path.is_dir() else 0o600)

    return hand_over


def _restart(order: str | None) -> Callable[[], bool] | None:
    if order is not None:
        return lambda: _ran(shlex.split(order), seconds=OPENING_SECONDS).returncode == 0
    if not Path("/run/systemd/system").is_dir() or _ran(["systemctl", "cat", UNIT]).returncode:
        return None

    def by_systemd() -> bool:
        _ran(["systemctl", "reset-failed", UNIT])  # what failed before may have used up the starts it has
        return _ran(["systemctl", "restart", UNIT], seconds=OPENING_SECONDS).returncode == 0

    return by_systemd


def _ran(
    order: Sequence[str | Path], as_owner: os.stat_result | None = None, seconds: float | None = None
) -> subprocess.CompletedProcess[str]:
    """What became of the command; one that is not there, or takes longer, has failed."""
    user, group = (None, None) if as_owner is None else (as_owner.st_uid, as_owner.st_gid)
    words = [str(word) for word in order]
    try:
        return subprocess.run(
            words,
            capture_output=True,
            text=True,
            errors="replace",
            env=_PLAIN,
            cwd="/",
            timeout=seconds,
            stdin=subprocess.DEVNULL,
            check=False,
            user=user,
            group=group,
            extra_groups=None if as_owner is None else (),
        )
    except (OSError, subprocess.TimeoutExpired) as trouble:
        return subprocess.CompletedProcess(words, 127, "", str(trouble))
