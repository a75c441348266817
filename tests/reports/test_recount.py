"""Every figure of the report of a month, counted again from the very log by plain SQL: page, workbook and log agree.

One log is that of a hall that was played through its real screens, the other of visits made up so that every table has
something in it. A table of the report that nothing here counts again fails the suite.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]

from kiosk.cli import command
from kiosk.content.dates import REVIEW_DUE
from kiosk.core.vocabulary import EffectVerdict
from kiosk.monthly.gathering import KINDS_ASKED_FOR
from kiosk.reports.effect import effect
from kiosk.reports.judgements import judgements
from kiosk.session.table import Place
from kiosk.simulate.halls import PlayedSeason, play
from kiosk.simulate.people import Learned
from kiosk.store.log import EventLog
from kiosk.store.query import rows_between
from kiosk.wiring import asked_texts, hall_names
from tests.monthly.reading import PageText, sheets
from tests.monthly.season import Season, write
from tests.real_hall import PLACES, content
from tests.reports.recount_log import FEW, Log, Words, numbers
from tests.reports.recount_words import SENTENCES, TABLES, changes, effects, first_sentences
from tests.test_random_play import Play

MONTH = "2026-11"


def played(data: Path) -> Path:
    """Groups of two months, some people alone between them, and somebody who does anything at all."""
    for first, groups, alone, people in ((date(2026, 10, 7), 3, 1, 7), (date(2026, 11, 3), 8, 2, 11)):
        learned = Learned(effect=0.9)
        play(content(), replace(PLACES, data=data), PlayedSeason(groups, people, alone, learned, 3, first))
    wild = Play(103)
    for _ in range(50):
        wild.step()
    while wild.m.place is not Place.ATTRACT:
        wild.wait(60.0)
    log = EventLog.open(data, "2026-11-20T09:00:00+08:00", "模拟", "door")
    for n, row in enumerate(wild.log):
        log.append(row._replace(at=f"2026-11-20T{9 + n // 3600:02d}:{n // 60 % 60:02d}:{n % 60:02d}.000+08:00"))
    assert log.close(60.0)
    return data


def made_up(data: Path) -> Path:
    season = Season(9)
    return write(
        chain(season.days("2026-09-10", 10, 2), season.days("2026-10-01", 31, 4), season.days("2026-11-01", 30, 6)),
        data,
    )


@dataclass(frozen=True)
class Made:
    """A report, and what it was made of."""

    log: Log
    words: Words
    book: dict[str, list[list[Any]]]
    heads: dict[str, int]
    page: PageText
    kinds: set[str]
    data: Path


@pytest.fixture(scope="module", params=[played, made_up], ids=["played", "made-up"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    data, out = request.param(tmp_path_factory.mktemp("data")), tmp_path_factory.mktemp("out")
    assert command(["report", "--month", MONTH, "--data", str(data), "--out", str(out)]) == 0
    loaded = content()
    assert loaded.hall is not None
    words = Words(
        hall_names(loaded),
        {(zone, text.item, text.node): text for zone, text in asked_texts(loaded)},
        [plan.id for plan in loaded.hall.zones],
        [(p.path, p.line) for p in loaded.problems if p.message.startswith(REVIEW_DUE)],
    )
    file = out / f"月报-{MONTH}.xlsx"
    frozen = {sheet.title: int(sheet.freeze_panes[1:]) - 1 for sheet in load_workbook(file)}
    above = {name: sum(row is not None for row in rows[: frozen[name]]) for name, rows in _all_rows(file).items()}
    log = Log(data, MONTH)
    kinds = set(log.rows("SELECT DISTINCT kind FROM now"))
    yield Made(log, words, sheets(file), above, PageText((out / f"月报-{MONTH}.html").read_text("utf-8")), kinds, data)
    log.close()


def _all_rows(file: Path) -> dict[str, list[Any]]:
    """Of every sheet all rows, None for those that hold nothing."""
    return {
        sheet.title: [row if any(c is not None for c in row) else None for row in sheet.iter_rows(values_only=True)]
        for sheet in load_workbook(file)
    }


def body(made: Made, sheet: str) -> tuple[list[list[Any]], str]:
    """The rows below the headings, and the note."""
    rows = made.book[sheet][made.heads[sheet] :]
    noted = rows and isinstance(rows[-1][0], str) and not any(cell is not None for cell in rows[-1][1:])
    return (rows[:-1], rows[-1][0]) if noted else (rows, "")


def exactly(row: Any) -> tuple[Any, ...]:
    """Numbers to nine digits."""
    return tuple(round(cell, 9) if isinstance(cell, float) else cell or None if cell == "" else cell for cell in row)


def test_every_table_is_counted_again(made: Made) -> None:
    assert set(made.book) == {*TABLES, *SENTENCES}


@pytest.mark.parametrize("sheet", TABLES)
def test_every_figure_is_what_the_log_says(made: Made, sheet: str) -> None:
    found, again = body(made, sheet)[0], TABLES[sheet](made.log, made.words)
    width = len(again.rows[0]) if again.rows else 1
    assert Counter(exactly(row[:width]) for row in found) == Counter(map(exactly, again.rows))
    assert all(cell is None for row in found for cell in row[width:])


@pytest.mark.parametrize("sheet", TABLES)
def test_the_numbers_in_its_note_are_too(made: Made, sheet: str) -> None:
    again, said = TABLES[sheet](made.log, made.words).note, iter(numbers(body(made, sheet)[1]))
    assert all(any(number == pytest.approx(one) for one in said) for number in again), "in their order"


def test_the_numbers_of_the_first_page_are_too(made: Made) -> None:
    expected = first_sentences(made.log, made.words)
    said = {row[0]: row[1] for row in made.book["五句话"] if row[1]}
    assert {question: numbers(said[question]) for question in expected} == expected
    assert all(words in made.page.texts for question, words in said.items() if question in expected)


def test_what_to_change_is_what_the_log_asks_for(made: Made) -> None:
    rows = [row[1:3] for row in made.book["下月改什么"] if isinstance(row[0], int)]
    expected = changes(made.log, made.words)
    assert len(rows) == len(expected)
    for (what, why), change in zip(rows, expected, strict=True):
        assert change.what in what
        assert numbers(why)[: len(change.why)] == list(change.why), what
        assert what in made.page.texts and why in made.page.words


def test_the_effect_is_the_same_before_it_is_rounded(made: Made) -> None:
    """Whole per cents would hide an error that is half as large as it should be."""
    again = effects(made.log)[0]
    found = effect(judgements(rows_between(made.data, date(2026, 9, 1), date(2026, 11, 30), ("JudgementCounted",))))
    measured = found.measured
    assert measured is not None and again.halves is not None and again.moved is not None
    pairs = list(zip((measured.sensitivity_change, measured.criterion_change), again.moved, strict=True))
    for rate, half in ((measured.genuine_known, again.halves[True]), (measured.scams_found, again.halves[False])):
        pairs += zip((rate.before, rate.after, rate.difference), half, strict=True)
    for one, other in pairs:
        assert one.value == pytest.approx(other.value, abs=1e-5)
        reach = other.top - other.low
        assert (one.lower, one.upper) == pytest.approx(other[1:], abs=0.003 * reach), "as far as Student's t goes"


def test_the_page_on_method_names_the_rules_by_which_this_counts(made: Made) -> None:
    said = {row[0]: numbers(row[1]) for row in made.book["怎么算的"] if len(row) > 1 and row[1]}
    assert said["答错最多的题"] == [10, FEW]
    assert said["真事认得率、识破率、参观有没有用"] == [3, 10]
    assert said["下个月改什么"] == [30] and said["“略”"] == [1, FEW - 1]


def test_the_drawings_show_these_figures(made: Made) -> None:
    said = [given["aria-label"] or "" for tag, given in made.page.tags if tag == "svg"]
    days = "，".join(
        f"{int(day[-2:])}日 {heads}" for day, _, heads in TABLES["每天"](made.log, made.words).rows if heads
    )
    assert f"每天的人次：{days}" in said
    halves = effects(made.log)[0].halves
    assert halves is not None
    rates = [
        f"{name}　{when} {halves[genuine][after].value * 100:.0f}%"
        for genuine, name in ((True, "真事认得率"), (False, "识破率"))
        for after, when in enumerate(("参观前", "参观后"))
    ]
    assert "，".join(rates) in said


def test_what_is_asked_of_the_log_was_in_it(made: Made, request: pytest.FixtureRequest) -> None:
    """Nothing of this agrees because there was nothing."""
    assert effects(made.log)[0].verdict is not EffectVerdict.TOO_FEW
    if "made-up" in request.node.name:
        assert set(KINDS_ASKED_FOR) - made.kinds <= {"QuizFinished", "SceneFailed"}
        assert not [sheet for sheet in TABLES if not body(made, sheet)[0]]
    else:
        assert {"QuizFinished", "SceneFailed", "ZoneLeft", "AdviceEnded", "JudgementCounted"} <= made.kinds
        people = Counter(
            json.loads(b)["people"] for b in made.log.rows("SELECT body FROM now WHERE kind = 'VisitStarted'")
        )
        assert people[11] == 8 and people[1] >= 2
