"""The text of a pack's circular over changed data: the example is scored once, each case changes its tables and takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scoring.commands import settings
from scoring.documents.accounts.body import check_printed, printed_text
from scoring.pipeline.work import Work, prepare, score
from scoring.problems import Problem
from scoring.results.collect import collect_results, store_settings
from scoring.results.model import Results


@dataclass
class Scored:
    """A scored assessment whose tables may be changed for a while."""

    work: Work
    body: Path

    @contextmanager
    def changed(self, *statements: str) -> Iterator[Results]:
        """The results after some statements of SQL, which are taken back."""
        con = self.work.session.con
        con.execute("begin")
        try:
            for statement in statements:
                con.execute(statement)
            yield self.results()
        finally:
            con.execute("rollback")

    def results(self) -> Results:
        """Results over the tables as they are; figures.yaml is read again."""
        self.work.problems = []
        declared, known = settings.declared_figures(self.work)
        figures = settings.name_figures(self.work, declared, known)
        described = settings.describe(self.work) | {"fixed_wording": declared.fixed_wording}
        store_settings(self.work.session, described, figures)
        return collect_results(self.work.session)

    def text(self, *statements: str) -> str:
        """The text after some statements of SQL; every number of it has been accounted for."""
        with self.changed(*statements) as results:
            text = printed_text(results, self.body).text
            check_printed(results, self.body)
        return text

    def warnings(self) -> list[Problem]:
        """What was warned about while the last text was made."""
        return self.work.problems


@contextmanager
def scored(folder: Path, body: Path) -> Iterator[Scored]:
    """Score an assessment and keep its tables open."""
    work = prepare(folder)
    with work.session:
        score(work)
        yield Scored(work, body)
