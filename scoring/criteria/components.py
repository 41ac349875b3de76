"""The components of a total (R32): third party 70 % and daily work 30 %, each with its own tree and gates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, cast

from scoring.criteria import keys
from scoring.criteria.fields import ABSENT
from scoring.criteria.model import Bonus, Component, Deduction, Gate, Node
from scoring.criteria.parts import NOT_APPLICABLE
from scoring.criteria.policy import NotApplicable
from scoring.criteria.tree import TreeReader
from scoring.files.yamlfile import Path, YamlFile


class ComponentsReader(TreeReader):
    """Reads the tree of a file, be it the whole or the trees of its components."""

    def __init__(self, source: YamlFile) -> None:
        super().__init__(source)
        self.bonuses: list[Bonus] = []
        self.deductions: list[Deduction] = []
        self.gates: list[Gate] = []

    def whole(self, top: Mapping[str, Any]) -> tuple[Node, ...]:
        """The blocks at the top: those of ``indicators``, or one per component (C004, C064, C065)."""
        policy = self.source.data.get("policy") if isinstance(self.source.data, dict) else None
        declared = policy if isinstance(policy, dict) else {}
        if "components" not in top:
            if "indicators" not in top:
                self.problem("C004", ("indicators",), "indicators")
            if "component_missing" in declared:
                self.problem("C065", ("policy", "component_missing"), self.policy.component_missing)
            return tuple(self.node(item, path, None) for path, item in self.listed(top, "indicators"))
        if "indicators" in top:
            self.problem("C064", ("components",))
        for key in ("full", "component_missing"):
            if key not in declared:
                self.problem("C004", ("policy", key), key)
        return tuple(self._component(item, path) for path, item in self.listed(top, "components"))

    def _component(self, value: object, path: Path) -> Node:
        fields = self.mapping(value, path, keys.COMPONENT)
        weights = self._weights(fields.get("weight", ABSENT), (*path, "weight"))
        full = self.number(fields.get("full", 1), (*path, "full"), above=0)
        limits = self.mapping(fields.get("total", ABSENT), (*path, "total"), keys.LIMITS)
        inside = Node(
            id=self.identity(fields.get("id", "none"), (*path, "id")),
            title=self.text(fields.get("title", "?"), (*path, "title")),
            points=dict.fromkeys(weights, full),
            path=path,
            not_applicable=cast(
                "NotApplicable", self.any_choice(fields, "not_applicable", path, NOT_APPLICABLE[1:], self.policy.not_applicable)
            ),
            component=Component(full, self.limit(limits, "floor", (*path, "total")), self.limit(limits, "ceiling", (*path, "total"))),
        )
        items = tuple(self.node(item, place, inside) for place, item in self.listed(fields, "indicators", path))
        self._beside(fields, path, inside)
        whole = self.policy.full or Decimal(1)
        return replace(inside, items=items, points={group: weight * whole for group, weight in weights.items()})

    def _beside(self, fields: Mapping[str, Any], path: Path, inside: Node) -> None:
        """Bonuses, deductions and gates of a component, for its groups only."""
        self.scope = tuple(inside.points)
        name = inside.id
        self.bonuses += [replace(self.bonus(item, place), component=name) for place, item in self.listed(fields, "bonus", path)]
        self.deductions += [replace(self.deduction(item, place), component=name) for place, item in self.listed(fields, "deductions", path)]
        self.gates += [replace(self.gate(item, place), component=name) for place, item in self.listed(fields, "gates", path)]
        self.scope = None

    def _weights(self, value: object, path: Path) -> dict[str, Decimal]:
        """Share of the whole by group; a group that is not named does not have the component."""
        if not isinstance(value, dict):
            weight = Decimal(1) if value is ABSENT else self.number(value, path, above=0, high=1)
            return dict.fromkeys(self.group_ids, weight)
        given = self.mapping(value, path)
        for key in given:
            self.choice(key, (*path, key), self.group_ids or ("?",))
        return {group: self.number(given[group], (*path, group), above=0, high=1) for group in self.group_ids if group in given}
