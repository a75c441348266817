"""The figures of a month against counts made another way: SQL over the very log, or plain loops over its events."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import pytest

from kiosk.core.vocabulary import AdviceOutcome, Ending, OptionKind, Programme, Verdict, VisitExit
from kiosk.reports.answers import Question
from kiosk.reports.falls import StoryMoment
from kiosk.reports.monthly import KINDS_READ, MonthFigures, figures_of
from kiosk.reports.months import Month
from kiosk.reports.shares import Share, quantile
from kiosk.store.query import rows_between
from tests.monthly.season import Season, write

NOVEMBER = Month(2026, 11)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    season = Season(7)
    months = chain(season.days("2026-10-20", 12, 3), season.days("2026-11-01", 30, 4), season.days("2026-12-01", 3, 3))
    return write(months, tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def figures(data: Path) -> MonthFigures:
    rows = rows_between(data, NOVEMBER.before.first, NOVEMBER.last, KINDS_READ)
    return figures_of(rows, (NOVEMBER.before, NOVEMBER))[NOVEMBER]


@pytest.fixture(scope="module")
def sql(data: Path) -> Iterator[sqlite3.Connection]:
    """The log with the visits of November beside it: those whose first event is of November."""
    found = sqlite3.connect(data / "kiosk.db")
    found.execute(
        "CREATE TEMP TABLE november AS SELECT visit FROM events WHERE substr(at, 1, 7) = '2026-11'"
        " AND id IN (SELECT min(id) FROM events WHERE visit <> '' GROUP BY visit)"
    )
    found.execute(
        "CREATE TEMP VIEW e AS SELECT * FROM events WHERE visit IN (SELECT visit FROM november)"
        " OR (visit = '' AND substr(at, 1, 7) = '2026-11')"
    )
    yield found
    found.close()


def one(sql: sqlite3.Connection, query: str) -> Any:
    return sql.execute(query).fetchone()[0]


def pairs(sql: sqlite3.Connection, query: str) -> dict[Any, Any]:
    return {row[0] if len(row) == 2 else row[:-1]: row[-1] for row in sql.execute(query)}


def bodies(sql: sqlite3.Connection, kind: str) -> list[tuple[str, dict[str, Any]]]:
    return [(v, json.loads(b)) for v, b in sql.execute("SELECT visit, body FROM e WHERE kind = ? ORDER BY id", (kind,))]


def test_groups_and_people_by_day_kind_age_way_and_plan(figures: MonthFigures, sql: sqlite3.Connection) -> None:
    came = figures.attendance
    started = "FROM e WHERE kind = 'VisitStarted'"
    assert came.groups == one(sql, f"SELECT count(*) {started}") > 50
    assert came.people == one(sql, f"SELECT sum(json_extract(body, '$.people')) {started}")
    assert came.day_groups == pairs(sql, f"SELECT substr(at, 1, 10), count(*) {started} GROUP BY 1")
    for field, counted in (
        ("kind", came.kind_groups),
        ("mode", came.mode_groups),
        ("programme", came.programme_groups),
    ):
        expected = pairs(sql, f"SELECT json_extract(body, '$.{field}'), count(*) {started} GROUP BY 1")
        assert {str(key): n for key, n in counted.items()} == expected
    people = pairs(
        sql, f"SELECT json_extract(body, '$.kind'), sum(json_extract(body, '$.people')) {started} GROUP BY 1"
    )
    assert {str(key): n for key, n in came.kind_people.items()} == people
    ages = pairs(
        sql, "SELECT j.value, count(*) FROM e, json_each(e.body, '$.ages') j WHERE kind='VisitStarted' GROUP BY 1"
    )
    assert {str(age): n for age, n in came.age_groups.items()} == ages


def test_weeks_are_those_of_the_calendar_and_add_up(figures: MonthFigures, sql: sqlite3.Connection) -> None:
    expected = sql.execute(
        "SELECT date(substr(at, 1, 10), 'weekday 0', '-6 days'), count(*), sum(json_extract(body, '$.people'))"
        " FROM e WHERE kind = 'VisitStarted' GROUP BY 1 ORDER BY 1"
    ).fetchall()
    assert [(str(monday), groups, people) for monday, groups, people in figures.attendance.weeks()] == expected


def test_ends_lengths_and_those_refused(figures: MonthFigures, sql: sqlite3.Connection) -> None:
    came = figures.attendance
    ended = pairs(sql, "SELECT json_extract(body, '$.how'), count(*) FROM e WHERE kind = 'VisitEnded' GROUP BY 1")
    ended["interrupted"] = came.groups - sum(ended.values())
    assert {str(how): n for how, n in came.ends.items() if n} == ended and ended["interrupted"] > 0
    assert came.finished == Share(ended["finished"], came.groups)
    lengths = [round(body["seconds"]) for _, body in bodies(sql, "VisitEnded")]
    assert came.seconds == Counter(lengths)
    assert came.minutes == pytest.approx(median(lengths) / 60)
    refused = pairs(
        sql, "SELECT json_extract(body, '$.people'), count(*) FROM e WHERE kind = 'GroupRefused' GROUP BY 1"
    )
    assert came.refused == refused and refused


def test_zones_entered_done_dwelt_skipped_and_missed(figures: MonthFigures, sql: sqlite3.Connection) -> None:
    visits = {visit: body for visit, body in bodies(sql, "VisitStarted")}
    full = {visit for visit, body in visits.items() if body["programme"] == Programme.FULL}
    order: dict[str, list[str]] = defaultdict(list)
    for visit, body in bodies(sql, "ZoneEntered"):
        if body["zone"] not in order[visit]:
            order[visit].append(body["zone"])
    left = bodies(sql, "ZoneLeft")
    skipped = {(visit, body["zone"]) for visit, body in bodies(sql, "ZoneSkipped")}
    assert figures.stays.full == len(full)
    for zone, stay in figures.stays.zones.items():
        entered = [visit for visit in order if zone in order[visit]]
        assert stay.entered == len(entered)
        assert stay.full == len(full & set(entered))
        assert figures.stays.missed(zone) == Share(len(full - set(entered)), len(full))
        assert stay.places == Counter(order[visit].index(zone) + 1 for visit in entered)
        assert stay.place == median(order[visit].index(zone) + 1 for visit in entered)
        dwelt: Counter[str] = Counter()
        for visit, body in left:
            if body["zone"] == zone:
                dwelt[visit] += body["seconds"]
        assert stay.seconds == Counter(map(round, dwelt.values()))
        assert stay.minutes == pytest.approx(median(map(round, dwelt.values())) / 60)
        done = {visit for visit, body in left if body["zone"] == zone and body["done"]}
        assert stay.cut_short == Share(len(set(entered) - done), len(entered)) and done
        assert stay.skipped == sum(where == zone for _, where in skipped)
    assert figures.stays.depth == Counter(len(order[visit]) for visit in visits)


def test_where_visits_break_off(figures: MonthFigures, sql: sqlite3.Connection) -> None:
    last = pairs(
        sql,
        "SELECT v.visit, coalesce((SELECT json_extract(z.body, '$.zone') FROM e z WHERE z.visit = v.visit"
        " AND z.kind = 'ZoneEntered' ORDER BY z.id DESC LIMIT 1), '') FROM november v",
    )
    how = pairs(sql, "SELECT visit, json_extract(body, '$.how') FROM e WHERE kind = 'VisitEnded'")
    expected = Counter((zone, how.get(visit, "interrupted")) for visit, zone in last.items())
    finished = {key: n for key, n in expected.items() if key[1] == VisitExit.FINISHED}
    assert figures.stays.broke_off == expected - Counter(finished)


def test_the_fall_moment_by_moment_and_by_kind(figures: MonthFigures, sql: sqlite3.Connection) -> None:
    at = "json_extract(body,'$.zone'), json_extract(body,'$.item'), json_extract(body,'$.node'), json_extract(body,'$.wording')"
    chosen = sql.execute(
        f"SELECT {at}, json_extract(body,'$.kind'), count(*) FROM e WHERE kind='ChoiceMade' GROUP BY 1,2,3,4,5"
    )
    expected: dict[StoryMoment, Counter[str]] = defaultdict(Counter)
    for *place, kind, n in chosen:
        expected[StoryMoment(*place)][kind] += n
    assert {moment: dict(fall.chosen) for moment, fall in figures.falls.moments.items() if fall.chosen} == expected
    timed_out = pairs(sql, f"SELECT {at}, count(*) FROM e WHERE kind='ChoiceTimedOut' GROUP BY 1,2,3,4")
    assert {tuple(m): fall.timed_out for m, fall in figures.falls.moments.items() if fall.timed_out} == timed_out
    assert timed_out
    stories = "json_extract(body,'$.item') IN (SELECT json_extract(body,'$.item') FROM e WHERE kind='ScenarioEnded')"
    of_scams = f"kind IN ('ChoiceMade', 'ChoiceTimedOut') AND json_extract(body,'$.genuine') = 0 AND {stories}"
    risky = f"sum(coalesce(json_extract(body,'$.kind') = '{OptionKind.RISKY}', 0))"
    found = sql.execute(f"SELECT json_extract(body,'$.type'), {risky}, count(*) FROM e WHERE {of_scams} GROUP BY 1")
    assert figures.falls.by_type() == {kind: Share(part, whole) for kind, part, whole in found}


def test_endings_and_stops(figures: MonthFigures, sql: sqlite3.Connection) -> None:
    ends = pairs(
        sql,
        "SELECT json_extract(body,'$.item'), json_extract(body,'$.ending'), count(*) FROM e"
        " WHERE kind='ScenarioEnded' GROUP BY 1, 2",
    )
    found = {(item, str(end)): n for (_, item), ended in figures.falls.endings.items() for end, n in ended.items()}
    assert found == ends and any(end == Ending.SAFE for _, end in ends)
    stops = bodies(sql, "SceneStopped")
    assert figures.falls.hits == Counter((b["zone"], b["item"], b["option"]) for _, b in stops if b["right"])
    assert figures.falls.false_stops == Counter((b["zone"], b["item"], b["option"]) for _, b in stops if not b["right"])
    assert figures.falls.stops == Share(sum(b["right"] for _, b in stops), len(stops)) and stops


def test_questions_by_wording_verdicts_and_hands(figures: MonthFigures, sql: sqlite3.Connection) -> None:
    asked = bodies(sql, "QuestionAnswered")
    expected: dict[Question, list[dict[str, Any]]] = defaultdict(list)
    for _, body in asked:
        expected[Question(body["zone"], body["item"], body["wording"])].append(body)
    assert set(figures.answers.questions) == set(expected)
    for question, given in expected.items():
        count = figures.answers.questions[question]
        withheld = sum(not b["right"] and b["form"] == "judge" and b["said_scam"] is None for b in given)
        right = sum(b["right"] for b in given)
        assert count.options == Counter(b["option"] for b in given)
        assert (count.right, count.withheld) == (right, withheld)
        assert count.missed == Share(len(given) - right - withheld, len(given))
    judged = [b for _, b in asked if b["said_scam"] is not None and b["genuine"] is not None]
    hits = sum(b["said_scam"] and not b["genuine"] for b in judged)
    assert figures.answers.recognised_scams == Share(hits, sum(not b["genuine"] for b in judged))
    known = sum(not b["said_scam"] and b["genuine"] for b in judged)
    assert figures.answers.recognised_genuine == Share(known, sum(b["genuine"] for b in judged)) and known
    assert figures.answers.verdicts[Verdict.WITHHELD] == sum(
        b["said_scam"] is None and b["form"] == "judge" for _, b in asked
    )
    missed = Counter(b["type"] for b in judged if not b["genuine"] and not b["said_scam"])
    assert figures.answers.missed_types == missed
    raised = bodies(sql, "HandsCounted")
    assert sum(q.people for q in figures.answers.questions.values()) == sum(b["people"] for _, b in raised)
    hands = sum(n for _, b in raised for _, n in b["hands"])
    assert sum(q.hands.total() for q in figures.answers.questions.values()) == hands


def test_what_the_hall_asked(figures: MonthFigures, sql: sqlite3.Connection) -> None:
    for genuine, wrong in ((False, OptionKind.RISKY), (True, OptionKind.TURNS_AWAY)):
        found = sql.execute(
            "SELECT sum(json_extract(body,'$.kind') = ?), count(*) FROM e WHERE kind='TrialAnswered'"
            " AND json_extract(body,'$.genuine') = ?",
            (wrong, genuine),
        ).fetchone()
        assert figures.answers.tried(genuine) == Share(*found) and found[0]
    replies = pairs(sql, "SELECT json_extract(body,'$.option'), count(*) FROM e WHERE kind='TrialAnswered' GROUP BY 1")
    assert sum((trial.replies for trial in figures.answers.trials.values()), Counter()) == replies


def test_advice_and_dissuasion(figures: MonthFigures, sql: sqlite3.Connection) -> None:
    said = pairs(
        sql,
        "SELECT json_extract(body,'$.item'), json_extract(body,'$.counsel'), count(*) FROM e WHERE kind='AdviceChosen' GROUP BY 1, 2",
    )
    assert figures.counsel.said == said
    ends = pairs(
        sql,
        "SELECT json_extract(body,'$.item'), json_extract(body,'$.outcome'), count(*) FROM e WHERE kind='AdviceEnded' GROUP BY 1, 2",
    )
    assert {(item, end): n for item, found in figures.counsel.talks().items() for end, n in found.items()} == ends
    assert any(end == AdviceOutcome.SHUT for _, end in ends)
    uses = pairs(sql, "SELECT json_extract(body,'$.type'), count(*) FROM e WHERE kind='DissuasionShown' GROUP BY 1")
    assert figures.counsel.dissuaded == uses and uses


def test_quantiles_are_those_of_the_standard_library() -> None:
    for values in ([5], [1, 9], [3, 1, 2], [7, 7, 7, 1, 100], list(range(40))):
        counted = Counter(values)
        expected = quantiles(values, n=4, method="inclusive") if len(values) > 1 else values * 3
        assert [quantile(counted, part) for part in (0.25, 0.5, 0.75)] == pytest.approx(expected)
    assert quantile(Counter(), 0.5) is None


def test_a_visit_over_midnight_belongs_whole_to_the_month_it_began_in(tmp_path: Path) -> None:
    season = Season(3, measures=False)
    data = write(season.visit(datetime(2026, 10, 31, 23, 59, 30)), tmp_path)
    for wanted in (Month(2026, 10), NOVEMBER):
        rows = rows_between(data, wanted.first, wanted.last, KINDS_READ)
        figures = figures_of(rows, (Month(2026, 10), NOVEMBER))
        assert figures[Month(2026, 10)].attendance.groups == 1
        assert figures[Month(2026, 10)].stays.zones, "what came after midnight is counted with it"
        assert figures[NOVEMBER].attendance.groups == 0 and not figures[NOVEMBER].stays.zones
