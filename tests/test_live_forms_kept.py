"""The live forms of a hall from opening to opening: kept, renewed, and never drawn anew by a wrong clock."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kiosk import cli
from kiosk.core.events import MeasuringBegun
from kiosk.core.live_forms import Alternation
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import Phase
from kiosk.store.forms import FILE, read_forms, write_forms
from kiosk.store.log import EventLog
from kiosk.wiring import alternation_of, live_forms
from tests.real_hall import PLACES, content

AUTUMN, WINTER, FLAT = date(2026, 11, 28), date(2027, 1, 2), date(1970, 1, 1)
AT = "2026-11-28T10:00:00.000+08:00"


def opened(data: Path, day: date) -> Alternation:
    found = alternation_of(content(), replace(PLACES, data=data), day)
    assert found is not None
    return found


def test_a_quarter_has_its_two_forms_whatever_the_clock_says(tmp_path: Path) -> None:
    first = opened(tmp_path, AUTUMN)
    assert [first.one.id, first.other.id] == ["2026Q4-A", "2026Q4-B"] and len(
        {*first.one.items, *first.other.items}
    ) == 12
    written = (tmp_path / FILE).read_bytes()
    for day in (AUTUMN, date(2026, 12, 31), FLAT, date(2026, 9, 30), date(2099, 1, 1)):
        assert opened(tmp_path, day) == first
        assert (tmp_path / FILE).read_bytes() == written
    winter = opened(tmp_path, WINTER)
    assert winter.one.id == "2027Q1-A"
    assert len({*winter.one.items, *winter.other.items} - {*first.one.items, *first.other.items}) == 3
    assert opened(tmp_path, AUTUMN) == opened(tmp_path, FLAT) == winter, "no way back"


def test_a_damaged_file_is_drawn_again_under_other_ids(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    first = opened(tmp_path, AUTUMN)
    (tmp_path / FILE).write_text("{}")
    again = opened(tmp_path, AUTUMN)
    assert len(caplog.records) == 1 and again.one.items == first.one.items
    assert again.one.id != first.one.id and opened(tmp_path, AUTUMN) == again


def test_an_edited_item_gives_way_at_the_next_opening(tmp_path: Path) -> None:
    first = opened(tmp_path, AUTUMN)
    kept = read_forms(tmp_path)
    assert kept is not None
    before, *others = kept.one.items
    write_forms(tmp_path, replace(kept, one=replace(kept.one, items=(replace(before, wording="00000000"), *others))))
    mended = opened(tmp_path, AUTUMN)
    assert before.id not in mended.one.items and mended.one.items[1:] == first.one.items[1:]
    assert mended.one.id != first.one.id and mended.other == first.other
    assert opened(tmp_path, AUTUMN) == mended


def test_whose_turn_it_is_stands_in_the_log(tmp_path: Path) -> None:
    log = EventLog.open(tmp_path, AT)
    for visit, phase in (("a", Phase.BEFORE), ("a", Phase.AFTER), ("b", Phase.AFTER), ("c", Phase.BEFORE)):
        log.append(Logged(visit, MeasuringBegun(phase, "2026Q4-A", ("x",)), AT))
    assert log.close()
    turn = opened(tmp_path, FLAT)
    assert turn.begun == 3 and turn.forms.before == turn.other


def test_a_hall_that_cannot_keep_them_measures_all_the_same(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    taken = tmp_path / "data"
    taken.write_text("no folder")
    assert opened(taken, AUTUMN).one == opened(tmp_path, AUTUMN).one
    assert alternation_of(content(), PLACES, AUTUMN) is not None
    assert "存不下来" in caplog.text or "现在读不了" in caplog.text


def test_a_hall_that_does_not_want_it_measures_nothing(tmp_path: Path) -> None:
    loaded = content()
    assert loaded.hall is not None
    quiet = replace(loaded, hall=replace(loaded.hall, hall=replace(loaded.hall.hall, measuring=False)))
    assert live_forms(quiet, replace(PLACES, data=tmp_path), AUTUMN) is None
    assert not (tmp_path / FILE).exists()
    few = replace(loaded.zones["quiz"], items=loaded.zones["quiz"].items[:20])
    assert alternation_of(replace(loaded, zones={**loaded.zones, "quiz": few}), PLACES, AUTUMN) is None


def test_the_check_prints_the_live_forms_and_keeps_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.command(["check", "--forms", "--data", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert not (tmp_path / FILE).exists()
    assert printed.count("套题 ") >= 4 and printed.count("　电话　") >= 2 and "看见【】就信" in printed
    opened(tmp_path, date.today())
    kept = json.loads((tmp_path / FILE).read_text("utf-8"))["forms"]
    assert cli.command(["check", "--forms", "--data", str(tmp_path)]) == 0
    assert f"套题 {kept['one']['id']}：" in capsys.readouterr().out
