"""Contradictions of grade tables and of what names them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from scoring import numbers
from scoring.criteria.coherence.base import Coherence
from scoring.criteria.groups import Grade
from scoring.problems import Problem


def grades_descend(found: Coherence) -> Iterator[Problem]:
    """C023, C091: limits out of order; C024: scores without a grade."""
    source = found.criteria.source.data
    tables: dict[str, tuple[Grade, ...]] = {}
    for group in found.criteria.groups:
        written = source.get("groups", {}).get(group.id, {}) if isinstance(source, dict) else {}
        tables[str(written.get("grades", ""))] = group.grades
    for name, table in tables.items():
        lowest_first = found.criteria.policy.best == "lowest"
        code = "C091" if lowest_first else "C023"
        for i, (better, worse) in enumerate(pairwise(table)):
            if worse.lower == better.lower or (worse.lower > better.lower) != lowest_first:
                yield found.problem(code, ("grades", name, i + 1, "from"), numbers.plain(worse.lower), upper=numbers.plain(better.lower))
        last = 0 if lowest_first else len(table) - 1
        if table and table[last].lower > 0:
            yield found.problem("C024", ("grades", name, last, "from"), numbers.plain(table[last].lower))


def gates_name_known_grades(found: Coherence) -> Iterator[Problem]:
    """C025: a grade that no table has; C092: one for a group without grades."""
    known = {grade.grade for group in found.criteria.groups for grade in group.grades}
    for gate in found.criteria.gates:
        for key, grade in (("grade", gate.grade), ("grade_at_most", gate.ceiling)):
            if grade is not None and known and grade not in known:
                yield found.problem("C025", (*gate.path, "then", key), grade, allowed="、".join(sorted(known)))
            for group in found.criteria.groups:
                if grade is not None and not group.grades:
                    yield found.problem("C092", (*gate.path, "then", key), grade, group=group.title, group_id=group.id)


def quotas_are_declared(found: Coherence) -> Iterator[Problem]:
    """C014: shares of grades without a policy."""
    limited = any(grade.at_most is not None for group in found.criteria.groups for grade in group.grades)
    if limited and found.criteria.policy.quota is None:
        yield found.problem("C014", ("policy",), "")
