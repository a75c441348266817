"""The printed card: its words can be read out of the file, its code by a telephone, and nothing runs over."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import numpy as np
import pytest
import zxingcpp
from pypdf import PdfReader

from kiosk.content.models.take_home import LeafletStep
from kiosk.draw.items import Colour, Face
from kiosk.draw.text import text_width, wrap
from kiosk.takehome.card import card, code_rows
from kiosk.takehome.gathering import ToTakeHome, gather
from kiosk.takehome.sheet import Sheet
from tests.real_hall import PLACES, content


@pytest.fixture(scope="module")
def taken() -> ToTakeHome:
    return gather(content(), PLACES.content)


def test_it_is_one_sheet_of_four_cards_with_the_words_of_the_content(taken: ToTakeHome) -> None:
    made = PdfReader(BytesIO(card(taken)))
    [sheet] = made.pages
    assert [round(float(side) * 25.4 / 72) for side in sheet.mediabox[2:]] == [210, 297]
    text = "".join(sheet.extract_text().split())
    words = taken.words
    for line in (
        words.family_word.heading,
        words.family_word.write_here,
        words.family_word.keep,
        *(part for step in words.steps for part in (step.name, step.how)),
        words.scan,
        "96110",
    ):
        assert text.count(line) == 4, line
    assert made.metadata is not None and made.metadata.title == words.family_word.heading


def test_only_the_characters_that_are_used_are_embedded(taken: ToTakeHome) -> None:
    made = card(taken)
    assert len(made) < 120_000
    fonts: dict[str, Any] = {}
    for font in PdfReader(BytesIO(made)).pages[0]["/Resources"]["/Font"].values():  # type: ignore[index]
        inside = font.get_object()
        below = inside["/DescendantFonts"][0].get_object()
        fonts[inside["/BaseFont"]] = below["/FontDescriptor"].get_object()
    assert len(fonts) == 3 and all("+Noto" in name for name in fonts)
    assert all("/FontFile2" in described for described in fonts.values()), "TrueType, which every printer knows"


def test_a_telephone_reads_the_code(taken: ToTakeHome) -> None:
    rows = np.array(code_rows(taken.code))
    picture = np.pad(np.where(rows, 0, 255).astype(np.uint8), 4, constant_values=255).repeat(6, 0).repeat(6, 1)
    [found] = zxingcpp.read_barcodes(np.ascontiguousarray(picture))
    assert found.text == taken.code


def test_the_longest_words_that_content_allows_run_over_nothing(
    taken: ToTakeHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    boxes: list[tuple[float, float, float, float]] = []
    write = Sheet.words

    def noted(
        self: Sheet,
        text: str,
        x: float,
        y: float,
        w: float,
        size: float,
        colour: Colour,
        face: Face = "sans",
        centred: bool = False,
    ) -> float:
        bottom = write(self, text, x, y, w, size, colour, face, centred)
        widest = max(text_width(line, size, face) for line in wrap(text, size, w, face, True))
        assert widest <= w + 0.01
        if not text.isdigit() or len(text) > 1:
            x += (w - widest) / 2 if centred else 0.0
            boxes.append((x, y + size * 0.18, x + widest, bottom - size * 0.18))
        return bottom

    monkeypatch.setattr(Sheet, "words", noted)
    words = taken.words
    long = replace(
        words,
        steps=(LeafletStep("长" * 9, "长" * 20),) * 3,
        family_word=replace(words.family_word, heading="长" * 8, lead="长" * 38, write_here="长" * 12, keep="长" * 24),
        money_gone=replace(words.money_gone, police="长" * 14, advice="长" * 14),
        scan="长" * 8,
    )
    card(replace(taken, words=long))
    one = boxes[: len(boxes) // 4]
    for number, (left, top, right, bottom) in enumerate(one):
        assert left >= 5 and right <= 100 and bottom <= 144
        for x1, y1, x2, y2 in one[number + 1 :]:
            assert right <= x1 or x2 <= left or bottom <= y1 or y2 <= top, (
                number,
                (left, top, right, bottom),
                (x1, y1),
            )
