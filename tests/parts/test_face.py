"""The face in a video call: it moves as people do, only while a voice is heard, and gives nothing away."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import FaceTrait, Silhouette
from kiosk.draw.items import Item, Lines, touchable
from kiosk.parts.face import Pose, caller, pose_at

FRAMES = [i / 12 for i in range(12 * 60)]
W, H = 650.0, 310.0


STILL = Pose()


def drawn(figure: Silhouette = Silhouette.MAN, traits: tuple[FaceTrait, ...] = (), pose: Pose = STILL) -> list[Item]:
    return caller(W, H, W / 2, figure, traits, pose)


def shapes(items: list[Item]) -> set[tuple[float, ...]]:
    return {item.points for item in items if isinstance(item, Lines)}


def test_the_mouth_follows_the_voice_and_is_closed_without_one() -> None:
    assert [pose_at(5.0, "", at, 1).mouth for at in FRAMES[:24]] == [0] * 24
    assert [pose_at(5.0, "0" * 24, at, 1).mouth for at in FRAMES[:24]] == [0] * 24
    opened = [pose_at(5.0, str(loud) * 3, 0.1, 1).mouth for loud in range(10)]
    assert opened == sorted(opened) and opened[0] == 0 and opened[-1] == 4 and len(set(opened)) == 5


def test_a_pause_in_the_voice_closes_the_mouth_and_so_does_its_end() -> None:
    digits = "999000999"
    mouths = [pose_at(5.0, digits, (i + 0.5) / 12, 1).mouth for i in range(12)]
    assert mouths[1] == 4 and mouths[4] == mouths[5] == 0 and mouths[8] == 4 and mouths[9:] == [0, 0, 0]


def test_it_blinks_as_people_do() -> None:
    for seed in range(6):
        lids = [pose_at(at, "", 0.0, seed).lids for at in FRAMES]
        begun = [at for at, (a, b) in zip(FRAMES[1:], pairwise(lids), strict=True) if not a and b]
        apart = [b - a for a, b in pairwise(begun)]
        assert 8 <= len(begun) <= 25, "ten to twenty times a minute"
        assert max(apart) > 1.5 * min(apart) and min(apart) > 1.0, "neither a metronome nor a flutter"
        assert sum(map(bool, lids)) < 0.12 * len(lids) and 2 in lids


def test_it_breathes_and_nothing_of_it_jumps() -> None:
    lifts = [pose_at(at, "", 0.0, 1).lift for at in FRAMES]
    assert {-2, 0, 2} <= set(lifts) <= {-2, -1, 0, 1, 2}
    assert max(abs(b - a) for a, b in pairwise(lifts)) <= 1
    assert shapes(drawn(pose=Pose(lift=2))) == shapes(drawn(pose=Pose(lift=-2))), "the same shapes, moved"


def test_a_word_moves_the_mouth_and_nothing_else() -> None:
    closed, open_ = shapes(drawn(pose=Pose())), shapes(drawn(pose=Pose(mouth=3)))
    assert 0 < len(closed - open_) <= 4 and 0 < len(open_ - closed) <= 5
    lower = [item for item in drawn(pose=Pose(mouth=3)) if isinstance(item, Lines) and item.points in open_ - closed]
    assert all(min(item.points[1::2]) > H * 0.6 for item in lower)


def test_a_picture_becomes_clear_in_a_blink_and_stays_so() -> None:
    grown = [len(drawn(pose=pose_at(at / 60, "", 0.0, 1))) for at in range(30)]
    assert grown == sorted(grown) and grown[0] < 5 and grown[12] == grown[-1] == len(drawn())
    assert max(b - a for a, b in pairwise(grown)) <= 6


@pytest.mark.parametrize("figure", Silhouette)
def test_everybody_is_drawn_with_the_same_care_inside_the_picture(figure: Silhouette) -> None:
    items = drawn(figure, (FaceTrait.GLASSES,))
    assert 25 <= len(items) <= 60
    assert all(touchable(item).empty or Rect(0, 0, W, H).covers(touchable(item)) for item in items)


@pytest.mark.parametrize("trait", FaceTrait)
def test_what_somebody_is_known_by_is_seen(trait: FaceTrait) -> None:
    assert drawn(traits=(trait,)) != drawn()
