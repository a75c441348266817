"""A ceiling on memory: who asks for more gets none, in the process itself."""

from __future__ import annotations

import subprocess
import sys

from kiosk.ops.weighing import own_bytes

SCRIPT = """
import resource
from kiosk.ops.weighing import own_bytes, set_ceilings
set_ceilings(400 << 20)
assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0, "a picture of the memory holds what visitors wrote"
kept = [bytearray(1 << 20) for _ in range(200)]
print(own_bytes() >> 20)
try:
    kept += [bytearray(1 << 20) for _ in range(400)]
except MemoryError:
    print("refused")
"""


def test_more_than_the_ceiling_is_refused_and_less_is_not() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    weighed, refused = done.stdout.split()
    assert refused == "refused" and 200 <= int(weighed) < 400


def test_this_process_weighs_something() -> None:
    assert own_bytes() > 1 << 20
