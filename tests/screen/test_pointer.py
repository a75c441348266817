"""Panels report a finger twice, bounce, and are leant on: one clean contact comes through."""

from __future__ import annotations

from kiosk.screen.pointer import FirstFinger, Input, Key, Kind, Pointer, Source, coalesce


class Panel:
    def __init__(self) -> None:
        self.first = FirstFinger()

    def __call__(self, kind: Kind, source: Source, finger: int, x: float, y: float, seconds: float) -> list[str]:
        return [p.kind for p in self.first.sift(kind, source, finger, x, y, seconds)]


def test_only_the_first_finger_counts_until_it_lifts() -> None:
    panel = Panel()
    assert panel("down", "finger", 1, 10, 10, 0.0) == ["down"]
    assert panel("down", "finger", 2, 500, 10, 0.1) == []
    assert panel("move", "finger", 2, 510, 10, 0.2) == []
    assert panel("up", "finger", 2, 510, 10, 0.3) == []
    assert panel("move", "finger", 1, 12, 10, 0.4) == ["move"]
    assert panel("down", "finger", 2, 500, 10, 0.5) == []
    assert panel("up", "finger", 1, 12, 10, 0.6) == ["up"]
    assert panel("move", "finger", 2, 500, 10, 0.7) == [], "it had its chance"
    assert panel("down", "finger", 3, 500, 10, 0.8) == ["down"]


def test_a_finger_that_comes_again_as_a_mouse_is_one_tap() -> None:
    panel = Panel()
    assert panel("down", "finger", 1, 10, 10, 0.0) == ["down"]
    assert panel("down", "mouse", 0, 10, 10, 0.001) == []
    assert panel("up", "finger", 1, 10, 10, 0.1) == ["up"]
    assert panel("up", "mouse", 0, 10, 10, 0.101) == []
    assert panel("down", "mouse", 0, 12, 9, 0.2) == [], "some panels send the mouse afterwards"
    assert panel("up", "mouse", 0, 12, 9, 0.21) == []
    assert panel("down", "mouse", 0, 900, 9, 0.3) == ["down"], "elsewhere it is a real mouse"


def test_a_quick_second_tap_counts_but_a_bounce_does_not() -> None:
    panel = Panel()
    panel("down", "finger", 1, 10, 10, 0.0)
    panel("up", "finger", 1, 10, 10, 0.08)
    assert panel("down", "finger", 2, 11, 10, 0.1) == []
    assert panel("up", "finger", 2, 11, 10, 0.11) == []
    assert panel("down", "finger", 3, 11, 10, 0.2) == ["down"]


def test_a_lift_that_got_lost_does_not_kill_the_panel() -> None:
    panel = Panel()
    panel("down", "finger", 1, 10, 10, 0.0)
    assert panel("down", "finger", 2, 500, 10, 1.9) == []
    assert panel("down", "finger", 3, 500, 10, 2.1) == ["cancel", "down"]
    panel = Panel()
    panel("down", "finger", 1, 10, 10, 0.0)
    assert panel("down", "finger", 1, 300, 10, 0.5) == ["cancel", "down"], "the same finger cannot come down twice"


def test_a_hand_laid_on_the_glass_does_not_stop_the_others() -> None:
    panel = Panel()
    panel("down", "finger", 1, 100, 100, 0.0)
    heard = []
    for tenth in range(1, 600):
        seconds = tenth / 10
        panel("move", "finger", 1, 100 + tenth % 3, 100 - tenth % 2, seconds)  # it trembles
        if tenth % 20 == 0:
            heard += panel("down", "finger", 2 + tenth, 700, 400, seconds + 0.01)
            heard += panel("up", "finger", 2 + tenth, 700, 400, seconds + 0.05)
    assert heard.count("down") == heard.count("up") == 29


def test_whoever_draws_is_not_interrupted_by_a_second_hand() -> None:
    panel = Panel()
    panel("down", "finger", 1, 100, 100, 0.0)
    for tenth in range(1, 100):
        assert panel("move", "finger", 1, 100 + 2 * tenth, 100, tenth / 10) == ["move"]
        assert panel("down", "finger", 2, 700, 400, tenth / 10 + 0.01) == []


def test_moves_in_a_row_become_one_and_keep_their_way() -> None:
    inputs: list[Input] = [
        Pointer("down", 1, 0, 0),
        Pointer("move", 1, 1, 0),
        Pointer("move", 1, 2, 0),
        Pointer("move", 1, 3, 0),
        Key("a"),
        Pointer("move", 1, 4, 0),
        Pointer("up", 1, 4, 0),
    ]
    assert coalesce(inputs) == [
        Pointer("down", 1, 0, 0),
        Pointer("move", 1, 3, 0, ((1, 0), (2, 0))),
        Key("a"),
        Pointer("move", 1, 4, 0),
        Pointer("up", 1, 4, 0),
    ]
