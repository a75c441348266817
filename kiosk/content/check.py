"""Everything that can be said about the content before visitors see it: what `kiosk check` runs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kiosk.content.catalogue import Catalogue
from kiosk.content.collecting import without_collecting
from kiosk.content.conditions import Conditions
from kiosk.content.document import Document
from kiosk.content.inspection import compiled, inspect
from kiosk.content.load import assemble
from kiosk.content.loaded import Loaded
from kiosk.content.problems import Problem
from kiosk.content.reading import DRAFT
from kiosk.content.unread import unread_files
from kiosk.content.words import read_words


@dataclass(frozen=True, slots=True)
class Report:
    """Every problem of the content, by file and line; the files as far as they are shown; and what the hall makes of
    them."""

    problems: tuple[Problem, ...]
    documents: tuple[Document, ...]
    loaded: Loaded

    @property
    def wrong(self) -> tuple[Problem, ...]:
        """What keeps something off the screen, or a file from being read."""
        return tuple(problem for problem in self.problems if not problem.warning)

    @property
    def in_drafts(self) -> tuple[Problem, ...]:
        """What is still to be done about files that are drafts as a whole, beside taking the mark away."""
        drafts = {document.tree.path for document in self.documents if document.draft}
        mark = {(path, DRAFT) for path in drafts}
        found = (problem for problem in self.problems if problem.warning and problem.path in drafts)
        return tuple(problem for problem in found if (problem.path, (problem.loc or ("",))[-1]) not in mark)


def check(catalogue: Catalogue, content_dir: Path, hall_file: Path, conditions: Conditions) -> Report:
    """Holds the content against what the hall holds it against, and looks at the files that nothing reads. Never raises
    for what the files hold."""
    with without_collecting():
        inspection = inspect(catalogue, content_dir, hall_file, conditions)
        problems = {
            *inspection.problems,
            *unread_files(catalogue, content_dir, hall_file, inspection),
            *read_words(content_dir)[1],
        }
        loaded = assemble(catalogue, compiled(catalogue, inspection, objects=True))
        return Report(tuple(sorted(problems)), inspection.documents, loaded)
