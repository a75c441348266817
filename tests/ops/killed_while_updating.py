"""Updates in many processes, each killed at a later step than the one before, and looks at what each leaves.

Python names every step in the file system to an audit hook; no word of the program itself is changed for it.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from pathlib import Path

from kiosk.ops.updating import Site, go_back, update
from tests.ops.bundles import bundle_of, tools

STEPS = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.chmod", "os.listdir", "os.scandir")


def quiet(line: str) -> None:
    pass


def die_at(step: int) -> None:
    """Kills this process before that step in the file system."""
    seen = 0

    def hook(event: str, arguments: object) -> None:
        nonlocal seen
        if event in STEPS or event.startswith("shutil."):
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def state(site: Site) -> str:
    """The version in use, after a look at every file of it and of its hall."""
    release = site.in_use()
    assert release is not None, "nothing is in use"
    version = (release / "version").read_text("utf-8")
    hall = site.current / "hall"
    files = {p.relative_to(hall).as_posix(): p.read_text("utf-8") for p in hall.rglob("*.yaml")}
    files.pop("新版内容/content/b.yaml", None)  # what lies beside is no part of what the hall opens with
    expected = {"zones.yaml": f"hall: {version}\n", "content/a.yaml": f"a of {version}\n"}
    assert files == {**expected, "content/ours.yaml": "ours", "content/b.yaml": "edited"}, (version, files)
    assert (hall / "data" / "kiosk.db").read_text("utf-8") == "records"
    return version


def main(place: Path, way: str) -> None:
    bundles = {v: bundle_of(place, v, {"content/a.yaml": f"a of {v}\n", "content/b.yaml": f"b of {v}\n"}) for v in "12"}
    os.sync = lambda: None  # whoever is killed needs no disk; the whole machine's would be waited for
    before = Site(place / "before" / "opt", place / "before" / "home")
    told = {"killed": 0, "old": 0, "new": 0}
    old, new = ("2", "1") if way == "back" else ("1", "2")
    for step in range(1, 10_000):
        shutil.rmtree(place / "before", ignore_errors=True)
        update(before, bundles["1"], tools(), quiet)
        (before.current / "hall/content/ours.yaml").write_text("ours", "utf-8")
        (before.current / "hall/content/b.yaml").write_text("edited", "utf-8")
        (before.data / "kiosk.db").write_text("records", "utf-8")
        if way == "back":
            update(before, bundles["2"], tools(), quiet)

        def go() -> None:
            if way == "back":
                go_back(before, tools(lambda: True), quiet)
            else:
                update(before, bundles["2"], tools(lambda: True), quiet)

        child = os.fork()
        if child == 0:
            die_at(step)
            go()
            os._exit(0)
        if os.waitpid(child, 0)[1] == 0:
            break
        told["killed"] += 1
        found = state(before)
        told["old" if found == old else "new"] += 1
        if found == old:
            go()
        else:
            update(before, bundles[new], tools(lambda: True), quiet)
        assert state(before) == new, "running it again does not repair"
        assert not [p for p in before.halls.iterdir() if p.name.startswith(".")], "something half made is left"
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
