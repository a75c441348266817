"""Every test here may ask for a small hall."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.small_hall import SmallHall


@pytest.fixture
def hall(tmp_path: Path) -> SmallHall:
    return SmallHall(tmp_path)
