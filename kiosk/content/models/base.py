"""The ground every content model stands on: strictness, the small values several zones share, what a field is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, dataclass, field
from typing import Annotated, Any, ClassVar, Literal

from kiosk.content.models.limits import Ge, MaxLen, MinLen
from kiosk.core.vocabulary import Term

Text = Annotated[str, MinLen(1), MaxLen(200)]
"""An id, a path, a word of the program."""
Line = Annotated[str, MinLen(1), MaxLen(60)]
"""One line a visitor reads at two metres: at most 60 characters."""
Para = Annotated[str, MinLen(1), MaxLen(400)]
"""One paragraph: at most 400 characters; longer is split by the author, never by the screen."""
Yuan = Annotated[int, Ge(0)]

HIDDEN, DEFINES, REFERS, ALSO, FILE, REVIEW, DAY = "hidden", "defines", "refers", "also", "file", "review", "day"
"""Marks in a field's metadata; `code` sets them, and the checks read them there instead of knowing the models."""

FileKind = Literal["picture", "film", "captions", "overlay"]


class Region(Term):
    """Where a case happened."""

    LOCAL = "local", "本地"
    SHANDONG = "shandong", "山东"
    NATIONAL = "national", "全国"
    OVERSEAS = "overseas", "境外及港澳台"


@dataclass(frozen=True, slots=True)
class Model:
    """Base of every content model: unknown keys, silently converted types and numbers without an end are errors."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid", "strict": True, "allow_inf_nan": False}


def code(
    description: str,
    *,
    defines: str = "",
    refers: str = "",
    also: tuple[str, ...] = (),
    file: FileKind | None = None,
    review: bool = False,
    day: bool = False,
) -> Mapping[str, Any]:
    """Metadata of a field no visitor reads: an id, a file's name, a date for staff. It is no part of the wording.

    `defines`: it is the id of one thing of that kind; `refers`: it names one (or one of the words `also`); `file`: it
    is a file below the content folder; `review`: the day on which staff look at it again; `day`: a day, month or year
    that has come.
    """
    marks = {HIDDEN: True, DEFINES: defines, REFERS: refers, ALSO: also, FILE: file, REVIEW: review, DAY: day}
    return {"description": description, **{key: value for key, value in marks.items() if value}}


def key_of(declared: Field[Any]) -> str:
    """What a field is called in a file: its name, unless its metadata says another (`for` is a word of Python)."""
    return str(declared.metadata.get(_ALIAS, declared.name))


_ALIAS = "alias"
"""The mark of such a field; pydantic knows it by this name."""
FOR: Mapping[str, Any] = {
    **code("给谁看最合适，写一类到几类，最合适的写在最前面：这些人来时先给他们看；不写就是谁都合适"),
    _ALIAS: "for",
}
"""Metadata of `audiences` (`kiosk/core/audience.py`) in whatever is rather for some than for others."""

UNKNOWN = "不详"
"""The date of a source that names none."""


@dataclass(frozen=True, slots=True)
class Source(Model):
    """Who announced it, and when: what the screen shows under a case or a figure."""

    body: Line = field(metadata=code("发布机关或媒体，例如 公安部"))
    date: str = field(metadata=code("发布日期，写成 2025-06-16、2025-06 或 2025；未注明写 不详"))
    note: Annotated[str, MaxLen(80)] = field(default="", metadata=code("口径说明，例如 2024年以来，非全年"))


def source_line(source: Source) -> str:
    """The one wording of a source: `来源：公安部 2025-06-16（口径…）`; a day nobody knows is not spoken of."""
    note = f"（{source.note}）" if source.note else ""
    dated = source.body if source.date == UNKNOWN else f"{source.body} {source.date}"
    return f"来源：{dated}{note}"
