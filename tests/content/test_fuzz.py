"""Whatever bytes lie in the content folder, nothing raises and every problem has a place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.content.catalogue import Found
from kiosk.content.content_file import ContentFile
from kiosk.content.reading import read_document
from kiosk.zones.register import CATALOGUE
from tests.content.small_hall import SmallHall

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
PIECES = [
    ": ", "- ", "\n", "\n  ", "[", "]", "{", "}", "'", '"', "&a ", "*a", "!x ", "|", ">", "#", "\t", "---\n", "...\n",
    "? ", "%", "\\", "yes", "~", "12:30", "0x1", "1e9", "2025-01-01", "id", "steps", "，", "：", "\u200b", "\ufeff",
    "\0", "🇨🇳", "9" * 30, "[" * 40, "\x85", "\u2028", "<<: ", "goto: nowhere", "..", "\\ud800",
]  # fmt: skip


def _real() -> list[tuple[ContentFile, bytes]]:
    """One real file of each kind."""
    found = []
    for kind in CATALOGUE.files:
        paths = [ROOT / "zones.yaml"] if kind.pattern == "zones.yaml" else sorted(CONTENT.glob(kind.pattern))
        found.append((kind, paths[0].read_bytes()))
    return found


REAL = _real()


def _reads(path: Path, kind: ContentFile, data: bytes) -> None:
    path.write_bytes(data)
    document = read_document(Found(kind, path, "content/a.yaml", len(data), 0))
    wrong = [problem for problem in document.problems if not problem.warning]
    if not document.problems:
        assert document.value is not None and document.data == document.tree.data
    elif wrong and kind.fallback is None:
        assert document.value is None or document.gone or document.replaced or document.added
    if kind.fallback is not None:
        assert document.value is not None, "the doors open whatever stands in zones.yaml and hall.yaml"
    lines = data.count(b"\n") + data.count(b"\r") + 10
    for problem in document.problems:
        assert 1 <= problem.line <= lines + data.count(b"\xe2\x80") + data.count(b"\xc2\x85")
        assert problem.column >= 1
        assert problem.message


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz") / "a.yaml"


@settings(deadline=None)
@given(st.sampled_from(CATALOGUE.files), st.binary(max_size=300))
def test_random_bytes(path: Path, kind: ContentFile, data: bytes) -> None:
    _reads(path, kind, data)


@settings(deadline=None)
@given(st.sampled_from(CATALOGUE.files), st.lists(st.sampled_from(PIECES), max_size=40))
def test_random_yaml(path: Path, kind: ContentFile, pieces: list[str]) -> None:
    _reads(path, kind, "".join(pieces).encode("utf-8", "replace"))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(REAL), st.data())
def test_real_files_with_a_few_changes(path: Path, real: tuple[ContentFile, bytes], data: st.DataObject) -> None:
    kind, raw = real
    text = raw.decode()[:6000]
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 12))
        text = text[:place] + data.draw(st.sampled_from(["", *PIECES])) + text[place + cut :]
    _reads(path, kind, text.encode("utf-8", "replace"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_the_whole_check_of_a_damaged_hall(hall: SmallHall, data: st.DataObject) -> None:
    files = sorted(path for path in hall.root.rglob("*.yaml"))
    file = data.draw(st.sampled_from(files))
    before = file.read_text(encoding="utf-8")
    place = data.draw(st.integers(0, len(before)))
    after = before[:place] + data.draw(st.sampled_from(PIECES)) + before[place + data.draw(st.integers(0, 30)) :]
    try:
        file.write_bytes(after.encode("utf-8", "replace"))
        assert all(problem.message for problem in hall.check())
        hall.load()
    finally:
        file.write_text(before, encoding="utf-8")
