"""From one version of the program to the next: whichever moment the power goes, the hall opens with the old or the new.

/opt/kiosk/releases/<release>/   the program in an environment of its own; `complete` is written last
                              hall -> /var/lib/kiosk/halls/<release>.<n>
/opt/kiosk/current -> releases/<release>      the one link that says which program and which hall's folder
/var/lib/kiosk/halls/<release>.<n>/           zones.yaml and content, with what staff wrote
/var/lib/kiosk/data/                          records, the same for every version
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk.core.refusals import refusal
from kiosk.ops.bundling import Bundle, here, unpack
from kiosk.ops.carrying_over import ASIDE, RECORDS, SHIPPED, CarriedOver, carry_over

KEPT = 3
"""So many releases stay on the machine: the one in use, and those one can go back to."""
_COMPLETE, _HALL, _CAME_FROM = "complete", "hall", "came-from"
_HALL_NAME = re.compile(r"(.+)\.(\d+)")


class UpdateError(Exception):
    """The update was not made, or was taken back; its words say to staff why, and what stands now."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where the hall is installed: the program, and what is its own."""

    opt: Path = Path("/opt/kiosk")
    home: Path = Path("/var/lib/kiosk")

    @property
    def current(self) -> Path:
        return self.opt / "current"

    @property
    def releases(self) -> Path:
        return self.opt / "releases"

    @property
    def halls(self) -> Path:
        return self.home / "halls"

    @property
    def data(self) -> Path:
        return self.home / "data"

    def in_use(self) -> Path | None:
        """The release the hall opens with; None before the first. Raises OSError where that cannot be told."""
        release = _led_to(self.current)
        return release if release is not None and (release / _COMPLETE).is_file() else None

    def complete(self) -> list[Path]:
        """The releases that are whole, the oldest first."""
        return [file.parent for file in sorted(self.releases.glob(f"*/{_COMPLETE}"), key=_age)]

    def staffs_hall(self) -> Path | None:
        """The hall's folder that is in use, or was before the program was taken off this machine."""
        if (release := self.in_use()) is not None and (release / _HALL / SHIPPED).is_file():
            return (release / _HALL).resolve()
        left = [file.parent for file in sorted(self.halls.glob(f"*/{SHIPPED}"), key=_age)]
        with suppress(OSError):  # what deploy/uninstall.sh left
            last = (self.halls / "last").read_text("utf-8").strip()
            left.sort(key=lambda hall: hall.name == last)
        return left[-1] if left else None


@dataclass(frozen=True, slots=True)
class Tools:
    """What an update does beyond its own folders."""

    environment: Callable[[Path, Bundle], None]
    """Makes the release's environment from what was unpacked there. Raises UpdateError."""
    brought: Callable[[Path], Path]
    """Where in that environment the program's own content lies."""
    check: Callable[[Path, Path], str]
    """What the release's program finds wrong with that hall's folder; "" for nothing."""
    hand_over: Callable[[Path], None]
    """Gives a folder to whoever the hall runs as."""
    restart: Callable[[], bool] | None
    """Opens the hall anew and waits until it is open; None where nothing is to be restarted."""


def update(site: Site, bundle: Bundle, tools: Tools, tell: Callable[[str], None], anyway: bool = False) -> None:
    """Installs the bundle, which was looked through, and opens the hall with it; goes back when it does not open.

    `anyway` goes on where the new program finds something wrong with staff's content. Raises UpdateError, BundleError,
    OSError; then what was in use before still is.
    """
    if (bundle.python, bundle.platform) != here():
        found = " ".join(here())
        raise UpdateError(
            f"安装包是给 {bundle.python} {bundle.platform} 做的，这台电脑是 {found}，装不了。换一个安装包"
        )
    with _alone(site):
        release = site.releases / bundle.release
        if not (release / _COMPLETE).is_file():
            tell(f"正在装 {bundle.release} ……")
            shutil.rmtree(release, ignore_errors=True)
            release.mkdir(parents=True)
            unpack(bundle, release)
            tools.environment(release, bundle)
            _settle(release)
        _open_with(site, release, tools, tell, anyway)


def go_back(site: Site, tools: Tools, tell: Callable[[str], None]) -> None:
    """Opens the hall with the release before the one in use; what staff wrote meanwhile comes along.

    Raises UpdateError, OSError.
    """
    with _alone(site):
        now = site.in_use()
        before = _before(site, now) if now else None
        if before is None:
            raise UpdateError("没有可以退回的上一版")
        _open_with(site, before, tools, tell, anyway=True)


