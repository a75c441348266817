"""The report as one page of HTML with everything inside: no script, nothing loaded; it prints on A4."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from itertools import groupby

from kiosk.monthly import effect_words
from kiosk.monthly.blocks import bar_key, narrow, numbered, question_block, shares_of, table_block
from kiosk.monthly.charts import Range, columns, ranges
from kiosk.monthly.first_page import figure_words, headlines, sentences
from kiosk.monthly.gathering import Gathered
from kiosk.monthly.html import Html, joined, tag, text
from kiosk.monthly.question_tables import most_missed
from kiosk.monthly.sections import Section, sections
from kiosk.monthly.tables import Table, banded, percent
from kiosk.monthly.todo import changes

MADE_UP = "模拟数据：下面的数字是编出来试程序的，不是真的参观。"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""Browsers that know it hold the page to its word: nothing is fetched, nothing runs."""
_NEW_PAGE = ("参观有没有用", "一句一句看", "答错最多的十道题", "下个月改什么")
"""Sections that begin a page on paper."""


_AS_ELSE = ("有没有用", "上当·种类", "一句一句", "答错最多的题", "每天", "下月改什么")
"""Tables that are drawn in a way of their own."""


def title(of: Gathered) -> str:
    """What the report is called."""
    return f"{of.hall}　{of.now.month.word}月报"


def about(of: Gathered) -> list[str]:
    """What the whole report is about, in a few lines: on the page and on every sheet."""
    month = of.now.month
    going_on = "这个月还没有过完，数字到做报告的那天为止。" if of.today <= month.last else ""
    lines = [
        f"统计 {month.first} 至 {month.last}，{of.today} 由记录算出。{going_on}只有数目，没有任何人的信息。",
    ]
    return [MADE_UP, *lines] if of.now.simulated or of.before.simulated else lines


def page(of: Gathered) -> str:
    """The whole page."""
    style = files("kiosk.monthly").joinpath("page.css").read_text("utf-8")
    head = (
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", title(of)),
        tag("style", Html(style)),
    )
    body = joined(_first(of), *(_section(of, part) for part in sections(of)[1:]))
    return f'<!DOCTYPE html>\n<html lang="zh-CN">{tag("head", *head)}{tag("body", body)}</html>\n'


def _first(of: Gathered) -> Html:
    lines = about(of)
    mark = tag("p", lines[0], class_="made-up") if len(lines) > 1 else ""
    header = tag("header", tag("h1", title(of)), tag("p", lines[-1], class_="soft"))
    verdict = tag("p", effect_words.large(of.effect), class_="verdict")
    said = tag("ol", *(tag("li", tag("b", s.asks), tag("span", s.says)) for s in sentences(of)), class_="sentences")
    figures = tag("div", *(_figure(of, place) for place in range(len(headlines(of)))), class_="figures")
    return joined(mark, header, verdict, said, figures)


def _figure(of: Gathered, place: int) -> Html:
    shown = headlines(of)[place]
    number, _, unit = figure_words(shown, shown.now).partition(" ")
    large = tag("b", number, tag("small", unit)) if unit else tag("b", number)
    compared = f"{shown.over}，上月月报" if shown.over else "上月"
    last = tag("span", f"{compared} {figure_words(shown, shown.before)}", class_="soft")
    return tag("div", tag("span", shown.name), large, last, class_="figure")


def _section(of: Gathered, part: Section) -> Html:
    lead = tag("p", part.lead, class_="lead") if part.lead else ""
    kind = "new-page" if part.heading in _NEW_PAGE and any(table.rows for table in part.tables) else "on"
    blocks: list[Html] = []
    for half, tables in groupby(part.tables, key=lambda table: narrow(table) and table.sheet not in _AS_ELSE):
        drawn = [_table(of, replace(table, title="") if table.title == part.heading else table) for table in tables]
        blocks += [tag("div", *drawn, class_="halves")] if half and len(drawn) > 1 else drawn
    return tag("section", tag("h2", part.heading), lead, *blocks, class_=kind)


def _table(of: Gathered, table: Table) -> Html:
    """A table as it reads best; most of them as a table."""
    match table.sheet:
        case "有没有用":
            said = joined(*(tag("p", sentence) for sentence in effect_words.sentences(of.effect)))
            return joined(said, _before_and_after(of), table_block(table))
        case "上当·种类":
            return joined(_compliance(table), table_block(table))
        case "一句一句":
            return joined(bar_key(table) if table.rows else "", table_block(table))
        case "答错最多的题":
            missed = most_missed(of)
            asked = joined(*(question_block(rank, one) for rank, one in enumerate(missed, 1)))
            return asked if missed else tag("p", "这个月回答的还太少，排不出来。", class_="soft")
        case "每天":
            return _days(table)
        case "下月改什么":
            return numbered(changes(of))
        case _:
            return table_block(table)


def _before_and_after(of: Gathered) -> Html:
    measured = of.effect.measured
    if measured is None or not effect_words.told_rates(of.effect):
        return text("")
    rows = []
    for name, half in (("真事认得率", measured.genuine_known), ("识破率", measured.scams_found)):
        for phase, rate, strong in (("参观前", half.before, False), ("参观后", half.after, True)):
            said = f"{rate.value * 100:.0f}%"
            rows.append(Range(f"{name}　{phase}", rate.value, rate.lower, rate.upper, said, strong))
    return ranges(rows, "，".join(f"{row.name} {row.said}" for row in rows))


def _compliance(table: Table) -> Html:
    rows = [
        Range(name, share.value or 0.0, *share.band, f"{percent(share)}（{banded(share)}）")
        for name, share in shares_of(table, 2)
    ]
    return ranges(rows, "，".join(f"{row.name} {row.said}" for row in rows)) if rows else text("")


def _days(table: Table) -> Html:
    people = [(str(int(str(row[0])[-2:])), row[2]) for row in table.rows]
    counted = [(day, count) for day, count in people if isinstance(count, int)]
    said = f"每天的人次：{'，'.join(f'{day}日 {count}' for day, count in counted if count)}"
    return joined(tag("h3", "每一天的人次"), columns(counted, said, "人次，横轴是几号"))
