"""YAML -> criteria model, with every problem of the file in one pass."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, cast

from scoring.criteria import keys
from scoring.criteria.fields import ABSENT
from scoring.criteria.formulas import Formula
from scoring.criteria.model import Bonus, Criteria, Deduction, Gate, Missing, Node, NotApplicable, Rule
from scoring.criteria.parts import MISSING, NOT_APPLICABLE, PartsReader
from scoring.problems import Problem, ProblemsFound
from scoring.yamlfile import Path, YamlFile

FILE_ID = re.compile(r"[a-z0-9][a-z0-9.-]*\Z")


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


class _CriteriaReader(PartsReader):
    """Reads the parts in order, so that later ones can refer to earlier ones."""

    def read(self) -> tuple[Criteria, tuple[Problem, ...]]:
        top = self.mapping(self.source.data, (), keys.CRITERIA)
        if self.problems and not top:
            raise ProblemsFound(self.problems)
        groups = self.groups(top.get("groups", ABSENT), self.grades(top.get("grades", ABSENT)))
        self.group_ids = tuple(group.id for group in groups)
        self.policy = self.policy_part(top.get("policy", ABSENT))
        criteria = Criteria(
            id=self.identity(top.get("id", "none"), ("id",), FILE_ID),
            title=self.text(top.get("title", "?"), ("title",)),
            basis=tuple(self.text(item, ("basis", i)) for i, item in self._listed(top, "basis")),
            period=int(self.number(top.get("period", 1), ("period",), low=1)),
            groups=groups,
            policy=self.policy,
            events=self.events(top.get("events", {})),
            measures=self.measures(top.get("measures", {})),
            indicators=tuple(self._node(item, ("indicators", i), None) for i, item in self._listed(top, "indicators")),
            bonuses=tuple(self._bonus(item, ("bonus", i)) for i, item in self._listed(top, "bonus")),
            deductions=tuple(self._deduction(item, ("deductions", i)) for i, item in self._listed(top, "deductions")),
            gates=tuple(self._gate(item, ("gates", i)) for i, item in self._listed(top, "gates")),
            source=self.source,
            metrics=self.metrics(top.get("metrics", {})),
        )
        return _proportional(criteria), tuple(self.problems)

    def _listed(self, top: Mapping[str, Any], key: str) -> list[tuple[int, Any]]:
        return list(enumerate(self.sequence(top.get(key, []), (key,))))

    def _points(self, value: object, path: Path, parent: Node | None, groups: tuple[str, ...]) -> dict[str, Decimal]:
        members = [group for group in self.group_ids if group in (parent.points if parent else self.group_ids) and group in groups]
        if not isinstance(value, dict):
            return {group: self._amount(value, path, parent, group) for group in members}
        given = self.mapping(value, path)
        for key in given:
            if key not in self.group_ids:
                self.choice(key, (*path, key), self.group_ids or ("?",))
        return {group: self._amount(given[group], (*path, group), parent, group) for group in members if group in given}

    def _amount(self, value: object, path: Path, parent: Node | None, group: str) -> Decimal:
        """Points as a number, or as a percentage of the parent's points."""
        number = self.number(value, path, low=0)
        if not (isinstance(value, str) and value.endswith("%")):
            return number
        whole = parent.points[group] if parent else self.policy.full
        if whole is None:
            self.problem("C013", path, value)
            return number
        return number * whole

    def _group_list(self, fields: Mapping[str, Any], path: Path) -> tuple[str, ...]:
        if "groups" not in fields:
            return self.group_ids
        listed = self.sequence(fields["groups"], (*path, "groups"))
        return tuple(self.choice(group, (*path, "groups", i), self.group_ids or ("?",)) for i, group in enumerate(listed))

    def _node(self, value: object, path: Path, parent: Node | None) -> Node:
        fields = self.mapping(value, path, keys.NODE)
        policy = self.any_choice(fields, "not_applicable", path, NOT_APPLICABLE, "inherit")
        node = Node(
            id=self.identity(fields.get("id", "none"), (*path, "id")),
            title=self.text(fields.get("title", "?"), (*path, "title")),
            points=self._points(fields.get("points", 0), (*path, "points"), parent, self._group_list(fields, path)),
            path=path,
            rule=self._rule(fields, path),
            measure=self.text(fields["measure"], (*path, "measure")) if "measure" in fields else None,
            applies_when=self.formula(fields["applies_when"], (*path, "applies_when"), condition=True)
            if "applies_when" in fields
            else None,
            missing=cast("Missing", self.any_choice(fields, "missing", path, MISSING, self.policy.missing)),
            not_applicable=cast("NotApplicable", policy),
            overflow="deductions" in fields or bool(parent and parent.overflow),
            stops=self.any_choice(fields, "deductions", path, ("overflow",), "") == "overflow",
            basis=self.text(fields["basis"], (*path, "basis")) if "basis" in fields else (parent.basis if parent else ""),
            evidence=self.text(fields["evidence"], (*path, "evidence")) if "evidence" in fields else "",
        )
        if ("items" in fields) == ("rule" in fields):
            self.problem("C009", path, node.id)
        node = self._averaged(fields, path, node, parent)
        items = self.sequence(fields["items"], (*path, "items")) if "items" in fields else []
        return replace(node, items=tuple(self._node(item, (*path, "items", i), node) for i, item in enumerate(items)))

    def _averaged(self, fields: Mapping[str, Any], path: Path, node: Node, parent: Node | None) -> Node:
        """The node with the mean that it takes over its items, and with its weight in the mean of its block (C060, C061)."""
        if "mean" in fields and "items" not in fields:
            self.problem("C061", (*path, "mean"), node.id)
        if "weight" in fields and (parent is None or parent.mean is None):
            self.problem("C060", (*path, "weight"), node.id)
        mean = self.mean(fields["mean"], (*path, "mean")) if "mean" in fields else None
        weights = self.amounts(fields["weight"], (*path, "weight"), tuple(node.points)) if "weight" in fields else {}
        return replace(node, mean=mean, weights=weights)

    def _condition(self, fields: Mapping[str, Any], key: str, path: Path) -> Formula | None:
        return self.formula(fields[key], (*path, key), condition=True) if key in fields else None

    def _rule(self, fields: Mapping[str, Any], path: Path) -> Rule | None:
        if "rule" not in fields:
            return None
        value = fields["rule"]
        if isinstance(value, str):
            return Rule(value, None, (*path, "rule"))
        if isinstance(value, dict) and len(value) == 1:
            ((kind, parameters),) = value.items()
            return Rule(str(kind), parameters, (*path, "rule", str(kind)))
        self.problem("C012", (*path, "rule"), "、".join(map(str, value)) if isinstance(value, dict) else value)
        return None

    def _extra(self, fields: Mapping[str, Any], path: Path, points: Decimal) -> Node:
        """A bonus or a deduction as an indicator outside the tree; what was not reported did not happen."""
        return Node(
            id=self.identity(fields.get("id", "none"), (*path, "id")),
            title=self.text(fields.get("title", "?"), (*path, "title")),
            points=dict.fromkeys(self._group_list(fields, path), points),
            path=path,
            rule=self._rule(fields, path),
            measure=self.text(fields["measure"], (*path, "measure")) if "measure" in fields else None,
            missing="zero",
            basis=self.text(fields["basis"], (*path, "basis")) if "basis" in fields else "",
        )

    def _bonus(self, value: object, path: Path) -> Bonus:
        fields = self.mapping(value, path, keys.BONUS)
        cap = self.number(fields.get("cap", 1), (*path, "cap"), above=0)
        node = self._extra(fields, path, cap)
        if "evidence" in fields:
            self.choice(fields["evidence"], (*path, "evidence"), ("required",))
        return Bonus(node, cap, self._condition(fields, "gate", path), "evidence" in fields)

    def _deduction(self, value: object, path: Path) -> Deduction:
        fields = self.mapping(value, path, keys.DEDUCTION)
        cap = self.number(fields["cap"], (*path, "cap"), above=0) if "cap" in fields else None
        node = self._extra(fields, path, cap or Decimal(0))
        return Deduction(replace(node, uncapped=cap is None), cap)

    def _gate(self, value: object, path: Path) -> Gate:
        fields = self.mapping(value, path, keys.GATE)
        place = (*path, "then")
        then = self.mapping(fields.get("then", {}), place, keys.THEN)
        if "then" in fields and not then:
            self.problem("C004", place, "grade")
        return Gate(
            id=self.identity(fields.get("id", "none"), (*path, "id")),
            title=self.text(fields.get("title", "?"), (*path, "title")),
            when=self.formula(fields.get("when", "1 > 0"), (*path, "when"), condition=True),
            grade=self.text(then["grade"], (*place, "grade")) if "grade" in then else None,
            ceiling=self.text(then["grade_at_most"], (*place, "grade_at_most")) if "grade_at_most" in then else None,
            score=self.number(then["score"], (*place, "score")) if "score" in then else None,
            stop=self.flag(then["stop"], (*place, "stop")) if "stop" in then else False,
            ranked=self.flag(then["ranked"], (*place, "ranked")) if "ranked" in then else True,
            basis=self.text(fields["basis"], (*path, "basis")) if "basis" in fields else "",
            path=path,
        )


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
