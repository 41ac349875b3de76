"""YAML -> criteria model, with every problem of the file in one pass."""

from __future__ import annotations

import re
from dataclasses import replace

from scoring.criteria import keys
from scoring.criteria.components import ComponentsReader
from scoring.criteria.fields import ABSENT
from scoring.criteria.model import Criteria, Node
from scoring.criteria.records.deadlines import DeadlineReader
from scoring.criteria.records.reading import read_records
from scoring.files.yamlfile import YamlFile
from scoring.problems import Problem, ProblemsFound

FILE_ID = re.compile(r"[a-z0-9][a-z0-9.-]*\Z")
LAST_YEAR = 9999


def read_criteria(source: YamlFile) -> tuple[Criteria, tuple[Problem, ...]]:
    """Resolve a criteria file.

    Args:
        source: The YAML file with its lines.

    Returns:
        The criteria and all problems of the file (C0xx); with problems of severity error the
        criteria are only good for finding more problems.

    Raises:
        ProblemsFound: C002 when the file is not a mapping at all.
    """
    return _CriteriaReader(source).read()


class _CriteriaReader(ComponentsReader):
    """Reads the parts in order, so that later ones can refer to earlier ones."""

    def read(self) -> tuple[Criteria, tuple[Problem, ...]]:
        top = self.mapping(self.source.data, (), keys.CRITERIA)
        if self.problems and not top:
            raise ProblemsFound(self.problems)
        self.whole_number(top.get("format", 1), ("format",), low=1)  # a later one is refused before (formats.refuse_later)
        groups = self.groups(top.get("groups", ABSENT), self.grades(top.get("grades", ABSENT)))
        self.group_ids = tuple(group.id for group in groups)
        self.policy = self.policy_part(top.get("policy", ABSENT))
        period = self.whole_number(top.get("period", 1), ("period",), low=1, high=LAST_YEAR)
        self.record_tables = read_records(self, top.get("records", {}))
        self.deadlines = DeadlineReader(self, self.record_tables, period).read(top.get("deadlines", {}))
        criteria = Criteria(
            id=self.identity(top.get("id", "none"), ("id",), FILE_ID),
            title=self.text(top.get("title", "?"), ("title",)),
            basis=tuple(self.text(item, path) for path, item in self.listed(top, "basis")),
            period=period,
            groups=groups,
            policy=self.policy,
            events=self.events(top.get("events", {})),
            measures=self.measures(top.get("measures", {})),
            indicators=self.whole(top),
            bonuses=(*self.bonuses, *(self.bonus(item, path) for path, item in self.listed(top, "bonus"))),
            deductions=(*self.deductions, *(self.deduction(item, path) for path, item in self.listed(top, "deductions"))),
            gates=(*self.gates, *(self.gate(item, path) for path, item in self.listed(top, "gates"))),
            source=self.source,
            metrics=self.metrics(top.get("metrics", {})),
            records=self.record_tables,
            deadlines=self.deadlines,
        )
        return _proportional(criteria), tuple(self.problems)


def _proportional(criteria: Criteria) -> Criteria:
    """``redistribute_proportional`` (N3) is ``rescale`` at its node and at every block below that does not say otherwise."""
    everywhere = criteria.policy.not_applicable == "redistribute_proportional"
    policy = replace(criteria.policy, not_applicable="rescale") if everywhere else criteria.policy
    return replace(criteria, policy=policy, indicators=tuple(_rescaled(node, inherited=everywhere) for node in criteria.indicators))


def _rescaled(node: Node, *, inherited: bool) -> Node:
    if not node.items:
        return node
    here = node.not_applicable == "redistribute_proportional" or (inherited and node.not_applicable == "inherit")
    items = tuple(_rescaled(item, inherited=here) for item in node.items)
    return replace(node, items=items, not_applicable="rescale" if here else node.not_applicable)
