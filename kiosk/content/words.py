"""The interface's phrases in another language: words.yaml beside a translated content, keyed by the Chinese phrase."""

from __future__ import annotations

import os
from pathlib import Path

from kiosk.content.problems import Problem
from kiosk.core.outside import TooLargeError, read_file

WORDS_FILE = "words.yaml"


def read_words(content_dir: Path) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """(phrases, problems); none of either where there is no words.yaml, which is how the Chinese hall is.

    A phrase keeps the places of its values: `还剩 {n} 分钟` becomes `{n} minutes left`.
    """
    path = content_dir / WORDS_FILE
    if not os.path.lexists(path):
        return {}, ()
    from kiosk.content.yaml_bytes import LIMIT_BYTES, too_big
    from kiosk.content.yaml_tree import parse  # not needed by the Chinese hall's usual start

    shown = f"{content_dir.name}/{WORDS_FILE}"
    try:
        raw = read_file(path, LIMIT_BYTES)
    except TooLargeError:
        return {}, (too_big(shown),)
    except OSError:
        return {}, (Problem(shown, 1, 1, "打不开这个文件：看看它是不是文件夹，或者没有读取的权限"),)
    tree = parse(shown, raw)
    problems = list(tree.problems)
    phrases: dict[str, str] = {}
    data = tree.data if tree.readable else {}
    if not isinstance(data, dict):
        return {}, (*problems, tree.problem((), "这里要写成“中文: 译文”，一行一句"))
    for key, value in data.items():
        if not isinstance(key, str) or not isinstance(value, str):
            problems.append(tree.problem((key,), "译文要写成文字，有冒号或数字时加引号"))
        elif _blanks(key) != _blanks(value):
            wanted = "、".join(sorted(_blanks(key))) or "没有"
            problems.append(tree.problem((key,), f"译文里要有同样的空格位：{wanted}"))
        else:
            phrases[key] = value
    return phrases, tuple(problems)


def _blanks(phrase: str) -> set[str]:
    """The `{names}` a phrase has places for."""
    return {part.split("}")[0] for part in phrase.split("{")[1:]}
