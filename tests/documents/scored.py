"""Finished runs for the tests of the workbook, computed here slowly and on their own from points and policies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from scoring.results.figure import Figure
from scoring.results.model import Arithmetic, CheckRow, GroupTable, PointRow, RankedUnit, Results, TreeNode

PLAIN = Arithmetic(digits=2, mode="half_up", at="total", rank_on="printed", ties="competition", not_applicable="rescale")
WORDS = {"N": "not_applicable", "E": "exempt", "A": "not_assessable"}

Scores = Mapping[str, str]  # points by indicator, or N, E, A


@dataclass(frozen=True)
class Tree:
    """A tree as (node, parent, full points, policy), parents first."""

    rows: Sequence[tuple[str, str, str, str]]

    def nodes(self, group: str) -> tuple[TreeNode, ...]:
        return tuple(TreeNode(group, node, parent, f"标题{node}", full, policy) for node, parent, full, policy in self.rows)  # type: ignore[arg-type]  # policies are literals in the tests

    def children(self, parent: str) -> list[tuple[str, str, str, str]]:
        return [row for row in self.rows if row[1] == parent]

    def leaves(self) -> list[str]:
        parents = {parent for _, parent, _, _ in self.rows}
        return [node for node, _, _, _ in self.rows if node not in parents]


TREE = Tree(
    (
        ("a", "", "40", "inherit"),
        ("a.x", "a", "25", "inherit"),
        ("a.y", "a", "15", "inherit"),
        ("b", "", "60", "inherit"),
        ("b.x", "b", "20", "inherit"),
        ("b.y", "b", "40", "inherit"),
    )
)


@dataclass(frozen=True)
class Unit:
    """A unit with its points; ``set_total`` is what a gate makes of the total."""

    name: str
    scores: Scores
    bonus: str = "0"
    gate: str = ""
    set_total: str | None = None
    ranked: bool = True
    extra: Mapping[str, Any] = field(default_factory=dict)


def node_amounts(tree: Tree, node: tuple[str, str, str, str], scores: Scores) -> tuple[Decimal, Decimal]:
    """Points and applicable points of a node (the roll-up as the criteria language defines it)."""
    name, _, full_text, policy = node
    full, children = Decimal(full_text), tree.children(name)
    if not children:
        if scores[name] not in WORDS:
            return Decimal(scores[name]), full
        return {"full_marks": (full, full), "zero": (Decimal(0), full)}.get(policy, (Decimal(0), Decimal(0)))
    return apply_policy(policy, full, [node_amounts(tree, child, scores) for child in children])


def apply_policy(policy: str, full: Decimal, parts: Sequence[tuple[Decimal, Decimal]], carry: int = 4) -> tuple[Decimal, Decimal]:
    points, applicable = sum((p for p, _ in parts), Decimal(0)), sum((a for _, a in parts), Decimal(0))
    if policy == "rescale":
        if applicable == 0:
            return Decimal(0), Decimal(0)
        exact = Fraction(points) * Fraction(full) / Fraction(applicable)
        return (
            points
            if applicable == full
            else (Decimal(exact.numerator) / exact.denominator).quantize(Decimal(1).scaleb(-carry), ROUND_HALF_UP)
        ), full
    if policy == "full_marks":
        return points + full - applicable, full
    return points, full if policy == "zero" else applicable


def score(tree: Tree, unit: Unit, arithmetic: Arithmetic) -> tuple[Decimal, Decimal]:
    """Exact and printed total of a unit."""
    step, mode = Decimal(1).scaleb(-arithmetic.digits), ROUND_HALF_UP if arithmetic.mode == "half_up" else ROUND_DOWN
    blocks = [node_amounts(tree, block, unit.scores) for block in tree.children("")]
    base, _ = apply_policy(arithmetic.not_applicable, sum((Decimal(row[2]) for row in tree.children("")), Decimal(0)), blocks)
    if arithmetic.at == "component":
        base = base.quantize(step, mode)
    exact = base + Decimal(unit.bonus)
    if unit.set_total is not None:
        exact = Decimal(unit.set_total)
    return exact, abs(exact.quantize(step, mode))


def amount(tree: Tree, unit: Unit, by: str, arithmetic: Arithmetic) -> Decimal | None:
    """What a unit has of a tie-breaker."""
    if by == "base":
        return score(tree, Unit(unit.name, unit.scores), arithmetic)[0]
    if by in {"bonus", "penalty"}:
        return Decimal(unit.bonus if by == "bonus" else 0)
    if by not in unit.scores:
        return node_amounts(tree, next(row for row in tree.rows if row[0] == by), unit.scores)[0]
    return None if unit.scores[by] in WORDS else Decimal(unit.scores[by])


def ranking(tree: Tree, units: Sequence[Unit], arithmetic: Arithmetic) -> tuple[RankedUnit, ...]:
    totals = {unit.name: score(tree, unit, arithmetic) for unit in units}
    which = 0 if arithmetic.rank_on == "exact" else 1
    sign = {"highest": 1, "lowest": -1}

    def key(unit: Unit) -> tuple[Decimal, ...]:
        """Better units have the greater key."""
        found = [(amount(tree, unit, breaker.by, arithmetic), sign[breaker.best]) for breaker in arithmetic.break_ties]
        last = Decimal("-Infinity")
        return (totals[unit.name][which] * sign[arithmetic.best], *(last if points is None else points * way for points, way in found))

    compared = [key(unit) for unit in units if unit.ranked]
    others = compared if arithmetic.ties == "competition" else set(compared)

    def ranked(unit: Unit) -> RankedUnit:
        own = key(unit)
        rank = str(1 + sum(other > own for other in others)) if unit.ranked else ""
        blocks = tuple(str(node_amounts(tree, block, unit.scores)[0]) for block in tree.children(""))
        base = str(score(tree, Unit(unit.name, unit.scores), arithmetic)[1])
        amounts = (amount(tree, unit, breaker.by, arithmetic) for breaker in arithmetic.break_ties)
        return RankedUnit(
            unit.name,
            unit.name,
            unit.name,
            "assessed",
            rank,
            compared.count(own) > 1,
            base,
            unit.bonus,
            "0.00",
            str(totals[unit.name][1]),
            "良好",
            blocks,
            gate=unit.gate,
            compared=tuple("" if points is None else str(points) for points in amounts),
        )

    return tuple(sorted(map(ranked, units), key=lambda unit: int(unit.rank or 10**6)))


def run(units: Sequence[Unit], tree: Tree = TREE, arithmetic: Arithmetic = PLAIN, **changes: Any) -> Results:
    """A finished run with one group."""
    blocks = tuple((f"标题{row[0]}", row[2]) for row in tree.children(""))
    settings: dict[str, Any] = {
        "assessment_id": "test-2016",
        "title": "考核",
        "period": "2016",
        "run_date": "2017-08-11",
        "criteria_title": "指标",
        "criteria_basis": ("《办法》",),
        "score_fingerprint": "0123456789abcdef",
        "groups": (GroupTable("city", "市州", blocks, ranking(tree, units, arithmetic)),),
        "figures": {},
        "documents": {},
        "points": tuple(row for unit in units for row in points(tree, unit)),
        "nodes": tree.nodes("city"),
        "arithmetic": arithmetic,
    }
    return Results(**(settings | changes))


def points(tree: Tree, unit: Unit) -> list[PointRow]:
    return [_point(unit, leaf, next(row[2] for row in tree.rows if row[0] == leaf)) for leaf in tree.leaves()]


def _point(unit: Unit, leaf: str, full: str) -> PointRow:
    given = unit.scores[leaf]
    outcome: Any = WORDS.get(given, "measured")
    got = given if outcome == "measured" else ""
    lost = str(Decimal(full) - Decimal(got)) if got else ""
    return PointRow(unit.name, leaf, f"标题{leaf}", outcome, "", full, got, lost, f"{unit.name}的{leaf}得{given}", **unit.extra)


def check(unit: str, check_id: str, **changes: Any) -> CheckRow:
    settings: dict[str, Any] = {"severity": "error", "outcome": "fails", "part": "total", "caused_by": "", "message": "合计不符"}
    settings |= {"expected": "10", "found": "9", "difference": "-1", "locator": "table 3 row 2", "file": f"reports/{unit}.html"}
    return CheckRow(check_id=check_id, unit_id=unit, unit=unit, **(settings | changes))


def figure(name: str, text: str, **changes: Any) -> Figure:
    settings: dict[str, Any] = {
        "value": None,
        "formula": f"sum({name})",
        "uom": "条",
        "covered": 13,
        "of": 15,
        "sources": ("reports/a.html", "reports/b.txt"),
    }
    return Figure(name, text, **(settings | changes))
