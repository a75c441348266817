"""What libyaml's complaints mean to somebody who has never heard of YAML: a place, a reason, and what to write."""

from __future__ import annotations

import re
from typing import Any

import yaml

from kiosk.content.problems import Problem

_FULL_COLON = re.compile(r"^\s*(?:- )?\w+(：)")
_TIGHT_COLON = re.compile(r"^\s*(?:- )?[A-Za-z_]\w*(:)(?=[^\s:/])")
_TIGHT_DASH = re.compile(r"^\s*(-)(?=[^\s-])")
_FIRST_KEY = re.compile(r"\s+(?:- )?[A-Za-z_]\w*")
_QUOTED_HEAD = re.compile(r"""(?:^|[:\-,]\s+)((["'])(?:(?!\2).)*\2)\s*[^\s,}\]#]""")
_BRACKET_HEAD = re.compile(r"(?:: |- )\s*([\[{][^\]}]*[\]}])\s*[^\s,}\]#]")

_QUOTE_IT = "给整句加单引号，例如 title: '…'"
_BAD_INDENT = "缩进不对：同一级的内容要左对齐，每深一级多两个空格；请和上一行、同级的行对齐"

_OPEN_QUOTE = "引号没有写完：从这里开始的引号要有另一个一样的引号收尾"
_EXTRA_COLON = f"这一行多了一个英文冒号加空格：文字里的冒号改用中文“：”，或者{_QUOTE_IT}"
_BANG = f"文字不能用 ! 开头：改用中文“！”，或者{_QUOTE_IT}"
_BLOCK = f"| 和 > 后面要先换行再写文字：把文字挪到下一行，多缩进两格；若本来就是文字，{_QUOTE_IT}"
_BRACES = "大括号 { } 没有写完，或里面的文字带了英文冒号、逗号：文字加单引号，例如 {who: me, text: '…'}"
_NO_COLON = "这一行缺少英文冒号：写成“名字: 内容”，冒号后面空一格；若是接着上一行的文字，就并到上一行去"

_SAYS: tuple[tuple[str, str], ...] = (
    ("mapping values are not allowed", _EXTRA_COLON),
    ("found unexpected end of stream", _OPEN_QUOTE),
    ("found unexpected document indicator", _OPEN_QUOTE),
    ("scanning an alias", f"文字不能用 * 开头：去掉星号，或者{_QUOTE_IT}"),
    ("scanning an anchor", f"文字不能用 & 开头：改成“和”，或者{_QUOTE_IT}"),
    ("scanning a tag", _BANG),
    ("parsing a tag", _BANG),
    ("cannot start any token", f"文字不能用这个符号开头（@ ` % 都不行）：{_QUOTE_IT}"),
    ("unknown escape character", "英文双引号里的反斜杠 \\ 有特殊含义：外面的双引号换成单引号，路径里的 \\ 换成 /"),
    ("escape code", "英文双引号里的 \\ 后面写得不对：外面的双引号换成单引号"),
    ("scanning a block scalar", _BLOCK),
    ("flow sequence", "方括号 [ ] 没有写完，或里面少了英文逗号：检查这一行；文字里要用方括号就换成〔〕"),
    ("flow mapping", _BRACES),
    ("flow node", "括号里有两个逗号挨着，或多了一个逗号：删掉多余的"),
    ("sequence entries are not allowed", f"减号要另起一行写：先换行，再写“- …”；若本来就是文字，{_QUOTE_IT}"),
    ("mapping keys are not allowed", f"文字不能用“? ”开头：改用中文问号，或者{_QUOTE_IT}"),
    ("could not find expected ':'", _NO_COLON),
    ("expected '-' indicator", "这里应当是以“- ”开头的一条：检查这一行前面的空格，和上一条的减号对齐"),
    ("block collection", _BAD_INDENT),
    ("block mapping", _BAD_INDENT),
    ("document start", "前面的内容已经结束（多了 ... 或 ---）：删掉那一行"),
    ("directive", f"一行不能用 % 开头：{_QUOTE_IT}"),
)
_ELSE = f"这里写法不对：检查冒号、引号、括号和行首空格；{_QUOTE_IT}"


def syntax_problem(path: str, text: str, error: yaml.YAMLError) -> Problem:
    """The one problem that stopped the reader."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        offset = int(getattr(error, "position", 0) or 0)
        line = text.count("\n", 0, offset) + 1
        return Problem(path, line, 1, "这里有不能用在文件里的字符：删掉它，重新打一遍")
    lines = text.split("\n")
    found = _usual_slip(lines, error) or _never_closed(text, lines, error)
    if found is not None:
        return Problem(path, *found)
    said = f"{error.context or ''} {error.problem or ''}"
    message = next((message for part, message in _SAYS if part in said), _ELSE)
    mark: Any = error.problem_mark
    if error.context_mark is not None and _began_earlier(said):
        mark = error.context_mark
    return Problem(path, mark.line + 1, mark.column + 1, message)


def _never_closed(text: str, lines: list[str], error: yaml.MarkedYAMLError) -> tuple[int, int, str] | None:
    """A bracket still open at the end of the file: told where it stands."""
    mark = error.problem_mark
    at_end = mark is not None and not "".join(lines[mark.line :])[mark.column :].strip()
    opened = max(text.rfind("["), text.rfind("{"))
    if not at_end or opened < 0 or "flow" not in f"{error.context or ''} {error.problem or ''}":
        return None
    column = opened - text.rfind("\n", 0, opened)
    return text.count("\n", 0, opened) + 1, column, "这个括号没有写完：补上另一半，文字里要用括号就换成〔〕"


def _began_earlier(said: str) -> bool:
    """Whether the place to mend is where the unfinished thing began, not where the reader gave up."""
    return any(part in said for part in ("quoted scalar", "simple key", "flow sequence", "flow mapping", "block scal"))


def _usual_slip(lines: list[str], error: yaml.MarkedYAMLError) -> tuple[int, int, str] | None:
    """The slips beginners make, looked for on the line complained about and the two before it."""
    mark, said = error.problem_mark, f"{error.context or ''} {error.problem or ''}"
    if mark is None or "escape" in said:
        return None
    numbers = [n for n in range(mark.line, max(mark.line - 3, -1), -1) if n < len(lines)]
    for number in numbers:
        line = lines[number]
        if match := _FULL_COLON.match(line):
            return number + 1, match.start(1) + 1, "名字后面用了中文冒号：改成英文冒号，后面空一格，例如 title: 标题"
        if match := _TIGHT_COLON.match(line):
            return number + 1, match.start(1) + 1, "英文冒号后面少一个空格：写成“名字: 内容”"
        if match := _TIGHT_DASH.match(line):
            return number + 1, match.start(1) + 1, "减号后面少一个空格：写成“- 内容”"
    line = lines[mark.line] if mark.line < len(lines) else ""
    if "mapping values" in said and _FIRST_KEY.fullmatch(line[: mark.column]):
        return mark.line + 1, len(line) - len(line.lstrip()) + 1, _BAD_INDENT
    if match := _QUOTED_HEAD.search(line):
        return mark.line + 1, match.start(1) + 1, "引号后面还有文字：文字里的引号改用中文“ ”，或者给整句再套一层单引号"
    if match := _BRACKET_HEAD.search(line):
        return mark.line + 1, match.start(1) + 1, "文字不能用方括号、大括号开头：改用〔〕或【】，或者给整句加单引号"
    return None
