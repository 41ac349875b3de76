"""The appeals of an assessment in the engine: table ``appeals``, and the tables that they change, before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from scoring.appeals.applying import TABLES, Judged, judged_tables
from scoring.appeals.checking import load, wrong_indicators, wrong_rows
from scoring.appeals.model import POINTS, Appeal
from scoring.appeals.reading import read_appeals, row_problems
from scoring.appeals.window import Deadlines, declared_window, office_days
from scoring.folder.assessment import shown_file
from scoring.problems import Problem, has_errors
from scoring.rules.adjusting import adjusted_plan

if TYPE_CHECKING:
    import polars as pl

    from scoring.engine.database import Session
    from scoring.folder.assessment import Assessment
    from scoring.rules import Plan

NAME = "appeals"


@dataclass
class Appealed:
    """The appeals of a run.

    Args:
        file: The table inside the folder; ``shown`` as the user would name it.
        appeals: All of them.
        before: The plan without what was decided.
        changed: Tables of the session that decided appeals change, by name without ``records_``.
    """

    file: str
    shown: str
    appeals: tuple[Appeal, ...]
    before: Plan
    changed: list[str] = field(default_factory=list)

    @property
    def applied(self) -> bool:
        """Whether anything was decided that changes anything."""
        return any(item.applied for item in self.appeals)


def table_file(assessment: Assessment) -> tuple[str, str]:
    """The table of appeals inside the folder, and as the user would name it."""
    path = assessment.inputs.get(NAME)
    return (str(path.relative_to(assessment.folder)), shown_file(assessment, path)) if path else (f"{NAME}.csv", f"{NAME}.csv")


def load_appeals(
    session: Session, plan: Plan, assessment: Assessment, tables: Mapping[str, pl.DataFrame]
) -> tuple[Plan, Appealed, list[Problem]]:
    """Check the appeals, make table ``appeals``, and put what was decided into findings, marks and exemptions.

    Args:
        session: Holds ``units``, ``corrections`` (with those of appeals) and the record tables as they came in; afterwards these hold
            what counts, and ``<table>_before`` what came in, where appeals change it.
        plan: The bound criteria.
        assessment: The folder.
        tables: The input tables.

    Returns:
        The plan with adjustments, the appeals, and problems P001-P021 and P030.
    """
    appeals = read_appeals(tables[NAME])
    file, shown = table_file(assessment)
    found = Appealed(file, shown, appeals, plan)
    deadlines = Deadlines(declared_window(assessment.documents), office_days(tables["calendar"]), assessment.run_date, shown)
    session.load(NAME, _frame(appeals, deadlines, file, _titles(plan)))
    settings = str(assessment.folder / "assessment.yaml")
    groups = dict(session.rows("select unit_id, grp from units order by unit_id"))
    problems = [*row_problems(appeals, assessment.run_date, shown), *deadlines.problems(appeals, settings)]
    problems += deadlines.named_otherwise(assessment.documents.get("feedback", {}).get("appeal_by"), settings)
    problems += wrong_indicators(appeals, plan, groups, shown)
    if has_errors(problems) or not found.applied:
        return plan, found, problems
    adjusted = adjusted_plan(session, plan)
    judged, more = judged_tables(tables, appeals, file)
    problems += [_shown(problem, shown) for problem in more]
    if not has_errors(problems):
        problems += [_shown(problem, shown) for problem in _replace(session, adjusted, judged, found)]
    return adjusted, found, problems


def _shown(problem: Problem, shown: str) -> Problem:
    from dataclasses import replace

    return replace(problem, file=shown)


def _replace(session: Session, plan: Plan, judged: Mapping[str, Judged], found: Appealed) -> list[Problem]:
    """What counts takes the place of what came in, which stays beside it."""
    for name in TABLES:
        session.step(f"{name}_before", f"select * from records_{name}")
        session.step(f"records_{name}", f"select * from {name}_before where 1 = 0")
    problems = wrong_rows(session, plan, judged, found.shown)
    for name in TABLES:
        if name in judged:
            load(session, f"{name}_judged", judged[name].whole())
            found.changed.append(name)
        session.step(f"records_{name}", f"select * from {name}_{'judged' if name in judged else 'before'}")
    return problems


def _titles(plan: Plan) -> dict[str, str]:
    """Titles of everything that an appeal may name: nodes of the criteria, and items of checklists after their indicator."""
    titles = plan.naming().titles
    items = [(bound, found) for bound in plan.bound for found in bound.inputs if found.kind == "mark"]
    marks = {found.key: f"{bound.node.title}：{titles[found.column]}" for bound, found in items}
    return marks | {node.id: node.title for node in (*plan.criteria.nodes(), *plan.criteria.scored())}


def _frame(appeals: Sequence[Appeal], deadlines: Deadlines, file: str, titles: Mapping[str, str]) -> pl.DataFrame:
    """Table ``appeals``: one row per appeal, with the last day of the window, whether it is applied, and points as a number."""
    import polars as pl

    special: dict[str, Any] = {"line": pl.Int64, "received_on": pl.Date, "decided_on": pl.Date, "happened_on": pl.Date}
    own = {name: special.get(name, pl.String) for name in Appeal.__slots__} | {"late_admitted": pl.Boolean}
    more = {
        "last_day": pl.Date,
        "late": pl.Boolean,
        "applied": pl.Boolean,
        "new_value": pl.Decimal(28, 10),
        "file": pl.String,
        "title": pl.String,
    }
    rows = [asdict(item) | _more(item, deadlines, file) | {"title": titles.get(item.indicator_id, "")} for item in appeals]
    return pl.DataFrame(rows, schema=own | more)


def _more(item: Appeal, deadlines: Deadlines, file: str) -> dict[str, Any]:
    return {
        "last_day": deadlines.until,
        "late": deadlines.is_late(item),
        "applied": item.applied,
        "new_value": _amount(item),
        "file": file,
    }


def _amount(item: Appeal) -> Decimal | None:
    """Points as a number; None where they are none, which is a problem of its own."""
    try:
        return Decimal(item.new) if item.effect == POINTS and item.applied else None
    except ArithmeticError:
        return None
