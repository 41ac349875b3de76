"""Checks of grade tables and quotas."""

from __future__ import annotations

from collections.abc import Iterator

from scoring import numbers
from scoring.lint.base import BOUNDLESS, Lint
from scoring.problems import Problem


def grades_are_distinct(lint: Lint) -> Iterator[Problem]:
    """C110: a grade that stands twice in a table."""
    for name, rows in _tables(lint):
        seen: dict[object, int] = {}
        for i, row in enumerate(rows):
            if row.get("grade") in seen:
                yield lint.problem("C110", ("grades", name, i, "grade"), row.get("grade"), first=seen[row.get("grade")] + 1)
            seen.setdefault(row.get("grade"), i)


def quotas_have_an_effect(lint: Lint) -> Iterator[Problem]:
    """C111: a share of 100 %; C112: a share of the last grade; C113: a policy on quotas where no grade has one."""
    limited = False
    for name, rows in _tables(lint):
        for i, row in enumerate(rows):
            if "at_most" not in row:
                continue
            limited = True
            path = ("grades", name, i, "at_most")
            if i == len(rows) - 1:
                yield lint.problem("C112", path, row["at_most"], grade=row.get("grade"))
            elif str(row["at_most"]).strip() in {"1", "1.0", "100%"}:
                yield lint.problem("C111", path, row["at_most"], grade=row.get("grade"))
    if lint.criteria.policy.quota is not None and not limited:
        yield lint.problem("C113", ("policy", "quota"), "")


def tables_are_used(lint: Lint) -> Iterator[Problem]:
    """C114: a grade table that no group names."""
    groups = lint.written(("groups",))
    named = {group.get("grades") for group in groups.values() if isinstance(group, dict)} if isinstance(groups, dict) else set()
    for name, _ in _tables(lint):
        if name not in named:
            yield lint.problem("C114", ("grades", name), name)


def grades_are_reachable(lint: Lint) -> Iterator[Problem]:
    """C135: a grade that begins above the highest total that a unit of the group can have, and that no gate gives."""
    given = {gate.grade for gate in lint.criteria.gates}
    groups = lint.written(("groups",))
    if not isinstance(groups, dict) or getattr(lint.criteria.policy, "best", "highest") == "lowest":
        return
    for group in lint.criteria.groups:
        if group.members is not None:
            continue  # its totals are also those of other units
        most = max(lint.own_scores(group.id)["total"].high, *(gate.score or -BOUNDLESS for gate in lint.criteria.gates), -BOUNDLESS)
        for i, grade in enumerate(group.grades):
            if grade.lower > most and grade.grade not in given:
                path = ("grades", str(groups[group.id].get("grades")), i, "from")
                yield lint.problem("C135", path, numbers.plain(grade.lower), grade=grade.grade, group=group.title, most=numbers.plain(most))


def _tables(lint: Lint) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """Every grade table as it is written."""
    tables = lint.written(("grades",))
    for name, rows in tables.items() if isinstance(tables, dict) else ():
        yield str(name), [row for row in rows if isinstance(row, dict)]
