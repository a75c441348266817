"""Some of what `python -m bench hostile` makes by the thousand: nothing raises, nothing dies, everything is answered."""

from __future__ import annotations

from pathlib import Path

from bench.hostile import content, media


def test_changed_content_is_refused_in_a_sentence_or_shown(tmp_path: Path) -> None:
    tried = content(seed=11, count=40, out=tmp_path).tried
    assert {one.end for one in tried} == {"refused", "accepted"}, tried


def test_hostile_media_are_refused_in_a_sentence_or_shown(tmp_path: Path) -> None:
    tried = media(seed=11, count=48, out=tmp_path).tried
    assert {one.end for one in tried} == {"refused", "accepted"}, tried
