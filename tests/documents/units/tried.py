"""Runs of tests.documents.scored with the material that sheets need, and random ones."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from scoring.results.material import BlockPoints, GateWords, Material, RuleWords, UnitAmounts
from scoring.results.model import Arithmetic, Results
from tests.documents import scored
from tests.documents.scored import PLAIN, Tree, Unit

GRADES = {"city": (("优秀", "90"), ("良好", "80"), ("合格", "0"))}
BONUS = {"bonus": RuleWords("bonus", "每次加1分。", "《办法》", "", "")}
POLICIES = ("inherit", "rescale", "no_rescale", "full_marks", "zero")


def material(
    units: Sequence[Unit], tree: Tree, arithmetic: Arithmetic, rules: Mapping[str, RuleWords], gates: tuple[GateWords, ...]
) -> Material:
    """What a run would hold besides the ranking, computed by the slow way of scored.py."""
    blocks = []
    for unit in units:
        for row in tree.children(""):
            points, applicable = scored.node_amounts(tree, row, unit.scores)
            blocks.append(BlockPoints(unit.name, row[0], row[2], str(applicable), str(points)))
    amounts = {
        unit.name: UnitAmounts(unit.name, str(scored.score(tree, unit, arithmetic)[0]), gates=("gate",) if unit.gate else ())
        for unit in units
    }
    return Material(amounts, tuple(blocks), rules, gates, {}, GRADES)


def run(units: Sequence[Unit], tree: Tree = scored.TREE, arithmetic: Arithmetic = PLAIN, **changes: Any) -> Results:
    """A finished run of one group with material."""
    rules = {leaf: RuleWords("", f"标准{leaf}。", f"依据{leaf}", f"看{leaf}") for leaf in tree.leaves()} | changes.pop("rules", {})
    gates = changes.pop("gates", ())
    results = scored.run(units, tree, arithmetic, **changes)
    return replace(results, material=material(units, tree, arithmetic, rules, gates))


def random_run(seed: int) -> tuple[list[Unit], Tree, Arithmetic, Results]:
    """Units with random points over a random tree of two levels and random policies."""
    chance = random.Random(seed)  # noqa: S311 - invented data, no secret
    rows: list[tuple[str, str, str, str]] = []
    for block in range(chance.randint(1, 4)):
        leaves = [str(chance.choice([1, 2, 4, 5, 8, 12.5])) for _ in range(chance.randint(1, 4))]
        full = str(sum(map(Decimal, leaves)))
        rows.append((f"b{block}", "", full, chance.choice(POLICIES)))
        rows += [
            (f"b{block}.{i}", f"b{block}", leaf, chance.choice(("inherit", "inherit", "full_marks", "zero")))
            for i, leaf in enumerate(leaves)
        ]
    tree = Tree(rows)
    arithmetic = replace(
        PLAIN,
        digits=chance.choice([0, 1, 2]),
        mode=chance.choice(["half_up", "truncate"]),
        rank_on=chance.choice(["printed", "exact"]),
        ties=chance.choice(["competition", "dense"]),
        not_applicable=chance.choice(["rescale", "no_rescale", "zero"]),
    )
    units = [Unit(f"单位{i}", {leaf: _points(chance, tree, leaf) for leaf in tree.leaves()}) for i in range(chance.randint(1, 9))]
    units = [unit for unit in units if any(value not in scored.WORDS for value in unit.scores.values())]
    return units, tree, arithmetic, run(units, tree, arithmetic)


def _points(chance: random.Random, tree: Tree, leaf: str) -> str:
    full = Decimal(next(row[2] for row in tree.rows if row[0] == leaf))
    if chance.random() < 0.15:
        return chance.choice("NEA")
    return str((full * chance.randint(0, 8) / 8).quantize(Decimal("0.01")))
