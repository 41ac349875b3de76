"""Findings, marks, external scores and exemptions against the criteria: nothing may be ignored in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from scoring import numbers
from scoring.criteria.model import Node
from scoring.criteria.suggestions import example
from scoring.engine.database import Session
from scoring.problems import Problem
from scoring.rules.base import Bound
from scoring.rules.binding import Plan
from scoring.rules.findings import check_findings
from scoring.rules.updates import check_updates


def check_records(session: Session, plan: Plan, files: Mapping[str, str], folder: Path | None = None) -> list[Problem]:
    """Every row of the record tables that the criteria do not know or allow (R001-R013).

    Args:
        session: Holds ``units``, ``findings``, ``marks``, ``external`` and ``exemptions``, each with its ``line``.
        plan: The bound criteria.
        files: Shown file name of every table.
        folder: The assessment folder, in which the files of findings are shown.
    """
    check = _Check(session, plan, files)
    updates = check_updates(session, plan, files.get("updates", "updates.csv"))
    findings = check_findings(session, plan, files.get("findings", "findings.csv"), folder)
    return [*findings, *check.marks(), *check.external(), *updates, *check.exemptions()]


def check_judged(session: Session, plan: Plan, file: str) -> list[Problem]:
    """The rows that upheld appeals put into the record tables, held to the same rules (R001-R006, R008-R010).

    Args:
        session: Holds ``units``, and findings, marks and exemptions with these rows alone.
        plan: The bound criteria.
        file: The table of appeals as the user would name it.
    """
    check = _Check(session, plan, dict.fromkeys(("marks", "exemptions"), file))
    return [*check_findings(session, plan, file, Path(file).parent), *check.marks(), *check.exemptions()]


class _Check:
    def __init__(self, session: Session, plan: Plan, files: Mapping[str, str]) -> None:
        self.session, self.plan, self.files = session, plan, files
        self.groups: dict[str, str] = dict(session.rows("select unit_id, grp from units"))
        self.nodes: dict[str, Node] = {node.id: node for node in (*plan.criteria.nodes(), *plan.criteria.scored())}

    def problem(self, code: str, table: str, line: int, where: str, found: object = "", **args: object) -> Problem:
        return Problem(code, self.files.get(table, f"{table}.csv"), line, where, str(found), args)

    def unknown(self, code: str, table: str, line: int, column: str, found: str, known: list[str]) -> Problem:
        return self.problem(code, table, line, column, found, hint=example(found, known))

    def marks(self) -> Iterator[Problem]:
        wanted: dict[str, Bound] = {found.key: bound for bound in self.plan.bound for found in bound.inputs if found.kind == "mark"}
        several = {found.key for bound in self.plan.bound for found in bound.inputs if found.kind == "mark" and found.scope}
        seen: dict[tuple[str, str], int] = {}
        for line, unit, indicator, mark in self.session.rows("select line, unit_id, indicator_id, mark from records_marks order by line"):
            if indicator not in wanted:
                yield self.unknown("R001", "marks", line, "indicator_id", indicator, list(wanted))
                continue
            if (unit, indicator) in seen and indicator not in several:
                yield self.problem("R006", "marks", line, "indicator_id", indicator, unit=unit, first=seen[unit, indicator])
            seen[unit, indicator] = line
            if self.groups.get(unit) not in wanted[indicator].node.points:
                yield self.problem("R008", "marks", line, "indicator_id", indicator, unit=unit)
            if mark is not None and (limits := wanted[indicator].kind.mark_limits(wanted[indicator].parameters).wanted(mark)):
                yield self.problem("R005", "marks", line, "mark", numbers.plain(mark), limits=limits)

    def external(self) -> Iterator[Problem]:
        wanted = {found.key: bound for bound in self.plan.bound for found in bound.inputs if found.kind == "external"}
        seen: dict[tuple[str, str], int] = {}
        for line, unit, key, score, full in self.session.rows(
            "select line, unit_id, key, score, full_score from records_external order by line"
        ):
            if key not in wanted:
                yield self.unknown("R001", "external", line, "key", key, list(wanted))
                continue
            if (unit, key) in seen:
                yield self.problem("R006", "external", line, "key", key, unit=unit, first=seen[unit, key])
            seen[unit, key] = line
            expected = wanted[key].parameters.full
            if full is not None and full != expected:
                yield self.problem("R007", "external", line, "full_score", numbers.plain(full), expected=numbers.plain(expected))
            if score is not None and not 0 <= score <= expected:
                yield self.problem("R005", "external", line, "score", numbers.plain(score), limits=f"0–{numbers.plain(expected)}")

    def exemptions(self) -> Iterator[Problem]:
        for line, unit, indicator in self.session.rows("select line, unit_id, indicator_id from records_exemptions order by line"):
            if indicator not in self.nodes:
                yield self.unknown("R001", "exemptions", line, "indicator_id", indicator, list(self.nodes))
            elif self.groups.get(unit) not in self.nodes[indicator].points:
                yield self.problem("R008", "exemptions", line, "indicator_id", indicator, unit=unit)


def exempt_leaves_sql(plan: Plan) -> str:
    """SELECT of one row per unit x indicator that is exempt: an exemption of a block covers all below it."""
    pairs = [(node.id, leaf.id) for node in plan.criteria.nodes() for leaf in node.leaves()]
    pairs += [(node.id, node.id) for node in plan.criteria.scored()]
    values = ",\n    ".join(f"('{node}', '{leaf}')" for node, leaf in dict.fromkeys(pairs))
    return (
        "select e.unit_id, c.leaf_id as indicator_id, min(e.reason) as reason\nfrom records_exemptions as e\n"
        f"inner join (values\n    {values}\n) as c (node_id, leaf_id) on e.indicator_id = c.node_id\ngroup by e.unit_id, c.leaf_id"
    )
