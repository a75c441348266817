"""How much memory the hall takes, whose scene it grew under, and which lines took it; and how much there is at most."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kiosk.core.stack import SCENE

MOST_BYTES = 768 << 20
"""Memory of its own with which a hall is opened anew: four times what one takes on a 4K panel, ten times the usual."""
FRAMES = 12


def own_bytes() -> int:
    """Memory of this process alone that is in use; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", "rb") as said:
            resident, shared = said.read().split()[1:3]
    except OSError:
        return 0
    return (int(resident) - int(shared)) * os.sysconf("SC_PAGE_SIZE")


class Scales:
    """Weighs the hall now and then. `resident` says how many bytes it takes."""

    def __init__(self, resident: Callable[[], int] = own_bytes) -> None:
        self._resident = resident
        self._before, self._grown = 0, Counter[str]()
        self._looking = False

    def too_heavy(self, scene: str) -> str:
        """What is to be said of a hall that takes too much, once it is known which lines take it: from one weighing to
        the next. "" otherwise. `scene` is on now."""
        now = self._resident()
        self._grown[scene] += max(0, now - self._before) if self._before else 0
        self._before = now
        if self._looking:
            return f"why: {now >> 20} MB of memory\n{self._taken()}{self._under()}"
        if now > MOST_BYTES:
            import tracemalloc

            self._looking = True
            tracemalloc.start(FRAMES)
        return ""

    def _under(self) -> str:
        """The scene under which more than half of it came, as a line of a stack."""
        scene, grown = self._grown.most_common(1)[0]
        return f'  File "memory", line 0 in {SCENE}{scene}\n' if 2 * grown > self._grown.total() else ""

    def _taken(self) -> str:
        """Where most was taken since the last weighing, as a stack."""
        import tracemalloc

        most = tracemalloc.take_snapshot().statistics("traceback")[:1]
        tracemalloc.stop()
        frames = [frame for one in most for frame in reversed(one.traceback)]
        return "".join(
            f'  File "{f.filename}", line {f.lineno} in {_function_at(f.filename, f.lineno)}\n' for f in frames
        )


def _function_at(file: str, line: int) -> str:
    """The name of the function that line is in; "?" where the file cannot be read."""
    import ast

    try:
        tree = ast.parse(Path(file).read_text("utf-8"))
    except (OSError, ValueError, SyntaxError):
        return "?"
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.lineno <= line <= (node.end_lineno or 0)
    ]
    return max(around, key=lambda node: node.lineno).name if around else "<module>"


def set_ceilings(most_bytes: int = 2 * MOST_BYTES) -> None:
    """Whoever asks for more memory than that gets none, which ends a scene that takes all there is before the machine
    is taken down; and no picture of the memory is left on the disk after a fall: visitors' words may be in it.

    What counts is writable memory of the process' own (RLIMIT_DATA); the address space (RLIMIT_AS) would count what
    threads and libraries only reserve. Windows knows neither."""
    if sys.platform == "win32":
        return
    import resource

    for which, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_DATA, most_bytes)):
        soft, hard = resource.getrlimit(which)
        with suppress(OSError, ValueError):  # forbidden: then whoever forbade it keeps a ceiling of its own
            if soft == resource.RLIM_INFINITY or soft > most:
                resource.setrlimit(which, (most, hard))
