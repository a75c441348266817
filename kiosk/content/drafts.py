"""New content files, begun for whoever writes them: a commented draft of a zone's own, filled in with a few answers.

A zone that has things to add keeps its draft as `draft.yaml` in its folder, or as `draft_call.yaml` where it has things
of several kinds, with `{id}`, `{title}` … where answers go.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.content.catalogue import Catalogue, Found
from kiosk.content.content_file import ContentFile
from kiosk.content.option_ids import ID
from kiosk.content.reading import read_document
from kiosk.content.vocabulary import description
from kiosk.core.findings import Loc

TEMPLATE = "draft.yaml"
_PLACE = re.compile(r"\{(id|title|type|case|number)\}")
_TITLES = ("title", "name", "stem")


@dataclass(frozen=True, slots=True)
class Begun:
    """What can be begun: its kind of file, what it is called on the command line (`case`), and its draft."""

    kind: ContentFile
    word: str
    template: str

    @property
    def asks(self) -> tuple[str, ...]:
        """The answers it needs, in their order."""
        return tuple(dict.fromkeys(_PLACE.findall(self.template)))


def beginnings(catalogue: Catalogue, zones: Path) -> dict[str, Begun]:
    """Everything that can be begun, by its word; `zones` is the folder of the zones' code."""
    found = {}
    for kind in catalogue.files:
        word = kind.folder.rpartition("/")[2].removesuffix("s")
        drafts = (zones / kind.zone / name for name in (f"draft_{word}.yaml", TEMPLATE))
        file = next((file for file in drafts if file.is_file()), None)
        if kind.many and file is not None:
            found[word] = Begun(kind, word, file.read_text("utf-8"))
    return found


def filled(begun: Begun, answers: Mapping[str, str]) -> str:
    """The draft with the answers in their places; a place without one keeps a word that tells what is missing."""

    def answer(match: re.Match[str]) -> str:
        given = answers.get(match[1], match[1])
        return given.replace("'", "''") if match[1] == "title" else given

    return _PLACE.sub(answer, begun.template)


def refused(begun: Begun, answers: Mapping[str, str], key: str, folder: Path) -> str:
    """Why the answer to `key` cannot stand, in Chinese; "" when it can. The draft is read as the hall reads it, in
    `folder`."""
    if key == "id" and not ID.fullmatch(answers["id"]):
        return "编号只用小写英文、数字、- 和 _，例如 refund-call-2"
    file = folder / "draft.yaml"
    file.write_text(filled(begun, answers), "utf-8")
    stat = file.stat()
    document = read_document(Found(begun.kind, file, file.name, stat.st_size, stat.st_mtime_ns), drafts=True)
    keys = _TITLES if key == "title" else ("based_on",) if key == "case" else (key,)
    wrong = (one for one in document.problems if not one.warning and _key(one.loc) in keys)
    return next((one.message for one in wrong), "")


def about_title(begun: Begun) -> str:
    """What the title is to be, as the model says it."""
    model = begun.kind.model
    inner = begun.template
    name = next(key for key in _TITLES if re.search(rf"^[ -]*{key}: '?\{{title\}}", inner, re.MULTILINE))
    return description(model, name) or "题目的问法"


def _key(loc: Loc | None) -> str:
    return next((str(step) for step in reversed(loc or ()) if isinstance(step, str)), "")
