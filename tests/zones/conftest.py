"""Tests of a zone's checks may ask for a small hall. What the check then says to staff is approved text.

Every word of it, and the line and column it points at, stands in `tests/data/said_to_staff.json`, by test. After a change
of what is said: `SAY=1 pytest -p no:xdist tests/zones`, then read the difference as staff would.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.content.small_hall import SmallHall

APPROVED = Path(__file__).parent.parent / "data" / "said_to_staff.json"


@pytest.fixture
def hall(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[SmallHall]:
    hall = SmallHall(tmp_path)
    yield hall
    name = request.node.nodeid.removeprefix("tests/zones/")
    approved = json.loads(APPROVED.read_text(encoding="utf-8"))
    if os.environ.get("SAY"):
        approved = {**approved, name: hall.said} if hall.said else {k: v for k, v in approved.items() if k != name}
        text = json.dumps(dict(sorted(approved.items())), ensure_ascii=False, indent=1)
        APPROVED.write_text(text + "\n", encoding="utf-8")
    assert hall.said == approved.get(name, []), "what the check says to staff is not what was approved"
