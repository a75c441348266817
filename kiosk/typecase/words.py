"""Lists the Chinese words that stand in the content and the interface, so that no line breaks inside one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_RUN = re.compile("[\u4e00-\u9fff]{2,}")
LEAST_COUNT = 3
"""How often jieba's corpus must have a word for it to be one."""
OF_THE_FIELD = (
    "反诈",
    "涉诈",
    "电诈",
    "刷单",
    "返利",
    "转钱",
    "转账",
    "跑分",
    "验证码",
    "屏幕共享",
    "快递站",
    "网约车",
)
"""Words that its dictionary lacks."""


def texts_in(folders: Iterable[Path]) -> Iterator[str]:
    """The files in which there is something to be set: content, and the interface's phrases."""
    for folder in folders:
        for file in sorted((*folder.rglob("*.yaml"), *folder.rglob("*.py"))):
            yield file.read_text("utf-8")


def words_in(texts: Iterable[str]) -> list[str]:
    """The words of two to four characters, sorted. Raises ImportError without jieba (of the extra `voice`)."""
    import jieba

    jieba.setLogLevel("ERROR")
    jieba.initialize()
    for word in OF_THE_FIELD:
        jieba.add_word(word, LEAST_COUNT)
    found = set()
    for run in {run for text in texts for run in _RUN.findall(text)}:
        for word in jieba.cut(run, HMM=False):
            if 2 <= len(word) <= 4 and (jieba.get_FREQ(word) or 0) >= LEAST_COUNT:
                found.add(word)
    return sorted(found)