def _open_with(site: Site, release: Path, tools: Tools, tell: Callable[[str], None], anyway: bool) -> None:
    """Makes that release the one in use, and sees the hall open; takes it back when it does not."""
    now = site.in_use()
    if opens_another := now != release or not (release / _HALL / SHIPPED).is_file():
        carried = _furnish(site, release, tools)
        if (wrong := tools.check(release, release / _HALL)) and not anyway:
            _unfurnish(release)
            raise UpdateError(f"{wrong}\n新版检查内容没有通过，没有换上，现在用的还是原来的。改好上面这些再装一次")
        for line in _said(carried):
            tell(line)
        if now not in (None, release):
            (release / _CAME_FROM).write_text(now.name, "utf-8")
    before = _before(site, release)
    if opens_another:
        _point(site.current, release)  # from here on nothing may fail that would say that the old one is in use
    if tools.restart is None:
        tell(f"装好了：{release.name}。下次开馆就是这一版。")
    elif tools.restart():
        tell(f"装好了，馆已经开着：{release.name}")
    elif before is None:
        raise UpdateError(f"装好了 {release.name}，可是一分钟里没有开馆。看 docs/operating.md “出了毛病”")
    else:
        _point(site.current, before)
        _unfurnish(release)
        opened = tools.restart()
        raise UpdateError(
            f"新版 {release.name} 一分钟里没有开馆，已经退回 {before.name}，"
            + ("馆照常开着。" if opened else "可是它也没有开起来：先看屏幕和电源，再看 docs/operating.md “出了毛病”。")
        )
    try:
        _tidy(site)
    except OSError as error:
        tell(f"旧版还没有清掉，下次升级的时候再清：{refusal(error)}")


def _furnish(site: Site, release: Path, tools: Tools) -> CarriedOver:
    """Makes the folder of the hall for that release, with what staff wrote, and tells the release where it is."""
    site.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    taken = [int(found[2]) for path in site.halls.glob("*") if (found := _HALL_NAME.fullmatch(path.name))]
    hall = site.halls / f"{release.name}.{max(taken, default=0) + 1}"
    part = site.halls / f".{hall.name}"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    carried = carry_over(tools.brought(release), site.staffs_hall(), part)
    (part / RECORDS).symlink_to(site.data)
    tools.hand_over(part)
    os.sync()
    part.rename(hall)
    _point(release / _HALL, hall)
    return carried


def _unfurnish(release: Path) -> None:
    """Takes the hall's folder of a release away that was not opened: what staff write from now on is in another."""
    shutil.rmtree((release / _HALL).resolve(), ignore_errors=True)
    (release / _HALL).unlink(missing_ok=True)


def _said(carried: CarriedOver) -> Iterator[str]:
    for name in carried.aside:
        yield f"{name}：馆里改过，留着馆里的；新版的放在 {ASIDE}/{name}，可以比一比"
    for name in carried.no_more:
        yield f"{name}：新版不再带这个文件；馆里改过，留着"


def _settle(release: Path) -> None:
    """Says that the release is whole, once it is on the disk."""
    os.sync()
    (release / f"{_COMPLETE}.part").write_text(release.name, "utf-8")
    (release / f"{_COMPLETE}.part").replace(release / _COMPLETE)


def _point(link: Path, target: Path) -> None:
    """Lets the link lead there in one step: at no moment does it lead nowhere."""
    new = link.with_name(f".{link.name}.new")
    new.unlink(missing_ok=True)
    new.symlink_to(target)
    new.replace(link)
    os.sync()


def _before(site: Site, release: Path) -> Path | None:
    """The release one goes back to from that one: where it came from, else the newest other that has opened a hall."""
    others = [path for path in _others(site, release) if (path / _HALL / SHIPPED).is_file()]
    return others[-1] if others else None


def _others(site: Site, release: Path) -> list[Path]:
    """The other releases that are whole, the oldest first, the one it came from last."""
    others = [path for path in site.complete() if path != release]
    with suppress(OSError):
        came_from = (release / _CAME_FROM).read_text("utf-8")
        others.sort(key=lambda path: path.name == came_from)
    return others


def _tidy(site: Site) -> None:
    """Clears what is no longer needed: all but the last releases, what an interrupted update left, halls of neither."""
    now = site.in_use()
    if now is None:
        return
    kept = {now, *_others(site, now)[1 - KEPT :]}
    for release in site.releases.iterdir():
        if release not in kept:
            (release / _COMPLETE).unlink(missing_ok=True)  # from here on nobody takes it for whole
            shutil.rmtree(release, ignore_errors=True)
    halls = {_led_to(release / _HALL) for release in kept}
    for hall in site.halls.iterdir():
        if hall not in halls:
            shutil.rmtree(hall, ignore_errors=True)


def _led_to(link: Path) -> Path | None:
    """What the link leads to; None where there is none, or it leads nowhere. Raises OSError where that cannot be told:
    what is not known to be unused must not be cleared away."""
    try:
        return link.resolve(strict=True) if link.is_symlink() else None
    except FileNotFoundError:
        return None


def _age(file: Path) -> int:
    return file.stat().st_mtime_ns


@contextmanager
def _alone(site: Site) -> Iterator[None]:
    """Lets nobody else update this machine meanwhile. The lock goes with the process."""
    import fcntl

    site.releases.mkdir(parents=True, exist_ok=True)
    with (site.opt / "update.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UpdateError("另一个 kiosk update 正在进行，等它做完") from None
        yield
