"""抱歉页: calm, and one way on."""

from __future__ import annotations

from kiosk.draw.items import Text, targets
from kiosk.draw.look import Look
from kiosk.hall.sorry import Sorry
from kiosk.scene import Tap, Visit

SCENE = Sorry()


def test_it_says_that_nothing_is_lost_and_goes_on() -> None:
    for visit in (Visit(), Visit("v")):
        state = SCENE.start(visit)
        items = SCENE.view(state, Look())
        words = "".join("".join(i.lines) for i in items if isinstance(i, Text))
        assert "这一页出了点问题，已经记下来了" in words and "都还在" in words
        assert list(targets(items)) == ["go_on"]
        assert SCENE.touch(state, Tap("go_on")).leave == "go_on"


def test_a_stale_touch_does_nothing() -> None:
    assert SCENE.touch(None, Tap("case/1")).leave == ""
