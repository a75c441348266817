"""What the slips of the keyboard are called, each with the exact text to write instead."""

from __future__ import annotations

_SHORT = 18

EXCEL = (
    "从这一行起被套上了英文双引号，文件多半用 Excel（表格）打开存过：最好从留底的那一份重新改；没有留底就用记事本，"
    "把每行行首行尾的双引号删掉，里面连写的两个双引号改回一个"
)
COMMAS = "从这一行起行尾多了一串逗号，文件多半用 Excel（表格）打开存过：改用记事本，把行尾的逗号都删掉"
WIDE_HASH = "注释用了全角的“＃”，会被当成文字：改成英文的 #；真是要上屏的文字，就并到上一行去"
AFTER_BRACKET = "文字不能用方括号、大括号开头：改用〔〕或【】，或者给整句加单引号"
_SIGNS = {";": "分号", "；": "分号", "=": "等号", "＝": "等号"}


def short(text: str) -> str:
    """The beginning of a text, as much as a message holds."""
    text = text.strip()
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"


def _line(key: str, text: str) -> str:
    return f"{key}: {short(text)}" if key else short(text)


def wide_colon(key: str, text: str) -> str:
    written = f"写成 {_line(key, text)}" if text.strip() else f"写成“{key}: ”"
    return f"名字后面用了中文冒号：改成英文冒号，后面空一格，{written}"


def tight_colon(key: str, text: str) -> str:
    written = _line(key, text) if text.strip() else f"“{key}: ”"
    return f"英文冒号后面少一个空格：写成 {written}"


def wide_blank(key: str, text: str) -> str:
    return f"冒号后面的空格是全角的（或网页里的不换行空格）：删掉它，改成一个英文空格，写成 {_line(key, text)}"


def other_sign(key: str, sign: str, text: str) -> str:
    return f"名字后面写成了{_SIGNS[sign]}“{sign}”：改成英文冒号，后面空一格，写成 {_line(key, text)}"


def no_colon(rest: str) -> str:
    key, _, text = rest.partition(" ")
    if key.isascii() and key.isidentifier() and text.strip():
        return f"这一行缺少英文冒号：“{key}”后面加一个英文冒号和一个空格，写成 {_line(key, text)}"
    return "这一行缺少英文冒号：写成“名字: 内容”，冒号后面空一格；若是接着上一行的文字，就并到上一行去"


def wide_dash(dash: str, text: str) -> str:
    return f"列表前面用了“{dash}”，不是英文减号：改成英文减号，后面空一格，写成“- {short(text)}”"


def tight_dash(text: str) -> str:
    return f"减号后面少一个空格：写成“- {short(text)}”"


def wide_blank_after_dash(text: str) -> str:
    return f"减号后面的空格是全角的（或网页里的不换行空格）：改成一个英文空格，写成“- {short(text)}”"


def numbered(number: str, text: str) -> str:
    return f"这里用了编号“{number}”：每一条改用减号开头，减号后面空一格，写成“- {short(text)}”"


def no_dash(text: str) -> str:
    return f"这一条前面少了减号：写成“- {short(text)}”，和上一条的减号对齐"


def item_too_far(by: int) -> str:
    return f"缩进不对：这一条的减号多空了 {by} 格，会被并进上一条：删掉 {by} 个空格，和上一条的减号对齐"


def items_under_text(key: str, line: int) -> str:
    what = f"第 {line} 行的“{key}”" if key else f"第 {line} 行"
    return f"{what}已经写了文字，下面又以减号开头，会被连成一句：要一条一条写，冒号后面就空着；接着写的文字，去掉减号"


def open_quote(quote: str, key: str, text: str) -> str:
    name = "单引号" if quote == "'" else "双引号"
    ending = text[-1:]
    ends_wide = ending in "’”‘“＇＂" or (ending in "'\"" and ending != quote)
    head = f"，结尾写成了“{ending}”" if ending and ends_wide else ""
    inner = text[:-1] if head else text
    whole = f"{quote}{inner[:_SHORT]}…{quote}" if len(inner) > _SHORT else f"{quote}{inner}{quote}"
    written = f"{key}: {whole}" if key else whole
    return f"引号没有写完：这里的英文{name}要有另一个一样的收尾{head}，写成 {written}"


def after_quote(key: str, written: str) -> str:
    name = f"{key}: " if key else ""
    again = f"，写成 {name}'{short(_inner(written))}'" if written else ""
    return f"引号后面还有文字：文字里的引号改用中文“ ”，或者给整句再套一层单引号{again}"


def _inner(written: str) -> str:
    parts = written.split('"')
    made = parts[0]
    for number, part in enumerate(parts[1:]):
        made += "“”"[number % 2] + part
    return made.replace("'", "")


def open_bracket(sign: str, text: str) -> str:
    close = "]" if sign == "[" else "}"
    full_width = "］" if sign == "[" else "｝"
    what = "方括号" if sign == "[" else "大括号"
    if full_width in text or "】" in text:
        return f"{what}没有写完，收尾用了全角的括号：改成英文的 {close}"
    return f"{what}没有写完：这里的“{sign}”在同一行补上“{close}”收尾；文字里要用括号就换成〔〕"


def wide_comma(sign: str, key: str) -> str:
    return f"大括号里两项之间用了“{sign}”：“{key}”前面改成英文逗号加一个空格，写成“, {key}: ”"


def under_empty(key: str, written: str) -> str:
    return f"下面已经写了内容，这里的 {written} 要去掉：这一行只写 {key}:"


def cut(key: str, kept: str, lost: str) -> str:
    return (
        f"空格加 # 后面的“{short(lost)}”会被当成注释，不上屏：是要上屏的文字，把 # 改成全角＃，"
        f"写成 {f'{key}: ' if key else ''}{kept[-8:]}＃{short(lost)}；真是注释，就另起一行写"
    )


def extra_colon(key: str, text: str) -> str:
    fixed = text.replace(": ", "：")
    fixed = f"{fixed[:-1]}：" if fixed.endswith(":") else fixed
    return (
        f"这一行多了一个英文冒号：文字里的冒号改用中文“：”，写成 {_line(key, fixed)}，"
        f"或者给整句加单引号，写成 {f'{key}: ' if key else ''}'{short(text)}'"
    )


def lone_quote(key: str, text: str) -> str:
    quote = text[-1]
    return (
        f"结尾有一个英文引号，开头却没有：删掉它，写成 {_line(key, text[:-1])}；要引起来就用中文“ ”（现在是 {quote}）"
    )
