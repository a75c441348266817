"""The report's tables in their order, each once: those of the page under its headings, those of the workbook."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.monthly import (
    attendance_tables,
    effect_words,
    fall_tables,
    first_page,
    question_tables,
    zone_tables,
)
from kiosk.monthly.gathering import Gathered
from kiosk.monthly.method import method_table
from kiosk.monthly.tables import Table
from kiosk.monthly.todo import changes_table


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report under one heading; `lead` says in a sentence what it answers."""

    heading: str
    lead: str
    tables: tuple[Table, ...]


def tables_of_book(of: Gathered) -> list[Table]:
    """All tables of the page, and those that are too long for it."""
    return [*(table for section in sections(of) for table in section.tables), question_tables.all_questions(of)]


def sections(of: Gathered) -> tuple[Section, ...]:
    """Everything, in the order of the page."""
    return (
        Section("首页", "", (first_page.sentence_table(of), first_page.headline_table(of))),
        Section("参观有没有用", "", (effect_words.effect_table(of),)),
        Section(
            "大家在哪儿上当",
            "在模拟情景里，走到哪一种骗局、哪一句话，大家照办了。",
            (
                fall_tables.by_type(of),
                fall_tables.trials(of),
                fall_tables.endings(of),
                fall_tables.stops(of),
                fall_tables.stopped_at(of),
                question_tables.judged(of),
                question_tables.missed_types(of),
            ),
        ),
        Section("一句一句看", "", (fall_tables.moments(of),)),
        Section("答错最多的十道题", question_tables.missed_note(of), (question_tables.missed_table(of),)),
        Section(
            "展区走得怎么样",
            "哪里停得久，哪里没走到，哪里走到一半。",
            (zone_tables.zones(of), zone_tables.broken_off(of), zone_tables.depth(of), zone_tables.quarters(of)),
        ),
        Section(
            "谁来了",
            "批次和人次，分日子、团体、年纪。",
            (
                attendance_tables.by_day(of),
                attendance_tables.by_week(of),
                attendance_tables.by_kind(of),
                attendance_tables.by_age(of),
                attendance_tables.by_way(of),
                attendance_tables.by_length(of),
                attendance_tables.by_end(of),
                attendance_tables.refused(of),
            ),
        ),
        Section(
            "劝人和劝阻",
            "在馆里学着劝别人；有人正在被骗时，民警用“当场劝阻”。",
            (
                question_tables.advice(of),
                question_tables.counsel(of),
                question_tables.dissuaded(of),
                question_tables.hands(of),
            ),
        ),
        Section("下个月改什么", "按先后排，最该先做的在最上面。", (changes_table(of),)),
        Section("这些数字怎么来的", "每个数怎么算，说明不了什么。", (method_table(),)),
    )
