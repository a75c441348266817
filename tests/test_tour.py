"""A tour of the hall shows what visitors meet between the zones as well."""

from __future__ import annotations

import random

from kiosk.tour import Tour, Visitor, walk
from tests.real_hall import content, machine


def test_a_tour_meets_what_the_hall_asks_itself_and_what_is_said_of_it_at_the_end() -> None:
    pages: list[str] = []
    walk(Visitor(machine(random.Random(20211029)), lambda page, _: pages.append(page), Tour()))
    ids = {trial.id for trial in content().trials}
    asked = [page for page in pages if page.startswith("trial:")]
    assert len(asked) >= 4 and {page.split(":")[1] for page in asked} <= ids
    assert {page + ":done" for page in asked if not page.endswith(":done")} == {p for p in asked if p.endswith(":done")}
    assert "farewell:trials" in pages and pages.index("farewell:trials") > pages.index(asked[1])
