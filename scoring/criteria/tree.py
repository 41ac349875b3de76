"""The tree of a criteria file: indicators with their rules, bonuses, deductions and gates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, cast

from scoring.criteria import keys
from scoring.criteria.formulas import Formula
from scoring.criteria.model import Bonus, Deduction, Gate, Node, Rule
from scoring.criteria.parts import MISSING, NOT_APPLICABLE, PartsReader
from scoring.criteria.policy import Missing, NotApplicable, Policy
from scoring.files.yamlfile import Path


class TreeReader(PartsReader):
    """Reads nodes and what stands beside the tree, for the groups of ``group_ids``."""

    group_ids: tuple[str, ...] = ()
    policy: Policy
    scope: tuple[str, ...] | None = None  # groups of the component that is being read

    def listed(self, fields: Mapping[str, Any], key: str, path: Path = ()) -> list[tuple[Path, Any]]:
        """The items of a list with the place of each."""
        return [((*path, key, i), item) for i, item in enumerate(self.sequence(fields.get(key, []), (*path, key)))]

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

    def node(self, value: object, path: Path, parent: Node | None) -> Node:
        """An indicator or a block with everything below it (C009)."""
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
        return replace(node, items=tuple(self.node(item, (*path, "items", i), node) for i, item in enumerate(items)))

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
            points=dict.fromkeys((group for group in self._group_list(fields, path) if self.scope is None or group in self.scope), points),
            path=path,
            rule=self._rule(fields, path),
            measure=self.text(fields["measure"], (*path, "measure")) if "measure" in fields else None,
            missing="zero",
            basis=self.text(fields["basis"], (*path, "basis")) if "basis" in fields else "",
        )

    def bonus(self, value: object, path: Path) -> Bonus:
        """A bonus with its cap and gate."""
        fields = self.mapping(value, path, keys.BONUS)
        cap = self.number(fields.get("cap", 1), (*path, "cap"), above=0)
        node = self._extra(fields, path, cap)
        if "evidence" in fields:
            self.choice(fields["evidence"], (*path, "evidence"), ("required",))
        return Bonus(node, cap, self._condition(fields, "gate", path), "evidence" in fields)

    def deduction(self, value: object, path: Path) -> Deduction:
        """A deduction from the total."""
        fields = self.mapping(value, path, keys.DEDUCTION)
        cap = self.number(fields["cap"], (*path, "cap"), above=0) if "cap" in fields else None
        node = self._extra(fields, path, cap or Decimal(0))
        return Deduction(replace(node, uncapped=cap is None), cap)

    def gate(self, value: object, path: Path) -> Gate:
        """A gate with its consequence (C004)."""
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
