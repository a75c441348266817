"""`make mutate`: the code that decides is changed by itself, one small change at a time; which changes no test noticed.

What is changed and which tests run stands in `pyproject.toml` (`tool.mutmut`); `bench/mutation.md` says which of the
changes that survive are no faults.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

_SAID = re.compile(r"^\s*(\S+)__mutmut_\d+: (.+)$")
_NOTICED = ("killed", "timeout", "suspicious", "segfault")


def main() -> int:
    mutmut = Path(sys.executable).with_name("mutmut")
    quiet = {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
    children = str((os.cpu_count() or 1) + 1)
    ran = subprocess.run([mutmut, "run", "--max-children", children], env=quiet, check=False)
    listed = subprocess.run([mutmut, "results", "--all", "true"], env=quiet, check=True, capture_output=True, text=True)
    print(report(listed.stdout))
    return ran.returncode


def report(listed: str) -> str:
    """The score, and the functions whose changes nobody noticed, of what `mutmut results --all true` lists."""
    told = [(match[1], match[2]) for match in map(_SAID.match, listed.splitlines()) if match]
    tried = [(where, status) for where, status in told if status != "not checked"]
    noticed = sum(status in _NOTICED for _, status in tried)
    unnoticed = Counter(where for where, status in tried if status not in _NOTICED)
    lines = [f"{noticed} of {len(tried)} changes noticed: {noticed / max(1, len(tried)):.1%}"]
    return "\n".join(lines + [f"  {count:3d} in {where}" for where, count in unnoticed.most_common()])


if __name__ == "__main__":
    sys.exit(main())
