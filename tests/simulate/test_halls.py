"""A played season: it is like a real one, and nobody can take it for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kiosk import cli
from kiosk.core.events import JudgementCounted, MeasuringBegun, QuizFinished, VisitEnded, VisitStarted
from kiosk.core.logged import SIMULATED, Logged
from kiosk.core.vocabulary import GroupKind, Phase, VisitExit, VisitMode
from kiosk.reports.effect import effect
from kiosk.reports.judgements import judgements, single_answers
from kiosk.simulate.halls import NothingMeasured, PlayedAlready, PlayedSeason, RealRecords, play
from kiosk.simulate.people import Learned
from kiosk.store.database import append_once
from kiosk.store.query import rows_between
from tests.real_hall import PLACES, content

HERE = ["--content", str(PLACES.content), "--hall", str(PLACES.hall)]
FIRST = date(2026, 10, 8)
SEASON = PlayedSeason(3, 9, 2, Learned(), 1, FIRST)


def played(data: Path, season: PlayedSeason = SEASON) -> list[Logged]:
    play(content(), replace(PLACES, data=data), season)
    return list(rows_between(data))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("played")
    played(data)
    return data


@pytest.fixture(scope="module")
def rows(folder: Path) -> Sequence[Logged]:
    return list(rows_between(folder))


def test_every_record_says_that_nobody_was_there(rows: Sequence[Logged]) -> None:
    assert {row.hall for row in rows} == {SIMULATED}
    assert all(row.visit.startswith("simulated-") for row in rows)


def test_groups_and_people_alone_come_and_part_like_any(rows: Sequence[Logged]) -> None:
    begun = [row.event for row in rows if isinstance(row.event, VisitStarted)]
    assert [(event.people, event.mode) for event in begun] == [
        (9, VisitMode.GUIDED), (1, VisitMode.FREE), (9, VisitMode.GUIDED), (9, VisitMode.GUIDED), (1, VisitMode.FREE)
    ]  # fmt: skip
    ended = [row.event for row in rows if isinstance(row.event, VisitEnded)]
    assert [event.how for event in ended] == [VisitExit.FINISHED] * 5
    assert all(event.seconds < 40 * 60 for event in ended)


def test_everybody_is_asked_before_and_after_and_the_forms_change_places(rows: Sequence[Logged]) -> None:
    forms: dict[str, dict[Phase, str]] = {}
    for row in rows:
        if isinstance(row.event, MeasuringBegun):
            forms.setdefault(row.visit, {})[row.event.phase] = row.event.form
    assert [set(met) for met in forms.values()] == [{Phase.BEFORE, Phase.AFTER}] * 5
    assert all(met[Phase.BEFORE] != met[Phase.AFTER] for met in forms.values())
    order = [met[Phase.BEFORE] for met in forms.values()]
    assert order[::2] == order[:1] * 3 and order[1::2] == order[1:2] * 2 and order[0] != order[1]


def test_hands_are_counted_and_the_reports_read_them(rows: Sequence[Logged]) -> None:
    counted = [row.event for row in rows if isinstance(row.event, JudgementCounted)]
    assert all(0 < event.said_scam + event.said_genuine <= event.people for event in counted if event.people > 1)
    found = effect(judgements(rows))
    assert (found.both, found.alone, found.only_before, found.only_after) == (3, 2, 0, 0)
    assert 0.9 * 3 * 12 * 9 < found.answers <= 3 * 12 * 9 + 2 * 12


def test_who_comes_alone_answers_a_form_of_the_quiz(rows: Sequence[Logged]) -> None:
    forms = [row.event for row in rows if isinstance(row.event, QuizFinished)]
    assert len(forms) == 2
    answers = single_answers(rows)
    assert len(answers) == sum(form.items for form in forms) and len({answer.taker for answer in answers}) == 2
    assert {answer.senior for answer in answers} <= {True, False}


def test_visits_begin_one_after_another_in_opening_hours(rows: Sequence[Logged]) -> None:
    begun = [row.at for row in rows if isinstance(row.event, VisitStarted)]
    assert begun == sorted(begun) and begun[0].startswith("2026-10-08T09:00") and begun[-1][:13] <= "2026-10-08T13"
    assert not any(row.behind for row in rows)


def test_the_same_seed_plays_the_same_visits(tmp_path: Path) -> None:
    one, other, third = (tmp_path / name for name in "abc")
    season = replace(SEASON, groups=1, alone=0)
    first = [row.event for row in played(one, season)]
    assert first == [row.event for row in played(other, season)]
    assert first != [row.event for row in played(third, replace(season, seed=2))]


def test_another_season_is_added_and_the_same_one_is_not(folder: Path, tmp_path: Path) -> None:
    season = replace(SEASON, groups=1, alone=0)
    before = len(played(tmp_path, season))
    with pytest.raises(PlayedAlready):
        played(tmp_path, season)
    later = played(tmp_path, replace(season, first=date(2027, 1, 4)))
    assert len(later) > before and effect(judgements(later)).both == 2
    forms = [row.event.form for row in later if isinstance(row.event, MeasuringBegun)]
    assert [form[:6] for form in forms] == ["2026Q4"] * 2 + ["2027Q1"] * 2
    assert forms[0][-1] != forms[2][-1]  # the turn goes on


def real(data: Path) -> None:
    begun = VisitStarted(12, GroupKind.SCHOOL, (), VisitMode.GUIDED)
    append_once(data, Logged("v", begun, "2026-07-01T09:30:00+08:00"))


def test_nothing_is_played_into_what_real_people_did(tmp_path: Path) -> None:
    real(tmp_path)
    with pytest.raises(RealRecords):
        played(tmp_path)
    assert [row.visit for row in rows_between(tmp_path)] == ["v"]


def test_a_hall_that_does_not_measure_is_not_played(tmp_path: Path) -> None:
    loaded = content()
    assert loaded.hall is not None
    quiet = replace(loaded, hall=replace(loaded.hall, hall=replace(loaded.hall.hall, measuring=False)))
    with pytest.raises(NothingMeasured):
        play(quiet, replace(PLACES, data=tmp_path), SEASON)


# ------------------------------------------------------------ the command
def test_the_command_says_first_that_it_was_a_game(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["simulate", "--groups", "1", "--alone", "1", "--from", "2026-10-08", "--data", str(tmp_path), *HERE]
    assert cli.command(asked) == 0
    said = capsys.readouterr().out
    assert said.startswith("模拟数据") and "样本不足" in said and "1 场" in said and "一个人来、前后都答的 1 位" in said
    assert cli.command(asked) == 1
    assert "--seed" in capsys.readouterr().err


def test_the_command_leaves_real_records_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    real(tmp_path)
    assert cli.command(["simulate", "--groups", "1", "--data", str(tmp_path), *HERE]) == 1
    assert "真的参观记录" in capsys.readouterr().err


@pytest.mark.parametrize("people", ["1", "16"])
def test_the_command_says_how_many_make_a_group(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], people: str
) -> None:
    assert cli.command(["simulate", "--people", people, "--data", str(tmp_path), *HERE]) == 1
    assert "2 到 15" in capsys.readouterr().err


def test_no_hall_opens_on_played_records(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = len(list(rows_between(folder)))
    assert cli.command(["run", "--data", str(folder), *HERE]) == 1
    assert "模拟" in capsys.readouterr().err
    assert len(list(rows_between(folder))) == before
