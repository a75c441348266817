"""What content says of pages: the finest name that fits a page counts."""

from __future__ import annotations

from kiosk.content.models.guide import GuidePage
from kiosk.core.page_names import finest


def test_the_finest_page_counts() -> None:
    names = ("a", "a:b", "a:*", "a:b:step", "a:*:step", "a:*:step2", "a:*:*:end")
    pages = [GuidePage(page, "名字", ("一句。",)) for page in names]
    for page, found in {
        "a:x": "a:*", "a:b": "a:b", "a:b:step3": "a:b:step", "a:c:step3": "a:*:step", "a:c:d:end": "a:*:*:end",
        "a": "a", "ab": "a", "b": None, "a:bc": "a:b", "a:c:step2": "a:*:step2", "a:c:step21": "a:*:step2",
    }.items():  # fmt: skip
        said_of = finest(pages, page)
        assert (said_of.page if said_of is not None else None) == found, page
