"""Nobody's number or account stands on the wall, however it is disguised; what is harmless is left alone."""

import pytest

from bench import identifiers as measured
from kiosk.core.identifiers import identifiers


@pytest.mark.parametrize("kind", measured.rates())
def test_few_are_missed_and_few_imagined(kind: str) -> None:
    missed, alarms = measured.rates()[kind]
    table = "\n".join([measured.HEAD, *measured.rows()])
    assert measured.EXAMPLES >= 200
    assert missed <= 0.02, table
    assert alarms <= 0.02, table


@pytest.mark.parametrize("text", ["[" * 240_000, "1" * 240_000, "a." * 120_000, "1 " * 40_000])
def test_long_lines_are_gone_through(text: str) -> None:
    assert identifiers(text) == []
